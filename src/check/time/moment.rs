//! The time at which papers are made, and the time they report on.

use crate::dossier::{Dossier, PeriodType};
use crate::paper::Paper;
use crate::vietnamese::Day;

use crate::check::Context;

/// The dates between which a paper is made, as far as the dossier states them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made {
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
}

/// For one paper: from its date, or from the year it reports on.
pub(crate) fn made_of(dossier: &Dossier, paper: &Paper) -> Made {
    let date = paper.date(dossier);
    let period = dossier.period.as_ref();
    let year = period.and_then(|p| p.year_told());
    // Figures up to a day are reported after it.
    let known = period.and_then(|p| p.data_as_of).and_then(|day| day.earliest());
    let begun = year.map(|year| Day::new(year, 1, 1));
    Made {
        earliest: date.and_then(|d| d.earliest()).or(known).or(begun),
        latest: date.and_then(|d| d.latest()).or(latest_of(dossier)),
    }
}

/// The day by which papers without a date are surely made: half a month behind a part of a
/// year, the first months of the next year behind a year, a month behind a congress.
fn latest_of(dossier: &Dossier) -> Option<Day> {
    let held = dossier.congress.as_ref().and_then(|congress| congress.date);
    if let Some(held) = held {
        return held.last().latest().map(month_later);
    }
    let period = dossier.period.as_ref()?;
    let year = period.year_told()?;
    use PeriodType::{FirstHalf, FirstQuarter, NineMonths, SecondQuarter, ThirdQuarter};
    let end = match period.kind() {
        Some(FirstQuarter) => Day::new(year, 4, 15),
        Some(SecondQuarter | FirstHalf) => Day::new(year, 7, 15),
        Some(ThirdQuarter | NineMonths) => Day::new(year, 10, 15),
        // A school year ends in the next calendar year.
        Some(kind) if kind.is_of_school_year() => Day::new(year + 1, 12, 31),
        _ => Day::new(year + 1, 3, 31),
    };
    Some(end)
}

fn month_later(day: Day) -> Day {
    match day.month {
        12 => Day::new(day.year + 1, 1, day.day),
        month => Day::new(day.year, month + 1, day.day),
    }
}

/// For the papers to be made: the last of them.
pub(crate) fn made(context: &Context<'_>) -> Made {
    let each = || context.papers.iter().map(|paper| made_of(context.dossier, paper));
    Made { earliest: each().filter_map(|m| m.earliest).max(), latest: latest(each()) }
}

/// The last day on which one of them may be made; `None` if that is open.
fn latest(each: impl Iterator<Item = Made>) -> Option<Day> {
    each.map(|made| made.latest).collect::<Option<Vec<Day>>>()?.into_iter().max()
}

/// The first day of the planned time: the next year, if a year was reviewed.
pub(crate) fn planned_from(context: &Context<'_>) -> Option<Day> {
    let period = context.dossier.period.as_ref().filter(|_| context.dossier.congress.is_none());
    let year = period.filter(|p| p.kind().is_none_or(|kind| kind == PeriodType::Year));
    let next = year.and_then(|p| p.year_told()).map(|year| Day::new(year + 1, 1, 1));
    next.max(made(context).earliest)
}

/// The first day of the reported time.
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
