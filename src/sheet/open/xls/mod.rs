//! Old workbooks (XLS, BIFF5 and BIFF8), record by record, each once.
//!
//! ```text
//! record     the records of a stream
//! text       texts, which may continue over several records
//! book       shared data of all sheets: texts and looks
//! cells      a sheet's records → its cells
//! ```
//!
//! The compound file around the stream is read by the cfb crate.

mod book;
mod cells;
mod record;
mod text;

use std::io::{Cursor, Read};

use super::super::grid::Grid;
use super::Refusal;
use super::filling::Room;
use book::Book;

pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    if file.exists("/EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    if file.exists("/WordDocument") {
        return Err(Refusal::Other("tệp Word"));
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let mut stream = Vec::new();
    let mut found = file.open_stream(name.ok_or(Refusal::Broken)?).map_err(|_| Refusal::Broken)?;
    // No stream is longer than its file.
    let most = bytes.len() as u64;
    found.by_ref().take(most).read_to_end(&mut stream).map_err(|_| Refusal::Broken)?;
    sheets(&stream)
}

/// The sheets of a workbook's stream.
fn sheets(stream: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let book = Book::of(stream)?;
    let mut room = Room::new();
    // Sheets follow one another; a file may state that many are at the same position.
    let mut left = stream.len().saturating_mul(2);
    let sheet = |sheet: &book::Sheet| {
        let records = stream.get(sheet.start..).ok_or(Refusal::Broken)?;
        cells::grid(&book, sheet.name.clone(), records, &mut room, &mut left)
    };
    book.sheets.iter().map(sheet).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::grid::{Area, Cell};
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A text of the shared table: its letters, and the positions at which fonts change.
    fn shared(text: &str, runs: &[u16]) -> Vec<u8> {
        let letters: Vec<u16> = text.encode_utf16().collect();
        let count = u16::try_from(letters.len()).expect("short");
        let flags = if runs.is_empty() { 1 } else { 9 };
        let mut out = [&count.to_le_bytes()[..], &[flags]].concat();
        if !runs.is_empty() {
            out.extend(u16::try_from(runs.len() / 2).expect("short").to_le_bytes());
        }
        [out, words(&letters), words(runs)].concat()
    }

    /// A workbook of one sheet: the second of two fonts is struck through, the third raised;
    /// cells have the formats plain, struck, percent, day.
    fn workbook(texts: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
        let begin = record(0x0809, &words(&[0x0600, 5]));
        let end = record(0x000A, &[]);
        let count = u32::try_from(texts.len()).expect("few").to_le_bytes();
        let table = [&count[..], &count[..], &texts.concat()].concat();
        let font =
            |options: u16, raised: u16| record(0x0031, &words(&[200, options, 0, 400, raised]));
        let head = [
            begin.clone(),
            font(0, 0),
            font(8, 0),
            font(0, 1),
            record(0x00E0, &words(&[0, 0])),
            record(0x00E0, &words(&[1, 0])),
            record(0x00E0, &words(&[0, 9])),
            record(0x00E0, &words(&[0, 14])),
        ]
        .concat();
        let name = [&[0, 0, 2, 0][..], b"Bi"].concat();
        let sheet_at = |start: usize| {
            let start = u32::try_from(start).expect("short").to_le_bytes();
            record(0x0085, &[&start[..], &name].concat())
        };
        let strings = record(0x00FC, &table);
        let start = head.len() + sheet_at(0).len() + strings.len() + end.len();
        let globals = [head, sheet_at(start), strings, end.clone()].concat();
        [globals, begin, cells.concat(), end].concat()
    }

    fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
        record(0x0203, &[words(&[row, column, format]), value.to_le_bytes().to_vec()].concat())
    }

    fn text(row: u16, column: u16, format: u16, index: u16) -> Vec<u8> {
        record(0x00FD, &words(&[row, column, format, index, 0]))
    }

    fn cells(texts: &[Vec<u8>], cells: &[Vec<u8>]) -> Grid {
        let grids = sheets(&workbook(texts, cells)).expect("whole");
        let [grid] = grids.as_slice() else { panic!("one sheet") };
        grid.clone()
    }

    #[test]
    fn what_is_struck_raised_or_merged() {
        let texts = [
            shared("412420", &[0, 1, 3, 0]),
            shared("4121", &[3, 2]),
            shared("99", &[0, 1]),
            shared("m2", &[1, 2]),
        ];
        let grid = cells(
            &texts,
            &[
                number(0, 0, 1, 7.0),
                text(1, 0, 0, 0),
                text(1, 1, 0, 1),
                text(2, 0, 0, 2),
                text(2, 1, 0, 3),
                record(0x00E5, &words(&[1, 3, 4, 0, 2])),
            ],
        );
        let shown = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(grid.name, "Bi");
        assert_eq!(*grid.cell(0, 0), Cell::Struck("7".to_owned()));
        assert_eq!((grid.cell(1, 0), grid.cell(1, 1)), (&shown("420"), &shown("412")));
        assert_eq!(*grid.cell(2, 0), Cell::Struck("99".to_owned()));
        assert_eq!(*grid.cell(2, 1), shown("m2"));
        assert_eq!(grid.merged(), [Area { top: 3, left: 0, bottom: 4, right: 2 }]);
    }

    #[test]
    fn numbers_days_and_results_of_formulas() {
        let formula = |column: u16, result: [u8; 8]| {
            record(0x0006, &[&words(&[0, column, 0])[..], &result, &[0; 8]].concat())
        };
        let small = |value: u32, column: u16| {
            record(0x027E, &[&words(&[1, column, 0])[..], &value.to_le_bytes()].concat())
        };
        let grid = cells(
            &[],
            &[
                number(0, 0, 2, 0.5),
                number(0, 1, 3, 46_356.0),
                formula(2, 5.0_f64.to_le_bytes()),
                formula(3, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
                record(0x0207, &[&[2, 0, 1][..], &words(&[0x0111, 0x1EC3])].concat()),
                formula(4, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF]),
                formula(5, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
                small(412 << 2 | 2, 0),
                small(41_250 << 2 | 3, 1),
                record(
                    0x00BD,
                    &[&words(&[2, 0])[..], &[0, 0, 34, 0, 0, 0], &[0, 0, 38, 0, 0, 0], &[1, 0]]
                        .concat(),
                ),
            ],
        );
        let shown = |row: usize| grid.row(row).iter().map(Cell::shown).collect::<Vec<_>>();
        assert_eq!(shown(0), ["50%", "30/11/2026", "5", "để", "#DIV/0!", "TRUE"]);
        assert_eq!(shown(1), ["412", "412,5"]);
        assert_eq!(shown(2), ["8", "9"]);
    }

    #[test]
    fn one_sheet_said_to_be_many_is_refused() {
        let once = workbook(&[], &[record(0x0201, &words(&[0, 0, 0])).repeat(200)]);
        assert_eq!(sheets(&once).map(|grids| grids.len()), Ok(1));
        let at =
            once.windows(4).position(|head| head == [0x85, 0, 10, 0]).expect("the sheet's record");
        let mut named = once[at..at + 14].to_vec();
        let start = u32::from_le_bytes([named[4], named[5], named[6], named[7]]);
        let moved = start + 4 * u32::try_from(named.len()).expect("short");
        named[4..8].copy_from_slice(&moved.to_le_bytes());
        let mut many = once.clone();
        many.splice(at..at, named.repeat(4));
        assert_eq!(sheets(&many), Err(Refusal::TooLarge));
    }
}
