//! Bodies that ended in the reorganisation of 2025.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Level, Organization, UnitType};
use crate::source::{Path, Segment};
use crate::vietnamese::Day;

use crate::check::{Context, Findings, Rule};

pub(crate) const ABOLISHED: Rule =
    Rule { code: Code::ENDED_BODY, severity: Severity::Note, citation: "", run: abolished };

/// From this day on there are two levels of local government and 34 provinces.
pub(crate) const REORGANIZED: Day = Day::new(2025, 7, 1);

/// One note for all the bodies of the past that a paper names as if they still
/// were. What earlier documents and names say of their time stays.
fn abolished(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let dates: Vec<Day> =
        context.papers.iter().filter_map(|p| p.date(dossier)?.earliest()).collect();
    let year = dossier.period.as_ref().and_then(|p| p.year).map(|y| Day::new(y.first, 1, 1));
    let made = dates.into_iter().max().or(year);
    if made.is_none_or(|day| day < REORGANIZED) {
        return;
    }
    found.extend(ended(&dossier.organization));
    let mut named: Vec<(&Path, std::ops::Range<usize>, &str)> = Vec::new();
    for (writing, scan) in context.scans().filter(|(w, _)| !historic(&w.path)) {
        for span in &scan.ended_bodies {
            let body = writing.text.get(span.clone()).unwrap_or_default();
            if !named.iter().any(|(.., known)| known.to_lowercase() == body.to_lowercase()) {
                named.push((&writing.path, span.clone(), body));
            }
        }
    }
    let Some(((path, span, _), others)) = named.split_first() else { return };
    let bodies: Vec<String> = named.iter().map(|(.., body)| format!("“{body}”")).collect();
    let mut note = ABOLISHED.broken_at(
        (*path).clone(),
        format!("Từ ngày 01/7/2025 không còn {}", bodies.join(", ")),
    )
    .with_span(span.clone())
    .with_hint("nói về trước ngày ấy thì thêm “nguyên”, “trước đây” hoặc “(cũ)”; còn lại thì ghi tên hiện nay");
    for (path, ..) in others {
        note = note.with_related((*path).clone(), "cũng nhắc ở đây");
    }
    found.add(note);
}

/// A union of a kind that ended with the bodies it was in.
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

/// Where a text tells of the past: former names, documents as they are cited.
fn historic(path: &Path) -> bool {
    let past = ["former_names", "successor_of", "decision", "cited", "bases", "requested_by"];
    path.segments().iter().any(|s| matches!(s, Segment::Key(key) if past.contains(&key.as_str())))
}
