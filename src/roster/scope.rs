//! The units of a roster that must report for a period, and their changes during it.

use std::collections::{HashMap, HashSet};

use crate::dossier::{Period, PeriodType};

use super::{Day, Roster, Unit};

/// The dates of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timespan {
    /// The first day.
    pub from: Day,
    /// The last day, inclusive.
    pub to: Day,
}

impl Timespan {
    /// The dates of a period; `None` if its year isn't known. A quarter needs dates, since
    /// its year alone doesn't show which one it is.
    pub fn of(period: &Period) -> Option<Timespan> {
        let year = period.year.map(|y| y.first);
        let typed = |from: Option<Day>, to: Option<Day>| {
            let from = period.from.and_then(|d| d.earliest()).or(from)?;
            let to = period.to.and_then(|d| d.latest()).or(to)?;
            (from <= to).then_some(Timespan { from, to })
        };
        let within = |from: (u8, u8), to: (u8, u8)| {
            let on = |(month, day): (u8, u8)| year.map(|year| Day::new(year, month, day));
            typed(on(from), on(to))
        };
        let kind = period.kind().unwrap_or(PeriodType::Year);
        if let Some(quarter) = kind.quarter() {
            let last = quarter * 3;
            return within((last - 2, 1), (last, if last == 6 || last == 9 { 30 } else { 31 }));
        }
        let next = year.and_then(|y| y.checked_add(1));
        let begins = year.map(|y| Day::new(y, 8, 1));
        let ends = next.map(|y| Day::new(y, 7, 31));
        match kind {
            PeriodType::NineMonths => within((1, 1), (9, 30)),
            PeriodType::FirstHalf => within((1, 1), (6, 30)),
            PeriodType::SecondHalf => within((7, 1), (12, 31)),
            PeriodType::SchoolYear => typed(begins, ends),
            PeriodType::FirstSemester => typed(begins, next.map(|y| Day::new(y, 1, 31))),
            PeriodType::SecondSemester => typed(next.map(|y| Day::new(y, 2, 1)), ends),
            PeriodType::Year | PeriodType::SinceFounding => within((1, 1), (12, 31)),
            _ => typed(None, None),
        }
    }

    pub(crate) fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// The part of a roster that concerns one roll-up.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The units that exist at the period's end: each must report once.
    pub due: Vec<&'a Unit>,
    /// The units that existed in the period but not at its end.
    pub gone: Vec<Break<'a>>,
    /// The required units that changed during the period.
    pub breaks: Vec<Break<'a>>,
}

