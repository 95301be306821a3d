//! The organisation that issues the papers, the bodies around it, and people.

use serde::{Deserialize, Serialize};

use super::{
    Figure, Figures, Level, OrganizationKind, PartialDate, Prose, Quantity, ReportedYear, Text,
    UnitType,
};

/// The union that makes the papers (công đoàn lập văn bản).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Organization {
    #[schemars(
        title = "Tổ chức",
        description = "Mặc định: công đoàn. Của tổ chức đảng, của Đoàn Thanh niên thì ghi đảng, đoàn."
    )]
    pub kind: Option<OrganizationKind>,
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
    #[schemars(title = "Cấp")]
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
        description = "Nơi công đoàn hoạt động; in ở đầu nghị quyết hội nghị người lao động."
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
    pub established: Option<PartialDate>,
    #[schemars(title = "Tên trước đây")]
    pub former_names: Vec<FormerName>,
    #[schemars(
        title = "Hợp thành từ",
        description = "Các đơn vị sáp nhập, hợp nhất thành công đoàn này."
    )]
    pub successor_of: Vec<Text>,
}

impl Organization {
    /// Whether it is a team (tổ công đoàn), which has leaders instead of a committee.
    pub fn is_team(&self) -> bool {
        let named =
            || self.name.as_ref().is_some_and(|n| n.to_lowercase().starts_with("tổ công đoàn"));
        self.level.map_or_else(named, |level| level == Level::Team)
    }
}

/// A body with its name and the forms in which that is printed (tên một tổ chức).
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

/// A former name of the union (tên trước đây).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FormerName {
    #[schemars(title = "Tên")]
    pub name: Option<Text>,
    #[schemars(title = "Dùng đến ngày")]
    pub until: Option<PartialDate>,
    #[schemars(title = "Quyết định đổi tên")]
    pub decision: Option<LegalRef>,
}

/// A cited document (văn bản viện dẫn).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LegalRef {
    /// The whole citation as typed, in place of the parts.
    pub text: Option<Text>,
    pub r#type: Option<Text>,
    pub number: Option<Text>,
    pub date: Option<PartialDate>,
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
    date: Option<PartialDate>,
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

/// Serialised as it is read: the whole citation as one text, or its parts.
impl Serialize for LegalRef {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = &self.text {
            return s.serialize_newtype_struct("LegalRef", &text.0);
        }
        let LegalRef { text: _, r#type, number, date, issuer, subject } = self.clone();
        LegalRefDetail { r#type, number, date, issuer, subject }.serialize(s)
    }
}

/// The members and sub-units of the union (tổ chức, đoàn viên).
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
    #[schemars(title = "Đảng viên chính thức", description = "Của tổ chức đảng.")]
    pub full: Option<Figure>,
    #[schemars(title = "Đảng viên dự bị", description = "Của tổ chức đảng.")]
    pub probationary: Option<Figure>,
    #[schemars(
        title = "Đảng viên được miễn công tác, sinh hoạt",
        description = "Của tổ chức đảng."
    )]
    pub exempt: Option<Figure>,
    #[schemars(
        title = "Thanh niên",
        description = "Của Đoàn: thanh niên, học sinh trong đơn vị; đoàn viên là một phần."
    )]
    pub youth: Option<Figure>,
    #[schemars(title = "Biến động", description = "Mỗi kỳ một mục: đầu kỳ, tăng, giảm, cuối kỳ.")]
    pub flow: Vec<MembershipFlow>,
    #[schemars(
        title = "Số liệu khác",
        description = "Mỗi số liệu một tên do đơn vị đặt, có title để in."
    )]
    pub figures: Figures,
    #[schemars(title = "Nội dung", description = "Đoạn văn; để trống thì in câu mẫu từ số liệu.")]
    pub text: Option<Prose>,
}

