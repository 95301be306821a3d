//! Conversion of a cell to a number with its unit.

use crate::dossier::{Amount, Quantity};
use crate::vietnamese::magnitude::{self, magnitude};
use crate::vietnamese::{MoneyUnit, Number, PartialDate};

use super::super::aside::joined_money;
use super::super::columns::Asked;
use super::super::grid::Cell;
use super::super::measure;
use super::struck;

/// A number with its unit.
pub fn counted(asked: &Asked<'_>, cell: &Cell) -> Result<Quantity, String> {
    let unit = asked.unit();
    let quantity = match cell {
        Cell::Number { percent: true, .. } => {
            return Err(format!("ghi {}, ô định dạng phần trăm; cột này ghi {unit}", cell.shown()));
        }
        Cell::Number { value, .. } => calculated(*value, unit)?,
        Cell::Text(text) => typed(asked, cell, text)?,
        Cell::Day(day) => return Err(no_number(*day)),
        Cell::Fault(fault) => return Err(format!("là công thức lỗi ({fault}); gõ lại số")),
        Cell::Struck(_) => return Err(struck(cell)),
        Cell::Bool(_) | Cell::Empty => {
            return Err(format!("ghi “{}”, không phải số", cell.shown()));
        }
    };
    match &quantity.amount {
        Amount::Number(number) if number.is_negative() => {
            Err(format!("ghi “{}”; số liệu không có số âm", cell.shown()))
        }
        Amount::Number(number) if !number.is_whole() && measure::is_whole(&quantity.unit) => {
            let whole = number.to_string().replace(',', ".");
            Err(format!(
                "ghi “{}”; {unit} không có số lẻ; nếu là {whole} thì gõ liền",
                cell.shown()
            ))
        }
        _ => Ok(quantity),
    }
}

fn plain(number: Number, unit: &str) -> Quantity {
    Quantity { hedge: None, amount: Amount::Number(number), percent: false, unit: unit.to_owned() }
}

/// A cell that the spreadsheet stores as a number.
fn calculated(value: f64, unit: &str) -> Result<Quantity, String> {
    let number = decimal(value)?;
    let is_of_money = MoneyUnit::parse(unit).is_some();
    if !number.is_whole() && !is_of_money && Number::parse_amount(&number.to_string()).is_err() {
        // 8.945, taken by a program for eight point nine.
        let digits = number.to_string();
        return Err(format!(
            "ghi {digits}: nếu là {} thì gõ liền, không chấm phẩy; nếu là số lẻ thì làm tròn",
            digits.replace(',', ".")
        ));
    }
    Ok(plain(number, unit))
}

/// A cell that the spreadsheet stores as text.
fn typed(asked: &Asked<'_>, cell: &Cell, text: &str) -> Result<Quantity, String> {
    let unit = asked.unit();
    let money_unit = MoneyUnit::parse(unit);
    if let Some(sum) = money_unit.and_then(|own| joined_money(text, own)) {
        return Ok(plain(sum, unit));
    }
    let is_of_money = money_unit.is_some();
    let read = Quantity::read(&set_off(&joined(&one_number(bare(text))?)))?;
    let read = if is_of_money { money(read) } else { read };
    let shown = cell.shown();
    match read.amount {
        Amount::Words(_) | Amount::None => {
            return Err(format!("ghi “{shown}”, không phải số; chưa biết thì để trống"));
        }
        _ if read.percent => {
            return Err(format!("ghi “{shown}”; cột này ghi số {unit}, không ghi phần trăm"));
        }
        _ => {}
    }
    if !is_of_money {
        fits(&read, asked, cell)?;
    }
    // Money may be in another scale; any other accepted noun means what the column counts.
    let is_money = MoneyUnit::parse(&read.unit).is_some();
    match (is_of_money, is_money) {
        (true, true) => Ok(read),
        (_, false) if read.unit.is_empty() || !is_of_money => {
            Ok(Quantity { unit: unit.to_owned(), ..read })
        }
        _ => Err(format!(
            "ghi “{shown}”; cột này tính bằng {unit}; ghi số, hoặc số kèm đơn vị tính: 75 triệu đồng"
        )),
    }
}

