//! Which field a text of a paper was printed from.
//!
//! While a paper is rendered, a value stands between two marks that bear its path;
//! whoever looks at the source in between passes them over. In the end they are taken
//! out, and what they said stays beside the source, so that no page knows of them.

use std::collections::HashMap;
use std::ops::Range;

use crate::dossier::{Dossier, Item, Walk};
use crate::source::Path;

/// How a mark begins: an empty block of content, which says nothing. No text of a
/// dossier can hold one, since literals have no control characters.
const BEGIN: &str = "#[/*\u{1}";
const END: &str = "*/];";
/// What would end the mark or be another's in a key is written as one of these.
const SPELT: [(&str, &str); 2] = [("*/", "\u{2}"), ("/*", "\u{3}")];

/// A stretch of a source that was printed from a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The bytes of the source.
    pub range: Range<usize>,
    pub path: Path,
}

/// Where the texts of a source came from.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// In the order of their beginnings; one may stand within another.
    stretches: Vec<Origin>,
    /// The fields whose text no other field has, by that text.
    texts: HashMap<String, Path>,
}

/// Typst with the path of the field that it was printed from.
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

/// A source without its marks, and what they said.
pub(super) fn taken_out(source: &str) -> (String, Vec<Origin>) {
    let mut out = String::with_capacity(source.len());
    let mut found: Vec<Origin> = Vec::new();
    // Those that have no end yet, by their places in `found`.
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
        // Every mark has its end; a path that can't be read opens nothing to be found.
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
        Origins { stretches, texts: single_texts(dossier) }
    }

    /// The field of a text that stands at these bytes of the source: of the stretches
    /// around it the innermost, else the one field that says just this.
    pub fn find(&self, at: Range<usize>, text: &str) -> Option<&Path> {
        let begun = self.stretches.partition_point(|origin| origin.range.start <= at.start);
        let holds = |origin: &&Origin| origin.range.end >= at.end;
        let around = self.stretches[..begun].iter().rev().find(holds);
        around.map(|origin| &origin.path).or_else(|| self.texts.get(&folded(text)))
    }

    /// The same for a source in which some letters were replaced, one by one.
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

/// Shorter texts, a year or a yes, are found everywhere.
const SHORTEST: usize = 6;

/// The plain texts that stand once in a dossier. A narrative has marks of its own.
fn single_texts(dossier: &Dossier) -> HashMap<String, Path> {
    let mut texts: HashMap<String, Option<Path>> = HashMap::new();
    dossier.item().walk(&mut |path, item| {
        if let Item::Text(text) = item
            && text.chars().count() >= SHORTEST
        {
            texts.entry(folded(text)).and_modify(|path| *path = None).or_insert(Some(path.clone()));
        }
    });
    texts.into_iter().filter_map(|(text, path)| Some((text, path?))).collect()
}

/// A text whatever its case, its blanks and the stop behind it.
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
        // Half a mark is no mark.
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
