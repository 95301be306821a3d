//! Conversion of a cell to a date, in any notation of programs and people.

use crate::vietnamese::PartialDate;

use super::super::grid::Cell;
use super::super::open::{day_of_iso, day_of_serial};
use super::{Read, Word, noted, plainly, struck, word};

/// The date of the figures; `None` if it is left open.
pub fn day(cell: &Cell) -> Read<Option<PartialDate>> {
    match cell {
        Cell::Empty => plainly(None),
        cell if matches!(word(cell), Some(Word::Unknown)) => plainly(None),
        Cell::Day(day) => plainly(Some(*day)),
        Cell::Number { value, .. } => match day_of_serial(*value) {
            Some(day) => noted(Some(day), format!("ghi {}, hiểu là {}", cell.shown(), day.typed())),
            None => Err(format!("ghi {}, không phải ngày", cell.shown())),
        },
        Cell::Text(text) => {
            let text = without_time(text);
            match PartialDate::parse(text) {
                Ok(day) => plainly(Some(day)),
                Err(error) => match misplaced(text) {
                    Some(day) => noted(Some(day), format!("ghi {text}, hiểu là {}", day.typed())),
                    None => Err(error.to_string()),
                },
            }
        }
        Cell::Struck(_) => Err(struck(cell)),
        _ => Err(format!("ghi “{}”, không phải ngày", cell.shown())),
    }
}

/// *30/11/2026 08:15*: a form's date has a time.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time))
            if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            day
        }
        _ => text,
    }
}

/// A date in another country's order, or one that a text file has as a serial number.
fn misplaced(text: &str) -> Option<PartialDate> {
    let serial = || day_of_serial(text.parse().ok()?);
    swapped(text).or_else(|| day_of_iso(text)).or_else(serial)
}

/// *11/30/2026*: the month before the day, with no other possible reading.
fn swapped(text: &str) -> Option<PartialDate> {
    let (month, rest) = text.trim().split_once('/')?;
    let (day, year) = rest.split_once('/')?;
    PartialDate::parse(&format!("{day}/{month}/{year}")).ok()
}
