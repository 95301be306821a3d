//! Delegates: sums (BC302), and their permitted number (BC303).

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Allotment, Count, DelegateGroup, Delegates, Dossier, Level, Quantity};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{called, count, present};
use super::sizes::{in_force, limits as known};
use crate::check::figures::arithmetic::{plain, sum, terms, value};
use crate::check::{Context, Findings, Rule};
use crate::law::SizeStep;

pub(crate) const SUMS: Rule =
    Rule { code: Code::DELEGATE_SUMS, severity: Severity::Error, citation: "", run: sums };

pub(crate) const LIMITS: Rule =
    Rule { code: Code::DELEGATE_LIMITS, severity: Severity::Warning, citation: "", run: limits };

fn root() -> Path {
    Path::root().key("delegates")
}

fn call() -> Path {
    Path::root().key("attendance").key("called")
}

fn sums(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    if let Some(delegates) = &dossier.delegates {
        found.extend(by_kind(dossier, delegates));
        found.extend(ages(delegates));
        found.extend(too_many_listed(dossier, delegates));
        for (i, group) in delegates.groups.iter().enumerate() {
            found.extend(grouped(dossier, &root().key("groups").index(i), group));
        }
    }
    allotted(dossier, found);
}

/// Those summoned are the delegates ex officio, elected and appointed.
fn by_kind(dossier: &Dossier, delegates: &Delegates) -> Option<Diagnostic> {
    let called = called(dossier)?;
    let all = [&delegates.ex_officio, &delegates.elected, &delegates.appointed];
    let told: Vec<Number> = all.into_iter().filter_map(|q| count(q.as_ref())).collect();
    let total = sum(&told)?;
    // A missing number may account for the difference.
    let wrong = if told.len() == all.len() { total != called } else { total > called };
    let message =
        format!("Đại biểu: {} = {total}, không phải {called} được triệu tập", terms(&told));
    let finding = SUMS
        .broken_at(root().key("elected"), message)
        .with_related(call(), "được triệu tập")
        .with_hint("đương nhiên + được bầu + chỉ định = được triệu tập; sửa một trong các số");
    wrong.then_some(finding)
}

/// A list longer than the number summoned is wrong; a shorter one may be incomplete.
fn too_many_listed(dossier: &Dossier, delegates: &Delegates) -> Option<Diagnostic> {
    let listed = Number::from(u64::try_from(delegates.list.len()).ok()?);
    let called = called(dossier).filter(|called| listed > *called)?;
    let message = format!("Danh sách đại biểu {listed} người, nhiều hơn {called} được triệu tập");
    let finding =
        SUMS.broken_at(root().key("list"), message).with_related(call(), "được triệu tập");
    Some(finding.with_hint("bỏ người ghi hai lần, hoặc sửa số được triệu tập"))
}

/// The parts of a group don't exceed those present, and add up to them if the group is
/// complete.
fn grouped(dossier: &Dossier, at: &Path, group: &DelegateGroup) -> Option<Diagnostic> {
    let present = present(dossier)?;
    let title = group.title.as_deref().unwrap_or("Cơ cấu đại biểu");
    let there = Path::root().key("attendance").key("present");
    let over = group.parts.iter().find_map(|(label, part)| {
        let part = count(part.as_ref()).filter(|n| *n > present)?;
        Some((label, part))
    });
    if let Some((label, part)) = over {
        let message = format!("{title}: {label} {part}, nhiều hơn {present} đại biểu có mặt");
        let finding = SUMS.broken_at(at.key("parts").key(label), message);
        return Some(finding.with_related(there, "có mặt").with_hint("sửa một trong hai số"));
    }
    let parts: Option<Vec<Number>> = group.parts.iter().map(|(_, q)| count(q.as_ref())).collect();
    let parts = parts.filter(|parts| !parts.is_empty() && group.complete.is_some_and(|f| f.0))?;
    let total = sum(&parts).filter(|total| *total != present)?;
    let message = format!("{title}: {} = {total}, không phải {present} có mặt", terms(&parts));
    let finding = SUMS.broken_at(at.key("parts"), message).with_related(there, "có mặt");
    Some(finding.with_hint("sửa một trong các số; các nhóm chồng lên nhau thì bỏ complete"))
}

/// The oldest isn't younger than the average, nor the youngest older.
fn ages(delegates: &Delegates) -> Option<Diagnostic> {
    let age = |q: &Option<Quantity>| q.as_ref().and_then(plain);
    let (oldest, average, youngest) =
        (age(&delegates.oldest), age(&delegates.average_age), age(&delegates.youngest));
    let pairs = [
        (youngest, "youngest", "trẻ tuổi nhất", average, "average_age", "tuổi bình quân"),
        (average, "average_age", "tuổi bình quân", oldest, "oldest", "cao tuổi nhất"),
        (youngest, "youngest", "trẻ tuổi nhất", oldest, "oldest", "cao tuổi nhất"),
    ];
    pairs.into_iter().find_map(|(less, key, what, more, other, whole)| {
        let (less, more) = (less?, more?);
        let message = format!("Đại biểu: {what} {less}, lớn hơn {whole} {more}");
        let finding = SUMS.broken_at(root().key(key), message);
        (less > more).then(|| {
            finding
                .with_related(root().key(other), whole.to_owned())
                .with_hint("sửa một trong hai số")
        })
    })
}

