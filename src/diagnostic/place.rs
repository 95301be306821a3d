//! Positions in the user's input.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Spot;
use super::lines::Lines;

/// A text that findings can refer to: a file, the value of `--set`, the contents of a cell.
#[derive(Debug)]
pub struct SourceFile {
    /// Its name in messages: a path as given, `--set`, or from the workbook down to the cell.
    pub name: String,
    /// The original text, without a byte-order mark.
    pub text: String,
    /// The kind of text: a file, a cell of a sheet.
    pub kind: SourceKind,
    /// Computed when first needed.
    lines: OnceLock<Lines>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.text, &self.kind) == (&other.name, &other.text, &other.kind)
    }
}

impl Eq for SourceFile {}

/// How positions in a source are described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    /// By line and column.
    Text,
    /// By the position in its workbook.
    Cell(Spot),
    /// By the name of the part of a Word document, which has neither lines nor cells.
    Passage,
    /// By this line and column, of a text that is no longer in memory.
    Line(usize, usize),
}

impl SourceFile {
    /// A text file.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name.into(), text.into(), SourceKind::Text)
    }

    /// The contents of a cell; or a sheet or workbook, without text.
    pub fn cell(spot: Spot, text: impl Into<String>) -> Self {
        Self::new(spot.to_string(), text.into(), SourceKind::Cell(spot))
    }

    /// A text of a Word document; `name` states the file and the part of the page.
    pub fn passage(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name.into(), text.into(), SourceKind::Passage)
    }

    fn new(name: String, text: String, kind: SourceKind) -> Self {
        SourceFile { name, text, kind, lines: OnceLock::new() }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    fn line_column(&self, byte: usize) -> (usize, usize) {
        if let SourceKind::Line(line, column) = self.kind {
            return (line, column);
        }
        self.lines.get_or_init(|| Lines::of(&self.text)).line_column(&self.text, byte)
    }
}

/// A byte range in a [`SourceFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text that contains it.
    pub source: Arc<SourceFile>,
    /// Byte offsets into `source.text`, on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// A whole cell.
    pub fn cell(spot: Spot, text: impl Into<String>) -> Self {
        Self::whole(SourceFile::cell(spot, text))
    }

    /// A whole passage of a Word document.
    pub fn passage(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::whole(SourceFile::passage(name, text))
    }

    /// A place in a text no longer in memory: it has a position, but can't be quoted.
    pub(super) fn let_go(name: String, kind: SourceKind, span: Range<usize>) -> Self {
        Place { source: Arc::new(SourceFile::new(name, String::new(), kind)), span }
    }

    fn whole(source: SourceFile) -> Self {
        let span = 0..source.text.len();
        Place { source: Arc::new(source), span }
    }

    /// A place whose span is adjusted to character boundaries within the text.
    pub fn new(source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        Place { source: Arc::clone(source), span: start..end }
    }

    /// Line and column of the beginning, both from 1; columns count characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.span.start)
    }

    /// *ho-so.yaml:12:5*; *bieu.xlsx, trang Số liệu, ô C5*
    pub fn origin(&self) -> String {
        let name = &self.source.name;
        let (line, column) = self.line_column();
        match self.source.kind {
            SourceKind::Text | SourceKind::Line(..) => format!("{name}:{line}:{column}"),
            SourceKind::Cell(_) | SourceKind::Passage => name.clone(),
        }
    }

    /// Its position in a workbook, if it is in one.
    pub fn spot(&self) -> Option<&Spot> {
        match &self.source.kind {
            SourceKind::Text | SourceKind::Passage | SourceKind::Line(..) => None,
            SourceKind::Cell(spot) => Some(spot),
        }
    }

    /// The text at this place; empty if it is no longer in memory.
    pub fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or_default()
    }

    /// Whether the text can be quoted.
    pub(super) fn is_quotable(&self) -> bool {
        self.span.end <= self.source.text.len()
    }
}
