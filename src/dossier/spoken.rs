//! Amounts in spoken or symbolic notation, converted to the notation of figures: `1 tỷ 230
//! triệu đồng` to `1,23 tỷ đồng`, `≥ 95%` to `từ 95% trở lên`.

use crate::vietnamese::{MoneyUnit, Number};

use super::Hedge;

/// Signs that stand for words, the longer ones first.
const SIGNS: [(&str, Hedge); 8] = [
    (">=", Hedge::OrMore),
    ("=>", Hedge::OrMore),
    ("<=", Hedge::AtMost),
    ("=<", Hedge::AtMost),
    ("≥", Hedge::OrMore),
    ("≤", Hedge::AtMost),
    (">", Hedge::Over),
    ("<", Hedge::Under),
];

/// The hedge that a sign at the beginning stands for, and the rest.
pub(super) fn sign(text: &str) -> Option<(Hedge, &str)> {
    let mut signs = SIGNS.iter();
    signs.find_map(|(sign, hedge)| Some((*hedge, text.strip_prefix(sign)?.trim_start())))
}

/// An amount of money in several scales, converted to the largest of them; to đồng if it
/// includes single đồng. `None` if it isn't one.
pub(super) fn in_one_scale(text: &str) -> Option<String> {
    let mut words = text.split(' ').peekable();
    let mut parts: Vec<(Number, Option<MoneyUnit>)> = Vec::new();
    let mut called = "";
    while words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        let number = Number::parse(words.next()?).ok()?;
        let unit = words.peek().and_then(|word| scale(word));
        if unit.is_some() {
            let word = words.next()?;
            called = if called.is_empty() { word } else { called };
        }
        parts.push((number, unit));
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    let (largest, in_dong) = in_order(&parts)?;
    let is_money = rest == "đồng" || rest.starts_with("đồng/") || rest.is_empty() && !in_dong;
    if !is_money {
        return None;
    }
    let total = parts.iter().try_fold(Number::ZERO, |sum, (number, unit)| {
        sum.checked_add(number.checked_mul(unit.unwrap_or(MoneyUnit::Dong).scale())?)
    })?;
    if in_dong {
        return Some(format!("{total} {rest}"));
    }
    /// More decimals than any amount in a larger scale has.
    const DECIMALS: u32 = 12;
    let amount = total.checked_div(largest.scale(), DECIMALS)?.trimmed();
    Some(format!("{amount} {called} {rest}").trim_end().to_owned())
}

fn scale(word: &str) -> Option<MoneyUnit> {
    match word {
        "nghìn" | "ngàn" => Some(MoneyUnit::Thousand),
        "triệu" => Some(MoneyUnit::Million),
        "tỷ" | "tỉ" => Some(MoneyUnit::Billion),
        _ => None,
    }
}

/// The largest scale, if scales are decreasing and each amount but the first is below a
/// thousand; and whether the last one is in single đồng.
fn in_order(parts: &[(Number, Option<MoneyUnit>)]) -> Option<(MoneyUnit, bool)> {
    let [(_, Some(largest)), others @ ..] = parts else { return None };
    let mut scale = largest.scale();
    for (number, unit) in others {
        let next = unit.unwrap_or(MoneyUnit::Dong).scale();
        let below = number.checked_mul(next)? < scale;
        if next >= scale || !below {
            return None;
        }
        scale = next;
    }
    let last = others.last()?;
    Some((*largest, last.1.is_none()))
}
