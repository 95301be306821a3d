//! The meeting that considers awards (họp xét khen thưởng): BC330, BC331.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{AwardReview, Person, Quantity};
use crate::source::Path;
use crate::vietnamese::{Day, Number, PartialDate, fold};

use super::list::awards;
use crate::check::{Context, Findings, Rule};

pub(crate) const MEMBERS: Rule =
    Rule { code: Code::AWARD_REVIEW, severity: Severity::Error, citation: "", run: members };

pub(crate) const IN_ORDER: Rule =
    Rule { code: Code::AWARD_DATES, severity: Severity::Error, citation: "", run: in_order };

/// Absent persons are members other than the chair; the number of votes doesn't exceed those
/// present.
fn members(context: &Context<'_>, found: &mut Findings) {
    let Some(review) = &context.dossier.award_review else { return };
    let at = Path::root().key("award_review");
    let named = |person: &Person| person.name.as_deref().map(fold);
    for (i, absent) in review.absences.iter().enumerate() {
        let Some(name) = named(absent) else { continue };
        let path = at.key("absences").index(i);
        let shown = absent.name.as_deref().unwrap_or_default();
        if review.chair.as_deref().map(fold).as_ref() == Some(&name) {
            let message = format!("{shown} chủ trì cuộc họp mà lại ghi vắng");
            let finding = MEMBERS.broken_at(path, message).with_related(at.key("chair"), "chủ trì");
            found.add(finding.with_hint("sửa người chủ trì, hoặc xóa ở người vắng"));
        } else if !review.members.is_empty()
            && !review.members.iter().any(|member| named(member).as_ref() == Some(&name))
        {
            let message = format!("{shown} vắng mà không có trong danh sách thành viên");
            let finding = MEMBERS.broken_at(path, message);
            let finding = finding.with_related(at.key("members"), "thành viên");
            found.add(finding.with_hint("thành viên ghi đủ cả người vắng; sửa họ tên cho khớp"));
        }
    }
    votes(context, review, found);
}

fn votes(context: &Context<'_>, review: &AwardReview, found: &mut Findings) {
    let all = review.members.len() as u64;
    let present = all.saturating_sub(review.absences.len() as u64);
    let mut look = |path: Path, votes: &Option<Quantity>| {
        let Some((part, whole)) = votes.as_ref().and_then(Quantity::ratio) else { return };
        let is_of = |count: u64| whole == Number::from(count);
        if part > whole {
            let message = format!("{part} người nhất trí trên {whole} người");
            found.add(MEMBERS.broken_at(path, message).with_hint("ghi số nhất trí trên số có mặt"));
        } else if all > 0 && !is_of(all) && !is_of(present) {
            let message = format!(
                "Biểu quyết trên {whole} người, cuộc họp có mặt {present}/{all} thành viên"
            );
            found.add(
                MEMBERS
                    .broken_at(path, message)
                    .with_related(Path::root().key("award_review").key("members"), "thành viên")
                    .with_hint("sửa số biểu quyết, hoặc bổ sung thành viên, người vắng"),
            );
        }
    };
    for (path, award) in awards(context.dossier) {
        look(path.key("votes"), &award.votes);
        for (i, recipient) in award.recipients_list.iter().enumerate() {
            look(path.key("recipients_list").index(i).key("votes"), &recipient.votes);
        }
    }
}

/// The order of dates: the review meeting, the decision, the meeting at which awards are
/// presented.
fn in_order(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(envelope) = dossier.papers.get("award_decision") else { return };
    let Some(decided) = envelope.date.and_then(PartialDate::whole) else { return };
    let path = Path::root().key("papers").key("award_decision").key("date");
    let shown = |day: Day| format!("{:02}/{:02}/{}", day.day, day.month, day.year);
    let review = dossier.award_review.as_ref().and_then(|review| review.date);
    if let Some(met) = review.and_then(|date| date.first().whole()).filter(|met| *met > decided) {
        let message = format!(
            "Quyết định khen thưởng ngày {}, trước cuộc họp xét ngày {}",
            shown(decided),
            shown(met)
        );
        let at = Path::root().key("award_review").key("date");
        let finding = IN_ORDER.broken_at(path.clone(), message).with_related(at, "cuộc họp xét");
        found.add(finding.with_hint("sửa ngày quyết định hoặc ngày họp xét"));
    }
    let event = dossier.event.as_ref().and_then(|event| event.date);
    if let Some(held) = event.and_then(|date| date.last().whole()).filter(|held| decided > *held) {
        let message = format!(
            "Quyết định khen thưởng ngày {}, sau hội nghị ngày {}",
            shown(decided),
            shown(held)
        );
        let at = Path::root().key("event").key("date");
        found.add(
            IN_ORDER
                .broken_at(path, message)
                .with_severity(Severity::Warning)
                .with_related(at, "hội nghị")
                .with_hint(
                    "giấy khen trao tại hội nghị thì quyết định có trước; sửa ngày nếu gõ nhầm",
                ),
        );
    }
}
