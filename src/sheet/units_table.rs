//! The figures of all units ([`Table`]) as a workbook and as text for spreadsheets.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::error::{Error, ErrorKind};
use crate::rollup::{Cell, Table, TableColumn};

use super::workbook::BORN;

/// The columns before those of the indicators.
const LEADING: [&str; 3] = ["Mã đơn vị", "Đơn vị", "Tình trạng"];

/// A row under the units': its name, and what it has of an indicator.
type Under = (&'static str, fn(&TableColumn) -> Cell);

const UNDER: [Under; 4] = [
    ("Tổng cộng", |column| column.total.clone()),
    ("Số đơn vị có số liệu", |column| {
        let (stating, asked) = column.of_units;
        Cell::Text(format!("{stating}/{asked}"))
    }),
    ("Cùng kỳ", |column| column.prior.clone()),
    ("Tăng, giảm so với cùng kỳ (%)", |column| column.change.clone()),
];

/// *Tổng số đoàn viên (đoàn viên)*
fn heading(column: &TableColumn) -> String {
    match column.unit.as_str() {
        "" => column.title.clone(),
        unit => format!("{} ({unit})", column.title),
    }
}

/// All rows, the headings first.
fn rows(table: &Table) -> Vec<Vec<Cell>> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let headings = table.columns.iter().map(|column| Cell::Text(heading(column)));
    let mut rows = vec![LEADING.iter().map(|name| text(name)).chain(headings).collect()];
    rows.extend(table.units.iter().map(|unit| {
        let leading = [text(&unit.code), text(&unit.name), text(&unit.standing)];
        leading.into_iter().chain(unit.cells.iter().cloned()).collect()
    }));
    rows.extend(UNDER.iter().map(|(name, of)| {
        let leading = [Cell::Unknown, text(name), Cell::Unknown];
        leading.into_iter().chain(table.columns.iter().map(of)).collect()
    }));
    rows
}

/// As text: a row a line, semicolons between, as a Vietnamese Excel opens it.
pub fn units_csv(table: &Table) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows(table) {
        let cells: Vec<String> = row.iter().map(csv_cell).collect();
        out += &cells.join(";");
        out += "\r\n";
    }
    out
}

fn csv_cell(cell: &Cell) -> String {
    let text = match cell {
        Cell::Unknown => String::new(),
        // A dot between thousands may be read as one before decimals.
        Cell::Number(n) => n.to_string().replace('.', ""),
        // What begins so is a formula to a spreadsheet: data never becomes code.
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
pub fn units_workbook(table: &Table) -> Result<Vec<u8>, Error> {
    made(table).map_err(|e| Error::from_other(ErrorKind::Sheet, e))
}

fn made(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = BORN;
    let born = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&born));
    let sheet = book.add_worksheet().set_name("Số liệu các đơn vị")?;
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let (plain, bold) = (Format::new().set_border(FormatBorder::Thin), Format::new().set_bold());
    let bold = bold.set_border(FormatBorder::Thin);
    let first_under = 1 + table.units.len();
    for (at, row) in rows(table).iter().enumerate() {
        let format = match at {
            0 => &heading,
            at if at < first_under => &plain,
            _ => &bold,
        };
        write_row(sheet, at, row, format)?;
    }
    sheet.set_column_width(1, 36.0)?;
    sheet.set_column_width(2, 18.0)?;
    for (at, _) in table.columns.iter().enumerate() {
        sheet.set_column_width(column_at(at + LEADING.len())?, 14.0)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    book.save_to_buffer()
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
