//! A time that a text names, held against the requested period.

use crate::dossier::{Period, PeriodType, ReportedYear};
use crate::roster::Timespan;
use crate::vietnamese::Day;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    Year(u16),
    /// The first and the last month, and the year if stated.
    Months(u8, u8, Option<u16>),
    SchoolYear(u16),
    /// Up to a date.
    UpTo(Day),
    /// The same period a year before: *cùng kỳ*, *năm trước*.
    YearBefore,
    /// The period before the reported one: *kỳ trước*, *đầu kỳ*.
    Prior,
}

impl Time {
    /// Whether figures of this time can be of a period.
    pub fn fits(self, asked: &Period) -> bool {
        let Some(span) = Timespan::of(asked) else { return false };
        match self {
            Time::Year(year) => {
                (span.from, span.to) == (Day::new(year, 1, 1), Day::new(year, 12, 31))
                    // A school year or a half of one may also be named by its year.
                    || asked.r#type == Some(PeriodType::SchoolYear) && asked.year.is_some_and(|asked| asked.first == year)
            }
            Time::Months(first, last, year) => {
                let year = year.unwrap_or(span.to.year);
                (span.from.year, span.from.month) == (year, first)
                    && (span.to.year, span.to.month) == (year, last)
            }
            Time::SchoolYear(year) => {
                asked.r#type.is_some_and(PeriodType::is_of_school_year)
                    && asked.year.is_some_and(|asked| asked.first == year)
            }
            Time::UpTo(day) => counts_for(day, span),
            Time::YearBefore | Time::Prior => false,
        }
    }

    /// The period, if sheets report on such ones.
    pub fn period(self) -> Option<Period> {
        let (kind, year) = match self {
            Time::Year(year) | Time::Months(1, 12, Some(year)) => (PeriodType::Year, year),
            Time::Months(1, 6, Some(year)) => (PeriodType::FirstHalf, year),
            Time::Months(7, 12, Some(year)) => (PeriodType::SecondHalf, year),
            Time::Months(1, 9, Some(year)) => (PeriodType::NineMonths, year),
            Time::Months(first @ (1 | 4 | 7 | 10), last, Some(year)) if last == first + 2 => {
                (PeriodType::QUARTERS[usize::from(first / 3)], year)
            }
            _ => return None,
        };
        Some(Period {
            r#type: Some(kind),
            year: Some(ReportedYear::single(year)),
            ..Period::default()
        })
    }

    /// Its name for people.
    pub fn words(self) -> String {
        let of = |year: Option<u16>| year.map(|year| format!(" năm {year}")).unwrap_or_default();
        match self {
            Time::Year(year) => format!("năm {year}"),
            Time::SchoolYear(year) => format!("năm học {year} - {}", year.saturating_add(1)),
            Time::UpTo(day) => format!("đến ngày {}/{}/{}", day.day, day.month, day.year),
            Time::YearBefore => "cùng kỳ năm trước".to_owned(),
            Time::Prior => "kỳ trước".to_owned(),
            Time::Months(1, 6, year) => format!("6 tháng đầu{}", of(year)),
            Time::Months(7, 12, year) => format!("6 tháng cuối{}", of(year)),
            Time::Months(first, last, year) if first == last => {
                format!("tháng {first}{}", of(year))
            }
            Time::Months(1, last, year) => format!("{last} tháng{}", of(year)),
            Time::Months(first, _, year) => format!("quý {}{}", first / 3 + 1, of(year)),
        }
    }
}

/// Whether figures up to a date can be of a period: the date is in its second half, or within
/// three months after it, when late figures come in.
pub fn counts_for(day: Day, span: Timespan) -> bool {
    let number = |day: Day| {
        (u32::from(day.year) * 12 + u32::from(day.month) - 1) * 31 + u32::from(day.day) - 1
    };
    let (first, last) = (number(span.from), number(span.to));
    let middle = first + (last - first) / 2;
    let at = number(day);
    middle <= at && at <= last + 3 * 31
}
