//! A span of time between two dates (từ ngày … đến ngày …).

use std::error::Error;
use std::fmt;

use super::date::{DateError, Grain, PartialDate};
use super::text::nfc;

/// A period from one date to another, each possibly incomplete; never backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    from: PartialDate,
    to: PartialDate,
}

/// Why a text isn't a span.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum SpanError {
    /// One of the two dates is invalid.
    Date(DateError),
    /// It certainly ends before it begins.
    Reversed { from: PartialDate, to: PartialDate },
    /// `12 và 14/3/2026`: the days between aren't meant.
    Gap { from: PartialDate, to: PartialDate },
    /// `trong 02 ngày 13 - 15/3/2026`
    Count { told: u8, counted: u8 },
}

impl Span {
    /// Reads `17/8/2017 - 18/8/2017`, `từ 17/8/2017 đến 18/8/2017`, `17-18/8/2017`, `6 -
    /// 9/2023`, or one date, which is a span of itself; consecutive days listed one by one,
    /// `17, 18 và 19/8/2017`; any of these after `trong 03 ngày`, if the number is right. A
    /// hyphen between two complete dates must have blanks around it; an en dash needs none.
    ///
    /// # Errors
    /// See [`SpanError`].
    pub fn parse(typed: &str) -> Result<Span, SpanError> {
        let text = nfc(typed).to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        match counted_days(&text) {
            Some((told, days)) => {
                let span = Span::in_words(days)?;
                match span.days() {
                    Some(counted) if counted != told => Err(SpanError::Count { told, counted }),
                    _ => Ok(span),
                }
            }
            None => Span::in_words(&text),
        }
    }

    /// Parses a text in lower case with single blanks, without a leading number of days.
    fn in_words(text: &str) -> Result<Span, SpanError> {
        let text = text.strip_prefix("từ ").unwrap_or(text);
        // The comma after a weekday doesn't separate dates.
        let one = PartialDate::parse(text);
        if ["thứ ", "chủ nhật"].iter().any(|word| text.contains(word))
            && matches!(one, Ok(_) | Err(DateError::WrongWeekday { .. }))
        {
            let day = one.map_err(SpanError::Date)?;
            return Span::new(day, day);
        }
        if let Some(days) = listed(text) {
            return Span::in_a_row(&days);
        }
        let (from, to) = [" đến ", " - ", "–"]
            .into_iter()
            .find_map(|middle| text.split_once(middle))
            .or_else(|| text.split_once('-').filter(|_| PartialDate::parse(text).is_err()))
            .unwrap_or((text, text));
        let read = |date: &str| PartialDate::parse(date).map_err(SpanError::Date);
        let to = read(to)?;
        Span::new(read(&completed(from, to))?, to)
    }

    /// The span of listed days or months that follow one another without a gap.
    fn in_a_row(typed: &[&str]) -> Result<Span, SpanError> {
        let read = |date: &str| PartialDate::parse(date).map_err(SpanError::Date);
        let mut days: Vec<PartialDate> = Vec::new();
        for date in typed.iter().rev() {
            let date = match days.last() {
                None => read(date)?,
                Some(next) => read(&completed(date, *next))?,
            };
            days.push(days.last().map_or(date, |next| in_year_of(date, *next)));
        }
        if let Some(pair) = days.windows(2).find(|pair| !pair[1].is_followed_by(pair[0])) {
            return Err(SpanError::Gap { from: pair[1], to: pair[0] });
        }
        match (days.last(), days.first()) {
            (Some(from), Some(to)) => Span::new(*from, *to),
            _ => Span::in_words(""),
        }
    }

    /// The number of days, if both ends are in the same month.
    fn days(self) -> Option<u8> {
        let in_one_month =
            self.from.month() == self.to.month() && self.from.year() == self.to.year();
        let (first, last) = self.from.day().zip(self.to.day()).filter(|_| in_one_month)?;
        Some(last.checked_sub(first)? + 1)
    }

    /// The span between two dates.
    ///
    /// # Errors
    /// [`SpanError::Reversed`] if the end comes before the beginning however the unknown
    /// parts are filled in; half days are compared if both have one.
    pub fn new(from: PartialDate, to: PartialDate) -> Result<Span, SpanError> {
        let from = in_year_of(from, to);
        let is_reversed = match (from.earliest(), to.latest()) {
            (Some(first), Some(last)) if first == last => {
                from.half_day().zip(to.half_day()).is_some_and(|(first, last)| last < first)
            }
            (Some(first), Some(last)) => last < first,
            _ => false,
        };
        if is_reversed { Err(SpanError::Reversed { from, to }) } else { Ok(Span { from, to }) }
    }

    /// The first date.
    pub fn from(self) -> PartialDate {
        self.from
    }

