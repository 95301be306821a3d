//! Lists on which receivers of aid sign (danh sách ký nhận).

use serde::{Deserialize, Serialize};

use super::{LegalRef, PartialDate, Quantity, Text};

/// A list to be signed by receivers (danh sách ký nhận hỗ trợ).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AidList {
    #[schemars(title = "Của đợt chăm lo", description = "Tên gọi (id) của đợt ở support.")]
    pub support: Option<Text>,
    #[schemars(title = "Nội dung hỗ trợ", description = "Ví dụ: nhân dịp tết Nguyên đán.")]
    pub title: Option<Text>,
    #[schemars(title = "Quyết định hỗ trợ")]
    pub decision: Option<LegalRef>,
    #[schemars(
        title = "Tiền mặt mỗi suất",
        description = "Người nhận khác mức thì ghi ở dòng của người đó."
    )]
    pub cash: Option<Quantity>,
    #[schemars(title = "Quà mỗi suất", description = "Ví dụ: 01 thùng quà.")]
    pub goods: Option<Text>,
    #[schemars(title = "Trị giá quà mỗi suất")]
    pub goods_worth: Option<Quantity>,
    #[schemars(title = "Người nhận", description = "In theo thứ tự ghi ở đây.")]
    pub receivers: Vec<AidReceiver>,
    #[schemars(title = "Địa danh", description = "Để trống thì theo công đoàn.")]
    pub place: Option<Text>,
    #[schemars(title = "Ngày lập")]
    pub date: Option<PartialDate>,
    #[schemars(title = "Người lập")]
    pub prepared_by: Option<Text>,
    #[schemars(title = "Kế toán")]
    pub accountant: Option<Text>,
}

/// A person who receives aid (người nhận).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AidReceiver {
    #[schemars(title = "Họ tên")]
    pub name: Option<Text>,
    #[schemars(title = "Đơn vị")]
    pub unit: Option<Text>,
    #[schemars(title = "Hoàn cảnh, đối tượng")]
    pub circumstance: Option<Text>,
    #[schemars(title = "Tiền mặt", description = "Khi khác mức chung của danh sách.")]
    pub cash: Option<Quantity>,
    #[schemars(title = "Quà", description = "Khi khác mức chung của danh sách.")]
    pub goods: Option<Text>,
    #[schemars(title = "Trị giá quà", description = "Khi khác mức chung của danh sách.")]
    pub goods_worth: Option<Quantity>,
    #[schemars(
        title = "Người nhận thay",
        description = "Ghi cả quan hệ, ví dụ: Lê Văn Thử (chồng)."
    )]
    pub received_by: Option<Text>,
    #[schemars(title = "Ghi chú")]
    pub note: Option<Text>,
}

super::walk::plain_record! {
    AidList {
        support, title, decision, cash, goods, goods_worth, receivers, place, date, prepared_by,
        accountant,
    }
    AidReceiver { name, unit, circumstance, cash, goods, goods_worth, received_by, note }
}
