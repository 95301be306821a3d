//! The computation of an election for its ballot papers, its counting minutes and the minutes
//! of the meeting.

use minijinja::Value;

use crate::dossier::{
    Attendance, Dossier, Election, Marking, NominatedBy, Person, Quantity, Undervote,
};
use crate::usage::Majority;
use crate::vietnamese::{NO_BREAK, NameOrder, Number, NumberWords, fold, shown_percent};

use super::elected::{Elected, elected, is_alternate, majority_base, seats, votes_of};
use super::names::Names;
use super::origin;
use super::people::{People, board, pairs};
use super::values::{known, unknown};
use super::wording;

/// The elections of a dossier, for templates.
pub(super) struct Votes<'a> {
    dossier: &'a Dossier,
    names: &'a Names<'a>,
    people: People<'a>,
}

impl<'a> Votes<'a> {
    pub fn of(names: &'a Names<'a>) -> Self {
        Votes { dossier: names.dossier, names, people: People::of(names) }
    }

    /// The elections held by the congress, or by the committee's first meeting, if they have
    /// a list of candidates.
    pub fn held(&self, by_committee: bool) -> Value {
        let held = self.dossier.elections.iter().filter(|e| {
            e.is_by_committee() == by_committee
                && e.method != Some(crate::dossier::Formation::Appointed)
                && !(e.candidates.is_empty() && e.members.is_empty())
        });
        Value::from(held.map(|election| self.value(election)).collect::<Vec<_>>())
    }

    pub fn value(&self, election: &'a Election) -> Value {
        let attendance = self.attendance(election);
        let quantity = |own: &Option<Quantity>, of_meeting: Option<&Option<Quantity>>| {
            let told = own.as_ref().or_else(|| of_meeting?.as_ref());
            known(told.map(wording::quantity_value))
        };
        let count = |told: Option<&Quantity>| known(told.map(wording::quantity_value));
        let ballots = election.ballots.as_ref();
        let listed = election.candidates.len();
        let entries = vec![
            ("what", self.what(election).into()),
            ("body", known(election.body.as_deref())),
            ("round", known(round(election))),
            ("by_committee", election.is_by_committee().into()),
            ("is_post", election.body.as_deref().is_some_and(|b| is_post(post_of(b))).into()),
            ("repeated", (!election.is_first_among(&self.dossier.elections)).into()),
            ("elected_in_all", self.elected_in_all(election).into()),
            ("single", (seats(election) == Some(Number::from(1_u32))).into()),
            ("called", quantity(&election.called, attendance.map(|a| &a.called))),
            ("present", quantity(&election.present, attendance.map(|a| &a.present))),
            ("voters", quantity(&election.voters, None)),
            ("seats", count(election.seats.as_ref())),
            ("listed", format!("{} đồng chí", padded(listed)).into()),
            ("self_nominated", self.nominated(election, true)),
            ("nominated", self.nominated(election, false)),
            ("issued", count(ballots.and_then(|b| b.issued.as_ref()))),
            ("collected", count(ballots.and_then(|b| b.collected.as_ref()))),
            ("base", known(majority_base(election, self.names).map(|base| base.to_string()))),
            ("base_words", self.base_words(election).into()),
            ("of_members", (self.majority() != Majority::Collected).into()),
            ("valid", count(ballots.and_then(|b| b.valid.as_ref()))),
            ("invalid", count(ballots.and_then(|b| b.invalid.as_ref()))),
            ("two_columns", two_columns(election).into()),
            ("undervote_valid", (election.undervote != Some(Undervote::Invalid)).into()),
            ("alternates_by", known(election.alternates_by.map(|by| by.word()))),
            ("instruction", self.instruction(election).into()),
            ("size", self.size(election).into()),
            ("rows", self.rows(election)),
            ("elected", self.elected(election)),
            ("outcome", known(self.outcome(election))),
            ("tie", known(election.tie.as_deref())),
            ("recount", known(election.recount.as_deref())),
            ("tellers", board(self.tellers(election))),
            ("head", known(head(self.tellers(election)))),
            ("counted_at", known(election.counted_at.map(|time| time.sentence()))),
            ("seats_decision", self.decision(election.seats_decision.as_ref())),
            ("list_decision", self.decision(election.list_decision.as_ref())),
            ("withdrawn", board(&election.withdrawn)),
        ];
        pairs(entries)
    }

    fn majority(&self) -> Majority {
        self.names.usage.majority(self.dossier)
    }

