//! Reports that present the previous period as their own: part of [`super::leftovers`].

use crate::dossier::PeriodType;
use crate::source::Path;

use super::leftovers::{looks_back, period_year, warning};
use crate::check::scan::Words;
use crate::check::{Context, Findings};
use crate::diagnostic::Diagnostic;

/// A yearly report that never names its own year, but repeatedly the year before. (A
/// half-year's may legitimately refer to it often.)
pub(crate) fn throughout(context: &Context<'_>, year: u16, found: &mut Findings) {
    let before = year.saturating_sub(1);
    let named = |words: &Words<'_>| {
        let years = words.years().map(|(i, y)| (i..i + 2, y));
        let own = words.dates().into_iter().filter(|date| date.year == Some(year));
        years.chain(own.map(|date| (date.words, year))).collect()
    };
    let left = named_before(context, year, before, named);
    if left.len() > 1 {
        let now = format!("năm {year}");
        found.extend(several(left, &format!("năm {before}"), period_year(), &now));
    }
}

/// The same for a school year (năm học 2024 - 2025), which is never named by chance.
pub(crate) fn school_year(context: &Context<'_>, found: &mut Findings) {
    let period = context.dossier.period.as_ref();
    let period = period.filter(|p| p.kind().is_some_and(PeriodType::is_of_school_year));
    let Some(year) = period.and_then(|p| p.year_told()) else { return };
    let before = year.saturating_sub(1);
    let named = |words: &Words<'_>| {
        let range = |i: usize| Some((i..i + 4, words.year(i + 2).filter(|_| words.joined(i + 2))?));
        words.find("năm học").filter_map(range).collect()
    };
    let left = named_before(context, year, before, named);
    let title = |year: u16| format!("năm học {year} - {}", year + 1);
    let at = Path::root().key("period");
    found.extend(several(left, &title(before), at, &title(year)));
}

/// Words for honours, which are given for the year before in the year after it.
const HONOURS: &[&str] = &["khen", "tặng", "danh hiệu", "cờ thi đua", "xếp loại"];

type Named<'a> = (&'a Path, std::ops::Range<usize>);

/// The narratives that name the previous period without looking back at it; none if any
/// narrative names their own.
fn named_before<'a>(
    context: &'a Context<'_>,
    own: u16,
    before: u16,
    named: impl Fn(&Words<'_>) -> Vec<(std::ops::Range<usize>, u16)>,
) -> Vec<Named<'a>> {
    const REPORTING: [&str; 4] = ["membership", "situation", "results", "assessment"];
    let mut left = Vec::new();
    for (path, words) in context.narrated_words() {
        if !path.keys().next().is_some_and(|block| REPORTING.contains(&block)) {
            continue;
        }
        for (range, year) in named(words) {
            if year == own {
                return Vec::new();
            }
            let honoured = words.any(words.clause(range.start), HONOURS);
            if year == before && !honoured && !looks_back(words, range.start) {
                left.push((path, words.span(range)));
            }
        }
    }
    left
}

/// One warning for all the places of one leftover.
fn several(places: Vec<Named<'_>>, left: &str, related: Path, now: &str) -> Option<Diagnostic> {
    let ((path, span), others) = places.split_first()?;
    let mut finding = warning(path, span.clone(), left, related, now);
    for (path, _) in others.iter().take(4) {
        finding = finding.with_related((*path).clone(), format!("còn ghi “{left}”"));
    }
    Some(finding)
}
