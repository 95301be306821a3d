//! The rows of sheets as what units report.

mod answers;
mod columns;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::dossier::{Period, UnitType};
use crate::vietnamese::PartialDate;

use super::columns::{Asked, Column};
use super::grid::{Cell, Grid};
use super::heading::fold;
use super::layout::Layout;
use super::no_unit::{is_below, is_group_row, is_total};
use super::period;
use super::remark::{Remark, Severity, Spot};
use super::value::{self, Taken};
use super::workbook::PERIOD;

/// What one unit reports in one row.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRow<'a> {
    /// Where the row begins.
    pub spot: Spot,
    pub code: String,
    pub name: String,
    pub unit_type: Option<UnitType>,
    pub as_of: Option<PartialDate>,
    pub period: Option<Period>,
    /// What the row says nothing of isn't here.
    pub figures: Vec<Stated<'a>>,
    /// Whether all of the row could be read. Only then it is a dossier.
    pub whole: bool,
    /// The columns of figures that can't be read, where all else of the row can.
    pub unread: Option<Vec<usize>>,
}

/// A figure that a row states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    pub asked: Asked<'a>,
    /// As a dossier words it; none where the cell says that it isn't known yet.
    pub phrase: Option<String>,
    /// The column of its cell.
    pub column: usize,
}

/// What sheets hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading<'a> {
    pub units: Vec<UnitRow<'a>>,
    pub remarks: Vec<Remark>,
}

/// Reads all sheets of one workbook. `known` are the columns that may be met. A
/// unit that reports twice is found when workbooks are joined, or rolled up.
pub fn read<'a>(file: &str, grids: &[Grid], known: &[Column<'a>]) -> Reading<'a> {
    let mut reading = Reading::default();
    let mut met = false;
    for grid in grids {
        if let Some(layout) = Layout::find(grid, known) {
            met = true;
            let (layout, reading) = (&layout, &mut reading);
            let (money, silent) = Default::default();
            Reader { file, grid, layout, money, silent, reading }.sheet();
        }
    }
    if !met {
        let why = "không thấy hàng mã hay hàng tiêu đề của biểu; giữ lại các hàng này";
        return Reading::refused(file, why.to_owned());
    }
    reading
}

impl<'a> Reading<'a> {
    /// What a workbook that can't be read holds: why not.
    pub fn refused(file: &str, why: String) -> Self {
        let spot = Spot { file: file.to_owned(), sheet: None, cell: None };
        let remark = Remark { spot, severity: Severity::Error, message: why };
        Reading { units: Vec::new(), remarks: vec![remark] }
    }

    /// Gives a period to the rows of sheets that name none.
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
    pub fn spot_of(&self, stated: &Stated<'_>) -> Spot {
        let cell = self.spot.cell.map(|(row, _)| (row, stated.column));
        Spot { cell, ..self.spot.clone() }
    }
}

/// A sheet's period that can't be read: its rows report nobody knows what.
struct Unreadable;

struct Reader<'r, 'a> {
    file: &'r str,
    grid: &'r Grid,
    layout: &'r Layout<'a>,
    /// What the money of columns is counted in, where the sheet has it otherwise
    /// than the catalogue.
    money: Vec<(usize, &'static str)>,
    /// Units that say nothing, and where their rows begin.
    silent: Vec<((usize, usize), String)>,
    reading: &'r mut Reading<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn spot(&self, cell: (usize, usize)) -> Spot {
        Spot::new(self.file, &self.grid.name, cell)
    }

    fn remark(&mut self, cell: (usize, usize), severity: Severity, message: String) {
        let spot = self.spot(cell);
        self.reading.remarks.push(Remark { spot, severity, message });
    }

    fn sheet(&mut self) {
        self.columns();
        let layout = self.layout;
        let period = self.period();
        let first = self.reading.units.len();
        let mut below = false;
        for row in layout.first_row..self.grid.height() {
            self.row(row, period.as_ref().map(Option::as_ref), &mut below);
        }
        self.silence();
        if layout.sent.is_some() {
            self.keep_last(first);
        }
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
        self.remark(first, Severity::Note, message);
    }

