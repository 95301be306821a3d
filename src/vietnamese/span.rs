//! A span of time between two dates (từ ngày … đến ngày …).

use std::error::Error;
use std::fmt;

use super::date::{DateError, PartialDate};
use super::text::nfc;

/// From one date to another, each as far as it is known; never backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    from: PartialDate,
    to: PartialDate,
}

/// Why a text is no span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// One of the two dates is none.
    Date(DateError),
    /// It surely ends before it begins.
    Reversed { from: PartialDate, to: PartialDate },
}

impl Span {
    /// Reads `17/8/2017 - 18/8/2017`, `từ 17/8/2017 đến 18/8/2017`, or one
    /// date, which is a span of itself. A hyphen between the dates has blanks
    /// around it; an en dash needs none.
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
            .unwrap_or((text, text));
        let read = |date| PartialDate::parse(date).map_err(SpanError::Date);
        Span::new(read(from)?, read(to)?)
    }

    /// The span between two dates.
    ///
    /// # Errors
    /// [`SpanError::Reversed`] when no way to fill in the unknown parts would
    /// put the end at or after the beginning.
    pub fn new(from: PartialDate, to: PartialDate) -> Result<Span, SpanError> {
        match (from.earliest(), to.latest()) {
            (Some(earliest), Some(latest)) if latest < earliest => {
                Err(SpanError::Reversed { from, to })
            }
            _ => Ok(Span { from, to }),
        }
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

impl fmt::Display for SpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(error) => error.fmt(f),
            Self::Reversed { from, to } => write!(
                f,
                "{} ở trước {}: ngày kết thúc phải ở sau ngày bắt đầu",
                to.short(),
                from.short()
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
    fn never_runs_backwards() {
        let error = Span::parse("18/8/2017 - 17/8/2017").unwrap_err();
        assert_eq!(
            error.to_string(),
            "17/8/2017 ở trước 18/8/2017: ngày kết thúc phải ở sau ngày bắt đầu"
        );
        assert!(Span::parse("18/8/2017 - 8/2017").is_ok());
        assert!(Span::parse("18/8 - 17/8").is_ok());
        assert!(Span::parse("31/6/2017 - 1/7/2017").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(from in any_date(), to in any_date()) {
            if let Ok(span) = Span::new(from, to) {
                prop_assert_eq!(Span::parse(&span.sentence()), Ok(span));
            }
        }
    }
}
