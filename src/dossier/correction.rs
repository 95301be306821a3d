//! Corrections of papers issued with a fault (đính chính, sửa đổi, thay thế, thu hồi).

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{LegalRef, OneOrMany, PartialDate, Prose, Seal, Status, Text};

choice! {
    /// How a faulty paper is corrected (cách xử lý).
    pub enum CorrectionKind {
        Slip = "đính chính",
        Amend = "sửa đổi" | "điều chỉnh",
        Replace = "thay thế",
        Recall = "thu hồi" | "hủy bỏ",
    }
}

/// The correction of an issued paper (văn bản đã ban hành), with a number of its own.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    #[schemars(
        title = "Cách xử lý",
        description = "đính chính: lỗi gõ, bằng công văn; sửa đổi: họ tên, số tiền, căn cứ, bằng quyết định; thay thế, thu hồi: cả văn bản."
    )]
    pub kind: Option<CorrectionKind>,
    #[schemars(title = "Văn bản đã ban hành")]
    pub of: Option<LegalRef>,
    #[schemars(title = "Lý do", description = "Ví dụ: sơ suất trong khâu soạn thảo.")]
    pub reason: Option<Text>,
    #[schemars(title = "Các chỗ sửa", description = "Mỗi chỗ một mục.")]
    pub changes: Vec<CorrectedPlace>,
    #[schemars(title = "Nội dung khác", description = "Của quyết định thay thế, thu hồi.")]
    pub text: Option<Prose>,
    #[schemars(
        title = "Kính gửi",
        description = "Những nơi đã nhận văn bản; của công văn đính chính."
    )]
    pub addressee: OneOrMany<Text>,
    #[schemars(title = "Số", description = "Số mới, không dùng lại số của văn bản cũ.")]
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

/// One corrected place (chỗ sửa).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CorrectedPlace {
    #[schemars(
        title = "Chỗ sửa",
        description = "Ví dụ: trích yếu; danh sách kèm theo, số thứ tự 12."
    )]
    pub at: Option<Text>,
    #[schemars(title = "Đã ghi", description = "Đúng như văn bản đã ban hành.")]
    pub wrote: Option<Text>,
    #[schemars(title = "Nay là")]
    pub now: Option<Text>,
}

super::walk::plain_record! {
    Correction { kind, of, reason, changes, text, addressee, number, date, status, sealed }
    CorrectedPlace { at, wrote, now }
}
