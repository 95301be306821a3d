//! Tracking of the field that a text of a paper was printed from.
//!
//! While a paper is rendered, a value stands between two marks that contain its path; code
//! that reads the source in between skips them. At the end the marks are removed from the
//! source and their contents kept beside it, so that they don't affect the pages.

use std::collections::HashMap;
use std::ops::Range;

use crate::dossier::{Dossier, Item, Walk};
use crate::source::Path;

/// The beginning of a mark: an empty content block, which prints nothing. No text of a
/// dossier can contain one, since literals have no control characters.
const BEGIN: &str = "#[/*\u{1}";
const END: &str = "*/];";
/// Escapes for parts of a key that would end the mark or begin another.
const SPELT: [(&str, &str); 2] = [("*/", "\u{2}"), ("/*", "\u{3}")];

/// A range of a source that was printed from a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The byte range in the source.
    pub range: Range<usize>,
    pub path: Path,
}

/// The origins of the texts of a source.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// Sorted by beginning; ranges may be nested.
    stretches: Vec<Origin>,
    /// The fields that have a text, by that text.
    texts: HashMap<String, Vec<Path>>,
}

/// How a path begins that stands for a record until the paper is rendered.
const RECORD: char = '@';

/// A stand-in for the path of a record of the dossier, for what is composed of it: a
/// sentence on an award, a person's row. [`Origins::of`] puts the path in its place.
pub(super) fn of_record<T>(record: &T) -> Path {
    Path::root().key(key_of_record(record))
}

/// The same as a cell `record` of a table's row, which says where the row came from.
pub(super) fn row_of<T>(record: &T) -> (&'static str, minijinja::Value) {
    ("record", key_of_record(record).into())
}

fn key_of_record<T>(record: &T) -> String {
    let (address, size) = identity(record);
    format!("{RECORD}{address}-{size}")
}

/// What tells a record from every other: where it is kept, and how large it is, as its
/// first field is kept at the same place.
fn identity<T: ?Sized>(record: &T) -> (usize, usize) {
    (std::ptr::from_ref(record).cast::<()>().addr(), size_of_val(record))
}

/// Typst between marks with the path of its field.
pub(super) fn marked(path: Option<&Path>, typst: String) -> String {
    match path {
        Some(path) if !typst.is_empty() && *path != Path::root() => {
            let path = SPELT
                .iter()
                .fold(path.to_string(), |path, (sign, spelt)| path.replace(sign, spelt));
            format!("{BEGIN}{path}{END}{typst}{BEGIN}{END}")
        }
        _ => typst,
    }
}

/// Whether a block of content is a mark.
pub(super) fn is_mark(block: &str) -> bool {
    block.starts_with(&BEGIN[1..])
}

/// The source without its marks, and the origins they contained.
pub(super) fn taken_out(source: &str) -> (String, Vec<Origin>) {
    let mut out = String::with_capacity(source.len());
    let mut found: Vec<Origin> = Vec::new();
    // The ranges not yet ended, by their index in `found`.
    let mut open: Vec<usize> = Vec::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let Some((path, after)) = after.split_once(END) else { break };
        out += before;
        rest = after;
        if path.is_empty() {
            if let Some(origin) = open.pop().and_then(|at| found.get_mut(at)) {
                origin.range.end = out.len();
            }
            continue;
        }
        let path =
            SPELT.iter().fold(path.to_owned(), |path, (sign, spelt)| path.replace(spelt, sign));
        // Every mark has an end; a range with an unreadable path is dropped.
        open.push(found.len());
        let path = Path::parse(&path).unwrap_or_default();
        found.push(Origin { range: out.len()..out.len(), path });
    }
    out += rest;
    found.retain(|origin| !origin.range.is_empty() && origin.path != Path::root());
    (out, found)
}

impl Origins {
    pub(super) fn of(stretches: Vec<Origin>, dossier: &Dossier) -> Self {
        let (texts, records) = read(dossier);
        let settled = |origin: Origin| {
            let key = origin.path.keys().next().filter(|key| key.starts_with(RECORD));
            let path = key.map(|key| records.get(key).cloned());
            Some(Origin { path: path.unwrap_or_else(|| Some(origin.path.clone()))?, ..origin })
        };
        Origins { stretches: stretches.into_iter().filter_map(settled).collect(), texts }
    }

