//! An ordinal beside another term than its own: `khóa XI, nhiệm kỳ 2023 - 2028` where XI
//! is the term before: BC388.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::source::Path;
use crate::vietnamese::{Ordinal, Term};

use crate::check::scan::{Label, Words};
use crate::check::{Context, Findings, Rule};

pub(crate) const PAIRED: Rule =
    Rule { code: Code::TERM_PAIR, severity: Severity::Warning, citation: "", run: paired };

/// Words between a congress and the one that it follows.
const FOLLOWING: &[&str] = &["kế tiếp", "tiếp nối", "nối tiếp", "kế tục"];

/// `Đại hội lần thứ XV, kế tiếp Đại hội lần thứ XIII`: none may be left out.
fn successions(words: &Words<'_>) -> Vec<(Ordinal, Range<usize>)> {
    let congresses: Vec<(Range<usize>, Ordinal)> = words
        .labels()
        .into_iter()
        .filter_map(|(range, label)| match label {
            Label::Congress(ordinal) => Some((range, ordinal)),
            _ => None,
        })
        .collect();
    let skipped = congresses.windows(2).filter_map(|pair| {
        let [(one, first), (two, second)] = pair else { return None };
        let between = one.end..two.start;
        let follows = words.any(between.clone(), FOLLOWING) && between.len() <= 12;
        let together = words.clause(one.start).contains(&two.start);
        let before = Ordinal::new(first.get().checked_sub(1)?)?;
        (follows && together && *second != before).then(|| (before, two.clone()))
    });
    skipped.collect()
}

fn followed(context: &Context<'_>, found: &mut Findings) {
    for (path, words) in context.printed_words() {
        for (right, range) in successions(words) {
            let span = words.span(range);
            let written = &words.text()[span.clone()];
            let message = format!("“{written}”: kỳ liền trước là lần thứ {}", right.roman());
            found.add(
                PAIRED
                    .broken_at(path.clone(), message)
                    .with_span(span)
                    .with_hint("sửa một trong hai số lần"),
            );
        }
    }
}

fn paired(context: &Context<'_>, found: &mut Findings) {
    followed(context, found);
    let dossier = context.dossier;
    let (Some(congress), Some(previous)) = (&dossier.congress, &dossier.previous_term) else {
        return;
    };
    let own = congress.ordinal.zip(congress.term);
    let (Some(own), Some(old)) = (own, previous.ordinal.zip(previous.term)) else { return };
    if own.0 == old.0 || own.1 == old.1 {
        return;
    }
    for (path, words) in context.printed_words() {
        for (ordinal, term, range) in pairs(words) {
            let (right, key) = match (ordinal, term) {
                pair if pair == (old.0, own.1) => (old, "previous_term"),
                pair if pair == (own.0, old.1) => (own, "congress"),
                _ => continue,
            };
            let span = words.span(range);
            let written = &words.text()[span.clone()];
            let (number, term) = (right.0.roman(), right.1);
            found.add(
                PAIRED
                    .broken_at(
                        path.clone(),
                        format!("“{written}”: {number} là nhiệm kỳ {} - {}", term.from, term.to),
                    )
                    .with_span(span)
                    .with_related(Path::root().key(key).key("term"), "nhiệm kỳ đã ghi")
                    .with_hint("sửa số lần, số khóa hoặc nhiệm kỳ"),
            );
        }
    }
}

/// Ordinals with the term that stands right behind them, of this congress or committee:
/// `Ban Chấp hành khóa XI, nhiệm kỳ …`, `Đại hội X của Chi bộ nhiệm kỳ …`.
fn pairs(words: &Words<'_>) -> Vec<(Ordinal, Term, Range<usize>)> {
    /// Words between an ordinal and its term: `của Chi bộ nhiệm kỳ`.
    const BETWEEN: usize = 6;
    const OTHERS: &[&str] =
        &["đảng bộ", "tỉnh", "thành phố", "phường", "xã", "việt nam", "toàn quốc", "cấp trên"];
    let (mut ordinals, mut terms) = (Vec::new(), Vec::new());
    for (range, label) in words.labels() {
        match label {
            Label::Congress(ordinal) | Label::Committee(ordinal) => ordinals.push((ordinal, range)),
            Label::Term(term) => terms.push((term, range)),
        }
    }
    ordinals.extend(words.find("đại hội").filter_map(|i| {
        let written = words.written(i + 2);
        let roman = !written.is_empty() && written.chars().all(|c| "IVX".contains(c));
        Some((Ordinal::parse(written).ok().filter(|_| roman)?, i..i + 3))
    }));
    let starts: Vec<usize> = ordinals.iter().map(|(_, at)| at.start).collect();
    let paired = ordinals.into_iter().filter_map(|(ordinal, at)| {
        let near = |range: &Range<usize>| (at.end..=at.end + BETWEEN).contains(&range.start);
        let (term, range) = terms.iter().find(|(_, range)| near(range))?;
        let between = at.end - 1..range.start;
        let apart = between.clone().any(|k| words.gap(k).contains([';', '.']));
        let again = starts.iter().any(|start| (at.end..range.start).contains(start));
        let others = words.any(at.start.saturating_sub(8)..range.start, OTHERS);
        (!apart && !again && !others).then_some((ordinal, *term, at.start..range.end))
    });
    paired.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_their_terms() {
        let found = |text: &str| {
            let words = Words::of(text);
            let all = pairs(&words);
            all.iter().map(|(o, t, _)| format!("{} {}", o.roman(), t.from)).collect::<Vec<_>>()
        };
        for text in [
            "Ban Chấp hành khóa XI, nhiệm kỳ 2023 - 2028",
            "Đại hội XI của Chi bộ nhiệm kỳ 2023 - 2028",
            "Đại hội lần thứ XI, nhiệm kỳ 2023 - 2028",
        ] {
            assert_eq!(found(text), ["XI 2023"], "{text}");
        }
        for text in [
            "Đại hội XI Đảng bộ xã nhiệm kỳ 2023 - 2028",
            "Ban Chấp hành khóa XI. Nhiệm kỳ 2023 - 2028",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
