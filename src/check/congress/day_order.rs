//! The order of dates from the superior's consent to the request for recognition: BC309; and
//! the deadline of that request: BC296.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Dossier;
use crate::paper::Paper;
use crate::source::Path;
use crate::vietnamese::{Day, HourOfDay, MeetingTime, PartialDate, working_days_after};

use super::elections::elections;
use super::sizes::limits;
use crate::check::{Context, Findings, Rule};

pub(crate) const IN_ORDER: Rule =
    Rule { code: Code::CONGRESS_DAYS, severity: Severity::Warning, citation: "", run: in_order };

pub(crate) const IN_TIME: Rule = Rule {
    code: Code::RECOGNITION_DEADLINE,
    severity: Severity::Warning,
    citation: "Hướng dẫn 38/HD-TLĐ ngày 27/12/2024, mục 10.4",
    run: in_time,
};

/// The number of working days within which recognition must be requested.
const WORKING_DAYS: u32 = 10;

/// An event with its date and path.
struct Dated {
    what: &'static str,
    at: Path,
    first: PartialDate,
    last: PartialDate,
}

impl Dated {
    fn on(what: &'static str, at: Path, date: PartialDate) -> Dated {
        Dated { what, at, first: date, last: date }
    }

    fn during(what: &'static str, at: Path, time: MeetingTime) -> Dated {
        Dated { what, at, first: time.first(), last: time.last() }
    }
}

fn paper_day(context: &Context<'_>, id: &str) -> Option<(Path, PartialDate)> {
    let named = |paper: &&&Paper| paper.id == id;
    let paper = context.papers.iter().find(named)?;
    let at = Path::root().key("papers").key(id).key("date");
    Some((at, paper.envelope(context.dossier).date?))
}

fn in_order(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let root = Path::root();
    let congress = dossier.congress.as_ref();
    let consent = congress.and_then(|c| c.consent.as_ref()?.date);
    let consent = consent
        .map(|d| Dated::on("cấp trên đồng ý", root.key("congress").key("consent").key("date"), d));
    let held = congress.and_then(|c| c.date);
    let held = held.map(|d| Dated::during("Đại hội", root.key("congress").key("date"), d));
    let meeting = dossier.first_meeting.as_ref().and_then(|m| m.date);
    let meeting = meeting
        .map(|d| Dated::during("Hội nghị lần thứ nhất", root.key("first_meeting").key("date"), d));
    let on =
        |id: &'static str, what| paper_day(context, id).map(|(at, date)| Dated::on(what, at, date));
    let asked = on("recognition_request", "Tờ trình công nhận")
        .or_else(|| on("approval_request", "Tờ trình chuẩn y"));
    let pairs = [
        (&consent, &on("invitation", "Giấy mời")),
        (&consent, &on("summons", "Giấy triệu tập")),
        (&consent, &held),
        (&held, &meeting),
        (&held, &asked),
        (&meeting, &asked),
    ];
    for (one, other) in pairs {
        if let (Some(one), Some(other)) = (one, other) {
            out_of_order(one, other, found);
        }
    }
    steps(dossier, found);
    counted(dossier, found);
    hours(dossier, found);
}

/// Reports an event that certainly begins after one that it must precede. A first meeting may
/// be held during a congress of several days.
fn out_of_order(one: &Dated, other: &Dated, found: &mut Findings) {
    let (ends, begins) = (other.last.latest(), one.first.earliest());
    if ends.zip(begins).is_none_or(|(ends, begins)| ends >= begins) {
        return;
    }
    let message = format!(
        "{} {} trước {} {}",
        other.what,
        other.first.sentence(),
        one.what,
        one.first.sentence()
    );
    found.add(
        IN_ORDER
            .broken_at(other.at.clone(), message)
            .with_related(one.at.clone(), one.what)
            .with_hint("sửa một trong hai ngày"),
    );
}

/// The steps of selecting candidates are in order of date.
fn steps(dossier: &Dossier, found: &mut Findings) {
    let at = Path::root().key("personnel").key("steps");
    let steps = dossier.personnel.iter().flat_map(|p| &p.steps).enumerate();
    let mut before: Option<(usize, PartialDate)> = None;
    for (i, step) in steps {
        let Some(date) = step.date else { continue };
        if let Some((last, earlier)) = before
            && date.latest().zip(earlier.earliest()).is_some_and(|(date, earlier)| date < earlier)
        {
            let message = format!(
                "Quy trình nhân sự: bước {} trước bước {}",
                date.sentence(),
                earlier.sentence()
            );
            found.add(
                IN_ORDER
                    .broken_at(at.index(i).key("date"), message)
                    .with_related(at.index(last).key("date"), "bước trước")
                    .with_hint("sửa một trong hai ngày, hoặc đổi thứ tự các bước"),
            );
        }
        before = Some((i, date));
    }
}

