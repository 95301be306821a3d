//! A sheet's records → its cells.

use super::super::super::grid::{Area, Cell, Grid};
use super::super::Refusal;
use super::super::filling::{Filling, Room};
use super::super::look::{Look, double, fault, small};
use super::super::record::Record;
use super::book::{BEGIN, Book, END};
use super::record::Records;
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
        let look = self.book.looks.look(record.number(4, 2)?);
        let cell = match record.kind {
            0x0006 => self.formula(record, (row, column, look))?,
            0x00FD => self.book.texts.get(record.number(6, 4)?).cloned().unwrap_or_default(),
            0x0203 => {
                self.book.looks.number(double(record.data.get(6..)).ok_or(Refusal::Broken)?, look)
            }
            0x0205 => truth(record.number(6, 1)?, record.number(7, 1)? == 1),
            0x027E => self.book.looks.number(small(record.number(6, 4)?), look),
            // The runs of a cell's own rich text come after it.
            _ => self.book.cell(&self.book.letters.text(record.data, 6, 2)?),
        };
        self.put(row, column, look, cell)
    }

    fn put(&mut self, row: usize, column: usize, look: Look, cell: Cell) -> Result<(), Refusal> {
        self.cells.put(row, column, look.of(cell))
    }

    /// Several compact numbers in adjacent cells: six bytes each, the format first.
    fn many(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let (row, column) = (record.number(0, 2)?, record.number(2, 2)?);
        for i in 0..record.data.len().saturating_sub(6) / 6 {
            let look = self.book.looks.look(record.number(4 + 6 * i, 2)?);
            let cell = self.book.looks.number(small(record.number(6 + 6 * i, 4)?), look);
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
            return Ok(self
                .book
                .looks
                .number(double(record.data.get(6..)).ok_or(Refusal::Broken)?, place.2));
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
}

fn truth(value: usize, is_fault: bool) -> Cell {
    if is_fault { fault(value) } else { Cell::Bool(value != 0) }
}
