//! What the units stated a year before, from that year's dossiers: what was merged
//! since counts for the unit that took it in.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::roster::{Break, BreakKind, Roster, Timespan};
use crate::source::Path;

use super::addend::Addend;
use super::some::some_of;
use super::total::{Statement, Statements};
use super::{Report, RollUp, Row};

/// The figures of the period a year before, by the units that there are now.
#[derive(Debug, Default)]
pub struct Past {
    by_unit: BTreeMap<String, Vec<Earlier>>,
}

/// A unit of then that is one of now, or went into it.
#[derive(Debug)]
struct Earlier {
    code: String,
    /// What it stated; none where it wasn't counted, and why not.
    figures: Result<Statements, String>,
}

impl Past {
    /// Of last year's roll-up; `days` are those of the period that is rolled up now.
    pub fn of(last: &RollUp<'_>, roster: &Roster, days: Timespan) -> Past {
        let heirs = roster.heirs(days.to);
        let mut past = Past::default();
        for outcome in &last.units {
            let code = outcome.unit.code();
            let Some(now) = heirs.of(code) else { continue };
            let figures = match outcome.standing.is_counted() {
                true => Ok(outcome.report().figures.clone()),
                false => Err(outcome.standing.words()),
            };
            let earlier = Earlier { code: code.to_owned(), figures };
            past.by_unit.entry(now.to_owned()).or_default().push(earlier);
        }
        past
    }

    /// What the units that are one by now stated together; none unless each of them did.
    fn before(&self, unit: &str, row: &Row<'_>, absorbed: &[&str]) -> Option<Addend> {
        let earlier = self.by_unit.get(unit)?;
        // What another superior's unit stated isn't among these dossiers.
        let is_known = |code: &&str| earlier.iter().any(|one| one.code == *code);
        if !absorbed.iter().all(is_known) {
            return None;
        }
        let stated = earlier.iter().map(|one| {
            let statement = one.figures.as_ref().ok()?.get(row.code)?;
            statement.value.as_ref().ok().cloned()
        });
        let stated: Vec<Addend> = stated.collect::<Option<_>>()?;
        stated.into_iter().reduce(Addend::plus)
    }

    /// Puts last year's figures beside those of a unit that states none itself; what
    /// it states otherwise is reported. `changes` are those within the period.
    pub(super) fn put_into(
        &self,
        unit: &str,
        report: &mut Report,
        rows: &[Row<'_>],
        changes: &[Break<'_>],
    ) -> Vec<Diagnostic> {
        let own = changes.iter().filter(|change| change.unit.code() == unit);
        let absorbed = own.filter_map(|change| match change.kind {
            BreakKind::Absorbed(code) => Some(code),
            _ => None,
        });
        let absorbed: Vec<&str> = absorbed.collect();
        let mut found = Vec::new();
        for row in rows {
            let Some(statement) = report.figures.get_mut(row.code) else { continue };
            if let Some(before) = self.before(unit, row, &absorbed) {
                found.extend(put(statement, before, row, !absorbed.is_empty()));
            }
        }
        found
    }

    /// How many of some units have last year's dossiers, and which haven't.
    pub(super) fn coverage(&self, roll_up: &RollUp<'_>) -> Option<Diagnostic> {
        let mut lacking: Vec<String> = Vec::new();
        for outcome in &roll_up.units {
            let code = outcome.unit.code();
            match self.by_unit.get(code) {
                None => lacking.push(code.to_owned()),
                Some(earlier) => {
                    lacking.extend(earlier.iter().filter_map(|one| {
                        let why = one.figures.as_ref().err()?;
                        let merged = if one.code == code { "" } else { ", nay nhập vào " };
                        let heir = if one.code == code { "" } else { code };
                        Some(format!("{} ({why}{merged}{heir})", one.code))
                    }));
                }
            }
        }
        let all = roll_up.units.len();
        let is_whole = |earlier: &Vec<Earlier>| earlier.iter().all(|one| one.figures.is_ok());
        let whole = roll_up.units.iter().filter_map(|o| self.by_unit.get(o.unit.code()));
        let covered = whole.filter(|earlier| is_whole(earlier)).count();
        let mut message =
            format!("Cùng kỳ lấy từ hồ sơ năm trước: số liệu của {covered}/{all} đơn vị");
        if !lacking.is_empty() {
            let names: Vec<&str> = lacking.iter().map(String::as_str).collect();
            message += &format!("; chưa có của {}", some_of(&names, "đơn vị"));
        }
        let found = Diagnostic::note(Code::ROLLUP_PAST, message);
        Some(found.with_path(Path::root().key("period")))
    }
}

/// Puts last year's figure beside a statement; a finding where the unit states another.
fn put(
    statement: &mut Statement,
    before: Addend,
    row: &Row<'_>,
    has_absorbed: bool,
) -> Option<Diagnostic> {
    let words = |amount: &Addend| Some(amount.phrase(row.measure.unit)?.to_text());
    let own = statement.prior.as_ref().map(words);
    let theirs = words(&before);
    match own {
        Some(own) if own != theirs => {
            let (own, theirs) = (own.unwrap_or_default(), theirs.unwrap_or_default());
            let message = format!("ghi cùng kỳ {own}, hồ sơ năm trước ghi {theirs}");
            return Some(statement.doubt(row, Code::ROLLUP_OTHER_PAST, &message));
        }
        Some(_) => {}
        None => statement.prior = Some(before),
    }
    // Both are of the same units now.
    if has_absorbed {
        statement.comparable.get_or_insert(true);
    }
    None
}
