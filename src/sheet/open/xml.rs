//! XML as a run of tags and texts: as much of it as a table needs.

use std::borrow::Cow;

/// What comes next in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// `<name …>`; `<name …/>` is this alone.
    Open(Tag<'a>),
    Close(&'a str),
    /// As it stands in the document: see [`unescaped`].
    Text(&'a str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    attributes: &'a str,
    pub is_empty: bool,
}

/// Reads a document; it ends where the document does, or stops to be XML.
pub struct Events<'a> {
    rest: &'a str,
}

impl<'a> Events<'a> {
    pub fn of(document: &'a str) -> Self {
        Events { rest: document }
    }

    /// Passes what stands between an opened tag and its end.
    pub fn leave(&mut self, tag: Tag<'a>) {
        let mut depth = usize::from(!tag.is_empty);
        while depth > 0 {
            match self.next() {
                Some(Event::Open(inner)) if inner.name == tag.name && !inner.is_empty => depth += 1,
                Some(Event::Close(name)) if name == tag.name => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Takes what stands up to a mark, and passes the mark.
    fn until(&mut self, mark: &str) -> Option<&'a str> {
        let (before, rest) = self.rest.split_once(mark)?;
        self.rest = rest;
        Some(before)
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let Some(inside) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<')?;
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Event::Text(text));
            };
            self.rest = inside;
            if inside.starts_with("!--") {
                self.until("-->")?;
            } else if inside.starts_with(['?', '!']) {
                self.until(">")?;
            } else if inside.starts_with('/') {
                return Some(Event::Close(self.until(">")?[1..].trim_end()));
            } else {
                let end = end_of_tag(inside)?;
                let (tag, rest) = inside.split_at(end);
                self.rest = &rest[1..];
                let (tag, is_empty) = match tag.strip_suffix('/') {
                    Some(tag) => (tag, true),
                    None => (tag, false),
                };
                let (name, attributes) =
                    tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag, ""));
                return Some(Event::Open(Tag { name, attributes, is_empty }));
            }
        }
    }
}

/// The first `>` that no value of an attribute holds.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| match quote {
        Some(open) => {
            quote = Some(open).filter(|open| *open != byte);
            false
        }
        None => {
            quote = Some(byte).filter(|byte| matches!(byte, b'"' | b'\''));
            byte == b'>'
        }
    })
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, behind) = after[1..].split_once(quote)?;
            if key.trim() == name {
                return Some(unescaped(value));
            }
            rest = behind;
        }
    }
}

/// A text with its entities replaced; what isn't one stays.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out += before;
        let entity = behind.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        match entity {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out += rest;
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_texts() {
        let text = "<?xml version='1.0'?><!-- <a> --><a b='1 > 0' c=\"&lt;x&#x111;&#33;&là;\"><d/>Q&amp;A</a>";
        let mut events = Events::of(text);
        let Some(Event::Open(tag)) = events.next() else { panic!("a tag") };
        assert_eq!((tag.name, tag.is_empty), ("a", false));
        assert_eq!(tag.attribute("b").as_deref(), Some("1 > 0"));
        assert_eq!(tag.attribute("c").as_deref(), Some("<xđ!&là;"));
        assert_eq!(tag.attribute("d"), None);
        assert!(matches!(events.next(), Some(Event::Open(Tag { name: "d", is_empty: true, .. }))));
        let Some(Event::Text(text)) = events.next() else { panic!("a text") };
        assert_eq!(unescaped(text), "Q&A");
        assert_eq!(events.next(), Some(Event::Close("a")));
        assert_eq!(events.next(), None);
        for broken in ["<", "<a b='", "</", "<!--", "<a b=c d='e'>", "&", ""] {
            assert!(Events::of(broken).count() <= 1, "{broken}");
        }
    }

    #[test]
    fn what_is_skipped() {
        let mut events = Events::of("<a><a/><a>x</a></a>y<b/>");
        let Some(Event::Open(tag)) = events.next() else { panic!("a tag") };
        events.leave(tag);
        assert_eq!(events.next(), Some(Event::Text("y")));
    }
}
