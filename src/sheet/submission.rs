//! Units' rows as what a roll-up takes: their dossiers, with everything found in
//! reading and checking them at its cell.

use std::collections::BTreeMap;

use crate::Office;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::dossier::Period;
use crate::rollup::Submission;

use super::dossier::write;
use super::read::{Reading, UnitRow};
use super::remark::{Remark, Spot};

/// The code of a finding in a cell.
const CELL: u16 = 143;

/// Makes a submission of every row. A sheet that names no period is taken for
/// one of `period`, which is being rolled up. What remains are the remarks on
/// no unit's row, and the notes.
pub fn submissions(
    office: &Office,
    mut reading: Reading<'_>,
    period: Option<&Period>,
) -> (Vec<Submission>, Vec<Remark>) {
    reading.say_period(period);
    let Reading { units, remarks } = reading;
    let (errors, mut remarks): (Vec<_>, Vec<_>) = remarks.into_iter().partition(Remark::is_error);
    let mut by_row: BTreeMap<Spot, Vec<Remark>> = BTreeMap::new();
    for error in errors {
        by_row.entry(error.spot.row()).or_default().push(error);
    }
    let mut made = Vec::with_capacity(units.len());
    for unit in units {
        let own = by_row.remove(&unit.spot.row()).unwrap_or_default();
        let is_figure = |error: &Remark| {
            let column = error.spot.cell.map(|(_, column)| column);
            unit.unread.as_ref().zip(column).is_some_and(|(unread, at)| unread.contains(&at))
        };
        let finding = |error: &Remark| match is_figure(error) {
            true => Diagnostic { code: Code::UNREADABLE_FIGURE_CELL, ..finding(error) },
            false => finding(error),
        };
        let mut findings: Vec<Diagnostic> = own.iter().map(finding).collect();
        let name = unit.spot.to_string();
        let loaded = office.load(&name, write(&unit, None).as_bytes(), &[]);
        let own = loaded.diagnostics.iter().cloned().chain(office.check(&loaded));
        findings.extend(own.map(|found| in_its_cell(found, &unit)));
        // A column that is there twice is told once and spoils every row.
        if !unit.whole && !findings.iter().any(Diagnostic::is_error) {
            let message = "biểu còn chỗ cần sửa, chưa đọc được hàng này";
            findings.push(Diagnostic::error(CELL, message).at(place(&unit.spot)));
        }
        made.push(Submission {
            name,
            stem: unit.key().to_owned(),
            dossier: loaded.reading.map(|reading| reading.dossier),
            yaml: None,
            findings,
        });
    }
    remarks.extend(by_row.into_values().flatten());
    remarks.sort();
    (made, remarks)
}

/// A cell that can't be read as a finding.
fn finding(error: &Remark) -> Diagnostic {
    Diagnostic::error(CELL, error.message.clone()).at(place(&error.spot)).structural()
}

/// A finding about the dossier that a row became, at the cell of the figure
/// that it is about, else at the row's.
fn in_its_cell(found: Diagnostic, unit: &UnitRow<'_>) -> Diagnostic {
    let path = found.path.as_ref().map(ToString::to_string).unwrap_or_default();
    let stated = unit.figures.iter().find(|stated| {
        let asked = &stated.asked;
        let own = asked.indicator.field.as_deref().is_some_and(|field| path.starts_with(field));
        own || path.split('.').any(|key| key == asked.code)
    });
    let spot = stated.map_or_else(|| unit.spot.clone(), |stated| unit.spot_of(stated));
    let related = Vec::new();
    Diagnostic { place: Some(place(&spot)), related, ..found }
}

fn place(spot: &Spot) -> Place {
    Place::cell(spot.to_string(), "")
}
