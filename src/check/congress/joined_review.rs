//! A congress joined with the year's review (đại hội gắn với tổng kết năm): figures of the
//! term must not be printed as the year's.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Kind, Target};
use crate::paper::{Paper, PaperKind};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const TERM_AS_YEAR: Rule =
    Rule { code: Code::TERM_AS_YEAR, severity: Severity::Warning, citation: "", run: term_as_year };

/// Targets and awards that say nothing of it are a term's in a congress's dossier. A paper on
/// the year would print them under the year's name.
fn term_as_year(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let is_congress = |paper: &Paper| paper.kinds.contains(&PaperKind::Congress);
    let is_named = |paper: &Paper| dossier.papers.get(&paper.id).is_some();
    let named = context.library.papers().iter().any(|p| is_congress(p) && is_named(p));
    // A review that mentions a congress is still about its period.
    let joined = named || dossier.kind == Some(Kind::Congress);
    let of_term = joined
        && dossier.congress.as_ref().is_some_and(|c| c.term.is_some() || c.ordinal.is_some());
    let yearly = |paper: &&&Paper| !is_congress(paper);
    for paper in context.papers.iter().filter(|_| of_term).filter(yearly) {
        let printed = parts(dossier, paper);
        let Some(((path, _), others)) = printed.split_first() else { continue };
        let names: Vec<&str> = printed.iter().map(|(_, name)| *name).collect();
        let message = format!(
            "{}: {} của nhiệm kỳ sẽ in là của năm",
            paper.title,
            crate::vietnamese::lower_first(&names.join(", "))
        );
        let mut finding = TERM_AS_YEAR
            .broken_at(path.clone(), message)
            .with_hint("ghi scope: nhiệm kỳ hoặc scope: năm ở từng mục; của cả hai thì ghi scope: nhiệm kỳ và năm");
        for (path, name) in others {
            finding = finding.with_related(path.clone(), name.to_string());
        }
        found.add(finding);
    }
}

/// What a paper prints of that which may be the term's: of lists in which nothing says of
/// which of both it is.
fn parts(dossier: &Dossier, paper: &Paper) -> Vec<(Path, &'static str)> {
    let year = dossier.period.as_ref().and_then(|period| period.year_told());
    let root = Path::root();
    let mut parts = Vec::new();
    let told_apart = |targets: &[Target]| targets.iter().any(|target| target.scope.is_some());
    let previous = &dossier.previous_targets;
    if paper.prints("previous_targets") && !previous.is_empty() && !told_apart(previous) {
        parts.push((root.key("previous_targets"), "chỉ tiêu và kết quả"));
    }
    let planned = &dossier.direction.targets;
    if paper.prints("targets") && !planned.is_empty() && !told_apart(planned) {
        parts.push((root.key("direction").key("targets"), "chỉ tiêu đề ra"));
    }
    let awards = root.key("awards");
    let figures = paper.prints("figures_or_annex");
    let marked = dossier.awards.iter().any(|award| award.scope.is_some());
    let other = dossier.awards.iter().position(|a| a.year.map(|y| y.0) != year || year.is_none());
    if let Some(at) = other.filter(|_| !marked && (paper.prints("awards") || figures)) {
        parts.push((awards.index(at), "khen thưởng"));
    }
    parts
}
