//! What is to be said of a sheet's columns, before any row is read.

use super::super::columns::Asked;
use super::super::grid::Cell;
use super::super::layout::Passed;
use super::super::remark::Severity;
use super::Reader;

impl<'a> Reader<'_, 'a> {
    pub(super) fn columns(&mut self) {
        self.unread();
        self.against_codes();
        let figures: Vec<(usize, Asked<'a>)> = self.survey.layout.figures().collect();
        self.survey.measure(&figures);
        self.survey.unheaded();
    }

    /// Columns that are there twice, those of another time, and filled ones that
    /// nobody knows.
    fn unread(&mut self) {
        let layout = &self.survey.layout;
        let heads = layout.heads;
        let mut remarks = Vec::new();
        for (at, column) in &layout.twice {
            let message = format!("cột “{}” có hai lần; giữ một", column.title());
            remarks.push((*at, Severity::Error, message));
        }
        for Passed { at, column, of, is_replaced } in &layout.passed {
            if self.survey.is_filled(*at) {
                let hint = if *is_replaced { "" } else { "; ghi số của kỳ báo cáo" };
                let message = format!("cột “{}” là {of}, không đọc{hint}", column.title());
                let severity = if *is_replaced { Severity::Note } else { Severity::Error };
                remarks.push((*at, severity, message));
            }
        }
        for unknown in layout.unknown.iter().filter(|unknown| self.survey.is_filled(unknown.at)) {
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
            self.survey.remark((heads, at), severity, message);
        }
    }

    fn has_numbers(&self, at: usize) -> bool {
        let is_number = |cell: &Cell| match cell {
            Cell::Number { .. } => true,
            Cell::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        (self.survey.layout.first_row..self.survey.grid.height())
            .any(|row| is_number(self.survey.grid.cell(row, at)))
    }

    /// Headings of other columns than their codes, and numbers among the codes.
    fn against_codes(&mut self) {
        let layout = self.survey.layout.clone();
        for (at, other) in &layout.crossed {
            let heading = self.survey.grid.cell(layout.heads, *at).shown();
            let code =
                layout.codes.map(|row| self.survey.grid.cell(row, *at).shown()).unwrap_or_default();
            let message = format!(
                "tiêu đề “{heading}” là của mã {}, mà hàng mã ghi {code}; sửa cho khớp",
                other.code()
            );
            self.survey.remark((layout.heads, *at), Severity::Error, message);
        }
        if let Some(row) = layout.codes {
            for (at, _) in &layout.columns {
                if matches!(self.survey.grid.cell(row, *at), Cell::Number { .. } | Cell::Day(_)) {
                    let message = "số gõ vào hàng mã; chuyển xuống một hàng ở dưới".to_owned();
                    self.survey.remark((row, *at), Severity::Error, message);
                }
            }
        }
    }
}
