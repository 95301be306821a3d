//! Properties of a sheet's table, determined before its rows are read: its period, units of
//! money, merged cells, columns of shares. Used by all readers of tables.

mod merged;
mod money;
mod outsize;
mod times;

use crate::diagnostic::{Code, Diagnostic, Place, Spot, letters};
use crate::dossier::Period;

use super::columns::{Asked, Column, Measure};
use super::grid::{Cell, Grid};
use super::head::WIDEST;
use super::layout::Layout;
use super::measure;
use super::no_unit::{is_below, is_group_row};
use super::value::{self, Taken};
use crate::vietnamese::Number;
use merged::Merged;
use outsize::bare_number;

/// Error: a sheet's period can't be read, or isn't the requested one, so its rows can't be
/// used.
pub struct Unreadable;

/// A table with properties that hold for all its rows.
pub struct Survey<'r, 'a> {
    pub file: &'r str,
    pub grid: &'r Grid,
    /// The requested period.
    pub asked: Option<&'r Period>,
    pub layout: Layout<'a>,
    merged: Merged,
    /// The units of columns with money, if they differ from the catalogue's.
    money: Vec<(usize, &'static str)>,
    /// Columns of percentages with values as shares: 0,98 and 1,05.
    shares: Vec<usize>,
    /// How much a cell of a column of money may say, in its unit.
    outsizes: Vec<(usize, Number)>,
    /// The findings about the sheet.
    pub findings: Vec<Diagnostic>,
}

/// The scale of a column's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scale {
    /// The unit of money used by the sheet.
    pub money: Option<&'static str>,
    /// Whether they are shares of one instead of percentages.
    pub is_share: bool,
    /// The largest number without a unit that is read as money.
    pub most: Option<Number>,
}

impl<'r, 'a> Survey<'r, 'a> {
    pub fn new(
        file: &'r str,
        grid: &'r Grid,
        asked: Option<&'r Period>,
        layout: Layout<'a>,
    ) -> Self {
        let (merged, money, shares, outsizes, findings) = Default::default();
        Survey { file, grid, asked, layout, merged, money, shares, outsizes, findings }
    }

    pub fn spot(&self, (row, at): (usize, usize)) -> Spot {
        Spot::new(self.file, &self.grid.name, self.grid.origin(row, at))
    }

    /// Adds a finding about a cell.
    pub fn tell(&mut self, cell: (usize, usize), found: Diagnostic) {
        let place = Place::cell(self.spot(cell), self.grid.cell(cell.0, cell.1).shown());
        self.findings.push(found.at(place));
    }

