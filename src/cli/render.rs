//! `render`: the papers of one or several dossiers.

mod beside;
mod paper;

use std::path::Path;

use baocao::diagnostic::Diagnostic;
use baocao::dossier::Dossier;
use baocao::export::Format;
use baocao::paper::{Paper, is_draft_name};
use baocao::source::Node;
use baocao::{Office, Pages, Wanted, Work};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::json::{self, PaperLine};
use super::office;
use super::outcome::{Failure, Outcome};
use super::tally::Tally;

use paper::Attempt;

/// The data shared by all dossiers of a run.
pub struct Setup {
    office: Office,
    overrides: Vec<Node>,
    /// The older dossier that Word files show changes against.
    old: Option<Dossier>,
}

impl Setup {
    /// Fails if the options, or the user's own templates, make rendering impossible.
    pub fn new(args: &args::Render) -> Result<Self, Failure> {
        let office = office::open(&args.dossiers.office)?;
        let overrides = office::overrides(&args.dossiers.overrides)?;
        office::wanted(&office, &args.dossiers.paper)?;
        distinct_papers(&office)?;
        let old = args.since.as_deref().map(|path| old(&office, args, path)).transpose()?;
        Ok(Setup { office, overrides, old })
    }
}

/// Reads the older version of a dossier named by `--since`.
fn old(office: &Office, args: &args::Render, path: &Path) -> Result<Dossier, Failure> {
    if !args.formats.wanted().contains(&Format::Docx) {
        return Err(
            Failure::new("--since chỉ dùng cho bản Word").hint("thêm --to docx, hoặc bỏ --since")
        );
    }
    let file = DossierFile::new(path.to_owned());
    let loaded = files::load(office, &file, &[])?;
    let Some(dossier) = loaded.dossier() else {
        return Err(Failure::new(format!("{}: chưa đọc được trọn vẹn", file.name))
            .hint(format!("sửa theo: baocao check {}", file.name)));
    };
    let mut dossier = dossier.clone();
    if let Some(status) = args.dossiers.status {
        dossier.set_status(status);
    }
    Ok(dossier)
}

pub fn run(args: &args::Render, console: &mut Console) -> Result<Outcome, Failure> {
    let setup = Setup::new(args)?;
    let (dossiers, failures) = files::dossiers(&args.dossiers.paths);
    files::distinct(&dossiers)?;
    failures.iter().for_each(|failure| console.failure(failure, args.dossiers.json));
    let outcome = if failures.is_empty() { Outcome::Well } else { Outcome::CouldNotRun };
    render(&setup, args, &dossiers, outcome, console, &|| false)
}

/// Renders dossiers, until asked to stop, and prints the last line. `outcome` is that of the
/// run so far.
pub fn render(
    setup: &Setup,
    args: &args::Render,
    dossiers: &[DossierFile],
    mut outcome: Outcome,
    console: &mut Console,
    stop: &dyn Fn() -> bool,
) -> Result<Outcome, Failure> {
    let Setup { office, overrides, old } = setup;
    if old.is_some() && dossiers.len() > 1 {
        return Err(Failure::new("--since dùng cho một hồ sơ mỗi lần")
            .hint("xuất từng hồ sơ với hồ sơ cũ của nó"));
    }
    let wanted = match args.all {
        true => Wanted::All,
        false => office::wanted(office, &args.dossiers.paper)?,
    };
    let mut run = Run {
        office,
        old: old.as_ref(),
        args,
        console,
        tally: Tally::default(),
        bundled: Vec::new(),
        shown: Vec::new(),
        made: Vec::new(),
    };
    for file in dossiers {
        if stop() {
            break;
        }
        match file.read() {
            Ok(yaml) => {
                let status = args.dossiers.status;
                let loaded = files::loaded(office, &file.name, &yaml, overrides);
                if let (Some(old), Some(dossier)) = (old, loaded.dossier()) {
                    comparable(old, dossier, args, file)?;
                }
                run.dossier(file, Work::new(office, loaded, status, &wanted));
            }
            Err(failure) => {
                run.console.failure(&failure, args.dossiers.json);
                outcome = Outcome::CouldNotRun;
            }
        }
    }
    let tally = run.tally;
    if args.dossiers.json {
        console.say(&json::summary(&tally));
    } else if outcome == Outcome::Well || tally.written() > 0 {
        let folder = args.output.display().to_string();
        console.say(&format!("{} {}", tally.findings(), tally.papers(&folder)));
    }
    Ok(outcome.max(tally.outcome(args.dossiers.deny_warnings)))
}

/// Papers of another kind of organisation are no older versions of these.
fn comparable(
    old: &Dossier,
    new: &Dossier,
    args: &args::Render,
    file: &DossierFile,
) -> Result<(), Failure> {
    let (was, is) = (old.organization_kind(), new.organization_kind());
    if was == is {
        return Ok(());
    }
    let name = args.since.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
    Err(Failure::new(format!(
        "{name} là hồ sơ {}, {} là hồ sơ {}: không phải bản cũ của nhau",
        was.word(),
        file.name,
        is.word()
    ))
    .hint("--since là bản trước của chính hồ sơ này; văn bản khác loại thì bỏ --since"))
}

