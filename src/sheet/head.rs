//! The head of a table: titles may stand above it, headings may span several rows, and rows
//! of codes, units of measure and column numbers may follow. All readers of tables find the
//! head here.

use std::ops::Range;

use super::grid::{Cell, Grid};
use super::heading::{Parts, is_time};
use super::measure;

/// The rows of a table's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The row that names most columns.
    pub naming: usize,
    pub rows: Range<usize>,
}

/// The number of rows searched for headings.
const DEEPEST: usize = 40;
/// The most rows above or below the naming one that belong to it.
const TALLEST: usize = 3;
/// The number of columns searched; no sheet filled in by people is wider.
pub const WIDEST: usize = 256;
/// The maximum length of a heading.
pub const LONGEST: usize = 400;

impl Head {
    /// Finds the head of a sheet's table: the row with most `known` cells, the first if
    /// several, and the rows that belong to it. `None` if fewer than two cells are known; one
    /// is enough for a list of one column. `says_whose` are headings of columns that every
    /// row fills.
    pub fn find(
        grid: &Grid,
        known: &dyn Fn(&Cell) -> bool,
        says_whose: &dyn Fn(&Cell) -> bool,
    ) -> Option<Head> {
        let finder = Finder { grid, known };
        let depth = DEEPEST.min(grid.height());
        let width = (0..depth).map(|row| grid.row(row).len()).max().unwrap_or(0);
        let enough = if width < 2 { 1 } else { 2 };
        let (mut naming, mut most) = (0, enough - 1);
        for row in 0..depth {
            // Few rows have enough cells to be worth checking.
            if finder.filled(row).count() > most && finder.known(row) > most {
                (naming, most) = (row, finder.known(row));
            }
        }
        if most < enough {
            return None;
        }
        let fixed: Vec<usize> =
            (0..width.min(WIDEST)).filter(|at| says_whose(grid.cell(naming, *at))).collect();
        let below = (naming + 1..=naming + TALLEST)
            .take_while(|row| finder.belongs(naming, *row, &fixed))
            .count();
        let top = tiers_above(grid, naming);
        Some(Head { naming, rows: top..naming + 1 + below })
    }
}

/// The highest row of headings: rows above the naming row may group the columns.
pub fn tiers_above(grid: &Grid, naming: usize) -> usize {
    let groups = |row: usize| {
        let filled = grid.row(row).iter().filter(|cell| !cell.is_empty());
        let introduces = |cell: &Cell| cell.shown().trim_end().ends_with(':');
        filled.clone().count() >= 2 && !filled.clone().any(introduces)
            || grid.is_merged_over(row, naming)
    };
    let lowest = naming.saturating_sub(TALLEST);
    (lowest..naming).rev().take_while(|row| groups(*row)).last().unwrap_or(naming)
}

struct Finder<'g> {
    grid: &'g Grid,
    known: &'g dyn Fn(&Cell) -> bool,
}

impl<'g> Finder<'g> {
    fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &'g Cell)> {
        let cells = self.grid.row(row).iter().enumerate().take(WIDEST);
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    fn known(&self, row: usize) -> usize {
        self.filled(row).filter(|(_, cell)| (self.known)(cell)).count()
    }

    /// Whether a row below the naming one isn't a unit's: codes, column numbers, units of
    /// measure, or narrower headings below merged ones.
    fn belongs(&self, naming: usize, row: usize, fixed: &[usize]) -> bool {
        if self.filled(row).next().is_none() {
            return false;
        }
        let texts = || self.filled(row).map(|(at, cell)| Some((at, text(cell)?)));
        let are_texts = |fits: &dyn Fn(usize, &str) -> bool| {
            texts().all(|found| found.is_some_and(|(at, text)| fits(at, text)))
        };
        let headed = |at: usize| text(self.grid.cell(naming, at)).is_some();
        // Below a merged heading, or beside one.
        let is_below = |at: usize| !headed(at) || !headed(at + 1);
        let is_tier = self.filled(row).count() >= 2
            && self.filled(row).any(|(at, _)| !headed(at))
            && are_texts(&|at, text| is_below(at) && !says_a_number(text));
        is_numbering(self.grid.row(row))
            || self.known(row) >= 2
            || are_texts(&|_, text| (self.known)(&Cell::Text(text.to_owned())))
            || are_texts(&|_, text| is_ornament(text))
            || is_tier
            || !fixed.is_empty() && self.is_lower(row, fixed)
    }

