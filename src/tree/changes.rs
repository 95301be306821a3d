//! Word-level comparison of two texts: one text in which removed and added words stand side
//! by side.

use crate::sequence::{differing, in_common, sorted_words};

use super::text::{Piece, Text, Words};

/// The change of words since an older version of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// Unchanged, or not compared.
    #[default]
    None,
    /// Added.
    In,
    /// Removed.
    Out,
}

/// A token of the comparison. A word includes the blank before it, so that adding a sentence
/// doesn't change the one before.
#[derive(Debug, Clone)]
enum Token {
    Word(Words),
    Break,
}

impl PartialEq for Token {
    fn eq(&self, other: &Token) -> bool {
        match (self, other) {
            (Token::Break, Token::Break) => true,
            (Token::Word(a), Token::Word(b)) => {
                let blank = |c: char| if c == '\u{a0}' { ' ' } else { c };
                (a.strong, a.emphasized) == (b.strong, b.emphasized)
                    && a.text.chars().map(blank).eq(b.text.chars().map(blank))
            }
            _ => false,
        }
    }
}

impl Text {
    /// The new text with its changes since an old one.
    #[must_use]
    pub fn since(&self, old: &Text) -> Text {
        let (was, is) = (tokens(old), tokens(self));
        let mut text = Text::default();
        let mut at = 0;
        for (out, came) in differing(&was, &is) {
            text.take(&is[at..came.start], Change::None);
            text.take(&was[out], Change::Out);
            text.take(&is[came.clone()], Change::In);
            at = came.end;
        }
        text.take(&is[at..], Change::None);
        text
    }

    /// The whole text marked with one change.
    #[must_use]
    pub fn all(mut self, change: Change) -> Text {
        for piece in &mut self.0 {
            match piece {
                Piece::Words(words) => {
                    words.change = change;
                    if change == Change::Out {
                        words.origin = None;
                    }
                }
                Piece::Break(own) => *own = change,
            }
        }
        self
    }

    /// The change of the whole paragraph: all its words were added or removed.
    pub fn change(&self) -> Change {
        let mut changes = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.change,
            Piece::Break(change) => *change,
        });
        let first = changes.next().unwrap_or_default();
        if changes.all(|change| change == first) { first } else { Change::None }
    }

    fn take(&mut self, tokens: &[Token], change: Change) {
        for token in tokens {
            match token {
                Token::Break => self.0.push(Piece::Break(change)),
                Token::Word(words) => {
                    let origin = words.origin.clone().filter(|_| change != Change::Out);
                    self.push(Words { change, origin, ..words.clone() });
                }
            }
        }
    }
}

fn tokens(text: &Text) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in &text.0 {
        let Piece::Words(words) = piece else {
            tokens.push(Token::Break);
            continue;
        };
        let mut from = 0;
        let mut in_word = false;
        for (at, c) in words.text.char_indices() {
            let is_blank = matches!(c, ' ' | '\u{a0}');
            if is_blank && in_word {
                tokens.push(Token::Word(Words {
                    text: words.text[from..at].to_owned(),
                    ..words.clone()
                }));
                from = at;
            }
            in_word = !is_blank;
        }
        tokens.push(Token::Word(Words { text: words.text[from..].to_owned(), ..words.clone() }));
    }
    tokens
}

/// The similarity of two texts, from 0 to 1: the share of common words, in any order.
pub fn likeness(old: &str, new: &str) -> f32 {
    if old == new {
        return 1.0;
    }
    // Slightly below 1, the value of identical texts.
    0.99 * in_common(&sorted_words(old), &sorted_words(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with signs around added and removed ones.
    fn told(old: &str, new: &str) -> String {
        let text = Text::from(new).since(&Text::from(old));
        let piece = |piece: &Piece| match piece {
            Piece::Words(Words { text, change: Change::None, .. }) => text.clone(),
            Piece::Words(Words { text, change: Change::In, .. }) => format!("[+{text}]"),
            Piece::Words(Words { text, change: Change::Out, .. }) => format!("[-{text}]"),
            Piece::Break(_) => "/".to_owned(),
        };
        text.0.iter().map(piece).collect()
    }

    #[test]
    fn words_that_came_in_and_went_out_stand_side_by_side() {
        for (old, new, expected) in [
            ("Có 5 tổ.", "Có 5 tổ.", "Có 5 tổ."),
            ("Có 5 tổ.", "Có 7 tổ.", "Có[- 5][+ 7] tổ."),
            ("Có 5 tổ.", "Có 5 tổ. Thêm một câu.", "Có 5 tổ.[+ Thêm một câu.]"),
            ("Có\u{a0}5 tổ cũ.", "Có 5 tổ.", "Có 5[- tổ cũ.][+ tổ.]"),
            ("", "Mới", "[+Mới]"),
        ] {
            assert_eq!(told(old, new), expected);
        }
    }

    #[test]
    fn a_paragraph_is_new_with_all_its_words() {
        assert_eq!(Text::from("a b").since(&Text::default()).change(), Change::In);
        assert_eq!(Text::from("a b").all(Change::Out).change(), Change::Out);
        assert_eq!(Text::from("a b").since(&Text::from("a c")).change(), Change::None);
        assert_eq!(Text::default().change(), Change::None);
    }
}
