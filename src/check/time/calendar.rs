//! Dates in texts: their weekday, and their validity.

use std::ops::Range;

use chrono::Weekday;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Path, Segment};
use crate::vietnamese::{
    DateError, PartialDate, weekday as weekday_of_words, weekday_name, weekday_of,
};

use crate::check::scan::{Words, WrittenDate};
use crate::check::{Context, Findings, Rule};

pub(crate) const WEEKDAY: Rule =
    Rule { code: Code::WEEKDAY, severity: Severity::Error, citation: "", run: weekday };

pub(crate) const EXISTS: Rule =
    Rule { code: Code::IMPOSSIBLE_DATE, severity: Severity::Error, citation: "", run: exists };

/// Nouns with which `thứ Hai` means second rather than Monday.
const COUNTED: &[&str] = &[
    "lần", "phần", "phiên", "ngày", "buổi", "kỳ", "đợt", "năm", "khóa", "khoá", "tuần", "tháng",
    "quý", "giải", "hạng", "người", "điều", "bậc", "nhiệm", "cấp", "lớp", "tập",
];

/// The weekday whose two words end before a word.
fn weekday_before(words: &Words<'_>, end: usize) -> Option<(usize, Weekday)> {
    let start = end.checked_sub(2)?;
    let before = start.checked_sub(1).map_or("", |i| words.lower(i));
    // `ngày thứ hai` counts days, `ngày thứ hai 12/10/2026` doesn't.
    let dated = before == "ngày" && words.gap(end - 1) == " ";
    let counted = COUNTED.contains(&before) && !dated;
    weekday_at(words, start).filter(|_| !counted).map(|day| (start, day))
}

fn weekday_at(words: &Words<'_>, i: usize) -> Option<Weekday> {
    weekday_of_words(words.lower(i), words.lower(i + 1))
}

/// Words that may stand between a weekday and its date: `thứ Hai, 8 giờ 00 ngày 12/10/2026`.
const BETWEEN: &[&str] =
    &["ngày", "sáng", "chiều", "tối", "giờ", "phút", "lúc", "hồi", "vào", "từ"];

/// `8h00`, `30`
fn is_hour(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.get(digits..).unwrap_or_default().trim_start_matches(['h', 'g']);
    (1..=2).contains(&digits) && rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit())
}

/// The weekday beside a date, and its first word.
fn beside(words: &Words<'_>, date: &WrittenDate) -> Option<(usize, Weekday)> {
    let near = |gap: &str| gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '('));
    let mut start = date.words.start;
    while start > 0 && near(words.gap(start - 1)) {
        if let Some(found) = weekday_before(words, start) {
            return Some(found);
        }
        if !BETWEEN.contains(&words.lower(start - 1)) && !is_hour(words.lower(start - 1)) {
            break;
        }
        start -= 1;
    }
    // After a date, `thứ hai` may also mean secondly.
    let end = date.words.end;
    let gap = words.gap(end - 1);
    let sure = gap.contains('(')
        || words.lower(end) == "chủ"
        || words.written(end + 1).starts_with(char::is_uppercase);
    weekday_at(words, end).filter(|_| near(gap) && sure).map(|day| (end, day))
}

fn weekday(context: &Context<'_>, found: &mut Findings) {
    for (writing, scan) in context.scans() {
        for date in &scan.dates {
            let (path, words) = (&writing.path, writing.words());
            let whole = date.whole();
            let right = whole.and_then(weekday_of);
            let (Some(whole), Some(right)) = (whole, right) else { continue };
            let Some((at, day)) = beside(words, date) else { continue };
            if right != day {
                let span = words.span(at.min(date.words.start)..(at + 2).max(date.words.end));
                let (day, right) = (weekday_name(day), weekday_name(right));
                let written = format!("{}/{}/{}", whole.day, whole.month, whole.year);
                found.add(
                    WEEKDAY
                        .broken_at(
                            path.clone(),
                            format!("Ngày {written} là {right}, không phải {day}"),
                        )
                        .with_span(span)
                        .with_hint(format!("ghi {right}, hoặc sửa ngày")),
                );
            }
        }
    }
}

/// Words after which two numbers are a date rather than n/m.
const DATED: &[&str] = &["ngày", "đến", "từ", "trước", "sau", "hết", "sáng", "chiều", "tối", "hạn"];

fn exists(context: &Context<'_>, found: &mut Findings) {
    for writing in context.writings() {
        if let Some(span) = days_of_no_month(writing.words()) {
            let written = &writing.text[span.clone()];
            found.add(
                EXISTS
                    .broken_at(writing.path.clone(), format!("Không có “{written}”"))
                    .with_span(span)
                    .with_hint("sửa ngày hoặc tháng"),
            );
        }
    }
    for (writing, scan) in context.scans().filter(|(_, scan)| !scan.dates.is_empty()) {
        let number = writing.path.segments().last();
        if matches!(number, Some(Segment::Key(key)) if key == "number" || key == "symbol") {
            continue;
        }
        found.extend(impossible(&writing.path, writing.words(), &scan.dates));
    }
}

