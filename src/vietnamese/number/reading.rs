//! Parser of numbers: one meaning, or an error that names the possible ones.

use std::error::Error;
use std::fmt;

use super::Number;

/// Why a text isn't a number. Every variant keeps the typed text, trimmed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum NumberError {
    /// Nothing was typed.
    Empty,
    /// `8.5`: a dot not followed by three digits.
    AmbiguousDot {
        typed: String,
        /// The meaning if the dot is an English decimal point.
        decimal: Number,
        /// The meaning if a digit was left out or added while grouping.
        whole: Number,
    },
    /// `8,945` where a whole number is required or more likely.
    AmbiguousComma {
        typed: String,
        /// The meaning if the comma groups thousands, as in English.
        whole: Number,
        /// The Vietnamese meaning: a fraction of three digits.
        decimal: Number,
    },
    /// `1,234.5` or `1,234,567`: dots and commas in their English roles.
    Swapped { typed: String, meant: Number },
    /// More than 28 digits.
    TooLong { typed: String },
    /// Not a number.
    Malformed { typed: String },
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "chưa có số"),
            Self::AmbiguousDot { typed, decimal, whole } => write!(
                f,
                "“{typed}” có thể là {decimal} hoặc {whole}: dấu chấm chỉ dùng để tách nhóm \
                 ba chữ số; gõ {decimal} nếu là số thập phân, {whole} nếu là số nguyên"
            ),
            Self::AmbiguousComma { typed, whole, decimal } => write!(
                f,
                "“{typed}” có thể là {whole} (số nguyên) hoặc {decimal} (số thập phân): gõ {whole} \
                 nếu là số nguyên, {decimal}0 nếu là số thập phân"
            ),
            Self::Swapped { typed, meant } => {
                write!(f, "“{typed}” viết theo kiểu Anh: gõ {meant}")
            }
            Self::TooLong { typed } => write!(f, "“{typed}” dài quá 28 chữ số"),
            Self::Malformed { typed } => {
                write!(f, "“{typed}” không phải là số: gõ như 8.945 hoặc 98,5")
            }
        }
    }
}

impl Error for NumberError {}

/// See [`Number::parse`].
pub(super) fn number(typed: &str) -> Result<Number, NumberError> {
    let typed = Typed::new(typed)?;
    let body = typed.body;
    if let Some(digits) = Digits::split(body) {
        return typed.value(digits);
    }
    if let Some((left, right)) = body.split_once('.')
        && is_digits(left)
        && is_digits(right)
    {
        return Err(NumberError::AmbiguousDot {
            typed: typed.owned(),
            decimal: typed.value(Digits::new(left, right))?,
            whole: typed.value(Digits::new(left, "").followed_by(right))?,
        });
    }
    let exchanged = exchange_marks(body);
    match Digits::split(&exchanged) {
        Some(digits) => {
            Err(NumberError::Swapped { typed: typed.owned(), meant: typed.value(digits)? })
        }
        None => Err(NumberError::Malformed { typed: typed.owned() }),
    }
}

/// See [`Number::parse_amount`].
pub(super) fn amount(text: &str) -> Result<Number, NumberError> {
    let value = number(text)?;
    let typed = Typed::new(text)?;
    match typed.body.split_once(',') {
        Some((left, right)) if is_first_group(left) && right.len() == 3 => {
            Err(NumberError::AmbiguousComma {
                typed: typed.owned(),
                whole: typed.value(Digits::new(left, "").followed_by(right))?,
                decimal: value,
            })
        }
        _ => Ok(value),
    }
}

/// The typed text without surrounding blanks.
#[derive(Clone, Copy)]
struct Typed<'a> {
    text: &'a str,
    is_negative: bool,
    /// The text after its sign.
    body: &'a str,
}

impl<'a> Typed<'a> {
    fn new(typed: &'a str) -> Result<Typed<'a>, NumberError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let unsigned = text.strip_prefix('-');
        Ok(Typed { text, is_negative: unsigned.is_some(), body: unsigned.unwrap_or(text) })
    }

    fn owned(self) -> String {
        self.text.to_owned()
    }

    fn value(self, digits: Digits) -> Result<Number, NumberError> {
        digits.value(self.is_negative).ok_or_else(|| NumberError::TooLong { typed: self.owned() })
    }
}

/// The digits of a number without its marks, and how many follow the comma.
struct Digits {
    all: String,
    scale: usize,
}

impl Digits {
    fn new(whole: &str, fraction: &str) -> Digits {
        Digits { all: format!("{whole}{fraction}"), scale: fraction.len() }
    }

    fn followed_by(mut self, more: &str) -> Digits {
        self.all.push_str(more);
        self
    }

