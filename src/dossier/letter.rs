//! Letters (công văn) and the news of a meeting (tin).

use serde::{Deserialize, Serialize};

use super::{OneOrMany, PartialDate, Prose, Text};

/// An official letter (công văn). A dossier may have several, each with its own number.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Letter {
    #[schemars(
        title = "Trích yếu",
        description = "In sau V/v, ví dụ: đôn đốc gửi báo cáo tổng kết năm 2026."
    )]
    pub subject: Option<Text>,
    #[schemars(title = "Kính gửi")]
    pub addressee: OneOrMany<Text>,
    #[schemars(title = "Nội dung")]
    pub text: Option<Prose>,
    #[schemars(title = "Hạn", description = "Ngày phải làm xong, gửi xong.")]
    pub deadline: Option<PartialDate>,
    #[schemars(title = "Nơi nhận báo cáo, người liên hệ")]
    pub contact: Option<Text>,
    #[schemars(title = "Tài liệu gửi kèm")]
    pub attachments: Vec<Text>,
    #[schemars(title = "Số", description = "Chỉ ghi số, ví dụ 15; văn thư cấp.")]
    pub number: Option<Text>,
    #[schemars(title = "Ngày ban hành")]
    pub date: Option<PartialDate>,
}

/// The news of the meeting (tin bài).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct News {
    #[schemars(title = "Tít", description = "Để trống thì theo tên hội nghị.")]
    pub headline: Option<Text>,
    #[schemars(title = "Câu mở đầu", description = "Để trống thì theo mẫu.")]
    pub lead: Option<Prose>,
    #[schemars(title = "Tác giả", description = "In ở cuối: Tin, ảnh: …")]
    pub author: Option<Text>,
}

super::walk::plain_record! {
    Letter { subject, addressee, text, deadline, contact, attachments, number, date }
    News { headline, lead, author }
}
