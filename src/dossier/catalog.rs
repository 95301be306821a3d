//! The catalogue of indicators (danh mục chỉ tiêu báo cáo): what a figure's
//! code means, the same in every unit.

use serde::{Deserialize, Serialize};

use super::{Date, OneOrMany, Text, UnitType};

super::choice::choice! {
    /// What kind of figure it is.
    pub enum IndicatorKind {
        Stock = "thời điểm",
        Flow = "trong kỳ",
        Rate = "tỷ lệ",
        List = "danh sách",
    }
}

super::choice::choice! {
    /// How the units' figures add up to the superior's.
    pub enum Addition {
        Sum = "cộng",
        Latest = "lấy cuối kỳ",
        Recompute = "tính lại từ tử/mẫu",
        Never = "không cộng",
    }
}

super::choice::choice! {
    /// The reports in which a figure is asked for.
    pub enum AskedIn {
        HalfYear = "6 tháng",
        Year = "năm",
    }
}

/// One indicator (chỉ tiêu báo cáo).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Indicator {
    #[schemars(title = "Tên in trong biểu")]
    pub title: Option<Text>,
    #[schemars(title = "Đơn vị tính")]
    pub unit: Option<Text>,
    #[schemars(title = "Loại số liệu")]
    pub kind: Option<IndicatorKind>,
    #[schemars(
        title = "Cách tổng hợp",
        description = "Số liệu của các đơn vị cộng lên cấp trên thế nào."
    )]
    pub adds: Option<Addition>,
    #[schemars(title = "Loại hình đơn vị báo cáo", description = "Để trống: mọi loại hình.")]
    pub applies_to: OneOrMany<UnitType>,
    #[schemars(title = "Kỳ phải báo cáo", description = "Để trống: mọi kỳ.")]
    pub asked_in: OneOrMany<AskedIn>,
    #[schemars(
        title = "Chỗ ghi trong hồ sơ",
        description = "Khi số liệu có khóa riêng trong hồ sơ, ví dụ membership.members."
    )]
    pub field: Option<Text>,
    #[schemars(
        title = "Mặt công tác",
        description = "Số tổng hợp chưa có chỗ trong hồ sơ thì ghi vào mặt công tác này."
    )]
    pub area: Option<Text>,
    #[schemars(title = "Dùng từ ngày")]
    pub valid_from: Option<Date>,
    #[schemars(title = "Dùng đến ngày")]
    pub valid_to: Option<Date>,
}

super::walk::plain_record! {
    Indicator { title, unit, kind, adds, applies_to, asked_in, field, area, valid_from, valid_to }
}
