//! The time of a meeting (thời gian họp): one or several days, with the hours if given.

use std::error::Error;
use std::fmt;

use super::date::{DateError, Grain, PartialDate};
use super::span::{Span, SpanError};
use super::text::{capitalize_first, nfc};
use super::weekday::{without_weekday, without_weekdays};

/// The days of a meeting, and its opening and closing hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MeetingTime {
    days: Span,
    opens: Option<HourOfDay>,
    closes: Option<HourOfDay>,
}

/// An hour of the day (giờ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct HourOfDay {
    hour: u8,
    minute: u8,
}

impl HourOfDay {
    /// Parses `7h30`, `7 giờ 30`, `13:45`; `None` if anything else is in the text.
    pub(crate) fn parse(typed: &str) -> Option<HourOfDay> {
        let text = nfc(typed).to_lowercase();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (hour, rest) = split_hour(&text).ok()?;
        hour.filter(|_| rest.is_empty())
    }
}

/// Why a text isn't the time of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum MeetingTimeError {
    /// The days are invalid.
    Days(SpanError),
    /// `25h00`, `14h70`.
    NoSuchHour { typed: String },
    /// An hour without a day.
    HourWithoutDay,
    /// `7h30 - 17h00 ngày 12-13/3`: unclear to which day the hours belong.
    HoursOfSeveralDays,
    /// `từ 11h đến 7h30 ngày 12/3`
    ClosesFirst,
}

impl MeetingTime {
    /// Parses what [`Span::parse`] does, optionally with an opening hour before it and a
    /// closing hour: `14h00 ngày 17/8/2017`, `8 giờ 30, ngày 17/8/2017`, `từ 7h30 đến 11h
    /// ngày 17/8/2017`, `14h00 ngày 17/8 đến 11h30 ngày 18/8/2017`.
    ///
    /// # Errors
    ///
    /// See [`MeetingTimeError`].
    pub fn parse(typed: &str) -> Result<MeetingTime, MeetingTimeError> {
        let text = nfc(typed).to_lowercase();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = hour_before_weekday(text);
        let (opening, closing) = split_at_closing(&text);
        let (opens, first) = split_hour(opening)?;
        let (closes, last) = closing.map(split_hour).transpose()?.unwrap_or((None, ""));
        let days = match (first, last) {
            ("", "") => return Err(MeetingTimeError::HourWithoutDay),
            (days, "") | ("", days) => days.to_owned(),
            (first, last) => format!("{first} đến {last}"),
        };
        let one_day = first.is_empty() || last.is_empty();
        let days = Span::parse(if opens.or(closes).is_some() { &days } else { typed });
        let time = MeetingTime { days: days.map_err(MeetingTimeError::Days)?, opens, closes };
        time.refused(one_day).map_or(Ok(time), Err)
    }

    /// What is wrong with the hours; `one_day` if the day was typed only once.
    fn refused(self, one_day: bool) -> Option<MeetingTimeError> {
        let (first, last) = (self.first(), self.last());
        if self.opens.or(self.closes).is_some() && first.grain() != Grain::Day
            || self.closes.is_some() && last.grain() != Grain::Day
        {
            return Some(MeetingTimeError::HourWithoutDay);
        }
        if self.closes.is_some() && one_day && first != last {
            return Some(MeetingTimeError::HoursOfSeveralDays);
        }
        let hours = self.opens.zip(self.closes);
        let backwards = first == last && hours.is_some_and(|(opens, closes)| closes <= opens);
        backwards.then_some(MeetingTimeError::ClosesFirst)
    }

    /// The opening day.
    pub fn first(self) -> PartialDate {
        self.days.from()
    }

    /// The closing day.
    pub fn last(self) -> PartialDate {
        self.days.to()
    }

    /// The opening hour, if given.
    pub(crate) fn opens_at(self) -> Option<HourOfDay> {
        self.opens
    }

    /// The time in the format of a dossier, which [`MeetingTime::parse`] reads.
    pub fn typed(self) -> String {
        let day = |hour: Option<HourOfDay>, date: PartialDate| match (hour, date.half_day()) {
            (Some(HourOfDay { hour, minute }), None) => {
                format!("{hour}h{minute:02} ngày {}", date.typed())
            }
            (Some(HourOfDay { hour, minute }), Some(_)) => {
                format!("{hour}h{minute:02} {}", date.typed())
            }
            (None, _) => date.typed(),
        };
        let first = day(self.opens, self.first());
        match self.closes {
            None if self.first() == self.last() => first,
            None => format!("{first} - {}", self.last().typed()),
            Some(_) => format!("{first} đến {}", day(self.closes, self.last())),
        }
    }

