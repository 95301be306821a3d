//! The root of a dossier: one type for congresses and reviews.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{
    Acknowledgement, AgendaItem, AidList, Area, Assessment, Attendance, Award, AwardReview,
    BallotPaper, Bodies, CertificatePaper, Comments, CommitteeReview, Conclusions, Congress,
    CongressPlan, Correction, Count, Decision, Delegates, Direction, Election, Emulation, Envelope,
    Event, Heading, Indicator, LegalRef, Letter, Meeting, Membership, News, Ordered, Organization,
    OrganizationKind, PartialDate, Period, Person, Personnel, PresentedReport, PreviousTerm,
    Rating, RoutingSlip, Situation, Speech, Status, Target, Text, UpperCongress,
};

choice! {
    /// The main purpose of a dossier (loại hồ sơ).
    pub enum Kind {
        Congress = "đại hội" | "congress",
        Review = "tổng kết" | "review",
        /// A review of a part of the year.
        Interim = "sơ kết",
    }
}

impl Kind {
    /// Whether it reports on a period, the whole year or a part of it.
    pub fn is_review(self) -> bool {
        matches!(self, Kind::Review | Kind::Interim)
    }
}

choice! {
    /// Form of the papers (thể thức).
    pub enum Form {
        Union = "công đoàn",
        State = "nhà nước" | "hành chính",
        Party = "đảng",
        Youth = "đoàn" | "đoàn thanh niên",
    }
}

/// A dossier (hồ sơ), in the order in which a report is read.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(
    title = "Hồ sơ baocao",
    description = "Hồ sơ của một đại hội hoặc một kỳ tổng kết, sơ kết."
)]
pub struct Dossier {
    #[schemars(title = "Phiên bản mẫu hồ sơ", description = "Luôn là 1.")]
    pub format: Option<FormatVersion>,
    #[schemars(title = "Loại hồ sơ", description = "đại hội, tổng kết hoặc sơ kết.")]
    pub kind: Option<Kind>,
    #[schemars(title = "Thể thức", description = "Mặc định: công đoàn.")]
    pub form: Option<Form>,
    #[schemars(
        title = "Tình trạng",
        description = "dự thảo: in … ở chỗ thiếu; trình ký: bản sạch, số và ngày để trống; ban hành: đủ hết."
    )]
    pub status: Option<Status>,
    #[schemars(title = "Dự thảo lần")]
    pub draft_number: Option<Count>,
    #[schemars(title = "Ngày dự thảo")]
    pub draft_date: Option<PartialDate>,

    #[schemars(title = "Công đoàn lập văn bản")]
    pub organization: Organization,
    #[schemars(
        title = "Chữ viết tắt",
        description = "Mỗi chữ một dòng, ví dụ CĐCS: công đoàn cơ sở."
    )]
    pub abbreviations: Ordered<Text>,

    #[schemars(
        title = "Danh mục chỉ tiêu báo cáo riêng",
        description = "Mã số liệu của đơn vị, thêm vào danh mục chung."
    )]
    pub catalog: Ordered<Indicator>,

    #[schemars(title = "Kỳ báo cáo")]
    pub period: Option<Period>,
    #[schemars(title = "Đại hội")]
    pub congress: Option<Congress>,
    #[schemars(title = "Nhiệm kỳ trước")]
    pub previous_term: Option<PreviousTerm>,
    #[schemars(title = "Đại hội công đoàn cấp trên")]
    pub upper_congress: Option<UpperCongress>,

    #[schemars(title = "Tổ chức, đoàn viên")]
    pub membership: Membership,
    #[schemars(
        title = "Đánh giá, xếp loại",
        description = "Đảng viên, đoàn viên, tổ chức trực thuộc; mỗi năm một mục."
    )]
    pub ratings: Vec<Rating>,
    #[schemars(title = "Đặc điểm tình hình")]
    pub situation: Situation,
    #[schemars(title = "Kết quả các mặt công tác")]
    pub results: Vec<Area>,
    #[schemars(title = "Chỉ tiêu kỳ trước và kết quả")]
    pub previous_targets: Vec<Target>,
    #[schemars(title = "Khen thưởng", description = "In theo thứ tự ghi ở đây.")]
    pub awards: Vec<Award>,
    #[schemars(title = "Họp xét khen thưởng")]
    pub award_review: Option<AwardReview>,
    #[schemars(title = "Giấy khen")]
    pub certificate: Option<CertificatePaper>,
    #[schemars(title = "Danh sách ký nhận hỗ trợ", description = "Mỗi đợt chăm lo một danh sách.")]
    pub aid_lists: Vec<AidList>,
    #[schemars(title = "Đánh giá chung")]
    pub assessment: Assessment,
    #[schemars(title = "Phương hướng, nhiệm vụ")]
    pub direction: Direction,
    #[schemars(
        title = "Văn bản viện dẫn",
        description = "Mỗi văn bản một tên không dấu; trong câu văn gọi {{ cited.ten }}."
    )]
    pub cited: Ordered<LegalRef>,

    #[schemars(title = "Kế hoạch tổ chức Đại hội")]
    pub congress_plan: Option<CongressPlan>,
    #[schemars(title = "Kiểm điểm Ban Chấp hành")]
    pub committee_review: Option<CommitteeReview>,
    #[schemars(
        title = "Góp ý văn kiện",
        description = "Mỗi văn kiện một mục: ai góp ý gì, tiếp thu ra sao."
    )]
    pub comments: Vec<Comments>,
    #[schemars(title = "Đề án nhân sự")]
    pub personnel: Option<Personnel>,
    #[schemars(
        title = "Lý lịch trích ngang",
        description = "Mỗi người ghi một lần; chỗ khác gọi đúng họ tên."
    )]
    pub people: Vec<Person>,
    #[schemars(title = "Chương trình", description = "Để trống thì theo mẫu.")]
    pub agenda: Vec<AgendaItem>,

    #[schemars(title = "Hội nghị")]
    pub event: Option<Event>,
    #[schemars(title = "Thành phần dự")]
    pub attendance: Option<Attendance>,
    #[schemars(title = "Cơ cấu đại biểu")]
    pub delegates: Option<Delegates>,
    #[schemars(title = "Phát biểu")]
    pub speeches: Vec<Speech>,
    #[schemars(title = "Kết luận hội nghị")]
    pub conclusions: Option<Conclusions>,
    #[schemars(title = "Tin bài")]
    pub news: Option<News>,
    #[schemars(title = "Phát động thi đua")]
    pub emulation: Option<Emulation>,
    #[schemars(
        title = "Đính chính, sửa đổi, thay thế, thu hồi",
        description = "Của văn bản đã ban hành; mỗi văn bản một mục."
    )]
    pub corrections: Vec<Correction>,
    #[schemars(title = "Công văn", description = "Mỗi công văn một mục.")]
    pub letters: Vec<Letter>,
    #[schemars(title = "Phiếu trình", description = "Mỗi việc trình một mục.")]
    pub routing_slips: Vec<RoutingSlip>,
    #[schemars(title = "Đoàn Chủ tịch, Thư ký, các ban")]
    pub bodies: Option<Bodies>,
    #[schemars(title = "Biểu quyết", description = "Bằng giơ tay, mỗi việc một mục.")]
    pub decisions: Vec<Decision>,
    #[schemars(title = "Bầu cử")]
    pub elections: Vec<Election>,
    #[schemars(title = "Phiếu bầu")]
    pub ballot_paper: Option<BallotPaper>,
    #[schemars(title = "Hội nghị Ban Chấp hành lần thứ nhất")]
    pub first_meeting: Option<Meeting>,
    #[schemars(title = "Báo cáo, văn kiện trình Đại hội")]
    pub reports: Vec<PresentedReport>,

    #[schemars(
        title = "Đề cương",
        description = "Đề mục của từng văn bản; để trống thì theo mẫu."
    )]
    pub outline: Ordered<Vec<Heading>>,
    #[schemars(
        title = "Văn bản",
        description = "Các văn bản cần lập; để trống thì lập mọi văn bản của loại hồ sơ."
    )]
    pub papers: Ordered<Envelope>,
    #[schemars(title = "Việc cần xác minh", description = "Không in.")]
    pub to_confirm: Vec<Text>,
    #[schemars(title = "Cảnh báo đã xem", description = "Mỗi cảnh báo một mục, kèm lý do.")]
    pub acknowledged: Vec<Acknowledgement>,
    #[schemars(title = "Nguồn", description = "Không in.")]
    pub source: Option<Text>,
}

