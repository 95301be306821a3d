//! `batch`: the papers of many units.

mod apart;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

use baocao::Office;
use baocao::batch::{
    Extent, Identity, Inputs, Manifest, Plan, Record, Settings, Shard, Source, Step, Summary,
    UnitLine, UnitStatus, rehearse, run as run_batch,
};
use baocao::diagnostic::{Code, Diagnostic, Severity, brief};
use baocao::explain;
use baocao::sheet::Fields;
use baocao::source::{self, Limits, Node};

use super::args;
use super::console::Console;
use super::files::DossierFile;
use super::json;
use super::list;
use super::memory;
use super::office;
use super::outcome::{Failure, Outcome};
use super::progress::Progress;
use super::render::distinct_papers;
use super::tally::Tally;

pub fn run(args: &args::Batch, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.dossiers.office)?;
    distinct_papers(&office)?;
    let settings = settings(args, &office)?;
    let paths = match &args.apart_source {
        Some(alone) => vec![alone.clone()],
        None => list::with_listed(&args.dossiers.paths, args.list.as_deref())?,
    };
    let mut inputs = Inputs::of(&paths, args.recursive, &mut std::io::stdin());
    if inputs.has_sheets() {
        let fields = fields(args, &settings)?;
        for note in inputs.open_sheets(&fields, args.sheet.as_deref()) {
            tell(&note, args.dossiers.json, console);
        }
    }
    if let Some(id) = &args.apart {
        return apart::make(args, &settings, inputs.sources, id, console);
    }
    let mut outcome = Outcome::Well;
    for failure in &inputs.failures {
        tell(failure, args.dossiers.json, console);
        outcome = Outcome::CouldNotRun;
    }
    if inputs.sources.is_empty() {
        return match outcome {
            Outcome::Well => Err(Failure::new("Không có hồ sơ nào trong dữ liệu vào")),
            told => Ok(told),
        };
    }
    let report = run_or_rehearse(args, &settings, inputs.sources, console)?;
    if !report.lost.is_empty() {
        outcome = Outcome::CouldNotRun;
    }
    let denied = args.dossiers.deny_warnings && report.findings.warnings > 0;
    let well = report.is_well() && !denied;
    Ok(outcome.max(if well { Outcome::Well } else { Outcome::Faulty }))
}

/// Makes the papers, or reports what a run would do.
fn run_or_rehearse(
    args: &args::Batch,
    settings: &Settings<'_>,
    sources: Vec<Source>,
    console: &mut Console,
) -> Result<Summary, Failure> {
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok());
    let extent = Extent {
        threads: threads.unwrap_or(NonZeroUsize::MIN),
        max_failures: args.max_failures,
        retry_failed: args.retry_failed,
    };
    memory::allow(extent.threads.get());
    let plan =
        |record: &Record| Plan::new(settings, sources, args.shard, extent.threads.get(), record);
    let by_source = args.id.is_some();
    let path = Manifest::path(&args.output, args.shard);
    let report = if args.dry_run {
        let record = Record::read(&path, by_source)?;
        record.must_be_own(&path)?;
        let plan = plan(&record);
        let mut said = RunOutput::new(args, &plan, console);
        let report = rehearse(settings, &plan, &record, &args.output, extent, &mut |step| {
            said.unit(step);
        });
        said.end(&report);
        report
    } else {
        let manifest = Manifest::open(&args.output, args.shard, by_source)?;
        let plan = plan(manifest.record());
        let mut said = RunOutput::new(args, &plan, console);
        let report = run_batch(settings, &plan, manifest, extent, &apart::start, &mut |step| {
            said.unit(step);
        });
        said.end(&report);
        report
    };
    Ok(report)
}

/// Reports a finding about an input, or about writing the manifest, rather than about a unit.
fn tell(found: &Diagnostic, as_json: bool, console: &mut Console) {
    let workbook = found.spot().map_or("", |spot| spot.file.as_str());
    match as_json {
        true => console.say(&json::finding(workbook, found)),
        false => console.tell(&brief(found)),
    }
}

