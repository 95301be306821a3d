//! Yearly targets have a result for each year: BC044.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::Scope;
use crate::source::Path;
use crate::vietnamese::Term;

use super::arithmetic::within;
use super::targets::each_target;
use crate::check::{Context, Findings, Rule};

pub(crate) const EVERY_YEAR: Rule =
    Rule { code: Code::YEARLY_RESULTS, severity: Severity::Warning, citation: "", run: every_year };

/// Yearly results are those of the ending term. All its years are required except possibly
/// the first and the last, in which a congress is held.
fn every_year(context: &Context<'_>, found: &mut Findings) {
    let old = context.dossier.previous_term.as_ref();
    let term = old.and_then(|old| old.span.or(old.term));
    let mut missing: Vec<(Path, String)> = Vec::new();
    each_target(context.dossier, &mut |path, target| {
        let of_year = context.dossier.scope_at(&path) == Scope::Year && term.is_some();
        if target.by_year.is_empty() || of_year || !within(&path, "previous_targets") {
            return;
        }
        let at = path.key("by_year");
        let mut told = Vec::new();
        for (key, _) in target.by_year.iter() {
            match key.trim().parse::<u16>() {
                Ok(year) if term.is_none_or(|t| (t.from..=t.to).contains(&year)) => told.push(year),
                _ => found.add(outside(at.key(key), key, term)),
            }
        }
        let Some(term) = term else { return };
        let left: Vec<String> = (term.from + 1..term.to)
            .filter(|year| !told.contains(year))
            .map(|year| year.to_string())
            .collect();
        if !left.is_empty() {
            missing.push((at, left.join(", ")));
        }
    });
    // One note for the whole list, not one for each target.
    let Some(((path, years), others)) = missing.split_first() else { return };
    let mut finding = EVERY_YEAR
        .broken_at(path.clone(), format!("Chưa có kết quả năm {years}"))
        .with_severity(Severity::Note)
        .with_hint("chỉ tiêu hằng năm nên đủ kết quả các năm của nhiệm kỳ");
    for (path, years) in others.iter().take(4) {
        finding = finding.with_related(path.clone(), format!("chưa có năm {years}"));
    }
    found.add(finding);
}

fn outside(path: Path, key: &str, term: Option<Term>) -> Diagnostic {
    let message = match term {
        Some(term) if key.trim().parse::<u16>().is_ok() => {
            format!("Năm {key} ở ngoài nhiệm kỳ {} - {}", term.from, term.to)
        }
        _ => format!("“{key}” không phải một năm"),
    };
    EVERY_YEAR
        .broken_at(path, message)
        .with_hint("mỗi dòng một năm của nhiệm kỳ, ví dụ 2024: 93,2%")
}
