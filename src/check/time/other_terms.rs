//! Terms (nhiệm kỳ) other than those that a dossier is about: part of [`super::leftovers`].

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::Path;
use crate::vietnamese::Term;

use super::leftovers::{looks_back, planned, warning};
use crate::check::congress::terms::typed;
use crate::check::scan::Label;
use crate::check::{Context, Findings};

/// Plans of a congress are for the new term.
pub(crate) fn of_terms(context: &Context<'_>, found: &mut Findings) {
    near_terms(context, found);
    let dossier = context.dossier;
    let new = dossier.congress.as_ref().and_then(|c| c.term);
    let old = dossier.previous_term.as_ref().and_then(|p| p.term);
    let (Some(new), Some(old)) = (new, old) else { return };
    if new == old {
        return;
    }
    older_terms(context, old, found);
    tasks(context, [new, old], found);
    for (path, words) in context.printed_words().filter(|(path, _)| planned(path)) {
        for (range, label) in words.labels() {
            if label == Label::Term(old) && !looks_back(words, range.start) {
                found.add(another(path, words.span(range), old, (new, "congress")));
            }
        }
    }
}

/// A term a year or two beside the own one, or the one that ended: of no other body, it is a
/// slip or left over.
fn near_terms(context: &Context<'_>, found: &mut Findings) {
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "đảng", "đảng bộ", "chi bộ", "chi ủy", "quốc hội", "hội đồng nhân dân", "hđnd", "đoàn thanh niên", "tỉnh",
        "thành phố", "việt nam", "cấp trên", "huyện", "toàn quốc", "kế hoạch", "công đoàn cơ sở", "cũ", "trước đây",
    ];
    let dossier = context.dossier;
    let own = dossier.congress.as_ref().and_then(|c| c.term);
    let old = dossier.previous_term.as_ref();
    let upper = dossier.upper_congress.as_ref().and_then(|upper| upper.term);
    let Some(own) = own.filter(|_| own != upper) else { return };
    let ended = old.and_then(|old| old.term);
    let known = [Some(own), ended, upper, old.and_then(|old| old.span)];
    // A superior tells of the terms of its units, unless it names itself.
    let above = dossier.organization.level.is_none_or(|level| !level.is_base());
    let name = dossier.organization.short_name.as_deref().map(str::to_lowercase);
    for (path, words) in context.narrated_words() {
        let reported = is_reported(path);
        for (range, label) in words.labels() {
            let Label::Term(named) = label else { continue };
            let clause = words.clause(range.start);
            let itself = || {
                let reports = ["báo cáo nhiệm kỳ", "trình đại hội"];
                words.any(clause.clone(), &reports)
                    || name.as_ref().is_some_and(|name| words.any(clause.clone(), &[name]))
            };
            let others = words.any(clause.clone(), OTHERS) || words.quoted(range.start);
            let beside = |term: Term| named.from.abs_diff(term.from) <= 2;
            // An older one is reported above.
            let older = ended.is_some_and(|ended| named.to <= ended.from);
            let near = beside(own) || ended.is_some_and(beside);
            if !reported || others || older || !near || known.contains(&Some(named)) {
                continue;
            }
            if above && !itself() {
                continue;
            }
            let meant = ended.filter(|ended| beside(*ended) && !beside(own)).unwrap_or(own);
            let key = if meant == own { "congress" } else { "previous_term" };
            found.add(another(path, words.span(range), named, (meant, key)));
        }
    }
}

/// The tasks of a congress are about its own term and the ending one.
fn tasks(context: &Context<'_>, known: [Term; 2], found: &mut Findings) {
    let upper = context.dossier.upper_congress.as_ref().and_then(|upper| upper.term);
    let span = context.dossier.previous_term.as_ref().and_then(|old| old.span);
    for (path, words) in context.printed_words() {
        if !path.keys().take(2).eq(["congress", "tasks"]) {
            continue;
        }
        for (range, label) in words.labels() {
            let Label::Term(named) = label else { continue };
            // Plans are compared with the congress's name by another rule.
            const OTHERS: &[&str] = &[
                "cấp trên",
                "đảng bộ",
                "tỉnh",
                "phương hướng",
                "mục tiêu",
                "chỉ tiêu",
                "nhiệm vụ",
            ];
            let others = words.any(words.clause(range.start).start..range.start, OTHERS);
            // A wrong name of the other congress is reported by another rule.
            let is_known = known.contains(&named) || Some(named) == upper || Some(named) == span;
            if !is_known && !others && named.from < known[0].from {
                found.add(another(path, words.span(range), named, (known[0], "congress")));
            }
        }
    }
}

/// Results and their assessment are of the ending term, and not of an older one, the most
/// common remainder of the last congress's report.
fn older_terms(context: &Context<'_>, old: Term, found: &mut Findings) {
    const OTHERS: &[&str] =
        &["đảng", "đảng bộ", "chi bộ", "quốc hội", "hội đồng nhân dân", "hđnd", "đoàn thanh niên"];
    for (path, words) in context.narrated_words() {
        if !is_reported(path) {
            continue;
        }
        for (range, label) in words.labels() {
            let Label::Term(named) = label else { continue };
            let others = words.any(words.clause(range.start), OTHERS);
            if named.to <= old.from && !others && !looks_back(words, range.start) {
                let finding = another(path, words.span(range), named, (old, "previous_term"));
                let [named, old] = [named, old].map(spelt);
                let message = format!("Còn ghi “{named}”, báo cáo này về {old}");
                found.add(Diagnostic { message, ..finding });
            }
        }
    }
}

/// Whether a text is of the part of a report that looks back.
fn is_reported(path: &Path) -> bool {
    path.keys().next().is_some_and(|block| matches!(block, "results" | "assessment"))
}

/// The finding that a text names another term than the one meant, which the dossier states in
/// the record of that key.
fn another(path: &Path, span: Range<usize>, named: Term, (meant, key): (Term, &str)) -> Diagnostic {
    let [named, meant] = [named, meant].map(spelt);
    warning(path, span, &named, Path::root().key(key).key("term"), &meant)
}

fn spelt(term: Term) -> String {
    format!("nhiệm kỳ {}", typed(term))
}
