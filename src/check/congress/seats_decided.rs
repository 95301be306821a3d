//! The number of seats in the scheme and on the ballot (BC295); how the seats of alternates
//! are filled (BC308).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, ElectedBody};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::count;
use super::counts::has_chair_apart;
use super::elections::{body, elected, elected_path, elections, elections_of, is_appointed};
use super::rounds::rounds_before;
use crate::check::{Context, Findings, Rule};

pub(crate) const DECIDED: Rule =
    Rule { code: Code::SEATS_DECIDED, severity: Severity::Error, citation: "", run: decided };

pub(crate) const ALTERNATES_BY: Rule =
    Rule { code: Code::ALTERNATES_BY, severity: Severity::Note, citation: "", run: alternates_by };

fn decided(context: &Context<'_>, found: &mut Findings) {
    scheme(context.dossier, found);
    further_rounds(context.dossier, found);
}

/// Compares the scheme for the committee (đề án nhân sự) with its ballot. A chair elected by
/// the congress in a separate ballot has one of the seats.
fn scheme(dossier: &Dossier, found: &mut Findings) {
    let scheme = dossier.personnel.as_ref().and_then(|p| count(p.seats.as_ref()));
    let mut committees = elections_of(dossier, ElectedBody::Committee)
        .filter(|(_, e)| e.round.is_none() && !is_appointed(e));
    let (Some(scheme), Some((path, committee))) = (scheme, committees.next()) else { return };
    let Some(ballot) = count(committee.seats.as_ref()) else { return };
    let chair = ballot.checked_add(Number::from(1_u32)).filter(|_| has_chair_apart(dossier));
    if ballot == scheme || chair == Some(scheme) {
        return;
    }
    let message =
        format!("Đề án nhân sự: Ban Chấp hành {scheme} người, mà số lượng bầu là {ballot}");
    found.add(
        DECIDED
            .broken_at(path.key("seats"), message)
            .with_related(Path::root().key("personnel").key("seats"), "số lượng trong đề án")
            .with_hint("ghi một số ở hai chỗ; Đại hội quyết định khác đề án thì sửa đề án theo"),
    );
}

/// A further round is for the seats left by the earlier ones.
fn further_rounds(dossier: &Dossier, found: &mut Findings) {
    for (path, election) in elections(dossier).filter(|(_, e)| !is_appointed(e)) {
        let before: Vec<_> = rounds_before(dossier, election).collect();
        let Some((first, whole)) = before.iter().find_map(|(path, e)| {
            Some((path, count(e.seats.as_ref())?)).filter(|_| e.round.is_none_or(|r| r.0 <= 1))
        }) else {
            continue;
        };
        let filled =
            before.iter().try_fold(Number::ZERO, |sum, (_, e)| sum.checked_add(elected(e)?));
        let left = filled.and_then(|filled| whole.checked_sub(filled));
        let (Some(left), Some(seats)) = (left, count(election.seats.as_ref())) else { continue };
        if seats <= left {
            continue;
        }
        let message = format!("{}: bầu lại {seats} người, mà chỉ còn thiếu {left}", body(election));
        let (last, e) = &before[before.len() - 1];
        found.add(
            DECIDED
                .broken_at(path.key("seats"), message)
                .with_related(first.key("seats"), format!("số lượng bầu {whole}"))
                .with_related(elected_path(last, e), "đã trúng cử")
                .with_hint(
                    "lần sau chỉ bầu số còn thiếu; sửa số lượng, hoặc số trúng cử lần trước",
                ),
        );
    }
}

/// Alternates are elected together with the others, by a separate ballot, or taken from those
/// next in votes: the election rules must say which.
fn alternates_by(context: &Context<'_>, found: &mut Findings) {
    let guided = context.papers.iter().any(|paper| paper.prints("guide.elected"));
    for (path, election) in elections(context.dossier).filter(|(_, e)| guided && !is_appointed(e)) {
        let alternates = count(election.alternate.as_ref()).filter(|n| !n.is_zero());
        if let (Some(alternates), None) = (alternates, election.alternates_by) {
            let message =
                format!("{}: {alternates} dự khuyết, chưa rõ lấy cách nào", body(election));
            found.add(
                ALTERNATES_BY
                    .broken_at(path.key("alternate"), message)
                    .with_hint("ghi alternates_by: bầu chung, bầu riêng hoặc lấy liền kề"),
            );
        }
    }
}
