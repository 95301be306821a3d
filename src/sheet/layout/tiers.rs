//! The headings of one column, from the lowest up.

use super::naming::{Named, Names, named, part_of};
use super::{Headed, TIERS};
use crate::sheet::columns::Column;
use crate::sheet::grid::{Cell, Grid};
use crate::sheet::head::{LONGEST, text};
use crate::sheet::heading::{Nature, Parts, fold, key};
use crate::sheet::measure;

/// The headings of one column.
pub(super) struct Tiers<'t, 'a> {
    pub(super) grid: &'t Grid,
    pub(super) names: &'t [Names<'a>],
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) at: usize,
}

impl<'a> Tiers<'_, 'a> {
    /// The text above the column in a row: its own heading, or one that spans it.
    pub(super) fn text(&self, row: usize) -> Option<String> {
        let cell = self.grid.cell(row, self.at);
        let own = (!cell.is_empty()).then(|| cell.shown());
        own.or_else(|| {
            over(self.grid, row, self.at).filter(|_| row < self.bottom).map(str::to_owned)
        })
    }

    /// The column named by the headings: by the lowest, else together with those above, *Đoàn
    /// viên* over *nữ*.
    pub(super) fn headed(&self) -> Option<Headed<'a>> {
        let mut heading = String::new();
        let mut found = None;
        for row in (0..=self.bottom).rev().take(TIERS) {
            let Some(text) = self.text(row) else { continue };
            if text.len() > LONGEST {
                break;
            }
            if heading.is_empty() && self.counts_above(row, &text) {
                continue;
            }
            heading = format!("{text} {heading}");
            found = named(self.names, &Cell::Text(heading.trim_end().to_owned()));
            if found.is_some() {
                break;
            }
        }
        let found = found.or_else(|| self.part())?;
        Some(self.with_others(found))
    }

    /// Whether a text only repeats the noun of the heading above: *người* below *Tổng số đoàn
    /// viên*.
    pub(super) fn counts_above(&self, row: usize, text: &str) -> bool {
        let above = || row.checked_sub(1).map(|above| self.grid.cell(above, self.at));
        measure::is_unit(text) && above().is_some_and(|cell| named(self.names, cell).is_some())
    }

    /// *Nữ*, *Trong đó: nữ* beside its whole.
    pub(super) fn part(&self) -> Option<Named<'a>> {
        let left = self.at.checked_sub(1)?;
        let whole = Tiers { at: left, ..*self }.text(self.bottom)?;
        part_of(self.names, &whole, &self.text(self.bottom)?)
    }

    /// A column named by its code; its heading may still state another time.
    pub(super) fn coded(&self, heads: Option<usize>, column: Column<'a>) -> Headed<'a> {
        let text = heads.map(|row| self.grid.cell(row, self.at).shown()).unwrap_or_default();
        let mut headed = Headed {
            at: self.at,
            column,
            times: Vec::new(),
            nature: Nature::Done,
            units: Vec::new(),
        };
        let own = Names::of(&column);
        if text.len() <= LONGEST && !own.titles.contains(&fold(&text)) {
            let parts = Parts::of(&text);
            let is_own = parts.cores.iter().find(|(core, _)| own.is_close(&key(core)));
            headed.nature = is_own.map_or(Nature::Done, |(_, nature)| *nature);
            (headed.times, headed.units) = (parts.times, parts.units);
        } else {
            headed.units = Parts::of(&text).units;
        }
        headed
    }

    /// Adds what the headings state besides the column's name.
    pub(super) fn with_others(&self, found: Named<'a>) -> Headed<'a> {
        let Named { column, mut times, mut nature, mut units } = found;
        for row in (self.top..=self.bottom).rev() {
            let Some(text) = self.text(row).filter(|text| text.len() <= LONGEST) else { continue };
            let parts = Parts::of(&text);
            if self.counts_above(row, &text) {
                units.push(text.trim_matches(['(', ')', ' ']).to_owned());
                continue;
            }
            // The naming heading has been analysed already.
            let names_it = named(self.names, &Cell::Text(text)).is_some();
            units.extend(parts.units.iter().cloned());
            if !names_it {
                times.extend(parts.times.iter().copied());
                if nature == Nature::Done && parts.is_bare() {
                    nature = parts.nature();
                }
            }
        }
        times.dedup();
        units.dedup();
        Headed { at: self.at, column, times, nature, units }
    }
}

/// The heading to the left that spans a column: its cell is merged, or the cells below have
/// headings of their own.
fn over(grid: &Grid, row: usize, at: usize) -> Option<&str> {
    if let Some((top, left)) = grid.anchor(row, at) {
        return text(grid.cell(top, left));
    }
    let left = (0..at).rev().find(|left| !grid.cell(row, *left).is_empty())?;
    let below = |at: usize| !grid.cell(row + 1, at).is_empty();
    (left..=at).all(below).then(|| text(grid.cell(row, left)))?
}
