//! The catalogue of indicators (danh mục chỉ tiêu báo cáo): the meaning of figures' codes,
//! the same in every unit.

use serde::{Deserialize, Serialize};

use super::{Membership, OneOrMany, Ordered, PartialDate, Text, UnitType};

super::choice::choice! {
    /// The kind of an indicator's figure.
    pub enum IndicatorKind {
        Stock = "thời điểm",
        Flow = "trong kỳ",
        Rate = "tỷ lệ",
        List = "danh sách",
    }
}

super::choice::choice! {
    /// How the units' figures are added up.
    pub enum Addition {
        Sum = "cộng",
        Latest = "lấy cuối kỳ",
        Recompute = "tính lại từ tử/mẫu",
        Never = "không cộng",
    }
}

super::choice::choice! {
    /// The reports that request a figure.
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
    #[schemars(
        title = "Cũng gọi là",
        description = "Tên khác mà biểu hay ghi cho chỉ tiêu này, kể cả viết tắt."
    )]
    pub also: OneOrMany<Text>,
    #[schemars(
        title = "Không phải là",
        description = "Tên gần giống mà là số liệu khác: biểu ghi tên ấy thì hỏi lại, không tự nhận."
    )]
    pub unlike: OneOrMany<Text>,
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
    #[schemars(
        title = "Mức xếp loại",
        description = "Khi chỉ tiêu đếm đơn vị được xếp ở một mức: các cách gọi mức ấy trong cột Xếp loại; cách gọi đầu tiên có trong ô chọn của biểu."
    )]
    pub grade: OneOrMany<Text>,
    #[schemars(title = "Dùng từ ngày")]
    pub valid_from: Option<PartialDate>,
    #[schemars(title = "Dùng đến ngày")]
    pub valid_to: Option<PartialDate>,
}

super::walk::plain_record! {
    Indicator {
        title, also, unlike, unit, kind, adds, applies_to, asked_in, field, area, grade, valid_from,
        valid_to,
    }
}

impl Indicator {
    /// The configured field, if no dossier has a figure there, so that a roll-up would write
    /// it but never read it again.
    pub fn misplaced_field(&self) -> Option<&str> {
        let field = self.field.as_deref().filter(|field| !field.is_empty())?;
        let key = field.strip_prefix("membership.");
        let known = Membership::default().fixed().iter().any(|fixed| Some(fixed.key) == key);
        (!known).then_some(field)
    }
}

/// The indicators that apply to a dossier: its own and the shared ones. Its own replaces a
/// shared one with the same code.
#[derive(Debug, Clone, Copy)]
pub struct Catalog<'a> {
    /// The dossier's own indicators, which take precedence.
    pub own: &'a Ordered<Indicator>,
    /// The office's catalogue.
    pub shared: &'a Ordered<Indicator>,
}

impl<'a> Catalog<'a> {
    /// The indicator of a code.
    pub fn get(self, code: &str) -> Option<&'a Indicator> {
        self.own.get(code).or_else(|| self.shared.get(code))
    }

    /// The title of a code in tables.
    pub fn title(self, code: &str) -> Option<&'a Text> {
        self.get(code)?.title.as_ref()
    }

    /// Every indicator with its code: the shared ones in their order, then the
    /// dossier's.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a Indicator)> {
        let shared = self.shared.iter().filter(move |(code, _)| self.own.get(code).is_none());
        shared.chain(self.own.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossiers_own_goes_first() {
        let titled = |entries: &[(&str, &str)]| {
            let indicator =
                |title: &str| Indicator { title: Some(Text(title.into())), ..Indicator::default() };
            Ordered(
                entries.iter().map(|(code, title)| (code.to_string(), indicator(title))).collect(),
            )
        };
        let own = titled(&[("b", "của đơn vị"), ("c", "riêng")]);
        let shared = titled(&[("a", "chung"), ("b", "chung")]);
        let catalog = Catalog { own: &own, shared: &shared };
        let title = |code: &str| catalog.title(code).map(|title| title.0.as_str());
        assert_eq!(
            ["a", "b", "c", "d"].map(title),
            [Some("chung"), Some("của đơn vị"), Some("riêng"), None]
        );
        assert_eq!(catalog.iter().map(|(code, _)| code).collect::<String>(), "abc");
    }
}
