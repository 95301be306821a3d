//! Where something stood in what the user wrote.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Spot;
use super::lines::Lines;

/// A text that findings can point into: a file, the words after `--set`, what
/// stands in a cell of a sheet.
#[derive(Debug)]
pub struct SourceFile {
    /// What to call it in a message: a path as given, `--set`, or from the
    /// workbook down to the cell.
    pub name: String,
    /// The text as it was, without a byte-order mark.
    pub text: String,
    /// What kind of text it is: a file, a cell of a sheet.
    pub kind: SourceKind,
    /// Counted when the first place is told.
    lines: OnceLock<Lines>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.text, &self.kind) == (&other.name, &other.text, &other.kind)
    }
}

impl Eq for SourceFile {}

/// What a place in a source is told by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    /// Line and column.
    Text,
    /// Where it is in its workbook.
    Cell(Spot),
    /// The part of a paper in Word, which has neither lines nor cells: its name.
    Passage,
    /// Line and column, of a text that isn't held any more.
    Line(usize, usize),
}

impl SourceFile {
    /// A text file.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name.into(), text.into(), SourceKind::Text)
    }

    /// What stands in a cell; or a sheet, a workbook, of which no text is shown.
    pub fn cell(spot: Spot, text: impl Into<String>) -> Self {
        Self::new(spot.to_string(), text.into(), SourceKind::Cell(spot))
    }

    /// A text in a paper in Word; `name` says the file and the part of the page.
    pub fn passage(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name.into(), text.into(), SourceKind::Passage)
    }

    fn new(name: String, text: String, kind: SourceKind) -> Self {
        SourceFile { name, text, kind, lines: OnceLock::new() }
    }

    /// Line and column of a byte, both from 1; a column is a character.
    fn line_column(&self, byte: usize) -> (usize, usize) {
        if let SourceKind::Line(line, column) = self.kind {
            return (line, column);
        }
        self.lines.get_or_init(|| Lines::of(&self.text)).line_column(&self.text, byte)
    }
}

/// A stretch of bytes in a [`SourceFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text in which it lies.
    pub source: Arc<SourceFile>,
    /// Byte offsets into `source.text`, on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// The whole of a cell.
    pub fn cell(spot: Spot, text: impl Into<String>) -> Self {
        Self::whole(SourceFile::cell(spot, text))
    }

    /// The whole of a passage of a paper in Word.
    pub fn passage(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::whole(SourceFile::passage(name, text))
    }

    /// In a text that isn't held: what is there can be told and not shown.
    pub(super) fn let_go(name: String, kind: SourceKind, span: Range<usize>) -> Self {
        Place { source: Arc::new(SourceFile::new(name, String::new(), kind)), span }
    }

    fn whole(source: SourceFile) -> Self {
        let span = 0..source.text.len();
        Place { source: Arc::new(source), span }
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

    /// Where it is in its workbook, if it is in one.
    pub fn spot(&self) -> Option<&Spot> {
        match &self.source.kind {
            SourceKind::Text | SourceKind::Passage | SourceKind::Line(..) => None,
            SourceKind::Cell(spot) => Some(spot),
        }
    }

    /// The text at this place; empty where it isn't held any more.
    pub fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or_default()
    }

    /// Whether a snippet of the text can be shown.
    pub(super) fn is_quotable(&self) -> bool {
        self.span.end <= self.source.text.len()
    }
}
