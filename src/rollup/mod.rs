//! Roll-up (tổng hợp): the units' dossiers added up into their superior's.
//!
//! ```text
//! roster, catalogue    who must report what
//! report               what one unit's dossier says, in the catalogue's terms
//! addend, total        what adds up, and how: exact, in any order, over any
//!                      number of shards and levels
//! identity             whose dossier is whose
//! groups               awards and support, counted by kind
//! standing             who is missing or wrong
//! unread               which figures can't be read
//! jump, unknown        what looks wrong
//! outside              what a unit isn't asked for
//! code, findings       what is to be said of all that
//! coverage             of how many units a total is, through all levels
//! broken               why a total can't be compared with the last period's
//! write                the superior's dossier, its own words kept
//! slip, text           a message to each faulty unit; the units' narratives
//! ```
//!
//! What a unit doesn't state is unknown and never zero; who is left out is
//! named; nothing is left out without the office's word.

mod addend;
mod broken;
mod catalog;
mod coverage;
mod findings;
mod groups;
mod identity;
mod jump;
mod noun;
mod office;
mod outside;
mod report;
mod slip;
mod some;
mod spelling;
mod standing;
mod summary;
mod text;
mod total;
mod trace;
mod unknown;
mod unread;
mod write;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{Dossier, Indicator, Ordered, UnitType};
use crate::roster::{Break, BreakKind, Roster, Scope, Timespan, Unit};

pub(crate) use catalog::{is_asked, is_valid};

pub use addend::{Addend, Measure, Unfit};
pub use catalog::Row;
pub use findings::put_to_places;
pub use groups::{Count, Group, GroupKind, Groups};
pub use report::Report;
pub use slip::{Slip, slips};
pub use standing::Standing;
pub use standing::period_words;
pub use text::texts;
pub use total::{StatedSum, Statement, Total, Totals};
pub use trace::trace;
pub use write::{REPORTED, Written, write};

/// A unit's dossier as it came in.
#[derive(Debug)]
pub struct Submission {
    /// What messages call it: its file.
    pub name: String,
    /// The file's name without its ending.
    pub stem: String,
    /// As far as it could be read; none where the file isn't a dossier at all.
    pub dossier: Option<Dossier>,
    /// The YAML that the dossier was read from, where findings are to name places
    /// in it. It is read again for these: trees of all units would take more
    /// memory than all the rest.
    pub yaml: Option<Vec<u8>>,
    /// Everything found in reading and checking it.
    pub findings: Vec<Diagnostic>,
}

/// What is to be rolled up.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The units that must report.
    pub roster: &'a Roster,
    /// The shared catalogue.
    pub catalog: &'a Ordered<Indicator>,
    /// The superior's dossier: its period, its code, what it adds to the
    /// catalogue.
    pub superior: &'a Dossier,
    /// Codes of units that the office leaves out.
    pub leave_out: &'a [String],
}

/// The outcome for the whole roster.
#[derive(Debug)]
pub struct RollUp<'a> {
    /// The days of the period.
    pub days: Timespan,
    /// The indicators, in the catalogue's order.
    pub rows: Vec<Row<'a>>,
    /// The units that must report, in the roster's order.
    pub units: Vec<UnitOutcome<'a>>,
    /// Units that are no more at the period's end, with their dossier if they
    /// sent one.
    pub gone: Vec<(Break<'a>, Option<UnitOutcome<'a>>)>,
    /// What changed among the units within the period.
    pub breaks: Vec<Break<'a>>,
    /// Dossiers of nobody on the roster.
    pub strangers: Vec<Stranger>,
    /// What is to be said of the whole, and of no one unit.
    pub findings: Vec<Diagnostic>,
    /// The sum of every indicator.
    pub totals: Totals,
    /// The sums of awards and support.
    pub groups: Groups,
}

/// What became of one unit.
#[derive(Debug)]
pub struct UnitOutcome<'a> {
    /// The unit as the roster has it.
    pub unit: &'a Unit,
    /// Whether it counts, and why not.
    pub standing: Standing,
    /// The file that its report came in.
    pub file: Option<String>,
    /// What it reported.
    pub dossier: Option<&'a Dossier>,
    /// The YAML that the dossier was read from.
    yaml: Option<&'a [u8]>,
    /// Empty unless it is counted.
    pub report: Report,
    /// Figures that can't be read, each at its place; the others count.
    pub(crate) unread: Vec<Diagnostic>,
    /// What it states and can't be added (errors), or should be looked at.
    pub findings: Vec<Diagnostic>,
    /// How many units its report stands for: itself, or those behind it.
    pub(crate) stands_for: usize,
}

