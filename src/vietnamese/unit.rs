//! Units of money (đơn vị tiền).

use super::number::Number;
use super::text::nfc;

/// A unit of amounts of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// đồng
    Dong,
    /// nghìn đồng, ngàn đồng
    Thousand,
    /// triệu đồng
    Million,
    /// tỷ đồng, tỉ đồng
    Billion,
}

impl MoneyUnit {
    /// Parses a unit of money, in any case and with any blanks; `đồng chí` (comrade) and a
    /// bare `triệu` are not units.
    pub fn parse(unit: &str) -> Option<MoneyUnit> {
        // Called for the unit of every figure; hardly any other ends in this letter.
        if !unit.trim_end().ends_with(['g', 'G']) {
            return None;
        }
        let unit = nfc(unit).to_lowercase();
        let words: Vec<&str> = unit.split_whitespace().collect();
        match words.as_slice() {
            ["đồng"] => Some(MoneyUnit::Dong),
            ["nghìn" | "ngàn", "đồng"] => Some(MoneyUnit::Thousand),
            ["triệu", "đồng"] => Some(MoneyUnit::Million),
            ["tỷ" | "tỉ", "đồng"] => Some(MoneyUnit::Billion),
            _ => None,
        }
    }

    /// The value of the unit in đồng.
    pub fn scale(self) -> Number {
        Number::from(match self {
            MoneyUnit::Dong => 1_u32,
            MoneyUnit::Thousand => 1_000,
            MoneyUnit::Million => 1_000_000,
            MoneyUnit::Billion => 1_000_000_000,
        })
    }

    /// The unit as papers print it.
    pub fn name(self) -> &'static str {
        match self {
            MoneyUnit::Dong => "đồng",
            MoneyUnit::Thousand => "nghìn đồng",
            MoneyUnit::Million => "triệu đồng",
            MoneyUnit::Billion => "tỷ đồng",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_units_and_nothing_else() {
        assert_eq!(MoneyUnit::parse("Triệu\u{a0}đồng"), Some(MoneyUnit::Million));
        assert_eq!(MoneyUnit::parse("tỉ đồng"), Some(MoneyUnit::Billion));
        assert_eq!(MoneyUnit::parse("ngàn đồng"), Some(MoneyUnit::Thousand));
        for unit in ["đồng chí", "triệu", "đoàn viên", ""] {
            assert_eq!(MoneyUnit::parse(unit), None, "{unit}");
        }
    }

    #[test]
    fn a_name_is_recognised_again() {
        for unit in [MoneyUnit::Dong, MoneyUnit::Thousand, MoneyUnit::Million, MoneyUnit::Billion] {
            assert_eq!(MoneyUnit::parse(unit.name()), Some(unit));
        }
        let amount = Number::from(75_u32).checked_mul(MoneyUnit::Million.scale());
        assert_eq!(amount, Some(Number::from(75_000_000_u32)));
    }
}
