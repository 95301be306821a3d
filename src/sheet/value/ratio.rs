//! Conversion of one or two cells to a rate: a part and its whole.

use crate::dossier::{Amount, Quantity};
use crate::vietnamese::Number;

use super::super::columns::Asked;
use super::super::grid::Cell;
use super::{Read, Word, counted, open, plainly, word};

/// A cell as a part of a whole, which is in the same cell or the next one.
pub fn ratio(asked: &Asked<'_>, cell: &Cell, whole: &Cell) -> Read<Option<String>> {
    let written = |part: Number, whole: Number| Quantity {
        hedge: None,
        amount: Amount::Ratio(part, whole),
        percent: false,
        unit: asked.unit().to_owned(),
    };
    let stated = match word(whole) {
        Some(Word::No) => Some(Number::ZERO),
        Some(Word::Unknown) => None,
        _ if whole.is_empty() => None,
        _ => match counted(asked, whole)? {
            Quantity { amount: Amount::Number(number), hedge: None, .. } => Some(number),
            _ => return Err(format!("mẫu số ghi “{}”; ghi một con số", whole.shown())),
        },
    };
    let one = Number::from(1_u64);
    let part = match (word(cell), stated) {
        (Some(Word::Unknown), _) => return open(cell),
        _ if cell.is_empty() && stated.is_none() => return plainly(None),
        _ if cell.is_empty() => return Err("có mẫu số mà chưa có tử số".to_owned()),
        (Some(Word::No), whole) => {
            return plainly(Some(written(Number::ZERO, whole.unwrap_or(one)).to_text()));
        }
        (Some(Word::Yes), Some(whole)) if whole > one => {
            return Err(format!("ghi “{}” mà mẫu số là {whole}; ghi tử số", cell.shown()));
        }
        (Some(Word::Yes), whole) => {
            let whole = whole.unwrap_or(one);
            return plainly(Some(written(whole, whole).to_text()));
        }
        (None, _) => counted(asked, cell)?,
    };
    let (part, whole) = match (part, stated) {
        (Quantity { hedge: Some(_), .. }, _) => {
            return Err(format!("ghi “{}”; cột này ghi số chính xác", cell.shown()));
        }
        (Quantity { amount: Amount::Ratio(part, whole), .. }, stated) => match stated {
            Some(stated) if stated != whole => {
                return Err(format!("ghi “{}” mà cột mẫu số ghi {stated}", cell.shown()));
            }
            _ => (part, whole),
        },
        (Quantity { amount: Amount::Number(part), .. }, Some(whole)) => (part, whole),
        (Quantity { amount: Amount::Number(_), .. }, None) => {
            return Err(format!("ghi {}, thiếu mẫu số", cell.shown()));
        }
        _ => return Err(format!("ghi “{}”; ghi tử số và mẫu số", cell.shown())),
    };
    if part > whole {
        return Err(format!("ghi {part}/{whole}: tử số lớn hơn mẫu số"));
    }
    plainly(Some(written(part, whole).to_text()))
}
