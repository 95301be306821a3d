//! All pages of several papers in one picture (contact sheet).

use typst::foundations::{Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform};
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::Page;

use crate::error::Error;
use crate::typeset;

/// The most pages in one picture; viewers can't open larger ones.
pub const MOST_SHOWN: usize = 200;

/// The scale of a page: large enough to read headings, and to notice empty pages and tables
/// that are too wide.
const SCALE: f64 = 0.5;

/// The distance between pages, in pt of the picture.
const GAP: f64 = 12.0;

/// A PNG of these pages, in rows, a pixel for each pt of it; none where there is no page or
/// more than [`MOST_SHOWN`].
pub(crate) fn contact_sheet(pages: &[&Page]) -> Result<Option<Vec<u8>>, Error> {
    if pages.is_empty() || pages.len() > MOST_SHOWN {
        return Ok(None);
    }
    let sheet = Page {
        frame: laid_out(pages),
        bleed: Sides::splat(Abs::zero()),
        fill: Smart::Custom(Some(Paint::Solid(Color::GRAY))),
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let options = typst_render::RenderOptions { pixel_per_pt: 1.0.into(), ..Default::default() };
    let drawn = typeset::run(&|| typst_render::render(&sheet, &options).encode_png())?;
    drawn.map(Some).map_err(|e| super::failed(e.to_string()))
}

/// The pages in cells of the size of the largest, with about as many rows as columns.
fn laid_out(pages: &[&Page]) -> Frame {
    let scaled = |page: &Page| page.frame.size().map(|side| side * SCALE);
    let largest = |side: fn(Size) -> Abs| {
        pages.iter().map(|page| side(scaled(page))).fold(Abs::zero(), Abs::max) + Abs::pt(GAP)
    };
    let (wide, high) = (largest(|size| size.x), largest(|size| size.y));
    let columns = (1..).find(|columns| columns * columns >= pages.len()).unwrap_or(1);
    let rows = pages.len().div_ceil(columns);
    let gap = Abs::pt(GAP);
    let size = Size::new(wide * columns as f64 + gap, high * rows as f64 + gap);
    let mut sheet = Frame::hard(size);
    for (at, page) in pages.iter().enumerate() {
        let (row, column) = (at / columns, at % columns);
        let corner = Point::new(gap + wide * column as f64, gap + high * row as f64);
        let paper = Geometry::Rect(scaled(page)).filled(Color::WHITE);
        sheet.push(corner, FrameItem::Shape(paper, typst::syntax::Span::detached()));
        let scale = Ratio::new(SCALE);
        let transform = Transform::scale(scale, scale);
        let shown = GroupItem { transform, ..GroupItem::new(page.frame.clone()) };
        sheet.push(corner, FrameItem::Group(shown));
    }
    sheet
}