    /// Examines the columns that are read: merged cells, units of money, shares. `money` are
    /// the columns that may contain some.
    pub fn measure(&mut self, money: &[(usize, Asked<'a>)]) {
        self.beyond();
        self.merged = Merged::of(self.grid, &self.layout);
        self.units(money);
        self.outsizes(money);
        self.shares();
    }

    /// Reports cells to the right of all columns examined.
    fn beyond(&mut self) {
        let beyond = |row: usize| {
            let cells = self.grid.row(row).iter().enumerate().skip(WIDEST);
            cells.filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| (row, at)).next()
        };
        if let Some(cell) = (0..self.grid.height()).find_map(beyond) {
            let from = letters(WIDEST);
            let message = format!("trang rộng hơn {WIDEST} cột, từ cột {from} trở đi không đọc");
            let found = Diagnostic::error(Code::SHEET_TOO_MUCH, message);
            self.tell(cell, found.with_hint("chia thành nhiều trang"));
        }
    }

    /// Whether a row repeats the headings in the same positions; an error if in other
    /// positions, since another table follows.
    pub fn repeats_headings(&mut self, row: usize) -> Result<bool, Unreadable> {
        match self.layout.is_again(self.grid.row(row)) {
            None => Ok(false),
            Some(true) => Ok(true),
            Some(false) => {
                self.tell((row, 0), headings_again());
                Err(Unreadable)
            }
        }
    }

    /// Whether a row has a cell that is or may be a number; words alone don't count, nor
    /// does *1000đ* beside *ĐVT:*.
    pub fn says_a_figure(&self, row: usize) -> bool {
        let is_unit = |at: usize| {
            let before = at.checked_sub(1).map(|at| self.grid.cell(row, at));
            matches!(before, Some(Cell::Text(text)) if measure::introduces(text))
        };
        self.layout.columns.iter().any(|(at, column)| match self.grid.cell(row, *at) {
            Cell::Empty => false,
            _ if is_unit(*at) => false,
            _ if !matches!(column, Column::Figure(_) | Column::Whole(_)) => false,
            Cell::Text(text) => {
                !is_below(text)
                    && (text.contains(|c: char| c.is_ascii_digit()) || value::is_word(text))
            }
            _ => true,
        })
    }

    pub fn is_group(&self, row: usize) -> bool {
        let rows = self.layout.first_row..self.grid.height();
        self.layout.counter.is_some_and(|at| is_group_row(self.grid, at, row, rows))
    }

    /// Why a row of a text file can't be read: its numbers were divided by the separator, so
    /// that it has cells beyond the headings.
    pub fn why_torn(&self, row: usize) -> Option<Diagnostic> {
        let is_text = self.grid.name.is_empty();
        let cells = self.grid.row(row);
        let beyond = (0..=self.layout.heads.max(self.layout.first_row.saturating_sub(1)))
            .map(|row| self.grid.row(row).len())
            .max();
        let torn = is_text && cells.iter().skip(beyond.unwrap_or(0)).any(|cell| !cell.is_empty());
        torn.then(|| {
            let message =
                "hàng có nhiều ô hơn hàng tiêu đề: số có dấu phẩy phải đặt trong ngoặc kép";
            let hint = "hoặc mở bằng Excel, lưu lại thành .xlsx";
            Diagnostic::error(Code::SHEET_TORN_ROW, message).with_hint(hint)
        })
    }

    /// Why a figure in a merged cell can't be read.
    pub fn why_merged(&self, title: &str, row: usize, column: usize) -> Option<Diagnostic> {
        self.merged.why(title, row, column)
    }

    pub fn scale(&self, at: usize) -> Scale {
        let money = self.money.iter().find(|(place, _)| *place == at).map(|(_, unit)| *unit);
        let most = self.outsizes.iter().find(|(place, _)| *place == at).map(|(_, most)| *most);
        Scale { money, is_share: self.shares.contains(&at), most }
    }

    pub fn is_filled(&self, at: usize) -> bool {
        (self.layout.first_row..self.grid.height()).any(|row| !self.grid.cell(row, at).is_empty())
    }

    /// Finds columns of percentages with shares: if one value is between zero and one, 1,05
    /// is more than the whole.
    fn shares(&mut self) {
        let is_share = |at: usize| {
            let cells =
                || (self.layout.first_row..self.grid.height()).map(|row| self.grid.cell(row, at));
            cells().any(value::is_share) && !cells().any(value::is_percent)
        };
        let percents = self.layout.columns.iter().filter(|(_, column)| {
            matches!(column, Column::Figure(asked) if asked.measure() == Measure::Percent)
        });
        self.shares = percents.map(|(at, _)| *at).filter(|at| is_share(*at)).collect();
    }

    /// Reports columns with numbers and without a heading, beside those that are read.
    pub fn unheaded(&mut self) {
        let grid = self.grid;
        let mut told = Vec::new();
        let first = self.layout.columns.first().map_or(0, |(at, _)| *at);
        let top = self.layout.first_row;
        let headed = |at: usize| (0..top).any(|row| !grid.cell(row, at).is_empty());
        for row in self.layout.first_row..grid.height() {
            for (at, cell) in grid.row(row).iter().enumerate() {
                let is_read = !matches!(cell, Cell::Number { .. }) || told.contains(&at);
                if !is_read && at > first && !headed(at) {
                    told.push(at);
                    self.tell((row, at), unheaded(at));
                }
            }
        }
    }
}

/// The finding that other headings follow, of a table that can't be read.
pub fn headings_again() -> Diagnostic {
    let message = "hàng tiêu đề lặp lại, thứ tự cột khác với ở trên";
    let hint = "tách thành hai trang, hoặc xếp cột theo một thứ tự";
    Diagnostic::error(Code::SHEET_HEADINGS_AGAIN, message).with_hint(hint)
}

/// The finding that a column has no heading.
pub fn unheaded(at: usize) -> Diagnostic {
    let message = format!("cột {} không có tiêu đề, không đọc", letters(at));
    Diagnostic::note(Code::SHEET_UNHEADED, message)
}

impl Scale {
    /// The number of a cell that is too large to be in its column's unit.
    pub fn outsize(self, cell: &Cell) -> Option<Number> {
        bare_number(cell).filter(|number| self.most.is_some_and(|most| *number > most))
    }

    /// The value of a figure's cells, in the unit of its column.
    pub fn figure(
        self,
        asked: &Asked<'_>,
        cell: &Cell,
        whole: &Cell,
    ) -> Result<Taken<Option<String>>, String> {
        if self.is_share {
            return value::share(cell);
        }
        if let Some(number) = self.outsize(cell) {
            let unit = self.money.unwrap_or(asked.unit());
            return Err(format!(
                "ghi {number}, quá lớn để tính bằng {unit}; nếu là đồng thì ghi kèm: {number} đồng"
            ));
        }
        let Taken { value, note } = value::figure(asked, cell, whole)?;
        let value = match (value, self.money) {
            (Some(phrase), Some(unit)) if value::is_bare(cell) => {
                Some(phrase.replace(asked.unit(), unit))
            }
            (value, _) => value,
        };
        Ok(Taken { value, note })
    }
}
