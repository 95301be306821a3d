//! The work on one dossier: which papers are meant, what was found, and which
//! paper may leave.

use crate::diagnostic::{self, Code, Diagnostic};
use crate::dossier::{Acknowledgement, Dossier, Status};
use crate::paper::Paper;
use crate::source::Path;
use crate::{Loaded, Office};

/// A dossier read and checked for the papers that are meant.
pub struct Work<'a> {
    pub loaded: Loaded,
    pub papers: Vec<&'a Paper>,
    /// All that was found, reading and checking.
    pub findings: Vec<Diagnostic>,
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
        Work { findings: work.check(office), ..work }
    }

    /// The same without what checking finds: for whoever has better to do
    /// meanwhile.
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
        Work { loaded, papers, findings }
    }

    /// All that is found, reading and checking, for the papers that are meant.
    pub fn check(&self, office: &Office) -> Vec<Diagnostic> {
        let mut findings = self.loaded.diagnostics.clone();
        if !self.papers.is_empty() {
            findings.extend(office.check(&self.loaded, &self.papers));
        }
        if let Some(dossier) = self.loaded.dossier() {
            let papers = self.papers.iter().filter(|paper| self.replaces(office, dossier, paper));
            findings.extend(papers.map(|paper| replaced(&self.loaded, paper)));
        }
        diagnostic::sort(&mut findings);
        findings
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
        // What no paper has wrong this one hasn't; else it may be about another.
        let wrong = wrong(&self.findings)
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

    /// What the dossier acknowledges with a reason (cảnh báo đã xem), which the
    /// findings leave out, each with the acknowledgement that covers it.
    pub fn acknowledged(&mut self, office: &Office) -> Vec<(Diagnostic, Acknowledgement)> {
        let given = match &mut self.loaded.reading {
            Some(reading) if !self.papers.is_empty() => {
                std::mem::take(&mut reading.dossier.acknowledged)
            }
            _ => return Vec::new(),
        };
        // Which acknowledgement covers what is the checker's to say: each is
        // tried alone, and what it leaves out is its own.
        let mut all = office.check(&self.loaded, &self.papers);
        let mut covered = Vec::new();
        for one in &given {
            self.acknowledge(vec![one.clone()]);
            let left = office.check(&self.loaded, &self.papers);
            let (gone, rest) = all.into_iter().partition(|finding| !left.contains(finding));
            all = rest;
            covered.extend(Vec::into_iter(gone).map(|finding| (finding, one.clone())));
        }
        self.acknowledge(given);
        covered
    }

    fn acknowledge(&mut self, what: Vec<Acknowledgement>) {
        if let Some(reading) = &mut self.loaded.reading {
            reading.dossier.acknowledged = what;
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
