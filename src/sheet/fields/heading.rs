//! Where the headings of a table are: rows may stand above it, headings go over
//! several rows and columns, and rows of units of measure or of numbers follow.

use std::borrow::Cow;

use crate::sheet::grid::{Cell, Grid};
use crate::sheet::heading::is_time;
use crate::sheet::layout::{WIDEST, is_numbering, lower_headings};

/// The headings of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The first row of headings, and the first below them.
    pub rows: std::ops::Range<usize>,
    pub headings: Vec<Heading>,
}

/// The heading of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    pub row: usize,
    pub column: usize,
    /// What stands right above the column, on one line.
    pub text: String,
    /// What stands in all its rows: *Đoàn viên Tổng số*.
    pub joined: String,
    /// The code in a row of codes.
    pub code: Option<String>,
}

/// How far down headings are looked for.
const HEAD_ROWS: usize = 40;
/// How many rows they go over.
const TALLEST: usize = 3;

impl Head {
    /// Finds the row in which most cells are `known`, and the rows that belong
    /// to it; none where no two cells are.
    /// `says_whose` are the headings that say whose row it is.
    pub fn find(
        grid: &Grid,
        known: &dyn Fn(&str) -> bool,
        says_whose: &dyn Fn(&str) -> bool,
    ) -> Option<Head> {
        let sheet = Sheet { grid, known };
        let rows = HEAD_ROWS.min(grid.height());
        let (mut best, mut count) = (0, 0);
        for row in 0..rows {
            // Few rows have so many texts that it is worth looking at them.
            if sheet.texts(row).count() > count && sheet.known(row) > count {
                (best, count) = (row, sheet.known(row));
            }
        }
        // A table of one column is a list of ids.
        let enough = if grid_width(grid, rows) < 2 { 1 } else { 2 };
        if count < enough {
            return None;
        }
        let above = (1..=TALLEST).take_while(|up| {
            let row = best.checked_sub(*up);
            row.is_some_and(|row| sheet.texts(row).count() >= 2)
        });
        let start = best - above.count();
        let mut end = best + 1;
        while end < best + 1 + TALLEST && sheet.belongs(best, end) {
            end += 1;
        }
        let texts = sheet.texts(best);
        let fixed: Vec<usize> =
            texts.filter(|(_, text)| says_whose(text)).map(|(at, _)| at).collect();
        if !fixed.is_empty() {
            end = end.max(best + 1 + lower_headings(grid, &fixed, best));
        }
        Some(Head { rows: start..end, headings: sheet.headings(start..end) })
    }
}

struct Sheet<'g> {
    grid: &'g Grid,
    known: &'g dyn Fn(&str) -> bool,
}

impl<'g> Sheet<'g> {
    fn texts(&self, row: usize) -> impl Iterator<Item = (usize, &'g str)> {
        let cells = self.grid.row(row).iter().enumerate().take(WIDEST);
        cells.filter_map(|(at, cell)| Some((at, text(cell)?)))
    }

    fn known(&self, row: usize) -> usize {
        self.texts(row).filter(|(_, text)| (self.known)(text)).count()
    }

    /// Whether a row below the headings is none of a unit's: codes, numbers of
    /// columns, units of measure, or what stands below merged headings.
    fn belongs(&self, best: usize, row: usize) -> bool {
        if self.grid.row(row).iter().all(Cell::is_empty) {
            return false;
        }
        let all_texts = || self.grid.row(row).iter().all(|c| c.is_empty() || text(c).is_some());
        let ornament = |text: &str| is_unit(text) || is_number(text);
        let merged = |at: usize| {
            let headed = |at: usize| text(self.grid.cell(best, at)).is_some();
            !headed(at) || !headed(at + 1)
        };
        is_numbering(self.grid.row(row))
            || self.known(row) >= 2
            || all_texts() && self.texts(row).all(|(_, text)| (self.known)(text))
            || all_texts() && self.texts(row).all(|(_, text)| ornament(text))
            || all_texts()
                && self.texts(row).count() >= 2
                && self.texts(row).any(|(at, _)| text(self.grid.cell(best, at)).is_none())
                && self.texts(row).all(|(at, _)| merged(at))
    }

    fn headings(&self, rows: std::ops::Range<usize>) -> Vec<Heading> {
        let width = grid_width(self.grid, rows.end).min(WIDEST);
        (0..width).filter_map(|column| self.heading(&rows, column)).collect()
    }

    fn heading(&self, rows: &std::ops::Range<usize>, column: usize) -> Option<Heading> {
        let own = |row: usize| heading(self.grid.cell(row, column));
        let words =
            |text: &str| (!is_number(text) || is_time(text)) && !is_unit(text) && !is_code(text);
        let row = rows.clone().rev().find(|row| own(*row).is_some_and(|text| words(&text)));
        let code = rows.clone().filter_map(own).find(|text| is_code(text)).map(Cow::into_owned);
        let row = match (row, &code) {
            (Some(row), _) => row,
            (None, Some(_)) => rows.clone().find(|row| own(*row).is_some())?,
            (None, None) => return None,
        };
        let above = (rows.start..row).filter_map(|above| self.over(above, column));
        let one_line = |text: &str| text.replace('\n', " ");
        let text = one_line(&own(row)?);
        let joined: Vec<String> = above.map(one_line).chain([text.clone()]).collect();
        Some(Heading { row, column, text, joined: joined.join(" "), code })
    }

    /// The heading over a column, which may be merged from the left.
    fn over(&self, row: usize, column: usize) -> Option<&'g str> {
        (0..=column).rev().find_map(|at| text(self.grid.cell(row, at)))
    }
}

fn grid_width(grid: &Grid, rows: usize) -> usize {
    (0..rows).map(|row| grid.row(row).len()).max().unwrap_or(0)
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// What a heading says: words, or a number or a day that is a time.
fn heading(cell: &Cell) -> Option<Cow<'_, str>> {
    match cell {
        Cell::Text(text) => Some(Cow::Borrowed(text)),
        cell => Some(cell.shown()).filter(|shown| is_time(shown)).map(Cow::Owned),
    }
}

/// *doan_vien*, *organization.name*
fn is_code(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || "_./".contains(c);
    text.chars().all(letters) && text.contains(['_', '.']) && !is_number(text)
}

/// *(người)*
fn is_unit(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')')
}

/// *1*, *(2)*, *A*
fn is_number(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '[', ']', ' ', '.']);
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase())
}