    /// What votes are shares of: `số phiếu thu về`, `số đảng viên chính thức được triệu tập`.
    fn base_words(&self, election: &Election) -> String {
        let attendees = self.names.attendees();
        match self.majority() {
            Majority::Collected => "số phiếu thu về".to_owned(),
            Majority::Members(_) if election.is_by_committee() => {
                "số ủy viên được triệu tập".to_owned()
            }
            Majority::Members(_) => format!("số {attendees} chính thức được triệu tập"),
        }
    }

    /// The attendance of the meeting that holds the election.
    fn attendance(&self, election: &Election) -> Option<&'a Attendance> {
        match election.is_by_committee() {
            true => self.dossier.first_meeting.as_ref()?.attendance.as_ref(),
            false => self.dossier.attendance.as_ref(),
        }
    }

    /// `Ban Chấp hành Công đoàn … khóa X, nhiệm kỳ 2026 - 2031`, `chức danh Chủ tịch
    /// Công đoàn …`, `đoàn đại biểu dự …`
    fn what(&self, election: &Election) -> String {
        let upper = self.names.upper_congress();
        if election.to.is_some() || election.official.is_some() {
            return match (election.to.as_deref(), upper) {
                (None | Some("upper_congress"), Some(upper)) => format!("đoàn đại biểu dự {upper}"),
                (Some(to), _) if to != "upper_congress" => format!("đoàn đại biểu dự {to}"),
                _ => "đoàn đại biểu dự đại hội cấp trên".to_owned(),
            };
        }
        let body = election.body.as_deref().unwrap_or("…");
        let body = match post_of(body) {
            post if is_post(post) => format!("chức danh {post}"),
            body => body.to_owned(),
        };
        self.names.of_new_term(&body)
    }

    /// The number of self-nominated candidates, or of those nominated by others; unknown
    /// unless stated for everybody.
    fn nominated(&self, election: &Election, oneself: bool) -> Value {
        let told = election.candidates.iter().map(|p| p.nominated_by);
        let Some(told) = told.collect::<Option<Vec<NominatedBy>>>() else { return unknown() };
        let count = told.iter().filter(|by| (**by == NominatedBy::Oneself) == oneself).count();
        let none = told.is_empty();
        if none { unknown() } else { format!("{} đồng chí", padded(count)).into() }
    }

    /// How to mark the ballot, in a line or two.
    fn instruction(&self, election: &Election) -> String {
        let own = self.dossier.ballot_paper.as_ref().and_then(|b| b.instruction.as_deref());
        if let Some(own) = own {
            return own.to_owned();
        }
        let seats = election.seats.as_ref().map(wording::quantity);
        let seats = seats.unwrap_or_else(|| "…".to_owned());
        let listed = padded(election.candidates.len());
        let mark = match two_columns(election) {
            true => "Đánh dấu X vào một trong hai cột Đồng ý, Không đồng ý ở mỗi người.",
            false => "Không bầu ai thì gạch ngang giữa cả họ và tên người đó.",
        };
        format!("Bầu {seats} trong danh sách {listed} đồng chí. {mark}")
    }

    /// The smallest sheet that suits the number of names.
    fn size(&self, election: &Election) -> &'static str {
        use crate::dossier::BallotSize::{A4, A5, A6};
        let own = self.dossier.ballot_paper.as_ref().and_then(|b| b.size);
        match own {
            Some(A6) => "a6",
            Some(A5) => "a5",
            Some(A4) => "a4",
            None => match election.candidates.len() {
                // Two more columns need a wider sheet.
                0..=5 if !two_columns(election) => "a6",
                0..=16 => "a5",
                _ => "a4",
            },
        }
    }

    /// The candidates in ballot order, with their votes.
    fn rows(&self, election: &'a Election) -> Value {
        let base = majority_base(election, self.names);
        let mut candidates: Vec<&Person> = election.candidates.iter().collect();
        candidates.sort_by_key(|p| NameOrder::of(p.name.as_deref().unwrap_or_default()));
        let row = |person: &'a Person| {
            let votes = votes_of(person);
            let share = votes.zip(base).and_then(|(v, c)| shown_percent(v, c));
            pairs(vec![
                origin::row_of(person),
                ("name", known(self.people.name_among(person, &election.candidates))),
                ("posts", known(self.people.posts(person))),
                ("votes", known(votes.map(|votes| votes.to_string()))),
                ("share", known(share.map(|share| share.to_string()))),
            ])
        };
        Value::from(candidates.into_iter().map(row).collect::<Vec<_>>())
    }

    fn elected(&self, election: &'a Election) -> Value {
        let base = majority_base(election, self.names);
        let row = |e: Elected<'a>| {
            let share = e.votes.zip(base).and_then(|(v, c)| shown_percent(v, c));
            let name = e.person.name.as_deref().map(|name| match is_alternate(e.person) {
                true => format!("{name} (dự khuyết)"),
                false => name.to_owned(),
            });
            pairs(vec![
                origin::row_of(e.person),
                ("name", known(name)),
                ("posts", known(self.people.posts(e.person))),
                ("votes", known(e.votes.map(|votes| votes.to_string()))),
                ("share", known(share.map(|share| share.to_string()))),
            ])
        };
        Value::from(elected(election, self.names).into_iter().map(row).collect::<Vec<_>>())
    }

    /// The number elected in this round and all others.
    fn elected_in_all(&self, election: &Election) -> usize {
        let rounds = self.dossier.elections.iter().filter(|e| e.is_round_with(election));
        rounds.map(|e| elected(e, self.names).len()).sum()
    }

    /// The result, if all seats are filled: `Đã bầu đủ 09 đồng chí theo số lượng Đại hội
    /// quyết định`, without a final stop.
    fn outcome(&self, election: &Election) -> Option<String> {
        let decided = election.seats.as_ref().map(wording::quantity)?;
        let (seats, elected) = (seats(election)?, elected(election, self.names).len());
        if elected == 0 {
            return None;
        }
        let elected = Number::from(u64::try_from(elected).ok()?);
        let meeting =
            if election.is_by_committee() { "Hội nghị" } else { self.names.meeting() };
        Some(match seats.checked_sub(elected).filter(|left| !left.is_zero()) {
            None => format!("Đã bầu đủ {decided} theo số lượng {meeting} quyết định"),
            Some(left) => format!(
                "Bầu được {} đồng chí, còn thiếu {} đồng chí so với số lượng {meeting} quyết định",
                elected.padded(),
                left.padded()
            ),
        })
    }

    fn tellers(&self, election: &'a Election) -> &'a [Person] {
        let of_congress = self.dossier.bodies.as_ref().map(|bodies| bodies.tellers.as_slice());
        match election.tellers.as_slice() {
            [] if !election.is_by_committee() => of_congress.unwrap_or_default(),
            own => own,
        }
    }

    /// `118/118 đại biểu nhất trí`
    fn decision(&self, decision: Option<&crate::dossier::Decision>) -> Value {
        known(decision.and_then(told_decision))
    }
}

