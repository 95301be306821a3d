//! Running text: words with what sets them off, and where they came from.

use crate::source::Path;

/// The text of a paragraph, a line, a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Piece>);

/// What a text is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(Words),
    /// The next line begins here.
    Break,
}

/// Words that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    pub text: String,
    pub strong: bool,
    pub emphasized: bool,
    /// No line ends within them.
    pub whole: bool,
    /// The field of the dossier that they came from, as far as it is known.
    pub origin: Option<Path>,
}

impl Words {
    fn is_like(&self, other: &Words) -> bool {
        (self.strong, self.emphasized, self.whole, &self.origin)
            == (other.strong, other.emphasized, other.whole, &other.origin)
    }
}

impl Text {
    /// Adds words, to those before where they are alike.
    pub(super) fn push(&mut self, words: Words) {
        if words.text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Words(last)) if last.is_like(&words) => last.text += &words.text,
            _ => self.0.push(Piece::Words(words)),
        }
    }

    /// Without the blanks around it, and with one where the source has several.
    pub(super) fn trimmed(mut self) -> Text {
        let mut blank = true;
        for piece in &mut self.0 {
            match piece {
                Piece::Break => blank = true,
                Piece::Words(words) => {
                    words.text.retain(|c| {
                        let doubled = blank && is_blank(c);
                        blank = is_blank(c);
                        !doubled
                    });
                    for c in [' ', '\n', '\t'] {
                        if c != ' ' && words.text.contains(c) {
                            words.text = words.text.replace(c, " ");
                        }
                    }
                }
            }
        }
        while let Some(Piece::Words(words)) = self.0.last_mut() {
            let length = words.text.trim_end_matches(is_blank).len();
            words.text.truncate(length);
            if !words.text.is_empty() {
                break;
            }
            self.0.pop();
        }
        self.0.retain(|piece| !matches!(piece, Piece::Words(words) if words.text.is_empty()));
        self
    }

    /// With another text behind it.
    #[must_use]
    pub fn followed_by(mut self, other: &Text) -> Text {
        self.0.extend(other.0.iter().cloned());
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says, line breaks as such.
    pub fn plain(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.text.clone(),
            Piece::Break => "\n".to_owned(),
        };
        self.0.iter().map(piece).collect()
    }

    /// The field that it came from: where a narrative names values of other fields, the
    /// one that most of it is of; none where a template has words of its own in it.
    pub fn origin(&self) -> Option<&Path> {
        let mut letters: Vec<(&Path, usize)> = Vec::new();
        for piece in &self.0 {
            let Piece::Words(Words { text, origin, .. }) = piece else { continue };
            let count = text.chars().filter(|c| c.is_alphanumeric()).count();
            match (origin, letters.iter_mut().find(|(path, _)| Some(*path) == origin.as_ref())) {
                (_, Some((_, sum))) => *sum += count,
                (Some(path), None) => letters.push((path, count)),
                // Signs may be anybody's.
                (None, None) if count > 0 => return None,
                (None, None) => {}
            }
        }
        let most = letters.iter().map(|(_, count)| *count).max()?;
        letters.into_iter().find(|(_, count)| *count == most).map(|(path, _)| path)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(vec![Piece::Words(Words { text: text.to_owned(), ..Words::default() })])
    }
}

/// A blank that is no no-break space.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t')
}
