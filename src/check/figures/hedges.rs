//! The form of figures: BC037, BC039, and percentages typed as a fraction (BC097).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Amount, Hedge, Quantity, Target};
use crate::source::Path;
use crate::vietnamese::Number;

use super::arithmetic::{head, last_key, within};
use super::ratios::stated;
use super::targets::each_target;
use crate::check::{Context, Findings, Rule};

pub(crate) const HEDGE: Rule =
    Rule { code: Code::HEDGE, severity: Severity::Warning, citation: "", run: hedge };

pub(crate) const BOUNDS: Rule =
    Rule { code: Code::BOUNDS, severity: Severity::Error, citation: "", run: bounds };

pub(crate) const FRACTION: Rule = Rule {
    code: Code::PERCENT_AS_FRACTION,
    severity: Severity::Warning,
    citation: "",
    run: fraction,
};

/// Whether a quantity is a level to be reached, for which a hedge is a comparison.
fn is_level(path: &Path) -> bool {
    within(path, "direction")
        || within(path, "previous_targets")
        || last_key(path) == Some("assigned")
}

/// "Hơn" before an exact count is less precise than the count itself.
fn hedge(context: &Context<'_>, found: &mut Findings) {
    for (path, quantity) in context.quantities.iter().filter(|(path, _)| !is_level(path)) {
        let vague = matches!(
            quantity.hedge,
            Some(Hedge::Over | Hedge::MoreThan | Hedge::Nearly | Hedge::About)
        );
        let (Some(hedge), Some(number)) = (quantity.hedge.filter(|_| vague), quantity.number())
        else {
            continue;
        };
        if is_exact_count(quantity, number) {
            let word = hedge.before();
            let mut finding = HEDGE.broken_at(
                path.clone(),
                format!("“{word}” đứng trước số chính xác {number} {}", quantity.unit),
            );
            finding = match rounded(hedge, number) {
                Some(round) => {
                    finding.with_hint(format!("bỏ “{word}”, hoặc ghi số tròn: {word} {round}"))
                }
                None => finding.with_hint(format!("bỏ “{word}”")),
            };
            found.add(finding);
        }
    }
}

/// Whether people or things are counted exactly: three digits or more, not ending in zero.
fn is_exact_count(quantity: &Quantity, number: Number) -> bool {
    let scaled = ["triệu", "tỷ", "tỉ", "nghìn", "ngàn", "vạn"];
    let scaled = scaled.iter().any(|s| quantity.unit.split(' ').next() == Some(s));
    let counted = !quantity.percent && !quantity.is_money() && !quantity.unit.is_empty() && !scaled;
    let tail = number.checked_div(10_u32.into(), 0).and_then(|t| t.checked_mul(10_u32.into()));
    counted && number.is_whole() && number >= 100_u32.into() && tail != Some(number)
}

/// The number rounded to two digits, in the hedge's direction.
fn rounded(hedge: Hedge, number: Number) -> Option<Number> {
    let ten = Number::from(10_u32);
    let mut step = Number::from(1_u32);
    while step.checked_mul(Number::HUNDRED)? <= number {
        step = step.checked_mul(ten)?;
    }
    let nearest = number.checked_div(step, 0)?.checked_mul(step)?;
    match hedge {
        Hedge::Over | Hedge::MoreThan if nearest > number => nearest.checked_sub(step),
        Hedge::Nearly if nearest < number => nearest.checked_add(step),
        _ => Some(nearest),
    }
}

/// Words for percentages that may exceed 100: growth, or the fulfilment of a plan.
const BEYOND: [&str; 9] = [
    "tăng",
    "vượt",
    "so với",
    "kế hoạch",
    "chỉ tiêu",
    "dự toán",
    "cùng kỳ",
    "được giao",
    "năm trước",
];

fn may_exceed(text: &str) -> bool {
    let text = text.to_lowercase();
    BEYOND.iter().any(|word| text.contains(word))
}

fn bounds(context: &Context<'_>, found: &mut Findings) {
    for (path, quantity) in &context.quantities {
        let Amount::Range(low, high) = quantity.amount else { continue };
        if low >= high {
            let percent = if quantity.percent { "%" } else { "" };
            found.add(
                BOUNDS
                    .broken_at(
                        path.clone(),
                        format!("{low} - {high}{percent}: số đầu phải nhỏ hơn số cuối"),
                    )
                    .with_hint(if low == high {
                        format!("ghi {low}{percent}")
                    } else {
                        format!("ghi {high} - {low}{percent}")
                    }),
            );
        }
    }
    let over = |path: Path, percent: Number| {
        BOUNDS
            .broken_at(path, format!("{percent}% lớn hơn 100%"))
            .with_severity(Severity::Warning)
            .with_hint(
                "mức tăng hay mức thực hiện so với kế hoạch thì nói rõ trong tên hoặc đơn vị",
            )
    };
    for (path, figure) in &context.figures {
        let Some(value) = &figure.value else { continue };
        let words = [
            figure.title.as_deref(),
            Some(value.unit.as_str()),
            figure.of.as_deref(),
            last_key(path),
        ];
        let told = || words.into_iter().flatten().any(may_exceed) || figure.assigned.is_some();
        let named = || may_exceed(&head(context, path, figure));
        if let Some(percent) = share_over_all(value).filter(|_| !told() && !named()) {
            found.add(over(path.clone(), percent));
        }
    }
    each_target(context.dossier, &mut |path, target| {
        let told = target.text.as_deref().is_some_and(may_exceed);
        let level = target.value.as_ref().and_then(share_over_all);
        let result = target.result.as_ref().and_then(share_over_all);
        if let Some(percent) = level.filter(|_| !told) {
            found.add(over(path.key("value"), percent));
        } else if let Some(percent) = result.filter(|_| !told && level.is_none()) {
            found.add(over(path.key("result"), percent));
        }
    });
}

