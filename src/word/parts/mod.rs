//! The parts of a Vietnamese paper in a Word file of any origin.
//!
//! ```text
//! text        lines with their looks
//! words       the fixed words by which parts are recognised
//! label       I. 1. a) -
//! pieces      lines, columns side by side, tables of data
//! letterhead  issuing body, number, date
//! title       the kind of paper, its subject, its addressees
//! headings    the tree of headings with their contents
//! closing     recipients, signatures
//! annexes     the parts after the closing
//! ```
//!
//! Recognition uses words, labels and looks common to such papers; it is deterministic.

mod annexes;
mod closing;
mod headings;
mod label;
mod letterhead;
mod pieces;
mod text;
mod title;
pub(crate) mod words;

use super::document::{Block, Document};
use pieces::Piece;

pub use annexes::Annex;
pub use closing::{Closing, Signer, bare};
pub use headings::{Content, Heading, Passage};
pub use label::{Kind, Typed, read as read_label};
pub use letterhead::{DateLine, Letterhead, Number, Under};
pub use pieces::{Data, Line, texts};
pub use text::{Text, flat, is_typed_rule, one_line};
pub use title::Title;

/// A paper's parts, in order.
#[derive(Debug, Clone, Default)]
pub struct Parts<'d> {
    /// Issuing body, number, date.
    pub letterhead: Letterhead<'d>,
    /// Its kind and subject.
    pub title: Title<'d>,
    /// *Kính gửi*
    pub addressees: Vec<Text<'d>>,
    /// The contents before the first heading.
    pub opening: Vec<Content<'d>>,
    /// Its headings with their contents, in order.
    pub headings: Vec<Heading<'d>>,
    /// The sentences that close the text.
    pub last: Vec<Passage<'d>>,
    /// Recipients and signatures.
    pub closing: Closing<'d>,
    /// The annexes.
    pub annexes: Vec<Annex<'d>>,
}

impl<'d> Parts<'d> {
    /// Whether it is a certificate (giấy khen).
    pub fn is_certificate(&self) -> bool {
        self.title.kind.as_ref().is_some_and(|kind| kind.flat() == words::CERTIFICATE)
    }

    /// All paragraphs of the text, from the opening to the closing sentence.
    pub fn passages(&self) -> impl Iterator<Item = &Passage<'d>> {
        let contents = self.opening.iter().chain(self.headings.iter().flat_map(|h| &h.content));
        let paragraphs = contents.filter_map(|content| match content {
            Content::Paragraph(passage) => Some(passage),
            Content::Table(_) => None,
        });
        paragraphs.chain(&self.last)
    }
}

/// Splits a document into its parts.
pub fn of(document: &Document) -> Parts<'_> {
    let pieces = pieces::of(document);
    let mut parts = Parts::default();
    let titled = title::title_at(&pieces);
    let (head, rest) =
        pieces.split_at(titled.unwrap_or_else(|| title::head_without_title(&pieces)));
    parts.letterhead = letterhead::read(head);
    if parts.letterhead.nation.is_none() && parts.letterhead.issuer.is_empty() {
        from_page_header(document, &mut parts);
    }
    let mut at = 0;
    if titled.is_some() {
        at = title::read_title(rest, &mut parts.title);
    }
    at += title::read_addressees(&rest[at..], &mut parts.addressees);
    let rest = without_contents(&rest[at..]);
    let annex = annexes::annex_at(&rest);
    let closing = rest[..annex].iter().position(closing::begins);
    // A closing below the annexes belongs to the paper all the same.
    let late = closing.is_none().then(|| rest[annex..].iter().position(closing::begins)).flatten();
    let end = closing.unwrap_or(annex);
    (parts.opening, parts.headings) = headings::read(&rest[..end]);
    take_last(&mut parts);
    match (closing, late) {
        (Some(closing), _) => parts.closing = closing::read(&rest[closing..annex]),
        (None, Some(late)) => parts.closing = closing::read(&rest[annex + late..]),
        (None, None) => {}
    }
    let annexes = late.map_or(rest.len(), |late| annex + late);
    parts.annexes = annexes::read_annexes(&rest[annex..annexes]);
    parts
}

/// The letterhead may stand in the header of the first page.
fn from_page_header<'d>(document: &'d Document, parts: &mut Parts<'d>) {
    let Some(section) = document.sections.first() else { return };
    let blocks: &[Block] = match section.has_title_page {
        true => &section.first_header,
        false => &section.header,
    };
    let words: Vec<Text<'_>> = texts(blocks);
    if words.iter().any(|text| words::is_nation(&text.text)) {
        let read = pieces::of_blocks(blocks, document);
        parts.letterhead = letterhead::read(&read);
    }
}

/// Without a table of contents, Word's own or typed.
fn without_contents<'d>(pieces: &[Piece<'d>]) -> Vec<Piece<'d>> {
    let mut out = Vec::new();
    let mut inside = false;
    for piece in pieces {
        if let Piece::Line(line) = piece {
            if line.text.paragraph.is_contents {
                continue;
            }
            if line.text.flat() == "muc luc" {
                inside = true;
                continue;
            }
            if inside && (is_contents_line(&line.text) || line.text.is_blank()) {
                continue;
            }
        }
        inside = false;
        out.push(piece.clone());
    }
    out
}

/// A heading, dots or a tab, a page number.
fn is_contents_line(text: &Text<'_>) -> bool {
    let raw = text.raw();
    let body = raw.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    body.len() < raw.trim_end().len()
        && (body.ends_with('\t') || body.trim_end().ends_with(['.', '…', '_']))
}

/// Takes the sentences that close the text away from the last heading.
fn take_last<'d>(parts: &mut Parts<'d>) {
    let content = match parts.headings.last_mut() {
        Some(heading) => &mut heading.content,
        None => &mut parts.opening,
    };
    let closes = |content: &Content<'_>| match content {
        Content::Paragraph(passage) => words::is_closing_sentence(&passage.text),
        Content::Table(_) => false,
    };
    const NEAR: usize = 4;
    let from = content.len().saturating_sub(NEAR);
    if let Some(at) = content[from..].iter().position(closes) {
        for taken in content.split_off(from + at) {
            match taken {
                Content::Paragraph(passage) => parts.last.push(passage),
                // A table below belongs to the text all the same.
                table @ Content::Table(_) => content.push(table),
            }
        }
    }
}
