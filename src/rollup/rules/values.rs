//! What a unit states of an indicator, as numbers that a formula takes.

use crate::vietnamese::Number;

use super::super::UnitOutcome;
use super::super::addend::Addend;
use super::formula::Part;

/// A number of a unit; none where it isn't stated, or isn't one number.
pub fn value(outcome: &UnitOutcome<'_>, code: &str, part: Part) -> Option<Number> {
    let statement = outcome.stated(code)?;
    let value = statement.value.as_ref().ok();
    match part {
        Part::Value => number(value?),
        Part::Prior => number(statement.prior.as_ref()?),
        Part::Assigned => number(statement.assigned.as_ref()?),
        Part::Whole | Part::Rate => {
            let Addend::Ratio { part: own, whole } = value? else { return None };
            match part {
                Part::Whole => Some(*whole),
                _ => own.checked_mul(Number::HUNDRED)?.checked_div(*whole, RATE_DECIMALS),
            }
        }
    }
}

/// Digits behind the comma of a rate in percent, before it is weighed.
const RATE_DECIMALS: u32 = 6;

fn number(amount: &Addend) -> Option<Number> {
    match amount {
        Addend::Number(number) => Some(*number),
        Addend::Ratio { part, .. } => Some(*part),
        Addend::Latest { values, .. } => match values.iter().collect::<Vec<_>>().as_slice() {
            [one] => Some(**one),
            _ => None,
        },
        Addend::List(names) => Some(Number::from(names.len() as u64)),
        Addend::TooLarge => None,
    }
}
