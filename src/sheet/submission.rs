//! Units' rows as submissions to a roll-up: their dossiers, with all findings located at
//! cells.

use std::collections::BTreeMap;

use crate::Office;
use crate::diagnostic::{self, Code, Diagnostic, Spot};
use crate::dossier::Period;
use crate::rollup::Submission;

use super::dossier::tree;
use super::reading::{Contents, UnitRow};

/// Makes a submission from every row. A sheet that names no period is assumed to be of
/// `period`, the one being rolled up. Also returns the findings that belong to no unit's row,
/// and the notes.
pub fn submissions(
    office: &Office,
    mut reading: Contents<'_>,
    period: Option<&Period>,
) -> (Vec<Submission>, Vec<Diagnostic>) {
    reading.say_period(period);
    let Contents { units, findings } = reading;
    let (errors, mut rest): (Vec<_>, Vec<_>) = findings.into_iter().partition(Diagnostic::is_error);
    let mut by_row: BTreeMap<Spot, Vec<Diagnostic>> = BTreeMap::new();
    for error in errors {
        match error.spot().map(Spot::row) {
            Some(row) => by_row.entry(row).or_default().push(error),
            None => rest.push(error),
        }
    }
    let mut made = Vec::with_capacity(units.len());
    for unit in units {
        let own = errors_of(&unit, &mut by_row);
        made.push(submission(office, &unit, own));
    }
    rest.extend(by_row.into_values().flatten());
    diagnostic::sort(&mut rest);
    (made, rest)
}

/// Removes the errors in a unit's cells from the list of all.
fn errors_of(unit: &UnitRow<'_>, by_row: &mut BTreeMap<Spot, Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let rows = unit.spot.at((unit.area.top, 0))..=unit.spot.at((unit.area.bottom, 0));
    let is_own = |error: &mut Diagnostic| {
        let cell = error.spot().and_then(|spot| spot.cell);
        cell.is_some_and(|(row, column)| unit.area.holds(row, column))
    };
    by_row.range_mut(rows).flat_map(|(_, errors)| errors.extract_if(.., is_own)).collect()
}

/// The submission of one row, with the errors found in reading it.
fn submission(office: &Office, unit: &UnitRow<'_>, errors: Vec<Diagnostic>) -> Submission {
    let loaded = office.load_tree(Some(tree(unit, None)), Vec::new(), &[]);
    let mut findings: Vec<Diagnostic> =
        errors.into_iter().map(|error| of_figure(error, unit)).collect();
    findings.extend(loaded.diagnostics.iter().cloned());
    findings.extend(office.check(&loaded));
    // A repeated column is reported once and makes every row unusable.
    if !unit.whole && !findings.iter().any(Diagnostic::is_error) {
        let message = "biểu còn chỗ cần sửa, chưa đọc được hàng này";
        findings.push(Diagnostic::error(Code::UNREADABLE_CELL, message).at(unit.place()));
    }
    let (dossier, tree) = loaded.reading.map(|reading| (reading.dossier, reading.tree)).unzip();
    Submission { name: unit.spot.to_string(), stem: unit.key().to_owned(), dossier, tree, findings }
}

/// An error in a figure's cell makes only that figure unusable.
fn of_figure(error: Diagnostic, unit: &UnitRow<'_>) -> Diagnostic {
    let cell = error.spot().and_then(|spot| spot.cell);
    let unread = unit.unread.as_ref().zip(cell);
    let is_figure = unread.is_some_and(|(unread, cell)| unread.contains(&cell));
    let error = error.structural();
    if is_figure { error.with_code(Code::UNREADABLE_FIGURE_CELL) } else { error }
}
