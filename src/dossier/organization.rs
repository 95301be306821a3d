//! The union that makes the papers, the bodies around it, people.

use serde::{Deserialize, Serialize};

use super::{Date, Figure, Figures, Level, Prose, Text, UnitType};

/// The union that makes the papers (công đoàn lập văn bản).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Organization {
    #[schemars(
        title = "Tên đầy đủ",
        description = "Ví dụ: Công đoàn cơ sở Công ty cổ phần Minh Họa."
    )]
    pub name: Option<Text>,
    #[schemars(
        title = "Gọi tắt",
        description = "Dùng từ lần nhắc thứ hai; để trống thì luôn in tên đầy đủ."
    )]
    pub short_name: Option<Text>,
    #[schemars(
        title = "Mã đơn vị",
        description = "Như trong danh sách đơn vị của công đoàn cấp trên; không in."
    )]
    pub code: Option<Text>,
    #[schemars(
        title = "Tên trên đầu văn bản",
        description = "Mỗi dòng một cụm từ; để trống thì tự xuống dòng theo cụm từ."
    )]
    pub header_lines: Vec<Text>,
    #[schemars(title = "Ký hiệu", description = "Phần sau dấu gạch trong số văn bản, ví dụ CĐCS.")]
    pub symbol: Option<Text>,
    #[schemars(title = "Cấp công đoàn")]
    pub level: Option<Level>,
    #[schemars(title = "Loại hình")]
    pub unit_type: Option<UnitType>,
    #[schemars(title = "Địa danh", description = "In trước ngày tháng, ví dụ Hà Nội.")]
    pub place: Option<Text>,
    #[schemars(title = "Địa bàn", description = "Ví dụ: phường Minh Họa, thành phố Mẫu.")]
    pub locality: Option<Text>,
    #[schemars(
        title = "Công đoàn cấp trên trực tiếp",
        description = "Ghi tên, hoặc ghi chi tiết name, short_name, header_lines."
    )]
    pub parent: Option<NamedBody>,
    #[schemars(title = "Cấp ủy lãnh đạo", description = "Ví dụ: Đảng ủy Công ty.")]
    pub party_lead: Option<Text>,
    #[schemars(
        title = "Cơ quan, doanh nghiệp",
        description = "Nơi công đoàn hoạt động; không in."
    )]
    pub host: Option<Text>,
    #[schemars(
        title = "Các đơn vị trực thuộc, gọi chung",
        description = "Ví dụ: Các tổ công đoàn; in ở nơi nhận."
    )]
    pub units: Option<Text>,
    #[schemars(
        title = "Có Ban Thường vụ",
        description = "Ghi có thì văn bản ký TM. BAN THƯỜNG VỤ, không thì TM. BAN CHẤP HÀNH."
    )]
    pub has_standing_committee: Option<super::Flag>,
    #[schemars(title = "Ngày thành lập")]
    pub established: Option<Date>,
    #[schemars(title = "Tên trước đây")]
    pub former_names: Vec<FormerName>,
    #[schemars(
        title = "Hợp thành từ",
        description = "Các đơn vị sáp nhập, hợp nhất thành công đoàn này."
    )]
    pub successor_of: Vec<Text>,
}

impl Organization {
    /// Whether it is a team (tổ công đoàn), which has leaders and no committee.
    pub fn is_team(&self) -> bool {
        let named =
            || self.name.as_ref().is_some_and(|n| n.to_lowercase().starts_with("tổ công đoàn"));
        self.level.map_or_else(named, |level| level == Level::Team)
    }
}

/// A body by its name, with the forms in which it is printed (tên một tổ chức).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct NamedBody {
    pub name: Option<Text>,
    pub short_name: Option<Text>,
    pub header_lines: Vec<Text>,
}

/// [`NamedBody`] spelled out.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamedBodyDetail {
    #[schemars(title = "Tên đầy đủ")]
    name: Option<Text>,
    #[schemars(title = "Gọi tắt")]
    short_name: Option<Text>,
    #[serde(default)]
    #[schemars(title = "Tên trên đầu văn bản", description = "Mỗi dòng một cụm từ.")]
    header_lines: Vec<Text>,
}

impl From<NamedBodyDetail> for NamedBody {
    fn from(d: NamedBodyDetail) -> Self {
        NamedBody { name: d.name, short_name: d.short_name, header_lines: d.header_lines }
    }
}

impl From<Text> for NamedBody {
    fn from(name: Text) -> Self {
        NamedBody { name: Some(name), ..NamedBody::default() }
    }
}

super::text_or_map!(NamedBody, NamedBodyDetail);

/// A name the union bore before (tên trước đây).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FormerName {
    #[schemars(title = "Tên")]
    pub name: Option<Text>,
    #[schemars(title = "Dùng đến ngày")]
    pub until: Option<Date>,
    #[schemars(title = "Quyết định đổi tên")]
    pub decision: Option<LegalRef>,
}