/// A dossier that no row of the roster answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The file that it came in.
    pub file: String,
    /// What the file calls its union.
    pub name: String,
    /// Whether the roster has it elsewhere: under another superior.
    pub listed: bool,
}

/// Why there is nothing to roll up into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRollUp {
    /// The superior's dossier states no period.
    NoPeriod,
    /// No unit of the roster has to report for this period.
    NobodyDue,
    /// Codes to leave out that aren't on the roster.
    NoSuchUnit(Vec<String>),
}

/// Rolls up what came in.
pub fn roll_up<'a>(
    request: Request<'a>,
    submissions: &'a [Submission],
) -> Result<RollUp<'a>, NoRollUp> {
    let period = request.superior.period.as_ref().ok_or(NoRollUp::NoPeriod)?;
    let days = Timespan::of(period).ok_or(NoRollUp::NoPeriod)?;
    let superior = request.superior.organization.code.as_deref();
    let Scope { due, gone, breaks } = request.roster.scope(superior, days);
    if due.is_empty() {
        return Err(NoRollUp::NobodyDue);
    }
    let on_roster = |code: &str| request.roster.units.iter().any(|unit| unit.code() == code);
    let unknown: Vec<String> =
        request.leave_out.iter().filter(|code| !on_roster(code)).cloned().collect();
    if !unknown.is_empty() {
        return Err(NoRollUp::NoSuchUnit(unknown));
    }
    let rows = catalog::rows(request.catalog, &request.superior.catalog, period, days);
    let (mut sent, strangers) = identity::assign(request.roster, submissions, days.to);
    let deadline = request.roster.deadline.and_then(|d| d.latest());
    let mut judge = |unit: &'a Unit| {
        let sent = sent.remove(unit.code()).unwrap_or_default();
        outcome(unit, &sent, &rows, days, deadline, request.leave_out)
    };
    let units: Vec<UnitOutcome<'a>> = due.into_iter().map(&mut judge).collect();
    let gone: Vec<_> = gone
        .into_iter()
        .map(|b| {
            let outcome = Some(judge(b.unit)).filter(|o| o.standing != Standing::Missing);
            (b, outcome)
        })
        .collect();
    // A dossier of a unit that isn't this superior's is a stranger's as well.
    let others = sent.into_values().flatten().map(|laid| laid.submission);
    let others = others.map(|submission| Stranger::of(submission, true));
    let strangers = strangers.into_iter().map(|submission| Stranger::of(submission, false));
    let mut strangers: Vec<Stranger> = strangers.chain(others).collect();
    strangers.sort_by(|a, b| a.file.cmp(&b.file));
    let mut roll_up = RollUp {
        days,
        rows,
        units,
        gone,
        breaks,
        strangers,
        findings: Vec::new(),
        totals: Totals::default(),
        groups: Groups::default(),
    };
    coverage::settle(&mut roll_up, request.roster, days.to);
    roll_up.add_up();
    office::look(&mut roll_up, request, days);
    Ok(roll_up)
}

impl<'a> RollUp<'a> {
    fn add_up(&mut self) {
        let changed: HashSet<&str> = self.breaks.iter().map(|b| b.unit.code()).collect();
        let (mut totals, mut groups) = (Totals::default(), Groups::default());
        let due = self.units.iter().filter(|unit| unit.standing.is_counted());
        for (outcome, ended) in due.map(|o| (o, false)).chain(self.ended().map(|o| (o, true))) {
            let mut own = outcome.report.groups.clone();
            if ended {
                own.of_no_unit();
            }
            groups = groups.plus(own);
            for row in self.rows.iter().filter(|row| !ended || row.adds_when_ended()) {
                if let Some(statement) = outcome.report.figures.get(row.code) {
                    let broken = changed.contains(outcome.unit.code());
                    totals.add(row.code, Total::of(statement, broken));
                }
            }
        }
        (self.totals, self.groups) = (totals, groups);
    }

