//! Exact decimal numbers in Vietnamese notation: dots group thousands, a comma starts the
//! fraction.

mod reading;

pub use reading::NumberError;

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// An exact decimal (số) that keeps the scale it was typed with.
///
/// `98,5` and `98,50` are equal and hash alike, and each prints as typed: a rule on
/// percentages needs to know how many digits were stated. Holds up to 28 digits; zero has no
/// sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Decimal::ZERO);
    /// One hundred: a whole in percent.
    pub(crate) const HUNDRED: Number = Number(Decimal::ONE_HUNDRED);

    /// Reads a number: `8.945` is 8945, `98,5` is 98.5, `07` is 7.
    ///
    /// Blanks around it (no-break ones too) are ignored, a leading `-` is allowed, and
    /// nothing else may follow or precede: units are parsed elsewhere.
    ///
    /// # Errors
    /// A text with two readings (`8.5`) or none; see [`NumberError`].
    pub fn parse(typed: &str) -> Result<Number, NumberError> {
        reading::number(typed)
    }

    /// Reads a number that is more likely whole: an amount of something. A comma before
    /// exactly three digits may be English grouping, so a real fraction of three digits must
    /// be typed with one more zero: `8,9450`.
    ///
    /// # Errors
    ///
    /// Those of [`Number::parse`], and [`NumberError::AmbiguousComma`].
    pub(crate) fn parse_amount(typed: &str) -> Result<Number, NumberError> {
        reading::amount(typed)
    }

    /// Converts from a decimal of the same scale.
    pub(crate) fn from_decimal(mut decimal: Decimal) -> Number {
        if decimal.is_zero() {
            decimal.set_sign_positive(true);
        }
        Number(decimal)
    }

    /// Converts to a decimal of the same scale.
    pub(crate) fn decimal(self) -> Decimal {
        self.0
    }

    /// The number of digits after the comma.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// Whether all digits after the comma are zero.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Whether this is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    pub(crate) fn is_negative(self) -> bool {
        self.0.is_sign_negative()
    }

    /// Rounded half away from zero to at most `decimals` digits after the comma.
    #[must_use]
    pub(crate) fn rounded(self, decimals: u32) -> Number {
        let rounding = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        Number::from_decimal(self.0.round_dp_with_strategy(decimals, rounding))
    }

    /// The same value without trailing zeros after the comma: `100` for `100,0`.
    #[must_use]
    pub(crate) fn trimmed(self) -> Number {
        Number::from_decimal(self.0.normalize())
    }

    /// The exact sum; `None` on overflow.
    pub(crate) fn checked_add(self, other: Number) -> Option<Number> {
        let (a, b, scale) = self.aligned(other)?;
        Number::from_parts(a.checked_add(b)?, scale)
    }

    /// The exact difference; `None` on overflow.
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        let (a, b, scale) = self.aligned(other)?;
        Number::from_parts(a.checked_sub(b)?, scale)
    }

    /// The exact product; `None` on overflow.
    pub(crate) fn checked_mul(self, other: Number) -> Option<Number> {
        let mantissa = self.0.mantissa().checked_mul(other.0.mantissa())?;
        Number::from_parts(mantissa, self.scale().checked_add(other.scale())?)
    }

    /// The quotient, rounded once, half away from zero, to exactly `decimals` digits after
    /// the comma; `None` if `other` is zero or on overflow.
    pub fn checked_div(self, other: Number, decimals: u32) -> Option<Number> {
        self.quotient(other, decimals, Rounding::Nearest)
    }

    /// Whole counts from 1 to 9 with a leading zero (`07 đồng chí`); every
    /// other number as `Display` prints it, so `0`, `12`, `-3` and `7,0`.
    pub fn padded(self) -> String {
        let is_single_digit = self > Number::ZERO && self < Number::from(10_u32);
        if is_single_digit && self.scale() == 0 { format!("0{self}") } else { self.to_string() }
    }

    /// The digits before the comma as a number, and those after it as text.
    pub(super) fn digits(self) -> (u128, String) {
        let scale = self.scale() as usize;
        let digits = format!("{:0>width$}", self.0.mantissa().unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        (whole.parse().unwrap_or(0), fraction.to_owned())
    }

    /// [`Number::checked_div`] with a choice of rounding.
    pub(super) fn quotient(
        self,
        other: Number,
        decimals: u32,
        rounding: Rounding,
    ) -> Option<Number> {
        let (a, b, _) = self.aligned(other)?;
        let dividend = a.checked_mul(power_of_ten(decimals)?)?;
        Number::from_parts(rounding.divide(dividend, b)?, decimals)
    }

    /// Both mantissas at the larger of the two scales, and that scale.
    fn aligned(self, other: Number) -> Option<(i128, i128, u32)> {
        let scale = self.scale().max(other.scale());
        Some((self.mantissa_at(scale)?, other.mantissa_at(scale)?, scale))
    }

    fn mantissa_at(self, scale: u32) -> Option<i128> {
        let shift = scale.checked_sub(self.scale())?;
        self.0.mantissa().checked_mul(power_of_ten(shift)?)
    }

    /// `mantissa` shifted right by `scale` digits, if a decimal can hold it.
    fn from_parts(mantissa: i128, scale: u32) -> Option<Number> {
        Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(Number::from_decimal)
    }
}

