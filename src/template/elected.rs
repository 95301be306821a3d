//! Who is elected by an election: as the dossier lists them, else by the votes.

use crate::dossier::{Election, Person, Quantity};
use crate::usage::Majority;
use crate::vietnamese::{NameOrder, Number, fold, shown_percent};

use super::names::Names;

/// An elected person.
pub(super) struct Elected<'a> {
    pub person: &'a Person,
    pub votes: Option<Number>,
}

/// A person's votes: `113 phiếu`, or the first number of `113/118 phiếu`.
pub(super) fn votes_of(person: &Person) -> Option<Number> {
    let votes = person.votes.as_ref()?.value.as_ref()?;
    votes.ratio().map(|(part, _)| part).or_else(|| votes.number())
}

/// The votes of a name in the list of candidates, unless two have that name.
fn votes_among(person: &Person, candidates: &[Person]) -> Option<Number> {
    let name = fold(person.name.as_deref()?);
    let mut same =
        candidates.iter().filter(|p| p.name.as_deref().is_some_and(|other| fold(other) == name));
    let found = same.next().filter(|_| same.next().is_none())?;
    votes_of(found)
}

fn collected(election: &Election) -> Option<Number> {
    election.ballots.as_ref()?.collected.as_ref()?.number()
}

/// What more than half of which somebody needs, by the usage of the organisation.
pub(super) fn majority_base(election: &Election, names: &Names<'_>) -> Option<Number> {
    match names.usage.majority(names.dossier) {
        Majority::Collected => collected(election),
        Majority::Members(members) if !election.is_by_committee() => members,
        // The committee's own members are counted, as many as were called.
        Majority::Members(_) => {
            let meeting = names.dossier.first_meeting.as_ref();
            let of_meeting = meeting.and_then(|m| m.attendance.as_ref()?.called.as_ref());
            election.called.as_ref().or(of_meeting)?.number()
        }
    }
}

/// The number of seats: official members and alternates together.
pub(super) fn seats(election: &Election) -> Option<Number> {
    let count = |q: &Option<Quantity>| q.as_ref().and_then(Quantity::number);
    count(&election.seats).or_else(|| {
        let (official, alternate) = (count(&election.official), count(&election.alternate));
        official.and_then(|o| o.checked_add(alternate.unwrap_or(Number::ZERO)))
    })
}

/// Whether somebody has more than half of what a majority is counted of.
fn has_majority(votes: Number, base: Number) -> bool {
    votes.checked_mul(Number::from(2_u32)).is_some_and(|twice| twice > base)
}

/// The elected, by descending votes, in ballot order if equal: as listed in the dossier, else
/// computed from the votes. In a tie for the last seat none of the tied is elected.
pub(super) fn elected<'a>(election: &'a Election, names: &Names<'_>) -> Vec<Elected<'a>> {
    let mut elected: Vec<Elected<'a>> = match election.members.as_slice() {
        [] => by_votes(election, names),
        members => members
            .iter()
            .map(|person| {
                let votes = votes_of(person).or_else(|| votes_among(person, &election.candidates));
                Elected { person, votes }
            })
            .collect(),
    };
    if elected.iter().all(|e| e.votes.is_some()) {
        let order = |e: &Elected<'_>| NameOrder::of(e.person.name.as_deref().unwrap_or_default());
        elected.sort_by(|a, b| b.votes.cmp(&a.votes).then_with(|| order(a).cmp(&order(b))));
    }
    // Alternates come after the official members whatever their votes.
    elected.sort_by_key(|e| is_alternate(e.person));
    elected
}

pub(super) fn is_alternate(person: &Person) -> bool {
    person.post.as_deref().is_some_and(|post| fold(post).contains("dự khuyết"))
}

fn by_votes<'a>(election: &'a Election, names: &Names<'_>) -> Vec<Elected<'a>> {
    let (Some(base), Some(seats)) = (majority_base(election, names), seats(election)) else {
        return Vec::new();
    };
    let mut above: Vec<Elected<'a>> = election
        .candidates
        .iter()
        .map(|person| Elected { person, votes: votes_of(person) })
        .filter(|e| e.votes.is_some_and(|votes| has_majority(votes, base)))
        .collect();
    above.sort_by_key(|row| std::cmp::Reverse(row.votes));
    let seats = seats.to_string().parse::<usize>().unwrap_or_default();
    if let (Some(last), Some(next)) = (above.get(seats.wrapping_sub(1)), above.get(seats))
        && last.votes == next.votes
    {
        let tied = last.votes;
        above.retain(|e| e.votes > tied);
    }
    above.truncate(seats);
    above
}

/// `70/77; 90,9%`: the votes and their share of what a majority is counted of.
pub(super) fn told(
    elected: &Elected<'_>,
    election: &Election,
    names: &Names<'_>,
) -> Option<String> {
    let (votes, base) = (elected.votes?, majority_base(election, names)?);
    Some(format!("{votes}/{base}; {}%", shown_percent(votes, base)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;

    fn election(yaml: &str) -> Election {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    fn elected_names(yaml: &str) -> Vec<String> {
        let election = election(yaml);
        let dossier = Dossier::default();
        let of = Names::of_built_in(&dossier);
        let names = elected(&election, &of).into_iter().filter_map(|e| e.person.name.clone());
        names.map(|name| name.0).collect()
    }

    const FIVE: &str = "{seats: 3 đồng chí, ballots: {collected: 21 phiếu, valid: 20 phiếu}, candidates: [\
        {name: Lê Văn Bưởi, votes: 12 phiếu}, {name: Vũ Thị Cam, votes: 20 phiếu}, \
        {name: Đỗ Văn Mít, votes: 10 phiếu}, {name: Bùi Thị Quýt, votes: 12 phiếu}, \
        {name: Ngô Văn Roi, votes: 3 phiếu}]}";

    #[test]
    fn more_than_half_of_the_ballots_collected_elects() {
        assert_eq!(elected_names(FIVE), ["Vũ Thị Cam", "Lê Văn Bưởi", "Bùi Thị Quýt"]);
        // 10 of 21 isn't a majority, though it is half of the valid ballots.
        let four = FIVE.replace("seats: 3", "seats: 4");
        assert_eq!(elected_names(&four).len(), 3);
        // Two are tied for the second and last seat: neither gets it.
        assert_eq!(elected_names(&FIVE.replace("seats: 3", "seats: 2")), ["Vũ Thị Cam"]);
    }

    /// Of 22 who count 12 votes are needed, whatever the ballots: the example of the rule.
    #[test]
    fn a_party_counts_a_majority_of_its_members() {
        let told = |votes: &str| {
            let yaml = format!(
                "{{organization: {{kind: đảng}}, attendance: {{entitled: 25 đảng viên, \
                 deducted: [{{reason: miễn, count: 2}}, {{reason: ốm, count: 1}}]}}, elections: [{{\
                 body: Chi ủy, seats: 1 đồng chí, ballots: {{collected: 21, valid: 20}}, \
                 candidates: [{{name: Vũ Thị Cam, votes: {votes} phiếu}}]}}]}}"
            );
            let dossier: Dossier = serde_yaml::from_str(&yaml).expect(&yaml);
            let names = Names::of_built_in(&dossier);
            let election = &dossier.elections[0];
            elected(election, &names).first().and_then(|e| self::told(e, election, &names))
        };
        // 11 of 21 ballots are more than half, 11 of 22 members aren't.
        assert_eq!(told("11"), None);
        assert_eq!(told("12").as_deref(), Some("12/22; 54,5%"));
    }
}
