//! Time spans in a sentence that end before they begin: BC374.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Day;

use crate::check::scan::{Words, WrittenDate};
use crate::check::{Context, Findings, Rule};

pub(crate) const FORWARD: Rule =
    Rule { code: Code::SPAN_BACKWARDS, severity: Severity::Warning, citation: "", run: forward };

fn forward(context: &Context<'_>, found: &mut Findings) {
    for (path, words) in context.printed_words() {
        for range in backwards(words) {
            let span = words.span(range);
            let written = &words.text()[span.clone()];
            found.add(
                FORWARD
                    .broken_at(path.clone(), format!("“{written}”: mốc cuối đến trước mốc đầu"))
                    .with_span(span)
                    .with_hint("đổi lại hai mốc, hoặc sửa một mốc"),
            );
        }
    }
}

fn backwards(words: &Words<'_>) -> Vec<Range<usize>> {
    let dates = words.dates();
    let days = words.find("từ").filter_map(|i| days_from(words, &dates, i));
    let years = ["giai đoạn", "nhiệm kỳ", "từ năm", "từ"].iter().flat_map(|head| {
        words.find(head).filter_map(|i| years_from(words, i, head.split(' ').count()))
    });
    let months = words.find("từ").filter_map(|i| days_of_month(words, &dates, i));
    let mut found: Vec<Range<usize>> = days.chain(months).chain(years).collect();
    found.sort_by_key(|range| range.start);
    found.dedup_by_key(|range| range.end);
    found
}

/// `từ ngày 15/6/2026 đến ngày 10/5/2026`. A first date without a year may be in the year
/// before, if the span crosses the new year.
fn days_from(words: &Words<'_>, dates: &[WrittenDate], i: usize) -> Option<Range<usize>> {
    let (from, to, end) = days_between(words, dates, i)?;
    (from > to).then_some(i..end)
}

/// The days of `từ ngày 12/4 đến ngày 15/4/2026`, and the word behind it.
pub(crate) fn days_between(
    words: &Words<'_>,
    dates: &[WrittenDate],
    i: usize,
) -> Option<(Day, Day, usize)> {
    let clause = words.clause(i);
    let at = |k: usize| dates.iter().find(|date| date.words.start == k);
    let day = |k: usize| if words.lower(k) == "ngày" { k + 1 } else { k };
    let first = at(day(i + 1))?;
    let middle = first.words.end;
    let last = at(day(middle + 1)).filter(|_| matches!(words.lower(middle), "đến" | "tới"))?;
    let (from, to) = match (first.year, last.year) {
        (Some(_), Some(_)) => (first.whole()?, last.whole()?),
        // Both are in the same unstated year.
        (None, year) => {
            let year = year.unwrap_or(2024);
            (first.day_in(year)?, last.day_in(year)?)
        }
        (Some(_), None) => return None,
    };
    let over_new_year = first.year.is_none() && from.month >= 9 && to.month <= 5;
    let known = !over_new_year && last.words.end <= clause.end;
    known.then_some((from, to, last.words.end))
}

/// `từ ngày 17 đến ngày 15/5/2026`. From a month's last days on to the next one's first it
/// is short for something else.
fn days_of_month(words: &Words<'_>, dates: &[WrittenDate], i: usize) -> Option<Range<usize>> {
    let day = |k: usize| if words.lower(k) == "ngày" { k + 1 } else { k };
    let first = day(i + 1);
    let from = words.number(first).filter(|from| (1..=31).contains(from))?;
    let bare = words.lower(first + 1) == "đến" && first > i + 1;
    let last = dates.iter().find(|date| date.words.start == day(first + 2)).filter(|_| bare)?;
    let over = from >= 20 && last.day <= 10;
    (from > last.day && !over).then_some(i..last.words.end)
}

/// `giai đoạn 2026 - 2021`, `từ năm 2026 đến năm 2021`
fn years_from(words: &Words<'_>, i: usize, head: usize) -> Option<Range<usize>> {
    let first = i + head;
    let from = words.year(first).filter(|year| *year >= 1945)?;
    let dash = matches!(words.gap(first).trim(), "-" | "–");
    let second = match words.lower(first + 1) {
        "đến" if words.lower(first + 2) == "năm" => first + 3,
        "đến" => first + 2,
        _ if dash => first + 1,
        _ => return None,
    };
    let to = words.year(second).filter(|year| *year >= 1945)?;
    (from > to).then(|| i..second + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_before_their_beginnings() {
        let found = |text: &str| backwards(&Words::of(text)).len();
        for wrong in [
            "từ ngày 15/6/2026 đến ngày 10/5/2026",
            "từ 20/5 đến 15/5",
            "từ ngày 20/5 đến ngày 15/5/2026",
            "giai đoạn 2026 - 2021",
            "nhiệm kỳ 2028-2023",
            "từ năm 2026 đến năm 2021",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in [
            "từ ngày 15/5/2026 đến ngày 10/6/2026",
            "từ ngày 20/12 đến ngày 15/01/2026",
            "từ 15/11 đến 15/5",
            "từ ngày 01/12/2025 đến hết ngày 30/11/2026",
            "giai đoạn 2021 - 2026",
            "từ 2.026 đến 2.021 đồng",
            "tăng từ 2025 lên 2026 đoàn viên",
            "từ ngày 15/6 đến nay; ngày 10/5",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
