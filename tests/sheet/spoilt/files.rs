//! A table as a file: a workbook of Excel or LibreOffice, or a text.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format as Looks, FormatScript, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::table::{C, Table, laid_out};

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Ods,
    /// With semicolons, as Excel writes it on a Vietnamese system.
    Csv,
    /// With tabs.
    Tsv,
}

impl Format {
    pub const ALL: [Format; 5] =
        [Format::Xlsx, Format::Xlsx, Format::Ods, Format::Csv, Format::Tsv];

    pub fn ending(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
        }
    }

    /// Whether it keeps more than texts.
    pub fn is_book(self) -> bool {
        matches!(self, Format::Xlsx | Format::Ods)
    }
}

pub fn write(table: &Table, format: Format) -> Vec<u8> {
    let (rows, merged) = laid_out(table);
    match format {
        Format::Xlsx => xlsx(&table.sheet, &rows, &merged),
        Format::Ods => ods(&table.sheet, &rows, &merged),
        Format::Csv => typed(&rows, ";"),
        Format::Tsv => typed(&rows, "\t"),
    }
}

fn xlsx(name: &str, rows: &[Vec<C>], merged: &[[usize; 4]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    let (plain, struck) = (Looks::new(), Looks::new().set_font_strikethrough());
    let raised = Looks::new().set_font_script(FormatScript::Superscript);
    let percent = Looks::new().set_num_format("0.0%");
    let date = Looks::new().set_num_format("dd/mm/yyyy");
    for [top, left, bottom, right] in merged {
        let at = |n: &usize| u32::try_from(*n).expect("small");
        let column = |n: &usize| u16::try_from(*n).expect("small");
        sheet
            .merge_range(at(top), column(left), at(bottom), column(right), "", &plain)
            .expect("merged");
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            let number = |typed: &str| typed.parse::<f64>().expect("a number");
            let written = match cell {
                C::Empty => continue,
                C::Text(typed) => sheet.write_string(row, column, typed),
                C::Number(typed) => sheet.write_number(row, column, number(typed)),
                C::Percent(typed) => {
                    sheet.write_number_with_format(row, column, number(typed), &percent)
                }
                C::Day(month, day) => {
                    let day = ExcelDateTime::from_ymd(2026, *month, *day).expect("a day");
                    sheet.write_datetime_with_format(row, column, day, &date)
                }
                C::Struck(typed) => match typed.parse::<f64>() {
                    Ok(number) => sheet.write_number_with_format(row, column, number, &struck),
                    Err(_) => sheet.write_string_with_format(row, column, typed, &struck),
                },
                C::Noted(typed, mark) => {
                    sheet.write_rich_string(row, column, &[(&plain, typed), (&raised, mark)])
                }
                C::Mended(old, new) => {
                    sheet.write_rich_string(row, column, &[(&struck, old), (&plain, new)])
                }
            };
            written.expect("a cell");
        }
    }
    book.save_to_buffer().expect("saved")
}

fn ods(name: &str, rows: &[Vec<C>], merged: &[[usize; 4]]) -> Vec<u8> {
    let mut body = String::new();
    for (row, cells) in rows.iter().enumerate() {
        let width =
            merged.iter().filter(|area| (area[0]..=area[2]).contains(&row)).map(|area| area[3] + 1);
        let width = width.max().unwrap_or(0).max(cells.len());
        body += "<table:table-row>";
        for column in 0..width {
            let over = merged.iter().find(|[top, left, bottom, right]| {
                (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
            });
            let spanned = match over {
                Some([top, left, bottom, right]) if (row, column) == (*top, *left) => format!(
                    " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
                    bottom - top + 1,
                    right - left + 1
                ),
                Some(_) => {
                    body += "<table:covered-table-cell/>";
                    continue;
                }
                None => String::new(),
            };
            body += &ods_cell(cells.get(column).unwrap_or(&C::Empty), &spanned);
        }
        body += "</table:table-row>";
    }
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"gach\" \
         style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"solid\"/>\
         </style:style><style:style style:name=\"cu\" style:family=\"text\"><style:text-properties \
         style:text-line-through-style=\"solid\"/></style:style><style:style style:name=\"mu\" \
         style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet><table:table \
         table:name=\"{}\">{body}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        xml(name)
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default()).expect("started");
    zip.write_all(content.as_bytes()).expect("written");
    zip.finish().expect("finished").into_inner()
}

fn ods_cell(cell: &C, spanned: &str) -> String {
    let valued = |kind: &str, value: &str, shown: &str, more: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:{value}{more}{spanned}>\
             <text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let string = |inside: &str, more: &str| {
        let lines: Vec<String> =
            inside.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect();
        let lines = lines.concat().replace('\t', "<text:tab/>");
        format!(
            "<table:table-cell office:value-type=\"string\"{more}{spanned}>{lines}</table:table-cell>"
        )
    };
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{}</text:span>", xml(text))
    };
    let float = |typed: &str| format!("value=\"{typed}\"");
    match cell {
        C::Empty => format!("<table:table-cell{spanned}/>"),
        C::Text(typed) => string(&xml(typed), ""),
        C::Number(typed) => valued("float", &float(typed), &typed.replace('.', ","), ""),
        C::Percent(typed) => valued("percentage", &float(typed), typed, ""),
        C::Day(month, day) => {
            let day = format!("2026-{month:02}-{day:02}");
            valued("date", &format!("date-value=\"{day}\""), &day, "")
        }
        C::Struck(typed) => {
            let style = " table:style-name=\"gach\"";
            match typed.parse::<f64>() {
                Ok(_) => valued("float", &float(typed), typed, style),
                Err(_) => string(&xml(typed), style),
            }
        }
        C::Noted(typed, mark) => string(&format!("{typed}{}", span("mu", mark)), ""),
        C::Mended(old, new) => string(&format!("{}{new}", span("cu", old)), ""),
    }
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// As a spreadsheet on a Vietnamese system writes it.
fn typed(rows: &[Vec<C>], between: &str) -> Vec<u8> {
    let cell = |cell: &C| {
        let typed = match cell {
            C::Empty => String::new(),
            C::Text(typed) => typed.clone(),
            C::Number(typed) => typed.replace('.', ","),
            other => panic!("no text file has {other:?}"),
        };
        let quoted = typed.contains(['"', '\n', '\t']) || typed.contains(between);
        if quoted { format!("\"{}\"", typed.replace('"', "\"\"")) } else { typed }
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<C>| {
        let mut cells: Vec<String> = row.iter().map(cell).collect();
        cells.resize(width, String::new());
        cells.join(between) + "\r\n"
    };
    ("\u{feff}".to_owned() + &rows.iter().map(line).collect::<String>()).into_bytes()
}