/// A document that is cited (văn bản viện dẫn).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LegalRef {
    /// The whole citation as typed, instead of the parts.
    pub text: Option<Text>,
    pub r#type: Option<Text>,
    pub number: Option<Text>,
    pub date: Option<Date>,
    pub issuer: Option<Text>,
    pub subject: Option<Text>,
}

/// [`LegalRef`] spelled out.
#[derive(Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename = "LegalRef")]
struct LegalRefDetail {
    #[schemars(title = "Tên loại", description = "Ví dụ: Quyết định, Chỉ thị, Công văn.")]
    r#type: Option<Text>,
    #[schemars(title = "Số, ký hiệu", description = "Ví dụ: 12/KH-CĐX.")]
    number: Option<Text>,
    #[schemars(title = "Ngày ban hành")]
    date: Option<Date>,
    #[schemars(title = "Cơ quan ban hành")]
    issuer: Option<Text>,
    #[schemars(
        title = "Trích yếu",
        description = "Ví dụ: về việc tổ chức Đại hội công đoàn cơ sở."
    )]
    subject: Option<Text>,
}

impl From<LegalRefDetail> for LegalRef {
    fn from(d: LegalRefDetail) -> Self {
        LegalRef {
            text: None,
            r#type: d.r#type,
            number: d.number,
            date: d.date,
            issuer: d.issuer,
            subject: d.subject,
        }
    }
}

impl From<Text> for LegalRef {
    fn from(text: Text) -> Self {
        LegalRef { text: Some(text), ..LegalRef::default() }
    }
}

super::text_or_map!(LegalRef, LegalRefDetail);

/// Written as it is read: the whole citation as one text, or its parts.
impl Serialize for LegalRef {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = &self.text {
            return s.serialize_newtype_struct("LegalRef", &text.0);
        }
        let LegalRef { text: _, r#type, number, date, issuer, subject } = self.clone();
        LegalRefDetail { r#type, number, date, issuer, subject }.serialize(s)
    }
}

/// Who belongs to the union (tổ chức, đoàn viên).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Membership {
    #[schemars(title = "Đoàn viên", description = "Ví dụ: 412 đoàn viên.")]
    pub members: Option<Figure>,
    #[schemars(title = "Trong đó: nữ")]
    pub women: Option<Figure>,
    #[schemars(
        title = "Lao động",
        description = "Tổng số cán bộ, công nhân, viên chức, lao động."
    )]
    pub employees: Option<Figure>,
    #[schemars(title = "Đảng viên")]
    pub party_members: Option<Figure>,
    #[schemars(title = "Công đoàn cơ sở", description = "Số công đoàn cơ sở trực thuộc.")]
    pub base_unions: Option<Figure>,
    #[schemars(title = "Tổ công đoàn, công đoàn bộ phận")]
    pub teams: Option<Figure>,
    #[schemars(
        title = "Số liệu khác",
        description = "Mỗi số liệu một tên do đơn vị đặt, có title để in."
    )]
    pub figures: Figures,
    #[schemars(title = "Nội dung", description = "Đoạn văn; để trống thì in câu mẫu từ số liệu.")]
    pub text: Option<Prose>,
}

/// A figure of the membership with a key of its own.
#[derive(Debug, Clone, Copy)]
pub struct FixedFigure<'a> {
    /// Its key, by which narrative names it.
    pub key: &'static str,
    /// What a table calls it.
    pub title: &'static str,
    /// `None` where its key is left empty.
    pub figure: Option<&'a Figure>,
}

impl Membership {
    /// The figures with keys of their own, in the order of tables. Names in
    /// narrative, rules, tables and the roll-up all go by this list.
    pub fn fixed(&self) -> [FixedFigure<'_>; 6] {
        // A field added above has to be placed here.
        let Membership {
            members,
            women,
            employees,
            party_members,
            base_unions,
            teams,
            figures: _,
            text: _,
        } = self;
        [
            ("members", "Đoàn viên", members),
            ("women", "Đoàn viên nữ", women),
            ("employees", "Lao động", employees),
            ("party_members", "Đảng viên", party_members),
            ("base_unions", "Công đoàn cơ sở", base_unions),
            ("teams", "Tổ công đoàn, công đoàn bộ phận", teams),
        ]
        .map(|(key, title, figure)| FixedFigure { key, title, figure: figure.as_ref() })
    }
}

/// Circumstances (đặc điểm tình hình).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Situation {
    #[schemars(title = "Biến động về tổ chức", description = "Sáp nhập, đổi tên, kiện toàn.")]
    pub changes: Option<Prose>,
    #[schemars(title = "Thuận lợi")]
    pub advantages: Option<Prose>,
    #[schemars(title = "Khó khăn")]
    pub difficulties: Option<Prose>,
}

super::walk::plain_record! {
    Organization {
        name, short_name, code, header_lines, symbol, level, unit_type, place, locality, parent,
        party_lead, host, units, has_standing_committee, established, former_names, successor_of,
    }
    NamedBody { name, short_name, header_lines }
    FormerName { name, until, decision }
    Membership { members, women, employees, party_members, base_unions, teams, figures, text }
    Situation { changes, advantages, difficulties }
}
