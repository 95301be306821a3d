//! A sheet's records → its cells.

use super::super::super::grid::{Area, Cell, Grid};
use super::super::Refusal;
use super::super::filling::{self, Filling, Room};
use super::super::look::{double, fault, small};
use super::super::record::Record;
use super::book::Book;
use super::record::Records;

pub fn grid(book: &Book, name: String, part: &[u8], room: &mut Room) -> Result<Grid, Refusal> {
    let mut cells = Filling::new(room)?;
    let mut merged = Vec::new();
    let mut row = 0;
    for record in Records::of(part) {
        let record = record?;
        match record.kind {
            0 => row = record.number(0, 4)?,
            2..=11 | 62 => {
                let look = book.looks.look(record.number(4, 3)?);
                cells.put(row, record.number(0, 4)?, look.of(cell(book, &record)?))?;
            }
            176 => merge(&mut merged, &record)?,
            _ => {}
        }
    }
    Ok(cells.done(name).with_merged(merged))
}

/// The value of a cell behind its column and format; that of a formula is its result.
fn cell(book: &Book, record: &Record<'_>) -> Result<Cell, Refusal> {
    const AT: usize = 8;
    let look = book.looks.look(record.number(4, 3)?);
    Ok(match record.kind {
        2 => book.looks.number(small(record.number(AT, 4)?), look),
        3 | 11 => fault(record.number(AT, 1)?),
        4 | 10 => Cell::Bool(record.number(AT, 1)? != 0),
        5 | 9 => {
            let value = double(record.data.get(AT..)).ok_or(Refusal::Broken)?;
            book.looks.number(value, look)
        }
        7 => book.texts.get(record.number(AT, 4)?).cloned().unwrap_or_default(),
        62 => book.cell(record, AT)?,
        _ => filling::text(&record.text(AT)?.0),
    })
}

fn merge(merged: &mut Vec<Area>, record: &Record<'_>) -> Result<(), Refusal> {
    /// The most merged cells accepted.
    const MOST: usize = 20_000;
    let part = |at: usize| record.number(4 * at, 4);
    let (top, bottom, left, right) = (part(0)?, part(1)?, part(2)?, part(3)?);
    if merged.len() < MOST && top <= bottom && left <= right {
        merged.push(Area { top, left, bottom, right });
    }
    Ok(())
}
