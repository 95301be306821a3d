//! A number in a cell together with an addition that people understand at once: *12 (tăng
//! 2)*, *54/56 (96,4%)*, *1 tỷ 200 triệu*.

use crate::vietnamese::{MoneyUnit, Number, fold};

use super::measure;

/// A cell's text without the brackets after its number.
#[derive(Debug, PartialEq)]
pub struct Aside<'t> {
    pub number: &'t str,
    /// The percentage in the brackets, if they contain nothing else.
    pub percent: Option<Number>,
}

/// Words that open a remark which doesn't change the number before it. *ước*, *kế hoạch*,
/// *chưa đủ* do change it, so they aren't in the list.
const REMARKS: [&str; 11] =
    ["tăng", "giảm", "trong đó", "gồm", "bao gồm", "có", "đạt", "nữ", "so với", "vượt", "nam"];

impl<'t> Aside<'t> {
    /// Splits a text that begins with a number and ends with such brackets; `None` for any
    /// other text.
    pub fn of(text: &'t str) -> Option<Self> {
        let (number, behind) = text.split_once('(')?;
        let (number, inside) = (number.trim_end(), behind.trim_end().strip_suffix(')')?.trim());
        if inside.contains(['(', ')']) || !number.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let percent = inside.strip_suffix('%').and_then(|n| Number::parse(n.trim()).ok());
        let folded = fold(inside);
        let opens = |word: &str| {
            let rest = folded.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        (percent.is_some() || REMARKS.iter().any(|word| opens(word)))
            .then_some(Aside { number, percent })
    }
}

/// The sum of two amounts of money, the greater first, in the unit of a column: *1 tỷ 200
/// triệu* is *1.200* in a column in triệu đồng.
pub fn joined_money(text: &str, unit: MoneyUnit) -> Option<Number> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let words = match words.as_slice() {
        [words @ .., "đồng" | "đ" | "dong"] => words,
        words => words,
    };
    let [first, first_unit, second, second_unit] = words else { return None };
    let amount = |number: &str, unit: &str| {
        let unit = measure::money_unit(unit)?;
        Some((Number::parse(number).ok()?.checked_mul(unit.scale())?, unit.scale()))
    };
    let (first, first_unit) = amount(first, first_unit)?;
    let (second, second_unit) = amount(second, second_unit)?;
    // *1 tỷ 1200 triệu* is a typing error.
    if second_unit >= first_unit || second >= first_unit {
        return None;
    }
    let sum = first.checked_add(second)?.checked_div(unit.scale(), 9)?;
    Some(sum.trimmed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_behind_numbers() {
        let number = |text: &'static str| Aside::of(text).map(|aside| aside.number);
        assert_eq!(number("12 (tăng 2)"), Some("12"));
        assert_eq!(number("412 người (trong đó nữ 300)"), Some("412 người"));
        assert_eq!(number("54/56 (96,4%)"), Some("54/56"));
        assert_eq!(number("nữ (12)"), None);
        for other in
            ["412 (ước)", "412 (kế hoạch)", "412 (chưa đủ)", "412 (300)", "412 (tăng 2", "12 (cóc)"]
        {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn two_amounts_of_money() {
        let million = |text: &str| joined_money(text, MoneyUnit::Million).map(|n| n.to_string());
        assert_eq!(million("1 tỷ 200 triệu").as_deref(), Some("1.200"));
        assert_eq!(million("1 tỷ 200 triệu đồng").as_deref(), Some("1.200"));
        assert_eq!(million("75 triệu 500 nghìn").as_deref(), Some("75,5"));
        assert_eq!(million("2 tr 5 ng").as_deref(), Some("2,005"));
        for other in [
            "1 triệu 2 tỷ",
            "1 tỷ 1200 triệu",
            "1 tỷ",
            "1 tỷ 2",
            "1 tỷ 200 người",
            "1.2.3 tỷ 4 triệu",
        ] {
            assert_eq!(million(other), None, "{other}");
        }
    }
}
