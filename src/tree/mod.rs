//! Typst source → the parts of a paper by what they are: letterhead, headings,
//! paragraphs, tables, closing. Knows no page and no dossier.
//!
//! The layout's vocabulary has a second body (`report-templates/layout/tree`), from
//! which Typst's HTML target makes a tree of elements. [`read`] turns those into the
//! types below, and is the only place that knows that target. Whatever isn't pages,
//! Word, web and plain text, is written from here.

mod by_hand;
mod changes;
mod parts;
mod read;
mod since;
#[cfg(test)]
mod tests;
mod text;

use typst::syntax::Source;
use typst_html::HtmlDocument;

use crate::error::Error;
use crate::template::Origins;
use crate::typeset::{self, Body, Press};

pub use by_hand::Lost;
pub use changes::Change;
pub use text::{Piece, Text, Words};

/// A paper as the parts it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub title: String,
    pub author: String,
    pub blocks: Vec<Block>,
    pub annexes: Vec<Annex>,
    /// How ballots stand on its sheets, where it is one of them.
    pub ballots: Option<Ballots>,
    /// What a template placed by hand, which no tree holds.
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

/// An annex (phụ lục), on sheets of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    pub landscape: bool,
    pub head: AnnexHead,
    pub blocks: Vec<Block>,
}

/// What stands above an annex.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnnexHead {
    pub label: Text,
    pub title: Line,
    pub note: Option<Line>,
}

/// A length in twentieths of a point, as word processors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Twips(pub i32);

/// A text on lines of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    pub text: Text,
    /// What its lines are balanced to, where it takes several.
    pub width: Option<Twips>,
}

/// What stands one under the other on a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Letterhead(Letterhead),
    Title(Title),
    /// A giấy khen, on a sheet of its own.
    Certificate(Certificate),
    Addressees(Addressees),
    /// Who decides (thẩm quyền ban hành), a line of it.
    Authority(Line),
    /// Căn cứ ban hành.
    LegalBasis(Text),
    /// "QUYẾT NGHỊ:".
    Resolves(Text),
    /// Phần: its label and its title on two lines.
    Part {
        label: Text,
        title: Line,
    },
    Heading(Heading),
    Paragraph(Text),
    /// A paragraph that says only what follows it.
    Lead(Text),
    /// Gạch đầu dòng, its level from 1.
    Dash {
        level: usize,
        text: Text,
    },
    /// The n-th of a list (khoản, điểm) that the paper counts.
    Item {
        label: Label,
        text: Text,
    },
    /// A paragraph with the number that somebody typed.
    Numbered {
        label: String,
        text: Text,
    },
    Table(Table),
    /// The last paragraph, with its end mark.
    LastParagraph(Text),
    Closing(Closing),
    /// The head of an annex that an older version had; its blocks come behind.
    GoneAnnex(AnnexHead),
}

/// The top of the first page (phần đầu văn bản).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letterhead {
    pub parent_body: Vec<Line>,
    pub issuing_body: Vec<Line>,
    pub under_issuer: Under,
    pub national_name: Text,
    /// The Party and the Youth Union have none.
    pub national_motto: Option<Text>,
    pub nation_rule: Twips,
    pub number: Option<Line>,
    /// What a letter (công văn) is about; it has no title.
    pub subject: Option<Line>,
    pub place_date: Option<PlaceDate>,
    pub draft_mark: Option<Line>,
}

/// What stands under a text that ends a part of the form.
#[derive(Debug, Clone, PartialEq)]
pub enum Under {
    Rule(Twips),
    /// Signs typed in place of a rule: `*`, `-----`.
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
    /// Whether it takes the smaller size, being too wide for its column.
    pub long: bool,
    /// How far below what stands over it, where no number stands beside it.
    pub gap: Twips,
}

/// Document type and subject (tên loại, trích yếu).
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    pub kind: Line,
    pub subject: Option<Line>,
    pub under: Under,
}

/// Kính gửi.
#[derive(Debug, Clone, PartialEq)]
pub struct Addressees {
    /// The words before them.
    pub lead: String,
    pub bodies: Vec<Text>,
    /// Whether a single one fits on the line of its lead.
    pub centred: bool,
}

/// A section's heading (đề mục).
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// From 1, without gaps.
    pub depth: usize,
    /// What labels of its level count with, be it alone and without one.
    pub kind: LabelKind,
    pub label: Option<Label>,
    pub text: Text,
}

/// The label of a heading or an item: "II.", "3.", "đ)", "1.2.".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    pub kind: LabelKind,
    /// Which one it is among its own, from 1.
    pub number: usize,
}

/// What a label counts with.
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
    /// How high a row is at least, where there must be room to sign.
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

/// Where the text of a column's cells stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    #[default]
    Left,
    Centre,
    /// Amounts, digit under digit.
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    /// Whether all of it came in or went out since an older version.
    pub change: Change,
    pub cells: Vec<Cell>,
}

/// How a row stands on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Repeated at the top of every page.
    Head,
    /// Kept on one page.
    Whole,
    /// So long that it may go on over the next page.
    Long,
}

/// Whether a cell of a head takes the row below too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Down {
    #[default]
    OneRow,
    TwoRows,
    /// Taken by the cell above.
    Covered,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The columns that it takes.
    pub over: usize,
    pub down: Down,
    pub text: Text,
}

/// Recipients and signature (nơi nhận, chữ ký).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closing {
    pub recipients_title: Option<Text>,
    pub recipients: Vec<Text>,
    /// Who else signs, where recipients would stand: the secretary of minutes (biên bản),
    /// who made and who checked a list.
    pub others: Vec<Signature>,
    pub signature: Signature,
    /// The width of the signature's column.
    pub signature_width: Twips,
}

/// A certificate (giấy khen): its lines from the top, and the signature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Certificate {
    /// Whether its sheet is framed; a form bought for it has a frame already.
    pub framed: bool,
    /// What stands in the emblem's place, in a draft.
    pub emblem: Option<Text>,
    pub national_name: Text,
    pub national_motto: Text,
    pub nation_rule: Twips,
    /// Who awards.
    pub authority: Vec<Line>,
    /// `Tặng`
    pub verb: Vec<Line>,
    /// `Giấy khen`
    pub kind: Vec<Line>,
    /// Who is awarded.
    pub name: Vec<Line>,
    /// Their post and unit.
    pub place: Vec<Line>,
    /// For what.
    pub merit: Vec<Line>,
    /// The decision and the number in the golden book.
    pub register: Vec<Line>,
    pub signature: Signature,
}

impl Certificate {
    /// Its lines from who awards to what for, each kind by itself.
    pub fn lines(&self) -> [&Vec<Line>; 6] {
        [&self.authority, &self.verb, &self.kind, &self.name, &self.place, &self.merit]
    }
}

/// Who signs: for whom, as what, by which name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signature {
    /// Place and date over it, where no letterhead has them.
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

/// The tree of a source. `origins` say which of its texts are which fields'.
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
