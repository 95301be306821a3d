//! Roll-up (tổng hợp): the units' dossiers added up into their superior's.
//!
//! ```text
//! roster, catalogue    who must report what
//! asked                the period, the indicators, who must report
//! report               what one unit's dossier says, in the catalogue's terms
//! sent                 what is kept of a dossier until all are there
//! addend, total        what adds up, and how: exact, in any order, over any
//!                      number of shards and levels
//! identity             whose dossier is whose
//! groups               awards and support, counted by kind
//! standing, judge      who is missing or wrong
//! unread               which figures can't be read
//! jump, unknown        what looks wrong
//! outside              what a unit isn't asked for
//! past                 what the units stated a year before
//! code, findings       what is to be said of all that
//! coverage             of how many units a total is, through all levels
//! broken               why a total can't be compared with the last period's
//! table, plain         the figures of all units side by side; lists as rows
//! write                the superior's dossier, its own words kept
//! rules                what the office sets: points, conditions, what is out of the way
//! slip, reminder       a message to each faulty unit; one to all, and a letter
//! text                 the units' narratives
//! ```
//!
//! What a unit doesn't state is unknown and never zero; who is left out is
//! named; nothing is left out without the office's word.

mod addend;
mod asked;
mod broken;
mod catalog;
mod coverage;
mod findings;
mod groups;
mod identity;
mod judge;
mod jump;
mod noun;
mod office;
mod outside;
mod past;
mod plain;
mod plain_docx;
mod reminder;
mod report;
mod rules;
mod sent;
mod slip;
mod some;
mod spelling;
mod standing;
mod summary;
mod table;
mod text;
mod total;
mod trace;
mod unknown;
mod unread;
mod write;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, Indicator, Ordered, UnitType};
use crate::roster::{Break, BreakKind, Roster, Scope, Timespan, Unit};
use crate::source::Node;

pub(crate) use catalog::{is_asked, is_valid};

pub use addend::{Addend, Measure, Unfit};
pub use asked::Asked;
pub use catalog::Row;
pub use findings::put_to_places;
pub use groups::{Count, Group, GroupKind, Groups};
pub use past::Past;
pub use plain::{LEADING, PlainTable, STATING};
pub use plain_docx::plain_docx;
pub use reminder::{Sender, letter, reminder};
pub use report::Report;
pub use rules::{OfficeRules, Place, Ranking};
pub use sent::Sent;
pub use slip::{Slip, slips};
pub use standing::Standing;
pub use standing::period_words;
pub use table::{Cell, Table, TableColumn, TableRow};
pub use text::texts;
pub use total::{StatedSum, Statement, Statements, Total, Totals};
pub use trace::{Trace, TracedUnit, trace};
pub use write::{REPORTED, Written, write};

/// A unit's dossier as submitted.
#[derive(Debug)]
pub struct Submission {
    /// Its name in messages: the file.
    pub name: String,
    /// The file's name without its ending.
    pub stem: String,
    /// The readable part; `None` if the file isn't a dossier at all.
    pub dossier: Option<Dossier>,
    /// The tree that it was read from, if findings need places.
    pub tree: Option<Node>,
    /// All findings of reading and checking it.
    pub findings: Vec<Diagnostic>,
}

/// The input of a roll-up.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The units that must report.
    pub roster: &'a Roster,
    /// The shared catalogue.
    pub catalog: &'a Ordered<Indicator>,
    /// The superior's dossier: its period, its code, its additions to the catalogue.
    pub superior: &'a Dossier,
    /// Codes of units left out by the office.
    pub leave_out: &'a [String],
}

