//! A cell of a unit's row.

use super::super::columns::{Asked, Aspect, Column};
use super::super::grid::Cell;
use super::super::mention::counts_for;
use super::super::value::{self, Taken};
use super::{Reader, Stated, UnitRow};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Period, UnitType};
use crate::error::Error;
use crate::rollup::period_words;
use crate::roster::Timespan;
use crate::vietnamese::PartialDate;

impl<'a> Reader<'_, 'a> {
    /// Reads a cell into the unit's row, or reports why it can't be read.
    pub(super) fn cell(
        &mut self,
        row: usize,
        (at, column): (usize, Column<'a>),
        unit: &mut UnitRow<'a>,
    ) {
        let title = column.title();
        match self.taken(row, (at, column), unit) {
            Ok(None) => {}
            Ok(Some(note)) => {
                let message = format!("{title}: {note}");
                self.survey.tell((row, at), Diagnostic::note(Code::SHEET_UNDERSTOOD, message));
            }
            Err(found) => {
                unit.whole = false;
                match column {
                    Column::Figure(_) => {
                        let own = self.survey.grid.origin(row, at);
                        unit.unread.iter_mut().for_each(|cells| cells.push(own));
                    }
                    _ => unit.unread = None,
                }
                self.survey.tell((row, at), *found);
            }
        }
    }

    /// Reads a cell into the unit's row and returns a note, if any.
    fn taken(
        &self,
        row: usize,
        (at, column): (usize, Column<'a>),
        unit: &mut UnitRow<'a>,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let cell = self.survey.grid.cell(row, at);
        let merged = || self.survey.why_merged(&column.title(), row, at);
        let unreadable = |why: String| {
            let message = format!("{}: {why}", column.title());
            Box::new(Diagnostic::error(Code::UNREADABLE_CELL, message))
        };
        match column {
            Column::Code | Column::Name | Column::Grade => Ok(None),
            Column::Type => {
                unit.unit_type = kind(cell).map_err(unreadable)?;
                Ok(None)
            }
            Column::AsOf => {
                let Taken { value, note } = value::day(cell).map_err(unreadable)?;
                unit.as_of = value;
                in_time(value, unit.period.as_ref()).map_err(|why| {
                    let message = format!("{}: {why}", column.title());
                    Box::new(Diagnostic::error(Code::SHEET_PERIOD, message))
                })?;
                Ok(note)
            }
            // Without the column of its numerator it is useless.
            Column::Whole(asked) if self.survey.layout.place(Column::Figure(asked)).is_none() => {
                Ok((!cell.is_empty()).then(|| "mẫu số không có cột tử số, không đọc".to_owned()))
            }
            Column::Whole(_) => merged().map_or(Ok(None), |found| Err(Box::new(found))),
            Column::Figure(asked) => {
                if let Some(found) = merged() {
                    return Err(Box::new(found));
                }
                let Taken { value, note } = self.figure(row, at, &asked).map_err(unreadable)?;
                if !cell.is_empty() || value.is_some() {
                    let cell = self.survey.grid.origin(row, at);
                    let aspect = Aspect::Value;
                    unit.figures.push(Stated { asked, phrase: value, aspect, cell, sheet: None });
                }
                Ok(note)
            }
        }
    }

    /// Reads a further value of a figure: last year's, the plan's. One that can't be read is
    /// reported without consequences for the unit.
    pub(super) fn beside(
        &mut self,
        row: usize,
        (at, asked, aspect): (usize, Asked<'a>, Aspect),
        unit: &mut UnitRow<'a>,
    ) {
        let cell = self.survey.grid.cell(row, at);
        if cell.is_empty() {
            return;
        }
        let title = match aspect {
            Aspect::Assigned => format!("{}, kế hoạch", asked.title()),
            _ => format!("{}, cùng kỳ", asked.title()),
        };
        let found = match self.survey.why_merged(&title, row, at) {
            Some(merged) => merged.with_severity(Severity::Warning),
            None => match self.survey.scale(at).figure(&asked, cell, &Cell::Empty) {
                Ok(Taken { value, .. }) => {
                    let cell = self.survey.grid.origin(row, at);
                    let stated = value.map(|phrase| Stated {
                        asked,
                        phrase: Some(phrase),
                        aspect,
                        cell,
                        sheet: None,
                    });
                    return unit.figures.extend(stated);
                }
                Err(why) => {
                    let message = format!("{title}: {why}; không lấy số này");
                    Diagnostic::warning(Code::UNREADABLE_CELL, message)
                }
            },
        };
        self.survey.tell((row, at), found);
    }

    /// The value of a figure's cell, in the unit of its column.
    fn figure(
        &self,
        row: usize,
        at: usize,
        asked: &Asked<'a>,
    ) -> Result<Taken<Option<String>>, String> {
        let survey = &self.survey;
        let whole = survey.layout.place(Column::Whole(*asked));
        let whole = whole.map_or(&Cell::Empty, |at| survey.grid.cell(row, at));
        survey.scale(at).figure(asked, survey.grid.cell(row, at), whole)
    }
}

/// Whether figures of a date can be of a period: detects a wrong year, or a sheet of another
/// year or half-year.
fn in_time(day: Option<PartialDate>, period: Option<&Period>) -> Result<(), String> {
    let Some((date, period)) = day.zip(period) else { return Ok(()) };
    let Some((day, span)) = date.latest().zip(Timespan::of(period)) else { return Ok(()) };
    if counts_for(day, span) {
        return Ok(());
    }
    Err(match period.year.filter(|year| year.first != day.year) {
        Some(year) => format!("ghi năm {}, mà kỳ báo cáo là năm {}", day.year, year.first),
        None => format!("ghi {}, mà kỳ báo cáo là {}", date.typed(), period_words(period)),
    })
}

fn kind(cell: &Cell) -> Result<Option<UnitType>, String> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Struck(text) => Err(format!("ghi “{text}” bị gạch ngang; gõ lại")),
        cell => cell.shown().parse().map(Some).map_err(|e: Error| e.to_string()),
    }
}
