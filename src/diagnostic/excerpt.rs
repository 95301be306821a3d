//! The source lines of a snippet, cut to the terminal's width.
//!
//! annotate-snippets cuts long lines too, but may separate a letter from its marks, and
//! doesn't if two places on one line are far apart. So it gets lines that fit already.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Place;
use super::visible::is_obeyed;

/// How far around a mark the source is examined, in bytes: many times a terminal's width. A
/// file may be one line of megabytes.
const NEAR: usize = 4 << 10;

/// Printed where a line was cut.
const CUT: char = '…';

/// The text of a snippet, with the positions of its marks.
pub(super) struct Excerpt {
    pub text: String,
    /// The marks' spans in `text`, in the given order.
    pub marks: Vec<Range<usize>>,
}

/// A mark: the span to underline, and the width of its label in columns.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub span: Range<usize>,
    pub label: usize,
}

impl Mark {
    pub fn new(place: &Place, label: &str) -> Self {
        let label = label.chars().map(columns).sum::<usize>();
        Mark { span: caret(place), label: if label == 0 { 0 } else { label + 1 } }
    }
}

/// The span to underline: the first line of the place, so that a block of ten lines doesn't
/// fill the screen; a letter with all its marks. At the end of a line there is nothing to
/// underline, and the caret stands after the last letter.
fn caret(place: &Place) -> Range<usize> {
    let whole = &place.source.text;
    let near = near(whole, place.span.start, place.span.start);
    let text = &whole[near.clone()];
    let found = caret_in(text, place.span.start - near.start, place.span.end - near.start);
    found.start + near.start..found.end + near.start
}

fn caret_in(text: &str, mut start: usize, end: usize) -> Range<usize> {
    let line = line_at(text, start);
    start = start.min(line.end);
    while start > line.start && text[start..line.end].starts_with(is_mark) {
        start = text.floor_char_boundary(start - 1);
    }
    let end = end.min(line.end);
    if end > start || start == line.end {
        return start..end.max(start);
    }
    let rest = &text[start..line.end];
    let letter = rest.char_indices().skip(1).find(|(_, c)| !is_mark(*c));
    start..letter.map_or(line.end, |(i, _)| start + i)
}

/// Whether two marks fit in one excerpt: always if they are on different lines.
pub(super) fn together(source: &str, marks: &[Mark], width: usize) -> bool {
    let first = marks.iter().map(|m| m.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|m| m.span.start).max().unwrap_or(0);
    if last - first > NEAR && !source[first..last].contains('\n') {
        return false;
    }
    let near = near(source, last.saturating_sub(NEAR).max(first), last);
    let (source, marks) = (&source[near.clone()], moved(marks, near.start));
    let last = marks.last().map_or(0, |m| m.span.start);
    let line = line_at(source, last);
    let inside: Vec<&Mark> = marks.iter().filter(|m| within(m, &line)).collect();
    inside.len() < 2
        || measure(&source[line.clone()]) <= width
        || needed(source, &line, &inside).1 + 2 <= width
}

/// The lines from the first mark's to the last one's, none wider than `width`.
pub(super) fn excerpt(source: &str, marks: &[Mark], width: usize) -> Excerpt {
    let first = marks.iter().map(|m| m.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|m| m.span.start).max().unwrap_or(0);
    let near = near(source, first, last);
    excerpt_of(&source[near.clone()], &moved(marks, near.start), width)
}

/// The part of a source around two places.
fn near(source: &str, first: usize, last: usize) -> Range<usize> {
    let start = source.floor_char_boundary(first.saturating_sub(NEAR));
    start..source.ceil_char_boundary(source.len().min(last + NEAR))
}

/// Marks in a source that begins this many bytes later.
fn moved(marks: &[Mark], by: usize) -> Vec<Mark> {
    let back = |at: usize| at.saturating_sub(by);
    let moved = |m: &Mark| Mark { span: back(m.span.start)..back(m.span.end), label: m.label };
    marks.iter().map(moved).collect()
}