    /// The time in running text: `ngày 17/8/2017`, `14 giờ 00 ngày 17/8/2017`, `từ ngày
    /// 17/8/2017 đến ngày 18/8/2017`, `từ 7 giờ 30 đến 11 giờ 00 ngày 17/8/2017`.
    pub fn sentence(self) -> String {
        let (first, last) = (self.first().sentence(), self.last().sentence());
        let at = |hour: Option<HourOfDay>, day: &str| match hour {
            Some(hour) => format!("{hour} {day}"),
            None => day.to_owned(),
        };
        match (self.opens, self.closes) {
            (None, None) => self.days.sentence(),
            (opens, None) if self.first() == self.last() => at(opens, &first),
            (None, Some(closes)) if self.first() == self.last() => {
                format!("{first}, kết thúc lúc {closes}")
            }
            (Some(opens), Some(closes)) if self.first() == self.last() => {
                format!("từ {opens} đến {closes} {first}")
            }
            (opens, closes) => format!("từ {} đến {}", at(opens, &first), at(closes, &last)),
        }
    }

    /// The time at the beginning of a sentence, which must not open with a number: `Hồi 14
    /// giờ 00 …`.
    pub fn opening(self) -> String {
        let sentence = self.sentence();
        match sentence.starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("Hồi {sentence}"),
            false => capitalize_first(&sentence),
        }
    }
}

/// The day or days of a text without the days of the week that they aren't; none where
/// what was `told` about it isn't part of its name.
pub(crate) fn without_wrong_weekday(typed: &str, told: &str) -> Option<String> {
    use MeetingTimeError::Days;
    let Err(Days(SpanError::Date(wrong @ DateError::WrongWeekday { .. }))) =
        MeetingTime::parse(typed)
    else {
        return None;
    };
    if wrong.to_string() != told {
        return None;
    }
    let rest = without_weekdays(typed);
    MeetingTime::parse(&rest).is_ok().then_some(rest)
}

/// Moves the weekday of `thứ sáu, 7h30 ngày 12/5/2023` next to its date.
fn hour_before_weekday(text: String) -> String {
    let (day, rest) = without_weekday(&text);
    let typed = text.strip_suffix(rest).unwrap_or_default().trim_end_matches([',', ' ']);
    match day.filter(|_| opens_with_hour(rest)) {
        Some(_) => rest.replacen("ngày ", &format!("{typed} ngày "), 1),
        None => text,
    }
}

/// Splits a text before the closing hour.
fn split_at_closing(text: &str) -> (&str, Option<&str>) {
    let text = text.strip_prefix("từ ").filter(|rest| opens_with_hour(rest)).unwrap_or(text);
    let closing = [" đến ", " - ", "-", "–"].iter().find_map(|middle| {
        let (opening, closing) = text.split_once(middle)?;
        Some((opening.trim(), closing.trim())).filter(|(_, closing)| opens_with_hour(closing))
    });
    closing.map_or((text, None), |(opening, closing)| (opening, Some(closing)))
}

/// Separators between hours and minutes, or after the hours.
const SIGNS: [&str; 4] = ["giờ", "h", "g", ":"];

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn before_hour(text: &str) -> &str {
    ["hồi ", "lúc ", "vào "].iter().fold(text, |text, word| text.strip_prefix(word).unwrap_or(text))
}

fn opens_with_hour(text: &str) -> bool {
    let told = before_hour(text);
    let (hour, after) = told.split_at(digits(told));
    !hour.is_empty() && SIGNS.iter().any(|sign| after.trim_start().starts_with(sign))
}

/// The hour at the beginning of a text, and the rest: the days, if any.
fn split_hour(text: &str) -> Result<(Option<HourOfDay>, &str), MeetingTimeError> {
    if !opens_with_hour(text) {
        return Ok((None, text));
    }
    let told = before_hour(text);
    let (hour, after) = told.split_at(digits(told));
    let after = after.trim_start();
    let after = SIGNS.iter().find_map(|sign| after.strip_prefix(sign)).unwrap_or(after);
    let after = after.trim_start();
    let (minute, rest) = after.split_at(digits(after));
    // `14h 17/8/2017`: the number is a day, not minutes.
    let is_day = rest.starts_with(['/', '-', '.', '–']);
    let (minute, rest) = if is_day { ("", after) } else { (minute, rest) };
    let rest = rest.trim_start();
    let rest = ["phút", "'", "’"].iter().find_map(|s| rest.strip_prefix(s)).unwrap_or(rest);
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let number = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u8>().ok() };
    match number(hour).zip(number(minute)) {
        Some((hour, minute)) if hour < 24 && minute < 60 => {
            Ok((Some(HourOfDay { hour, minute }), rest))
        }
        _ => Err(MeetingTimeError::NoSuchHour { typed: text.to_owned() }),
    }
}

impl fmt::Display for HourOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = super::NO_BREAK;
        write!(f, "{}{blank}giờ{blank}{:02}", self.hour, self.minute)
    }
}

