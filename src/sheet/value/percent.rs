//! Conversion of a cell to a percentage: with a sign, without, or as a fraction.

use crate::dossier::{Amount, Quantity};
use crate::vietnamese::{Number, NumberError};

use super::super::grid::Cell;
use super::number::{decimal, one_number, too_large};
use super::{Read, Word, noted, open, plainly, struck, word};

/// A cell as a percentage.
pub fn percent(cell: &Cell) -> Read<Option<String>> {
    match word(cell) {
        Some(Word::Unknown) => return open(cell),
        Some(Word::No) => return plainly(Some("0%".to_owned())),
        _ if cell.is_empty() => return plainly(None),
        _ => {}
    }
    let shown = cell.shown();
    match cell {
        Cell::Number { value, percent: true } => {
            let number = decimal(*value)?;
            if number > Number::from(MOST_TIMES) {
                // 98 typed into a cell with a percentage format.
                return Err(format!("ghi {shown}; ô định dạng phần trăm, gõ lại cả dấu %: 98%"));
            }
            plainly(Some(written(hundredfold(number)?)))
        }
        Cell::Number { value, .. } => without_sign(&shown, decimal(*value)?),
        Cell::Text(text) => typed(&shown, text),
        Cell::Struck(_) => Err(struck(cell)),
        _ => Err(no_percent(&shown)),
    }
}

fn typed(shown: &str, text: &str) -> Read<Option<String>> {
    if let Some(percent) = with_decimal_point(text) {
        return understood(shown, percent);
    }
    let text = one_number(text)?;
    let text = PER_CENT.iter().fold(text, |text, words| text.replace(words, "%"));
    let read = Quantity::read(&text)?;
    match read.amount {
        Amount::Number(_) if !read.unit.is_empty() => Err(no_percent(shown)),
        Amount::Number(_) if read.percent => plainly(Some(read.to_text())),
        // A hedged number stays as it is.
        Amount::Number(_) if read.hedge.is_some() => {
            plainly(Some(Quantity { percent: true, ..read }.to_text()))
        }
        Amount::Number(number) => without_sign(shown, number),
        _ => Err(no_percent(shown)),
    }
}

/// A number without a percent sign, which may be a fraction.
fn without_sign(shown: &str, number: Number) -> Read<Option<String>> {
    let (one, two) = (Number::from(1_u64), Number::from(2_u64));
    if number == one {
        // 1 % or 100 %.
        return Err("ghi 1: ghi “1%” hoặc 100".to_owned());
    }
    if number > Number::ZERO && number < one {
        return understood(shown, hundredfold(number)?);
    }
    if number > one && number < two {
        // 1,05 may be 1,05 % or 105 %.
        let hundredfold = written(hundredfold(number)?);
        return Err(format!("ghi {shown}: ghi “{shown}%” hoặc “{hundredfold}”"));
    }
    plainly(Some(written(number)))
}

/// A percentage in another notation, with a note on how it was understood.
fn understood(shown: &str, percent: Number) -> Read<Option<String>> {
    let percent = written(percent);
    let note = format!("ghi {shown}, hiểu là {percent}");
    noted(Some(percent), note)
}

fn written(percent: Number) -> String {
    format!("{}%", percent.trimmed())
}

fn hundredfold(number: Number) -> Result<Number, String> {
    number.checked_mul(Number::HUNDRED).ok_or_else(too_large)
}

fn no_percent(shown: &str) -> String {
    format!("ghi “{shown}”; cột này ghi phần trăm, ví dụ 98,5")
}

/// *98 phần trăm*
const PER_CENT: [&str; 3] = [" phần trăm", " phan tram", " Phần trăm"];

/// Whether a cell of percentages contains a fraction: 0,98.
pub fn is_share(cell: &Cell) -> bool {
    let is_part = |value: f64| value > 0.0 && value < 1.0;
    match cell {
        Cell::Number { value, percent: false } => is_part(*value),
        Cell::Text(text) => {
            let number = Number::parse(text).ok();
            number.is_some_and(|n| n > Number::ZERO && n < Number::from(1_u64))
        }
        _ => false,
    }
}

/// Whether a cell of percentages contains a number that can't be a fraction, 98.
pub fn is_percent(cell: &Cell) -> bool {
    let number = match cell {
        Cell::Number { value, percent: false } => decimal(*value).ok(),
        Cell::Text(text) => Number::parse(text).ok(),
        _ => None,
    };
    number.is_some_and(|number| number > Number::from(MOST_TIMES))
}

/// The most times by which a plan is plausibly exceeded.
const MOST_TIMES: u64 = 10;

/// The value of a cell in a column in which 1 is the whole.
pub fn share(cell: &Cell) -> Read<Option<String>> {
    let number = match cell {
        Cell::Number { value, percent: false } => Some(decimal(*value)?),
        Cell::Text(text) => Number::parse(text).ok(),
        _ => None,
    };
    let Some(number) = number else { return percent(cell) };
    understood(&cell.shown(), hundredfold(number)?)
}

/// *98.5%*: with a decimal point it is a percentage; grouped it would be 985 %.
fn with_decimal_point(typed: &str) -> Option<Number> {
    match Number::parse(typed.trim().trim_end_matches('%')) {
        Err(NumberError::AmbiguousDot { decimal, whole, .. }) => {
            (decimal <= Number::HUNDRED && whole > Number::HUNDRED).then_some(decimal)
        }
        _ => None,
    }
}
