//! Headings (đề mục) and their contents: recognition and depth of headings by labels and
//! looks.

use super::label::{self, Kind, Typed};
use super::pieces::{Data, Line, Piece};
use super::text::Text;
use super::words;

/// A heading with its contents up to the next.
#[derive(Debug, Clone)]
pub struct Heading<'d> {
    /// Its depth in the tree, from 1.
    pub level: usize,
    /// As printed, typed or given by a list.
    pub label: Option<String>,
    /// The kind of its label.
    pub kind: Option<Kind>,
    /// Its number in its series; 0 without a label.
    pub number: u32,
    /// The heading without its label.
    pub text: String,
    /// The line it stands in.
    pub line: Text<'d>,
    /// Its contents up to the next heading.
    pub content: Vec<Content<'d>>,
}

/// A part of a heading's contents.
#[derive(Debug, Clone)]
pub enum Content<'d> {
    /// A paragraph or a point.
    Paragraph(Passage<'d>),
    /// A table of data.
    Table(Data<'d>),
}

/// A paragraph or a point of a list.
#[derive(Debug, Clone)]
pub struct Passage<'d> {
    /// Its bullet or label, if it is a point.
    pub mark: Option<String>,
    /// The kind of its mark.
    pub kind: Option<Kind>,
    /// Its number in its series.
    pub number: u32,
    /// Without the mark.
    pub text: String,
    /// The line it stands in.
    pub line: Text<'d>,
    /// The footnotes that it refers to.
    pub footnotes: Vec<String>,
    /// The texts of the charts that stand at it.
    pub charts: Vec<Vec<String>>,
    /// Whether the mark comes from a list.
    pub is_automatic: bool,
}

impl<'d> Heading<'d> {
    /// The heading as a line of text.
    pub fn as_passage(&self) -> Passage<'d> {
        Passage {
            mark: self.label.clone(),
            kind: self.kind,
            number: self.number,
            text: self.text.clone(),
            line: self.line.clone(),
            footnotes: Vec::new(),
            charts: Vec::new(),
            is_automatic: false,
        }
    }
}

/// Builds the contents before the first heading, and the headings, from the pieces of a
/// paper's text.
pub fn read<'d>(pieces: &[Piece<'d>]) -> (Vec<Content<'d>>, Vec<Heading<'d>>) {
    let pieces: Vec<&Piece<'d>> = pieces.iter().filter(|piece| !piece.is_blank()).collect();
    let mut opening = Vec::new();
    let mut headings: Vec<Heading<'d>> = Vec::new();
    let mut depths = Depths::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        let content = match piece {
            Piece::Line(line) => {
                let label = label_of(line, &depths);
                if is_heading(line, label.as_ref(), &pieces[at..]) {
                    let mut heading = heading(line, label, &mut depths);
                    // The title of a part stands below its label.
                    while is_untitled_part(&heading)
                        && let Some(Piece::Line(next)) = pieces.get(at)
                        && is_title_line(next, &heading)
                    {
                        heading.text =
                            format!("{} {}", heading.text, next.text.printed()).trim().to_owned();
                        at += 1;
                    }
                    headings.push(heading);
                    continue;
                }
                vec![Content::Paragraph(passage(line, label))]
            }
            Piece::Data(data) => vec![Content::Table(data.clone())],
            Piece::Beside(columns) => columns
                .iter()
                .flatten()
                .filter(|text| !text.is_blank())
                .map(|text| Content::Paragraph(plain(text)))
                .collect(),
        };
        match headings.last_mut() {
            Some(heading) => heading.content.extend(content),
            None => opening.extend(content),
        }
    }
    (opening, headings)
}

/// The label of a line, typed or from its list. A capital that may be a letter or a Roman
/// number is resolved by the labels before it.
fn label_of(line: &Line<'_>, depths: &Depths) -> Option<Typed> {
    let text = line.text.printed();
    let typed = match &line.auto_label {
        None => label::read(&text),
        Some(_) if line.is_bullet => {
            let mark = line.auto_label.clone().unwrap_or_default();
            let sign = mark.chars().next().unwrap_or('-');
            return Some(Typed { kind: Kind::Mark(sign), number: 0, text: mark, rest: 0 });
        }
        Some(label) => {
            let read =
                label::read(&format!("{label} X")).or_else(|| label::read(&format!("{label}. X")));
            read.map(|read| Typed { rest: 0, text: label.clone(), ..read })
        }
    }?;
    Some(depths.settled(typed))
}

