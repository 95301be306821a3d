//! Days of the week (thứ trong tuần): parsing, and the weekday of a date.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Day;

/// The days of the week as written after `thứ`.
const DAYS: [(Weekday, &str, &[&str]); 6] = [
    (Weekday::Mon, "thứ Hai", &["hai", "2"]),
    (Weekday::Tue, "thứ Ba", &["ba", "3"]),
    (Weekday::Wed, "thứ Tư", &["tư", "4"]),
    (Weekday::Thu, "thứ Năm", &["năm", "5"]),
    (Weekday::Fri, "thứ Sáu", &["sáu", "6"]),
    (Weekday::Sat, "thứ Bảy", &["bảy", "bẩy", "7"]),
];

/// `thứ Hai`, `Chủ nhật`
pub fn weekday_name(day: Weekday) -> &'static str {
    DAYS.iter().find(|(d, ..)| *d == day).map_or("Chủ nhật", |(_, name, _)| name)
}

/// The day of the week that two lower-case words name: `thứ` and `hai`.
pub fn weekday(first: &str, second: &str) -> Option<Weekday> {
    match first {
        "chủ" if second == "nhật" => Some(Weekday::Sun),
        "thứ" => DAYS.iter().find(|(.., ways)| ways.contains(&second)).map(|(day, ..)| *day),
        _ => None,
    }
}

/// The weekday of a valid calendar day.
pub fn weekday_of(day: Day) -> Option<Weekday> {
    let date = NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into());
    date.map(|date| date.weekday())
}

/// A lower-case text without the weekday before its date, or after it in brackets or after a
/// comma, and that weekday.
pub(super) fn without_weekday(text: &str) -> (Option<Weekday>, &str) {
    let mut words = text.splitn(3, ' ');
    if let (Some(first), Some(second), Some(rest)) = (words.next(), words.next(), words.next())
        && let Some(day) = weekday(first, second.trim_end_matches(','))
    {
        return (Some(day), rest.trim_start_matches([',', ' ']));
    }
    let open = text.trim_end_matches(')');
    let mut words = open.rsplitn(3, ' ');
    if let (Some(second), Some(first), Some(rest)) = (words.next(), words.next(), words.next()) {
        let (rest, first) = match first.strip_prefix('(') {
            Some(first) if open != text => (Some(rest), first),
            _ => (rest.strip_suffix(','), first),
        };
        if let (Some(rest), Some(day)) = (rest, weekday(first, second)) {
            return (Some(day), rest);
        }
    }
    (None, text)
}

/// A text without the days of the week that it names, and the marks that set them off.
pub(super) fn without_weekdays(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |at: usize| {
        let word = words.get(at).copied().unwrap_or_default().to_lowercase();
        word.trim_matches(['(', ')', ',']).to_owned()
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if weekday(&bare(at), &bare(at + 1)).is_some() {
            at += 2;
            continue;
        }
        kept.push(words[at]);
        at += 1;
    }
    kept.join(" ").trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_stands_before_or_behind_a_date() {
        for (text, day, rest) in [
            ("chủ nhật ngày 26/3/2023", Some(Weekday::Sun), "ngày 26/3/2023"),
            ("thứ sáu, 12/5/2023", Some(Weekday::Fri), "12/5/2023"),
            ("14/5/2023 (chủ nhật)", Some(Weekday::Sun), "14/5/2023"),
            ("14/5/2023, thứ 7", Some(Weekday::Sat), "14/5/2023"),
            ("ngày thứ hai", None, "ngày thứ hai"),
            ("thứ hai", None, "thứ hai"),
            ("ngày 14/5/2023", None, "ngày 14/5/2023"),
        ] {
            assert_eq!(without_weekday(text), (day, rest), "{text}");
        }
    }

    #[test]
    fn days_of_the_week_are_left_out() {
        for (text, rest) in [
            ("thứ Bảy, ngày 26/3/2023", "ngày 26/3/2023"),
            ("26/3/2023 (thứ Bảy)", "26/3/2023"),
            ("26/3/2023, thứ Bảy", "26/3/2023"),
            ("sáng thứ Bảy, 26/3/2023", "sáng 26/3/2023"),
            ("Thứ 7, 7h30 ngày 26/3/2023", "7h30 ngày 26/3/2023"),
            ("thứ Hai 12/10/2026 - thứ Năm 14/10/2026", "12/10/2026 - 14/10/2026"),
        ] {
            assert_eq!(without_weekdays(text), rest, "{text}");
        }
    }

    #[test]
    fn days_have_their_names() {
        let of = |year, month, day| weekday_of(Day::new(year, month, day)).map(weekday_name);
        assert_eq!(of(2023, 3, 26), Some("Chủ nhật"));
        assert_eq!(of(2026, 11, 30), Some("thứ Hai"));
        assert_eq!(of(2023, 2, 29), None);
    }
}
