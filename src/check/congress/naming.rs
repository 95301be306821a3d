//! Consistent naming of a congress: BC011, BC012.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Dossier, Heading};
use crate::source::{Path, Segment};
use crate::vietnamese::{Ordinal, Term};

use super::elections::elections;
use super::terms::typed;
use crate::check::scan::{Label, Words};
use crate::check::{Context, Findings, Rule};

pub(crate) const OWN_CONGRESS: Rule =
    Rule { code: Code::CONGRESS_NAME, severity: Severity::Error, citation: "", run: own_congress };

pub(crate) const UPPER_CONGRESS: Rule = Rule {
    code: Code::UPPER_CONGRESS_NAME,
    severity: Severity::Error,
    citation: "",
    run: upper_congress,
};

/// The structured fields about a congress.
struct Known {
    whose: &'static str,
    at: Path,
    ordinal: Option<Ordinal>,
    committee: Option<Ordinal>,
    term: Option<Term>,
}

impl Known {
    fn of(whose: &'static str, at: &str, ordinal: Option<Ordinal>, term: Option<Term>) -> Known {
        let (at, ordinal) = (Path::root().key(at), ordinal);
        Known { whose, at, ordinal, committee: ordinal, term }
    }

    /// The field that contradicts a label, and its value.
    fn against(&self, label: Label) -> Option<(Path, String)> {
        let differs = |known: Option<Ordinal>, said: Ordinal| known.filter(|known| *known != said);
        let (key, known) = match label {
            Label::Congress(said) => {
                ("ordinal", format!("là lần thứ {}", differs(self.ordinal, said)?.roman()))
            }
            Label::Committee(said) => {
                ("ordinal", format!("là khóa {}", differs(self.committee, said)?.roman()))
            }
            Label::Term(said) => {
                let known = self.term.filter(|known| *known != said)?;
                ("term", format!("thuộc nhiệm kỳ {}", typed(known)))
            }
        };
        Some((self.at.key(key), known))
    }
}

fn contradiction(
    rule: &Rule,
    path: &Path,
    words: &Words<'_>,
    label: &(Range<usize>, Label),
    known: &Known,
) -> Option<Diagnostic> {
    let (at, value) = known.against(label.1)?;
    let span = words.span(label.0.clone());
    let written = words.text().get(span.clone()).unwrap_or_default();
    let whose = known.whose;
    Some(
        rule.broken_at(path.clone(), format!("Ghi “{written}”, nhưng {whose} {value}"))
            .with_span(span)
            .with_related(at, format!("{whose} {value}"))
            .with_hint("sửa một trong hai chỗ"),
    )
}

/// Words before a label that show which congress it refers to; the last one counts.
const OURS: &[&str] = &["trình đại hội", "trình hội nghị", "bầu ban chấp hành"];
/// Followed by a term only: plans are for the new one.
const PLANNED: &[&str] = &["phương hướng", "mục tiêu", "chỉ tiêu", "nhiệm vụ"];
/// Unless an assessment of the implementation follows.
const DONE: &[&str] = &["thực hiện", "đánh giá", "kết quả", "tổng kết", "kiểm điểm"];
const OTHERS: &[&str] = &[
    "của ban chấp hành",
    "kiểm điểm",
    "nghị quyết",
    "kết quả",
    "tổng kết",
    "giai đoạn",
    "dự đại hội",
    "dự hội nghị",
    "đảng bộ",
    "cấp trên",
];

fn own_congress(context: &Context<'_>, found: &mut Findings) {
    let Some(congress) = &context.dossier.congress else { return };
    let mut known = Known::of("Đại hội này", "congress", congress.ordinal, congress.term);
    known.committee = congress.committee_ordinal.or(known.ordinal);
    let old = context.dossier.previous_term.as_ref();
    let old = old
        .map(|old| Known::of("Ban Chấp hành hết nhiệm kỳ", "previous_term", old.ordinal, old.term));
    elected_bodies(context.dossier, &known, found);
    for (path, text) in named(context.dossier) {
        let words = Words::of(text);
        // A report names the committee that makes it.
        if let Some(old) = old.as_ref().filter(|_| path.keys().next() == Some("reports")) {
            let committee = |i: usize| i >= 4 && words.starts(i - 4, "của ban chấp hành");
            let own = |label: &(Range<usize>, Label)| {
                matches!(label.1, Label::Committee(_)) && committee(label.0.start)
            };
            let labels = words.labels().into_iter().filter(own);
            found.extend(
                labels.filter_map(|label| contradiction(&OWN_CONGRESS, &path, &words, &label, old)),
            );
        }
        let is_name = path == Path::root().key("congress").key("name");
        let is_subject = path.segments().last() == Some(&Segment::Key("subject".into()));
        let opens = is_name || is_subject && words.any(0..1, &["đại hội", "hội nghị"]);
        for label in words.labels() {
            let clause = words.clause(label.0.start);
            let before = clause.start..label.0.start;
            let plan = matches!(label.1, Label::Term(_)) && !words.any(before.clone(), DONE);
            let last = before.rev().find_map(|i| {
                let any = |phrases: &[&str]| words.any(i..i + 1, phrases);
                let planned = plan && any(PLANNED);
                (any(OURS) || planned || any(OTHERS)).then(|| !any(OTHERS))
            });
            if last.unwrap_or(opens && clause.start == 0) {
                found.extend(contradiction(&OWN_CONGRESS, &path, &words, &label, &known));
            }
        }
    }
}

