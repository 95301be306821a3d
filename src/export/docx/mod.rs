//! A tree → a Word file (DOCX), as a careful user of Word would have made it: a style for
//! every part of the form, real lists and tables, sections for the annexes.
//!
//! One file for each part of the package. The look of a paper's parts is defined only in
//! `style`; `flow` writes the blocks in order. Every paragraph and value has a hidden
//! bookmark, and the package has a property that identifies the paper and the dossier, so
//! that a returned file is recognised.

mod ballot;
mod certificate;
mod closing;
pub(super) mod fingerprint;
mod flow;
mod look;
mod measure;
mod numbering;
mod opening;
mod package;
mod picture;
mod plain;
mod properties;
mod section;
mod settings;
mod style;
mod styles;
mod table;
mod text;
mod theme;
pub(super) mod xml;

use crate::error::Error;
use crate::regime::Measures;
use crate::tree::{Tree, Twips};
use crate::vietnamese::Day;

pub use plain::write_table;
pub use properties::{Facts, PROPERTY};

pub use text::{Mark, field_name, field_of_mark};

const MAIN_NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS_NAMESPACE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The text width of a sheet, in portrait or landscape.
pub fn text_width(measures: &Measures, landscape: bool) -> Twips {
    measure::Sheet::of(measures, landscape).text_width()
}

/// The font required by the decree; the pages' own font has the same widths.
const FONT: &str = "Times New Roman";

/// A Word file, with the places that came from the dossier.
#[derive(Debug)]
pub struct Docx {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its bookmarks, in the order of the file.
    pub marks: Vec<Mark>,
}

/// The author of changes if the dossier names no union.
const NOBODY: &str = "baocao";

/// Printed above the first page of an issued paper's file, which nobody has signed.
const COPY: &str = "Bản Word của văn bản đã ban hành, không thay bản có chữ ký và dấu";

/// Writes a paper in the form given by `measures`. The same input gives the same bytes.
pub fn write(tree: &Tree, measures: &Measures, facts: &Facts) -> Result<Docx, Error> {
    let Day { year, month, day } = facts.day;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let author = if tree.author.is_empty() { NOBODY } else { &tree.author };
    let mut document = text::Document::new(measures, author, date);
    flow::write(&mut document, tree);
    let text::Document { numbering, xml, marks, pictures, .. } = document;
    let pictures = pictures.parts()?;
    // Ballots bear nothing that would set one off from another.
    let copy = (facts.is_copy && tree.ballots.is_none()).then_some(COPY);
    let own = vec![
        ("word/document.xml", xml.finish()),
        ("word/styles.xml", styles::write(measures, &numbering)),
        ("word/numbering.xml", numbering.write(&measures.body.marks)),
        ("word/settings.xml", settings::settings()),
        ("word/fontTable.xml", settings::fonts()),
        ("word/theme/theme1.xml", theme::theme()),
        ("word/header1.xml", section::header()),
        ("word/header2.xml", section::first_header(copy)),
        ("docProps/core.xml", properties::core(tree, facts)),
        ("docProps/app.xml", properties::app()),
    ];
    let mut parts = package::completed(own, pictures);
    let fingerprint = fingerprint::of(&parts);
    parts.push((fingerprint::CUSTOM.into(), properties::custom(facts, &fingerprint)));
    Ok(Docx { bytes: package::zipped(&parts)?, marks })
}