fn is_heading(line: &Line<'_>, label: Option<&Typed>, behind: &[&Piece<'_>]) -> bool {
    let whole = &line.text;
    let raw = whole.raw();
    let from = label.map_or(0, |label| rest_in_raw(&raw, label.rest));
    let text = whole.slice(from, raw.len());
    let length = text.text.chars().count();
    let kind = label.map(|label| label.kind);
    if matches!(kind, Some(Kind::Part | Kind::Chapter | Kind::Division)) && length < 250 {
        return true;
    }
    let ends = text.text.chars().next_back().unwrap_or(' ');
    if text.is_blank()
        || length > 260
        || matches!(ends, ';' | ',' | '…')
        || words::is_caption(&text.text)
    {
        return false;
    }
    if words::is_resolves(whole) || words::is_closing_sentence(&whole.text) {
        return false;
    }
    let is_styled = whole.paragraph.outline.is_some();
    let is_bold = text.all(|look| look.bold);
    let is_upper = text.is_upper() && length > 3;
    let is_slanted = text.all(|look| look.italic || look.underlined);
    let is_sentence = ends == '.' && (text.text.contains(". ") || length > 120);
    let has_more = behind.first().is_some_and(|next| !matches!(next, Piece::Beside(_)));
    match kind {
        Some(Kind::Mark(sign)) => {
            let has_other = behind.first().is_none_or(|next| !begins_with_mark(next, sign));
            (is_bold || is_styled && is_upper)
                && length < 90
                && ends != '.'
                && has_other
                && has_more
        }
        Some(Kind::Article) => is_bold,
        Some(_) if is_styled || is_bold || is_upper => !is_sentence || is_styled,
        Some(kind) if is_slanted => {
            length < 140 && ends != '.' && has_more && !goes_on(kind, behind)
        }
        Some(kind) => {
            length < 100 && !matches!(ends, '.' | '?' | '!') && has_more && !goes_on(kind, behind)
        }
        None => {
            let stands_out =
                is_styled && !is_sentence || (is_bold || is_upper) && length < 160 && ends != '.';
            stands_out && has_more
        }
    }
}

/// The byte in the raw text after a label. Labels are read in the printed text, whose blanks
/// are single.
fn rest_in_raw(raw: &str, rest: usize) -> usize {
    if rest == 0 {
        return raw.len() - raw.trim_start().len();
    }
    // As many letters that aren't blank.
    let printed = super::text::one_line(raw);
    let letters =
        printed.get(..rest).unwrap_or(&printed).chars().filter(|c| !c.is_whitespace()).count();
    let mut seen = 0;
    for (at, c) in raw.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        if seen == letters {
            return at;
        }
        seen += 1;
    }
    raw.len()
}

/// Whether the next line is the next point of the same series: then these are points rather
/// than headings.
fn goes_on(kind: Kind, behind: &[&Piece<'_>]) -> bool {
    let Some(Piece::Line(next)) = behind.first() else { return false };
    let typed = match &next.auto_label {
        Some(label) => label::read(&format!("{label} X")),
        None => label::read(&next.text.text),
    };
    typed.is_some_and(|typed| typed.kind == kind)
}

fn begins_with_mark(piece: &Piece<'_>, sign: char) -> bool {
    let Piece::Line(next) = piece else { return false };
    match &next.auto_label {
        Some(label) => label.starts_with(sign),
        None => {
            matches!(label::read(&next.text.text), Some(Typed { kind: Kind::Mark(s), .. }) if s == sign)
        }
    }
}

fn heading<'d>(line: &Line<'d>, label: Option<Typed>, depths: &mut Depths) -> Heading<'d> {
    let printed = line.text.printed();
    let rest = label.as_ref().map_or(0, |label| label.rest);
    let text = printed.get(rest..).unwrap_or(&printed).trim().to_owned();
    let level = depths.place(line, label.as_ref());
    Heading {
        level,
        kind: label.as_ref().map(|label| label.kind),
        number: label.as_ref().map_or(0, |label| label.number),
        label: label.map(|label| label.text),
        text,
        line: line.text.clone(),
        content: Vec::new(),
    }
}

fn is_untitled_part(heading: &Heading<'_>) -> bool {
    matches!(heading.kind, Some(Kind::Part | Kind::Chapter)) && heading.content.is_empty()
}

/// Whether a line is the title of the part above it, or continues it.
fn is_title_line(line: &Line<'_>, heading: &Heading<'_>) -> bool {
    use super::super::document::Align;
    let has_label = line.auto_label.is_some() || label::read(&line.text.text).is_some();
    let centred = |text: &Text<'_>| text.paragraph.shape.align == Align::Centre;
    let stands_out = line.text.is_upper() || line.text.all(|look| look.bold);
    !has_label && stands_out && (centred(&line.text) || heading.text.is_empty())
}

