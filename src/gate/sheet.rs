//! Laid-out pages as runs of text with position and role, read from the tags that Typst
//! leaves in the frames.

use typst::foundations::{Content, Label};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

/// The contents of all pages of a paper.
pub(crate) struct Sheet {
    pub(super) pages: Vec<PageSize>,
    /// In reading order, without invisible ones.
    pub(super) runs: Vec<Run>,
    /// Vertical rules, such as those between the columns of a table.
    pub(super) rules: Vec<Rule>,
}

pub(super) struct PageSize {
    pub width: f64,
    pub height: f64,
}

/// A run of text in one font on one line. Lengths are in points from the sheet's upper left
/// corner.
pub(super) struct Run {
    /// The page, from 0.
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub bold: bool,
    pub text: String,
    /// Its widest blank, relative to the font size.
    pub gap: f64,
    /// The literal of its first letter, and the byte offset in it.
    pub first: (Span, u16),
    /// The borders between literals: a byte of the text, and the literal that begins there.
    pub seams: Vec<(usize, Span)>,
    /// The innermost label of the layout.
    pub role: Option<Label>,
    /// The same number for everything that belongs together: a paragraph, a cell, a label.
    pub block: u128,
    /// Whether it is in a cell of a table or grid.
    pub cell: bool,
}

pub(super) struct Rule {
    pub page: usize,
    pub at: f64,
    pub top: f64,
    pub bottom: f64,
}

/// The runs of a paragraph, a cell or a label, joined to one text.
pub(super) struct Block<'a> {
    pub runs: &'a [Run],
    pub text: String,
    /// As in [`Run`], over the whole text.
    pub seams: Vec<(usize, Span)>,
}

/// An element whose end hasn't been reached.
struct OpenElement {
    id: u128,
    element: &'static str,
    label: Option<Label>,
}

/// Height above and below the baseline relative to the font size: the same in Times New Roman
/// and Liberation Serif.
const ASCENT: f64 = 0.891;
const DESCENT: f64 = 0.216;

/// Baselines closer than this are the same line.
const SAME_LINE: f64 = 0.5;

impl Run {
    pub fn top(&self) -> f64 {
        self.baseline - ASCENT * self.size
    }

    pub fn bottom(&self) -> f64 {
        self.baseline + DESCENT * self.size
    }

    pub fn is(&self, role: &str) -> bool {
        self.role.is_some_and(|label| label.resolve().as_str() == role)
    }

    /// Whether the name of its role begins with one of these: `heading-`.
    pub fn is_any(&self, roles: &[&str]) -> bool {
        self.role.is_some_and(|label| {
            let name = label.resolve();
            roles.iter().any(|role| name.starts_with(role))
        })
    }

    pub fn is_level_with(&self, other: &Run) -> bool {
        self.page == other.page && (self.baseline - other.baseline).abs() < SAME_LINE
    }
}

impl Sheet {
    pub fn of(document: &PagedDocument) -> Self {
        let mut sheet = Sheet { pages: Vec::new(), runs: Vec::new(), rules: Vec::new() };
        // Paragraphs and tables continue over pages, so open elements stay open.
        let mut open = Vec::new();
        for page in document.pages() {
            let size = page.frame.size();
            sheet.pages.push(PageSize { width: size.x.to_pt(), height: size.y.to_pt() });
            sheet.walk(&page.frame, Point::zero(), &mut open);
        }
        sheet
    }

    /// The blocks, in reading order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.runs.chunk_by(|a, b| a.block == b.block).map(Block::of)
    }

    /// The runs of a page, and those of the pages after it.
    pub(super) fn split_at_page(&self, page: usize) -> (&[Run], &[Run]) {
        let start = self.runs.partition_point(|run| run.page < page);
        let end = self.runs.partition_point(|run| run.page <= page);
        (&self.runs[start..end], &self.runs[end..])
    }

    fn walk(&mut self, frame: &Frame, origin: Point, open: &mut Vec<OpenElement>) {
        let page = self.pages.len() - 1;
        for (offset, item) in frame.items() {
            let at = origin + *offset;
            match item {
                FrameItem::Group(group) => self.walk(&group.frame, at, open),
                FrameItem::Text(text) => self.runs.extend(run(text, at, page, open)),
                FrameItem::Shape(shape, _) => {
                    if let Geometry::Line(to) = shape.geometry
                        && to.x.abs() < Abs::pt(0.1)
                    {
                        let (y, end) = (at.y.to_pt(), (at.y + to.y).to_pt());
                        let (top, bottom) = (y.min(end), y.max(end));
                        self.rules.push(Rule { page, at: at.x.to_pt(), top, bottom });
                    }
                }
                FrameItem::Image(..) | FrameItem::Link(..) => {}
                FrameItem::Tag(Tag::Start(content, _)) => open.push(opened(content)),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if let Some(last) = open.iter().rposition(|o| o.id == location.hash()) {
                        open.remove(last);
                    }
                }
            }
        }
    }
}

