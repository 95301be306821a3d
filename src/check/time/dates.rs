//! The order of dates: BC007, BC009.

use std::ops::RangeInclusive;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Award, Dossier, Kind, LegalRef, PeriodType};
use crate::paper::{Paper, PaperKind};
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate, lunar_year_name};

use crate::check::scan::Words;
use crate::check::{Context, Findings, Rule};

pub(crate) const IN_ORDER: Rule =
    Rule { code: Code::DATE_ORDER, severity: Severity::Error, citation: "", run: in_order };

pub(crate) const IN_PERIOD: Rule = Rule {
    code: Code::DATE_OUTSIDE_PERIOD,
    severity: Severity::Warning,
    citation: "",
    run: in_period,
};

/// The distance of years from the reported ones that are checked: an older year in the name
/// of an occasion is that of the commemorated event.
const NEAR: u16 = 10;

fn in_order(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    for paper in context.papers {
        let Some(date) = paper.date(dossier) else { continue };
        if reports(paper) {
            cut_off(context, paper, date, found);
        }
        for (i, base) in paper.envelope(dossier).bases.iter().enumerate() {
            let path = paper_path(paper).key("bases").index(i);
            cited(&path, base, paper, date, found);
        }
        let requested = dossier.period.as_ref().and_then(|p| p.requested_by.as_ref());
        // Only reports of a period name the paper that requested them.
        let opens = !paper.kinds.contains(&PaperKind::Congress) && reports(paper);
        if let Some(requested) = requested.filter(|_| opens) {
            let path = Path::root().key("period").key("requested_by");
            cited(&path, requested, paper, date, found);
        }
    }
    // Any of the papers may print a citation: it is reported only if it comes after all of
    // them, and not while one has no date.
    let dated: Option<Vec<_>> =
        context.papers.iter().map(|p| Some((*p, p.date(dossier)?))).collect();
    let last = dated.and_then(|dated| dated.into_iter().max_by_key(|(_, date)| date.latest()));
    if let Some((paper, date)) = last {
        for (path, reference) in shared(dossier) {
            cited(&path, reference, paper, date, found);
        }
    }
}

fn paper_date(paper: &Paper) -> Path {
    paper_path(paper).key("date")
}

fn paper_path(paper: &Paper) -> Path {
    Path::root().key("papers").key(paper.id.as_str())
}

/// The documents that the dossier cites for all its papers.
fn shared(dossier: &Dossier) -> Vec<(Path, &LegalRef)> {
    let root = Path::root();
    let cited = dossier.cited.iter().map(|(name, c)| (root.key("cited").key(name), c));
    let names = dossier.organization.former_names.iter().enumerate().filter_map(|(i, n)| {
        let path = root.key("organization").key("former_names").index(i).key("decision");
        Some((path, n.decision.as_ref()?))
    });
    let elections = dossier.elections.iter().enumerate().filter_map(|(i, e)| {
        Some((root.key("elections").index(i).key("decision"), e.decision.as_ref()?))
    });
    let awards = awards(dossier)
        .into_iter()
        .filter_map(|(path, award)| Some((path.key("decision"), award.decision.as_ref()?)));
    cited.chain(names).chain(elections).chain(awards).collect()
}

fn awards(dossier: &Dossier) -> Vec<(Path, &Award)> {
    let root = Path::root();
    let own = dossier.awards.iter().enumerate().map(|(i, a)| (root.key("awards").index(i), a));
    let areas = dossier.results.iter().enumerate().flat_map(|(i, area)| {
        let at = Path::root().key("results").index(i).key("awards");
        area.awards.iter().enumerate().map(move |(j, award)| (at.index(j), award))
    });
    own.chain(areas).collect()
}

