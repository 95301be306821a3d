//! Jobs on threads, and a single writer of lines.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::typeset::{Alone, STACK};

use super::job::{self, Made};
use super::line::{AnyLine, Counts, RunLine, UnitLine, UnitStatus};
use super::manifest::{self, FORMAT, Manifest, Output, Record};
use super::mark::Marks;
use super::plan::{Plan, PlannedUnit, Readiness};
use super::settings::Settings;

/// Limits and speed of a run: settings that don't affect papers.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// The number of units made at a time.
    pub threads: NonZeroUsize,
    /// The number of failed units that ends the run early.
    pub max_failures: Option<NonZeroUsize>,
    /// Only units that failed before.
    pub retry_failed: bool,
}

/// An event of a unit.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// It was made or attempted; with all findings.
    Done(&'a UnitLine, &'a [Diagnostic]),
    /// It is unchanged since this line, or wasn't to be attempted.
    Skipped(&'a UnitLine),
    /// It has changed since this line but wasn't to be attempted: `retry_failed` makes only
    /// units that failed before.
    Stale(&'a UnitLine),
}

/// The result of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// The number of units made in this run.
    pub written: usize,
    /// The number of units with a requested paper refused because of their data.
    pub refused: usize,
    /// The number of units that failed for another reason.
    pub failed: usize,
    /// The number of unchanged units.
    pub skipped: usize,
    /// Of these, units that failed in an earlier run.
    pub skipped_failed: usize,
    /// Of these, units that have changed since they were made.
    pub stale: usize,
    /// The number of units not reached, or left out only by `retry_failed`.
    pub left: usize,
    /// The findings of all units.
    pub findings: Counts,
    /// The number of papers written, now or before.
    pub papers: usize,
    /// The number of pages of all papers written.
    pub pages: usize,
    /// Errors in writing the manifest.
    pub lost: Vec<Diagnostic>,
}

/// Makes a unit in a separate process, so that a crash doesn't end the run: returns its line,
/// or `None` if the process ended without one. Fails if the process couldn't be started. Used
/// for units that were in progress when an earlier run was killed.
pub type Apart<'a> = &'a (dyn Fn(&PlannedUnit) -> Result<Option<UnitLine>, Error> + Sync);

/// Makes all units that aren't up to date, and writes the manifest.
pub fn run(
    settings: &Settings<'_>,
    plan: &Plan,
    manifest: Manifest,
    extent: Extent,
    apart: Apart<'_>,
    on: &mut dyn FnMut(Step<'_>),
) -> Summary {
    let header = RunLine {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: plan.settings,
        shard: plan.shard,
        units: plan.units.len(),
        total: plan.total,
        roll: plan.roll,
    };
    let mut summary = Summary::default();
    let mut lost = None;
    let mut append = |line: &AnyLine| {
        if let Err(e) = Manifest::append(&mut manifest.file(), line) {
            lost.get_or_insert(crate::file::because(&e));
        }
    };
    append(&AnyLine::Run(header.clone()));
    let (output, record, marks) = (manifest.output(), manifest.record(), manifest.marks());
    let work = Some(Work { output, marks, apart });
    let shop = SharedState { settings, plan, record, folder: output.folder, work, extent };
    shop.work(&mut |step| {
        summary.count(&step);
        match step {
            Step::Done(line, _) => {
                append(&AnyLine::Unit(line.clone()));
                marks.end(&line.unit);
            }
            Step::Skipped(line) | Step::Stale(line) => {
                if line.absent {
                    append(&AnyLine::Unit(UnitLine { absent: false, ..line.clone() }));
                }
                // The run was killed between writing the line and removing the mark.
                if line.is_written() && marks.is_suspect(&line.unit) {
                    marks.end(&line.unit);
                }
            }
        }
        on(step);
    });
    summary.left = plan.units.len() - summary.come_to();
    let lost = lost.map(|why| format!("Không ghi được bảng kê: {why}"));
    let lost = lost.into_iter().chain(manifest.finish(plan, header).err().map(|e| e.to_string()));
    summary.lost.extend(lost.map(|why| Diagnostic::error(Code::BATCH_LOST, why)));
    summary
}

/// Reports what a run would do, and writes nothing.
pub fn rehearse(
    settings: &Settings<'_>,
    plan: &Plan,
    record: &Record,
    folder: &Path,
    extent: Extent,
    on: &mut dyn FnMut(Step<'_>),
) -> Summary {
    let mut summary = Summary::default();
    let shop = SharedState { settings, plan, record, folder, work: None, extent };
    shop.work(&mut |step| {
        summary.count(&step);
        on(step);
    });
    summary.left = plan.units.len() - summary.come_to();
    summary
}

/// Makes one unit of a plan and nothing else, without reading or writing a manifest: used by
/// the separate process of [`Apart`]. `None` if the plan doesn't contain it.
pub fn make_apart(
    settings: &Settings<'_>,
    plan: &Plan,
    folder: &Path,
    id: &str,
) -> Option<UnitLine> {
    let unit = plan.find(id)?;
    let staging = folder.join(manifest::staging(plan.shard));
    let output = Output { folder, staging: &staging };
    let make = || job::make(settings, plan, unit, &unit.source.read(), Some(output)).line;
    let on_thread = || {
        let _alone = Alone::here();
        make()
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, on_thread).ok()?.join().ok()
    })
}

/// Makes papers for a run; not used by a rehearsal.
#[derive(Clone, Copy)]
struct Work<'a> {
    output: Output<'a>,
    marks: &'a Marks,
    apart: Apart<'a>,
}

