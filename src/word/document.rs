//! A Word document as typed values: what whoever opens it sees, and who changed
//! what. All text is in NFC.

use std::sync::Arc;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    pub footnotes: Vec<Note>,
    pub comments: Vec<Comment>,
    /// What programs noted in it (`docProps/custom.xml`), by name.
    pub properties: Vec<(String, String)>,
    /// Where pictures stand that aren't in the file. Nothing is fetched.
    pub outside: Vec<String>,
    pub has_macros: bool,
    /// The font of before Unicode that its text was typed in, now converted.
    pub old_font: Option<OldFont>,
}

/// What stands one below the other.
#[derive(Debug, Clone)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// A text box, before the paragraph that it is anchored in.
    Box(Vec<Block>),
}

#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    /// What is marked, in the order of the runs.
    pub marks: Vec<Mark>,
    /// The style's name, not its id, which programs rewrite.
    pub style: Option<Arc<str>>,
    /// The outline level, from 0, of a heading.
    pub outline: Option<u8>,
    /// The number or bullet that the list gives it, which isn't in its text.
    pub label: Option<Label>,
    pub shape: Shape,
    /// Which of the document's sections it stands in.
    pub section: usize,
    pub drawn: Vec<Drawn>,
    /// Whether it is a line of a table of contents.
    pub is_contents: bool,
    /// Whether its end, the paragraph mark, was inserted or deleted.
    pub end_change: Option<Change>,
    /// What its mark looks like: the look of an empty paragraph.
    pub mark_look: Look,
}

/// A stretch of text of one look.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Line breaks are `\n`, tabs `\t`.
    pub text: String,
    pub look: Look,
    pub change: Option<Change>,
    /// The instruction of the field whose result this is, `PAGE`.
    pub field: Option<Arc<str>>,
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub author: Arc<str>,
    pub date: Arc<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

impl ChangeKind {
    /// Whether the text is no longer there once the change is accepted.
    pub fn is_gone(self) -> bool {
        matches!(self, ChangeKind::Deleted | ChangeKind::MovedAway)
    }
}

/// Something that stands before a run, or behind the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Before which run.
    pub run: usize,
    pub kind: MarkKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// A bookmark begins: its id and name.
    BookmarkStart(String, String),
    BookmarkEnd(String),
    CommentStart(String),
    CommentEnd(String),
    /// A reference to a footnote or an endnote.
    Footnote(String),
}

/// What a run of text looks like, all styles considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub font: Arc<str>,
    /// In half points.
    pub size: u32,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub capitals: bool,
    pub hidden: bool,
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
    pub align: Align,
    pub left: i32,
    pub right: i32,
    /// Negative where the first line hangs out.
    pub first_line: i32,
    pub before: i32,
    pub after: i32,
    pub line: LineSpacing,
    pub rule_above: bool,
    pub rule_below: bool,
    /// Whether the gap between paragraphs of one style is left out.
    pub is_contextual: bool,
    pub keep_next: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSpacing {
    /// By 240ths of the single line.
    Multiple(i32),
    Exact(i32),
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
    pub is_bullet: bool,
    /// The depth in its list, from 0.
    pub level: usize,
}

/// What is drawn at a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    Picture,
    /// A line: its width in twentieths of a point, where that is known.
    Line(Option<i32>),
    /// A chart: the texts in it.
    Chart(Vec<String>),
    /// Ornamental text such as a watermark.
    Ornament(String),
}

#[derive(Debug, Clone, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    /// The columns' widths.
    pub widths: Vec<i32>,
    /// Whether any line is drawn around its cells.
    pub has_lines: bool,
    pub section: usize,
}

#[derive(Debug, Clone, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub is_header: bool,
    pub change: Option<Change>,
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns of the grid it takes.
    pub columns: usize,
    /// Whether it goes on from the cell above.
    pub is_continued: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Width and height of the sheet, in twentieths of a point.
    pub width: i32,
    pub height: i32,
    pub is_landscape: bool,
    pub top: i32,
    pub bottom: i32,
    pub left: i32,
    pub right: i32,
    pub gutter: i32,
    /// Whether the first page has a header and a footer of its own.
    pub has_title_page: bool,
    /// The page number it starts with, where it says so.
    pub first_number: Option<u32>,
    pub header: Vec<Block>,
    pub footer: Vec<Block>,
    pub first_header: Vec<Block>,
    pub first_footer: Vec<Block>,
    pub columns: usize,
}

/// A footnote or an endnote.
#[derive(Debug, Clone, Default)]
pub struct Note {
    pub id: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, Default)]
pub struct Comment {
    pub id: String,
    pub author: String,
    pub date: String,
    pub text: String,
    /// The comment that it answers.
    pub answers: Option<String>,
    pub is_done: bool,
}

/// The encodings of before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFont {
    Tcvn3,
    Vni,
}

impl Paragraph {
    /// The text with all changes accepted, without the list's label.
    pub fn text(&self) -> String {
        self.standing().map(|run| run.text.as_str()).collect()
    }

    /// The runs that stand once all changes are accepted.
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

    /// Whether nothing of it is to be seen.
    pub fn is_blank(&self) -> bool {
        self.standing().all(|run| run.text.trim().is_empty())
    }

    /// The look that most of its letters have.
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

    /// Whether all its letters have something.
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
    /// How many columns its grid has.
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
