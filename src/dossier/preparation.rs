//! The preparation of a congress: the plan, the old committee's review of itself, the scheme
//! for the new one.

use serde::{Deserialize, Serialize};

use super::{Count, Figure, PartialDate, Person, Prose, Quantity, Text};

/// The committee's review of itself (kiểm điểm Ban Chấp hành).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommitteeReview {
    #[schemars(title = "Số được bầu đầu nhiệm kỳ", description = "Ví dụ: 9 đồng chí.")]
    pub elected: Option<Quantity>,
    #[schemars(title = "Thôi tham gia trong nhiệm kỳ", description = "Ghi cả lý do.")]
    pub left: Vec<Person>,
    #[schemars(title = "Bầu bổ sung trong nhiệm kỳ")]
    pub added: Vec<Person>,
    #[schemars(title = "Hiện có")]
    pub now: Option<Quantity>,
    #[schemars(title = "Cơ cấu, trình độ hiện nay")]
    pub structure: Option<Prose>,
    #[schemars(title = "Kỳ họp", description = "Đã họp so với quy định, ví dụ 20/20 kỳ họp.")]
    pub meetings: Option<Figure>,
    #[schemars(title = "Cụ thể hóa, lãnh đạo thực hiện Nghị quyết")]
    pub results: Option<Prose>,
    #[schemars(title = "Nguyên tắc, chế độ sinh hoạt")]
    pub principles: Option<Prose>,
    #[schemars(title = "Trách nhiệm của ủy viên")]
    pub responsibility: Option<Prose>,
    #[schemars(title = "Ưu điểm")]
    pub strengths: Option<Prose>,
    #[schemars(title = "Hạn chế, thiếu sót")]
    pub limitations: Option<Prose>,
    #[schemars(title = "Nguyên nhân, trách nhiệm")]
    pub causes: Option<Prose>,
    #[schemars(title = "Bài học, hướng khắc phục")]
    pub lessons: Option<Prose>,
}

/// The scheme for the new committee (đề án nhân sự).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Personnel {
    #[schemars(title = "Ban Chấp hành khóa trước", description = "Số lượng, cơ cấu, đánh giá.")]
    pub old: Option<Prose>,
    #[schemars(title = "Mục tiêu, yêu cầu")]
    pub goals: Option<Prose>,
    #[schemars(title = "Tiêu chuẩn")]
    pub criteria: Option<Prose>,
    #[schemars(title = "Điều kiện")]
    pub conditions: Option<Prose>,
    #[schemars(title = "Số lượng Ban Chấp hành khóa mới")]
    pub seats: Option<Quantity>,
    #[schemars(title = "Cơ cấu dự kiến")]
    pub structure: Option<Prose>,
    #[schemars(title = "Quy trình giới thiệu")]
    pub steps: Vec<PersonnelStep>,
}

/// A step of selecting candidates (bước giới thiệu nhân sự).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PersonnelStep {
    #[schemars(title = "Bước")]
    pub name: Option<Text>,
    #[schemars(title = "Ngày")]
    pub date: Option<PartialDate>,
    #[schemars(title = "Kết quả")]
    pub result: Option<Text>,
}

/// The comments on a draft, and their treatment (góp ý và tiếp thu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Comments {
    #[schemars(title = "Văn kiện được góp ý", description = "Ví dụ: Báo cáo trình Đại hội.")]
    pub on: Option<Text>,
    #[schemars(title = "Số cuộc góp ý", description = "Ví dụ: 6 cuộc.")]
    pub held: Option<Quantity>,
    #[schemars(title = "Số người tham gia")]
    pub taking_part: Option<Quantity>,
    #[schemars(title = "Ý kiến")]
    pub opinions: Vec<Opinion>,
}

