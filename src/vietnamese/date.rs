//! Dates with unknown parts (ngày khuyết), and how papers print them.

mod reading;

use std::error::Error;
use std::fmt;

use super::bind::NO_BREAK;
use super::day::Day;

/// Printed in place of an unknown part.
const HOLE: &str = "…";

/// A date of which any part may be unknown.
///
/// Only parsing and the constructors make one, so it never names a day that isn't in the
/// calendar. Two dates are equal if they print the same: `8/2017`, a month, differs from
/// `…/8/2017`, a day yet to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    grain: Grain,
    day: Option<u8>,
    month: Option<u8>,
    year: Option<u16>,
    half_day: Option<HalfDay>,
}

/// What a date names: a day, a month or a year, whether or not all its parts are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grain {
    /// ngày
    Day,
    /// tháng
    Month,
    /// năm
    Year,
}

/// A part of the day (buổi).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HalfDay {
    /// sáng
    Morning,
    /// chiều
    Afternoon,
    /// tối
    Evening,
}

impl HalfDay {
    /// `sáng`, `chiều` or `tối`.
    pub fn word(self) -> &'static str {
        match self {
            HalfDay::Morning => "sáng",
            HalfDay::Afternoon => "chiều",
            HalfDay::Evening => "tối",
        }
    }
}

/// Why a text isn't a date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum DateError {
    /// `31/6`, `29/2/2023`, `0/5/2024`.
    NoSuchDay {
        day: u8,
        month: Option<u8>,
        year: Option<u16>,
        /// The last day of that month.
        last: u8,
    },
    /// `1/18/2024`.
    NoSuchMonth {
        month: u8,
        /// The date with day and month exchanged, if that is valid.
        swapped: Option<PartialDate>,
    },
    /// `18/1/24`.
    TwoDigitYear { year: String },
    /// `thứ Bảy ngày 26/3/2023`, which is a Sunday: the date, and the weekday that was typed.
    WrongWeekday { date: PartialDate, typed: &'static str, right: &'static str },
    /// Not a date, or not in a known format.
    Unreadable { typed: String },
}

impl PartialDate {
    /// Reads a date: `18/1/2024`, also with `-` or `.`; `2025-12-31`; `8/2017`; `2017`;
    /// `31/3`; `tháng 8`; unknown parts as `…`, `...` or `__`, as in `…/8/2017`. `sáng`,
    /// `chiều` or `tối`, the day of the week and `ngày` may come first, and what
    /// [`PartialDate::long`] and [`PartialDate::sentence`] write is read too.
    ///
    /// # Errors
    /// See [`DateError`]. A date of which nothing is known is refused as an empty field,
    /// except `…/…/…`.
    pub fn parse(typed: &str) -> Result<PartialDate, DateError> {
        reading::date(typed)
    }

    /// A day of which any part may be unknown. 29 February is accepted while the year is
    /// unknown, and the 31st while the month is.
    ///
    /// # Errors
    ///
    /// [`DateError::NoSuchMonth`] and [`DateError::NoSuchDay`].
    pub(crate) fn of_day(
        day: Option<u8>,
        month: Option<u8>,
        year: Option<u16>,
    ) -> Result<PartialDate, DateError> {
        check_month(month).map_err(|month| DateError::NoSuchMonth {
            month,
            swapped: PartialDate::of_day(
                Some(month),
                day.filter(|day| (1..=12).contains(day)),
                year,
            )
            .ok()
            .filter(|date| date.month.is_some()),
        })?;
        let last = last_day(month, year);
        if let Some(day) = day.filter(|day| !(1..=last).contains(day)) {
            return Err(DateError::NoSuchDay { day, month, year, last });
        }
        Ok(PartialDate { grain: Grain::Day, day, month, year, half_day: None })
    }

    /// A month of a year; the month may be unknown.
    ///
    /// # Errors
    /// [`DateError::NoSuchMonth`].
    pub(crate) fn of_month(month: Option<u8>, year: u16) -> Result<PartialDate, DateError> {
        check_month(month).map_err(|month| DateError::NoSuchMonth { month, swapped: None })?;
        Ok(PartialDate { grain: Grain::Month, month, ..PartialDate::of_year(year) })
    }

