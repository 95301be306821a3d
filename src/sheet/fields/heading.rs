//! The headings of a table, column by column: they may span several rows and columns, with
//! codes, units of measure and numbers among them.

use std::borrow::Cow;
use std::ops::Range;

use crate::sheet::grid::{Cell, Grid};
use crate::sheet::head::{WIDEST, text};
use crate::sheet::heading::is_time;

/// The heading of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    pub row: usize,
    pub column: usize,
    /// The text right above the column, on one line.
    pub text: String,
    /// The texts of all its rows: *Đoàn viên Tổng số*.
    pub joined: String,
    /// The code in a row of codes.
    pub code: Option<String>,
}

/// The headings of all columns, from the rows of a table's head.
pub fn headings(grid: &Grid, rows: &Range<usize>) -> Vec<Heading> {
    let width = (0..rows.end).map(|row| grid.row(row).len()).max().unwrap_or(0);
    (0..width.min(WIDEST)).filter_map(|column| heading_of(grid, rows, column)).collect()
}

fn heading_of(grid: &Grid, rows: &Range<usize>, column: usize) -> Option<Heading> {
    let own = |row: usize| heading(grid.cell(row, column));
    let words =
        |text: &str| (!is_number(text) || is_time(text)) && !is_unit(text) && !is_code(text);
    let row = rows.clone().rev().find(|row| own(*row).is_some_and(|text| words(&text)));
    let code = rows.clone().filter_map(own).find(|text| is_code(text)).map(Cow::into_owned);
    let row = match (row, &code) {
        (Some(row), _) => row,
        (None, Some(_)) => rows.clone().find(|row| own(*row).is_some())?,
        (None, None) => return None,
    };
    let above = (rows.start..row).filter_map(|above| over(grid, above, column));
    let one_line = |text: &str| text.replace('\n', " ");
    let text = one_line(&own(row)?);
    let joined: Vec<String> = above.map(one_line).chain([text.clone()]).collect();
    Some(Heading { row, column, text, joined: joined.join(" "), code })
}

/// The heading above a column, which may be merged from the left.
fn over(grid: &Grid, row: usize, column: usize) -> Option<&str> {
    (0..=column).rev().find_map(|at| text(grid.cell(row, at)))
}

/// The text of a heading: words, or a number or a date that names a time.
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
