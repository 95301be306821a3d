//! A part of a package as a tree of elements.
//!
//! Namespaces have their usual prefixes (`w:p`, `r:id`), whatever those in the file are. Only
//! the five predefined entities are expanded; a document type, which could define others, is
//! refused.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::refusal::Refusal;

/// The most elements; a thousand pages have fewer.
const MOST_ELEMENTS: usize = 400_000;
/// The deepest nesting of elements.
const DEEPEST: usize = 160;

#[derive(Debug, Clone, Default)]
pub struct Element {
    pub name: Name,
    attributes: Vec<(Name, Box<str>)>,
    nodes: Vec<Node>,
}

/// A name with its usual prefix, kept once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(Rc<str>);

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(Box<str>),
}

impl Default for Name {
    fn default() -> Self {
        Name(Rc::from(""))
    }
}

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Element {
    pub fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| &**known == name).map(|(_, value)| &**value)
    }

    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.is(name))
    }

    /// The `w:val` of a child.
    pub fn value(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("w:val")
    }

    /// Whether a child switches something on or off; `None` if it is missing.
    pub fn switch(&self, child: &str) -> Option<bool> {
        let child = self.child(child)?;
        Some(!matches!(child.attribute("w:val"), Some("0" | "false" | "off" | "none")))
    }

    /// The text directly inside it.
    pub fn text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text) => Some(&**text),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// All descendants with a name, in order.
    pub fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for child in self.children() {
            if child.is(name) {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    /// The first descendant with a name.
    pub fn first(&self, name: &str) -> Option<&Element> {
        self.children()
            .find_map(|child| if child.is(name) { Some(child) } else { child.first(name) })
    }
}

/// Reads a part; `part` is its name, for the refusal.
pub fn read(bytes: &[u8], part: &str) -> Result<Element, Refusal> {
    let broken = || Refusal::broken(part);
    let text = decode(bytes).ok_or_else(broken)?;
    let mut xml = Reader::from_str(&text);
    xml.config_mut().expand_empty_elements = true;
    let mut tree = Tree::default();
    let mut count = 0;
    loop {
        match xml.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                count += 1;
                if count > MOST_ELEMENTS || tree.open.len() > DEEPEST {
                    return Err(Refusal::TooLarge);
                }
                tree.start(&tag).ok_or_else(broken)?;
            }
            Event::End(_) => {
                if let Some(root) = tree.end() {
                    return Ok(root);
                }
            }
            Event::Text(text) => tree.text(&text),
            Event::CData(text) => tree.text(&text),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().map_err(|_| broken())?.map(String::from);
                let named = resolve_xml_entity(&entity).map(str::to_owned);
                tree.text(&letter.or(named).ok_or_else(broken)?);
            }
            Event::DocType(_) | Event::Eof => return Err(broken()),
            _ => {}
        }
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE
            .decode_without_bom_handling_and_without_replacement(rest)
            .map(|text| text.into_owned()),
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling_and_without_replacement(rest)
            .map(|text| text.into_owned()),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// The open elements, and the declared namespaces.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    names: HashMap<String, Name>,
    /// Prefixes of the file, with the usual ones and how deep they were declared.
    prefixes: Vec<(String, &'static str, usize)>,
}

impl Tree {
    fn start(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let key = attribute.key.into_inner();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            let declared = key.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':'));
            match declared {
                Some(prefix) if key == "xmlns" || key.starts_with("xmlns:") => {
                    let usual = usual_prefix(&value);
                    self.prefixes.push((prefix.to_owned(), usual, self.open.len()));
                }
                _ => attributes.push((key.to_owned(), value.into_owned().into_boxed_str())),
            }
        }
        let name = self.name(tag.name().into_inner(), true);
        let attributes =
            attributes.into_iter().map(|(key, value)| (self.name(&key, false), value)).collect();
        self.open.push(Element { name, attributes, nodes: Vec::new() });
        Some(())
    }

    /// The root, once it ends.
    fn end(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        let depth = self.open.len();
        self.prefixes.retain(|(_, _, declared)| *declared < depth || depth == 0);
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            None => return Some(element),
        }
        None
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.nodes.push(Node::Text(text.into()));
        }
    }

    fn name(&mut self, written: &str, is_element: bool) -> Name {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        // An attribute without a prefix has no namespace.
        let declared = match prefix.is_empty() && !is_element {
            true => None,
            false => self.prefixes.iter().rev().find(|(known, ..)| known == prefix),
        };
        let usual = declared.map_or(prefix, |(_, usual, _)| usual);
        let full = if usual.is_empty() { local.to_owned() } else { format!("{usual}:{local}") };
        let made = || Name(Rc::from(full.as_str()));
        self.names.entry(full.clone()).or_insert_with(made).clone()
    }
}

/// The usual prefix of a namespace; a question mark for irrelevant ones. The strict form of
/// the standard has other addresses.
fn usual_prefix(namespace: &str) -> &'static str {
    const USUAL: [(&str, &str); 14] = [
        ("wordprocessingml/main", "w"),
        ("wordprocessingml/2006/main", "w"),
        ("officeDocument/2006/relationships", "r"),
        ("officeDocument/relationships", "r"),
        ("markup-compatibility/2006", "mc"),
        ("drawingml/2006/main", "a"),
        ("drawingml/main", "a"),
        ("drawingml/2006/wordprocessingDrawing", "wp"),
        ("drawingml/wordprocessingDrawing", "wp"),
        ("drawingml/2006/chart", "c"),
        ("word/2010/wordprocessingShape", "wps"),
        ("schemas-microsoft-com:vml", "v"),
        ("office/word/2010/wordml", "w14"),
        ("office/word/2012/wordml", "w15"),
    ];
    const PLAIN: [&str; 3] = [
        "package/2006/relationships",
        "officeDocument/2006/custom-properties",
        "extended-properties",
    ];
    match USUAL.iter().find(|(ending, _)| namespace.ends_with(ending)) {
        Some((_, prefix)) => prefix,
        None if PLAIN.iter().any(|ending| namespace.ends_with(ending)) => "",
        None if namespace.ends_with("docPropsVTypes") => "vt",
        None => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Result<Element, Refusal> {
        read(text.as_bytes(), "a.xml")
    }

    #[test]
    fn names_have_their_usual_prefixes() {
        let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        for text in [
            format!("<w:p xmlns:w=\"{w}\"><w:jc w:val=\"both\"/></w:p>"),
            format!("<ns0:p xmlns:ns0=\"{strict}\"><ns0:jc ns0:val=\"both\"/></ns0:p>"),
            format!("<p xmlns=\"{w}\" xmlns:x=\"{w}\"><jc x:val=\"both\"/></p>"),
        ] {
            let p = tree(&text).expect("a tree");
            assert!(p.is("w:p"), "{text}");
            assert_eq!(p.value("w:jc"), Some("both"), "{text}");
        }
    }

    #[test]
    fn what_is_no_tree() {
        let deep = "<a>".repeat(100_000);
        let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\">]><a>&b;</a>";
        for text in ["", "<a>", "<a></b>", laughs, "<a>&b;</a>", "<a b=></a>", &deep] {
            assert!(tree(text).is_err(), "{text:.20}");
        }
        let text = tree("<a>x &lt;&#x1EA5;<b/>y</a>").expect("a tree").text();
        assert_eq!(text, "x <ấy");
    }
}
