//! A workbook's cells, in whatever format it was saved.

use crate::vietnamese::PartialDate;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Empty for a text file, which has only one.
    pub name: String,
    /// Rows of cells, both counted from the sheet's corner.
    rows: Vec<Vec<Cell>>,
    /// The areas of merged cells, except single cells.
    merged: Vec<Area>,
    origins: Origins,
}

/// The original places of a sheet's cells, if the sheet was rearranged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origins(Option<Vec<Vec<(usize, usize)>>>);

impl Origins {
    /// Where a cell stands in the sheet that people see.
    pub fn of(&self, row: usize, column: usize) -> (usize, usize) {
        let Some(origins) = &self.0 else { return (row, column) };
        let own = origins.get(row).and_then(|row| row.get(column).or(row.last()));
        own.copied().unwrap_or((row, column))
    }

    /// Whether the sheet was rearranged, so that a unit's cells stand in several
    /// rows.
    pub fn are_others(&self) -> bool {
        self.0.is_some()
    }
}

/// A rectangle of cells, including its corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first row, from 0.
    pub top: usize,
    /// The first column, from 0.
    pub left: usize,
    /// The last row, inclusive.
    pub bottom: usize,
    /// The last column, inclusive.
    pub right: usize,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or a number kept as text.
    Text(String),
    /// A number; with `percent`, 0.98 is shown as 98 %.
    Number {
        /// As stored in the file.
        value: f64,
        /// Whether it is shown as a percentage.
        percent: bool,
    },
    /// A date.
    Day(PartialDate),
    /// True or false.
    Bool(bool),
    /// `#DIV/0!` and the like.
    Fault(String),
    /// Struck-through content, which isn't meant to be read.
    Struck(String),
}

impl Grid {
    pub(super) fn new(name: String, rows: Vec<Vec<Cell>>) -> Self {
        Grid { name, rows, merged: Vec::new(), origins: Origins(None) }
    }

    /// A rearranged sheet, each cell with its original position.
    pub(super) fn placed(name: String, rows: Vec<Vec<(Cell, (usize, usize))>>) -> Self {
        let origins = rows.iter().map(|row| row.iter().map(|(_, at)| *at).collect()).collect();
        let rows = rows.into_iter().map(|row| row.into_iter().map(|(cell, _)| cell).collect());
        Grid { origins: Origins(Some(origins)), ..Grid::new(name, rows.collect()) }
    }

    /// The rows of its titles, and those from a row on: a table below others.
    pub(super) fn table_from(&self, titles: usize, from: usize) -> Grid {
        let rows = (0..titles).chain(from..self.height());
        let placed = |row: usize| {
            let cells = self.row(row).iter().enumerate();
            cells.map(|(at, cell)| (cell.clone(), self.origin(row, at))).collect()
        };
        let up = |row: usize| row + titles - from;
        let moved = |area: &Area| match area {
            area if area.bottom < titles => Some(*area),
            area if area.top >= from => {
                Some(Area { top: up(area.top), bottom: up(area.bottom), ..*area })
            }
            _ => None,
        };
        let merged = self.merged.iter().filter_map(moved).collect();
        Grid::placed(self.name.clone(), rows.map(placed).collect()).with_merged(merged)
    }

    /// Where a cell stands in the sheet that people see.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        self.origins.of(row, column)
    }

    /// Where all its cells stand in the sheet that people see.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// The same sheet with merged cells.
    pub(super) fn with_merged(mut self, merged: Vec<Area>) -> Self {
        self.merged = merged;
        self
    }

    /// The areas of merged cells.
    pub fn merged(&self) -> &[Area] {
        &self.merged
    }

    /// The corner that holds the content of a merged cell, unless this is the corner itself.
    pub fn anchor(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let area = self.merged.iter().find(|area| area.holds(row, column))?;
        Some((area.top, area.left)).filter(|corner| *corner != (row, column))
    }

    /// Whether a cell of a row is merged over several columns, but not all, and ends above
    /// row `below`.
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

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row, without trailing ones that don't exist.
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// The cell at a row and column, from 0; empty beyond the grid.
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
    /// Whether it contains nothing but blanks.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// The same content struck through; an empty cell stays empty.
    pub(super) fn struck(self) -> Cell {
        if self.is_empty() { self } else { Cell::Struck(self.shown()) }
    }

    /// The text of the cell as people see it, on one line.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Struck(text) => text.replace(['\n', '\t'], " "),
            Cell::Number { value, percent: false } => value.to_string().replace('.', ","),
            Cell::Number { value, percent: true } => {
                // Without the errors of binary fractions: 96,4, not 96,39999999999999.
                let hundredfold = (value * 1e14).round() / 1e12;
                format!("{}%", hundredfold.to_string().replace('.', ","))
            }
            Cell::Day(day) => day.typed(),
            Cell::Bool(true) => "TRUE".to_owned(),
            Cell::Bool(false) => "FALSE".to_owned(),
            Cell::Fault(fault) => fault.clone(),
        }
    }
}
