//! Rules over a dossier and its papers → findings.
//!
//! A rule is one function, grouped by subject. It speaks in paths of the
//! dossier; places in the file are put to them here. It states what it needs to
//! know and is silent where that is unknown.

mod abbreviations;
mod abolished;
mod adoption;
mod amounts;
mod anniversaries;
mod attendance;
mod awards;
mod ballots;
mod braces;
mod calendar;
mod catalog;
mod claims;
mod counts;
mod coverage;
mod dates;
mod doubled;
mod elections;
mod envelope;
mod joined;
mod last_year;
mod leftovers;
mod limits;
mod lists;
mod lunar;
mod meeting;
mod naming;
mod narrative;
mod noticed;
mod observations;
mod outcomes;
mod papers;
mod parts;
mod period;
mod phrases;
mod powers;
mod quotes;
mod ratios;
mod references;
mod repealed;
mod repeats;
mod scan;
mod sealed;
mod signing;
mod sizes;
mod slips;
mod spelling;
mod stated;
mod stocks;
mod support;
mod targets;
mod tellers;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod traps;
mod typed;
mod typed_share;
mod unprinted;
mod worded;
mod yearly;

pub(crate) use papers::missing_needs;

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Severity, SourceKind};
use crate::dossier::{Catalog, Dossier, FigureDetail, Item, Quantity, Reading, Record, Walk};
use crate::office::Office;
use crate::paper::Paper;
use crate::prose::{self, Names, Narrative};
use crate::source::{Index, Node, NodeKind, Path, Segment};

use noticed::Noticed;
use scan::Words;

/// The day up to which regulations were read for the rules and their limits.
pub const RULES_DATED: &str = "22/11/2026";

/// A rule. What it is about is told at length in [`crate::explain`].
pub struct Rule {
    pub code: u16,
    pub severity: Severity,
    /// The rule's source, in a few words; empty where it is plain arithmetic.
    pub citation: &'static str,
    run: fn(&Context<'_>, &mut Findings),
}

/// Every rule, in the order of the codes.
pub const RULES: &[Rule] = &[
    references::RESOLVE,
    terms::LENGTH,
    terms::SUCCESSION,
    terms::NEXT_ORDINAL,
    terms::REPORTED_SPAN,
    terms::CONGRESS_DATE,
    dates::IN_ORDER,
    period::IN_ORDER,
    dates::IN_PERIOD,
    papers::NUMBER_AND_DATE,
    naming::OWN_CONGRESS,
    naming::UPPER_CONGRESS,
    envelope::NUMBER_PATTERN,
    observations::ONE_VALUE,
    lunar::NAMED_RIGHT,
    counts::WHOLE,
    counts::PART_OF_WHOLE,
    parts::ADD_UP,
    parts::SUB_PARTS,
    parts::PAIRS,
    stocks::FLOW,
    stocks::GROWTH,
    stocks::KINDS_OF_UNITS,
    lists::LENGTH,
    ratios::IN_RANGE,
    ratios::STATED_PERCENT,
    ratios::BASE,
    parts::SHARES,
    ratios::ALL,
    stated::PLAN,
    stated::CHANGE,
    phrases::HEDGE,
    targets::NESTED,
    phrases::BOUNDS,
    targets::WHOLE,
    outcomes::STATUS,
    outcomes::UNITS,
    yearly::EVERY_YEAR,
    targets::DEADLINE,
    targets::RESULTS,
    attendance::ADDS_UP,
    sizes::FORM,
    sizes::QUORUM,
    ballots::BALLOTS,
    ballots::VOTES,
    elections::SEATS,
    ballots::MAJORITY,
    sizes::BODIES,
    sizes::COMMITTEE,
    elections::ALTERNATES,
    elections::OFFICERS,
    tellers::NOT_A_CANDIDATE,
    elections::APPOINTED,
    adoption::ADOPTED,
    meeting::AROUND_MEETING,
    awards::COUNT,
    support::PRODUCT,
    powers::FORM,
    awards::ONCE,
    awards::PROPOSED,
    worded::WORDED,
    papers::REQUIRED,
    envelope::FITS_REGIME,
    signing::SIGNING_WORDS,
    signing::SIGNER,
    envelope::RECIPIENTS,
    papers::PLACEHOLDERS,
    abbreviations::EXPLAINED,
    typed::CONFLICT,
    spelling::ONE_SPELLING,
    repeats::ONCE,
    calendar::WEEKDAY,
    calendar::EXISTS,
    anniversaries::ANNIVERSARY,
    leftovers::LEFTOVERS,
    abolished::ABOLISHED,
    repealed::IN_FORCE,
    support::SCALE,
    phrases::FRACTION,
    targets::ASSIGNED,
    stocks::JUMP,
    slips::OLD_FONTS,
    slips::LOOK_ALIKES,
    slips::SYMBOLS,
    slips::CAPITALS,
    slips::MISSPELT,
    quotes::NOT_TYPED,
    narrative::SYNTAX,
    narrative::KNOWN,
    joined::TERM_AS_YEAR,
    period::CLEAR,
    papers::DAY_AND_PLACE,
    awards::TOTAL,
    elections::BY_COMMITTEE,
    braces::READ,
    typed_share::TYPED_SHARE,
    slips::MANGLED,
    doubled::DOUBLED,
    narrative::DIRECTION,
    unprinted::UNPRINTED,
    papers::OUTLINE,
    papers::TITLED,
    coverage::PARTIAL,
    papers::NEEDS,
    catalog::FIELDS,
    sealed::SEALED,
    sealed::TO_CONFIRM,
    elections::NAMED,
];

/// What rules look at.
pub(crate) struct Context<'a> {
    pub dossier: &'a Dossier,
    /// The dossier as a tree of typed references.
    pub item: Item<'a>,
    /// The dossier as it was typed.
    pub tree: &'a Node,
    /// Every phrase that is a quantity.
    pub quantities: Vec<(Path, &'a Quantity)>,
    /// Every figure, those within another one too.
    pub figures: Vec<(Path, &'a FigureDetail)>,
    /// Every plain text and every narrative.
    texts: Vec<Writing<'a>>,
    pub names: Names<'a>,
    /// The papers that are meant.
    pub papers: &'a [&'a Paper],
    pub office: &'a Office,
}

/// A text of the dossier.
struct Writing<'a> {
    path: Path,
    text: &'a str,
    /// Narrative, with its syntax; else plain.
    prose: bool,
    /// All three made once for all rules, when the first one asks.
    noticed: OnceCell<Rc<Noticed>>,
    words: OnceCell<Words<'a>>,
    narrative: OnceCell<Arc<Narrative>>,
}

