//! Warnings that a dossier acknowledges (cảnh báo đã xem): reviewed, and kept for a stated
//! reason.

use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::dossier::{Acknowledgement, Dossier, Text};
use crate::source::Path;

/// The outcome of checking a dossier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// The findings to report, sorted.
    pub findings: Vec<Diagnostic>,
    /// The acknowledged findings, each with the entry that covers it, in the order of the
    /// entries.
    pub acknowledged: Vec<(Diagnostic, Acknowledgement)>,
}

impl Review {
    /// Separates the findings that the dossier acknowledges. An entry that covers nothing, or
    /// has no reason, is itself reported.
    pub(super) fn new(dossier: &Dossier, mut found: Vec<Diagnostic>) -> Self {
        diagnostic::sort(&mut found);
        let mut entries = Acknowledgements::of_dossier(dossier);
        let mut review = entries.part(found);
        review.findings.extend(entries.needless());
        diagnostic::sort(&mut review.findings);
        review
    }
}

/// The entries of a dossier for one kind of findings: its own, or those of its units'
/// roll-up.
#[derive(Debug, Clone)]
pub struct Acknowledgements<'d> {
    /// Each entry with its index in the dossier's list, and whether it has covered a finding.
    entries: Vec<(usize, &'d Acknowledgement, bool)>,
}

impl<'d> Acknowledgements<'d> {
    /// The entries about the dossier itself.
    pub fn of_dossier(dossier: &'d Dossier) -> Self {
        Self::of(dossier, |entry| !is_of_roll_up(entry))
    }

    /// The entries about its units' reports: they name a unit, or a code of the roll-up.
    pub fn of_roll_up(superior: &'d Dossier) -> Self {
        Self::of(superior, is_of_roll_up)
    }

    fn of(dossier: &'d Dossier, wanted: impl Fn(&Acknowledgement) -> bool) -> Self {
        let entries = dossier.acknowledged.iter().enumerate();
        let entries = entries.filter(|(_, entry)| wanted(entry));
        Acknowledgements { entries: entries.map(|(at, entry)| (at, entry, false)).collect() }
    }

    /// Returns the findings that aren't acknowledged, in order, and keeps the others.
    pub fn part(&mut self, findings: Vec<Diagnostic>) -> Review {
        let mut review = Review { findings, acknowledged: Vec::new() };
        for (_, entry, has_covered) in &mut self.entries {
            let before = review.acknowledged.len();
            let covered = review.findings.extract_if(.., |found| covers(entry, found));
            review.acknowledged.extend(covered.map(|found| (found, (*entry).clone())));
            *has_covered |= review.acknowledged.len() > before;
        }
        review
    }

    /// A note for each entry that has covered nothing so far.
    pub fn needless(&self) -> Vec<Diagnostic> {
        let needless = self.entries.iter().filter(|(.., has_covered)| !has_covered);
        needless.map(|(at, entry, _)| unneeded(entry, *at)).collect()
    }
}

fn is_of_roll_up(entry: &Acknowledgement) -> bool {
    let has_code = |code: &Code| {
        entry.code.as_ref().is_some_and(|typed| typed.0.eq_ignore_ascii_case(&code.to_string()))
    };
    entry.unit.is_some() || Code::ALL.iter().any(|code| code.is_of_roll_up() && has_code(code))
}

fn has_reason(entry: &Acknowledgement) -> bool {
    entry.reason.as_ref().is_some_and(|reason: &Text| !reason.is_empty())
}

/// Whether an entry covers a finding. An error can't be acknowledged.
fn covers(entry: &Acknowledgement, found: &Diagnostic) -> bool {
    let code = found.code.to_string();
    let unit = found.unit.as_ref().map(|unit| unit.code.as_str());
    entry.code.as_ref().is_some_and(|typed| typed.0.eq_ignore_ascii_case(&code))
        && found.severity != Severity::Error
        && has_reason(entry)
        && entry.unit.as_deref() == unit
        && entry.at.as_ref().is_none_or(|at| {
            let path = found.path.as_ref().map(Path::to_string);
            path.is_some_and(|path| is_at_or_in(&path, &at.0))
        })
}

/// Whether an entry names a place for a code: a finding there is reported separately, not
/// combined with others, so that the entry covers only it.
pub(crate) fn is_named(dossier: &Dossier, code: Code, path: &Path) -> bool {
    let of_code = |entry: &&Acknowledgement| {
        let typed = entry.code.as_ref().map(|typed| typed.0.as_str());
        typed.is_some_and(|typed| typed.eq_ignore_ascii_case(&code.to_string()))
    };
    let mut named = dossier.acknowledged.iter().filter(of_code).filter_map(|e| e.at.as_ref());
    named.any(|at| is_at_or_in(&path.to_string(), &at.0))
}

