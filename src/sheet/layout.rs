//! Assignment of a sheet's columns: by the row of codes, else by the words of the headings.
//! Columns may have been moved, and rows inserted above.

mod naming;
mod tiers;

use std::cmp::Reverse;
use std::ops::Range;

use crate::dossier::Period;

use super::columns::{Asked, Aspect, Column};
use super::grid::{Cell, Grid};
use super::head::{Head, WIDEST, is_numbering, text, tiers_above};
use super::heading::{Nature, Parts, fold, is_counter, is_near, is_timestamp, words};
use super::measure;
use super::mention::Time;

pub use naming::Namer;
use naming::{Named, Names, has_code, named};
use tiers::Tiers;

/// The position of a sheet's table.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The lowest row that names columns.
    pub heads: usize,
    /// The highest row of headings.
    pub top: usize,
    /// The first row below the headings.
    pub first_row: usize,
    /// All columns with a known heading, from the left.
    pub headed: Vec<Headed<'a>>,
    /// The columns to read, once [`Layout::choose`] knows the period.
    pub columns: Vec<(usize, Column<'a>)>,
    /// Columns that occur twice, with the later index.
    pub twice: Vec<(usize, Column<'a>)>,
    /// Known columns of another period, or without figures of this one.
    pub passed: Vec<Passed<'a>>,
    /// Columns with an unknown heading.
    pub unknown: Vec<Unknown<'a>>,
    /// Columns whose heading belongs to a different column from their code, with that column.
    pub crossed: Vec<(usize, Column<'a>)>,
    /// The row of codes.
    pub codes: Option<usize>,
    /// The column that numbers the rows.
    pub counter: Option<usize>,
    /// The column with the time at which a row was sent by an online form.
    pub sent: Option<usize>,
    /// The headings by column, folded, to recognise repetitions further down.
    again: Vec<(usize, String)>,
}

/// The rows of a table's head: of codes, of headings, the highest and the lowest with
/// headings, the lowest of all.
struct Rows {
    codes: Option<usize>,
    heads: Option<usize>,
    top: usize,
    bottom: usize,
    last: usize,
}

/// A column with a known heading, and what else the heading states.
#[derive(Debug, Clone, PartialEq)]
pub struct Headed<'a> {
    pub at: usize,
    pub column: Column<'a>,
    pub times: Vec<Time>,
    pub nature: Nature,
    /// The units of measure in its headings, from the lowest.
    pub units: Vec<String>,
}

/// A known column that isn't read.
#[derive(Debug, Clone, PartialEq)]
pub struct Passed<'a> {
    pub at: usize,
    pub column: Column<'a>,
    /// The time or kind of its figures: *năm 2025*, *kế hoạch*.
    pub of: String,
    /// Whether another column is read for the same indicator.
    pub is_replaced: bool,
    /// Its aspect of the indicator, in addition to the column that is read.
    pub aspect: Option<Aspect>,
}

/// A column with an unknown heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown<'a> {
    pub at: usize,
    pub heading: String,
    /// The column that is probably meant, if no other has it.
    pub near: Option<Column<'a>>,
}

/// The most rows of headings of a column.
const TIERS: usize = 4;

