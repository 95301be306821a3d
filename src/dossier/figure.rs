//! Figures of a dossier (số liệu): a phrase, with optional details.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::quantity::HOW;
use super::{Every, Flag, Ordered, PartialDate, Quantity, StatedPercent, Text};

/// The name of the figure with the number of units that reported to a roll-up.
pub const REPORTED: &str = "don_vi_bao_cao";

/// Named figures (số liệu).
pub type Figures = Ordered<Figure>;
/// The parts of a figure by their label (chia ra).
pub type Parts = Ordered<Figure>;

/// A figure of the dossier: a phrase, or a map with details.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure(pub FigureDetail);

/// A figure with all its details (số liệu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
pub struct FigureDetail {
    #[schemars(title = "Tên số liệu", description = "In trong biểu số liệu.")]
    pub title: Option<Text>,
    #[schemars(
        title = "Thực hiện",
        description = "Ví dụ: 8.945 đoàn viên; 56/56 đơn vị; trên 90%; nhiều."
    )]
    pub value: Option<Quantity>,
    #[schemars(title = "Được giao", description = "Số được giao theo chỉ tiêu, kế hoạch.")]
    pub assigned: Option<Quantity>,
    #[schemars(
        title = "Gọi số được giao là",
        description = "Mặc định: kế hoạch. Ví dụ: chỉ tiêu được giao."
    )]
    pub assigned_as: Option<Text>,
    #[schemars(title = "Cùng kỳ", description = "Số của kỳ trước, để so sánh.")]
    pub prior: Option<Quantity>,
    #[schemars(title = "Gọi kỳ trước là", description = "Mặc định: cùng kỳ. Ví dụ: đầu nhiệm kỳ.")]
    pub prior_as: Option<Text>,
    #[schemars(
        title = "So sánh được với cùng kỳ",
        description = "Ghi không nếu giữa hai kỳ có sáp nhập, chia tách."
    )]
    pub comparable: Option<Flag>,
    #[schemars(
        title = "Trên tổng số",
        description = "Tỷ lệ tính trên tổng số nào; ghi tên một số liệu khác hoặc ghi bằng chữ."
    )]
    pub of: Option<Text>,
    #[schemars(
        title = "Chia ra",
        description = "Mỗi phần một dòng; thêm parts_complete: có nếu các phần cộng đủ tổng số."
    )]
    pub parts: Parts,
    #[schemars(
        title = "Các phần cộng đủ tổng số",
        description = "Ghi có thì các phần phải cộng đúng bằng tổng số."
    )]
    pub parts_complete: Option<Flag>,
    #[schemars(title = "Tỷ lệ ghi trong nguồn", description = "Được so với tỷ lệ tính ra.")]
    pub stated_percent: Option<StatedPercent>,
    #[schemars(title = "Tính đến ngày", description = "Ngày của số liệu thời điểm.")]
    pub as_of: Option<PartialDate>,
    #[schemars(title = "Tần suất", description = "Ví dụ: năm.")]
    pub every: Option<Every>,
    #[schemars(title = "Ghi chú", description = "In ở cột ghi chú của biểu số liệu.")]
    pub note: Option<Text>,
    #[schemars(
        title = "Tổng hợp từ",
        description = "Do lệnh rollup ghi: số đơn vị có số liệu trên số đơn vị phải báo cáo. Xóa dòng này thì lần tổng hợp sau giữ nguyên mục đã ghi."
    )]
    pub from_units: Option<Quantity>,
}

impl std::ops::Deref for Figure {
    type Target = FigureDetail;
    fn deref(&self) -> &FigureDetail {
        &self.0
    }
}

impl FigureDetail {
    /// Whether it was rolled up from some of the units only, so that it can't be compared
    /// with figures of others.
    pub fn is_partial(&self) -> bool {
        let from = self.from_units.as_ref().and_then(Quantity::ratio);
        from.is_some_and(|(part, whole)| part < whole)
    }
}

impl Figure {
    /// A figure without any known value.
    pub const EMPTY: Figure = Figure(FigureDetail {
        title: None,
        value: None,
        assigned: None,
        assigned_as: None,
        prior: None,
        prior_as: None,
        comparable: None,
        of: None,
        parts: Ordered(Vec::new()),
        parts_complete: None,
        stated_percent: None,
        as_of: None,
        every: None,
        note: None,
        from_units: None,
    });
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Figure;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("một số liệu")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Figure, A::Error> {
                FigureDetail::deserialize(de::value::MapAccessDeserializer::new(map)).map(Figure)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Figure, E> {
                let value = Quantity::parse(text).map_err(E::custom)?;
                Ok(Figure(FigureDetail { value: Some(value), ..FigureDetail::default() }))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Figure, E> {
                Ok(Figure::default())
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, _: A) -> Result<Figure, A::Error> {
                Err(de::Error::custom(format!(
                    "chỗ này ghi một số liệu, không phải một danh sách; {HOW}"
                )))
            }
        }
        d.deserialize_any(Visitor)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_newtype_struct("Figure", &self.0)
    }
}

impl schemars::JsonSchema for Figure {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let detail = generator.subschema_for::<FigureDetail>();
        let phrase = generator.subschema_for::<Quantity>();
        schemars::json_schema!({ "anyOf": [phrase, detail, { "type": "null" }] })
    }
}

super::walk::record! {
    FigureDetail {
        title, value, assigned, assigned_as, prior, prior_as, comparable, of, parts, parts_complete,
        stated_percent, as_of, every, note, from_units,
    }
}
