//! The base of a majority if it isn't the ballots, and the required number of candidates:
//! BC324, BC325. The rules are data of `report-templates/kinds`.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Quantity;
use crate::source::Path;
use crate::usage::{ElectionUsage, Majority};
use crate::vietnamese::{Number, fold};

use super::attendance::count;
use super::elections::{body, elections, is_appointed};
use crate::check::{Context, Findings, Rule};

pub(crate) const BASE: Rule =
    Rule { code: Code::MAJORITY_BASE, severity: Severity::Warning, citation: "", run: base };

pub(crate) const SURPLUS: Rule =
    Rule { code: Code::SURPLUS, severity: Severity::Warning, citation: "", run: surplus };

fn usage<'a>(context: &Context<'a>) -> Option<&'a ElectionUsage> {
    context.library.usage(context.dossier).election.as_ref()
}

/// The base according to the usage of the dossier's organisation.
pub(crate) fn of(context: &Context<'_>) -> Majority {
    context.library.usage(context.dossier).majority(context.dossier)
}

/// The derivation of the number: `48 được triệu tập, trừ 2 (được miễn sinh hoạt)`.
fn reckoned(context: &Context<'_>) -> String {
    let Some(attendance) = &context.dossier.attendance else { return String::new() };
    let called = count(attendance.entitled.as_ref()).unwrap_or(Number::ZERO);
    let deducted = attendance.deducted.iter().filter_map(|deducted| {
        let reason = deducted.reason.as_deref().map(|reason| format!(" ({reason})"));
        Some(format!(", trừ {}{}", count(deducted.count.as_ref())?, reason.unwrap_or_default()))
    });
    format!("{called} được triệu tập{}", deducted.collect::<String>())
}

/// Reports votes stated as parts of another number than the rule's, and a congress that voted
/// while this number is unknown.
fn base(context: &Context<'_>, found: &mut Findings) {
    let Majority::Members(members) = of(context) else { return };
    let citation = usage(context).map(|usage| usage.source.clone());
    let attendance = Path::root().key("attendance");
    let mut told = Vec::new();
    for (path, election) in elections(context.dossier).filter(|(_, e)| !is_appointed(e)) {
        for (key, people) in [("candidates", &election.candidates), ("members", &election.members)]
        {
            for (i, person) in people.iter().enumerate() {
                let votes = person.votes.as_ref().and_then(|votes| votes.value.as_ref());
                let Some(votes) = votes else { continue };
                let at = path.key(key).index(i).key("votes");
                told.push((at, body(election), Quantity::ratio(votes).map(|(_, whole)| whole)));
            }
        }
    }
    let Some(members) = members else {
        if let Some((at, ..)) = told.first() {
            let message = "Chưa tính được quá nửa: chưa có số được triệu tập có quyền biểu quyết";
            let mut finding = BASE
                .broken_at(attendance.key("entitled"), message)
                .with_severity(Severity::Note)
                .with_related(at.clone(), "số phiếu")
                .with_hint("ghi entitled, và deducted nếu có người không tính khi kiểm phiếu");
            finding.citation = citation;
            found.add(finding);
        }
        return;
    };
    for (at, body, whole) in told {
        let Some(whole) = whole.filter(|whole| *whole != members) else { continue };
        let message = format!("{body}: số phiếu ghi trên {whole}, số để tính quá nửa là {members}");
        let mut finding = BASE
            .broken_at(at, message)
            .with_related(attendance.key("entitled"), reckoned(context))
            .with_hint(format!("ghi số phiếu trên {members}, hoặc sửa entitled, deducted"));
        finding.citation.clone_from(&citation);
        found.add(finding);
    }
}

/// If the rule requires a choice, there are more candidates for a committee than seats.
fn surplus(context: &Context<'_>, found: &mut Findings) {
    let Some(usage) = usage(context).filter(|usage| usage.must_outnumber_seats) else { return };
    for (path, election) in elections(context.dossier).filter(|(_, e)| !is_appointed(e)) {
        let of = fold(election.body.as_deref().unwrap_or_default());
        let committee =
            ["chi ủy", "chi uỷ", "ban chấp hành", "đảng ủy", "đảng uỷ", "ban thường vụ"];
        if !committee.iter().any(|name| of.starts_with(name)) || election.candidates.is_empty() {
            continue;
        }
        let Some(seats) = count(election.seats.as_ref()) else { continue };
        let names = Number::from(election.candidates.len() as u64);
        if names <= seats {
            let message = format!(
                "{}: danh sách bầu cử {names} người, bầu {seats}: phải có số dư",
                body(election)
            );
            let mut finding = SURPLUS
                .broken_at(path.key("candidates"), message)
                .with_related(path.key("seats"), "số lượng bầu")
                .with_hint("bổ sung danh sách bầu cử; đã ghi đủ thì sửa seats");
            finding.citation = Some(usage.source.clone());
            found.add(finding);
        }
    }
}
