//! Findings about a sheet's columns, before its rows are read.

use super::super::columns::Asked;
use super::super::grid::Cell;
use super::super::heading::fold;
use super::super::layout::Passed;
use super::Reader;
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Reader<'_, 'a> {
    pub(super) fn columns(&mut self) {
        self.unread();
        self.against_codes();
        let layout = &self.survey.layout;
        let beside = layout.beside().map(|(at, asked, _)| (at, asked));
        let figures: Vec<(usize, Asked<'a>)> = layout.figures().chain(beside).collect();
        self.survey.measure(&figures);
        self.survey.unheaded();
    }

    /// Reports repeated columns, those of another time, and filled ones that are unknown.
    fn unread(&mut self) {
        let layout = &self.survey.layout;
        let heads = layout.heads;
        let mut found = Vec::new();
        for (at, column) in &layout.twice {
            let message = format!("cột “{}” có hai lần", column.title());
            let twice = Diagnostic::error(Code::SHEET_COLUMN_TWICE, message);
            found.push((*at, twice.with_hint("giữ một")));
        }
        for Passed { at, column, of, is_replaced, aspect } in &layout.passed {
            if self.survey.is_filled(*at) && aspect.is_none() {
                found.push((*at, passed_over(&column.title(), of, *is_replaced)));
            }
        }
        for unknown in layout.unknown.iter().filter(|unknown| self.survey.is_filled(unknown.at)) {
            let message = format!("cột “{}” không có trong danh mục, không đọc", unknown.heading);
            let near = unknown.near.filter(|_| self.has_numbers(unknown.at));
            let code = Code::SHEET_UNKNOWN_COLUMN;
            found.push(match near {
                Some(near) => {
                    let message = format!("{message}. Có phải là “{}”?", near.heading());
                    (unknown.at, Diagnostic::error(code, message))
                }
                // An indicator that no column has may be meant.
                None if self.has_numbers(unknown.at) && !is_address(&unknown.heading) => {
                    let hint = "là số liệu thì sửa tiêu đề cho giống danh mục";
                    (unknown.at, Diagnostic::warning(code, message).with_hint(hint))
                }
                None => (unknown.at, Diagnostic::note(code, message)),
            });
        }
        for (at, found) in found {
            self.survey.tell((heads, at), found);
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

    /// Reports headings of other columns than their codes, and numbers among the codes.
    fn against_codes(&mut self) {
        let layout = self.survey.layout.clone();
        for (at, other) in &layout.crossed {
            let heading = self.survey.grid.cell(layout.heads, *at).shown();
            let code =
                layout.codes.map(|row| self.survey.grid.cell(row, *at).shown()).unwrap_or_default();
            let message =
                format!("tiêu đề “{heading}” là của mã {}, mà hàng mã ghi {code}", other.code());
            let found = Diagnostic::error(Code::SHEET_CODE_ROW, message);
            self.survey.tell((layout.heads, *at), found.with_hint("sửa cho khớp"));
        }
        if let Some(row) = layout.codes {
            for (at, _) in &layout.columns {
                if matches!(self.survey.grid.cell(row, *at), Cell::Number { .. } | Cell::Day(_)) {
                    let found = Diagnostic::error(Code::SHEET_CODE_ROW, "số gõ vào hàng mã");
                    let hint = "chuyển xuống một hàng ở dưới";
                    self.survey.tell((row, *at), found.with_hint(hint));
                }
            }
        }
    }
}

/// Whether a heading is of numbers that count nothing.
fn is_address(heading: &str) -> bool {
    const NUMBERS: [&str; 8] =
        ["điện thoại", "đt", "sđt", "cccd", "tài khoản", "năm sinh", "mã số thuế", "ngày"];
    let folded = fold(heading);
    NUMBERS.iter().any(|words| folded.contains(words))
}

/// The finding that a column's figures aren't of the period: what they are, and whether
/// another column has the period's.
pub fn passed_over(title: &str, of: &str, is_replaced: bool) -> Diagnostic {
    let message = format!("cột “{title}” là {of}, không đọc");
    let code = Code::SHEET_OTHER_FIGURES;
    match is_replaced {
        true => Diagnostic::note(code, message),
        false => Diagnostic::error(code, message).with_hint("ghi số của kỳ báo cáo"),
    }
}
