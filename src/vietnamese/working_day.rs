//! Working days (ngày làm việc): Monday to Friday, except public holidays.
//!
//! Which days around the lunar new year are holidays is decided each year. The widest
//! possible span is assumed, so that nothing is reported as late that may not be.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::day::Day;

/// Holidays of every year, as month and day. The day next to 2 September is one of two
/// possible ones; the last has been a holiday since 2026.
const FIXED: [(u32, u32); 7] = [(1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3), (11, 24)];

/// The lunar-calendar holidays of one year, each as month and day.
struct Lunar {
    year: i32,
    /// The first day of the lunar year (Mùng Một Tết).
    new_year: (u32, u32),
    /// The day of the Hùng Kings (Giỗ Tổ Hùng Vương).
    kings: (u32, u32),
}

const LUNAR: [Lunar; 7] = [
    Lunar { year: 2025, new_year: (1, 29), kings: (4, 7) },
    Lunar { year: 2026, new_year: (2, 17), kings: (4, 26) },
    Lunar { year: 2027, new_year: (2, 6), kings: (4, 16) },
    Lunar { year: 2028, new_year: (1, 26), kings: (4, 4) },
    Lunar { year: 2029, new_year: (2, 13), kings: (4, 23) },
    Lunar { year: 2030, new_year: (2, 3), kings: (4, 12) },
    Lunar { year: 2031, new_year: (1, 23), kings: (4, 1) },
];

/// How many days before and after the first day of the lunar year may be holidays.
const AROUND_NEW_YEAR: (i64, i64) = (2, 5);

/// The kind of a holiday.
#[derive(PartialEq)]
enum Feast {
    No,
    /// Moved to the next working day if it falls on a weekend.
    Single,
    /// The new year's holidays, including weekends and their compensation days.
    NewYear,
}

/// The day that is `count` working days after `day`. `None` if the lunar holidays of its year
/// aren't known here.
pub(crate) fn working_days_after(day: Day, count: u32) -> Option<Day> {
    let mut date = NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())?;
    let (mut left, mut owed) = (count, 0);
    while left > 0 {
        date = date.checked_add_days(Days::new(1))?;
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        match (weekend, feast(date)?) {
            (true, Feast::Single) => owed += 1,
            (false, Feast::No) if owed > 0 => owed -= 1,
            (false, Feast::No) => left -= 1,
            _ => {}
        }
    }
    let part = |number: u32| u8::try_from(number).ok();
    Some(Day::new(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?))
}

fn feast(date: NaiveDate) -> Option<Feast> {
    let lunar = LUNAR.iter().find(|lunar| lunar.year == date.year())?;
    let at = (date.month(), date.day());
    let first = NaiveDate::from_ymd_opt(date.year(), lunar.new_year.0, lunar.new_year.1)?;
    let from_new_year = date.signed_duration_since(first).num_days();
    let (before, after) = AROUND_NEW_YEAR;
    Some(match () {
        () if (-before..=after).contains(&from_new_year) => Feast::NewYear,
        () if FIXED.contains(&at) || at == lunar.kings => Feast::Single,
        () => Feast::No,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_are_no_working_days() {
        let after = |year, month, day, count| {
            working_days_after(Day::new(year, month, day), count).map(|day| day.to_string())
        };
        // A Friday, and two weeks without a holiday.
        assert_eq!(after(2026, 3, 13, 10).as_deref(), Some("27/03/2026"));
        // The Hùng Kings' day is a Sunday, so that Monday is free, and then two holidays.
        assert_eq!(after(2026, 4, 24, 4).as_deref(), Some("05/05/2026"));
        // The widest new year.
        assert_eq!(after(2026, 2, 12, 2).as_deref(), Some("23/02/2026"));
        assert_eq!(after(2040, 5, 5, 10), None);
        assert_eq!(after(2026, 13, 1, 1), None);
    }
}
