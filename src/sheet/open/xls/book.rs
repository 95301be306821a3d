//! The shared data of an old workbook's sheets.

use super::super::super::grid::Cell;
use super::super::filling;
use super::super::rich::{Run, kept};
use super::super::{Refusal, number};
use super::format::Shows;
use super::record::{Record, Records};
use super::text::{Letters, Reader, RichText};

/// The records before all sheets.
pub struct Book {
    pub letters: Letters,
    /// Whether dates are counted from 1904.
    pub is_1904: bool,
    pub sheets: Vec<Sheet>,
    /// The appearance of cells, by format number.
    pub looks: Vec<Look>,
    /// The shared texts, as cells.
    pub texts: Vec<Cell>,
    fonts: Vec<Font>,
    formats: Vec<(usize, Shows)>,
}

/// A sheet, with the position of its records.
pub struct Sheet {
    pub name: String,
    pub start: usize,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    pub shows: Shows,
    pub is_struck: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Font {
    is_struck: bool,
    is_raised: bool,
}

impl Book {
    pub fn of(stream: &[u8]) -> Result<Self, Refusal> {
        let mut book = Book {
            letters: Letters::Unicode,
            is_1904: false,
            sheets: Vec::new(),
            looks: Vec::new(),
            texts: Vec::new(),
            fonts: Vec::new(),
            formats: Vec::new(),
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
            0x0022 => self.is_1904 = record.number(0, 2)? == 1,
            0x0031 => {
                let is_struck = record.number(2, 2)? & 8 != 0;
                // The shortest fonts have no such field.
                let is_raised = record.number(8, 2) == Ok(1);
                self.fonts.push(Font { is_struck, is_raised });
            }
            0x041E => {
                let length = if self.letters == Letters::Unicode { 2 } else { 1 };
                let format = self.letters.text(record.data, 2, length)?;
                self.formats.push((record.number(0, 2)?, Shows::of(&format.text())));
            }
            0x00E0 => {
                let (font, format) = (record.number(0, 2)?, record.number(2, 2)?);
                let own = self.formats.iter().find(|(known, _)| *known == format);
                let shows = own.map_or_else(|| Shows::built_in(format), |(_, shows)| *shows);
                self.looks.push(Look { shows, is_struck: self.font(font).is_struck });
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

    /// A font by its number; the number 4 doesn't exist.
    fn font(&self, number: usize) -> Font {
        let at = if number > 4 { number - 1 } else { number };
        self.fonts.get(at).copied().unwrap_or_default()
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

    /// A text as a cell: without struck-through parts, and without raised marks after a
    /// digit.
    pub fn cell(&self, text: &RichText) -> Cell {
        let starts = text.runs.iter().map(|(start, _)| *start).chain([text.letters.len()]);
        let mut runs = Vec::new();
        let (mut from, mut font) = (0, Font::default());
        for (at, start) in starts.enumerate() {
            let letters = text.letters.get(from..start).unwrap_or_default();
            let Font { is_struck, is_raised } = font;
            runs.push(Run { text: String::from_utf16_lossy(letters), is_struck, is_raised });
            from = start.max(from);
            font = text.runs.get(at).map(|(_, font)| self.font(*font)).unwrap_or_default();
        }
        match filling::text(&kept(&runs)) {
            Cell::Empty => filling::text(&text.text()).struck(),
            kept => kept,
        }
    }
}

pub const BEGIN: usize = 0x0809;
pub const END: usize = 0x000A;
const SHARED_TEXTS: usize = 0x00FC;
