//! All findings of a roll-up, in order: those that prevent writing first.

use crate::diagnostic::{Code, ConcernedUnit, Diagnostic, Place};
use crate::roster::{Break, BreakKind, Unit};
use crate::source::Node;

use super::{RollUp, Stranger, UnitOutcome};

impl RollUp<'_> {
    /// Every finding on units and on the whole; those on one unit name it. An error prevents
    /// writing unless the office accepts it.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let wanting = self.wanting().flat_map(UnitOutcome::to_mend);
        let strangers = self.strangers.iter().map(Stranger::finding);
        let whole = self.findings.iter().cloned();
        let units = self.units.iter().flat_map(UnitOutcome::to_look_at);
        let gone = self.gone.iter().map(|(change, _)| change);
        let changes = self.breaks.iter().chain(gone).map(|change| changed(change, self.knows_past));
        wanting.chain(strangers).chain(whole).chain(units).chain(changes).collect()
    }
}

impl UnitOutcome<'_> {
    /// Whether the unit has something to correct.
    pub fn has_to_mend(&self) -> bool {
        let faulty = self.findings.iter().any(Diagnostic::is_error);
        self.standing.is_wanting() || !self.unread.is_empty() || faulty
    }

    /// The errors: why it isn't counted, or which of its figures aren't.
    fn to_mend(&self) -> impl Iterator<Item = Diagnostic> {
        self.told().into_iter().filter(Diagnostic::is_error)
    }

    fn to_look_at(&self) -> impl Iterator<Item = Diagnostic> {
        self.told().into_iter().filter(|found| !found.is_error())
    }

    /// All findings on this unit, at their places.
    fn told(&self) -> Vec<Diagnostic> {
        let unread = self.unread.iter().map(|found| {
            let at = found.place.as_ref().map(Place::origin).unwrap_or_default();
            Diagnostic { message: format!("{} ({at})", found.message), ..found.clone() }
        });
        let own = self.findings.iter().cloned();
        let all = self.standing().into_iter().chain(unread).chain(own);
        all.map(|found| found.of_unit(concerned(self.unit))).collect()
    }

    fn standing(&self) -> Option<Diagnostic> {
        self.standing.finding(self.file())
    }
}

impl Stranger {
    fn finding(&self) -> Diagnostic {
        let name = if self.name.is_empty() { &self.file } else { &self.name };
        let what = match self.listed {
            true => "có trong danh sách nhưng không thuộc công đoàn cấp trên này",
            false => "không có trong danh sách đơn vị",
        };
        Diagnostic::error(Code::ROLLUP_STRANGER, format!("{name}: {what} ({})", self.file))
    }
}

/// What happened to a unit; last year's figures are compared with this year's where they
/// are known for what was merged as well.
fn changed(change: &Break<'_>, knows_past: bool) -> Diagnostic {
    let what = match change.kind {
        BreakKind::Began => "mới trong kỳ; không so sánh với cùng kỳ".to_owned(),
        BreakKind::Ended => "đã giải thể trong kỳ".to_owned(),
        BreakKind::MovedTo(parent) => format!("đã chuyển về {parent}; tính ở cấp đó"),
        BreakKind::MergedInto(heir) => format!("đã nhập vào {heir}; tính ở đơn vị đó"),
        BreakKind::Absorbed(code) if knows_past => format!("nhận {code} nhập vào"),
        BreakKind::Absorbed(code) => format!("nhận {code} nhập vào; không so sánh với cùng kỳ"),
    };
    Diagnostic::note(Code::ROLLUP_CHANGED, what).of_unit(concerned(change.unit))
}

fn concerned(unit: &Unit) -> ConcernedUnit {
    let name = Some(unit.called()).filter(|name| *name != unit.code()).unwrap_or_default();
    ConcernedUnit { code: unit.code().to_owned(), name: name.to_owned() }
}

/// Resolves the paths of findings to places in their dossiers.
pub fn put_to_places<'a>(findings: impl Iterator<Item = &'a mut Diagnostic>, tree: &Node) {
    for found in findings.filter(|found| found.place.is_none()) {
        found.place = found.path.as_ref().map(|path| tree.place(path));
    }
}
