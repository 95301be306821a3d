//! Text files with separators (CSV), as saved by spreadsheet programs and online forms.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::super::grid::Grid;
use super::encoding::decode;
use super::filling::{Filling, Room, text};
use super::marks::{VIETNAMESE, decimal_point, english_number, told_by};
use super::{Refusal, html, ods, xml2003};

const SEPARATORS: [char; 4] = ['\t', ';', ',', '|'];

pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    // The csv crate's line numbers are off by one with CR LF.
    let typed = decode(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    if typed.trim().is_empty() {
        return Err(Refusal::Senseless("tệp trống".to_owned()));
    }
    if let Some(grids) = marked_up(&typed) {
        return grids;
    }
    // Every field takes memory while a record is read, even if empty.
    const WIDEST: usize = 1 << 14;
    // A hundred thousand units with forty columns.
    const MOST: usize = 4_000_000;
    let marks =
        |line: &str| line.bytes().filter(|b| matches!(b, b';' | b',' | b'\t' | b'|')).count();
    let wide = typed.split('\n').any(|line| line.len() > WIDEST && marks(line) > WIDEST);
    if wide || marks(&typed) > MOST {
        return Err(Refusal::TooLarge);
    }
    let (separator, table) = match declared(&typed) {
        Some((separator, rest)) => (separator, rest),
        None => (separator(&typed).ok_or_else(no_separator)?, typed.as_str()),
    };
    if let Some(refusal) = unsure(table, separator) {
        return Err(refusal);
    }
    let mut room = Room::new();
    let mut sheet = Filling::new(&mut room)?;
    let mut last = None;
    let english = has_english_numbers(table, separator);
    for (row, record) in records(table, separator) {
        for (column, field) in record.iter().enumerate() {
            let number = if english { english_number(field.trim()) } else { None };
            sheet.put(row, column, number.unwrap_or_else(|| text(as_text(field))))?;
        }
        last = Some((row, record));
    }
    if let Some((row, record)) = last
        && let Some(field) = record.iter().next_back()
        && field.contains('\n')
        && table.matches('"').count() % 2 == 1
    {
        return Err(Refusal::Senseless(format!(
            "dòng {}: dấu ngoặc kép mở mà không đóng; xóa hoặc thêm dấu \"",
            row + 1
        )));
    }
    Ok(vec![sheet.done(String::new())])
}

/// What a text holds that is no lines of cells but a page, or a workbook in XML; none
/// where it has no tags.
fn marked_up(typed: &str) -> Option<Result<Vec<Grid>, Refusal>> {
    let start = typed.trim_start();
    let begins = |tags: &[&str]| {
        let begins = |tag: &&str| {
            start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        };
        tags.iter().any(begins)
    };
    match () {
        () if begins(&["<?xml", "<workbook", "<office:"]) && xml2003::is_one(start) => {
            Some(xml2003::read(start))
        }
        () if begins(&["<?xml", "<office:"]) && ods::is_flat(start) => Some(ods::read_flat(start)),
        () if begins(&["<html", "<!doctype html", "<table", "<!--", "<meta", "<head", "<body"]) => {
            Some(html::read(start))
        }
        // XHTML.
        () if begins(&["<?xml"]) && start.to_lowercase().contains("<table") => {
            Some(html::read(start))
        }
        () if begins(&["<?xml"]) => Some(Err(Refusal::Other("tệp XML"))),
        () => None,
    }
}

/// Whether the numbers were written by a spreadsheet program of an English system: some have
/// its marks, and none has Vietnamese ones.
fn has_english_numbers(table: &str, separator: char) -> bool {
    let mut english = false;
    for (_, record) in records(table, separator) {
        for marks in record.iter().filter_map(|field| told_by(field.trim())) {
            if marks == VIETNAMESE {
                return false;
            }
            english = true;
        }
    }
    english
}

/// A column in which `75.5` is an English number and `1.234` may be either: if the one is a
/// fraction, the other may not be thousands.
fn unsure(table: &str, separator: char) -> Option<Refusal> {
    let mut met: BTreeMap<usize, [Option<String>; 2]> = BTreeMap::new();
    for (_, record) in records(table, separator) {
        // The first column numbers the rows: 1.1, 1.2.
        for (column, field) in record.iter().map(str::trim).enumerate().skip(1) {
            let Some(which) = decimal_point(field) else { continue };
            met.entry(column).or_default()[usize::from(which)].get_or_insert(field.to_owned());
        }
    }
    let mut both =
        met.into_iter().filter_map(|(column, [either, english])| Some((column, either?, english?)));
    let (_, either, english) = both.next()?;
    Some(Refusal::Senseless(format!(
        "“{english}” viết theo kiểu Anh, không rõ “{either}” cùng cột là số lẻ hay hàng nghìn; mở bằng \
         Excel, lưu lại thành .xlsx"
    )))
}

