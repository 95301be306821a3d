//! Conversion of a cell to a value of a dossier: a number, a rate, a percentage, names, a
//! date.

mod day;
mod number;
mod percent;
mod ratio;

use crate::dossier::{Amount, Quantity};
use crate::vietnamese::Number;

use super::aside::Aside;
use super::columns::{Asked, Measure};
use super::grid::Cell;
use super::heading::fold;

pub use day::day;
pub(super) use number::decimal;
pub use percent::{is_percent, is_share, share};

use number::counted;
use percent::percent;
use ratio::ratio;

/// The value of a cell, with a note on how it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<T> {
    pub value: T,
    pub note: Option<String>,
}

type Read<T> = Result<Taken<T>, String>;

fn plainly<T>(value: T) -> Read<T> {
    Ok(Taken { value, note: None })
}

fn noted<T>(value: T, note: String) -> Read<T> {
    Ok(Taken { value, note: Some(note) })
}

/// A word in place of a number.
enum Word {
    /// có, x: for a rate, all of it
    Yes,
    /// không
    No,
    /// chưa có, -: left open
    Unknown,
}

fn word(cell: &Cell) -> Option<Word> {
    let text = match cell {
        Cell::Bool(true) => return Some(Word::Yes),
        Cell::Bool(false) => return Some(Word::No),
        Cell::Text(text) => fold(text),
        _ => return None,
    };
    match text.trim_end_matches('.') {
        "có" | "x" | "đạt" => Some(Word::Yes),
        "không" | "không có" | "ko" | "k" | "không phát sinh" | "khong" | "khong co" => {
            Some(Word::No)
        }
        "chưa có"
        | "chưa có số liệu"
        | "chưa"
        | "chua co"
        | "chua"
        | "-"
        | "–"
        | "—"
        | "…"
        | "..."
        | "" => Some(Word::Unknown),
        _ => None,
    }
}

/// Whether a cell contains only a number, without a unit.
pub fn is_bare(cell: &Cell) -> bool {
    match cell {
        Cell::Number { .. } => true,
        Cell::Text(text) => {
            let number = Aside::of(text).map_or(text.as_str(), |aside| aside.number);
            !number.contains(|c: char| c.is_alphabetic() || c == '₫')
        }
        _ => false,
    }
}

/// Whether a text stands for a number.
pub fn is_word(text: &str) -> bool {
    word(&Cell::Text(text.to_owned())).is_some()
}

/// The value of an indicator's cells, as a phrase of a dossier; `None` if they leave it open.
/// `whole` is the cell of a rate's denominator. The error is a Vietnamese sentence.
pub fn figure(asked: &Asked<'_>, cell: &Cell, whole: &Cell) -> Read<Option<String>> {
    match (asked.measure(), Aside::of(typed(cell))) {
        (Measure::List, _) => list(cell),
        (Measure::Percent, _) => percent(cell),
        (Measure::Number, None) => number(asked, cell),
        (Measure::Ratio, None) => ratio(asked, cell, whole),
        (Measure::Number, Some(Aside { number: bare, percent: None })) => {
            let read = number(asked, &Cell::Text(bare.to_owned()))?;
            let note = Some(format!("ghi “{}”, lấy {bare}", cell.shown()));
            Ok(Taken { note: read.note.or(note), ..read })
        }
        (Measure::Number, Some(Aside { percent: Some(_), .. })) => number(asked, cell),
        (Measure::Ratio, Some(Aside { number: bare, percent })) => {
            let read = ratio(asked, &Cell::Text(bare.to_owned()), whole)?;
            if percent.is_some_and(|percent| !is_share_of(&read.value, percent)) {
                return Err(format!("ghi “{}”: phần trăm không khớp với {bare}", cell.shown()));
            }
            let note = Some(format!("ghi “{}”, lấy {bare}", cell.shown()));
            Ok(Taken { note: read.note.or(note), ..read })
        }
    }
}

fn typed(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

/// Whether a ratio agrees with a stated percentage, if any.
fn is_share_of(ratio: &Option<String>, percent: Number) -> bool {
    let read = ratio.as_deref().and_then(|phrase| Quantity::parse(phrase).ok());
    match read.map(|read| read.amount) {
        Some(Amount::Ratio(part, whole)) if !whole.is_zero() => {
            let share = part
                .checked_mul(Number::HUNDRED)
                .and_then(|part| part.checked_div(whole, percent.scale()));
            share.is_some_and(|share| share.trimmed() == percent.trimmed())
        }
        _ => false,
    }
}

fn open(cell: &Cell) -> Read<Option<String>> {
    match cell {
        Cell::Empty => plainly(None),
        cell => noted(None, format!("ghi “{}”, coi là chưa có số liệu", cell.shown())),
    }
}

fn number(asked: &Asked<'_>, cell: &Cell) -> Read<Option<String>> {
    match word(cell) {
        Some(Word::No) => return plainly(Some("không".to_owned())),
        Some(Word::Unknown) => return open(cell),
        _ if cell.is_empty() => return plainly(None),
        _ => {}
    }
    let quantity = counted(asked, cell)?;
    match quantity.amount {
        Amount::Number(_) => plainly(Some(quantity.to_text())),
        _ => Err(format!("ghi “{}”; cột này ghi một con số", cell.shown())),
    }
}

/// Advice on struck-through content.
fn struck(cell: &Cell) -> String {
    format!("ghi “{}” bị gạch ngang; xóa ô, hoặc bỏ gạch nếu vẫn tính", cell.shown())
}

fn list(cell: &Cell) -> Read<Option<String>> {
    match (word(cell), cell) {
        (Some(Word::No), _) => plainly(Some("không".to_owned())),
        (Some(Word::Unknown), _) => open(cell),
        (None, Cell::Empty) => plainly(None),
        (None, Cell::Text(text)) => {
            let names: Vec<&str> =
                text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
            let text = names.join("; ");
            match Quantity::parse(&text).map(|read| read.amount) {
                Ok(Amount::Words(words)) => plainly(Some(words)),
                _ => Err(format!("ghi “{}”; cột này ghi các tên không kèm con số", cell.shown())),
            }
        }
        (_, Cell::Struck(_)) => Err(struck(cell)),
        _ => Err(format!("ghi “{}”; cột này ghi các tên", cell.shown())),
    }
}
