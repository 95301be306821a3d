//! Figures not requested from a unit's type.

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::UnitType;

use super::Row;
use super::addend::Addend;
use super::report::Report;

/// Removes and reports figures not requested from units of its type: they would enlarge the
/// base of the others' percentage.
pub(super) fn take_out(
    report: &mut Report,
    rows: &[Row<'_>],
    unit_type: Option<UnitType>,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for row in rows.iter().filter(|row| !row.applies_to(unit_type)) {
        let Some(statement) = report.figures.remove(row.code) else { continue };
        let none = matches!(&statement.value, Ok(Addend::Number(n)) if n.is_zero());
        if none {
            continue;
        }
        let asked: Vec<&str> = row.indicator.applies_to.0.iter().map(|kind| kind.word()).collect();
        let own = unit_type.map(|kind| kind.word()).unwrap_or_default();
        let message = format!(
            "{}, đơn vị {own} không thuộc diện báo cáo ({}); không cộng. Có cả hai loại thì loại hình ghi hỗn hợp",
            statement.typed,
            asked.join(", ")
        );
        told.push(statement.doubt(row, Code::ROLLUP_NOT_ASKED, &message));
    }
    told
}
