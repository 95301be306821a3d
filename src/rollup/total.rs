//! Totals: the sums of units' values, and the number of units.

use std::collections::BTreeMap;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::roster::Day;
use crate::source::Path;

use super::addend::{Addend, Unfit};
use super::catalog::Row;

/// A unit's value for one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The phrase as typed.
    pub typed: String,
    /// Its path in the dossier.
    pub path: Path,
    /// The figure, or why it can't be added.
    pub value: Result<Addend, Unfit>,
    /// The value of the same period a year before.
    pub prior: Option<Addend>,
    /// The value assigned by the superior.
    pub assigned: Option<Addend>,
    /// Why these two can't be added, in words.
    pub(crate) unread: Vec<String>,
    /// Whether value and prior are comparable, if the unit states it.
    pub comparable: Option<bool>,
    /// The date stated for the figure itself.
    pub as_of: Option<Day>,
    /// Its place in the file, if known.
    pub(super) at: Option<Anchor>,
    /// The number of units behind it, of all, if it was rolled up.
    pub units: Option<(usize, usize)>,
}

impl Statement {
    /// A finding to review about it.
    pub(super) fn doubt(&self, row: &Row<'_>, code: Code, message: &str) -> Diagnostic {
        self.put(Diagnostic::warning(code, format!("{}: {message}", row.title())))
    }

    /// A finding about it, at its place.
    pub(super) fn put(&self, found: Diagnostic) -> Diagnostic {
        found.with_path(&self.path).at(self.at.as_ref().map(Anchor::place))
    }

    /// Why it can't be added.
    pub(super) fn fault(&self, row: &Row<'_>) -> Option<Diagnostic> {
        let why = self.value.as_ref().err()?;
        Some(self.put(unfit(row.title(), &self.typed, why, &self.path)))
    }
}

/// Statements by the indicators' codes. A unit has some dozens at most, and a province a
/// hundred thousand units: a list takes less memory than a tree.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Statements(Vec<(EcoString, Statement)>);

impl Statements {
    pub(super) const NONE: Statements = Statements(Vec::new());

    /// The statement of a code.
    pub fn get(&self, code: &str) -> Option<&Statement> {
        self.0.iter().find(|(known, _)| known == code).map(|(_, statement)| statement)
    }

    pub(super) fn get_mut(&mut self, code: &str) -> Option<&mut Statement> {
        self.0.iter_mut().find(|(known, _)| known == code).map(|(_, statement)| statement)
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

/// The finding that a unit's phrase can't be added; `title` names its subject: an indicator,
/// an award, support.
pub(super) fn unfit(title: &str, typed: &str, why: &Unfit, path: &Path) -> Diagnostic {
    Diagnostic::error(Code::ROLLUP_UNFIT, format!("{title}: ghi “{typed}”, {why}")).with_path(path)
}

/// An indicator added up over some units. Empty is the neutral element of
/// [`Total::plus`], which is associative and commutative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Total {
    /// The number of units with a value that can be added.
    pub units: u64,
    /// The sum of the values; `None` if no unit stated one.
    pub value: Option<Addend>,
    /// The sum of the values of a year before.
    pub prior: StatedSum,
    /// The sum of the assigned values.
    pub assigned: StatedSum,
    /// Whether some value and its prior aren't comparable.
    pub broken: bool,
}

/// A sum over the units that state it in addition to their value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatedSum {
    /// The number of units that state it.
    pub units: u64,
    /// The sum of their values.
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
    /// The total of one unit. `broken` means that the unit changed during the period; the
    /// unit's own statement takes precedence.
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

    /// The sum of both, in any order.
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

    /// Whether value and prior may be compared: every unit that states one states the other,
    /// and they are comparable.
    pub fn comparable(&self) -> bool {
        !self.broken && self.prior.units == self.units
    }

    /// The assigned amount, if every unit states it: a partial sum has no meaning.
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

    /// The totals of two disjoint sets of units.
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
