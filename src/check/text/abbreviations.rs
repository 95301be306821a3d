//! Abbreviations are explained at their first use: BC086.

use std::collections::HashSet;

use crate::diagnostic::{Code, Severity};
use crate::source::{Path, Segment};

use crate::check::scan::Words;
use crate::check::scan::abbreviation::{is_known, is_of_the_field};
use crate::check::{Context, Findings, Rule};

pub(crate) const EXPLAINED: Rule = Rule {
    code: Code::UNEXPLAINED_ABBREVIATION,
    severity: Severity::Note,
    citation: "",
    run: explained,
};

/// Texts printed in capitals, or codes.
const CAPITALS: &[&str] =
    &["header_lines", "on_behalf", "post", "symbol", "number", "archive", "papers", "organization"];

fn explained(context: &Context<'_>, found: &mut Findings) {
    let mut seen: HashSet<String> =
        context.dossier.abbreviations.iter().map(|(key, _)| key.to_owned()).collect();
    // Excludes those explained anywhere in a text, `công đoàn cơ sở (CĐCS)`, and those in
    // proper names.
    let abbreviated = || context.scans().filter(|(_, scan)| !scan.abbreviations.is_empty());
    for (writing, scan) in abbreviated() {
        let (path, words) = (&writing.path, writing.words());
        for &i in &scan.abbreviations {
            if has_key(path, CAPITALS) || in_brackets(words, i) {
                seen.insert(words.written(i).to_owned());
            }
        }
    }
    of_the_field(context, &seen, found);
    for (writing, scan) in abbreviated().filter(|(w, _)| !has_key(&w.path, CAPITALS)) {
        let (path, words) = (&writing.path, writing.words());
        for &i in &scan.abbreviations {
            let word = words.written(i);
            let new = !is_known(word) && !seen.contains(word);
            if !new || words.quoted(i) || part_of_more(words, i) {
                continue;
            }
            seen.insert(word.to_owned());
            found.add(
                EXPLAINED
                    .broken_at(path.clone(), format!("Chữ viết tắt {word} chưa được giải thích"))
                    .with_span(words.span(i..i + 1))
                    .with_hint(format!(
                        "viết đủ ở lần đầu rồi ghi ({word}), hoặc thêm vào abbreviations"
                    )),
            );
        }
    }
}

/// Abbreviations of the field that the dossier never explains: one finding for all.
fn of_the_field(context: &Context<'_>, seen: &HashSet<String>, found: &mut Findings) {
    let mut first = None;
    let mut named: Vec<&str> = Vec::new();
    for (writing, scan) in context.scans().filter(|(w, _)| w.prose) {
        let words = writing.words();
        for &i in &scan.abbreviations {
            let word = words.written(i);
            let open = is_of_the_field(word) && !seen.contains(word) && !words.quoted(i);
            if open && !part_of_more(words, i) && !named.contains(&word) {
                named.push(word);
                first.get_or_insert((&writing.path, words.span(i..i + 1)));
            }
        }
    }
    let Some((path, span)) = first else { return };
    found.add(
        EXPLAINED
            .broken_at(
                path.clone(),
                format!("Chữ viết tắt chưa được giải thích: {}", named.join(", ")),
            )
            .with_span(span)
            .with_hint(
                "viết đủ ở lần đầu rồi ghi chữ tắt trong ngoặc, hoặc thêm vào abbreviations",
            ),
    );
}

fn has_key(path: &Path, keys: &[&str]) -> bool {
    path.segments().iter().any(|s| matches!(s, Segment::Key(key) if keys.contains(&key.as_str())))
}

/// `(CĐCS)`, `(gọi tắt là CĐCS)`.
fn in_brackets(words: &Words<'_>, i: usize) -> bool {
    words.gap(i).starts_with(')')
}

/// Whether a word belongs to a document's number, an expression, or a name in capitals.
fn part_of_more(words: &Words<'_>, i: usize) -> bool {
    let tight = |gap: &str| {
        !gap.is_empty() && gap.chars().all(|c| matches!(c, '/' | '-' | '_' | '.' | '&'))
    };
    let before = i.checked_sub(1);
    let capital = |i: usize| {
        let word = words.written(i);
        word.chars().count() > 1 && word.chars().all(char::is_uppercase) && !is_known(word)
    };
    before.is_some_and(|b| tight(words.gap(b)) || capital(b))
        || tight(words.gap(i)) && i + 1 < words.len()
        || capital(i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scan::abbreviation::is_abbreviation;

    #[test]
    fn document_numbers_and_names_in_capitals() {
        let words = Words::of("Quyết định 118/QĐ-LĐVN, CÔNG TY HOA SEN, đạt KPI.");
        let left: Vec<&str> = (0..words.len())
            .filter(|i| is_abbreviation(words.written(*i)) && !part_of_more(&words, *i))
            .map(|i| words.written(i))
            .collect();
        assert_eq!(left, ["KPI"]);
    }
}