fn settings<'a>(args: &args::Batch, office: &'a Office) -> Result<Settings<'a>, Failure> {
    if let Some(typed) = args.name.format()
        && !args.formats.to.contains(&typed)
    {
        let ending = typed.ending();
        return Err(Failure::new(format!(
            "`--name`: mẫu tên tệp có đuôi .{ending} mà `--to` không có {ending}"
        ))
        .hint("bỏ đuôi trong mẫu tên tệp: mỗi định dạng tự có đuôi của mình"));
    }
    Ok(Settings {
        base: args.base.as_deref().map(base).transpose()?,
        overrides: office::overrides(&args.dossiers.overrides)?,
        papers: office::wanted(office, &args.dossiers.paper)?,
        status: args.dossiers.status,
        formats: args.formats.wanted(),
        standard: args.formats.pdf,
        force: args.formats.force,
        identity: args.id.clone().map_or(Identity::Own, Identity::Field),
        name: args.name.clone(),
        ..Settings::new(office)
    })
}

/// Reads the base of the units. It must be readable; whether it is complete is checked with
/// each unit.
fn base(path: &Path) -> Result<Node, Failure> {
    let file = DossierFile::new(path.to_owned());
    let (tree, findings) = source::read_yaml(&file.name, &file.read()?, Limits::default());
    match tree {
        Some(tree) if !findings.iter().any(|f| f.is_error()) => Ok(tree),
        _ => {
            let failure = Failure::new(format!("Không đọc được hồ sơ chung {}", file.name));
            Err(Failure { findings, ..failure })
        }
    }
}

/// The meaning of sheet headings.
fn fields(args: &args::Batch, settings: &Settings<'_>) -> Result<Fields, Failure> {
    let Settings { office, base, overrides, .. } = settings;
    let fields = Fields::new(office.catalog(), office.papers(), base.as_ref());
    let mut fields = fields.overlaid(overrides);
    for args::ColumnField { heading, field } in &args.column {
        fields.assign(heading, field).map_err(|e| Failure::from(e).of_what("`--column`"))?;
    }
    if let Some(path) = &args.columns {
        let file = DossierFile::new(path.clone());
        fields.assign_all(&file.name, &file.read()?).map_err(|findings| Failure {
            findings,
            ..Failure::new(format!("Không dùng được tệp ghi các cột {}", file.name))
        })?;
    }
    Ok(fields)
}

/// The output during the run, and at the end.
struct RunOutput<'a> {
    args: &'a args::Batch,
    plan: &'a Plan,
    console: &'a mut Console,
    progress: Progress,
    /// Units not written, by reason: their number and the first few.
    reasons: BTreeMap<(UnitStatus, String), (usize, Vec<String>)>,
    /// Findings to review, by code: the number of units and the first few.
    warnings: BTreeMap<Code, (usize, Vec<String>)>,
    /// With `--retry-failed`: units that are written now, and those left although they have
    /// changed.
    mended: (usize, Vec<String>),
    stale: (usize, Vec<String>),
    told: usize,
}

/// The most faulty units reported one by one during the run, and named for each reason at the
/// end.
const MOST_TOLD: usize = 20;
const MOST_NAMED: usize = 5;

impl<'a> RunOutput<'a> {
    fn new(args: &'a args::Batch, plan: &'a Plan, console: &'a mut Console) -> Self {
        let silent = args.dossiers.json || args.dry_run;
        let progress = Progress::new(plan.units.len(), silent, console);
        let (reasons, warnings) = (BTreeMap::new(), BTreeMap::new());
        let (mended, stale) = Default::default();
        RunOutput { args, plan, console, progress, reasons, warnings, mended, stale, told: 0 }
    }