/// The data shared by the threads.
#[derive(Clone, Copy)]
struct SharedState<'a> {
    settings: &'a Settings<'a>,
    plan: &'a Plan,
    record: &'a Record,
    folder: &'a Path,
    work: Option<Work<'a>>,
    extent: Extent,
}

/// A message from a thread to the writer.
enum Outcome {
    Done(Made),
    Skipped(UnitLine),
    Stale(UnitLine),
    /// Left out, without a line.
    Left,
}

impl SharedState<'_> {
    /// Makes all units on threads, and calls `on` in this thread for one unit at a time.
    fn work(self, on: &mut dyn FnMut(Step<'_>)) {
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let threads = self.extent.threads.get().min(self.plan.units.len().max(1));
        std::thread::scope(|scope| {
            let (send, outcomes) = sync_channel(4 * threads);
            let mut granted = 0;
            for _ in 0..threads {
                let (send, next, stop) = (send.clone(), &next, &stop);
                let work =
                    move || self.thread(next, stop, &mut |outcome| send.send(outcome).is_ok());
                let thread = std::thread::Builder::new().stack_size(STACK);
                // Fewer threads do the same work.
                granted += usize::from(thread.spawn_scoped(scope, work).is_ok());
            }
            drop(send);
            let mut failures = 0;
            let mut take = |outcome: Outcome| {
                match &outcome {
                    Outcome::Done(Made { line, findings }) => {
                        failures += usize::from(!line.is_written());
                        on(Step::Done(line, findings));
                    }
                    Outcome::Skipped(line) => on(Step::Skipped(line)),
                    Outcome::Stale(line) => on(Step::Stale(line)),
                    Outcome::Left => {}
                }
                if self.extent.max_failures.is_some_and(|most| failures >= most.get()) {
                    stop.store(true, Ordering::Relaxed);
                }
                true
            };
            if granted == 0 {
                // The system grants none: this thread does all the work.
                self.thread(&next, &stop, &mut take);
            }
            outcomes.into_iter().for_each(|outcome| _ = take(outcome));
        });
    }

    /// Takes one unit after the other until none is left, or until `send` returns false
    /// because the receiver has stopped.
    fn thread(self, next: &AtomicUsize, stop: &AtomicBool, send: &mut dyn FnMut(Outcome) -> bool) {
        let _alone = Alone::here();
        while !stop.load(Ordering::Relaxed) {
            let Some(unit) = self.plan.units.get(next.fetch_add(1, Ordering::Relaxed)) else {
                break;
            };
            if !send(self.unit(unit)) {
                break;
            }
        }
    }

    fn unit(&self, unit: &PlannedUnit) -> Outcome {
        let last = self.record.unit(&unit.id);
        if self.extent.retry_failed {
            match last {
                Some(last) if last.is_written() => {
                    return match job::is_same(&last, self.plan, &unit.source.read()) {
                        true => Outcome::Skipped(last),
                        false => Outcome::Stale(last),
                    };
                }
                Some(_) => {}
                None => return Outcome::Left,
            }
        }
        let input = unit.source.read();
        match last {
            Some(last) if job::stands(&last, self.plan, unit, &input, self.folder) => {
                Outcome::Skipped(last)
            }
            Some(last) if last.ended_program && self.passes_over(&last, &input) => {
                Outcome::Skipped(last)
            }
            last => Outcome::Done(self.made(unit, &input, last.as_ref())),
        }
    }

    /// Whether a unit that crashed the program would do so again, as far as is known.
    fn passes_over(&self, last: &UnitLine, input: &job::Input<'_>) -> bool {
        !self.extent.retry_failed && job::is_same(last, self.plan, input)
    }

    fn made(&self, unit: &PlannedUnit, input: &job::Input<'_>, last: Option<&UnitLine>) -> Made {
        let SharedState { settings, plan, work, .. } = *self;
        let Some(Work { output, marks, apart }) = work else {
            return job::make(settings, plan, unit, input, None);
        };
        let suspect = marks.is_suspect(&unit.id) || last.is_some_and(|last| last.ended_program);
        marks.begin(&unit.id);
        if suspect && unit.readiness == Readiness::Ready {
            return Made::of(match apart(unit) {
                Ok(Some(line)) => line,
                Ok(None) => job::ended_program(plan, unit, input),
                Err(error) => job::not_begun(plan, unit, input, error.to_string()),
            });
        }
        job::make(settings, plan, unit, input, Some(output))
    }
}

impl Summary {
    fn count(&mut self, step: &Step<'_>) {
        let (Step::Done(line, _) | Step::Skipped(line) | Step::Stale(line)) = step;
        match (step, line.status) {
            (Step::Skipped(_) | Step::Stale(_), status) => {
                self.skipped += 1;
                self.skipped_failed += usize::from(status != UnitStatus::Written);
                self.stale += usize::from(matches!(step, Step::Stale(_)));
            }
            (_, UnitStatus::Written) => self.written += 1,
            (_, UnitStatus::Refused) => self.refused += 1,
            (_, UnitStatus::Failed) => self.failed += 1,
        }
        self.findings.errors += line.findings.errors;
        self.findings.warnings += line.findings.warnings;
        self.findings.notes += line.findings.notes;
        let written = line.papers.iter().filter(|p| p.status == UnitStatus::Written);
        for paper in written {
            self.papers += 1;
            self.pages += paper.pages.unwrap_or(0);
        }
    }

    fn come_to(&self) -> usize {
        self.written + self.refused + self.failed + self.skipped
    }

    /// Whether every unit has its papers without any findings.
    pub fn is_well(&self) -> bool {
        self.refused + self.failed + self.skipped_failed + self.left + self.findings.errors == 0
            && self.lost.is_empty()
    }
}
