//! What a paper must have in its state: BC010, BC080, and its outline.

use std::borrow::Cow;

use crate::diagnostic::{Code, Severity, nearest};
use crate::dossier::{Dossier, Item, Record, Scope, ScopedDossier, Signature, Status, Walk};
use crate::paper::{OutlineHeading, Paper};
use crate::regime::Wording;
use crate::source::{Path, Segment};

use super::holes::Holes;
use crate::check::{Context, Findings, Rule};

pub(crate) const NUMBER_AND_DATE: Rule = Rule {
    code: Code::NUMBER_AND_DATE,
    severity: Severity::Error,
    citation: "Nghị định 30/2020/NĐ-CP, Điều 8",
    run: number_and_date,
};

pub(crate) const REQUIRED: Rule =
    Rule { code: Code::MISSING_SECTION, severity: Severity::Warning, citation: "", run: required };

pub(crate) const DAY_AND_PLACE: Rule =
    Rule { code: Code::DAY_AND_PLACE, severity: Severity::Error, citation: "", run: day_and_place };

pub(crate) const OUTLINE: Rule =
    Rule { code: Code::OUTLINE, severity: Severity::Error, citation: "", run: outline };

pub(crate) const NEEDS: Rule =
    Rule { code: Code::MISSING_NEED, severity: Severity::Error, citation: "", run: needs };

pub(crate) const TITLED: Rule =
    Rule { code: Code::UNTITLED, severity: Severity::Note, citation: "", run: titled };

/// Where the envelope of a paper stands.
pub(super) fn at(paper: &Paper) -> Path {
    let own = paper.per.as_ref().filter(|per| per.own_envelope).and(paper.part.as_ref());
    if let Some(part) = own {
        return part.path.clone();
    }
    let id = paper.goes_with.as_ref().unwrap_or(&paper.id);
    Path::root().key("papers").key(id.as_str())
}

/// The papers that have an envelope; for a paper made per list item each item, if items have
/// their own.
pub(super) fn enveloped<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Cow<'a, Paper>> {
    context.papers.iter().flat_map(|paper| match &paper.per {
        Some(per) if per.own_envelope => paper.outputs(context.dossier),
        _ => vec![Cow::Borrowed(*paper)],
    })
}

fn number_and_date(context: &Context<'_>, found: &mut Findings) {
    for paper in enveloped(context) {
        let paper = paper.as_ref();
        let status = paper.status(context.dossier);
        if status == Status::Draft {
            continue;
        }
        let issued = status == Status::Issued;
        let envelope = paper.envelope(context.dossier);
        let Some(regime) = context.library.regime(context.dossier, paper) else { continue };
        let path = at(paper);
        let missing = |key: &str, what: &str, hint: &str| {
            let state = if issued { "ban hành" } else { "trình ký" };
            NUMBER_AND_DATE
                .broken_at(path.key(key), format!("{}: {state} mà chưa có {what}", paper.title))
                .with_hint(hint)
        };
        if issued && regime.wording.has_number && envelope.number.is_none() {
            found.add(missing("number", "số", "ghi number, hoặc dùng lệnh: baocao phat-hanh"));
        }
        let dated = regime.wording.has_number || regime.wording.has_place_date;
        if issued && dated && paper.date(context.dossier).is_none_or(|d| !d.is_whole()) {
            found.add(missing("date", "ngày ban hành đầy đủ", "ghi date, ví dụ 05/12/2026"));
        }
        let place = envelope.place.as_ref().or(context.dossier.organization.place.as_ref());
        if regime.wording.has_place_date && place.is_none() {
            let hint = "ghi place ở organization, ví dụ Hà Nội";
            found.add(missing("place", "địa danh", hint));
        }
        let signer = envelope.signature.as_ref().and_then(|s| s.name.as_ref());
        let personal = regime.wording.personal_signature
            || envelope.ending == Some(crate::dossier::Ending::Presidium);
        if personal && signer.is_none() {
            found.add(missing("signature", "người ký", "ghi signature: on_behalf, post, name"));
        }
        let named = envelope.signature.as_ref().filter(|signature| signature.name.is_some());
        // The signer for a congress's presidium is one of its members, without further
        // details.
        let posted = regime.wording.personal_signature && !regime.wording.congress_issues;
        if posted && named.is_some_and(|signature| lacks_post(signature, &regime.wording)) {
            let hint = "ghi post ở signature, ví dụ CHỦ TỊCH";
            found.add(missing("signature", "chức vụ của người ký", hint));
        }
    }
}