impl<'a> Writing<'a> {
    fn new(path: &Path, text: &'a str, prose: bool) -> Self {
        let (noticed, words, narrative) = Default::default();
        Writing { path: path.clone(), text, prose, noticed, words, narrative }
    }

    fn noticed(&self) -> &Noticed {
        self.noticed.get_or_init(|| Noticed::of(self.text))
    }

    fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| Words::of(self.text))
    }
}

impl<'a> Context<'a> {
    fn new(reading: &'a Reading, papers: &'a [&'a Paper], office: &'a Office) -> Self {
        let Reading { dossier, tree, .. } = reading;
        let item = dossier.item();
        let (mut quantities, mut figures, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        item.walk(&mut |path, item| match item {
            Item::Quantity(quantity) => quantities.push((path.clone(), quantity)),
            Item::Record(Record::Figure(figure), _) => figures.push((path.clone(), figure)),
            Item::Text(text) => texts.push(Writing::new(path, &text.0, false)),
            Item::Prose(prose) => texts.push(Writing::new(path, &prose.0, true)),
            _ => {}
        });
        let names = Names::of(dossier);
        Context { dossier, item, tree, quantities, figures, texts, names, papers, office }
    }

    /// The indicators that the dossier goes by.
    fn catalog(&self) -> Catalog<'a> {
        Catalog { own: &self.dossier.catalog, shared: self.office.catalog() }
    }

    /// Every narrative.
    pub fn narratives(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.texts.iter().filter(|w| w.prose).map(|w| (&w.path, w.text))
    }

    /// The same, with what it says.
    pub fn prose(&self) -> impl Iterator<Item = (&Path, &str, &Narrative)> {
        let narrated = self.texts.iter().filter(|w| w.prose);
        narrated.map(|w| (&w.path, w.text, &**w.narrative.get_or_init(|| prose::parse(w.text))))
    }

    /// The same, word by word.
    fn narrated_words(&self) -> impl Iterator<Item = (&Path, &Words<'a>)> {
        self.texts.iter().filter(|w| w.prose).map(|w| (&w.path, w.words()))
    }

    /// Every text that some paper may print.
    pub fn printed(&self) -> impl Iterator<Item = (&Path, &'a str)> {
        self.writings().map(|w| (&w.path, w.text))
    }

    /// The same, word by word.
    fn printed_words(&self) -> impl Iterator<Item = (&Path, &Words<'a>)> {
        self.writings().map(|w| (&w.path, w.words()))
    }

    /// The same, with what each shows by itself.
    fn noticed(&self) -> impl Iterator<Item = (&Writing<'a>, &Noticed)> {
        self.writings().map(|w| (w, w.noticed()))
    }

    fn writings(&self) -> impl Iterator<Item = &Writing<'a>> {
        let never = ["to_confirm", "source", "acknowledged", "catalog"];
        self.texts.iter().filter(move |w| {
            !matches!(w.path.segments().first(), Some(Segment::Key(key)) if never.contains(&key.as_str()))
        })
    }