/// Votes are counted on a day of the meeting that voted.
fn counted(dossier: &Dossier, found: &mut Findings) {
    for (path, election) in elections(dossier) {
        let (held, at, what) = match election.is_by_committee() {
            true => (
                dossier.first_meeting.as_ref().and_then(|m| m.date),
                Path::root().key("first_meeting").key("date"),
                "hội nghị",
            ),
            false => (
                dossier.congress.as_ref().and_then(|c| c.date),
                Path::root().key("congress").key("date"),
                "Đại hội",
            ),
        };
        let (Some(counted), Some(held)) = (election.counted_at, held) else { continue };
        let before =
            counted.first().latest().zip(held.first().earliest()).is_some_and(|(c, h)| c < h);
        let after =
            counted.first().earliest().zip(held.last().latest()).is_some_and(|(c, h)| c > h);
        if !before && !after {
            continue;
        }
        let message = format!(
            "Biên bản kiểm phiếu lập {}, mà {what} họp {}",
            counted.first().sentence(),
            held.sentence()
        );
        found.add(
            IN_ORDER
                .broken_at(path.key("counted_at"), message)
                .with_related(at, format!("ngày {what}"))
                .with_hint("sửa một trong hai ngày"),
        );
    }
}

/// A meeting of one day closes after it opens.
fn hours(dossier: &Dossier, found: &mut Findings) {
    let congress = dossier.congress.as_ref().and_then(|c| Some((c.date?, c.closed_at.as_ref()?)));
    let meeting = dossier.first_meeting.as_ref().and_then(|m| Some((m.date?, m.until.as_ref()?)));
    let told = [
        (congress, Path::root().key("congress"), "closed_at", "Đại hội bế mạc"),
        (meeting, Path::root().key("first_meeting"), "until", "Hội nghị kết thúc"),
    ];
    for (time, at, key, what) in told {
        let Some((date, until)) = time.filter(|(date, _)| date.first() == date.last()) else {
            continue;
        };
        let (Some(opens), Some(closes)) = (date.opens_at(), HourOfDay::parse(&until.0)) else {
            continue;
        };
        if closes <= opens {
            found.add(
                IN_ORDER
                    .broken_at(
                        at.key(key),
                        format!("{what} lúc {closes}, không sau giờ khai mạc {opens}"),
                    )
                    .with_related(at.key("date"), "khai mạc")
                    .with_hint("sửa một trong hai giờ"),
            );
        }
    }
}

/// Recognition is requested within ten working days of the committee's first meeting. For a
/// draft without a date, the deadline is reported.
fn in_time(context: &Context<'_>, found: &mut Findings) {
    let id = "recognition_request";
    if !context.papers.iter().any(|paper| paper.id == id) {
        return;
    }
    let meeting = context.dossier.first_meeting.as_ref().and_then(|m| m.date);
    let Some(met) = meeting.and_then(|date| date.last().whole()) else { return };
    let Some(due) = due(met, limits(context).recognition_from) else { return };
    let at = Path::root().key("first_meeting").key("date");
    let within = format!("trong {WORKING_DAYS} ngày làm việc sau Hội nghị lần thứ nhất");
    match paper_day(context, id) {
        Some((path, date))
            if date.earliest().is_some_and(|date| due.latest().is_some_and(|due| date > due)) =>
        {
            found.add(
                IN_TIME
                    .broken_at(
                        path,
                        format!(
                            "Tờ trình công nhận {}, hạn cuối {}",
                            date.sentence(),
                            due.sentence()
                        ),
                    )
                    .with_related(at, "Hội nghị lần thứ nhất")
                    .with_hint(format!("gửi {within}; sửa ngày, hoặc gửi ngay")),
            )
        }
        None if !context.any_final() => found.add(
            IN_TIME
                .broken_at(
                    Path::root().key("papers").key(id),
                    format!("Tờ trình công nhận: gửi chậm nhất {}", due.sentence()),
                )
                .with_severity(Severity::Note)
                .with_related(at, "Hội nghị lần thứ nhất")
                .with_hint(format!("hồ sơ gửi {within}")),
        ),
        _ => {}
    }
}

/// The deadline, for meetings held since the rule came into force.
fn due(met: Day, from: Day) -> Option<PartialDate> {
    let due = working_days_after(met, WORKING_DAYS).filter(|_| met >= from)?;
    PartialDate::parse(&due.to_string()).ok()
}
