//! The fields that the columns of a sheet fill.

use std::sync::Arc;

use super::{Column, Reader, TableHead};
use crate::diagnostic::{Code, Diagnostic, letters};
use crate::dossier::Period;
use crate::sheet::columns::Column as Known;
use crate::sheet::fields::field::{CodedFigure, Field, Part};
use crate::sheet::fields::heading::Heading;
use crate::sheet::fields::names::{Meaning, Named};
use crate::sheet::fields::{Assigned, choices};
use crate::sheet::grid::Grid;
use crate::sheet::head::WIDEST;
use crate::sheet::heading::{fold, is_counter, is_timestamp};
use crate::sheet::layout::{Headed, Layout};
use crate::sheet::read::passed_over;
use crate::sheet::survey::{self, Scale, Survey};
use crate::source::Path;

/// A heading with its field.
pub(super) struct Meant<'h> {
    heading: &'h Heading,
    pub(super) field: Field,
    title: String,
    /// Whether it was mapped by the user, who knows the contents.
    is_said: bool,
}

/// What a column was recognised as.
enum Role {
    /// A field, and the column's name in messages.
    Fills(Field, String),
    /// The unit's grade, which fills the indicators of all grades.
    Grades,
    /// Skipped by the user; or a row number, or the time a form was sent.
    Passed,
    Nothing,
}