/// The outcome for the whole roster.
#[derive(Debug)]
pub struct RollUp<'a> {
    /// The dates of the period.
    pub days: Timespan,
    /// The indicators, in the catalogue's order.
    pub rows: Vec<Row<'a>>,
    /// The units that must report, in the roster's order.
    pub units: Vec<UnitOutcome<'a>>,
    /// Units that no longer exist at the period's end, with their dossier if they sent one.
    pub gone: Vec<(Break<'a>, Option<UnitOutcome<'a>>)>,
    /// What changed among the units within the period.
    pub breaks: Vec<Break<'a>>,
    /// Dossiers of units not on the roster.
    pub strangers: Vec<Stranger>,
    /// Findings about the whole, and no single unit.
    pub findings: Vec<Diagnostic>,
    /// Whether last year's figures come from that year's dossiers, what was merged since
    /// among them.
    knows_past: bool,
    /// The index of each unit, by code.
    places: HashMap<&'a str, usize>,
    /// The sum of every indicator.
    pub totals: Totals,
    /// The sums of awards and support.
    pub groups: Groups,
}

/// The outcome for one unit.
#[derive(Debug)]
pub struct UnitOutcome<'a> {
    /// The unit's entry in the roster.
    pub unit: &'a Unit,
    /// Whether it counts, and why not.
    pub standing: Standing,
    /// Its dossier; the first one if it sent several.
    sent: Option<Sent>,
    /// Figures that can't be read, with their places; the others count.
    pub(crate) unread: Vec<Diagnostic>,
    /// Findings on its figures: those that can't be added (errors), and those to review.
    pub findings: Vec<Diagnostic>,
    /// Errors in what it sent where that can't be used for another reason: both are to be
    /// mended.
    pub(crate) also: Vec<Diagnostic>,
    /// The number of units its report stands for: itself, or those behind it.
    pub(crate) stands_for: usize,
}

/// A dossier without a unit in the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The file that it came in.
    pub file: String,
    /// The union's name in it.
    pub name: String,
    /// Whether the roster has it elsewhere: under another superior.
    pub listed: bool,
}

/// Why a roll-up isn't possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRollUp {
    /// The superior's dossier states no period.
    NoPeriod,
    /// No unit of the roster has to report for this period.
    NobodyDue,
    /// Codes to leave out that aren't on the roster.
    NoSuchUnit(Vec<String>),
}

/// Rolls up the submissions, in the order of files.
pub fn roll_up<'a>(asked: Asked<'a>, sent: Vec<Sent>) -> RollUp<'a> {
    let Asked { request, days, rows, scope, past, .. } = asked;
    let Scope { due, gone, breaks } = scope;
    let identity::Assigned { mut by_code, strangers } =
        identity::assign(request.roster, &sent, days.to);
    let mut pile: Vec<Option<Sent>> = sent.into_iter().map(Some).collect();
    let judge = judge::Judge {
        rows: &rows,
        days,
        deadline: request.roster.deadline.and_then(|d| d.latest()),
        leave_out: request.leave_out.iter().map(String::as_str).collect(),
        past: past.as_ref(),
        changes: &breaks,
    };
    let mut judged = |unit: &'a Unit| {
        let laid = by_code.remove(unit.code()).unwrap_or_default();
        judge.outcome(unit, laid, &mut pile)
    };
    let units: Vec<UnitOutcome<'a>> = due.into_iter().map(&mut judged).collect();
    let gone = gone.into_iter().map(|b| {
        let outcome = Some(judged(b.unit)).filter(|o| o.standing != Standing::Missing);
        (b, outcome)
    });
    let gone: Vec<_> = gone.collect();
    // A dossier of another superior's unit is a stranger's as well.
    let others = by_code.into_values().flatten().map(|laid| (laid.at, true));
    let strangers = strangers.into_iter().map(|at| (at, false)).chain(others);
    let strangers =
        strangers.filter_map(|(at, listed)| Some(Stranger::of(pile.get_mut(at)?.take()?, listed)));
    let mut strangers: Vec<Stranger> = strangers.collect();
    strangers.sort_by(|a, b| a.file.cmp(&b.file));
    let mut roll_up = RollUp {
        days,
        rows,
        places: units.iter().enumerate().map(|(at, o)| (o.unit.code(), at)).collect(),
        units,
        gone,
        breaks,
        strangers,
        findings: Vec::new(),
        knows_past: past.is_some(),
        totals: Totals::default(),
        groups: Groups::default(),
    };
    coverage::settle(&mut roll_up, request.roster, days.to);
    roll_up.add_up();
    office::look(&mut roll_up, request, days);
    let covered = past.as_ref().and_then(|past| past.coverage(&roll_up));
    roll_up.findings.extend(covered);
    roll_up
}

