//! What a unit states and can't be added.

use std::fmt;

use super::amount::Unfit;

/// A statement of one unit that it has to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is about: an indicator, an award, support.
    pub title: String,
    /// The phrase as the unit wrote it.
    pub typed: String,
    pub why: Unfit,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ghi “{}”, {}", self.title, self.typed, self.why)
    }
}