/// The change of membership over a period (biến động).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MembershipFlow {
    #[schemars(title = "Kỳ", description = "Ví dụ: năm 2025; 15/6-31/12/2022.")]
    pub period: Option<Text>,
    #[schemars(title = "Đầu kỳ")]
    pub opening: Option<Quantity>,
    #[schemars(title = "Kết nạp")]
    pub admitted: Option<Quantity>,
    #[schemars(title = "Chuyển đến")]
    pub moved_in: Option<Quantity>,
    #[schemars(title = "Chuyển đi")]
    pub moved_out: Option<Quantity>,
    #[schemars(title = "Từ trần")]
    pub died: Option<Quantity>,
    #[schemars(
        title = "Giảm khác",
        description = "Xóa tên, khai trừ, cho ra; của Đoàn: trưởng thành."
    )]
    pub removed: Option<Quantity>,
    #[schemars(title = "Cuối kỳ")]
    pub closing: Option<Quantity>,
    #[schemars(
        title = "Chuyển chính thức",
        description = "Của tổ chức đảng; không làm tăng, giảm tổng số."
    )]
    pub confirmed: Option<Quantity>,
}

/// The rating of members or units for one year (đánh giá, xếp loại).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rating {
    #[schemars(title = "Xếp loại", description = "Ví dụ: đảng viên; đoàn viên; chi đoàn.")]
    pub of: Option<Text>,
    #[schemars(title = "Năm", description = "Năm học ghi cả hai năm, ví dụ 2025-2026.")]
    pub year: Option<ReportedYear>,
    #[schemars(title = "Được xếp loại")]
    pub rated: Option<Quantity>,
    #[schemars(title = "Hoàn thành xuất sắc nhiệm vụ")]
    pub excellent: Option<Quantity>,
    #[schemars(title = "Hoàn thành tốt nhiệm vụ")]
    pub good: Option<Quantity>,
    #[schemars(title = "Hoàn thành nhiệm vụ")]
    pub fair: Option<Quantity>,
    #[schemars(title = "Không hoàn thành nhiệm vụ")]
    pub failed: Option<Quantity>,
    #[schemars(title = "Chưa xếp loại", description = "Miễn công tác, mới kết nạp.")]
    pub not_rated: Option<Quantity>,
    #[schemars(
        title = "Tổ chức được xếp loại",
        description = "Của chi bộ, chi đoàn trong năm, ví dụ: hoàn thành tốt nhiệm vụ."
    )]
    pub level: Option<Text>,
}

/// A figure of the membership with a key of its own.
#[derive(Debug, Clone, Copy)]
pub struct FixedFigure<'a> {
    /// Its key, which narratives use as its name.
    pub key: &'static str,
    /// Its title in tables.
    pub title: &'static str,
    /// `None` if its key is empty.
    pub figure: Option<&'a Figure>,
}

impl Membership {
    /// The figures with keys of their own, in the order of tables. Names in narratives,
    /// rules, tables and the roll-up all use this list.
    pub fn fixed(&self) -> [FixedFigure<'_>; 10] {
        // A field added above has to be placed here.
        let Membership {
            members,
            women,
            employees,
            party_members,
            base_unions,
            teams,
            full,
            probationary,
            exempt,
            youth,
            flow: _,
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
            ("full", "Đảng viên chính thức", full),
            ("probationary", "Đảng viên dự bị", probationary),
            ("exempt", "Đảng viên được miễn công tác, sinh hoạt", exempt),
            ("youth", "Thanh niên", youth),
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
        kind, name, short_name, code, header_lines, symbol, level, unit_type, place, locality, parent,
        party_lead, host, units, has_standing_committee, established, former_names, successor_of,
    }
    NamedBody { name, short_name, header_lines }
    FormerName { name, until, decision }
    Membership {
        members, women, employees, party_members, base_unions, teams, full, probationary, exempt,
        youth, flow, figures, text,
    }
    MembershipFlow {
        period, opening, admitted, moved_in, moved_out, died, removed, closing, confirmed,
    }
    Rating { of, year, rated, excellent, good, fair, failed, not_rated, level }
    Situation { changes, advantages, difficulties }
}
