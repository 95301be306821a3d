//! The work on one dossier: which papers are meant, what was found, and which
//! paper may leave.

use crate::check::Review;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::dossier::{Dossier, Status};
use crate::paper::Paper;
use crate::source::Path;
use crate::{Loaded, Office};

/// A dossier read and checked for the papers that are meant.
pub struct Work<'a> {
    pub loaded: Loaded,
    pub papers: Vec<&'a Paper>,
    /// All that was found, reading and checking, and what of it the dossier
    /// acknowledges.
    pub review: Review,
}

/// Why a paper doesn't leave the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier is of another kind and lacks what the paper needs.
    Lacking,
    /// Something is wrong, and the paper is no draft.
    Faulty(Status),
    /// The dossier's file has the paper as issued, and this run was asked for
    /// another one in its place.
    Issued,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Lacking => write!(f, "hồ sơ này chưa đủ để lập"),
            Refusal::Issued => write!(
                f,
                "đã ban hành; --set, --status chỉ xuất được bản dự thảo, tệp đã xuất giữ nguyên"
            ),
            Refusal::Faulty(status) => write!(
                f,
                "chưa xuất bản {} vì còn chỗ cần sửa; xem bản dự thảo bằng --status \"{}\"",
                status.word(),
                Status::Draft.word()
            ),
        }
    }
}

impl<'a> Work<'a> {
    /// Checks what was read. With `wanted` empty, all papers that the dossier
    /// gives are meant; with a status, every paper is taken in it.
    pub fn new(
        office: &'a Office,
        loaded: Loaded,
        status: Option<Status>,
        wanted: &[&'a Paper],
    ) -> Self {
        let work = Work::unchecked(office, loaded, status, wanted);
        let review = work.check(office);
        Work { review, ..work }
    }

    /// Like `new`, but without running the checks, so that the caller can run them on
    /// another thread.
    pub fn unchecked(
        office: &'a Office,
        mut loaded: Loaded,
        status: Option<Status>,
        wanted: &[&'a Paper],
    ) -> Self {
        if let Some(status) = status {
            loaded.set_status(status);
        }
        let papers: Vec<&Paper> = match &loaded.reading {
            None => Vec::new(),
            Some(reading) if wanted.is_empty() => office.papers().of(&reading.dossier),
            Some(_) => wanted.to_vec(),
        };
        let findings = loaded.diagnostics.clone();
        let review = Review { findings, acknowledged: Vec::new() };
        Work { loaded, papers, review }
    }

    /// All that is found, reading and checking, for the papers that are meant.
    pub fn check(&self, office: &Office) -> Review {
        let mut review = match self.papers.is_empty() {
            true => Review::default(),
            false => office.review(&self.loaded, &self.papers),
        };
        let findings = &mut review.findings;
        findings.extend(self.loaded.diagnostics.iter().cloned());
        if let Some(dossier) = self.loaded.dossier() {
            let papers = self.papers.iter().filter(|paper| self.replaces(office, dossier, paper));
            findings.extend(papers.map(|paper| replaced(&self.loaded, paper)));
        }
        diagnostic::sort(findings);
        review
    }

    /// Why a paper must not leave, if so: a draft always may, any other state
    /// only without errors. Errors about other papers don't count.
    pub fn refusal(&self, office: &Office, dossier: &Dossier, paper: &Paper) -> Option<Refusal> {
        if !paper.belongs_to(dossier) && !office.lacks(dossier, paper).is_empty() {
            return Some(Refusal::Lacking);
        }
        let status = paper.status(dossier);
        if status == Status::Draft {
            return None;
        }
        if self.replaces(office, dossier, paper) {
            return Some(Refusal::Issued);
        }
        let wrong = |found: &[Diagnostic]| found.iter().any(Diagnostic::is_error);
        // If the whole dossier has no error this paper has none; otherwise check for
        // this paper alone.
        let wrong = wrong(&self.review.findings)
            && match self.papers.as_slice() {
                [only] if only.id == paper.id => true,
                _ => {
                    wrong(&self.loaded.diagnostics) || wrong(&office.check(&self.loaded, &[paper]))
                }
            };
        wrong.then_some(Refusal::Faulty(status))
    }

    /// Whether a paper that the file has as issued would be another one, by what
    /// this run was asked for.
    fn replaces(&self, office: &Office, dossier: &Dossier, paper: &Paper) -> bool {
        let Some(before) = self.loaded.issued() else { return false };
        let seal = |dossier| office.render(dossier, paper).map(|rendered| rendered.seal());
        paper.status(before) == Status::Issued
            && match paper.status(dossier) {
                Status::Draft => false,
                Status::ForSignature => true,
                Status::Issued => seal(before) != seal(dossier),
            }
    }
}

/// That a paper would stand in the place of the issued one.
fn replaced(loaded: &Loaded, paper: &Paper) -> Diagnostic {
    let path = Path::root().key("papers").key(paper.id.as_str());
    let place = loaded.reading.as_ref().map(|reading| reading.tree.place(&path));
    Diagnostic::error(
        Code::ISSUED_REPLACED,
        format!("{}: đã ban hành, lệnh này cho ra bản khác", paper.title),
    )
    .at(place)
    .with_path(&path)
    .with_hint("bỏ --set, --status; xem nội dung mới: --status \"dự thảo\"")
}
