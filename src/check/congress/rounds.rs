//! The rounds of an election (bầu lần hai, lần ba) before and after one of them.

use crate::dossier::{Dossier, Election};
use crate::source::Path;

use super::elections::elections;

/// The rounds of an election that came before it.
pub(crate) fn rounds_before<'a>(
    dossier: &'a Dossier,
    election: &'a Election,
) -> impl Iterator<Item = (Path, &'a Election)> {
    elections(dossier).filter(move |(_, e)| {
        e.round_number() < election.round_number() && e.is_round_with(election)
    })
}

/// Its rounds after it.
pub(crate) fn rounds_after<'a>(
    dossier: &'a Dossier,
    election: &'a Election,
) -> impl Iterator<Item = (Path, &'a Election)> {
    elections(dossier).filter(move |(_, e)| {
        e.round_number() > election.round_number() && e.is_round_with(election)
    })
}

/// Whether the same was voted on once more.
pub(crate) fn is_repeated(dossier: &Dossier, election: &Election) -> bool {
    rounds_after(dossier, election).next().is_some()
}
