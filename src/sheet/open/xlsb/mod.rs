//! Binary workbooks (XLSB): the parts of XLSX, each a stream of records in place of XML.
//!
//! ```text
//! record     the records of a part
//! book       shared data of all sheets: their parts, looks, texts
//! cells      a sheet's records → its cells
//! ```

mod book;
mod cells;
mod record;

use super::super::grid::Grid;
use super::Refusal;
use super::archive::Archive;
use super::filling::Room;
use book::Book;

pub fn read(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Refusal> {
    let book = Book::of(archive)?;
    let mut room = Room::new();
    let mut grids = Vec::new();
    for sheet in &book.sheets {
        let part = archive.read(&sheet.part)?;
        grids.push(cells::grid(&book, sheet.name.clone(), &part, &mut room)?);
    }
    Ok(grids)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use calamine::{Reader, Xlsb};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::super::grid::{Area, Cell};
    use super::super::open;

    fn stretch(mut value: usize) -> Vec<u8> {
        let mut out = Vec::new();
        loop {
            let byte = (value & 0x7F) as u8;
            value >>= 7;
            out.push(if value == 0 { byte } else { byte | 0x80 });
            if value == 0 {
                return out;
            }
        }
    }

    fn record(kind: usize, data: &[&[u8]]) -> Vec<u8> {
        let data = data.concat();
        [stretch(kind), stretch(data.len()), data].concat()
    }

    fn long(value: u32) -> [u8; 4] {
        value.to_le_bytes()
    }

    fn short(values: &[u16]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        let letters: Vec<u16> = text.encode_utf16().collect();
        let count = u32::try_from(letters.len()).expect("short");
        [long(count).to_vec(), short(&letters)].concat()
    }

    /// A cell in a column with a format, and what its record says behind that.
    fn cell(kind: usize, column: u32, format: u32, rest: &[u8]) -> Vec<u8> {
        record(kind, &[&long(column), &long(format), rest])
    }

    fn shared(text: &str, runs: &[u16]) -> Vec<u8> {
        let count = u32::try_from(runs.len() / 2).expect("few");
        let flags = u8::from(!runs.is_empty());
        let runs =
            if runs.is_empty() { Vec::new() } else { [long(count).to_vec(), short(runs)].concat() };
        record(19, &[&[flags], &wide(text), &runs])
    }

    /// A workbook of one sheet: of three fonts the second is struck through, the third
    /// raised; cells have the formats plain, struck, percent, day.
    fn workbook(texts: &[Vec<u8>], cells: &[u8]) -> Vec<u8> {
        let font = |options: u16, raised: u16| {
            record(43, &[&short(&[220, options, 400, raised]), &[0; 13], &wide("Times New Roman")])
        };
        let look =
            |format: u16, font: u16| record(47, &[&short(&[0, format, font, 0, 0]), &[0; 6]]);
        let styles = [
            record(278, &[]),
            record(615, &[&long(1)]),
            record(44, &[&short(&[164]), &wide("0.0%")]),
            record(616, &[]),
            font(0, 0),
            font(8, 0),
            font(0, 1),
            record(626, &[&long(1)]),
            look(14, 1),
            record(627, &[]),
            record(617, &[&long(4)]),
            look(0, 0),
            look(0, 1),
            look(164, 0),
            look(14, 0),
            record(618, &[]),
            record(279, &[]),
        ];
        let count = long(u32::try_from(texts.len()).expect("few"));
        let strings = [record(159, &[&count, &count]), texts.concat(), record(160, &[])];
        let book = [
            record(131, &[]),
            record(153, &[&[0; 8], &wide("")]),
            record(143, &[]),
            record(156, &[&long(0), &long(1), &wide("rId1"), &wide("Biểu")]),
            record(144, &[]),
            record(157, &[&[0; 26]]),
            record(132, &[]),
        ];
        let size = record(148, &[&long(0), &long(4), &long(0), &long(4)]);
        let sheet = [record(129, &[]), size, record(145, &[]), cells.to_vec(), record(130, &[])];
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let related = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{kind}/worksheet\" \
             Target=\"worksheets/sheet1.bin\"/></Relationships>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("xl/workbook.bin", book.concat()),
            ("xl/_rels/workbook.bin.rels", related.into_bytes()),
            ("xl/styles.bin", styles.concat()),
            ("xl/sharedStrings.bin", strings.concat()),
            ("xl/worksheets/sheet1.bin", sheet.concat()),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(&content).expect("written");
        }
        zip.finish().expect("an archive").into_inner()
    }

    fn row(number: u32) -> Vec<u8> {
        record(0, &[&long(number), &[0; 13]])
    }

    fn sheet() -> Vec<u8> {
        let texts = [
            shared("Tổng số đoàn viên", &[]),
            shared("412420", &[0, 1, 3, 0]),
            shared("4121", &[3, 2]),
        ];
        let small = |value: u32| long(value).to_vec();
        let cells = [
            row(0),
            cell(7, 0, 0, &long(0)),
            cell(7, 1, 0, &long(1)),
            cell(7, 2, 0, &long(2)),
            row(1),
            cell(2, 0, 0, &small(412 << 2 | 2)),
            cell(2, 1, 0, &small(41_250 << 2 | 3)),
            cell(5, 2, 2, &0.964_f64.to_le_bytes()),
            cell(5, 3, 3, &46_356.0_f64.to_le_bytes()),
            cell(5, 4, 1, &7.0_f64.to_le_bytes()),
            row(2),
            cell(9, 0, 0, &[&5.0_f64.to_le_bytes()[..], &[0; 10]].concat()),
            cell(8, 1, 0, &[wide("chưa rõ"), vec![0; 10]].concat()),
            cell(11, 2, 0, &[&[7][..], &[0; 10]].concat()),
            cell(4, 3, 0, &[1]),
            cell(6, 4, 0, &wide("  1.030 ")),
            record(146, &[]),
            record(177, &[&long(1)]),
            record(176, &[&long(3), &long(4), &long(0), &long(2)]),
            record(178, &[]),
        ];
        workbook(&texts, &cells.concat())
    }

    #[test]
    fn cells_of_all_kinds() {
        let grids = open(&sheet()).expect("whole");
        let [grid] = grids.as_slice() else { panic!("one sheet") };
        assert_eq!(grid.name, "Biểu");
        let shown = |row: usize| grid.row(row).iter().map(Cell::shown).collect::<Vec<_>>();
        assert_eq!(shown(0), ["Tổng số đoàn viên", "420", "412"]);
        assert_eq!(shown(1)[..4], ["412", "412,5", "96,4%", "30/11/2026"]);
        assert_eq!(*grid.cell(1, 4), Cell::Struck("7".to_owned()));
        assert_eq!(shown(2), ["5", "chưa rõ", "#DIV/0!", "TRUE", "1.030"]);
        assert_eq!(grid.merged(), [Area { top: 3, left: 0, bottom: 4, right: 2 }]);
    }

    /// Another reader finds the same values where it knows the record.
    #[test]
    fn the_numbers_are_those_of_another_reader() {
        let mut book = Xlsb::new(Cursor::new(sheet())).expect("a workbook");
        let range = book.worksheet_range("Biểu").expect("a sheet");
        let value = |row, column| range.get_value((row, column)).map(ToString::to_string);
        let found = [value(1, 0), value(1, 1), value(1, 2), value(2, 0), value(2, 4)];
        let found: Vec<_> = found.iter().flatten().map(|text| text.trim()).collect();
        assert_eq!(found, ["412", "412.5", "0.964", "5", "1.030"]);
    }

    #[test]
    fn what_ends_in_the_middle_or_says_too_much_is_refused() {
        let far = [row(u32::MAX), cell(2, u32::MAX, 0, &long(6))].concat();
        let lying = record(7, &[&long(0), &long(0), &long(u32::MAX)]);
        let cut = [row(0), vec![7, 0x80, 0x80, 1]].concat();
        assert!(open(&workbook(&[], &far)).is_err());
        assert!(open(&workbook(&[], &[row(0), lying].concat())).is_ok());
        assert!(open(&workbook(&[], &cut)).is_err());
        let many = shared("", &[]).repeat(4_000_000);
        assert!(open(&workbook(&[many], &row(0))).is_err());
    }
}
