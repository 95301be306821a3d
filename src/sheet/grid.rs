//! A workbook's cells, whatever program wrote it.

use crate::vietnamese::PartialDate;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Empty where the file is a text, which has but one.
    pub name: String,
    /// Rows of cells, both counted from the sheet's corner.
    rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A number; `percent` where the cell shows it as one, 0.98 as 98 %.
    Number {
        value: f64,
        percent: bool,
    },
    Day(PartialDate),
    Bool(bool),
    /// `#DIV/0!` and the like.
    Fault(String),
}

impl Grid {
    pub(super) fn new(name: String, rows: Vec<Vec<Cell>>) -> Self {
        Grid { name, rows }
    }

    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row as far as they reach.
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.row(row).get(column).unwrap_or(&Cell::Empty)
    }
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// What a person reads in the cell, on one line.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.replace('\n', " "),
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
