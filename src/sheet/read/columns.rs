//! What is to be said of a sheet's columns, before any row is read.

use super::super::columns::{Asked, Column, Measure};
use super::super::grid::Cell;
use super::super::layout::{Headed, Passed};
use super::super::measure::{self, Money};
use super::super::remark::{Severity, letters};
use super::super::value;
use super::Reader;
use crate::vietnamese::MoneyUnit;

/// A unit of measure that the sheet states outside its table.
struct Outside {
    money: Money,
    text: String,
}

impl Reader<'_, '_> {
    pub(super) fn columns(&mut self) {
        self.unread();
        self.against_codes();
        self.units();
        self.shares();
        self.unheaded();
    }

    /// Columns that are there twice, those of another time, and filled ones that
    /// nobody knows.
    fn unread(&mut self) {
        let layout = &self.layout;
        let heads = layout.heads;
        let mut remarks = Vec::new();
        for (at, column) in &layout.twice {
            let message = format!("cột “{}” có hai lần; giữ một", column.title());
            remarks.push((*at, Severity::Error, message));
        }
        for Passed { at, column, of, is_replaced } in &layout.passed {
            if self.is_filled(*at) {
                let hint = if *is_replaced { "" } else { "; ghi số của kỳ báo cáo" };
                let message = format!("cột “{}” là {of}, không đọc{hint}", column.title());
                let severity = if *is_replaced { Severity::Note } else { Severity::Error };
                remarks.push((*at, severity, message));
            }
        }
        for unknown in layout.unknown.iter().filter(|unknown| self.is_filled(unknown.at)) {
            let message = format!("cột “{}” không có trong danh mục, không đọc", unknown.heading);
            let near = unknown.near.filter(|_| self.has_numbers(unknown.at));
            remarks.push(match near {
                Some(near) => {
                    let message = format!("{message}. Có phải là “{}”?", near.heading());
                    (unknown.at, Severity::Error, message)
                }
                None => (unknown.at, Severity::Note, message),
            });
        }
        for (at, severity, message) in remarks {
            self.remark((heads, at), severity, message);
        }
    }

    fn is_filled(&self, at: usize) -> bool {
        (self.layout.first_row..self.grid.height()).any(|row| !self.grid.cell(row, at).is_empty())
    }