/// `="007"`: a notation that prevents conversion to a number.
fn as_text(field: &str) -> &str {
    field.strip_prefix("=\"").and_then(|field| field.strip_suffix('"')).unwrap_or(field)
}

fn no_separator() -> Refusal {
    Refusal::Senseless(
        "không phải bảng: không thấy dấu chấm phẩy, dấu phẩy, tab hay dấu | ngăn các cột"
            .to_owned(),
    )
}

/// `sep=;` in the first line, an instruction of Excel that isn't shown.
fn declared(typed: &str) -> Option<(char, &str)> {
    let (first, rest) = typed.split_once('\n')?;
    let separator = first.trim_matches('"').strip_prefix("sep=")?.chars().next()?;
    separator.is_ascii().then_some((separator, rest))
}

/// The separator with which most rows have the same number of columns; if tied, the one with
/// more columns.
fn separator(typed: &str) -> Option<char> {
    const SAMPLE: usize = 100;
    let measure = |separator: &char| {
        let widths: Vec<usize> =
            records(typed, *separator).take(SAMPLE).map(|(_, record)| record.len()).collect();
        let alike = |width: usize| widths.iter().filter(|w| **w == width).count();
        let split = widths.iter().copied().filter(|width| *width > 1);
        split.map(|width| (alike(width), width)).max()
    };
    let measured = SEPARATORS.iter().filter_map(|s| Some((measure(s)?, *s)));
    measured.max_by_key(|(measured, _)| *measured).map(|(_, separator)| separator)
}

/// The records with their row numbers in a spreadsheet program: empty lines count, line
/// breaks inside quotes don't.
fn records(text: &str, separator: char) -> impl Iterator<Item = (usize, StringRecord)> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut next = 0;
    std::iter::from_fn(move || {
        let mut record = StringRecord::new();
        let start = reader.position().byte() as usize;
        // The input is valid UTF-8, and records may differ in width, so nothing can fail.
        if !reader.read_record(&mut record).ok()? {
            return None;
        }
        let skipped = text.get(start..)?.bytes().take_while(|byte| *byte == b'\n').count();
        let row = next + skipped;
        next = row + 1;
        Some((row, record))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<Vec<String>> {
        let grids = read(text.as_bytes()).expect("a table");
        let row = |row| grids[0].row(row).iter().map(|cell| cell.shown()).collect();
        (0..grids[0].height()).map(row).collect()
    }

    #[test]
    fn separators_are_found_out() {
        let prose = "a;b, c;d\ne, f;g;h\n";
        assert_eq!(shown(prose), [["a", "b, c", "d"], ["e, f", "g", "h"]]);
        let decimals = "mã;số;tỷ lệ\n1;2;8,5\n2;3;9,5\n";
        assert_eq!(shown(decimals)[1], ["1", "2", "8,5"]);
        let names = "mã,tên\nA,\"x; y\"\nB,\"z; t\"\n";
        assert_eq!(shown(names)[1], ["A", "x; y"]);
        assert_eq!(shown("a\tb\n1,5\t2;3\n")[1], ["1,5", "2;3"]);
        assert_eq!(shown("mã|số\nA|1,5\nB|2,5\n")[1], ["A", "1,5"]);
        assert_eq!(shown("sep=,\na,b;c\n"), [["a", "b;c"]]);
        assert_eq!(shown("=\"007\";\"=\"\"08\"\"\"\n"), [["007", "08"]]);
        assert_eq!(separator("a: b\nc: d\n"), None);
    }

    #[test]
    fn numbers_with_english_marks() {
        let english = "TT,Chi (đồng),Tỷ lệ\n1,\"1,234,567\",98.5\n2,\"12,500\",7.25\n";
        assert_eq!(shown(english)[1..], [["1", "1234567", "98,5"], ["2", "12500", "7,25"]]);
        let mixed = english.replace("98.5", "\"98,5\"");
        assert_eq!(shown(&mixed)[1], ["1", "1,234,567", "98,5"]);
        let unsure = "TT;Số\n1;1,234\n2;8.5\n";
        assert_eq!(shown(unsure)[1..], [["1", "1,234"], ["2", "8.5"]]);
    }

    #[test]
    fn rows_are_those_that_are_shown() {
        let text = "BIỂU SỐ LIỆU;;\r\n\r\n\r\n\"mã\nđơn vị\";\"tên \"\"tắt\"\"\"\r\n;;\r\nA;B\r\n";
        let rows = shown(text);
        assert_eq!(rows[0], ["BIỂU SỐ LIỆU"]);
        assert!(rows[1].is_empty() && rows[2].is_empty() && rows[4].is_empty());
        assert_eq!(rows[3], ["mã đơn vị", "tên \"tắt\""]);
        assert_eq!(rows[5], ["A", "B"]);
        assert_eq!(shown("a;b\rc;d\r"), [["a", "b"], ["c", "d"]]);
    }
}
