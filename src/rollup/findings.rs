//! All that is to be said of a roll-up, in the order in which it is told: what
//! keeps it from being written first.

use crate::diagnostic::{ConcernedUnit, Diagnostic, Place};
use crate::roster::{Break, BreakKind, Unit};
use crate::source::{Node, Path};

use super::code::{self, CHANGED, STRANGER};
use super::{RollUp, Stranger, UnitOutcome};

impl RollUp<'_> {
    /// Every finding of the units and of the whole; each that is one unit's
    /// names it. An error keeps the roll-up from being written without the
    /// office's word.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let wanting = self.wanting().flat_map(UnitOutcome::to_mend);
        let strangers = self.strangers.iter().map(Stranger::finding);
        let whole = self.findings.iter().cloned();
        let units = self.units.iter().flat_map(UnitOutcome::to_look_at);
        let gone = self.gone.iter().map(|(change, _)| change);
        let changes = self.breaks.iter().chain(gone).map(changed);
        wanting.chain(strangers).chain(whole).chain(units).chain(changes).collect()
    }
}

impl UnitOutcome<'_> {
    /// Whether the unit has something to mend.
    pub fn has_to_mend(&self) -> bool {
        let faulty = self.findings.iter().any(Diagnostic::is_error);
        self.standing.is_wanting() || !self.unread.is_empty() || faulty
    }

    /// The errors: why it isn't counted, or which of its figures aren't.
    fn to_mend(&self) -> impl Iterator<Item = Diagnostic> {
        let unread = self.unread.iter().map(|found| {
            let at = found.place.as_ref().map(Place::origin).unwrap_or_default();
            Diagnostic { message: format!("{} ({at})", found.message), ..found.clone() }
        });
        self.standing()
            .into_iter()
            .chain(unread)
            .chain(self.findings.iter().cloned())
            .filter(Diagnostic::is_error)
            .map(|found| found.of_unit(concerned(self.unit)))
    }

    fn to_look_at(&self) -> impl Iterator<Item = Diagnostic> {
        self.standing()
            .into_iter()
            .chain(self.findings.iter().cloned())
            .filter(|found| !found.is_error())
            .map(|found| found.of_unit(concerned(self.unit)))
    }

    fn standing(&self) -> Option<Diagnostic> {
        self.standing.finding(self.file.as_deref())
    }
}

impl Stranger {
    fn finding(&self) -> Diagnostic {
        let name = if self.name.is_empty() { &self.file } else { &self.name };
        let what = match self.listed {
            true => "có trong danh sách nhưng không thuộc công đoàn cấp trên này",
            false => "không có trong danh sách đơn vị",
        };
        code::error(STRANGER, format!("{name}: {what} ({})", self.file))
    }
}

fn changed(change: &Break<'_>) -> Diagnostic {
    let what = match change.kind {
        BreakKind::Began => "mới trong kỳ; không so sánh với cùng kỳ".to_owned(),
        BreakKind::Ended => "đã giải thể trong kỳ".to_owned(),
        BreakKind::MovedTo(parent) => format!("đã chuyển về {parent}; tính ở cấp đó"),
        BreakKind::MergedInto(heir) => format!("đã nhập vào {heir}; tính ở đơn vị đó"),
        BreakKind::Absorbed(code) => format!("nhận {code} nhập vào; không so sánh với cùng kỳ"),
    };
    code::note(CHANGED, what).of_unit(concerned(change.unit))
}

fn concerned(unit: &Unit) -> ConcernedUnit {
    let name = Some(unit.called()).filter(|name| *name != unit.code()).unwrap_or_default();
    ConcernedUnit { code: unit.code().to_owned(), name: name.to_owned() }
}

/// Puts findings to their places in the dossier that they are about.
pub(super) fn put_to_places(findings: &mut [Diagnostic], tree: &Node) {
    for found in findings.iter_mut().filter(|found| found.place.is_none()) {
        let path = found.path.as_deref().and_then(Path::parse);
        found.place = path.map(|path| tree.place(&path));
    }
}
