//! The rounds of an election (bầu lần hai, lần ba): which belong together.

use crate::dossier::{Dossier, Election};
use crate::source::Path;
use crate::vietnamese::fold;

use super::elections::elections;

/// Which time an election of its body this is (lần bầu).
fn round(election: &Election) -> u32 {
    election.round.map_or(1, |round| round.0)
}

/// Whether two entries are rounds of one election.
fn is_same(one: &Election, other: &Election) -> bool {
    let body = |e: &Election| e.body.as_deref().map(fold);
    let meeting = one.is_by_committee() == other.is_by_committee();
    meeting && body(one) == body(other) && one.to == other.to
}

/// The rounds of an election that came before it.
pub(crate) fn rounds_before<'a>(
    dossier: &'a Dossier,
    election: &'a Election,
) -> impl Iterator<Item = (Path, &'a Election)> {
    let this = round(election);
    elections(dossier).filter(move |(_, e)| round(e) < this && is_same(e, election))
}

/// Whether the same was voted on once more.
pub(crate) fn is_repeated(dossier: &Dossier, election: &Election) -> bool {
    let later = |(_, e): (Path, &Election)| round(e) > round(election) && is_same(e, election);
    elections(dossier).any(later)
}
