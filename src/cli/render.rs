//! `render`: the papers of one or several dossiers.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use baocao::diagnostic::Diagnostic;
use baocao::dossier::Dossier;
use baocao::export::{Format, MOST_SHOWN, bundle, may_write, remove_pages_after};
use baocao::paper::{Paper, is_draft_name};
use baocao::source::Node;
use baocao::{Error, Office, Pages, Printed, Refusal, SigningPlace, Unprinted, Wanted, Work};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::json::{self, PaperLine};
use super::office;
use super::outcome::{Failure, Outcome};
use super::tally::Tally;
use super::write::{self, Existing};

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

/// Why a paper couldn't be made.
enum Fault {
    /// A template fault, with the source if there is one.
    Template { message: String, source: Option<String> },
    /// Forbidden contents of its finished pages.
    Pages(Vec<baocao::Fault>),
    /// More pages than can be drawn.
    Pictures(String),
}

/// The result of a paper.
enum Made {
    Written {
        files: Vec<PathBuf>,
        pages: Option<usize>,
        signing: Vec<SigningPlace>,
    },
    /// Refused because of findings.
    Refused(String),
    /// Failed.
    Failed {
        message: String,
        hints: Vec<String>,
        files: Vec<PathBuf>,
    },
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
        let folder = self.args.output.join(&file.stem);
        for paper in work.papers() {
            let first = first.take();
            let made = match work.refusal(self.office, dossier, paper) {
                Some(refusal) => Made::Refused(refusal.to_string()),
                None => match first.unwrap_or_else(|| self.print(dossier, paper)) {
                    Err(Fault::Pages(faults)) => {
                        let found = work.told(&faults);
                        self.tell(file, &found);
                        Made::Refused(Refusal::Faulty(paper.status(dossier)).to_string())
                    }
                    Err(Fault::Pictures(message)) => Made::Refused(message),
                    Err(Fault::Template { message, source }) => {
                        self.template_fault(&message, source, &paper.file_in(dossier), &folder)
                    }
                    Ok(printed) => {
                        if self.old.is_some() && self.older(paper).is_none() {
                            self.tell_new(file, paper);
                        }
                        let lost = printed.lost.iter().map(|lost| lost.told(&paper.title));
                        let lost = lost.chain(printed.overlong.iter().cloned());
                        self.tell(file, &lost.collect::<Vec<_>>());
                        self.write(printed, &paper.file_in(dossier), &folder)
                    }
                },
            };
            if matches!(made, Made::Written { .. }) {
                self.made.push(paper.file.clone());
            }
            self.report(file, dossier, paper, &made);
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

    /// Writes a bundle of the dossier's files, beside their folder.
    fn write_bundle(&mut self, file: &DossierFile) {
        let files = std::mem::take(&mut self.bundled);
        if files.is_empty() {
            return;
        }
        let path = self.args.output.join(format!("{}.zip", file.stem));
        let line = json::bundle(&file.name, &path);
        self.write_beside(bundle(&files), &path, &line);
    }

    /// Writes a picture of the dossier's pages, beside the folder of its files.
    fn write_contact_sheet(&mut self, file: &DossierFile) {
        let shown = std::mem::take(&mut self.shown);
        let path = self.args.output.join(format!("{}.png", file.stem));
        let line = json::contact_sheet(&file.name, &path);
        match Pages::contact_sheet(&shown).transpose() {
            Some(bytes) => self.write_beside(bytes, &path, &line),
            None if shown.is_empty() => {}
            None => self.console.tell(&format!(
                "{}: không làm ảnh chung vì các văn bản dài quá {MOST_SHOWN} trang",
                file.name
            )),
        }
    }

    /// The papers that belong in a volume, bound, where all of them were made.
    fn write_volume(&mut self, file: &DossierFile, dossier: &Dossier, papers: &[Cow<'_, Paper>]) {
        let made = std::mem::take(&mut self.made);
        let mut bound: Vec<&Cow<'_, Paper>> =
            papers.iter().filter(|paper| paper.volume.is_some()).collect();
        bound.sort_by_key(|paper| paper.volume);
        let unmade = bound.iter().find(|paper| !made.contains(&paper.file));
        let why = match unmade {
            Some(paper) => Some(format!("{} chưa xuất được", paper.title)),
            None if bound.is_empty() => Some("không xuất văn kiện nào của tập".to_owned()),
            None => None,
        };
        if let Some(why) = why {
            self.console.tell(&format!("{}: không đóng tập văn kiện: {why}", file.name));
            return;
        }
        let rendered = bound.iter().map(|paper| self.office.render(dossier, paper));
        let bytes = rendered
            .collect::<Result<Vec<_>, Error>>()
            .and_then(|papers| self.office.bind(dossier, &papers)?.pdf(self.args.formats.pdf));
        let path = self.args.output.join(format!("{}.pdf", file.stem));
        let line = json::volume(&file.name, &path);
        self.write_beside(bytes, &path, &line);
    }

    /// Writes a file about the whole dossier and reports it, as `line` in JSON.
    fn write_beside(&mut self, bytes: Result<Vec<u8>, Error>, path: &Path, line: &str) {
        let written = bytes
            .map_err(Failure::from)
            .and_then(|bytes| write::whole(path, &bytes, Existing::Replace));
        match written {
            Ok(()) if self.args.dossiers.json => self.console.say(line),
            Ok(()) => self.console.say(&path.display().to_string()),
            Err(failure) => {
                self.tally.unmade += 1;
                self.console.failure(&failure, self.args.dossiers.json);
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

    /// Makes a paper without writing files.
    fn print(&self, dossier: &Dossier, paper: &Paper) -> Result<Printed, Fault> {
        let rendered = match self.office.render(dossier, paper) {
            Ok(rendered) => rendered,
            Err(error) => return Err(Fault::Template { message: error.to_string(), source: None }),
        };
        let fault = |error: Error| Fault::Template { message: error.to_string(), source: None };
        let rendered = match self.older(paper) {
            Some((old, was)) => rendered.since(self.office.render(old, &was).map_err(fault)?),
            None => rendered,
        };
        let mut formats = self.args.formats.wanted();
        if self.args.keep_typ {
            formats.push(Format::Typ);
        }
        let printed = self.office.print(&rendered, &formats, self.args.formats.pdf);
        // A format without pages is laid out for the picture only.
        let laid_out = printed.and_then(|printed| match printed.pages {
            None if self.args.contact_sheet => {
                Ok(Printed { pages: Some(self.office.compile(&rendered)?), ..printed })
            }
            _ => Ok(printed),
        });
        match laid_out {
            Ok(printed) => Ok(printed),
            Err(Unprinted::Faulty(faults)) => Err(Fault::Pages(faults)),
            Err(undrawn @ Unprinted::Undrawn(_)) => Err(Fault::Pictures(undrawn.to_string())),
            Err(Unprinted::Failed(error)) => {
                let source = Some(rendered.source);
                Err(Fault::Template { message: error.to_string(), source })
            }
        }
    }

    /// The paper of the old dossier that corresponds to this one, if any.
    fn older(&self, paper: &Paper) -> Option<(&Dossier, Cow<'_, Paper>)> {
        let old = self.old?;
        let outputs = self.office.papers().find(&paper.id)?.outputs(old);
        let was = outputs.into_iter().find(|other| other.title == paper.title)?;
        Some((old, was))
    }

    fn write(&mut self, printed: Printed, name: &str, folder: &Path) -> Made {
        let path = |suffix: &str| folder.join(format!("{name}{suffix}"));
        let Printed { pages, seal, files: outputs, .. } = printed;
        let mut files = Vec::new();
        if let Err(occupied) = may_write(&outputs, seal.as_ref(), self.args.formats.force, &path) {
            return Made::Refused(occupied.to_string());
        }
        for output in outputs {
            let path = path(&output.suffix);
            if let Err(failure) = write::whole(&path, &output.bytes, Existing::Replace) {
                return Made::Failed { message: failure.message, hints: failure.hints, files };
            }
            files.push(path);
            if self.args.zip {
                self.bundled.push((format!("{name}{}", output.suffix), output.bytes));
            }
        }
        let count = pages.as_ref().map(Pages::count);
        if let Some(count) = count {
            remove_pages_after(count, &path);
        }
        let signing = pages.as_ref().map(|pages| pages.signing().to_vec()).unwrap_or_default();
        if self.args.contact_sheet {
            self.shown.extend(pages);
        }
        Made::Written { files, pages: count, signing }
    }

    /// Reports a template fault in the words of the engine or of Typst. Administrators see
    /// all of it, clerks the first line.
    fn template_fault(
        &self,
        message: &str,
        source: Option<String>,
        name: &str,
        folder: &Path,
    ) -> Made {
        // The source is needed to find the fault of a template.
        let kept = source.and_then(|source| {
            let path = folder.join(format!("{name}.typ"));
            write::whole(&path, source.as_bytes(), Existing::Replace).ok().map(|()| path)
        });
        let files: Vec<PathBuf> = kept.into_iter().collect();
        let whole = self.args.keep_typ || self.args.dossiers.json;
        let message = if whole { message } else { message.lines().next().unwrap_or_default() };
        let hint = match files.first() {
            Some(kept) => {
                format!("mã Typst giữ ở {}; gửi cho người quản trị mẫu", kept.display())
            }
            None => "gửi hồ sơ và thông báo này cho người quản trị mẫu".to_owned(),
        };
        Made::Failed {
            message: format!("mẫu văn bản có lỗi: {message}"), hints: vec![hint], files
        }
    }

    fn report(&mut self, file: &DossierFile, dossier: &Dossier, paper: &Paper, made: &Made) {
        let status = paper.status(dossier);
        let mut signing: &[SigningPlace] = &[];
        let (state, message, hints, files, pages) = match made {
            Made::Written { files, pages, signing: places } => {
                self.tally.made(status);
                signing = places;
                ("written", None, &[][..], files.as_slice(), *pages)
            }
            Made::Refused(message) => ("refused", Some(message), &[][..], &[][..], None),
            Made::Failed { message, hints, files } => {
                ("failed", Some(message), hints.as_slice(), files.as_slice(), None)
            }
        };
        if message.is_some() {
            self.tally.unmade += 1;
        }
        let files: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
        if self.args.dossiers.json {
            self.console.say(&json::paper(&PaperLine {
                r#type: "paper",
                dossier: &file.name,
                paper: &paper.id,
                title: &paper.title,
                status: status.word(),
                state,
                files: &files,
                pages,
                signing,
                message: message.map(String::as_str),
            }));
            return;
        }
        if let Some(message) = message {
            self.console.tell(&format!("{} · {}: {message}", file.name, paper.title));
            for hint in hints {
                self.console.tell(&format!("Gợi ý: {hint}"));
            }
        } else {
            files.iter().for_each(|file| self.console.say(file));
        }
    }
}
