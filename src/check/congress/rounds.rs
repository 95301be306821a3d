//! The rounds of an election (bầu lần hai, lần ba).

use crate::dossier::{Dossier, Election};
use crate::source::Path;

use super::elections::elections;

/// The earlier rounds of an election.
pub(crate) fn rounds_before<'a>(
    dossier: &'a Dossier,
    election: &'a Election,
) -> impl Iterator<Item = (Path, &'a Election)> {
    elections(dossier).filter(move |(_, e)| {
        e.round_number() < election.round_number() && e.is_round_with(election)
    })
}

/// The later rounds of an election.
pub(crate) fn rounds_after<'a>(
    dossier: &'a Dossier,
    election: &'a Election,
) -> impl Iterator<Item = (Path, &'a Election)> {
    elections(dossier).filter(move |(_, e)| {
        e.round_number() > election.round_number() && e.is_round_with(election)
    })
}

/// Whether a further round was held for the same seats.
pub(crate) fn is_repeated(dossier: &Dossier, election: &Election) -> bool {
    rounds_after(dossier, election).next().is_some()
}