/// `results[0].text` is in `results[0]` and in `results`.
fn is_at_or_in(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn unneeded(entry: &Acknowledgement, i: usize) -> Diagnostic {
    let (message, hint) = if has_reason(entry) {
        ("Cảnh báo đã xem này không còn khớp với cảnh báo nào", "xóa mục này")
    } else {
        ("Cảnh báo đã xem phải có lý do", "ghi reason")
    };
    Diagnostic::note(Code::ACKNOWLEDGEMENT, message)
        .with_path(Path::root().key("acknowledged").index(i))
        .with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_covers_what_is_in_it() {
        for inside in ["results", "results[0]", "results[0].text", "results.x"] {
            assert!(is_at_or_in(inside, "results"), "{inside}");
        }
        for outside in ["results_of", "other.results", "result"] {
            assert!(!is_at_or_in(outside, "results"), "{outside}");
        }
    }

    #[test]
    fn a_place_among_several_is_covered_alone() {
        let office = crate::Office::new(&crate::Options::default()).expect("the office");
        let told = |at: &str| {
            let yaml = format!(
                "kind: tổng kết\norganization: {{name: Công đoàn Bến Gỗ, locality: xã Bến}}\nevent: \
                 {{place: Hội trường}}\nacknowledged: [{{code: BC161, at: {at}, reason: đã biết}}]\n"
            );
            let loaded = office.load("t.yaml", yaml.as_bytes(), &[]);
            let review = office.review(&loaded, &[]);
            let said = |found: &Diagnostic| {
                let of_code = matches!(found.code, Code::UNPRINTED | Code::ACKNOWLEDGEMENT);
                of_code.then(|| found.message.clone())
            };
            let covered = review.acknowledged.iter().filter_map(|(found, _)| said(found));
            (review.findings.iter().filter_map(said).collect(), covered.collect())
        };
        let (left, taken): (Vec<String>, Vec<String>) = told("event.place");
        assert_eq!(left, ["Địa bàn: chưa in ở văn bản nào"]);
        assert_eq!(taken, ["Địa điểm: chưa in ở văn bản nào"]);
        let (left, taken): (Vec<String>, Vec<String>) = told("organization.locality");
        assert_eq!(left, ["Địa điểm: chưa in ở văn bản nào"]);
        assert_eq!(taken, ["Địa bàn: chưa in ở văn bản nào"]);
    }

    #[test]
    fn each_finding_goes_to_the_first_entry_that_covers_it() {
        let entry = |code: &str, at: &str, reason: &str| Acknowledgement {
            code: Some(Text(code.into())),
            at: (!at.is_empty()).then(|| Text(at.into())),
            reason: Some(Text(reason.into())),
            ..Acknowledgement::default()
        };
        let dossier = Dossier {
            acknowledged: vec![
                entry("bc087", "results[0]", "đã hỏi"),
                entry("BC087", "", "đúng"),
                entry("BC087", "results[1]", "đúng"),
                entry("BC031", "", ""),
            ],
            ..Dossier::default()
        };
        let warning = |code: Code, i: usize| {
            let path = Path::root().key("results").index(i).key("text");
            Diagnostic::warning(code, format!("{i}")).with_path(path)
        };
        let error = Diagnostic { severity: Severity::Error, ..warning(Code::TYPED_NUMBER, 2) };
        let found = vec![
            warning(Code::STATED_PERCENT, 0),
            warning(Code::TYPED_NUMBER, 1),
            warning(Code::TYPED_NUMBER, 0),
            error.clone(),
        ];
        let review = Review::new(&dossier, found);
        let covered: Vec<(&str, &str)> = review
            .acknowledged
            .iter()
            .map(|(found, by)| (found.message.as_str(), by.reason.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(covered, [("0", "đã hỏi"), ("1", "đúng")]);
        assert!(
            review.findings.contains(&error)
                && review.findings.contains(&warning(Code::STATED_PERCENT, 0))
        );
        let noted = review.findings.iter().filter(|d| d.code == Code::ACKNOWLEDGEMENT);
        let noted: Vec<String> = noted.filter_map(|d| Some(d.path.as_ref()?.to_string())).collect();
        assert_eq!(noted, ["acknowledged[2]", "acknowledged[3]"]);
    }
}
