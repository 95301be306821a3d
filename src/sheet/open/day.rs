//! Dates in cells.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use crate::vietnamese::PartialDate;

/// The date of a serial number with a date format.
pub fn day_of(day: &ExcelDateTime) -> Option<PartialDate> {
    if !day.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    PartialDate::of_day(Some(day), Some(month), Some(year)).ok()
}

/// The date of a serial number that lost its format.
pub fn day_of_serial(value: f64) -> Option<PartialDate> {
    // 1954 to 2119; a smaller number is a count.
    let plausible = (20_000.0..80_000.0).contains(&value) && value.fract() == 0.0;
    let serial = plausible.then(|| ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
    day_of(&serial?)
}

/// The date of `2026-11-30T08:00:00`.
pub fn day_of_iso(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('T').next()?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    PartialDate::of_day(Some(day), Some(month), Some(year)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_format() {
        let typed = |day: Option<PartialDate>| day.map(PartialDate::typed);
        assert_eq!(typed(day_of_serial(46_356.0)).as_deref(), Some("30/11/2026"));
        assert_eq!(typed(day_of_serial(412.0)), None);
        assert_eq!(typed(day_of_iso("2026-11-30T00:00:00")).as_deref(), Some("30/11/2026"));
        assert_eq!(typed(day_of_iso("2026-13-30")), None);
    }
}
