//! Pages as a workbook.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::error::{Error, ErrorKind};

use super::super::workbook::BORN;
use super::{CODE, Column, Entry, GUIDE, HEAD, KEY, LIST, OWNER, Page, PageKind, VALUES, Value};

/// What of a workbook can't be changed in a spreadsheet program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    None,
    /// All but the cells that are to be filled in.
    ButEntries,
}

/// The workbook of some pages; the same pages give the same bytes.
pub fn bytes(pages: &[Page], protection: Protection) -> Result<Vec<u8>, Error> {
    made(pages, protection).map_err(|e| Error::from_other(ErrorKind::Sheet, e))
}

fn made(pages: &[Page], protection: Protection) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = BORN;
    let born = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&born));
    let looks = Looks::new();
    for page in pages {
        let sheet = book.add_worksheet().set_name(&page.name)?;
        head(sheet, page, &looks, protection)?;
        for (at, row) in page.rows.iter().enumerate() {
            let at = number(at + HEAD)?;
            for (column, value) in row.cells.iter().enumerate() {
                cell(sheet, (at, narrow(column)?), value, row.is_heading, &looks)?;
            }
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        if page.kind != PageKind::Guide {
            sheet.set_freeze_panes(number(HEAD)?, 0)?;
        }
        if protection == Protection::ButEntries {
            let options = ProtectionOptions {
                format_cells: true,
                format_columns: true,
                format_rows: true,
                ..ProtectionOptions::default()
            };
            sheet.protect_with_options(&options);
        }
    }
    book.save_to_buffer()
}

struct Looks {
    mark: Format,
    title: Format,
    code: Format,
    head: Format,
    heading: Format,
    fixed: Format,
    text: Format,
    number: Format,
}

impl Looks {
    fn new() -> Self {
        let grey = Color::RGB(0x7F_7F_7F);
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let framed = || wrapped().set_border(FormatBorder::Thin);
        let shade = Color::RGB(0xF2_F2_F2);
        Looks {
            mark: Format::new().set_font_size(8).set_font_color(grey),
            title: Format::new().set_bold().set_font_size(13),
            code: Format::new().set_font_size(8).set_font_color(grey).set_num_format("@"),
            head: framed().set_bold().set_background_color(Color::RGB(0xE7_E6_E6)),
            heading: Format::new().set_bold(),
            fixed: framed().set_background_color(shade).set_num_format("@"),
            text: framed().set_num_format("@").set_unlocked(),
            number: framed().set_num_format("#,##0.######").set_unlocked(),
        }
    }
}

fn head(
    sheet: &mut Worksheet,
    page: &Page,
    looks: &Looks,
    protection: Protection,
) -> Result<(), XlsxError> {
    let mark = match &page.kind {
        PageKind::Values => VALUES.to_owned(),
        PageKind::List(key) => format!("{LIST}{key}"),
        PageKind::Guide => GUIDE.to_owned(),
    };
    sheet.write_string_with_format(0, 0, mark, &looks.mark)?;
    // Who fills it in needs none of what only the program goes by.
    let is_hidden = |column: &Column| {
        protection == Protection::ButEntries && [OWNER, CODE, KEY].contains(&column.code.as_str())
    };
    let title = page.columns.iter().skip(1).position(|column| !is_hidden(column));
    let title = narrow(title.map_or(1, |at| at + 1))?;
    sheet.write_string_with_format(0, title, &page.title, &looks.title)?;
    if protection == Protection::ButEntries {
        sheet.set_row_hidden(1)?;
    }
    for (at, column) in page.columns.iter().enumerate() {
        let at = narrow(at)?;
        if is_hidden(column) {
            sheet.set_column_hidden(at)?;
        }
        if !column.code.is_empty() {
            sheet.write_string_with_format(1, at, &column.code, &looks.code)?;
        }
        if !column.title.is_empty() {
            sheet.write_string_with_format(2, at, &column.title, &looks.head)?;
        }
        sheet.set_column_width(at, f64::from(column.width))?;
    }
    Ok(())
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    is_heading: bool,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let look = match &value.entry {
        Entry::Fixed if is_heading => &looks.heading,
        Entry::Fixed => &looks.fixed,
        Entry::Number => &looks.number,
        Entry::Text | Entry::Choice(_) | Entry::ChoiceOf(_) => &looks.text,
    };
    match value.text.is_empty() {
        true if is_heading => {}
        true => {
            sheet.write_blank(row, column, look)?;
        }
        false => {
            sheet.write_string_with_format(row, column, &value.text, look)?;
        }
    }
    if let Some(rule) = validation(&value.entry)? {
        sheet.add_data_validation(row, column, row, column, &rule)?;
    }
    Ok(())
}

/// What a spreadsheet program lets be typed.
fn validation(entry: &Entry) -> Result<Option<DataValidation>, XlsxError> {
    match entry {
        Entry::Fixed | Entry::Text => Ok(None),
        Entry::Number => {
            let least = DataValidationRule::GreaterThanOrEqualTo(0.0);
            let rule = DataValidation::new().allow_decimal_number(least);
            let rule = rule.set_error_title("Số liệu")?;
            rule.set_error_message("Chỉ ghi số, không ghi chữ; chưa có thì để trống.").map(Some)
        }
        Entry::Choice(words) => DataValidation::new().allow_list_strings(words).map(Some),
        Entry::ChoiceOf(cells) => {
            let list = Formula::new(format!("={cells}"));
            Ok(Some(DataValidation::new().allow_list_formula(list)))
        }
    }
}

fn number(at: usize) -> Result<u32, XlsxError> {
    u32::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn narrow(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}
