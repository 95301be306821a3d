//! Paragraphs: indent, justified edges, distance of lines and of paragraphs,
//! legal bases. NĐ 30, PL I, II.6.

use super::Found;
use crate::support::cases::Finished;
use crate::support::decree::{self, Band};
use crate::support::sheet::{Line, MM, Run, lines};

const SOURCE: &str = "NĐ 30, PL I, II.6";

pub(super) fn check(paper: &Finished, found: &mut Found) {
    let paragraphs = paragraphs(paper);
    if paragraphs.is_empty() {
        return found.add("body", 0, SOURCE, "no text".into());
    }
    let indent = paper.given("body.indent") / MM;
    if !decree::INDENTS.iter().any(|allowed| (indent - allowed).abs() < 0.05) {
        found.add("indent", 0, SOURCE, format!("the regime indents by {indent} mm"));
    }
    for paragraph in &paragraphs {
        edges(paper, &paragraph.lines, found);
        spacing(paper, &paragraph.lines, found);
    }
    for pair in paragraphs.windows(2).filter(|pair| pair[0].next == pair[1].first) {
        gap(paper, &pair[0].lines, &pair[1].lines, found);
    }
    legal_bases(paper, found);
}

struct Paragraph<'a> {
    /// Which of the seen runs, counted on, it begins with, and which one
    /// follows it.
    first: usize,
    next: usize,
    lines: Vec<Line<'a>>,
}

fn paragraphs(paper: &Finished) -> Vec<Paragraph<'_>> {
    let seen = paper.sheet.runs.iter().filter(|r| !r.is_blank() && !r.is("page-number"));
    let mut paragraphs: Vec<(usize, u128, Vec<&Run>)> = Vec::new();
    for (i, run) in seen.enumerate().filter(|(_, run)| run.is_body()) {
        let id = run.part.paragraph.unwrap_or_default();
        match paragraphs.last_mut() {
            Some((_, last, runs)) if *last == id => runs.push(run),
            _ => paragraphs.push((i, id, vec![run])),
        }
    }
    paragraphs
        .into_iter()
        .map(|(first, _, runs)| Paragraph {
            first,
            next: first + runs.len(),
            lines: lines(runs.into_iter()),
        })
        .collect()
}

fn edges(paper: &Finished, lines: &[Line], found: &mut Found) {
    let slack = 0.3;
    let indent = paper.given("body.indent") / MM;
    for (i, line) in lines.iter().enumerate() {
        let [_, _, left, right] = paper.margins(line.page);
        let from_left = (line.left - left) / MM;
        let wanted = if i == 0 { indent } else { 0.0 };
        let rule = if i == 0 { "indent" } else { "left-edge" };
        let what = format!("left edge of {:?}", line.text());
        found.near(rule, line.page, SOURCE, &what, (from_left, wanted, slack));
        if i + 1 < lines.len() {
            let to_right = (paper.sheet.pages[line.page].width - right - line.right) / MM;
            let what = format!("room to the right of {:?}", line.text());
            found.near("justified", line.page, SOURCE, &what, (to_right, 0.0, slack));
        }
    }
}

fn spacing(paper: &Finished, lines: &[Line], found: &mut Found) {
    let wanted = paper.baseline();
    for pair in lines.windows(2).filter(|pair| pair[0].page == pair[1].page) {
        let apart = pair[1].baseline - pair[0].baseline;
        let size = pair[1].size;
        let in_lines = apart / (decree::SINGLE * size);
        found.within("line-spacing", pair[1].page, "lines", in_lines, decree::LINE_SPACING);
        let what = "distance of baselines";
        found.near("line-spacing", pair[1].page, "regimes", what, (apart, wanted, 0.1));
    }
}

fn gap(paper: &Finished, above: &[Line], below: &[Line], found: &mut Found) {
    let (Some(last), Some(first)) = (above.last(), below.first()) else { return };
    if last.page != first.page {
        return;
    }
    let gap = first.baseline - last.baseline - paper.baseline();
    let band = Band { low: decree::PARAGRAPH_GAP, high: 2.0 * first.size, source: SOURCE };
    let what = format!("gap above {:?}", first.text());
    found.within("paragraph-gap", first.page, &what, gap, band);
    let wanted = paper.given("body.gap");
    found.near("paragraph-gap", first.page, "regimes", &what, (gap, wanted, 0.1));
}

/// One a paragraph, `;` at the end, the last with a full stop.
fn legal_bases(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.6a";
    let mut bases: Vec<(u128, String)> = Vec::new();
    for run in paper.sheet.runs.iter().filter(|run| run.is("legal-basis")) {
        let id = run.part.paragraph.unwrap_or_default();
        match bases.last_mut() {
            Some((last, text)) if *last == id => text.push_str(&run.text),
            _ => bases.push((id, run.text.clone())),
        }
    }
    if bases.len() != paper.bases {
        let what = format!("{} legal bases, the dossier has {}", bases.len(), paper.bases);
        found.add("legal-bases", 0, source, what);
    }
    for (i, (_, text)) in bases.iter().enumerate() {
        let end = if i + 1 == bases.len() { '.' } else { ';' };
        let opens = ["Căn cứ ", "Xét ", "Theo "].iter().any(|word| text.starts_with(word));
        if !opens || !text.ends_with(end) {
            found.add("legal-bases", 0, source, format!("{text:?}"));
        }
    }
}
