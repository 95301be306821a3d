//! The package: its parts, their types, and their relations.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Error, ErrorKind};

use super::fingerprint::CUSTOM;
use super::section::{FIRST_HEADER, HEADER};
use super::xml::Xml;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE_TYPE: &str = "application/vnd.openxmlformats-officedocument";
const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The types of the parts, by name.
fn kind(part: &str) -> String {
    match part {
        "docProps/core.xml" => {
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned()
        }
        "docProps/app.xml" => format!("{OFFICE_TYPE}.extended-properties+xml"),
        CUSTOM => format!("{OFFICE_TYPE}.custom-properties+xml"),
        "word/document.xml" => format!("{WORD}.document.main+xml"),
        "word/theme/theme1.xml" => format!("{OFFICE_TYPE}.theme+xml"),
        part if part.starts_with("word/header") => format!("{WORD}.header+xml"),
        part => {
            let name = part.trim_start_matches("word/").trim_end_matches(".xml");
            format!("{WORD}.{name}+xml")
        }
    }
}

/// A part: its name, and what it holds.
pub type Part = (Cow<'static, str>, Vec<u8>);

/// A picture: the relation by which the text finds it, and its part below `word`.
pub struct Media {
    pub relation: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Parts and pictures with those that say what each is and how they find one another; what
/// the program knows the file by will come behind.
pub fn completed(parts: Vec<(&'static str, Vec<u8>)>, pictures: Vec<Media>) -> Vec<Part> {
    let names = parts.iter().map(|(name, _)| *name).chain([CUSTOM]);
    let types = types(names, !pictures.is_empty());
    let package = relations(&[
        ("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        ("rId2", CORE, "docProps/core.xml"),
        ("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
        ("rId4", &format!("{OFFICE}/custom-properties"), CUSTOM),
    ]);
    let kinds = ["styles", "numbering", "settings", "theme", "fontTable", "header", "image"];
    let kinds = kinds.map(|kind| format!("{OFFICE}/{kind}"));
    let [styles, numbering, settings, theme, fonts, header, image] =
        kinds.each_ref().map(String::as_str);
    let mut of_document = vec![
        ("rIdStyles", styles, "styles.xml"),
        ("rIdNumbering", numbering, "numbering.xml"),
        ("rIdSettings", settings, "settings.xml"),
        ("rIdTheme", theme, "theme/theme1.xml"),
        ("rIdFonts", fonts, "fontTable.xml"),
        (HEADER, header, "header1.xml"),
        (FIRST_HEADER, header, "header2.xml"),
    ];
    let pictured = pictures.iter();
    of_document.extend(pictured.map(|one| (one.relation.as_str(), image, one.name.as_str())));
    let document = relations(&of_document);
    let around = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", package),
        ("word/_rels/document.xml.rels", document),
    ];
    let own = around.into_iter().chain(parts).map(|(name, bytes)| (name.into(), bytes));
    let pictures = pictures.into_iter().map(|one| (format!("word/{}", one.name).into(), one.bytes));
    own.chain(pictures).collect()
}

/// The whole package, without any time of day.
pub fn zipped(parts: &[Part]) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // Closer packing would take longer than all the rest of the writing.
        .compression_level(Some(1))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let failed = |error: String| Error::new(ErrorKind::Export, error);
    for (name, bytes) in parts {
        zip.start_file(&**name, options).map_err(|e| failed(e.to_string()))?;
        zip.write_all(bytes).map_err(|e| failed(e.to_string()))?;
    }
    Ok(zip.finish().map_err(|e| failed(e.to_string()))?.into_inner())
}

fn types(parts: impl Iterator<Item = &'static str>, pictured: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [("rels", relations), ("xml", "application/xml")] {
            xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        if pictured {
            xml.leaf("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
        }
        for name in parts {
            let (name, kind) = (format!("/{name}"), kind(name));
            xml.leaf("Override", &[("PartName", &*name), ("ContentType", &*kind)]);
        }
    });
    xml.finish()
}

fn relations(relations: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (id, kind, target) in relations {
            xml.leaf("Relationship", &[("Id", *id), ("Type", *kind), ("Target", *target)]);
        }
    });
    xml.finish()
}
