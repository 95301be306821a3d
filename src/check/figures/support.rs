//! Welfare support and its money (chăm lo): BC071, and amounts in the wrong unit (BC096).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Quantity, Support};
use crate::source::Path;
use crate::vietnamese::{MoneyUnit, Number};

use super::arithmetic::plain;
use crate::check::{Context, Findings, Rule};

pub(crate) const PRODUCT: Rule =
    Rule { code: Code::SUPPORT_PRODUCT, severity: Severity::Error, citation: "", run: product };

pub(crate) const SCALE: Rule =
    Rule { code: Code::MONEY_SCALE, severity: Severity::Warning, citation: "", run: scale };

pub(super) fn support(dossier: &Dossier) -> impl Iterator<Item = (Path, &Support)> {
    dossier.results.iter().enumerate().flat_map(|(i, area)| {
        let at = Path::root().key("results").index(i).key("support");
        area.support.iter().enumerate().map(move |(j, support)| (at.index(j), support))
    })
}

/// Amount = quantity × amount each, unless one of them is approximate; a rounded amount is
/// exact to its last digit.
fn product(context: &Context<'_>, found: &mut Findings) {
    for (path, support) in support(context.dossier) {
        let (Some(quantity), Some(each), Some(amount)) =
            (&support.quantity, &support.per_unit, &support.amount)
        else {
            continue;
        };
        let (Some(n), Some(_), Some(total)) = (plain(quantity), plain(each), plain(amount)) else {
            continue;
        };
        let product = each.measured_as(amount).and_then(|each| each.checked_mul(n));
        let Some(product) = product.filter(|_| amount.is_money()).map(Number::trimmed) else {
            continue;
        };
        if product.rounded(total.scale()) != total {
            found.add(
                PRODUCT
                    .broken_at(
                        path.key("amount"),
                        format!(
                            "{n} × {} = {}, không phải {}",
                            each.to_text(),
                            shown(product, &amount.unit),
                            amount.to_text()
                        ),
                    )
                    .with_related(path.key("quantity"), "số suất")
                    .with_related(path.key("per_unit"), "mức mỗi suất")
                    .with_hint("sửa số tiền, số suất hoặc mức; mức khác nhau thì ghi “bình quân”"),
            );
        }
    }
}

/// Whether two amounts for the same thing differ so much, by a factor of 500, that one must
/// be in another unit.
fn another_scale(one: &Quantity, other: &Quantity) -> bool {
    let (Some(a), Some(b)) = (one.in_dong(), other.in_dong()) else { return false };
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    !less.is_zero() && less.checked_mul(500_u32.into()).is_some_and(|least| more >= least)
}

/// An amount in the unit that suits its size: neither 0,12 triệu đồng nor 36.000 triệu đồng.
fn shown(amount: Number, unit: &str) -> String {
    let scale = MoneyUnit::parse(unit).filter(|unit| *unit != MoneyUnit::Dong);
    let (one, thousand) = (Number::from(1_u32), Number::from(1000_u32));
    let fitting = scale.and_then(|scale| {
        let dong = amount.checked_mul(scale.scale())?;
        match amount {
            _ if amount < one => Some((dong, MoneyUnit::Dong)),
            _ if amount >= thousand && scale == MoneyUnit::Million => {
                let billions = dong.checked_div(MoneyUnit::Billion.scale(), amount.scale() + 3)?;
                Some((billions, MoneyUnit::Billion))
            }
            _ => None,
        }
    });
    match fitting {
        Some((amount, unit)) => format!("{} {}", amount.trimmed(), unit.name()),
        None => format!("{amount} {unit}"),
    }
}

/// The range of an amount for one person, in đồng: outside it, đồng was typed for nghìn đồng,
/// or triệu đồng for đồng.
const LEAST: u32 = 10_000;
const MOST: u32 = 100_000_000;
/// A number of millions or billions never reaches this; a number of đồng does.
const LONGEST: u32 = 1_000_000;

/// Whether a unit is something given to one person rather than built: a house or a bridge may
/// cost more.
fn is_a_share(unit: &str) -> bool {
    let shares =
        ["suất", "phần", "người", "lượt", "đồng chí", "đoàn viên", "em", "cháu", "học bổng"];
    unit.is_empty() || shares.iter().any(|share| unit.starts_with(share))
}

fn scale(context: &Context<'_>, found: &mut Findings) {
    const HINT: &str = "kiểm tra đơn vị: đồng, nghìn đồng hay triệu đồng";
    let mut told = Vec::new();
    for (path, support) in support(context.dossier) {
        let amount = support.amount.as_ref().and_then(Quantity::in_dong);
        let stated = support.per_unit.as_ref().and_then(Quantity::in_dong);
        let quantity = support.quantity.as_ref().and_then(plain);
        let shared = amount.zip(quantity).and_then(|(a, n)| a.checked_div(n, 0));
        let (key, each, shown) = match (stated, shared) {
            (Some(each), _) => ("per_unit", each, support.per_unit.as_ref()),
            (None, Some(each)) => ("amount", each, support.amount.as_ref()),
            (None, None) => continue,
        };
        let few = each < LEAST.into() && !each.is_zero();
        let counted = support.quantity.as_ref().map_or("", |q| q.unit.as_str());
        let much = each > MOST.into() && is_a_share(counted);
        if let Some(typed) = shown.filter(|_| few || much) {
            let word = if few { "quá ít" } else { "quá nhiều" };
            let message = match key {
                "per_unit" => format!("Mức mỗi suất {} {word}", typed.to_text()),
                _ => format!("{}: chia đều mỗi suất {each} đồng, {word}", typed.to_text()),
            };
            found.add(SCALE.broken_at(path.key(key), message).with_hint(HINT));
            told.push(path.key(key));
        }
    }
    for (path, figure) in &context.figures {
        for (key, other) in [("prior", &figure.prior), ("assigned", &figure.assigned)] {
            let both = figure.value.as_ref().zip(other.as_ref());
            let Some((now, then)) = both.filter(|(now, then)| another_scale(now, then)) else {
                continue;
            };
            let message =
                format!("{} bên cạnh {}: hai cỡ khác nhau", then.to_text(), now.to_text());
            found.add(
                SCALE
                    .broken_at(path.key(key), message)
                    .with_related(path.clone(), "số này")
                    .with_hint(HINT),
            );
        }
    }
    for (path, quantity) in context.quantities.iter().filter(|(_, q)| q.is_money()) {
        let scaled = quantity.unit.split('/').next().and_then(MoneyUnit::parse);
        let scaled = matches!(scaled, Some(MoneyUnit::Million | MoneyUnit::Billion));
        if let Some(number) = quantity.number().filter(|n| scaled && *n >= LONGEST.into())
            && !told.contains(path)
        {
            found.add(
                SCALE
                    .broken_at(path.clone(), format!("{}: quá lớn", quantity.to_text()))
                    .with_hint(format!("nếu là đồng thì ghi {number} đồng")),
            );
        }
    }
}
