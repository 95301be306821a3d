//! The numbers of participants stated in different places of a dossier: BC290.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, ElectedBody, Election};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{Told, called_at, count, present_at};
use super::elections::{body, elected, elected_path, elections, elections_of, is_appointed};
use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_NUMBER: Rule =
    Rule { code: Code::MEETING_COUNTS, severity: Severity::Error, citation: "", run: one_number };

fn one_number(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    for election in elections(dossier).filter(|(_, e)| !is_appointed(e)) {
        called(dossier, &election, found);
        let present = present_at(dossier, &election);
        let voters = told(&election, "voters", |e| count(e.voters.as_ref()));
        let issued = told(&election, "issued", |e| count(e.ballots.as_ref()?.issued.as_ref()));
        let issued = issued.map(|(n, _)| (n, election.0.key("ballots").key("issued")));
        let who = body(election.1);
        at_most(
            who,
            (&present, "có mặt"),
            (&called_at(dossier, &election), "được triệu tập"),
            found,
        );
        at_most(who, (&voters, "tham gia bỏ phiếu"), (&present, "có mặt"), found);
        at_most(who, (&voters, "tham gia bỏ phiếu"), (&issued, "phiếu phát ra"), found);
    }
    qualified(dossier, found);
    members_of_committee(dossier, found);
}

fn told(
    (path, election): &(Path, &Election),
    key: &str,
    read: impl Fn(&Election) -> Option<Number>,
) -> Told {
    read(election).map(|n| (n, path.key(key)))
}

/// Reports a number that exceeds another, with the names of both.
fn at_most(who: &str, less: (&Told, &str), more: (&Told, &str), found: &mut Findings) {
    let ((Some((few, at)), what), (Some((most, there)), whole)) = (less, more) else { return };
    // If both are of the meeting as a whole, another rule compares them.
    let of_meeting = |path: &Path| !path.to_string().starts_with("elections");
    if few <= most || of_meeting(at) && of_meeting(there) {
        return;
    }
    found.add(
        ONE_NUMBER
            .broken_at(at.clone(), format!("{who}: {few} {what}, nhiều hơn {most} {whole}"))
            .with_related(there.clone(), whole.to_owned())
            .with_hint("sửa một trong hai số"),
    );
}

/// The number of voters doesn't exceed those summoned to the congress.
fn called(dossier: &Dossier, (path, election): &(Path, &Election), found: &mut Findings) {
    let own = count(election.called.as_ref());
    let meeting = dossier.attendance.as_ref().and_then(|a| count(a.called.as_ref()));
    let (Some(own), Some(called)) = (own, meeting.filter(|_| !election.is_by_committee())) else {
        return;
    };
    if own != called {
        let message =
            format!("{}: ghi {own} được triệu tập, thành phần dự ghi {called}", body(election));
        found.add(
            ONE_NUMBER
                .broken_at(path.key("called"), message)
                .with_related(Path::root().key("attendance").key("called"), "được triệu tập")
                .with_hint("để trống ở đây thì lấy theo thành phần dự; khác thật thì sửa cho khớp"),
        );
    }
}

/// Qualified (đủ tư cách) + not qualified = those present.
fn qualified(dossier: &Dossier, found: &mut Findings) {
    let Some(delegates) = &dossier.delegates else { return };
    let qualified = count(delegates.qualified.as_ref());
    let (Some(qualified), Some(present)) = (qualified, super::attendance::present(dossier)) else {
        return;
    };
    let rejected = Number::from(u64::try_from(delegates.rejected.len()).unwrap_or_default());
    let Some(sum) = qualified.checked_add(rejected).filter(|sum| *sum != present) else { return };
    let message = match rejected.is_zero() {
        true => format!("{qualified} đại biểu đủ tư cách, mà có mặt {present}"),
        false => format!(
            "{qualified} đủ tư cách + {rejected} bị bác tư cách = {sum}, không phải {present} có mặt"
        ),
    };
    let finding = ONE_NUMBER
        .broken_at(Path::root().key("delegates").key("qualified"), message)
        .with_related(Path::root().key("attendance").key("present"), "có mặt")
        .with_hint("sửa một trong hai số; ai bị bác tư cách thì ghi vào rejected");
    // Credentials may have been verified for everybody summoned.
    let all = super::attendance::called(dossier) == Some(sum);
    found.add(if all { finding.with_severity(Severity::Warning) } else { finding });
}

/// The new committee's first meeting consists of all its members.
fn members_of_committee(dossier: &Dossier, found: &mut Findings) {
    let meeting = dossier.first_meeting.as_ref().and_then(|m| m.attendance.as_ref());
    let Some(called) = meeting.and_then(|a| count(a.called.as_ref())) else { return };
    let mut rounds =
        elections_of(dossier, ElectedBody::Committee).filter(|(_, e)| !is_appointed(e));
    let Some((path, first)) = rounds.next() else { return };
    let Some(whole) =
        rounds.try_fold(elected(first), |sum, (_, e)| Some(sum?.checked_add(elected(e)?)))
    else {
        return;
    };
    let Some(whole) = whole.filter(|whole| *whole != called && !has_chair_apart(dossier)) else {
        return;
    };
    found.add(
        ONE_NUMBER
            .broken_at(
                Path::root().key("first_meeting").key("attendance").key("called"),
                format!(
                    "Hội nghị lần thứ nhất triệu tập {called}, mà Ban Chấp hành bầu được {whole}"
                ),
            )
            .with_severity(Severity::Warning)
            .with_related(elected_path(&path, first), "bầu Ban Chấp hành")
            .with_hint(
                "hội nghị lần thứ nhất triệu tập đủ ủy viên Ban Chấp hành; sửa một trong hai số",
            ),
    );
}

/// Whether the congress itself elected the chair, who is then a member in addition to those
/// elected by the committee's ballot.
pub(crate) fn has_chair_apart(dossier: &Dossier) -> bool {
    elections_of(dossier, ElectedBody::Officers).any(|(_, e)| !e.is_by_committee())
}
