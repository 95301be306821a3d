//! The envelope of a paper (văn bản): the parts around its contents.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Count, LegalRef, OneOrMany, PartialDate, Prose, Scope, Seal, Text};

choice! {
    /// The state of a paper (tình trạng).
    pub enum Status {
        /// Marked as a draft, with holes shown.
        Draft = "dự thảo" | "du thao" | "nháp" | "draft",
        /// Clean, with number and date blank.
        ForSignature = "trình ký" | "trinh ky",
        /// Complete, or refused.
        Issued = "ban hành" | "ban hanh" | "phát hành",
    }
}

choice! {
    /// How urgent a paper is (mức độ khẩn).
    pub enum Urgency {
        Urgent = "khẩn",
        VeryUrgent = "thượng khẩn",
        /// To be delivered at once.
        Flash = "hỏa tốc" | "hoả tốc",
    }
}

choice! {
    /// How secret a paper is (độ mật).
    pub enum Secrecy {
        Secret = "mật",
        HighlySecret = "tối mật",
        TopSecret = "tuyệt mật",
    }
}

choice! {
    /// Whether a report is read at the meeting or sent after it.
    pub enum Stage {
        Before = "trước hội nghị" | "trước đại hội",
        After = "sau hội nghị" | "sau đại hội",
    }
}

choice! {
    /// How a congress resolution closes.
    pub enum Ending {
        CongressName = "tên đại hội",
        Presidium = "TM. Đoàn Chủ tịch" | "tm. đoàn chủ tịch" | "đoàn chủ tịch",
    }
}

choice! {
    /// How targets are laid out in the running text.
    pub enum TargetsAs {
        List = "danh sách",
        Sentence = "câu liền",
        Table = "bảng",
    }
}

choice! {
    /// Annexes a paper can carry (phụ lục).
    pub enum Annex {
        Awards = "khen thưởng",
        Targets = "chỉ tiêu",
        Figures = "biểu số liệu" | "số liệu",
        None = "không",
    }
}

choice! {
    /// A chart (biểu đồ), by the table that it is drawn from.
    pub enum Chart {
        /// What was reached of each target.
        Targets = "chỉ tiêu",
        /// This period's figures beside those of the one before.
        Periods = "so với cùng kỳ" | "cùng kỳ",
        /// Groups of the members.
        Members = "cơ cấu đoàn viên" | "cơ cấu",
    }
}

