//! The kind of paper, its subject, and whom it addresses.

use super::super::document::{Align, Drawn};
use super::label;
use super::pieces::{Line, Piece};
use super::text::{Text, is_typed_rule};
use super::words;

/// The kind of paper and its subject (tên loại, trích yếu).
#[derive(Debug, Clone, Default)]
pub struct Title<'d> {
    /// *BÁO CÁO*
    pub kind: Option<Text<'d>>,
    /// The subject, line by line.
    pub subject: Vec<Text<'d>>,
    /// A rule drawn with signs below it.
    pub typed_rule: Option<String>,
    /// Whether a rule is drawn below the subject.
    pub has_rule: bool,
}

impl Title<'_> {
    /// The kind as a word, *BÁO CÁO*, however far apart its letters stand.
    pub fn kind_text(&self) -> Option<String> {
        self.kind.as_ref().map(|kind| words::closed_up(&kind.printed()))
    }

    /// The subject in one line.
    pub fn subject_text(&self) -> String {
        let lines: Vec<String> = self.subject.iter().map(Text::printed).collect();
        lines.join(" ")
    }
}

/// Where the kind of paper stands.
pub fn title_at(pieces: &[Piece<'_>]) -> Option<usize> {
    const FAR: usize = 60;
    let is_title = |piece: &Piece<'_>| match piece {
        Piece::Line(line) => {
            line.text.lines().iter().find(|text| !text.is_blank()).is_some_and(words::is_kind)
        }
        _ => false,
    };
    let begun = pieces
        .iter()
        .position(|piece| piece_words(piece).iter().any(|text| words::is_nation(&text.text)));
    let from = begun.filter(|at| *at < FAR).unwrap_or(0);
    pieces.iter().take(from + FAR).skip(from).position(is_title).map(|at| at + from)
}

pub fn piece_words<'d>(piece: &Piece<'d>) -> Vec<Text<'d>> {
    match piece {
        Piece::Line(line) => vec![line.text.clone()],
        Piece::Beside(columns) => columns.concat(),
        Piece::Data(_) => Vec::new(),
    }
}

/// How many pieces the letterhead takes where no kind of paper is named.
pub fn head_without_title(pieces: &[Piece<'_>]) -> usize {
    let is_head = |piece: &Piece<'_>| {
        piece_words(piece)
            .iter()
            .any(|text| words::is_of_letterhead(&text.text) || words::is_date_line(&text.text))
    };
    pieces.iter().take(20).rposition(is_head).map_or(0, |at| at + 1)
}

/// Reads kind and subject. Gives how many pieces they take.
pub fn read_title<'d>(pieces: &[Piece<'d>], title: &mut Title<'d>) -> usize {
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let Piece::Line(line) = piece else { break };
        let is_first = title.kind.is_none();
        let lines = line.text.lines();
        let shape = &line.text.paragraph.shape;
        let draws = shape.rule_above
            || shape.rule_below
            || line.text.paragraph.drawn.iter().any(|d| matches!(d, Drawn::Line(_)));
        if line.text.is_blank() {
            title.has_rule |= draws;
            // One blank line may part kind and subject, not the subject and the text.
            if !title.subject.is_empty() && !draws && is_text_next(&pieces[at + 1..]) {
                at += 1;
                break;
            }
        } else if is_typed_rule(&line.text.text) {
            title.typed_rule = Some(line.text.text.clone());
        } else if is_first {
            let mut lines = lines.into_iter().filter(|text| !text.is_blank());
            title.kind = lines.next();
            for text in lines {
                match is_typed_rule(&text.text) {
                    true => title.typed_rule = Some(text.text),
                    false => title.subject.push(text),
                }
            }
            // A rule below the kind alone is no rule below the subject.
            title.has_rule |= draws && !title.subject.is_empty();
        } else if is_subject(line, title) {
            for text in lines.into_iter().filter(|text| !text.is_blank()) {
                match is_typed_rule(&text.text) {
                    true => title.typed_rule = Some(text.text),
                    false => title.subject.push(text),
                }
            }
            title.has_rule |= draws;
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

fn is_subject(line: &Line<'_>, title: &Title<'_>) -> bool {
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
pub fn read_addressees<'d>(pieces: &[Piece<'d>], found: &mut Vec<Text<'d>>) -> usize {
    let start = pieces.iter().take_while(|piece| piece.is_blank()).count();
    let Some(Piece::Line(first)) = pieces.get(start) else { return 0 };
    if !first.text.flat().starts_with("kinh gui") {
        return 0;
    }
    let mut at = start + 1;
    for text in first.text.lines() {
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
