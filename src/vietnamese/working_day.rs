//! Working days (ngày làm việc): Monday to Friday, but for public holidays.
//!
//! Which days around the lunar new year are free is decided anew each year. The widest
//! span is taken, so that nobody is told to be late who may not be.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::day::Day;

/// Holidays of every year, by month and day. The day beside the second of September is
/// one of two; the last is a holiday since 2026.
const FIXED: [(u32, u32); 7] = [(1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3), (11, 24)];

/// The first day of the lunar year (Mùng Một Tết), and the day of the Hùng Kings (Giỗ Tổ
/// Hùng Vương), of the years that are known here.
const LUNAR: [(i32, (u32, u32), (u32, u32)); 7] = [
    (2025, (1, 29), (4, 7)),
    (2026, (2, 17), (4, 26)),
    (2027, (2, 6), (4, 16)),
    (2028, (1, 26), (4, 4)),
    (2029, (2, 13), (4, 23)),
    (2030, (2, 3), (4, 12)),
    (2031, (1, 23), (4, 1)),
];

/// How many days before and after the first of the lunar year may be free.
const AROUND_NEW_YEAR: (i64, i64) = (2, 5);

/// The day that lies so many working days behind another. `None` where the lunar
/// holidays of its year aren't known here.
pub(crate) fn working_days_after(day: Day, count: u32) -> Option<Day> {
    let mut date = NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())?;
    let mut left = count;
    // A holiday on a weekend is made up for on the next working day.
    let mut owed = 0;
    while left > 0 {
        date = date.checked_add_days(Days::new(1))?;
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let holiday = is_holiday(date)?;
        match (weekend, holiday) {
            (true, true) => owed += 1,
            (false, false) if owed > 0 => owed -= 1,
            (false, false) => left -= 1,
            _ => {}
        }
    }
    let part = |number: u32| u8::try_from(number).ok();
    Some(Day::new(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?))
}

fn is_holiday(date: NaiveDate) -> Option<bool> {
    let (_, new_year, kings) = LUNAR.iter().find(|(year, ..)| *year == date.year())?;
    let at = (date.month(), date.day());
    let first = NaiveDate::from_ymd_opt(date.year(), new_year.0, new_year.1)?;
    let from_new_year = date.signed_duration_since(first).num_days();
    let (before, after) = AROUND_NEW_YEAR;
    Some(FIXED.contains(&at) || at == *kings || (-before..=after).contains(&from_new_year))
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
        assert_eq!(after(2026, 2, 12, 2).as_deref(), Some("24/02/2026"));
        assert_eq!(after(2040, 5, 5, 10), None);
        assert_eq!(after(2026, 13, 1, 1), None);
    }
}