/// An opinion on a draft (ý kiến góp ý).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Opinion {
    #[schemars(title = "Phần của dự thảo", description = "Ví dụ: Mục II.3.")]
    pub part: Option<Text>,
    #[schemars(title = "Nội dung góp ý")]
    pub text: Option<Text>,
    #[schemars(title = "Của ai", description = "Ví dụ: Tổ công đoàn Xưởng Đúc.")]
    pub from: Option<Text>,
    #[schemars(title = "Tiếp thu, giải trình")]
    pub answer: Option<Text>,
}

/// The plan of a congress (kế hoạch tổ chức đại hội).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CongressPlan {
    #[schemars(title = "Mục đích")]
    pub purpose: Option<Prose>,
    #[schemars(title = "Yêu cầu")]
    pub requirements: Option<Prose>,
    #[schemars(title = "Khách mời")]
    pub guests: Option<Quantity>,
    #[schemars(
        title = "Người được mời",
        description = "Mỗi người một giấy mời; khách đã ghi ở thành phần dự không cần ghi lại."
    )]
    pub invited: Vec<Person>,
    #[schemars(title = "Phân bổ đại biểu", description = "Mỗi đơn vị một dòng.")]
    pub allocation: Vec<Allotment>,
    #[schemars(title = "Chuẩn bị văn kiện")]
    pub documents: Option<Prose>,
    #[schemars(title = "Tuyên truyền, trang trí")]
    pub publicity: Option<Prose>,
    #[schemars(title = "Ban Tổ chức Đại hội", description = "Trưởng Ban đứng đầu.")]
    pub organizers: Vec<Person>,
    #[schemars(title = "Tiến độ")]
    pub timeline: Vec<PlannedTask>,
    #[schemars(title = "Dự toán kinh phí")]
    pub budget: Vec<BudgetItem>,
    #[schemars(title = "Nguồn kinh phí")]
    pub funding: Option<Text>,
    #[schemars(title = "Tổ chức thực hiện")]
    pub carrying_out: Option<Prose>,
}

/// The number of delegates of one unit (phân bổ đại biểu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Allotment {
    #[schemars(title = "Đơn vị")]
    pub unit: Option<Text>,
    #[schemars(title = "Số đoàn viên")]
    pub members: Option<Count>,
    #[schemars(title = "Đương nhiên")]
    pub ex_officio: Option<Count>,
    #[schemars(title = "Được bầu")]
    pub elected: Option<Count>,
    #[schemars(title = "Chỉ định")]
    pub appointed: Option<Count>,
}

/// A task before the congress (việc trong tiến độ).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlannedTask {
    #[schemars(title = "Nội dung công việc")]
    pub task: Option<Text>,
    #[schemars(title = "Người phụ trách")]
    pub owner: Option<Text>,
    #[schemars(title = "Phối hợp")]
    pub with: Option<Text>,
    #[schemars(title = "Hoàn thành trước ngày")]
    pub by: Option<PartialDate>,
}

/// A line of the cost estimate (khoản dự toán).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BudgetItem {
    #[schemars(title = "Nội dung chi")]
    pub item: Option<Text>,
    #[schemars(title = "Số lượng", description = "Ví dụ: 120 suất.")]
    pub quantity: Option<Quantity>,
    #[schemars(title = "Đơn giá", description = "Ví dụ: 50.000 đồng.")]
    pub price: Option<Quantity>,
}

super::walk::plain_record! {
    CommitteeReview {
        elected, left, added, now, structure, meetings, results, principles, responsibility,
        strengths, limitations, causes, lessons,
    }
    Comments { on, held, taking_part, opinions }
    Opinion { part, text, from, answer }
    Personnel { old, goals, criteria, conditions, seats, structure, steps }
    PersonnelStep { name, date, result }
    CongressPlan {
        purpose, requirements, guests, invited, allocation, documents, publicity, organizers, timeline,
        budget, funding, carrying_out,
    }
    Allotment { unit, members, ex_officio, elected, appointed }
    PlannedTask { task, owner, with, by }
    BudgetItem { item, quantity, price }
}
