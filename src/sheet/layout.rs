//! Which column of a sheet is which: by the row of codes, else by the words of
//! the headings. Columns may have been moved, and rows put above.

use super::columns::Column;
use super::grid::{Cell, Grid};
use super::heading::{Heading, fold, is_counter, is_time, is_timestamp, is_unit};
use super::value::money_unit;

/// Where a sheet's table is.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The row that names the columns, the lowest of them.
    pub heads: usize,
    /// The first row below the headings.
    pub first_row: usize,
    /// Known columns with their places, from the left.
    pub columns: Vec<(usize, Column<'a>)>,
    /// Columns that appear once more: the later place.
    pub twice: Vec<(usize, Column<'a>)>,
    /// Headed columns that nobody knows.
    pub unknown: Vec<(usize, String)>,
    /// Columns whose heading is another column's than their code: that one.
    pub crossed: Vec<(usize, Column<'a>)>,
    /// The row of codes.
    pub codes: Option<usize>,
    /// The column that numbers the rows.
    pub counter: Option<usize>,
    /// When its rows were sent, where they came by an online form.
    pub sent: Option<usize>,
}

/// How far down headings are looked for.
const HEAD_ROWS: usize = 40;
/// How many rows headings may take.
const DEEPEST: usize = 4;

impl<'a> Layout<'a> {
    /// Finds the table of a sheet; none where it has none.
    pub fn find(grid: &Grid, known: &[Column<'a>]) -> Option<Layout<'a>> {
        let names: Vec<Names<'a>> = known.iter().map(Names::of).collect();
        let codes = best_row(grid, |cell| {
            text(cell).is_some_and(|text| names.iter().any(|names| names.code == fold(text)))
        });
        let heads = best_row(grid, |cell| named(&names, cell).is_some());
        let last = codes.or(heads)?.max(heads.unwrap_or(0));
        let mut layout = Layout {
            heads: 0,
            first_row: 0,
            columns: Vec::new(),
            twice: Vec::new(),
            unknown: Vec::new(),
            crossed: Vec::new(),
            codes,
            counter: None,
            sent: None,
        };
        let bottom = match codes {
            Some(_) => heads.unwrap_or(last),
            None => last + lower_headings(grid, &names, last),
        };
        let width = (0..=bottom.max(last)).map(|row| grid.row(row).len()).max().unwrap_or(0);
        for at in 0..width {
            let code = codes.and_then(|row| text(grid.cell(row, at))).map(fold);
            let by_code = code.and_then(|code| names.iter().find(|names| names.code == code));
            let column = by_code.map(|names| names.column);
            let heading = heads.and_then(|row| text(grid.cell(row, at))).map(fold);
            if let Some((own, heading)) = by_code.zip(heading) {
                let is_called = |names: &&Names<'a>| names.titles[..2].contains(&heading);
                let other = names.iter().find(is_called).filter(|_| !is_called(&own));
                layout.crossed.extend(other.map(|other| (at, other.column)));
            }
            match column.or_else(|| headed(grid, &names, bottom, at)) {
                Some(column) if layout.columns.iter().any(|(_, known)| *known == column) => {
                    layout.twice.push((at, column));
                }
                Some(column) => layout.columns.push((at, column)),
                None => layout.unheard(grid, [Some(bottom), heads, codes], at),
            }
        }
        layout.heads = bottom;
        layout.first_row = bottom.max(last) + 1;
        if is_numbering(grid.row(layout.first_row)) {
            layout.first_row += 1;
        }
        Some(layout)
    }

    /// Notes a column that nobody knows, by the first heading it has.
    fn unheard(&mut self, grid: &Grid, rows: [Option<usize>; 3], at: usize) {
        let Some(heading) = rows.into_iter().flatten().find_map(|row| text(grid.cell(row, at)))
        else {
            return;
        };
        if is_timestamp(heading) {
            self.sent = Some(at);
        } else if is_counter(heading) {
            self.counter = Some(at);
        } else {
            self.unknown.push((at, heading.replace('\n', " ")));
        }
    }

    /// Where a column is.
    pub fn place(&self, wanted: Column<'_>) -> Option<usize> {
        self.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at)
    }
}

/// The row with the most cells of a kind, two at least; of two such, the first.
pub fn best_row(grid: &Grid, is_one: impl Fn(&Cell) -> bool) -> Option<usize> {
    let count = |row: usize| grid.row(row).iter().filter(|cell| is_one(cell)).count();
    let rows = HEAD_ROWS.min(grid.height());
    let (count, from_below) = (0..rows).map(|row| (count(row), rows - row)).max()?;
    (count >= 2).then(|| rows - from_below)
}

/// How many rows of narrower headings follow: words and times alone, and none
/// that would say whose row it is.
fn lower_headings(grid: &Grid, names: &[Names<'_>], last: usize) -> usize {
    let fixed: Vec<usize> = (0..grid.row(last).len())
        .filter(|at| {
            let column = named(names, grid.cell(last, *at));
            matches!(column, Some(Column::Code | Column::Name))
        })
        .collect();
    let is_lower = |row: &usize| {
        let mut filled = grid.row(*row).iter().filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some()
            && fixed.iter().all(|at| grid.cell(*row, *at).is_empty())
            && filled.all(|cell| {
                let words = |text: &str| !text.contains(|c: char| c.is_ascii_digit());
                text(cell).is_some_and(words) || is_time(&cell.shown())
            })
    };
    (last + 1..last + DEEPEST).take_while(is_lower).count()
}

/// The column that the headings above a place name: the lowest, else with what
/// stands over it, *Đoàn viên* over *nữ*.
fn headed<'a>(grid: &Grid, names: &[Names<'a>], bottom: usize, at: usize) -> Option<Column<'a>> {
    let mut heading = String::new();
    for row in (0..=bottom).rev().take(DEEPEST) {
        let cell = grid.cell(row, at);
        let measured = row.checked_sub(1).and_then(|above| named(names, grid.cell(above, at)));
        let counts = |column: &Column<'a>| {
            let typed = cell.shown();
            let is_money = |unit: &str| money_unit(unit.trim_matches(['(', ')'])).is_some();
            is_unit(&typed, column.unit()) || is_money(&typed) && is_money(column.unit())
        };
        if let Some(column) = measured.filter(counts) {
            return Some(column);
        }
        let own = (!cell.is_empty()).then(|| cell.shown());
        let above = || over(grid, row, at).filter(|_| row < bottom).map(str::to_owned);
        let Some(text) = own.or_else(above) else { continue };
        heading = format!("{text} {heading}");
        if let Some(column) = named(names, &Cell::Text(heading.trim_end().to_owned())) {
            return Some(column);
        }
    }
    None
}