/// Rounding mode of a division.
#[derive(Clone, Copy)]
pub(super) enum Rounding {
    /// Half away from zero.
    Nearest,
    TowardsZero,
    AwayFromZero,
}

impl Rounding {
    fn divide(self, dividend: i128, divisor: i128) -> Option<i128> {
        let quotient = dividend.checked_div(divisor)?;
        let rest = dividend.checked_rem(divisor)?.unsigned_abs();
        let steps_away = match self {
            Rounding::TowardsZero => false,
            Rounding::AwayFromZero => rest > 0,
            Rounding::Nearest => rest >= divisor.unsigned_abs() - rest,
        };
        let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
        quotient.checked_add(if steps_away { away } else { 0 })
    }
}

fn power_of_ten(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

/// `8.945`, `82,14`, `-1.000`; the scale is kept. Parsing the result gives an equal number of
/// the same scale.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.digits();
        let whole = whole.to_string();
        let mut out = String::with_capacity(whole.len() * 4 / 3 + fraction.len() + 2);
        if self.is_negative() {
            out.push('-');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push('.');
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(',');
            out.push_str(&fraction);
        }
        f.pad(&out)
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(typed: &str) -> Result<Number, NumberError> {
        Number::parse(typed)
    }
}

/// Serialised as printed, to keep the scale.
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        typed.parse().map_err(|_| serde::de::Error::custom("not a number"))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number(value.into())
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Number {
        Number(value.into())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number(value.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(typed: &str) -> Number {
        Number::parse(typed).unwrap()
    }

    #[test]
    fn prints_as_it_was_typed() {
        for typed in ["0", "7", "8.945", "1.234.567", "98,50", "82,14", "1.234,5", "-1.000", "0,05"]
        {
            assert_eq!(number(typed).to_string(), typed);
        }
        assert_eq!(format!("{:>6}", number("7,5")), "   7,5");
    }

    #[test]
    fn pads_small_counts_only() {
        let padded = ["0", "1", "9", "10", "-3", "7,0", "2,5"].map(|n| number(n).padded());
        assert_eq!(padded, ["0", "01", "09", "10", "-3", "7,0", "2,5"]);
    }

    #[test]
    fn equal_by_value_whatever_the_scale() {
        assert_eq!(number("98,5"), number("98,50"));
        assert!(number("98,5").scale() != number("98,50").scale());
        assert!(number("8,0").is_whole() && !number("8,5").is_whole());
        assert_eq!(number("100,0").trimmed().to_string(), "100");
        assert_eq!(number("-0"), Number::ZERO);
        assert!(!number("-0,00").is_negative());
    }

    #[test]
    fn arithmetic_is_exact_or_absent() {
        assert_eq!(number("1,25").checked_add(number("0,75")), Some(number("2")));
        assert_eq!(number("1").checked_sub(number("1,5")), Some(number("-0,5")));
        assert_eq!(number("7,5").checked_mul(number("1.000.000")), Some(number("7.500.000")));
        assert_eq!(number("2").checked_div(number("3"), 2), Some(number("0,67")));
        assert_eq!(number("-1").checked_div(number("2"), 0), Some(number("-1")));
        assert_eq!(number("1").checked_div(Number::ZERO, 2), None);
        assert_eq!(number("1").checked_div(number("3"), 40), None);
        let largest = Number::from_decimal(Decimal::MAX);
        assert_eq!(largest.checked_add(number("1")), None);
        assert_eq!(largest.checked_add(number("0,5")), None);
        assert_eq!(largest.checked_mul(largest), None);
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(number("0,125").rounded(2).to_string(), "0,13");
        assert_eq!(number("-2,5").rounded(0).to_string(), "-3");
        assert_eq!(number("2,5").rounded(4).to_string(), "2,5");
    }

    prop_compose! {
        fn any_number()(high in any::<u32>(), low in any::<u64>(), negative: bool, scale in 0_u32..=28)
            -> Number
        {
            let mantissa = (i128::from(high) << 64) | i128::from(low);
            let signed = if negative { -mantissa } else { mantissa };
            Number::from_decimal(Decimal::from_i128_with_scale(signed, scale))
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(number in any_number()) {
            let read = Number::parse(&number.to_string()).unwrap();
            prop_assert_eq!(read, number);
            prop_assert_eq!(read.scale(), number.scale());
        }

        #[test]
        fn sums_can_be_taken_back(a: i64, b: i64, scale_a in 0_u32..9, scale_b in 0_u32..9) {
            let a = Number::from_decimal(Decimal::new(a, scale_a));
            let b = Number::from_decimal(Decimal::new(b, scale_b));
            let sum = a.checked_add(b).unwrap();
            prop_assert_eq!(sum.checked_sub(b), Some(a));
            prop_assert_eq!(sum.scale(), scale_a.max(scale_b));
        }

        #[test]
        fn arithmetic_never_panics(a in any_number(), b in any_number(), decimals in 0_u32..60) {
            let _ = (a.checked_add(b), a.checked_sub(b), a.checked_mul(b));
            let _ = (a.checked_div(b, decimals), a.rounded(decimals), a.trimmed(), a.padded());
        }
    }
}
