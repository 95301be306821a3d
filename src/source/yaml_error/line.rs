//! The lines of a YAML file, parsed as far as the diagnosis of errors needs it.

use std::ops::Range;

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The number, from 1.
    pub number: usize,
    /// Its first byte in the text.
    pub start: usize,
    /// Without its line break.
    pub text: &'a str,
}

/// The lines of a text with an error.
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

    /// The line of a byte; the last one with contents if the error is at the end of the file
    /// or in an empty line.
    pub fn at(&self, byte: usize) -> Line<'a> {
        let i = self.0.partition_point(|line| line.start <= byte).max(1) - 1;
        let line = self.0[i];
        if line.is_blank() { self.above(line).unwrap_or(line) } else { line }
    }

    /// The last line with contents before another.
    pub fn above(&self, line: Line<'_>) -> Option<Line<'a>> {
        self.before(line).next()
    }

    /// The lines with contents before another, the nearest first.
    pub fn before(&self, line: Line<'_>) -> impl Iterator<Item = Line<'a>> {
        self.0[..line.number - 1].iter().rev().copied().filter(|line| !line.is_blank())
    }

    /// A line and all that follow it.
    pub fn from(&self, line: Line<'_>) -> impl Iterator<Item = Line<'a>> {
        self.0[line.number - 1..].iter().copied()
    }
}

impl<'a> Line<'a> {
    /// Whether it is empty or a comment.
    fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// The number of blanks it begins with.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Its contents, without the blanks around.
    pub fn body(&self) -> &'a str {
        self.text.trim()
    }

    /// Whether it is an item of a list.
    pub fn has_dash(&self) -> bool {
        self.body() == "-" || self.body().starts_with("- ")
    }

    /// The column of its contents, after any dashes.
    pub fn column(&self) -> usize {
        let mut column = self.indent();
        while let Some(rest) = self.text[column..].strip_prefix("- ") {
            column = self.text.len() - rest.trim_start_matches(' ').len();
        }
        column
    }

    /// The key at its beginning, ignoring dashes: a word before a colon.
    pub fn key(&self) -> Option<&'a str> {
        let (key, _) = self.text[self.column()..].split_once(':')?;
        let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        (!key.is_empty() && key.bytes().all(word)).then_some(key)
    }

    /// The column right after its key's colon.
    pub fn behind_colon(&self) -> Option<usize> {
        self.key().map(|key| self.column() + key.len() + 1)
    }

    /// The contents after its dashes and its key.
    pub fn value(&self) -> &'a str {
        let from = match self.behind_colon() {
            Some(column) if self.text[column..].starts_with([' ', '\t']) => column,
            Some(column) if column == self.text.len() => column,
            _ => self.column(),
        };
        self.text[from..].trim()
    }

    /// The byte range in the text from one of its columns on, with this length.
    pub fn span(&self, column: usize, length: usize) -> Range<usize> {
        self.start + column..self.start + column + length
    }

    /// The byte range of its contents.
    pub fn whole(&self) -> Range<usize> {
        self.span(self.text.len() - self.text.trim_start().len(), self.body().len().max(1))
    }

    /// The byte range of a value returned by [`Line::value`].
    pub fn span_of(&self, value: &str) -> Range<usize> {
        let column = self.text.trim_end().len() - value.len();
        self.span(column, value.chars().next().map_or(1, char::len_utf8))
    }
}
