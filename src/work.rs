//! The work on one dossier: the requested papers, the findings, and which papers may be
//! exported.

use std::borrow::Cow;

use crate::beside::beside;
use crate::check::Review;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::dossier::{Acknowledgement, Dossier, Status};
use crate::gate::Fault;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::paper::Paper;
use crate::source::Path;

/// The choice of papers.
#[derive(Clone, Default)]
pub enum Wanted<'a> {
    /// The papers made from a dossier by default.
    #[default]
    Given,
    /// These, whatever the default.
    Only(Vec<&'a Paper>),
    /// All that can be made from a dossier of its kind (cả bộ).
    All,
}

impl<'a> Wanted<'a> {
    /// The explicitly named ones.
    pub fn named(&self) -> &[&'a Paper] {
        match self {
            Wanted::Given | Wanted::All => &[],
            Wanted::Only(papers) => papers,
        }
    }
}

/// A dossier that was read, with the requested papers. Nothing is checked yet.
pub struct Work<'a> {
    loaded: Loaded,
    meant: Vec<&'a Paper>,
    /// The same, with one for each item of those made per list item.
    papers: Vec<Cow<'a, Paper>>,
}

/// A dossier checked for the requested papers.
pub struct Checked<'a> {
    work: Work<'a>,
    /// All findings of reading and checking, and the acknowledged ones.
    review: Review,
    /// Whether there was an error in reading.
    is_misread: bool,
}

/// Why a paper isn't exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier lacks required fields; their Vietnamese names.
    Lacking(Vec<String>),
    /// There are errors, and the paper isn't a draft.
    Faulty(Status),
    /// The paper is issued according to the dossier's file, and this run would replace it by
    /// another version.
    Issued,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Lacking(fields) => {
                write!(f, "hồ sơ này chưa lập được: thiếu {}", fields.join(", "))
            }
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

impl Refusal {
    /// The refusal as a finding about the paper.
    pub fn finding(&self) -> Diagnostic {
        let code = match self {
            Refusal::Lacking(_) => Code::PAPER_LACKING,
            Refusal::Faulty(_) => Code::PAPER_FAULTY,
            Refusal::Issued => Code::ISSUED_REPLACED,
        };
        Diagnostic::error(code, self.to_string())
    }
}

impl<'a> Work<'a> {
    /// With a `status`, every paper is made in that state.
    pub fn new(
        office: &'a Office,
        mut loaded: Loaded,
        status: Option<Status>,
        wanted: &Wanted<'a>,
    ) -> Self {
        if let Some(status) = status {
            loaded.set_status(status);
        }
        let Some(reading) = &loaded.reading else {
            return Work { loaded, meant: Vec::new(), papers: Vec::new() };
        };
        let dossier = &reading.dossier;
        let meant: Vec<&Paper> = match wanted {
            Wanted::Given => office.papers().of(dossier),
            Wanted::Only(papers) => papers.clone(),
            Wanted::All => office.set(dossier),
        };
        let papers = meant.iter().flat_map(|paper| match paper.outputs(dossier) {
            // A paper without outputs is kept, so that this can be reported.
            none if none.is_empty() => vec![Cow::Borrowed(*paper)],
            outputs => outputs,
        });
        let papers = papers.collect();
        Work { loaded, meant, papers }
    }

    /// The dossier, unless something in its file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.loaded.dossier()
    }

    /// The requested papers, one for each file.
    pub fn papers(&self) -> &[Cow<'a, Paper>] {
        &self.papers
    }

    /// Checks the dossier.
    pub fn check(self, office: &Office) -> Checked<'a> {
        let found = self.found(office);
        self.checked(found)
    }

    /// The same while another computation runs in parallel.
    pub fn check_beside<B>(
        self,
        office: &Office,
        here: impl FnOnce(&Self) -> B,
    ) -> (Checked<'a>, B) {
        let (found, other) = beside(|| self.found(office), || here(&self));
        (self.checked(found), other)
    }

    /// The findings of checking, for the requested papers.
    fn found(&self, office: &Office) -> Review {
        let mut review = match self.meant.is_empty() {
            true => Review::default(),
            false => office.review(&self.loaded, &self.meant),
        };
        if let Some(dossier) = self.dossier() {
            let papers = self.papers.iter().filter(|paper| self.replaces(office, dossier, paper));
            review.findings.extend(papers.map(|paper| replaced(&self.loaded, paper)));
        }
        review
    }

    fn checked(mut self, mut review: Review) -> Checked<'a> {
        let misread = std::mem::take(&mut self.loaded.diagnostics);
        let is_misread = misread.iter().any(Diagnostic::is_error);
        review.findings.extend(misread);
        diagnostic::sort(&mut review.findings);
        Checked { work: self, review, is_misread }
    }

    /// Whether an issued paper would differ because of this run's options.
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

impl<'a> Checked<'a> {
    /// The dossier, unless something in its file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.work.dossier()
    }

    /// The requested papers, one for each file.
    pub fn papers(&self) -> &[Cow<'a, Paper>] {
        self.work.papers()
    }

    /// All findings of reading and checking.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.review.findings
    }

    /// The faults on finished pages as findings, at their places in the dossier.
    pub fn told(&self, faults: &[Fault]) -> Vec<Diagnostic> {
        self.work.loaded.told(faults)
    }

    /// Why a paper must not be exported, if so: a draft always may, any other state only
    /// without errors. Errors about other papers don't count.
    pub fn refusal(&self, office: &Office, dossier: &Dossier, paper: &Paper) -> Option<Refusal> {
        // A draft of a main paper is made with holes; no other paper is printed incompletely.
        let lacks = office.lacks(dossier, paper);
        if !lacks.is_empty() && (paper.only_when_named || !paper.belongs_to(dossier)) {
            return Some(Refusal::Lacking(lacks));
        }
        let status = paper.status(dossier);
        if status == Status::Draft {
            return None;
        }
        if self.work.replaces(office, dossier, paper) {
            return Some(Refusal::Issued);
        }
        let wrong = |found: &[Diagnostic]| found.iter().any(Diagnostic::is_error);
        // If there is no error for all papers, there is none for this one. Otherwise the
        // errors may be about another.
        let wrong = wrong(&self.review.findings)
            && match self.work.meant.as_slice() {
                [only] if only.id == paper.id => true,
                _ => self.is_misread || wrong(&office.check_for(&self.work.loaded, &[paper])),
            };
        wrong.then_some(Refusal::Faulty(status))
    }

    /// The findings acknowledged with a reason (cảnh báo đã xem), which [`Checked::findings`]
    /// leaves out, each with its acknowledgement.
    pub fn acknowledged(&self) -> &[(Diagnostic, Acknowledgement)] {
        &self.review.acknowledged
    }
}

/// The finding that a paper would replace the issued one.
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
