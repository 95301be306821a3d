//! A number in a sentence with its scale, unit, hedge and noun.

use std::ops::Range;

use super::Role;
use crate::vietnamese::Number;

/// A number that states an amount.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub amount: Amount,
    pub measure: Measure,
    /// The factor of its unit: a million for *triệu*.
    pub scale: Number,
    pub bound: Option<Bound>,
    pub role: Role,
    /// Token range of the number with its scale and unit.
    pub tokens: Range<usize>,
    /// The same range including the hedge before it and the noun after it.
    pub whole: Range<usize>,
    /// Token range of the noun that is counted.
    pub noun: Range<usize>,
    /// The token of the unit after a slash: `/người`.
    pub per: Option<usize>,
    /// The token of the bracket around it.
    pub bracket: Option<usize>,
    /// Byte range in the text.
    pub span: Range<usize>,
    /// The number of digits after the comma, as typed.
    pub digits: u32,
}

/// An amount in single units: đồng, pieces, percent.
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
    /// Ambiguous, so never compared: `2.450 tỷ`.
    Unclear,
}

/// A hedge (nói chừng) before or after a number.
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
    /// The number, unless this is a ratio or a range.
    pub fn number(&self) -> Option<Number> {
        match self.amount {
            Amount::One(number) => Some(number),
            _ => None,
        }
    }

    /// The number, unless this is a ratio, a range or hedged.
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

    /// One unit of the last typed digit: the precision of the number.
    pub fn step(&self) -> Number {
        let tenth = Number::from_decimal(rust_decimal::Decimal::new(1, self.digits.min(20)));
        tenth.checked_mul(self.scale).unwrap_or(tenth)
    }

    /// An amount in this figure's scale: `47,4` for 47.400.000 đồng if the figure is in
    /// *triệu*.
    pub fn shown(&self, number: Number) -> Number {
        let decimals = self.digits.max(2);
        let shown = number.checked_div(self.scale, decimals).unwrap_or(number);
        shown.trimmed()
    }
}
