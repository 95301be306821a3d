//! Whether what a unit sent counts, and what is to be said of it.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::roster::{Break, Day, Timespan, Unit};

use super::{Past, Row, Sent, Standing, UnitOutcome, identity, jump, outside};

/// The data against which all dossiers are judged.
pub(super) struct Judge<'j, 'a> {
    pub rows: &'j [Row<'a>],
    pub days: Timespan,
    pub deadline: Option<Day>,
    pub leave_out: HashSet<&'a str>,
    pub past: Option<&'j Past>,
    pub changes: &'j [Break<'a>],
}

impl Judge<'_, '_> {
    /// The outcome for a unit, from the submissions assigned to it, which are removed from
    /// the list.
    pub fn outcome<'a>(
        &self,
        unit: &'a Unit,
        laid: Vec<identity::Laid>,
        pile: &mut [Option<Sent>],
    ) -> UnitOutcome<'a> {
        let mut sent = laid.iter().filter_map(|laid| pile.get_mut(laid.at)?.take());
        let (first, others): (_, Vec<Sent>) = (sent.next(), sent.collect());
        let also = first.iter().chain(&others).flat_map(|sent| &sent.errors);
        let also: Vec<Diagnostic> = also.cloned().collect();
        let others = others.into_iter().map(|sent| sent.file.into()).collect();
        let standing = match &first {
            _ if self.leave_out.contains(unit.code()) => Standing::LeftOut,
            None => Standing::Missing,
            Some(sent) => self.standing(sent, laid, others),
        };
        let mut outcome = UnitOutcome {
            unit,
            standing,
            sent: first,
            unread: Vec::new(),
            findings: Vec::new(),
            also: Vec::new(),
            stands_for: 1,
        };
        // A unit that has to correct one fault gets all the others in the same message.
        let is_mistaken =
            matches!(outcome.standing, Standing::WrongCode { .. } | Standing::WrongName { .. });
        let is_torn = is_mistaken
            || matches!(outcome.standing, Standing::OtherPeriod(_) | Standing::Twice(_));
        outcome.also = if is_torn { also } else { Vec::new() };
        let read = outcome.standing.is_counted()
            || is_mistaken
            || matches!(outcome.standing, Standing::Faulty(_));
        if read {
            self.look(&mut outcome);
        }
        outcome
    }

    fn standing(&self, first: &Sent, laid: Vec<identity::Laid>, others: Vec<String>) -> Standing {
        if !others.is_empty() {
            let files = std::iter::once(first.file.to_string()).chain(others);
            return Standing::Twice(files.collect());
        }
        let mistaken = laid.into_iter().find_map(|laid| laid.mistaken);
        mistaken.unwrap_or_else(|| self.judged(first))
    }

    /// Whether a dossier can be counted, judged by its own contents.
    fn judged(&self, sent: &Sent) -> Standing {
        // Incomplete coverage of a figure is no reason to leave out the whole dossier.
        let counts = |found: &&Diagnostic| found.code != Code::PARTIAL_TOTAL;
        let errors: Vec<Diagnostic> = sent.errors.iter().filter(counts).cloned().collect();
        match &sent.of {
            Some(identity) if errors.is_empty() => match &identity.other_period {
                Some(other) => Standing::OtherPeriod(other.clone()),
                None => {
                    let late = identity.reported_on.zip(self.deadline);
                    Standing::Reported { late: late.is_some_and(|(day, deadline)| day > deadline) }
                }
            },
            _ => Standing::Faulty(errors),
        }
    }

    /// Adds all findings on a unit's submission.
    fn look(&self, outcome: &mut UnitOutcome<'_>) {
        let unit_type = outcome.unit_type();
        let Some(sent) = outcome.sent.as_mut().filter(|sent| sent.of.is_some()) else { return };
        let mut found = outside::take_out(&mut sent.report, self.rows, unit_type);
        if let Some(past) = self.past {
            let code = outcome.unit.code();
            found.extend(past.put_into(code, &mut sent.report, self.rows, self.changes));
        }
        for row in self.rows {
            let Some(statement) = sent.report.figures.get(row.code) else { continue };
            found.extend(statement.fault(row));
            found.extend(jump::of(row, statement, self.days));
        }
        found.extend(identity::other_name(outcome.unit, sent));
        found.append(&mut sent.said);
        outcome.findings = found;
        outcome.unread = std::mem::take(&mut sent.unread);
    }
}