    /// The reports of units that ended for good: what they did in the period
    /// was done.
    fn ended(&self) -> impl Iterator<Item = &UnitOutcome<'a>> {
        let ended = self.gone.iter().filter(|(b, _)| b.kind == BreakKind::Ended);
        ended.filter_map(|(_, outcome)| outcome.as_ref()).filter(|o| o.standing.is_counted())
    }

    /// Whether a figure's units weren't the same all the period: what it was
    /// before is of something else.
    pub fn is_broken(&self, row: &Row<'_>) -> bool {
        let touches = |unit: &Unit| row.applies_to(unit.r#type);
        self.totals.get(row.code).is_some_and(|total| total.broken)
            || self.gone.iter().any(|(b, _)| touches(b.unit))
    }

    /// How many units are counted, of how many that must report.
    pub fn reported(&self) -> (usize, usize) {
        let counted = self.units.iter().filter(|unit| unit.standing.is_counted()).count();
        (counted, self.units.len())
    }

    /// What became of a unit that must report.
    pub(crate) fn outcome_of(&self, code: &str) -> Option<&UnitOutcome<'a>> {
        self.units.iter().find(|outcome| outcome.unit.code() == code)
    }

    /// Units that would be left out without the office having said so.
    pub fn wanting(&self) -> impl Iterator<Item = &UnitOutcome<'a>> {
        let ended = self.gone.iter().filter(|(b, _)| b.kind == BreakKind::Ended);
        self.units.iter().chain(ended.filter_map(|(_, o)| o.as_ref())).filter(|o| o.has_to_mend())
    }
}

impl UnitOutcome<'_> {
    /// The type of the unit, as the roster has it, else its dossier.
    pub fn unit_type(&self) -> Option<UnitType> {
        self.unit.r#type.or_else(|| self.dossier?.organization.unit_type)
    }
}

impl Stranger {
    fn of(submission: &Submission, listed: bool) -> Stranger {
        let organization = submission.dossier.as_ref().map(|d| &d.organization);
        let name = organization.and_then(|o| o.name.as_ref()).map(|name| name.0.clone());
        Stranger { file: submission.name.clone(), name: name.unwrap_or_default(), listed }
    }
}

fn outcome<'a>(
    unit: &'a Unit,
    sent: &[identity::Laid<'a>],
    rows: &[Row<'_>],
    days: Timespan,
    deadline: Option<crate::roster::Day>,
    leave_out: &[String],
) -> UnitOutcome<'a> {
    let first = sent.first().map(|laid| laid.submission);
    let mut outcome = UnitOutcome {
        unit,
        standing: Standing::Missing,
        file: first.map(|submission| submission.name.clone()),
        dossier: first.and_then(|submission| submission.dossier.as_ref()),
        yaml: first.and_then(|submission| submission.yaml.as_deref()),
        report: Report::default(),
        unread: Vec::new(),
        findings: Vec::new(),
        stands_for: 1,
    };
    outcome.standing = match sent {
        _ if leave_out.iter().any(|code| code == unit.code()) => Standing::LeftOut,
        [] => Standing::Missing,
        [one] => match &one.mistaken {
            Some(standing) => standing.clone(),
            None => judged(one.submission, days, deadline),
        },
        many => Standing::Twice(many.iter().map(|laid| laid.submission.name.clone()).collect()),
    };
    // Whoever has to mend one thing is told of the others at once.
    let read = outcome.standing.is_counted() || matches!(outcome.standing, Standing::Faulty(_));
    if let (true, Some(dossier)) = (read, outcome.dossier) {
        let mut report = Report::of(dossier, rows);
        let mut found = outside::take_out(&mut report, rows, outcome.unit_type());
        let stated = rows.iter().filter_map(|row| Some((row, report.figures.get(row.code)?)));
        for (row, statement) in stated {
            found.extend(statement.fault(row));
            found.extend(jump::of(row, statement, days));
        }
        found.extend(groups::faults(dossier));
        found.extend(groups::doubts(dossier));
        found.extend(first.and_then(|sent| identity::other_name(unit, sent)));
        found.extend(coverage::wanting(dossier));
        outcome.findings = found;
        let found = first.into_iter().flat_map(|sent| &sent.findings);
        outcome.unread.extend(found.filter(|found| unread::is_one_figure(found)).cloned());
        if outcome.standing.is_counted() {
            outcome.report = report;
        }
    }
    outcome
}

fn judged(
    submission: &Submission,
    days: Timespan,
    deadline: Option<crate::roster::Day>,
) -> Standing {
    // What can't be read costs one figure; and how many units a figure is of is no
    // reason to leave all of them out.
    let counts =
        |found: &Diagnostic| unread::is_one_figure(found) || found.code == Code::PARTIAL_TOTAL;
    let errors = submission.findings.iter().filter(|found| found.is_error() && !counts(found));
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    let Some(dossier) = submission.dossier.as_ref().filter(|_| errors.is_empty()) else {
        return Standing::Faulty(errors);
    };
    match &dossier.period {
        Some(period) if standing::same_period(period, days) => {
            let day = standing::reported_on(dossier);
            let late = day.zip(deadline).is_some_and(|(day, deadline)| day > deadline);
            Standing::Reported { late }
        }
        period => {
            Standing::OtherPeriod(period.as_ref().map(standing::period_words).unwrap_or_default())
        }
    }
}