    /// Whether any paper meant here is past the draft.
    pub fn any_final(&self) -> bool {
        self.papers.iter().any(|p| p.status(self.dossier) != crate::dossier::Status::Draft)
    }
}

/// A finding in paths of the dossier.
pub(crate) struct Finding {
    pub path: Path,
    /// A stretch of the text at `path`, in bytes.
    pub span: Option<std::ops::Range<usize>>,
    pub severity: Option<Severity>,
    pub code: Option<u16>,
    pub message: String,
    pub hints: Vec<String>,
    pub related: Vec<(Path, String)>,
}

impl Finding {
    pub fn new(path: Path, message: impl Into<String>) -> Self {
        Finding {
            path,
            span: None,
            severity: None,
            code: None,
            message: message.into(),
            hints: Vec::new(),
            related: Vec::new(),
        }
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub fn code(mut self, code: u16) -> Self {
        self.code = Some(code);
        self
    }

    pub fn span(mut self, span: std::ops::Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub fn related(mut self, path: Path, label: impl Into<String>) -> Self {
        self.related.push((path, label.into()));
        self
    }
}

/// Where rules put what they find.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }
}

/// Runs every rule over a dossier, for the papers that are meant.
pub(crate) fn check(reading: &Reading, papers: &[&Paper], office: &Office) -> Vec<Diagnostic> {
    let dossier = &reading.dossier;
    let context = Context::new(reading, papers, office);
    let mut found = Vec::new();
    let index = Index::of(&reading.tree);
    for rule in RULES {
        let mut findings = Findings::default();
        (rule.run)(&context, &mut findings);
        found.extend(findings.0.into_iter().map(|finding| placed(rule, finding, reading, &index)));
    }
    acknowledge(dossier, found)
}

fn placed(rule: &Rule, finding: Finding, reading: &Reading, index: &Index<'_>) -> Diagnostic {
    let place = match (finding.span, index.get(&finding.path)) {
        (Some(span), Some(node)) => node.place_in_text(span),
        _ => place_of(reading, index, &finding.path),
    };
    let severity = finding.severity.unwrap_or(rule.severity);
    let code = finding.code.unwrap_or(rule.code);
    let mut diagnostic =
        Diagnostic::new(severity, code, finding.message).at(place).with_path(&finding.path);
    for (path, label) in finding.related {
        diagnostic = diagnostic.with_related(index.place(&path), label);
    }
    diagnostic.hints = finding.hints;
    if !rule.citation.is_empty() {
        diagnostic.citation = Some(rule.citation.to_owned());
    }
    diagnostic
}

/// Where a path stands. A block that isn't there is missing at the end of the
/// file, where it will be typed, and not in its first line.
fn place_of(reading: &Reading, index: &Index<'_>, path: &Path) -> Place {
    let root = &reading.tree;
    let missing = match path.segments().first() {
        Some(Segment::Key(key)) => match &root.kind {
            NodeKind::Map(entries) => !entries.iter().any(|entry| entry.key == *key),
            _ => false,
        },
        _ => false,
    };
    if missing && root.place.source.kind == SourceKind::Text {
        let end = root.place.source.text.trim_end().len();
        return Place::new(&root.place.source, end..end);
    }
    index.place(path)
}

/// Leaves out warnings that the dossier acknowledges with a reason; an
/// acknowledgement that fits nothing, or gives no reason, is itself noted.
fn acknowledge(dossier: &Dossier, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut used = vec![false; dossier.acknowledged.len()];
    let mut left: Vec<Diagnostic> = found
        .into_iter()
        .filter(|d| {
            let fits = dossier.acknowledged.iter().position(|a| {
                let code =
                    a.code.as_ref().is_some_and(|c| c.0.eq_ignore_ascii_case(&d.code.to_string()));
                let at = a.at.as_ref().is_none_or(|at| {
                    d.path.as_ref().is_some_and(|path| {
                        path == &at.0
                            || path
                                .strip_prefix(at.0.as_str())
                                .is_some_and(|rest| rest.starts_with(['.', '[']))
                    })
                });
                let reason = a.reason.as_ref().is_some_and(|r| !r.is_empty());
                code && at && reason && d.severity != Severity::Error
            });
            if let Some(i) = fits {
                used[i] = true;
            }
            fits.is_none()
        })
        .collect();
    for (i, used) in used.into_iter().enumerate() {
        if !used {
            let path = Path::root().key("acknowledged").index(i);
            let missing = dossier.acknowledged[i].reason.as_ref().is_none_or(|r| r.is_empty());
            let message = if missing {
                "Cảnh báo đã xem phải có lý do"
            } else {
                "Cảnh báo đã xem này không còn khớp với cảnh báo nào"
            };
            left.push(Diagnostic::note(190, message).with_path(path).with_hint(if missing {
                "ghi reason"
            } else {
                "xóa mục này"
            }));
        }
    }
    left
}
