//! How much of what is wrong in whole dossiers is found, and how much that is right is
//! blamed, by kind: `docs/measured.md` holds the table.
//!
//! The dossiers under `fixtures/unseen/` were written before anybody looked at what is
//! found in them. A faulty one tells its faults at its head, `# lỗi KIND: WORDS`: the
//! words stand in the faulty line. `UPDATE=1 cargo test --test measured` renews the page.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use baocao::diagnostic::{Code, Diagnostic, Severity};
use support::cases::{self, office};

const PAGE: &str = "docs/measured.md";

/// A fault that somebody planted.
struct Planted {
    kind: String,
    words: String,
    /// From 1.
    line: usize,
}

/// Found and planted, of one kind.
#[derive(Default)]
struct Score {
    found: usize,
    planted: usize,
    missed: Vec<String>,
}

fn planted(text: &str) -> Vec<Planted> {
    let heads = text.lines().filter_map(|line| line.strip_prefix("# lỗi "));
    let planted = heads.map(|head| {
        let (kind, words) = head.split_once(": ").expect("a kind and words");
        let is_it = |line: &str| !line.starts_with('#') && line.contains(words);
        let line = text.lines().position(is_it).expect("the words stand in a line");
        Planted { kind: kind.to_owned(), words: words.to_owned(), line: line + 1 }
    });
    planted.collect()
}

/// The lines that a finding names: its own, and those of what it relates to.
fn lines(finding: &Diagnostic) -> Vec<usize> {
    let related = finding.related.iter().filter_map(|(site, _)| site.place.as_ref());
    finding.place.iter().chain(related).map(|place| place.line_column().0).collect()
}

/// That a draft lacks a section, or that no paper prints a part, is no fault.
fn is_about_wrong(finding: &Diagnostic) -> bool {
    !matches!(finding.code, Code::MISSING_SECTION | Code::UNPRINTED)
}

#[test]
fn the_table_is_current() {
    let office = office();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut clean, mut faulty, mut alarms) = (0, 0, Vec::new());
    for path in cases::files("fixtures/unseen") {
        let name = cases::stem(&path);
        let text = std::fs::read_to_string(&path).expect("a fixture");
        let loaded = cases::load(&office, &path);
        let mut found = loaded.diagnostics.clone();
        found.extend(office.check(&loaded));
        found.retain(is_about_wrong);
        let planted = planted(&text);
        match name.starts_with("dung-") {
            true => clean += 1,
            false => faulty += usize::from(!planted.is_empty()),
        }
        if planted.is_empty() && !name.starts_with("dung-") {
            continue;
        }
        // One finding may name the faults of several lines.
        let told = |fault: &Planted| {
            let names = |finding: &Diagnostic| finding.message.contains(&fault.words);
            found.iter().any(|d| lines(d).contains(&fault.line) || names(d))
        };
        for fault in &planted {
            let score = scores.entry(fault.kind.clone()).or_default();
            score.planted += 1;
            match told(fault) {
                true => score.found += 1,
                false => score.missed.push(format!("{name}: {}", fault.words)),
            }
        }
        let is_planted = |finding: &Diagnostic| {
            lines(finding).iter().any(|line| planted.iter().any(|fault| fault.line == *line))
        };
        let weighs = |finding: &&Diagnostic| finding.severity != Severity::Note;
        let false_ones = found.iter().filter(weighs).filter(|finding| !is_planted(finding));
        alarms.extend(false_ones.map(|d| format!("{name}: {} {}", d.code, d.message)));
    }
    let page = page(&scores, clean, faulty, &alarms);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("a writable tree");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{PAGE} differs: run UPDATE=1 cargo test --test measured\n{page}");
    assert!(clean >= 20 && faulty >= 14, "{clean} clean and {faulty} faulty dossiers");
}

fn page(
    scores: &BTreeMap<String, Score>,
    clean: usize,
    faulty: usize,
    alarms: &[String],
) -> String {
    let mut out = format!(
        "# What the checker finds\n\n\
         Measured by `tests/measured.rs` on {clean} dossiers in which nothing is wrong and\n\
         {faulty} with planted faults (`fixtures/unseen/`), which were written before anybody\n\
         looked at what is found in them; rules were mended by what they missed since. Of the\n\
         108 faults of the last ten, 70 were found at first. A false alarm is an error or a\n\
         warning where nothing was planted.\n\n\
         | kind of fault | found | planted | |\n|---|---|---|---|\n"
    );
    let percent = |found: usize, of: usize| 100 * found / of.max(1);
    let (mut found, mut planted) = (0, 0);
    for (kind, score) in scores {
        let share = percent(score.found, score.planted);
        let _ = writeln!(out, "| {kind} | {} | {} | {share} % |", score.found, score.planted);
        found += score.found;
        planted += score.planted;
    }
    let share = percent(found, planted);
    let _ = writeln!(out, "| **all** | **{found}** | **{planted}** | **{share} %** |");
    let _ = writeln!(out, "| false alarms | {} | | |", alarms.len());
    list(&mut out, "Missed", scores.values().flat_map(|score| &score.missed));
    list(&mut out, "False alarms", alarms.iter());
    out
}

fn list<'a>(out: &mut String, title: &str, lines: impl Iterator<Item = &'a String>) {
    let lines: Vec<&String> = lines.collect();
    if !lines.is_empty() {
        let _ = write!(out, "\n## {title}\n\n");
        for line in lines {
            let _ = writeln!(out, "- {line}");
        }
    }
}
