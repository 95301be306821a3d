//! Roll-up (tổng hợp): the units' dossiers added up into their superior's.
//!
//! ```text
//! roster, catalogue    who must report what
//! report               what one unit's dossier says, in the catalogue's terms
//! amount, total        what adds up, and how: exact, in any order, over any
//!                      number of shards and levels
//! groups               awards and support, counted by kind
//! standing, jump       who is missing or wrong, and what looks so
//! write                the superior's dossier, its own words kept
//! slip, text           a message to each faulty unit; the units' narratives
//! ```
//!
//! What a unit doesn't state is unknown and never zero; who is left out is
//! named; nothing is left out without the office's word.

mod amount;
mod catalog;
mod groups;
mod jump;
mod report;
mod slip;
mod standing;
mod text;
mod total;
mod trace;
mod write;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, Indicator, Ordered, UnitType};
use crate::roster::{Break, BreakKind, Roster, Scope, Timespan, Unit};
use crate::vietnamese::nfc;

pub(crate) use catalog::{is_asked, is_valid};
pub(crate) use write::{entry, place};

pub use amount::{Amount, Measure, Unfit};
pub use catalog::Row;
pub use groups::{Count, Group, Groups, Kind};
pub use jump::Jump;
pub use report::Report;
pub use slip::{Slip, slips};
pub use standing::Standing;
pub use standing::period_words;
pub use text::texts;
pub use total::{Part, Statement, Total, Totals};
pub use trace::trace;
pub use write::{Kept, REPORTED, Written, write};

/// A unit's dossier as it came in.
#[derive(Debug)]
pub struct Submission {
    /// What messages call it: its file.
    pub name: String,
    /// The file's name without its ending.
    pub stem: String,
    /// As far as it could be read; none where the file isn't a dossier at all.
    pub dossier: Option<Dossier>,
    /// Everything found in reading and checking it.
    pub findings: Vec<Diagnostic>,
}

/// What is to be rolled up.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
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
    pub rows: Vec<Row<'a>>,
    /// The units that must report, in the roster's order.
    pub units: Vec<UnitOutcome<'a>>,
    /// Units that are no more at the period's end, with their dossier if they
    /// sent one.
    pub gone: Vec<(Break<'a>, Option<UnitOutcome<'a>>)>,
    pub breaks: Vec<Break<'a>>,
    /// Dossiers of nobody on the roster.
    pub strangers: Vec<Stranger>,
    pub totals: Totals,
    pub groups: Groups,
}

/// What became of one unit.
#[derive(Debug)]
pub struct UnitOutcome<'a> {
    pub unit: &'a Unit,
    pub standing: Standing,
    /// The file that its report came in.
    pub file: Option<String>,
    pub dossier: Option<&'a Dossier>,
    /// Empty unless it is counted.
    pub report: Report,
    pub jumps: Vec<Jump>,
}

/// A dossier that no row of the roster answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    pub file: String,
    pub name: String,
}

/// Why there is nothing to roll up into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
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
) -> Result<RollUp<'a>, Refusal> {
    let period = request.superior.period.as_ref().ok_or(Refusal::NoPeriod)?;
    let days = Timespan::of(period).ok_or(Refusal::NoPeriod)?;
    let superior = request.superior.organization.code.as_deref();
    let Scope { due, gone, breaks } = request.roster.scope(superior, days);
    if due.is_empty() {
        return Err(Refusal::NobodyDue);
    }
    let on_roster = |code: &str| request.roster.units.iter().any(|unit| unit.code() == code);
    let unknown: Vec<String> =
        request.leave_out.iter().filter(|code| !on_roster(code)).cloned().collect();
    if !unknown.is_empty() {
        return Err(Refusal::NoSuchUnit(unknown));
    }
    let rows = catalog::rows(request.catalog, &request.superior.catalog, period, days);
    let (mut sent, strangers) = assign(request.roster, submissions);
    let deadline = request.roster.deadline.and_then(|d| d.0.latest());
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
    let strangers = strangers.into_iter().chain(sent.into_values().flatten());
    let mut strangers: Vec<Stranger> = strangers.map(Stranger::of).collect();
    strangers.sort_by(|a, b| a.file.cmp(&b.file));
    let mut roll_up = RollUp {
        rows,
        units,
        gone,
        breaks,
        strangers,
        totals: Totals::default(),
        groups: Groups::default(),
    };
    roll_up.add_up();
    Ok(roll_up)
}