fn opened(content: &Content) -> OpenElement {
    OpenElement {
        id: content.location().map_or(0, |location| location.hash()),
        element: content.elem().name(),
        label: content.label(),
    }
}

/// A run with visible text.
fn run(item: &TextItem, at: Point, page: usize, open: &[OpenElement]) -> Option<Run> {
    let text = item.text.as_str();
    if text.chars().all(char::is_whitespace) {
        return None;
    }
    let blank = |range: std::ops::Range<usize>| {
        text.get(range).is_none_or(|text| text.chars().all(char::is_whitespace))
    };
    let (mut x, mut left, mut right, mut gap) = (Abs::zero(), None, Abs::zero(), 0.0_f64);
    let first = item.glyphs.first().map_or((Span::detached(), 0), |glyph| glyph.span);
    let mut seams: Vec<(usize, Span)> = Vec::new();
    for glyph in &item.glyphs {
        let next = x + glyph.x_advance.at(item.size);
        if seams.last().is_none_or(|(_, span)| *span != glyph.span.0) {
            seams.push((glyph.range().start, glyph.span.0));
        }
        if blank(glyph.range()) {
            gap = gap.max(glyph.x_advance.get());
        } else {
            left = left.or(Some(x));
            right = next;
        }
        x = next;
    }
    // A page's header occurs within whatever continues over the page.
    let header = open.iter().rposition(|o| o.element == "artifact").map_or(0, |i| i + 1);
    let open = &open[header..];
    let whole = |o: &&OpenElement| o.label.is_some() || matches!(o.element, "par" | "cell");
    Some(Run {
        page,
        left: (at.x + left.unwrap_or_default()).to_pt(),
        right: (at.x + right).to_pt(),
        baseline: at.y.to_pt(),
        size: item.size.to_pt(),
        bold: item.font.info().variant.weight.to_number() >= 600,
        text: text.to_owned(),
        gap,
        first,
        seams,
        role: open.iter().rev().find_map(|o| o.label),
        block: open.iter().rev().find(whole).map_or(0, |o| o.id),
        cell: open.iter().any(|o| o.element == "cell"),
    })
}

impl<'a> Block<'a> {
    fn of(runs: &'a [Run]) -> Self {
        let mut text = String::with_capacity(runs.iter().map(|r| r.text.len() + 1).sum());
        let mut seams: Vec<(usize, Span)> = Vec::new();
        let mut above: Option<&Run> = None;
        for run in runs {
            let breaks = above.replace(run).is_some_and(|above| !above.is_level_with(run));
            if breaks && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            let start = text.len();
            for (at, span) in &run.seams {
                if seams.last().is_none_or(|(_, last)| last != span) {
                    seams.push((start + at, *span));
                }
            }
            text += &run.text;
        }
        Block { runs, text, seams }
    }

    /// The page on which it begins, from 1.
    pub fn page(&self) -> usize {
        self.runs.first().map_or(1, |run| run.page + 1)
    }

    pub fn is(&self, role: &str) -> bool {
        self.runs.first().is_some_and(|run| run.is(role))
    }

    /// The literals around a byte range, followed by all others.
    pub fn spans(&self, range: std::ops::Range<usize>) -> Vec<Span> {
        let ends = self.seams.iter().skip(1).map(|(at, _)| *at).chain([self.text.len()]);
        let within = self.seams.iter().zip(ends);
        let within = within.filter(|((start, _), end)| *start < range.end && *end > range.start);
        let mut spans: Vec<Span> = within.map(|((_, span), _)| *span).collect();
        spans.extend(self.seams.iter().map(|(_, span)| *span));
        spans
    }

    /// A few words around a byte range, for a message.
    pub fn around(&self, range: std::ops::Range<usize>) -> String {
        let before = &self.text[..range.start];
        let start = before.rmatch_indices(char::is_whitespace).nth(3).map_or(0, |(i, _)| i);
        let after = &self.text[range.end..];
        let end = after.match_indices(char::is_whitespace).nth(3).map_or(after.len(), |(i, _)| i);
        self.text[start..range.end + end].replace('\u{a0}', " ").trim().to_owned()
    }
}
