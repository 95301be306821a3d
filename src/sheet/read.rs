//! The rows of sheets as units' reports.

mod answers;
mod cell;
mod columns;
mod grades;

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::dossier::Period;

use super::columns::{Asked, Column};
use super::grade;
use super::grid::{Area, Cell, Grid};
use super::layout::Layout;
use super::no_unit::{is_below, is_total};
use super::reading::{Contents, Stated, UnitRow};
use super::survey::{Survey, Unreadable, headings_again};
use super::turn::{LaidOut, laid_out};

pub use columns::passed_over;

/// Reads all sheets of one workbook, whatever period they are of. `known` are the columns
/// that may occur. A unit that reports twice is found when workbooks are joined, or rolled
/// up.
pub fn read<'a>(file: &str, grids: &[Grid], known: &[Column<'a>]) -> Contents<'a> {
    read_for(file, grids, known, None)
}

/// Reads all sheets of one workbook for a period: a sheet, a column or a row of another
/// period is reported, and none of it read.
pub fn read_for<'a>(
    file: &str,
    grids: &[Grid],
    known: &[Column<'a>],
    asked: Option<&Period>,
) -> Contents<'a> {
    let mut reading = Contents::default();
    let (mut met, mut without) = (false, Vec::new());
    for grid in grids {
        match laid_out(file, grid, known) {
            LaidOut::Down(turned, passed) => {
                met = true;
                reading.findings.extend(passed);
                if let Some(layout) = Layout::find(&turned, known) {
                    read_tables(Survey::new(file, &turned, asked, layout), known, &mut reading);
                }
            }
            LaidOut::Unclear(found) | LaidOut::OwnTable(found) => {
                met = true;
                reading.findings.push(found);
            }
            LaidOut::Across(Some(layout)) => {
                met = true;
                read_tables(Survey::new(file, grid, asked, layout), known, &mut reading);
            }
            LaidOut::Across(None) => without.extend(no_table(file, grid)),
        }
    }
    // Beside a sheet with a table another may contain more of it.
    reading.findings.extend(without.into_iter().filter(|_| met));
    if !met {
        let why = "không thấy hàng mã hay hàng tiêu đề của biểu";
        let found = Diagnostic::error(Code::SHEET_TABLE, why).with_hint("giữ lại các hàng này");
        return Contents::without(file, found);
    }
    reading.join_tables();
    reading
}

/// The finding that a sheet has no table; `None` if it is empty.
pub fn no_table(file: &str, grid: &Grid) -> Option<Diagnostic> {
    let mut cells = (0..grid.height()).flat_map(|row| grid.row(row));
    let is_number = |cell: &Cell| match cell {
        Cell::Number { .. } => true,
        Cell::Text(text) => text.parse::<f64>().is_ok(),
        _ => false,
    };
    let numbers = cells.clone().filter(|cell| is_number(cell)).count();
    if cells.all(Cell::is_empty) {
        return None;
    }
    let message = "trang không có hàng tiêu đề của biểu, không đọc";
    let found = match numbers {
        // Instructions contain a few numbers.
        0..3 => Diagnostic::note(Code::SHEET_TABLE, message),
        _ => Diagnostic::warning(Code::SHEET_TABLE, message)
            .with_hint("trang có số liệu thì giữ lại hàng tiêu đề"),
    };
    Some(found.at(Place::cell(Spot::of_sheet(file, &grid.name), "")))
}

/// Reads the table of a sheet and those below it, under headings of their own; the titles
/// above the first are said of all.
fn read_tables<'a>(survey: Survey<'_, 'a>, known: &[Column<'a>], reading: &mut Contents<'a>) {
    /// The most tables below one another.
    const MOST: usize = 20;
    let (file, grid, asked) = (survey.file, survey.grid, survey.asked);
    let titles = survey.layout.top;
    let mut next = read_table(survey, known, reading);
    for _ in 1..MOST {
        let Some(heads) = next else { return };
        let from = heads - titles_above(grid, heads);
        let lower = grid.table_from(titles, from);
        let Some(layout) = Layout::find(&lower, known).filter(|found| found.top >= titles) else {
            break;
        };
        let below = read_table(Survey::new(file, &lower, asked, layout), known, reading);
        next = below.map(|row| row - titles + from);
    }
    if let Some(heads) = next {
        let spot = Spot::new(file, &grid.name, grid.origin(heads, 0));
        reading.findings.push(headings_again().at(Place::cell(spot, "")));
    }
}

/// The number of lines above a table within a sheet that belong to it: its title, its unit of
/// measure.
fn titles_above(grid: &Grid, heads: usize) -> usize {
    const MOST: usize = 3;
    let is_line = |row: &usize| {
        let filled = || grid.row(*row).iter().filter(|cell| !cell.is_empty());
        filled().count() <= 2 && filled().all(|cell| matches!(cell, Cell::Text(_)))
    };
    (0..heads).rev().take(MOST).take_while(is_line).count()
}

/// Reads a table up to the headings of another, and returns their row.
fn read_table<'a>(
    mut survey: Survey<'_, 'a>,
    known: &[Column<'a>],
    reading: &mut Contents<'a>,
) -> Option<usize> {
    survey.findings = std::mem::take(&mut reading.findings);
    let grades = grade::grades(known);
    let table = reading.units.last().map_or(0, |unit| unit.table + 1);
    let mut reader = Reader { survey, grades, silent: Vec::new(), table, reading };
    let next = reader.sheet();
    let found = std::mem::take(&mut reader.survey.findings);
    reader.reading.findings = found;
    next
}