impl<'a> Layout<'a> {
    /// Finds the table of a sheet; `None` if there is none.
    pub fn find(grid: &Grid, known: &[Column<'a>]) -> Option<Layout<'a>> {
        let names: Vec<Names<'a>> = known.iter().map(Names::of).collect();
        let is_known = |cell: &Cell| has_code(&names, cell) || named(&names, cell).is_some();
        let says_whose = |cell: &Cell| {
            let column = named(&names, cell).map(|found| found.column);
            matches!(column, Some(Column::Code | Column::Name))
        };
        let head = Head::find(grid, &is_known, &says_whose)?;
        Some(Layout::of(grid, &names, head.rows))
    }

    /// The same if the rows of the headings are known.
    pub fn over(grid: &Grid, known: &[Column<'a>], rows: Range<usize>) -> Layout<'a> {
        let names: Vec<Names<'a>> = known.iter().map(Names::of).collect();
        Layout::of(grid, &names, rows)
    }

    fn of(grid: &Grid, names: &[Names<'a>], rows: Range<usize>) -> Layout<'a> {
        let most = |is_one: &dyn Fn(&Cell) -> bool| {
            let count = |row: usize| grid.row(row).iter().filter(|cell| is_one(cell)).count();
            let best = rows.clone().map(|row| (count(row), Reverse(row))).max();
            best.filter(|(count, _)| *count > 0).map(|(_, Reverse(row))| row)
        };
        let codes = most(&|cell| has_code(names, cell));
        let heads = most(&|cell| named(names, cell).is_some());
        let last = rows.end.saturating_sub(1);
        let is_words = |row: &usize| Some(*row) != codes && !is_numbering(grid.row(*row));
        let bottom = match codes {
            // Units of measure and notes may stand between headings and codes.
            Some(codes) => heads.unwrap_or(codes),
            None => rows.clone().rev().find(is_words).unwrap_or(last),
        };
        let top = rows.start.min(tiers_above(grid, heads.unwrap_or(rows.start)));
        Layout::laid(grid, names, Rows { codes, heads, top, bottom, last })
    }

    fn laid(grid: &Grid, names: &[Names<'a>], rows: Rows) -> Layout<'a> {
        let Rows { codes, heads, top, bottom, last } = rows;
        let mut layout = Layout {
            heads: bottom,
            top,
            first_row: last + 1,
            headed: Vec::new(),
            columns: Vec::new(),
            twice: Vec::new(),
            passed: Vec::new(),
            unknown: Vec::new(),
            crossed: Vec::new(),
            codes,
            counter: None,
            sent: None,
            again: Vec::new(),
        };
        let width = (0..=last).map(|row| grid.row(row).len()).max().unwrap_or(0);
        for at in 0..width.min(WIDEST) {
            let code = codes.and_then(|row| text(grid.cell(row, at))).map(fold);
            let by_code = code.and_then(|code| names.iter().find(|names| names.code == code));
            let heading = heads.and_then(|row| text(grid.cell(row, at))).map(fold);
            if let Some((own, heading)) = by_code.zip(heading.as_ref()) {
                let is_called = |names: &&Names<'a>| names.titles[..2].contains(heading);
                let other = names.iter().find(is_called).filter(|_| !is_called(&own));
                layout.crossed.extend(other.map(|other| (at, other.column)));
            }
            layout.again.extend(heading.map(|heading| (at, heading)));
            let tiers = Tiers { grid, names, top: layout.top, bottom, at };
            let found = match by_code {
                Some(own) => Some(tiers.coded(heads, own.column)),
                None => tiers.headed(),
            };
            match found {
                Some(headed) => layout.headed.push(headed),
                // A rearranged sheet has its indicators in the highest row.
                None if grid.origins().are_others() => {
                    layout.unheard(grid, [Some(top), Some(bottom), heads], at);
                }
                None => layout.unheard(grid, [Some(bottom), heads, codes], at),
            }
        }
        layout.suppose(names);
        layout.choose(None);
        layout
    }

    /// What the headings of a column state besides its name, for a caller that knows the
    /// column.
    pub fn headed_as(
        &self,
        grid: &Grid,
        known: &[Column<'a>],
        at: usize,
        column: Column<'a>,
    ) -> Headed<'a> {
        let own = self.headed.iter().find(|headed| headed.at == at && headed.column == column);
        if let Some(headed) = own {
            return headed.clone();
        }
        let names: Vec<Names<'a>> = known.iter().map(Names::of).collect();
        let tiers = Tiers { grid, names: &names, top: self.top, bottom: self.heads, at };
        let Headed { times, nature, units, .. } = tiers.coded(Some(self.heads), column);
        tiers.with_others(Named { column, times, nature, units })
    }

    /// Decides which columns are read: those of the period, if their heading names one, with
    /// results of it.
    pub fn choose(&mut self, period: Option<&Period>) {
        (self.columns, self.twice, self.passed) = Default::default();
        for headed in &self.headed {
            let other = headed.other_than(period);
            match other {
                None if self.columns.iter().any(|(_, known)| *known == headed.column) => {
                    self.twice.push((headed.at, headed.column));
                }
                None => self.columns.push((headed.at, headed.column)),
                Some(of) => {
                    let (at, column, is_replaced) = (headed.at, headed.column, false);
                    let aspect = headed.aspect(period);
                    self.passed.push(Passed { at, column, of, is_replaced, aspect });
                }
            }
        }
        for passed in &mut self.passed {
            passed.is_replaced = self.columns.iter().any(|(_, column)| *column == passed.column);
            passed.aspect = passed.aspect.filter(|_| passed.is_replaced);
        }
    }

    /// Adds an unknown column, with the first of its headings that is more than a unit of
    /// measure.
    fn unheard(&mut self, grid: &Grid, rows: [Option<usize>; 3], at: usize) {
        let texts = || rows.into_iter().flatten().filter_map(|row| text(grid.cell(row, at)));
        // *(lượt xe)* below it only says what is counted.
        let says_unit = |text: &&str| measure::is_unit(text) || text.starts_with(['(', '[']);
        let Some(heading) = texts().find(|text| !says_unit(text)).or_else(|| texts().next()) else {
            return;
        };
        if is_timestamp(heading) {
            self.sent = Some(at);
        } else if is_counter(heading) {
            self.counter = Some(at);
        } else {
            let heading = heading.replace(['\n', '\t'], " ");
            self.unknown.push(Unknown { at, heading, near: None });
        }
    }

    /// Looks for the columns probably meant by unknown ones, among those not found.
    fn suppose(&mut self, names: &[Names<'a>]) {
        let headed = &self.headed;
        let filled = |column: &Column<'a>| headed.iter().any(|headed| headed.column == *column);
        for unknown in &mut self.unknown {
            let cores = Parts::of(&unknown.heading).cores;
            let open = || {
                let is_figure = |names: &&Names<'a>| matches!(names.column, Column::Figure(_));
                names.iter().filter(is_figure).filter(|names| !filled(&names.column))
            };
            let is_unlike =
                |names: &&Names<'a>| cores.iter().any(|(core, _)| names.is_unlike(&words(core)));
            let is_near = |names: &&Names<'a>| {
                let title = names.column.title();
                cores.iter().any(|(core, _)| is_near(core, &title))
            };
            // Confusions listed in the catalogue take precedence over similarity.
            let near = open().find(is_unlike).or_else(|| open().find(is_near));
            unknown.near = near.map(|names| names.column);
        }
    }

    /// The figures to read, each with its column.
    pub fn figures(&self) -> impl Iterator<Item = (usize, Asked<'a>)> {
        self.columns.iter().filter_map(|(at, column)| match column {
            Column::Figure(asked) => Some((*at, *asked)),
            _ => None,
        })
    }

    /// The columns with further values of those figures: last year's, the plan's.
    pub fn beside(&self) -> impl Iterator<Item = (usize, Asked<'a>, Aspect)> {
        self.passed.iter().filter_map(|passed| match (passed.column, passed.aspect) {
            (Column::Figure(asked), Some(aspect)) => Some((passed.at, asked, aspect)),
            _ => None,
        })
    }

    /// The index of a column.
    pub fn place(&self, wanted: Column<'_>) -> Option<usize> {
        self.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at)
    }

    /// Whether a row below the table's head repeats the headings, and if so whether in the
    /// same positions.
    pub fn is_again(&self, row: &[Cell]) -> Option<bool> {
        const ENOUGH: usize = 2;
        // Few texts are as long as a heading, and only those need folding.
        let is_as_long = |text: &str| self.again.iter().any(|(_, known)| known.len() == text.len());
        let known = |text: &str| self.again.iter().any(|(_, known)| known == text);
        let texts = row.iter().take(WIDEST).enumerate();
        let met: Vec<(usize, String)> = texts
            .filter_map(|(at, cell)| Some((at, text(cell).filter(|text| is_as_long(text))?)))
            .map(|(at, text)| (at, fold(text)))
            .filter(|(_, text)| known(text))
            .collect();
        // Another heading in the place of a known one begins another table.
        let differs = |(at, cell): (usize, &Cell)| {
            let own = self.again.iter().find(|(known, _)| *known == at);
            own.zip(text(cell)).is_some_and(|((_, own), text)| *own != fold(text))
        };
        let is_other = || row.iter().take(WIDEST).enumerate().any(differs);
        (met.len() >= ENOUGH).then(|| met.iter().all(|one| self.again.contains(one)) && !is_other())
    }
}

impl Headed<'_> {
    /// The aspect of its figures: of the same period a year before, or the plan for it.
    pub fn aspect(&self, period: Option<&Period>) -> Option<Aspect> {
        let (Column::Figure(asked), Some(period)) = (&self.column, period) else { return None };
        if self.units.iter().any(|unit| measure::is_other(unit, asked)) {
            return None;
        }
        let before = period.year_before()?;
        let was = |time: &Time| *time == Time::YearBefore || time.fits(&before);
        match self.nature {
            Nature::Planned if self.times.iter().all(|time| time.fits(period)) => {
                Some(Aspect::Assigned)
            }
            Nature::Done if !self.times.is_empty() && self.times.iter().all(was) => {
                Some(Aspect::Prior)
            }
            _ => None,
        }
    }

    /// The time or kind of its figures, if they aren't of the period.
    pub fn other_than(&self, period: Option<&Period>) -> Option<String> {
        let (Column::Figure(asked) | Column::Whole(asked)) = &self.column else { return None };
        if let Some(unit) = self.units.iter().find(|unit| measure::is_other(unit, asked)) {
            return Some(format!("số tính bằng {unit}"));
        }
        let nature = match self.nature {
            Nature::Done => None,
            Nature::Planned => Some("kế hoạch"),
            Nature::Estimated => Some("số ước"),
            Nature::Before => Some("kỳ trước"),
            Nature::Compared => Some("so sánh"),
        };
        let time = |time: &&Time| match period {
            Some(period) => !time.fits(period),
            // The cut-off date is checked by the reader of the dossier.
            None => !matches!(time, Time::UpTo(_)),
        };
        nature.map(str::to_owned).or_else(|| self.times.iter().find(time).map(|t| t.words()))
    }
}
