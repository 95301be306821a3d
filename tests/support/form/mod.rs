//! The form (thể thức) of a finished paper, measured on its pages.
//!
//! [`violations`] lists everything that the decree, the union's rule or the
//! paper's own regime forbids. A file for each part of the page.

mod annex;
mod ballot;
mod body;
mod certificate;
mod closing;
mod headings;
mod letterhead;
mod looks;
mod sheet;
mod title;

use std::fmt;

use baocao::diagnostic::Code;

use super::cases::Finished;
use super::decree::Band;
use super::sheet::{Line, MM};

/// Something on a page that isn't right.
pub struct Violation {
    /// What was checked, in a word.
    pub rule: &'static str,
    /// Counted from 1.
    pub page: Option<usize>,
    pub what: String,
    pub source: &'static str,
}

/// Everything that is wrong with the form of a paper.
pub fn violations(paper: &Finished) -> Vec<Violation> {
    let mut found = Found::default();
    if paper.is_certificate() {
        certificate::check(paper, &mut found);
        gate(paper, &mut found);
        return found.0;
    }
    if paper.is_news() {
        sheet::check(paper, &mut found);
        looks::check(paper, &mut found);
        body::check(paper, &mut found);
        gate(paper, &mut found);
        return found.0;
    }
    if paper.is_ballot() || paper.lies() {
        match paper.is_ballot() {
            true => ballot::check(paper, &mut found),
            false => {
                sheet::check_lying(paper, &mut found);
                looks::check(paper, &mut found);
                title::check(paper, &mut found);
            }
        }
        gate(paper, &mut found);
        return found.0;
    }
    sheet::check(paper, &mut found);
    looks::check(paper, &mut found);
    letterhead::check(paper, &mut found);
    // A letter (công văn) has its subject in the letterhead.
    if !paper.is_letter() {
        title::check(paper, &mut found);
    }
    body::check(paper, &mut found);
    headings::check(paper, &mut found);
    closing::check(paper, &mut found);
    annex::check(paper, &mut found);
    gate(paper, &mut found);
    found.0
}

/// What the program's own last look finds. A draft has holes.
fn gate(paper: &Finished, found: &mut Found) {
    for fault in paper.faults.iter().filter(|f| !(paper.draft() && f.code == Code::PAGE_MARKS)) {
        let what = format!("BC{:03} {}", fault.code, fault.message);
        found.add("gate", fault.page - 1, "the program's last look", what);
    }
}

/// Asserts that papers have no violation, listing all that there are.
pub fn assert_right(papers: &[Finished]) {
    let found: Vec<String> = papers
        .iter()
        .flat_map(|p| violations(p).into_iter().map(move |v| format!("{}: {v}", p.name)))
        .collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        write!(f, "{}: {} [{}]", self.rule, self.what, self.source)
    }
}

/// Where the checks put what they find.
#[derive(Default)]
pub(super) struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, rule: &'static str, page: usize, source: &'static str, what: String) {
        self.0.push(Violation { rule, page: Some(page + 1), what, source });
    }

    fn add_to_all(&mut self, rule: &'static str, source: &'static str, what: String) {
        self.0.push(Violation { rule, page: None, what, source });
    }

    /// A measure that must lie in a band.
    fn within(&mut self, rule: &'static str, page: usize, what: &str, measured: f64, band: Band) {
        if measured < band.low - SLACK || measured > band.high + SLACK {
            let range = format!("{:.2}..{:.2}", band.low, band.high);
            self.add(rule, page, band.source, format!("{what} is {measured:.2}, not {range}"));
        }
    }

    /// Two measures that must agree.
    fn near(
        &mut self,
        rule: &'static str,
        page: usize,
        source: &'static str,
        what: &str,
        (measured, wanted, slack): (f64, f64, f64),
    ) {
        if (measured - wanted).abs() > slack {
            self.add(rule, page, source, format!("{what} is {measured:.2}, not {wanted:.2}"));
        }
    }

    /// A line that must be centred on a place.
    fn centred(
        &mut self,
        rule: &'static str,
        source: &'static str,
        what: &str,
        line: &Line,
        on: f64,
    ) {
        self.near(rule, line.page, source, &format!("centre of {what}"), (line.centre(), on, MM));
    }
}

/// What rounding may change in a size or a length.
const SLACK: f64 = 0.02;
