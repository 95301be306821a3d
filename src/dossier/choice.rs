//! Values from a closed set of Vietnamese words.

use crate::diagnostic::nearest;

/// Declares an enum that is written as one Vietnamese word; further spellings are accepted
/// when reading but never written.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$vmeta:meta])* $variant:ident = $word:literal $(| $alias:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $( #[doc = concat!("`", $word, "`")] $(#[$vmeta])* $variant ),+
        }

        impl $name {
            /// The words to choose from.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word that is written.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> Result<Self, $crate::error::Error> {
                let typed = text.trim().to_lowercase();
                $( if [$word, $($alias),*].iter().any(|w| w.to_lowercase() == typed) {
                    return Ok(Self::$variant);
                } )+
                let refusal = $crate::dossier::choice::refusal(text, Self::WORDS);
                Err($crate::error::Error::new($crate::error::ErrorKind::Text, refusal))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = $crate::dossier::leaf::scalar(stringify!($name), d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.word())
            }
        }

        impl $crate::dossier::Walk for $name {
            fn item(&self) -> $crate::dossier::Item<'_> {
                $crate::dossier::Item::Choice(self.word())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words: &[&str] = &[$($word $(, $alias)*),+];
                schemars::json_schema!({ "type": "string", "enum": words })
            }
        }
    };
}

pub(crate) use choice;

/// The message for a word that isn't among the choices.
pub(crate) fn refusal(typed: &str, words: &[&str]) -> String {
    let list = words.join(", ");
    match nearest(typed, words.iter().copied()) {
        Some(word) => format!(
            "“{typed}” không có trong các lựa chọn. Có phải là “{word}”? (chọn một trong: {list})"
        ),
        None => format!("“{typed}” không có trong các lựa chọn (chọn một trong: {list})"),
    }
}

choice! {
    /// What a routing slip asks for (việc trình).
    pub enum SlipPurpose {
        /// A paper is to be signed.
        Sign = "ký ban hành văn bản",
        /// A matter is to be decided.
        Decide = "giải quyết công việc",
    }
}

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
    /// Form of the papers (thể thức).
    pub enum Form {
        Union = "công đoàn",
        State = "nhà nước" | "hành chính",
        Party = "đảng",
        Youth = "đoàn" | "đoàn thanh niên",
    }
}

choice! {
    /// The kind of organisation that issues the papers: a trade union, a Party organisation,
    /// the Youth Union (tổ chức).
    pub enum OrganizationKind {
        Union = "công đoàn",
        Party = "đảng" | "tổ chức đảng",
        Youth = "đoàn" | "đoàn thanh niên",
    }
}

choice! {
    /// Level of an organisation (cấp), current and historic ones: those of a union, then
    /// further ones of the Party and of the Youth Union.
    pub enum Level {
        National = "trung ương",
        Province = "tỉnh, ngành trung ương và tương đương" | "tỉnh" | "ngành trung ương",
        Corporation = "tập đoàn, tổng công ty" | "tổng công ty",
        Commune = "xã, phường, đặc khu" | "xã" | "phường" | "đặc khu",
        District = "huyện" | "quận" | "cấp trên trực tiếp cơ sở" | "ngành địa phương" | "viên chức",
        Base = "cơ sở" | "công đoàn cơ sở",
        MemberBase = "cơ sở thành viên",
        Section = "bộ phận",
        Team = "tổ" | "tổ công đoàn",
        /// A Party cell below a base committee.
        Cell = "chi bộ trực thuộc" | "chi bộ",
        BaseCell = "chi bộ cơ sở",
        BaseCommittee = "đảng bộ cơ sở" | "đảng bộ",
        /// A Youth chapter below a base organisation.
        Chapter = "chi đoàn",
        BaseChapter = "chi đoàn cơ sở",
        BaseYouth = "đoàn cơ sở" | "đoàn trường",
    }
}