    /// A month without a year.
    ///
    /// # Errors
    ///
    /// [`DateError::NoSuchMonth`].
    pub fn of_month_alone(month: u8) -> Result<PartialDate, DateError> {
        let date = PartialDate::of_month(Some(month), 0)?;
        Ok(PartialDate { year: None, ..date })
    }

    /// A whole year.
    pub(crate) fn of_year(year: u16) -> PartialDate {
        PartialDate { grain: Grain::Year, day: None, month: None, year: Some(year), half_day: None }
    }

    /// The same date in the morning, afternoon or evening; a month or a year is returned
    /// unchanged.
    #[must_use]
    pub(crate) fn with_half_day(self, half_day: HalfDay) -> PartialDate {
        PartialDate { half_day: Some(half_day).filter(|_| self.grain == Grain::Day), ..self }
    }

    /// Whether the date names a day, a month or a year.
    pub(crate) fn grain(self) -> Grain {
        self.grain
    }

    /// The day of the month, from 1.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The month, from 1.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The year.
    pub fn year(self) -> Option<u16> {
        self.year
    }

    /// The same day a year before, 28 February for 29 February; `None` without a year.
    pub fn year_before(self) -> Option<PartialDate> {
        let year = self.year?.checked_sub(1)?;
        let is_leap_day = (self.day, self.month) == (Some(29), Some(2));
        let day = if is_leap_day { Some(28) } else { self.day };
        Some(PartialDate { day, year: Some(year), ..self })
    }

    /// The part of the day.
    pub(crate) fn half_day(self) -> Option<HalfDay> {
        self.half_day
    }

    /// Whether day, month and year are all known.
    pub fn is_whole(self) -> bool {
        self.whole().is_some()
    }

    /// Whether `other` is the day, or the month, right after this one.
    pub fn is_followed_by(self, other: PartialDate) -> bool {
        let in_one_year = self.year == other.year;
        match (self.grain, other.grain, self.month.zip(other.month)) {
            (Grain::Month, Grain::Month, Some((one, next))) => in_one_year && one + 1 == next,
            (Grain::Day, Grain::Day, Some((month, its))) => {
                let Some((day, next)) = self.day.zip(other.day) else { return false };
                let turns = next == 1 && day == last_day(self.month, self.year);
                match month == its {
                    true => in_one_year && day + 1 == next,
                    false if month == 12 => turns && its == 1,
                    false => turns && in_one_year && month + 1 == its,
                }
            }
            _ => false,
        }
    }

    /// The calendar day, if all parts are known.
    pub fn whole(self) -> Option<Day> {
        Some(Day::new(self.year?, self.month?, self.day?))
    }

