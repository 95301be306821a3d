//! Number notation of a text file: `1.234,5` or `1,234.5`.

use super::super::grid::Cell;

/// The grouping mark and the decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks(char, char);

pub const VIETNAMESE: Marks = Marks('.', ',');
pub const ENGLISH: Marks = Marks(',', '.');

/// The shape of a number in a notation: groups of digits, digits of its fraction.
struct Shape {
    groups: usize,
    fraction: usize,
}

impl Marks {
    fn shape(self, field: &str) -> Option<Shape> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = field.strip_prefix('-').unwrap_or(field);
        let number = number.strip_suffix('%').unwrap_or(number);
        let (whole, fraction) = match number.split_once(self.1) {
            Some((whole, fraction)) => (whole, digits(fraction).then_some(fraction)?),
            None => (number, ""),
        };
        let groups: Vec<&str> = whole.split(self.0).collect();
        let (first, rest) = groups.split_first()?;
        let grouped = (1..=3).contains(&first.len()) && !first.starts_with('0');
        let whole = digits(first) && rest.iter().all(|group| group.len() == 3 && digits(group));
        let fits = whole && (rest.is_empty() || grouped);
        fits.then_some(Shape { groups: groups.len(), fraction: fraction.len() })
    }

    /// Whether a number has these marks and can't be in the other notation.
    fn are_sure(self, field: &str) -> bool {
        let sure = |s: Shape| s.groups > 2 || s.groups == 2 && s.fraction > 0;
        self.shape(field).is_some_and(sure)
    }
}

/// The notation that a field certainly has. `1,234` is ambiguous, and so is `1.1`, which may
/// be a row's number; `98,5` isn't.
pub fn told_by(field: &str) -> Option<Marks> {
    let decimal = |s: Shape| s.groups == 1 && s.fraction > 0 && s.fraction != 3;
    if VIETNAMESE.are_sure(field) || VIETNAMESE.shape(field).is_some_and(decimal) {
        return Some(VIETNAMESE);
    }
    ENGLISH.are_sure(field).then_some(ENGLISH)
}

/// Whether the dot of a number, `75.5`, is a decimal point; `None` for `1.234`, which is
/// ambiguous.
pub fn decimal_point(field: &str) -> Option<bool> {
    let shape = ENGLISH.shape(field).filter(|s| s.groups == 1 && s.fraction > 0)?;
    Some(VIETNAMESE.shape(field).is_none() && shape.fraction != 3)
}

/// A number in English notation, with the value it had in the workbook.
pub fn english_number(field: &str) -> Option<Cell> {
    /// The significant digits that a cell's number certainly has.
    const DIGITS: usize = 15;
    let marked = |s: &Shape| s.groups > 1 || s.fraction > 0;
    ENGLISH.shape(field).filter(marked)?;
    let percent = field.ends_with('%');
    let plain = field.trim_end_matches('%').replace(',', "");
    if plain.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    Some(Cell::Number { value: if percent { value / 100.0 } else { value }, percent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_tell() {
        for english in ["1,234,567", "-1,234.5", "1,234.50%"] {
            assert_eq!(told_by(english), Some(ENGLISH), "{english}");
        }
        for vietnamese in ["1.234.567", "1.234,5", "98,5", "0,5%"] {
            assert_eq!(told_by(vietnamese), Some(VIETNAMESE), "{vietnamese}");
        }
        for neither in ["1,234", "1.234", "12.5", "1.1", "1,23,456", "1234", "007", "Tên", ""] {
            assert_eq!(told_by(neither), None, "{neither}");
        }
    }

    #[test]
    fn english_numbers() {
        let number = |value| Some(Cell::Number { value, percent: false });
        assert_eq!(english_number("1,234"), number(1234.0));
        assert_eq!(english_number("-1,234.5"), number(-1234.5));
        assert_eq!(english_number("12.5"), number(12.5));
        assert_eq!(english_number("98.5%"), Some(Cell::Number { value: 0.985, percent: true }));
        for other in ["1234", "007", "1,23", "0,123", "1.2.3", "a", "", "1,000,000,000,000,000"] {
            assert_eq!(english_number(other), None, "{other}");
        }
    }
}