/// The cells of a row in the original sheet.
fn area(grid: &Grid, row: usize) -> Area {
    let whole = Area { top: row, left: 0, bottom: row, right: usize::MAX };
    if !grid.origins().are_others() {
        return whole;
    }
    let places = (0..grid.row(row).len()).map(|at| grid.origin(row, at));
    let first = grid.origin(row, 0);
    let start = Area { top: first.0, left: first.1, bottom: first.0, right: first.1 };
    places.fold(start, |area, (row, at)| Area {
        top: area.top.min(row),
        left: area.left.min(at),
        bottom: area.bottom.max(row),
        right: area.right.max(at),
    })
}

struct Reader<'r, 'a> {
    survey: Survey<'r, 'a>,
    /// The indicators that count units by grade.
    grades: Vec<Asked<'a>>,
    /// Units without figures, with the beginning of their rows.
    silent: Vec<((usize, usize), String)>,
    /// The number of the table among those of the workbook.
    table: usize,
    reading: &'r mut Contents<'a>,
}

impl<'a> Reader<'_, 'a> {
    /// Reads the rows up to other headings, and returns the row of those.
    fn sheet(&mut self) -> Option<usize> {
        let survey = &mut self.survey;
        let period = survey.period();
        let known = period.as_ref().ok().and_then(Option::as_ref).or(survey.asked).cloned();
        survey.layout.choose(known.as_ref());
        self.columns();
        let first = self.reading.units.len();
        let (mut below, mut next) = (false, None);
        for row in self.survey.layout.first_row..self.survey.grid.height() {
            match self.survey.layout.is_again(self.survey.grid.row(row)) {
                Some(true) => continue,
                None => {}
                Some(false) => {
                    next = Some(row);
                    break;
                }
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
        next
    }

    /// Whether there are more findings, or more units, than anybody reads.
    fn is_too_much(&mut self, row: usize) -> bool {
        const MOST_FINDINGS: usize = 2_000;
        const MOST_UNITS: usize = 10_000;
        let (message, hint) = match () {
            () if self.survey.findings.len() > MOST_FINDINGS => {
                ("các hàng dưới chưa đọc, vì đã có quá nhiều chỗ phải nêu", "sửa rồi đọc lại")
            }
            () if self.reading.units.len() > MOST_UNITS => {
                ("các hàng dưới chưa đọc, vì biểu có quá nhiều đơn vị", "chia thành nhiều tệp")
            }
            () => return false,
        };
        let found = Diagnostic::error(Code::SHEET_TOO_MUCH, message).with_hint(hint);
        self.survey.tell((row + 1, 0), found);
        true
    }

    /// Reports the units without figures in one finding: a unit may return a workbook for
    /// sixty.
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
        self.survey.tell(first, Diagnostic::note(Code::SHEET_SILENT_UNIT, message));
    }

    /// The text of an identifying column. A code that lost its letters is a number.
    fn text(&self, row: usize, column: Column<'_>) -> String {
        let at = self.survey.layout.place(column);
        let shown = at.map(|at| self.survey.grid.cell(row, at).shown()).unwrap_or_default();
        // What made a spreadsheet keep a code as a text may have become a part of it.
        shown.trim_start_matches('\'').trim().to_owned()
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
            let message = format!("{} {why}", column.title());
            let found = Diagnostic::error(Code::UNREADABLE_CELL, message);
            return self.survey.tell((row, at), found);
        }
        let torn = self.survey.why_torn(row);
        if let Some(found) = torn.clone() {
            self.survey.tell((row, start), found);
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
            table: self.table,
            area: area(grid, row),
        };
        for at in 0..self.survey.layout.columns.len() {
            self.cell(row, self.survey.layout.columns[at], &mut unit);
        }
        for one in self.survey.layout.beside().collect::<Vec<_>>() {
            self.beside(row, one, &mut unit);
        }
        self.grade(row, &mut unit);
        self.reading.units.push(unit);
    }

    /// Whether a row isn't a unit's with figures: a total, a group, text below the table, a
    /// unit without figures.
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
        // A row with a code is a unit, whatever its name.
        let labels = if code.is_empty() { [name, &first] } else { [code, code] };
        let label = labels.into_iter().find(|text| is_total(text));
        if let Some(label) = label {
            self.survey.tell((row, start), no_unit(label, "cộng"));
            return true;
        }
        if code.is_empty() && self.survey.is_group(row) {
            let label = if name.is_empty() { &first } else { name };
            self.survey.tell((row, start), no_unit(label, "nhóm"));
            return true;
        }
        // Author, date, signature.
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
        // Words below the table aren't a unit without figures.
        let is_called = !code.is_empty() || !name.is_empty();
        if !filled && is_called {
            let called = if code.is_empty() { name } else { code };
            self.silent.push(((row, start), called.to_owned()));
        }
        !filled
    }

    /// Reports a row of figures without a unit, which may belong to the one above.
    fn without_unit(&mut self, row: usize, start: usize) {
        let message = "hàng có số liệu mà không có mã, tên đơn vị";
        let found = Diagnostic::error(Code::SHEET_NAMELESS_ROW, message);
        self.survey.tell((row, start), found);
        let (own, _) = self.survey.grid.origin(row, start);
        if let Some(above) = self.reading.units.last_mut()
            && above.spot.sheet.as_deref().unwrap_or_default() == self.survey.grid.name.as_str()
            && above.spot.cell.is_some_and(|(above, _)| above + 1 == own)
        {
            (above.whole, above.unread) = (false, None);
        }
    }
}

/// The note that a row isn't a unit, and what it is.
pub fn no_unit(label: &str, what: &str) -> Diagnostic {
    let message = format!("hàng “{label}” là hàng {what}, không tính là đơn vị");
    Diagnostic::note(Code::SHEET_NO_UNIT, message)
}
