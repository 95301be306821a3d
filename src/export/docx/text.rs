//! Paragraphs with their words, and the hidden bookmarks by which paragraphs and values are
//! recognised when the file is returned.

use std::collections::HashMap;

use crate::regime::{LetterCase, Measures};
use crate::source::Path;
use crate::tree::{Change, Piece, Text, Words};
use crate::vietnamese::slug;

use super::look::{Letters, Paragraph};
use super::numbering::Numbering;
use super::picture::Pictures;
use super::xml::Xml;

/// A place of the file that came from the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bookmark's name: `_bc_results_0_text__2` is the second text of that field,
    /// `_bc_12` the twelfth paragraph of no single field. Word doesn't show names that begin
    /// with `_`.
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
    pub pictures: Pictures,
    /// Paragraphs with a bookmark so far.
    paragraphs: usize,
    /// Bookmarks so far, each of which has a number.
    bookmarks: usize,
    /// How many texts of each field there are so far.
    of_fields: HashMap<String, usize>,
    /// The author and date of tracked changes.
    author: String,
    date: String,
    /// Whether a cell is being written, whose last paragraph can't be added or removed.
    pub in_cell: bool,
}

impl<'a> Document<'a> {
    /// `author` and `date` are those of what changed since an older version.
    pub fn new(measures: &'a Measures, author: &str, date: String) -> Self {
        Document {
            measures,
            numbering: Numbering::default(),
            xml: Xml::new(),
            marks: Vec::new(),
            pictures: Pictures::default(),
            paragraphs: 0,
            bookmarks: 0,
            of_fields: HashMap::new(),
            author: author.to_owned(),
            date,
            in_cell: false,
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
            let end = if document.in_cell { Change::None } else { text.change() };
            let mark = document.revision(end);
            look.write(&mut document.xml, |xml| {
                if let Some((name, attributes)) = &mark {
                    let attributes = borrowed(attributes);
                    xml.element("w:rPr", &[], |xml| xml.leaf(name, &attributes));
                }
            });
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
        let path = text.origin().cloned();
        let is_apart = |words: &Words| {
            words.origin.is_some()
                && words.origin != path
                && words.text.contains(char::is_alphanumeric)
        };
        self.mark(path.clone(), text.current(), |document| {
            for piece in &text.0 {
                match piece {
                    Piece::Break(change) => document.revised(*change, |document| {
                        run(letters, &mut document.xml, |xml| xml.leaf("w:br", &[]));
                    }),
                    Piece::Words(words) if is_apart(words) => {
                        document.mark(words.origin.clone(), words.text.clone(), |document| {
                            document.words(words, case, letters);
                        });
                    }
                    Piece::Words(words) => document.words(words, case, letters),
                }
            }
        });
    }

    fn mark(&mut self, path: Option<Path>, text: String, inner: impl FnOnce(&mut Self)) {
        let name = self.name_of_mark(path.as_ref());
        let id = self.bookmarks.to_string();
        self.bookmarks += 1;
        self.xml.leaf("w:bookmarkStart", &[("w:id", &*id), ("w:name", &*name)]);
        self.marks.push(Mark { name, path, text });
        inner(self);
        self.xml.leaf("w:bookmarkEnd", &[("w:id", &*id)]);
    }
}

/// An element's name and its attributes.
type Element = (&'static str, [(&'static str, String); 3]);

pub fn borrowed<'e>(attributes: &'e [(&'static str, String); 3]) -> [(&'e str, &'e str); 3] {
    attributes.each_ref().map(|(name, value)| (*name, value.as_str()))
}

impl Document<'_> {
    /// The element that marks an addition or removal; `None` if there is neither.
    pub fn revision(&mut self, change: Change) -> Option<Element> {
        let name = match change {
            Change::None => return None,
            Change::In => "w:ins",
            Change::Out => "w:del",
        };
        let id = self.bookmarks.to_string();
        self.bookmarks += 1;
        let (author, date) = (self.author.clone(), self.date.clone());
        Some((name, [("w:id", id), ("w:author", author), ("w:date", date)]))
    }

    /// Runs marked as added, removed or unchanged.
    fn revised(&mut self, change: Change, inner: impl FnOnce(&mut Self)) {
        match self.revision(change) {
            None => inner(self),
            Some((name, attributes)) => self.element(name, &borrowed(&attributes), inner),
        }
    }

    fn words(&mut self, words: &Words, case: Option<LetterCase>, letters: Letters) {
        self.revised(words.change, |document| {
            words_run(words, case, letters, &mut document.xml);
        });
    }

    /// A unique bookmark name. That of a field doesn't depend on what precedes it.
    fn name_of_mark(&mut self, path: Option<&Path>) -> String {
        let Some(path) = path else {
            self.paragraphs += 1;
            return format!("{MARKS}{}", self.paragraphs);
        };
        let field = field_name(path);
        let count = self.of_fields.entry(field.clone()).or_default();
        *count += 1;
        format!("{MARKS}{field}{NTH}{count}")
    }
}

/// The prefix of all our bookmarks.
const MARKS: &str = "_bc_";
/// The separator between a field's name and the number of its text.
const NTH: &str = "__";
/// Word allows 40 characters in names; this many are left for the field.
const LONGEST: usize = 29;

/// A path in characters that any program keeps in a name: `results_0_text`. One that is too
/// long ends in a hash of the whole.
pub fn field_name(path: &Path) -> String {
    let whole = path.to_string();
    let name = slug(&whole).replace('-', "_");
    if name.len() <= LONGEST && !name.is_empty() {
        return name;
    }
    let hash = format!("{:032x}", typst::utils::hash128(&whole));
    let begun: String = name.chars().take(LONGEST - 9).collect();
    format!("{}_{}", begun.trim_end_matches('_'), &hash[..8])
}

/// The field that a bookmark's name refers to.
pub fn field_of_mark(name: &str) -> Option<&str> {
    Some(name.strip_prefix(MARKS)?.rsplit_once(NTH)?.0)
}

fn words_run(words: &Words, case: Option<LetterCase>, letters: Letters, xml: &mut Xml) {
    let cased = match case {
        Some(LetterCase::Upper) => &words.text.to_uppercase(),
        _ => &words.text,
    };
    let bold = if words.strong { Some(true) } else { letters.bold };
    let italic = if words.emphasized { Some(true) } else { letters.italic };
    let name = if words.change == Change::Out { "w:delText" } else { "w:t" };
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
                xml.text(name, &[("xml:space", "preserve")], part);
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
