//! What is to be said about a sheet, and where.

use std::fmt;

use crate::diagnostic;

/// A place in a workbook; from the workbook down to a cell. Where the workbook
/// goes without saying its name is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file's name as it was given.
    pub file: String,
    /// None in a text file, which has but one.
    pub sheet: Option<String>,
    /// Row and column from 0.
    pub cell: Option<(usize, usize)>,
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Cần sửa: the unit isn't written.
    Error,
    /// Lưu ý: understood, or left out on purpose.
    Note,
}

/// Something to say about a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where the cell is.
    pub spot: Spot,
    /// How much it weighs.
    pub severity: Severity,
    /// What there is to say, in Vietnamese.
    pub message: String,
}

impl Remark {
    /// Whether the row can't be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Spot {
    /// A cell in a sheet of a file; a text's sheet has no name.
    pub fn new(file: &str, sheet: &str, cell: (usize, usize)) -> Self {
        let sheet = Some(sheet.to_owned()).filter(|name| !name.is_empty());
        Spot { file: file.to_owned(), sheet, cell: Some(cell) }
    }

    /// The first cell of its row.
    pub fn row(&self) -> Spot {
        Spot { cell: self.cell.map(|(row, _)| (row, 0)), ..self.clone() }
    }

    /// Whether two cells are in one row of one sheet.
    pub(crate) fn is_beside(&self, other: &Spot) -> bool {
        let row = |spot: &Spot| spot.cell.map(|(row, _)| row);
        row(self) == row(other) && self.sheet == other.sheet && self.file == other.file
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = Some(self.file.clone()).filter(|file| !file.is_empty());
        let sheet = self.sheet.as_ref().map(|sheet| format!("trang {sheet}"));
        let cell = self.cell.map(|(row, column)| format!("ô {}{}", letters(column), row + 1));
        let parts: Vec<String> = [file, sheet, cell].into_iter().flatten().collect();
        f.write_str(&parts.join(", "))
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => diagnostic::Severity::Error,
            Severity::Note => diagnostic::Severity::Note,
        };
        write!(f, "{}: {}: {}", severity.label(), self.spot, self.message)
    }
}

/// The letters of a column: A, B, …, Z, AA.
pub(super) fn letters(column: usize) -> String {
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
}