impl Level {
    /// Whether it is a base body or a part of one, which has no records clerk.
    pub fn is_base(self) -> bool {
        use Level::*;
        matches!(
            self,
            Base | MemberBase
                | Section
                | Team
                | Cell
                | BaseCell
                | Chapter
                | BaseChapter
                | BaseYouth
        )
    }
}

choice! {
    /// Type of employer (loại hình).
    pub enum UnitType {
        Administration = "hành chính" | "cơ quan",
        PublicUnit = "sự nghiệp" | "đơn vị sự nghiệp",
        Enterprise = "doanh nghiệp",
        Mixed = "hỗn hợp",
    }
}

choice! {
    /// Type of the reported period (loại kỳ).
    pub enum PeriodType {
        Year = "năm",
        FirstHalf = "6 tháng đầu năm" | "6 tháng" | "sáu tháng đầu năm" | "6 tháng đầu" | "nửa đầu năm",
        SecondHalf = "6 tháng cuối năm" | "sáu tháng cuối năm" | "6 tháng cuối" | "nửa cuối năm",
        NineMonths = "9 tháng đầu năm" | "9 tháng" | "chín tháng đầu năm",
        FirstQuarter = "quý I" | "quý 1" | "quý một",
        SecondQuarter = "quý II" | "quý 2" | "quý hai",
        ThirdQuarter = "quý III" | "quý 3" | "quý ba",
        FourthQuarter = "quý IV" | "quý 4" | "quý bốn" | "quý tư",
        /// Which quarter follows from its dates.
        Quarter = "quý",
        SchoolYear = "năm học",
        FirstSemester = "học kỳ I" | "học kỳ 1" | "học kì I" | "học kì 1" | "học kỳ một",
        SecondSemester = "học kỳ II" | "học kỳ 2" | "học kì II" | "học kì 2" | "học kỳ hai",
        SinceFounding = "từ khi thành lập",
        Other = "khác",
    }
}

impl PeriodType {
    /// The quarters of a year, in order.
    pub const QUARTERS: [PeriodType; 4] = [
        PeriodType::FirstQuarter,
        PeriodType::SecondQuarter,
        PeriodType::ThirdQuarter,
        PeriodType::FourthQuarter,
    ];

    /// The number of the quarter, from 1.
    pub fn quarter(self) -> Option<u8> {
        (1..).zip(Self::QUARTERS).find_map(|(n, quarter)| (quarter == self).then_some(n))
    }

    /// Whether it is a part of a year.
    pub fn is_interim(self) -> bool {
        use PeriodType::{FirstHalf, NineMonths, Quarter, SecondHalf};
        self.quarter().is_some()
            || self.semester().is_some()
            || matches!(self, FirstHalf | SecondHalf | NineMonths | Quarter)
    }

    /// The number of the semester of a school year (học kỳ), from 1.
    pub fn semester(self) -> Option<u8> {
        match self {
            PeriodType::FirstSemester => Some(1),
            PeriodType::SecondSemester => Some(2),
            _ => None,
        }
    }

    /// Whether it belongs to a school year (năm học), which spans two calendar years.
    pub fn is_of_school_year(self) -> bool {
        self == PeriodType::SchoolYear || self.semester().is_some()
    }
}

choice! {
    /// The kind of a meeting (hình thức).
    pub enum MeetingType {
        Congress = "đại hội",
        DelegateConference = "hội nghị đại biểu",
        PlenaryConference = "hội nghị toàn thể",
        ExtendedCommittee = "hội nghị ban chấp hành mở rộng",
        Review = "hội nghị tổng kết" | "hội nghị",
    }
}

choice! {
    /// The attendees of a congress (đại biểu hay toàn thể).
    pub enum AttendedBy {
        Delegates = "đại biểu",
        Everyone = "toàn thể",
    }
}

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

