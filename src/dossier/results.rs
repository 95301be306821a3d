//! Results and plans: areas of work, awards, assessment, direction.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Award, Figure, Figures, Flag, PartialDate, Prose, Quantity, Scope, Target, Text};

choice! {
    /// The direction of support (chiều chăm lo, ủng hộ).
    pub enum SupportDirection {
        ToMembers = "chăm lo" | "chăm lo đoàn viên",
        Donation = "ủng hộ",
        Raised = "vận động",
    }
}

/// One area of work (mặt công tác) with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Area {
    #[schemars(
        title = "Mặt công tác",
        description = "Tên đề mục, do đơn vị đặt theo đề cương của cấp trên."
    )]
    pub area: Option<Text>,
    #[schemars(
        title = "Thuộc nhiệm kỳ hay thuộc năm",
        description = "Khi đại hội gắn với tổng kết năm: nhiệm kỳ, năm, hoặc nhiệm kỳ và năm. Danh sách không mục nào ghi thì in ở cả hai; có mục ghi thì mục để trống theo loại hồ sơ."
    )]
    pub scope: Option<Scope>,
    #[schemars(
        title = "Số liệu",
        description = "Mỗi số liệu một tên không dấu; trong câu văn gọi bằng {{ ten }}."
    )]
    pub figures: Figures,
    #[schemars(title = "Chương trình")]
    pub programmes: Vec<Programme>,
    #[schemars(title = "Phong trào, cuộc vận động")]
    pub movements: Vec<Movement>,
    #[schemars(title = "Chăm lo, hỗ trợ")]
    pub support: Vec<Support>,
    #[schemars(title = "Dịp, tháng cao điểm")]
    pub occasions: Vec<Text>,
    #[schemars(title = "Khen thưởng gắn với mặt công tác")]
    pub awards: Vec<Award>,
    #[schemars(title = "Phối hợp với")]
    pub partners: Vec<Text>,
    #[schemars(title = "Nội dung", description = "Đoạn văn; dòng bắt đầu bằng dấu gạch là một ý.")]
    pub text: Option<Prose>,
}

/// A programme (chương trình).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Programme {
    #[schemars(title = "Tên", description = "Không ghi dấu ngoặc kép.")]
    pub name: Option<Text>,
    #[schemars(title = "Đơn vị tổ chức")]
    pub organizer: Option<Text>,
    #[schemars(title = "Ghi chú")]
    pub note: Option<Text>,
    #[schemars(title = "Số liệu", description = "Tên các số liệu của chương trình.")]
    pub figures: Vec<Text>,
}

/// A movement or campaign (phong trào, cuộc vận động).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Movement {
    #[schemars(
        title = "Gọi là",
        description = "Ví dụ: phong trào thi đua; cuộc vận động xây dựng."
    )]
    pub kind: Option<Text>,
    #[schemars(title = "Tên", description = "Không ghi dấu ngoặc kép.")]
    pub name: Option<Text>,
    #[schemars(title = "Chủ đề", description = "Không ghi dấu ngoặc kép.")]
    pub theme: Option<Text>,
    #[schemars(title = "Đăng ký tham gia", description = "Ví dụ: 81/93 đầu mối công đoàn.")]
    pub registered: Option<Figure>,
}

/// Welfare, aid, donations (chăm lo, hỗ trợ, ủng hộ).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Support {
    #[schemars(
        title = "Tên gọi trong câu văn",
        description = "Không dấu, ví dụ tet_2026; trong câu văn gọi {{ tet_2026.amount }}."
    )]
    pub id: Option<Text>,
    #[schemars(title = "Tên quỹ, chương trình, đợt")]
    pub name: Option<Text>,
    #[schemars(title = "Chăm lo, ủng hộ hay vận động", description = "Mặc định: chăm lo.")]
    pub direction: Option<SupportDirection>,
    #[schemars(title = "Dịp")]
    pub occasion: Option<Text>,
    #[schemars(title = "Đối tượng")]
    pub to: Option<Text>,
    #[schemars(title = "Số suất, lượt", description = "Ví dụ: 79 suất.")]
    pub quantity: Option<Quantity>,
    #[schemars(title = "Số tiền", description = "Ví dụ: 75 triệu đồng.")]
    pub amount: Option<Quantity>,
    #[schemars(title = "Mức mỗi suất")]
    pub per_unit: Option<Quantity>,
    #[schemars(title = "Nguồn")]
    pub fund: Option<Text>,
    #[schemars(title = "Chuyển qua")]
    pub via: Option<Text>,
    #[schemars(
        title = "Tổng hợp từ",
        description = "Do lệnh rollup ghi: số đơn vị có số liệu trên số đơn vị phải báo cáo. Xóa dòng này thì lần tổng hợp sau giữ nguyên mục đã ghi."
    )]
    pub from_units: Option<Quantity>,
}

