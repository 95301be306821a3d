//! Awards (khen thưởng): BC070, BC074, BC075.

use std::collections::HashMap;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Award, AwardState, Dossier, Kind, Quantity, Reason, Recipient};
use crate::source::Path;
use crate::vietnamese::Number;

use crate::check::figures::arithmetic::plain;
use crate::check::{Context, Findings, Rule};

pub(crate) const COUNT: Rule =
    Rule { code: Code::AWARD_COUNT, severity: Severity::Error, citation: "", run: count };

pub(crate) const ONCE: Rule = Rule {
    code: Code::AWARD_TWICE,
    severity: Severity::Note,
    citation: "Hướng dẫn 1217/HD-TLĐ năm 2016, mục 1.2",
    run: once,
};

pub(crate) const PROPOSED: Rule =
    Rule { code: Code::AWARD_PROPOSED, severity: Severity::Warning, citation: "", run: proposed };

pub(crate) const TOTAL: Rule =
    Rule { code: Code::AWARDS_TOTAL, severity: Severity::Warning, citation: "", run: total };

pub(crate) fn awards(dossier: &Dossier) -> impl Iterator<Item = (Path, &Award)> {
    let at = Path::root().key("awards");
    let own = dossier.awards.iter().enumerate().map(move |(i, award)| (at.index(i), award));
    let of_areas = dossier.results.iter().enumerate().flat_map(|(i, area)| {
        let at = Path::root().key("results").index(i).key("awards");
        area.awards.iter().enumerate().map(move |(j, award)| (at.index(j), award))
    });
    own.chain(of_areas)
}

/// The number of recipients in a list: each once, or once for every reason, since each reason
/// may be a separate award.
struct RecipientCount {
    names: u32,
    reasons: u32,
}

fn named(
    list: &[Recipient],
    name: impl Fn(&Recipient) -> bool,
    unnamed: impl Fn(&Recipient) -> Option<&Quantity>,
) -> Option<RecipientCount> {
    let mut total = RecipientCount { names: 0, reasons: 0 };
    for recipient in list {
        if name(recipient) {
            let reasons = u32::try_from(recipient.reasons.len().max(1)).ok()?;
            total.names = total.names.checked_add(1)?;
            total.reasons = total.reasons.checked_add(reasons)?;
        } else if let Some(quantity) = unnamed(recipient) {
            // A recipient without names counts by its number, if that is exact.
            let number: u32 = plain(quantity)?.decimal().try_into().ok()?;
            total.names = total.names.checked_add(number)?;
            total.reasons = total.reasons.checked_add(number)?;
        }
    }
    Some(total)
}

/// Compares the counts with the list of names: equal to a complete list, and never below the
/// number in a partial one.
fn count(context: &Context<'_>, found: &mut Findings) {
    // A count of collectives and individuals together can't be compared with either list.
    for (path, award) in awards(context.dossier).filter(|(_, a)| a.together().is_none()) {
        for (key, word, stated) in [
            ("collectives", "tập thể", &award.collectives),
            ("individuals", "cá nhân", &award.individuals),
        ] {
            let Some(stated) = stated.as_ref().and_then(plain) else { continue };
            let of = |list: &[Recipient]| match key {
                "collectives" => {
                    named(list, |r| r.collective.is_some(), |r| r.collectives.as_ref())
                }
                _ => named(list, |r| r.person.is_some(), |r| r.individuals.as_ref()),
            };
            let full = Some(&award.recipients_list).filter(|l| !l.is_empty()).and_then(|l| of(l));
            let partial = of(&award.including).filter(|_| full.is_none());
            let finding = |names: u32, list: &str, verb: &str| {
                COUNT
                    .broken_at(
                        path.key(key),
                        format!("Ghi {stated} {word} nhưng danh sách {verb} {names} {word}"),
                    )
                    .with_related(path.key(list), format!("{names} {word}"))
            };
            if let Some(RecipientCount { names, reasons }) = full
                && stated != Number::from(names)
                && stated != Number::from(reasons)
            {
                found.add(finding(names, "recipients_list", "có").with_hint(
                    "sửa số, bổ sung danh sách, hoặc chuyển sang including nếu chỉ nêu một phần",
                ));
            } else if let Some(RecipientCount { names, .. }) = partial
                && stated < Number::from(names)
            {
                found.add(
                    finding(names, "including", "“trong đó” đã nêu")
                        .with_hint("sửa số hoặc danh sách"),
                );
            }
        }
    }
}

