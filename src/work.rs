//! The work on one dossier: which papers are meant, what was found, and which
//! paper may leave.

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

/// Which papers are meant.
#[derive(Clone, Default)]
pub enum Wanted<'a> {
    /// All that a dossier gives.
    #[default]
    Given,
    /// These, whatever the dossier gives.
    Only(Vec<&'a Paper>),
    /// All that can be made of a dossier of its kind (cả bộ).
    All,
}

impl<'a> Wanted<'a> {
    /// Those that are named.
    pub fn named(&self) -> &[&'a Paper] {
        match self {
            Wanted::Given | Wanted::All => &[],
            Wanted::Only(papers) => papers,
        }
    }
}

/// A dossier read, and the papers that are meant. Nothing is checked yet.
pub struct Work<'a> {
    loaded: Loaded,
    meant: Vec<&'a Paper>,
    /// The same, those that go by a list once for each of its items.
    papers: Vec<Cow<'a, Paper>>,
}

/// A dossier checked for the papers that are meant.
pub struct Checked<'a> {
    work: Work<'a>,
    /// All that was found, reading and checking, and what of it is acknowledged.
    review: Review,
    /// Whether an error was found while reading.
    is_misread: bool,
}

/// Why a paper doesn't leave the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier lacks what the paper needs: the Vietnamese names of the fields.
    Lacking(Vec<String>),
    /// Something is wrong, and the paper is no draft.
    Faulty(Status),
    /// The dossier's file has the paper as issued, and this run was asked for
    /// another one in its place.
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
    /// With a status, every paper is taken in it.
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
            // That nothing comes of it is to be told.
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

    /// The papers that are meant, each as the file that becomes of it.
    pub fn papers(&self) -> &[Cow<'a, Paper>] {
        &self.papers
    }

    /// Checks the dossier.
    pub fn check(self, office: &Office) -> Checked<'a> {
        let found = self.found(office);
        self.checked(found)
    }

    /// The same while something else is done with what was read.
    pub fn check_beside<B>(
        self,
        office: &Office,
        here: impl FnOnce(&Self) -> B,
    ) -> (Checked<'a>, B) {
        let (found, other) = beside(|| self.found(office), || here(&self));
        (self.checked(found), other)
    }

    /// What checking finds, for the papers that are meant.
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

impl<'a> Checked<'a> {
    /// The dossier, unless something in its file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.work.dossier()
    }

    /// The papers that are meant, each as the file that becomes of it.
    pub fn papers(&self) -> &[Cow<'a, Paper>] {
        self.work.papers()
    }

    /// All that was found, reading and checking.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.review.findings
    }

    /// What was found on finished pages, at its place in the dossier.
    pub fn told(&self, faults: &[Fault]) -> Vec<Diagnostic> {
        self.work.loaded.told(faults)
    }

    /// Why a paper must not leave, if so: a draft always may, any other state
    /// only without errors. Errors about other papers don't count.
    pub fn refusal(&self, office: &Office, dossier: &Dossier, paper: &Paper) -> Option<Refusal> {
        // A draft of a main paper is made with holes; no other is half printed.
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
        // If nothing is wrong for all papers, nothing is for this one. Otherwise what
        // is wrong may be about another.
        let wrong = wrong(&self.review.findings)
            && match self.work.meant.as_slice() {
                [only] if only.id == paper.id => true,
                _ => self.is_misread || wrong(&office.check_for(&self.work.loaded, &[paper])),
            };
        wrong.then_some(Refusal::Faulty(status))
    }

    /// What the dossier acknowledges with a reason (cảnh báo đã xem), which the
    /// findings leave out, each with the acknowledgement that covers it.
    pub fn acknowledged(&self) -> &[(Diagnostic, Acknowledgement)] {
        &self.review.acknowledged
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
