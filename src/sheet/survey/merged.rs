//! Figures in cells merged over several units or columns, which can't be attributed.

use std::collections::HashMap;

use super::super::columns::Column;
use super::super::grid::{Area, Grid};
use super::super::layout::Layout;
use crate::diagnostic::{Code, Diagnostic};

/// The merged cells with figures.
#[derive(Debug, Default)]
pub struct Merged {
    places: HashMap<(usize, usize), Area>,
    /// Whether there are implausibly many: then every figure may be in one.
    is_overfull: bool,
    /// Whether the table was rearranged, so that its rows may be the sheet's columns.
    is_placed: bool,
}

/// The most merged cells accepted.
const MOST: usize = 100_000;

impl Merged {
    pub fn of(grid: &Grid, layout: &Layout<'_>) -> Self {
        let mut merged = Merged { is_placed: grid.origins().are_others(), ..Merged::default() };
        let figures: Vec<usize> = layout
            .columns
            .iter()
            .filter(|(_, column)| matches!(column, Column::Figure(_) | Column::Whole(_)))
            .map(|(at, _)| *at)
            .chain(layout.beside().map(|(at, ..)| at))
            .collect();
        let is_unit = |row: &usize| {
            [Column::Code, Column::Name].iter().any(|column| {
                layout.place(*column).is_some_and(|at| !grid.cell(*row, at).is_empty())
            })
        };
        if grid.merged().is_empty() {
            return merged;
        }
        let units: Vec<usize> = (layout.first_row..grid.height()).filter(is_unit).collect();
        let units_before = |row: usize| units.partition_point(|unit| *unit < row);
        for area in grid.merged() {
            if area.bottom < layout.first_row || grid.cell(area.top, area.left).is_empty() {
                continue;
            }
            let within = |at: &&usize| (area.left..=area.right).contains(*at);
            let columns: Vec<usize> = figures.iter().filter(within).copied().collect();
            let units = units_before(area.bottom + 1).saturating_sub(units_before(area.top));
            if columns.is_empty() || units < 2 && columns.len() < 2 {
                continue;
            }
            for row in area.top.max(layout.first_row)..=area.bottom.min(grid.height()) {
                merged.places.extend(columns.iter().map(|at| ((row, *at), *area)));
                if merged.places.len() > MOST {
                    merged.is_overfull = true;
                    return merged;
                }
            }
        }
        merged
    }

    /// Why a figure in a merged cell can't be read.
    pub fn why(&self, title: &str, row: usize, column: usize) -> Option<Diagnostic> {
        let wrong = |why: &str, hint: &str| {
            let message = format!("{title}: {why}");
            Some(Diagnostic::error(Code::SHEET_MERGED, message).with_hint(hint))
        };
        match self.places.get(&(row, column)) {
            None if self.is_overfull => wrong("biểu có quá nhiều ô gộp", "bỏ gộp ô rồi đọc lại"),
            None => None,
            Some(area) => {
                let over = match area.top == area.bottom {
                    _ if self.is_placed => "nhiều ô",
                    true => "nhiều cột",
                    false => "nhiều hàng",
                };
                let hint = "bỏ gộp ô, ghi riêng số của từng đơn vị, từng cột";
                wrong(&format!("ô gộp trên {over}"), hint)
            }
        }
    }
}