impl Dossier {
    /// The kind of organisation that issues the papers, from the organisation or its form; a
    /// union if neither states it.
    pub fn organization_kind(&self) -> OrganizationKind {
        let by_form = || match self.form {
            Some(Form::Party) => OrganizationKind::Party,
            Some(Form::Youth) => OrganizationKind::Youth,
            Some(Form::Union | Form::State) | None => OrganizationKind::Union,
        };
        self.organization.kind.unwrap_or_else(by_form)
    }

    /// Puts every paper in one state, letters and corrections too, which have their own.
    pub fn set_status(&mut self, status: Status) {
        self.status = Some(status);
        let letters = self.letters.iter_mut().map(|letter| &mut letter.status);
        let corrections = self.corrections.iter_mut().map(|correction| &mut correction.status);
        letters.chain(corrections).for_each(|own| *own = Some(status));
        self.papers.0.iter_mut().for_each(|(_, envelope)| envelope.status = Some(status));
    }

    /// Whether some paper is issued, or all are.
    pub(crate) fn has_issued(&self) -> bool {
        let papers = self.papers.iter().map(|(_, envelope)| envelope.status);
        let letters = self.letters.iter().map(|letter| letter.status);
        let corrections = self.corrections.iter().map(|correction| correction.status);
        let mut all = papers.chain(letters).chain(corrections).chain([self.status]);
        all.any(|status| status == Some(Status::Issued))
    }
}

/// The format's version: 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatVersion;

super::leaf::leaf!(
    FormatVersion as "Format",
    |t| match t.trim() {
        "1" => Ok(FormatVersion),
        _ => Err(format!("mẫu hồ sơ phiên bản {t} chưa được hỗ trợ; ghi 1")),
    },
    |_| "1".to_owned(),
    { "type": ["string", "integer"], "enum": ["1", 1] }
);

super::walk::plain_record! {
    Dossier {
        format, kind, form, status, draft_number, draft_date, organization, abbreviations, catalog,
        period, congress, previous_term, upper_congress, membership, ratings, situation, results,
        previous_targets, awards, award_review, certificate, aid_lists, assessment, direction,
        cited, congress_plan, committee_review, comments, personnel, people, agenda, event,
        attendance, delegates, speeches, conclusions, news, emulation, corrections, letters,
        routing_slips, bodies, decisions,
        elections, ballot_paper, first_meeting, reports, outline, papers, to_confirm, acknowledged,
        source,
    }
}

impl super::Walk for FormatVersion {
    fn item(&self) -> super::Item<'_> {
        super::Item::Choice("1")
    }
}
