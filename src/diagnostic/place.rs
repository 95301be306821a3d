//! Where something stood in what the user wrote.

use std::ops::Range;
use std::sync::Arc;

/// A text that findings can point into: a file, or the words after `--set`.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// What to call it in a message: a path as given, or `--set`.
    pub name: String,
    /// The text as it was, without a byte-order mark.
    pub text: String,
}

/// A stretch of bytes in a [`SourceFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<SourceFile>,
    /// Byte offsets into `source.text`, on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// A place whose span is moved onto character boundaries inside the text.
    pub fn new(source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        Place { source: Arc::clone(source), span: start..end }
    }

    /// Line and column of the start, both from 1; a column is a character.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.span.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The text at this place.
    pub fn text(&self) -> &str {
        &self.source.text[self.span.clone()]
    }
}
