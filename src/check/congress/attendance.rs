//! Numbers of persons invited and present: BC050.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Amount, Attendance, Dossier, Election, Quantity};
use crate::source::Path;
use crate::vietnamese::Number;

use crate::check::figures::arithmetic::plain;
use crate::check::{Context, Findings, Rule};

pub(crate) const ADDS_UP: Rule =
    Rule { code: Code::ATTENDANCE_SUM, severity: Severity::Error, citation: "", run: adds_up };

/// An exact count; the word `không` counts as zero.
pub(crate) fn count(quantity: Option<&Quantity>) -> Option<Number> {
    let quantity = quantity?;
    if quantity.amount == Amount::None { Some(Number::ZERO) } else { plain(quantity) }
}

/// The number present: `118 đại biểu`, or the first number of `118/120 đại biểu`.
pub(crate) fn present(dossier: &Dossier) -> Option<Number> {
    let present = dossier.attendance.as_ref()?.present.as_ref()?;
    present.ratio().map(|(part, _)| part).or_else(|| count(Some(present)))
}

/// The number summoned, if stated as a single number.
pub(crate) fn called(dossier: &Dossier) -> Option<Number> {
    let attendance = dossier.attendance.as_ref()?;
    let whole = attendance.present.as_ref().and_then(Quantity::ratio).map(|(_, whole)| whole);
    count(attendance.called.as_ref()).or(whole)
}

/// The attendance of the meeting that holds an election, and where it is stated.
fn attendance_at<'a>(dossier: &'a Dossier, election: &Election) -> Option<(&'a Attendance, Path)> {
    if election.is_by_committee() {
        let meeting = dossier.first_meeting.as_ref()?.attendance.as_ref()?;
        return Some((meeting, Path::root().key("first_meeting").key("attendance")));
    }
    Some((dossier.attendance.as_ref()?, Path::root().key("attendance")))
}

/// The number summoned to vote in an election, and where it is stated: at the election, else
/// at the meeting that holds it.
pub(crate) fn called_at(dossier: &Dossier, (path, election): &(Path, &Election)) -> Told {
    let own = count(election.called.as_ref()).map(|n| (n, path.key("called")));
    own.or_else(|| {
        let (attendance, at) = attendance_at(dossier, election)?;
        let called = count(attendance.called.as_ref())?;
        Some((called, at.key("called")))
    })
}

/// The number present at an election, and where it is stated.
pub(crate) fn present_at(dossier: &Dossier, (path, election): &(Path, &Election)) -> Told {
    let own = count(election.present.as_ref()).map(|n| (n, path.key("present")));
    own.or_else(|| {
        let (attendance, at) = attendance_at(dossier, election)?;
        let present = attendance.present.as_ref()?;
        let present = present.ratio().map(|(part, _)| part).or_else(|| count(Some(present)))?;
        Some((present, at.key("present")))
    })
}

/// A number, and the path where it is stated.
pub(crate) type Told = Option<(Number, Path)>;

fn adds_up(context: &Context<'_>, found: &mut Findings) {
    let Some(attendance) = &context.dossier.attendance else { return };
    let at = Path::root().key("attendance");
    let ratio = attendance.present.as_ref().and_then(Quantity::ratio);
    let (Some(present), Some(called)) = (present(context.dossier), called(context.dossier)) else {
        return;
    };
    let finding = |key: &str, message: String| {
        ADDS_UP.broken_at(at.key(key), message).with_related(at.key("called"), "được triệu tập")
    };
    if let Some((_, whole)) = ratio.filter(|(_, whole)| *whole != called) {
        found.add(
            finding(
                "present",
                format!(
                    "Có mặt {present}/{whole}, nhưng được triệu tập {called}, không phải {whole}"
                ),
            )
            .with_hint("ghi cùng một số được triệu tập ở hai chỗ"),
        );
        return;
    }
    // A part that exceeds its whole is reported for every n/m by another rule.
    if present > called && ratio.is_none() {
        found.add(
            finding("present", format!("Có mặt {present}, nhiều hơn {called} được triệu tập"))
                .with_hint("khách mời không tính vào số có mặt; sửa một trong hai số"),
        );
        return;
    }
    if let Some(absent) = count(attendance.absent.as_ref())
        && let Some(sum) = present.checked_add(absent)
        && sum != called
    {
        found.add(
            finding(
                "absent",
                format!(
                    "Có mặt {present} + vắng {absent} = {sum}, không phải {called} được triệu tập"
                ),
            )
            .with_related(at.key("present"), "có mặt")
            .with_hint("sửa một trong ba số; khách mời không tính vào số có mặt"),
        );
    }
}
