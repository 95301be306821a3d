//! The answers of an online form: a unit may send several.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::grid::Cell;
use super::super::heading::fold;
use super::super::sent::moments;
use super::{Reader, UnitRow};
use crate::diagnostic::{Code, Diagnostic, Spot};

impl<'a> Reader<'_, 'a> {
    /// Keeps the last of several answers of a unit: by sending time, else in the order of
    /// rows.
    pub(super) fn keep_last(&mut self, first: usize) {
        let sent = self.reading.units.split_off(first);
        let times: Vec<&Cell> = sent
            .iter()
            .filter_map(|unit| {
                Some(self.survey.grid.cell(unit.spot.cell?.0, self.survey.layout.sent?))
            })
            .collect();
        let times = moments(&times).filter(|times| times.len() == sent.len());
        let mut sent: Vec<(usize, UnitRow<'a>)> = sent.into_iter().enumerate().collect();
        if let Some(times) = times {
            sent.sort_by_key(|(at, _)| times[*at]);
        }
        let mut kept: Vec<(usize, UnitRow<'a>)> = Vec::new();
        let mut last: HashMap<String, Spot> = HashMap::new();
        for (at, unit) in sent.into_iter().rev() {
            match last.entry(fold(unit.key())) {
                Entry::Vacant(place) => {
                    place.insert(unit.spot.clone());
                    kept.push((at, unit));
                }
                Entry::Occupied(later) => {
                    let message =
                        format!("{} gửi lại ở {}; lấy lần gửi sau", unit.key(), later.get());
                    let is_beside = |spot: &Spot| spot.is_beside(&unit.spot);
                    self.survey.findings.retain(|found| !found.spot().is_some_and(is_beside));
                    let found = Diagnostic::note(Code::SHEET_SENT_AGAIN, message);
                    self.survey.findings.push(found.at(unit.place()));
                }
            }
        }
        kept.sort_by_key(|(at, _)| *at);
        self.reading.units.extend(kept.into_iter().map(|(_, unit)| unit));
    }
}
