//! Positions in a workbook.

use std::fmt;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

/// A workbook, a sheet or a cell. Without a file name if the workbook is clear from context.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The workbook's file, as it was given.
    pub file: EcoString,
    /// `None` for a text file, which has only one.
    pub sheet: Option<EcoString>,
    /// Row and column from 0.
    pub cell: Option<(usize, usize)>,
}

impl Spot {
    /// A cell in a sheet of a file; the sheet of a text file has an empty name.
    pub fn new(file: &str, sheet: &str, cell: (usize, usize)) -> Self {
        Spot { cell: Some(cell), ..Spot::of_sheet(file, sheet) }
    }

    /// A whole sheet.
    pub fn of_sheet(file: &str, sheet: &str) -> Self {
        let sheet = Some(sheet.into()).filter(|name: &EcoString| !name.is_empty());
        Spot { sheet, ..Spot::of_file(file) }
    }

    /// A whole workbook.
    pub fn of_file(file: &str) -> Self {
        Spot { file: file.into(), sheet: None, cell: None }
    }

    /// Another cell of the same sheet.
    #[must_use]
    pub fn at(&self, cell: (usize, usize)) -> Spot {
        Spot { cell: Some(cell), ..self.clone() }
    }

    /// The first cell of its row.
    #[must_use]
    pub fn row(&self) -> Spot {
        Spot { cell: self.cell.map(|(row, _)| (row, 0)), ..self.clone() }
    }

    /// Whether two cells are in one row of one sheet.
    pub(crate) fn is_beside(&self, other: &Spot) -> bool {
        let row = |spot: &Spot| spot.cell.map(|(row, _)| row);
        row(self) == row(other) && self.sheet == other.sheet && self.file == other.file
    }

    /// The cell's address in a spreadsheet program: `C14`.
    pub fn address(&self) -> Option<String> {
        self.cell.map(|(row, column)| format!("{}{}", letters(column), row + 1))
    }
}

/// *bieu.xlsx, trang Số liệu, ô C14*
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = Some(self.file.to_string()).filter(|file| !file.is_empty());
        let sheet = self.sheet.as_ref().map(|sheet| format!("trang {sheet}"));
        let cell = self.address().map(|cell| format!("ô {cell}"));
        let parts: Vec<String> = [file, sheet, cell].into_iter().flatten().collect();
        f.write_str(&parts.join(", "))
    }
}

/// The letters of a column: A, B, …, Z, AA.
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, want) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), want);
        }
    }

    #[test]
    fn rows_come_in_their_order() {
        let spot = |row| Spot::new("a.xlsx", "Biểu", (row, 1));
        assert!(spot(8) < spot(9) && spot(8).to_string() > spot(9).to_string());
        assert_eq!(spot(9).to_string(), "a.xlsx, trang Biểu, ô B10");
    }
}
