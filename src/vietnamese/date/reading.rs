//! Parser of dates in the formats that offices type.

use chrono::Weekday;

use super::{DateError, Grain, HalfDay, PartialDate};
use crate::vietnamese::text::nfc;
use crate::vietnamese::weekday::{weekday_name, weekday_of, without_weekday};

const HOLE: char = '…';
/// Slash, hyphen, dot, no-break hyphen, en dash.
const SEPARATORS: [char; 5] = ['/', '-', '.', '\u{2011}', '\u{2013}'];

/// See [`PartialDate::parse`].
pub(super) fn date(typed: &str) -> Result<PartialDate, DateError> {
    let text = mark_holes(&nfc(typed).to_lowercase());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, rest) = without_weekday(&text);
    let (half_day, rest) = take_half_day(rest);
    let (behind, rest) = without_weekday(rest);
    let unreadable = DateError::Unreadable { typed: typed.trim().to_owned() };
    // `ngày 17 tháng 8/2017`, `17 tháng 8 năm 2017`
    let mixed = rest.replacen(" tháng ", "/", 1).replacen(" năm ", "/", 1);
    let readings = [in_words(rest), in_figures(rest), in_figures(&mixed)];
    let date = readings.into_iter().flatten().find_map(Parts::date);
    if let (Some(typed), Some(Ok(date))) = (before.or(behind), &date) {
        match date.grain() {
            Grain::Day => fits(typed, *date)?,
            Grain::Month | Grain::Year => return Err(unreadable),
        }
    }
    match (half_day, date) {
        (Some(half_day), Some(Ok(date))) if date.grain() == Grain::Day => {
            Ok(date.with_half_day(half_day))
        }
        (Some(_), Some(Ok(_))) | (_, None) => Err(unreadable),
        (_, Some(result)) => result,
    }
}

/// Checks that a date falls on the weekday typed with it; an incomplete date passes.
fn fits(typed: Weekday, date: PartialDate) -> Result<(), DateError> {
    let right = date.whole().and_then(weekday_of);
    match right.filter(|right| *right != typed) {
        None => Ok(()),
        Some(right) => Err(DateError::WrongWeekday {
            date,
            typed: weekday_name(typed),
            right: weekday_name(right),
        }),
    }
}

/// The parts of a date as typed; `None` where the format has no such part.
struct Parts<'a> {
    day: Option<&'a str>,
    month: Option<&'a str>,
    year: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn new(day: Option<&'a str>, month: Option<&'a str>, year: Option<&'a str>) -> Parts<'a> {
        Parts { day, month, year }
    }

    /// The date of these parts; `None` if they don't make one.
    fn date(self) -> Option<Result<PartialDate, DateError>> {
        if let Some(year) = self.year.filter(|year| year.len() == 2 && is_digits(year)) {
            let year = year.to_owned();
            return Some(Err(DateError::TwoDigitYear { year }));
        }
        let day = known(self.day, day_or_month)?;
        let month = known(self.month, day_or_month)?;
        let year = known(self.year, four_digits)?;
        match (self.day, self.month) {
            (Some(_), Some(_)) => Some(PartialDate::of_day(day, month, year)),
            (None, Some(_)) if self.year.is_none() => Some(PartialDate::of_month_alone(month?)),
            (None, Some(_)) => Some(PartialDate::of_month(month, year?)),
            (None, None) => Some(Ok(PartialDate::of_year(year?))),
            (Some(_), None) => None,
        }
    }
}

/// The value of a part: `Some(None)` when it is missing or a hole, `None` when
/// it can't be read.
fn known<T>(part: Option<&str>, read: fn(&str) -> Option<T>) -> Option<Option<T>> {
    match part {
        Some(part) if !is_hole(part) => read(part).map(Some),
        _ => Some(None),
    }
}

/// Replaces every run of `…`, `_`, or two or more dots by one `…`.
fn mark_holes(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if matches!(c, '.' | '_' | HOLE) {
            run.push(c);
            continue;
        }
        match run.as_str() {
            "" => {}
            "." => marked.push('.'),
            _ => marked.push(HOLE),
        }
        run.clear();
        marked.push(c);
    }
    marked.pop();
    marked
}

