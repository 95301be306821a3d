//! The workbook that an office sends to its units.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use crate::dossier::UnitType;
use crate::error::{Error, ErrorKind};
use crate::roster::Unit;

use super::columns::{Column, Measure};

/// The text above the table.
#[derive(Debug, Clone, Default)]
pub struct Title<'a> {
    /// The name of the collecting office.
    pub office: Option<&'a str>,
    /// *năm 2026*
    pub period: Option<&'a str>,
    /// *25/11/2026*
    pub deadline: Option<&'a str>,
}

/// The sheet's name.
pub const SHEET: &str = "Số liệu";
/// The label of the period above the table.
pub const PERIOD: &str = "Kỳ báo cáo:";

/// The number of rows to fill in without a roster.
const EMPTY_ROWS: usize = 20;
/// The fixed creation date, so that the same sheet gives the same bytes.
pub(super) const BORN: (u16, u8, u8) = (2000, 1, 1);

/// Makes a workbook with a row for each unit; `grades` are the choices for grades. The same
/// input gives the same bytes. Errors are those of the writer, for programmers.
pub fn workbook(
    columns: &[Column<'_>],
    units: &[&Unit],
    grades: &[&str],
    title: &Title<'_>,
) -> Result<Vec<u8>, Error> {
    made(columns, units, grades, title).map_err(|e| Error::from_other(ErrorKind::Sheet, e))
}

fn made(
    columns: &[Column<'_>],
    units: &[&Unit],
    grades: &[&str],
    title: &Title<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = BORN;
    let born = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&born));
    let sheet = book.add_worksheet().set_name(SHEET)?;
    let at = head(sheet, title)?;
    let rows = if units.is_empty() { EMPTY_ROWS } else { units.len() };
    table(sheet, columns, at)?;
    let first = at + 2;
    let last = first + u32::try_from(rows).unwrap_or(u32::MAX / 2) - 1;
    for (i, column) in columns.iter().enumerate() {
        let Ok(at) = u16::try_from(i) else { return Err(XlsxError::RowColumnLimitError) };
        let format = cell_format(column);
        for (row, unit) in (first..=last).zip(units.iter().map(Some).chain(std::iter::repeat(None)))
        {
            match unit.and_then(|unit| known(column, unit)) {
                Some(text) => sheet.write_string_with_format(row, at, text, &format)?,
                None => sheet.write_blank(row, at, &format)?,
            };
        }
        if let Some(choices) = choices(column, grades)? {
            sheet.add_data_validation(first, at, last, at, &choices)?;
        }
    }
    sheet.set_freeze_panes(first, 2)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(first - 2, first - 1)?;
    book.save_to_buffer()
}

/// Writes the title rows; returns the row of headings that follows.
fn head(sheet: &mut Worksheet, title: &Title<'_>) -> Result<u32, XlsxError> {
    let bold = Format::new().set_bold().set_font_size(13);
    let mut row = 0;
    if let Some(office) = title.office {
        sheet.write_string_with_format(row, 0, office, &Format::new().set_bold())?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, "BIỂU SỐ LIỆU BÁO CÁO", &bold)?;
    row += 1;
    for (label, value) in [(PERIOD, title.period), ("Hạn gửi:", title.deadline)] {
        if let Some(value) = value {
            sheet.write_string(row, 0, format!("{label} {value}"))?;
            row += 1;
        }
    }
    let how =
        "Chưa có số liệu thì để trống; không phát sinh thì ghi 0 hoặc “không”. Không xóa hàng mã.";
    sheet.write_string_with_format(row, 0, how, &Format::new().set_italic())?;
    Ok(row + 2)
}

/// Writes the row of headings with their notes, and the row of codes.
fn table(sheet: &mut Worksheet, columns: &[Column<'_>], row: u32) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0xE7_E6_E6));
    let code = Format::new()
        .set_font_size(8)
        .set_font_color(Color::RGB(0x7F_7F_7F))
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin);
    for (i, column) in columns.iter().enumerate() {
        let Ok(at) = u16::try_from(i) else { return Err(XlsxError::RowColumnLimitError) };
        sheet.write_string_with_format(row, at, column.heading(), &heading)?;
        sheet.write_string_with_format(row + 1, at, column.code(), &code)?;
        let note = Note::new(how_to_fill(column)).add_author_prefix(false).set_author("baocao");
        sheet.insert_note(row, at, &note)?;
        sheet.set_column_width(at, if *column == Column::Name { 36.0 } else { 16.0 })?;
    }
    sheet.set_row_height(row, 64)?;
    Ok(())
}

/// The values known from the roster.
fn known(column: &Column<'_>, unit: &Unit) -> Option<String> {
    match column {
        Column::Code => Some(unit.code().to_owned()),
        Column::Name => Some(unit.called().to_owned()),
        Column::Type => unit.r#type.map(|kind| kind.word().to_owned()),
        _ => None,
    }
}

/// Codes, dates and lists are text, so that no program converts them; figures are numbers,
/// never dates.
fn cell_format(column: &Column<'_>) -> Format {
    let cell = Format::new().set_border(FormatBorder::Thin);
    match column {
        Column::Figure(asked) | Column::Whole(asked) => match asked.measure() {
            Measure::List => cell.set_num_format("@").set_text_wrap(),
            Measure::Percent => cell.set_num_format("0.##"),
            Measure::Number | Measure::Ratio => cell.set_num_format("#,##0.###"),
        },
        _ => cell.set_num_format("@"),
    }
}

/// The drop-down list of a column. It only suggests values, since a numerator is valid too.
fn choices(column: &Column<'_>, grades: &[&str]) -> Result<Option<DataValidation>, XlsxError> {
    /// The most characters in total, including separators.
    const LONGEST: usize = 255;
    let list = |words: &[&str]| {
        let list = DataValidation::new().allow_list_strings(words)?;
        Ok(Some(list.set_error_style(DataValidationErrorStyle::Warning)))
    };
    match column {
        Column::Type => list(UnitType::WORDS),
        // An office's own grades may exceed Excel's limit.
        Column::Grade if grades.join(",").encode_utf16().count() > LONGEST => Ok(None),
        Column::Grade => list(grades),
        Column::Figure(asked) if asked.measure() == Measure::Ratio => {
            Ok(list(&["có", "không"])?.map(|list| list.show_error_message(false)))
        }
        _ => Ok(None),
    }
}

fn how_to_fill(column: &Column<'_>) -> String {
    match column {
        Column::Code => "Mã đơn vị theo danh sách; không sửa.".to_owned(),
        Column::Name => "Tên đầy đủ của đơn vị.".to_owned(),
        Column::Type => "Chọn trong danh sách.".to_owned(),
        Column::AsOf => "Ngày/tháng/năm, ví dụ 30/11/2026; để trống: cuối kỳ.".to_owned(),
        Column::Figure(asked) => match asked.measure() {
            Measure::Number => format!("Ghi số, tính bằng {}.", asked.unit()),
            Measure::Percent => "Ghi số phần trăm, ví dụ 98,5.".to_owned(),
            Measure::List => "Ghi các tên, cách nhau bằng dấu chấm phẩy.".to_owned(),
            Measure::Ratio => {
                "Tử số: số đã làm được. Đơn vị chỉ báo cáo cho mình thì ghi có hoặc không."
                    .to_owned()
            }
        },
        Column::Whole(_) => "Mẫu số: tổng số phải làm.".to_owned(),
        Column::Grade => "Chọn một mức trong danh sách.".to_owned(),
    }
}