/// Whether the capacity of the signer is missing: neither a post, nor a last line that is a
/// post, and no body signed for.
fn lacks_post(signature: &Signature, wording: &Wording) -> bool {
    let stands_for = |line: &str| {
        let upper = line.to_uppercase();
        wording.signing_words().iter().any(|(_, sign)| upper.starts_with(sign))
    };
    let line = signature.on_behalf.0.last();
    signature.post.is_none() && line.is_none_or(|line| stands_for(line))
}

/// A congress's resolution states when and where it met, unless the dossier has its own
/// words.
fn day_and_place(context: &Context<'_>, found: &mut Findings) {
    for paper in context.papers.iter().filter(|paper| paper.dated_by_event) {
        let status = paper.status(context.dossier);
        let Some(congress) = &context.dossier.congress else { continue };
        if status == Status::Draft || paper.envelope(context.dossier).opening.is_some() {
            continue;
        }
        let at = Path::root().key("congress");
        let mut missing = |key: &str, what: &str, hint: &str| {
            let message = format!("{}: chưa có {what} Đại hội", paper.title);
            found.add(DAY_AND_PLACE.broken_at(at.key(key), message).with_hint(hint));
        };
        let day = congress.date.is_some_and(|date| date.last().is_whole());
        // A missing date of its own has been reported already.
        let told =
            status == Status::Issued && paper.date(context.dossier).is_none_or(|d| !d.is_whole());
        if !day && !told {
            missing("date", "ngày họp đầy đủ của", "ghi date, ví dụ 17/8/2026");
        }
        if congress.place.is_none() {
            missing("place", "nơi họp của", "ghi place, ví dụ Hội trường Công ty");
        }
    }
}

/// The fields without which a paper can't be made. A draft of the dossier's own kind is made
/// with holes anyway.
fn needs(context: &Context<'_>, found: &mut Findings) {
    for paper in context.papers {
        let missing = missing_needs(paper, context.dossier);
        let Some(first) = missing.first().cloned() else { continue };
        let draft =
            paper.status(context.dossier) == Status::Draft && paper.belongs_to(context.dossier);
        let titles = crate::dossier::Titles::get();
        let names: Vec<String> = missing
            .iter()
            .map(|path| titles.title(path).map_or_else(|| path.to_string(), str::to_owned))
            .collect();
        let message = format!("{}: còn thiếu {}", paper.title, names.join(", "));
        let severity = if draft { Severity::Warning } else { Severity::Error };
        let keys: Vec<String> = missing.iter().map(Path::to_string).collect();
        found.add(
            NEEDS
                .broken_at(first, message)
                .with_severity(severity)
                .with_hint(format!("ghi {}", keys.join(", "))),
        );
    }
}