fn take_half_day(text: &str) -> (Option<HalfDay>, &str) {
    [HalfDay::Morning, HalfDay::Afternoon, HalfDay::Evening]
        .into_iter()
        .find_map(|half| {
            let rest = text.strip_prefix(half.word())?.strip_prefix(' ')?;
            Some((Some(half), rest))
        })
        .unwrap_or((None, text))
}

/// The parts of `ngày 05 tháng 01 năm 2026` or one of its shorter forms.
fn in_words(text: &str) -> Option<Parts<'_>> {
    let words: Vec<&str> = text.split(' ').collect();
    let parts = match *words.as_slice() {
        ["ngày", day, "tháng", month, "năm", year] => {
            Parts::new(Some(day), Some(month), Some(year))
        }
        ["ngày", day, "tháng", month] => Parts::new(Some(day), Some(month), None),
        ["tháng", month] if is_digits(month) => Parts::new(None, Some(month), None),
        ["tháng", month, "năm", year] => Parts::new(None, Some(month), Some(year)),
        ["năm", year] => Parts::new(None, None, Some(year)),
        _ => return None,
    };
    Some(parts)
}

/// The parts of `17/8/2017` and similar; `ngày` and `tháng` may stand before their values.
fn in_figures(text: &str) -> Option<Parts<'_>> {
    if let Some(day) = text.strip_prefix("ngày ") {
        return in_figures_only(day).filter(|parts| parts.day.is_some());
    }
    if let Some(month) = text.strip_prefix("tháng ") {
        return in_figures_only(month).filter(|parts| parts.day.is_none() && parts.month.is_some());
    }
    in_figures_only(text)
}

fn in_figures_only(text: &str) -> Option<Parts<'_>> {
    let separator = text.chars().find(|c| SEPARATORS.contains(c)).unwrap_or('/');
    let figures: Vec<&str> = text.split(separator).map(str::trim).collect();
    let parts = match *figures.as_slice() {
        [year] if is_year(year) => Parts::new(None, None, Some(year)),
        [month, year] if is_year(year) => Parts::new(None, Some(month), Some(year)),
        [year, month] if is_year(year) => Parts::new(None, Some(month), Some(year)),
        [day, month] if !is_hole(month) => Parts::new(Some(day), Some(month), None),
        [year, month, day] if is_year(year) => Parts::new(Some(day), Some(month), Some(year)),
        [day, month, year] => Parts::new(Some(day), Some(month), Some(year)),
        _ => return None,
    };
    Some(parts)
}

fn is_hole(part: &str) -> bool {
    part.chars().eq([HOLE])
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && is_digits(part) && !part.starts_with('0')
}

fn four_digits(part: &str) -> Option<u16> {
    is_year(part).then(|| part.parse().ok()).flatten()
}

