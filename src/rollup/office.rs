//! Findings only the office can act on: comparisons among units, and gaps of the roster and
//! the catalogue.

use std::collections::BTreeMap;

use ecow::EcoString;

use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::dossier::Quantity;
use crate::roster::{Likely, Timespan};
use crate::source::Path;

use super::addend::Addend;
use super::some::some_of;
use super::{Request, RollUp, broken, jump, noun};

/// Adds the findings that need all units.
pub(super) fn look(roll_up: &mut RollUp<'_>, request: Request<'_>, days: Timespan) {
    let mut findings = roster(request, days);
    findings.extend(contradictions(roll_up));
    findings.extend(broken::totals(roll_up));
    findings.extend(nouns(roll_up));
    for (at, doubt) in beside_others(roll_up) {
        if let Some(outcome) = roll_up.units.get_mut(at) {
            outcome.findings.push(doubt);
        }
    }
    findings.extend(without_code(roll_up));
    roll_up.findings = findings;
}

/// Units that no superior counts.
fn roster(request: Request<'_>, days: Timespan) -> Vec<Diagnostic> {
    let superior = request.superior.organization.code.as_deref();
    let mut findings = Vec::new();
    if let Some((typed, right)) =
        superior.and_then(|code| Some((code, request.roster.superior_meant(code)?)))
    {
        let message = format!(
            "Hồ sơ cấp trên: ghi mã {typed}, trong danh sách cấp trên là {right}; sửa cho giống nhau"
        );
        findings.push(
            Diagnostic::error(Code::ROLLUP_SUPERIOR, message)
                .with_path(Path::root().key("organization").key("code")),
        );
    }
    let own = superior.unwrap_or_default();
    for astray in request.roster.astray(superior, days) {
        let codes: Vec<&str> = astray.units.iter().map(|unit| unit.code()).collect();
        let units = some_of(&codes, "đơn vị");
        let (severity, message) = match (astray.parent, astray.likely) {
            (Some(typed), Likely::Mistyped(right)) => (
                Severity::Error,
                format!("{units} ghi cấp trên {typed}, có phải là {right}? Chưa được tính ở đâu"),
            ),
            (Some(typed), Likely::Forgotten) => (
                Severity::Warning,
                format!(
                    "{units} ghi cấp trên {typed}, mã này không có trong danh sách; không tính vào {own}"
                ),
            ),
            (Some(typed), Likely::Others) => {
                (Severity::Note, format!("{units} ghi cấp trên {typed}; không tính vào {own}"))
            }
            (None, _) => {
                (Severity::Warning, format!("{units} chưa ghi mã cấp trên; không tính vào {own}"))
            }
        };
        let message = format!("Danh sách đơn vị: {message}");
        findings.push(Diagnostic::new(severity, Code::ROLLUP_ASTRAY, message));
    }
    findings
}

/// Figures with several values for the latest date.
fn contradictions(roll_up: &RollUp<'_>) -> Vec<Diagnostic> {
    let contradicted = roll_up.rows.iter().filter_map(|row| {
        let total = roll_up.totals.get(row.code)?.value.as_ref()?;
        let Addend::Latest { day, values } = total else { return None };
        if values.len() < 2 {
            return None;
        }
        let of_that_day = roll_up.units.iter().filter_map(|unit| {
            let statement = unit.stated(row.code)?;
            let Ok(Addend::Latest { day: own, .. }) = &statement.value else { return None };
            (own == day).then(|| format!("{} ghi {}", unit.unit.code(), statement.typed))
        });
        let stated: Vec<String> = of_that_day.collect();
        let stated: Vec<&str> = stated.iter().map(String::as_str).collect();
        let when =
            day.map_or("mà không ghi ngày".to_owned(), |day| format!("cho cùng ngày {}", day));
        let (title, stated) = (row.title(), some_of(&stated, "đơn vị"));
        let message = format!("{title}: các đơn vị ghi khác nhau {when} ({stated}); để trống");
        Some(Diagnostic::warning(Code::ROLLUP_LATEST, message))
    });
    contradicted.collect()
}

