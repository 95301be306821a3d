//! Typst source → the structure of a paper: letterhead, headings, paragraphs, tables,
//! closing. Independent of pages and of the dossier.
//!
//! The layout's vocabulary has a second implementation (`report-templates/layout/tree`), from
//! which Typst's HTML target makes a tree of elements. [`read`] turns those into the types
//! below, and is the only place that knows that target. All formats without pages (Word, web
//! and plain text) are written from this tree.

mod by_hand;
mod changes;
mod parts;
mod read;
mod since;
#[cfg(test)]
mod tests;
mod text;

use typst::layout::Frame;
use typst::syntax::Source;
use typst_html::HtmlDocument;

use crate::error::Error;
use crate::template::Origins;
use crate::typeset::{self, Body, Press};

pub use by_hand::Lost;
pub use changes::Change;
pub use text::{Piece, Text, Words};

/// A paper as the tree of its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub title: String,
    pub author: String,
    pub blocks: Vec<Block>,
    pub annexes: Vec<Annex>,
    /// How ballots stand on its sheets, where it is one of them.
    pub ballots: Option<Ballots>,
    /// Content that a template placed with Typst's own functions.
    pub lost: Vec<Lost>,
}

/// Ballots (phiếu bầu) on a sheet, to be cut apart: all are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ballots {
    /// How many stand side by side.
    pub across: usize,
    /// How many stand one under the other.
    pub down: usize,
    /// Whether the sheet lies on its side.
    pub landscape: bool,
}

/// An annex (phụ lục), beginning on a new sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    pub landscape: bool,
    pub head: AnnexHead,
    pub blocks: Vec<Block>,
}

/// The head of an annex.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnnexHead {
    pub label: Text,
    pub title: Line,
    pub note: Option<Line>,
}

/// A length in twentieths of a point, the unit of word processors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Twips(pub i32);

/// A text of one or more lines of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    pub text: Text,
    /// The width to which its lines are balanced, if it has several.
    pub width: Option<Twips>,
}

/// A block of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Letterhead(Letterhead),
    Title(Title),
    /// A certificate (giấy khen), on a sheet of its own.
    Certificate(Certificate),
    Addressees(Addressees),
    /// A line of the deciding authority (thẩm quyền ban hành).
    Authority(Line),
    /// A legal basis (căn cứ ban hành).
    LegalBasis(Text),
    /// The resolving line "QUYẾT NGHỊ:".
    Resolves(Text),
    /// A part (phần): its label and its title on two lines.
    Part {
        label: Text,
        title: Line,
    },
    Heading(Heading),
    Paragraph(Text),
    /// A paragraph that only introduces what follows.
    Lead(Text),
    /// A dash item (gạch đầu dòng), with its level from 1.
    Dash {
        level: usize,
        text: Text,
    },
    /// The n-th item of a list (khoản, điểm) that the paper numbers.
    Item {
        label: Label,
        text: Text,
    },
    /// A paragraph with a number typed by the user.
    Numbered {
        label: String,
        text: Text,
    },
    Table(Table),
    /// A chart, drawn already.
    Picture(Picture),
    /// The last paragraph, with the paper's end mark.
    LastParagraph(Text),
    Closing(Closing),
    /// The head of an annex of an older version; its blocks follow.
    GoneAnnex(AnnexHead),
}

/// The top of the first page (phần đầu văn bản).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letterhead {
    pub parent_body: Vec<Line>,
    pub issuing_body: Vec<Line>,
    pub under_issuer: Under,
    pub national_name: Text,
    /// Papers of the Party and the Youth Union have none.
    pub national_motto: Option<Text>,
    pub nation_rule: Twips,
    pub number: Option<Line>,
    /// The subject of a letter (công văn), which has no title.
    pub subject: Option<Line>,
    pub place_date: Option<PlaceDate>,
    /// Marks of secrecy and urgency, each with the width of its box; zero without one.
    pub stamps: Vec<Line>,
    pub draft_mark: Option<Line>,
}

/// The mark below a text that ends a part of the form.
#[derive(Debug, Clone, PartialEq)]
pub enum Under {
    Rule(Twips),
    /// Characters typed in place of a rule: `*`, `-----`.
    Mark(Text),
}

impl Default for Under {
    fn default() -> Self {
        Under::Rule(Twips::default())
    }
}

/// Place and date (địa danh và thời gian).
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceDate {
    pub text: Text,
    /// Whether it takes the smaller size because it is too wide for its column.
    pub long: bool,
    /// The distance to what is above it, if no number stands beside it.
    pub gap: Twips,
}

/// Document type and subject (tên loại, trích yếu).
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    pub kind: Line,
    pub subject: Option<Line>,
    pub under: Under,
}

