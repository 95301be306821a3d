//! When papers are made, and the time that they report on.

use crate::dossier::{Dossier, PeriodType};
use crate::paper::Paper;
use crate::vietnamese::Day;

use crate::check::Context;

/// Between which days a paper is made, as far as the dossier tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made {
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
}

/// Of one paper: by its date, or by the year that it reports on.
pub(crate) fn made_of(dossier: &Dossier, paper: &Paper) -> Made {
    let date = paper.date(dossier);
    let period = dossier.period.as_ref();
    let year = period.and_then(|p| p.year_told());
    // What is known up to a day is told after it.
    let known = period.and_then(|p| p.data_as_of).and_then(|day| day.earliest());
    let begun = year.map(|year| Day::new(year, 1, 1));
    Made {
        earliest: date.and_then(|d| d.earliest()).or(known).or(begun),
        // A year's report is made in the next one's first months at the latest.
        latest: date.and_then(|d| d.latest()).or(year.map(|year| Day::new(year + 1, 3, 31))),
    }
}

/// Of the papers that are meant, the last of them.
pub(crate) fn made(context: &Context<'_>) -> Made {
    let each = || context.papers.iter().map(|paper| made_of(context.dossier, paper));
    Made { earliest: each().filter_map(|m| m.earliest).max(), latest: latest(each()) }
}

/// The last day on which one of them may be made; none where that is open.
fn latest(each: impl Iterator<Item = Made>) -> Option<Day> {
    each.map(|made| made.latest).collect::<Option<Vec<Day>>>()?.into_iter().max()
}

/// From when on what a dossier plans is done: the next year, where a year was reviewed.
pub(crate) fn planned_from(context: &Context<'_>) -> Option<Day> {
    let period = context.dossier.period.as_ref().filter(|_| context.dossier.congress.is_none());
    let year = period.filter(|p| p.kind().is_none_or(|kind| kind == PeriodType::Year));
    let next = year.and_then(|p| p.year_told()).map(|year| Day::new(year + 1, 1, 1));
    next.max(made(context).earliest)
}

/// The first day of the time that is reported on.
pub(crate) fn reported_from(dossier: &Dossier) -> Option<Day> {
    let period = dossier.period.as_ref();
    let span = period.and_then(|p| p.from).and_then(|from| from.earliest());
    let year = period.and_then(|p| p.year_told()).map(|year| Day::new(year, 1, 1));
    let old = dossier.previous_term.as_ref();
    let term = old.and_then(|old| old.span.or(old.term)).map(|term| Day::new(term.from, 1, 1));
    match dossier.congress {
        // The review of a congress is of its term.
        Some(_) => term,
        None => span.or(year),
    }
}
