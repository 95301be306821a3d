//! The congress (đại hội), its terms, and the reported period.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{LegalRef, MeetingTime, Ordinal, Term, Text};

choice! {
    /// The kind of a meeting (hình thức).
    pub enum MeetingType {
        Congress = "đại hội",
        DelegateConference = "hội nghị đại biểu",
        PlenaryConference = "hội nghị toàn thể",
        ExtendedCommittee = "hội nghị ban chấp hành mở rộng",
        Review = "hội nghị tổng kết" | "hội nghị",
    }
}

choice! {
    /// The attendees of a congress (đại biểu hay toàn thể).
    pub enum AttendedBy {
        Delegates = "đại biểu",
        Everyone = "toàn thể",
    }
}

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

super::walk::plain_record! {
    Congress {
        r#type, name, attended_by, ordinal, committee_ordinal, term, date, place, motto, theme,
        tasks, closed_at, dress, consent,
    }
    PreviousTerm { ordinal, term, span, committee, reason }
    UpperCongress { name, ordinal, term }
}
