//! One-line findings, for findings as numerous as units.

use super::{Diagnostic, Place};

/// *Cần sửa\[BC200\]: CD03 Công đoàn cơ sở Công ty Ba: chưa gửi báo cáo*: the unit or else
/// the cell, then the message and the hint.
pub fn brief(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, severity, message, unit, place, hints, .. } = diagnostic;
    let cell = place.as_ref().filter(|place| place.spot().is_some());
    let about = unit.as_ref().map(ToString::to_string).or_else(|| cell.map(Place::origin));
    let about = about.map(|about| format!("{about}: ")).unwrap_or_default();
    let hints: String = hints.iter().map(|hint| format!("; {hint}")).collect();
    format!("{}[{code}]: {about}{message}{hints}", severity.label())
}

#[cfg(test)]
mod tests {
    use super::super::{Code, ConcernedUnit, Spot};
    use super::*;

    #[test]
    fn the_unit_or_the_cell_comes_first() {
        let cell = Place::cell(Spot::new("bieu.csv", "", (1, 1)), "mười");
        let code = Code::UNREADABLE_CELL;
        let found = Diagnostic::error(code, "không phải là số").at(cell);
        assert_eq!(brief(&found), "Cần sửa[BC143]: bieu.csv, ô B2: không phải là số");
        let unit = ConcernedUnit { code: "A".to_owned(), name: "Đơn vị A".to_owned() };
        assert_eq!(brief(&found.of_unit(unit)), "Cần sửa[BC143]: A Đơn vị A: không phải là số");
        let note = Diagnostic::note(code, "xem lại").with_hint("sửa ô");
        assert_eq!(brief(&note), "Lưu ý[BC143]: xem lại; sửa ô");
    }
}
