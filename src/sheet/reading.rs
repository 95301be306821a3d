//! What sheets hold: the units that report, and what is to be said.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{self, Code, Diagnostic, Place, Spot};
use crate::dossier::{Period, UnitType};
use crate::error::Error;
use crate::vietnamese::PartialDate;

use super::columns::{Asked, Aspect};
use super::grid::Area;
use super::heading::fold;

/// What one unit reports in one row.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRow<'a> {
    /// Where the row begins.
    pub spot: Spot,
    /// Its code, as the row has it.
    pub code: String,
    /// Its name, as the row has it.
    pub name: String,
    /// Its type, where the row says so.
    pub unit_type: Option<UnitType>,
    /// The day of its figures, where the row says so.
    pub as_of: Option<PartialDate>,
    /// The period that it reports on, where it is known.
    pub period: Option<Period>,
    /// What the row says nothing of isn't here.
    pub figures: Vec<Stated<'a>>,
    /// Whether all of the row could be read. Only then it is a dossier.
    pub whole: bool,
    /// The cells of figures that can't be read, where all else of the row can.
    pub unread: Option<Vec<(usize, usize)>>,
    /// Where its cells stand: in a row, in a column, or all over the sheet.
    pub area: Area,
}

/// A figure that a row states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The indicator.
    pub asked: Asked<'a>,
    /// As a dossier words it; none where the cell says that it isn't known yet.
    pub phrase: Option<String>,
    /// Which of its figures.
    pub aspect: Aspect,
    /// Its cell.
    pub cell: (usize, usize),
}

/// What sheets hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents<'a> {
    /// The units, in the order of their rows.
    pub units: Vec<UnitRow<'a>>,
    /// What there is to say of cells and headings.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Contents<'a> {
    /// What a workbook that can't be opened holds: why not.
    pub fn unopened(file: &str, why: &Error) -> Self {
        Contents::without(file, Diagnostic::error(Code::SHEET_FILE, why.to_string()))
    }

    /// What a workbook without a table holds: that it has none.
    pub(super) fn without(file: &str, found: Diagnostic) -> Self {
        let place = Place::cell(Spot::of_file(file), "");
        Contents { units: Vec::new(), findings: vec![found.at(place)] }
    }

    /// Gives a period to the rows of sheets that name none, and were read for none.
    pub fn say_period(&mut self, period: Option<&Period>) {
        for unit in self.units.iter_mut().filter(|unit| unit.period.is_none()) {
            unit.period = period.cloned();
        }
    }

    /// What many workbooks hold together.
    pub fn joined(readings: Vec<Self>) -> Self {
        let mut all = Contents::default();
        for reading in readings {
            all.units.extend(reading.units);
            all.findings.extend(reading.findings);
        }
        all.once_each();
        all
    }

    /// A unit that reports twice reports nothing: nobody knows which is right.
    fn once_each(&mut self) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for at in 0..self.units.len() {
            let (before, rest) = self.units.split_at_mut(at);
            let Some(unit) = rest.first_mut() else { continue };
            let twin = match first.entry(fold(unit.key())) {
                Entry::Vacant(place) => {
                    place.insert(at);
                    continue;
                }
                Entry::Occupied(place) => &mut before[*place.get()],
            };
            let message = format!("đơn vị {} đã có số liệu ở {}", unit.key(), twin.spot);
            let found = Diagnostic::error(Code::SHEET_UNIT_TWICE, message).with_hint("giữ một");
            self.findings.push(found.at(unit.place()));
            for one in [unit, twin] {
                (one.whole, one.unread) = (false, None);
            }
        }
        diagnostic::sort(&mut self.findings);
    }
}

impl UnitRow<'_> {
    /// The code, or the name where there is none.
    pub fn key(&self) -> &str {
        if self.code.is_empty() { &self.name } else { &self.code }
    }

    /// Where the row begins.
    pub fn place(&self) -> Place {
        Place::cell(self.spot.clone(), self.key())
    }

    /// A cell of the row, with what is taken from it.
    pub fn place_of(&self, cell: (usize, usize), text: &str) -> Place {
        Place::cell(self.spot.at(cell), text)
    }
}
