//! What an office wants to hold between a unit's figures.

use crate::diagnostic::{Code, Diagnostic};

use super::super::{RollUp, UnitOutcome};
use super::CrossCheck;
use super::values::value;

/// Tells of every counted unit whose figures break a rule. Where one isn't stated
/// nothing is said.
pub fn look(checks: &[CrossCheck], roll_up: &mut RollUp<'_>) {
    if checks.is_empty() {
        return;
    }
    let rows = roll_up.rows.clone();
    let title = |code: &str| rows.iter().find(|row| row.code == code).map_or("", |row| row.title());
    for outcome in roll_up.units.iter_mut().filter(|unit| unit.standing.is_counted()) {
        let found = checks.iter().filter_map(|check| broken(check, outcome, &title));
        let found: Vec<Diagnostic> = found.collect();
        outcome.findings.extend(found);
    }
}

fn broken<'t>(
    check: &CrossCheck,
    outcome: &UnitOutcome<'_>,
    title: &dyn Fn(&str) -> &'t str,
) -> Option<Diagnostic> {
    if check.rule.holds(&|code, part| value(outcome, code, part)) != Ok(false) {
        return None;
    }
    let figures = check.rule.figures();
    let stated = figures.iter().filter_map(|(code, part)| {
        let number = value(outcome, code, *part)?;
        Some(format!("{}{} {}", title(code), part.words(), number.trimmed()))
    });
    let stated = stated.collect::<Vec<_>>().join(", ");
    let what = check.title.as_deref().unwrap_or("Đối chiếu");
    let message = format!("{what}: {stated}; phải là {}", in_words(&check.typed, title));
    let found = match check.must {
        true => Diagnostic::error(Code::OFFICE_CHECK, message),
        false => Diagnostic::warning(Code::OFFICE_CHECK, message),
    };
    let first = figures.first().and_then(|(code, _)| outcome.stated(code));
    Some(match first {
        Some(statement) => statement.put(found),
        None => found,
    })
}

/// A condition with the indicators' titles in place of their codes.
fn in_words<'t>(typed: &str, title: &dyn Fn(&str) -> &'t str) -> String {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = typed;
    while let Some(start) = rest.find(is_name) {
        let (before, name) = rest.split_at(start);
        let end = name.find(|c| !is_name(c)).unwrap_or(name.len());
        let (name, behind) = name.split_at(end);
        let known = title(name);
        out += before;
        out += if known.is_empty() { name } else { known };
        rest = behind;
    }
    out + rest
}
