//! Figures that changed implausibly since last year, seem typed in the wrong unit, or are of
//! another time; and values beside a figure that can't be added.

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{IndicatorKind, Quantity};
use crate::roster::Timespan;
use crate::vietnamese::{MoneyUnit, Number};

use super::addend::{Addend, in_money};
use super::catalog::Row;
use super::total::Statement;

/// The factors, in tenths, by which a stock or a flow of one unit may plausibly change within
/// a year.
const STOCK: u32 = 15;
const FLOW: u32 = 40;

/// Smaller differences are never reported.
const SMALL: u32 = 20;

/// More than any base union collects or spends, in triệu đồng.
const TOO_MUCH_MONEY: u32 = 1_000_000;

/// From here on, whole thousands of triệu đồng were probably typed in đồng: real amounts of
/// that size aren't round.
const ROUND_MONEY: u32 = 100_000;

/// The multiple of the median from which whole thousands are suspect, and the number of units
/// needed for a median.
const TIMES_USUAL: u32 = 1_000;
const ENOUGH: usize = 4;

/// The suspicious points of one unit's statement by itself.
pub(super) fn of(row: &Row<'_>, statement: &Statement, days: Timespan) -> Vec<Diagnostic> {
    let doubt = |code: Code, message: &str| statement.doubt(row, code, message);
    let outside = statement.as_of.filter(|day| !days.holds(*day)).map(|day| {
        let message = format!("{}, tính đến {}, ngoài kỳ báo cáo", statement.typed, day);
        doubt(Code::ROLLUP_OUTSIDE_PERIOD, &message)
    });
    let beside = statement.unread.iter().map(|message| doubt(Code::ROLLUP_BESIDE, message));
    let size = size(row, statement).map(|(code, message)| doubt(code, &message));
    size.into_iter().chain(outside).chain(beside).collect()
}

fn size(row: &Row<'_>, statement: &Statement) -> Option<(Code, String)> {
    let Ok(Addend::Number(now)) = statement.value else { return None };
    let money = MoneyUnit::parse(row.measure.unit);
    if let Some(unit) = money
        && let Some(doubt) = phrase(statement).and_then(|phrase| in_dong(&phrase, unit))
    {
        return Some((Code::ROLLUP_MONEY, doubt));
    }
    // Of different things, they needn't be near each other.
    if statement.comparable == Some(false) {
        return None;
    }
    let Some(Addend::Number(before)) = statement.prior else { return None };
    let bound = if row.indicator.kind == Some(IndicatorKind::Stock) { STOCK } else { FLOW };
    let (low, high) = if now < before { (now, before) } else { (before, now) };
    let times = |n: Number, times: u32| n.checked_mul(Number::from(times));
    let size = high.checked_sub(low)?;
    let far = times(high, 10)? > times(low, bound)?;
    if !far || (money.is_none() && size < Number::from(SMALL)) {
        return None;
    }
    let unit = match low.is_zero() {
        true => false,
        false => times(low, 500).is_some_and(|n| n <= high),
    };
    let doubt = if money.is_some() && unit { "; có phải nhầm đơn vị tính?" } else { "" };
    Some((Code::ROLLUP_JUMP, format!("{}, cùng kỳ {}{doubt}", statement.typed, before.trimmed())))
}

/// The question if an amount of money seems to be in đồng; `own` is the implied unit if none
/// is typed.
pub(super) fn in_dong(amount: &Quantity, own: MoneyUnit) -> Option<String> {
    let number = amount.number()?;
    let unit = MoneyUnit::parse(&amount.unit).unwrap_or(own);
    let millions = in_money(number, unit, MoneyUnit::Million);
    let too_much = millions.is_none_or(|n| n >= Number::from(TOO_MUCH_MONEY));
    let round = unit == MoneyUnit::Million
        && number >= Number::from(ROUND_MONEY)
        && is_whole_thousands(number);
    if !too_much && !round {
        return None;
    }
    let typed = amount.to_text();
    // Who typed đồng or thousands meant them.
    Some(match unit {
        MoneyUnit::Million | MoneyUnit::Billion => {
            format!("{typed}; có phải ghi đồng thay vì {}?", unit.name())
        }
        MoneyUnit::Dong | MoneyUnit::Thousand => format!("{typed}; số tiền quá lớn"),
    })
}

/// Statements that are suspicious in comparison with other units': the index in `statements`,
/// and the question.
pub(super) fn among(row: &Row<'_>, statements: &[(usize, &Statement)]) -> Vec<(usize, Diagnostic)> {
    let Some(own @ (MoneyUnit::Million | MoneyUnit::Billion)) = MoneyUnit::parse(row.measure.unit)
    else {
        return Vec::new();
    };
    let number = |statement: &Statement| match &statement.value {
        Ok(Addend::Number(n)) if !n.is_zero() => Some(*n),
        _ => None,
    };
    let mut all: Vec<Number> = statements.iter().filter_map(|(_, s)| number(s)).collect();
    all.sort_unstable();
    let Some(least) = all
        .get((all.len().saturating_sub(1)) / 2)
        .filter(|_| all.len() >= ENOUGH)
        .and_then(|usual| usual.checked_mul(Number::from(TIMES_USUAL)))
    else {
        return Vec::new();
    };
    let odd = statements.iter().filter_map(|(at, statement)| {
        let typed = phrase(statement)?;
        let unit = MoneyUnit::parse(&typed.unit).unwrap_or(own);
        let odd = number(statement)? >= least && unit == own && is_whole_thousands(typed.number()?);
        let known = size(row, statement).is_some();
        let message = format!(
            "{}, các đơn vị khác không đến một phần nghìn; có phải ghi đồng thay vì {}?",
            statement.typed,
            own.name()
        );
        (odd && !known).then(|| (*at, statement.doubt(row, Code::ROLLUP_MONEY, &message)))
    });
    odd.collect()
}

fn phrase(statement: &Statement) -> Option<Quantity> {
    Quantity::parse(&statement.typed).ok()
}

fn is_whole_thousands(number: Number) -> bool {
    let thousand = Number::from(1_000_u32);
    let whole = number.checked_div(thousand, 0).and_then(|n| n.checked_mul(thousand));
    whole.is_some_and(|whole| whole == number)
}
