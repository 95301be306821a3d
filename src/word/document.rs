//! A Word document as typed values: its visible contents, with tracked changes. All text is
//! in NFC.

use std::sync::Arc;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The contents of its pages, in order.
    pub blocks: Vec<Block>,
    /// Its sections: sheets, margins, headers.
    pub sections: Vec<Section>,
    /// Footnotes and endnotes.
    pub footnotes: Vec<Note>,
    /// The reviewers' comments.
    pub comments: Vec<Comment>,
    /// Properties set by programs (`docProps/custom.xml`), by name.
    pub properties: Vec<(String, String)>,
    /// The addresses of linked pictures that aren't in the file. Nothing is loaded.
    pub outside: Vec<String>,
    /// Whether it contains macros, which are never run.
    pub has_macros: bool,
    /// The pre-Unicode font that its text was typed in; the text is converted.
    pub old_font: Option<OldFont>,
}

/// A block of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A line of text, or several.
    Paragraph(Paragraph),
    /// Rows of cells.
    Table(Table),
    /// A text box, before the paragraph that it is anchored in.
    Box(Vec<Block>),
}

/// A paragraph, with the properties of its styles applied.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Its text, in runs with the same look and change.
    pub runs: Vec<Run>,
    /// Bookmarks and comments, in the order of the runs.
    pub marks: Vec<Mark>,
    /// The style's name; its id may be rewritten by programs.
    pub style: Option<Arc<str>>,
    /// The outline level, from 0, of a heading.
    pub outline: Option<u8>,
    /// The number or bullet given by its list, which isn't in the text.
    pub label: Option<Label>,
    /// Alignment, indents, spacing.
    pub shape: Shape,
    /// The index of its section.
    pub section: usize,
    /// Pictures, lines and charts anchored in it.
    pub drawn: Vec<Drawn>,
    /// Whether it is a line of a table of contents.
    pub is_contents: bool,
    /// Whether its end, the paragraph mark, was inserted or deleted.
    pub end_change: Option<Change>,
    /// What its mark looks like: the look of an empty paragraph.
    pub mark_look: Look,
}

/// A run of text with one look.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Line breaks are `\n`, tabs `\t`.
    pub text: String,
    /// The look of its characters.
    pub look: Look,
    /// The tracked change, if it is one.
    pub change: Option<Change>,
    /// The instruction of the field whose result this is, `PAGE`.
    pub field: Option<Arc<str>>,
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub kind: ChangeKind,
    /// Its author.
    pub author: Arc<str>,
    /// Its date, as in the file.
    pub date: Arc<str>,
}

/// The kind of a tracked change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Inserted.
    Inserted,
    /// Deleted.
    Deleted,
    /// Moved here.
    MovedHere,
    /// Moved away.
    MovedAway,
}

impl ChangeKind {
    /// Whether the text is no longer there once the change is accepted.
    pub fn is_gone(self) -> bool {
        matches!(self, ChangeKind::Deleted | ChangeKind::MovedAway)
    }
}

/// A mark before a run, or after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The index of the run.
    pub run: usize,
    /// Its kind.
    pub kind: MarkKind,
}

/// The kind of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// A bookmark begins: its id and name.
    BookmarkStart(String, String),
    /// A bookmark ends: its id.
    BookmarkEnd(String),
    /// The text of a comment begins: the comment’s id.
    CommentStart(String),
    /// The text of a comment ends.
    CommentEnd(String),
    /// A reference to a footnote or an endnote.
    Footnote(String),
}

/// The look of a run of text, with all styles applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The name of the font.
    pub font: Arc<str>,
    /// In half points.
    pub size: u32,
    /// Đậm.
    pub bold: bool,
    /// Nghiêng.
    pub italic: bool,
    /// Gạch chân.
    pub underlined: bool,
    /// Shown in capitals, however it was typed.
    pub capitals: bool,
    /// Not shown at all.
    pub hidden: bool,
    /// Raised, as footnote marks are.
    pub raised: bool,
    /// As `FF0000`; none for automatic.
    pub colour: Option<Arc<str>>,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            font: Arc::from("Times New Roman"),
            size: 20,
            bold: false,
            italic: false,
            underlined: false,
            capitals: false,
            hidden: false,
            raised: false,
            colour: None,
        }
    }
}

/// A paragraph's shape. Lengths are in twentieths of a point, as in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// The alignment of its lines.
    pub align: Align,
    /// The indent of all lines.
    pub left: i32,
    /// The indent from the right.
    pub right: i32,
    /// Negative for a hanging indent.
    pub first_line: i32,
    /// The gap above.
    pub before: i32,
    /// The gap below.
    pub after: i32,
    /// The line spacing.
    pub line: LineSpacing,
    /// Whether a rule is drawn above it.
    pub rule_above: bool,
    /// Whether a rule is drawn below it.
    pub rule_below: bool,
    /// Whether the gap between paragraphs of one style is left out.
    pub is_contextual: bool,
    /// Whether it stays on the page of the next one.
    pub keep_next: bool,
}

/// How lines stand between the margins (canh lề).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Canh trái.
    #[default]
    Left,
    /// Canh giữa.
    Centre,
    /// Canh phải.
    Right,
    /// Canh đều hai lề.
    Both,
}

