//! The work on one unit: its papers and its line in the manifest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::export;
use crate::file::{self, Existing, LARGEST, Staging, read_whole};
use crate::paper::Paper;
use crate::{Checked, Printed, Refusal, Unprinted, Work};

use super::folder::below;
use super::input::Data;
use super::line::{Counts, PaperEntry, UnitLine, UnitStatus};
use super::manifest::Output;
use super::plan::{PlannedUnit, Readiness};
use super::settings::Settings;
use super::{Digest, Plan};

/// A unit's data, or why it couldn't be read.
pub type Input<'s> = Result<Data<'s>, Error>;

/// The result of a unit.
pub struct Made {
    pub line: UnitLine,
    /// All findings, including typed text, so for the terminal only.
    pub findings: Vec<Diagnostic>,
}

/// Makes a unit's papers. Any failure, even a panic, affects this unit only.
pub fn make(
    settings: &Settings<'_>,
    plan: &Plan,
    unit: &PlannedUnit,
    input: &Input<'_>,
    output: Option<Output<'_>>,
) -> Made {
    let start = Instant::now();
    let blank = blank(plan, unit, input);
    let fault = blank.clone().fails("lỗi của chương trình; gửi hồ sơ này cho người quản trị");
    let job = Job { settings, unit, output };
    let made = catch_unwind(AssertUnwindSafe(|| job.make(blank, input)));
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let Made { line, findings } = made.unwrap_or_else(|_| Made::of(fault));
    Made { line: UnitLine { ms, ..line }, findings }
}

/// The line of a unit before any work on it.
fn blank(plan: &Plan, unit: &PlannedUnit, input: &Input<'_>) -> UnitLine {
    UnitLine {
        unit: unit.id.clone(),
        source: unit.source.name(),
        status: UnitStatus::Failed,
        message: None,
        code: None,
        input: input.as_ref().ok().map(|data| data.digest),
        settings: plan.settings,
        findings: Counts::default(),
        messages: Vec::new(),
        papers: Vec::new(),
        ms: 0,
        ended_program: false,
        absent: false,
    }
}

/// The line of a unit that crashed the program: nothing was made, and nothing will be until
/// something changes.
pub fn ended_program(plan: &Plan, unit: &PlannedUnit, input: &Input<'_>) -> UnitLine {
    let message = "làm chương trình dừng đột ngột nên được bỏ qua, cho đến khi hồ sơ, mẫu hoặc \
                   tùy chọn thay đổi; gửi hồ sơ này cho người quản trị";
    UnitLine { ended_program: true, ..blank(plan, unit, input).fails(message) }
}

/// The line of a unit on which no work could be started.
pub fn not_begun(plan: &Plan, unit: &PlannedUnit, input: &Input<'_>, message: String) -> UnitLine {
    blank(plan, unit, input).fails(message)
}

impl Made {
    pub(super) fn of(line: UnitLine) -> Made {
        Made { line, findings: Vec::new() }
    }
}

struct Job<'a> {
    settings: &'a Settings<'a>,
    unit: &'a PlannedUnit,
    output: Option<Output<'a>>,
}