/// Two papers with the same file name, or one that Windows doesn't support, are a fault of
/// the user's own templates.
pub(super) fn distinct_papers(office: &Office) -> Result<(), Failure> {
    let papers: Vec<&Paper> = office.papers().iter().collect();
    for (i, paper) in papers.iter().enumerate() {
        if let Some(why) = files::unfit(&paper.file) {
            return Err(Failure::new(format!("Mẫu {}: tên tệp {why}", paper.id)));
        }
        if is_draft_name(&paper.file) {
            return Err(Failure::new(format!(
                "Mẫu {}: tên tệp {} dành cho bản dự thảo",
                paper.id, paper.file
            )));
        }
        let clash = |p: &&&Paper| p.file.to_lowercase() == paper.file.to_lowercase();
        if let Some(twin) = papers[..i].iter().find(clash) {
            return Err(Failure::new(format!(
                "Mẫu {} và {} cùng tên tệp {}",
                twin.id, paper.id, paper.file
            )));
        }
    }
    Ok(())
}

struct Run<'a> {
    office: &'a Office,
    old: Option<&'a Dossier>,
    args: &'a args::Render,
    console: &'a mut Console,
    tally: Tally,
    /// The files of the current dossier, if a bundle is requested.
    bundled: Vec<(String, Vec<u8>)>,
    /// The pages of the current dossier, if a contact sheet is requested.
    shown: Vec<Pages>,
    /// The papers of the dossier at hand that were made, by their files.
    made: Vec<String>,
}

impl Run<'_> {
    fn dossier(&mut self, file: &DossierFile, work: Work<'_>) {
        // Papers are usually made despite findings, so the first is typeset while the dossier
        // is being checked.
        let (work, mut first) = work.check_beside(self.office, |work| {
            let first = work.dossier().zip(work.papers().first());
            first.map(|(dossier, paper)| self.print(dossier, paper))
        });
        self.tell(file, work.findings());
        let Some(dossier) = work.dossier() else {
            self.tally.unmade += work.papers().len().max(1);
            if !self.args.dossiers.json {
                self.console.tell(&format!(
                    "{}: chưa xuất văn bản nào vì hồ sơ chưa đọc được trọn vẹn",
                    file.name
                ));
            }
            return;
        };
        for paper in work.papers() {
            let first = first.take();
            let attempt = match work.refusal(self.office, dossier, paper) {
                Some(refusal) => Attempt::Refused(refusal.to_string()),
                None => {
                    let printed = first.unwrap_or_else(|| self.print(dossier, paper));
                    self.finish(file, &work, (dossier, paper), printed)
                }
            };
            if matches!(attempt, Attempt::Written { .. }) {
                self.made.push(paper.file.clone());
            }
            self.report(file, dossier, paper, &attempt);
        }
        if self.args.all {
            self.tell_what_is_lacking(file, dossier);
        }
        self.write_bundle(file);
        self.write_contact_sheet(file);
        if self.args.volume {
            self.write_volume(file, dossier, work.papers());
        }
    }

    /// Reports that a paper has no older version to compare with.
    fn tell_new(&mut self, file: &DossierFile, paper: &Paper) {
        if !self.args.dossiers.json {
            let why = "hồ sơ cũ không có văn bản này, bản Word không ghi chỗ sửa";
            self.console.tell(&format!("{} · {}: {why}", file.name, paper.title));
        }
    }

    /// Reports which papers of the set lack data. That isn't a fault, since most congresses
    /// don't need all of them.
    fn tell_what_is_lacking(&mut self, file: &DossierFile, dossier: &Dossier) {
        let made = self.office.set(dossier);
        let all = self.office.papers().set(dossier);
        for paper in all.into_iter().filter(|paper| !made.iter().any(|m| m.id == paper.id)) {
            let lacks = self.office.lacks(dossier, paper);
            let message = format!("chưa lập được: thiếu {}", lacks.join(", "));
            if self.args.dossiers.json {
                let status = paper.status(dossier).word();
                self.console.say(&json::paper(&PaperLine {
                    r#type: "paper",
                    dossier: &file.name,
                    paper: &paper.id,
                    title: &paper.title,
                    status,
                    state: "lacking",
                    files: &[],
                    pages: None,
                    signing: &[],
                    message: Some(&message),
                }));
            } else {
                self.console.tell(&format!("{} · {}: {message}", file.name, paper.title));
            }
        }
    }

    /// Counts and shows findings.
    fn tell(&mut self, file: &DossierFile, findings: &[Diagnostic]) {
        self.tally.count(findings);
        if self.args.dossiers.json {
            for finding in findings {
                self.console.say(&json::finding(&file.name, finding));
            }
        } else {
            self.console.tell_findings(findings);
        }
    }
}
