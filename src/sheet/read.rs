//! The rows of sheets as what units report.

mod answers;
mod columns;
mod grades;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::dossier::{Period, UnitType};
use crate::error::Error;
use crate::vietnamese::PartialDate;

use super::columns::{Asked, Column};
use super::grade;
use super::grid::{Cell, Grid};
use super::heading::fold;
use super::layout::{Layout, figure_named};
use super::mention::counts_for;
use super::no_unit::{is_below, is_total};
use super::remark::{Remark, Severity, Spot};
use super::survey::{Survey, Unreadable};
use super::value::{self, Taken};
use crate::rollup::period_words;
use crate::roster::Timespan;

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
    /// The columns of figures that can't be read, where all else of the row can.
    pub(crate) unread: Option<Vec<usize>>,
}

/// A figure that a row states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The indicator.
    pub asked: Asked<'a>,
    /// As a dossier words it; none where the cell says that it isn't known yet.
    pub phrase: Option<String>,
    /// The column of its cell.
    pub column: usize,
}

/// What sheets hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading<'a> {
    /// The units, in the order of their rows.
    pub units: Vec<UnitRow<'a>>,
    /// What there is to say of cells and headings.
    pub remarks: Vec<Remark>,
}

/// Reads all sheets of one workbook, whatever period they are of. `known` are the
/// columns that may be met. A unit that reports twice is found when workbooks are
/// joined, or rolled up.
pub fn read<'a>(file: &str, grids: &[Grid], known: &[Column<'a>]) -> Reading<'a> {
    read_for(file, grids, known, None)
}

/// Reads all sheets of one workbook for a period: a sheet, a column or a row of
/// another one is told, and none of it taken for the period's.
pub fn read_for<'a>(
    file: &str,
    grids: &[Grid],
    known: &[Column<'a>],
    asked: Option<&Period>,
) -> Reading<'a> {
    let mut reading = Reading::default();
    let mut met = false;
    for grid in grids {
        let layout = Layout::find(grid, known);
        if let Some(cell) = turned(grid, known, layout.as_ref()) {
            met = true;
            let message = "biểu ghi chỉ tiêu theo hàng dọc, chưa đọc được; chép số vào biểu mỗi đơn vị \
                           một hàng (baocao sheet new)";
            let spot = Spot::new(file, &grid.name, cell);
            let (severity, message) = (Severity::Error, message.to_owned());
            reading.remarks.push(Remark { spot, severity, message });
        } else if let Some(layout) = layout {
            met = true;
            let mut survey = Survey::new(file, grid, asked, layout);
            survey.remarks = std::mem::take(&mut reading.remarks);
            let grades = grade::grades(known);
            let mut reader = Reader { survey, grades, silent: Vec::new(), reading: &mut reading };
            reader.sheet();
            reading.remarks = reader.survey.remarks;
        }
    }
    if !met {
        let why = "không thấy hàng mã hay hàng tiêu đề của biểu; giữ lại các hàng này";
        return Reading::refused(file, why.to_owned());
    }
    reading
}