/// A show of hands in words: `117 đại biểu nhất trí, 0 không nhất trí, 01 ý kiến khác`.
pub(super) fn told_decision(decision: &crate::dossier::Decision) -> Option<String> {
    let agreed = decision.agreed.as_ref().map(wording::quantity)?;
    let mut told = format!("{agreed} nhất trí");
    let others = [(&decision.against, "không nhất trí"), (&decision.other, "có ý kiến khác")];
    for (count, words) in others {
        if let Some(count) = count.as_ref().filter(|count| !count.is_nothing()) {
            told += &format!(", {} {words}", wording::quantity(count));
        }
    }
    Some(told)
}

/// The name of a post, without the word that calls it one.
fn post_of(body: &str) -> &str {
    body.strip_prefix("Chức danh ").unwrap_or(body)
}

/// Whether the election is for a post held by one person.
fn is_post(body: &str) -> bool {
    let body = fold(body);
    [
        "chủ tịch",
        "phó chủ tịch",
        "chủ nhiệm",
        "phó chủ nhiệm",
        "tổ trưởng",
        "tổ phó",
        "bí thư",
        "phó bí thư",
    ]
    .iter()
    .any(|post| body.starts_with(post))
}

/// Whether a ballot has the columns Đồng ý and Không đồng ý: as stated in the dossier, else
/// if there are no more names than seats.
fn two_columns(election: &Election) -> bool {
    let seats = seats(election);
    let listed = u64::try_from(election.candidates.len()).ok().map(Number::from);
    match election.marking {
        Some(marking) => marking == Marking::TwoColumns,
        None => seats.zip(listed).is_some_and(|(seats, listed)| listed <= seats),
    }
}

/// `lần thứ hai`; empty for the first.
fn round(election: &Election) -> Option<String> {
    let round = election.round.map(|round| u64::from(round.0)).filter(|round| *round > 1)?;
    let number = NumberWords::default().number(Number::from(round));
    Some(format!("lần thứ{NO_BREAK}{number}"))
}

/// The head of a board: the member with that post, else the first.
pub(super) fn head(members: &[Person]) -> Option<&str> {
    let heads =
        |p: &&Person| p.post.as_deref().is_some_and(|post| fold(post).starts_with("trưởng"));
    members.iter().find(heads).or(members.first())?.name.as_deref()
}

