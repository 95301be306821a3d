//! Reasons why a total isn't comparable with the last period's.

use crate::diagnostic::{Code, Diagnostic};
use crate::roster::{Break, BreakKind};
use crate::source::Path;

use super::some::{few_of, some_of};
use super::{RollUp, Row, UnitOutcome};

/// The reasons in a few words, for a comment in the file.
pub(super) fn why(roll_up: &RollUp<'_>, row: &Row<'_>) -> String {
    let stating = |outcome: &&UnitOutcome<'_>| {
        let stated = outcome.stated(row.code);
        outcome.standing.is_counted() && stated.is_some_and(|s| s.value.is_ok())
    };
    let (mut lacking, mut said) = (Vec::new(), Vec::new());
    for outcome in roll_up.units.iter().filter(stating) {
        let Some(statement) = outcome.stated(row.code) else { continue };
        if statement.prior.is_none() {
            lacking.push(outcome.unit.code());
        } else if statement.comparable == Some(false) {
            said.push(outcome.unit.code());
        }
    }
    let (mut new, mut absorbed) = (Vec::new(), Vec::new());
    for change in &roll_up.breaks {
        let own = roll_up.outcome_of(change.unit.code()).filter(stating);
        // A unit's own statement takes precedence over the roster.
        let open = own.and_then(|o| o.stated(row.code)).is_some_and(|s| s.comparable.is_none());
        match change.kind {
            BreakKind::Absorbed(_) if open => absorbed.push(change.unit.code()),
            _ if open => new.push(change.unit.code()),
            _ => {}
        }
    }
    let breaks_it =
        |change: &Break<'_>| row.applies_to(change.unit.r#type) && !roll_up.is_taken_in(change);
    let gone = roll_up.gone.iter().filter(|(change, _)| breaks_it(change));
    let gone: Vec<&str> = gone.map(|(change, _)| change.unit.code()).collect();
    let reasons = [
        (&lacking, "chưa ghi cùng kỳ"),
        (&said, "ghi không so sánh được"),
        (&new, "mới trong kỳ"),
        (&absorbed, "nhận đơn vị khác nhập vào"),
        (&gone, "giải thể, sáp nhập hoặc chuyển đi trong kỳ"),
    ];
    let reasons = reasons.into_iter().filter(|(codes, _)| !codes.is_empty());
    // Independent of the roster's order.
    let sorted = |codes: &Vec<&str>| {
        let mut codes = codes.clone();
        codes.sort_unstable();
        few_of(&codes, "đơn vị")
    };
    let reasons: Vec<String> =
        reasons.map(|(codes, what)| format!("{} {what}", sorted(codes))).collect();
    format!("vì {}", reasons.join("; "))
}

/// What isn't comparable and why, each reason once.
pub(super) fn totals(roll_up: &RollUp<'_>) -> Vec<Diagnostic> {
    let mut by_reason: Vec<(String, Vec<&str>)> = Vec::new();
    for row in &roll_up.rows {
        let Some(total) = roll_up.totals.get(row.code) else { continue };
        if total.prior.amount.is_none() || (total.comparable() && !roll_up.is_broken(row)) {
            continue;
        }
        let why = why(roll_up, row);
        match by_reason.iter_mut().find(|(known, _)| *known == why) {
            Some((_, titles)) => titles.push(row.title()),
            None => by_reason.push((why, vec![row.title()])),
        }
    }
    let note = |(why, titles): (String, Vec<&str>)| {
        let titles = some_of(&titles, "chỉ tiêu");
        Diagnostic::note(
            Code::ROLLUP_NOT_COMPARABLE,
            format!("Không so sánh được với cùng kỳ: {titles}: {why}"),
        )
        .with_path(Path::root().key("period"))
    };
    by_reason.into_iter().map(note).collect()
}
