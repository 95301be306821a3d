//! Terms of office (nhiệm kỳ), named by their first and last years.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::bind::NO_BREAK;

/// A term of office. Made by [`Term::parse`] or [`Term::new`], its last year is after its
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// The first year.
    pub from: u16,
    /// The last year.
    pub to: u16,
}

/// Why a text isn't a term.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum TermError {
    /// `2022-2017`.
    Reversed { from: u16, to: u16 },
    /// Not two four-digit years with a dash between them.
    Unreadable { typed: String },
}

impl Term {
    /// Reads `2017-2022`, with or without blanks, with any dash.
    ///
    /// # Errors
    /// See [`TermError`].
    pub fn parse(typed: &str) -> Result<Term, TermError> {
        let dashes = ['-', '\u{2011}', '\u{2013}', '\u{2014}'];
        let years = typed.split_once(dashes).and_then(|(from, to)| Some((year(from)?, year(to)?)));
        match years {
            Some((from, to)) => Term::new(from, to),
            None => Err(TermError::Unreadable { typed: typed.trim().to_owned() }),
        }
    }

    /// The term between two years.
    ///
    /// # Errors
    /// [`TermError::Reversed`] unless `to` is after `from`.
    pub fn new(from: u16, to: u16) -> Result<Term, TermError> {
        if from < to { Ok(Term { from, to }) } else { Err(TermError::Reversed { from, to }) }
    }

    /// How many years it lasts.
    pub fn years(self) -> u16 {
        self.to.saturating_sub(self.from)
    }
}

fn year(text: &str) -> Option<u16> {
    let text = text.trim();
    let is_year =
        text.len() == 4 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten()
}

/// The text with every term printed as [`Term`] does, an ASCII hyphen between no-break spaces:
/// `nhiệm kỳ 2021-2026` becomes `nhiệm kỳ 2021 - 2026`, and so do other spans of years (giai đoạn)
/// and school years.
pub fn evenly_set(text: &str) -> Cow<'_, str> {
    const HEADS: [&str; 3] = ["nhiệm kỳ", "giai đoạn", "năm học"];
    let year = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (digits == 4).then_some(digits)
    };
    let mut out = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(at) = out[from..].find(['-', '–']).map(|at| from + at) {
        let dash = out[at..].chars().next().map_or(1, char::len_utf8);
        from = at + dash;
        let (Some(first), Some(_)) = (at.checked_sub(4), year(&out[from..])) else { continue };
        if !out.is_char_boundary(first) || year(&out[first..at]).is_none() {
            continue;
        }
        let head = out[..first].trim_end().to_lowercase();
        if HEADS.iter().any(|h| head.ends_with(h)) {
            let even = format!("{NO_BREAK}-{NO_BREAK}");
            out.to_mut().replace_range(at..from, &even);
            from = at + even.len();
        }
    }
    out
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{NO_BREAK}-{NO_BREAK}{}", self.from, self.to)
    }
}

impl fmt::Display for TermError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reversed { from, to } => write!(
                f,
                "nhiệm kỳ {from}-{to} kết thúc trước khi bắt đầu: năm sau phải lớn hơn năm trước"
            ),
            Self::Unreadable { typed } => {
                write!(f, "“{typed}” không phải là nhiệm kỳ: gõ như 2023-2028")
            }
        }
    }
}

impl Error for TermError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_any_dash() {
        let term = Term::new(2017, 2022).unwrap();
        for typed in ["2017-2022", "2017 - 2022", "2017–2022", " 2017\u{a0}- 2022 "] {
            assert_eq!(Term::parse(typed), Ok(term), "{typed}");
        }
        assert_eq!(term.to_string(), "2017\u{a0}-\u{a0}2022");
        assert_eq!(term.years(), 5);
    }

    #[test]
    fn refuses_what_is_no_term() {
        for typed in ["2017", "2017-22", "2017/2022", "2017-2022-2027", "", "2017-2O22"] {
            let error = Term::parse(typed).unwrap_err();
            assert!(matches!(error, TermError::Unreadable { .. }), "{error}");
        }
        assert_eq!(
            Term::parse("2022-2017").unwrap_err().to_string(),
            "nhiệm kỳ 2022-2017 kết thúc trước khi bắt đầu: năm sau phải lớn hơn năm trước"
        );
        assert!(Term::parse("2022-2022").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(from in 1000_u16..9999, years in 1_u16..20) {
            prop_assume!(from + years <= 9999);
            let term = Term::new(from, from + years).unwrap();
            prop_assert_eq!(Term::parse(&term.to_string()), Ok(term));
        }
    }
}
