//! The parts of a Vietnamese paper in a Word file, whoever typed it.
//!
//! ```text
//! text        lines with their looks
//! words       the fixed words by which parts are known
//! label       I. 1. a) -
//! pieces      lines, columns side by side, tables of data
//! letterhead  who issues it, number, day
//! headings    the tree of headings, and what stands under each
//! closing     recipients, signatures
//! ```
//!
//! Everything comes by words, labels and looks that papers have in common; nothing
//! is learned, and the same file gives the same parts.

mod closing;
mod headings;
mod label;
mod letterhead;
mod pieces;
mod text;
pub(crate) mod words;

use super::document::{Align, Block, Document};
use pieces::Piece;

pub use closing::{Closing, Signer, bare};
pub use headings::{Content, Heading, Passage};
pub use label::{Kind, Typed, read as read_label};
pub use letterhead::{DateLine, Letterhead, Number, Under};
pub use pieces::{Data, Line, texts};
pub use text::{Text, flat, is_typed_rule, one_line};

/// A paper's parts, in the order in which they stand.
#[derive(Debug, Clone, Default)]
pub struct Parts<'d> {
    pub letterhead: Letterhead<'d>,
    pub title: Title<'d>,
    /// *Kính gửi*
    pub addressees: Vec<Text<'d>>,
    /// What stands before the first heading.
    pub opening: Vec<Content<'d>>,
    pub headings: Vec<Heading<'d>>,
    /// The sentences that close the text.
    pub last: Vec<Passage<'d>>,
    pub closing: Closing<'d>,
    pub annexes: Vec<Annex<'d>>,
}

/// The kind of paper and its subject (tên loại, trích yếu).
#[derive(Debug, Clone, Default)]
pub struct Title<'d> {
    pub kind: Option<Text<'d>>,
    pub subject: Vec<Text<'d>>,
    /// A rule drawn with signs below it.
    pub typed_rule: Option<String>,
    pub has_rule: bool,
}

impl<'d> Parts<'d> {
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

impl Title<'_> {
    pub fn subject_text(&self) -> String {
        let lines: Vec<String> = self.subject.iter().map(Text::printed).collect();
        lines.join(" ")
    }
}

/// An annex (phụ lục).
#[derive(Debug, Clone)]
pub struct Annex<'d> {
    pub label: Text<'d>,
    pub title: Vec<Text<'d>>,
    pub content: Vec<Content<'d>>,
    /// The section that it stands in.
    pub section: usize,
}

/// Takes a document apart.
pub fn of(document: &Document) -> Parts<'_> {
    let pieces = pieces::of(document);
    let mut parts = Parts::default();
    let title = title_at(&pieces);
    let (head, rest) = pieces.split_at(title.unwrap_or_else(|| head_without_title(&pieces)));
    parts.letterhead = letterhead::read(head);
    if parts.letterhead.nation.is_none() && parts.letterhead.issuer.is_empty() {
        from_page_header(document, &mut parts);
    }
    let mut at = 0;
    if title.is_some() {
        at = read_title(rest, &mut parts);
    }
    at += read_addressees(&rest[at..], &mut parts.addressees);
    let rest = without_contents(&rest[at..]);
    let annex = annex_at(&rest);
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
    parts.annexes = read_annexes(&rest[annex..annexes]);
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

/// Where the kind of paper stands.
fn title_at(pieces: &[Piece<'_>]) -> Option<usize> {
    const FAR: usize = 60;
    let is_title = |piece: &Piece<'_>| match piece {
        Piece::Line(line) => Text::lines(line.text.paragraph)
            .iter()
            .find(|text| !text.is_blank())
            .is_some_and(words::is_kind),
        _ => false,
    };
    let begun = pieces
        .iter()
        .position(|piece| piece_words(piece).iter().any(|text| words::is_nation(&text.text)));
    let from = begun.filter(|at| *at < FAR).unwrap_or(0);
    pieces.iter().take(from + FAR).skip(from).position(is_title).map(|at| at + from)
}

fn piece_words<'d>(piece: &Piece<'d>) -> Vec<Text<'d>> {
    match piece {
        Piece::Line(line) => vec![line.text.clone()],
        Piece::Beside(columns) => columns.concat(),
        Piece::Data(_) => Vec::new(),
    }
}

/// How many pieces the letterhead takes where no kind of paper is named.
fn head_without_title(pieces: &[Piece<'_>]) -> usize {
    let is_head = |piece: &Piece<'_>| {
        piece_words(piece)
            .iter()
            .any(|text| words::is_of_letterhead(&text.text) || words::is_date_line(&text.text))
    };
    pieces.iter().take(20).rposition(is_head).map_or(0, |at| at + 1)
}

/// Reads kind and subject. Gives how many pieces they take.
fn read_title<'d>(pieces: &[Piece<'d>], parts: &mut Parts<'d>) -> usize {
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let Piece::Line(line) = piece else { break };
        let is_first = parts.title.kind.is_none();
        let lines = Text::lines(line.text.paragraph);
        let shape = &line.text.paragraph.shape;
        let draws = shape.rule_above
            || shape.rule_below
            || line
                .text
                .paragraph
                .drawn
                .iter()
                .any(|d| matches!(d, super::document::Drawn::Line(_)));
        if line.text.is_blank() {
            parts.title.has_rule |= draws;
            // One blank line may part kind and subject, not the subject and the text.
            if !parts.title.subject.is_empty() && !draws && is_text_next(&pieces[at + 1..]) {
                at += 1;
                break;
            }
        } else if is_typed_rule(&line.text.text) {
            parts.title.typed_rule = Some(line.text.text.clone());
        } else if is_first {
            let mut lines = lines.into_iter().filter(|text| !text.is_blank());
            parts.title.kind = lines.next();
            for text in lines {
                match is_typed_rule(&text.text) {
                    true => parts.title.typed_rule = Some(text.text),
                    false => parts.title.subject.push(text),
                }
            }
            parts.title.has_rule |= draws;
        } else if is_subject(line, &parts.title) {
            for text in lines.into_iter().filter(|text| !text.is_blank()) {
                match is_typed_rule(&text.text) {
                    true => parts.title.typed_rule = Some(text.text),
                    false => parts.title.subject.push(text),
                }
            }
            parts.title.has_rule |= draws;
        } else {
            break;
        }
        at += 1;
    }
    at
}

