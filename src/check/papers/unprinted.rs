//! Fields that no paper prints: reported where they were typed, so that nobody expects them
//! on the page.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Annex, FigureDetail, Item, Titles};
use crate::paper::{OutlineHeading, Paper};
use crate::source::{Path, Segment};

use crate::check::acknowledged::is_named;
use crate::check::{Context, Findings, Rule};

use super::person_details;

pub(crate) const UNPRINTED: Rule =
    Rule { code: Code::UNPRINTED, severity: Severity::Note, citation: "", run: unprinted };

/// Fields that are kept and never printed, with `[]` for any item and `*.` for a key
/// anywhere, each with what to do to print the information. A test compares the list with the
/// papers: a field that is printed must not be in it.
const FIELDS: &[(&str, &str)] = &[
    ("organization.locality", IN_TEXT),
    ("organization.former_names", IN_TEXT),
    ("congress.tasks", "in ở kế hoạch, tờ trình: xem baocao papers"),
    ("event.place", IN_TEXT),
    ("results[].partners", IN_TEXT),
    ("results[].occasions", IN_TEXT),
    ("results[].movements[].registered", IN_TEXT),
    ("results[].programmes[].organizer", IN_TEXT),
    ("results[].programmes[].note", IN_TEXT),
    ("results[].awards[].including", IN_LIST),
    ("results[].awards[].recipients_list", IN_LIST),
    ("results[].awards[].reasons", IN_LIST),
    ("*.presented_by", "in ở tin: xem baocao papers; cần đọc ở báo cáo thì ghi vào đoạn văn"),
    ("awards[].decision", IN_TEXT),
    ("results[].awards[].decision", IN_TEXT),
    ("direction.targets[].including[].group", IN_GROUP),
    ("previous_targets[].including[].group", IN_GROUP),
    ("first_meeting.attendance.chair", "người chủ trì, triệu tập ghi ở convener"),
    ("first_meeting.attendance.entitled", "thành phần hội nghị chỉ in called, present, absent"),
    ("first_meeting.attendance.deducted", "thành phần hội nghị chỉ in called, present, absent"),
    ("committee_review.meetings.title", IN_REVIEW),
    ("committee_review.meetings.prior", IN_REVIEW),
    ("committee_review.meetings.prior_as", IN_REVIEW),
    ("committee_review.meetings.note", IN_REVIEW),
    ("elections[].seats_decision.subject", "việc biểu quyết này in theo mục bầu cử, không cần ghi"),
    ("elections[].list_decision.subject", "việc biểu quyết này in theo mục bầu cử, không cần ghi"),
    ("direction.targets[].result", "kết quả của chỉ tiêu kỳ trước ghi ở previous_targets"),
    ("direction.targets[].by_year", "kết quả của chỉ tiêu kỳ trước ghi ở previous_targets"),
    ("speeches", IN_MINUTES),
    ("bodies.secretariat", IN_MINUTES),
    ("bodies.credentials", IN_MINUTES),
    ("elections[].members", IN_MINUTES),
    ("elections[].introduced", IN_MINUTES),
    ("reports[].presenter", IN_MINUTES),
    ("*.birth_year", "năm sinh in ở đề án nhân sự, danh sách trích ngang: xem baocao papers"),
];

/// Papers that print a field of the list after all: if one of them is made, the field isn't
/// reported.
const PRINTED_BY: &[(&str, &[&str])] = &[
    ("congress.tasks", &["congress_plan", "congress_request"]),
    ("event.place", &["conference_minutes", "conclusions_notice", "news", "workers_resolution"]),
    ("speeches", &["congress_minutes", "speech_list", "conference_minutes", "news"]),
    ("*.presented_by", &["news"]),
    ("bodies.secretariat", &["congress_minutes"]),
    ("bodies.credentials", &["congress_minutes", "credentials_report"]),
    ("elections[].members", &["counting_minutes", "congress_minutes", "elected_list"]),
    ("reports[].presenter", &["congress_minutes", "conference_minutes"]),
    ("*.birth_year", &["personnel_scheme", "nominee_list", "elected_list"]),
];

pub(super) const IN_TEXT: &str = "cần đọc thì ghi vào đoạn văn (text)";
const IN_LIST: &str = "cần đọc thì ghi ở khối awards chung, hoặc vào đoạn văn (text)";
const IN_GROUP: &str = "nhóm ghi ở chỉ tiêu lớn, không ghi ở chỉ tiêu thành phần";
const IN_REVIEW: &str =
    "số kỳ họp in dạng 20/20 kỳ họp; chi tiết khác ghi ở results của committee_review";
const IN_MINUTES: &str =
    "thuộc biên bản (xem baocao papers); cần ở báo cáo thì ghi vào đề cương (outline)";

/// Whether one of the papers prints the field.
fn is_printed(context: &Context<'_>, field: &str) -> bool {
    let by = PRINTED_BY.iter().find(|(printed, _)| *printed == field);
    let ids = by.map(|(_, ids)| *ids).unwrap_or_default();
    context.papers.iter().any(|paper| ids.contains(&paper.id.as_str()))
}

