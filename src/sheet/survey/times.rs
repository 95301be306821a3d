//! The period of a sheet: from the line for it, and from any other time in its name, titles
//! and notes.

use crate::diagnostic::{Code, Diagnostic, Place as SourcePlace, Spot};
use crate::dossier::Period;
use crate::rollup::period_words;
use crate::vietnamese::without_marks;

use super::super::grid::Cell;
use super::super::heading::fold;
use super::super::mention::{Place, Time, mentions};
use super::super::period::{HOW, are_same, parse_period};
use super::super::workbook::PERIOD;
use super::{Survey, Unreadable};

/// The period in the line for it, and its cell.
pub type Stated = ((usize, usize), Period);

/// A time stated for all figures of a sheet.
struct StatedTime {
    /// `None` for the sheet's name.
    cell: Option<(usize, usize)>,
    text: String,
    time: Time,
}

impl Survey<'_, '_> {
    /// The period of a sheet; `None` if neither the sheet nor the caller states one.
    pub fn period(&mut self) -> Result<Option<Period>, Unreadable> {
        let stated = self.stated()?;
        let said = self.said();
        let first = said.iter().find_map(|said| said.time.period());
        let own = stated.as_ref().map(|(_, period)| period.clone()).or(first);
        let wanted = self.asked.cloned().or_else(|| own.clone());
        let mut other = None;
        if let (Some((cell, period)), Some(wanted)) = (&stated, &wanted)
            && !are_same(period, wanted)
        {
            other = Some(self.other(Some(*cell), &period_words(period), wanted));
        }
        for said in &said {
            other = other.or_else(|| match &wanted {
                Some(wanted) if said.time.fits(wanted) => None,
                Some(wanted) => {
                    let words = format!("{} (“{}”)", said.time.words(), said.text);
                    Some(self.other(said.cell, &words, wanted))
                }
                // The cut-off date is checked by the reader of the dossier.
                None if matches!(said.time, Time::UpTo(_)) => None,
                None => Some(self.unreadable(said)),
            });
        }
        match other {
            None => Ok(own.or(wanted)),
            Some(found) => {
                self.findings.push(found);
                Err(Unreadable)
            }
        }
    }

    /// The period in the line for it.
    pub fn stated(&mut self) -> Result<Option<Stated>, Unreadable> {
        let grid = self.grid;
        for row in 0..self.layout.first_row {
            for (at, cell) in grid.row(row).iter().enumerate() {
                let Cell::Text(text) = cell else { continue };
                let Some(words) = text.strip_prefix(PERIOD) else { continue };
                match parse_period(words.trim()) {
                    Ok(period) => return Ok(Some(((row, at), period))),
                    Err(error) => {
                        let message = error.to_string();
                        let times = mentions(words, Place::Heading);
                        let asked = self.asked;
                        let fits = |time: Time| asked.is_some_and(|asked| time.fits(asked));
                        match times.first() {
                            Some(mention) if fits(mention.time) => return Ok(None),
                            Some(_) => {
                                let found = Diagnostic::error(Code::SHEET_PERIOD, message);
                                self.tell((row, at), found);
                                return Err(Unreadable);
                            }
                            None => {
                                let found = Diagnostic::note(Code::SHEET_PERIOD, message);
                                self.tell((row, at), found);
                            }
                        }
                    }
                }
            }
        }
        Ok(None)
    }

    /// The times stated for all figures of a sheet, for rows that name a period each.
    pub fn times(&self) -> Vec<(String, Time)> {
        self.said().into_iter().map(|said| (said.text, said.time)).collect()
    }

    /// All times that a sheet states for its figures.
    fn said(&self) -> Vec<StatedTime> {
        let mut out = Vec::new();
        let mut add = |cell, text: &str, place| {
            for mention in mentions(text, place).into_iter().filter(|m| !m.is_reference) {
                out.push(StatedTime { cell, text: text.to_owned(), time: mention.time });
            }
        };
        add(None, &self.grid.name, Place::Heading);
        for row in 0..self.layout.top {
            let mut texts = self.texts(row).peekable();
            while let Some((at, text)) = texts.next() {
                // *Năm:* beside 2025.
                match texts.peek() {
                    Some((_, next)) if text.trim_end().ends_with(':') => {
                        add(Some((row, at)), &format!("{text} {next}"), Place::Title);
                    }
                    _ => add(Some((row, at)), &text, Place::Title),
                }
            }
        }
        for row in self.lowest() {
            for (at, text) in self.notes(row) {
                let bare = without_marks(&fold(&text));
                if ["so lieu", "bao cao"].iter().any(|words| bare.contains(words)) {
                    add(Some((row, at)), &text, Place::Title);
                }
            }
        }
        out
    }

    /// The texts of a row above the table, including numbers.
    fn texts(&self, row: usize) -> impl Iterator<Item = (usize, String)> {
        const LONGEST: usize = 1000;
        let filled = self.grid.row(row).iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        filled
            .map(|(at, cell)| (at, cell.shown()))
            .filter(|(_, text)| text.len() <= LONGEST && !text.starts_with(PERIOD))
    }

    /// The rows below a table that may contain notes.
    pub(super) fn lowest(&self) -> std::ops::Range<usize> {
        const ROWS: usize = 100;
        let height = self.grid.height();
        self.layout.first_row.max(height.saturating_sub(ROWS))..height
    }

    /// The texts of a row that isn't a unit's.
    pub(super) fn notes(&self, row: usize) -> Vec<(usize, String)> {
        const LONGEST: usize = 1000;
        let grid = self.grid;
        if self.says_a_figure(row) {
            return Vec::new();
        }
        let texts = grid.row(row).iter().enumerate().filter_map(|(at, cell)| match cell {
            Cell::Text(text) if text.len() <= LONGEST => Some((at, text.clone())),
            _ => None,
        });
        texts.collect()
    }

    fn other(&self, cell: Option<(usize, usize)>, words: &str, wanted: &Period) -> Diagnostic {
        let message = format!("là số liệu {words}, mà kỳ cần là {}", period_words(wanted));
        self.told(cell, message).with_hint("gửi biểu đúng kỳ, hoặc sửa chỗ ghi kỳ")
    }

    fn unreadable(&self, said: &StatedTime) -> Diagnostic {
        let message = format!("“{}” không phải kỳ báo cáo", said.text);
        self.told(said.cell, message).with_hint(HOW)
    }

    fn told(&self, cell: Option<(usize, usize)>, message: String) -> Diagnostic {
        let own = cell.map(|(row, at)| self.grid.origin(row, at));
        let spot = Spot { cell: own, ..Spot::of_sheet(self.file, &self.grid.name) };
        let shown = cell.map(|(row, at)| self.grid.cell(row, at).shown()).unwrap_or_default();
        let place = SourcePlace::cell(spot, shown);
        Diagnostic::error(Code::SHEET_PERIOD, message).at(place)
    }
}
