//! Counts of findings and papers, and the last line that states them.

use baocao::batch::Counts;
use baocao::diagnostic::{Diagnostic, Severity};
use baocao::dossier::Status;

use super::outcome::Outcome;

/// The findings and results of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    drafts: usize,
    for_signature: usize,
    issued: usize,
    /// The number of papers, or whole dossiers, that were requested and not made.
    pub unmade: usize,
}

impl Tally {
    pub fn count(&mut self, findings: &[Diagnostic]) {
        for finding in findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }

    /// The findings of all units of a batch.
    pub fn of(Counts { errors, warnings, notes }: Counts) -> Self {
        Tally { errors, warnings, notes, ..Tally::default() }
    }

    /// Counts a paper that was made.
    pub fn made(&mut self, status: Status) {
        match status {
            Status::Draft => self.drafts += 1,
            Status::ForSignature => self.for_signature += 1,
            Status::Issued => self.issued += 1,
        }
    }

    pub fn written(&self) -> usize {
        self.drafts + self.for_signature + self.issued
    }

    /// With `deny_warnings`, findings to review count as faults.
    pub fn outcome(&self, deny_warnings: bool) -> Outcome {
        let denied = if deny_warnings { self.warnings } else { 0 };
        if self.errors + self.unmade + denied > 0 { Outcome::Faulty } else { Outcome::Well }
    }

    /// *Có 1 chỗ cần sửa, 2 chỗ cần xem lại.*
    pub fn findings(&self) -> String {
        let said = counted(&[
            (self.errors, "chỗ cần sửa"),
            (self.warnings, "chỗ cần xem lại"),
            (self.notes, "lưu ý"),
        ]);
        match said {
            Some(said) => format!("Có {said}."),
            None => "Không có chỗ nào cần sửa.".to_owned(),
        }
    }

    /// *Đã xuất 2 bản dự thảo vào thư mục ra/.*
    pub fn papers(&self, folder: &str) -> String {
        let said = counted(&[
            (self.drafts, "bản dự thảo"),
            (self.for_signature, "bản trình ký"),
            (self.issued, "bản ban hành"),
        ]);
        let mut sentence = match said {
            Some(said) => {
                let slash = if folder.ends_with(['/', '\\']) { "" } else { "/" };
                format!("Đã xuất {said} vào thư mục {folder}{slash}.")
            }
            None => "Chưa xuất được văn bản nào.".to_owned(),
        };
        if self.unmade > 0 && self.written() > 0 {
            sentence += &format!(" Còn {} văn bản chưa xuất được.", self.unmade);
        }
        sentence
    }
}

/// *1 bản dự thảo, 2 bản trình ký*; zero counts are left out.
fn counted(counts: &[(usize, &str)]) -> Option<String> {
    let some: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!some.is_empty()).then(|| some.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line() {
        let mut tally = Tally { errors: 1, warnings: 2, ..Tally::default() };
        tally.made(Status::Draft);
        tally.made(Status::Draft);
        assert_eq!(tally.findings(), "Có 1 chỗ cần sửa, 2 chỗ cần xem lại.");
        assert_eq!(tally.papers("ra"), "Đã xuất 2 bản dự thảo vào thư mục ra/.");
        assert_eq!(Tally::default().findings(), "Không có chỗ nào cần sửa.");
        assert_eq!(Tally::default().papers("ra"), "Chưa xuất được văn bản nào.");
    }
}
