//! A span of time between two dates (từ ngày … đến ngày …).

use std::error::Error;
use std::fmt;

use super::date::{DateError, Grain, PartialDate};
use super::text::nfc;

/// From one date to another, each as far as it is known; never backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    from: PartialDate,
    to: PartialDate,
}

/// Why a text is no span.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum SpanError {
    /// One of the two dates is none.
    Date(DateError),
    /// It surely ends before it begins.
    Reversed { from: PartialDate, to: PartialDate },
}

impl Span {
    /// Reads `17/8/2017 - 18/8/2017`, `từ 17/8/2017 đến 18/8/2017`, `17-18/8/2017`,
    /// `6 - 9/2023`, or one date, which is a span of itself. A hyphen between two
    /// dates that are both whole has blanks around it; an en dash needs none.
    ///
    /// # Errors
    /// See [`SpanError`].
    pub fn parse(typed: &str) -> Result<Span, SpanError> {
        let text = nfc(typed).to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let text = text.strip_prefix("từ ").unwrap_or(&text);
        let (from, to) = [" đến ", " - ", "–"]
            .into_iter()
            .find_map(|middle| text.split_once(middle))
            .or_else(|| text.split_once('-').filter(|_| PartialDate::parse(text).is_err()))
            .unwrap_or((text, text));
        let read = |date: &str| PartialDate::parse(date).map_err(SpanError::Date);
        let to = read(to)?;
        Span::new(read(&completed(from, to))?, to)
    }

    /// The span between two dates.
    ///
    /// # Errors
    /// [`SpanError::Reversed`] when no way to fill in the unknown parts would
    /// put the end at or after the beginning, by half days where both have one.
    pub fn new(from: PartialDate, to: PartialDate) -> Result<Span, SpanError> {
        let is_reversed = match (from.earliest(), to.latest()) {
            (Some(first), Some(last)) if first == last => {
                from.half_day().zip(to.half_day()).is_some_and(|(first, last)| last < first)
            }
            (Some(first), Some(last)) => last < first,
            _ => false,
        };
        if is_reversed { Err(SpanError::Reversed { from, to }) } else { Ok(Span { from, to }) }
    }

    /// Where it begins.
    pub fn from(self) -> PartialDate {
        self.from
    }

    /// Where it ends, that day (month, year) included.
    pub fn to(self) -> PartialDate {
        self.to
    }

    /// Inside a sentence: `từ ngày 17/8/2017 đến ngày 18/8/2017`, or the date
    /// alone when both are the same.
    pub fn sentence(self) -> String {
        if self.from == self.to {
            self.from.sentence()
        } else {
            format!("từ {} đến {}", self.from.sentence(), self.to.sentence())
        }
    }
}

/// A first date that leaves to the second what they share: `17`, `chiều 17` or
/// `6` before `18/8/2017` or `9/2023`. Any other is as it was.
fn completed(from: &str, to: PartialDate) -> String {
    let last = from.rsplit(' ').next().unwrap_or(from);
    let is_number = last.len() < 3 && last.bytes().all(|byte| byte.is_ascii_digit());
    let shared = match to.grain() {
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
        }
    }
}

impl Error for SpanError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Date(error) => Some(error),
            Self::Reversed { .. } => None,
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
        ] {
            let span = Span::parse(typed).unwrap();
            assert_eq!(span.sentence().replace('\u{a0}', " "), worded, "{typed}");
        }
        for typed in ["17 - 2023", "6 - x", "31 - 2/9/2023", "-", "17-", "17 - 18"] {
            assert!(Span::parse(typed).is_err(), "{typed}");
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
