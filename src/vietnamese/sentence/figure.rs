//! A number of a sentence, with all that belongs to it: scale, unit, hedge, noun.

use std::ops::Range;

use super::Role;
use crate::vietnamese::Number;

/// A number that says how much or how many.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub amount: Amount,
    pub measure: Measure,
    /// What one of its unit is: a million for *triệu*.
    pub scale: Number,
    pub bound: Option<Bound>,
    pub role: Role,
    /// The number with its scale and unit, in tokens.
    pub tokens: Range<usize>,
    /// The same with the hedge before it and what is counted behind it.
    pub whole: Range<usize>,
    /// What is counted.
    pub noun: Range<usize>,
    /// What there is so much for each of: `/người`.
    pub per: Option<usize>,
    /// The bracket that it stands in, by its token.
    pub bracket: Option<usize>,
    /// In bytes of the text.
    pub span: Range<usize>,
    /// Digits behind the comma, as they were typed.
    pub digits: u32,
}

/// How much, in single units: đồng, pieces, percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Amount {
    One(Number),
    /// `43/54`
    Ratio(Number, Number),
    /// `từ 8 đến 10`
    Range(Number, Number),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Count,
    Money,
    Percent,
    /// điểm phần trăm
    Points,
    /// `gấp 2 lần`
    Times,
    /// Days, years, age.
    Time,
    /// Not to be compared: `2.450 tỷ`.
    Unclear,
}

/// A hedge (nói chừng) beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// `trên`, `hơn`
    Over,
    /// `gần`
    Nearly,
    /// `dưới`
    Under,
    /// `ít nhất`, `trở lên`
    AtLeast,
    /// `không quá`, `trở xuống`
    AtMost,
    /// `khoảng`
    About,
}

impl Figure {
    /// The number, where it is a single one.
    pub fn number(&self) -> Option<Number> {
        match self.amount {
            Amount::One(number) => Some(number),
            _ => None,
        }
    }

    /// The number, where it is a single one without a hedge.
    pub fn exact(&self) -> Option<Number> {
        self.number().filter(|_| self.bound.is_none())
    }

    pub fn ratio(&self) -> Option<(Number, Number)> {
        match self.amount {
            Amount::Ratio(part, whole) => Some((part, whole)),
            _ => None,
        }
    }

    pub fn is_count(&self) -> bool {
        self.measure == Measure::Count
    }

    pub fn is_money(&self) -> bool {
        self.measure == Measure::Money
    }

    pub fn is_percent(&self) -> bool {
        self.measure == Measure::Percent
    }

    /// One of the last digit that was typed: what the number vouches for.
    pub fn step(&self) -> Number {
        let tenth = Number::from_decimal(rust_decimal::Decimal::new(1, self.digits.min(20)));
        tenth.checked_mul(self.scale).unwrap_or(tenth)
    }

    /// An amount in this figure's scale: `47,4` for 47.400.000 đồng of *triệu*.
    pub fn shown(&self, number: Number) -> Number {
        let decimals = self.digits.max(2);
        let shown = number.checked_div(self.scale, decimals).unwrap_or(number);
        shown.trimmed()
    }
}
