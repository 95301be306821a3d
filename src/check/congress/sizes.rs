//! Sizes of a congress and the elected bodies against the [limits](crate::law) of their time:
//! BC053, BC054, BC060, BC061. Each hint names the limit's source.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{AttendedBy, Congress, Dossier, ElectedBody, Level, MeetingType};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{called, present};
use super::elections::{elected, elected_path, elections_of, is_appointed};
use super::rounds::{rounds_after, rounds_before};
use crate::check::figures::arithmetic::value;
use crate::check::{Context, Findings, Rule};
use crate::law::{CongressLimits, Limit, Part, SizeStep, Subject};

pub(crate) const FORM: Rule =
    Rule { code: Code::CONGRESS_FORM, severity: Severity::Warning, citation: "", run: form };

pub(crate) const QUORUM: Rule = Rule {
    code: Code::QUORUM,
    severity: Severity::Warning,
    citation: "Điều lệ Công đoàn Việt Nam",
    run: quorum,
};

pub(crate) const BODIES: Rule =
    Rule { code: Code::BODY_SIZE, severity: Severity::Warning, citation: "", run: bodies };

pub(crate) const COMMITTEE: Rule =
    Rule { code: Code::COMMITTEE_SIZE, severity: Severity::Warning, citation: "", run: committee };

/// A congress, excluding a conference in its place.
fn congress(dossier: &Dossier) -> Option<&Congress> {
    let proper = |c: &&Congress| matches!(c.r#type, None | Some(MeetingType::Congress));
    dossier.congress.as_ref().filter(proper)
}

/// [`congress`] of a base union (công đoàn cơ sở).
fn base_congress(dossier: &Dossier) -> Option<&Congress> {
    congress(dossier).filter(|_| dossier.organization.level == Some(Level::Base))
}

/// The limits set by regulations.
pub(crate) fn limits<'a>(context: &Context<'a>) -> &'a CongressLimits {
    &context.library.law().congress
}

/// The limit that was certainly in force on the date of a congress.
pub(crate) fn in_force<'a, T>(limits: &'a [Limit<T>], congress: &Congress) -> Option<&'a Limit<T>> {
    let date = congress.date?.first();
    Limit::in_force(limits, (date.earliest()?, date.latest()?))
}

/// The article of the statutes to cite on the date of the congress.
pub(crate) fn article(context: &Context<'_>, subject: Subject) -> Option<String> {
    let day = context.dossier.congress.as_ref().and_then(|c| c.date?.first().earliest());
    limits(context).article(day, subject)
}

/// Whether a number exceeds another by at most this percentage.
fn within(number: Number, most: u32, more: u32) -> bool {
    let hundredths = number.checked_mul(100_u32.into());
    hundredths.is_some_and(|number| number <= (u64::from(most) * u64::from(100 + more)).into())
}

fn members(dossier: &Dossier) -> Option<Number> {
    dossier.membership.members.as_ref().and_then(|members| value(members))
}

fn form(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(congress) = base_congress(dossier) else { return };
    let (Some(form), Some(members)) = (congress.attended_by, members(dossier)) else { return };
    let Some(limit) = in_force(&limits(context).delegates_from, congress) else { return };
    let (from, source) = (limit.is, &limit.named);
    let hint = match form {
        AttendedBy::Everyone if members >= from.into() => {
            format!("từ {from} đoàn viên trở lên họp đại hội đại biểu ({source})")
        }
        AttendedBy::Delegates if members < from.into() => format!(
            "dưới {from} đoàn viên họp đại hội toàn thể ({source}); công đoàn cấp trên đã đồng ý thì để nguyên"
        ),
        _ => return,
    };
    found.add(
        FORM.broken_at(
            Path::root().key("congress").key("attended_by"),
            format!("Đại hội {} mà có {members} đoàn viên", form.word()),
        )
        .with_related(Path::root().key("membership").key("members"), "số đoàn viên")
        .with_hint(hint),
    );
}

fn quorum(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(congress) = congress(dossier) else { return };
    let (Some(present), Some(called)) = (present(dossier), called(dossier)) else { return };
    let Some(limit) = in_force(&limits(context).quorum, congress) else { return };
    let Part { part, of: whole } = limit.is;
    let (came, due) = (present.checked_mul(whole.into()), called.checked_mul(part.into()));
    if came.zip(due).is_some_and(|(came, due)| came < due) {
        found.add(
            QUORUM
                .broken_at(
                    Path::root().key("attendance").key("present"),
                    format!("Có mặt {present}/{called}, chưa đủ {part}/{whole} số được triệu tập"),
                )
                .with_citation(article(context, Subject::Congress))
                .with_hint(format!(
                    "đại hội họp khi có mặt từ {part}/{whole} trở lên; kiểm tra hai số"
                )),
        );
    }
}