fn padded(count: usize) -> String {
    u64::try_from(count).map_or_else(|_| count.to_string(), |n| Number::from(n).padded())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE: &str = "{seats: 3 đồng chí, ballots: {collected: 21 phiếu, valid: 20 phiếu}, candidates: [\
        {name: Lê Văn Bưởi, votes: 12 phiếu}, {name: Vũ Thị Cam, votes: 20 phiếu}, \
        {name: Đỗ Văn Mít, votes: 10 phiếu}, {name: Bùi Thị Quýt, votes: 12 phiếu}, \
        {name: Ngô Văn Roi, votes: 3 phiếu}]}";

    fn value(elections: &str, key: &str) -> String {
        let yaml = format!(
            "organization: {{name: Công đoàn Lam}}\ncongress: {{ordinal: II, term: 2026-2031}}\n\
             upper_congress: {{name: Đại hội Công đoàn phường}}\nelections: [{elections}]"
        );
        let dossier: Dossier = serde_yaml::from_str(&yaml).expect(elections);
        let names = Names::of_built_in(&dossier);
        let votes = Votes::of(&names);
        let value = votes.value(&dossier.elections[0]).get_attr(key).expect(key);
        value.to_string().replace(NO_BREAK, " ")
    }

    #[test]
    fn what_is_elected_has_its_term() {
        for (election, what) in [
            ("{body: Ban Chấp hành}", "Ban Chấp hành Công đoàn Lam khóa II, nhiệm kỳ 2026 - 2031"),
            (
                "{body: Chủ tịch, at: hội nghị ban chấp hành}",
                "chức danh Chủ tịch Công đoàn Lam khóa II, nhiệm kỳ 2026 - 2031",
            ),
            (
                "{to: upper_congress, official: 2 đại biểu}",
                "đoàn đại biểu dự Đại hội Công đoàn phường",
            ),
            // What is elected ends as the organisation's name begins.
            (
                "{body: Chủ tịch Công đoàn}",
                "chức danh Chủ tịch Công đoàn Lam khóa II, nhiệm kỳ 2026 - 2031",
            ),
        ] {
            assert_eq!(value(election, "what"), what);
        }
        assert_eq!(value("{body: Ban Chấp hành, round: 2}", "round"), "lần thứ hai");
    }

    #[test]
    fn the_outcome_tells_what_is_missing() {
        assert_eq!(
            value(FIVE, "outcome"),
            "Đã bầu đủ 03 đồng chí theo số lượng Đại hội quyết định"
        );
        assert_eq!(
            value(&FIVE.replace("seats: 3", "seats: 4"), "outcome"),
            "Bầu được 03 đồng chí, còn thiếu 01 đồng chí so với số lượng Đại hội quyết định"
        );
    }

    #[test]
    fn who_may_be_struck_out_decides_how_a_ballot_is_marked() {
        let marked = |seats: &str| value(&FIVE.replace("seats: 3", seats), "instruction");
        assert!(marked("seats: 3").ends_with("gạch ngang giữa cả họ và tên người đó."));
        assert!(marked("seats: 3").starts_with("Bầu 03 đồng chí trong danh sách 05 đồng chí."));
        assert!(marked("seats: 5").contains("một trong hai cột"));
        assert!(marked("marking: hai cột, seats: 3").contains("một trong hai cột"));
    }

    #[test]
    fn a_ballot_for_one_post_is_half_a_sheet() {
        let one = "{body: Chủ tịch, at: hội nghị ban chấp hành, seats: 1 đồng chí, candidates: [{name: Lê Văn Bưởi}]}";
        assert_eq!((value(one, "size"), value(FIVE, "size")), ("a5".to_owned(), "a6".to_owned()));
    }

    #[test]
    fn rounds_are_counted_together() {
        let both = "{body: Ban Chấp hành, members: [{name: Lê Văn Bưởi}]}, \
                    {body: Ban Chấp hành, round: 2, members: [{name: Vũ Thị Cam}]}";
        assert_eq!(value(both, "elected_in_all"), "2");
        assert_eq!(value(both, "repeated"), "False");
    }

    #[test]
    fn a_show_of_hands_names_who_was_against() {
        let told = |yaml: &str| {
            let decision = serde_yaml::from_str(yaml).expect(yaml);
            told_decision(&decision).map(|told| told.replace(NO_BREAK, " "))
        };
        assert_eq!(
            told("{agreed: 117 đại biểu, against: không, other: 1 đại biểu}").as_deref(),
            Some("117 đại biểu nhất trí, 01 đại biểu có ý kiến khác")
        );
        assert_eq!(told("{against: 1 đại biểu}"), None);
    }
}
