//! Which rows of a sheet are units.

use super::{Column, Reader, TableHead, UnitRow};
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::grid::Cell;
use crate::sheet::heading::is_counter;
use crate::sheet::no_unit::{is_group_row, is_total};
use crate::sheet::read::no_unit;
use crate::sheet::survey::{Survey, Unreadable};

impl Reader<'_> {
    pub(super) fn rows(
        &mut self,
        survey: &mut Survey<'_, '_>,
        head: &TableHead,
        columns: &[Column],
    ) -> Vec<UnitRow> {
        let grid = survey.grid;
        let code = columns.iter().position(|c| c.field.code() == "organization.code");
        let id =
            code.or_else(|| columns.iter().position(|c| c.field.code() == "organization.name"));
        let counter = head.headings.iter().find(|h| is_counter(&h.text)).map(|h| h.column);
        let is_group = |row: usize| {
            counter.is_some_and(|at| is_group_row(grid, at, row, head.rows.end..grid.height()))
        };
        let mut rows = Vec::new();
        for row in head.rows.end..grid.height() {
            let Some(start) = grid.row(row).iter().position(|cell| !cell.is_empty()) else {
                continue;
            };
            match survey.repeats_headings(row) {
                Ok(true) => continue,
                Ok(false) => {}
                Err(Unreadable) => break,
            }
            let cells = columns.iter().map(|c| grid.cell(row, c.at).clone()).collect::<Box<[_]>>();
            let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            let coded = code.is_some_and(|at| !cells[at].is_empty());
            let labels = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_))).take(2);
            // A row with a code is a unit, whatever its name.
            let label = labels.map(Cell::shown).find(|text| is_total(text) && !coded);
            if let Some(label) = label {
                self.tell(grid, (row, start), no_unit(&label, "cộng"));
                continue;
            }
            if !coded && is_group(row) {
                // The number of a row stands before its name.
                let texts = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_)));
                let label = texts.take(2).last().map(Cell::shown).unwrap_or_default();
                self.tell(grid, (row, start), no_unit(&label, "nhóm"));
                continue;
            }
            let named = id.is_some_and(|at| !cells[at].is_empty());
            let says = |cell: &&&Cell| matches!(cell, Cell::Number { .. } | Cell::Day(_));
            if !named && filled.iter().filter(says).count() == 0 && filled.len() < 3 {
                // The author and date of the table; the name of a group of units.
                let first = grid.cell(row, start).shown();
                let message = format!("hàng “{first}” không có mã đơn vị, không tính là đơn vị");
                self.tell(grid, (row, start), Diagnostic::note(Code::SHEET_NO_UNIT, message));
                continue;
            }
            let merged = columns.iter().filter(|column| column.field.amount().is_some());
            let merged = merged.filter_map(|column| {
                Some((column.at, survey.why_merged(&column.title, row, column.at)?))
            });
            let torn = survey.why_torn(row).map(|why| (start, why));
            let refused = merged.chain(torn).collect();
            rows.push(UnitRow { at: row, cells, refused });
        }
        rows
    }
}
