//! Conversion of a unit's grade (xếp loại) to figures of all grades.

use super::super::columns::{Asked, Aspect, Column};
use super::super::grade;
use super::super::grid::Cell;
use super::{Reader, Stated, UnitRow};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Reader<'_, 'a> {
    /// Reads a row's grade: a word in one column, or a yes in one of several. A unit with one
    /// grade has none of the others.
    pub(super) fn grade(&mut self, row: usize, unit: &mut UnitRow<'a>) {
        let Some(at) = self.survey.layout.place(Column::Grade) else {
            return self.others(row, unit);
        };
        match grade::graded(self.survey.grid.cell(row, at), &self.grades) {
            Ok(None) => self.others(row, unit),
            Ok(Some(code)) => {
                let stated = unit.figures.iter().any(|stated| grade::is_grade(&stated.asked));
                if stated {
                    (unit.whole, unit.unread) = (false, None);
                    let found = Diagnostic::error(Code::SHEET_GRADE, "Xếp loại: ghi ở hai nơi");
                    return self.survey.tell((row, at), found.with_hint("giữ cột Xếp loại"));
                }
                for asked in &self.grades {
                    unit.figures.push(phrase(
                        *asked,
                        asked.code == code,
                        self.survey.grid.origin(row, at),
                    ));
                }
            }
            Err(message) => {
                (unit.whole, unit.unread) = (false, None);
                let message = format!("Xếp loại: {message}");
                self.survey.tell((row, at), Diagnostic::error(Code::SHEET_GRADE, message));
            }
        }
    }

    /// Completes the grades of a unit that has a column for one of them.
    fn others(&mut self, row: usize, unit: &mut UnitRow<'a>) {
        let graded: Vec<(&str, (usize, usize))> = unit
            .figures
            .iter()
            .filter(|stated| grade::is_grade(&stated.asked))
            .filter(|stated| stated.phrase.as_deref() == Some(grade::GRADED))
            .map(|stated| (stated.asked.code, stated.cell))
            .collect();
        let Some((code, at)) = graded.first().copied() else { return };
        if graded.len() > 1 {
            (unit.whole, unit.unread) = (false, None);
            let found = grade::two_grades();
            return self.survey.findings.push(found.at(unit.place_of(graded[1].1, "")));
        }
        for asked in &self.grades {
            let own = self.survey.layout.place(Column::Figure(*asked));
            let open = own.is_none_or(|own| *self.survey.grid.cell(row, own) == Cell::Empty);
            let place = own.map_or(at, |own| self.survey.grid.origin(row, own));
            let stated = unit.figures.iter().any(|stated| stated.asked.code == asked.code);
            if asked.code != code && open && !stated {
                unit.figures.push(phrase(*asked, false, place));
            }
        }
    }
}

fn phrase(asked: Asked<'_>, is_own: bool, cell: (usize, usize)) -> Stated<'_> {
    Stated { asked, phrase: Some(grade::phrase(is_own)), aspect: Aspect::Value, cell, sheet: None }
}
