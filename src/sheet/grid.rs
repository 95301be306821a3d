//! A workbook's cells, whatever program wrote it.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType, Range, Reader, StyleRange};

use crate::vietnamese::{PartialDate, nfc};

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub name: String,
    /// Rows of cells, both counted from the sheet's corner.
    rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A number; `percent` where the cell shows it as one, 0.98 as 98 %.
    Number {
        value: f64,
        percent: bool,
    },
    Day(PartialDate),
    Bool(bool),
    /// `#DIV/0!` and the like.
    Fault(String),
}

/// No sheet that people fill in is larger; one stray cell in the last corner
/// would take all memory.
const MOST_CELLS: usize = 20_000_000;

/// Reads all sheets of a workbook (XLSX, XLS, ODS). The error is a Vietnamese
/// sentence without the file's name.
pub fn open(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let unreadable = |_| {
        "không đọc được bảng tính này; mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx"
            .to_owned()
    };
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        // Charts are sheets without cells.
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let styles = book.worksheet_style(&name).unwrap_or_else(|_| StyleRange::empty());
        grids.push(Grid { rows: cells(&range, &styles)?, name });
    }
    Ok(grids)
}

fn cells(range: &Range<Data>, styles: &StyleRange) -> Result<Vec<Vec<Cell>>, String> {
    let (Some(start), Some(end)) = (range.start(), range.end()) else { return Ok(Vec::new()) };
    let (height, width) = (end.0 as usize + 1, end.1 as usize + 1);
    if height.saturating_mul(width) > MOST_CELLS {
        return Err("trang tính quá rộng; xóa các dòng, cột trống ở cuối rồi lưu lại".to_owned());
    }
    let mut rows = vec![Vec::new(); height];
    for (row, column, data) in range.used_cells() {
        let at = (row as u32 + start.0, column as u32 + start.1);
        let percent = || {
            let format = styles.get(at).and_then(|style| style.number_format.as_ref());
            format.is_some_and(|format| is_percent(&format.format_code))
        };
        let cells: &mut Vec<Cell> = &mut rows[at.0 as usize];
        cells.resize(at.1 as usize, Cell::Empty);
        cells.push(cell(data, percent));
    }
    Ok(rows)
}

/// Whether a number format shows hundredths: a % that isn't mere text in it.
fn is_percent(format: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    format.chars().any(|c| {
        let plain = !quoted && !escaped;
        quoted ^= c == '"' && !escaped;
        escaped = plain && c == '\\';
        plain && c == '%'
    })
}

fn cell(data: &Data, percent: impl Fn() -> bool) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => match clean(text) {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        },
        Data::Int(value) => Cell::Number { value: *value as f64, percent: percent() },
        Data::Float(value) => Cell::Number { value: *value, percent: percent() },
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(day) => day_of(day).map_or_else(|| Cell::Text(day.to_string()), Cell::Day),
        Data::DateTimeIso(text) => iso(text).map_or_else(|| Cell::Text(text.clone()), Cell::Day),
        Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}

/// NFC, single blanks, no line break at either end.
fn clean(text: &str) -> String {
    let lines = nfc(text).replace('\u{feff}', "");
    let lines: Vec<String> = lines
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn day_of(day: &ExcelDateTime) -> Option<PartialDate> {
    if !day.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    PartialDate::of_day(Some(day), Some(month), Some(year)).ok()
}

/// The day of a serial number that lost its format.
pub fn day_of_serial(value: f64) -> Option<PartialDate> {
    // 1954 to 2119; what is less is a number of something.
    let plausible = (20_000.0..80_000.0).contains(&value) && value.fract() == 0.0;
    let serial = plausible.then(|| ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
    day_of(&serial?)
}

fn iso(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('T').next()?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    PartialDate::of_day(Some(day), Some(month), Some(year)).ok()
}

impl Grid {
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row as far as they reach.
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.row(row).get(column).unwrap_or(&Cell::Empty)
    }
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// What a person reads in the cell, on one line.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.replace('\n', " "),
            Cell::Number { value, percent: false } => value.to_string().replace('.', ","),
            Cell::Number { value, percent: true } => {
                format!("{}%", (value * 100.0).to_string().replace('.', ","))
            }
            Cell::Day(day) => day.typed(),
            Cell::Bool(true) => "TRUE".to_owned(),
            Cell::Bool(false) => "FALSE".to_owned(),
            Cell::Fault(fault) => fault.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_percents() {
        for format in ["0%", "0.00%", "#,##0.0 %"] {
            assert!(is_percent(format), "{format}");
        }
        for format in ["General", "0\"%\"", "0\\%", "@"] {
            assert!(!is_percent(format), "{format}");
        }
    }

    #[test]
    fn days_without_a_format() {
        let typed = |day: Option<PartialDate>| day.map(PartialDate::typed);
        assert_eq!(typed(day_of_serial(46_356.0)).as_deref(), Some("30/11/2026"));
        assert_eq!(typed(day_of_serial(412.0)), None);
        assert_eq!(typed(iso("2026-11-30T00:00:00")).as_deref(), Some("30/11/2026"));
        assert_eq!(typed(iso("2026-13-30")), None);
    }
}
