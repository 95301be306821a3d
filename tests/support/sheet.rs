//! Laid-out pages as a test sees them: runs of text and ruled lines, each with
//! its place on the sheet and the part it plays.
//!
//! The part is read from the tags that Typst leaves in the frames: elements
//! with one of the layout's labels are roles, `par`, `cell`, `strong` and the
//! like say what else a run stands in. Lengths are points from the sheet's
//! upper left corner.

use typst::foundations::Smart;
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::{FontStyle, TextItem};
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::PagedDocument;

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// All pages of one paper.
pub struct Sheet {
    pub pages: Vec<PageSize>,
    /// In reading order.
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
    pub boxes: Vec<Boxed>,
}

pub struct PageSize {
    pub width: f64,
    pub height: f64,
}

/// A stretch of text in one font on one line.
pub struct Run {
    pub page: usize,
    /// The edges of what is seen: spaces at either end don't count.
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub family: String,
    pub black: bool,
    pub text: String,
    pub part: Part,
}

/// A ruled line.
pub struct Rule {
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub black: bool,
    pub role: Option<String>,
}

/// What a run stands in.
#[derive(Default, Clone)]
pub struct Part {
    /// The innermost label of the layout.
    pub role: Option<String>,
    /// One number for each paragraph.
    pub paragraph: Option<u128>,
    /// In a cell of a table or of a grid.
    pub cell: bool,
    pub table: bool,
    /// In narrative that the dossier marks strong or emphasised.
    pub strong: bool,
    pub emphasis: bool,
    /// The innermost thing whose text belongs together.
    pub block: u128,
}

/// A box drawn around something, in points.
pub struct Boxed {
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Runs that stand on one line.
pub struct Line<'a> {
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub runs: Vec<&'a Run>,
}

struct Open {
    id: u128,
    element: &'static str,
    label: Option<String>,
}

impl Sheet {
    pub fn of(document: &PagedDocument) -> Self {
        let mut sheet =
            Sheet { pages: Vec::new(), runs: Vec::new(), rules: Vec::new(), boxes: Vec::new() };
        // Paragraphs and tables go on over pages, so what is open stays open.
        let mut open = Vec::new();
        for page in document.pages() {
            let size = page.frame.size();
            let (width, height) = (size.x.to_pt(), size.y.to_pt());
            sheet.pages.push(PageSize { width, height });
            assert!(matches!(page.fill, Smart::Auto), "a page has a background");
            sheet.walk(&page.frame, Point::zero(), &mut open);
        }
        sheet
    }

    /// The runs of a role that show something.
    pub fn role<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Run> + Clone {
        self.runs.iter().filter(move |run| run.is(name) && !run.is_blank())
    }

    /// The lines of a role, in order.
    pub fn lines(&self, name: &str) -> Vec<Line<'_>> {
        lines(self.runs.iter().filter(|run| run.is(name)))
    }

    pub fn rules_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| rule.role.as_deref() == Some(name))
    }

    /// The text of a role, its lines joined by a space, no-break spaces as
    /// plain ones.
    pub fn text(&self, name: &str) -> String {
        let lines = self.lines(name);
        let texts: Vec<String> = lines.iter().map(|line| line.text().trim().to_owned()).collect();
        texts.join(" ")
    }

    /// The pages on which a role stands.
    pub fn pages_of(&self, name: &str) -> Vec<usize> {
        let mut pages: Vec<usize> = self.role(name).map(|run| run.page).collect();
        pages.dedup();
        pages
    }

    fn walk(&mut self, frame: &Frame, origin: Point, open: &mut Vec<Open>) {
        for (offset, item) in frame.items() {
            let at = origin + *offset;
            match item {
                FrameItem::Group(group) => {
                    assert!(group.transform.is_identity(), "something is turned or scaled");
                    self.walk(&group.frame, at, open);
                }
                FrameItem::Text(text) => self.runs.push(run(text, at, self.pages.len() - 1, open)),
                FrameItem::Shape(shape, _) => {
                    let stroke = shape.stroke.as_ref();
                    let half = stroke.map_or(0.0, |s| s.thickness.to_pt() / 2.0);
                    let paints = [shape.fill.as_ref(), stroke.map(|s| &s.paint)];
                    if let (Geometry::Rect(size), None) = (&shape.geometry, &shape.fill) {
                        self.boxes.push(Boxed {
                            page: self.pages.len() - 1,
                            left: at.x.to_pt(),
                            top: at.y.to_pt(),
                            width: size.x.to_pt(),
                            height: size.y.to_pt(),
                        });
                        continue;
                    }
                    // A filled one is a bar of a chart.
                    if matches!(shape.geometry, Geometry::Rect(_)) {
                        continue;
                    }
                    let Geometry::Line(to) = shape.geometry else {
                        panic!("only straight lines are ruled, not {:?}", shape.geometry)
                    };
                    // A level line's ends are where it was ruled to; its
                    // thickness counts only across.
                    let (right, down) = (to.x.to_pt(), to.y.to_pt());
                    let (across_x, across_y) = if down == 0.0 { (0.0, half) } else { (half, 0.0) };
                    self.rules.push(Rule {
                        page: self.pages.len() - 1,
                        left: at.x.to_pt() - across_x,
                        right: at.x.to_pt() + right + across_x,
                        top: at.y.to_pt() - across_y,
                        bottom: at.y.to_pt() + down + across_y,
                        black: paints.into_iter().flatten().all(is_black),
                        role: open.iter().rev().find_map(|o| o.label.clone()),
                    });
                }
                FrameItem::Image(..) => panic!("no paper has images yet"),
                FrameItem::Link(..) => {}
                FrameItem::Tag(Tag::Start(content, _)) => open.push(Open {
                    id: content.location().map_or(0, |location| location.hash()),
                    element: content.elem().name(),
                    label: content.label().map(|label| label.resolve().to_string()),
                }),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if let Some(last) = open.iter().rposition(|o| o.id == location.hash()) {
                        open.remove(last);
                    }
                }
            }
        }
    }
}