    /// The period that the title rows name.
    fn period(&mut self) -> Result<Option<Period>, Unreadable> {
        let grid = self.grid;
        for row in 0..self.layout.first_row {
            for (at, cell) in grid.row(row).iter().enumerate() {
                let Cell::Text(text) = cell else { continue };
                let Some(words) = text.strip_prefix(PERIOD) else { continue };
                match period::parse_period(words.trim()) {
                    Ok(period) => return Ok(Some(period)),
                    Err(message) if period::is_shorter(words) => {
                        self.remark((row, at), Severity::Error, message);
                        return Err(Unreadable);
                    }
                    Err(message) => self.remark((row, at), Severity::Note, message),
                }
            }
        }
        Ok(None)
    }

    /// The text of a column that says whose row it is. A code that lost its
    /// letters is a number.
    fn text(&self, row: usize, column: Column<'_>) -> String {
        let at = self.layout.place(column);
        at.map(|at| self.grid.cell(row, at).shown()).unwrap_or_default()
    }

    /// Whether a cell of a row says a number, or could: words alone don't.
    fn says_a_figure(&self, row: usize) -> bool {
        self.layout.columns.iter().any(|(at, column)| match self.grid.cell(row, *at) {
            Cell::Empty => false,
            _ if !matches!(column, Column::Figure(_) | Column::Whole(_)) => false,
            Cell::Text(text) => {
                !is_below(text)
                    && (text.contains(|c: char| c.is_ascii_digit()) || value::is_word(text))
            }
            _ => true,
        })
    }

    fn is_group(&self, row: usize) -> bool {
        let rows = self.layout.first_row..self.grid.height();
        self.layout.counter.is_some_and(|at| is_group_row(self.grid, at, row, rows))
    }

    /// A row beyond whose headings there are cells: of a text file whose numbers
    /// were taken apart.
    fn is_torn(&self, row: usize) -> bool {
        let is_text = self.grid.name.is_empty();
        let cells = self.grid.row(row);
        let beyond = (0..=self.layout.heads).map(|row| self.grid.row(row).len()).max();
        is_text && cells.iter().skip(beyond.unwrap_or(0)).any(|cell| !cell.is_empty())
    }

