//! Results and plans: areas of work, awards, assessment, direction.

use serde::{Deserialize, Serialize};

use super::{
    AwardState, Every, Figure, Figures, Flag, LegalRef, Ordered, PartialDate, Prize, Prose,
    Quantity, Scope, SupportDirection, TargetStatus, Text, Year,
};

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

/// Awards of one form by one authority (khen thưởng).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Award {
    #[schemars(
        title = "Tên gọi trong câu văn",
        description = "Không dấu; trong câu văn gọi {{ ten.individuals }}."
    )]
    pub id: Option<Text>,
    #[schemars(
        title = "Hình thức",
        description = "Ví dụ: Cờ thi đua, Bằng khen, Giấy khen, Kỷ niệm chương, Danh hiệu."
    )]
    pub form: Option<Text>,
    #[schemars(title = "Tên danh hiệu, kỷ niệm chương", description = "Không ghi dấu ngoặc kép.")]
    pub title: Option<Text>,
    #[schemars(title = "Cấp khen")]
    pub authority: Option<Text>,
    #[schemars(title = "Khen cho năm")]
    pub year: Option<Year>,
    #[schemars(
        title = "Thuộc nhiệm kỳ hay thuộc năm",
        description = "Khi đại hội gắn với tổng kết năm: nhiệm kỳ, năm, hoặc nhiệm kỳ và năm. Danh sách không mục nào ghi thì in ở cả hai; có mục ghi thì mục để trống theo loại hồ sơ."
    )]
    pub scope: Option<Scope>,
    #[schemars(
        title = "Tập thể",
        description = "Ví dụ: 2 tập thể. Không tách được thì ghi chung, ví dụ: 32 tập thể, cá nhân."
    )]
    pub collectives: Option<Quantity>,
    #[schemars(title = "Cá nhân")]
    pub individuals: Option<Quantity>,
    #[schemars(title = "Thành tích", description = "Ví dụ: có thành tích trong năm 2026.")]
    pub reasons: Vec<Reason>,
    #[schemars(
        title = "Trong đó (nêu tên một phần)",
        description = "Danh sách chưa đủ: không so với số lượng."
    )]
    pub including: Vec<Recipient>,
    #[schemars(title = "Danh sách đầy đủ", description = "Được so với số lượng tập thể, cá nhân.")]
    pub recipients_list: Vec<Recipient>,
    #[schemars(title = "Khen chuyên đề")]
    pub thematic: Option<Flag>,
    #[schemars(
        title = "Gọi người được khen là",
        description = "In ở giấy khen trước họ tên, ví dụ: ông, bà, em. Mặc định: đồng chí."
    )]
    pub honorific: Option<Text>,
    #[schemars(title = "Mức thưởng mỗi cá nhân")]
    pub prize: Option<Prize>,
    #[schemars(title = "Mức thưởng mỗi tập thể")]
    pub prize_collective: Option<Prize>,
    #[schemars(
        title = "Biểu quyết cả danh sách",
        description = "Số nhất trí trên số thành viên có mặt, ví dụ: 7/7 thành viên."
    )]
    pub votes: Option<Quantity>,
    #[schemars(title = "Quyết định")]
    pub decision: Option<LegalRef>,
    #[schemars(title = "Đã khen hay đề nghị", description = "Mặc định: đã khen.")]
    pub state: Option<AwardState>,
    #[schemars(title = "Người trao", description = "Chỉ dùng cho tin.")]
    pub presented_by: Vec<Text>,
    #[schemars(
        title = "Tổng hợp từ",
        description = "Do lệnh rollup ghi: số đơn vị có số liệu trên số đơn vị phải báo cáo. Xóa dòng này thì lần tổng hợp sau giữ nguyên mục đã ghi."
    )]
    pub from_units: Option<Quantity>,
}

impl Award {
    /// The count of collectives and individuals together, if the dossier has no separate
    /// ones: `32 tập thể, cá nhân`, in either field.
    pub fn together(&self) -> Option<&Quantity> {
        [&self.collectives, &self.individuals].into_iter().flatten().find(|count| {
            let unit = count.unit.to_lowercase();
            unit.contains("tập thể") && unit.contains("cá nhân")
        })
    }
}

/// A recipient of an award (tập thể, cá nhân được khen).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recipient {
    #[schemars(title = "Tập thể")]
    pub collective: Option<Text>,
    #[schemars(title = "Cá nhân")]
    pub person: Option<Text>,
    #[schemars(title = "Gọi là", description = "Khi khác cách gọi của mục trên.")]
    pub honorific: Option<Text>,
    #[schemars(title = "Chức vụ")]
    pub post: Option<Text>,
    #[schemars(title = "Đơn vị", description = "Khi chức vụ chưa nêu đơn vị.")]
    pub unit: Option<Text>,
    #[schemars(title = "Mức thưởng", description = "Khi khác mức của mục trên.")]
    pub prize: Option<Prize>,
    #[schemars(
        title = "Biểu quyết",
        description = "Khi biểu quyết từng tập thể, cá nhân, ví dụ: 6/7 thành viên."
    )]
    pub votes: Option<Quantity>,
    #[schemars(title = "Hình thức", description = "Khi khác hình thức của mục trên.")]
    pub form: Option<Text>,
    #[schemars(title = "Số tập thể", description = "Khi không nêu tên.")]
    pub collectives: Option<Quantity>,
    #[schemars(title = "Số cá nhân", description = "Khi không nêu tên.")]
    pub individuals: Option<Quantity>,
    #[schemars(title = "Thành tích", description = "Mỗi lý do là một lần khen.")]
    pub reasons: Vec<Reason>,
}

/// The reason for an award (thành tích).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Reason {
    pub text: Option<Text>,
    pub thematic: Option<Flag>,
}

/// [`Reason`] spelled out.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReasonDetail {
    #[schemars(title = "Thành tích")]
    text: Option<Text>,
    #[schemars(title = "Khen chuyên đề")]
    thematic: Option<Flag>,
}

impl From<ReasonDetail> for Reason {
    fn from(d: ReasonDetail) -> Self {
        Reason { text: d.text, thematic: d.thematic }
    }
}

impl From<Text> for Reason {
    fn from(text: Text) -> Self {
        Reason { text: Some(text), thematic: None }
    }
}

super::text_or_map!(Reason, ReasonDetail);

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
        use super::{Amount, Hedge};
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
    Award {
        id, form, title, authority, year, scope, collectives, individuals, reasons, including,
        recipients_list, thematic, honorific, prize, prize_collective, votes, decision, state,
        presented_by, from_units,
    }
    Recipient {
        collective, person, honorific, post, unit, prize, votes, form, collectives, individuals,
        reasons,
    }
    Reason { text, thematic }
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
    Target {
        value, text, group, scope, every, by, of, assigned, including, result, by_year, status, note,
    }
    Directive { from, label, tasks, complete }
}
