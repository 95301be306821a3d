//! What is inside a PDF, read by somebody else's reader.

use lopdf::{Dictionary, Document, Object};

use super::sheet::Sheet;
use super::text;

/// Fonts are embedded, there is a title, and the text can be copied out.
pub fn check(pdf: &Document, sheet: &Sheet) -> Result<(), String> {
    let dictionaries = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let is = |dictionary: &Dictionary, kind: &[u8]| {
        dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == kind)
    };
    let mut fonts = 0;
    for font in dictionaries().filter(|d| is(d, b"FontDescriptor")) {
        let embedded =
            ["FontFile", "FontFile2", "FontFile3"].iter().any(|k| font.has(k.as_bytes()));
        let name = font.get(b"FontName").and_then(Object::as_name).unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        if !embedded || !name.contains("LiberationSerif") {
            return Err(format!("font {name}, embedded: {embedded}"));
        }
        fonts += 1;
    }
    if fonts == 0 {
        return Err("no fonts".into());
    }
    let catalog = pdf.catalog().map_err(|e| e.to_string())?;
    if !catalog.has(b"StructTreeRoot") || !catalog.has(b"Lang") {
        return Err("no structure or no language".into());
    }
    let info = pdf.trailer.get(b"Info").and_then(Object::as_reference);
    let info = info.and_then(|id| pdf.get_dictionary(id)).map_err(|e| e.to_string())?;
    if !info.has(b"Title") {
        return Err("no title".into());
    }
    let copied = pdf.extract_text(&[1]).map_err(|e| e.to_string())?;
    for role in ["national-name", "national-motto", "document-type"] {
        let lines = sheet.lines(role);
        let first = lines.iter().filter(|line| line.page == 0);
        let printed: Vec<String> = first.map(|line| line.text().trim().to_owned()).collect();
        let printed = printed.join(" ");
        if !text::fold(&copied).contains(&printed) {
            return Err(format!("{printed:?} can't be copied out"));
        }
    }
    Ok(())
}
