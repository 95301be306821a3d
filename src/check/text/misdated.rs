//! Documents cited with their number and another day than theirs: BC391.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::law::{Act, Acts};
use crate::vietnamese::{Day, Words};

use super::repealed::text_of;
use crate::check::{Context, Findings, Rule};
use crate::source::Path;

pub(crate) const MISDATED: Rule =
    Rule { code: Code::ACT_DATE, severity: Severity::Warning, citation: "", run: misdated };

/// A document with the day stated for it.
struct Cited<'a> {
    act: &'a Act,
    is: Day,
    stated: Day,
    /// The words of the day.
    words: Range<usize>,
}

fn misdated(context: &Context<'_>, found: &mut Findings) {
    let acts = &context.library.law().acts;
    let finding = |path: &Path, one: &Cited<'_>| {
        let stated = one.stated.short();
        let message =
            format!("{} ban hành ngày {}, câu ghi {stated}", one.act.title(), one.is.short());
        MISDATED
            .broken_at(path.clone(), message)
            .with_hint(format!("ghi ngày {}, hoặc sửa số, ký hiệu", one.is.short()))
    };
    for (path, words) in context.printed_words() {
        for one in cited(acts, words) {
            found.add(finding(path, &one).with_span(words.span(one.words.clone())));
        }
    }
    for paper in context.papers {
        let at = Path::root().key("papers").key(paper.id.as_str()).key("bases");
        for (i, base) in paper.envelope(context.dossier).bases.iter().enumerate() {
            // A base in one text is among the printed ones.
            if base.text.is_none() {
                let text = text_of(base);
                let words = Words::of(&text);
                let at = at.index(i).key("date");
                cited(acts, &words).iter().for_each(|one| found.add(finding(&at, one)));
            }
        }
    }
}

fn cited<'a>(acts: &'a Acts, words: &Words<'_>) -> Vec<Cited<'a>> {
    let mut found = Vec::new();
    let dates = words.dates();
    if dates.is_empty() {
        return found;
    }
    for i in 0..words.len() {
        let known = acts.numbered(words, i);
        let Some(end) = known.iter().map(|(_, end)| *end).max() else { continue };
        // `số 02-NQ/TW ngày 12/6/2022`, and nothing between.
        let day = |k: usize| {
            let date = dates.iter().find(|date| date.words.start == k + 1)?;
            let named = words.lower(k) == "ngày" && words.joined(k - 1);
            Some((date.whole().filter(|_| named)?, date.words.clone()))
        };
        let Some((stated, at)) = day(end) else { continue };
        let made: Vec<(&Act, Day)> =
            known.iter().filter_map(|(act, _)| Some((*act, act.made?.whole()?))).collect();
        if made.iter().any(|(_, is)| *is == stated) {
            continue;
        }
        let near = made.iter().find(|(act, is)| is_meant(act, words, i) && is_slip(*is, stated));
        found.extend(near.map(|(act, is)| Cited { act, is: *is, stated, words: at }));
    }
    found
}

/// Whether no other document can be meant: its number is no other's, or its subject follows.
fn is_meant(act: &Act, words: &Words<'_>, i: usize) -> bool {
    let clause = words.clause(i);
    let subject = |phrase: &String| words.any(clause.clone(), &[&phrase.to_lowercase()]);
    !act.recurs.is_some_and(|flag| flag.0) || act.about.iter().any(subject)
}

/// Whether two days differ in the day, the month or the year alone.
fn is_slip(one: Day, two: Day) -> bool {
    let same = [one.day == two.day, one.month == two.month, one.year == two.year];
    same.iter().filter(|same| **same).count() == 2
}