impl Reader<'_> {
    /// The meaning of each heading.
    pub(super) fn meant<'h>(
        &mut self,
        grid: &Grid,
        head: &'h TableHead,
        layout: &Layout<'_>,
    ) -> Vec<Meant<'h>> {
        let used = |at: usize| (head.rows.end..grid.height()).any(|r| !grid.cell(r, at).is_empty());
        let mut meant = Vec::new();
        for heading in &head.headings {
            let said = self.used.len();
            let found = self.find(grid, heading, used(heading.column), layout);
            let is_said = self.used.len() > said;
            let mut mean = |field, title| meant.push(Meant { heading, field, title, is_said });
            match found {
                Role::Fills(field, title) => mean(field, title),
                Role::Grades => {
                    for figure in self.fields.names.grades() {
                        mean(Field::Figure(figure, Part::Grade), heading.text.clone());
                    }
                }
                Role::Passed | Role::Nothing => {}
            }
        }
        meant
    }

    /// The columns to read: those with figures of the period, each once.
    pub(super) fn of_period<'a>(
        &mut self,
        survey: &mut Survey<'_, 'a>,
        known: &[Known<'a>],
        meant: Vec<Meant<'_>>,
        period: Option<&Period>,
    ) -> Vec<Column> {
        let grid = survey.grid;
        let mut columns: Vec<Column> = Vec::new();
        let mut passed: Vec<(Meant<'_>, String)> = Vec::new();
        let headed = |one: &Meant<'_>| {
            let own = known.iter().find(|known| Some(**known) == one.field.column());
            let own = own.filter(|_| !one.is_said)?;
            Some(survey.layout.headed_as(grid, known, one.heading.column, *own))
        };
        let with_head = |one| (headed(&one), one);
        let all: Vec<(Option<Headed<'a>>, Meant<'_>)> = meant.into_iter().map(with_head).collect();
        // Last year's figures and the plan's stand beside the period's own.
        let is_own = |headed: &Headed<'_>| headed.other_than(period).is_none();
        let read = all.iter().filter(|(headed, _)| headed.as_ref().is_none_or(is_own));
        let read: Vec<String> = read.map(|(_, one)| one.field.code()).collect();
        for (headed, mut one) in all {
            let aspect = headed.as_ref().and_then(|headed| headed.aspect(period));
            let beside = aspect.filter(|_| read.contains(&one.field.code()));
            if let Some((field, what)) = beside.and_then(|aspect| one.field.beside(aspect)) {
                one.title = format!("{} ({what})", one.title);
                one.field = field;
            } else if let Some(of) = headed.and_then(|headed| headed.other_than(period)) {
                passed.push((one, of));
                continue;
            }
            let Meant { heading, field, title, .. } = one;
            if let Some(twin) = columns.iter().find(|c| c.field.code() == field.code()) {
                let other = letters(twin.at);
                let (text, code) = (&heading.text, field.code());
                let message = format!("cột “{text}” và cột {other} cùng ghi vào {code}");
                let own = letters(heading.column);
                let hint = format!("giữ một, hoặc bỏ bớt: --column \"{own}=\"");
                let found = Diagnostic::error(Code::SHEET_COLUMN_TWICE, message).with_hint(hint);
                self.tell(grid, (heading.row, heading.column), found);
                continue;
            }
            let at = heading.column;
            let (slot, whole, scale) = (Path::root(), None, Scale::default());
            columns.push(Column { at, field, slot, title, whole, scale });
        }
        for (Meant { heading, field, title, .. }, of) in passed {
            if survey.is_filled(heading.column) {
                let is_replaced = columns.iter().any(|c| c.field.code() == field.code());
                let found = passed_over(&title, &of, is_replaced);
                survey.tell((heading.row, heading.column), found);
            }
        }
        self.with_other_grades(columns)
    }

    /// If units state their grade in columns of some grades, the others follow from those.
    fn with_other_grades(&self, mut columns: Vec<Column>) -> Vec<Column> {
        let grades = self.fields.names.grades();
        let is_grade = |column: &&Column| {
            let own = |figure: &Arc<CodedFigure>| figure.code == column.field.code();
            column.is(Part::Value) && grades.iter().any(own)
        };
        let Some(at) = columns.iter().find(is_grade).map(|column| column.at) else {
            return columns;
        };
        for figure in grades {
            if !columns.iter().any(|column| column.field.code() == figure.code) {
                let (title, slot) = (figure.asked().title().to_owned(), Path::root());
                let field = Field::Figure(figure, Part::OtherGrade);
                let (whole, scale) = (None, Scale::default());
                columns.push(Column { at, field, slot, title, whole, scale });
            }
        }
        columns
    }

    /// Determines the scale of the numbers in columns.
    pub(super) fn scale<'a>(
        &mut self,
        survey: &mut Survey<'_, 'a>,
        known: &[Known<'a>],
        columns: &mut [Column],
    ) {
        let find = |field: &Field| known.iter().find(|known| Some(**known) == field.column());
        let read = columns.iter().filter_map(|column| Some((column.at, *find(&column.field)?)));
        survey.layout.columns = read.collect();
        let amounts = columns.iter().filter_map(|column| {
            let asked = column.field.amount()?;
            let own = known.iter().find_map(|known| match known {
                Known::Figure(own) if *own == asked => Some(*own),
                _ => None,
            });
            Some((column.at, own?))
        });
        let amounts: Vec<_> = amounts.collect();
        survey.measure(&amounts);
        columns.iter_mut().for_each(|column| column.scale = survey.scale(column.at));
    }

    fn find(&mut self, grid: &Grid, heading: &Heading, used: bool, layout: &Layout<'_>) -> Role {
        let called = |one: &Assigned| {
            let named = [&heading.text, &heading.joined].into_iter().chain(&heading.code);
            one.heading == letters(heading.column)
                || named.into_iter().any(|text| fold(text) == fold(&one.heading))
        };
        if let Some(at) = self.fields.mapping.iter().position(called) {
            self.used.push(at);
            let said = self.fields.mapping[at].field.clone();
            return said
                .map_or(Role::Passed, |named| Role::Fills(named.field, heading.text.clone()));
        }
        if is_counter(&heading.text) || is_timestamp(&heading.text) {
            return Role::Passed;
        }
        let names = &self.fields.names;
        // *Nữ* below *Đoàn viên* differs from *Nữ* alone.
        let texts = heading.code.iter().chain([&heading.joined, &heading.text]);
        let meanings: Vec<Meaning<'_>> = texts.map(|text| names.meaning(text)).collect();
        let mut near: Vec<&Named> = Vec::new();
        let mut several = None;
        for meaning in meanings {
            match meaning {
                Meaning::One(named) => {
                    return Role::Fills(named.field, heading.text.clone());
                }
                Meaning::Several(all) => several = several.or(Some(choices(&all))),
                Meaning::Unknown(all) if !all.is_empty() => near = all,
                Meaning::Unknown(_) => {}
            }
        }
        if several.is_none()
            && let Some(found) = self.by_layout(heading, layout)
        {
            return found;
        }
        let text = &heading.text;
        let place = (heading.row, heading.column);
        match several {
            Some(all) => {
                let message = format!("cột “{text}” có thể là {all}");
                let found = Diagnostic::error(Code::SHEET_HEADING, message).with_hint(format!(
                    "ghi rõ, ví dụ: --column \"{text}=KHÓA\", để trống KHÓA thì bỏ qua cột"
                ));
                self.tell(grid, place, found);
            }
            None if used => {
                let message = match near.as_slice() {
                    [] => format!("cột “{text}” không có trong hồ sơ, không đọc"),
                    near => format!(
                        "cột “{text}” không có trong hồ sơ, không đọc. Có phải là {}?",
                        choices(near)
                    ),
                };
                self.tell(grid, place, Diagnostic::note(Code::SHEET_UNKNOWN_COLUMN, message));
            }
            None => {}
        }
        Role::Nothing
    }

    /// The meaning of a heading without words of time, measure and the like.
    fn by_layout(&self, heading: &Heading, layout: &Layout<'_>) -> Option<Role> {
        let headed = layout.headed.iter().find(|headed| headed.at == heading.column)?;
        let Some(code) = Field::code_of(&headed.column) else { return Some(Role::Grades) };
        match self.fields.names.meaning(&code) {
            Meaning::One(named) => Some(Role::Fills(named.field, headed.column.title())),
            Meaning::Several(_) | Meaning::Unknown(_) => None,
        }
    }

    /// Reports columns with cells and without a heading.
    pub(super) fn unheaded(&mut self, grid: &Grid, head: &TableHead) {
        let rows = head.rows.end..grid.height();
        let width = rows.clone().map(|row| grid.row(row).len()).max().unwrap_or(0).min(WIDEST);
        for at in (0..width).filter(|at| !head.headings.iter().any(|h| h.column == *at)) {
            if let Some(row) = rows.clone().find(|row| !grid.cell(*row, at).is_empty()) {
                self.tell(grid, (row, at), survey::unheaded(at));
            }
        }
    }

    /// Gives every rate its denominator.
    pub(super) fn pair(&mut self, grid: &Grid, head: &TableHead, columns: &mut [Column]) {
        let figure = |column: &Column, part: Part| match &column.field {
            Field::Figure(figure, own) if *own == part => Some(figure.code.clone()),
            _ => None,
        };
        for at in 0..columns.len() {
            let Some(code) = figure(&columns[at], Part::Whole) else { continue };
            let own = |column: &&mut Column| figure(column, Part::Value).as_ref() == Some(&code);
            match columns.iter_mut().find(own) {
                Some(numerator) => numerator.whole = Some(at),
                None => {
                    let message =
                        format!("cột mẫu số “{}” không có cột tử số, không đọc", columns[at].title);
                    let place = (head.rows.end - 1, columns[at].at);
                    self.tell(grid, place, Diagnostic::note(Code::SHEET_OTHER_FIGURES, message));
                }
            }
        }
    }
}

/// Whether each row names a period.
pub(super) fn names_period(meant: &[Meant<'_>]) -> bool {
    let keys = ["period.type", "period.year", "period.from", "period.to"];
    meant.iter().any(|one| keys.contains(&one.field.code().as_str()))
}
