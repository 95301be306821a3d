//! Old workbooks (XLS, BIFF) by calamine, which makes room for every cell of a
//! sheet up to the farthest: what a file asks for is measured before.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::super::grid::{Area, Grid};
use super::cfb::Compound;
use super::filling::{Filling, Room};
use super::sst::lengths;
use super::{Refusal, number, xlsx};

/// The cells that all sheets' ranges may have together; one full sheet of
/// Excel 97 has five times as many.
const MOST_CELLS: usize = 3_000_000;
const MOST_LETTERS: usize = 64 << 20;

pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    if file.has("WordDocument") {
        return Err(Refusal::Other("tệp Word"));
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
    let looks = measure(&stream.ok_or(Refusal::Broken)??)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Locked,
        _ => Refusal::Broken,
    })?;
    let mut room = Room::new();
    let mut grids = Vec::new();
    for (name, looks) in book.sheet_names().into_iter().zip(looks) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Filling::new(&mut room);
        for (row, column, data) in range.used_cells() {
            let at = (row + top as usize, column + left as usize);
            let cell = xlsx::cell(data, looks.percents.contains(&at));
            let cell = if looks.struck.contains(&at) { cell.struck() } else { cell };
            sheet.put(at.0, at.1, cell)?;
        }
        grids.push(sheet.done(name).with_merged(looks.merged));
    }
    Ok(grids)
}

type Cells = HashSet<(usize, usize)>;

/// What calamine doesn't tell of a sheet's cells.
#[derive(Default)]
struct Looks {
    percents: Cells,
    struck: Cells,
    merged: Vec<Area>,
}

/// What the sheets of a workbook's stream have in common.
struct Book<'a> {
    /// For each format of cells whether it shows percents.
    shows_percent: Vec<bool>,
    /// The same for texts that are struck through.
    is_struck: Vec<bool>,
    /// How long the shared strings are.
    strings: Vec<usize>,
    /// Where the records of each sheet begin.
    sheets: Vec<&'a [u8]>,
}

/// Adds up what the sheets of a workbook's stream will take; for each sheet what
/// calamine doesn't tell of its cells.
fn measure(stream: &[u8]) -> Result<Vec<Looks>, Refusal> {
    let book = Book::of(stream)?;
    let (mut cells, mut letters) = (MOST_CELLS, MOST_LETTERS);
    let sheet = |sheet: &&[u8]| {
        let (area, texts, looks) = book.walk(sheet)?;
        cells = cells.checked_sub(area).ok_or(Refusal::TooLarge)?;
        letters = letters.checked_sub(texts).ok_or(Refusal::TooLarge)?;
        Ok(looks)
    };
    book.sheets.iter().map(sheet).collect()
}

impl<'a> Book<'a> {
    fn of(stream: &'a [u8]) -> Result<Self, Refusal> {
        let (mut sheets, mut formats, mut percents) = (Vec::new(), Vec::new(), vec![9, 10]);
        let (mut strings, mut head, mut before) = (Vec::new(), 5, 0);
        let (mut fonts, mut struck) = (Vec::new(), Vec::new());
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
                0x0031 => fonts.push(number(data, 2, 2)? & 8 != 0),
                0x00E0 => {
                    formats.push(number(data, 2, 2)?);
                    // No font has the number 4.
                    let font = number(data, 0, 2)?;
                    let font = if font > 4 { font - 1 } else { font };
                    struck.push(fonts.get(font) == Some(&true));
                }
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
            is_struck: struck,
            strings: lengths(&strings),
            sheets,
        })
    }

    /// The cells of a sheet from the first to the farthest, or as many as it says
    /// that it has; the letters of its shared strings; what its cells look like.
    fn walk(&self, sheet: &[u8]) -> Result<(usize, usize, Looks), Refusal> {
        let (mut depth, mut area, mut letters) = (0, 0, 0_usize);
        let (mut first, mut last) = ((usize::MAX, usize::MAX), (0, 0));
        let mut looks = Looks::default();
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
                            looks.percents.insert((row, column + i));
                        }
                        if self.is_struck.get(format) == Some(&true) {
                            looks.struck.insert((row, column + i));
                        }
                    }
                    if kind == 0x00FD {
                        let length = self.strings.get(number(data, 6, 4)?);
                        letters = letters.saturating_add(length.copied().unwrap_or(0));
                    }
                    first = (first.0.min(row), first.1.min(column));
                    last = (last.0.max(row), last.1.max(column + cells));
                }
                // Merged cells.
                0x00E5 => {
                    for i in 0..number(data, 0, 2)? {
                        let part = |at: usize| number(data, 2 + 8 * i + 2 * at, 2);
                        let (top, bottom, left, right) = (part(0)?, part(1)?, part(2)?, part(3)?);
                        looks.merged.push(Area { top, left, bottom, right });
                    }
                }
                _ => {}
            }
        }
        let width = (last.1 + 1).saturating_sub(first.1);
        let height = (last.0 + 1).saturating_sub(first.0);
        Ok((area.max(height.saturating_mul(width)), letters, looks))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(data.len() * 2).expect("short");
        [&[kind, length], data].concat().into_iter().flat_map(u16::to_le_bytes).collect()
    }

    /// A number's record: where it stands, and by which format.
    fn number_at(row: u16, column: u16, format: u16) -> Vec<u8> {
        record(0x0203, &[row, column, format, 0, 0, 0, 0])
    }

    #[test]
    fn struck_and_merged_cells_and_percents() {
        const STRUCK: u16 = 8;
        let begin = record(0x0809, &[0x0600, 5]);
        let end = record(0x000A, &[]);
        // The second of two fonts is struck through; percents have the format 9.
        let mut globals = [
            begin.clone(),
            record(0x0031, &[200, 0]),
            record(0x0031, &[200, STRUCK]),
            record(0x00E0, &[0, 0]),
            record(0x00E0, &[1, 0]),
            record(0x00E0, &[0, 9]),
        ]
        .concat();
        let start = u16::try_from(globals.len() + 8 + end.len()).expect("short");
        globals.extend(record(0x0085, &[start, 0]));
        globals.extend(&end);
        let sheet = [
            begin,
            number_at(0, 0, 0),
            number_at(1, 0, 1),
            number_at(1, 1, 2),
            record(0x00E5, &[1, 3, 4, 0, 2]),
            end,
        ]
        .concat();
        let looks = measure(&[globals, sheet].concat()).expect("whole");
        let [looks] = looks.as_slice() else { panic!("one sheet") };
        assert_eq!(looks.struck, Cells::from([(1, 0)]));
        assert_eq!(looks.percents, Cells::from([(1, 1)]));
        assert_eq!(looks.merged, [Area { top: 3, left: 0, bottom: 4, right: 2 }]);
    }
}