fn passage<'d>(line: &Line<'d>, label: Option<Typed>) -> Passage<'d> {
    let printed = line.text.printed();
    let rest = label.as_ref().map_or(0, |label| label.rest);
    Passage {
        kind: label.as_ref().map(|label| label.kind),
        number: label.as_ref().map_or(0, |label| label.number),
        mark: label.map(|label| label.text),
        text: printed.get(rest..).unwrap_or(&printed).trim().to_owned(),
        line: line.text.clone(),
        footnotes: line.footnotes.clone(),
        charts: line.charts.clone(),
        is_automatic: line.auto_label.is_some(),
    }
}

fn plain<'d>(text: &Text<'d>) -> Passage<'d> {
    let typed = label::read(&text.text);
    let rest = typed.as_ref().map_or(0, |typed| typed.rest);
    Passage {
        kind: typed.as_ref().map(|typed| typed.kind),
        number: typed.as_ref().map_or(0, |typed| typed.number),
        text: text.text.get(rest..).unwrap_or_default().to_owned(),
        mark: typed.map(|typed| typed.text),
        line: text.clone(),
        footnotes: Vec::new(),
        charts: Vec::new(),
        is_automatic: false,
    }
}

/// The open headings, the outermost first.
#[derive(Default)]
struct Depths {
    open: Vec<(Sort, u32)>,
}

/// The common property of headings of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Labelled(Kind),
    /// Word's own level, where there is no label.
    Styled(u8),
    /// Neither: in capitals, centred.
    Plain {
        upper: bool,
        centred: bool,
    },
}

impl Depths {
    /// Resolves a single capital as a letter or a number, whichever continues the series.
    fn settled(&self, typed: Typed) -> Typed {
        let single = typed.text.chars().take_while(|c| c.is_alphabetic()).count() == 1;
        if !single || !matches!(typed.kind, Kind::Roman | Kind::Capital) {
            return typed;
        }
        let last = |kind: Kind| {
            self.open.iter().rev().find(|(sort, _)| *sort == Sort::Labelled(kind)).map(|(_, n)| *n)
        };
        let letter = typed.text.chars().next().unwrap_or('A');
        let as_letter = "ABCDĐEGHIKLMNOPQRSTUVXY".chars().position(|c| c == letter);
        let as_letter = as_letter.map_or(0, |at| at as u32 + 1);
        let as_roman = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => 0,
        };
        let goes_on = |last: Option<u32>, number: u32| last.is_some_and(|last| last + 1 == number);
        if as_roman > 0 && goes_on(last(Kind::Roman), as_roman) {
            Typed { kind: Kind::Roman, number: as_roman, ..typed }
        } else if goes_on(last(Kind::Capital), as_letter)
            || letter == 'D' && goes_on(last(Kind::Capital), 4)
        {
            Typed { kind: Kind::Capital, number: as_letter, ..typed }
        } else if as_roman > 0 {
            Typed { kind: Kind::Roman, number: as_roman, ..typed }
        } else {
            Typed { kind: Kind::Capital, number: as_letter, ..typed }
        }
    }

    /// Places a heading below the open ones. Returns its level.
    fn place(&mut self, line: &Line<'_>, label: Option<&Typed>) -> usize {
        let sort = match (label, line.text.paragraph.outline) {
            (Some(label), _) => Sort::Labelled(label.kind),
            (None, Some(level)) => Sort::Styled(level),
            (None, None) => Sort::Plain {
                upper: line.text.is_upper(),
                centred: line.text.paragraph.shape.align == super::super::document::Align::Centre,
            },
        };
        let number = label.map_or(0, |label| label.number);
        let depth = self.depth(sort);
        self.open.truncate(depth);
        self.open.push((sort, number));
        depth + 1
    }

    fn depth(&self, sort: Sort) -> usize {
        if let Some(same) = self.open.iter().rposition(|(open, _)| *open == sort) {
            return same;
        }
        let outer = |is_outer: &dyn Fn(Sort) -> bool| {
            self.open.iter().position(|(open, _)| is_outer(*open))
        };
        match sort {
            // Nothing stands above a part.
            Sort::Labelled(Kind::Part) => 0,
            Sort::Labelled(Kind::Decimal(count)) if count > 1 => {
                let above = Sort::Labelled(Kind::Decimal(count - 1));
                let at = self.open.iter().rposition(|(open, _)| *open == above);
                at.map_or(self.open.len(), |at| at + 1)
            }
            Sort::Styled(level) => {
                let deeper = |open: Sort| matches!(open, Sort::Styled(other) if other >= level);
                outer(&deeper).unwrap_or(self.open.len())
            }
            // A heading in capitals has the level of the first such: a conclusion.
            Sort::Plain { upper: true, .. } => {
                let level =
                    |open: Sort| matches!(open, Sort::Labelled(Kind::Roman | Kind::Capital));
                outer(&level).unwrap_or(self.open.len())
            }
            _ => self.open.len(),
        }
    }
}
