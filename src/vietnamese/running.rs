//! Running text as a list of words, and the search for phrases in it. No grammar.

use std::borrow::Cow;
use std::ops::Range;

use super::text::{is_word, lower, runs};

/// A text, word by word. A word is a run of letters and digits.
pub struct Words<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    lower: Cow<'a, str>,
    span: Range<usize>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let lowered = |span: Range<usize>| Word { lower: lower(&text[span.clone()]), span };
        Words { text, words: runs(text, is_word).map(lowered).collect() }
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `i` in lower case; empty past the end.
    pub fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| &*w.lower)
    }

    /// The word at `i` as written; empty past the end.
    pub fn written(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| &self.text[w.span.clone()])
    }

    /// The text between a word and the next one, or up to the end.
    pub fn gap(&self, i: usize) -> &'a str {
        let from = self.words.get(i).map_or(self.text.len(), |w| w.span.end);
        let to = self.words.get(i + 1).map_or(self.text.len(), |w| w.span.start);
        &self.text[from..to]
    }

    /// The text between a word and the one before it, or from the beginning.
    pub fn gap_before(&self, i: usize) -> &'a str {
        let from = i.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.span.end);
        let to = self.words.get(i).map_or(self.text.len(), |w| w.span.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The byte range of some words.
    pub fn span(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |w| w.span.start);
        let end = words.end.checked_sub(1).and_then(|i| self.words.get(i));
        start..end.map_or(start, |w| w.span.end).max(start)
    }

    /// Whether a phrase of lower-case words begins at word `i`.
    pub fn starts(&self, i: usize, phrase: &str) -> bool {
        // Nearly all attempts end here.
        if !phrase.starts_with(self.lower(i)) {
            return false;
        }
        let mut at = i;
        phrase.split(' ').all(|word| {
            at += 1;
            self.lower(at - 1) == word && (at == i + 1 || self.joined(at - 2))
        })
    }

    /// The positions where a phrase of lower-case words begins.
    pub fn find(&self, phrase: &str) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(move |i| self.starts(*i, phrase))
    }

    /// The words within a byte range of the text.
    pub fn within(&self, bytes: Range<usize>) -> Range<usize> {
        let before = |at: usize| self.words.partition_point(|word| word.span.start < at);
        before(bytes.start)..before(bytes.end)
    }

    /// Whether only blanks and hyphens follow a word, up to the next.
    pub fn joined(&self, i: usize) -> bool {
        self.gap(i).chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–'))
    }

    /// The words of the sentence around `i`, or of its part up to a semicolon.
    pub fn clause(&self, i: usize) -> Range<usize> {
        let ends = |i: usize| {
            let gap = self.gap(i);
            gap.contains([';', '!', '?', '\n', '…'])
                || gap.contains(". ")
                || gap == "." && !self.lower(i + 1).starts_with(|c: char| c.is_ascii_digit())
        };
        let start = (0..i).rev().find(|k| ends(*k)).map_or(0, |k| k + 1);
        let end = (i..self.len()).find(|k| ends(*k)).map_or(self.len(), |k| k + 1);
        start..end
    }

    /// Whether any of the phrases begins within these words.
    pub fn any(&self, within: Range<usize>, phrases: &[&str]) -> bool {
        within.into_iter().any(|i| phrases.iter().any(|phrase| self.starts(i, phrase)))
    }

    /// Whether a word stands in quotation marks.
    pub fn quoted(&self, i: usize) -> bool {
        let before = &self.text[..self.span(i..i + 1).start];
        let open = |opening: char, closing: char| {
            before.matches(opening).count() > before.matches(closing).count()
        };
        open('“', '”') || open('«', '»') || before.matches('"').count() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_quotes() {
        let words = Words::of("Một. Hai “ba” bốn; năm 1.985 sáu");
        assert_eq!(words.clause(1), 1..4);
        assert_eq!(words.clause(5), 4..8);
        assert!(words.quoted(2) && !words.quoted(3));
    }

    #[test]
    fn words_and_what_stands_between_them() {
        let words = Words::of(" (Một HAI), ba.");
        let read: Vec<_> = (0..words.len()).map(|i| (words.written(i), words.lower(i))).collect();
        assert_eq!(read, [("Một", "một"), ("HAI", "hai"), ("ba", "ba")]);
        assert_eq!([0, 1, 2].map(|i| words.gap(i)), [" ", "), ", "."]);
        assert_eq!([0, 1, 2].map(|i| words.gap_before(i)), [" (", " ", "), "]);
        assert_eq!(words.within(4..13), 1..2);
        assert_eq!((words.lower(3), words.gap(3), words.span(2..9)), ("", "", 14..14));
    }
}
