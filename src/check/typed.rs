//! Numbers typed into narrative that conflict with the dossier's figures: R87.

use std::ops::Range;

use crate::dossier::{Figure, Quantity};
use crate::source::Path;
use crate::vietnamese::{Number, is_in_any_case};

use super::amounts::{plain, within};
use super::{Context, Finding, Findings, Rule};
use crate::diagnostic::Severity;

pub(super) const CONFLICT: Rule =
    Rule { code: 87, severity: Severity::Warning, citation: "", run: conflict };

/// What a narrative could have named instead of typing it.
struct Nameable {
    expression: String,
    path: Path,
    number: Number,
    unit: String,
}

fn conflict(context: &Context<'_>, found: &mut Findings) {
    super::stated::shares(context, found);
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
    for (writing, noticed) in context.noticed().filter(|(w, _)| w.prose && reports(&w.path)) {
        for typed in &noticed.typed_numbers {
            if known.contains(&typed.number) {
                continue;
            }
            let Some(meant) = meant(&nameable, typed, writing.text) else { continue };
            found.add(
                Finding::new(
                    writing.path.clone(),
                    format!(
                        "Câu ghi {} {} nhưng số liệu ghi {}",
                        typed.number, meant.unit, meant.number
                    ),
                )
                .span(typed.span.clone())
                .related(meant.path.clone(), format!("{} {}", meant.number, meant.unit))
                .hint(format!(
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
fn meant<'a>(nameable: &'a [Nameable], typed: &Typed, text: &str) -> Option<&'a Nameable> {
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

/// A number of two digits or more in running text, with a blank behind it.
pub(super) struct Typed {
    number: Number,
    span: Range<usize>,
}

/// Words before a number that make it no count: of a year, a document, a day;
/// or a rough one.
const BEFORE: [&str; 22] = [
    "số", "năm", "ngày", "tháng", "quý", "khóa", "thứ", "kỳ", "điều", "khoản", "đoạn", "tuổi",
    "tầng", "trên", "hơn", "gần", "khoảng", "chừng", "độ", "dưới", "quá", "lên",
];

pub(super) fn typed_numbers(text: &str) -> Vec<Typed> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with("{{") {
            at = text[at..].find("}}").map_or(text.len(), |close| at + close + 2);
            continue;
        }
        match c {
            '“' => quoted = true,
            '”' | '\n' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
        if !c.is_ascii_digit() {
            at += c.len_utf8();
            continue;
        }
        let end = text[at..]
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .map_or(text.len(), |end| at + end);
        let digits = text[at..end].trim_end_matches(['.', ',']);
        let (span, before) = (at..at + digits.len(), &text[..at]);
        let word =
            before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let counts = !quoted
            && text[span.end..].starts_with(' ')
            && before.chars().next_back().is_none_or(|c| c == ' ' || c == '(' || c == '\n')
            && !BEFORE.contains(&word.to_lowercase().as_str());
        if counts
            && let Ok(number) = Number::parse(digits)
            && number >= 10_u32.into()
        {
            all.push(Typed { number, span });
        }
        at = end;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_running_text() {
        let text = "Có 412 đoàn viên (331 nữ), {{ x }} 12 tổ; năm 2026, số 24 ngày 18/1, “01 triệu sáng kiến”, \
                    hơn 300 người, 56/60 đơn vị, 12%, 5 tổ, 3-15 người, 1.250 suất quà.";
        let found: Vec<_> = typed_numbers(text).iter().map(|t| &text[t.span.clone()]).collect();
        assert_eq!(found, ["412", "331", "12", "1.250"]);
    }

    #[test]
    fn slips() {
        let slip = |a: u32, b: u32| is_slip(a.into(), b.into());
        assert!(slip(421, 412) && slip(413, 412) && slip(26, 27) && slip(8654, 8645));
        assert!(!slip(412, 412) && !slip(350, 412) && !slip(512, 412) && !slip(41, 412));
    }
}