fn cited(
    path: &Path,
    reference: &LegalRef,
    paper: &Paper,
    date: PartialDate,
    found: &mut Findings,
) {
    let structured = reference.date;
    let own = structured.or_else(|| reference.text.as_deref().and_then(date_of_citation));
    let (Some(own), Some(latest)) = (own, date.latest()) else { return };
    if own.earliest().is_none_or(|earliest| earliest <= latest) {
        return;
    }
    let name = [reference.r#type.as_deref(), reference.number.as_deref()];
    let name: Vec<&str> = name.into_iter().flatten().collect();
    let name =
        if name.is_empty() { "Văn bản viện dẫn".to_owned() } else { name.join(" số ") };
    let at = if structured.is_some() { path.key("date") } else { path.clone() };
    found.add(
        IN_ORDER
            .broken_at(
                at,
                format!("{name} {} ra sau {} {}", own.sentence(), paper.title, date.sentence()),
            )
            .with_related(paper_date(paper), "ngày của văn bản")
            .with_hint("sửa một trong hai ngày"),
    );
}

/// The date of a document cited in one sentence: the first date after its number.
fn date_of_citation(text: &str) -> Option<PartialDate> {
    let words = Words::of(text);
    // The minutes of a meeting may have no number.
    let minutes = ["biên bản", "căn cứ biên bản", "theo biên bản", "xét biên bản"];
    let unnumbered = minutes.iter().any(|head| words.starts(0, head)).then_some(0);
    let number = words.find("số").next().or(unnumbered)?;
    let date = words.dates().into_iter().find(|d| d.words.start > number && d.year.is_some())?;
    let part = |n: u16| u8::try_from(n).ok();
    PartialDate::of_day(part(date.day), part(date.month), date.year).ok()
}

/// The cut-off date of figures is before the date of the paper, and not long before.
fn cut_off(context: &Context<'_>, paper: &Paper, date: PartialDate, found: &mut Findings) {
    let cut = context.dossier.period.as_ref().and_then(|p| p.data_as_of);
    let Some(cut) = cut else { return };
    let finding = |message: String| {
        IN_ORDER
            .broken_at(Path::root().key("period").key("data_as_of"), message)
            .with_severity(Severity::Warning)
            .with_related(paper_date(paper), "ngày của văn bản")
    };
    let late = cut.earliest().zip(date.latest()).is_some_and(|(cut, date)| cut > date);
    let old = cut
        .latest()
        .zip(date.earliest())
        .is_some_and(|(cut, date)| date > Day { year: cut.year + 1, ..cut });
    if late {
        let message =
            format!("Số liệu tính đến {}, sau {} {}", cut.sentence(), paper.title, date.sentence());
        found
            .add(finding(message).with_hint("số ước tính thì ghi ngày chốt thật và nói rõ là ước"));
    } else if old {
        let message = format!(
            "Số liệu tính đến {}, hơn một năm trước {} {}",
            cut.sentence(),
            paper.title,
            date.sentence()
        );
        found.add(finding(message).with_hint("hồ sơ làm từ hồ sơ cũ thì sửa lại data_as_of"));
    }
}

/// Whether a paper reports the period's figures; a decision or a letter may precede their
/// date.
fn reports(paper: &Paper) -> bool {
    const FIGURES: [&str; 6] =
        ["results", "membership", "review", "highlights", "figures", "figures_or_annex"];
    FIGURES.iter().any(|part| paper.prints(part))
}

/// The reported years.
pub(crate) fn reported_years(dossier: &Dossier) -> Option<RangeInclusive<u16>> {
    let mut years = Vec::new();
    if let Some(period) = &dossier.period {
        let school = period.kind().is_some_and(PeriodType::is_of_school_year);
        years.extend(period.year.map(|y| y.first));
        years.extend(period.year.filter(|_| school).map(|y| y.first + 1));
        years.extend([period.from, period.to].into_iter().flatten().filter_map(|d| d.year()));
    }
    let old = dossier.previous_term.as_ref().filter(|_| dossier.kind == Some(Kind::Congress));
    if let Some(span) = old.and_then(|old| old.span.or(old.term)) {
        years.extend([span.from, span.to]);
    }
    Some(*years.iter().min()?..=*years.iter().max()?)
}

/// Awards are for the reported years, or for the year before if given in them; occasions are
/// in them, or at the following Tết.
fn in_period(context: &Context<'_>, found: &mut Findings) {
    let Some(years) = reported_years(context.dossier) else { return };
    let (first, last) = (*years.start(), *years.end());
    let period = if first == last { format!("năm {first}") } else { format!("{first}-{last}") };
    for (path, award) in awards(context.dossier) {
        let Some(year) = award.year.map(|y| y.0) else { continue };
        if !(first.saturating_sub(1)..=last).contains(&year) {
            found.add(
                IN_PERIOD
                    .broken_at(
                        path.key("year"),
                        format!("Khen cho năm {year}, ngoài kỳ báo cáo {period}"),
                    )
                    .with_hint("hồ sơ làm từ hồ sơ cũ thì bỏ mục này, hoặc sửa năm"),
            );
        }
    }
    for (i, area) in context.dossier.results.iter().enumerate() {
        let at = Path::root().key("results").index(i);
        let support = area.support.iter().enumerate().filter_map(|(j, support)| {
            Some((at.key("support").index(j).key("occasion"), support.occasion.as_ref()?))
        });
        let own = area.occasions.iter().enumerate();
        let own = own.map(|(j, occasion)| (at.key("occasions").index(j), occasion));
        for (path, occasion) in support.chain(own) {
            let named = years_named(occasion, first.saturating_sub(NEAR)..=last + NEAR);
            let inside = named.iter().any(|year| (first..=last + 1).contains(year));
            if let Some(year) = named.first().filter(|_| !inside) {
                found.add(
                    IN_PERIOD
                        .broken_at(
                            path,
                            format!("“{}” là năm {year}, ngoài kỳ báo cáo {period}", occasion.0),
                        )
                        .with_hint("hồ sơ làm từ hồ sơ cũ thì sửa lại dịp này"),
                );
            }
        }
    }
}

/// The years named in a text, in digits or by the name of the lunar year.
fn years_named(text: &str, within: RangeInclusive<u16>) -> Vec<u16> {
    let words = Words::of(text);
    let figures = (0..words.len()).filter_map(|i| words.year(i));
    let mut years: Vec<u16> = figures.filter(|year| within.contains(year)).collect();
    if years.is_empty() {
        let named =
            |year: &u16| words.find(&lunar_year_name(*year).to_lowercase()).next().is_some();
        years.extend(within.filter(named));
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_name_years() {
        assert_eq!(years_named("Tết Nguyên đán Quý Mão", 2015..=2035), [2023]);
        assert_eq!(years_named("Tết các năm 2022 - 2026", 2015..=2035), [2022, 2026]);
        assert!(years_named("Ngày thành lập Công đoàn Việt Nam 28/7/1929", 2015..=2035).is_empty());
    }

    #[test]
    fn citations_in_one_sentence_have_dates() {
        let date =
            date_of_citation("Căn cứ Kế hoạch số 12/KH-CĐX ngày 05/3/2026 về kỷ niệm 30/4/2026");
        assert_eq!(date.and_then(PartialDate::whole), Some(Day::new(2026, 3, 5)));
        assert_eq!(date_of_citation("Căn cứ Điều lệ Công đoàn Việt Nam"), None);
        assert_eq!(date_of_citation("Nghị định số 30/2020/NĐ-CP ngày 31/6/2020"), None);
    }
}