    fn row(&mut self, row: usize, period: Result<Option<&Period>, &Unreadable>, below: &mut bool) {
        let grid = self.grid;
        let Some(start) = grid.row(row).iter().position(|cell| !cell.is_empty()) else { return };
        let (code, name) = (self.text(row, Column::Code), self.text(row, Column::Name));
        let first = grid.cell(row, start).shown();
        // Who has a code is a unit, whatever it is called.
        let labels = if code.is_empty() { [&name, &first] } else { [&code, &code] };
        if let Some(label) = labels.into_iter().find(|text| is_total(text)) {
            let message = format!("hàng “{label}” là hàng cộng, không tính là đơn vị");
            return self.remark((row, start), Severity::Note, message);
        }
        if code.is_empty() && self.is_group(row) {
            let label = if name.is_empty() { &first } else { &name };
            let message = format!("hàng “{label}” là hàng nhóm, không tính là đơn vị");
            return self.remark((row, start), Severity::Note, message);
        }
        // Who made the table, when, who signed.
        if !self.says_a_figure(row) {
            let may_be = code.is_empty() || is_below(&code);
            *below |= may_be && grid.row(row).iter().any(|cell| is_below(&cell.shown()));
            if *below {
                return;
            }
        }
        let filled = self.layout.columns.iter().any(|(at, column)| {
            matches!(column, Column::Figure(_) | Column::Whole(_))
                && !grid.cell(row, *at).is_empty()
        });
        if !filled {
            if code.is_empty() && name.is_empty() {
                // Words below the table: who made it, when.
                return;
            }
            self.silent.push(((row, start), if code.is_empty() { name } else { code }));
            return;
        }
        if code.is_empty() && name.is_empty() {
            let message = "hàng có số liệu mà không có mã, tên đơn vị".to_owned();
            return self.remark((row, start), Severity::Error, message);
        }
        for column in [Column::Code, Column::Name] {
            let Some(at) = self.layout.place(column) else { continue };
            if let Cell::Fault(fault) = grid.cell(row, at) {
                let message = format!("{} là công thức lỗi ({fault}); gõ lại", column.title());
                return self.remark((row, at), Severity::Error, message);
            }
        }
        let torn = self.is_torn(row);
        if torn {
            let message = "hàng có nhiều ô hơn hàng tiêu đề: số có dấu phẩy phải đặt trong ngoặc kép; \
                           hoặc mở bằng Excel, lưu lại thành .xlsx";
            self.remark((row, start), Severity::Error, message.to_owned());
        }
        let whole = period.is_ok()
            && self.layout.twice.is_empty()
            && self.layout.crossed.is_empty()
            && !torn;
        let mut unit = UnitRow {
            spot: self.spot((row, start)),
            code,
            name,
            unit_type: None,
            as_of: None,
            period: period.ok().flatten().cloned(),
            figures: Vec::new(),
            whole,
            unread: whole.then(Vec::new),
        };
        for (at, column) in &self.layout.columns {
            let cell = grid.cell(row, *at);
            let taken = match column {
                Column::Code | Column::Name => continue,
                Column::Type => kind(cell).map(|value| {
                    unit.unit_type = value;
                    None
                }),
                Column::AsOf => value::day(cell).and_then(|taken| {
                    unit.as_of = taken.value;
                    in_time(taken.value, unit.period.as_ref()).map(|()| taken.note)
                }),
                // Without its numerator's column it says nothing.
                Column::Whole(asked) if self.layout.place(Column::Figure(*asked)).is_none() => {
                    Ok((!cell.is_empty())
                        .then(|| "mẫu số không có cột tử số, không đọc".to_owned()))
                }
                Column::Whole(_) => continue,
                Column::Figure(asked) => {
                    let whole = self.layout.place(Column::Whole(*asked));
                    let whole = whole.map_or(&Cell::Empty, |at| grid.cell(row, at));
                    value::figure(asked, cell, whole).map(|Taken { value, note }| {
                        let value = match (value, self.money.iter().find(|(place, _)| place == at))
                        {
                            (Some(phrase), Some((_, unit))) if value::is_bare(cell) => {
                                Some(phrase.replace(asked.unit(), unit))
                            }
                            (value, _) => value,
                        };
                        if !cell.is_empty() || value.is_some() {
                            let (asked, column) = (*asked, *at);
                            unit.figures.push(Stated { asked, phrase: value, column });
                        }
                        note
                    })
                }
            };
            match taken {
                Ok(None) => {}
                Ok(Some(note)) => {
                    self.remark((row, *at), Severity::Note, format!("{}: {note}", column.title()));
                }
                Err(message) => {
                    unit.whole = false;
                    match column {
                        Column::Figure(_) => unit.unread.iter_mut().for_each(|c| c.push(*at)),
                        _ => unit.unread = None,
                    }
                    let message = format!("{}: {message}", column.title());
                    self.remark((row, *at), Severity::Error, message);
                }
            }
        }
        self.reading.units.push(unit);
    }
}

/// Whether figures of a day can be a period's: a slip in the year, or a sheet of
/// another year, shows here.
fn in_time(day: Option<PartialDate>, period: Option<&Period>) -> Result<(), String> {
    let years = day.and_then(|day| day.year()).zip(period.and_then(|period| period.year));
    match years {
        // A year's figures may be counted in the January behind it.
        Some((day, period)) if day < period.0 || day > period.0 + 1 => {
            Err(format!("ghi năm {day}, mà kỳ báo cáo là năm {}", period.0))
        }
        _ => Ok(()),
    }
}

fn kind(cell: &Cell) -> Result<Option<UnitType>, String> {
    match cell {
        Cell::Empty => Ok(None),
        cell => cell.shown().parse().map(Some),
    }
}