    /// The last date, inclusive.
    pub fn to(self) -> PartialDate {
        self.to
    }

    /// The span in running text: `từ ngày 17/8/2017 đến ngày 18/8/2017`, or the date alone if
    /// both are the same.
    pub fn sentence(self) -> String {
        if self.from == self.to {
            self.from.sentence()
        } else {
            format!("từ {} đến {}", self.from.sentence(), self.to.sentence())
        }
    }
}

/// `trong 02 ngày 13 - 14/3`: the stated number of days, and the rest.
fn counted_days(text: &str) -> Option<(u8, &str)> {
    const NUMBERS: [&str; 6] = ["một", "hai", "ba", "bốn", "năm", "sáu"];
    let text = text.strip_prefix("trong ").unwrap_or(text);
    let (number, rest) = text.split_once(' ')?;
    let days = rest.strip_prefix("ngày")?;
    let days = days.trim_start_matches([',', ':', ' ']);
    let told = match number.parse() {
        Ok(told) => told,
        Err(_) => u8::try_from(NUMBERS.iter().position(|word| *word == number)?).ok()? + 1,
    };
    // `2 ngày` by itself is no date; the error then concerns the whole text.
    (!days.is_empty()).then_some((told, days))
}

/// The dates of a list: `13 và 14/3/2026`, `12, 13 và 14/3/2026`.
fn listed(text: &str) -> Option<Vec<&str>> {
    let dates: Vec<&str> = text
        .split(" và ")
        .flat_map(|part| part.split(','))
        .map(str::trim)
        .filter(|date| !date.is_empty())
        .collect();
    (dates.len() > 1).then_some(dates)
}

/// Completes a first date that shares parts with the second: `17`, `chiều 17` or `6` before
/// `18/8/2017` or `9/2023`. Any other is returned unchanged.
fn completed(from: &str, to: PartialDate) -> String {
    let last = from.rsplit(' ').next().unwrap_or(from);
    let is_number = last.len() < 3 && last.bytes().all(|byte| byte.is_ascii_digit());
    let shared = match to.grain() {
        Grain::Day if from.starts_with("tháng ") => [None, to.year()],
        Grain::Day => [to.month().map(u16::from), to.year()],
        Grain::Month => [None, to.year()],
        Grain::Year => [None, None],
    };
    let mut date = from.to_owned();
    for part in shared.into_iter().flatten().filter(|_| is_number) {
        date += &format!("/{part}");
    }
    date
}

/// Gives a first date without a year that of the second one, or the year before if its month
/// is later: `28/12` before `02/01/2027`.
fn in_year_of(from: PartialDate, to: PartialDate) -> PartialDate {
    let (Some(month), None, Some(year)) = (from.month(), from.year(), to.year()) else {
        return from;
    };
    let year = if to.month().is_some_and(|its| its < month) { year - 1 } else { year };
    let dated = match from.grain() {
        Grain::Day => PartialDate::of_day(from.day(), Some(month), Some(year)),
        _ => PartialDate::of_month(Some(month), year),
    };
    let dated = dated.map(|date| from.half_day().map_or(date, |half| date.with_half_day(half)));
    dated.ok().filter(|_| year >= 1000).unwrap_or(from)
}

impl fmt::Display for SpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(error) => error.fmt(f),
            Self::Reversed { from, to } => write!(
                f,
                "{} ở trước {}: ngày kết thúc phải ở sau ngày bắt đầu",
                to.typed(),
                from.typed()
            ),
            Self::Gap { from, to } => write!(
                f,
                "{} và {} không liền nhau: chỗ này ghi một ngày, hoặc những ngày liền nhau như 12-14/3/2026",
                from.typed(),
                to.typed()
            ),
            Self::Count { told, counted } => {
                write!(f, "ghi {told:02} ngày mà từ ngày đầu đến ngày cuối là {counted:02} ngày")
            }
        }
    }
}