    /// Whether a row contains only words, times and units of measure, and nothing in the
    /// columns that every unit fills.
    fn is_lower(&self, row: usize, fixed: &[usize]) -> bool {
        let says_no_figure = |cell: &Cell| match text(cell) {
            Some(text) => {
                !text.contains(|c: char| c.is_ascii_digit())
                    || measure::is_unit(text)
                    || is_time(text)
                    || text.len() <= LONGEST && Parts::of(text).is_bare()
            }
            None => is_time(&cell.shown()),
        };
        fixed.iter().all(|at| self.grid.cell(row, *at).is_empty())
            && self.filled(row).all(|(_, cell)| says_no_figure(cell))
    }
}

/// *(người)*, *(1)*: an addition in brackets below a heading. A number without brackets may
/// be a unit's.
fn is_ornament(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.ends_with([')', ']'])
}

fn says_a_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && !is_time(text)
}

/// Whether a row contains column numbers: *A, B, 1, 2, 3 = 4 + 5*.
pub fn is_numbering(row: &[Cell]) -> bool {
    let mut next = 1;
    let mut cells = 0;
    let fits = row.iter().filter(|cell| !cell.is_empty()).all(|cell| {
        cells += 1;
        let shown = cell.shown();
        let typed = shown.split('=').next().unwrap_or_default();
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || "()[]".contains(c));
        match typed.parse::<usize>() {
            Ok(number) => {
                next += 1;
                number + 1 == next
            }
            Err(_) => typed.chars().count() == 1 && typed.chars().all(char::is_uppercase),
        }
    });
    fits && cells >= 3 && next > 2
}

pub fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &[&[&str]]) -> Option<Range<usize>> {
        let cell = |text: &&str| match *text {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        };
        let cells = table.iter().map(|row| row.iter().map(cell).collect()).collect();
        let known = |cell: &Cell| matches!(cell.shown().as_str(), "mã" | "tên" | "số");
        let whose = |cell: &Cell| matches!(cell.shown().as_str(), "mã" | "tên");
        Head::find(&Grid::new(String::new(), cells), &known, &whose).map(|head| head.rows)
    }

    #[test]
    fn the_rows_of_a_head() {
        assert_eq!(rows(&[&["BIỂU"], &["mã", "số"], &["A", "1"]]), Some(1..2));
        // The first units of a text file aren't column numbers.
        assert_eq!(rows(&[&["mã", "số"], &["101", "412"], &["102", "413"]]), Some(0..1));
        assert_eq!(rows(&[&["mã", "số"], &["(1)", "(2)"], &["101", "412"]]), Some(0..2));
        assert_eq!(
            rows(&[&["mã", "tên", "số"], &["", "", "(người)"], &["A", "B", "2"]]),
            Some(0..2)
        );
        assert_eq!(
            rows(&[&["mã", "tên", "số", ""], &["", "", "nam", "nữ"], &["A", "B", "2", "3"]]),
            Some(0..2)
        );
        assert_eq!(
            rows(&[&["mã", "tên", "số", ""], &["", "", "7", "9"], &["A", "B", "2", "3"]]),
            Some(0..1)
        );
        assert_eq!(rows(&[&["mã"], &["A"]]), Some(0..1));
        assert_eq!(rows(&[&["mã", "khác"], &["A", "1"]]), None);
    }
}