fn required(context: &Context<'_>, found: &mut Findings) {
    let mut holes = Holes::default();
    for paper in context.papers {
        if !missing_needs(paper, context.dossier).is_empty() {
            continue;
        }
        let status = paper.status(context.dossier);
        for heading in missing(context.dossier, paper) {
            let path = heading
                .section
                .as_deref()
                .and_then(Path::parse)
                .filter(|p| context.item.at(p).is_some())
                .unwrap_or_else(|| at(paper));
            let title = heading.title.as_deref().filter(|t| !t.contains('{'));
            let title = title.map(str::to_owned).unwrap_or_else(|| {
                crate::dossier::Titles::get().title(&path).unwrap_or("nội dung").to_owned()
            });
            let block = heading.section.as_deref().and_then(Path::parse);
            let block = block.filter(|path| crate::dossier::Titles::get().title(path).is_some());
            let block = match block.as_ref().map(Path::segments) {
                Some([Segment::Key(key)]) => Some(key.as_str()),
                _ => None,
            };
            if status == Status::Draft && context.tree.get(&path).is_none() {
                holes.add(title, &paper.title, block, heading.required);
                continue;
            }
            let (severity, hint) = match (status, heading.required) {
                (Status::Draft, true) => (
                    Severity::Warning,
                    "bản dự thảo in … ở mục này; công đoàn cấp trên thường trả lại báo cáo thiếu mục bắt buộc",
                ),
                (Status::Draft, false) => (Severity::Warning, "bản dự thảo in … ở mục này"),
                (_, true) => (Severity::Error, "điền nội dung, hoặc chuyển tình trạng về dự thảo"),
                (_, false) => {
                    (Severity::Warning, "điền nội dung; đề cương cấp trên không đòi thì giữ nguyên")
                }
            };
            let finding = REQUIRED.broken_at(path, format!("{}: chưa có mục {title}", paper.title));
            let finding = match block {
                Some(block) => finding.with_hint(format!("điền khối {block}; {hint}")),
                None => finding.with_hint(hint),
            };
            found.add(finding.with_severity(severity));
        }
    }
    found.extend(holes.told(&REQUIRED));
}

/// The required and expected headings without any known contents.
fn missing(dossier: &Dossier, paper: &Paper) -> Vec<OutlineHeading> {
    /// The part of the dossier of each scope, and the current scope.
    #[derive(Clone, Copy)]
    struct At<'a>(&'a [ScopedDossier<'a>], Scope);
    impl<'a> At<'a> {
        fn of(self, heading: &OutlineHeading) -> Self {
            At(self.0, heading.scope.unwrap_or(self.1))
        }
        fn item(self) -> Item<'a> {
            let scoped = self.0.iter().find(|scoped| scoped.scope == self.1);
            scoped.map_or(Item::Unknown, |scoped| scoped.dossier.item())
        }
    }
    fn known(at: At<'_>, heading: &OutlineHeading) -> bool {
        let at = at.of(heading);
        let item = at.item();
        let section = heading.section.as_deref();
        // A section that isn't a part of the dossier belongs to the template.
        let own = section.is_some_and(|s| match Path::parse(s).and_then(|p| item.at(&p)) {
            Some(item) => item.is_known(),
            None => {
                s == "review.situation" && item.get("membership").is_some_and(Item::is_known)
                    || !matches!(s, "review.situation" | "highlights" | "figures_or_annex")
            }
        });
        let results = matches!(section, Some("highlights"))
            && item.get("results").is_some_and(Item::is_known);
        let figures = matches!(section, Some("figures_or_annex")) && has_figures(item);
        own || results
            || figures
            || heading.text_path.as_ref().and_then(|p| item.at(p)).is_some_and(Item::is_known)
            || heading.sections.iter().any(|h| known(at, h))
    }
    fn collect(at: At<'_>, headings: &[OutlineHeading], out: &mut Vec<OutlineHeading>) {
        for heading in headings {
            if (heading.required || heading.expected) && !known(at, heading) {
                out.push(heading.clone());
            } else {
                collect(at.of(heading), &heading.sections, out);
            }
        }
    }
    let scoped = [Scope::Term, Scope::Year, Scope::Both].map(|scope| dossier.within(scope));
    let mut out = Vec::new();
    collect(At(&scoped, paper.scope()), &paper.outline(dossier), &mut out);
    out
}

fn has_figures(item: Item<'_>) -> bool {
    let mut any = false;
    let figure = |item| matches!(item, Item::Record(Record::Figure(_), _));
    item.walk(&mut |_, item| any |= figure(item) && item.is_known());
    any
}

