//! A sheet's records → its cells.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::super::super::grid::{Area, Cell, Grid};
use super::super::Refusal;
use super::super::day::day_of;
use super::super::filling::{Filling, Room};
use super::book::{BEGIN, Book, END, Look};
use super::format::Shows;
use super::record::{Record, Records};
use super::text::{Letters, Reader};

/// Reads the sheet whose records begin here. `left` is the number of bytes of records that
/// all sheets may still take.
pub fn grid(
    book: &Book,
    name: String,
    records: &[u8],
    room: &mut Room,
    left: &mut usize,
) -> Result<Grid, Refusal> {
    let mut sheet = Sheet { book, cells: Filling::new(room)?, merged: Vec::new(), formula: None };
    let mut records = Records::of(records);
    // A chart in a sheet has its own records between begin and end.
    let mut depth = 0;
    while let Some(record) = records.next() {
        let record = record?;
        *left = left.checked_sub(record.data.len() + 4).ok_or(Refusal::TooLarge)?;
        match record.kind {
            BEGIN => depth += 1,
            END if depth > 1 => depth -= 1,
            END => break,
            RESULT if depth < 2 => {
                let mut parts = vec![record.data];
                parts.extend(records.continued()?);
                sheet.result(&parts)?;
            }
            _ if depth < 2 => sheet.take(&record)?,
            _ => {}
        }
    }
    Ok(sheet.cells.done(name).with_merged(sheet.merged))
}

/// The text result of a formula.
const RESULT: usize = 0x0207;

struct Sheet<'b, 'r> {
    book: &'b Book,
    cells: Filling<'r>,
    merged: Vec<Area>,
    /// The formula whose text result follows.
    formula: Option<(usize, usize, Look)>,
}

impl Sheet<'_, '_> {
    fn take(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        match record.kind {
            0x00BD => return self.many(record),
            0x00E5 => return self.merge(record),
            // Formula, rich text, shared text, number, text, boolean, compact number
            0x0006 | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {}
            _ => return Ok(()),
        }
        let (row, column) = (record.number(0, 2)?, record.number(2, 2)?);
        let look = self.look(record.number(4, 2)?);
        let cell = match record.kind {
            0x0006 => self.formula(record, (row, column, look))?,
            0x00FD => self.book.texts.get(record.number(6, 4)?).cloned().unwrap_or_default(),
            0x0203 => self.number(double(record.data.get(6..))?, look),
            0x0205 => truth(record.number(6, 1)?, record.number(7, 1)? == 1),
            0x027E => self.number(small(record.number(6, 4)?), look),
            // The runs of a cell's own rich text come after it.
            _ => self.book.cell(&self.book.letters.text(record.data, 6, 2)?),
        };
        self.put(row, column, look, cell)
    }

    fn look(&self, format: usize) -> Look {
        self.book.looks.get(format).copied().unwrap_or_default()
    }

    fn put(&mut self, row: usize, column: usize, look: Look, cell: Cell) -> Result<(), Refusal> {
        let cell = if look.is_struck { cell.struck() } else { cell };
        self.cells.put(row, column, cell)
    }

    /// Several compact numbers in adjacent cells: six bytes each, the format first.
    fn many(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let (row, column) = (record.number(0, 2)?, record.number(2, 2)?);
        for i in 0..record.data.len().saturating_sub(6) / 6 {
            let look = self.look(record.number(4 + 6 * i, 2)?);
            let cell = self.number(small(record.number(6 + 6 * i, 4)?), look);
            self.put(row, column + i, look, cell)?;
        }
        Ok(())
    }

    fn merge(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        /// The most merged cells accepted.
        const MOST: usize = 20_000;
        for i in 0..record.number(0, 2)? {
            let part = |at: usize| record.number(2 + 8 * i + 2 * at, 2);
            let (top, bottom, left, right) = (part(0)?, part(1)?, part(2)?, part(3)?);
            if self.merged.len() < MOST && top <= bottom && left <= right {
                self.merged.push(Area { top, left, bottom, right });
            }
        }
        Ok(())
    }

    /// The result of a formula; a text result is in a separate record.
    fn formula(
        &mut self,
        record: &Record<'_>,
        place: (usize, usize, Look),
    ) -> Result<Cell, Refusal> {
        if record.number(12, 2)? != 0xFFFF {
            return Ok(self.number(double(record.data.get(6..))?, place.2));
        }
        Ok(match record.number(6, 1)? {
            0 => {
                self.formula = Some(place);
                Cell::Empty
            }
            1 => truth(record.number(8, 1)?, false),
            2 => truth(record.number(8, 1)?, true),
            _ => Cell::Empty,
        })
    }

    fn result(&mut self, parts: &[&[u8]]) -> Result<(), Refusal> {
        let Some((row, column, look)) = self.formula.take() else { return Ok(()) };
        let text = match self.book.letters {
            Letters::Unicode => Reader::at(parts, 0).text(2).ok_or(Refusal::Broken)?,
            letters => letters.text(parts[0], 0, 2)?,
        };
        let cell = self.book.cell(&text);
        self.put(row, column, look, cell)
    }

    fn number(&self, value: f64, look: Look) -> Cell {
        let kind = match look.shows {
            Shows::Number | Shows::Percent => {
                return Cell::Number { value, percent: look.shows == Shows::Percent };
            }
            Shows::Day => ExcelDateTimeType::DateTime,
            Shows::Elapsed => ExcelDateTimeType::TimeDelta,
        };
        let day = ExcelDateTime::new(value, kind, self.book.is_1904);
        day_of(&day).map_or_else(|| Cell::Text(day.to_string()), Cell::Day)
    }
}

fn double(bytes: Option<&[u8]>) -> Result<f64, Refusal> {
    let bytes = bytes.and_then(|bytes| bytes.first_chunk::<8>()).ok_or(Refusal::Broken)?;
    Ok(f64::from_le_bytes(*bytes))
}

/// A number in four bytes: an integer, or the upper half of a double; possibly in hundredths.
fn small(bits: usize) -> f64 {
    let bits = bits as u32;
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits as i32 >> 2),
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn truth(value: usize, is_fault: bool) -> Cell {
    let fault = match value {
        _ if !is_fault => return Cell::Bool(value != 0),
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
