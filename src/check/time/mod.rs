//! Rules on dates and years: their order, the reported period, remainders of last year's
//! dossier.

pub(super) mod anniversaries;
pub(super) mod backwards;
pub(super) mod calendar;
pub(super) mod dates;
pub(super) mod last_year;
pub(super) mod leftovers;
pub(super) mod lengths;
pub(super) mod lunar;
pub(super) mod moment;
mod other_terms;
pub(super) mod parts_of_year;
pub(super) mod period;
pub(super) mod rounds;
pub(super) mod sequence;
