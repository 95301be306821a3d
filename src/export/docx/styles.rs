//! `word/styles.xml`.

use crate::export::heading_form;
use crate::regime::Measures;

use super::look::{LineHeight, Paragraph};
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
                // Letters of any size stand as close as on the page, where pairs are kerned:
                // lines then end at the same words.
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

/// What the paragraph behind one of this style is, when somebody goes on typing.
fn next(style: &Style) -> &'static str {
    let heads = [&style::LEAD, &style::PART_TITLE, &style::ANNEX_TITLE, &style::ANNEX_NOTE];
    let is_head = HEADINGS.iter().chain(heads).any(|head| head.id == style.id);
    if is_head || style.id == style::RESOLVES.id { BODY.id } else { style.id }
}

/// The style's own look, with what depends on how this paper numbers.
fn look(style: &Style, measures: &Measures, numbering: &Numbering) -> Look {
    let mut look = (style.look)(measures);
    if let Some(level) = DASHES.iter().position(|dash| dash.id == style.id) {
        look.paragraph.list = Some((DASH_LIST, level));
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
    look
}

fn tables(measures: &Measures, xml: &mut Xml) {
    let table = &measures.table;
    // On the page a row is as high as its letters' boxes; here it has the font's line gap
    // and half a rule above and below as well.
    let more = line_gap(table.size) / 2 + plain(table.stroke) / 2;
    let insets = [(plain(table.inset_y) - more).max(0), plain(table.inset_x)];
    let stroke = Some(eighths(table.stroke));
    table_style("TableNormal", "Normal Table", [0, 0], None, xml);
    table_style(style::DATA_TABLE, "Bảng số liệu", insets, stroke, xml);
    table_style(style::FORM_TABLE, "Bảng thể thức", [0, 0], None, xml);
}

fn table_style(id: &str, name: &str, [y, x]: [i32; 2], stroke: Option<i32>, xml: &mut Xml) {
    let is_base = id == "TableNormal";
    let kind = if is_base { ("w:default", "1") } else { ("w:customStyle", "1") };
    xml.element("w:style", &[("w:type", "table"), kind, ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        if !is_base {
            xml.value("w:basedOn", "TableNormal");
        }
        xml.value("w:uiPriority", "99");
        xml.element("w:tblPr", &[], |xml| {
            xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            if let Some(stroke) = stroke {
                borders(stroke, xml);
            }
            margins("w:tblCellMar", [y, x, y, x], xml);
        });
    });
}

fn borders(stroke: i32, xml: &mut Xml) {
    let size = stroke.to_string();
    let line = [("w:val", "single"), ("w:sz", &*size), ("w:space", "0"), ("w:color", "000000")];
    xml.element("w:tblBorders", &[], |xml| {
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
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