choice! {
    /// The direction of support (chiều chăm lo, ủng hộ).
    pub enum SupportDirection {
        ToMembers = "chăm lo" | "chăm lo đoàn viên",
        Donation = "ủng hộ",
        Raised = "vận động",
    }
}

choice! {
    /// State of an award (đã khen hay đề nghị).
    pub enum AwardState {
        Received = "đã khen" | "được tặng",
        Proposed = "đề nghị",
    }
}

choice! {
    /// How a body was formed (bầu hay chỉ định).
    pub enum Formation {
        Elected = "bầu",
        Appointed = "chỉ định",
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

choice! {
    /// The kind of a speech (tính chất phát biểu).
    pub enum SpeechKind {
        Directive = "chỉ đạo",
        Contribution = "tham luận",
        Remark = "phát biểu",
    }
}

choice! {
    /// Who nominated a candidate (do ai giới thiệu).
    pub enum NominatedBy {
        Committee = "Ban Chấp hành giới thiệu" | "ban chấp hành",
        Others = "đề cử",
        Oneself = "ứng cử",
    }
}

choice! {
    /// The ground on which a person is a delegate (tư cách đại biểu).
    pub enum DelegateAs {
        ExOfficio = "đương nhiên",
        Elected = "bầu" | "được bầu",
        Appointed = "chỉ định",
    }
}

choice! {
    /// The meeting that holds an election (bầu tại).
    pub enum ElectedAt {
        Congress = "đại hội",
        Committee = "hội nghị ban chấp hành" | "ban chấp hành",
        Inspectors = "hội nghị ủy ban kiểm tra" | "ủy ban kiểm tra",
    }
}

choice! {
    /// How a ballot paper is marked (cách ghi phiếu).
    pub enum Marking {
        Strike = "gạch tên" | "gạch",
        TwoColumns = "đồng ý, không đồng ý" | "hai cột",
    }
}

choice! {
    /// Whether a ballot with fewer votes than seats is valid (phiếu bầu thiếu).
    pub enum Undervote {
        Valid = "hợp lệ",
        Invalid = "không hợp lệ",
    }
}

choice! {
    /// How alternates are determined (cách lấy đại biểu dự khuyết).
    pub enum AlternatesBy {
        OneBallot = "bầu chung",
        OwnBallot = "bầu riêng",
        NextInVotes = "lấy liền kề" | "liền kề",
    }
}

choice! {
    /// The term for those who run an election (gọi ban kiểm phiếu là).
    pub enum TellersTitle {
        Tellers = "Ban Kiểm phiếu",
        Board = "Ban Bầu cử",
    }
}

choice! {
    /// How a meeting decides (cách biểu quyết).
    pub enum VoteMethod {
        Hands = "biểu quyết giơ tay" | "biểu quyết" | "giơ tay",
        Ballots = "bỏ phiếu kín" | "bỏ phiếu",
    }
}

choice! {
    /// How a faulty paper is corrected (cách xử lý).
    pub enum CorrectionKind {
        Slip = "đính chính",
        Amend = "sửa đổi" | "điều chỉnh",
        Replace = "thay thế",
        Recall = "thu hồi" | "hủy bỏ",
    }
}

choice! {
    /// How much of a certificate is printed (cách in giấy khen).
    pub enum CertificatePrint {
        Whole = "cả khung",
        Words = "chỉ chữ",
    }
}

choice! {
    /// The sheet of one ballot paper (khổ phiếu).
    pub enum BallotSize {
        A6 = "A6",
        A5 = "A5",
        A4 = "A4",
    }
}

choice! {
    /// The kind of a point of the programme (loại việc).
    pub enum AgendaKind {
        Anthem = "chào cờ",
        Welcome = "giới thiệu",
        HandVote = "biểu quyết",
        Report = "báo cáo",
        Discussion = "thảo luận",
        Speech = "phát biểu",
        Nomination = "đề cử",
        Ballot = "bỏ phiếu",
        Result = "kết quả",
        Closing = "bế mạc",
    }
}
