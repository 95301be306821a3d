//! Running text: words with their formatting and the fields they came from.

use crate::source::Path;

use super::changes::Change;

/// The text of a paragraph, a line, a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Piece>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(Words),
    /// A line break, with its change since an older version.
    Break(Change),
}

/// A run of words with the same attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    pub text: String,
    pub strong: bool,
    pub emphasized: bool,
    /// Whether it can't be broken across lines.
    pub whole: bool,
    /// The field of the dossier that they came from, if known.
    pub origin: Option<Path>,
    /// The change since an older version.
    pub change: Change,
}

impl Words {
    fn is_like(&self, other: &Words) -> bool {
        (self.strong, self.emphasized, self.whole, &self.origin, self.change)
            == (other.strong, other.emphasized, other.whole, &other.origin, other.change)
    }
}

impl Text {
    /// Appends words, to the last piece if their attributes are equal.
    pub(super) fn push(&mut self, words: Words) {
        if words.text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Words(last)) if last.is_like(&words) => last.text += &words.text,
            _ => self.0.push(Piece::Words(words)),
        }
    }

    /// The text without blanks around it, and with single blanks inside.
    pub(super) fn trimmed(mut self) -> Text {
        let mut blank = true;
        for piece in &mut self.0 {
            match piece {
                Piece::Break(_) => blank = true,
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

    /// The text with a mark or a number before it, which takes the change of the whole text.
    #[must_use]
    pub fn with_label(&self, label: &str) -> Text {
        Text::from(label).all(self.change()).followed_by(self)
    }

    /// The text followed by another.
    #[must_use]
    pub fn followed_by(mut self, other: &Text) -> Text {
        self.0.extend(other.0.iter().cloned());
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The plain text, with line breaks.
    pub fn plain(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.text.clone(),
            Piece::Break(_) => "\n".to_owned(),
        };
        self.0.iter().map(piece).collect()
    }

    /// The current plain text, without removed words.
    pub fn current(&self) -> String {
        let is_out = |piece: &&Piece| {
            let (Piece::Words(Words { change, .. }) | Piece::Break(change)) = piece;
            *change == Change::Out
        };
        Text(self.0.iter().filter(|piece| !is_out(piece)).cloned().collect()).plain()
    }

    /// The field that it came from: if a narrative contains values of other fields, the one
    /// with most of the text; `None` if a template has words of its own in it.
    pub fn origin(&self) -> Option<&Path> {
        let mut letters: Vec<(&Path, usize)> = Vec::new();
        for piece in &self.0 {
            let Piece::Words(Words { text, origin, change, .. }) = piece else { continue };
            if *change == Change::Out {
                continue;
            }
            let count = text.chars().filter(|c| c.is_alphanumeric()).count();
            match (origin, letters.iter_mut().find(|(path, _)| Some(*path) == origin.as_ref())) {
                (_, Some((_, sum))) => *sum += count,
                (Some(path), None) => letters.push((path, count)),
                // Punctuation belongs to no field.
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

/// Whether a character is a blank other than a no-break space.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t')
}
