//! Paragraphs, awards and targets occur once: BC089.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Award, Scope, Target};
use crate::source::Path;

use crate::check::scan::passages::{Paragraph, Passage};
use crate::check::{Context, Findings, Rule, Writing};

pub(crate) const ONCE: Rule =
    Rule { code: Code::REPEATED_PASSAGE, severity: Severity::Warning, citation: "", run: once };

fn once(context: &Context<'_>, found: &mut Findings) {
    passages(context, found);
    let (root, dossier) = (Path::root(), context.dossier);
    let targets = &dossier.direction.targets;
    entries(&root.key("awards"), &dossier.awards, "Mục khen thưởng", same_award, found);
    entries(&root.key("direction").key("targets"), targets, "Chỉ tiêu", same_target, found);
}

/// Paragraphs and long sentences.
fn passages<'c>(context: &'c Context<'_>, found: &mut Findings) {
    let mut firsts: FxHashMap<(&str, Scope, u64), (&Writing<'_>, &Passage)> = FxHashMap::default();
    for (writing, scan) in context.scans() {
        let Some(paper) = printed_with(&writing.path) else { continue };
        let scope = context.dossier.scope_at(&writing.path);
        for Paragraph { whole, sentences } in &scan.paragraphs {
            let mut seen = |passage: &'c Passage| match firsts.entry((paper, scope, passage.hash)) {
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
                ONCE.broken_at(
                    writing.path.clone(),
                    format!("{what} này có hai lần: “{opening}…”"),
                )
                .with_span(passage.span.clone())
                .with_related(first.clone(), "đã có ở đây")
                .with_hint("xóa một chỗ"),
            );
        }
    }
}

/// Entries of a list that repeat an earlier one.
fn entries<T>(at: &Path, list: &[T], what: &str, same: fn(&T, &T) -> bool, found: &mut Findings) {
    for (i, entry) in list.iter().enumerate() {
        let first = list[..i].iter().position(|earlier| same(earlier, entry));
        found.extend(first.map(|first| {
            ONCE.broken_at(at.index(i), format!("{what} này có hai lần"))
                .with_related(at.index(first), "đã có ở đây")
                .with_hint("xóa một chỗ")
        }));
    }
}

/// Whether two awards are the same: equal in all fields, with a count.
fn same_award(one: &Award, other: &Award) -> bool {
    let counted = one.collectives.is_some() || one.individuals.is_some();
    let unnamed = |award: &Award| Award { id: None, ..award.clone() };
    counted && one.form == other.form && unnamed(one) == unnamed(other)
}

fn same_target(one: &Target, other: &Target) -> bool {
    one.text.is_some() && one == other
}

/// The group of texts printed together: the parts of a report, or one paper's own outline.
/// `None` for texts that are no narratives, or aren't printed with others.
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
