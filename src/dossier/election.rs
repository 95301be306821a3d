//! Elections and their ballot papers (bầu cử, phiếu bầu).

use serde::{Deserialize, Serialize};

use crate::vietnamese::fold;

use super::choice::choice;
use super::{Count, Decision, Flag, LegalRef, MeetingTime, Person, Quantity, Text};

choice! {
    /// The meeting that holds an election (bầu tại).
    pub enum ElectedAt {
        Congress = "đại hội",
        Committee = "hội nghị ban chấp hành" | "ban chấp hành",
        Inspectors = "hội nghị ủy ban kiểm tra" | "ủy ban kiểm tra",
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
    /// The sheet of one ballot paper (khổ phiếu).
    pub enum BallotSize {
        A6 = "A6",
        A5 = "A5",
        A4 = "A4",
    }
}

/// An election, or an appointment in its place (bầu cử, chỉ định).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Election {
    #[schemars(
        title = "Bầu",
        description = "Ví dụ: Ban Chấp hành; Ủy ban Kiểm tra; Đoàn đại biểu dự đại hội cấp trên."
    )]
    pub body: Option<Text>,
    #[schemars(title = "Bầu hay chỉ định", description = "Mặc định: bầu.")]
    pub method: Option<Formation>,
    #[schemars(
        title = "Bầu tại",
        description = "Mặc định: đại hội; Ban Thường vụ, Ủy ban Kiểm tra: hội nghị Ban Chấp hành."
    )]
    pub at: Option<ElectedAt>,
    #[schemars(title = "Lần bầu", description = "Chỉ ghi khi bầu lại, bầu thêm: 2.")]
    pub round: Option<Count>,
    #[schemars(title = "Quyết định chỉ định")]
    pub decision: Option<LegalRef>,
    #[schemars(
        title = "Dự đại hội nào",
        description = "Đoàn đại biểu dự đại hội nào; ghi upper_congress để lấy tên đại hội cấp trên."
    )]
    pub to: Option<Text>,
    #[schemars(title = "Số lượng bầu")]
    pub seats: Option<Quantity>,
    #[schemars(title = "Trúng cử", description = "Ví dụ: 5 đồng chí.")]
    pub elected: Option<Quantity>,
    #[schemars(title = "Đại biểu chính thức")]
    pub official: Option<Quantity>,
    #[schemars(title = "Đại biểu dự khuyết")]
    pub alternate: Option<Quantity>,
    #[schemars(title = "Đã ra mắt")]
    pub introduced: Option<Flag>,
    #[schemars(title = "Danh sách trúng cử")]
    pub members: Vec<Person>,
    #[schemars(title = "Danh sách trúng cử đã ghi đủ")]
    pub members_complete: Option<Flag>,
    #[schemars(title = "Được triệu tập", description = "Để trống thì theo thành phần dự.")]
    pub called: Option<Quantity>,
    #[schemars(title = "Có mặt khi bầu", description = "Để trống thì theo thành phần dự.")]
    pub present: Option<Quantity>,
    #[schemars(title = "Tham gia bỏ phiếu")]
    pub voters: Option<Quantity>,
    #[schemars(title = "Biểu quyết số lượng")]
    pub seats_decision: Option<Decision>,
    #[schemars(title = "Biểu quyết danh sách bầu cử")]
    pub list_decision: Option<Decision>,
    #[schemars(title = "Rút khỏi danh sách", description = "Ghi cả lý do.")]
    pub withdrawn: Vec<Person>,
    #[schemars(
        title = "Cách ghi phiếu",
        description = "Để trống: danh sách nhiều hơn số lượng thì gạch tên, không thì hai cột."
    )]
    pub marking: Option<Marking>,
    #[schemars(title = "Phiếu bầu thiếu số lượng", description = "Mặc định: hợp lệ.")]
    pub undervote: Option<Undervote>,
    #[schemars(
        title = "Cách lấy đại biểu dự khuyết",
        description = "bầu chung một phiếu; bầu riêng; lấy liền kề: người nhiều phiếu tiếp theo, quá nửa."
    )]
    pub alternates_by: Option<AlternatesBy>,
    #[schemars(title = "Ban kiểm phiếu riêng", description = "Để trống thì theo bodies.")]
    pub tellers: Vec<Person>,
    #[schemars(title = "Phiếu")]
    pub ballots: Option<Ballots>,
    #[schemars(title = "Lập biên bản lúc", description = "Ví dụ: 10h45 ngày 13/3/2026.")]
    pub counted_at: Option<MeetingTime>,
    #[schemars(title = "Cách quyết định khi bằng phiếu")]
    pub tie: Option<Text>,
    #[schemars(
        title = "Kiểm phiếu lại",
        description = "Vì sao, kết quả; để trống khi không kiểm lại."
    )]
    pub recount: Option<Text>,
    #[schemars(title = "Danh sách bầu cử")]
    pub candidates: Vec<Person>,
}

impl Election {
    /// The elected body; `None` if it isn't stated or is another one.
    pub fn elects(&self) -> Option<ElectedBody> {
        let body = fold(self.body.as_deref()?);
        let named = |(name, _): &&(&str, ElectedBody)| body.starts_with(name);
        ElectedBody::NAMES.iter().find(named).map(|(_, body)| *body)
    }

