//! When a meeting is held (thời gian họp): a day or several, with the hour where it
//! is told.

use std::error::Error;
use std::fmt;

use super::date::{Grain, PartialDate};
use super::span::{Span, SpanError};
use super::text::{capitalize_first, nfc};

/// The days of a meeting, and the hour at which it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MeetingTime {
    days: Span,
    hour: Option<Hour>,
}

/// An hour of the day (giờ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Hour {
    hour: u8,
    minute: u8,
}

/// Why a text is no time of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum MeetingTimeError {
    /// Its days are none.
    Days(SpanError),
    /// `25h00`, `14h70`.
    NoSuchHour { typed: String },
    /// An hour without the day that it belongs to.
    HourWithoutDay,
}

impl MeetingTime {
    /// Reads what [`Span::parse`] does, with an hour before it or not: `14h00 ngày
    /// 17/8/2017`, `8 giờ 30, ngày 17/8/2017`, `17-18/8/2017`.
    ///
    /// # Errors
    /// See [`MeetingTimeError`].
    pub fn parse(typed: &str) -> Result<MeetingTime, MeetingTimeError> {
        let text = nfc(typed).to_lowercase();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (hour, days) = split_hour(&text)?;
        let days = Span::parse(if hour.is_some() { days } else { typed });
        let days = days.map_err(MeetingTimeError::Days)?;
        if hour.is_some() && days.from().grain() != Grain::Day {
            return Err(MeetingTimeError::HourWithoutDay);
        }
        Ok(MeetingTime { days, hour })
    }

    /// The day it opens.
    pub fn first(self) -> PartialDate {
        self.days.from()
    }

    /// The day it closes.
    pub fn last(self) -> PartialDate {
        self.days.to()
    }

    /// As it stands in a dossier, to be read again.
    pub fn typed(self) -> String {
        let (first, last) = (self.first().typed(), self.last().typed());
        let days = if first == last { first } else { format!("{first} - {last}") };
        match self.hour {
            Some(hour) => format!("{}h{:02} ngày {days}", hour.hour, hour.minute),
            None => days,
        }
    }

    /// Inside a sentence: `ngày 17/8/2017`, `14 giờ 00 ngày 17/8/2017`, `từ ngày
    /// 17/8/2017 đến ngày 18/8/2017`.
    pub fn sentence(self) -> String {
        let Some(hour) = self.hour else { return self.days.sentence() };
        if self.first() == self.last() {
            format!("{hour} {}", self.first().sentence())
        } else {
            format!("từ {hour} {} đến {}", self.first().sentence(), self.last().sentence())
        }
    }

    /// The same at the head of a sentence, which no number opens: `Hồi 14 giờ 00 …`.
    pub fn opening(self) -> String {
        let sentence = self.sentence();
        match sentence.starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("Hồi {sentence}"),
            false => capitalize_first(&sentence),
        }
    }
}

/// The hour that a text opens with, and the rest.
fn split_hour(text: &str) -> Result<(Option<Hour>, &str), MeetingTimeError> {
    let told = ["hồi ", "lúc ", "vào "].iter().find_map(|word| text.strip_prefix(word));
    let told = told.unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = told.split_at(digits(told));
    let after = rest.trim_start();
    let Some(after) = ["giờ", "h", ":"].iter().find_map(|sign| after.strip_prefix(sign)) else {
        return Ok((None, text));
    };
    let after = after.trim_start();
    let (minute, rest) = after.split_at(digits(after));
    // `14h 17/8/2017`: a day, and no minutes.
    let is_day = rest.starts_with(['/', '-', '.', '–']);
    let (minute, rest) = if is_day { ("", after) } else { (minute, rest) };
    let rest = rest.trim_start().strip_prefix("phút").unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let number = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u8>().ok() };
    let read = number(hour).zip(number(minute));
    let read = read.filter(|(hour, minute)| *hour < 24 && *minute < 60 && !told.starts_with(':'));
    match read {
        Some(_) if rest.is_empty() => Err(MeetingTimeError::HourWithoutDay),
        Some((hour, minute)) => Ok((Some(Hour { hour, minute }), rest)),
        None => Err(MeetingTimeError::NoSuchHour { typed: text.to_owned() }),
    }
}

impl fmt::Display for Hour {
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
    fn what_is_no_time_of_a_meeting() {
        for typed in ["25h00 ngày 17/8/2017", "14h70 ngày 17/8/2017", "14h00", "14h00 8/2017"] {
            assert!(MeetingTime::parse(typed).is_err(), "{typed}");
        }
        assert!(MeetingTime::parse("18-17/8/2017").is_err());
    }
}
