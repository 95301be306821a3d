//! How cells look in workbooks of binary records (XLS, XLSB): fonts, formats, and what the
//! numbers and texts are that have them.

use std::collections::HashMap;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::super::grid::Cell;
use super::day::day_of;
use super::filling;
use super::format::Shows;
use super::rich::{Run, kept};

/// The looks of a workbook's cells.
#[derive(Debug, Default)]
pub struct Looks {
    /// Whether dates are counted from 1904.
    pub is_1904: bool,
    /// By the number of a cell's format.
    cells: Vec<Look>,
    fonts: Vec<Font>,
    formats: HashMap<usize, Shows>,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    shows: Shows,
    is_struck: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Font {
    pub is_struck: bool,
    pub is_raised: bool,
}

impl Looks {
    pub fn add_font(&mut self, font: Font) {
        self.fonts.push(font);
    }

    pub fn add_format(&mut self, number: usize, code: &str) {
        self.formats.insert(number, Shows::of(code));
    }

    /// Adds the look of cells with a font, by its place among the fonts, and a number format.
    pub fn add(&mut self, font: usize, format: usize) {
        let shows = self.formats.get(&format).copied();
        let shows = shows.unwrap_or_else(|| Shows::built_in(format));
        self.cells.push(Look { shows, is_struck: self.font(font).is_struck });
    }

    pub fn look(&self, number: usize) -> Look {
        self.cells.get(number).copied().unwrap_or_default()
    }

    fn font(&self, at: usize) -> Font {
        self.fonts.get(at).copied().unwrap_or_default()
    }

    pub fn number(&self, value: f64, look: Look) -> Cell {
        let kind = match look.shows {
            Shows::Number | Shows::Percent => {
                return Cell::Number { value, percent: look.shows == Shows::Percent };
            }
            Shows::Day => ExcelDateTimeType::DateTime,
            Shows::Elapsed => ExcelDateTimeType::TimeDelta,
        };
        let day = ExcelDateTime::new(value, kind, self.is_1904);
        day_of(&day).map_or_else(|| Cell::Text(day.to_string()), Cell::Day)
    }

    /// A text as a cell: without struck-through parts, and without raised marks after a
    /// digit. `runs` says from which letter on which font is used.
    pub fn text(&self, letters: &[u16], runs: &[(usize, usize)]) -> Cell {
        let starts = runs.iter().map(|(start, _)| *start).chain([letters.len()]);
        let mut parts = Vec::new();
        let (mut from, mut font) = (0, Font::default());
        for (at, start) in starts.enumerate() {
            let own = letters.get(from..start).unwrap_or_default();
            let Font { is_struck, is_raised } = font;
            parts.push(Run { text: String::from_utf16_lossy(own), is_struck, is_raised });
            from = start.max(from);
            font = runs.get(at).map(|(_, font)| self.font(*font)).unwrap_or_default();
        }
        match filling::text(&kept(&parts)) {
            Cell::Empty => filling::text(&String::from_utf16_lossy(letters)).struck(),
            kept => kept,
        }
    }
}

impl Look {
    /// A cell with this look.
    pub fn of(self, cell: Cell) -> Cell {
        if self.is_struck { cell.struck() } else { cell }
    }
}

/// A number in four bytes: an integer, or the upper half of a double; possibly in hundredths.
pub fn small(bits: usize) -> f64 {
    let bits = bits as u32;
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits as i32 >> 2),
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// An error in a cell, by its number.
pub fn fault(number: usize) -> Cell {
    let fault = match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Cell::Fault(fault.to_owned())
}

/// A double in eight bytes.
pub fn double(bytes: Option<&[u8]>) -> Option<f64> {
    bytes.and_then(|bytes| bytes.first_chunk::<8>()).map(|bytes| f64::from_le_bytes(*bytes))
}
