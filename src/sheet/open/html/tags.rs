//! The pieces of a page: tags with their values, and the text between them.

/// What a page is made of.
pub enum Piece<'p> {
    Text(&'p str),
    Tag(Tag),
}

/// A tag with its attributes.
#[derive(Default)]
pub struct Tag {
    pub name: String,
    pub is_end: bool,
    pub is_empty: bool,
    values: Vec<(String, String)>,
}

impl Tag {
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a page, from where nothing is read yet.
pub struct Pieces<'p> {
    pub rest: &'p str,
}

impl<'p> Iterator for Pieces<'p> {
    type Item = Piece<'p>;

    fn next(&mut self) -> Option<Piece<'p>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(at) = self.rest.find('<') else {
                return Some(Piece::Text(std::mem::take(&mut self.rest)));
            };
            if at > 0 {
                let (words, rest) = self.rest.split_at(at);
                self.rest = rest;
                return Some(Piece::Text(words));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
            if !self.rest[1..].starts_with(is_tag) {
                let (words, rest) = self.rest.split_at(1);
                self.rest = rest;
                return Some(Piece::Text(words));
            }
            let (tag, rest) = tag(&self.rest[1..]);
            self.rest = rest;
            if let Some(tag) = tag {
                return Some(Piece::Tag(tag));
            }
        }
    }
}

/// A tag behind its `<`, and what follows it; none of `<!doctype …>` and the like.
fn tag(text: &str) -> (Option<Tag>, &str) {
    let mut tag = Tag::default();
    let mut rest = text;
    if let Some(behind) = rest.strip_prefix('/') {
        (tag.is_end, rest) = (true, behind);
    }
    let is_other = rest.starts_with(['!', '?']);
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    tag.name = rest[..end].to_ascii_lowercase();
    rest = &rest[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace());
        match rest.chars().next() {
            None => break,
            Some('>') => {
                rest = &rest[1..];
                break;
            }
            Some('/') => {
                tag.is_empty = true;
                rest = &rest[1..];
                continue;
            }
            Some(_) => {}
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(behind) = rest.strip_prefix('=') else {
            tag.values.push((name, String::new()));
            continue;
        };
        let (value, behind) = value(behind.trim_start());
        let mut plain = String::new();
        unescape(value, &mut plain);
        tag.values.push((name, plain));
        rest = behind;
    }
    ((!is_other).then_some(tag), rest)
}

/// The value of an attribute, in quotes or without, and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}

/// Adds a text with its entities resolved; one that isn't known stays as it is typed.
pub fn unescape(text: &str, out: &mut String) {
    const LONGEST: usize = 10;
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        // Line breaks and tabs of the source are blanks.
        plain(&rest[..at], out);
        rest = &rest[at..];
        let end = rest.char_indices().take(LONGEST).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let known = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        match known {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain(rest, out);
}

fn plain(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    // The letters of Vietnamese that Latin-1 has are written so by old programs.
    const NAMED: [(&str, char); 36] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("atilde", 'ã'),
        ("egrave", 'è'),
        ("eacute", 'é'),
        ("ecirc", 'ê'),
        ("igrave", 'ì'),
        ("iacute", 'í'),
        ("ograve", 'ò'),
        ("oacute", 'ó'),
        ("ocirc", 'ô'),
        ("otilde", 'õ'),
        ("ugrave", 'ù'),
        ("uacute", 'ú'),
        ("yacute", 'ý'),
        ("Agrave", 'À'),
        ("Aacute", 'Á'),
        ("Acirc", 'Â'),
        ("Eacute", 'É'),
        ("Ecirc", 'Ê'),
        ("Iacute", 'Í'),
        ("Ocirc", 'Ô'),
        ("Oacute", 'Ó'),
        ("Uacute", 'Ú'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}
