//! Units of money in a table (đơn vị tính): from a column's headings, or for all columns from
//! text above, beside or below the table.

use super::super::columns::Asked;
use super::super::layout::Headed;
use super::super::measure::{self, Money};
use super::Survey;
use crate::diagnostic::{Code, Diagnostic};
use crate::vietnamese::MoneyUnit;

/// A unit of measure stated outside the table.
struct Outside {
    money: Money,
    text: String,
}

impl Survey<'_, '_> {
    /// Determines the units of columns with money: from their headings, or for all of them
    /// from above or below the table.
    pub(super) fn units(&mut self, columns: &[(usize, Asked<'_>)]) {
        let outside = self.outside();
        for (at, asked) in columns.iter().copied() {
            let Some(own) = MoneyUnit::parse(asked.unit()) else { continue };
            match self.unit_of_money(at, &outside) {
                Ok(None) => {}
                Ok(Some(unit)) if unit == own => {}
                Ok(Some(unit)) => {
                    let unit = unit.name();
                    self.money.push((at, unit));
                    // For last year's and the plan's the same is assumed.
                    if !self.layout.columns.iter().any(|(own, _)| *own == at) {
                        continue;
                    }
                    let message = format!(
                        "{}: tính bằng {unit} như biểu ghi, không phải {}",
                        asked.title(),
                        asked.unit()
                    );
                    let found = Diagnostic::note(Code::SHEET_MEASURE, message);
                    self.tell((self.layout.heads, at), found);
                }
                Err(why) => self.spoil(at, &asked, &why),
            }
        }
    }

    /// Excludes a column whose unit is unclear.
    fn spoil(&mut self, at: usize, asked: &Asked<'_>, why: &str) {
        self.layout.columns.retain(|(place, _)| *place != at);
        self.layout.passed.retain(|passed| passed.at != at);
        let message = format!("{}: {why}", asked.title());
        self.tell((self.layout.heads, at), Diagnostic::error(Code::SHEET_MEASURE, message));
    }

    /// The unit stated for a column with money; `None` if there is none.
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

    /// Every unit of money stated outside the table.
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
            let found = Diagnostic::error(Code::SHEET_MEASURE, format!("ghi đơn vị tính {words}"));
            self.tell(cell, found.with_hint("ghi đủ số, không tính theo nghìn"));
        }
        out
    }

    /// Columns within the headings that don't belong to the table.
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
}

fn known(money: Money) -> Result<Option<MoneyUnit>, String> {
    match money {
        Money::Known(unit) => Ok(Some(unit)),
        Money::Unknown => {
            Err("không rõ đơn vị tính của cột; ghi đồng, nghìn đồng hoặc triệu đồng".to_owned())
        }
    }
}