/// The number elected to a body in all rounds, and where it is stated.
fn sizes(dossier: &Dossier, body: ElectedBody) -> impl Iterator<Item = (Path, Number)> {
    elections_of(dossier, body)
        .filter(|(_, e)| !is_appointed(e) && rounds_before(dossier, e).next().is_none())
        .filter_map(|(path, e)| {
            let size = rounds_after(dossier, e)
                .try_fold(elected(e)?, |sum, (_, later)| sum.checked_add(elected(later)?))?;
            Some((elected_path(&path, e), size))
        })
}

fn committee(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(congress) = base_congress(dossier) else { return };
    let limits = limits(context);
    let limit = in_force(&limits.committee_sizes, congress);
    let (Some(limit), Some(members)) = (limit, members(dossier)) else { return };
    let Some(SizeStep { below, most }) = SizeStep::of(&limit.is, members) else { return };
    for (path, size) in sizes(dossier, ElectedBody::Committee).filter(|(_, n)| *n > (*most).into())
    {
        let group = below.map(|below| format!("dưới {} đoàn viên: ", Number::from(below)));
        let group = group.unwrap_or_default();
        // The excess permitted with the superior's consent.
        let more = limits.more_with_consent;
        let consented = within(size, *most, more);
        let (severity, consent) = match consented {
            true => (Severity::Note, format!("; cấp trên đồng ý thì được thêm đến {more}%")),
            false => (COMMITTEE.severity, String::new()),
        };
        found.add(
            COMMITTEE
                .broken_at(
                    path,
                    format!("Ban Chấp hành {size} người, mà công đoàn có {members} đoàn viên"),
                )
                .with_related(Path::root().key("membership").key("members"), "số đoàn viên")
                .with_severity(severity)
                .with_hint(format!("{group}không quá {most} người ({}){consent}", limit.named)),
        );
    }
}

fn bodies(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    one_chair(dossier, found);
    let Some(congress) = base_congress(dossier) else { return };
    let Some(limit) = in_force(&limits(context).bodies, congress) else { return };
    let (limit, source) = (&limit.is, &limit.named);
    for (path, size) in sizes(dossier, ElectedBody::Inspectors) {
        let Some(most) = limit.inspectors else { break };
        if size > most.into() {
            found.add(
                BODIES
                    .broken_at(path, format!("Ủy ban Kiểm tra {size} người, nhiều hơn {most}"))
                    .with_hint(format!("công đoàn cơ sở: không quá {most} người ({source})")),
            );
        }
    }
    let Some((committee, whole)) = sizes(dossier, ElectedBody::Committee).next() else { return };
    let has_standing = dossier.organization.has_standing_committee.is_some_and(|f| f.0);
    if has_standing && whole < limit.standing_from.into() {
        found.add(
            BODIES
                .broken_at(
                    Path::root().key("organization").key("has_standing_committee"),
                    format!("Có Ban Thường vụ, mà Ban Chấp hành chỉ có {whole} người"),
                )
                .with_related(committee.clone(), "bầu Ban Chấp hành")
                .with_hint(format!(
                    "Ban Chấp hành từ {} người trở lên mới bầu Ban Thường vụ ({source})",
                    limit.standing_from
                )),
        );
    }
    for (path, size) in sizes(dossier, ElectedBody::StandingCommittee) {
        let times = size.checked_mul(limit.standing_share.into());
        if times.is_some_and(|times| times > whole) {
            found.add(
                BODIES.broken_at(
                    path,
                    format!(
                        "Ban Thường vụ {size} người, quá 1/{} của {whole} ủy viên Ban Chấp hành",
                        limit.standing_share
                    ),
                )
                .with_related(committee.clone(), "bầu Ban Chấp hành")
                .with_hint(format!(
                    "không quá 1/{} số ủy viên Ban Chấp hành ({source})",
                    limit.standing_share
                )),
            );
        }
    }
}

/// A committee has one chair, whatever its size.
fn one_chair(dossier: &Dossier, found: &mut Findings) {
    for (path, election) in elections_of(dossier, ElectedBody::Committee) {
        let is_chair = |post: &str| post.trim().to_lowercase() == "chủ tịch";
        let mut chairs = election
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.post.as_deref().is_some_and(is_chair));
        let Some((first, _)) = chairs.next() else { continue };
        for (i, _) in chairs {
            let at = |i: usize| path.key("members").index(i).key("post");
            found.add(
                BODIES
                    .broken_at(at(i), "Ban Chấp hành có hai Chủ tịch")
                    .with_related(at(first), "Chủ tịch")
                    .with_hint("sửa chức danh của một người, ví dụ Phó Chủ tịch"),
            );
        }
    }
}