    /// The first day that this date can mean; `None` while the year is unknown.
    pub(crate) fn earliest(self) -> Option<Day> {
        Some(Day::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)))
    }

    /// The last day that this date can mean; `None` while the year is unknown.
    pub(crate) fn latest(self) -> Option<Day> {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| last_day(Some(month), self.year));
        Some(Day::new(self.year?, month, day))
    }

    /// The date line of a paper: `ngày 05 tháng 01 năm 2026`, with `…` for
    /// unknown parts and no-break spaces throughout. Days below 10 and the
    /// months 1 and 2 are padded (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    pub fn long(self) -> String {
        format!(
            "ngày{NO_BREAK}{}{NO_BREAK}tháng{NO_BREAK}{}{NO_BREAK}năm{NO_BREAK}{}",
            self.day_text(),
            self.month_text(),
            self.year.map_or_else(|| HOLE.to_owned(), |y| y.to_string()),
        )
    }

    /// The date in figures, padded like [`PartialDate::long`]: `05/01/2026`, `17/8/2017`,
    /// `…/8/2017`, `31/3`, `8/2017`, `2017`; a month alone keeps its noun, `tháng 8`.
    pub fn short(self) -> String {
        if self.is_month_alone() {
            return format!("tháng{NO_BREAK}{}", self.figures());
        }
        self.figures()
    }

    fn is_month_alone(self) -> bool {
        self.grain == Grain::Month && self.year.is_none()
    }

    fn figures(self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = match self.grain {
            Grain::Day => {
                let year = year.or_else(|| self.month.is_none().then(|| HOLE.to_owned()));
                vec![Some(self.day_text()), Some(self.month_text()), year]
            }
            Grain::Month => {
                let month = self.month.map(|month| month.to_string());
                vec![month.or_else(|| Some(HOLE.to_owned())), year]
            }
            Grain::Year => vec![year],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    }

    /// The date in the format of a dossier, which [`PartialDate::parse`] reads: `17/8/2017`,
    /// `chiều 17/8/2017`, `…/8/2017`.
    pub fn typed(self) -> String {
        match self.half_day {
            Some(half_day) => format!("{} {}", half_day.word(), self.short()),
            None => self.short(),
        }
    }

    /// The date in running text: `ngày 17/8/2017`, `chiều ngày 17/8/2017`, `tháng 8/2017`,
    /// `năm 2017`; the noun is followed by a no-break space.
    pub fn sentence(self) -> String {
        let noun = match self.grain {
            Grain::Day => "ngày",
            Grain::Month => "tháng",
            Grain::Year => "năm",
        };
        let date = format!("{noun}{NO_BREAK}{}", self.figures());
        match self.half_day {
            Some(half_day) => format!("{} {date}", half_day.word()),
            None => date,
        }
    }

    fn day_text(self) -> String {
        self.day.map_or_else(|| HOLE.to_owned(), |day| format!("{day:02}"))
    }

    fn month_text(self) -> String {
        match self.month {
            Some(month @ 1..=2) => format!("{month:02}"),
            Some(month) => month.to_string(),
            None => HOLE.to_owned(),
        }
    }
}

/// Fails with the month itself if it isn't 1 to 12.
fn check_month(month: Option<u8>) -> Result<(), u8> {
    match month {
        Some(month) if !(1..=12).contains(&month) => Err(month),
        _ => Ok(()),
    }
}

/// The last day of a month; the latest possible one if month or year are unknown.
fn last_day(month: Option<u8>, year: Option<u16>) -> u8 {
    match month {
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if year.is_none_or(is_leap) => 29,
        Some(2) => 28,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchDay { day: 29, month: Some(2), year: Some(year), .. } => write!(
                f,
                "không có ngày 29/2/{year}: năm {year} không nhuận, tháng 2 chỉ có 28 ngày"
            ),
            Self::NoSuchDay { day: 0, .. } => write!(f, "không có ngày 0"),
            Self::NoSuchDay { day, month: Some(month), last, .. } => {
                write!(f, "không có ngày {day}/{month}: tháng {month} chỉ có {last} ngày")
            }
            Self::NoSuchDay { day, last, .. } => {
                write!(f, "không có ngày {day}: một tháng có nhiều nhất {last} ngày")
            }
            Self::NoSuchMonth { month, swapped } => {
                write!(f, "không có tháng {month}")?;
                match swapped {
                    Some(date) => {
                        write!(f, ": ngày viết trước tháng, có phải là {}?", date.short())
                    }
                    None => write!(f, ": một năm có 12 tháng"),
                }
            }
            Self::TwoDigitYear { year } => {
                write!(f, "năm “{year}” thiếu chữ số: gõ đủ bốn chữ số, như 20{year}")
            }
            Self::WrongWeekday { date, typed, right } => {
                write!(f, "{} là {right}, không phải {typed}", date.sentence())
            }
            Self::Unreadable { typed } => {
                write!(f, "“{typed}” không phải là ngày: ")?;
                let lower = typed.to_lowercase();
                let opens = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
                if opens(&["quý ", "học kỳ", "nửa ", "đầu ", "giữa ", "cuối "]) {
                    return write!(f, "gõ tháng, như 9/2026, hoặc năm");
                }
                write!(f, "gõ như 17/8/2017, 8/2017, 2017 hoặc …/8/2017")
            }
        }
    }
}