    /// Whether the committee elects the body, and not the congress: its standing committee
    /// (Ban Thường vụ), the inspection committee (Ủy ban Kiểm tra), vice chairs (Phó Chủ
    /// tịch); not the chair, who may be elected by the congress.
    pub fn is_by_committee(&self) -> bool {
        if let Some(at) = self.at {
            return at != ElectedAt::Congress;
        }
        const BODIES: [&str; 5] =
            ["ban thường vụ", "ủy ban kiểm tra", "btv", "ubkt", "phó chủ tịch"];
        let body = fold(self.body.as_deref().unwrap_or_default());
        let delegates = self.to.is_some() || body.contains("đại biểu");
        !delegates && BODIES.iter().any(|named| body.contains(named))
    }

    /// The number of the round (lần bầu); 1 if not stated.
    pub fn round_number(&self) -> u32 {
        self.round.map_or(1, |round| round.0.max(1))
    }

    /// Whether this and another one are rounds of the same election.
    pub fn is_round_with(&self, other: &Election) -> bool {
        let body = |e: &Election| e.body.as_deref().map(fold);
        let meeting = self.is_by_committee() == other.is_by_committee();
        meeting && body(self) == body(other) && self.to == other.to
    }

    /// Whether there is no earlier round of it among the elections.
    pub fn is_first_among(&self, elections: &[Election]) -> bool {
        let earlier = |e: &&Election| e.round_number() < self.round_number();
        !elections.iter().filter(earlier).any(|e| e.is_round_with(self))
    }

    /// Whether the committee is elected and its name contains nothing else, such as its
    /// number.
    pub fn elects_the_committee(&self) -> bool {
        self.body.as_deref().is_some_and(|body| fold(body) == "ban chấp hành")
    }
}

/// How ballot papers are printed (phiếu bầu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BallotPaper {
    #[schemars(title = "Khổ phiếu", description = "Để trống thì theo số người trong danh sách.")]
    pub size: Option<BallotSize>,
    #[schemars(title = "Câu hướng dẫn", description = "Thay câu của mẫu.")]
    pub instruction: Option<Text>,
    #[schemars(title = "In câu hướng dẫn", description = "Mặc định: có.")]
    pub instructed: Option<Flag>,
    #[schemars(title = "Chỗ đóng dấu treo", description = "Mặc định: có.")]
    pub stamped: Option<Flag>,
}

/// A body that is elected, recognised by the beginning of its name: `Ban Chấp hành khóa X` is
/// the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElectedBody {
    /// Ban Chấp hành.
    Committee,
    /// Ban Thường vụ.
    StandingCommittee,
    /// Ủy ban Kiểm tra.
    Inspectors,
    /// Chủ tịch, Phó Chủ tịch, các chức danh.
    Officers,
}

impl ElectedBody {
    const NAMES: [(&'static str, ElectedBody); 8] = [
        ("ban chấp hành", ElectedBody::Committee),
        ("ban thường vụ", ElectedBody::StandingCommittee),
        ("ủy ban kiểm tra", ElectedBody::Inspectors),
        ("uỷ ban kiểm tra", ElectedBody::Inspectors),
        ("chủ tịch", ElectedBody::Officers),
        ("phó chủ tịch", ElectedBody::Officers),
        ("chức danh", ElectedBody::Officers),
        ("các chức danh", ElectedBody::Officers),
    ];
}

/// Ballots of one vote (phiếu).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ballots {
    #[schemars(title = "Phát ra")]
    pub issued: Option<Quantity>,
    #[schemars(title = "Thu về")]
    pub collected: Option<Quantity>,
    #[schemars(title = "Hợp lệ")]
    pub valid: Option<Quantity>,
    #[schemars(title = "Không hợp lệ")]
    pub invalid: Option<Quantity>,
}

super::walk::plain_record! {
    Election {
        body, method, at, round, decision, to, seats, elected, official, alternate, introduced,
        members, members_complete, called, present, voters, seats_decision, list_decision,
        withdrawn, marking, undervote, alternates_by, tellers, ballots, counted_at, tie, recount, candidates,
    }
    BallotPaper { size, instruction, instructed, stamped }
    Ballots { issued, collected, valid, invalid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_by_their_names() {
        let election =
            |body: &str| Election { body: Some(Text(body.into())), ..Election::default() };
        for (name, body) in [
            ("Ban Chấp hành", Some(ElectedBody::Committee)),
            ("ban  chấp hành khóa X", Some(ElectedBody::Committee)),
            ("Ban Thường vụ", Some(ElectedBody::StandingCommittee)),
            ("Uỷ ban Kiểm tra", Some(ElectedBody::Inspectors)),
            ("Phó Chủ tịch", Some(ElectedBody::Officers)),
            ("Đoàn đại biểu", None),
        ] {
            assert_eq!(election(name).elects(), body, "{name}");
        }
        assert_eq!(Election::default().elects(), None);
        for by_committee in
            ["Ban Thường vụ", "Ủy ban Kiểm tra", "Phó Chủ tịch", "Chủ tịch, Phó Chủ tịch"]
        {
            assert!(election(by_committee).is_by_committee(), "{by_committee}");
        }
        for by_congress in ["Ban Chấp hành", "Chủ tịch", "Đại biểu dự Đại hội Ban Thường vụ"]
        {
            assert!(!election(by_congress).is_by_committee(), "{by_congress}");
        }
        assert!(election("Ban chấp hành").elects_the_committee());
        assert!(!election("Ban Chấp hành khóa X").elects_the_committee());
    }
}