    /// The field of a text that stands at these bytes of the source: of the stretches
    /// around it the innermost, within that the one field that says just this; else the
    /// one field of the dossier that does.
    pub fn find(&self, at: Range<usize>, text: &str) -> Option<&Path> {
        let begun = self.stretches.partition_point(|origin| origin.range.start <= at.start);
        let holds = |origin: &&Origin| origin.range.end >= at.end;
        let around = self.stretches[..begun].iter().rev().find(holds).map(|origin| &origin.path);
        let fields = self.texts.get(&folded(text)).map(Vec::as_slice).unwrap_or_default();
        let within = |whole: &Path| {
            let mut below = fields.iter().filter(|path| {
                path.segments().len() > whole.segments().len()
                    && path.segments().starts_with(whole.segments())
            });
            below.next().filter(|_| below.next().is_none())
        };
        match (around, fields) {
            (Some(around), _) => within(around).or(Some(around)),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// The origins for a source in which letters were replaced one by one.
    #[must_use]
    pub fn moved(mut self, old: &str, new: &str) -> Self {
        let mut places = HashMap::new();
        let starts = |text: &str| {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            starts.into_iter().chain([text.len()])
        };
        places.extend(starts(old).zip(starts(new)));
        for Origin { range, .. } in &mut self.stretches {
            let place = |at: usize| places.get(&at).copied().unwrap_or(at);
            *range = place(range.start)..place(range.end);
        }
        self
    }
}

/// Shorter texts, such as a year or a yes, occur everywhere.
const SHORTEST: usize = 6;

/// The plain texts of a dossier with the fields that have them, and its records by what
/// stands for them in marks. A narrative has marks of its own.
fn read(dossier: &Dossier) -> (HashMap<String, Vec<Path>>, HashMap<String, Path>) {
    let mut texts: HashMap<String, Vec<Path>> = HashMap::new();
    let mut records = HashMap::new();
    dossier.item().walk(&mut |path, item| match item {
        Item::Text(text) if text.chars().count() >= SHORTEST => {
            texts.entry(folded(text)).or_default().push(path.clone());
        }
        Item::Record(_, fields) => {
            let (address, size) = identity(fields);
            records.entry(format!("{RECORD}{address}-{size}")).or_insert_with(|| path.clone());
        }
        _ => {}
    });
    (texts, records)
}

/// A text without differences of case, blanks and final punctuation.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ';', ',', ':']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Path {
        Path::parse(text).expect("a path")
    }

    #[test]
    fn marks_are_taken_out_and_what_they_said_stays() {
        let value = marked(Some(&path("membership.figures.a*/b")), "#\"5 tổ\";".to_owned());
        let whole = marked(Some(&path("results[0].text")), format!("#\"Có \";{value}#\".\";"));
        let (source, found) = taken_out(&format!("[{whole}], [#\"/*1*/\";]"));
        assert_eq!(source, "[#\"Có \";#\"5 tổ\";#\".\";], [#\"/*1*/\";]");
        let said: Vec<(&str, String)> =
            found.iter().map(|o| (&source[o.range.clone()], o.path.to_string())).collect();
        assert_eq!(said[0], ("#\"Có \";#\"5 tổ\";#\".\";", "results[0].text".to_owned()));
        assert_eq!(said[1], ("#\"5 tổ\";", "membership.figures.a*/b".to_owned()));
        let origins = Origins { stretches: found, texts: HashMap::new() };
        let field = |text: &str| {
            let at = source.find(text).expect(text);
            origins.find(at..at + text.len(), text).map(ToString::to_string)
        };
        assert_eq!(field("5 tổ").as_deref(), Some("membership.figures.a*/b"));
        assert_eq!(field("Có ").as_deref(), Some("results[0].text"));
        assert_eq!(field("/*1*/"), None);
    }

    #[test]
    fn nothing_is_marked_that_has_no_path_or_says_nothing() {
        assert_eq!(marked(None, "#\"a\";".to_owned()), "#\"a\";");
        assert_eq!(marked(Some(&Path::root()), "#\"a\";".to_owned()), "#\"a\";");
        assert_eq!(marked(Some(&path("a")), String::new()), "");
        // An incomplete mark isn't a mark.
        assert_eq!(taken_out("#[/*\u{1}a").0, "#[/*\u{1}a");
    }

    #[test]
    fn stretches_follow_letters_of_another_length() {
        let found = vec![Origin { range: 4..8, path: path("a") }];
        let origins = Origins { stretches: found, texts: HashMap::new() };
        let moved = origins.moved("😀abcd", "�abcd");
        assert_eq!(moved.stretches[0].range, 3..7);
    }

    #[test]
    fn what_is_made_of_a_record_says_of_which() {
        let yaml = "awards:\n  - {form: Giấy khen, authority: Công đoàn xã}\n  - {form: Bằng khen, authority: Công đoàn xã}\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect("a dossier");
        let clause = |at: usize| {
            let award = of_record(&dossier.awards[at]);
            marked(Some(&award), "#\"Công đoàn xã\";#\" tặng\";".to_owned())
        };
        let strange = marked(Some(&of_record(&0_u8)), "#\"lạ\";".to_owned());
        let (source, found) = taken_out(&format!("{}{}{strange}", clause(0), clause(1)));
        assert!(!source.contains(RECORD), "{source}");
        let origins = Origins::of(found, &dossier);
        let field = |text: &str, from: usize| {
            let at = from + source[from..].find(text).expect(text);
            origins.find(at..at + text.len(), text).map(ToString::to_string)
        };
        let second = source.rfind("Công").expect("it");
        assert_eq!(field("tặng", 0).as_deref(), Some("awards[0]"));
        assert_eq!(field("tặng", second).as_deref(), Some("awards[1]"));
        // Within the record the one field that says just this.
        assert_eq!(field("Công đoàn xã", second).as_deref(), Some("awards[1].authority"));
        assert_eq!(field("lạ", 0), None);
    }

    #[test]
    fn a_text_that_stands_once_says_where() {
        let yaml = "organization:\n  name: Công đoàn cơ sở Minh Họa\nresults:\n  - area: Chăm lo đời sống\n  \
                    - area: Tuyên truyền\n  - area: Tuyên truyền\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect("a dossier");
        let origins = Origins::of(Vec::new(), &dossier);
        let field = |text: &str| origins.find(0..1, text).map(ToString::to_string);
        assert_eq!(field("CÔNG ĐOÀN\u{a0}CƠ SỞ MINH HỌA").as_deref(), Some("organization.name"));
        assert_eq!(field("Chăm lo đời sống.").as_deref(), Some("results[0].area"));
        assert_eq!(field("Tuyên truyền"), None);
    }
}
