//! Paragraphs with their words, and the hidden bookmarks by which a paragraph and a
//! value are found again when the file comes back.

use crate::regime::{LetterCase, Measures};
use crate::source::Path;
use crate::tree::{Piece, Text, Words};

use super::look::{Letters, Paragraph};
use super::numbering::Numbering;
use super::xml::Xml;

/// A place of the file that came from the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bookmark's name: `_bc_12` is a paragraph's, `_bc_12_3` a value's in it. Word
    /// doesn't show one that begins so.
    pub name: String,
    /// The field, where it is a single one.
    pub path: Option<Path>,
    /// What the file says there.
    pub text: String,
}

/// `word/document.xml` under way.
pub struct Document<'a> {
    pub measures: &'a Measures,
    pub numbering: Numbering,
    pub xml: Xml,
    pub marks: Vec<Mark>,
    /// Paragraphs with a bookmark so far.
    paragraphs: usize,
    /// Bookmarks so far, each of which has a number.
    bookmarks: usize,
}

impl<'a> Document<'a> {
    pub fn new(measures: &'a Measures) -> Self {
        Document {
            measures,
            numbering: Numbering::default(),
            xml: Xml::new(),
            marks: Vec::new(),
            paragraphs: 0,
            bookmarks: 0,
        }
    }

    /// An element with what `inner` writes into it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: super::xml::Attributes<'_>,
        inner: impl FnOnce(&mut Self),
    ) {
        self.xml.begin(name, attributes);
        inner(self);
        self.xml.end(name);
    }

    /// A paragraph with a text.
    pub fn paragraph(&mut self, look: &Paragraph<'_>, text: &Text) {
        self.paragraph_in(look, None, Letters::default(), text);
    }

    /// The same with its letters in the case that the regime has for them, and what
    /// else sets all of them off from the style's.
    pub fn paragraph_in(
        &mut self,
        look: &Paragraph<'_>,
        case: Option<LetterCase>,
        letters: Letters,
        text: &Text,
    ) {
        self.element("w:p", &[], |document| {
            look.write(&mut document.xml, |_| {});
            if !text.is_empty() {
                document.marked(case, letters, text);
            }
        });
    }

    /// A paragraph without a text.
    pub fn empty(&mut self, look: &Paragraph<'_>) {
        self.paragraph(look, &Text::default());
    }

    fn marked(&mut self, case: Option<LetterCase>, letters: Letters, text: &Text) {
        self.paragraphs += 1;
        let name = format!("_bc_{}", self.paragraphs);
        let path = text.origin().cloned();
        self.mark(name.clone(), path.clone(), text.plain(), |document| {
            let mut values = 0;
            for piece in &text.0 {
                match piece {
                    Piece::Break => run(letters, &mut document.xml, |xml| xml.leaf("w:br", &[])),
                    Piece::Words(words) if words.origin.is_some() && words.origin != path => {
                        values += 1;
                        let value = format!("{name}_{values}");
                        document.mark(
                            value,
                            words.origin.clone(),
                            words.text.clone(),
                            |document| {
                                words_run(words, case, letters, &mut document.xml);
                            },
                        );
                    }
                    Piece::Words(words) => words_run(words, case, letters, &mut document.xml),
                }
            }
        });
    }

    fn mark(
        &mut self,
        name: String,
        path: Option<Path>,
        text: String,
        inner: impl FnOnce(&mut Self),
    ) {
        let id = self.bookmarks.to_string();
        self.bookmarks += 1;
        self.xml.leaf("w:bookmarkStart", &[("w:id", &*id), ("w:name", &*name)]);
        self.marks.push(Mark { name, path, text });
        inner(self);
        self.xml.leaf("w:bookmarkEnd", &[("w:id", &*id)]);
    }
}

fn words_run(words: &Words, case: Option<LetterCase>, letters: Letters, xml: &mut Xml) {
    let cased = match case {
        Some(LetterCase::Upper) => &words.text.to_uppercase(),
        _ => &words.text,
    };
    let bold = if words.strong { Some(true) } else { letters.bold };
    let italic = if words.emphasized { Some(true) } else { letters.italic };
    run(Letters { bold, italic, ..letters }, xml, |xml| {
        // A hyphen within what must stay whole ends no line.
        let parts = match words.whole {
            true => cased.split('-').collect(),
            false => vec![cased.as_str()],
        };
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                xml.leaf("w:noBreakHyphen", &[]);
            }
            if !part.is_empty() {
                xml.text("w:t", &[("xml:space", "preserve")], part);
            }
        }
    });
}

fn run(letters: Letters, xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        letters.write(xml);
        inner(xml);
    });
}
