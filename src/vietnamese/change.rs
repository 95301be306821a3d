//! The change of a figure against an earlier one (tăng, giảm so với cùng kỳ) or against its
//! plan (vượt kế hoạch).

use super::number::Number;

/// The change from one figure to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// tăng
    Rise(Number),
    /// giảm; the amount is positive.
    Fall(Number),
    /// bằng
    None,
}

impl Change {
    /// From `before` to `now`; `None` if the difference doesn't fit a [`Number`].
    pub fn between(before: Number, now: Number) -> Option<Change> {
        Some(if now > before {
            Change::Rise(now.checked_sub(before)?)
        } else if now < before {
            Change::Fall(before.checked_sub(now)?)
        } else {
            Change::None
        })
    }

    /// The change in words. `amount` words the difference, `than` names what it is compared
    /// with: `giảm 131 người so với cùng kỳ`, `bằng cùng kỳ`.
    pub(crate) fn worded(self, amount: impl FnOnce(Number) -> String, than: &str) -> String {
        match self {
            Change::Rise(by) => format!("tăng {} so với {than}", amount(by)),
            Change::Fall(by) => format!("giảm {} so với {than}", amount(by)),
            Change::None => format!("bằng {than}"),
        }
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
    fn changes_are_worded() {
        let worded = |before, now| {
            let change = Change::between(number(before), number(now)).unwrap();
            change.worded(|by| format!("{by} người"), "cùng kỳ")
        };
        assert_eq!(worded("3.574", "3.443"), "giảm 131 người so với cùng kỳ");
        assert_eq!(worded("3", "4,5"), "tăng 1,5 người so với cùng kỳ");
        assert_eq!(worded("3", "3,0"), "bằng cùng kỳ");
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
