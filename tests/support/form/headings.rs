//! Parts and headings: numbers without gaps, places, never alone at the foot
//! of a page. NĐ 30, PL I, II.6 and V, ô 6b.

use super::Found;
use crate::support::cases::Finished;
use crate::support::sheet::{MM, Run, lines};

const SOURCE: &str = "NĐ 30, PL I, II.6; V, ô 6b";
const PARTS: [&str; 5] =
    ["Phần thứ nhất", "Phần thứ hai", "Phần thứ ba", "Phần thứ tư", "Phần thứ năm"];
const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
];
/// đ after d; no f, j, w, z. NĐ 30, PL I, II.6.
const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];
const KINDS: [&str; 3] = ["heading-roman", "heading-arabic", "heading-letter"];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    numbers(paper, found);
    parts(paper, found);
    indents(paper, found);
    company(paper, found);
}

/// Each heading's label is the next of its kind, counted anew in what it
/// stands in.
fn numbers(paper: &Finished, found: &mut Found) {
    // Roman, Arabic, Arabic of two numbers, letters.
    let mut counts = [0_usize; 4];
    let mut last: Option<&Run> = None;
    let mut last_labelled = false;
    for run in paper.sheet.runs.iter().filter(|run| !run.is_blank()) {
        let role = run.part.role.as_deref().unwrap_or_default();
        if matches!(role, "part-label" | "annex-label") {
            counts = [0; 4];
            last_labelled = true;
        }
        let Some(kind) = KINDS.iter().position(|kind| *kind == role) else { continue };
        // The later lines and runs of the same heading.
        if last.replace(run).is_some_and(|l| l.part.block == run.part.block) {
            continue;
        }
        let text = run.text.replace('\u{a0}', " ");
        let label = text.split(' ').next().unwrap_or_default();
        // One that is alone below another heading has no label.
        let labelled = label.ends_with(['.', ')']);
        if !labelled && last_labelled {
            last_labelled = false;
            continue;
        }
        last_labelled = labelled;
        let level = match kind {
            1 if label.matches('.').count() == 2 => 2,
            2 => 3,
            kind => kind,
        };
        counts[level] += 1;
        counts[level + 1..].fill(0);
        let n = counts[level];
        let wanted = match level {
            0 => format!("{}.", ROMAN[n - 1]),
            1 => format!("{n}."),
            2 => format!("{}.{n}.", counts[1]),
            _ => format!("{})", LETTERS[n - 1]),
        };
        if label != wanted {
            found.add("heading-number", run.page, SOURCE, format!("{text:?} isn't {wanted}"));
        }
    }
}

fn parts(paper: &Finished, found: &mut Found) {
    let labels = paper.sheet.lines("part-label");
    for (i, line) in labels.iter().enumerate() {
        if line.text() != PARTS[i] {
            found.add("part", line.page, SOURCE, format!("{:?} isn't {}", line.text(), PARTS[i]));
        }
    }
    for line in labels.iter().chain(&paper.sheet.lines("part-title")) {
        found.centred("part", SOURCE, "a part's heading", line, paper.middle(line.page));
    }
}

fn indents(paper: &Finished, found: &mut Found) {
    let indent = paper.given("body.indent") / MM;
    for kind in KINDS {
        let mut last = None;
        for line in lines(paper.sheet.role(kind)) {
            let block = line.runs[0].part.block;
            let [_, _, left, _] = paper.margins(line.page);
            let first = last.replace(block) != Some(block);
            let wanted = if first { indent } else { 0.0 };
            let measured = (line.left - left) / MM;
            let what = format!("indent of {:?}", line.text());
            found.near("heading-indent", line.page, SOURCE, &what, (measured, wanted, 0.3));
        }
    }
}

/// Under every heading, on its page, stands something that isn't a heading.
fn company(paper: &Finished, found: &mut Found) {
    let runs: Vec<&Run> = paper.sheet.runs.iter().filter(|run| !run.is_blank()).collect();
    for (i, run) in runs.iter().enumerate().filter(|(_, run)| is_heading(run)) {
        let below = runs[i..].iter().take_while(|r| r.page == run.page).any(|r| !is_heading(r));
        if !below {
            let what = format!("{:?} stands alone at the foot of the page", run.text);
            found.add("heading-alone", run.page, "legibility", what);
        }
    }
}

fn is_heading(run: &Run) -> bool {
    run.part.role.as_deref().is_some_and(|role| {
        KINDS.contains(&role)
            || role.starts_with("part-")
            || role == "annex-label"
            || role == "annex-title"
    })
}