/// The heading that reaches over a place from its left: its cell is merged, and
/// what is below it has headings of its own.
fn over(grid: &Grid, row: usize, at: usize) -> Option<&str> {
    let left = (0..at).rev().find(|left| !grid.cell(row, *left).is_empty())?;
    let below = |at: usize| !grid.cell(row + 1, at).is_empty();
    (left..=at).all(below).then(|| text(grid.cell(row, left)))?
}

/// The one column that a heading names; to the letter before roughly. *Công đoàn
/// cơ sở (đơn vị)* is a figure, *Công đoàn cơ sở* the name of a unit.
fn named<'a>(names: &[Names<'a>], cell: &Cell) -> Option<Column<'a>> {
    let typed = text(cell)?;
    let heading = Heading::of(typed);
    let own = names.iter().find(|names| names.titles[1] == fold(typed) && typed.contains('('));
    let close = || names.iter().find(|names| names.titles.iter().any(|title| heading.is(title)));
    if let Some(names) = own.or_else(close) {
        return Some(names.column);
    }
    // *Tổng thu (đồng)*: what its money is counted in is read apart.
    if let Some((title, unit)) = typed.trim_end().strip_suffix(')').and_then(|t| t.rsplit_once('('))
        && money_unit(unit).is_some()
    {
        let column = named(names, &Cell::Text(title.to_owned()));
        return column.filter(|column| money_unit(column.unit()).is_some());
    }
    let asks = |names: &&Names<'a>| names.titles[..2].iter().any(|t| heading.asks_for(t));
    let mut asked = names.iter().filter(asks);
    asked.next().filter(|_| asked.next().is_none()).map(|names| names.column)
}

/// What a column may be called, folded.
struct Names<'a> {
    column: Column<'a>,
    code: String,
    /// Its own title first, then the same with its unit of measure.
    titles: Vec<String>,
}

impl<'a> Names<'a> {
    fn of(column: &Column<'a>) -> Self {
        let own = [fold(&column.title()), fold(&column.heading())];
        let titles =
            own.into_iter().chain(column.also().iter().map(|text| (*text).to_owned())).collect();
        Names { column: *column, code: fold(&column.code()), titles }
    }
}

/// The numbers of the columns below their headings: *A, B, 1, 2, 3 = 4 + 5*.
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

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}
