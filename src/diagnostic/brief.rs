//! Findings in one line each, where there are as many as units.

use super::{Diagnostic, Place, SourceKind};

/// *Cần sửa\[BC200\]: CD03 Công đoàn cơ sở Công ty Ba: chưa gửi báo cáo*: the
/// unit, else the cell, then the message; no hints.
pub fn brief(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, severity, message, unit, place, .. } = diagnostic;
    let cell = place.as_ref().filter(|place| place.source.kind == SourceKind::Cell);
    let about = unit.as_ref().map(ToString::to_string).or_else(|| cell.map(Place::origin));
    let about = about.map(|about| format!("{about}: ")).unwrap_or_default();
    format!("{}[{code}]: {about}{message}", severity.label())
}

#[cfg(test)]
mod tests {
    use super::super::ConcernedUnit;
    use super::*;

    #[test]
    fn the_unit_or_the_cell_comes_first() {
        let cell = Place::cell("bieu.csv, ô B2", "mười");
        let found = Diagnostic::error(143, "không phải là số").at(cell);
        assert_eq!(brief(&found), "Cần sửa[BC143]: bieu.csv, ô B2: không phải là số");
        let unit = ConcernedUnit { code: "A".to_owned(), name: "Đơn vị A".to_owned() };
        assert_eq!(brief(&found.of_unit(unit)), "Cần sửa[BC143]: A Đơn vị A: không phải là số");
        assert_eq!(brief(&Diagnostic::note(143, "xem lại")), "Lưu ý[BC143]: xem lại");
    }
}