/// A row of totals needs a table, and counts that can be added.
fn total(context: &Context<'_>, found: &mut Findings) {
    let asked = context
        .papers
        .iter()
        .filter(|paper| paper.envelope(context.dossier).awards_total.is_some_and(|flag| flag.0));
    for paper in asked {
        let path = Path::root().key("papers").key(paper.id.as_str()).key("awards_total");
        if !paper.has_award_annex(context.dossier) {
            let message = format!("{}: không có bảng khen thưởng để in hàng cộng", paper.title);
            found.add(
                TOTAL
                    .broken_at(path, message)
                    .with_hint("ghi annexes: khen thưởng, hoặc xóa mục này"),
            );
            continue;
        }
        let given =
            awards(context.dossier).filter(|(_, award)| award.state != Some(AwardState::Proposed));
        let odd = given
            .flat_map(|(path, award)| {
                let together = award.together().is_some();
                [("collectives", &award.collectives), ("individuals", &award.individuals)]
                    .map(|(key, count)| (path.key(key), count, together))
            })
            .find(|(_, count, together)| {
                let count = count.as_ref().filter(|count| !count.is_nothing());
                count.is_some_and(|q| *together || q.hedge.is_some() || q.number().is_none())
            });
        if let Some((at, ..)) = odd {
            let message =
                format!("{}: bảng khen thưởng không cộng được, không in hàng cộng", paper.title);
            found.add(
                TOTAL
                    .broken_at(path, message)
                    .with_related(at, "số này không cộng được")
                    .with_hint("ghi con số cụ thể, hoặc xóa awards_total"),
            );
        }
    }
}

/// An authority gives one award a year to a recipient, except special ones (khen chuyên đề).
fn once(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let review = dossier.period.as_ref().filter(|_| dossier.kind.is_some_and(Kind::is_review));
    let mut firsts: HashMap<(String, String, u16), (Path, Path)> = HashMap::new();
    for (path, award) in awards(dossier) {
        let year = award.year.map(|y| y.0).or_else(|| review?.year.map(|y| y.first));
        let (Some(year), Some(authority)) = (year, &award.authority) else { continue };
        if is_apart(award) {
            continue;
        }
        for (list, recipients) in
            [("recipients_list", &award.recipients_list), ("including", &award.including)]
        {
            for (i, recipient) in recipients.iter().enumerate() {
                let Some(name) = recipient.person.as_ref().or(recipient.collective.as_ref()) else {
                    continue;
                };
                let at = path.key(list).index(i);
                let key = (name.to_lowercase(), authority.to_lowercase(), year);
                for _ in 0..general(award, recipient) {
                    let here = (at.clone(), path.key(list));
                    let Some((first, of)) = firsts.insert(key.clone(), here) else { continue };
                    // A name twice in one list is reported by another rule.
                    if of == path.key(list) && first != at {
                        continue;
                    }
                    let finding = ONCE.broken_at(
                        at.clone(),
                        format!("{} được {} khen hai lần cho năm {year}", name.0, authority.0),
                    );
                    let finding = if first == at {
                        finding
                    } else {
                        finding.with_related(first, "lần khác")
                    };
                    found.add(
                        finding.with_hint("nếu một lần là khen chuyên đề thì ghi thematic: có"),
                    );
                }
            }
        }
    }
}

/// Awards not given for a single year: medals and titles.
fn is_apart(award: &Award) -> bool {
    let form = award.form.as_deref().unwrap_or_default().to_lowercase();
    ["kỷ niệm chương", "danh hiệu", "huân chương", "huy chương"].iter().any(|f| form.starts_with(f))
}

/// The number of a recipient's general awards.
fn general(award: &Award, recipient: &Recipient) -> usize {
    let is_thematic = |flag: Option<crate::dossier::Flag>| flag.is_some_and(|f| f.0);
    let special = |reason: &Reason| is_thematic(reason.thematic);
    if is_thematic(award.thematic) {
        return 0;
    }
    match recipient.reasons.as_slice() {
        // The award's own reasons apply to every recipient.
        [] => usize::from(award.reasons.is_empty() || !award.reasons.iter().all(special)),
        reasons => reasons.iter().filter(|reason| !special(reason)).count(),
    }
}

/// A proposed award must not be described as received.
fn proposed(context: &Context<'_>, found: &mut Findings) {
    let proposed = |award: &Award| award.state == Some(AwardState::Proposed);
    for (path, award) in awards(context.dossier).filter(|(_, award)| proposed(award)) {
        if award.decision.as_ref().is_some_and(|d| d.number.is_some() || d.text.is_some()) {
            found.add(
                PROPOSED
                    .broken_at(
                        path.key("state"),
                        "Ghi “đề nghị” nhưng đã có quyết định khen thưởng",
                    )
                    .with_related(path.key("decision"), "quyết định")
                    .with_hint("có quyết định rồi thì ghi state: đã khen"),
            );
        }
        let Some(id) = award.id.as_deref() else { continue };
        for (place, text, narrative) in context.prose() {
            for expression in &narrative.expressions {
                let named = expression.path.first().is_some_and(|name| name == id);
                if named && !sentence(text, &expression.span).contains("đề nghị") {
                    found.add(
                        PROPOSED
                            .broken_at(
                                place.clone(),
                                "Câu này nói như đã khen, nhưng khen thưởng còn là đề nghị",
                            )
                            .with_span(expression.span.clone())
                            .with_related(path.key("state"), "đề nghị")
                            .with_hint("viết “đề nghị … tặng”, hoặc bỏ câu này"),
                    );
                }
            }
        }
    }
}

/// The sentence around a range of text, in lower case.
fn sentence(text: &str, span: &std::ops::Range<usize>) -> String {
    let ends = ['.', ';', '\n'];
    let start = text[..span.start].rfind(ends).map_or(0, |at| at + 1);
    let end = text[span.end..].find(ends).map_or(text.len(), |at| span.end + at);
    text[start..end].to_lowercase()
}