fn excerpt_of(source: &str, marks: &[Mark], width: usize) -> Excerpt {
    let first = marks.iter().map(|m| m.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|m| m.span.start).max().unwrap_or(0);
    let (start, end) = (line_at(source, first).start, line_at(source, last).end);
    let mut out = Excerpt { text: String::new(), marks: marks.iter().map(|_| 0..0).collect() };
    let mut at = start;
    while at <= end {
        let line = line_at(source, at);
        out.add(source, &line, marks, width);
        at = source[line.end..].find('\n').map_or(end, |i| line.end + i) + 1;
        if at <= end {
            out.text.push('\n');
        }
    }
    out
}

impl Excerpt {
    fn add(&mut self, source: &str, line: &Range<usize>, marks: &[Mark], width: usize) {
        let inside: Vec<&Mark> = marks.iter().filter(|m| within(m, line)).collect();
        let shown = window(source, line, &inside, width);
        if shown.start > line.start {
            self.text.push(CUT);
        }
        // The new position of each byte; a mark's edges are looked up in it.
        let mut stands = Vec::new();
        for (i, c) in source[shown.clone()].char_indices() {
            stands.push((shown.start + i, self.text.len()));
            self.text.push(visible(c));
        }
        stands.push((shown.end, self.text.len()));
        let find = |byte: usize| {
            let i = stands.partition_point(|(from, _)| *from < byte).min(stands.len() - 1);
            stands[i].1
        };
        for (mark, span) in marks.iter().zip(&mut self.marks) {
            if within(mark, line) {
                *span = find(mark.span.start)..find(mark.span.end);
            }
        }
        if shown.end < line.end {
            self.text.push(CUT);
        }
    }
}

/// The part of a line to show: all of it, or as much as fits around the marks, evenly before
/// and after them.
fn window(source: &str, line: &Range<usize>, marks: &[&Mark], width: usize) -> Range<usize> {
    let text = &source[line.clone()];
    let total = measure(text);
    if total <= width {
        return line.clone();
    }
    // One column at either end is for the sign of the cut.
    let room = width.saturating_sub(2).max(1);
    let (left, wide) = needed(source, line, marks);
    // If the marks fill it, the words before them still show the context.
    let left = left.saturating_sub(room.saturating_sub(wide).max(room / 4) / 2);
    // At the end of the line only the caret needs room.
    let left = left.min((total + 1).saturating_sub(room));
    let (mut start, mut end, mut column) = (None, line.start, 0);
    for (i, c) in text.char_indices() {
        let (byte, cell) = (line.start + i, columns(c));
        let fits = column + cell <= left + room;
        if column >= left && !is_mark(c) && fits {
            start.get_or_insert(byte);
        }
        if start.is_some() && !fits {
            break;
        }
        column += cell;
        end = byte + c.len_utf8();
    }
    start.unwrap_or(line.start)..end
}

/// The columns taken by marks and their labels: the first, and their number.
fn needed(source: &str, line: &Range<usize>, marks: &[&Mark]) -> (usize, usize) {
    let column = |byte: usize| measure(&source[line.start..byte.clamp(line.start, line.end)]);
    let left = marks.iter().map(|m| column(m.span.start)).min().unwrap_or(0);
    let right = marks.iter().map(|m| column(m.span.end) + m.label).max().unwrap_or(0);
    (left, right.saturating_sub(left).max(1))
}

fn within(mark: &Mark, line: &Range<usize>) -> bool {
    (line.start..=line.end).contains(&mark.span.start)
}

/// The line around a byte, without its line break.
fn line_at(text: &str, byte: usize) -> Range<usize> {
    let byte = byte.min(text.len());
    let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end
}

fn measure(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The width of a character on a terminal, from the table also used by annotate-snippets for
/// its carets.
fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        c => visible(c).width().unwrap_or(1),
    }
}

/// Whether a character combines with the one before it.
fn is_mark(c: char) -> bool {
    c != '\t' && c.width() == Some(0)
}

/// Replaces control characters by a character one column wide, so that the caret stays in
/// place.
fn visible(c: char) -> char {
    if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }
}
