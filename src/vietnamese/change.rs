//! How a figure stands to an earlier one (tăng, giảm so với cùng kỳ) and to the
//! one that was due (vượt kế hoạch).

use super::number::Number;
use super::percent::percent_of;

/// The way from one figure to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// tăng
    Rise(Number),
    /// giảm; how far, without a sign.
    Fall(Number),
    /// bằng
    None,
}

impl Change {
    /// From `before` to `now`; none when the difference doesn't fit.
    pub fn between(before: Number, now: Number) -> Option<Change> {
        Some(if now > before {
            Change::Rise(now.checked_sub(before)?)
        } else if now < before {
            Change::Fall(before.checked_sub(now)?)
        } else {
            Change::None
        })
    }

    /// In words, `amount` wording how far and `than` naming what is compared
    /// with: `giảm 131 người so với cùng kỳ`, `bằng cùng kỳ`.
    pub fn worded(self, amount: impl FnOnce(Number) -> String, than: &str) -> String {
        match self {
            Change::Rise(by) => format!("tăng {} so với {than}", amount(by)),
            Change::Fall(by) => format!("giảm {} so với {than}", amount(by)),
            Change::None => format!("bằng {than}"),
        }
    }
}

/// By how many percent `done` is more than what was due: 11,7 for `vượt 11,7%
/// kế hoạch`. Rounded like [`percent_of`].
///
/// None when it isn't more, also after rounding, and where [`percent_of`] is.
pub fn percent_over(done: Number, due: Number, decimals: u32) -> Option<Number> {
    let over = percent_of(done, due, decimals)?.checked_sub(Number::HUNDRED)?;
    (over > Number::ZERO).then_some(over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(typed: &str) -> Number {
        Number::parse(typed).unwrap()
    }

    #[test]
    fn changes_are_worded() {
        let worded = |before, now| {
            let change = Change::between(number(before), number(now)).unwrap();
            change.worded(|by| format!("{by} người"), "cùng kỳ")
        };
        assert_eq!(worded("3.574", "3.443"), "giảm 131 người so với cùng kỳ");
        assert_eq!(worded("3", "4,5"), "tăng 1,5 người so với cùng kỳ");
        assert_eq!(worded("3", "3,0"), "bằng cùng kỳ");
    }

    #[test]
    fn what_goes_beyond_a_plan() {
        let over = |done, due| percent_over(number(done), number(due), 1).map(|n| n.to_string());
        assert_eq!(over("8.793", "6.500").as_deref(), Some("35,3"));
        assert_eq!(over("1.117", "1.000").as_deref(), Some("11,7"));
        for (done, due) in [("6.500", "6.500"), ("3", "4"), ("100.001", "100.000"), ("1", "0")] {
            assert_eq!(over(done, due), None);
        }
    }

    proptest! {
        #[test]
        fn a_change_leads_from_one_to_the_other(before: i64, now: i64) {
            let (before, now) = (Number::from(before), Number::from(now));
            let reached = match Change::between(before, now).unwrap() {
                Change::Rise(by) => before.checked_add(by),
                Change::Fall(by) => before.checked_sub(by),
                Change::None => Some(before),
            };
            prop_assert_eq!(reached, Some(now));
        }
    }
}
