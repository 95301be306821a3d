//! Dates of papers against the meeting they belong to: BC068.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Stage};
use crate::paper::{Paper, PaperKind, Phase};
use crate::source::Path;
use crate::vietnamese::{MeetingTime, PartialDate};

use crate::check::{Context, Findings, Rule};

pub(crate) const AROUND_MEETING: Rule = Rule {
    code: Code::DAY_OF_MEETING,
    severity: Severity::Warning,
    citation: "",
    run: around_meeting,
};

fn around_meeting(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    for paper in context.papers {
        let own = paper.envelope(dossier).date;
        let (Some(made), Some((at, called, met))) = (own, meeting(dossier, paper)) else {
            continue;
        };
        let path = Path::root().key("papers").key(paper.id.as_str()).key("date");
        let told = match stage(dossier, paper) {
            Some(Stage::Before) if is_before(met.last(), made) => "sau",
            Some(Stage::After) if is_before(made, met.last()) => "trước",
            _ => continue,
        };
        let role = if told == "sau" { "đọc tại" } else { "làm sau" };
        let (title, made, met) = (&paper.title, made.sentence(), met.sentence());
        let message = format!("{title} {made}, {told} {called} {met}; văn bản này {role} {called}");
        found.add(
            AROUND_MEETING
                .broken_at(path, message)
                .with_related(at, format!("ngày {called}"))
                .with_hint("sửa một trong hai ngày, hoặc sửa stage của văn bản"),
        );
    }
}

/// The meeting at or after which a paper is made: the path of its date, and its name.
fn meeting(dossier: &Dossier, paper: &Paper) -> Option<(Path, &'static str, MeetingTime)> {
    let root = Path::root();
    if paper.kinds.contains(&PaperKind::Congress) {
        let date = dossier.congress.as_ref()?.date?;
        return Some((root.key("congress").key("date"), "Đại hội", date));
    }
    let date = dossier.event.as_ref()?.date?;
    Some((root.key("event").key("date"), "Hội nghị", date))
}

/// The phase of a paper: as stated in the dossier; else a congress adopts the resolution, and
/// papers that can't report on the congress were read there.
fn stage(dossier: &Dossier, paper: &Paper) -> Option<Stage> {
    let congress = paper.kinds.contains(&PaperKind::Congress);
    let own = paper.envelope(dossier).stage;
    own.or_else(|| {
        let after = paper.dated_by_event || paper.phase == Phase::After;
        congress.then_some(if after { Stage::After } else { Stage::Before })
    })
}

/// Whether a date is certainly before another.
fn is_before(one: PartialDate, other: PartialDate) -> bool {
    one.latest().zip(other.earliest()).is_some_and(|(one, other)| one < other)
}
