//! The bytes of a Word file → its document, whatever program wrote it.
//!
//! ```text
//! package    detection of a file's format; its parts, with limits on size
//! xml        a part as a tree of elements
//! styles     looks and shapes, in layers
//! numbering  the labels given by lists
//! body       paragraphs, tables, boxes
//! inline     runs, changes, fields, marks, drawings
//! letters    pre-Unicode fonts, decomposed marks
//! sections   the sheet, headers and footers
//! notes      footnotes, comments, properties
//! ```
//!
//! The unpacked size, the number of elements in a part and their depth are limited. Nothing
//! outside the file is opened.

mod body;
mod inline;
mod letters;
mod notes;
mod numbering;
mod package;
mod refusal;
mod sections;
mod styles;
mod xml;

use super::document::{Document, Section};
use body::Reader;
use numbering::Numbering;
use package::{Package, Relations, packed};
use styles::Styles;

pub use package::{LARGEST_FILE, is_word};
pub use refusal::Refusal;

/// Reads a Word file (DOCX).
pub fn open(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.relations("")?.part("officeDocument").map(str::to_owned);
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let is_word = main.starts_with("word/") || main.ends_with("document.xml");
    let tree = package.tree(&main)?.filter(|tree| is_word && tree.child("w:body").is_some());
    let Some(tree) = tree else { return Err(packed(&package)) };
    let relations = package.relations(&main)?;
    let part = |package: &mut Package<'_>, kind: &str| match relations.part(kind) {
        Some(name) => package.tree(name),
        None => Ok(None),
    };
    let styles_part = part(&mut package, "styles")?;
    // An unreadable theme only costs the name of a font.
    let theme = part(&mut package, "theme").unwrap_or_default();
    let numbering_part = part(&mut package, "numbering")?;
    let footnotes = part(&mut package, "footnotes")?;
    let endnotes = part(&mut package, "endnotes")?;
    let comments = part(&mut package, "comments")?;
    let extended = part(&mut package, "commentsExtended").unwrap_or_default();
    let custom = package.tree("docProps/custom.xml").unwrap_or_default();
    let has_macros = package.has("word/vbaProject.bin");

    let styles = Styles::read(styles_part.as_ref(), theme.as_ref());
    let mut numbering = Numbering::read(numbering_part.as_ref());
    let outside = outside(&mut package, &main, &relations)?;
    let mut reader = Reader::new(&mut package, &styles, &mut numbering, &relations);
    let body = tree.child("w:body").unwrap_or(&tree);
    let blocks = reader.blocks(body)?;
    let mut notes = Vec::new();
    for part in [&footnotes, &endnotes].into_iter().flatten() {
        notes.extend(notes::notes(&mut reader, part)?);
    }
    let comments = match &comments {
        Some(part) => notes::comments(&mut reader, part, extended.as_ref())?,
        None => Vec::new(),
    };
    let mut sections = reader.sections;
    if sections.is_empty() {
        sections.push(Section::default());
    }
    Ok(Document {
        blocks,
        sections,
        footnotes: notes,
        comments,
        properties: custom.as_ref().map(notes::properties).unwrap_or_default(),
        outside,
        has_macros,
        old_font: reader.old_font,
    })
}

/// External resources that the file would load: pictures and templates, but not links.
fn outside(
    package: &mut Package<'_>,
    main: &str,
    relations: &Relations,
) -> Result<Vec<String>, Refusal> {
    let mut found = relations.outside();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let settings = package.relations(&format!("{folder}/settings.xml"))?;
    found.extend(settings.outside());
    found.sort();
    found.dedup();
    Ok(found)
}