impl<'a> RollUp<'a> {
    fn add_up(&mut self) {
        let changed: HashSet<&str> = self.breaks.iter().map(|b| b.unit.code()).collect();
        let (mut totals, mut groups) = (Totals::default(), Groups::default());
        let due = self.units.iter().filter(|unit| unit.standing.is_counted());
        for (outcome, ended) in due.map(|o| (o, false)).chain(self.ended().map(|o| (o, true))) {
            groups = groups.plus(outcome.report.groups.clone());
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

    /// How many units state a figure, of how many that are asked for it.
    pub fn stating(&self, row: &Row<'_>) -> (usize, usize) {
        let (mut stating, mut asked) = (0, 0);
        for outcome in &self.units {
            let states = outcome.standing.is_counted()
                && outcome.report.figures.get(row.code).is_some_and(|s| s.value.is_ok());
            stating += usize::from(states);
            asked += usize::from(states || row.applies_to(outcome.unit_type()));
        }
        (stating, asked)
    }

    /// Units that would be left out without the office having said so.
    pub fn wanting(&self) -> impl Iterator<Item = &UnitOutcome<'a>> {
        let wanting = |unit: &&UnitOutcome<'_>| {
            unit.standing.is_wanting() || unit.unfit(&self.rows).next().is_some()
        };
        let ended = self.gone.iter().filter(|(b, _)| b.kind == BreakKind::Ended);
        self.units.iter().chain(ended.filter_map(|(_, outcome)| outcome.as_ref())).filter(wanting)
    }
}

impl UnitOutcome<'_> {
    /// The type of the unit, as the roster has it, else its dossier.
    pub fn unit_type(&self) -> Option<UnitType> {
        self.unit.r#type.or_else(|| self.dossier?.organization.unit_type)
    }

    /// The figures that can't be added, each with why.
    pub fn unfit<'r>(
        &'r self,
        rows: &'r [Row<'_>],
    ) -> impl Iterator<Item = (&'r Row<'r>, &'r Statement, &'r Unfit)> {
        let counted = self.standing.is_counted();
        rows.iter().filter(move |_| counted).filter_map(|row| {
            let statement = self.report.figures.get(row.code)?;
            Some((row, statement, statement.value.as_ref().err()?))
        })
    }
}

impl Stranger {
    fn of(submission: &Submission) -> Stranger {
        let organization = submission.dossier.as_ref().map(|d| &d.organization);
        let name = organization.and_then(|o| o.name.as_ref()).map(|name| name.0.clone());
        Stranger { file: submission.name.clone(), name: name.unwrap_or_default() }
    }
}

type Sent<'a> = BTreeMap<&'a str, Vec<&'a Submission>>;

/// Whose dossier is whose: by the code it states, else by its name, else by
/// the file's name.
fn assign<'a>(
    roster: &'a Roster,
    submissions: &'a [Submission],
) -> (Sent<'a>, Vec<&'a Submission>) {
    let fold =
        |text: &str| nfc(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut by_code: HashMap<String, &str> = HashMap::new();
    // A name that two units share names neither.
    let mut by_name: HashMap<String, Option<&str>> = HashMap::new();
    for unit in &roster.units {
        by_code.insert(fold(unit.code()), unit.code());
        let one = by_name.entry(fold(unit.called())).or_insert(Some(unit.code()));
        if one.is_some_and(|code| code != unit.code()) {
            *one = None;
        }
    }
    let (mut sent, mut strangers) = (Sent::new(), Vec::new());
    for submission in submissions {
        let organization = submission.dossier.as_ref().map(|d| &d.organization);
        let stated = organization.and_then(|o| o.code.as_deref()).filter(|code| !code.is_empty());
        let named = organization.and_then(|o| o.name.as_deref());
        let code = match stated {
            Some(code) => by_code.get(&fold(code)).copied(),
            None => named
                .and_then(|name| by_name.get(&fold(name)).copied().flatten())
                .or_else(|| by_code.get(&fold(&submission.stem)).copied()),
        };
        match code {
            Some(code) => sent.entry(code).or_default().push(submission),
            None => strangers.push(submission),
        }
    }
    (sent, strangers)
}

fn outcome<'a>(
    unit: &'a Unit,
    sent: &[&'a Submission],
    rows: &[Row<'_>],
    days: Timespan,
    deadline: Option<crate::roster::Day>,
    leave_out: &[String],
) -> UnitOutcome<'a> {
    let mut outcome = UnitOutcome {
        unit,
        standing: Standing::Missing,
        file: sent.first().map(|submission| submission.name.clone()),
        dossier: sent.first().and_then(|submission| submission.dossier.as_ref()),
        report: Report::default(),
        jumps: Vec::new(),
    };
    outcome.standing = match sent {
        _ if leave_out.iter().any(|code| code == unit.code()) => Standing::LeftOut,
        [] => Standing::Missing,
        [one] => judged(one, days, deadline),
        many => Standing::Twice(many.iter().map(|s| s.name.clone()).collect()),
    };
    if let (true, Some(dossier)) = (outcome.standing.is_counted(), outcome.dossier) {
        outcome.report = Report::of(dossier, rows);
        let jump = |row: &Row<'_>| jump::of(row, outcome.report.figures.get(row.code)?);
        outcome.jumps = rows.iter().filter_map(jump).collect();
    }
    outcome
}

fn judged(
    submission: &Submission,
    days: Timespan,
    deadline: Option<crate::roster::Day>,
) -> Standing {
    let errors: Vec<Diagnostic> =
        submission.findings.iter().filter(|found| found.is_error()).cloned().collect();
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
