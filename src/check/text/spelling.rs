//! Consistent spelling: BC088.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};
use crate::source::{Path, Segment};
use crate::vietnamese::placed_old;

use crate::check::scan::TwoWays;
use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_SPELLING: Rule = Rule {
    code: Code::TWO_SPELLINGS,
    severity: Severity::Warning,
    citation: "",
    run: one_spelling,
};

/// Fields with the name of a person or a body.
const NAMES: &[&str] = &[
    "name",
    "speaker",
    "from",
    "presenter",
    "person",
    "collective",
    "authority",
    "issuer",
    "party_lead",
    "host",
    "parent",
    "organizer",
];

fn one_spelling(context: &Context<'_>, found: &mut Findings) {
    names(context, found);
    tone_marks(context, found);
}

/// Names that differ only in the placement of tone marks, in capitals or in blanks.
fn names(context: &Context<'_>, found: &mut Findings) {
    let mut groups: BTreeMap<String, Vec<(&Path, &str)>> = BTreeMap::new();
    for (path, text) in context.printed() {
        // The name of a citation or a movement doesn't count.
        let named = path.segments().iter().rev().find_map(|s| match s {
            Segment::Key(key) => Some(NAMES.contains(&key.as_str())),
            Segment::Index(_) => None,
        });
        let capitals = !text.contains(char::is_lowercase);
        if named == Some(true) && !capitals {
            groups.entry(folded(text)).or_default().push((path, text));
        }
    }
    for group in groups.values() {
        let (first, spelled) = group[0];
        if let Some((path, other)) = group.iter().find(|(_, text)| *text != spelled) {
            found.add(
                ONE_SPELLING
                    .broken_at((*path).clone(), format!("Tên “{other}” nơi khác viết “{spelled}”"))
                    .with_related(first.clone(), format!("viết “{spelled}”"))
                    .with_hint("một tên viết một cách trong cả hồ sơ"),
            );
        }
    }
}

/// The form in which two spellings of a name are equal.
fn folded(name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(|word| placed_old(&word.to_lowercase()).into_owned()).collect();
    words.join(" ")
}

/// `khóa` and `khoá` in one dossier, reported once.
fn tone_marks(context: &Context<'_>, found: &mut Findings) {
    let mut seen: BTreeMap<&str, Vec<(&Path, &TwoWays)>> = BTreeMap::new();
    for (writing, scan) in context.scans() {
        for word in &scan.two_ways {
            seen.entry(&word.old).or_default().push((&writing.path, word));
        }
    }
    for (old, words) in &seen {
        let (as_old, as_new): (Vec<_>, Vec<_>) =
            words.iter().partition(|(_, word)| word.written == *old);
        let (few, many) =
            if as_old.len() < as_new.len() { (as_old, as_new) } else { (as_new, as_old) };
        let (Some((path, first)), Some((other_path, other))) = (few.first(), many.first()) else {
            continue;
        };
        found.add(
            ONE_SPELLING
                .broken_at(
                    (*path).clone(),
                    format!(
                        "Viết lẫn “{}” ({} chỗ) và “{}” ({} chỗ)",
                        first.written,
                        few.len(),
                        other.written,
                        many.len()
                    ),
                )
                .with_span(first.span.clone())
                .with_severity(Severity::Note)
                .with_related((*other_path).clone(), format!("viết “{}”", other.written))
                .with_hint(format!("viết thống nhất một kiểu bỏ dấu, ví dụ “{}”", other.written)),
        );
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_spelled_otherwise_are_the_same() {
        assert_eq!(folded("Nguyễn Thị  Thuý"), folded("Nguyễn thị Thúy"));
    }
}
