//! The course of a meeting: programme, shows of hands, the new committee's first meeting.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Attendance, MeetingTime, OneOrMany, PlannedTask, Prose, Quantity, Text};

choice! {
    /// The kind of a point of the programme (loại việc).
    pub enum AgendaKind {
        Anthem = "chào cờ",
        Welcome = "giới thiệu",
        HandVote = "biểu quyết",
        Report = "báo cáo",
        Discussion = "thảo luận",
        Speech = "phát biểu",
        Nomination = "đề cử",
        Ballot = "bỏ phiếu",
        Result = "kết quả",
        Closing = "bế mạc",
    }
}

/// A point of the programme (nội dung chương trình).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AgendaItem {
    #[schemars(title = "Phiên", description = "Chỉ ghi khi có nhiều phiên, ví dụ Phiên trù bị.")]
    pub session: Option<Text>,
    #[schemars(title = "Từ", description = "Ví dụ: 7h30.")]
    pub from: Option<Text>,
    #[schemars(title = "Đến", description = "Ví dụ: 8h00.")]
    pub to: Option<Text>,
    #[schemars(title = "Nội dung")]
    pub item: Option<Text>,
    #[schemars(title = "Loại việc", description = "Theo đó kịch bản có lời dẫn mẫu.")]
    pub kind: Option<AgendaKind>,
    #[schemars(title = "Người thực hiện")]
    pub presenter: OneOrMany<Text>,
    #[schemars(title = "Lời dẫn trong kịch bản", description = "Để trống thì theo mẫu.")]
    pub script: Option<Prose>,
    #[schemars(title = "Ghi chú")]
    pub note: Option<Text>,
}

/// A decision by show of hands (biểu quyết giơ tay).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Decision {
    #[schemars(title = "Việc biểu quyết", description = "Ví dụ: Quy chế làm việc của Đại hội.")]
    pub subject: Option<Text>,
    #[schemars(title = "Nhất trí", description = "Ví dụ: 118 đại biểu.")]
    pub agreed: Option<Quantity>,
    #[schemars(title = "Không nhất trí")]
    pub against: Option<Quantity>,
    #[schemars(title = "Ý kiến khác")]
    pub other: Option<Quantity>,
}

/// A meeting of the committee (hội nghị Ban Chấp hành, Ủy ban Kiểm tra).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Meeting {
    #[schemars(title = "Thời gian", description = "Ví dụ: 13h30 ngày 13/3/2026.")]
    pub date: Option<MeetingTime>,
    #[schemars(title = "Kết thúc lúc", description = "Ví dụ: 15h00.")]
    pub until: Option<Text>,
    #[schemars(title = "Địa điểm")]
    pub place: Option<Text>,
    #[schemars(title = "Triệu tập viên", description = "Chủ trì đến khi bầu xong Chủ tịch.")]
    pub convener: Option<Text>,
    #[schemars(title = "Thư ký")]
    pub secretary: Option<Text>,
    #[schemars(title = "Thành phần dự")]
    pub attendance: Option<Attendance>,
    #[schemars(title = "Phân công nhiệm vụ")]
    pub assignments: Vec<Assignment>,
    #[schemars(title = "Kết luận")]
    pub conclusion: Option<Prose>,
}

/// The conclusions of a meeting's chair (kết luận hội nghị).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Conclusions {
    #[schemars(title = "Người kết luận", description = "Để trống thì là người chủ trì.")]
    pub by: Option<Text>,
    #[schemars(
        title = "Đánh giá chung",
        description = "Để trống thì theo đánh giá chung của báo cáo."
    )]
    pub assessment: Option<Prose>,
    #[schemars(
        title = "Nhiệm vụ giao",
        description = "Mỗi việc một mục: nội dung, người hoặc đơn vị phụ trách, hạn."
    )]
    pub tasks: Vec<PlannedTask>,
}

/// The assignment of a duty (phân công nhiệm vụ).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Assignment {
    #[schemars(title = "Họ tên")]
    pub person: Option<Text>,
    #[schemars(title = "Nhiệm vụ")]
    pub duty: Option<Text>,
}

super::walk::plain_record! {
    AgendaItem { session, from, to, item, kind, presenter, script, note }
    Decision { subject, agreed, against, other }
    Meeting {
        date, until, place, convener, secretary, attendance, assignments, conclusion,
    }
    Conclusions { by, assessment, tasks }
    Assignment { person, duty }
}