fn unprinted(context: &Context<'_>, found: &mut Findings) {
    left_out(context, found);
    untold(context, found);
    uncalled(context, found);
    kept(context, found);
}

/// Unprinted fields: one note for all with the same advice, with the first place of each,
/// whichever list item that is in.
fn kept(context: &Context<'_>, found: &mut Findings) {
    let mut fields: Vec<UnprintedField> = Vec::new();
    context.item.walk(&mut |path, item| {
        // First, since most fields of a dossier are empty.
        if !item.is_known() {
            return;
        }
        let listed = || FIELDS.iter().find(|(field, _)| is_field(path, field)).copied();
        let Some((field, hint)) = person_details::unprinted(path).or_else(listed) else { return };
        if is_printed(context, field) {
            return;
        }
        let kept = UnprintedField { field, hint, first: path.clone(), more: 0 };
        if is_named(context.dossier, UNPRINTED.code, path) {
            found.add(kept.told(&[]));
            return;
        }
        match fields.iter_mut().find(|kept| kept.first.keys().eq(path.keys())) {
            Some(kept) => kept.more += 1,
            None => fields.push(kept),
        }
    });
    let mut hints: Vec<&str> = fields.iter().map(|kept| kept.hint).collect();
    hints.sort_unstable();
    hints.dedup();
    for hint in hints {
        let alike: Vec<&UnprintedField> = fields.iter().filter(|kept| kept.hint == hint).collect();
        if let Some((first, others)) = alike.split_first() {
            found.add(first.told(others));
        }
    }
}

/// A field of the dossier that isn't printed.
struct UnprintedField {
    field: &'static str,
    hint: &'static str,
    /// Its first path, and the number of further ones.
    first: Path,
    more: usize,
}

impl UnprintedField {
    fn title(&self) -> &str {
        Titles::get().title(&self.first).unwrap_or(self.field)
    }

    /// The note on it and the others with the same advice.
    fn told(&self, others: &[&UnprintedField]) -> Diagnostic {
        let all: Vec<&UnprintedField> = [self].into_iter().chain(others.iter().copied()).collect();
        let message = format!("{}: chưa in ở văn bản nào", titles(&all));
        let note = UNPRINTED.broken_at(self.first.clone(), message).with_hint(self.hint);
        others
            .iter()
            .fold(note, |note, kept| note.with_related(kept.first.clone(), kept.title().to_owned()))
    }
}

/// *Nơi tổ chức; Năm sinh (12 chỗ)*: each title once.
fn titles(fields: &[&UnprintedField]) -> String {
    let mut titles: Vec<(&str, usize)> = Vec::new();
    for kept in fields {
        let places = kept.more + 1;
        match titles.iter_mut().find(|(title, _)| *title == kept.title()) {
            Some((_, all)) => *all += places,
            None => titles.push((kept.title(), places)),
        }
    }
    let shown = titles.into_iter().map(|(title, places)| match places {
        1 => title.to_owned(),
        _ => format!("{title} ({places} chỗ)"),
    });
    shown.collect::<Vec<_>>().join("; ")
}

/// Parts that a paper usually prints and the office's own outline leaves out, unless another
/// paper of the dossier prints them.
fn left_out(context: &Context<'_>, found: &mut Findings) {
    let own = |paper: &Paper| sections(&paper.outline(context.dossier));
    for paper in context.papers {
        if context.dossier.outline.get(&paper.id).is_none() {
            continue;
        }
        for section in sections(&paper.outline) {
            let printed = context.papers.iter().any(|p| {
                own(p).iter().any(|s| covers(s, &section))
                    || section == "awards" && p.has_award_annex(context.dossier)
            });
            let path = Path::parse(&section).filter(|_| !printed);
            let known = |path: &Path| context.item.at(path).is_some_and(Item::is_known);
            let Some(path) = path.filter(known) else { continue };
            let title = Titles::get().title(&path).unwrap_or(&section).to_owned();
            found.add(
                UNPRINTED
                    .broken_at(
                        path,
                        format!("{title}: đã ghi mà đề cương riêng của {} không có", paper.title),
                    )
                    .with_hint(format!("thêm mục section: {section} vào outline, nếu cần in")),
            );
        }
    }
}

/// Areas of work without a text: a clean paper leaves out their headings, and their figures
/// unless a table has them.
fn untold(context: &Context<'_>, found: &mut Findings) {
    let tabled = has_table_of_figures(context);
    let called = called_names(context);
    let areas = context.dossier.results.iter().enumerate().filter(|_| context.any_final());
    for (i, area) in areas.filter(|(_, area)| area.text.is_none()) {
        let Some(name) = &area.area else { continue };
        let path = Path::root().key("results").index(i).key("area");
        let lost = |key: &str, value: bool| value && !called.contains(key);
        let figure = area.figures.iter().find(|(key, figure)| lost(key, figure.value.is_some()));
        found.add(match figure.filter(|_| !tabled) {
            Some((key, _)) => UNPRINTED
                .broken_at(
                    path,
                    format!(
                        "“{}” có số liệu mà chưa có đoạn văn: bản sạch không in mục này",
                        name.0
                    ),
                )
                .with_severity(Severity::Warning)
                .with_hint(format!("ghi đoạn văn ở text, gọi số liệu bằng {{{{ {key} }}}}")),
            None => UNPRINTED
                .broken_at(
                    path,
                    format!("“{}” chưa có nội dung: bản sạch không in đề mục này", name.0),
                )
                .with_hint("ghi đoạn văn ở text"),
        });
    }
}

