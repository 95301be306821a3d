//! Where something stood in what the user wrote.

use std::ops::Range;
use std::sync::Arc;

/// A text that findings can point into: a file, the words after `--set`, what
/// stands in a cell of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// What to call it in a message: a path as given, `--set`, or from the
    /// workbook down to the cell.
    pub name: String,
    /// The text as it was, without a byte-order mark.
    pub text: String,
    pub kind: SourceKind,
}

/// What a place in a source is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Line and column.
    Text,
    /// Its name says it all.
    Cell,
}

impl SourceFile {
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile { name: name.into(), text: text.into(), kind: SourceKind::Text }
    }

    pub fn cell(name: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile { name: name.into(), text: text.into(), kind: SourceKind::Cell }
    }
}

/// A stretch of bytes in a [`SourceFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<SourceFile>,
    /// Byte offsets into `source.text`, on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// The whole of a cell.
    pub fn cell(name: impl Into<String>, text: impl Into<String>) -> Self {
        let source = Arc::new(SourceFile::cell(name, text));
        let span = 0..source.text.len();
        Place { source, span }
    }

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

    /// *ho-so.yaml:12:5*; *bieu.xlsx, trang Số liệu, ô C5*
    pub fn origin(&self) -> String {
        let name = &self.source.name;
        let (line, column) = self.line_column();
        match self.source.kind {
            SourceKind::Text => format!("{name}:{line}:{column}"),
            SourceKind::Cell => name.clone(),
        }
    }

    /// The text at this place.
    pub fn text(&self) -> &str {
        &self.source.text[self.span.clone()]
    }
}
