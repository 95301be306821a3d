//! The composition of a congress's delegates (cơ cấu đại biểu), for the report of the
//! credentials board.

use serde::{Deserialize, Serialize};

use super::{Flag, Ordered, Person, Prose, Quantity, Text};

/// The delegates of a congress (đại biểu dự đại hội).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Delegates {
    #[schemars(title = "Đại biểu đương nhiên", description = "Ủy viên Ban Chấp hành đương nhiệm.")]
    pub ex_officio: Option<Quantity>,
    #[schemars(title = "Đại biểu được bầu")]
    pub elected: Option<Quantity>,
    #[schemars(title = "Đại biểu chỉ định")]
    pub appointed: Option<Quantity>,
    #[schemars(
        title = "Danh sách đại biểu",
        description = "Đại biểu được triệu tập; mỗi người một giấy triệu tập."
    )]
    pub list: Vec<Person>,
    #[schemars(title = "Cơ cấu đại biểu có mặt", description = "Mỗi cách chia một mục.")]
    pub groups: Vec<DelegateGroup>,
    #[schemars(title = "Tuổi bình quân", description = "Ví dụ: 38,4 tuổi.")]
    pub average_age: Option<Quantity>,
    #[schemars(title = "Đại biểu cao tuổi nhất", description = "Ví dụ: 58 tuổi.")]
    pub oldest: Option<Quantity>,
    #[schemars(title = "Đại biểu trẻ tuổi nhất")]
    pub youngest: Option<Quantity>,
    #[schemars(title = "Đại biểu không triệu tập", description = "Không có thì ghi không.")]
    pub not_called: Option<Quantity>,
    #[schemars(title = "Đơn thư về tư cách đại biểu", description = "Không có thì ghi không.")]
    pub complaints: Option<Quantity>,
    #[schemars(title = "Xử lý đơn thư")]
    pub complaints_settled: Option<Prose>,
    #[schemars(title = "Đại biểu bị bác tư cách", description = "Ghi cả lý do.")]
    pub rejected: Vec<Person>,
    #[schemars(title = "Đại biểu đủ tư cách")]
    pub qualified: Option<Quantity>,
}

/// A division of the delegates: by sex, by education (cơ cấu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DelegateGroup {
    #[schemars(title = "Tiêu chí chia", description = "Ví dụ: Trình độ chuyên môn.")]
    pub title: Option<Text>,
    #[schemars(title = "Các nhóm", description = "Mỗi nhóm một dòng, ví dụ Nữ: 45 đại biểu.")]
    pub parts: Ordered<Option<Quantity>>,
    #[schemars(
        title = "Các nhóm cộng đủ số có mặt",
        description = "Ghi có khi mỗi đại biểu ở đúng một nhóm."
    )]
    pub complete: Option<Flag>,
}

super::walk::plain_record! {
    Delegates {
        ex_officio, elected, appointed, list, groups, average_age, oldest, youngest, not_called,
        complaints, complaints_settled, rejected, qualified,
    }
    DelegateGroup { title, parts, complete }
}
