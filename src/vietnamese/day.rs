//! A day of the calendar.

use std::fmt;

/// A fully known day. Days are ordered by time.
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
    /// A day from its parts; whether the calendar has it isn't checked. For typed text use
    /// [`super::PartialDate`], which checks.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Day { year, month, day }
    }

    /// The day as papers print it: *01/7/2025*, *15/02/2026*.
    pub fn short(self) -> String {
        let Day { year, month, day } = self;
        match month {
            1 | 2 => format!("{day:02}/{month:02}/{year}"),
            _ => format!("{day:02}/{month}/{year}"),
        }
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
