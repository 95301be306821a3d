//! The contents of sheets: the reporting units, and findings.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ecow::EcoString;

use crate::diagnostic::{self, Code, Diagnostic, Place, Spot};
use crate::dossier::{Period, UnitType};
use crate::error::Error;
use crate::vietnamese::PartialDate;

use super::columns::{Asked, Aspect};
use super::grid::Area;
use super::heading::fold;

/// The report of one unit in one row.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRow<'a> {
    /// The beginning of the row.
    pub spot: Spot,
    /// Its code, as typed.
    pub code: String,
    /// Its name, as typed.
    pub name: String,
    /// Its type, if stated.
    pub unit_type: Option<UnitType>,
    /// The date of its figures, if stated.
    pub as_of: Option<PartialDate>,
    /// The period that it reports on, if known.
    pub period: Option<Period>,
    /// The stated figures only.
    pub figures: Vec<Stated<'a>>,
    /// Whether the whole row could be read; only then it is used as a dossier.
    pub whole: bool,
    /// The cells of figures that can't be read, if the rest of the row can.
    pub unread: Option<Vec<(usize, usize)>>,
    /// The number of its table among those of the workbook.
    pub table: usize,
    /// The area of its cells: a row, a column, or the whole sheet.
    pub area: Area,
}

/// A figure stated in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The indicator.
    pub asked: Asked<'a>,
    /// In the words of a dossier; `None` if the cell states that it isn't known yet.
    pub phrase: Option<String>,
    /// Which of the indicator's figures it is.
    pub aspect: Aspect,
    /// Its cell.
    pub cell: (usize, usize),
    /// The sheet of that, if it isn't the one of the row.
    pub sheet: Option<EcoString>,
}

/// The contents of sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents<'a> {
    /// The units, in the order of rows.
    pub units: Vec<UnitRow<'a>>,
    /// The findings about cells and headings.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Contents<'a> {
    /// The contents of a workbook that can't be opened: only the reason.
    pub fn unopened(file: &str, why: &Error) -> Self {
        Contents::without(file, Diagnostic::error(Code::SHEET_FILE, why.to_string()))
    }

    /// The contents of a workbook without a table: only the finding.
    pub(super) fn without(file: &str, found: Diagnostic) -> Self {
        let place = Place::cell(Spot::of_file(file), "");
        Contents { units: Vec::new(), findings: vec![found.at(place)] }
    }

    /// Sets the period of rows of sheets that name none, and were read without one.
    pub fn say_period(&mut self, period: Option<&Period>) {
        for unit in self.units.iter_mut().filter(|unit| unit.period.is_none()) {
            unit.period = period.cloned();
        }
    }

    /// Joins what the tables of a workbook state of the same unit, other figures in each: the
    /// indicators of a form may be spread over several.
    pub(super) fn join_tables(&mut self) {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut kept: Vec<UnitRow<'a>> = Vec::with_capacity(self.units.len());
        for unit in std::mem::take(&mut self.units) {
            let key = fold(unit.key());
            match first.get(&key).map(|at| &mut kept[*at]) {
                Some(own) if own.is_continued_by(&unit) => own.take(unit),
                _ => {
                    first.entry(key).or_insert(kept.len());
                    kept.push(unit);
                }
            }
        }
        self.units = kept;
    }

    /// The combined contents of several workbooks.
    pub fn joined(readings: Vec<Self>) -> Self {
        let mut all = Contents::default();
        for reading in readings {
            all.units.extend(reading.units);
            all.findings.extend(reading.findings);
        }
        all.once_each();
        all
    }

    /// Drops units that report twice, since it isn't known which report is right.
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
    /// The code, or the name if there is none.
    pub fn key(&self) -> &str {
        if self.code.is_empty() { &self.name } else { &self.code }
    }

    /// Whether another row, of another table, states other figures of the same unit and
    /// contradicts nothing.
    fn is_continued_by(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let is_whole = |unit: &Self| {
            unit.whole
                && unit.unread.as_ref().is_some_and(Vec::is_empty)
                && !unit.figures.is_empty()
        };
        let states = |stated: &Stated<'_>| {
            let is_same = |own: &Stated<'_>| {
                own.asked.code == stated.asked.code && own.aspect == stated.aspect
            };
            self.figures.iter().any(is_same)
        };
        self.table != other.table
            && is_whole(self)
            && is_whole(other)
            && fold(&self.name) == fold(&other.name)
            && self.period == other.period
            && agree(self.unit_type.as_ref(), other.unit_type.as_ref())
            && agree(self.as_of.as_ref(), other.as_of.as_ref())
            && !other.figures.iter().any(states)
    }

    /// Takes the figures of such a row.
    fn take(&mut self, other: Self) {
        let sheet = other.spot.sheet.filter(|sheet| Some(sheet) != self.spot.sheet.as_ref());
        self.unit_type = self.unit_type.or(other.unit_type);
        self.as_of = self.as_of.or(other.as_of);
        let taken = other.figures.into_iter();
        self.figures.extend(taken.map(|stated| Stated { sheet: sheet.clone(), ..stated }));
    }

    /// The beginning of the row.
    pub fn place(&self) -> Place {
        Place::cell(self.spot.clone(), self.key())
    }

    /// The cell of a figure as a place, with the text read from it.
    pub fn place_of_figure(&self, stated: &Stated<'_>, text: &str) -> Place {
        let spot = self.spot.at(stated.cell);
        let sheet = stated.sheet.clone().or(spot.sheet.clone());
        Place::cell(Spot { sheet, ..spot }, text)
    }

    /// A cell of the row as a place, with the text read from it.
    pub fn place_of(&self, cell: (usize, usize), text: &str) -> Place {
        Place::cell(self.spot.at(cell), text)
    }
}