/// A column of the table of delegates per unit.
type Column = fn(&Allotment) -> Option<Count>;

/// The units' delegates add up to those of the congress: the plan prints the sums.
fn allotted(dossier: &Dossier, found: &mut Findings) {
    let Some(plan) = dossier.congress_plan.as_ref().filter(|plan| !plan.allocation.is_empty())
    else {
        return;
    };
    let at = Path::root().key("congress_plan").key("allocation");
    let total = |columns: &[Column]| -> Number {
        let counts = plan.allocation.iter().flat_map(|row| columns.iter().map(move |c| c(row)));
        Number::from(counts.flatten().map(|count| u64::from(count.0)).sum::<u64>())
    };
    let by_kind = dossier.delegates.as_ref();
    let told = |part: fn(&Delegates) -> &Option<Quantity>| count(part(by_kind?).as_ref());
    let (ex_officio, elected, appointed): (Column, Column, Column) =
        (|a| a.ex_officio, |a| a.elected, |a| a.appointed);
    let all: [Column; 3] = [ex_officio, elected, appointed];
    let kinds = [
        ("được bầu", total(&[elected]), told(|d| &d.elected), root().key("elected")),
        ("đương nhiên", total(&[ex_officio]), told(|d| &d.ex_officio), root().key("ex_officio")),
        ("chỉ định", total(&[appointed]), told(|d| &d.appointed), root().key("appointed")),
        ("được triệu tập", total(&all), called(dossier), call()),
    ];
    for (kind, sum, due, there) in kinds {
        let Some(due) = due.filter(|due| *due != sum && !sum.is_zero()) else { continue };
        let message = format!("Bảng phân bổ cộng {sum} đại biểu, mà {kind} là {due}");
        found.add(
            SUMS.broken_at(at.clone(), message)
                .with_severity(Severity::Warning)
                .with_related(there, kind.to_owned())
                .with_hint("sửa bảng phân bổ, hoặc số đại biểu"),
        );
        return;
    }
}

fn limits(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let (Some(congress), Some(called)) = (&dossier.congress, called(dossier)) else { return };
    let share = |part: Number, of_hundred: u32| {
        let (part, most) =
            (part.checked_mul(100_u32.into()), called.checked_mul(of_hundred.into()));
        part.zip(most).is_some_and(|(part, most)| part > most)
    };
    let appointed = dossier.delegates.as_ref().and_then(|d| count(d.appointed.as_ref()));
    if let (Some(appointed), Some(limit)) =
        (appointed, in_force(&known(context).appointed_share, congress))
        && share(appointed, limit.is)
    {
        let (most, source) = (limit.is, &limit.named);
        let message =
            format!("Đại biểu chỉ định {appointed}/{called}, quá {most}% số được triệu tập");
        found.add(
            LIMITS
                .broken_at(root().key("appointed"), message)
                .with_related(call(), "được triệu tập")
                .with_hint(format!("đại biểu chỉ định không quá {most}% ({source})")),
        );
    }
    if dossier.organization.level != Some(Level::Base) {
        return;
    }
    let guests = dossier.congress_plan.as_ref().and_then(|p| count(p.guests.as_ref()));
    if let (Some(guests), Some(limit)) = (guests, in_force(&known(context).guest_share, congress))
        && share(guests, limit.is)
    {
        let (most, source) = (limit.is, &limit.named);
        found.add(
            LIMITS
                .broken_at(
                    Path::root().key("congress_plan").key("guests"),
                    format!("Khách mời {guests}, quá {most}% của {called} đại biểu"),
                )
                .with_related(call(), "được triệu tập")
                .with_hint(format!("công đoàn cơ sở mời không quá {most}% số đại biểu ({source})")),
        );
    }
    found.extend(number_of_delegates(context, called));
}

/// The delegates of a base union: at most a given number, and at least half of it.
fn number_of_delegates(context: &Context<'_>, called: Number) -> Option<Diagnostic> {
    let dossier = context.dossier;
    let congress = dossier.congress.as_ref()?;
    let delegates = congress.attended_by == Some(crate::dossier::AttendedBy::Delegates);
    let limit = in_force(&known(context).delegate_numbers, congress).filter(|_| delegates)?;
    let members = dossier.membership.members.as_ref().and_then(|figure| value(figure))?;
    let SizeStep { most, .. } = SizeStep::of(&limit.is, members)?;
    let (most, source) = (Number::from(*most), &limit.named);
    let half = most.checked_div(Number::from(2_u32), 0)?;
    let (message, hint) = match () {
        () if called > most => (
            format!("Triệu tập {called} đại biểu, quá {most}"),
            format!("không quá {most} đại biểu ({source}); cấp trên đã đồng ý thêm thì để nguyên"),
        ),
        () if called < half => (
            format!("Triệu tập {called} đại biểu, chưa bằng một nửa của {most}"),
            format!(
                "ít nhất một nửa số tối đa {most} ({source}); cấp trên đã đồng ý thì để nguyên"
            ),
        ),
        () => return None,
    };
    let members = (Path::root().key("membership").key("members"), format!("{members} đoàn viên"));
    Some(LIMITS.broken_at(call(), message).with_related(members.0, members.1).with_hint(hint))
}