/// Where the indicators of a sheet begin that stand below one another, with the
/// figures of one unit beside them; none where the sheet has a table of units.
fn turned(
    grid: &Grid,
    known: &[Column<'_>],
    layout: Option<&Layout<'_>>,
) -> Option<(usize, usize)> {
    const FEWEST: usize = 2;
    const ROWS: usize = 60;
    const COLUMNS: usize = 4;
    let has_units = layout.is_some_and(|layout| {
        let place = |column| layout.place(column).is_some();
        (place(Column::Code) || place(Column::Name))
            && layout
                .headed
                .iter()
                .any(|headed| !matches!(headed.column, Column::Code | Column::Name))
    });
    if has_units {
        return None;
    }
    (0..COLUMNS).find_map(|at| {
        let mut found: Vec<(usize, Column<'_>)> = Vec::new();
        for row in 0..ROWS.min(grid.height()) {
            let Cell::Text(text) = grid.cell(row, at) else { continue };
            if let Some(column) = figure_named(known, text)
                && !found.iter().any(|(_, met)| *met == column)
            {
                found.push((row, column));
            }
        }
        let first = found.first()?;
        (found.len() >= FEWEST).then_some((first.0, at))
    })
}

impl<'a> Reading<'a> {
    /// What a workbook that can't be read holds: why not.
    pub fn refused(file: &str, why: String) -> Self {
        let spot = Spot { file: file.to_owned(), sheet: None, cell: None };
        let remark = Remark { spot, severity: Severity::Error, message: why };
        Reading { units: Vec::new(), remarks: vec![remark] }
    }

    /// Gives a period to the rows of sheets that name none, and were read for none.
    pub fn say_period(&mut self, period: Option<&Period>) {
        for unit in self.units.iter_mut().filter(|unit| unit.period.is_none()) {
            unit.period = period.cloned();
        }
    }

    /// What many workbooks hold together.
    pub fn joined(readings: Vec<Self>) -> Self {
        let mut all = Reading::default();
        for reading in readings {
            all.units.extend(reading.units);
            all.remarks.extend(reading.remarks);
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
            let message = format!("đơn vị {} đã có số liệu ở {}; giữ một", unit.key(), twin.spot);
            let remark = Remark { spot: unit.spot.clone(), severity: Severity::Error, message };
            self.remarks.push(remark);
            (unit.whole, twin.whole) = (false, false);
        }
        self.remarks.sort();
    }
}

impl UnitRow<'_> {
    /// The code, or the name where there is none.
    pub fn key(&self) -> &str {
        if self.code.is_empty() { &self.name } else { &self.code }
    }

    /// The cell of a figure.
    pub(crate) fn spot_of(&self, stated: &Stated<'_>) -> Spot {
        let cell = self.spot.cell.map(|(row, _)| (row, stated.column));
        Spot { cell, ..self.spot.clone() }
    }
}

struct Reader<'r, 'a> {
    survey: Survey<'r, 'a>,
    /// The indicators that count the units of a grade.
    grades: Vec<Asked<'a>>,
    /// Units that say nothing, and where their rows begin.
    silent: Vec<((usize, usize), String)>,
    reading: &'r mut Reading<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn sheet(&mut self) {
        let survey = &mut self.survey;
        let period = survey.period();
        let known = period.as_ref().ok().and_then(Option::as_ref).or(survey.asked).cloned();
        survey.layout.choose(known.as_ref());
        self.columns();
        let first = self.reading.units.len();
        let mut below = false;
        for row in self.survey.layout.first_row..self.survey.grid.height() {
            match self.survey.repeats_headings(row) {
                Ok(true) => continue,
                Ok(false) => {}
                Err(Unreadable) => break,
            }
            self.row(row, period.as_ref().map(Option::as_ref), &mut below);
            if self.is_too_much(row) {
                break;
            }
        }
        self.silence();
        if self.survey.layout.sent.is_some() {
            self.keep_last(first);
        }
    }

    /// Whether more is wrong, or more is there, than anybody reads at once.
    fn is_too_much(&mut self, row: usize) -> bool {
        const MOST_REMARKS: usize = 2_000;
        const MOST_UNITS: usize = 10_000;
        let message = match () {
            () if self.survey.remarks.len() > MOST_REMARKS => {
                "các hàng dưới chưa đọc, vì đã có quá nhiều chỗ phải nêu; sửa rồi đọc lại"
            }
            () if self.reading.units.len() > MOST_UNITS => {
                "các hàng dưới chưa đọc, vì biểu có quá nhiều đơn vị; chia thành nhiều tệp"
            }
            () => return false,
        };
        self.survey.remark((row + 1, 0), Severity::Error, message.to_owned());
        true
    }

    /// Tells of units that say nothing, all at once: a unit may send back the
    /// workbook of sixty.
    fn silence(&mut self) {
        const NAMED: usize = 5;
        let Some(first) = self.silent.first().map(|(cell, _)| *cell) else { return };
        let all = self.silent.len();
        let names: Vec<&str> =
            self.silent.iter().take(NAMED).map(|(_, name)| name.as_str()).collect();
        let names = names.join(", ");
        let message = match all {
            1 => format!("{names} chưa ghi số liệu nào"),
            2..=NAMED => format!("{all} đơn vị chưa ghi số liệu nào: {names}"),
            _ => {
                format!("{all} đơn vị chưa ghi số liệu nào: {names} và {} đơn vị khác", all - NAMED)
            }
        };
        self.survey.remark(first, Severity::Note, message);
    }

    /// The text of a column that says whose row it is. A code that lost its
    /// letters is a number.
    fn text(&self, row: usize, column: Column<'_>) -> String {
        let at = self.survey.layout.place(column);
        at.map(|at| self.survey.grid.cell(row, at).shown()).unwrap_or_default()
    }

    fn row(&mut self, row: usize, period: Result<Option<&Period>, &Unreadable>, below: &mut bool) {
        let grid = self.survey.grid;
        let Some(start) = grid.row(row).iter().position(|cell| !cell.is_empty()) else { return };
        let (code, name) = (self.text(row, Column::Code), self.text(row, Column::Name));
        if self.is_no_unit(row, start, &code, &name, below) {
            return;
        }
        if code.is_empty() && name.is_empty() {
            return self.without_unit(row, start);
        }
        for column in [Column::Code, Column::Name] {
            let Some(at) = self.survey.layout.place(column) else { continue };
            let why = match grid.cell(row, at) {
                Cell::Fault(fault) => format!("là công thức lỗi ({fault}); gõ lại"),
                Cell::Struck(_) => {
                    "bị gạch ngang; xóa cả hàng, hoặc bỏ gạch nếu hàng vẫn tính".to_owned()
                }
                _ => continue,
            };
            return self.survey.remark(
                (row, at),
                Severity::Error,
                format!("{} {why}", column.title()),
            );
        }
        let torn = self.survey.why_torn(row);
        if let Some(message) = torn {
            self.survey.remark((row, start), Severity::Error, message.to_owned());
        }
        let whole = period.is_ok()
            && self.survey.layout.twice.is_empty()
            && self.survey.layout.crossed.is_empty()
            && torn.is_none();
        let mut unit = UnitRow {
            spot: self.survey.spot((row, start)),
            code,
            name,
            unit_type: None,
            as_of: None,
            period: period.ok().flatten().cloned(),
            figures: Vec::new(),
            whole,
            unread: whole.then(Vec::new),
        };
        for at in 0..self.survey.layout.columns.len() {
            self.cell(row, self.survey.layout.columns[at], &mut unit);
        }
        self.grade(row, &mut unit);
        self.reading.units.push(unit);
    }

    /// Whether a row is none of a unit's that says figures: a total, a group, what
    /// stands below the table, a unit that says nothing.
    fn is_no_unit(
        &mut self,
        row: usize,
        start: usize,
        code: &str,
        name: &str,
        below: &mut bool,
    ) -> bool {
        let grid = self.survey.grid;
        let first = grid.cell(row, start).shown();
        // Who has a code is a unit, whatever it is called.
        let labels = if code.is_empty() { [name, &first] } else { [code, code] };
        let label = labels.into_iter().find(|text| is_total(text));
        if let Some(label) = label {
            let message = format!("hàng “{label}” là hàng cộng, không tính là đơn vị");
            self.survey.remark((row, start), Severity::Note, message);
            return true;
        }
        if code.is_empty() && self.survey.is_group(row) {
            let label = if name.is_empty() { &first } else { name };
            let message = format!("hàng “{label}” là hàng nhóm, không tính là đơn vị");
            self.survey.remark((row, start), Severity::Note, message);
            return true;
        }
        // Who made the table, when, who signed.
        if !self.survey.says_a_figure(row) {
            let may_be = code.is_empty() || is_below(code);
            *below |= may_be && grid.row(row).iter().any(|cell| is_below(&cell.shown()));
            if *below {
                return true;
            }
        }
        let filled = self.survey.layout.columns.iter().any(|(at, column)| {
            matches!(column, Column::Figure(_) | Column::Whole(_) | Column::Grade)
                && !grid.cell(row, *at).is_empty()
        });
        // Words below the table are no unit that says nothing.
        let is_called = !code.is_empty() || !name.is_empty();
        if !filled && is_called {
            let called = if code.is_empty() { name } else { code };
            self.silent.push(((row, start), called.to_owned()));
        }
        !filled
    }

    /// A row of figures that says of no unit, and may be more of the one above.
    fn without_unit(&mut self, row: usize, start: usize) {
        let message = "hàng có số liệu mà không có mã, tên đơn vị".to_owned();
        self.survey.remark((row, start), Severity::Error, message);
        if let Some(above) = self.reading.units.last_mut()
            && above.spot.sheet.as_deref().unwrap_or_default() == self.survey.grid.name
            && above.spot.cell.is_some_and(|(above, _)| above + 1 == row)
        {
            (above.whole, above.unread) = (false, None);
        }
    }

    /// Takes what a cell says into the unit's row, or tells why not.
    fn cell(&mut self, row: usize, (at, column): (usize, Column<'a>), unit: &mut UnitRow<'a>) {
        let cell = self.survey.grid.cell(row, at);
        let merged = || self.survey.why_merged(row, at);
        let taken = match column {
            Column::Code | Column::Name | Column::Grade => return,
            Column::Type => kind(cell).map(|value| {
                unit.unit_type = value;
                None
            }),
            Column::AsOf => value::day(cell).and_then(|taken| {
                unit.as_of = taken.value;
                in_time(taken.value, unit.period.as_ref()).map(|()| taken.note)
            }),
            // Without its numerator's column it says nothing.
            Column::Whole(asked) if self.survey.layout.place(Column::Figure(asked)).is_none() => {
                Ok((!cell.is_empty()).then(|| "mẫu số không có cột tử số, không đọc".to_owned()))
            }
            Column::Whole(_) => merged().map_or(Ok(None), Err),
            Column::Figure(asked) => {
                let taken = merged().map_or_else(|| self.figure(row, at, &asked), Err);
                taken.map(|Taken { value, note }| {
                    if !cell.is_empty() || value.is_some() {
                        unit.figures.push(Stated { asked, phrase: value, column: at });
                    }
                    note
                })
            }
        };
        match taken {
            Ok(None) => {}
            Ok(Some(note)) => {
                self.survey.remark(
                    (row, at),
                    Severity::Note,
                    format!("{}: {note}", column.title()),
                );
            }
            Err(message) => {
                unit.whole = false;
                match column {
                    Column::Figure(_) => unit.unread.iter_mut().for_each(|c| c.push(at)),
                    _ => unit.unread = None,
                }
                let message = format!("{}: {message}", column.title());
                self.survey.remark((row, at), Severity::Error, message);
            }
        }
    }

    /// What a cell says of a figure, in the unit of measure of its column.
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

/// Whether figures of a day can be a period's: a slip in the year, or a sheet of
/// another year or half, shows here.
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
