//! The sheet: paper, margins, page numbers, fonts, colour.

use super::Found;
use crate::support::cases::Finished;
use crate::support::decree::{self, Band};
use crate::support::sheet::{MM, Run};

pub(super) fn check(paper: &Finished, found: &mut Found) {
    paper_size(paper, found);
    margins(paper, found);
    inside(paper, found);
    fonts(paper, found);
    page_numbers(paper, found);
    overlaps(paper, found);
}

/// Of a paper that lies on its side, and of a sheet of ballots, which have no page that
/// stands by the decree.
pub(super) fn check_lying(paper: &Finished, found: &mut Found) {
    inside(paper, found);
    fonts(paper, found);
    overlaps(paper, found);
}

fn paper_size(paper: &Finished, found: &mut Found) {
    for (number, page) in paper.sheet.pages.iter().enumerate() {
        let (width, height) = (page.width / MM, page.height / MM);
        let is = |(w, h): (f64, f64)| (width - w).abs() < 0.1 && (height - h).abs() < 0.1;
        let (narrow, long) = decree::PAPER;
        // Tables in annexes may lie on their side.
        let allowed = is((narrow, long)) || is((long, narrow)) && paper.in_annex(number);
        if !allowed {
            let what = format!("sheet of {width:.1} × {height:.1} mm");
            found.add("paper", number, "NĐ 30, PL I, I.1", what);
        }
    }
}

/// What the regime says is within the decree, and the pages are as the regime
/// says.
fn margins(paper: &Finished, found: &mut Found) {
    let bands = paper.decree().margins;
    let given = paper.margins(0);
    for (given, band) in given.iter().zip(bands) {
        found.within("margins", 0, "margin of the regime", given / MM, band);
    }
    let [top, _, left, right] = given;
    let upright = |r: &&Run| paper.sheet.pages[r.page].width < paper.sheet.pages[r.page].height;
    let text = || paper.sheet.runs.iter().filter(is_text).filter(upright);
    let source = "report-templates/regimes";
    // Where nothing else is as wide as the page, the lines of a table are.
    let tall = |page: usize| paper.sheet.pages[page].width < paper.sheet.pages[page].height;
    let rules = || paper.sheet.rules.iter().filter(|rule| tall(rule.page));
    let edge = text().map(|r| r.left).chain(rules().map(|r| r.left)).fold(f64::MAX, f64::min);
    found.near("margins", 0, source, "left margin", (edge / MM, left / MM, 0.3));
    let edge = text().map(|r| r.right).chain(rules().map(|r| r.right)).fold(f64::MIN, f64::max);
    let measured = paper.sheet.pages[0].width - edge;
    found.near("margins", 0, source, "right margin", (measured / MM, right / MM, 0.3));
    let edge = text().filter(|r| r.page == 0).map(Run::top).fold(f64::MAX, f64::min);
    found.near("margins", 0, source, "top margin", (edge / MM, top / MM, 0.5));
    bottom_margin(paper, found);
}

/// A page need not be full; of several, the fullest ends within five lines of the
/// margin: two headings, one under the other, go to the next page with the two lines
/// they must keep and the space between.
fn bottom_margin(paper: &Finished, found: &mut Found) {
    let last = paper.annexes().first().copied().unwrap_or(paper.sheet.pages.len()) - 1;
    if last < 3 {
        return;
    }
    let edge = paper
        .sheet
        .runs
        .iter()
        .filter(|r| is_text(r) && r.page < last)
        .map(Run::bottom)
        .fold(f64::MIN, f64::max);
    let measured = (paper.sheet.pages[0].height - edge) / MM;
    let lines = 5.0 * paper.baseline() / MM;
    let [_, bottom, ..] = paper.margins(0);
    let band = Band { low: bottom / MM, high: bottom / MM + lines, source: "regimes" };
    found.within("margins", 0, "bottom margin", measured + 0.3, band);
}