impl Run {
    pub fn is(&self, role: &str) -> bool {
        self.part.role.as_deref() == Some(role)
    }

    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// A paragraph of the text itself: not of a table, the letterhead, the
    /// signature.
    pub fn is_body(&self) -> bool {
        let roles = ["legal-basis", "article-label", "end-mark"];
        let own = self.part.role.as_deref().is_none_or(|role| roles.contains(&role));
        own && self.part.paragraph.is_some() && !self.part.cell
    }

    /// A heading of the text itself.
    pub fn is_any_heading(&self) -> bool {
        self.part.role.as_deref().is_some_and(|role| role.starts_with("heading-"))
    }

    pub fn top(&self) -> f64 {
        self.baseline - ASCENT * self.size
    }

    pub fn bottom(&self) -> f64 {
        self.baseline + DESCENT * self.size
    }
}

/// Liberation Serif's (and Times New Roman's) own measures, in parts of the
/// size.
pub const ASCENT: f64 = 0.891;
pub const DESCENT: f64 = 0.216;

impl Line<'_> {
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect::<String>().replace('\u{a0}', " ")
    }

    pub fn centre(&self) -> f64 {
        (self.left + self.right) / 2.0
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn top(&self) -> f64 {
        self.baseline - ASCENT * self.size
    }

    pub fn bottom(&self) -> f64 {
        self.baseline + DESCENT * self.size
    }
}

/// Neighbouring runs of the same page and height as lines.
pub fn lines<'a>(runs: impl Iterator<Item = &'a Run>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line)
                if line.page == run.page && (line.baseline - run.baseline).abs() < SAME_LINE =>
            {
                if !run.is_blank() {
                    line.left = line.left.min(run.left);
                    line.right = line.right.max(run.right);
                    line.size = line.size.max(run.size);
                }
                line.runs.push(run);
            }
            _ if run.is_blank() => {}
            _ => lines.push(Line {
                page: run.page,
                left: run.left,
                right: run.right,
                baseline: run.baseline,
                size: run.size,
                runs: vec![run],
            }),
        }
    }
    lines
}

/// Baselines closer than this are the same line.
const SAME_LINE: f64 = 0.5;

fn run(item: &TextItem, at: Point, page: usize, open: &[Open]) -> Run {
    let info = item.font.info();
    let seen = |range: std::ops::Range<usize>| {
        item.text.get(range).is_some_and(|text| !text.chars().all(char::is_whitespace))
    };
    let (mut x, mut left, mut right) = (Abs::zero(), None, None);
    for glyph in &item.glyphs {
        let next = x + glyph.x_advance.at(item.size);
        if seen(glyph.range()) {
            left = left.or(Some(x));
            right = Some(next);
        }
        x = next;
    }
    Run {
        page,
        left: (at.x + left.unwrap_or_default()).to_pt(),
        right: (at.x + right.unwrap_or_default()).to_pt(),
        baseline: at.y.to_pt(),
        size: item.size.to_pt(),
        bold: info.variant.weight.to_number() >= 600,
        italic: info.variant.style == FontStyle::Italic,
        family: info.family.to_string(),
        black: is_black(&item.fill) && item.stroke.is_none(),
        text: item.text.to_string(),
        part: part(open),
    }
}

fn part(open: &[Open]) -> Part {
    // A page's header is made in the middle of whatever goes on over the page.
    let header = open.iter().rposition(|o| o.element == "artifact").map_or(0, |i| i + 1);
    let open = &open[header..];
    let within = |element: &str| open.iter().any(|o| o.element == element);
    let whole = |o: &&Open| o.label.is_some() || matches!(o.element, "par" | "cell");
    Part {
        role: open.iter().rev().find_map(|o| o.label.clone()),
        paragraph: open.iter().find(|o| o.element == "par").map(|o| o.id),
        cell: within("cell"),
        table: within("table"),
        strong: within("strong"),
        emphasis: within("emph"),
        block: open.iter().rev().find(whole).map_or(0, |o| o.id),
    }
}

fn is_black(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(color) if color.to_rgb() == Color::BLACK.to_rgb())
}
