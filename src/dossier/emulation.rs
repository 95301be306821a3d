//! The plan of an emulation movement (kế hoạch phát động thi đua).

use serde::{Deserialize, Serialize};

use super::{PartialDate, PlannedTask, Prose, Text};

/// The year's emulation movement (phát động thi đua).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Emulation {
    #[schemars(title = "Chủ đề", description = "Không ghi dấu ngoặc kép.")]
    pub theme: Option<Text>,
    #[schemars(
        title = "Căn cứ, dịp",
        description = "In ở câu mở đầu, ví dụ: Thực hiện Kế hoạch số …; chào mừng …"
    )]
    pub occasion: Option<Text>,
    #[schemars(title = "Mục đích")]
    pub purpose: Option<Prose>,
    #[schemars(title = "Yêu cầu")]
    pub requirements: Option<Prose>,
    #[schemars(title = "Nội dung thi đua")]
    pub contents: Option<Prose>,
    #[schemars(title = "Các đợt thi đua")]
    pub rounds: Vec<EmulationRound>,
    #[schemars(title = "Hạn đăng ký")]
    pub register_by: Option<PartialDate>,
    #[schemars(title = "Khen thưởng", description = "Hình thức, số lượng dự kiến.")]
    pub awards: Option<Prose>,
    #[schemars(title = "Phân công thực hiện")]
    pub duties: Vec<PlannedTask>,
}

/// A round of the movement (đợt thi đua).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EmulationRound {
    #[schemars(title = "Đợt", description = "Ví dụ: Đợt 1.")]
    pub name: Option<Text>,
    #[schemars(title = "Từ ngày")]
    pub from: Option<PartialDate>,
    #[schemars(title = "Đến ngày")]
    pub to: Option<PartialDate>,
    #[schemars(title = "Chủ đề, nội dung")]
    pub theme: Option<Text>,
}

super::walk::plain_record! {
    Emulation {
        theme, occasion, purpose, requirements, contents, rounds, register_by, awards, duties,
    }
    EmulationRound { name, from, to, theme }
}