/// Nothing but the page number stands in the margins.
fn inside(paper: &Finished, found: &mut Found) {
    let slack = 0.3 * MM;
    let mut check = |page: usize, what: &str, [x0, x1, y0, y1]: [f64; 4]| {
        let [top, bottom, left, right] = paper.margins(page);
        let size = &paper.sheet.pages[page];
        let out = [left - x0, x1 - (size.width - right), top - y0, y1 - (size.height - bottom)];
        let names = ["left", "right", "top", "bottom"];
        for (out, name) in out.iter().zip(names).filter(|(out, _)| **out > slack) {
            let what = format!("{what:?} stands {:.1} mm in the {name} margin", out / MM);
            found.add("outside", page, "NĐ 30, PL I, I.4", what);
        }
    };
    for run in paper.sheet.runs.iter().filter(is_text) {
        check(run.page, &run.text, [run.left, run.right, run.top(), run.bottom()]);
    }
    for rule in &paper.sheet.rules {
        check(rule.page, "a rule", [rule.left, rule.right, rule.top, rule.bottom]);
    }
}

fn fonts(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, I.3";
    for run in &paper.sheet.runs {
        if run.family != "Liberation Serif" {
            found.add("font", run.page, source, format!("{:?} in {}", run.text, run.family));
        }
        // Marks of secrecy and urgency are red: II.10.
        if run.black == run.is("stamp") {
            found.add("black", run.page, source, format!("{:?} of the wrong colour", run.text));
        }
    }
    for rule in paper.sheet.rules.iter().filter(|rule| !rule.black) {
        found.add("black", rule.page, source, "a rule isn't black".into());
    }
}

fn page_numbers(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, I.7";
    let annexes = paper.annexes();
    let in_first_of_annex = paper.regime.get("annex.number-on-first-page") == Some("true");
    let mut number = 0;
    for page in 0..paper.sheet.pages.len() {
        let starts_annex = annexes.contains(&page);
        number = if starts_annex { 1 } else { number + 1 };
        let shown: Vec<&Run> = paper.sheet.role("page-number").filter(|r| r.page == page).collect();
        let texts: Vec<&str> = shown.iter().map(|r| r.text.as_str()).collect();
        let hidden = page == 0 || (starts_annex && !in_first_of_annex);
        let wanted = if hidden { vec![] } else { vec![number.to_string()] };
        if texts != wanted {
            let what = format!("page number {texts:?}, not {wanted:?}");
            found.add("page-number", page, source, what);
        }
        let [top, ..] = paper.margins(page);
        for run in shown {
            let centre = (run.left + run.right) / 2.0;
            let middle = paper.middle(page);
            found.near(
                "page-number",
                page,
                source,
                "centre of the page number",
                (centre, middle, MM),
            );
            if run.top() < 0.0 || run.bottom() > top {
                found.add("page-number", page, source, "not in the top margin".into());
            }
            let wanted = paper.given("page-number.from-top");
            let what = "page number from the edge";
            found.near("page-number", page, "regimes", what, (run.top(), wanted, MM));
        }
    }
}

/// No text is printed over another, and no rule through a text.
fn overlaps(paper: &Finished, found: &mut Found) {
    let runs: Vec<&Run> = paper.sheet.runs.iter().filter(|r| !r.is_blank()).collect();
    for (i, a) in runs.iter().enumerate() {
        let below = |b: &&&Run| b.page == a.page;
        for b in runs[i + 1..].iter().take_while(below) {
            let across = a.right.min(b.right) - a.left.max(b.left);
            let high = |r: &Run| r.baseline - X_HEIGHT * r.size;
            let down = a.baseline.min(b.baseline) - high(a).max(high(b));
            if across > 0.5 && down > 0.5 {
                let what = format!("{:?} and {:?} overlap", a.text, b.text);
                found.add("overlap", a.page, "legibility", what);
            }
        }
        for rule in paper.sheet.rules.iter().filter(|rule| rule.page == a.page) {
            let across = a.right.min(rule.right) - a.left.max(rule.left);
            let down = a.baseline.min(rule.bottom) - (a.baseline - X_HEIGHT * a.size).max(rule.top);
            if across > 0.2 && down > 0.2 {
                found.add(
                    "overlap",
                    a.page,
                    "legibility",
                    format!("a rule runs through {:?}", a.text),
                );
            }
        }
    }
}

/// Height of small letters in parts of the size.
const X_HEIGHT: f64 = 0.46;

fn is_text(run: &&Run) -> bool {
    !run.is("page-number") && !run.is_blank()
}
