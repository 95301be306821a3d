//! The reported period (kỳ báo cáo).

use serde::{Deserialize, Serialize};

use crate::vietnamese::Day;

use super::choice::choice;
use super::{LegalRef, PartialDate, ReportedYear, Text};

choice! {
    /// Type of the reported period (loại kỳ).
    pub enum PeriodType {
        Year = "năm",
        FirstHalf = "6 tháng đầu năm" | "6 tháng" | "sáu tháng đầu năm" | "6 tháng đầu" | "nửa đầu năm",
        SecondHalf = "6 tháng cuối năm" | "sáu tháng cuối năm" | "6 tháng cuối" | "nửa cuối năm",
        NineMonths = "9 tháng đầu năm" | "9 tháng" | "chín tháng đầu năm",
        FirstQuarter = "quý I" | "quý 1" | "quý một",
        SecondQuarter = "quý II" | "quý 2" | "quý hai",
        ThirdQuarter = "quý III" | "quý 3" | "quý ba",
        FourthQuarter = "quý IV" | "quý 4" | "quý bốn" | "quý tư",
        /// Which quarter follows from its dates.
        Quarter = "quý",
        SchoolYear = "năm học",
        FirstSemester = "học kỳ I" | "học kỳ 1" | "học kì I" | "học kì 1" | "học kỳ một",
        SecondSemester = "học kỳ II" | "học kỳ 2" | "học kì II" | "học kì 2" | "học kỳ hai",
        SinceFounding = "từ khi thành lập",
        Other = "khác",
    }
}

impl PeriodType {
    /// The quarters of a year, in order.
    pub const QUARTERS: [PeriodType; 4] = [
        PeriodType::FirstQuarter,
        PeriodType::SecondQuarter,
        PeriodType::ThirdQuarter,
        PeriodType::FourthQuarter,
    ];

    /// The number of the quarter, from 1.
    pub fn quarter(self) -> Option<u8> {
        (1..).zip(Self::QUARTERS).find_map(|(n, quarter)| (quarter == self).then_some(n))
    }

    /// Whether it is a part of a year.
    pub fn is_interim(self) -> bool {
        use PeriodType::{FirstHalf, NineMonths, Quarter, SecondHalf};
        self.quarter().is_some()
            || self.semester().is_some()
            || matches!(self, FirstHalf | SecondHalf | NineMonths | Quarter)
    }

    /// The number of the semester of a school year (học kỳ), from 1.
    pub fn semester(self) -> Option<u8> {
        match self {
            PeriodType::FirstSemester => Some(1),
            PeriodType::SecondSemester => Some(2),
            _ => None,
        }
    }

    /// Whether it belongs to a school year (năm học), which spans two calendar years.
    pub fn is_of_school_year(self) -> bool {
        self == PeriodType::SchoolYear || self.semester().is_some()
    }
}

/// The reported period (kỳ báo cáo).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    #[schemars(title = "Loại kỳ")]
    pub r#type: Option<PeriodType>,
    #[schemars(title = "Năm", description = "Năm học ghi cả hai năm, ví dụ 2025-2026.")]
    pub year: Option<ReportedYear>,
    #[schemars(title = "Từ ngày", description = "Chỉ ghi khi kỳ không trọn năm, trọn 6 tháng.")]
    pub from: Option<PartialDate>,
    #[schemars(title = "Đến ngày")]
    pub to: Option<PartialDate>,
    #[schemars(
        title = "Năm kế tiếp",
        description = "Năm của phần phương hướng; để trống thì là năm sau năm báo cáo."
    )]
    pub next_year: Option<ReportedYear>,
    #[schemars(title = "Số liệu tính đến ngày")]
    pub data_as_of: Option<PartialDate>,
    #[schemars(
        title = "Văn bản yêu cầu báo cáo",
        description = "In ở câu mở đầu: Thực hiện Công văn số …"
    )]
    pub requested_by: Option<LegalRef>,
    #[schemars(title = "Hạn gửi")]
    pub deadline: Option<PartialDate>,
    #[schemars(
        title = "Gọi phong trào là",
        description = "Ví dụ: phong trào công nhân, viên chức, lao động và hoạt động công đoàn."
    )]
    pub subject: Option<Text>,
}

impl Period {
    /// The kind of period; a quarter or nine months may also follow from its dates.
    pub fn kind(&self) -> Option<PeriodType> {
        if self.r#type.is_none() && self.year.is_some_and(|year| year.is_double) {
            return Some(PeriodType::SchoolYear);
        }
        let open = matches!(self.r#type, Some(PeriodType::Quarter | PeriodType::Other));
        let days = || {
            let (from, to) = (self.from?.earliest()?, self.to?.latest()?);
            let months = |first: u8, last: u8, last_day: u8| {
                from == Day::new(to.year, first, 1) && to == Day::new(to.year, last, last_day)
            };
            match () {
                () if months(1, 3, 31) => Some(PeriodType::FirstQuarter),
                () if months(4, 6, 30) => Some(PeriodType::SecondQuarter),
                () if months(7, 9, 30) => Some(PeriodType::ThirdQuarter),
                () if months(10, 12, 31) => Some(PeriodType::FourthQuarter),
                () if months(1, 9, 30) => Some(PeriodType::NineMonths),
                () => None,
            }
        };
        days().filter(|_| open).or(self.r#type)
    }

    /// Whether it ends at least two months before the end of its year, as far as its dates
    /// are known.
    pub fn ends_early(&self) -> bool {
        let other = self.r#type == Some(PeriodType::Other);
        let end = self.to.and_then(|to| to.latest());
        other && end.is_some_and(|end| end.month <= 10)
    }

    /// The same period of the year before, from the same day to the same day if it has days
    /// of its own; `None` if its year isn't known.
    pub fn year_before(&self) -> Option<Period> {
        let (from, to) = match (self.from, self.to) {
            (None, None) => (None, None),
            (from, to) => (Some(from?.year_before()?), Some(to?.year_before()?)),
        };
        let year = match self.year {
            Some(year) => Some(ReportedYear { first: year.first.checked_sub(1)?, ..year }),
            None => None,
        };
        let is_dated = from.is_some() || year.is_some();
        is_dated.then(|| Period { r#type: self.r#type, year, from, to, ..Period::default() })
    }

    /// The reported year, for a school year the first one: as stated, else from the period's
    /// dates.
    pub fn year_told(&self) -> Option<u16> {
        let (from, to) = (self.from.and_then(|d| d.year()), self.to.and_then(|d| d.year()));
        let days = match self.kind() {
            Some(PeriodType::SecondSemester) => from.or(to).map(|year| year.saturating_sub(1)),
            Some(kind) if kind.is_of_school_year() => {
                from.or(to.map(|year| year.saturating_sub(1)))
            }
            _ => to.or(from),
        };
        self.year.map(|year| year.first).or(days)
    }
}

super::walk::plain_record! {
    Period { r#type, year, from, to, next_year, data_as_of, requested_by, deadline, subject }
}