    fn unit(&mut self, step: Step<'_>) {
        let (Step::Done(line, _) | Step::Skipped(line) | Step::Stale(line)) = step;
        if self.args.retry_failed {
            self.remember_change(step, line);
        }
        let worked = matches!(step, Step::Done(..));
        if self.args.dossiers.json {
            self.console.say(&json::unit(line, !worked));
        } else if self.args.dry_run {
            self.console.say(&rehearsed(step));
        }
        if let Step::Done(_, findings) = step {
            self.remember_warnings(line, findings);
        }
        let silent = self.args.dossiers.json || self.args.dry_run;
        if let Some(reason) = line.reason() {
            self.remember(line);
            if worked && !silent && self.told < MOST_TOLD {
                self.told += 1;
                let code = line.code.as_ref().map(|code| format!("[{code}]")).unwrap_or_default();
                let UnitLine { unit, source, .. } = line;
                let said = format!("{unit} ({source}): chưa xuất được{code}: {reason}");
                self.progress.tell(&said, self.console);
                if let Step::Done(_, findings) = step {
                    self.tell_cells(line, findings);
                }
            }
        } else if let Step::Done(_, findings) = step
            && findings.iter().any(Diagnostic::is_error)
            && !silent
            && self.told < MOST_TOLD
        {
            // A draft is made despite findings, which are reported.
            self.told += 1;
            self.tell_cells(line, findings);
        }
        self.progress.step(worked, !line.is_written(), self.console);
    }

    /// Reports all findings on a row, since no other verb reads it.
    fn tell_cells(&mut self, line: &UnitLine, findings: &[Diagnostic]) {
        let from_row = self.plan.find(&line.unit).is_some_and(|unit| unit.source.is_row());
        if from_row {
            let errors = findings.iter().filter(|finding| finding.is_error());
            self.console.tell_findings(&errors.cloned().collect::<Vec<_>>());
        }
    }

    fn remember(&mut self, line: &UnitLine) {
        let reason = match line.messages.first().filter(|_| line.status == UnitStatus::Refused) {
            Some(first) => match &first.rule {
                Some(rule) => format!("{} · {rule}", first.code),
                None => first.code.clone(),
            },
            None => {
                let reason = line.reason().unwrap_or_default();
                match &line.code {
                    Some(code) => format!("{code} · {reason}"),
                    None => reason,
                }
            }
        };
        name_one(self.reasons.entry((line.status, reason)).or_default(), &line.unit);
    }

    fn remember_change(&mut self, step: Step<'_>, line: &UnitLine) {
        match step {
            Step::Done(..) if line.is_written() => name_one(&mut self.mended, &line.unit),
            Step::Stale(_) => name_one(&mut self.stale, &line.unit),
            Step::Done(..) | Step::Skipped(_) => {}
        }
    }

    fn remember_warnings(&mut self, line: &UnitLine, findings: &[Diagnostic]) {
        let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
        let codes: BTreeSet<Code> = warnings.map(|finding| finding.code).collect();
        for code in codes {
            name_one(self.warnings.entry(code).or_default(), &line.unit);
        }
    }

    fn end(mut self, report: &Summary) {
        self.progress.clear(self.console);
        if self.args.dossiers.json {
            self.console.say(&json::report(report));
            report.lost.iter().for_each(|lost| tell(lost, true, self.console));
            return;
        }
        for line in self.summary(report) {
            self.console.say(&line);
        }
        report.lost.iter().for_each(|lost| tell(lost, false, self.console));
    }

