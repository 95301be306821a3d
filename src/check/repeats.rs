//! A paragraph, an award, a target stands once: R89.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::diagnostic::Severity;
use crate::dossier::{Award, Target};
use crate::source::Path;

use super::{Context, Finding, Findings, Rule};

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
fn passages(context: &Context<'_>, found: &mut Findings) {
    let mut firsts: HashMap<(String, Vec<&str>), &Path> = HashMap::new();
    for (path, words) in context.printed_words() {
        let Some(paper) = printed_with(path) else { continue };
        let text = words.text();
        for line in lines(text).filter(|line| line.len() > 2 * WORDS) {
            let mut seen = |span: &Range<usize>| {
                let within = words.within(span.clone());
                if within.len() < WORDS {
                    return None;
                }
                let key = (paper.clone(), within.map(|i| words.lower(i)).collect());
                match firsts.entry(key) {
                    Entry::Occupied(first) => Some(*first.get()),
                    Entry::Vacant(entry) => {
                        entry.insert(path);
                        None
                    }
                }
            };
            let sentences = sentences(text, &line);
            let whole = seen(&line).map(|first| ("Đoạn", line.clone(), first));
            let parts = sentences.iter().filter(|_| sentences.len() > 1);
            let parts: Vec<_> = parts.filter_map(|s| Some(("Câu", s.clone(), seen(s)?))).collect();
            let told = whole.or_else(|| parts.into_iter().next());
            if let Some((what, span, first)) = told {
                let opening = opening(&text[span.clone()]);
                found.add(
                    Finding::new(path.clone(), format!("{what} này có hai lần: “{opening}…”"))
                        .span(span)
                        .related(first.clone(), "đã có ở đây")
                        .hint("xóa một chỗ"),
                );
            }
        }
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
fn printed_with(path: &Path) -> Option<String> {
    let keys: Vec<&str> = path.keys().collect();
    match keys[..] {
        ["direction", "directives" | "targets", ..] => None,
        ["membership" | "situation" | "assessment" | "direction", ..] => Some(String::new()),
        ["results", "text"] => Some(String::new()),
        ["outline", paper, .., "text"] => Some(paper.to_owned()),
        _ => None,
    }
}

/// The first words of a line.
fn opening(line: &str) -> String {
    let line = line.trim_start_matches([' ', '-', '+', '*']);
    line.split(' ').take(6).collect::<Vec<_>>().join(" ")
}