/// Figures that neither the text of their area nor a table prints: one note for all.
fn uncalled(context: &Context<'_>, found: &mut Findings) {
    /// The most names in a message.
    const NAMED: usize = 4;
    if context.papers.is_empty() || has_table_of_figures(context) {
        return;
    }
    let called = called_names(context);
    let is_lost =
        |key: &str, figure: &FigureDetail| figure.value.is_some() && !called.contains(key);
    let areas = context.dossier.results.iter().enumerate().filter(|(_, a)| a.text.is_some());
    let lost: Vec<(Path, &str)> = areas
        .flat_map(|(i, area)| {
            let at = Path::root().key("results").index(i).key("figures");
            let lost = area.figures.iter().filter(|(key, figure)| is_lost(key, figure));
            lost.map(move |(key, figure)| {
                (at.key(key), figure.title.as_deref().map_or(key, |title| title))
            })
        })
        .collect();
    let (named, lost): (Vec<_>, Vec<_>) =
        lost.into_iter().partition(|(at, _)| is_named(context.dossier, UNPRINTED.code, at));
    let hint = "cần đọc thì gọi trong đoạn văn bằng {{ tên }}; hoặc in cả biểu: ghi annexes: [số liệu] ở văn bản";
    for (at, title) in named {
        let message = format!("Số liệu chưa in ở văn bản nào: {title}");
        found.add(UNPRINTED.broken_at(at, message).with_hint(hint));
    }
    let Some((first, _)) = lost.first() else { return };
    let titles: Vec<&str> = lost.iter().take(NAMED).map(|(_, title)| *title).collect();
    let more = match lost.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" và {more} số liệu nữa"),
    };
    let message = format!("Số liệu chưa in ở văn bản nào: {}{more}", titles.join("; "));
    found.add(UNPRINTED.broken_at(first.clone(), message).with_hint(hint));
}

/// Every name used in some narrative.
fn called_names(context: &Context<'_>) -> HashSet<String> {
    let expressions = context.prose().flat_map(|(_, _, said)| said.expressions.iter());
    expressions.flat_map(|expression| expression.path.iter().cloned()).collect()
}

/// Whether one of the papers has a table of figures.
fn has_table_of_figures(context: &Context<'_>) -> bool {
    context.papers.iter().any(|paper| {
        let tables = ["figures", "figures_or_annex"];
        let sections = sections(&paper.outline(context.dossier));
        paper.envelope(context.dossier).annexes.contains(&Annex::Figures)
            || sections.iter().any(|section| tables.contains(&section.as_str()))
    })
}

/// The sections of an outline, at any depth.
fn sections(headings: &[OutlineHeading]) -> Vec<String> {
    let below = |heading: &OutlineHeading| {
        heading.section.clone().into_iter().chain(sections(&heading.sections)).collect::<Vec<_>>()
    };
    headings.iter().flat_map(below).collect()
}

/// Sections with templates of their own, and the parts that they print.
const COMPOSED: [(&str, &[&str]); 4] = [
    ("review.situation", &["membership", "situation"]),
    ("highlights", &["results"]),
    ("resolution.direction", &["direction"]),
    ("resolution.reports", &["assessment", "reports"]),
];

/// Whether a section prints another one, or a part of it.
fn covers(section: &str, other: &str) -> bool {
    if let Some((_, parts)) = COMPOSED.iter().find(|(name, _)| *name == section) {
        return section == other || parts.iter().any(|part| covers(part, other));
    }
    let within = |whole: &str, part: &str| {
        part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    within(section, other) || within(other, section)
}

/// Whether a path matches a field's pattern.
fn is_field(path: &Path, field: &str) -> bool {
    // Cheap test first: this is called for every path of a dossier.
    if !matches!(path.segments().last(), Some(Segment::Key(key)) if field.ends_with(key.as_str())) {
        return false;
    }
    if let Some(key) = field.strip_prefix("*.") {
        return matches!(path.segments().last(), Some(Segment::Key(name)) if name == key);
    }
    let mut segments = path.segments().iter();
    for part in field.split('.') {
        let (key, item) = match part.strip_suffix("[]") {
            Some(key) => (key, true),
            None => (part, false),
        };
        if !matches!(segments.next(), Some(Segment::Key(name)) if name == key) {
            return false;
        }
        if item && !matches!(segments.next(), Some(Segment::Index(_))) {
            return false;
        }
    }
    segments.next().is_none()
}
