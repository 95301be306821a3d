//! Lists ([`PlainTable`]) as a workbook and as text for spreadsheets.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::error::{Error, ErrorKind};
use crate::rollup::{Cell, PlainTable};

use super::workbook::BORN;

/// As CSV: one row per line, separated by semicolons, as a Vietnamese Excel expects.
pub fn plain_csv(table: &PlainTable) -> String {
    let mut out = String::from("\u{feff}");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(csv_cell).collect();
        out += &cells.join(";");
        out += "\r\n";
    }
    out
}

fn csv_cell(cell: &Cell) -> String {
    let text = match cell {
        Cell::Unknown => String::new(),
        // A dot between thousands may be read as a decimal point.
        Cell::Number(n) => n.to_string().replace('.', ""),
        // A spreadsheet would take a text that begins so for a formula: data never becomes
        // code.
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Cell::Text(text) => text.clone(),
    };
    match text.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// As a workbook. The same table gives the same bytes.
pub fn plain_workbook(table: &PlainTable) -> Result<Vec<u8>, Error> {
    made(table).map_err(|e| Error::from_other(ErrorKind::Sheet, e))
}

fn made(table: &PlainTable) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = BORN;
    let born = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&born));
    let sheet = book.add_worksheet().set_name(sheet_name(&table.title))?;
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let plain = Format::new().set_border(FormatBorder::Thin);
    let bold = Format::new().set_bold().set_border(FormatBorder::Thin);
    let first_under = table.rows.len() - table.under.min(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let format = match at {
            0 => &heading,
            at if at < first_under => &plain,
            _ => &bold,
        };
        write_row(sheet, at, row, format)?;
    }
    for (at, width) in table.widths.iter().enumerate() {
        sheet.set_column_width(column_at(at)?, f64::from(*width))?;
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    book.save_to_buffer()
}

/// What Excel takes as a sheet's name.
fn sheet_name(title: &str) -> String {
    const LONGEST: usize = 31;
    let fits = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
    let mut name = String::new();
    for c in title.chars().filter(fits) {
        if name.encode_utf16().count() + c.len_utf16() > LONGEST {
            break;
        }
        name.push(c);
    }
    let name = name.trim();
    if name.is_empty() { "Bảng".to_owned() } else { name.to_owned() }
}

fn write_row(
    sheet: &mut Worksheet,
    at: usize,
    row: &[Cell],
    format: &Format,
) -> Result<(), XlsxError> {
    let at = u32::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
    for (column, cell) in row.iter().enumerate() {
        let column = column_at(column)?;
        match cell {
            Cell::Unknown => sheet.write_blank(at, column, format)?,
            Cell::Number(n) => {
                sheet.write_number_with_format(at, column, Cell::float(*n), format)?
            }
            Cell::Text(text) => sheet.write_string_with_format(at, column, text, format)?,
        };
    }
    Ok(())
}

fn column_at(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}
