//! Periods whose stated length doesn't match their dates: `kéo dài 45 ngày, từ ngày 01/6 đến ngày
//! 30/6/2026`, `nhiệm kỳ 2023 - 2029 (05 năm)`: BC385.

use std::ops::Range;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Day;
use crate::vietnamese::sentence::digit;

use super::backwards::days_between;
use crate::check::scan::{Label, Words};
use crate::check::{Context, Findings, Rule};

pub(crate) const AS_LONG: Rule =
    Rule { code: Code::SPAN_LENGTH, severity: Severity::Warning, citation: "", run: as_long };

/// The stated length of a period, and its real one.
struct Mismatch {
    stated: u16,
    is: i64,
    unit: &'static str,
    words: Range<usize>,
}

fn as_long(context: &Context<'_>, found: &mut Findings) {
    for (path, words) in context.printed_words() {
        for Mismatch { stated, is, unit, words: range } in
            days(words).into_iter().chain(terms(words)).chain(in_a_row(words))
        {
            found.add(
                AS_LONG
                    .broken_at(path.clone(), format!("Ghi {stated} {unit}, nhưng là {is} {unit}"))
                    .with_span(words.span(range))
                    .with_hint(format!("ghi {is} {unit}, hoặc sửa hai mốc")),
            );
        }
    }
}

/// Days that are counted beside their first and last. Either of these may be left out.
fn days(words: &Words<'_>) -> Vec<Mismatch> {
    let dates = words.dates();
    let spans = words.find("từ").filter_map(|i| days_between(words, &dates, i).map(|d| (i, d)));
    let stated = spans.filter_map(|(i, (from, to, end))| {
        let clause = words.clause(i);
        let mut counts = clause.clone().filter(|k| !(i..end).contains(k) && counts_days(words, *k));
        let at = counts.next().filter(|_| counts.next().is_none())?;
        let near = at + 6 >= i && at <= end + 4;
        let stated = words.number(at).filter(|_| near)?;
        let between = since_epoch(to)?.signed_duration_since(since_epoch(from)?).num_days();
        // `trong 3 ngày, từ … đến …`: not on every day of them.
        let some = at.checked_sub(1).is_some_and(|k| words.lower(k) == "trong");
        let fits = [between, between + 1].contains(&i64::from(stated))
            || between < 0
            || some && i64::from(stated) < between;
        (!fits).then(|| Mismatch {
            stated,
            is: between + 1,
            unit: "ngày",
            words: i.min(at)..end.max(at + 2),
        })
    });
    stated.collect()
}

/// `45 ngày`, but neither a day of the month nor days of work.
fn counts_days(words: &Words<'_>, k: usize) -> bool {
    let number = words.number(k).is_some() && words.lower(k + 1) == "ngày";
    let before = k.checked_sub(1).map_or("", |k| words.lower(k));
    let lasts = ["dài", "trong", "diễn", "suốt"].contains(&before)
        || k.checked_sub(1).is_some_and(|k| words.gap(k).contains('('));
    let of_work = ["làm", "công", "phép", "lễ", "nghỉ"].contains(&words.lower(k + 2));
    number && lasts && !of_work && words.number(k + 2).is_none()
}

fn since_epoch(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
}

/// `nhiệm kỳ 2023 - 2029 (05 năm)`
fn terms(words: &Words<'_>) -> Vec<Mismatch> {
    let labels = words.labels().into_iter();
    let stated = labels.filter_map(|(range, label)| {
        let Label::Term(term) = label else { return None };
        let bracket = words.gap(range.end.checked_sub(1)?).contains('(');
        let years = words.lower(range.end + 1) == "năm" && words.gap(range.end + 1).contains(')');
        let named = range.start.checked_sub(2).is_some_and(|k| words.starts(k, "nhiệm kỳ"))
            || words.starts(range.start, "nhiệm kỳ");
        let stated = words.number(range.end).filter(|_| bracket && years && named)?;
        let is = i64::from(term.to) - i64::from(term.from);
        (is != i64::from(stated)).then(|| Mismatch {
            stated,
            is,
            unit: "năm",
            words: range.start..range.end + 2,
        })
    });
    stated.collect()
}

/// `năm thứ bảy liên tiếp (2018 - 2024)`, `4 năm liền (2016 - 2019)`
fn in_a_row(words: &Words<'_>) -> Vec<Mismatch> {
    let stated = |i: usize| {
        let ordinal = words.starts(i, "năm thứ");
        let (at, word) = if ordinal { (i + 2, i + 3) } else { (i, i + 2) };
        if !ordinal && words.lower(i + 1) != "năm" {
            return None;
        }
        let in_a_row = matches!(words.lower(word), "liên" | "liền");
        let end = if words.lower(word + 1) == "tiếp" { word + 2 } else { word + 1 };
        let spelt = digit(words.lower(at)).and_then(|n| u16::try_from(n).ok());
        let stated = words.number(at).or(spelt).filter(|n| in_a_row && *n > 1)?;
        let bracket = words.gap(end.checked_sub(1)?).trim() == "(";
        let dash = matches!(words.gap(end).trim(), "-" | "–");
        let (from, to) = (words.year(end)?, words.year(end + 1)?);
        let is = i64::from(to) - i64::from(from) + 1;
        let wrong = bracket && dash && is > 0 && is != i64::from(stated);
        wrong.then(|| Mismatch { stated, is, unit: "năm", words: i..end + 2 })
    };
    (0..words.len()).filter_map(stated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        let words = Words::of(text);
        days(&words).len() + terms(&words).len() + in_a_row(&words).len()
    }

    #[test]
    fn spans_are_counted() {
        for wrong in [
            "Chiến dịch kéo dài 45 ngày, từ ngày 01/6/2026 đến ngày 30/6/2026.",
            "Hội chợ kéo dài 6 ngày, từ ngày 02/4 đến ngày 05/4/2026.",
            "Từ ngày 02/4 đến ngày 05/4/2026 (6 ngày), hội chợ đông khách.",
            "Ban Chấp hành nhiệm kỳ 2023 - 2029 (05 năm).",
            "Năm thứ bảy liên tiếp (2019 - 2024) vững mạnh.",
            "Đạt 4 năm liền (2015 - 2019).",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in [
            "Chiến dịch kéo dài 30 ngày, từ ngày 01/6/2026 đến ngày 30/6/2026.",
            "Chiến dịch kéo dài 29 ngày, từ ngày 01/6/2026 đến ngày 30/6/2026.",
            "Trong 3 ngày, từ ngày 01/6/2026 đến ngày 30/6/2026, có mưa.",
            "Trong 20 ngày làm việc, từ ngày 01/6/2026 đến ngày 30/6/2026.",
            "Ban Chấp hành nhiệm kỳ 2023 - 2028 (05 năm).",
            "Giai đoạn 2021 - 2025 (5 năm).",
            "Năm thứ sáu liên tiếp (2019 - 2024) vững mạnh.",
            "Đạt 5 năm liền (2015 - 2019).",
            "Từ ngày 01/6/2026 đến ngày 30/6/2026, mỗi tuần học 2 ngày.",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
