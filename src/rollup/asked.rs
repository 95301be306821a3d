//! The request of a roll-up, the same for all units, and the extraction of what it needs from
//! each dossier as soon as that is read.

use std::collections::HashSet;

use crate::dossier::Dossier;
use crate::roster::{Scope, Timespan, Unit};

use super::past::Past;
use super::sent::{Identity, Missed, Sent};
use super::{NoRollUp, Report, Request, Row, Submission, standing, text, unknown};
use super::{catalog, coverage, groups, unread};

/// The requested period and indicators, and the units that must report.
#[derive(Debug)]
pub struct Asked<'a> {
    pub(super) request: Request<'a>,
    /// The dates of the period.
    pub days: Timespan,
    /// The indicators, in the catalogue's order.
    pub rows: Vec<Row<'a>>,
    pub(super) scope: Scope<'a>,
    known: unknown::Known<'a>,
    texts: bool,
    /// What last year's dossiers say, where they are at hand.
    pub(super) past: Option<Past>,
}

impl<'a> Asked<'a> {
    /// Made from a superior's dossier, the catalogue and a roster.
    pub fn of(request: Request<'a>) -> Result<Asked<'a>, NoRollUp> {
        let superior = request.superior;
        let period = superior.period.as_ref().ok_or(NoRollUp::NoPeriod)?;
        let days = Timespan::of(period).ok_or(NoRollUp::NoPeriod)?;
        let scope = request.roster.scope(superior.organization.code.as_deref(), days);
        if scope.due.is_empty() {
            return Err(NoRollUp::NobodyDue);
        }
        let known: HashSet<&str> = request.roster.units.iter().map(Unit::code).collect();
        let strange = request.leave_out.iter().filter(|code| !known.contains(code.as_str()));
        let strange: Vec<String> = strange.cloned().collect();
        if !strange.is_empty() {
            return Err(NoRollUp::NoSuchUnit(strange));
        }
        Ok(Asked {
            request,
            days,
            rows: catalog::rows(request.catalog, &superior.catalog, period, days),
            scope,
            known: unknown::Known::of(request.catalog, &superior.catalog),
            texts: false,
            past: None,
        })
    }

    /// The same including the units' narratives, which take more memory than everything else.
    #[must_use]
    pub fn with_texts(self) -> Self {
        Asked { texts: true, ..self }
    }

    /// The same, with what the units stated a year before.
    #[must_use]
    pub fn with_past(self, past: Past) -> Self {
        Asked { past: Some(past), ..self }
    }

    /// The dossier that receives the totals.
    pub fn superior(&self) -> &'a Dossier {
        self.request.superior
    }

    /// Extracts what the roll-up needs from a dossier, which may then be dropped.
    pub fn take(&self, submission: &Submission) -> Sent {
        let errors = submission.findings.iter().filter(|found| found.is_error());
        let errors = errors.cloned().map(|found| found.without_texts());
        let (unread, errors) = errors.partition(unread::is_one_figure);
        let mut sent = Sent {
            file: submission.name.as_str().into(),
            stem: submission.stem.clone(),
            errors,
            unread,
            ..Sent::default()
        };
        if let Some(dossier) = &submission.dossier {
            self.take_dossier(&mut sent, dossier);
        }
        if let Some(tree) = &submission.tree {
            sent.anchor(tree);
        }
        sent
    }

    fn take_dossier(&self, sent: &mut Sent, dossier: &Dossier) {
        sent.of = Some(Identity::of(dossier, self.days));
        sent.report = Report::of(dossier, &self.rows);
        sent.said = groups::faults(dossier);
        sent.said.extend(groups::doubts(dossier));
        sent.said.extend(coverage::wanting(dossier));
        sent.covers = coverage::reported(dossier);
        sent.missed = self.known.missed_in(dossier).into_iter().map(Missed::of).collect();
        if self.texts {
            sent.texts = text::passages(dossier);
        }
    }
}

impl Identity {
    fn of(dossier: &Dossier, days: Timespan) -> Identity {
        let organization = &dossier.organization;
        let text = |text: &Option<crate::dossier::Text>| text.as_ref().map(|text| text.0.clone());
        let same = |period| standing::same_period(period, days);
        let period = dossier.period.as_ref();
        Identity {
            code: text(&organization.code),
            name: text(&organization.name),
            unit_type: organization.unit_type,
            other_period: match period {
                Some(period) if same(period) => None,
                period => Some(period.map(standing::period_words).unwrap_or_default()),
            },
            reported_on: standing::reported_on(dossier),
            name_at: None,
        }
    }
}