impl Error for DateError {}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(typed: &str) -> PartialDate {
        PartialDate::parse(typed).unwrap()
    }

    #[test]
    fn the_date_line_is_padded_as_the_decree_says() {
        let plain = |typed| date(typed).long().replace(NO_BREAK, " ");
        assert_eq!(plain("5/1/2026"), "ngày 05 tháng 01 năm 2026");
        assert_eq!(plain("29/6/2026"), "ngày 29 tháng 6 năm 2026");
        assert_eq!(plain("2024"), "ngày … tháng … năm 2024");
        assert_eq!(plain("…/…/2024"), "ngày … tháng … năm 2024");
        assert_eq!(plain("31/3"), "ngày 31 tháng 3 năm …");
        assert!(!date("5/1/2026").long().contains(' '));
    }

    #[test]
    fn dates_in_figures() {
        for (typed, short) in [
            ("5/1/2026", "05/01/2026"),
            ("17/8/2017", "17/8/2017"),
            ("5/3/2020", "05/3/2020"),
            ("__/8/2017", "…/8/2017"),
            ("18/.../2017", "18/…/2017"),
            ("31/3", "31/3"),
            ("02/2017", "2/2017"),
            ("2017", "2017"),
            ("…/…/…", "…/…/…"),
        ] {
            assert_eq!(date(typed).short(), short);
        }
    }

    #[test]
    fn dates_in_a_sentence() {
        assert_eq!(date("17/8/2017").sentence(), "ngày\u{a0}17/8/2017");
        assert_eq!(date("Chiều 17/8/2017").sentence(), "chiều ngày\u{a0}17/8/2017");
        assert_eq!(date("8/2017").sentence(), "tháng\u{a0}8/2017");
        assert_eq!(date("2017").sentence(), "năm\u{a0}2017");
    }

    #[test]
    fn bounds_of_what_is_unknown() {
        assert_eq!(date("17/8/2017").whole(), Some(Day::new(2017, 8, 17)));
        assert_eq!(date("2/2024").earliest(), Some(Day::new(2024, 2, 1)));
        assert_eq!(date("2/2024").latest(), Some(Day::new(2024, 2, 29)));
        assert_eq!(date("2023").latest(), Some(Day::new(2023, 12, 31)));
        assert_eq!(date("31/3").earliest(), None);
        assert!(!date("…/8/2017").is_whole());
    }

    /// Any valid date with a four-digit year.
    pub fn any_date() -> impl Strategy<Value = PartialDate> {
        let half_day =
            prop_oneof![Just(HalfDay::Morning), Just(HalfDay::Afternoon), Just(HalfDay::Evening)];
        let day = (
            proptest::option::of(1_u8..=31),
            proptest::option::of(1_u8..=12),
            proptest::option::of(1000_u16..=9999),
            proptest::option::of(half_day),
        )
            .prop_filter_map("no such day", |(day, month, year, half_day)| {
                let date = PartialDate::of_day(day, month, year).ok()?;
                Some(half_day.map_or(date, |half_day| date.with_half_day(half_day)))
            });
        let month = (proptest::option::of(1_u8..=12), 1000_u16..=9999)
            .prop_filter_map("no such month", |(month, year)| {
                PartialDate::of_month(month, year).ok()
            });
        let alone = (1_u8..=12)
            .prop_filter_map("no such month", |month| PartialDate::of_month_alone(month).ok());
        prop_oneof![day, month, alone, (1000_u16..=9999).prop_map(PartialDate::of_year)]
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(date in any_date()) {
            prop_assert_eq!(PartialDate::parse(&date.sentence()), Ok(date));
            prop_assert_eq!(PartialDate::parse(&date.typed()), Ok(date));
            let without_half_day = PartialDate { half_day: None, ..date };
            prop_assert_eq!(PartialDate::parse(&date.short()), Ok(without_half_day));
            let as_day = PartialDate { grain: Grain::Day, ..without_half_day };
            prop_assert_eq!(PartialDate::parse(&date.long()), Ok(as_day));
        }

        #[test]
        fn bounds_enclose(date in any_date()) {
            prop_assert!(date.earliest() <= date.latest());
            if let Some(whole) = date.whole() {
                prop_assert_eq!(date.earliest(), Some(whole));
                prop_assert_eq!(date.latest(), Some(whole));
            }
        }
    }
}
