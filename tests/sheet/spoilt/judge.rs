//! What was read of a sheet, held against what a person reads in it.

use baocao::diagnostic::{Severity, brief};
use baocao::sheet::{Contents, Grid, UnitRow};

use super::table::{Table, Truth};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Read as a person reads it, or nothing where there is nothing.
    Right,
    /// Not read, rightly, and told.
    Told,
    /// Told, though a person reads it.
    Refused,
    /// Read otherwise, or lost, and nobody is told.
    Wrong,
}

#[derive(Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub told: usize,
    pub refused: usize,
    pub wrong: usize,
}

impl Tally {
    pub fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Right => &mut self.right,
            Verdict::Told => &mut self.told,
            Verdict::Refused => &mut self.refused,
            Verdict::Wrong => &mut self.wrong,
        } += 1;
    }
}

/// A verdict on each figure of each unit, and on units that nobody sent.
pub fn judge(table: &Table, read: &Contents<'_>) -> Vec<(String, Verdict)> {
    let told = read.findings.iter().any(|found| found.severity == Severity::Error);
    let mut out = Vec::new();
    for (i, row) in table.truth.iter().enumerate() {
        let unit = read.units.iter().find(|unit| is(unit, table.key(i)));
        for (head, truth) in table.heads.iter().zip(row) {
            let value = unit.filter(|unit| counts(unit)).and_then(|unit| {
                let stated = unit.figures.iter().find(|stated| {
                    stated.asked.code == head.code && stated.aspect == baocao::sheet::Aspect::Value
                });
                stated?.phrase.as_deref().map(plain)
            });
            let what =
                format!("{} {}: {value:?}, right {:?}", table.key(i), head.title, truth.right);
            out.push((what, verdict(value.as_deref(), truth, told)));
        }
    }
    for unit in read.units.iter().filter(|unit| counts(unit)) {
        if !(0..table.units.len()).any(|i| is(unit, table.key(i))) {
            out.push((format!("“{}” is a unit", unit.key()), Verdict::Wrong));
        }
    }
    out
}

fn is(unit: &UnitRow<'_>, key: &str) -> bool {
    unit.code == key || unit.code.is_empty() && unit.name == key
}

/// Whether any of a unit's figures is taken.
fn counts(unit: &UnitRow<'_>) -> bool {
    unit.whole || unit.unread.is_some()
}

fn verdict(value: Option<&str>, truth: &Truth, told: bool) -> Verdict {
    match value {
        Some(value) if truth.right.iter().any(|right| right == value) => Verdict::Right,
        Some(_) => Verdict::Wrong,
        None if !truth.must_tell => Verdict::Right,
        None if !told => Verdict::Wrong,
        None if truth.readable => Verdict::Refused,
        None => Verdict::Told,
    }
}

/// A phrase without its noun, money in đồng: *1.250,5 nghìn đồng* is *1250500 đồng*;
/// `~` for a number with a hedge.
fn plain(phrase: &str) -> String {
    let end = phrase.find(|c: char| !c.is_ascii_digit() && !".,/%".contains(c));
    let (number, noun) = phrase.split_at(end.unwrap_or(phrase.len()));
    if number.is_empty() {
        let hedged = phrase.contains(|c: char| c.is_ascii_digit());
        return match phrase {
            "không" => "0".to_owned(),
            _ if hedged => "~".to_owned(),
            _ => phrase.to_owned(),
        };
    }
    let number = number.replace('.', "");
    let scale = match noun.split_whitespace().next() {
        Some("nghìn" | "ngàn") => 1_000_u64,
        Some("triệu") => 1_000_000,
        Some("tỷ") => 1_000_000_000,
        _ => 1,
    };
    if !noun.ends_with("đồng") && scale == 1 {
        return number;
    }
    let (whole, part) = number.split_once(',').unwrap_or((&number, ""));
    let fine = 10_u64.pow(u32::try_from(part.len()).expect("short"));
    let part: u64 = part.parse().unwrap_or(0);
    let amount = whole.parse::<u64>().expect("a number") * scale + part * scale / fine;
    if noun.ends_with("đồng") { format!("{amount} đồng") } else { amount.to_string() }
}

/// The cells, to be looked at.
pub fn shown(grids: &[Grid]) -> String {
    let mut out = String::new();
    for grid in grids {
        for row in 0..grid.height() {
            let cells: Vec<String> = grid.row(row).iter().map(baocao::sheet::Cell::shown).collect();
            out += &format!("{}\n", cells.join(" | "));
        }
    }
    out
}

/// The findings and the units, to be looked at.
pub fn told(read: &Contents<'_>) -> String {
    let findings: Vec<String> = read.findings.iter().map(brief).collect();
    let unit = |unit: &UnitRow<'_>| {
        let figures: Vec<String> = unit
            .figures
            .iter()
            .map(|stated| format!("{} {:?}: {:?}", stated.asked.code, stated.aspect, stated.phrase))
            .collect();
        format!("{} (whole {}, {:?}): {}", unit.key(), unit.whole, unit.unread, figures.join("; "))
    };
    let units: Vec<String> = read.units.iter().map(unit).collect();
    format!("{}\n{}", findings.join("\n"), units.join("\n"))
}