/// A committee elected by the congress has the congress's ordinal and term.
fn elected_bodies(dossier: &Dossier, known: &Known, found: &mut Findings) {
    let elected = elections(dossier).filter(|(_, election)| election.to.is_none());
    for (path, election) in elected.filter(|(_, election)| election.elects().is_some()) {
        let Some(body) = election.body.as_deref() else { continue };
        let (path, words) = (path.key("body"), Words::of(body));
        for label in words.labels() {
            found.extend(contradiction(&OWN_CONGRESS, &path, &words, &label, known));
        }
    }
}

/// Texts that name the congress outside its own fields.
fn named(dossier: &Dossier) -> Vec<(Path, &str)> {
    let root = Path::root();
    let mut texts = Vec::new();
    if let Some(congress) = &dossier.congress {
        let at = root.key("congress");
        texts.extend(congress.name.as_deref().map(|name| (at.key("name"), name)));
        let tasks = congress.tasks.iter().enumerate();
        texts.extend(tasks.map(|(i, task)| (at.key("tasks").index(i), task.0.as_str())));
    }
    for (id, envelope) in dossier.papers.iter() {
        let at = root.key("papers").key(id);
        texts.extend(envelope.title.as_deref().map(|title| (at.key("title"), title)));
        texts.extend(envelope.subject.as_deref().map(|subject| (at.key("subject"), subject)));
    }
    for (i, report) in dossier.reports.iter().enumerate() {
        let at = root.key("reports").index(i).key("name");
        texts.extend(report.name.as_deref().map(|name| (at, name)));
    }
    for (id, headings) in dossier.outline.iter() {
        headings_of(headings, &root.key("outline").key(id), &mut texts);
    }
    texts
}

/// The titles of an outline, at any depth.
pub(crate) fn headings_of<'a>(headings: &'a [Heading], at: &Path, out: &mut Vec<(Path, &'a str)>) {
    for (i, heading) in headings.iter().enumerate() {
        let at = at.index(i);
        out.extend(heading.title.as_deref().map(|title| (at.key("title"), title)));
        headings_of(&heading.sections, &at.key("sections"), out);
    }
}

/// The superior's congress is named by the superior's name, or as one that is attended.
fn upper_congress(context: &Context<'_>, found: &mut Findings) {
    let Some(upper) = &context.dossier.upper_congress else { return };
    let known = Known::of("Đại hội cấp trên", "upper_congress", upper.ordinal, upper.term);
    let name = upper.name.as_deref().map(str::to_lowercase).unwrap_or_default();
    let name: Vec<String> = {
        let words = Words::of(&name);
        (0..words.len()).map(|i| words.lower(i).to_owned()).collect()
    };
    let name = name.join(" ");
    for (path, words) in context.printed_words() {
        let own = *path == Path::root().key("upper_congress").key("name");
        for label in words.labels() {
            let clause = words.clause(label.0.start);
            let mut before = clause.start..label.0.start;
            // No other congress between its name and the label.
            let called = !name.is_empty()
                && before.clone().any(|i| words.starts(i, &name))
                && nothing_between(words, &name, label.0.start);
            let attended = short(path) && before.any(|i| words.starts(i, "dự đại hội"));
            if own || called || attended {
                found.extend(contradiction(&UPPER_CONGRESS, path, words, &label, &known));
            }
        }
    }
}

/// Whether only labels stand between a name and a word.
fn nothing_between(words: &Words<'_>, name: &str, until: usize) -> bool {
    let length = name.split(' ').count();
    let Some(end) = (0..until).rev().find(|i| words.starts(*i, name)).map(|i| i + length) else {
        return false;
    };
    let labels: usize = words
        .labels()
        .iter()
        .filter(|(range, _)| range.start >= end && range.end <= until)
        .map(|(range, _)| range.len())
        .sum();
    end + labels == until
}

/// One-line fields that state the congress to which delegates are sent.
fn short(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(keys[..], ["congress", "tasks"] | ["elections", "body" | "to"] | ["reports", "name"])
}
