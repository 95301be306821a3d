//! The origin of a total: the units with their values.

use std::collections::HashMap;
use std::fmt::Write;

use crate::roster::Break;

use super::write::ratio;
use super::{Addend, BreakKind, RollUp, Row, UnitOutcome};

/// The table behind the total of a code, in Markdown, which a narrative and a
/// spreadsheet both take; none where the code isn't added up.
pub fn trace(roll_up: &RollUp<'_>, code: &str) -> Option<String> {
    let row = roll_up.rows.iter().find(|row| row.code == code)?;
    let (stating, asked) = roll_up.stating(row);
    let total = roll_up.totals.get(code);
    let phrase = total.and_then(|total| total.value.as_ref()?.phrase(row.measure.unit));
    let phrase = phrase.map_or_else(|| "chưa có số".to_owned(), |phrase| phrase.to_text());
    let mut out = format!("{}: {phrase} ({stating}/{asked} đơn vị có số liệu)\n\n", row.title());
    out += "| Mã | Đơn vị | Số liệu | Ghi chú |\n|---|---|---|---|\n";
    let mut changes: HashMap<&str, Vec<&Break<'_>>> = HashMap::new();
    for change in &roll_up.breaks {
        changes.entry(change.unit.code()).or_default().push(change);
    }
    for outcome in &roll_up.units {
        let own = changes.get(outcome.unit.code()).map_or(&[][..], Vec::as_slice);
        let note = note(row, outcome, own);
        line(&mut out, row, outcome, &note);
    }
    for (change, outcome) in &roll_up.gone {
        let Some(outcome) = outcome else { continue };
        let note = match change.kind {
            BreakKind::Ended if row.adds_when_ended() => {
                "đã giải thể; tính phần đã làm trong kỳ".to_owned()
            }
            BreakKind::Ended => "đã giải thể; không tính vào số cuối kỳ".to_owned(),
            BreakKind::MergedInto(heir) => format!("đã nhập vào {heir}; tính ở đơn vị đó"),
            BreakKind::MovedTo(parent) => format!("đã chuyển về {parent}; tính ở cấp đó"),
            BreakKind::Began | BreakKind::Absorbed(_) => String::new(),
        };
        line(&mut out, row, outcome, &note);
    }
    Some(out)
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

fn line(out: &mut String, row: &Row<'_>, outcome: &UnitOutcome<'_>, note: &str) {
    let typed = outcome.stated(row.code).map(|s| s.typed.as_str());
    let cells = [outcome.unit.code(), outcome.unit.called(), typed.unwrap_or_default(), note];
    let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
    // Writing to a String can't fail.
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}
