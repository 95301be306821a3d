//! Targets (chỉ tiêu) and what came of them.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Amount, Hedge, Ordered, Quantity, Scope, Text, Year};

choice! {
    /// Frequency (tần suất).
    pub enum Every {
        Year = "năm" | "hằng năm" | "hàng năm",
        HalfYear = "6 tháng",
        Quarter = "quý" | "hằng quý",
        Month = "tháng" | "hằng tháng",
        Term = "nhiệm kỳ",
    }
}

choice! {
    /// Whether a target was reached (đánh giá).
    pub enum TargetStatus {
        Exceeded = "vượt",
        Met = "đạt",
        NotMet = "chưa đạt" | "không đạt",
        NotAssessed = "chưa đánh giá",
    }
}

/// A target (chỉ tiêu). Its comparison follows from its phrase.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Target {
    #[schemars(
        title = "Mức phấn đấu",
        description = "Ví dụ: 100%; trên 90%; ít nhất 300 đoàn viên; để trống nếu chỉ tiêu không có số."
    )]
    pub value: Option<Quantity>,
    #[schemars(
        title = "Nội dung",
        description = "Câu in sau mức phấn đấu; muốn đặt số chỗ khác thì viết {{ value }} trong câu."
    )]
    pub text: Option<Text>,
    #[schemars(
        title = "Nhóm",
        description = "Ví dụ: kinh tế; xây dựng Đảng. Bảng chỉ tiêu in mỗi nhóm một dòng đầu."
    )]
    pub group: Option<Text>,
    #[schemars(
        title = "Thuộc nhiệm kỳ hay thuộc năm",
        description = "Khi đại hội gắn với tổng kết năm: nhiệm kỳ, năm, hoặc nhiệm kỳ và năm. Danh sách không mục nào ghi thì in ở cả hai; có mục ghi thì mục để trống theo loại hồ sơ."
    )]
    pub scope: Option<Scope>,
    #[schemars(title = "Tần suất", description = "Ví dụ: năm (hằng năm).")]
    pub every: Option<Every>,
    #[schemars(title = "Đến năm")]
    pub by: Option<Year>,
    #[schemars(
        title = "Trên tổng số",
        description = "Tỷ lệ của chỉ tiêu lồng nhau tính trên số nào."
    )]
    pub of: Option<Text>,
    #[schemars(title = "Cấp trên giao")]
    pub assigned: Option<Quantity>,
    #[schemars(title = "Trong đó")]
    pub including: Vec<Target>,
    #[schemars(title = "Kết quả", description = "Ví dụ: 96,4%.")]
    pub result: Option<Quantity>,
    #[schemars(
        title = "Kết quả từng năm",
        description = "Của chỉ tiêu hằng năm trong nhiệm kỳ: mỗi năm một dòng, ví dụ 2024: 93,2%."
    )]
    pub by_year: Ordered<Option<Quantity>>,
    #[schemars(title = "Đánh giá", description = "Để trống thì tự tính từ kết quả.")]
    pub status: Option<TargetStatus>,
    #[schemars(title = "Ghi chú")]
    pub note: Option<Text>,
}

impl Target {
    /// Whether the target was reached: as stated, else according to its result; `None` if
    /// they can't be compared.
    pub fn outcome(&self) -> Option<TargetStatus> {
        self.status.or_else(|| self.reached())
    }

    /// Whether the target was reached according to its result, ignoring the stated status:
    /// the overall result, else that of every year.
    pub fn reached(&self) -> Option<TargetStatus> {
        use TargetStatus::{Exceeded, Met, NotMet};
        if let Some(result) = &self.result {
            return self.reached_by(result);
        }
        let years = self.by_year.iter().map(|(_, result)| self.reached_by(result.as_ref()?));
        let years: Vec<TargetStatus> = years.collect::<Option<_>>()?;
        match years.as_slice() {
            [] => None,
            years if years.contains(&NotMet) => Some(NotMet),
            years if years.iter().all(|status| *status == Exceeded) => Some(Exceeded),
            _ => Some(Met),
        }
    }

    fn reached_by(&self, result: &Quantity) -> Option<TargetStatus> {
        let value = self.value.as_ref()?;
        let result = result.measured_as(value)?;
        let (low, high) = match &value.amount {
            Amount::Number(n) => (*n, *n),
            Amount::Range(low, high) => (*low, *high),
            _ => return None,
        };
        Some(match value.hedge {
            Some(Hedge::AtMost | Hedge::Maximum | Hedge::OrLess) if result <= high => {
                TargetStatus::Met
            }
            Some(Hedge::Under) if result < high => TargetStatus::Met,
            Some(Hedge::AtMost | Hedge::Maximum | Hedge::OrLess | Hedge::Under) => {
                TargetStatus::NotMet
            }
            Some(Hedge::Over | Hedge::MoreThan) if result == high => TargetStatus::NotMet,
            _ if value.is_open_above() && result >= low => TargetStatus::Met,
            _ if result > high => TargetStatus::Exceeded,
            _ if result >= low => TargetStatus::Met,
            _ => TargetStatus::NotMet,
        })
    }
}

super::walk::record! {
    Target {
        value, text, group, scope, every, by, of, assigned, including, result, by_year, status, note,
    }
}