fn day_or_month(part: &str) -> Option<u8> {
    let is_short = part.len() <= 2 && is_digits(part);
    is_short.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_form() {
        let day = |day, month, year| PartialDate::of_day(day, month, year).unwrap();
        let month = |month, year| PartialDate::of_month(month, year).unwrap();
        let cases = [
            ("18/1/2024", day(Some(18), Some(1), Some(2024))),
            ("05/01/2026", day(Some(5), Some(1), Some(2026))),
            ("18-1-2024", day(Some(18), Some(1), Some(2024))),
            ("18 / 1 / 2024", day(Some(18), Some(1), Some(2024))),
            ("1.7.2025", day(Some(1), Some(7), Some(2025))),
            ("2025-12-31", day(Some(31), Some(12), Some(2025))),
            ("ngày 17/8/2017", day(Some(17), Some(8), Some(2017))),
            ("Ngày 17 tháng 8 năm 2017", day(Some(17), Some(8), Some(2017))),
            ("ngày … tháng 5 năm 2021", day(None, Some(5), Some(2021))),
            ("…/8/2017", day(None, Some(8), Some(2017))),
            ("...../8/2017", day(None, Some(8), Some(2017))),
            ("__/8/2017", day(None, Some(8), Some(2017))),
            ("…/…/2024", day(None, None, Some(2024))),
            ("31/3", day(Some(31), Some(3), None)),
            ("10-6", day(Some(10), Some(6), None)),
            ("29/2", day(Some(29), Some(2), None)),
            ("8/2017", month(Some(8), 2017)),
            ("2017-08", month(Some(8), 2017)),
            ("tháng 8 năm 2017", month(Some(8), 2017)),
            ("…/2017", month(None, 2017)),
            ("tháng 10", PartialDate::of_month_alone(10).unwrap()),
            ("Tháng 08", PartialDate::of_month_alone(8).unwrap()),
            ("17 tháng 8 năm 2017", day(Some(17), Some(8), Some(2017))),
            ("ngày 17 tháng 8/2017", day(Some(17), Some(8), Some(2017))),
            ("ngày 17/8 năm 2017", day(Some(17), Some(8), Some(2017))),
            (" 2017\u{a0}", PartialDate::of_year(2017)),
            ("chủ nhật ngày 26/3/2023", day(Some(26), Some(3), Some(2023))),
            ("26/3/2023 (Chủ nhật)", day(Some(26), Some(3), Some(2023))),
            (
                "sáng chủ nhật, 26/3/2023",
                day(Some(26), Some(3), Some(2023)).with_half_day(HalfDay::Morning),
            ),
            (
                "chiều 17/8/2017",
                day(Some(17), Some(8), Some(2017)).with_half_day(HalfDay::Afternoon),
            ),
        ];
        for (typed, meant) in cases {
            assert_eq!(PartialDate::parse(typed), Ok(meant), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("31/6", "không có ngày 31/6: tháng 6 chỉ có 30 ngày"),
            ("30/2/2024", "không có ngày 30/2: tháng 2 chỉ có 29 ngày"),
            ("29/2/2023", "không có ngày 29/2/2023: năm 2023 không nhuận, tháng 2 chỉ có 28 ngày"),
            ("32/…/2024", "không có ngày 32: một tháng có nhiều nhất 31 ngày"),
            ("0/5/2024", "không có ngày 0"),
            ("0/0/2024", "không có tháng 0: một năm có 12 tháng"),
            ("1/18/2024", "không có tháng 18: ngày viết trước tháng, có phải là 18/01/2024?"),
            ("13/13/2024", "không có tháng 13: một năm có 12 tháng"),
            ("quý III/2026", "“quý III/2026” không phải là ngày: gõ tháng, như 9/2026, hoặc năm"),
            ("tháng 13", "không có tháng 13: một năm có 12 tháng"),
            ("13/2024", "không có tháng 13: một năm có 12 tháng"),
            ("thứ Bảy 26/3/2023", "ngày\u{a0}26/3/2023 là Chủ nhật, không phải thứ Bảy"),
            ("18/1/24", "năm “24” thiếu chữ số: gõ đủ bốn chữ số, như 2024"),
            (
                "hôm qua",
                "“hôm qua” không phải là ngày: gõ như 17/8/2017, 8/2017, 2017 hoặc …/8/2017",
            ),
        ];
        for (typed, message) in cases {
            let error = PartialDate::parse(typed).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for typed in [
            "",
            "…",
            "…/…",
            "8/…",
            "5",
            "20 17",
            "17/8-2017",
            "17/8/017",
            "1/1/1/2024",
            "17/8/2017.",
            "ngày 2017",
            "tháng …",
            "tháng",
            "năm …",
            "chiều 2017",
            "tháng 17/8/2017",
            "0999",
            "017/8/2017",
        ] {
            let error = PartialDate::parse(typed).unwrap_err();
            assert!(matches!(error, DateError::Unreadable { .. }), "{typed}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9/.…_-]{0,12}|\\PC{0,20}") {
            if let Ok(date) = PartialDate::parse(&text) {
                prop_assert_eq!(PartialDate::parse(&date.sentence()), Ok(date));
            }
        }
    }
}
