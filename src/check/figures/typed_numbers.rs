//! Numbers typed into narrative that conflict with the dossier's figures: BC087.

use crate::dossier::{Figure, Quantity};
use crate::source::Path;
use crate::vietnamese::{Number, is_in_any_case};

use super::arithmetic::{plain, within};
use crate::check::scan::TypedNumber;
use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};

pub(crate) const CONFLICT: Rule =
    Rule { code: Code::TYPED_NUMBER, severity: Severity::Warning, citation: "", run: conflict };

/// What a narrative could have named instead of typing it.
struct Nameable {
    expression: String,
    path: Path,
    number: Number,
    unit: String,
}

fn conflict(context: &Context<'_>, found: &mut Findings) {
    super::plan_and_change::shares(&CONFLICT, context, found);
    let nameable = nameable(context);
    // What equals any number of the dossier is good news.
    let known: Vec<Number> = context
        .quantities
        .iter()
        .flat_map(|(_, q)| {
            q.number().into_iter().chain(q.ratio().into_iter().flat_map(|r| [r.0, r.1]))
        })
        .collect();
    // Only what reports: plans and speeches have numbers of their own.
    let reports = |path: &Path| {
        ["membership", "situation", "results", "assessment"].iter().any(|block| within(path, block))
    };
    for (writing, scan) in context.scans().filter(|(w, _)| w.prose && reports(&w.path)) {
        for typed in &scan.typed_numbers {
            if known.contains(&typed.number) {
                continue;
            }
            let Some(meant) = meant(&nameable, typed, writing.text) else { continue };
            found.add(
                CONFLICT
                    .broken_at(
                        writing.path.clone(),
                        format!(
                            "Câu ghi {} {} nhưng số liệu ghi {}",
                            typed.number, meant.unit, meant.number
                        ),
                    )
                    .with_span(typed.span.clone())
                    .with_related(meant.path.clone(), format!("{} {}", meant.number, meant.unit))
                    .with_hint(format!(
                        "viết {{{{ {} }}}} thay cho con số, nếu là số liệu này",
                        meant.expression
                    )),
            );
        }
    }
}

fn nameable(context: &Context<'_>) -> Vec<Nameable> {
    let mut all = Vec::new();
    let mut add = |expression: String, path: Path, quantity: Option<&Quantity>| {
        let Some(quantity) = quantity.filter(|q| !q.unit.is_empty()) else { return };
        if let Some(number) = plain(quantity) {
            all.push(Nameable { expression, path, number, unit: quantity.unit.to_lowercase() });
        }
    };
    let figure = |add: &mut dyn FnMut(String, Path, Option<&Quantity>),
                  name: &str,
                  path: Path,
                  f: &Figure| {
        // With a plan beside it the bare name prints n/m.
        let part = if f.assigned.is_some() { ".value" } else { "" };
        add(format!("{name}{part}"), path, f.value.as_ref());
    };
    let dossier = context.dossier;
    let m = &dossier.membership;
    let at = Path::root().key("membership");
    for fixed in m.fixed() {
        if let Some(f) = fixed.figure {
            figure(&mut add, fixed.key, at.key(fixed.key), f);
        }
    }
    for (name, f) in m.figures.iter() {
        figure(&mut add, name, at.key("figures").key(name), f);
    }
    for (i, area) in dossier.results.iter().enumerate() {
        let at = Path::root().key("results").index(i);
        for (name, f) in area.figures.iter() {
            figure(&mut add, name, at.key("figures").key(name), f);
        }
        for (j, support) in area.support.iter().enumerate() {
            let Some(id) = support.id.as_deref() else { continue };
            let at = at.key("support").index(j);
            add(format!("{id}.amount"), at.key("amount"), support.amount.as_ref());
            add(format!("{id}.quantity"), at.key("quantity"), support.quantity.as_ref());
        }
    }
    all
}

/// The figure that was probably meant: of the same unit, a slip away. Where
/// several figures share the unit, short numbers lie close by chance.
fn meant<'a>(nameable: &'a [Nameable], typed: &TypedNumber, text: &str) -> Option<&'a Nameable> {
    let after = text.get(typed.span.end..)?.strip_prefix(' ')?;
    let counts = |n: &&Nameable| {
        let length = n.unit.chars().count();
        let end = after.char_indices().nth(length).map_or(after.len(), |(at, _)| at);
        let (unit, rest) = after.split_at(end);
        is_in_any_case(unit, &n.unit) && !rest.starts_with(char::is_alphanumeric)
    };
    // "Đoàn viên ưu tú" is more than "đoàn viên".
    let length = nameable.iter().filter(counts).map(|n| n.unit.len()).max()?;
    let same: Vec<&Nameable> =
        nameable.iter().filter(counts).filter(|n| n.unit.len() == length).collect();
    let least = if same.len() == 1 { 10_u32 } else { 100 };
    let close = |n: &&&Nameable| n.number >= least.into() && is_slip(typed.number, n.number);
    let mut close = same.iter().filter(close);
    close.next().copied()
}

/// One digit another, or two neighbours exchanged, and no more than a tenth
/// apart.
fn is_slip(typed: Number, figure: Number) -> bool {
    let (a, b) = (typed.to_string(), figure.to_string());
    let Some(apart) = typed.checked_sub(figure).and_then(|d| d.checked_mul(10_u32.into())) else {
        return false;
    };
    a.len() == b.len()
        && Number::from_decimal(apart.decimal().abs()) <= figure
        && strsim::osa_distance(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let slip = |a: u32, b: u32| is_slip(a.into(), b.into());
        assert!(slip(421, 412) && slip(413, 412) && slip(26, 27) && slip(8654, 8645));
        assert!(!slip(412, 412) && !slip(350, 412) && !slip(512, 412) && !slip(41, 412));
    }
}
