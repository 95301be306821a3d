//! The possible bases of a percentage. Nothing is reported if any pair of numbers in the
//! sentence gives it: only a percentage without any explanation is wrong.

use crate::vietnamese::sentence::{Measure, Sentence, ends};
use crate::vietnamese::{Number, PercentFit, fit};

/// Every number of a sentence that counts or is money, in its base unit.
pub(super) fn counted(sentence: &Sentence) -> Vec<(Number, Measure)> {
    let figures = sentence.figures.iter();
    let counts = figures.filter(|f| matches!(f.measure, Measure::Count | Measure::Money));
    counts
        .flat_map(|f| {
            let numbers = match f.ratio() {
                Some((part, whole)) => [Some(part), Some(whole)],
                None => [f.number(), None],
            };
            numbers.into_iter().flatten().map(|n| (n, f.measure))
        })
        .collect()
}

/// Whether a percentage is right for a part of a whole; 100% requires all, and 0% none.
pub(super) fn fits(percent: Number, part: Number, whole: Number) -> bool {
    if percent == Number::HUNDRED || percent.is_zero() {
        let meant = if percent.is_zero() { Number::ZERO } else { whole };
        return part == meant;
    }
    !matches!(fit(percent, part, whole), Some(PercentFit::Off { .. }) | None)
}

/// The meaning of a percentage of two numbers.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Tells {
    /// The first as a share of the second.
    Share,
    /// The change from the one to the other.
    Change,
}

/// Whether two other numbers of the sentence give a percentage exactly.
pub(super) fn explained(s: &Sentence, percent: Number, tells: Tells, but: [Number; 2]) -> bool {
    let numbers = counted(s);
    let pairs = numbers.iter().enumerate().flat_map(|(i, one)| {
        let others = numbers.iter().enumerate().filter(move |(j, _)| i != *j);
        others.map(move |(_, two)| (one, two))
    });
    let mut others = pairs.filter(|(a, b)| {
        a.1 == b.1 && !b.0.is_zero() && !(but.contains(&a.0) && but.contains(&b.0))
    });
    others.any(|((part, _), (whole, _))| {
        let told = match tells {
            Tells::Share => Some(*part),
            Tells::Change => super::numbers::apart(*part, *whole),
        };
        told.is_some_and(|told| fit(percent, told, *whole) == Some(PercentFit::Exact))
    })
}

/// Verbs that relate a percentage to the numbers before it.
const VERBS: [&str; 16] = [
    "tức",
    "tức là",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "tỷ lệ đạt",
    "tỉ lệ đạt",
    "đạt",
    "chiếm",
    "tỷ lệ",
    "tỉ lệ",
    "bằng",
    "tương đương",
    "tương ứng",
    "tỷ lệ là",
];

/// Whether the words before a percentage relate it to what precedes. After a comma the verb
/// must come first: `nữ chiếm 40%` has a subject of its own.
pub(super) fn said(s: &Sentence, i: usize) -> bool {
    let start = s.figures[i].whole.start;
    let mark = start.checked_sub(1).and_then(|at| s.mark(at));
    if matches!(mark, Some('=' | '≈' | '→')) {
        return true;
    }
    let lead = if mark == Some(':') { s.words_before(start - 1) } else { s.lead(i) };
    let bare = ["và ", "tức ", "hiện ", "nay ", "ước ", "như vậy "]
        .iter()
        .find_map(|word| lead.strip_prefix(word));
    let bare = bare.unwrap_or(&lead);
    match s.begins_anew(i) {
        true => VERBS.contains(&bare),
        false => VERBS.iter().any(|verb| ends(bare, verb)),
    }
}

/// Whether a percent has a clause to itself, behind one that says one n/m and no other
/// number: `8/9 tổ vững mạnh; tỷ lệ 80%`.
pub(super) fn said_apart(s: &Sentence, ratio: usize, percent: usize) -> bool {
    let alone = |i: usize| s.among(s.clause(i)) == (i..i + 1);
    ratio + 1 == percent
        && alone(ratio)
        && alone(percent)
        && s.begins_anew(percent)
        && s.tail(percent).is_empty()
        && s.clause(ratio).end + 1 == s.clause(percent).start
}