/// Line spacing (dãn dòng).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSpacing {
    /// In 240ths of single spacing.
    Multiple(i32),
    /// Exactly this many twentieths of a point.
    Exact(i32),
    /// At least this many twentieths of a point.
    AtLeast(i32),
}

impl Default for LineSpacing {
    fn default() -> Self {
        LineSpacing::Multiple(240)
    }
}

/// A list's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// As printed: `I.`, `1.2.`, `a)`, `-`.
    pub text: String,
    /// Whether it is a bullet rather than a number.
    pub is_bullet: bool,
    /// The depth in its list, from 0.
    pub level: usize,
}

/// A drawing at a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// A picture.
    Picture,
    /// A line, with its width in twentieths of a point if known.
    Line(Option<i32>),
    /// A chart: the texts in it.
    Chart(Vec<String>),
    /// Ornamental text such as a watermark.
    Ornament(String),
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// The columns' widths.
    pub widths: Vec<i32>,
    /// Whether any line is drawn around its cells.
    pub has_lines: bool,
    /// Which of the document’s sections it stands in.
    pub section: usize,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
    /// Whether it is repeated on each page.
    pub is_header: bool,
    /// The tracked change that it is, if it is one.
    pub change: Option<Change>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// The number of grid columns it spans.
    pub columns: usize,
    /// Whether it continues the cell above.
    pub is_continued: bool,
}

/// A sequence of pages with the same sheet.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Width and height of the sheet, in twentieths of a point.
    pub width: i32,
    /// The height of the sheet.
    pub height: i32,
    /// Whether it is in landscape format.
    pub is_landscape: bool,
    /// The margin above.
    pub top: i32,
    /// The margin below.
    pub bottom: i32,
    /// The margin on the left.
    pub left: i32,
    /// The margin on the right.
    pub right: i32,
    /// What binding takes of the left margin.
    pub gutter: i32,
    /// Whether the first page has a header and a footer of its own.
    pub has_title_page: bool,
    /// The page number it starts with, where it says so.
    pub first_number: Option<u32>,
    /// The page header.
    pub header: Vec<Block>,
    /// The page footer.
    pub footer: Vec<Block>,
    /// The header of the first page.
    pub first_header: Vec<Block>,
    /// The footer of the first page.
    pub first_footer: Vec<Block>,
    /// The number of text columns.
    pub columns: usize,
}

/// A footnote or an endnote.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// Its id in marks.
    pub id: String,
    /// Its contents.
    pub blocks: Vec<Block>,
}

/// A reviewer's comment.
#[derive(Debug, Clone, Default)]
pub struct Comment {
    /// Its id in marks.
    pub id: String,
    /// Its author.
    pub author: String,
    /// Its date, as in the file.
    pub date: String,
    /// Its text.
    pub text: String,
    /// The id of the comment that it answers.
    pub answers: Option<String>,
    /// Whether it is resolved.
    pub is_done: bool,
}

/// Pre-Unicode encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFont {
    /// TCVN3 (ABC), `.VnTime`.
    Tcvn3,
    /// VNI, `VNI-Times`.
    Vni,
}

impl Paragraph {
    /// The text with all changes accepted, without the list's label.
    pub fn text(&self) -> String {
        self.standing().map(|run| run.text.as_str()).collect()
    }

    /// The runs that remain when all changes are accepted.
    pub fn standing(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| {
            !run.look.hidden && !run.change.as_ref().is_some_and(|change| change.kind.is_gone())
        })
    }

    /// The text before any of the changes.
    pub fn old_text(&self) -> String {
        let was_there = |run: &&Run| run.change.as_ref().is_none_or(|change| change.kind.is_gone());
        self.runs.iter().filter(was_there).map(|run| run.text.as_str()).collect()
    }

    /// Whether it has no visible text.
    pub fn is_blank(&self) -> bool {
        self.standing().all(|run| run.text.trim().is_empty())
    }

    /// The look of most of its characters.
    pub fn look(&self) -> &Look {
        let mut weights: Vec<(&Look, usize)> = Vec::new();
        for run in self.standing() {
            let weight = run.text.chars().filter(|c| !c.is_whitespace()).count();
            match weights.iter_mut().find(|(look, _)| **look == run.look) {
                Some((_, sum)) => *sum += weight,
                None => weights.push((&run.look, weight)),
            }
        }
        let most = weights.into_iter().rev().max_by_key(|(_, weight)| *weight);
        most.filter(|(_, weight)| *weight > 0).map_or(&self.mark_look, |(look, _)| look)
    }

    /// Whether all its characters have a property.
    pub fn all(&self, has: impl Fn(&Look) -> bool) -> bool {
        let mut any = false;
        let mut runs = self.standing().filter(|run| !run.text.trim().is_empty());
        runs.all(|run| {
            any = true;
            has(&run.look)
        }) && any
    }
}

impl Table {
    /// The number of grid columns.
    pub fn columns(&self) -> usize {
        let row = |row: &Row| row.cells.iter().map(|cell| cell.columns).sum();
        self.rows.iter().map(row).max().unwrap_or(0)
    }
}

impl Document {
    /// The font of most of the text, for what says nothing of its own.
    pub fn section(&self, index: usize) -> Option<&Section> {
        self.sections.get(index)
    }
}