impl<'a> RollUp<'a> {
    fn add_up(&mut self) {
        let changed: HashSet<&str> = self.breaks.iter().map(|b| b.unit.code()).collect();
        let (mut totals, mut groups) = (Totals::default(), Groups::default());
        let due = self.units.iter().filter(|unit| unit.standing.is_counted());
        for (outcome, ended) in due.map(|o| (o, false)).chain(self.ended().map(|o| (o, true))) {
            let mut own = outcome.report().groups.clone();
            if ended {
                own.of_no_unit();
            }
            groups = groups.plus(own);
            for row in self.rows.iter().filter(|row| !ended || row.adds_when_ended()) {
                if let Some(statement) = outcome.stated(row.code) {
                    let broken = changed.contains(outcome.unit.code());
                    totals.add(row.code, Total::of(statement, broken));
                }
            }
        }
        (self.totals, self.groups) = (totals, groups);
    }

    /// The reports of units that were dissolved: their activities in the period count.
    fn ended(&self) -> impl Iterator<Item = &UnitOutcome<'a>> {
        let ended = self.gone.iter().filter(|(b, _)| b.kind == BreakKind::Ended);
        ended.filter_map(|(_, outcome)| outcome.as_ref()).filter(|o| o.standing.is_counted())
    }

    /// Whether a figure's units changed during the period, so that its previous value isn't
    /// comparable.
    pub fn is_broken(&self, row: &Row<'_>) -> bool {
        let touches = |unit: &Unit| row.applies_to(unit.r#type);
        self.totals.get(row.code).is_some_and(|total| total.broken)
            || self.gone.iter().any(|(b, _)| touches(b.unit) && !self.is_taken_in(b))
    }

    /// Whether last year's figures of a unit that is gone are among those of another.
    fn is_taken_in(&self, gone: &Break<'_>) -> bool {
        let heir = match gone.kind {
            BreakKind::MergedInto(heir) if self.knows_past => self.outcome_of(heir),
            _ => None,
        };
        heir.is_some_and(|heir| heir.standing.is_counted())
    }

    /// The number of units counted, of all that must report.
    pub fn reported(&self) -> (usize, usize) {
        let counted = self.units.iter().filter(|unit| unit.standing.is_counted()).count();
        (counted, self.units.len())
    }

    /// What became of a unit that must report.
    pub(crate) fn outcome_of(&self, code: &str) -> Option<&UnitOutcome<'a>> {
        self.units.get(*self.places.get(code)?)
    }

    /// Units that would be left out without the office's consent.
    pub fn wanting(&self) -> impl Iterator<Item = &UnitOutcome<'a>> {
        let ended = self.gone.iter().filter(|(b, _)| b.kind == BreakKind::Ended);
        self.units.iter().chain(ended.filter_map(|(_, o)| o.as_ref())).filter(|o| o.has_to_mend())
    }
}

/// The empty report of a unit that isn't counted.
static NOTHING: Report = Report::NONE;

impl UnitOutcome<'_> {
    /// The type of the unit, as the roster has it, else its dossier.
    pub fn unit_type(&self) -> Option<UnitType> {
        self.unit.r#type.or_else(|| self.sent.as_ref()?.of.as_ref()?.unit_type)
    }

    /// The file of its report.
    pub fn file(&self) -> Option<&str> {
        self.sent.as_ref().map(|sent| sent.file.as_str())
    }

    /// Its report; empty unless it is counted.
    pub fn report(&self) -> &Report {
        let counted = self.sent.as_ref().filter(|_| self.standing.is_counted());
        counted.map_or(&NOTHING, |sent| &sent.report)
    }

    /// Its statement on an indicator, if it is counted.
    pub fn stated(&self, code: &str) -> Option<&Statement> {
        self.report().figures.get(code)
    }
}

impl Stranger {
    fn of(sent: Sent, listed: bool) -> Stranger {
        let name = sent.name().unwrap_or_default().to_owned();
        Stranger { file: sent.file.into(), name, listed }
    }
}
