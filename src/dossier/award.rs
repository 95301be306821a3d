//! Awards (khen thưởng).

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Flag, LegalRef, Prize, Quantity, Scope, Text, Year};

choice! {
    /// State of an award (đã khen hay đề nghị).
    pub enum AwardState {
        Received = "đã khen" | "được tặng",
        Proposed = "đề nghị",
    }
}

/// Awards of one form by one authority (khen thưởng).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Award {
    #[schemars(
        title = "Tên gọi trong câu văn",
        description = "Không dấu; trong câu văn gọi {{ ten.individuals }}."
    )]
    pub id: Option<Text>,
    #[schemars(
        title = "Hình thức",
        description = "Ví dụ: Cờ thi đua, Bằng khen, Giấy khen, Kỷ niệm chương, Danh hiệu."
    )]
    pub form: Option<Text>,
    #[schemars(title = "Tên danh hiệu, kỷ niệm chương", description = "Không ghi dấu ngoặc kép.")]
    pub title: Option<Text>,
    #[schemars(title = "Cấp khen")]
    pub authority: Option<Text>,
    #[schemars(title = "Khen cho năm")]
    pub year: Option<Year>,
    #[schemars(
        title = "Thuộc nhiệm kỳ hay thuộc năm",
        description = "Khi đại hội gắn với tổng kết năm: nhiệm kỳ, năm, hoặc nhiệm kỳ và năm. Danh sách không mục nào ghi thì in ở cả hai; có mục ghi thì mục để trống theo loại hồ sơ."
    )]
    pub scope: Option<Scope>,
    #[schemars(
        title = "Tập thể",
        description = "Ví dụ: 2 tập thể. Không tách được thì ghi chung, ví dụ: 32 tập thể, cá nhân."
    )]
    pub collectives: Option<Quantity>,
    #[schemars(title = "Cá nhân")]
    pub individuals: Option<Quantity>,
    #[schemars(title = "Thành tích", description = "Ví dụ: có thành tích trong năm 2026.")]
    pub reasons: Vec<Reason>,
    #[schemars(
        title = "Trong đó (nêu tên một phần)",
        description = "Danh sách chưa đủ: không so với số lượng."
    )]
    pub including: Vec<Recipient>,
    #[schemars(title = "Danh sách đầy đủ", description = "Được so với số lượng tập thể, cá nhân.")]
    pub recipients_list: Vec<Recipient>,
    #[schemars(title = "Khen chuyên đề")]
    pub thematic: Option<Flag>,
    #[schemars(
        title = "Gọi người được khen là",
        description = "In ở giấy khen trước họ tên, ví dụ: ông, bà, em. Mặc định: đồng chí."
    )]
    pub honorific: Option<Text>,
    #[schemars(title = "Mức thưởng mỗi cá nhân")]
    pub prize: Option<Prize>,
    #[schemars(title = "Mức thưởng mỗi tập thể")]
    pub prize_collective: Option<Prize>,
    #[schemars(
        title = "Biểu quyết cả danh sách",
        description = "Số nhất trí trên số thành viên có mặt, ví dụ: 7/7 thành viên."
    )]
    pub votes: Option<Quantity>,
    #[schemars(title = "Quyết định")]
    pub decision: Option<LegalRef>,
    #[schemars(title = "Đã khen hay đề nghị", description = "Mặc định: đã khen.")]
    pub state: Option<AwardState>,
    #[schemars(title = "Người trao", description = "Chỉ dùng cho tin.")]
    pub presented_by: Vec<Text>,
    #[schemars(
        title = "Tổng hợp từ",
        description = "Do lệnh rollup ghi: số đơn vị có số liệu trên số đơn vị phải báo cáo. Xóa dòng này thì lần tổng hợp sau giữ nguyên mục đã ghi."
    )]
    pub from_units: Option<Quantity>,
}

impl Award {
    /// The count of collectives and individuals together, if the dossier has no separate
    /// ones: `32 tập thể, cá nhân`, in either field.
    pub fn together(&self) -> Option<&Quantity> {
        [&self.collectives, &self.individuals].into_iter().flatten().find(|count| {
            let unit = count.unit.to_lowercase();
            unit.contains("tập thể") && unit.contains("cá nhân")
        })
    }
}

/// A recipient of an award (tập thể, cá nhân được khen).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recipient {
    #[schemars(title = "Tập thể")]
    pub collective: Option<Text>,
    #[schemars(title = "Cá nhân")]
    pub person: Option<Text>,
    #[schemars(title = "Gọi là", description = "Khi khác cách gọi của mục trên.")]
    pub honorific: Option<Text>,
    #[schemars(title = "Chức vụ")]
    pub post: Option<Text>,
    #[schemars(title = "Đơn vị", description = "Khi chức vụ chưa nêu đơn vị.")]
    pub unit: Option<Text>,
    #[schemars(title = "Mức thưởng", description = "Khi khác mức của mục trên.")]
    pub prize: Option<Prize>,
    #[schemars(
        title = "Biểu quyết",
        description = "Khi biểu quyết từng tập thể, cá nhân, ví dụ: 6/7 thành viên."
    )]
    pub votes: Option<Quantity>,
    #[schemars(title = "Hình thức", description = "Khi khác hình thức của mục trên.")]
    pub form: Option<Text>,
    #[schemars(title = "Số tập thể", description = "Khi không nêu tên.")]
    pub collectives: Option<Quantity>,
    #[schemars(title = "Số cá nhân", description = "Khi không nêu tên.")]
    pub individuals: Option<Quantity>,
    #[schemars(title = "Thành tích", description = "Mỗi lý do là một lần khen.")]
    pub reasons: Vec<Reason>,
}

/// The reason for an award (thành tích).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Reason {
    pub text: Option<Text>,
    pub thematic: Option<Flag>,
}

impl From<ReasonDetail> for Reason {
    fn from(d: ReasonDetail) -> Self {
        Reason { text: d.text, thematic: d.thematic }
    }
}

impl From<Text> for Reason {
    fn from(text: Text) -> Self {
        Reason { text: Some(text), thematic: None }
    }
}

/// [`Reason`] spelled out.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReasonDetail {
    #[schemars(title = "Thành tích")]
    text: Option<Text>,
    #[schemars(title = "Khen chuyên đề")]
    thematic: Option<Flag>,
}

super::text_or_map!(Reason, ReasonDetail);

super::walk::plain_record! {
    Award {
        id, form, title, authority, year, scope, collectives, individuals, reasons, including,
        recipients_list, thematic, honorific, prize, prize_collective, votes, decision, state,
        presented_by, from_units,
    }
    Recipient {
        collective, person, honorific, post, unit, prize, votes, form, collectives, individuals,
        reasons,
    }
    Reason { text, thematic }
}