/// The envelope of one paper.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Envelope {
    #[schemars(title = "Tình trạng", description = "Để trống thì theo tình trạng của hồ sơ.")]
    pub status: Option<Status>,
    #[schemars(title = "Dự thảo lần")]
    pub draft_number: Option<Count>,
    #[schemars(title = "Ngày dự thảo")]
    pub draft_date: Option<PartialDate>,
    #[schemars(
        title = "Tên loại",
        description = "Ví dụ: BÁO CÁO CHÍNH TRỊ; để trống thì theo mẫu."
    )]
    pub title: Option<Text>,
    #[schemars(title = "Trích yếu", description = "Để trống thì theo mẫu.")]
    pub subject: Option<Text>,
    #[schemars(title = "Số", description = "Chỉ ghi số, ví dụ 05; văn thư cấp.")]
    pub number: Option<Text>,
    #[schemars(
        title = "Ký hiệu",
        description = "Cả ký hiệu, ví dụ BC-CĐCS; để trống thì theo mẫu."
    )]
    pub symbol: Option<Text>,
    #[schemars(title = "Địa danh", description = "Để trống thì theo công đoàn.")]
    pub place: Option<Text>,
    #[schemars(title = "Ngày ban hành")]
    pub date: Option<PartialDate>,
    #[schemars(title = "Mức độ khẩn", description = "khẩn, thượng khẩn hoặc hỏa tốc.")]
    pub urgency: Option<Urgency>,
    #[schemars(title = "Độ mật", description = "mật, tối mật hoặc tuyệt mật.")]
    pub secrecy: Option<Secrecy>,
    #[schemars(
        title = "Trước hay sau hội nghị",
        description = "Văn bản đọc tại hội nghị không có ý kiến chỉ đạo tại hội nghị đó."
    )]
    pub stage: Option<Stage>,
    #[schemars(title = "Kính gửi")]
    pub addressee: OneOrMany<Text>,
    #[schemars(title = "Căn cứ", description = "Mỗi căn cứ một dòng.")]
    pub bases: Vec<LegalRef>,
    #[schemars(title = "Câu mở đầu", description = "Thay câu mở đầu của mẫu.")]
    pub opening: Option<Prose>,
    #[schemars(title = "Câu kết", description = "Thay câu kết của mẫu.")]
    pub closing: Option<Text>,
    #[schemars(title = "Người ký")]
    pub signature: Option<Signature>,
    #[schemars(
        title = "Người cùng ký",
        description = "Ký bên trái người ký, theo thứ tự từ trái sang; nhiều nhất hai người."
    )]
    pub cosigners: Vec<Signature>,
    #[schemars(
        title = "Kết thúc văn bản",
        description = "Nghị quyết Đại hội kết bằng tên đại hội hoặc TM. Đoàn Chủ tịch."
    )]
    pub ending: Option<Ending>,
    #[schemars(title = "Cách in chỉ tiêu")]
    pub targets_as: Option<TargetsAs>,
    #[schemars(title = "Nơi nhận", description = "Kèm mục đích, ví dụ: Đảng ủy phường (để b/c).")]
    pub recipients: Vec<Text>,
    #[schemars(title = "Lưu", description = "Ví dụ: VT, VP.")]
    pub archive: Option<Text>,
    #[schemars(
        title = "Số và ký hiệu hồ sơ lưu",
        description = "Của hồ sơ mà văn bản được xếp vào; ghi vào dữ liệu đặc tả, không in."
    )]
    pub file_notation: Option<Text>,
    #[schemars(
        title = "Số thứ tự trong hồ sơ lưu",
        description = "Ghi vào dữ liệu đặc tả, không in."
    )]
    pub file_ordinal: Option<Count>,
    #[schemars(
        title = "Số lượng bản phát hành",
        description = "Ghi vào dữ liệu đặc tả, không in."
    )]
    pub copies: Option<Count>,
    #[schemars(title = "Hạn trả lời", description = "Ghi vào dữ liệu đặc tả, không in.")]
    pub reply_by: Option<PartialDate>,
    #[schemars(
        title = "Phụ lục",
        description = "Để trống thì bảng từ sáu dòng trở lên in thành phụ lục."
    )]
    pub annexes: Vec<Annex>,
    #[schemars(
        title = "Biểu đồ",
        description = "chỉ tiêu, so với cùng kỳ, cơ cấu đoàn viên: vẽ từ số liệu, đứng cạnh bảng hoặc đoạn nói số liệu ấy. Để trống thì không vẽ."
    )]
    pub charts: Vec<Chart>,
    #[schemars(title = "Có hàng cộng trong bảng khen thưởng")]
    pub awards_total: Option<super::Flag>,
    #[schemars(
        title = "Dấu của bản ban hành",
        description = "Lệnh issue ghi, không gõ tay; nội dung đã khác thì không xuất lại bản ban hành."
    )]
    pub sealed: Option<Seal>,
}

/// The signature (người ký).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Signature {
    #[schemars(title = "Thay mặt, ký thay", description = "Ví dụ: TM. BAN CHẤP HÀNH.")]
    pub on_behalf: OneOrMany<Text>,
    #[schemars(title = "Chức vụ", description = "Ví dụ: CHỦ TỊCH.")]
    pub post: Option<Text>,
    #[schemars(title = "Họ tên")]
    pub name: Option<Text>,
}

/// One heading of an outline (đề mục của đề cương).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Heading {
    #[schemars(
        title = "Nội dung lấy từ",
        description = "Tên phần của hồ sơ, ví dụ results, awards, assessment.limitations."
    )]
    pub section: Option<Text>,
    #[schemars(title = "Đề mục", description = "Không đánh số: số tự đánh theo cấp.")]
    pub title: Option<Text>,
    #[schemars(title = "Đoạn văn riêng của đề mục")]
    pub text: Option<Prose>,
    #[schemars(
        title = "Của nhiệm kỳ hay của năm",
        description = "Khi đại hội gắn với tổng kết năm: chỉ in phần thuộc nhiệm kỳ, hoặc phần thuộc năm; đề mục con theo đề mục này."
    )]
    pub scope: Option<Scope>,
    #[schemars(title = "Bắt buộc")]
    pub required: Option<super::Flag>,
    #[schemars(
        title = "Là một phần",
        description = "Ghi có thì in “Phần thứ nhất”, “Phần thứ hai”…"
    )]
    pub part: Option<super::Flag>,
    #[schemars(title = "Đề mục con")]
    pub sections: Vec<Heading>,
}

super::walk::plain_record! {
    Envelope {
        status, draft_number, draft_date, title, subject, number, symbol, place, date, urgency,
        secrecy, stage, addressee, bases, opening, closing, signature, cosigners, ending,
        targets_as, recipients, archive, file_notation, file_ordinal, copies, reply_by, annexes, charts,
        awards_total, sealed,
    }
    Signature { on_behalf, post, name }
    Heading { section, title, text, scope, required, part, sections }
}
