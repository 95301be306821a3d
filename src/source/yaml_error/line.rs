//! The lines of a YAML file, taken apart as far as the causes of its errors
//! need it.

use std::ops::Range;

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// The byte of the text at which it begins.
    pub start: usize,
    /// Without its line break.
    pub text: &'a str,
}

/// The lines of a text; an error stands in one of them.
pub(super) struct Lines<'a>(Vec<Line<'a>>);

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut start = 0;
        let lines = text.split('\n').enumerate().map(|(i, whole)| {
            let line =
                Line { number: i + 1, start, text: whole.strip_suffix('\r').unwrap_or(whole) };
            start += whole.len() + 1;
            line
        });
        Lines(lines.collect())
    }

    /// The line that a byte is in; the last one that says something where the
    /// error is the end of the file or a blank line.
    pub fn at(&self, byte: usize) -> Line<'a> {
        let i = self.0.partition_point(|line| line.start <= byte).max(1) - 1;
        let line = self.0[i];
        if line.is_blank() { self.above(line).unwrap_or(line) } else { line }
    }

    /// The last line before another that says something.
    pub fn above(&self, line: Line<'_>) -> Option<Line<'a>> {
        self.before(line).next()
    }

    /// The lines before another that say something, the nearest first.
    pub fn before(&self, line: Line<'_>) -> impl Iterator<Item = Line<'a>> {
        self.0[..line.number - 1].iter().rev().copied().filter(|line| !line.is_blank())
    }

    /// A line and all that follow it.
    pub fn from(&self, line: Line<'_>) -> impl Iterator<Item = Line<'a>> {
        self.0[line.number - 1..].iter().copied()
    }
}

impl<'a> Line<'a> {
    /// Nothing, or a comment.
    fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// How many blanks it begins with.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// What it says, without the blanks around it.
    pub fn body(&self) -> &'a str {
        self.text.trim()
    }

    /// Whether it is an item of a list.
    pub fn has_dash(&self) -> bool {
        self.body() == "-" || self.body().starts_with("- ")
    }

    /// The column at which its contents stand: behind its dashes, if any.
    pub fn column(&self) -> usize {
        let mut column = self.indent();
        while let Some(rest) = self.text[column..].strip_prefix("- ") {
            column = self.text.len() - rest.trim_start_matches(' ').len();
        }
        column
    }

    /// The key it begins with, dashes aside: a word before a colon.
    pub fn key(&self) -> Option<&'a str> {
        let (key, _) = self.text[self.column()..].split_once(':')?;
        let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        (!key.is_empty() && key.bytes().all(word)).then_some(key)
    }

    /// The column right behind its key's colon.
    pub fn behind_colon(&self) -> Option<usize> {
        self.key().map(|key| self.column() + key.len() + 1)
    }

    /// What stands behind its dashes and its key.
    pub fn value(&self) -> &'a str {
        let from = match self.behind_colon() {
            Some(column) if self.text[column..].starts_with([' ', '\t']) => column,
            Some(column) if column == self.text.len() => column,
            _ => self.column(),
        };
        self.text[from..].trim()
    }

    /// The bytes of the text from one of its columns on, as many as told.
    pub fn span(&self, column: usize, length: usize) -> Range<usize> {
        self.start + column..self.start + column + length
    }

    /// The bytes of what it says.
    pub fn whole(&self) -> Range<usize> {
        self.span(self.text.len() - self.text.trim_start().len(), self.body().len().max(1))
    }

    /// The bytes of a value that [`Line::value`] gave.
    pub fn span_of(&self, value: &str) -> Range<usize> {
        let column = self.text.trim_end().len() - value.len();
        self.span(column, value.chars().next().map_or(1, char::len_utf8))
    }
}
