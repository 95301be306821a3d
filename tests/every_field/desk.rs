//! What comes of a dossier: its papers, its findings, and the roll-ups that it is in.

use baocao::check::Acknowledgements;
use baocao::diagnostic::{Code, Diagnostic};
use baocao::dossier::{self, Catalog, Dossier, Status};
use baocao::rollup::{self, Request, Submission};
use baocao::roster::{self, Roster};
use baocao::sheet::{self, Selection, Title};
use baocao::source::Node;
use baocao::{Loaded, Office};

use super::changes::tree;
use super::support::cases;

/// Whatever comes of a dossier, in words.
pub struct Outcome {
    papers: Vec<String>,
    findings: Vec<String>,
    roll_ups: Vec<String>,
}

/// The dossier as its superior's and as a unit's.
pub struct Desk {
    office: Office,
    superior: Dossier,
    roster: Roster,
    unit: Submission,
}

fn dossier(yaml: &str) -> Dossier {
    dossier::read(tree(yaml)).dossier
}

fn sent(dossier: Dossier) -> Submission {
    let name = "don-vi".to_owned();
    let dossier = Some(dossier);
    Submission {
        name: format!("{name}.yaml"),
        stem: name,
        dossier,
        tree: None,
        findings: Vec::new(),
    }
}

impl Desk {
    pub fn new() -> Self {
        let unit = sent(dossier(UNIT));
        let (roster, found) = roster::read("ds.yaml", ROSTER.as_bytes());
        let roster = roster.unwrap_or_else(|| panic!("{found:?}"));
        Desk { office: cases::office(), superior: dossier(SUPERIOR), roster, unit }
    }

    pub fn outcome(&self, tree: &Node) -> Option<Outcome> {
        let loaded = self.load(tree)?;
        let findings = self.findings(&loaded);
        let roll_ups = self.roll_ups(tree, loaded.dossier()?);
        Some(Outcome { papers: self.papers(loaded).collect(), findings, roll_ups })
    }

    /// Whether anything comes out otherwise; what takes longest is looked at last.
    pub fn differs(&self, tree: &Node, before: &Outcome) -> bool {
        let Some(loaded) = self.load(tree) else { return false };
        let dossier = loaded.dossier().expect("it was read");
        self.findings(&loaded) != before.findings
            || self.roll_ups(tree, dossier) != before.roll_ups
            || !self.papers(loaded).eq(before.papers.iter().cloned())
    }

    /// A dossier in which all that was typed could be read.
    fn load(&self, tree: &Node) -> Option<Loaded> {
        let loaded = self.office.load_tree(Some(tree.clone()), Vec::new(), &[]);
        let unread = loaded.diagnostics.iter().any(|found| found.structural && found.is_error());
        Some(loaded).filter(|loaded| !unread && loaded.dossier().is_some())
    }

    /// The sources of all papers, in the states that the dossier gives them, as drafts
    /// and as issued papers.
    fn papers(&self, mut loaded: Loaded) -> impl Iterator<Item = String> {
        let own = loaded.dossier().map(|dossier| self.statuses(dossier)).unwrap_or_default();
        let others = [Status::Draft, Status::Issued].into_iter();
        // What all papers are already is no state of its own.
        let others = others.filter(move |state| own.iter().any(|own| own != state));
        std::iter::once(None).chain(others.map(Some)).flat_map(move |status| {
            status.into_iter().for_each(|status| loaded.set_status(status));
            let dossier = loaded.dossier().cloned();
            dossier.into_iter().flat_map(|dossier| self.sources(dossier))
        })
    }

    fn statuses(&self, dossier: &Dossier) -> Vec<Status> {
        self.office.set(dossier).into_iter().map(|paper| paper.status(dossier)).collect()
    }

    /// Each is written when it is asked for: most changes show on the first.
    fn sources(&self, dossier: Dossier) -> impl Iterator<Item = String> {
        let papers =
            self.office.set(&dossier).into_iter().flat_map(|paper| paper.outputs(&dossier));
        let papers = papers.map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
        papers.into_iter().map(move |paper| match self.office.render(&dossier, &paper) {
            Ok(rendered) => {
                let metadata = self.office.metadata(&rendered);
                rendered.source + &String::from_utf8_lossy(&metadata)
            }
            Err(error) => error.to_string(),
        })
    }

