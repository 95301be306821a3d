//! A day of the calendar.

use std::fmt;

/// A day of which all parts are known. Days compare by time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day from its parts, without a look at whether the calendar has it. What a
    /// person typed is read by [`super::PartialDate`], which looks.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Day { year, month, day }
    }
}

/// *05/11/2026*
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_compare_by_time() {
        let days = [(2025, 12, 31), (2026, 1, 2), (2026, 1, 10), (2026, 2, 1)];
        assert!(days.map(|(y, m, d)| Day::new(y, m, d)).is_sorted());
        assert_eq!(Day::new(2026, 1, 2).to_string(), "02/01/2026");
    }
}
