//! Abolished bodies and places: BC094. The list with dates is data of [`crate::law`].

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Level, Organization, UnitType};
use crate::source::{Path, Segment};
use crate::vietnamese::Day;

use crate::check::awards::list::awards;
use crate::check::time::moment::made;
use crate::check::{Context, Findings, Rule};

pub(crate) const ABOLISHED: Rule =
    Rule { code: Code::ENDED_BODY, severity: Severity::Note, citation: "", run: abolished };

/// Local government has had two levels since this day.
const REORGANIZED: Day = Day::new(2025, 7, 1);

/// An abolished body named as if it still existed.
struct Named<'a> {
    path: &'a Path,
    span: Range<usize>,
    body: &'a str,
    since: Day,
    now: Option<&'a str>,
    severity: Severity,
}

/// One finding for all bodies abolished on one day. Earlier documents and names are left
/// alone.
fn abolished(context: &Context<'_>, found: &mut Findings) {
    let Some(day) = made(context).earliest else { return };
    if day >= REORGANIZED {
        found.extend(ended(&context.dossier.organization));
    }
    let mut named = named(context, day);
    named.sort_by_key(|one| (one.severity, one.since));
    for same in named.chunk_by(|a, b| (a.severity, a.since) == (b.severity, b.since)) {
        found.extend(finding(same));
    }
}

fn named<'a>(context: &'a Context<'_>, day: Day) -> Vec<Named<'a>> {
    let bodies = &context.library.law().bodies;
    let mut named: Vec<Named<'_>> = Vec::new();
    for writing in context.writings().filter(|w| !historic(&w.path)) {
        let severity = match is_of_today(&writing.path) {
            true => Severity::Warning,
            false => Severity::Note,
        };
        for ended in bodies.ended_in(writing.words(), day) {
            let body = writing.text.get(ended.span.clone()).unwrap_or_default();
            let known = |one: &Named<'_>| one.body.to_lowercase() == body.to_lowercase();
            let given = given_before(context, &writing.path, ended.since);
            if !given && !named.iter().any(known) {
                let (path, span) = (&writing.path, ended.span);
                named.push(Named {
                    path,
                    span,
                    body,
                    since: ended.since,
                    now: ended.now,
                    severity,
                });
            }
        }
    }
    named
}

/// One finding for bodies abolished on the same day.
fn finding(same: &[Named<'_>]) -> Option<Diagnostic> {
    let (first, others) = same.split_first()?;
    let bodies: Vec<String> = same.iter().map(|one| format!("“{}”", one.body)).collect();
    let message = format!("Từ ngày {} không còn {}", first.since.short(), bodies.join(", "));
    let now: Vec<&str> = first.now.into_iter().filter(|_| others.is_empty()).collect();
    let now = now.first().map(|now| format!("nay là {now}; ")).unwrap_or_default();
    let hint = match first.severity {
        Severity::Note => format!(
            "{now}nói về trước ngày ấy thì thêm “nguyên”, “trước đây” hoặc “(cũ)”; còn lại thì ghi tên hiện nay"
        ),
        _ => format!("{now}ghi tên hiện nay"),
    };
    let mut finding = ABOLISHED
        .broken_at(first.path.clone(), message)
        .with_severity(first.severity)
        .with_span(first.span.clone())
        .with_hint(hint);
    for other in others {
        finding = finding.with_related(other.path.clone(), "cũng nhắc ở đây");
    }
    Some(finding)
}

/// A union of a kind abolished together with the bodies it belonged to.
fn ended(own: &Organization) -> Option<Diagnostic> {
    let at = Path::root().key("organization");
    let (key, kind) = match own {
        Organization { unit_type: Some(UnitType::Administration), .. } => {
            ("unit_type", "công đoàn trong cơ quan hành chính")
        }
        Organization { level: Some(Level::District), .. } => ("level", "công đoàn cấp huyện"),
        _ => return None,
    };
    Some(
        ABOLISHED
            .broken_at(at.key(key), format!("Từ năm 2025 {kind} đã kết thúc hoạt động"))
            .with_hint(
                "sửa loại hình, cấp công đoàn nếu hồ sơ làm từ hồ sơ cũ; đúng thì giữ nguyên",
            ),
    )
}

/// Fields about the past: former names, cited documents, places of origin.
fn historic(path: &Path) -> bool {
    const PAST: [&str; 7] =
        ["former_names", "successor_of", "decision", "cited", "bases", "requested_by", "hometown"];
    path.keys().any(|key| PAST.contains(&key))
}

/// Fields that can only be about the present: recipients of the paper, the superior.
fn is_of_today(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(
        keys[..],
        ["papers", _, "recipients" | "addressee"]
            | ["organization", "parent" | "party_lead" | "locality", ..]
    )
}

/// Whether a text belongs to an award given before a day.
fn given_before(context: &Context<'_>, path: &Path, since: Day) -> bool {
    let within = |whole: &[Segment]| path.segments().starts_with(whole);
    let award = awards(context.dossier).find(|(at, _)| within(at.segments()));
    award.is_some_and(|(_, award)| {
        let decided = award.decision.as_ref().and_then(|d| d.date?.earliest());
        let year = award.year.map(|year| Day::new(year.0, 1, 1));
        decided.or(year).is_some_and(|given| given < since)
    })
}
