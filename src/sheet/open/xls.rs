//! Old workbooks (XLS, BIFF) by calamine, which makes room for every cell of a
//! sheet up to the farthest: what a file asks for is measured before.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::super::grid::Grid;
use super::cfb::Compound;
use super::filling::{Filling, Room};
use super::{Refusal, number, xlsx};

/// The cells that all sheets' ranges may have together; one full sheet of
/// Excel 97 has twice as many.
const MOST_CELLS: usize = 8_000_000;

pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    if file.has("WordDocument") {
        return Err(Refusal::Other("tệp Word"));
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
    let percents = measure(&stream.ok_or(Refusal::Broken)??)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Locked,
        _ => Refusal::Broken,
    })?;
    let mut room = Room::new();
    let mut grids = Vec::new();
    for (name, percents) in book.sheet_names().into_iter().zip(percents) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Filling::new(&mut room);
        for (row, column, data) in range.used_cells() {
            let at = (row + top as usize, column + left as usize);
            sheet.put(at.0, at.1, xlsx::cell(data, percents.contains(&at)))?;
        }
        grids.push(sheet.done(name));
    }
    Ok(grids)
}

type Cells = HashSet<(usize, usize)>;

/// Adds up what the sheets of a workbook's stream will take; for each sheet the
/// cells that show percents, which calamine doesn't tell.
fn measure(stream: &[u8]) -> Result<Vec<Cells>, Refusal> {
    let (mut starts, mut formats, mut percents) = (Vec::new(), Vec::new(), vec![9, 10]);
    let mut letters = 5;
    for record in (Records { stream }) {
        let (kind, data) = record?;
        match kind {
            0x002F if number(data, 0, 2)? != 0 => return Err(Refusal::Locked),
            // Before BIFF8 a format's text has a shorter head.
            0x0809 if number(data, 0, 2)? < 0x0600 => letters = 3,
            // A sheet of the book: where its own records begin.
            0x0085 => starts.push(number(data, 0, 4)?),
            0x00E0 => formats.push(number(data, 2, 2)?),
            0x041E => {
                let text = data.get(letters..).unwrap_or_default();
                let text: String =
                    text.iter().filter(|b| **b > 0).map(|b| char::from(*b)).collect();
                if xlsx::is_percent(&text) {
                    percents.push(number(data, 0, 2)?);
                }
            }
            0x000A => break,
            _ => {}
        }
    }
    let shows_percent: Vec<bool> = formats.iter().map(|f| percents.contains(f)).collect();
    let mut left = MOST_CELLS;
    let sheet = |start: usize| {
        let sheet = stream.get(start..).ok_or(Refusal::Broken)?;
        let (area, percents) = walk(sheet, &shows_percent)?;
        left = left.checked_sub(area).ok_or(Refusal::TooLarge)?;
        Ok(percents)
    };
    starts.into_iter().map(sheet).collect()
}

/// The cells from the first to the farthest of a sheet, or as many as it says
/// that it has; and those with one of some formats.
fn walk(sheet: &[u8], shows_percent: &[bool]) -> Result<(usize, Cells), Refusal> {
    let (mut depth, mut area) = (0, 0);
    let (mut first, mut last) = ((usize::MAX, usize::MAX), (0, 0));
    let mut percents = Cells::new();
    for record in (Records { stream: sheet }) {
        let (kind, data) = record?;
        match kind {
            0x0809 => depth += 1,
            0x000A if depth > 1 => depth -= 1,
            0x000A => break,
            0x0200 => {
                let (rows, columns) = match data.len() {
                    10 => (number(data, 2, 2)?, number(data, 6, 2)?),
                    _ => (number(data, 4, 4)?, number(data, 10, 2)?),
                };
                area = rows.saturating_mul(columns);
            }
            // Formula, MulRk, RString, LabelSst, Number, Label, BoolErr, Rk
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let (row, column) = (number(data, 0, 2)?, number(data, 2, 2)?);
                // Of many cells in one record each has its format before six bytes.
                let cells = if kind == 0x00BD { data.len().saturating_sub(6) / 6 } else { 1 };
                for i in 0..cells {
                    let format = number(data, 4 + 6 * i, 2)?;
                    if shows_percent.get(format) == Some(&true) {
                        percents.insert((row, column + i));
                    }
                }
                first = (first.0.min(row), first.1.min(column));
                last = (last.0.max(row), last.1.max(column + cells));
            }
            _ => {}
        }
    }
    let width = (last.1 + 1).saturating_sub(first.1);
    let height = (last.0 + 1).saturating_sub(first.0);
    Ok((area.max(height.saturating_mul(width)), percents))
}

/// The records of a stream: kind and content.
struct Records<'a> {
    stream: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(usize, &'a [u8]), Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stream.is_empty() {
            return None;
        }
        let stream = std::mem::take(&mut self.stream);
        let record = || {
            let (kind, length) = (number(stream, 0, 2)?, number(stream, 2, 2)?);
            let data = stream.get(4..4 + length).ok_or(Refusal::Broken)?;
            Ok((kind, data, &stream[4 + length..]))
        };
        Some(record().map(|(kind, data, rest)| {
            self.stream = rest;
            (kind, data)
        }))
    }
}
