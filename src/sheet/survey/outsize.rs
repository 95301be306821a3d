//! Amounts of money that are in another unit than their column's, since nobody has so
//! much: 1.250.500.000 in a column of triệu đồng was meant in đồng.

use super::super::columns::Asked;
use super::super::grid::Cell;
use super::super::value::{decimal, is_bare};
use super::Survey;
use crate::vietnamese::{MoneyUnit, Number};

/// In đồng: no office reports so much of one unit.
const MOST: u64 = 10_000_000_000_000;
/// In đồng: what a large unit may have, however little the others do.
const LARGE: u64 = 100_000_000_000;
/// So many times what the unit in the middle of a column has isn't in the same unit.
const TIMES: u64 = 1_000;
/// Of fewer amounts none is in the middle.
const ENOUGH: usize = 3;

/// The number of a cell that has nothing beside it.
pub fn bare_number(cell: &Cell) -> Option<Number> {
    match cell {
        Cell::Number { value, percent: false } => decimal(*value).ok(),
        Cell::Text(text) if is_bare(cell) => Number::parse_amount(text.trim()).ok(),
        _ => None,
    }
}

impl Survey<'_, '_> {
    /// Finds out for each column of money how much one cell of it may say.
    pub(super) fn outsizes(&mut self, columns: &[(usize, Asked<'_>)]) {
        for (at, asked) in columns {
            let stated = self.money.iter().find(|(place, _)| place == at).map(|(_, unit)| *unit);
            let Some(unit) = MoneyUnit::parse(stated.unwrap_or(asked.unit())) else { continue };
            let of = |dong: u64| Number::from(dong).checked_div(unit.scale(), 0);
            let rows = self.layout.first_row..self.grid.height();
            let mut amounts: Vec<Number> =
                rows.filter_map(|row| bare_number(self.grid.cell(row, *at))).collect();
            amounts.sort_unstable();
            let middle = amounts.get(amounts.len() / 2).filter(|_| amounts.len() >= ENOUGH);
            let times = middle.and_then(|middle| middle.checked_mul(TIMES.into()));
            let beside =
                times.filter(|times| !times.is_zero()).map(|times| Some(times).max(of(LARGE)));
            let most = beside.map_or(of(MOST), |beside| beside.min(of(MOST)));
            self.outsizes.extend(most.map(|most| (*at, most)));
        }
    }
}
