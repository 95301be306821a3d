//! Percentages (tỷ lệ phần trăm): computing them and judging stated ones.

use super::number::{Number, Rounding};

/// `part` as a percentage of `whole`, rounded once, half away from zero, to at most
/// `decimals` digits; trailing zeros are dropped (`100`, never `100,0`).
///
/// `None` if `whole` is zero or the figures are too large to divide exactly.
pub fn percent_of(part: Number, whole: Number, decimals: u32) -> Option<Number> {
    percent(part, whole, decimals, Rounding::Nearest).map(Number::trimmed)
}

/// Like [`percent_of`], but truncating instead of rounding.
pub fn truncated_percent_of(part: Number, whole: Number, decimals: u32) -> Option<Number> {
    percent(part, whole, decimals, Rounding::TowardsZero).map(Number::trimmed)
}

/// A percentage as papers and messages show it: rounded to one decimal, but never 100% unless
/// complete and never 0% unless zero. In these cases it is truncated to two decimals: 2.399
/// of 2.400 is 99,95%. A share below a hundredth of a percent is 0%.
pub fn shown_percent(part: Number, whole: Number) -> Option<Number> {
    let rounded = percent_of(part, whole, 1)?;
    let seems_all = part < whole && rounded == Number::HUNDRED;
    let seems_none = !part.is_zero() && rounded.is_zero();
    if seems_all || seems_none { truncated_percent_of(part, whole, 2) } else { Some(rounded) }
}

/// How a stated percentage compares with the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentFit {
    /// The exact value, rounded to the printed digits.
    Exact,
    /// Truncated where rounding would have gone up.
    Truncated,
    /// Rounded up where rounding would have gone down, as done with one share of a breakdown
    /// to make the sum 100.
    RoundedUp,
    /// Off by one unit of the last printed digit, or more.
    Off {
        /// The right value, to the printed digits but at least one decimal.
        rounded: Number,
    },
}

/// Judges the stated percentage for `part` of `whole` by the digits that were printed:
/// `23,25` states hundredths, `23` ones.
///
/// `None` if `whole` is zero or the figures are too large to divide exactly.
pub fn fit(stated: Number, part: Number, whole: Number) -> Option<PercentFit> {
    let decimals = stated.scale();
    let at_scale = |rounding| percent(part, whole, decimals, rounding);
    Some(if stated == at_scale(Rounding::Nearest)? {
        PercentFit::Exact
    } else if stated == at_scale(Rounding::TowardsZero)? {
        PercentFit::Truncated
    } else if stated == at_scale(Rounding::AwayFromZero)? {
        PercentFit::RoundedUp
    } else {
        PercentFit::Off { rounded: percent_of(part, whole, decimals.max(1))? }
    })
}

fn percent(part: Number, whole: Number, decimals: u32, rounding: Rounding) -> Option<Number> {
    part.checked_mul(Number::HUNDRED)?.quotient(whole, decimals, rounding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(typed: &str) -> Number {
        Number::parse(typed).unwrap()
    }

    #[test]
    fn rounds_once_and_drops_idle_zeros() {
        let percent = |part, whole, decimals| {
            percent_of(number(part), number(whole), decimals).map(|n| n.to_string())
        };
        assert_eq!(percent("56", "56", 2).as_deref(), Some("100"));
        assert_eq!(percent("49", "54", 2).as_deref(), Some("90,74"));
        assert_eq!(percent("1", "8", 0).as_deref(), Some("13"));
        assert_eq!(percent("8.793", "6.500", 1).as_deref(), Some("135,3"));
        assert_eq!(percent("1", "0", 1), None);
        assert_eq!(truncated_percent_of(number("10"), number("43"), 2), Some(number("23,25")));
    }

    #[test]
    fn what_is_shown_is_never_all_of_some_nor_none_of_some() {
        let shown = |part: u32, whole: u32| {
            shown_percent(part.into(), whole.into()).map(|n| n.to_string()).unwrap()
        };
        assert_eq!(shown(49, 54), "90,7");
        assert_eq!(shown(5, 5), "100");
        assert_eq!(shown(0, 5), "0");
        assert_eq!(shown(2399, 2400), "99,95");
        assert_eq!(shown(239_999, 240_000), "99,99");
        assert_eq!(shown(1, 2400), "0,04");
        assert_eq!(shown(1, 240_000), "0");
        assert_eq!(shown(2401, 2400), "100");
    }

    #[test]
    fn judges_the_percentages_of_real_papers() {
        let judged =
            |stated, part, whole| fit(number(stated), number(part), number(whole)).unwrap();
        let off = |rounded| PercentFit::Off { rounded: number(rounded) };
        assert_eq!(judged("23,26", "10", "43"), PercentFit::Exact);
        assert_eq!(judged("23,25", "10", "43"), PercentFit::Truncated);
        assert_eq!(judged("99,49", "1.579", "1.587"), PercentFit::Truncated);
        assert_eq!(judged("33,34", "1", "3"), PercentFit::RoundedUp);
        assert_eq!(judged("98,50", "197", "200"), PercentFit::Exact);
        assert_eq!(judged("94,2", "49", "54"), off("90,7"));
        assert_eq!(judged("100", "33", "34"), off("97,1"));
        assert_eq!(judged("67,32", "1.067", "1.587"), off("67,23"));
        assert_eq!(judged("90", "8", "9"), off("88,9"));
        assert_eq!(fit(number("0"), number("0"), number("0")), None);
    }

    proptest! {
        #[test]
        fn a_computed_percent_always_fits(part: u32, whole in 1_u32.., decimals in 0_u32..6) {
            let (part, whole) = (Number::from(part), Number::from(whole));
            let rounded = percent(part, whole, decimals, Rounding::Nearest).unwrap();
            prop_assert_eq!(fit(rounded, part, whole), Some(PercentFit::Exact));
            let cut = percent(part, whole, decimals, Rounding::TowardsZero).unwrap();
            prop_assert!(matches!(
                fit(cut, part, whole),
                Some(PercentFit::Exact | PercentFit::Truncated)
            ));
        }

        #[test]
        fn off_means_a_unit_or_more(stated in 0_i64..200_000, part in 0_u32..5000, whole in 1_u32..5000) {
            let stated = Number::from_decimal(rust_decimal::Decimal::new(stated, 2));
            let (part, whole) = (Number::from(part), Number::from(whole));
            // |stated - 100 part / whole| < 0,01, multiplied by whole
            let gap = stated.checked_mul(whole).unwrap()
                .checked_sub(part.checked_mul(Number::HUNDRED).unwrap()).unwrap();
            let unit = whole.checked_mul(number("0,01")).unwrap();
            let near = gap.decimal().abs() < unit.decimal();
            let is_off = matches!(fit(stated, part, whole), Some(PercentFit::Off { .. }));
            prop_assert_eq!(is_off, !near);
        }
    }
}