impl Error for SpanError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Date(error) => Some(error),
            Self::Reversed { .. } | Self::Gap { .. } | Self::Count { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::date::tests::any_date;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_words_a_span() {
        let worded = "từ ngày\u{a0}17/8/2017 đến ngày\u{a0}18/8/2017";
        for typed in [
            "17/8/2017 - 18/8/2017",
            "từ 17/8/2017 đến 18/8/2017",
            "Từ ngày 17/8/2017 đến ngày 18/8/2017",
            "17/8/2017–18/8/2017",
            "17-8-2017 - 18-8-2017",
        ] {
            assert_eq!(Span::parse(typed).unwrap().sentence(), worded, "{typed}");
        }
        assert_eq!(Span::parse("8/2017").unwrap().sentence(), "tháng\u{a0}8/2017");
    }

    #[test]
    fn the_first_date_may_leave_out_what_both_share() {
        for (typed, worded) in [
            ("17-18/8/2017", "từ ngày 17/8/2017 đến ngày 18/8/2017"),
            ("chiều 17 - sáng 18/8/2017", "từ chiều ngày 17/8/2017 đến sáng ngày 18/8/2017"),
            ("ngày 17 đến ngày 18/8", "từ ngày 17/8 đến ngày 18/8"),
            ("tháng 6 đến tháng 9/2023", "từ tháng 6/2023 đến tháng 9/2023"),
            ("6–9/2023", "từ tháng 6/2023 đến tháng 9/2023"),
            ("30/3 - 2/4/2026", "từ ngày 30/3/2026 đến ngày 02/4/2026"),
            ("28/12 đến 02/01/2027", "từ ngày 28/12/2026 đến ngày 02/01/2027"),
            ("tháng 6 đến ngày 17/8/2017", "từ tháng 6/2017 đến ngày 17/8/2017"),
        ] {
            let span = Span::parse(typed).unwrap();
            assert_eq!(span.sentence().replace('\u{a0}', " "), worded, "{typed}");
        }
        for typed in ["17 - 2023", "6 - x", "31 - 2/9/2023", "-", "17-", "17 - 18"] {
            assert!(Span::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn days_in_a_row_are_a_span() {
        for (typed, worded) in [
            ("13 và 14/3/2026", "từ ngày 13/3/2026 đến ngày 14/3/2026"),
            ("ngày 12, 13 và 14 tháng 3 năm 2026", "từ ngày 12/3/2026 đến ngày 14/3/2026"),
            ("ngày 30, ngày 31/3 và ngày 01/4/2026", "từ ngày 30/3/2026 đến ngày 01/4/2026"),
            ("chiều 12 và sáng 13/3/2026", "từ chiều ngày 12/3/2026 đến sáng ngày 13/3/2026"),
            ("trong 02 ngày 13-14/3/2026", "từ ngày 13/3/2026 đến ngày 14/3/2026"),
            ("Trong hai ngày, 13 và 14/3", "từ ngày 13/3 đến ngày 14/3"),
            ("03 ngày: 12 - 14/3/2026", "từ ngày 12/3/2026 đến ngày 14/3/2026"),
            ("tháng 3 và tháng 4/2026", "từ tháng 3/2026 đến tháng 4/2026"),
            ("thứ Bảy, ngày 14/3/2026", "ngày 14/3/2026"),
            ("thứ Sáu 13/3 và thứ Bảy 14/3/2026", "từ ngày 13/3/2026 đến ngày 14/3/2026"),
        ] {
            let span = Span::parse(typed).expect(typed);
            assert_eq!(span.sentence().replace('\u{a0}', " "), worded, "{typed}");
        }
    }

    #[test]
    fn days_apart_and_miscounted_are_told() {
        for (typed, message) in [
            ("12 và 14/3/2026", "12/3/2026 và 14/3/2026 không liền nhau: "),
            ("14 và 13/3/2026", "14/3/2026 và 13/3/2026 không liền nhau: "),
            ("30/3 và 2/4/2026", "30/3/2026 và 02/4/2026 không liền nhau: "),
            ("trong 02 ngày 13 - 15/3/2026", "ghi 02 ngày mà từ ngày đầu đến ngày cuối là 03 ngày"),
            ("Chủ nhật, ngày 14/3/2026", "ngày\u{a0}14/3/2026 là thứ Bảy, không phải Chủ nhật"),
        ] {
            let error = Span::parse(typed).expect_err(typed).to_string();
            assert!(error.starts_with(message), "{typed}: {error}");
        }
    }

    #[test]
    fn never_runs_backwards() {
        let error = Span::parse("18/8/2017 - 17/8/2017").unwrap_err();
        assert_eq!(
            error.to_string(),
            "17/8/2017 ở trước 18/8/2017: ngày kết thúc phải ở sau ngày bắt đầu"
        );
        let error = Span::parse("chiều 17/8/2017 - sáng 17/8/2017").unwrap_err();
        assert!(error.to_string().starts_with("sáng 17/8/2017 ở trước chiều 17/8/2017"));
        assert!(Span::parse("18/8/2017 - 8/2017").is_ok());
        assert!(Span::parse("18/8 - 17/8").is_ok());
        assert!(Span::parse("31/6/2017 - 1/7/2017").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-0-9/– đếnchiều]{0,24}|\\PC{0,20}") {
            let _ = Span::parse(&text).map_err(|error| error.to_string());
        }

        #[test]
        fn what_is_written_can_be_read(from in any_date(), to in any_date()) {
            if let Ok(span) = Span::new(from, to) {
                prop_assert_eq!(Span::parse(&span.sentence()), Ok(span));
            }
        }
    }
}
