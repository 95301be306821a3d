//! Ratios and percents: R30, R31.

use crate::diagnostic::Severity;
use crate::dossier::FigureDetail;
use crate::source::Path;
use crate::vietnamese::{Number, PercentFit, fit};

use super::{Context, Finding, Findings, Rule};

pub(super) const IN_RANGE: Rule =
    Rule { code: 30, severity: Severity::Error, citation: "", run: in_range };

pub(super) const STATED_PERCENT: Rule =
    Rule { code: 31, severity: Severity::Error, citation: "", run: stated_percent };

fn in_range(context: &Context<'_>, found: &mut Findings) {
    for (path, quantity) in &context.quantities {
        let Some((part, whole)) = quantity.ratio() else { continue };
        if whole.is_zero() {
            found.add(
                Finding::new(path.clone(), format!("{part}/{whole}: số sau dấu / bằng 0"))
                    .hint("chưa biết thì để trống"),
            );
        // Money done over money planned may well exceed it.
        } else if part > whole && !quantity.is_money() {
            found.add(
                Finding::new(path.clone(), format!("{part}/{whole}: phần lớn hơn tổng số"))
                    .hint("nếu là thực hiện so với được giao thì ghi value và assigned riêng"),
            );
        }
    }
}

fn stated_percent(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        if let Some((part, whole)) = fraction(context, figure) {
            compare(path, figure, part, whole, found);
        }
        let Some(total) = figure.value.as_ref().and_then(|q| q.number()) else { continue };
        for (label, inner) in figure.parts.iter() {
            if let Some(part) = inner.value.as_ref().and_then(|q| q.number())
                && inner.value.as_ref().is_some_and(|q| !q.percent)
            {
                compare(&path.key("parts").key(label), inner, part, total, found);
            }
        }
    }
}

/// The n and m that a figure's percent stands for.
fn fraction(context: &Context<'_>, figure: &FigureDetail) -> Option<(Number, Number)> {
    let value = figure.value.as_ref()?;
    if let Some(ratio) = value.ratio() {
        return Some(ratio);
    }
    let number = value.number().filter(|_| !value.percent)?;
    if let Some(assigned) = &figure.assigned {
        return Some((number, assigned.number()?));
    }
    let whole = context.names.figure_named(figure.of.as_deref()?)?;
    Some((number, whole.value.as_ref()?.number()?))
}

fn compare(path: &Path, figure: &FigureDetail, part: Number, whole: Number, found: &mut Findings) {
    let Some(stated) = figure.stated_percent.map(|p| p.0) else { return };
    let at = path.key("stated_percent");
    let name = figure.title.as_ref().map(|t| format!("{}: ", t.0)).unwrap_or_default();
    match fit(stated, part, whole) {
        Some(PercentFit::Off { rounded }) => found.add(
            Finding::new(at, format!("{name}ghi {stated}% nhưng {part}/{whole} = {rounded}%"))
                .hint(format!("ghi {rounded}%, hoặc để trống: tỷ lệ tự tính")),
        ),
        Some(PercentFit::Truncated) => found.add(
            Finding::new(
                at,
                format!("{stated}% là số cắt bớt, không làm tròn, của {part}/{whole}"),
            )
            .severity(Severity::Note),
        ),
        Some(PercentFit::Exact | PercentFit::RoundedUp) | None => {}
    }
}