impl fmt::Display for MeetingTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(error) => error.fmt(f),
            Self::NoSuchHour { typed } => {
                write!(f, "“{typed}” không có giờ nào như vậy; gõ như 14h00 ngày 17/8/2017")
            }
            Self::HourWithoutDay => {
                write!(f, "có giờ mà chưa có ngày; gõ như 14h00 ngày 17/8/2017")
            }
            Self::HoursOfSeveralDays => write!(
                f,
                "có nhiều ngày mà chưa rõ giờ của ngày nào; gõ như 14h00 ngày 17/8 đến 11h30 ngày 18/8/2017"
            ),
            Self::ClosesFirst => write!(f, "giờ kết thúc phải sau giờ khai mạc"),
        }
    }
}

impl Error for MeetingTimeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(typed: &str) -> String {
        MeetingTime::parse(typed).expect(typed).sentence().replace('\u{a0}', " ")
    }

    #[test]
    fn days_and_hours_as_offices_type_them() {
        for (typed, expected) in [
            ("17/8/2017", "ngày 17/8/2017"),
            ("chiều 17/8/2017", "chiều ngày 17/8/2017"),
            ("17-18/8/2017", "từ ngày 17/8/2017 đến ngày 18/8/2017"),
            ("14h00 ngày 17/8/2017", "14 giờ 00 ngày 17/8/2017"),
            ("14h 17/8/2017", "14 giờ 00 ngày 17/8/2017"),
            ("8 giờ 30 phút, ngày 17/8/2017", "8 giờ 30 ngày 17/8/2017"),
            ("Lúc 07:30 ngày 17/8/2017", "7 giờ 30 ngày 17/8/2017"),
            ("8h00 ngày 17 - 18/8/2017", "từ 8 giờ 00 ngày 17/8/2017 đến ngày 18/8/2017"),
            ("…/8/2017", "ngày …/8/2017"),
            ("8/2017", "tháng 8/2017"),
            ("13 và 14/3/2026", "từ ngày 13/3/2026 đến ngày 14/3/2026"),
            (
                "14h00 ngày 12/3/2026 đến 11h30 ngày 13/3/2026",
                "từ 14 giờ 00 ngày 12/3/2026 đến 11 giờ 30 ngày 13/3/2026",
            ),
            (
                "từ 14h ngày 12 đến 11h30 ngày 13/3/2026",
                "từ 14 giờ 00 ngày 12/3/2026 đến 11 giờ 30 ngày 13/3/2026",
            ),
            ("từ 7h30 đến 11h ngày 12/3/2026", "từ 7 giờ 30 đến 11 giờ 00 ngày 12/3/2026"),
            ("7g30 - 11g30, ngày 12/3/2026", "từ 7 giờ 30 đến 11 giờ 30 ngày 12/3/2026"),
            ("7h30-11h30 sáng 12/3/2026", "từ 7 giờ 30 đến 11 giờ 30 sáng ngày 12/3/2026"),
            ("8h ngày 12/3/2026 đến 17h", "từ 8 giờ 00 đến 17 giờ 00 ngày 12/3/2026"),
            (
                "sáng 12/3/2026 đến 16h ngày 13/3/2026",
                "từ sáng ngày 12/3/2026 đến 16 giờ 00 ngày 13/3/2026",
            ),
            ("8 giờ sáng ngày 12/3/2026", "8 giờ 00 sáng ngày 12/3/2026"),
            ("7h30' ngày 12/3/2026", "7 giờ 30 ngày 12/3/2026"),
            ("8h ngày 12, 13 và 14/3/2026", "từ 8 giờ 00 ngày 12/3/2026 đến ngày 14/3/2026"),
        ] {
            assert_eq!(sentence(typed), expected, "{typed}");
            let read = MeetingTime::parse(typed).expect(typed);
            assert_eq!(MeetingTime::parse(&read.typed()), Ok(read), "{typed}");
        }
        let opening = |typed: &str| MeetingTime::parse(typed).expect(typed).opening();
        assert!(opening("14h00 ngày 17/8/2017").starts_with("Hồi 14"));
        assert!(opening("17-18/8/2017").starts_with("Từ ngày"));
    }

    #[test]
    fn hours_of_the_day() {
        let hour = |typed: &str| HourOfDay::parse(typed).map(|h| (h.hour, h.minute));
        for typed in ["7h30", "07 giờ 30", " 7:30 ", "7 giờ 30 phút"] {
            assert_eq!(hour(typed), Some((7, 30)), "{typed}");
        }
        assert_eq!(hour("11h"), Some((11, 0)));
        for typed in ["", "sáng", "25h00", "7h30 ngày 12/3/2026"] {
            assert_eq!(hour(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_of_a_meeting() {
        for typed in ["25h00 ngày 17/8/2017", "14h70 ngày 17/8/2017", "14h00", "14h00 8/2017"] {
            assert!(MeetingTime::parse(typed).is_err(), "{typed}");
        }
        for typed in [
            "18-17/8/2017",
            "7h30 - 11h",
            "7h30 - 17h ngày 12-13/3/2026",
            "11h - 7h30 ngày 12/3/2026",
            "14h ngày 12/3/2026 đến 25h ngày 13/3/2026",
            "12 và 14/3/2026",
        ] {
            assert!(MeetingTime::parse(typed).is_err(), "{typed}");
        }
    }
}
