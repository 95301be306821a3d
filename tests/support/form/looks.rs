//! How letters look: size, weight, slope, case, by role.

use super::Found;
use crate::support::cases::Finished;
use crate::support::decree::Look;
use crate::support::sheet::Run;

/// Where the regime gives the looks of a role; otherwise the role's name under
/// the section of its file.
const IN_REGIME: [(&str, &str); 35] = [
    ("issuing-body-mark", "letterhead.issuing-body.mark"),
    ("subject-mark", "title-block.subject.mark"),
    ("letter-subject", "letterhead.letter-subject"),
    ("authority", "authority"),
    ("article-label", "headings.article"),
    ("national-name", "letterhead.national-name"),
    ("national-motto", "letterhead.national-motto"),
    ("parent-body", "letterhead.parent-body"),
    ("issuing-body", "letterhead.issuing-body"),
    ("document-number", "letterhead.number"),
    ("place-date", "letterhead.place-date"),
    ("draft-mark", "letterhead.draft-mark"),
    ("stamp", "letterhead.stamp"),
    ("document-type", "title-block.document-type"),
    ("subject", "title-block.subject"),
    ("addressees", "addressees"),
    ("legal-basis", "legal-bases"),
    ("resolves", "resolves"),
    ("part-label", "headings.part.label"),
    ("part-title", "headings.part.title"),
    ("heading-roman", "headings.roman"),
    ("heading-arabic", "headings.arabic"),
    ("heading-letter", "headings.letter"),
    ("end-mark", "body"),
    ("signed-at", "closing.dated"),
    ("on-behalf", "closing.on-behalf"),
    ("post", "closing.post"),
    ("signer-name", "closing.signer-name"),
    ("recipients-title", "closing.recipients-title"),
    ("recipients-list", "closing.recipients-list"),
    ("archive", "closing.recipients-list"),
    ("annex-label", "annex.label"),
    ("annex-title", "annex.title"),
    ("annex-note", "annex.note"),
    ("page-number", "page-number"),
];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    for look in paper.decree().looks() {
        for run in paper.sheet.runs.iter().filter(|run| !run.is_blank() && shows(run, look)) {
            by_decree(run, look, found);
        }
    }
    for (role, path) in IN_REGIME {
        for run in paper.sheet.role(role) {
            by_regime(paper, run, path, found);
        }
    }
    for run in paper.sheet.runs.iter().filter(|r| r.is_body() && r.part.role.is_none()) {
        by_regime_size(paper, run, "body", found);
    }
    tables(paper, found);
    unknown_roles(paper, found);
}

fn shows(run: &Run, look: &Look) -> bool {
    match look.role {
        // The dossier may make single words of the text strong.
        "body" => {
            run.is_body() && run.part.role.is_none() && !run.part.strong && !run.part.emphasis
        }
        role => run.is(role),
    }
}

fn by_decree(run: &Run, look: &Look, found: &mut Found) {
    let what = format!("size of {} {:?}", look.role, run.text);
    found.within("size", run.page, &what, run.size, look.size);
    let mut must = |rule: &'static str, is: bool, wanted: bool, word: &str| {
        if is != wanted {
            let not = if wanted { "isn't" } else { "is" };
            let what = format!("{} {:?} {not} {word}", look.role, run.text);
            found.add(rule, run.page, look.size.source, what);
        }
    };
    must("weight", run.bold, look.bold, "bold");
    must("style", run.italic, look.italic, "italic");
    if look.upper {
        must("case", run.text == run.text.to_uppercase(), true, "in capitals");
    }
}

fn by_regime(paper: &Finished, run: &Run, path: &str, found: &mut Found) {
    by_regime_size(paper, run, path, found);
    let is = |key: &str, word: &str| paper.regime.get(&format!("{path}.{key}")) == Some(word);
    if run.bold != is("weight", "bold") || run.italic != is("style", "italic") {
        let what = format!("{:?} differs from {path} in weight or style", run.text);
        found.add("regime", run.page, "report-templates/regimes", what);
    }
}

fn by_regime_size(paper: &Finished, run: &Run, path: &str, found: &mut Found) {
    let size = paper.given(&format!("{path}.size"));
    let smaller = paper.length(&format!("{path}.smaller")).unwrap_or(size);
    if ![size, smaller].iter().any(|size| (run.size - size).abs() < 0.01) {
        let what = format!("{:?} has {:.2} pt, {path} says {size}", run.text, run.size);
        found.add("regime", run.page, "report-templates/regimes", what);
    }
}

/// The decree says nothing of tables; the regime does.
fn tables(paper: &Finished, found: &mut Found) {
    for run in paper.sheet.runs.iter().filter(|r| r.part.table && !r.is_blank()) {
        by_regime_size(paper, run, "table", found);
    }
}

/// A label that these tests don't know is a text that nobody measures.
fn unknown_roles(paper: &Finished, found: &mut Found) {
    for run in &paper.sheet.runs {
        let known = |role: &String| paper.decree().looks().any(|look| look.role == role);
        if let Some(role) = run.part.role.as_ref().filter(|role| !known(role)) {
            found.add("role", run.page, "tests/support/decree.rs", format!("unknown role {role}"));
        }
    }
}
