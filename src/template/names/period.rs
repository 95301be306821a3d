//! Names of the reported period and of the next one.

use crate::dossier::{Kind, PeriodType};
use crate::vietnamese::{NO_BREAK, roman};

use super::Names;

impl Names<'_> {
    /// The kind of report: on the whole period (tổng kết), or on part of the year (sơ kết).
    pub(super) fn review_title(&self) -> &'static str {
        let period = self.dossier.period.as_ref().and_then(|p| p.kind());
        let interim = self.dossier.kind == Some(Kind::Interim);
        if interim || period.is_some_and(PeriodType::is_interim) {
            "sơ kết"
        } else {
            "tổng kết"
        }
    }

    /// `năm 2023`, `6 tháng đầu năm 2017`, `quý III năm 2026`
    pub(in crate::template) fn period(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let year = period.year_told();
        match (period.kind(), year) {
            (Some(PeriodType::SinceFounding), _) => Some("từ khi thành lập".to_owned()),
            (None | Some(PeriodType::Year), Some(year)) => Some(format!("năm{NO_BREAK}{year}")),
            (Some(PeriodType::SchoolYear), Some(year)) => Some(school_year(year)),
            (Some(PeriodType::FirstHalf), Some(year)) => {
                Some(format!("6{NO_BREAK}tháng đầu năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::SecondHalf), Some(year)) => {
                Some(format!("6{NO_BREAK}tháng cuối năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::NineMonths), Some(year)) => {
                Some(format!("9{NO_BREAK}tháng đầu năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::FirstSemester), Some(year)) => Some(semester_of(1, year)),
            (Some(PeriodType::SecondSemester), Some(year)) => Some(semester_of(2, year)),
            (Some(kind), Some(year)) => match kind.quarter() {
                Some(quarter) => Some(quarter_of(quarter, year)),
                None if kind == PeriodType::Quarter => Some(
                    self.days().unwrap_or_else(|| format!("quý{NO_BREAK}… năm{NO_BREAK}{year}")),
                ),
                None => Some(self.days().unwrap_or_else(|| format!("năm{NO_BREAK}{year}"))),
            },
            (_, None) => None,
        }
    }

    /// The dates of a period that has no other name.
    fn days(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let (from, to) = period.from.zip(period.to)?;
        Some(format!("từ {} đến {}", from.sentence(), to.sentence()))
    }

    /// The planned period: what follows the reported one, within the year if that isn't over
    /// yet.
    pub(in crate::template) fn next_period(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let year = period.year_told();
        let kind = period.kind();
        match kind {
            Some(PeriodType::FirstHalf) => {
                return Some(format!("6{NO_BREAK}tháng cuối năm{NO_BREAK}{}", year?));
            }
            Some(PeriodType::NineMonths) => {
                return Some(format!("3{NO_BREAK}tháng cuối năm{NO_BREAK}{}", year?));
            }
            Some(PeriodType::FirstSemester) => return Some(semester_of(2, year?)),
            Some(PeriodType::SchoolYear | PeriodType::SecondSemester) => {
                let next = period.next_year.map_or(year? + 1, |y| y.first);
                return Some(school_year(next));
            }
            _ => {}
        }
        match kind.and_then(PeriodType::quarter) {
            Some(4) => return Some(quarter_of(1, year? + 1)),
            Some(quarter) => return Some(quarter_of(quarter + 1, year?)),
            None => {}
        }
        if period.next_year.is_none() && period.ends_early() {
            return Some(format!("những tháng cuối năm{NO_BREAK}{}", year?));
        }
        let next = period.next_year.map(|y| y.first).or(year.map(|y| y + 1))?;
        Some(format!("năm{NO_BREAK}{next}"))
    }
}

/// `năm học 2025 - 2026`
fn school_year(first: u16) -> String {
    format!("năm học {first}{NO_BREAK}-{NO_BREAK}{}", first + 1)
}

/// `học kỳ I năm học 2025 - 2026`
fn semester_of(semester: u8, first: u16) -> String {
    format!("học kỳ{NO_BREAK}{} {}", roman(semester.into()), school_year(first))
}

/// `quý III năm 2026`
fn quarter_of(quarter: u8, year: u16) -> String {
    format!("quý{NO_BREAK}{} năm{NO_BREAK}{year}", roman(quarter.into()))
}
