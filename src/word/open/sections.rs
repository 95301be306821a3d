//! Sections: the sheet, its margins, headers and footers.

use super::super::document::{Block, Section};
use super::body::Reader;
use super::refusal::Refusal;
use super::styles::twips;
use super::xml::Element;

/// Reads a `w:sectPr`. A header that it doesn't name is that of the section before.
pub fn read(reader: &mut Reader<'_, '_>, element: &Element) -> Result<Section, Refusal> {
    let length = |child: &str, name: &str| {
        element.child(child).and_then(|child| child.attribute(name)).and_then(twips)
    };
    let margin = |name: &str| length("w:pgMar", name).unwrap_or(1440);
    let (width, height) = (length("w:pgSz", "w:w"), length("w:pgSz", "w:h"));
    let (width, height) = (width.unwrap_or(12240), height.unwrap_or(15840));
    let oriented = element.child("w:pgSz").and_then(|size| size.attribute("w:orient"));
    let before = reader.sections.last().cloned().unwrap_or_default();
    let number = |child: &str, name: &str| {
        element.child(child).and_then(|child| child.attribute(name)).and_then(|n| n.parse().ok())
    };
    let mut section = Section {
        width,
        height,
        is_landscape: oriented == Some("landscape") || width > height,
        top: margin("w:top").abs(),
        bottom: margin("w:bottom").abs(),
        left: margin("w:left"),
        right: margin("w:right"),
        gutter: length("w:pgMar", "w:gutter").unwrap_or(0),
        has_title_page: element.switch("w:titlePg").unwrap_or(false),
        first_number: number("w:pgNumType", "w:start"),
        columns: number("w:cols", "w:num").unwrap_or(1) as usize,
        header: before.header,
        footer: before.footer,
        first_header: before.first_header,
        first_footer: before.first_footer,
    };
    for reference in element.children() {
        let is_header = reference.is("w:headerReference");
        if !is_header && !reference.is("w:footerReference") {
            continue;
        }
        let blocks = part(reader, reference.attribute("r:id").unwrap_or_default())?;
        match (is_header, reference.attribute("w:type").unwrap_or("default")) {
            (true, "default") => section.header = blocks,
            (false, "default") => section.footer = blocks,
            (true, "first") => section.first_header = blocks,
            (false, "first") => section.first_footer = blocks,
            _ => {}
        }
    }
    Ok(section)
}

fn part(reader: &mut Reader<'_, '_>, id: &str) -> Result<Vec<Block>, Refusal> {
    let Some(relation) = reader.relations.of(id).filter(|r| !r.is_outside) else {
        return Ok(Vec::new());
    };
    if let Some(known) = reader.read.get(&relation.target) {
        return Ok(known.clone());
    }
    let Some(tree) = reader.package.tree(&relation.target)? else { return Ok(Vec::new()) };
    let around = std::mem::take(&mut reader.fields);
    let blocks = reader.blocks(&tree);
    reader.fields = around;
    let blocks = blocks?;
    reader.read.insert(relation.target.clone(), blocks.clone());
    Ok(blocks)
}
