//! What is to be said of a sheet's columns, before any row is read.

use super::super::columns::{Asked, Column};
use super::super::grid::Cell;
use super::super::heading::fold;
use super::super::remark::{Severity, letters};
use super::super::value::money_unit;
use super::Reader;
use crate::vietnamese::MoneyUnit;

impl Reader<'_, '_> {
    pub(super) fn columns(&mut self) {
        self.unread();
        self.against_codes();
        self.other_units();
        self.unheaded();
    }

    /// Columns that are there twice, and filled ones that nobody knows.
    fn unread(&mut self) {
        let layout = self.layout;
        let heads = layout.heads;
        for (at, column) in &layout.twice {
            let message = format!("cột “{}” có hai lần; giữ một", column.title());
            self.remark((heads, *at), Severity::Error, message);
        }
        for (at, heading) in &layout.unknown {
            let used = (layout.first_row..self.grid.height())
                .any(|row| !self.grid.cell(row, *at).is_empty());
            if used {
                let message = format!("cột “{heading}” không có trong danh mục, không đọc");
                self.remark((heads, *at), Severity::Note, message);
            }
        }
    }

    /// Headings of other columns than their codes, and numbers among the codes.
    fn against_codes(&mut self) {
        let layout = self.layout;
        for (at, other) in &layout.crossed {
            let heading = self.grid.cell(layout.heads, *at).shown();
            let code = layout.codes.map(|row| self.grid.cell(row, *at).shown()).unwrap_or_default();
            let message = format!(
                "tiêu đề “{heading}” là của mã {}, mà hàng mã ghi {code}; sửa cho khớp",
                other.code()
            );
            self.remark((layout.heads, *at), Severity::Error, message);
        }
        if let Some(row) = layout.codes {
            for (at, _) in &layout.columns {
                if matches!(self.grid.cell(row, *at), Cell::Number { .. } | Cell::Day(_)) {
                    let message = "số gõ vào hàng mã; chuyển xuống một hàng ở dưới".to_owned();
                    self.remark((row, *at), Severity::Error, message);
                }
            }
        }
    }

    /// Money that is counted otherwise than the catalogue says.
    fn other_units(&mut self) {
        let layout = self.layout;
        for (at, column) in &layout.columns {
            let Column::Figure(asked) = column else { continue };
            let Some(unit) = self.other_unit(*at, asked) else { continue };
            self.money.push((*at, unit));
            let message = format!(
                "{}: tính bằng {unit} như biểu ghi, không phải {}",
                column.title(),
                asked.unit()
            );
            self.remark((layout.heads, *at), Severity::Note, message);
        }
    }

    /// Columns with numbers and without a heading, beside those that are read.
    fn unheaded(&mut self) {
        let grid = self.grid;
        let mut told = Vec::new();
        let first = self.layout.columns.first().map_or(0, |(at, _)| *at);
        let headed =
            |at: usize| (0..self.layout.first_row).any(|row| !grid.cell(row, at).is_empty());
        for row in self.layout.first_row..grid.height() {
            for (at, cell) in grid.row(row).iter().enumerate() {
                let is_read = !matches!(cell, Cell::Number { .. }) || told.contains(&at);
                if !is_read && at > first && !headed(at) {
                    told.push(at);
                    let message = format!("cột {} không có tiêu đề, không đọc", letters(at));
                    self.remark((row, at), Severity::Note, message);
                }
            }
        }
    }

    /// What the sheet itself says that the money of a column is counted in: its
    /// heading, *(nghìn đồng)*, or a line above the table, *Đơn vị tính: đồng*.
    fn unit_of_money(&self, at: usize) -> Option<MoneyUnit> {
        let grid = self.grid;
        let in_brackets = |text: &str| {
            let (_, behind) = text.rsplit_once('(')?;
            money_unit(behind.split(')').next()?.trim())
        };
        let headed = (0..self.layout.first_row).rev().find_map(|row| {
            let text = grid.cell(row, at).shown();
            money_unit(&text).or_else(|| in_brackets(&text))
        });
        let above = || {
            (0..self.layout.first_row).flat_map(|row| grid.row(row)).find_map(|cell| {
                let text = fold(&cell.shown());
                let text = text.trim_matches(['(', ')', '.']);
                let words = ["đơn vị tính", "đvt"].iter().find_map(|w| text.strip_prefix(w))?;
                money_unit(words.trim_start_matches([':', ' ']))
            })
        };
        headed.or_else(above)
    }

    /// A figure's unit of measure, where the sheet has another one for money
    /// than the catalogue.
    fn other_unit(&self, at: usize, asked: &Asked<'_>) -> Option<&'static str> {
        let own = MoneyUnit::parse(asked.unit())?;
        self.unit_of_money(at).filter(|unit| *unit != own).map(MoneyUnit::name)
    }
}