/// The paths that the paper needs and the dossier leaves empty.
pub(crate) fn missing_needs(paper: &Paper, dossier: &Dossier) -> Vec<Path> {
    let scoped = dossier.within(paper.scope());
    let item = scoped.dossier.item();
    let known = |path: &Path| item.at(path).is_some_and(Item::is_known);
    let missing = paper.needs.iter().filter_map(|need| {
        let mut either = need.split('|').filter_map(|path| Path::parse(path.trim()));
        let first = either.next()?;
        (!known(&first) && !either.any(|path| known(&path))).then_some(first)
    });
    let mut missing: Vec<Path> = missing.collect();
    // For a missing list its items needn't be reported.
    let parts = paper.missing_parts(dossier);
    missing.extend(parts.into_iter().filter(|path| !missing.contains(path)).collect::<Vec<_>>());
    missing
}

fn outline(context: &Context<'_>, found: &mut Findings) {
    let papers = context.library.papers();
    for (block, names) in [
        ("papers", context.dossier.papers.iter().map(|(k, _)| k).collect::<Vec<_>>()),
        ("outline", context.dossier.outline.iter().map(|(k, _)| k).collect()),
    ] {
        for name in names {
            if papers.iter().any(|p| p.id == name) {
                continue;
            }
            let path = Path::root().key(block).key(name);
            let finding = OUTLINE.broken_at(path, format!("Không có văn bản nào tên `{name}`"));
            let near = papers.find(name).or_else(|| {
                papers.find(nearest(name, papers.iter().map(|paper| paper.id.as_str()))?)
            });
            found.add(match near {
                Some(near) => {
                    finding.with_hint(format!("Có phải là `{}` ({})?", near.id, near.title))
                }
                None => {
                    let all: Vec<_> = papers.iter().map(|p| p.id.as_str()).collect();
                    finding.with_hint(format!("các văn bản: {}", all.join(", ")))
                }
            });
        }
    }
    for (name, headings) in context.dossier.outline.iter() {
        let Some(paper) = papers.iter().find(|p| p.id == name) else { continue };
        let root = Path::root().key("outline").key(name);
        sections(context, paper, headings, &root, found);
    }
}

fn titled(context: &Context<'_>, found: &mut Findings) {
    let membership = context.dossier.membership.figures.iter();
    let membership =
        membership.map(|(k, f)| (Path::root().key("membership").key("figures").key(k), k, f));
    let areas = context.dossier.results.iter().enumerate().flat_map(|(i, area)| {
        let at = Path::root().key("results").index(i).key("figures");
        area.figures.iter().map(move |(k, f)| (at.key(k), k, f))
    });
    for (path, key, figure) in membership.chain(areas) {
        if figure.title.is_none() && context.catalog().get(key).is_none() {
            found.add(
                TITLED
                    .broken_at(path, format!("Số liệu `{key}` chưa có tên để in trong biểu"))
                    .with_hint("thêm title, hoặc đặt tên theo mã trong danh mục chỉ tiêu"),
            );
        }
    }
}

fn sections(
    context: &Context<'_>,
    paper: &Paper,
    headings: &[crate::dossier::Heading],
    at: &Path,
    found: &mut Findings,
) {
    for (i, heading) in headings.iter().enumerate() {
        let path = at.index(i);
        if let Some(section) = heading.section.as_deref() {
            let never =
                paper.never.iter().any(|n| section == n || section.starts_with(&format!("{n}.")));
            let exists = Path::parse(section).is_some_and(|p| context.item.at(&p).is_some())
                || context.library.has_section(section);
            if never {
                found.add(OUTLINE.broken_at(
                    path.key("section"),
                    format!(
                        "`{section}` không được in ở {}: diễn ra sau khi văn bản được đọc",
                        paper.title
                    ),
                ));
            } else if !exists {
                found.add(
                    OUTLINE
                        .broken_at(path.key("section"), format!("Hồ sơ không có phần `{section}`"))
                        .with_hint(
                            "ví dụ: results, awards, assessment.limitations, direction.targets",
                        ),
                );
            }
        }
        sections(context, paper, &heading.sections, &path.key("sections"), found);
    }
}
