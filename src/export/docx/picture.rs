//! Something drawn: a picture in a paragraph of its own, and its part of the package.

use crate::error::Error;
use crate::export::{PICTURE_DOTS, drawn};
use crate::tree::Picture;

use super::look::Paragraph;
use super::measure::plain;
use super::package::Media;
use super::style;
use super::text::Document;

/// The pictures of a document under way, by the numbers in their parts' names, from 1.
#[derive(Debug, Default)]
pub struct Pictures(Vec<Result<Vec<u8>, Error>>);

/// The name of a picture's part below `word`.
fn part(number: usize) -> String {
    format!("media/image{number}.png")
}

/// The relation by which the text finds a picture.
fn relation(number: usize) -> String {
    format!("rIdImage{number}")
}

impl Pictures {
    /// Their relations and parts.
    pub fn parts(self) -> Result<Vec<Media>, Error> {
        let numbered = self.0.into_iter().zip(1..);
        let media = numbered.map(|(bytes, number)| {
            Ok(Media { relation: relation(number), name: part(number), bytes: bytes? })
        });
        media.collect()
    }
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// In a point there are so many of the units in which drawings are measured.
const UNITS: f64 = 12_700.0;

impl Document<'_> {
    pub fn picture(&mut self, picture: &Picture) {
        self.pictures.0.push(drawn(&picture.drawn, PICTURE_DOTS));
        let number = self.pictures.0.len();
        let size = picture.drawn.size();
        let units = |points: f64| ((points * UNITS).round() as i64).to_string();
        let (width, height) = (units(size.x.to_pt()), units(size.y.to_pt()));
        let extent = [("cx", &*width), ("cy", &*height)];
        let (id, name) = (number.to_string(), part(number));
        let named = [("id", &*id), ("name", &*name), ("descr", &*picture.alt)];
        let around = Some(plain(self.measures.chart.around));
        let (before, after) = (around, around);
        let look =
            Paragraph { keep_lines: true, before, after, ..Paragraph::of(style::DISPLAY.id) };
        self.xml.element("w:p", &[], |xml| {
            look.write(xml, |_| {});
            xml.element("w:r", &[], |xml| {
                xml.element("w:drawing", &[], |xml| {
                    let edges = ["distT", "distB", "distL", "distR"].map(|edge| (edge, "0"));
                    let namespaces = [("xmlns:wp", PLACED), ("xmlns:a", DRAWING)];
                    let attributes: Vec<_> = namespaces.into_iter().chain(edges).collect();
                    xml.element("wp:inline", &attributes, |xml| {
                        xml.leaf("wp:extent", &extent);
                        xml.leaf("wp:docPr", &named);
                        xml.element("a:graphic", &[], |xml| {
                            xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                                shown(number, &extent, &named, xml);
                            });
                        });
                    });
                });
            });
        });
    }
}

/// The picture itself, as wide and high as the place for it.
fn shown(
    number: usize,
    extent: &[(&str, &str)],
    named: &[(&str, &str)],
    xml: &mut super::xml::Xml,
) {
    xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.leaf("pic:cNvPr", named);
            xml.leaf("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.leaf("a:blip", &[("r:embed", &*relation(number))]);
            xml.element("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
                xml.leaf("a:ext", extent);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
        });
    });
}
