//! Conversion of a cell to the text of a field.

use crate::vietnamese::Number;

use super::field::Shape;
use crate::sheet::columns::Asked;
use crate::sheet::grade;
use crate::sheet::grid::Cell;
use crate::sheet::survey::Scale;
use crate::sheet::value::{self, Taken};

/// A cell's value for a field, as the text of a dossier; `None` if it states none. The error
/// is a Vietnamese sentence.
pub fn text(kind: Shape, cell: &Cell) -> Result<Taken<Option<String>>, String> {
    let plainly = |text: String| Ok(Taken { value: Some(text), note: None });
    match (kind, cell) {
        (_, Cell::Empty) => Ok(Taken { value: None, note: None }),
        (_, Cell::Fault(fault)) => Err(format!("là công thức lỗi ({fault}); gõ lại")),
        (_, Cell::Struck(text)) => {
            Err(format!("ghi “{text}” bị gạch ngang; xóa ô, hoặc bỏ gạch nếu vẫn tính"))
        }
        (Shape::Day, cell) => {
            let Taken { value, note } = value::day(cell)?;
            Ok(Taken { value: value.map(|day| day.typed()), note })
        }
        (Shape::Prose | Shape::Texts, Cell::Text(text)) => plainly(text.replace('\t', " ")),
        (Shape::Text | Shape::Quantity, Cell::Text(_)) => plainly(cell.shown()),
        (_, Cell::Number { value, percent }) => {
            let number = value::decimal(*value)?;
            plainly(match percent {
                true => {
                    let hundredfold = number.checked_mul(Number::HUNDRED).unwrap_or(number);
                    format!("{}%", plain(hundredfold.trimmed()))
                }
                false => plain(number),
            })
        }
        (_, Cell::Day(day)) => plainly(day.typed()),
        (_, Cell::Bool(yes)) => plainly(if *yes { "có" } else { "không" }.to_owned()),
    }
}

/// A cell's value for a figure of the catalogue. If the catalogue has no unit, the cell's is
/// taken.
pub fn figure(
    asked: &Asked<'_>,
    scale: Scale,
    cell: &Cell,
    whole: &Cell,
) -> Result<Taken<Option<String>>, String> {
    match (asked.unit(), cell) {
        ("", Cell::Text(_)) if whole.is_empty() => text(Shape::Quantity, cell),
        _ => scale.figure(asked, cell, whole),
    }
}

/// The values of a cell with a grade for the indicators that count units by grade.
pub fn graded(
    asked: &Asked<'_>,
    grades: &[Asked<'_>],
    cell: &Cell,
) -> Result<Taken<Option<String>>, String> {
    let code = grade::graded(cell, grades)?;
    Ok(Taken { value: code.map(|code| grade::phrase(code == asked.code)), note: None })
}

/// A number without grouping of thousands: a year, a code.
fn plain(number: Number) -> String {
    number.to_string().replace('.', "")
}
