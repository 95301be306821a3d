//! `word/styles.xml`.

use crate::export::heading_form;
use crate::regime::Measures;

use super::look::{Letters, LineHeight, Paragraph};
use super::measure::{eighths, half_points, line_gap, plain};
use super::numbering::{DASH_LIST, Numbering};
use super::style::{self, BODY, DASHES, HEADINGS, Look, Style};
use super::xml::Xml;

/// Writes the part.
pub fn write(measures: &Measures, numbering: &Numbering) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", super::MAIN_NAMESPACE)], |xml| {
        defaults(measures, xml);
        for style in style::ALL {
            paragraph(style, look(style, measures, numbering), xml);
        }
        tables(measures, xml);
    });
    xml.finish()
}

fn defaults(measures: &Measures, xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
                xml.leaf("w:rFonts", &fonts.map(|set| (set, super::FONT)));
                // Kerned letters of any size are as close as on the page, so that lines end
                // at the same words.
                xml.value("w:kern", "2");
                let size = half_points(measures.body.size).to_string();
                xml.value("w:sz", &size);
                xml.value("w:szCs", &size);
                let language = [("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")];
                xml.leaf("w:lang", &language);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            let single = Some(LineHeight::Multiple(240));
            let (before, after) = (Some(0), Some(0));
            Paragraph { before, after, line: single, ..Paragraph::default() }.write(xml, |_| {});
        });
    });
}

fn paragraph(style: &Style, look: Look, xml: &mut Xml) {
    let mut attributes = vec![("w:type", "paragraph")];
    match style.based_on {
        None => attributes.push(("w:default", "1")),
        // A name of the format's own isn't a custom style.
        Some(_) if style.name.starts_with("heading ") => {}
        Some(_) => attributes.push(("w:customStyle", "1")),
    }
    attributes.push(("w:styleId", style.id));
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", style.name);
        style.based_on.iter().for_each(|base| xml.value("w:basedOn", base));
        let next = next(style);
        if next != style.id {
            xml.value("w:next", next);
        }
        xml.leaf("w:qFormat", &[]);
        if look.paragraph != Paragraph::default() {
            look.paragraph.write(xml, |_| {});
        }
        look.letters.write(xml);
    });
}

/// The style of the next paragraph when a user types on after one of this style.
fn next(style: &Style) -> &'static str {
    let heads = [&style::LEAD, &style::PART_TITLE, &style::ANNEX_TITLE, &style::ANNEX_NOTE];
    let is_head = HEADINGS.iter().chain(heads).any(|head| head.id == style.id);
    if is_head || style.id == style::RESOLVES.id { BODY.id } else { style.id }
}

/// The style's own look, adapted to this paper's numbering.
fn look(style: &Style, measures: &Measures, numbering: &Numbering) -> Look {
    let mut look = (style.look)(measures);
    if let Some(level) = DASHES.iter().position(|dash| dash.id == style.id) {
        look.paragraph.list = Some((DASH_LIST, level));
    }
    if let Some(list) = numbering.item_list(style) {
        look.paragraph.list = Some(list);
    }
    if let Some(level) = HEADINGS.iter().position(|heading| heading.id == style.id) {
        let form = heading_form(numbering.heading_kind(level), measures);
        // The gap on the page is that between the letters' boxes.
        let gap = style::below_text(measures, form.gap);
        look.paragraph.before = Some(gap);
        look.paragraph.after = Some(gap);
        look.paragraph.list = numbering.heading_list(level);
        look.paragraph.outline = Some(level + numbering.first_outline());
        look.letters = style::letters(form.size, form.weight, form.style, form.case);
    }
    // Whoever makes running text larger means what is as large as well.
    look.letters.size = look.letters.size.filter(|size| *size != half_points(measures.body.size));
    look
}

/// What a table's lines look like.
#[derive(Clone, Copy)]
enum Ruling {
    /// A line around every cell, so thick.
    All(i32),
    /// Dashes between the cells, to cut along.
    Cuts(i32),
    None,
}

fn tables(measures: &Measures, xml: &mut Xml) {
    let table = &measures.table;
    // On the page a row is as high as its letters' boxes; here the font's line gap and half a
    // rule above and below are added.
    let more = line_gap(table.size) / 2 + plain(table.stroke) / 2;
    // Word processors count a cell's rules as part of it, and set a text a hair wider.
    let x = plain(table.inset_x) - plain(table.stroke) / 2 - style::HAIR / 2;
    let insets = [(plain(table.inset_y) - more).max(0), x.max(0)];
    let ruled = Ruling::All(eighths(table.stroke));
    let size = half_points(table.size);
    let cuts = Ruling::Cuts(eighths(measures.ballot.cut_stroke));
    table_style("TableNormal", "Normal Table", [0, 0], Ruling::None, None, xml);
    table_style(style::DATA_TABLE, "Bảng số liệu", insets, ruled, Some(size), xml);
    table_style(style::FORM_TABLE, "Bảng thể thức", [0, 0], Ruling::None, None, xml);
    table_style(style::BALLOT_NAMES, "Bảng phiếu bầu", [0, x.max(0)], ruled, Some(size), xml);
    table_style(style::BALLOT_TABLE, "Tờ phiếu bầu", [0, 0], cuts, None, xml);
}

/// `size` is that of the letters in a row that somebody puts in without styles; such a row
/// stays whole too.
fn table_style(
    id: &str,
    name: &str,
    [y, x]: [i32; 2],
    ruling: Ruling,
    size: Option<i32>,
    xml: &mut Xml,
) {
    let is_base = id == "TableNormal";
    let kind = if is_base { ("w:default", "1") } else { ("w:customStyle", "1") };
    xml.element("w:style", &[("w:type", "table"), kind, ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        if !is_base {
            xml.value("w:basedOn", "TableNormal");
        }
        xml.value("w:uiPriority", "99");
        Letters { size, ..Letters::default() }.write(xml);
        xml.element("w:tblPr", &[], |xml| {
            xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            borders(ruling, xml);
            margins("w:tblCellMar", [y, x, y, x], xml);
        });
        if size.is_some() {
            xml.element("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
            xml.element("w:tcPr", &[], |xml| xml.value("w:vAlign", "center"));
        }
    });
}

fn borders(ruling: Ruling, xml: &mut Xml) {
    const SIDES: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let (stroke, kind, sides) = match ruling {
        Ruling::All(stroke) => (stroke, "single", &SIDES[..]),
        Ruling::Cuts(stroke) => (stroke, "dashed", &SIDES[4..]),
        Ruling::None => return,
    };
    let size = stroke.to_string();
    let line = [("w:val", kind), ("w:sz", &*size), ("w:space", "0"), ("w:color", "000000")];
    xml.element("w:tblBorders", &[], |xml| {
        for side in sides {
            xml.leaf(&format!("w:{side}"), &line);
        }
    });
}

/// Margins of cells: top, left, bottom, right.
pub fn margins(name: &str, widths: [i32; 4], xml: &mut Xml) {
    xml.element(name, &[], |xml| {
        for (side, width) in ["top", "left", "bottom", "right"].iter().zip(widths) {
            let width = width.to_string();
            xml.leaf(&format!("w:{side}"), &[("w:w", &*width), ("w:type", "dxa")]);
        }
    });
}
