//! What somebody lays before a leader to be decided or signed (phiếu trình).

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{OneOrMany, PartialDate, Prose, Text};

choice! {
    /// What a routing slip asks for (việc trình).
    pub enum SlipPurpose {
        /// A paper is to be signed.
        Sign = "ký ban hành văn bản",
        /// A matter is to be decided.
        Decide = "giải quyết công việc",
    }
}

/// A routing slip (phiếu trình).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RoutingSlip {
    #[schemars(title = "Việc trình", description = "Mặc định: giải quyết công việc.")]
    pub purpose: Option<SlipPurpose>,
    #[schemars(title = "Kính gửi", description = "Chức vụ, họ tên người được trình.")]
    pub addressee: OneOrMany<Text>,
    #[schemars(
        title = "Vấn đề trình",
        description = "Ví dụ: dự thảo Quyết định khen thưởng năm 2026."
    )]
    pub issue: Option<Text>,
    #[schemars(title = "Người trình", description = "Họ tên; in cả ở chỗ ký.")]
    pub presenter: Option<Text>,
    #[schemars(title = "Bộ phận trình", description = "Ví dụ: Ban Tuyên giáo, Nữ công.")]
    pub unit: Option<Text>,
    #[schemars(title = "Tài liệu kèm theo")]
    pub documents: Vec<Text>,
    #[schemars(title = "Tóm tắt nội dung, ý kiến tham gia")]
    pub summary: Option<Prose>,
    #[schemars(title = "Đề xuất", description = "Để trống thì theo mẫu của việc trình.")]
    pub proposal: Option<Prose>,
    #[schemars(title = "Hạn giải quyết")]
    pub deadline: Option<PartialDate>,
    #[schemars(title = "Trình lần", description = "Chỉ ghi khi trình lại: 2.")]
    pub round: Option<super::Count>,
    #[schemars(title = "Ngày trình")]
    pub date: Option<PartialDate>,
}

super::walk::plain_record! {
    RoutingSlip {
        purpose, addressee, issue, presenter, unit, documents, summary, proposal, deadline, round,
        date,
    }
}