/// A cell's text without what stands around a number and means nothing: the apostrophe that
/// makes a spreadsheet keep a text, *có* before a count, a dot behind a whole number.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['\'', '’', '‘']).trim();
    let counted = text.strip_prefix("có ").or_else(|| text.strip_prefix("Có "));
    let text = counted.map_or(text, str::trim_start);
    match text.strip_suffix('.') {
        Some(whole) if whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// The message for a date in place of a number: *11/12* becomes one automatically.
fn no_number(day: PartialDate) -> String {
    let hint = match (day.day(), day.month()) {
        (Some(day), Some(month)) => format!(
            "; nếu là {day}/{month} thì ghi tử số và mẫu số ở hai cột, hoặc gõ lại thành chữ"
        ),
        _ => String::new(),
    };
    format!("là ngày {}, không phải số{hint}", day.typed())
}

/// Whether a number typed with words can be a number of what a column counts: `7 đ/c` can; `2
/// nghìn`, `5 ha`, `412 nữ` and `412 ước` are different numbers. No word beside a number is
/// ignored.
fn fits(read: &Quantity, asked: &Asked<'_>, cell: &Cell) -> Result<(), String> {
    let (shown, unit) = (cell.shown(), asked.unit());
    if let (Some((given, rest)), Amount::Number(number), None) =
        (magnitude(&read.unit), &read.amount, magnitude(unit))
    {
        let full = given.of(*number).map(|number| format!("{number} {rest}"));
        let full = full.unwrap_or_default();
        return Err(format!("ghi “{shown}”; ghi đủ số: {}", full.trim_end()));
    }
    if magnitude::Measure::differs(&read.unit, unit) {
        return Err(format!("ghi “{shown}”; cột này tính bằng {unit}"));
    }
    if !measure::means(&read.unit, asked) {
        let beside = &read.unit;
        return Err(format!("ghi “{shown}”; cột này ghi một con số, không kèm “{beside}”"));
    }
    Ok(())
}

/// A cell's text on one line, if only one of its lines has a number: two numbers on separate
/// lines, or with a tab between them, must not be joined to a third.
pub fn one_number(text: &str) -> Result<String, String> {
    let lines = text.split(['\n', '\t']);
    let numbers = lines.filter(|line| line.contains(|c: char| c.is_ascii_digit())).count();
    let shown = text.replace(['\n', '\t'], " / ");
    match numbers > 1 {
        true => Err(format!("ghi “{shown}”, hai con số trong một ô; mỗi ô ghi một con số")),
        false => Ok(text.replace(['\n', '\t'], " ")),
    }
}

/// Expands abbreviations in a column of money: `75 tr`, `1,2 tỷ`.
fn money(read: Quantity) -> Quantity {
    match measure::money_unit(&read.unit) {
        Some(unit) => Quantity { unit: unit.name().to_owned(), ..read },
        None => read,
    }
}

/// *500.000đ* with a blank before the letters, *54 / 56* without blanks.
fn set_off(text: &str) -> String {
    let text = &text.replace(" / ", "/");
    let letters = text
        .find(|c: char| c.is_alphabetic() || c == '₫')
        .filter(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    match letters {
        Some(at) => format!("{} {}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

/// A computed number without the errors of binary fractions: fifteen digits, as shown by
/// spreadsheets.
pub fn decimal(value: f64) -> Result<Number, String> {
    // Nearly all counts are whole.
    if value.fract() == 0.0 && (0.0..1e15).contains(&value) {
        return Ok(Number::from(value as u64));
    }
    let rounded: f64 = format!("{value:.14e}").parse().map_err(|_| too_large())?;
    if !rounded.is_finite() || rounded.abs() >= 1e15 {
        return Err(too_large());
    }
    Number::parse(&rounded.to_string().replace('.', ",")).map_err(|e| e.to_string())
}

pub fn too_large() -> String {
    "số quá lớn; kiểm tra lại".to_owned()
}

/// Joins digits in groups of three: *1 234 567*, *1 230,5*.
fn joined(text: &str) -> String {
    let grouped = |word: &str| {
        let (whole, fraction) = word.split_once(',').unwrap_or((word, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        whole.len() == 3 && digits(whole) && digits(fraction)
    };
    let mut out = String::new();
    for word in text.split_whitespace() {
        let digits = out.rsplit(' ').next().unwrap_or_default();
        let opens = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let goes_on = opens && grouped(word);
        if !out.is_empty() && !goes_on {
            out.push(' ');
        }
        out += word;
    }
    out
}