/// The overall assessment (đánh giá chung).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Assessment {
    #[schemars(title = "Ưu điểm")]
    pub strengths: Option<Prose>,
    #[schemars(title = "Ghi nhận", description = "Nguyên nhân của kết quả đạt được.")]
    pub credits: Option<Prose>,
    #[schemars(title = "Tồn tại, hạn chế")]
    pub limitations: Option<Prose>,
    #[schemars(title = "Nguyên nhân", description = "Nguyên nhân của tồn tại, hạn chế.")]
    pub causes: Option<Prose>,
    #[schemars(
        title = "Nguyên nhân khách quan",
        description = "Của tồn tại, hạn chế; khi ghi riêng với nguyên nhân chủ quan."
    )]
    pub causes_objective: Option<Prose>,
    #[schemars(title = "Nguyên nhân chủ quan", description = "Của tồn tại, hạn chế.")]
    pub causes_subjective: Option<Prose>,
    #[schemars(title = "Bài học kinh nghiệm")]
    pub lessons: Option<Prose>,
}

/// Plans (phương hướng, nhiệm vụ).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Direction {
    #[schemars(title = "Dự báo tình hình")]
    pub forecast: Option<Prose>,
    #[schemars(title = "Phương hướng chung")]
    pub orientation: Option<Prose>,
    #[schemars(title = "Mục tiêu")]
    pub goal: Option<Prose>,
    #[schemars(title = "Chỉ tiêu")]
    pub targets: Vec<Target>,
    #[schemars(
        title = "Chỉ tiêu đã ghi đủ",
        description = "Ghi không nếu danh sách còn để ngỏ: khi đó không in và không kiểm số lượng."
    )]
    pub targets_complete: Option<Flag>,
    #[schemars(title = "Nhiệm vụ trọng tâm", description = "Do đơn vị tự đề ra; số lượng tự đếm.")]
    pub key_tasks: Vec<Text>,
    #[schemars(title = "Khâu đột phá")]
    pub breakthroughs: Vec<Text>,
    #[schemars(title = "Nhiệm vụ, giải pháp")]
    pub tasks: Vec<Task>,
    #[schemars(
        title = "Ý kiến chỉ đạo",
        description = "Của cấp trên tại hội nghị, đại hội: chỉ in ở văn bản làm sau đó."
    )]
    pub directives: Vec<Directive>,
    #[schemars(title = "Kiến nghị, đề xuất")]
    pub proposals: Option<Prose>,
}

/// A task (nhiệm vụ, giải pháp), alone or with its details.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Task {
    pub title: Option<Text>,
    pub text: Option<Prose>,
    pub scope: Option<Scope>,
}

/// [`Task`] spelled out.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct TaskDetail {
    #[schemars(title = "Mặt công tác", description = "In đậm thành đề mục.")]
    title: Option<Text>,
    #[schemars(title = "Nội dung")]
    text: Option<Prose>,
    #[schemars(
        title = "Thuộc nhiệm kỳ hay thuộc năm",
        description = "Khi đại hội gắn với tổng kết năm: nhiệm kỳ, năm, hoặc nhiệm kỳ và năm. Danh sách không mục nào ghi thì in ở cả hai; có mục ghi thì mục để trống theo loại hồ sơ."
    )]
    scope: Option<Scope>,
}

impl From<TaskDetail> for Task {
    fn from(d: TaskDetail) -> Self {
        Task { title: d.title, text: d.text, scope: d.scope }
    }
}

impl From<Text> for Task {
    fn from(text: Text) -> Self {
        Task { title: None, text: Some(Prose(text.0)), scope: None }
    }
}

super::text_or_map!(Task, TaskDetail);

/// A request of a superior at the meeting (ý kiến chỉ đạo).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Directive {
    #[schemars(title = "Của đồng chí", description = "Họ tên như đã ghi ở thành phần dự.")]
    pub from: Option<Text>,
    #[schemars(title = "Gọi là", description = "Ví dụ: nhiệm vụ trọng tâm; số lượng tự đếm.")]
    pub label: Option<Text>,
    #[schemars(title = "Các nhiệm vụ", description = "Mỗi nhiệm vụ một dòng.")]
    pub tasks: Vec<Prose>,
    #[schemars(title = "Danh sách đã ghi đủ")]
    pub complete: Option<Flag>,
}

/// An acknowledged warning (cảnh báo đã xem).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Acknowledgement {
    #[schemars(title = "Mã", description = "Ví dụ: BC031.")]
    pub code: Option<Text>,
    #[schemars(
        title = "Chỗ",
        description = "Đường dẫn như trong thông báo; để trống thì cho cả hồ sơ."
    )]
    pub at: Option<Text>,
    #[schemars(
        title = "Mã đơn vị",
        description = "Chỉ khi tổng hợp: đơn vị mà cảnh báo nói đến, như trong danh sách đơn vị."
    )]
    pub unit: Option<Text>,
    #[schemars(title = "Lý do")]
    pub reason: Option<Text>,
    #[schemars(title = "Ngày xem")]
    pub date: Option<PartialDate>,
}

super::walk::plain_record! {
    Area {
        area, scope, figures, programmes, movements, support, occasions, awards, partners, text,
    }
    Programme { name, organizer, note, figures }
    Movement { kind, name, theme, registered }
    Support { id, name, direction, occasion, to, quantity, amount, per_unit, fund, via, from_units }
    Assessment {
        strengths, credits, limitations, causes, causes_objective, causes_subjective, lessons,
    }
    Direction {
        forecast, orientation, goal, targets, targets_complete, key_tasks, breakthroughs, tasks,
        directives, proposals,
    }
    Task { title, text, scope }
    Acknowledgement { code, at, unit, reason, date }
}

super::walk::record! {
    Directive { from, label, tasks, complete }
}