/// A change of the roster within a period: figures before and after it aren't comparable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Break<'a> {
    /// The changed unit.
    pub unit: &'a Unit,
    /// The kind of change.
    pub kind: BreakKind<'a>,
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind<'a> {
    /// thành lập, or came from another superior
    Began,
    /// giải thể
    Ended,
    /// chuyển về cấp trên khác
    MovedTo(&'a str),
    /// nhập vào đơn vị khác
    MergedInto(&'a str),
    /// nhận đơn vị khác nhập vào
    Absorbed(&'a str),
}

impl Roster {
    /// The units that report to `superior` for a period: its own if the roster has any, else
    /// all that are nobody's superior (the base).
    pub fn scope(&self, superior: Option<&str>, period: Timespan) -> Scope<'_> {
        let is_parent = |code: &str| self.units.iter().any(|u| u.parent.as_deref() == Some(code));
        let own = superior.filter(|code| is_parent(code));
        let parents: HashSet<&str> =
            self.units.iter().filter_map(|u| u.parent.as_deref()).collect();
        let belongs = |unit: &Unit| match own {
            Some(own) => unit.parent.as_deref() == Some(own),
            None => !parents.contains(unit.code()),
        };
        let mut seen = HashSet::new();
        let twice = self.units.iter().map(Unit::code).filter(|code| !seen.insert(*code));
        let moved: HashSet<&str> = twice.collect();
        // A roster has thousands of rows, most of which may have ended.
        let (mut current, mut past) = (HashMap::new(), HashMap::new());
        for unit in &self.units {
            let rows = if unit.holds_on(period.to) { &mut current } else { &mut past };
            rows.entry(unit.code()).or_insert(unit);
        }
        let mut scope = Scope { due: Vec::new(), gone: Vec::new(), breaks: Vec::new() };
        for unit in self.units.iter().filter(|unit| belongs(unit)) {
            let began = unit.since.and_then(|d| d.earliest()).filter(|day| period.holds(*day));
            if unit.holds_on(period.to) {
                scope.due.push(unit);
                // The base as a whole doesn't change when a unit moves within it.
                if began.is_some_and(|_| own.is_some() || !moved.contains(unit.code())) {
                    scope.breaks.push(Break { unit, kind: BreakKind::Began });
                }
                continue;
            }
            let ended = unit.until.and_then(|d| d.latest()).is_some_and(|day| period.holds(day));
            if !ended {
                continue;
            }
            let kind = match unit.successor.as_deref().filter(|s| !s.is_empty()) {
                Some(successor) => BreakKind::MergedInto(heir(&past, successor)),
                None => match current.get(unit.code()).filter(|_| own.is_some()) {
                    Some(row) => BreakKind::MovedTo(row.parent.as_deref().unwrap_or_default()),
                    None if current.contains_key(unit.code()) => continue,
                    None => BreakKind::Ended,
                },
            };
            scope.gone.push(Break { unit, kind });
        }
        // A unit of another superior may be merged into one of this superior's.
        let others = self.units.iter().filter(|unit| !belongs(unit) && !unit.holds_on(period.to));
        let others = others.filter(|unit| {
            unit.until.and_then(|d| d.latest()).is_some_and(|until| period.holds(until))
        });
        scope.absorb(others, &past);
        scope
    }
}

/// Which unit each has become by a day, mergers followed.
pub(crate) struct Heirs<'a> {
    there: HashSet<&'a str>,
    past: HashMap<&'a str, &'a Unit>,
}

impl<'a> Heirs<'a> {
    /// The unit that one of a code is on the day; none that has ended for good.
    pub(crate) fn of(&self, code: &'a str) -> Option<&'a str> {
        let now = if self.there.contains(code) { code } else { heir(&self.past, code) };
        self.there.contains(now).then_some(now)
    }
}

impl Roster {
    /// Which units there are on a day, and what the others have become.
    pub(crate) fn heirs(&self, day: Day) -> Heirs<'_> {
        let mut heirs = Heirs { there: HashSet::new(), past: HashMap::new() };
        for unit in &self.units {
            if unit.holds_on(day) {
                heirs.there.insert(unit.code());
            } else if unit.until.and_then(|d| d.latest()).is_some_and(|until| until < day) {
                // The last row of a code says what became of it.
                heirs.past.insert(unit.code(), unit);
            }
        }
        heirs
    }
}

impl<'a> Scope<'a> {
    /// Adds which of the required units absorbed others: units that are gone, and other
    /// superiors' units that ended in the period.
    fn absorb(
        &mut self,
        others: impl Iterator<Item = &'a Unit>,
        past: &HashMap<&'a str, &'a Unit>,
    ) {
        let mut due: HashMap<&str, &'a Unit> = HashMap::new();
        for unit in &self.due {
            due.entry(unit.code()).or_insert(*unit);
        }
        let own = self.gone.iter().filter_map(|gone| match gone.kind {
            BreakKind::MergedInto(heir) => Some((gone.unit, heir)),
            _ => None,
        });
        let others = others.filter_map(|gone| {
            let successor = gone.successor.as_deref().filter(|s| !s.is_empty())?;
            Some((gone, heir(past, successor)))
        });
        let absorbed = own.chain(others).filter_map(|(gone, heir)| {
            Some(Break { unit: due.get(heir).copied()?, kind: BreakKind::Absorbed(gone.code()) })
        });
        self.breaks.extend(absorbed);
    }
}

/// The last of a chain of successors, among the ended units.
fn heir<'a>(past: &HashMap<&'a str, &'a Unit>, mut code: &'a str) -> &'a str {
    // No chain is longer than the roster, and a cycle is an error.
    for _ in 0..past.len() {
        let next = past.get(code).and_then(|unit| unit.successor.as_deref());
        match next.filter(|successor| !successor.is_empty()) {
            Some(successor) => code = successor,
            None => break,
        }
    }
    code
}
