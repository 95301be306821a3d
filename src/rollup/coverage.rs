//! The number of units behind a total. A dossier that was itself rolled up stands for the
//! units behind it, so that a province of twelve wards states its 290 units.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Dossier;
use crate::roster::{Day, Roster};
use crate::source::Path;

use super::write::REPORTED;
use super::{RollUp, Row, UnitOutcome, report};

/// Determines how many units every unit stands for: from its dossier, else, if others were
/// rolled up, from the roster below it.
pub(super) fn settle(roll_up: &mut RollUp<'_>, roster: &Roster, day: Day) {
    let said = |outcome: &UnitOutcome<'_>| outcome.covers().map(|(_, whole)| whole);
    if !roll_up.units.iter().any(|outcome| said(outcome).is_some()) {
        return;
    }
    let mut below: HashMap<&str, Vec<&str>> = HashMap::new();
    for unit in roster.units.iter().filter(|unit| unit.holds_on(day)) {
        if let Some(parent) = unit.parent.as_deref() {
            below.entry(parent).or_default().push(unit.code());
        }
    }
    for outcome in &mut roll_up.units {
        let listed = || leaves(&below, outcome.unit.code());
        outcome.stands_for = said(outcome).unwrap_or_else(listed).max(1);
    }
}

/// The units below one that have none below themselves; itself if it is one. Cycles in a
/// roster are refused when it is read.
fn leaves(below: &HashMap<&str, Vec<&str>>, code: &str) -> usize {
    match below.get(code) {
        Some(units) => units.iter().map(|unit| leaves(below, unit)).sum(),
        None => 1,
    }
}

/// The number of units that reported, of all, as stated by a dossier that was rolled up.
pub(super) fn reported(dossier: &Dossier) -> Option<(usize, usize)> {
    let figure = dossier.membership.figures.get(REPORTED)?;
    report::units(figure.value.as_ref()?)
}

/// The finding on missing units behind a dossier that was itself rolled up.
pub(super) fn wanting(dossier: &Dossier) -> Option<Diagnostic> {
    let reported = dossier.membership.figures.get(REPORTED)?;
    let of = report::partial(reported.value.as_ref()?)?;
    let message = format!("số liệu mới có của {of}");
    let path = Path::root().key("membership").key("figures").key(REPORTED).key("value");
    Some(Diagnostic::warning(Code::ROLLUP_PARTLY, message).with_path(path))
}

impl RollUp<'_> {
    /// The number of units that reported, of all that must, counting those behind each
    /// dossier.
    pub fn covered(&self) -> (usize, usize) {
        let of = |outcome: &UnitOutcome<'_>| match outcome.standing.is_counted() {
            true => outcome.covers().unwrap_or((outcome.stands_for, outcome.stands_for)),
            false => (0, outcome.stands_for),
        };
        sum(self.units.iter().map(of))
    }

    /// The number of units that state a figure, of all from which it is requested.
    pub fn stating(&self, row: &Row<'_>) -> (usize, usize) {
        let of = |outcome: &UnitOutcome<'_>| {
            let statement = outcome.stated(row.code).filter(|s| s.value.is_ok());
            match statement.filter(|_| outcome.standing.is_counted()) {
                // A superior's manually written figure covers all its units.
                Some(stated) => stated.units.unwrap_or((outcome.stands_for, outcome.stands_for)),
                None if row.applies_to(outcome.unit_type()) => (0, outcome.stands_for),
                None => (0, 0),
            }
        };
        sum(self.units.iter().map(of))
    }
}

impl UnitOutcome<'_> {
    fn covers(&self) -> Option<(usize, usize)> {
        self.sent.as_ref()?.covers
    }
}

fn sum(parts: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    parts.fold((0, 0), |(a, b), (c, d)| (a + c, b + d))
}