fn share_over_all(quantity: &Quantity) -> Option<Number> {
    let over = quantity.percent && !may_exceed(&quantity.unit);
    let number = match quantity.amount {
        Amount::Number(n) => n,
        Amount::Range(_, high) => high,
        _ => return None,
    };
    Some(number).filter(|n| over && *n > Number::HUNDRED)
}

/// A spreadsheet stores 98% as 0,98.
fn fraction(context: &Context<'_>, found: &mut Findings) {
    let meant = |n: Number| n.checked_mul(Number::HUNDRED).map_or(n, Number::trimmed);
    let add = |path: Path, typed: String, n: Number| {
        let percent = meant(n);
        FRACTION.broken_at(
            path,
            format!(
                "{typed} có lẽ là {percent}%: ô tỷ lệ trong bảng tính giữ {n} thay cho {percent}%"
            ),
        )
        .with_hint(format!("ghi {percent}%"))
    };
    for s in stated(context).into_iter().filter(|s| s.is_fraction()) {
        found.add(add(s.path.key("stated_percent"), format!("{}%", s.percent), s.percent));
    }
    for (path, quantity) in &context.quantities {
        // Hundredths without any unit.
        let bare = quantity.unit.is_empty() && !quantity.percent;
        if let Some(n) = quantity.number().filter(|n| bare && is_fraction(*n)) {
            found.add(add(path.clone(), n.to_string(), n));
        }
    }
    let slipped = |one: &Quantity, other: &Quantity| {
        let n = one.number().filter(|n| one.percent && is_fraction(*n))?;
        let large = other.percent && other.number().is_some_and(|o| o >= Number::from(10_u32));
        large.then_some(n)
    };
    for (path, figure) in &context.figures {
        let Some(value) = &figure.value else { continue };
        for (key, other) in [("prior", &figure.prior), ("assigned", &figure.assigned)] {
            let Some(other) = other else { continue };
            if let Some(n) = slipped(value, other) {
                found.add(add(path.clone(), format!("{n}%"), n));
            } else if let Some(n) = slipped(other, value) {
                found.add(add(path.key(key), format!("{n}%"), n));
            }
        }
    }
    each_target(context.dossier, &mut |path, target: &Target| {
        let (Some(level), Some(result)) = (&target.value, &target.result) else { return };
        let ceiling = matches!(
            level.hedge,
            Some(Hedge::AtMost | Hedge::Maximum | Hedge::OrLess | Hedge::Under)
        );
        if let Some(n) = slipped(result, level).filter(|_| !ceiling) {
            found.add(add(path.key("result"), format!("{n}%"), n));
        }
    });
}

/// Above zero and up to one, with decimals or exactly one.
fn is_fraction(n: Number) -> bool {
    let one = Number::from(1_u32);
    n > Number::ZERO && (n < one || (n == one && n.scale() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hedges_before_exact_counts() {
        let exact = |text: &str| {
            let q = Quantity::parse(text).expect(text);
            q.number().is_some_and(|n| is_exact_count(&q, n))
        };
        assert!(exact("hơn 131.548 lượt người") && exact("gần 215 người"));
        for fine in [
            "trên 11,7%",
            "gần 215 triệu đồng",
            "hơn 130.000 người",
            "gần 215 triệu lượt",
            "hơn 15 người",
            "hơn 215",
        ] {
            assert!(!exact(fine), "{fine}");
        }
    }

    #[test]
    fn rounds_to_the_side_of_the_hedge() {
        let round = |hedge, n: u32| rounded(hedge, n.into()).map(|n| n.to_string());
        assert_eq!(round(Hedge::MoreThan, 131_548).as_deref(), Some("130.000"));
        assert_eq!(round(Hedge::MoreThan, 138_548).as_deref(), Some("130.000"));
        assert_eq!(round(Hedge::Nearly, 412).as_deref(), Some("420"));
        assert_eq!(round(Hedge::About, 418).as_deref(), Some("420"));
    }
}