impl Job<'_> {
    fn make(&self, line: UnitLine, input: &Input<'_>) -> Made {
        match (&self.unit.readiness, input) {
            (Readiness::Trouble(found), _) => Made::of(line.ends(UnitStatus::Failed, found)),
            (_, Err(error)) => {
                let unread = Diagnostic::error(Code::BATCH_INPUT, error.to_string());
                Made::of(line.ends(UnitStatus::Failed, &unread))
            }
            (_, Ok(data)) => self.papers(line, data),
        }
    }

    fn papers(&self, line: UnitLine, data: &Data<'_>) -> Made {
        let Settings { office, base, overrides, papers, status, .. } = self.settings;
        let (tree, found) = data.tree(base.as_ref());
        let loaded = office.load_tree(tree, found, overrides);
        let work = Work::new(office, loaded, *status, papers).check(office);
        let mut found = work.findings().to_vec();
        let mut line = self.dossier(line, &work, &mut found);
        line.note(&found, &self.unit.source);
        Made { line, findings: found }
    }

    /// The unit's line; what its finished pages show is added to the findings.
    fn dossier(
        &self,
        mut line: UnitLine,
        work: &Checked<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> UnitLine {
        let Some(dossier) = work.dossier() else {
            return UnitLine { status: UnitStatus::Refused, ..line };
        };
        if work.papers().is_empty() {
            let none = "hồ sơ này không lập được văn bản nào";
            return line.ends(UnitStatus::Refused, &Diagnostic::error(Code::PAPER_LACKING, none));
        }
        if work.papers().len() > 1 && !self.settings.name.tells_papers_apart() {
            let message = "đơn vị có nhiều văn bản mà mẫu tên tệp không có {{ paper }}";
            let clash = Diagnostic::error(Code::BATCH_FILE_NAME, message);
            return line.ends(UnitStatus::Failed, &clash);
        }
        let papers = work.papers().iter();
        line.papers = papers.map(|paper| self.paper(work, dossier, paper, found)).collect();
        line.status = line.papers.iter().map(|p| p.status).max().unwrap_or(UnitStatus::Refused);
        line
    }

    fn paper(
        &self,
        work: &Checked<'_>,
        dossier: &Dossier,
        paper: &Paper,
        found: &mut Vec<Diagnostic>,
    ) -> PaperEntry {
        let office = self.settings.office;
        let entry = PaperEntry::new(&paper.id, paper.status(dossier));
        if let Some(refusal) = work.refusal(office, dossier, paper) {
            return entry.ends(UnitStatus::Refused, &refusal.finding());
        }
        let name = match self.unit.name(self.settings, paper, &paper.draft_suffix(dossier)) {
            Ok(name) => name,
            Err(error) => return entry.fails(error.to_string()),
        };
        let Some(output) = self.output else { return self.meant(entry, &name) };
        match self.print(dossier, paper) {
            Ok(printed) => {
                found.extend(printed.lost.iter().map(|lost| lost.told(&paper.title)));
                found.extend(printed.overlong.iter().cloned());
                let force = self.settings.force;
                let written = write(entry.clone(), printed, &name, output, force);
                written.unwrap_or_else(|why| entry.fails(why))
            }
            Err(Unprinted::Faulty(faults)) => {
                found.extend(work.told(&faults));
                let refusal = Refusal::Faulty(paper.status(dossier));
                entry.ends(UnitStatus::Refused, &refusal.finding())
            }
            Err(undrawn @ Unprinted::Undrawn(_)) => entry.fails(undrawn.to_string()),
            Err(Unprinted::Failed(error)) => {
                // The first line names the template; the others may quote data.
                let message = error.to_string();
                let first = message.lines().next().unwrap_or_default();
                entry.fails(format!("mẫu văn bản có lỗi: {first}"))
            }
        }
    }

    fn print(&self, dossier: &Dossier, paper: &Paper) -> Result<Printed, Unprinted> {
        let Settings { office, formats, standard, .. } = self.settings;
        office.print(&office.render(dossier, paper)?, formats, *standard)
    }

    /// The entry of a paper that a run would write; of a format with a file for each page it
    /// has the first one.
    fn meant(&self, mut entry: PaperEntry, name: &str) -> PaperEntry {
        for format in &self.settings.formats {
            entry.note(*format, format!("{name}{}", format.suffix(1)), None);
        }
        PaperEntry { status: UnitStatus::Written, ..entry }
    }
}

/// Writes a paper's files. If one can't be written, those before it stay and the paper counts
/// as not written, so that the next run makes all of them. The error is the reason.
fn write(
    mut entry: PaperEntry,
    printed: Printed,
    name: &str,
    output: Output<'_>,
    force: bool,
) -> Result<PaperEntry, String> {
    let Printed { files, seal, pages, .. } = printed;
    let names = || files.iter().map(|file| format!("{name}{}", file.suffix));
    let paths = names().map(|name| below(output.folder, &name)).collect::<Result<Vec<_>, _>>();
    let paths = paths.map_err(|error| error.to_string())?;
    let place = |suffix: &str| output.folder.join(format!("{name}{suffix}"));
    export::may_write(&files, seal.as_ref(), force, &place)
        .map_err(|occupied| occupied.to_string())?;
    for ((file, name), path) in files.iter().zip(names()).zip(paths) {
        let staging = Staging::Unsynced(output.staging);
        file::write_whole(&path, &file.bytes, Existing::Replace, staging)
            .map_err(|error| output.within(&error.to_string()))?;
        entry.note(file.format, name, Some(Digest::of(&file.bytes)));
    }
    let signing = pages.as_ref().map(|pages| pages.signing().to_vec()).unwrap_or_default();
    let pages = pages.map(|pages| pages.count());
    if let Some(pages) = pages {
        export::remove_pages_after(pages, &place);
    }
    Ok(PaperEntry { status: UnitStatus::Written, pages, signing, ..entry })
}

/// Whether all files of a unit's papers are as stated in its last line, and would be the same
/// now.
pub fn stands(
    line: &UnitLine,
    plan: &Plan,
    unit: &PlannedUnit,
    input: &Input<'_>,
    folder: &std::path::Path,
) -> bool {
    let is_there = |(name, digest): (&str, Option<Digest>)| {
        let Some(digest) = digest else { return false };
        let Ok(path) = below(folder, name) else { return false };
        read_whole(&path, LARGEST).is_ok_and(|bytes| Digest::of(&bytes) == digest)
    };
    let there =
        |entry: &PaperEntry| entry.file_names().next().is_some() && entry.all_files().all(is_there);
    line.is_written()
        && unit.readiness == Readiness::Ready
        && is_same(line, plan, input)
        && line.papers.iter().all(there)
}

/// Whether a line was made from the same data with the same settings.
pub fn is_same(line: &UnitLine, plan: &Plan, input: &Input<'_>) -> bool {
    line.settings == plan.settings
        && input.as_ref().is_ok_and(|data| line.input == Some(data.digest))
}
