//! Which column of a sheet is which: by the row of codes, else by the words of
//! the headings. Columns may have been moved, and rows put above.

use crate::vietnamese::nfc;

use super::columns::Column;
use super::grid::{Cell, Grid};

/// Where a sheet's table is.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The first row below the headings.
    pub first_row: usize,
    /// Known columns with their places, from the left.
    pub columns: Vec<(usize, Column<'a>)>,
    /// Columns that appear once more: the later place.
    pub twice: Vec<(usize, Column<'a>)>,
    /// Headed columns that nobody knows.
    pub unknown: Vec<(usize, String)>,
}

/// How far down headings are looked for.
const HEAD_ROWS: usize = 40;

impl<'a> Layout<'a> {
    /// Finds the table of a sheet; none where it has none.
    pub fn find(grid: &Grid, known: &[Column<'a>]) -> Option<Layout<'a>> {
        let rows = HEAD_ROWS.min(grid.height());
        let names: Vec<Names<'a>> = known.iter().map(Names::of).collect();
        let best = |matches: &dyn Fn(&Names<'a>, &str) -> bool| {
            let count = |row: usize| {
                let cells = grid.row(row).iter().filter_map(text);
                cells.filter(|text| names.iter().any(|n| matches(n, text))).count()
            };
            let (count, row) = (0..rows).map(|row| (count(row), rows - row)).max()?;
            (count >= 2).then(|| rows - row)
        };
        let codes = best(&|names, text| names.is_code(text));
        let heads = best(&|names, text| names.is_heading(text));
        let last = codes.or(heads)?.max(heads.unwrap_or(0));
        let mut layout = Layout {
            first_row: last + 1,
            columns: Vec::new(),
            twice: Vec::new(),
            unknown: Vec::new(),
        };
        let width = (0..=last).map(|row| grid.row(row).len()).max().unwrap_or(0);
        for at in 0..width {
            let text_in = |row: Option<usize>| text(grid.cell(row?, at));
            let by_code = text_in(codes).and_then(|t| names.iter().find(|n| n.is_code(t)));
            let by_heading = || {
                // A heading may stand in a merged row above its neighbours'.
                let above = (0..=last).rev().take(4).filter_map(|row| text(grid.cell(row, at)));
                above.into_iter().find_map(|t| names.iter().find(|n| n.is_heading(t)))
            };
            let column = by_code.or_else(by_heading).map(|names| names.column);
            match column {
                Some(column) if layout.columns.iter().any(|(_, known)| *known == column) => {
                    layout.twice.push((at, column));
                }
                Some(column) => layout.columns.push((at, column)),
                None => {
                    let heading = text_in(heads).or_else(|| text_in(codes));
                    if let Some(heading) = heading.filter(|t| !is_counter(t)) {
                        layout.unknown.push((at, heading.replace('\n', " ")));
                    }
                }
            }
        }
        Some(layout)
    }

    /// Where a column is.
    pub fn place(&self, wanted: Column<'_>) -> Option<usize> {
        self.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at)
    }
}

/// What a column may be called.
struct Names<'a> {
    column: Column<'a>,
    code: String,
    headings: Vec<String>,
}

impl<'a> Names<'a> {
    fn of(column: &Column<'a>) -> Self {
        let also: &[&str] = match column {
            Column::Code => &["mã", "mã số", "mã đv", "mã cđ"],
            Column::Name => &["đơn vị", "tên công đoàn", "tên cđcs", "công đoàn cơ sở"],
            Column::Type => &["loại hình đơn vị"],
            Column::AsOf => &["tính đến ngày", "ngày chốt số liệu"],
            Column::Figure(_) | Column::Whole(_) => &[],
        };
        let own = [fold(&column.title()), fold(&column.heading())];
        let headings = own.into_iter().chain(also.iter().map(|text| (*text).to_owned())).collect();
        Names { column: *column, code: fold(&column.code()), headings }
    }

    fn is_code(&self, text: &str) -> bool {
        fold(text) == self.code
    }

    fn is_heading(&self, text: &str) -> bool {
        let text = fold(text);
        let bare = text.split_once('(').map_or(text.as_str(), |(before, _)| before.trim_end());
        self.headings.iter().any(|heading| *heading == text || heading == bare)
    }
}

/// STT: the number of the row.
fn is_counter(text: &str) -> bool {
    matches!(fold(text).as_str(), "stt" | "tt" | "số tt" | "số thứ tự")
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// What doesn't tell two headings apart: case, blanks, line breaks.
pub fn fold(text: &str) -> String {
    nfc(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