    /// Splits a text that follows the Vietnamese notation. A blank may group digits like a
    /// dot: `8 945`.
    fn split(body: &str) -> Option<Digits> {
        let (whole, fraction) = match body.split_once(',') {
            Some((whole, fraction)) => (whole, is_digits(fraction).then_some(fraction)?),
            None => (body, ""),
        };
        let dotted = whole.replace(GROUPING, ".");
        let whole = if whole.contains('.') { whole } else { &dotted };
        let mut groups = whole.split('.');
        let first = groups.next()?;
        let is_plain = !whole.contains('.') && is_digits(whole);
        let is_grouped =
            is_first_group(first) && groups.all(|group| group.len() == 3 && is_digits(group));
        (is_plain || is_grouped).then(|| Digits::new(&whole.replace('.', ""), fraction))
    }

    fn value(&self, is_negative: bool) -> Option<Number> {
        let significant = self.all.trim_start_matches('0');
        let mantissa: i128 = match significant {
            "" => 0,
            digits => digits.parse().ok()?,
        };
        let scale = u32::try_from(self.scale).ok()?;
        Number::from_parts(if is_negative { -mantissa } else { mantissa }, scale)
    }
}

/// The blanks that may group digits.
const GROUPING: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text can stand before the first grouping mark.
fn is_first_group(text: &str) -> bool {
    is_digits(text) && text.len() <= 3 && !text.starts_with('0')
}

/// Exchanges dots and commas.
fn exchange_marks(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reads(typed: &str) -> String {
        match Number::parse(typed) {
            Ok(number) => number.decimal().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn reads_what_a_vietnamese_writes() {
        let cases = [
            ("8.945", "8945"),
            ("1.000", "1000"),
            ("1.234.567", "1234567"),
            ("98,5", "98.5"),
            ("98,50", "98.50"),
            ("07", "7"),
            ("1.234,5", "1234.5"),
            ("8945", "8945"),
            ("-3,25", "-3.25"),
            (" \u{a0}12\t\u{202f}", "12"),
            ("0,945", "0.945"),
            ("8 945", "8945"),
            ("1\u{a0}230,5", "1230.5"),
            ("1\u{202f}250\u{202f}000", "1250000"),
        ];
        for (typed, meant) in cases {
            assert_eq!(reads(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_dot_that_groups_no_three_digits_has_two_readings() {
        assert_eq!(
            reads("8.5"),
            "“8.5” có thể là 8,5 hoặc 85: dấu chấm chỉ dùng để tách nhóm ba chữ số; \
             gõ 8,5 nếu là số thập phân, 85 nếu là số nguyên"
        );
        for typed in ["12.34", "1.0000", "0.500", "1234.567", "-8.5"] {
            let error = Number::parse(typed).unwrap_err();
            assert!(matches!(error, NumberError::AmbiguousDot { .. }), "{typed}: {error}");
        }
    }

    #[test]
    fn english_marks_are_named() {
        assert_eq!(reads("1,234,567"), "“1,234,567” viết theo kiểu Anh: gõ 1.234.567");
        assert_eq!(reads("1,234.5"), "“1,234.5” viết theo kiểu Anh: gõ 1.234,5");
    }

    #[test]
    fn anything_else_is_no_number() {
        for typed in [
            "abc",
            "8 94",
            "8 9456",
            "0 945",
            "1.000 000",
            "1.23.456",
            "5%",
            "--1",
            "-",
            ",5",
            "5,",
            ".",
            "1,2,3",
            "+5",
            "1e3",
            "−5",
            "٣",
        ] {
            let error = Number::parse(typed).unwrap_err();
            assert!(matches!(error, NumberError::Malformed { .. }), "{typed}: {error}");
        }
        assert_eq!(Number::parse(" "), Err(NumberError::Empty));
    }

    #[test]
    fn twenty_eight_digits_fit() {
        assert!(Number::parse(&"9".repeat(28)).is_ok());
        assert!(Number::parse(&format!("0,{}", "9".repeat(28))).is_ok());
        assert!(Number::parse(&format!("{}7", "0".repeat(60))).is_ok());
        for long in ["9".repeat(29), "9".repeat(90), format!("0,{}", "0".repeat(29))] {
            let error = Number::parse(&long).unwrap_err();
            assert!(matches!(error, NumberError::TooLong { .. }), "{error}");
        }
    }

    #[test]
    fn an_amount_of_three_decimals_may_be_meant_as_thousands() {
        assert_eq!(
            Number::parse_amount("8,945").unwrap_err().to_string(),
            "“8,945” có thể là 8.945 (số nguyên) hoặc 8,945 (số thập phân): gõ 8.945 nếu là số \
             nguyên, 8,9450 nếu là số thập phân"
        );
    }

    #[test]
    fn amounts_may_be_fractions_but_not_of_three_digits() {
        for typed in ["2,5", "8,9450", "0,945", "8.945", "1.234,567"] {
            assert_eq!(Number::parse_amount(typed), Number::parse(typed), "{typed}");
        }
        let error = Number::parse_amount("-8,945").unwrap_err();
        assert!(matches!(error, NumberError::AmbiguousComma { .. }), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-0-9., ]{0,40}|\\PC{0,20}") {
            if let Ok(number) = Number::parse(&text) {
                prop_assert_eq!(Number::parse(&number.to_string()), Ok(number));
            }
            let _ = Number::parse_amount(&text).map_err(|error| error.to_string());
        }
    }
}
