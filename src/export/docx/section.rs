//! Sections: the paper itself and each annex, with its own sheet, margins and page numbers;
//! and the page headers.

use crate::regime::{Color, Measures};
use crate::tree::Certificate;

use super::look::{Letters, Paragraph};
use super::measure::{Sheet, eighths, plain};
use super::style;
use super::xml::Xml;

/// The relations by which a section finds the heads of its pages.
pub const HEADER: &str = "rIdHeader";
pub const FIRST_HEADER: &str = "rIdFirstHeader";

/// A section of the paper.
pub struct Section<'m> {
    sheet: Sheet<'m>,
    from_top: i32,
    /// Whether its first page has another head.
    first_differs: bool,
    /// Whether its pages are numbered.
    numbered: bool,
    /// A frame around its pages: how far from their edges, how thick, which colour.
    frame: Option<(i32, i32, Color)>,
    /// How far what stands on its pages is moved right and down.
    shift: (i32, i32),
}

impl<'m> Section<'m> {
    /// The paper itself.
    pub fn main(measures: &'m Measures) -> Self {
        let first_differs = !measures.page_number.on_first_page;
        Section::of(measures, false, first_differs)
    }

    /// An annex, whose pages count from one.
    pub fn annex(measures: &'m Measures, landscape: bool) -> Self {
        Section::of(measures, landscape, !measures.annex.number_on_first_page)
    }

    fn of(measures: &'m Measures, landscape: bool, first_differs: bool) -> Self {
        let from_top = plain(measures.page_number.from_top);
        let sheet = Sheet::of(measures, landscape);
        Section { sheet, from_top, first_differs, numbered: true, frame: None, shift: (0, 0) }
    }

    /// Sheets of certificates like the first: each a page by itself, in a frame or not, moved
    /// by its margins.
    pub fn certificates(measures: &'m Measures, first: &Certificate) -> Self {
        let form = &measures.certificate;
        let frame = (plain(form.frame_inset) / 20, eighths(form.frame_stroke), form.color);
        let frame = first.framed.then_some(frame);
        let shift = (first.shift.0.0, first.shift.1.0);
        Section { numbered: false, frame, shift, ..Section::of(measures, false, true) }
    }

    /// A sheet of ballots: nothing stands above them, and the line for it takes no room.
    pub fn ballots(measures: &'m Measures, landscape: bool) -> Self {
        Section { numbered: false, from_top: 0, ..Section::of(measures, landscape, true) }
    }

    /// Its properties. Every section names both headers: programs that inherit one from the
    /// section before lose it if the orientation changes.
    pub fn write(&self, xml: &mut Xml) {
        let Sheet { width, height, landscape, margins } = self.sheet;
        xml.element("w:sectPr", &[], |xml| {
            let head = if self.numbered { HEADER } else { FIRST_HEADER };
            for (kind, relation) in [("default", head), ("first", FIRST_HEADER)] {
                xml.leaf("w:headerReference", &[("w:type", kind), ("r:id", relation)]);
            }
            xml.value("w:type", "nextPage");
            let (right, down) = self.shift;
            let (width, height) = (width.to_string(), height.to_string());
            let mut size = vec![("w:w", &*width), ("w:h", &*height)];
            if landscape {
                size.push(("w:orient", "landscape"));
            }
            xml.leaf("w:pgSz", &size);
            let lengths = [
                ("w:top", (plain(margins.top) + down).max(0)),
                ("w:right", (plain(margins.right) - right).max(0)),
                ("w:bottom", (plain(margins.bottom) - down).max(0)),
                ("w:left", (plain(margins.left) + right).max(0)),
                ("w:header", self.from_top),
                ("w:footer", self.from_top),
                ("w:gutter", 0),
            ];
            let lengths = lengths.map(|(name, length)| (name, length.to_string()));
            let lengths: Vec<(&str, &str)> =
                lengths.iter().map(|(name, length)| (*name, length.as_str())).collect();
            xml.leaf("w:pgMar", &lengths);
            if let Some(frame) = self.frame {
                framed(frame, xml);
            }
            xml.leaf("w:pgNumType", &[("w:start", "1")]);
            if self.first_differs {
                xml.leaf("w:titlePg", &[]);
            }
        });
    }
}

/// A frame around a page, a thick line and a thin one.
fn framed((inset, stroke, color): (i32, i32, Color), xml: &mut Xml) {
    let (space, size, color) = (inset.to_string(), stroke.to_string(), color.digits());
    let line = [
        ("w:val", "thinThickSmallGap"),
        ("w:sz", &*size),
        ("w:space", &*space),
        ("w:color", &*color),
    ];
    xml.element("w:pgBorders", &[("w:offsetFrom", "page")], |xml| {
        for side in ["top", "left", "bottom", "right"] {
            xml.leaf(&format!("w:{side}"), &line);
        }
    });
}

/// The head of a page with its number (số trang).
pub fn header() -> Vec<u8> {
    head(|xml| {
        xml.element("w:p", &[], |xml| {
            Paragraph::of(style::PAGE_NUMBER.id).write(xml, |_| {});
            let part = |xml: &mut Xml, kind: &str| {
                xml.element("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", kind)]));
            };
            part(xml, "begin");
            xml.element("w:r", &[], |xml| {
                xml.text("w:instrText", &[("xml:space", "preserve")], " PAGE ");
            });
            part(xml, "separate");
            xml.element("w:r", &[], |xml| xml.text("w:t", &[], "1"));
            part(xml, "end");
        });
    })
}

/// The head of a first page: empty, or with a mark.
pub fn first_header(mark: Option<&str>) -> Vec<u8> {
    head(|xml| {
        let style = if mark.is_some() { style::COPY_MARK } else { style::PAGE_NUMBER };
        xml.element("w:p", &[], |xml| {
            Paragraph::of(style.id).write(xml, |_| {});
            if let Some(mark) = mark {
                xml.element("w:r", &[], |xml| {
                    Letters::default().write(xml);
                    xml.text("w:t", &[], mark);
                });
            }
        });
    })
}

fn head(inner: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:hdr", &[("xmlns:w", super::MAIN_NAMESPACE)], inner);
    xml.finish()
}