fn is_text_next(pieces: &[Piece<'_>]) -> bool {
    let next = pieces.iter().find(|piece| !piece.is_blank());
    match next {
        Some(Piece::Line(line)) => {
            !is_typed_rule(&line.text.text) && line.text.paragraph.shape.align != Align::Centre
        }
        _ => true,
    }
}

fn is_subject(line: &pieces::Line<'_>, title: &Title<'_>) -> bool {
    let text = &line.text;
    let flat = text.flat();
    let labelled = line.auto_label.is_some() || label::read(&text.text).is_some();
    if labelled
        || flat.starts_with("kinh gui")
        || text.paragraph.is_contents
        || words::is_resolves(text)
    {
        return false;
    }
    if flat.starts_with("can cu")
        || flat == "muc luc"
        || flat.starts_with("thuc hien ") && text.text.chars().count() > 120
    {
        return false;
    }
    let centred = text.paragraph.shape.align == Align::Centre
        || text.raw().chars().take_while(|c| c.is_whitespace()).count() > 8;
    let bold = text.all(|look| look.bold);
    let short = text.text.chars().count() < 220;
    let more = title.subject.len() < 8;
    // A draft's mark, a line in brackets below the subject.
    let bracketed = text.text.starts_with('(') && centred;
    more && short
        && (centred && (bold || bracketed || title.subject.is_empty() || !text.text.ends_with('.'))
            || bold && title.subject.is_empty() && !text.text.ends_with('.'))
}

/// Reads *Kính gửi*. Gives how many pieces it takes.
fn read_addressees<'d>(pieces: &[Piece<'d>], found: &mut Vec<Text<'d>>) -> usize {
    let start = pieces.iter().take_while(|piece| piece.is_blank()).count();
    let Some(Piece::Line(first)) = pieces.get(start) else { return 0 };
    if !first.text.flat().starts_with("kinh gui") {
        return 0;
    }
    let mut at = start + 1;
    for text in Text::lines(first.text.paragraph) {
        let raw = text.raw();
        let from =
            raw.find(':').filter(|_| text.flat().starts_with("kinh gui")).map_or(0, |at| at + 1);
        let rest = text.slice(from, raw.len());
        if !rest.is_blank() {
            found.push(rest);
        }
    }
    // Those that follow stand in a list of their own.
    while let Some(piece) = pieces.get(at) {
        let listed = match piece {
            Piece::Line(line) => {
                let dashed = line.is_bullet || line.text.text.starts_with(['-', '–']);
                dashed && line.text.text.chars().count() < 150
            }
            _ => false,
        };
        if !listed {
            break;
        }
        found.extend(piece_words(piece));
        at += 1;
    }
    at
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

/// Where the annexes begin.
fn annex_at(pieces: &[Piece<'_>]) -> usize {
    let is_annex = |piece: &Piece<'_>| match piece {
        Piece::Line(line) => {
            let stands_out = line.text.paragraph.shape.align == Align::Centre
                || line.text.is_upper()
                || line.text.all(|look| look.bold);
            stands_out && words::is_annex(&line.text.text)
        }
        _ => false,
    };
    pieces.iter().position(is_annex).unwrap_or(pieces.len())
}

fn read_annexes<'d>(pieces: &[Piece<'d>]) -> Vec<Annex<'d>> {
    let mut annexes: Vec<Annex<'d>> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let end = 1 + at + annex_at(&pieces[at + 1..]);
        if let Piece::Line(first) = &pieces[at] {
            annexes.push(annex(first, &pieces[at + 1..end]));
        }
        at = end;
    }
    annexes
}

fn annex<'d>(first: &pieces::Line<'d>, pieces: &[Piece<'d>]) -> Annex<'d> {
    let mut lines = Text::lines(first.text.paragraph).into_iter().filter(|text| !text.is_blank());
    let label = lines.next().unwrap_or_else(|| first.text.clone());
    let mut title: Vec<Text<'d>> = lines.collect();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match piece {
            Piece::Line(line) if line.text.is_blank() => {}
            Piece::Line(line)
                if line.text.paragraph.shape.align == Align::Centre && title.len() < 5 =>
            {
                title.push(line.text.clone());
            }
            _ => break,
        }
        at += 1;
    }
    let (mut content, headings) = headings::read(&pieces[at..]);
    // Headings inside an annex are text of it.
    for heading in headings {
        content.push(Content::Paragraph(heading.as_passage()));
        content.extend(heading.content);
    }
    Annex { section: label.paragraph.section, label, title, content }
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
        let taken = content.split_off(from + at);
        parts.last = taken
            .into_iter()
            .filter_map(|content| match content {
                Content::Paragraph(passage) => Some(passage),
                Content::Table(_) => None,
            })
            .collect();
    }
}
