//! Rules on wording in general: spelling, repetition, references, outdated names.

pub(super) mod abbreviations;
pub(super) mod abolished;
pub(super) mod blanks;
pub(super) mod braces;
pub(super) mod doubled;
pub(super) mod foreign;
pub(super) mod misdated;
pub(super) mod narrative;
pub(super) mod quotes;
pub(super) mod references;
pub(super) mod repealed;
pub(super) mod repeats;
pub(super) mod slips;
pub(super) mod spelling;
