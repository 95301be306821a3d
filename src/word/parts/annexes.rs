//! Annexes (phụ lục).

use super::super::document::Align;
use super::headings::{self, Content};
use super::pieces::{Line, Piece};
use super::text::Text;
use super::words;

/// An annex (phụ lục).
#[derive(Debug, Clone)]
pub struct Annex<'d> {
    /// *Phụ lục I*
    pub label: Text<'d>,
    /// The lines below the label.
    pub title: Vec<Text<'d>>,
    /// What stands in it.
    pub content: Vec<Content<'d>>,
    /// The section that it stands in.
    pub section: usize,
}

/// The index of the piece where annexes begin.
pub fn annex_at(pieces: &[Piece<'_>]) -> usize {
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

pub fn read_annexes<'d>(pieces: &[Piece<'d>]) -> Vec<Annex<'d>> {
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

fn annex<'d>(first: &Line<'d>, pieces: &[Piece<'d>]) -> Annex<'d> {
    let mut lines = first.text.lines().into_iter().filter(|text| !text.is_blank());
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
    // Headings inside an annex are treated as its text.
    for heading in headings {
        content.push(Content::Paragraph(heading.as_passage()));
        content.extend(heading.content);
    }
    Annex { section: label.paragraph.section, label, title, content }
}
