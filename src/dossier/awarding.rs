//! The decision on awards: their prizes, and the meeting that considers them.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{LegalRef, MeetingTime, Millimetres, Ordered, Person, Prose, Quantity, Text};

choice! {
    /// How a meeting decides (cách biểu quyết).
    pub enum VoteMethod {
        Hands = "biểu quyết giơ tay" | "biểu quyết" | "giơ tay",
        Ballots = "bỏ phiếu kín" | "bỏ phiếu",
    }
}

choice! {
    /// How much of a certificate is printed (cách in giấy khen).
    pub enum CertificatePrint {
        Whole = "cả khung",
        Words = "chỉ chữ",
    }
}

/// The prize of an award, for one recipient (mức thưởng).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Prize {
    #[schemars(
        title = "Tiền thưởng",
        description = "Cho một người hoặc một tập thể, ví dụ: 300.000 đồng."
    )]
    pub money: Option<Quantity>,
    #[schemars(title = "Tặng phẩm", description = "Ví dụ: 01 ấm đun nước.")]
    pub goods: Option<Text>,
    #[schemars(title = "Trị giá tặng phẩm")]
    pub goods_worth: Option<Quantity>,
    #[schemars(
        title = "Chia theo nguồn",
        description = "Mỗi nguồn một dòng, ví dụ Tài chính công đoàn: 200.000 đồng; cộng lại bằng tiền thưởng và trị giá tặng phẩm."
    )]
    pub from: Ordered<Option<Quantity>>,
}

/// How certificates are printed (giấy khen).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CertificatePaper {
    #[schemars(
        title = "Cách in",
        description = "cả khung: in cả đường viền; chỉ chữ: in lên phôi đã có khung. Mặc định: cả khung."
    )]
    pub printed: Option<CertificatePrint>,
    #[schemars(
        title = "Dời sang phải",
        description = "Khi in lên phôi mà chữ lệch, ví dụ 1,5 mm; sang trái thì ghi số âm."
    )]
    pub shift_right: Option<Millimetres>,
    #[schemars(title = "Dời xuống", description = "Ví dụ 2 mm; lên trên thì ghi số âm.")]
    pub shift_down: Option<Millimetres>,
}

/// The meeting that considers awards (họp xét khen thưởng).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AwardReview {
    #[schemars(
        title = "Cơ quan xét",
        description = "Ví dụ: Hội đồng Thi đua, Khen thưởng; để trống thì là Ban Chấp hành."
    )]
    pub body: Option<Text>,
    #[schemars(title = "Quyết định thành lập")]
    pub decision: Option<LegalRef>,
    #[schemars(title = "Thời gian", description = "Ví dụ: 14h00 ngày 05/12/2026.")]
    pub date: Option<MeetingTime>,
    #[schemars(title = "Kết thúc lúc", description = "Ví dụ: 16h30.")]
    pub until: Option<Text>,
    #[schemars(title = "Địa điểm")]
    pub place: Option<Text>,
    #[schemars(
        title = "Thành viên",
        description = "Cả người vắng; chức danh trong Hội đồng ghi ở post."
    )]
    pub members: Vec<Person>,
    #[schemars(title = "Thành viên vắng", description = "Ghi cả lý do.")]
    pub absences: Vec<Person>,
    #[schemars(title = "Chủ trì")]
    pub chair: Option<Text>,
    #[schemars(title = "Thư ký")]
    pub secretary: Option<Text>,
    #[schemars(title = "Báo cáo trình cuộc họp", description = "Tiêu chuẩn, số hồ sơ đề nghị.")]
    pub presented: Option<Prose>,
    #[schemars(title = "Ý kiến thảo luận")]
    pub opinions: Option<Prose>,
    #[schemars(title = "Cách biểu quyết", description = "Mặc định: biểu quyết giơ tay.")]
    pub method: Option<VoteMethod>,
    #[schemars(title = "Trường hợp chưa nhất trí", description = "Ghi cả lý do.")]
    pub not_agreed: Option<Prose>,
}

super::walk::plain_record! {
    Prize { money, goods, goods_worth, from }
    CertificatePaper { printed, shift_right, shift_down }
    AwardReview {
        body, decision, date, until, place, members, absences, chair, secretary, presented,
        opinions, method, not_agreed,
    }
}
