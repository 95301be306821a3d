//! Totals: what the units state together, and how many of them do.

use std::collections::BTreeMap;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::roster::Day;
use crate::source::Path;

use super::addend::{Addend, Unfit};
use super::catalog::Row;

/// What one unit states of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The phrase as the unit wrote it.
    pub typed: String,
    /// Where in its dossier.
    pub path: Path,
    /// The figure, or why it can't be added.
    pub value: Result<Addend, Unfit>,
    /// That of the same period a year before.
    pub prior: Option<Addend>,
    /// That which the superior had assigned.
    pub assigned: Option<Addend>,
    /// What of these two can't be added, in words.
    pub(crate) unread: Vec<String>,
    /// Whether value and prior are of the same thing, where the unit says so.
    pub comparable: Option<bool>,
    /// The day that the figure itself is said to hold for.
    pub as_of: Option<Day>,
    /// Where in its file, if that is known.
    pub(super) at: Option<Anchor>,
    /// The units behind it, of how many, where it was rolled up.
    pub units: Option<(usize, usize)>,
}

impl Statement {
    /// Something about it that somebody should look at.
    pub(super) fn doubt(&self, row: &Row<'_>, code: Code, message: &str) -> Diagnostic {
        self.put(Diagnostic::warning(code, format!("{}: {message}", row.title())))
    }

    /// A finding about it, at its place.
    fn put(&self, found: Diagnostic) -> Diagnostic {
        found.with_path(&self.path).at(self.at.as_ref().map(Anchor::place))
    }

    /// Why it can't be added.
    pub(super) fn fault(&self, row: &Row<'_>) -> Option<Diagnostic> {
        let why = self.value.as_ref().err()?;
        Some(self.put(unfit(row.title(), &self.typed, why, &self.path)))
    }
}

/// Statements by the indicators' codes. A unit has some dozens at most, and a
/// province a hundred thousand units: a list takes less room than a tree.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Statements(Vec<(EcoString, Statement)>);

impl Statements {
    pub(super) const NONE: Statements = Statements(Vec::new());

    /// The statement of a code.
    pub fn get(&self, code: &str) -> Option<&Statement> {
        self.0.iter().find(|(known, _)| known == code).map(|(_, statement)| statement)
    }

    pub(super) fn remove(&mut self, code: &str) -> Option<Statement> {
        let at = self.0.iter().position(|(known, _)| known == code)?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Statement> {
        self.0.iter_mut().map(|(_, statement)| statement)
    }
}

impl FromIterator<(EcoString, Statement)> for Statements {
    fn from_iter<T: IntoIterator<Item = (EcoString, Statement)>>(statements: T) -> Self {
        let mut all: Vec<_> = statements.into_iter().collect();
        all.shrink_to_fit();
        Statements(all)
    }
}

/// Why a phrase of a unit can't be added; `title` says what it is about: an
/// indicator, an award, support.
pub(super) fn unfit(title: &str, typed: &str, why: &Unfit, path: &Path) -> Diagnostic {
    Diagnostic::error(Code::ROLLUP_UNFIT, format!("{title}: ghi “{typed}”, {why}")).with_path(path)
}

/// An indicator added up over some units. Empty is the neutral element of
/// [`Total::plus`], which is associative and commutative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Total {
    /// How many units state a value that adds up.
    pub units: u64,
    /// The sum of the figures; `None` where no unit stated one.
    pub value: Option<Addend>,
    /// The sum of those of a year before.
    pub prior: StatedSum,
    /// The sum of those that were assigned.
    pub assigned: StatedSum,
    /// Whether some value and its prior are of different things.
    pub broken: bool,
}

/// A sum over those units that state it, beside their value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatedSum {
    /// How many units stated it.
    pub units: u64,
    /// The sum of what they stated.
    pub amount: Option<Addend>,
}

impl StatedSum {
    fn of(amount: Option<Addend>) -> StatedSum {
        StatedSum { units: u64::from(amount.is_some()), amount }
    }

    fn plus(self, other: StatedSum) -> StatedSum {
        StatedSum { units: self.units + other.units, amount: plus(self.amount, other.amount) }
    }
}

fn plus(a: Option<Addend>, b: Option<Addend>) -> Option<Addend> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.plus(b)),
        (one, other) => one.or(other),
    }
}

impl Total {
    /// What one unit gives. `broken`: the unit wasn't the same all the time,
    /// which its own word outweighs.
    pub fn of(statement: &Statement, broken: bool) -> Total {
        let Ok(value) = &statement.value else { return Total::default() };
        Total {
            units: 1,
            value: Some(value.clone()),
            prior: StatedSum::of(statement.prior.clone()),
            assigned: StatedSum::of(statement.assigned.clone()),
            broken: statement.comparable.map_or(broken, |comparable| !comparable),
        }
    }

    /// Both added: in any order the same.
    #[must_use]
    pub fn plus(self, other: Total) -> Total {
        Total {
            units: self.units + other.units,
            value: plus(self.value, other.value),
            prior: self.prior.plus(other.prior),
            assigned: self.assigned.plus(other.assigned),
            broken: self.broken || other.broken,
        }
    }

    /// Whether value and prior may be compared: every unit that states the one
    /// states the other, and of the same thing.
    pub fn comparable(&self) -> bool {
        !self.broken && self.prior.units == self.units
    }

    /// The assigned amount, where every unit states it: a part of it says
    /// nothing of the whole.
    pub fn assigned(&self) -> Option<&Addend> {
        self.assigned.amount.as_ref().filter(|_| self.assigned.units == self.units)
    }
}

/// Totals by the indicators' codes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Totals(BTreeMap<String, Total>);

impl Totals {
    /// Adds to an indicator's total.
    pub fn add(&mut self, code: &str, total: Total) {
        if total == Total::default() {
            return;
        }
        let sum = self.0.remove(code).unwrap_or_default().plus(total);
        self.0.insert(code.to_owned(), sum);
    }

    /// The totals of two lots of units, none of which is in both.
    #[must_use]
    pub fn plus(mut self, other: Totals) -> Totals {
        other.0.into_iter().for_each(|(code, total)| self.add(&code, total));
        self
    }

    /// The total of an indicator.
    pub fn get(&self, code: &str) -> Option<&Total> {
        self.0.get(code)
    }

    /// The totals by the indicators' codes, in the codes' order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Total)> {
        self.0.iter().map(|(code, total)| (code.as_str(), total))
    }
}
