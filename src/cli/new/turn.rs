//! Conversion of a dossier to another kind: from a congress's to the review of the year, and
//! the reverse.
//!
//! The union's data and its areas of work stay. Figures are of a different time span: they
//! are kept as comments, and not compared with anything.

use baocao::dossier::{Dossier, PeriodType, Scope};
use baocao::source::{Part, Value};

use super::args::Starter;
use super::carry::{await_results, planned, put};
use super::past::{each, forget, remember, set};

/// Targets whose results the new dossier reports. Those of a review are for a year, those of
/// a congress for a term, and aren't interchangeable.
pub fn targets(root: &mut Part, last: Starter, next: Starter) {
    let congress = last == Starter::Congress || next == Starter::Congress;
    let whole = planned(root, Scope::Both, last.scope());
    let of_next = planned(root, next.scope(), last.scope());
    if congress && of_next != whole {
        // A congress joined with the year's review planned the year, too.
        return put(root, of_next.unwrap_or_default());
    }
    let planned = whole;
    let Some(part) = root.field_mut("previous_targets") else { return };
    match planned {
        _ if congress => remember(part),
        // The half-year's plan continues to the end of the year.
        Some(planned @ Value::List(_)) => part.value = planned,
        _ => {}
    }
    await_results(&mut part.value);
}

/// Sets the new kind, with its period or its congress.
pub fn root(root: &mut Part, next: Starter, last: &Dossier) {
    let Value::Map(fields) = &mut root.value else { return };
    let kind = match next {
        Starter::Congress => "đại hội",
        Starter::YearReview => "tổng kết",
        Starter::HalfYearReview => "sơ kết",
    };
    match fields.iter_mut().find(|(key, _)| key == "kind") {
        Some((_, part)) => set(part, kind),
        None => fields.insert(0, ("kind".to_owned(), Part::text(kind))),
    }
    // Envelopes of papers of the other kind are useless here.
    if let Some((_, papers)) = fields.iter_mut().find(|(key, _)| key == "papers") {
        remember(papers);
    }
    match next {
        Starter::Congress => congress(fields),
        _ => period(fields, next, year(next, last)),
    }
}

/// The year of a review after a congress: the congress's year, or the year after if that was
/// reported already.
fn year(next: Starter, last: &Dossier) -> Option<u16> {
    let reported = last.period.as_ref().and_then(|p| p.year).map(|year| year.first);
    let half = last.period.as_ref().and_then(|p| p.r#type) == Some(PeriodType::FirstHalf);
    let congress = last.congress.as_ref();
    let held = congress.and_then(|c| c.date).and_then(|date| date.last().year());
    let held = held.or(congress.and_then(|c| c.term).map(|term| term.from));
    match reported {
        Some(year) if half && next == Starter::YearReview => Some(year),
        Some(year) => Some(year + 1),
        None => held,
    }
}

pub fn name(next: Starter, last: &Dossier) -> String {
    let year = year(next, last).map(|year| format!("-{year}")).unwrap_or_default();
    match next {
        Starter::Congress => "ho-so-dai-hoi".to_owned(),
        Starter::YearReview => format!("ho-so-tong-ket{year}"),
        Starter::HalfYearReview => format!("ho-so-so-ket{year}"),
    }
}

fn period(fields: &mut Vec<(String, Part)>, next: Starter, year: Option<u16>) {
    let kind = match next {
        Starter::HalfYearReview => PeriodType::FirstHalf,
        _ => PeriodType::Year,
    };
    let at = block(fields, "period");
    let Value::Map(own) = &mut fields[at].1.value else { return };
    let year = year.map_or(Value::Empty, |year| Value::Text(year.to_string()));
    let wanted = [("type", Value::Text(kind.word().to_owned())), ("year", year)];
    for (i, (key, value)) in wanted.into_iter().enumerate() {
        let part = match own.iter().position(|(k, _)| k == key) {
            Some(at) => own.remove(at).1,
            None => Part::default(),
        };
        own.insert(i, (key.to_owned(), Part { value, below: Vec::new(), beside: None, ..part }));
    }
}

fn congress(fields: &mut Vec<(String, Part)>) {
    if let Some((_, period)) = fields.iter_mut().find(|(key, _)| key == "period") {
        each(period, |_, part| forget(part));
    }
    let at = block(fields, "congress");
    let Value::Map(own) = &mut fields[at].1.value else { return };
    for (key, comment) in [
        ("ordinal", "# lần thứ mấy, ví dụ IV"),
        ("term", "# nhiệm kỳ, ví dụ 2026-2031"),
        ("date", "# ngày họp, ví dụ 15/10/2026"),
        ("place", "# nơi họp"),
    ] {
        if !own.iter().any(|(k, _)| k == key) {
            let part = Part { beside: Some(comment.to_owned()), ..Part::default() };
            own.push((key.to_owned(), part));
        }
    }
}

/// The index of a block of fields, created after the organization if missing.
fn block(fields: &mut Vec<(String, Part)>, name: &str) -> usize {
    let at = match fields.iter().position(|(key, _)| key == name) {
        Some(at) => at,
        None => {
            let behind = fields.iter().position(|(key, _)| key == "organization");
            let at = behind.map_or(fields.len(), |at| at + 1);
            let part = Part { above: vec![String::new()], ..Part::default() };
            fields.insert(at, (name.to_owned(), part));
            at
        }
    };
    if !matches!(fields[at].1.value, Value::Map(_)) {
        fields[at].1.value = Value::Map(Vec::new());
    }
    at
}
