//! The words and numbers of a folded text.

use std::ops::Range;

/// A word or a number.
pub struct Token {
    pub range: Range<usize>,
    /// Whether only a punctuation mark separates it from the one before, as between the parts
    /// of a date.
    pub is_glued: bool,
}

/// The words and numbers of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut start = None;
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphanumeric()) * 2 };
    let mut last = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = kind(c);
        if now != last {
            if let Some(from) = start.take() {
                let before: Option<&Token> = out.last();
                let is_glued = before.is_some_and(|b: &Token| {
                    let between = &text[b.range.end..from];
                    between.is_empty() || matches!(between, "/" | "." | "-")
                });
                out.push(Token { range: from..at, is_glued });
            }
            if now > 0 {
                start = Some(at);
            }
            last = now;
        }
    }
    out
}