/// `ngày 30-31/9`: the last day doesn't exist, or comes before the first.
fn days_of_no_month(words: &Words<'_>) -> Option<Range<usize>> {
    words.find("ngày").find_map(|i| {
        let short = |k: usize| words.number(k).and_then(|n| u8::try_from(n).ok());
        let hyphen = |gap: &str| matches!(gap.trim(), "-" | "–");
        let spelled = hyphen(words.gap(i + 1)) && words.gap(i + 2) == "/";
        let (first, last, month) = (short(i + 1)?, short(i + 2)?, short(i + 3)?);
        let year = words.year(i + 4).filter(|_| words.gap(i + 3) == "/");
        let no_such = PartialDate::of_day(Some(last), Some(month), year).is_err() || last < first;
        let until = if year.is_some() { i + 5 } else { i + 4 };
        (spelled && no_such).then(|| words.span(i..until))
    })
}

fn impossible(path: &Path, words: &Words<'_>, dates: &[WrittenDate]) -> Vec<Diagnostic> {
    let is_date = |date: &&WrittenDate| {
        let before = date.words.start.checked_sub(1).map_or("", |i| words.lower(i));
        let spelled = words.lower(date.words.start + 1) == "tháng";
        // 17/17 is a count, unless it is called a day.
        let counts = date.year.is_none() && date.month > 12 && before != "ngày";
        before != "số" && !counts && (date.year.is_some() || spelled || DATED.contains(&before))
    };
    let read = |date: &WrittenDate| {
        let part = |n: u16| u8::try_from(n).unwrap_or(0);
        let error = PartialDate::of_day(Some(part(date.day)), Some(part(date.month)), date.year);
        let span = words.span(date.words.clone());
        let written = words.text().get(span.clone()).unwrap_or_default();
        let (reason, hint) = match error.err()? {
            DateError::NoSuchDay { month: Some(month), year, last, .. } => {
                let year = year.filter(|_| month == 2);
                let month =
                    year.map_or(format!("tháng {month}"), |y| format!("tháng {month}/{y}"));
                (format!("{month} có {last} ngày"), "sửa ngày hoặc tháng".to_owned())
            }
            DateError::NoSuchMonth { swapped: Some(swapped), .. } => {
                ("ngày ghi trước, tháng ghi sau".to_owned(), format!("ghi {}", swapped.short()))
            }
            _ => ("một năm có 12 tháng".to_owned(), "sửa ngày hoặc tháng".to_owned()),
        };
        let message = format!("Không có ngày {written}: {reason}");
        Some(EXISTS.broken_at(path.clone(), message).with_span(span).with_hint(hint))
    };
    dates.iter().filter(is_date).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_in(text: &str) -> Option<Weekday> {
        let words = Words::of(text);
        let dates = words.dates();
        beside(&words, dates.first()?).map(|(_, day)| day)
    }

    #[test]
    fn weekdays_beside_dates() {
        for text in [
            "thứ Sáu, ngày 18/1/2024",
            "Thứ 6 (18/1/2024)",
            "8 giờ, sáng thứ sáu ngày 18 tháng 01 năm 2024",
            "ngày 18/1/2024 (thứ sáu)",
            "ngày thứ Sáu 18/1/2024",
            "thứ Sáu, 8h00 ngày 18/1/2024",
            "thứ Sáu, hồi 8 giờ 30 phút, ngày 18/1/2024",
        ] {
            assert_eq!(day_in(text), Some(Weekday::Fri), "{text}");
        }
        for text in ["Hội nghị lần thứ Sáu, ngày 18/1/2024", "ngày 18/1/2024, thứ hai là bầu cử"]
        {
            assert_eq!(day_in(text), None, "{text}");
        }
    }

    #[test]
    fn days_of_a_month_in_a_row() {
        let found = |text: &str| days_of_no_month(&Words::of(text)).is_some();
        for wrong in ["ngày 30-31/9/2026", "ngày 15 - 12/5"] {
            assert!(found(wrong), "{wrong}");
        }
        for right in ["ngày 29-30/9/2026", "ngày 12 - 15/5", "ngày 28/2 - 01/3", "ngày 5-6"] {
            assert!(!found(right), "{right}");
        }
    }

    #[test]
    fn days_that_no_calendar_has() {
        let found = |text: &str| {
            let words = Words::of(text);
            impossible(&Path::root(), &words, &words.dates()).len()
        };
        for wrong in ["ngày 31/6", "30/02/2026", "đến 31 tháng 11", "ngày 1/18/2024", "29/2/2026"]
        {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in ["ngày 29/2", "29/2/2024", "đạt 31/6 chỉ tiêu", "Quyết định số 31/6", "10.13"]
        {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
