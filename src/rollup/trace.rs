//! The origin of a total: the units with their values.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use crate::roster::Break;

use super::write::ratio;
use super::{Addend, BreakKind, RollUp, Row, UnitOutcome};

/// The units behind a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// The total with its unit of measure, in words where there is none.
    pub total: String,
    /// How many units state it, of how many that are asked for it.
    pub of_units: (usize, usize),
    /// What each unit states.
    pub units: Vec<TracedUnit>,
}

/// A unit behind a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TracedUnit {
    /// Its code in the roster.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it states, as it was typed; empty where it states nothing.
    pub stated: String,
    /// Why it doesn't count, which day it is of.
    pub note: String,
}

/// What is behind the total of a code; none where the code isn't added up.
pub fn trace(roll_up: &RollUp<'_>, code: &str) -> Option<Trace> {
    let row = roll_up.rows.iter().find(|row| row.code == code)?;
    let total = roll_up.totals.get(code);
    let phrase = total.and_then(|total| total.value.as_ref()?.phrase(row.measure.unit));
    let mut changes: HashMap<&str, Vec<&Break<'_>>> = HashMap::new();
    for change in &roll_up.breaks {
        changes.entry(change.unit.code()).or_default().push(change);
    }
    let due = roll_up.units.iter().map(|outcome| {
        let own = changes.get(outcome.unit.code()).map_or(&[][..], Vec::as_slice);
        TracedUnit::of(row, outcome, note(row, outcome, own))
    });
    let gone = roll_up.gone.iter().filter_map(|(change, outcome)| {
        let note = match change.kind {
            BreakKind::Ended if row.adds_when_ended() => {
                "đã giải thể; tính phần đã làm trong kỳ".to_owned()
            }
            BreakKind::Ended => "đã giải thể; không tính vào số cuối kỳ".to_owned(),
            BreakKind::MergedInto(heir) => format!("đã nhập vào {heir}; tính ở đơn vị đó"),
            BreakKind::MovedTo(parent) => format!("đã chuyển về {parent}; tính ở cấp đó"),
            BreakKind::Began | BreakKind::Absorbed(_) => String::new(),
        };
        Some(TracedUnit::of(row, outcome.as_ref()?, note))
    });
    Some(Trace {
        code: code.to_owned(),
        title: row.title().to_owned(),
        total: phrase.map_or_else(|| "chưa có số".to_owned(), |phrase| phrase.to_text()),
        of_units: roll_up.stating(row),
        units: due.chain(gone).collect(),
    })
}

impl Trace {
    /// As a table in Markdown, which a narrative and a spreadsheet both take.
    pub fn markdown(&self) -> String {
        let (stating, asked) = self.of_units;
        let mut out =
            format!("{}: {} ({stating}/{asked} đơn vị có số liệu)\n\n", self.title, self.total);
        out += "| Mã | Đơn vị | Số liệu | Ghi chú |\n|---|---|---|---|\n";
        for TracedUnit { code, name, stated, note } in &self.units {
            let cells = [code, name, stated, note];
            let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
            // Writing to a String can't fail.
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out
    }
}

impl TracedUnit {
    fn of(row: &Row<'_>, outcome: &UnitOutcome<'_>, note: String) -> TracedUnit {
        TracedUnit {
            code: outcome.unit.code().to_owned(),
            name: outcome.unit.called().to_owned(),
            stated: outcome.stated(row.code).map(|s| s.typed.clone()).unwrap_or_default(),
            note,
        }
    }
}

fn note(row: &Row<'_>, outcome: &UnitOutcome<'_>, changes: &[&Break<'_>]) -> String {
    if !outcome.standing.is_counted() {
        return format!("không tính: {}", outcome.standing.words());
    }
    let mut notes = Vec::new();
    match outcome.stated(row.code) {
        Some(statement) => {
            match &statement.value {
                Err(why) => notes.push(format!("không tính: {why}")),
                Ok(Addend::Latest { day: None, .. }) => notes.push("chưa ghi ngày".to_owned()),
                Ok(Addend::Latest { day: Some(day), .. }) => {
                    notes.push(format!("ngày {}", day));
                }
                Ok(_) => {
                    notes.extend(statement.as_of.map(|day| format!("ngày {}", day)));
                }
            }
            let some = statement.units.filter(|(part, whole)| part < whole);
            notes.extend(some.map(|(a, b)| format!("mới có của {}", ratio(a, b).to_text())));
        }
        None if row.applies_to(outcome.unit_type()) => notes.push("chưa ghi".to_owned()),
        None => notes.push("không thuộc diện báo cáo".to_owned()),
    }
    notes.extend(changes.iter().map(|change| match change.kind {
        BreakKind::Absorbed(code) => format!("nhận {code} trong kỳ"),
        _ => "mới trong kỳ".to_owned(),
    }));
    notes.join("; ")
}
