//! Annexes (phụ lục). NĐ 30, PL I, III.1.

use super::Found;
use crate::support::cases::Finished;

const SOURCE: &str = "NĐ 30, PL I, III.1";
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    let labels = paper.sheet.lines("annex-label");
    for (i, label) in labels.iter().enumerate() {
        let wanted = match labels.len() {
            1 => "Phụ lục".to_owned(),
            _ => format!("Phụ lục {}", ROMAN[i]),
        };
        if label.text() != wanted {
            found.add("annex", label.page, SOURCE, format!("{:?}, not {wanted}", label.text()));
        }
        // On a new page of its own.
        let above = |run: &&crate::support::sheet::Run| {
            run.page == label.page
                && !run.is("page-number")
                && !run.is_blank()
                && run.baseline < label.baseline
        };
        if let Some(run) = paper.sheet.runs.iter().find(above) {
            found.add("annex", label.page, SOURCE, format!("{:?} stands above it", run.text));
        }
        for role in ["annex-title", "annex-note"] {
            if !paper.sheet.role(role).any(|run| run.page == label.page) {
                found.add("annex", label.page, SOURCE, format!("no {role}"));
            }
        }
    }
    for role in ["annex-label", "annex-title", "annex-note"] {
        for line in paper.sheet.lines(role) {
            found.centred("annex", SOURCE, role, &line, paper.middle(line.page));
        }
    }
    let note = paper.sheet.text("annex-note");
    if !note.is_empty() && !note.starts_with("(Kèm theo ") {
        found.add_to_all("annex", SOURCE, format!("{note:?}"));
    }
    referred_to(paper, found);
}

/// The text must point to each of its annexes.
fn referred_to(paper: &Finished, found: &mut Found) {
    let annexes = paper.annexes();
    let Some(first) = annexes.first() else { return };
    let text: String = paper
        .sheet
        .runs
        .iter()
        .filter(|run| run.page < *first)
        .map(|run| run.text.to_lowercase().replace('\u{a0}', " "))
        .collect();
    let references = text.matches("phụ lục").count();
    if references < annexes.len() {
        let what = format!("{} annexes, the text points to {references}", annexes.len());
        found.add_to_all("annex-reference", SOURCE, what);
    }
}
