//! Old workbooks (XLS, BIFF) by calamine, which makes room for every cell of a
//! sheet up to the farthest: what a file asks for is measured before.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::super::grid::Grid;
use super::cfb::Compound;
use super::filling::{Filling, Room};
use super::sst::lengths;
use super::{Refusal, number, xlsx};

/// The cells that all sheets' ranges may have together; one full sheet of
/// Excel 97 has twice as many.
const MOST_CELLS: usize = 8_000_000;
const MOST_LETTERS: usize = 512 << 20;

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

/// What the sheets of a workbook's stream have in common.
struct Book<'a> {
    /// For each format of cells whether it shows percents.
    shows_percent: Vec<bool>,
    /// How long the shared strings are.
    strings: Vec<usize>,
    /// Where the records of each sheet begin.
    sheets: Vec<&'a [u8]>,
}

/// Adds up what the sheets of a workbook's stream will take; for each sheet the
/// cells that show percents, which calamine doesn't tell.
fn measure(stream: &[u8]) -> Result<Vec<Cells>, Refusal> {
    let book = Book::of(stream)?;
    let (mut cells, mut letters) = (MOST_CELLS, MOST_LETTERS);
    let sheet = |sheet: &&[u8]| {
        let (area, texts, percents) = book.walk(sheet)?;
        cells = cells.checked_sub(area).ok_or(Refusal::TooLarge)?;
        letters = letters.checked_sub(texts).ok_or(Refusal::TooLarge)?;
        Ok(percents)
    };
    book.sheets.iter().map(sheet).collect()
}

impl<'a> Book<'a> {
    fn of(stream: &'a [u8]) -> Result<Self, Refusal> {
        let (mut sheets, mut formats, mut percents) = (Vec::new(), Vec::new(), vec![9, 10]);
        let (mut strings, mut head, mut before) = (Vec::new(), 5, 0);
        for record in (Records { stream }) {
            let (kind, data) = record?;
            match kind {
                0x002F if number(data, 0, 2)? != 0 => return Err(Refusal::Locked),
                // Before BIFF8 a format's text has a shorter head.
                0x0809 if number(data, 0, 2)? < 0x0600 => head = 3,
                0x0085 => {
                    let sheet = stream.get(number(data, 0, 4)?..);
                    sheets.push(sheet.ok_or(Refusal::Broken)?);
                }
                0x00E0 => formats.push(number(data, 2, 2)?),
                0x041E => {
                    let text = data.get(head..).unwrap_or_default();
                    let text = text.iter().filter(|byte| **byte > 0).map(|byte| char::from(*byte));
                    if xlsx::is_percent(&text.collect::<String>()) {
                        percents.push(number(data, 0, 2)?);
                    }
                }
                // Shared strings, and what goes on with them.
                0x00FC => strings = vec![data],
                0x003C if before == 0x00FC => {
                    strings.push(data);
                    continue;
                }
                0x000A => break,
                _ => {}
            }
            before = kind;
        }
        Ok(Book {
            shows_percent: formats.iter().map(|format| percents.contains(format)).collect(),
            strings: lengths(&strings),
            sheets,
        })
    }

    /// The cells of a sheet from the first to the farthest, or as many as it says
    /// that it has; the letters of its shared strings; its percents.
    fn walk(&self, sheet: &[u8]) -> Result<(usize, usize, Cells), Refusal> {
        let (mut depth, mut area, mut letters) = (0, 0, 0_usize);
        let (mut first, mut last) = ((usize::MAX, usize::MAX), (0, 0));
        let mut percents = Cells::new();
        for record in (Records { stream: sheet }) {
            let (kind, data) = record?;
            match kind {
                0x0809 => depth += 1,
                0x000A if depth > 1 => depth -= 1,
                0x000A => break,
                0x0200 => {
                    let (first, end, columns) = match data.len() {
                        10 => (number(data, 0, 2)?, number(data, 2, 2)?, number(data, 6, 2)?),
                        _ => (number(data, 0, 4)?, number(data, 4, 4)?, number(data, 10, 2)?),
                    };
                    let rows = if end == 0 { Some(1) } else { end.checked_sub(first) };
                    area = area.max(rows.ok_or(Refusal::Broken)?.saturating_mul(columns));
                }
                // Formula, MulRk, RString, LabelSst, Number, Label, BoolErr, Rk
                0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                    let (row, column) = (number(data, 0, 2)?, number(data, 2, 2)?);
                    // Many cells in one record: six bytes each, the format first.
                    let many = kind == 0x00BD;
                    let cells = if many { data.len().saturating_sub(6) / 6 } else { 1 };
                    for i in 0..cells {
                        let format = number(data, 4 + 6 * i, 2)?;
                        if self.shows_percent.get(format) == Some(&true) {
                            percents.insert((row, column + i));
                        }
                    }
                    if kind == 0x00FD {
                        let length = self.strings.get(number(data, 6, 4)?);
                        letters = letters.saturating_add(length.copied().unwrap_or(0));
                    }
                    first = (first.0.min(row), first.1.min(column));
                    last = (last.0.max(row), last.1.max(column + cells));
                }
                _ => {}
            }
        }
        let width = (last.1 + 1).saturating_sub(first.1);
        let height = (last.0 + 1).saturating_sub(first.0);
        Ok((area.max(height.saturating_mul(width)), letters, percents))
    }
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
