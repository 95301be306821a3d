//! The document properties: for people, and to recognise the file when it is returned.

use crate::dossier::Seal;
use crate::tree::{Block, Tree};
use crate::vietnamese::Day;

use super::fingerprint;
use super::xml::Xml;

/// Facts about a paper stored in its Word file.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The paper's id.
    pub paper: String,
    /// The dossier's identity, which doesn't depend on its contents.
    pub dossier: String,
    /// The paper's seal, which depends on its contents.
    pub content: Seal,
    /// Whether it was issued, so that the file is a copy of what was signed.
    pub is_copy: bool,
    /// Keywords for searching.
    pub keywords: Vec<String>,
    /// The date of the file.
    pub day: Day,
}

impl Facts {
    /// Of a list that is no paper of a dossier.
    pub(super) fn of_no_paper(day: Day) -> Facts {
        let (paper, dossier, content) = (String::new(), String::new(), Seal(String::new()));
        Facts { paper, dossier, content, is_copy: false, keywords: Vec::new(), day }
    }
}

/// The name of the property by which the program recognises its own files: the paper's id,
/// the dossier's identity and the content's seal, separated by blanks.
pub const PROPERTY: &str = "baocao";

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// Title, author, subject, keywords.
pub fn core(tree: &Tree, facts: &Facts) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        let subject = tree.blocks.iter().find_map(|block| match block {
            Block::Title(title) => title.subject.as_ref(),
            _ => None,
        });
        let Day { year, month, day } = facts.day;
        let day = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        xml.text("dc:title", &[], &tree.title);
        if let Some(subject) = subject {
            xml.text("dc:subject", &[], &subject.text.plain().replace(['\n', '\u{a0}'], " "));
        }
        xml.text("dc:creator", &[], &tree.author);
        xml.text("cp:keywords", &[], &facts.keywords.join("; "));
        xml.text("cp:lastModifiedBy", &[], &tree.author);
        for moment in ["dcterms:created", "dcterms:modified"] {
            xml.text(moment, &[("xsi:type", "dcterms:W3CDTF")], &day);
        }
        xml.text("dc:language", &[], "vi-VN");
        if facts.is_copy {
            xml.text("cp:contentStatus", &[], super::COPY);
        }
    });
    xml.finish()
}

/// The program that made the file.
pub fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PROPERTIES}/extended-properties");
    xml.element("Properties", &[("xmlns", &*namespace)], |xml| {
        xml.text("Application", &[], concat!("baocao ", env!("CARGO_PKG_VERSION")));
    });
    xml.finish()
}

/// What the program knows the file by, and whether somebody saved it since.
pub fn custom(facts: &Facts, fingerprint: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PROPERTIES}/custom-properties");
    let types = format!("{PROPERTIES}/docPropsVTypes");
    let namespaces = [("xmlns", &*namespace), ("xmlns:vt", &*types)];
    xml.element("Properties", &namespaces, |xml| {
        if facts.paper.is_empty() {
            return;
        }
        let Facts { paper, dossier, content, .. } = facts;
        let whose = format!("{paper} {dossier} {}", content.0);
        let properties = [("2", PROPERTY, &*whose), ("3", fingerprint::PROPERTY, fingerprint)];
        for (id, name, value) in properties {
            let set = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
            let property = [("fmtid", set), ("pid", id), ("name", name)];
            xml.element("property", &property, |xml| xml.text("vt:lpwstr", &[], value));
        }
    });
    xml.finish()
}