    fn has_numbers(&self, at: usize) -> bool {
        let is_number = |cell: &Cell| match cell {
            Cell::Number { .. } => true,
            Cell::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        (self.layout.first_row..self.grid.height()).any(|row| is_number(self.grid.cell(row, at)))
    }

    /// Headings of other columns than their codes, and numbers among the codes.
    fn against_codes(&mut self) {
        let layout = self.layout.clone();
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

    /// What the columns of money are counted in, as the sheet has it: in their
    /// headings, or for all of them above or below the table.
    fn units(&mut self) {
        let outside = self.outside();
        let columns = self.layout.columns.clone();
        for (at, column) in columns {
            let Column::Figure(asked) = column else { continue };
            let Some(own) = MoneyUnit::parse(asked.unit()) else { continue };
            match self.unit_of_money(at, &outside) {
                Ok(None) => {}
                Ok(Some(unit)) if unit == own => {}
                Ok(Some(unit)) => {
                    let unit = unit.name();
                    self.money.push((at, unit));
                    let message = format!(
                        "{}: tính bằng {unit} như biểu ghi, không phải {}",
                        column.title(),
                        asked.unit()
                    );
                    self.remark((self.layout.heads, at), Severity::Note, message);
                }
                Err(why) => self.spoil(at, &asked, &why),
            }
        }
    }

    /// Takes a column out of those that are read, since nobody knows what its
    /// numbers are.
    fn spoil(&mut self, at: usize, asked: &Asked<'_>, why: &str) {
        self.layout.columns.retain(|(place, _)| *place != at);
        let message = format!("{}: {why}", asked.title());
        self.remark((self.layout.heads, at), Severity::Error, message);
    }

    /// What the sheet says that the money of a column is counted in; none where it
    /// says nothing.
    fn unit_of_money(&self, at: usize, outside: &[Outside]) -> Result<Option<MoneyUnit>, String> {
        let headed = self.layout.headed.iter().find(|headed| headed.at == at);
        let units = headed.iter().flat_map(|Headed { units, .. }| units);
        let own = units.filter_map(|unit| measure::money(unit)).next();
        let mut all = outside.iter().map(|outside| outside.money);
        let outer = all.next();
        if all.any(|money| Some(money) != outer) {
            let texts: Vec<String> = outside.iter().map(|o| format!("“{}”", o.text)).collect();
            return match own {
                Some(own) => known(own),
                None => Err(format!("biểu ghi hai đơn vị tính: {}; giữ một", texts.join(", "))),
            };
        }
        match (own, outer) {
            (Some(own), Some(outer)) if own != outer => {
                let text = outside.first().map_or("", |outside| outside.text.as_str());
                Err(format!("tiêu đề cột và “{text}” ghi hai đơn vị tính; giữ một"))
            }
            (Some(own), _) => known(own),
            (None, Some(outer)) => known(outer),
            (None, None) => Ok(None),
        }
    }

    /// Every unit of money that the sheet states outside its table.
    fn outside(&mut self) -> Vec<Outside> {
        let mut out = Vec::new();
        let mut scaled = Vec::new();
        let add = |cell, text: &str, introduced, out: &mut Vec<Outside>, scaled: &mut Vec<_>| {
            let stated = measure::stated(text, introduced);
            for money in stated.money {
                out.push(Outside { money, text: text.to_owned() });
            }
            scaled.extend(stated.scaled.map(|words| (cell, words)));
        };
        let above = (0..self.layout.top).map(|row| (row, self.filled(row)));
        let below = self.lowest().map(|row| (row, self.notes(row)));
        for (row, texts) in above.chain(below) {
            let mut introduced = false;
            for (at, text) in texts {
                add((row, at), &text, introduced, &mut out, &mut scaled);
                introduced = measure::introduces(&text);
            }
        }
        for at in self.beside() {
            for row in self.layout.top..self.layout.first_row {
                let text = self.grid.cell(row, at).shown();
                add((row, at), &text, false, &mut out, &mut scaled);
            }
        }
        for (cell, words) in scaled {
            let message = format!("ghi đơn vị tính {words}; ghi đủ số, không tính theo nghìn");
            self.remark(cell, Severity::Error, message);
        }
        out
    }

    /// Columns of the headings that are none of the table's.
    fn beside(&self) -> Vec<usize> {
        let width = (self.layout.top..self.layout.first_row)
            .map(|row| self.grid.row(row).len())
            .max()
            .unwrap_or(0);
        let known = |at: &usize| self.layout.headed.iter().any(|headed| headed.at == *at);
        (0..width).filter(|at| !known(at) && !self.is_filled(*at)).collect()
    }

    fn filled(&self, row: usize) -> Vec<(usize, String)> {
        let cells = self.grid.row(row).iter().enumerate();
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(at, cell)| (at, cell.shown())).collect()
    }

    /// Columns of percents that hold shares: where one lies between nought and
    /// one, 1,05 is more than the whole.
    fn shares(&mut self) {
        let is_share = |at: usize| {
            let cells =
                || (self.layout.first_row..self.grid.height()).map(|row| self.grid.cell(row, at));
            cells().any(value::is_share) && !cells().any(value::is_percent)
        };
        let percents = self.layout.columns.iter().filter(|(_, column)| {
            matches!(column, Column::Figure(asked) if asked.measure() == Measure::Percent)
        });
        self.shares = percents.map(|(at, _)| *at).filter(|at| is_share(*at)).collect();
    }

    /// Columns with numbers and without a heading, beside those that are read.
    fn unheaded(&mut self) {
        let grid = self.grid;
        let mut told = Vec::new();
        let first = self.layout.columns.first().map_or(0, |(at, _)| *at);
        let top = self.layout.first_row;
        let headed = |at: usize| (0..top).any(|row| !grid.cell(row, at).is_empty());
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
}

fn known(money: Money) -> Result<Option<MoneyUnit>, String> {
    match money {
        Money::Known(unit) => Ok(Some(unit)),
        Money::Unknown => {
            Err("không rõ đơn vị tính của cột; ghi đồng, nghìn đồng hoặc triệu đồng".to_owned())
        }
    }
}
