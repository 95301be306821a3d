//! A paragraph, an award, a target stands once: R89.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use crate::diagnostic::Severity;
use crate::dossier::{Award, Target};
use crate::source::Path;

use super::scan::Words;
use super::{Context, Finding, Findings, Rule, Writing};

pub(super) const ONCE: Rule =
    Rule { code: 89, severity: Severity::Warning, citation: "", run: once };

/// Shorter ones may well recur.
const WORDS: usize = 12;

fn once(context: &Context<'_>, found: &mut Findings) {
    passages(context, found);
    let (root, dossier) = (Path::root(), context.dossier);
    let targets = &dossier.direction.targets;
    entries(&root.key("awards"), &dossier.awards, "Mục khen thưởng", same_award, found);
    entries(&root.key("direction").key("targets"), targets, "Chỉ tiêu", same_target, found);
}

/// Paragraphs and long sentences.
fn passages<'c>(context: &'c Context<'_>, found: &mut Findings) {
    let mut firsts: FxHashMap<(&str, u64), (&Writing<'_>, &Passage)> = FxHashMap::default();
    for (writing, noticed) in context.noticed() {
        let Some(paper) = printed_with(&writing.path) else { continue };
        for Paragraph { whole, sentences } in &noticed.paragraphs {
            let mut seen = |passage: &'c Passage| match firsts.entry((paper, passage.hash)) {
                Entry::Occupied(entry) => {
                    let (first, other) = *entry.get();
                    let same = passage.says(writing.words(), other, first.words());
                    same.then_some((passage, &first.path))
                }
                Entry::Vacant(entry) => {
                    entry.insert((writing, passage));
                    None
                }
            };
            let whole = seen(whole).map(|seen| ("Đoạn", seen));
            let parts: Vec<_> = sentences.iter().filter_map(&mut seen).collect();
            let part = parts.first().map(|seen| ("Câu", *seen));
            let Some((what, (passage, first))) = whole.or(part) else { continue };
            let opening = opening(&writing.text[passage.span.clone()]);
            found.add(
                Finding::new(writing.path.clone(), format!("{what} này có hai lần: “{opening}…”"))
                    .span(passage.span.clone())
                    .related(first.clone(), "đã có ở đây")
                    .hint("xóa một chỗ"),
            );
        }
    }
}

/// A paragraph that is long enough to stand but once.
pub(super) struct Paragraph {
    whole: Passage,
    /// Those that are long enough too, of a paragraph with several.
    sentences: Vec<Passage>,
}

struct Passage {
    /// In bytes of the text.
    span: Range<usize>,
    words: Range<usize>,
    /// Of its words, in lower case.
    hash: u64,
}

impl Paragraph {
    pub(super) fn all(words: &Words<'_>) -> Vec<Self> {
        let text = words.text();
        let paragraph = |line: Range<usize>| {
            let sentences = sentences(text, &line);
            let parts = sentences.iter().filter(|_| sentences.len() > 1);
            let sentences = parts.filter_map(|s| Passage::of(words, s.clone())).collect();
            Some(Paragraph { whole: Passage::of(words, line)?, sentences })
        };
        lines(text).filter(|line| line.len() > 2 * WORDS).filter_map(paragraph).collect()
    }
}

impl Passage {
    fn of(words: &Words<'_>, span: Range<usize>) -> Option<Self> {
        let within = words.within(span.clone());
        let mut hasher = FxHasher::default();
        within.clone().for_each(|i| words.lower(i).hash(&mut hasher));
        (within.len() >= WORDS).then(|| Passage { span, words: within, hash: hasher.finish() })
    }

    /// Whether it has the words of another one.
    fn says(&self, words: &Words<'_>, other: &Passage, others: &Words<'_>) -> bool {
        let mine = self.words.clone().map(|i| words.lower(i));
        mine.eq(other.words.clone().map(|i| others.lower(i)))
    }
}

/// The lines of a text, by their bytes.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let span = start..start + line.len();
        start = span.end + 1;
        span
    })
}

/// The sentences of a line, by their bytes.
fn sentences(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let mut spans = Vec::new();
    for sentence in text[line.clone()].split_inclusive(". ") {
        spans.push(start..start + sentence.len());
        start += sentence.len();
    }
    spans
}

/// Entries of a list that say what an earlier one says.
fn entries<T>(at: &Path, list: &[T], what: &str, same: fn(&T, &T) -> bool, found: &mut Findings) {
    for (i, entry) in list.iter().enumerate() {
        let first = list[..i].iter().position(|earlier| same(earlier, entry));
        found.extend(first.map(|first| {
            Finding::new(at.index(i), format!("{what} này có hai lần"))
                .related(at.index(first), "đã có ở đây")
                .hint("xóa một chỗ")
        }));
    }
}

/// Whether two awards are one: all that is told of them, and somebody is counted.
fn same_award(one: &Award, other: &Award) -> bool {
    let counted = one.collectives.is_some() || one.individuals.is_some();
    let unnamed = |award: &Award| Award { id: None, ..award.clone() };
    counted && one.form == other.form && unnamed(one) == unnamed(other)
}

fn same_target(one: &Target, other: &Target) -> bool {
    one.text.is_some() && one == other
}

/// What a text is printed together with: the parts of a report, or one paper's
/// own outline. The rest is no narrative, or isn't printed with it.
fn printed_with(path: &Path) -> Option<&str> {
    let mut keys = path.keys();
    match (keys.next()?, keys.next()) {
        ("direction", Some("directives" | "targets")) => None,
        ("membership" | "situation" | "assessment" | "direction", _) => Some(""),
        ("results", Some("text")) if keys.next().is_none() => Some(""),
        ("outline", Some(paper)) if keys.last() == Some("text") => Some(paper),
        _ => None,
    }
}

/// The first words of a line.
fn opening(line: &str) -> String {
    let line = line.trim_start_matches([' ', '-', '+', '*']);
    line.split(' ').take(6).collect::<Vec<_>>().join(" ")
}
