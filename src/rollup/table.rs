//! The figures of all units as a table: a row for each unit, a column for each indicator, and
//! below them the sum, its number of units, the last period's sum and the change.

use serde::{Serialize, Serializer};

use crate::dossier::Quantity;
use crate::vietnamese::Number;

use super::addend::Addend;
use super::{RollUp, Row, UnitOutcome};

/// The table, for further calculation by the office.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The indicators that at least one unit states.
    pub columns: Vec<TableColumn>,
    /// The units that must report, in the roster's order.
    pub units: Vec<TableRow>,
}

/// An indicator with its sum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableColumn {
    /// Its code in the catalogue.
    pub code: String,
    /// Its name.
    pub title: String,
    /// The unit of its numbers.
    pub unit: String,
    /// The sum over the counted units.
    pub total: Cell,
    /// The number of units that state it, and from which it is requested.
    pub of_units: (usize, usize),
    /// The sum of the last period.
    pub prior: Cell,
    /// How many units state that, of how many that state the figure.
    pub prior_of_units: (u64, u64),
    /// The change in percent, with one decimal, if both sums are of the same units.
    pub change: Cell,
}

/// A unit and its values, in the order of columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableRow {
    /// Its code in the roster.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is counted, in a few Vietnamese words.
    pub standing: String,
    /// What it states.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Not stated: unknown, never zero.
    Unknown,
    /// A number in the column's unit.
    #[serde(serialize_with = "in_json")]
    Number(Number),
    /// `54/56`, or a list of names; a value that can't be added, as typed.
    Text(String),
}

impl Table {
    /// The table of a roll-up.
    pub fn of(roll_up: &RollUp<'_>) -> Table {
        let stated = |row: &&Row<'_>| roll_up.units.iter().any(|o| o.stated(row.code).is_some());
        let rows: Vec<&Row<'_>> = roll_up.rows.iter().filter(stated).collect();
        let units = roll_up.units.iter().map(|outcome| TableRow {
            code: outcome.unit.code().to_owned(),
            name: outcome.unit.called().to_owned(),
            standing: outcome.standing.words(),
            cells: rows.iter().map(|row| of_unit(outcome, row)).collect(),
        });
        Table {
            units: units.collect(),
            columns: rows.iter().map(|row| TableColumn::of(roll_up, row)).collect(),
        }
    }
}

impl TableColumn {
    fn of(roll_up: &RollUp<'_>, row: &Row<'_>) -> TableColumn {
        let total = roll_up.totals.get(row.code);
        let value = total.and_then(|total| total.value.as_ref());
        let prior = total.and_then(|total| total.prior.amount.as_ref());
        let comparable = total.is_some_and(|total| total.comparable() && !roll_up.is_broken(row));
        TableColumn {
            code: row.code.to_owned(),
            title: row.title().to_owned(),
            unit: row.measure.unit.to_owned(),
            total: Cell::of(value),
            of_units: roll_up.stating(row),
            prior: Cell::of(prior),
            prior_of_units: total.map_or((0, 0), |total| (total.prior.units, total.units)),
            change: value
                .zip(prior)
                .filter(|_| comparable)
                .map_or(Cell::Unknown, |(a, b)| change(a, b)),
        }
    }
}

impl Cell {
    /// What a person reads in it.
    pub fn shown(&self) -> String {
        match self {
            Cell::Unknown => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }

    fn of(amount: Option<&Addend>) -> Cell {
        match amount {
            None => Cell::Unknown,
            Some(Addend::Number(n)) => Cell::Number(n.trimmed()),
            Some(other) => match other.phrase("") {
                Some(Quantity { amount: crate::dossier::Amount::Number(n), .. }) => Cell::Number(n),
                Some(phrase) => Cell::Text(phrase.to_text()),
                None => Cell::Unknown,
            },
        }
    }
}

/// The value of a counted unit, in the column's unit if it can be added.
fn of_unit(outcome: &UnitOutcome<'_>, row: &Row<'_>) -> Cell {
    let Some(statement) = outcome.stated(row.code) else { return Cell::Unknown };
    match &statement.value {
        Ok(value) => Cell::of(Some(value)),
        Err(_) => Cell::Text(statement.typed.clone()),
    }
}

/// In percent of the earlier value; empty if that is zero.
fn change(now: &Addend, before: &Addend) -> Cell {
    let percent = |now: Number, before: Number| {
        let more = now.checked_sub(before)?.checked_mul(Number::from(100_u32))?;
        more.checked_div(before, 1)
    };
    match (now, before) {
        (Addend::Number(now), Addend::Number(before)) if !before.is_zero() => {
            percent(*now, *before).map_or(Cell::Unknown, Cell::Number)
        }
        _ => Cell::Unknown,
    }
}

impl Cell {
    /// A number as programs write it: `1234.5`.
    pub fn plain(number: Number) -> String {
        number.to_string().replace('.', "").replace(',', ".")
    }

    /// The nearest floating-point number, for spreadsheets and JSON, which has the same
    /// digits up to fifteen.
    pub fn float(number: Number) -> f64 {
        Cell::plain(number).parse().unwrap_or(f64::NAN)
    }
}

fn in_json<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    match Cell::plain(*number).parse::<i64>() {
        Ok(whole) => serializer.serialize_i64(whole),
        Err(_) => serializer.serialize_f64(Cell::float(*number)),
    }
}