    /// The rules' findings, and what of them is acknowledged. That a field is printed
    /// nowhere is no use of it.
    fn findings(&self, loaded: &Loaded) -> Vec<String> {
        let papers = loaded.dossier().map(|dossier| self.office.papers().of(dossier));
        let mut review = self.office.review(loaded, &papers.unwrap_or_default());
        review.findings.retain(|found| found.code != Code::UNPRINTED);
        let reasons = review.acknowledged.iter().map(|(_, by)| format!("{by:?}"));
        said(&review.findings).into_iter().chain(reasons).collect()
    }

    /// What a superior makes of it, and what it makes of its units.
    fn roll_ups(&self, own: &Node, dossier: &Dossier) -> Vec<String> {
        let sent = sent(dossier.clone());
        let above = self.roll_up(&self.superior, &[sent], &tree(SUPERIOR));
        let below = std::slice::from_ref(&self.unit);
        [above, self.roll_up(dossier, below, own), self.sheet(dossier)].concat()
    }

    /// The sheet for the units, where the dossier has indicators of its own.
    fn sheet(&self, dossier: &Dossier) -> Vec<String> {
        let all = Selection { period: dossier.period.as_ref(), ..Selection::default() };
        let columns = sheet::columns(self.office.catalog(), &dossier.catalog, &all);
        let columns = columns.expect("no codes were asked for");
        let own = dossier.catalog.iter().next();
        let catalog = Catalog { own: &dossier.catalog, shared: self.office.catalog() };
        let grades = sheet::grade_words(catalog);
        let book = own.map(|_| sheet::workbook(&columns, &[], &grades, &Title::default()));
        book.into_iter().map(|book| format!("{:?}", book.expect("a workbook"))).collect()
    }

    fn roll_up(&self, superior: &Dossier, sent: &[Submission], into: &Node) -> Vec<String> {
        let request = Request {
            roster: &self.roster,
            catalog: self.office.catalog(),
            superior,
            leave_out: &[],
        };
        let asked = match rollup::Asked::of(request) {
            Ok(asked) => asked,
            Err(refusal) => return vec![format!("{refusal:?}")],
        };
        let sent = sent.iter().map(|submission| asked.take(submission)).collect();
        let roll_up = rollup::roll_up(asked, sent);
        let standing = roll_up.units.iter().map(|unit| format!("{:?}", unit.standing));
        let mut told: Vec<String> = standing.collect();
        told.push(format!("{:?} {:?}", roll_up.totals, roll_up.groups));
        told.extend(roll_up.units.iter().flat_map(|unit| said(&unit.findings)));
        let mut acknowledged = Acknowledgements::of_roll_up(superior);
        let review = acknowledged.part(roll_up.findings());
        told.extend(review.acknowledged.iter().map(|(_, by)| format!("{by:?}")));
        told.extend(said(&review.findings));
        let written = rollup::write(&roll_up, into);
        told.extend(written.into_iter().flat_map(|written| said(&written.findings)));
        told
    }
}

/// Findings without their places, which move with whatever stands before them.
fn said(findings: &[Diagnostic]) -> Vec<String> {
    let labels = |f: &Diagnostic| f.related.iter().map(|(_, label)| label.clone()).collect();
    let said = |f: &Diagnostic| {
        let labels: Vec<String> = labels(f);
        format!("{} {} {:?} {labels:?}", f.code, f.message, f.hints)
    };
    findings.iter().map(said).collect()
}

const ROSTER: &str = "\
deadline: 15/12/2026
units:
  - {code: DV01, name: Công đoàn cơ sở Minh Họa, type: doanh nghiệp, parent: TREN}
";

const SUPERIOR: &str = "\
kind: tổng kết
organization: {code: TREN, name: Công đoàn phường Ví Dụ}
period: {type: năm, year: 2026}
";

const UNIT: &str = "\
kind: tổng kết
organization: {code: DV01, name: Công đoàn cơ sở Minh Họa}
period: {type: năm, year: 2026}
membership: {members: 120 đoàn viên}
results:
  - {area: Chăm lo, figures: {bep_an: 4 lượt, tham_hoii: 6 lượt}}
";
