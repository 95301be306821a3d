//! A workbook's cells, whatever program wrote it.

use crate::vietnamese::PartialDate;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Empty where the file is a text, which has but one.
    pub name: String,
    /// Rows of cells, both counted from the sheet's corner.
    rows: Vec<Vec<Cell>>,
    /// Cells that are merged, all that are more than one.
    merged: Vec<Area>,
    /// Where cells stood in the sheet that this one was laid out from.
    origins: Option<Vec<Vec<(usize, usize)>>>,
}

/// A rectangle of cells; its corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first row, from 0.
    pub top: usize,
    /// The first column, from 0.
    pub left: usize,
    /// The last row, within it.
    pub bottom: usize,
    /// The last column, within it.
    pub right: usize,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or a number kept as text.
    Text(String),
    /// A number; `percent` where the cell shows it as one, 0.98 as 98 %.
    Number {
        /// As the file keeps it.
        value: f64,
        /// Whether it is shown in percent.
        percent: bool,
    },
    /// A date.
    Day(PartialDate),
    /// True or false.
    Bool(bool),
    /// `#DIV/0!` and the like.
    Fault(String),
    /// What is struck through, as somebody leaves it who doesn't want it read.
    Struck(String),
}

impl Grid {
    pub(super) fn new(name: String, rows: Vec<Vec<Cell>>) -> Self {
        Grid { name, rows, merged: Vec::new(), origins: None }
    }

    /// A sheet laid out anew, each cell with the place where it stood.
    pub(super) fn placed(name: String, rows: Vec<Vec<(Cell, (usize, usize))>>) -> Self {
        let origins = rows.iter().map(|row| row.iter().map(|(_, at)| *at).collect()).collect();
        let rows = rows.into_iter().map(|row| row.into_iter().map(|(cell, _)| cell).collect());
        Grid { origins: Some(origins), ..Grid::new(name, rows.collect()) }
    }

    /// Where a cell stands in the sheet that people see.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        let Some(origins) = &self.origins else { return (row, column) };
        let own = origins.get(row).and_then(|row| row.get(column).or(row.last()));
        own.copied().unwrap_or((row, column))
    }

    /// Whether it was laid out anew, so that a unit's cells stand in several rows.
    pub fn is_placed(&self) -> bool {
        self.origins.is_some()
    }

    /// The same with cells that are merged.
    pub(super) fn with_merged(mut self, merged: Vec<Area>) -> Self {
        self.merged = merged;
        self
    }

    /// The areas of merged cells.
    pub fn merged(&self) -> &[Area] {
        &self.merged
    }

    /// The corner in which the content of a merged cell stands, if the place is
    /// another one of the same cell.
    pub fn anchor(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let area = self.merged.iter().find(|area| area.holds(row, column))?;
        Some((area.top, area.left)).filter(|corner| *corner != (row, column))
    }

    /// Whether a cell of a row is merged over several columns, not over all, and
    /// ends above another row.
    pub(super) fn is_merged_over(&self, row: usize, below: usize) -> bool {
        let width = self.row(below).len();
        self.merged.iter().any(|area| {
            let columns = area.right - area.left + 1;
            area.top == row
                && area.bottom < below
                && columns > 1
                && columns + 1 < width
                && area.left > 0
        })
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row as far as they reach.
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// The cell of a row and column, from 0; an empty one beyond the grid.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.row(row).get(column).unwrap_or(&Cell::Empty)
    }
}

impl Area {
    pub fn holds(&self, row: usize, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

impl Cell {
    /// Whether there is nothing in it but blanks.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// The same, struck through; nothing is still nothing.
    pub(super) fn struck(self) -> Cell {
        if self.is_empty() { self } else { Cell::Struck(self.shown()) }
    }

    /// What a person reads in the cell, on one line.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Struck(text) => text.replace(['\n', '\t'], " "),
            Cell::Number { value, percent: false } => value.to_string().replace('.', ","),
            Cell::Number { value, percent: true } => {
                format!("{}%", (value * 100.0).to_string().replace('.', ","))
            }
            Cell::Day(day) => day.typed(),
            Cell::Bool(true) => "TRUE".to_owned(),
            Cell::Bool(false) => "FALSE".to_owned(),
            Cell::Fault(fault) => fault.clone(),
        }
    }
}