/// Figures for which some units count people and others offices, while the catalogue doesn't
/// say which.
fn nouns(roll_up: &RollUp<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for row in roll_up.rows.iter().filter(|row| noun::thing(row.measure.unit).is_none()) {
        let mut things: BTreeMap<noun::Thing, String> = BTreeMap::new();
        for outcome in roll_up.units.iter().filter(|unit| unit.standing.is_counted()) {
            let Some(statement) = outcome.stated(row.code) else { continue };
            let phrase = Quantity::parse(&statement.typed).ok();
            if let Some(thing) = phrase.and_then(|phrase| noun::thing(&phrase.unit)) {
                let said = || format!("{} ghi {}", outcome.unit.code(), statement.typed);
                things.entry(thing).or_insert_with(said);
            }
        }
        if things.len() > 1 {
            let stated: Vec<&str> = things.values().map(String::as_str).collect();
            let message = format!(
                "{}: các đơn vị đếm thứ khác nhau ({}); ghi unit cho chỉ tiêu trong danh mục rồi trả lại đơn vị ghi sai",
                row.title(),
                stated.join(", ")
            );
            findings.push(Diagnostic::error(Code::ROLLUP_NOUNS, message));
        }
    }
    findings
}

/// Units' figures that are suspicious in comparison with others.
fn beside_others(roll_up: &RollUp<'_>) -> Vec<(usize, Diagnostic)> {
    let mut odd = Vec::new();
    for row in &roll_up.rows {
        let units = roll_up.units.iter().enumerate();
        let statements: Vec<_> =
            units.filter_map(|(at, unit)| Some((at, unit.stated(row.code)?))).collect();
        odd.extend(jump::among(row, &statements));
        // Of a figure with a date and one without, it isn't known which is later.
        let Some(Addend::Latest { day: Some(day), values }) =
            roll_up.totals.get(row.code).and_then(|total| total.value.as_ref())
        else {
            continue;
        };
        for (at, statement) in &statements {
            let Ok(Addend::Latest { day: None, values: own }) = &statement.value else { continue };
            if own != values {
                let message = format!(
                    "{}, chưa ghi ngày (as_of); lấy số ngày {} của đơn vị khác",
                    statement.typed, day
                );
                odd.push((*at, statement.doubt(row, Code::ROLLUP_LATEST, &message)));
            }
        }
    }
    odd
}

/// Reports each unit's figures that resemble an indicator; the others, probably the units'
/// own, in one finding.
fn without_code(roll_up: &mut RollUp<'_>) -> Option<Diagnostic> {
    let mut others: BTreeMap<EcoString, usize> = BTreeMap::new();
    for outcome in roll_up.units.iter_mut().filter(|unit| unit.standing.is_counted()) {
        let (mut near, mut first) = (Vec::new(), None);
        let missed = outcome.sent.as_mut().map(|sent| std::mem::take(&mut sent.missed));
        for missed in missed.unwrap_or_default() {
            match &missed.meant {
                Some(code) => {
                    near.push(format!("{} (có phải là {code}?)", missed.name));
                    first.get_or_insert(missed);
                }
                None => *others.entry(missed.name).or_default() += 1,
            }
        }
        if let Some(first) = first {
            let near = near.join(", ");
            let message = format!("có số liệu không có trong danh mục: {near}; không tổng hợp");
            let found = Diagnostic::warning(Code::ROLLUP_NOT_IN_CATALOG, message);
            let at = first.at.as_ref().map(Anchor::place);
            outcome.findings.push(found.with_path(first.path).at(at));
        }
    }
    let others: Vec<String> =
        others.iter().map(|(name, units)| format!("{name} ({units} đơn vị)")).collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    (!others.is_empty()).then(|| {
        let others = some_of(&others, "số liệu");
        let message = format!("Số liệu không có trong danh mục, không tổng hợp: {others}");
        // Reported where the superior may add them.
        Diagnostic::note(Code::ROLLUP_NOT_IN_CATALOG, message)
            .with_path(Path::root().key("catalog"))
    })
}