    /// What was done, what wasn't and why, and what to do next.
    fn summary(&self, report: &Summary) -> Vec<String> {
        let mut lines = Vec::new();
        let Summary { written, skipped, left, .. } = *report;
        let folder = self.args.output.display();
        lines.push(if self.args.dry_run {
            format!("Sẽ xuất {written} đơn vị vào thư mục {folder}.")
        } else {
            format!("Đã xuất {written} đơn vị vào thư mục {folder}.")
        });
        if self.mended.0 > 0 {
            lines.push(format!("Lần trước chưa xuất được, nay được: {}.", counted(&self.mended)));
        }
        let unchanged = skipped - report.skipped_failed - report.stale;
        if unchanged > 0 {
            lines.push(format!("Giữ nguyên {unchanged} đơn vị đã xuất, không đổi."));
        }
        if self.stale.0 > 0 {
            let stale = counted(&self.stale);
            lines.push(format!("Đã đổi từ lần xuất trước, không làm lại: {stale}."));
        }
        lines.extend(self.unmade());
        if left > 0 {
            lines.push(format!("{left} đơn vị chưa làm tới."));
        }
        let tally = Tally::of(report.findings);
        lines.push(tally.findings());
        for (code, units) in self.warnings.iter().take(MOST_TOLD) {
            let title = explain::of(*code).map_or("", |explanation| explanation.title);
            lines.push(format!("  Cần xem lại[{code}] {title}: {}", counted(units)));
        }
        if self.stale.0 > 0 || !self.reasons.is_empty() || !self.warnings.is_empty() || left > 0 {
            lines.push(
                "Xem từng chỗ: baocao kiem-tra <hồ sơ>. Sửa xong, chạy lại đúng lệnh này: chỉ làm \
                 đơn vị đã đổi hoặc chưa xuất được."
                    .to_owned(),
            );
        }
        if !self.args.dry_run {
            let path = Manifest::path(&self.args.output, self.args.shard);
            lines.push(format!("Bảng kê: {}", path.display()));
        }
        if self.args.shard != Shard::WHOLE {
            lines.push(format!("Phần {} của cả lượt.", self.args.shard));
        }
        lines
    }

    /// The units not made, by reason.
    fn unmade(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (status, heading) in [
            (UnitStatus::Refused, "đơn vị phải sửa hồ sơ"),
            (UnitStatus::Failed, "đơn vị gặp lỗi khi đọc hoặc ghi"),
        ] {
            let reasons = self.reasons.iter().filter(|((s, _), _)| *s == status);
            let reasons: Vec<_> = reasons.collect();
            let count: usize = reasons.iter().map(|(_, (count, _))| count).sum();
            if count == 0 {
                continue;
            }
            lines.push(format!("{count} {heading}:"));
            for ((_, reason), units) in reasons.iter().take(MOST_TOLD) {
                lines.push(format!("  {reason}: {}", counted(units)));
            }
            if reasons.len() > MOST_TOLD {
                lines.push(format!("  và {} lý do khác, xem bảng kê", reasons.len() - MOST_TOLD));
            }
        }
        lines
    }
}

/// Counts a unit, and keeps its name if it is among the first.
fn name_one((count, names): &mut (usize, Vec<String>), unit: &str) {
    *count += 1;
    if names.len() < MOST_NAMED {
        names.push(unit.to_owned());
        names.sort();
    }
}

/// *12 đơn vị (a, b, c, …)*
fn counted((count, names): &(usize, Vec<String>)) -> String {
    let more = if *count > names.len() { ", …" } else { "" };
    format!("{count} đơn vị ({}{more})", names.join(", "))
}

/// What a run would do with a unit.
fn rehearsed(step: Step<'_>) -> String {
    match step {
        Step::Stale(line) => format!("{}: đã đổi, không làm lại", line.unit),
        Step::Skipped(line) => match line.reason() {
            Some(reason) => format!("{}: bỏ qua: {reason}", line.unit),
            None => format!("{}: giữ nguyên", line.unit),
        },
        Step::Done(line, _) => match line.reason() {
            Some(reason) => format!("{}: sẽ không xuất được: {reason}", line.unit),
            None => {
                let files = line.papers.iter().flat_map(|paper| paper.file_names());
                format!("{}: sẽ xuất {}", line.unit, files.collect::<Vec<_>>().join(", "))
            }
        },
    }
}
