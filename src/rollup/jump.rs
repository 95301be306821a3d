//! Figures that jump against last year, or look typed in the wrong unit.

use crate::dossier::IndicatorKind;
use crate::vietnamese::{MoneyUnit, Number};

use super::amount::Amount;
use super::catalog::Row;
use super::total::Statement;

/// A figure of one unit that somebody should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Jump {
    pub code: String,
    pub title: String,
    /// *412 đoàn viên, cùng kỳ 142*
    pub message: String,
}

/// How often a stock or a flow of one unit may grow or shrink within a year, in
/// tenths: what a unit hires, and what it does.
const STOCK: u32 = 15;
const FLOW: u32 = 40;

/// Differences below this are nobody's mistake.
const SMALL: u32 = 20;

/// What no base union collects or spends, in triệu đồng.
const TOO_MUCH_MONEY: u32 = 1_000_000;

pub(super) fn of(row: &Row<'_>, statement: &Statement) -> Option<Jump> {
    let Ok(Amount::Number(now)) = statement.value else { return None };
    let jump = |message: String| {
        Some(Jump { code: row.code.to_owned(), title: row.title().to_owned(), message })
    };
    let money = MoneyUnit::parse(row.measure.unit);
    if let Some(unit) = money
        && super::amount::in_money(now, unit, MoneyUnit::Million)
            .is_none_or(|n| n >= Number::from(TOO_MUCH_MONEY))
    {
        return jump(format!("{}; có phải ghi đồng thay vì triệu đồng?", statement.typed));
    }
    let Some(Amount::Number(before)) = statement.prior else { return None };
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
    jump(format!("{}, cùng kỳ {}{doubt}", statement.typed, before.trimmed()))
}
