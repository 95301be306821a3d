//! XLSX by calamine's stream of cells; its ready-made ranges take memory for every cell up to
//! the farthest one.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Style, Xlsx, XlsxError};

use super::super::grid::{Area, Cell, Grid};
use super::Refusal;
use super::archive::{Archive, LONGEST_TEXT, longest_text};
use super::day::{day_of, day_of_iso};
use super::filling::{Filling, Room, text};
use super::rich::RichTexts;

/// Limits on tags in parts that calamine reads as a whole, and on styles, each of which takes
/// more memory. Excel supports 64,000 styles.
const MOST_TAGS: usize = 4_000_000;
const MOST_STYLE_TAGS: usize = 500_000;

pub fn read(bytes: &[u8], archive: &mut Archive<'_>) -> Result<Vec<Grid>, Refusal> {
    let Weighed { formulas, rich } = weigh(archive)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let mut room = Room::new();
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut sheet = Filling::new(&mut room)?;
        let uncounted = if formulas { uncounted(&mut book, &name)? } else { HashSet::new() };
        // A chart has none, and no cells either.
        let merged = merged(&mut book, &name).unwrap_or_default();
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // Charts are sheets without cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refusal(error)),
        };
        let percents: Vec<bool> = reader.styles().iter().map(is_percent_style).collect();
        let struck: Vec<bool> = reader.styles().iter().map(is_struck_style).collect();
        while let Some((found, style)) = reader.next_cell_with_style_id().map_err(refusal)? {
            let (row, column) = found.get_position();
            let percent = percents.get(style).copied().unwrap_or(false);
            let data = found.get_value().clone().into();
            let rich = if let Data::String(typed) = &data { rich.cell(typed) } else { None };
            let cell = match rich.unwrap_or_else(|| cell(&data, percent)) {
                Cell::Empty if uncounted.contains(&(row, column)) => {
                    Cell::Fault("chưa tính, mở bằng Excel rồi lưu lại".to_owned())
                }
                cell if struck.get(style) == Some(&true) => cell.struck(),
                cell => cell,
            };
            sheet.put(row as usize, column as usize, cell)?;
        }
        grids.push(sheet.done(name).with_merged(merged));
    }
    Ok(grids)
}

/// The merged cells of a sheet, up to a limit.
fn merged(book: &mut Book<'_>, sheet: &str) -> Result<Vec<Area>, Refusal> {
    const MOST: usize = 20_000;
    let mut found = book.merge_cells_by_sheet_name(sheet).map_err(refusal)?;
    found.truncate(MOST);
    let area = |cells: &calamine::Dimensions| Area {
        top: cells.start.0 as usize,
        left: cells.start.1 as usize,
        bottom: cells.end.0 as usize,
        right: cells.end.1 as usize,
    };
    Ok(found.iter().map(area).collect())
}

/// Facts about a workbook's parts, known before reading them.
#[derive(Default)]
struct Weighed {
    /// Whether any cell has a formula.
    formulas: bool,
    rich: RichTexts,
}

/// Unpacks every part to check its size.
fn weigh(archive: &mut Archive<'_>) -> Result<Weighed, Refusal> {
    let mut weighed = Weighed::default();
    for (index, name) in archive.names()?.iter().enumerate() {
        if name.starts_with("xl/media/") {
            continue;
        }
        let content = archive.content(index)?;
        if name.starts_with("xl/worksheets/") || name.ends_with("sharedStrings.xml") {
            if longest_text(&content) > LONGEST_TEXT {
                return Err(Refusal::TooLarge);
            }
            weighed.rich.note(&content)?;
        }
        if name.starts_with("xl/worksheets/") {
            weighed.formulas |= content.windows(2).any(|two| two == b"<f");
            continue;
        }
        let most = if name.ends_with("styles.xml") { MOST_STYLE_TAGS } else { MOST_TAGS };
        let tags = content.iter().filter(|byte| **byte == b'<').count();
        // calamine allocates as many strings as a workbook states.
        if tags > most || name.ends_with("sharedStrings.xml") && stated_strings(&content) > most {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(weighed)
}

/// The number of strings stated by a part.
fn stated_strings(content: &[u8]) -> usize {
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&content[..content.len().min(HEAD)]).into_owned();
    let stated = head.split("uniqueCount=").nth(1).unwrap_or_default();
    let digits: String = stated.chars().skip(1).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(usize::MAX) }
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reports formulas written by a program without results: their cells look empty but aren't.
fn uncounted(book: &mut Book<'_>, sheet: &str) -> Result<HashSet<(u32, u32)>, Refusal> {
    let mut found = HashSet::new();
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(found) };
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(refusal)? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Locked,
        _ => Refusal::Broken,
    }
}

fn is_percent_style(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
}

fn is_struck_style(style: &Style) -> bool {
    style.font.as_ref().is_some_and(|font| font.strikethrough)
}

/// Whether a number format displays percentages: a % that isn't literal text.
pub fn is_percent(format: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    format.chars().any(|c| {
        let plain = !quoted && !escaped;
        quoted ^= c == '"' && !escaped;
        escaped = plain && c == '\\';
        plain && c == '%'
    })
}

/// Converts a cell of calamine.
pub fn cell(data: &Data, percent: bool) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(typed) => text(typed),
        Data::Int(value) => Cell::Number { value: *value as f64, percent },
        Data::Float(value) => Cell::Number { value: *value, percent },
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(day) => day_of(day).map_or_else(|| Cell::Text(day.to_string()), Cell::Day),
        Data::DateTimeIso(typed) => day_of_iso(typed).map_or_else(|| text(typed), Cell::Day),
        Data::DurationIso(typed) => text(typed),
        Data::Error(error) => Cell::Fault(error.to_string()),
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
}
