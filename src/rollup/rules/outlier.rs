//! Figures that are far from the unit's own of last year, or from what units like it
//! have for their size.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::UnitType;
use crate::vietnamese::Number;

use super::super::{RollUp, Row, UnitOutcome};
use super::Outliers;
use super::formula::Part;
use super::values::value;

/// Of so few units of a kind nobody knows what is usual.
const ENOUGH: usize = 8;
/// Digits behind the comma of a figure for one of its size.
const DECIMALS: u32 = 8;

/// Tells of every counted unit's figures that are out of the way.
pub fn look(outliers: &Outliers, roll_up: &mut RollUp<'_>) {
    let rows = roll_up.rows.clone();
    let is_wanted = |row: &&Row<'_>| {
        outliers.codes.is_empty() || outliers.codes.iter().any(|code| code == row.code)
    };
    for row in rows.iter().filter(is_wanted) {
        let usual = outliers.times.map(|_| usual(outliers, roll_up, row)).unwrap_or_default();
        for outcome in roll_up.units.iter_mut().filter(|unit| unit.standing.is_counted()) {
            let own = against_own(outliers, outcome, row);
            let like = against_like(outliers, outcome, row, &usual);
            let found = own.into_iter().chain(like);
            let statement = outcome.stated(row.code);
            let found: Vec<Diagnostic> = found
                .filter_map(|why| {
                    let message = format!("{}: {}, {why}", row.title(), statement?.typed);
                    Some(statement?.put(Diagnostic::note(Code::OFFICE_OUTLIER, message)))
                })
                .collect();
            outcome.findings.extend(found);
        }
    }
}

/// Why a figure is far from last year's.
fn against_own(outliers: &Outliers, outcome: &UnitOutcome<'_>, row: &Row<'_>) -> Option<String> {
    let statement = outcome.stated(row.code)?;
    if statement.comparable == Some(false) {
        return None;
    }
    let bound = outliers.change?;
    let now = value(outcome, row.code, Part::Value)?;
    let before = value(outcome, row.code, Part::Prior)?;
    let change = now.checked_sub(before)?.checked_mul(Number::HUNDRED)?.checked_div(before, 1)?;
    let (word, size) = match change.is_negative() {
        true => ("giảm", Number::ZERO.checked_sub(change)?),
        false => ("tăng", change),
    };
    let before = before.trimmed();
    (size > bound).then(|| format!("cùng kỳ {before}, {word} {}%", size.trimmed()))
}

/// A unit's figure for one of its size.
fn for_its_size(outliers: &Outliers, outcome: &UnitOutcome<'_>, row: &Row<'_>) -> Option<Number> {
    let own = value(outcome, row.code, Part::Value)?;
    let size = value(outcome, &outliers.per, Part::Value)?;
    own.checked_div(size, DECIMALS).filter(|share| !share.is_zero())
}

/// What is in the middle of the units of each kind.
fn usual(
    outliers: &Outliers,
    roll_up: &RollUp<'_>,
    row: &Row<'_>,
) -> BTreeMap<Option<&'static str>, Number> {
    if row.code == outliers.per {
        return BTreeMap::new();
    }
    let mut by_kind: BTreeMap<Option<&'static str>, Vec<Number>> = BTreeMap::new();
    for outcome in roll_up.units.iter().filter(|unit| unit.standing.is_counted()) {
        if let Some(share) = for_its_size(outliers, outcome, row) {
            by_kind.entry(kind(outcome)).or_default().push(share);
        }
    }
    let middle = |mut shares: Vec<Number>| {
        shares.sort_unstable();
        shares.get(shares.len() / 2).copied().filter(|_| shares.len() >= ENOUGH)
    };
    by_kind.into_iter().filter_map(|(kind, shares)| Some((kind, middle(shares)?))).collect()
}

fn kind(outcome: &UnitOutcome<'_>) -> Option<&'static str> {
    outcome.unit_type().map(UnitType::word)
}

/// Why a figure is far from what units like it have.
fn against_like(
    outliers: &Outliers,
    outcome: &UnitOutcome<'_>,
    row: &Row<'_>,
    usual: &BTreeMap<Option<&'static str>, Number>,
) -> Option<String> {
    let times = outliers.times?;
    let middle = *usual.get(&kind(outcome))?;
    let own = for_its_size(outliers, outcome, row)?;
    let is_far = |high: Number, low: Number| low.checked_mul(times).is_some_and(|n| high > n);
    let how = match () {
        () if is_far(own, middle) => format!("gấp {} lần", own.checked_div(middle, 1)?.trimmed()),
        () if is_far(middle, own) => format!("kém {} lần", middle.checked_div(own, 1)?.trimmed()),
        () => return None,
    };
    let what = kind(outcome).map(|kind| format!(" {kind}")).unwrap_or_default();
    Some(format!("tính theo quy mô {how} mức thường của các đơn vị{what}"))
}