/// Addressees (kính gửi).
#[derive(Debug, Clone, PartialEq)]
pub struct Addressees {
    /// The words before them.
    pub lead: String,
    pub bodies: Vec<Text>,
    /// Whether a single addressee fits on the line of the lead.
    pub centred: bool,
}

/// A section's heading (đề mục).
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The depth from 1, without gaps.
    pub depth: usize,
    /// What labels of its level count with, be it alone and without one.
    pub kind: LabelKind,
    pub label: Option<Label>,
    pub text: Text,
}

/// A label of a heading or an item: "II.", "3.", "đ)", "1.2.".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    pub kind: LabelKind,
    /// Its position in its list, from 1.
    pub number: usize,
}

/// The numbering system of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    Roman,
    Arabic,
    /// The Vietnamese alphabet.
    Letter,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// The minimum height of a row, if it must leave room to sign.
    pub row_height: Option<Twips>,
    /// How large the letters are, where they differ from those of other tables.
    pub letters: Option<Twips>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    pub width: Twips,
    pub side: Side,
}

/// The horizontal alignment of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    #[default]
    Left,
    Centre,
    /// Amounts, with digits aligned.
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    /// The change of the whole row since an older version.
    pub change: Change,
    pub cells: Vec<Cell>,
}

/// How a row behaves at page breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A head row, repeated at the top of every page.
    Head,
    /// Kept on one page.
    Whole,
    /// So long that it may continue on the next page.
    Long,
}

/// The vertical extent of a head cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Down {
    #[default]
    OneRow,
    TwoRows,
    /// Covered by the cell above.
    Covered,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The number of columns it spans.
    pub over: usize,
    pub down: Down,
    pub text: Text,
}

/// Recipients and signature (nơi nhận, chữ ký).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closing {
    pub recipients_title: Option<Text>,
    pub recipients: Vec<Text>,
    /// Who else signs, at the left: the secretary of minutes (biên bản), another body, who
    /// made and who checked a list. Recipients stand below then.
    pub others: Vec<Signature>,
    pub signature: Signature,
    /// The width of the signature's column.
    pub signature_width: Twips,
}

/// Something drawn, and in words what it shows.
#[derive(Debug, Clone)]
pub struct Picture {
    pub(crate) drawn: Frame,
    pub alt: String,
}

/// What is drawn follows from what it shows.
impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.alt == other.alt
    }
}

/// A certificate (giấy khen): its lines from the top, and the signature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Certificate {
    /// Whether the sheet has a printed frame; a preprinted form has one already.
    pub framed: bool,
    /// How far its words are moved right and down, to stand on a bought form.
    pub shift: (Twips, Twips),
    /// The text in the emblem's place, in a draft.
    pub emblem: Option<Text>,
    pub national_name: Text,
    pub national_motto: Text,
    pub nation_rule: Twips,
    /// The awarding body.
    pub authority: Vec<Line>,
    /// `Tặng`
    pub verb: Vec<Line>,
    /// `Giấy khen`
    pub kind: Vec<Line>,
    /// The recipient.
    pub name: Vec<Line>,
    /// The recipient's post and unit.
    pub place: Vec<Line>,
    /// The reason.
    pub merit: Vec<Line>,
    /// The decision, and the number in the golden book.
    pub register: Vec<Line>,
    pub signature: Signature,
}

impl Certificate {
    /// Its lines in order, from the awarding body to the register, grouped by kind.
    pub fn lines(&self) -> [&Vec<Line>; 6] {
        [&self.authority, &self.verb, &self.kind, &self.name, &self.place, &self.merit]
    }
}

/// A signature: the body represented, the capacity, the name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signature {
    /// Place and date above it, if not in a letterhead.
    pub dated: Vec<Line>,
    pub on_behalf: Vec<Line>,
    pub post: Vec<Line>,
    pub name: Vec<Line>,
}

impl Signature {
    /// All of its lines, from the top.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.dated.iter().chain(&self.on_behalf).chain(&self.post).chain(&self.name)
    }
}

/// Builds the tree of a source. `origins` are the fields of its texts.
pub fn of(press: &Press, regime: &Source, source: &str, origins: &Origins) -> Result<Tree, Error> {
    let document = press.document_source(source);
    let done = typeset::compile_with::<HtmlDocument>(Body::Tree, press, regime, &document)?;
    let mut tree = read::tree(&done.document, &document, origins);
    by_hand::note(&done.warnings, &document, &mut tree.lost);
    Ok(tree)
}

impl Tree {
    /// Every block of the paper and of its annexes.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(self.annexes.iter().flat_map(|annex| &annex.blocks))
    }
}
