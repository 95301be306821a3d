//! The shared data of an old workbook's sheets.

use super::super::super::grid::Cell;
use super::super::look::{Font, Looks};
use super::super::record::Record;
use super::super::{Refusal, number};
use super::record::Records;
use super::text::{Letters, Reader, RichText};

/// The records before all sheets.
pub struct Book {
    pub letters: Letters,
    pub sheets: Vec<Sheet>,
    pub looks: Looks,
    /// The shared texts, as cells.
    pub texts: Vec<Cell>,
}

/// A sheet, with the position of its records.
pub struct Sheet {
    pub name: String,
    pub start: usize,
}

impl Book {
    pub fn of(stream: &[u8]) -> Result<Self, Refusal> {
        let mut book = Book {
            letters: Letters::Unicode,
            sheets: Vec::new(),
            looks: Looks::default(),
            texts: Vec::new(),
        };
        let mut records = Records::of(stream);
        while let Some(record) = records.next() {
            let record = record?;
            match record.kind {
                SHARED_TEXTS => {
                    let mut parts = vec![record.data];
                    parts.extend(records.continued()?);
                    book.share(&parts);
                }
                END => break,
                _ => book.take(&record)?,
            }
        }
        Ok(book)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        match record.kind {
            // A password.
            0x002F => return Err(Refusal::Locked),
            BEGIN if record.number(0, 2)? < 0x0600 => self.letters = Letters::of_page(1252),
            0x0042 if self.letters != Letters::Unicode => {
                self.letters = Letters::of_page(record.number(0, 2)?);
            }
            0x0022 => self.looks.is_1904 = record.number(0, 2)? == 1,
            0x0031 => {
                let is_struck = record.number(2, 2)? & 8 != 0;
                // The shortest fonts have no such field.
                let is_raised = record.number(8, 2) == Ok(1);
                self.looks.add_font(Font { is_struck, is_raised });
            }
            0x041E => {
                let length = if self.letters == Letters::Unicode { 2 } else { 1 };
                let format = self.letters.text(record.data, 2, length)?;
                self.looks.add_format(record.number(0, 2)?, &format.text());
            }
            0x00E0 => {
                let (font, format) = (record.number(0, 2)?, record.number(2, 2)?);
                self.looks.add(font_at(font), format);
            }
            // Charts and macros are sheets without cells.
            0x0085 if record.number(5, 1)? == 0 => {
                let name = self.letters.text(record.data, 6, 1)?.text();
                self.sheets.push(Sheet { name, start: record.number(0, 4)? });
            }
            _ => {}
        }
        Ok(())
    }

    fn share(&mut self, parts: &[&[u8]]) {
        let Ok(stated) = number(parts.first().copied().unwrap_or_default(), 4, 4) else { return };
        let mut reader = Reader::at(parts, 8);
        // Reads the existing ones, whatever number is stated.
        while self.texts.len() < stated
            && let Some(text) = reader.text(2)
        {
            let cell = self.cell(&text);
            self.texts.push(cell);
        }
    }

    /// A text as a cell.
    pub fn cell(&self, text: &RichText) -> Cell {
        let runs: Vec<_> = text.runs.iter().map(|(start, font)| (*start, font_at(*font))).collect();
        self.looks.text(&text.letters, &runs)
    }
}

/// The place of a font by its number; the number 4 doesn't exist.
fn font_at(number: usize) -> usize {
    if number > 4 { number - 1 } else { number }
}

pub const BEGIN: usize = 0x0809;
pub const END: usize = 0x000A;
const SHARED_TEXTS: usize = 0x00FC;
