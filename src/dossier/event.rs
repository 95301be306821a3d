//! Events of the meeting itself, as opposed to what was reported to it.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Figure, MeetingTime, OneOrMany, Person, Prose, Quantity, Text};

choice! {
    /// The kind of a speech (tính chất phát biểu).
    pub enum SpeechKind {
        Directive = "chỉ đạo",
        Contribution = "tham luận",
        Remark = "phát biểu",
    }
}

choice! {
    /// The term for those who run an election (gọi ban kiểm phiếu là).
    pub enum TellersTitle {
        Tellers = "Ban Kiểm phiếu",
        Board = "Ban Bầu cử",
    }
}

/// The meeting of a review (hội nghị).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Event {
    #[schemars(title = "Tên hội nghị")]
    pub name: Option<Text>,
    #[schemars(
        title = "Ngày",
        description = "Ví dụ: 17/8/2026; 17-18/8/2026; 8h00 ngày 17/8/2026."
    )]
    pub date: Option<MeetingTime>,
    #[schemars(title = "Địa điểm")]
    pub place: Option<Text>,
    #[schemars(title = "Kết thúc lúc", description = "Ví dụ: 16h30.")]
    pub until: Option<Text>,
    #[schemars(title = "Thư ký")]
    pub secretary: Option<Text>,
}

/// The attendance of a meeting (thành phần dự).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Attendance {
    #[schemars(title = "Được triệu tập", description = "Ví dụ: 120 đại biểu.")]
    pub called: Option<Quantity>,
    #[schemars(
        title = "Có mặt",
        description = "Ví dụ: 118/120 đại biểu; toàn thể đoàn viên; đầy đủ."
    )]
    pub present: Option<Quantity>,
    #[schemars(title = "Vắng")]
    pub absent: Option<Quantity>,
    #[schemars(
        title = "Được triệu tập có quyền biểu quyết",
        description = "Của đại hội đảng: đảng viên chính thức, đại biểu được triệu tập."
    )]
    pub entitled: Option<Quantity>,
    #[schemars(
        title = "Không tính khi kiểm phiếu",
        description = "Của đại hội đảng: người được miễn, đình chỉ sinh hoạt, vắng cả kỳ có lý do."
    )]
    pub deducted: Vec<Deduction>,
    #[schemars(title = "Chủ trì")]
    pub chair: Option<Person>,
    #[schemars(title = "Người vắng", description = "Ghi cả lý do.")]
    pub absences: Vec<Person>,
    #[schemars(title = "Khách mời")]
    pub guests: Vec<Person>,
}

/// Members entitled to vote who are excluded from the base of a majority, and why.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Deduction {
    #[schemars(title = "Lý do", description = "Ví dụ: được miễn sinh hoạt, vắng mặt.")]
    pub reason: Option<Text>,
    #[schemars(title = "Số người")]
    pub count: Option<Quantity>,
}

/// A speech (phát biểu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Speech {
    #[schemars(title = "Người phát biểu", description = "Họ tên như đã ghi ở thành phần dự.")]
    pub speaker: Option<Text>,
    #[schemars(title = "Tính chất")]
    pub kind: Option<SpeechKind>,
    #[schemars(title = "Nội dung")]
    pub text: Option<Prose>,
    #[schemars(title = "Trả lời, giải trình", description = "Của chủ trì, in ở biên bản.")]
    pub answer: Option<Prose>,
}

/// The bodies that run the meeting (Đoàn Chủ tịch, Thư ký, các ban).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Bodies {
    #[schemars(title = "Đoàn Chủ tịch")]
    pub presidium: Vec<Person>,
    #[schemars(title = "Đoàn Thư ký")]
    pub secretariat: Vec<Person>,
    #[schemars(title = "Ban Thẩm tra tư cách đại biểu")]
    pub credentials: Vec<Person>,
    #[schemars(title = "Ban Kiểm phiếu")]
    pub tellers: Vec<Person>,
    #[schemars(
        title = "Gọi ban kiểm phiếu là",
        description = "Ban Kiểm phiếu hoặc Ban Bầu cử; mặc định: Ban Kiểm phiếu."
    )]
    pub tellers_title: Option<TellersTitle>,
}

impl Bodies {
    /// The boards, with their keys.
    pub fn boards(&self) -> [(&'static str, &Vec<Person>); 4] {
        [
            ("presidium", &self.presidium),
            ("secretariat", &self.secretariat),
            ("credentials", &self.credentials),
            ("tellers", &self.tellers),
        ]
    }
}

/// A report presented to the congress (báo cáo, văn kiện trình Đại hội).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PresentedReport {
    #[schemars(title = "Tên báo cáo")]
    pub name: Option<Text>,
    #[schemars(title = "Người trình bày")]
    pub presenter: OneOrMany<Text>,
    #[schemars(title = "Kết quả biểu quyết", description = "Ví dụ: 118/118 đại biểu.")]
    pub adopted: Option<Figure>,
}

super::walk::plain_record! {
    Event { name, date, place, until, secretary }
    Attendance { called, present, absent, entitled, deducted, chair, absences, guests }
    Deduction { reason, count }
    Speech { speaker, kind, text, answer }
    Bodies { presidium, secretariat, credentials, tellers, tellers_title }
    PresentedReport { name, presenter, adopted }
}
