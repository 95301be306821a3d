//! Letters (công văn) and the news of a meeting (tin).

use serde::{Deserialize, Serialize};

use super::{OneOrMany, Ordered, PartialDate, Prose, Quantity, Seal, Status, Text};

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
    #[schemars(
        title = "Chỉ tiêu giao các đơn vị",
        description = "In thành bảng, mỗi đơn vị một hàng."
    )]
    pub assigned: Vec<Assigned>,
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
    #[schemars(title = "Tình trạng", description = "Để trống thì theo tình trạng của hồ sơ.")]
    pub status: Option<Status>,
    #[schemars(
        title = "Dấu của bản ban hành",
        description = "Lệnh issue ghi, không gõ tay; nội dung đã khác thì không xuất lại bản ban hành."
    )]
    pub sealed: Option<Seal>,
}

/// What a letter asks of one of the units (chỉ tiêu giao).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Assigned {
    #[schemars(title = "Đơn vị")]
    pub unit: Option<Text>,
    #[schemars(
        title = "Chỉ tiêu",
        description = "Mã hoặc tên chỉ tiêu và mức giao, ví dụ doan_vien_moi: 12 đoàn viên."
    )]
    pub targets: Ordered<Option<Quantity>>,
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
    Letter {
        subject, addressee, text, assigned, deadline, contact, attachments, number, date, status, sealed,
    }
    Assigned { unit, targets }
    News { headline, lead, author }
}
