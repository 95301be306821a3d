//! The congress (đại hội), its terms, and the reported period.

use serde::{Deserialize, Serialize};

use crate::vietnamese::Day;

use super::{
    AttendedBy, LegalRef, MeetingTime, MeetingType, Ordinal, PartialDate, PeriodType, ReportedYear,
    Term, Text,
};

/// The congress, or the conference in its place (đại hội).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Congress {
    #[schemars(title = "Hình thức", description = "Mặc định: đại hội.")]
    pub r#type: Option<MeetingType>,
    #[schemars(
        title = "Tên riêng của Đại hội",
        description = "Khi khác “Đại hội” + tên công đoàn."
    )]
    pub name: Option<Text>,
    #[schemars(title = "Đại biểu hay toàn thể")]
    pub attended_by: Option<AttendedBy>,
    #[schemars(
        title = "Lần thứ",
        description = "Số La Mã hoặc số thường; cũng là khóa của Ban Chấp hành mới."
    )]
    pub ordinal: Option<Ordinal>,
    #[schemars(
        title = "Khóa của Ban Chấp hành",
        description = "Chỉ ghi khi khác số lần của Đại hội."
    )]
    pub committee_ordinal: Option<Ordinal>,
    #[schemars(title = "Nhiệm kỳ", description = "Ví dụ: 2025-2030.")]
    pub term: Option<Term>,
    #[schemars(
        title = "Ngày",
        description = "Ví dụ: 17/8/2026; chiều 17/8/2026; 17-18/8/2026; 14h00 ngày 17/8/2026; …/8/2026."
    )]
    pub date: Option<MeetingTime>,
    #[schemars(title = "Địa điểm")]
    pub place: Option<Text>,
    #[schemars(title = "Phương châm", description = "Không ghi dấu ngoặc kép.")]
    pub motto: Option<Text>,
    #[schemars(title = "Chủ đề", description = "Không ghi dấu ngoặc kép.")]
    pub theme: Option<Text>,
    #[schemars(
        title = "Nội dung Đại hội",
        description = "Các việc Đại hội có nhiệm vụ làm, mỗi việc một dòng."
    )]
    pub tasks: Vec<Text>,
    #[schemars(title = "Bế mạc lúc", description = "Ví dụ: 11h30.")]
    pub closed_at: Option<Text>,
    #[schemars(title = "Trang phục")]
    pub dress: Option<Text>,
    #[schemars(title = "Văn bản đồng ý của cấp trên", description = "Đồng ý cho tổ chức Đại hội.")]
    pub consent: Option<LegalRef>,
}

/// The ending term (nhiệm kỳ trước).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PreviousTerm {
    #[schemars(
        title = "Lần thứ",
        description = "Lần của Đại hội trước; cũng là khóa của Ban Chấp hành sắp hết nhiệm kỳ."
    )]
    pub ordinal: Option<Ordinal>,
    #[schemars(title = "Nhiệm kỳ")]
    pub term: Option<Term>,
    #[schemars(
        title = "Giai đoạn báo cáo",
        description = "Khi không phải cả nhiệm kỳ trước, ví dụ 2021-2023."
    )]
    pub span: Option<Term>,
    #[schemars(
        title = "Gọi Ban Chấp hành là",
        description = "Khi không phải Ban Chấp hành khóa …, ví dụ Ban Chấp hành lâm thời."
    )]
    pub committee: Option<Text>,
    #[schemars(title = "Lý do", description = "Vì sao giai đoạn báo cáo khác nhiệm kỳ trước.")]
    pub reason: Option<Text>,
}

/// The superior's congress (đại hội công đoàn cấp trên). Its name is always stated, never
/// derived from the superior's.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct UpperCongress {
    #[schemars(
        title = "Tên Đại hội",
        description = "Ghi đủ, ví dụ: Đại hội đại biểu Công đoàn phường Minh Họa."
    )]
    pub name: Option<Text>,
    #[schemars(title = "Lần thứ")]
    pub ordinal: Option<Ordinal>,
    #[schemars(title = "Nhiệm kỳ")]
    pub term: Option<Term>,
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
    Congress {
        r#type, name, attended_by, ordinal, committee_ordinal, term, date, place, motto, theme,
        tasks, closed_at, dress, consent,
    }
    PreviousTerm { ordinal, term, span, committee, reason }
    UpperCongress { name, ordinal, term }
    Period { r#type, year, from, to, next_year, data_as_of, requested_by, deadline, subject }
}
