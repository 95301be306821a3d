//! Ballots and the votes that candidates got: BC055, BC056, BC058.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Election, Person, Quantity};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{count, present};
use super::elections::{body, elected, elections, full_list, is_appointed};
use super::majority_base::{self, Base};
use crate::check::figures::arithmetic::{plain, sum};
use crate::check::{Context, Findings, Rule};

pub(crate) const BALLOTS: Rule =
    Rule { code: Code::BALLOTS, severity: Severity::Error, citation: "", run: ballots };

pub(crate) const VOTES: Rule =
    Rule { code: Code::VOTES, severity: Severity::Error, citation: "", run: votes };

pub(crate) const MAJORITY: Rule = Rule {
    code: Code::MAJORITY,
    severity: Severity::Warning,
    citation: "Điều lệ Công đoàn Việt Nam (Quyết định 174/QĐ-TLĐ năm 2020), Điều 10",
    run: majority,
};

/// Collected ≤ issued ≤ present; valid + invalid = collected.
fn ballots(context: &Context<'_>, found: &mut Findings) {
    let present = present(context.dossier);
    for (path, election) in elections(context.dossier) {
        let Some(ballots) = &election.ballots else { continue };
        let at = path.key("ballots");
        let (issued, collected) =
            (count(ballots.issued.as_ref()), count(ballots.collected.as_ref()));
        let (valid, invalid) = (count(ballots.valid.as_ref()), count(ballots.invalid.as_ref()));
        let body = body(election);
        if let (Some(issued), Some(present)) = (issued, present)
            && issued > present
        {
            found.add(
                BALLOTS
                    .broken_at(
                        at.key("issued"),
                        format!("{body}: phát ra {issued} phiếu, nhiều hơn {present} người có mặt"),
                    )
                    .with_related(Path::root().key("attendance").key("present"), "có mặt")
                    .with_hint("sửa một trong hai số"),
            );
        }
        if let (Some(collected), Some(issued)) = (collected, issued)
            && collected > issued
        {
            found.add(
                BALLOTS
                    .broken_at(
                        at.key("collected"),
                        format!(
                            "{body}: thu về {collected} phiếu, nhiều hơn {issued} phiếu phát ra"
                        ),
                    )
                    .with_related(at.key("issued"), "phát ra")
                    .with_hint("sửa một trong hai số"),
            );
        }
        let Some(collected) = collected else { continue };
        if let (Some(valid), Some(invalid)) = (valid, invalid) {
            if let Some(sum) = valid.checked_add(invalid).filter(|sum| *sum != collected) {
                found.add(
                    BALLOTS.broken_at(
                        at.key("valid"),
                        format!(
                            "{body}: hợp lệ {valid} + không hợp lệ {invalid} = {sum}, không phải {collected} phiếu thu về"
                        ),
                    )
                    .with_related(at.key("collected"), "thu về")
                    .with_hint("sửa một trong ba số"),
                );
            }
        } else if let Some(valid) = valid.filter(|valid| *valid > collected) {
            found.add(
                BALLOTS
                    .broken_at(
                        at.key("valid"),
                        format!("{body}: hợp lệ {valid} phiếu, nhiều hơn {collected} phiếu thu về"),
                    )
                    .with_related(at.key("collected"), "thu về")
                    .with_hint("sửa một trong hai số"),
            );
        }
    }
}

/// The votes for somebody: `113 phiếu`, or the first number of `113/118 phiếu`.
fn of(person: &Person) -> Option<Number> {
    let votes = person.votes.as_ref()?.value.as_ref()?;
    votes.ratio().map(|(part, _)| part).or_else(|| plain(votes))
}

/// Everybody in a list with votes, and where these stand.
fn voted<'a>(path: &Path, key: &str, list: &'a [Person]) -> Vec<(Path, &'a Person, Number)> {
    let at = path.key(key);
    let votes = |(i, p): (usize, &'a Person)| Some((at.index(i).key("votes"), p, of(p)?));
    list.iter().enumerate().filter_map(votes).collect()
}

/// A person's name for a message.
fn name(person: &Person) -> &str {
    person.name.as_deref().unwrap_or("người này")
}

/// Nobody has more votes than there are ballots that count, and all together
/// not more than these have places.
fn votes(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier) {
        let Some(ballots) = &election.ballots else { continue };
        let known = [
            ("valid", "phiếu hợp lệ", &ballots.valid),
            ("collected", "phiếu thu về", &ballots.collected),
            ("issued", "phiếu phát ra", &ballots.issued),
        ];
        let known =
            known.into_iter().find_map(|(key, word, q)| Some((key, word, count(q.as_ref())?)));
        let Some((key, word, most)) = known else { continue };
        let ballots = (path.key("ballots").key(key), format!("{most} {word}"));
        let related = |f: Diagnostic| f.with_related(ballots.0.clone(), ballots.1.clone());
        let candidates = voted(&path, "candidates", &election.candidates);
        let members = voted(&path, "members", &election.members);
        let over = candidates.iter().chain(&members).filter(|(.., n)| *n > most);
        let mut any_over = false;
        for (at, person, votes) in over {
            any_over = true;
            found.add(related(
                VOTES
                    .broken_at(
                        at.clone(),
                        format!("{} được {votes} phiếu, nhiều hơn {most} {word}", name(person)),
                    )
                    .with_hint("sửa một trong hai số"),
            ));
        }
        let list = if candidates.is_empty() { &members } else { &candidates };
        let numbers: Vec<Number> = list.iter().map(|(.., n)| *n).collect();
        // Some seats may be the alternates', told beside the official members'.
        let seats = count(election.seats.as_ref()).map(|seats| Some(seats).max(elected(election)));
        let (Some(Some(seats)), Some(total)) = (seats, sum(&numbers)) else { continue };
        if let Some(places) = most.checked_mul(seats).filter(|p| total > *p && !any_over) {
            found.add(related(
                VOTES.broken_at(
                    path.key(if candidates.is_empty() { "members" } else { "candidates" }),
                    format!(
                        "{}: cộng số phiếu được {total}, nhiều hơn {most} {word} × {seats} người = {places}",
                        body(election)
                    ),
                )
                .with_hint("mỗi phiếu hợp lệ bầu không quá số lượng bầu; kiểm tra số phiếu từng người"),
            ));
        }
    }
}

/// Whoever is elected has more than half of the ballots, and nobody else more
/// votes than they. The half is of the ballots collected (phiếu thu về); some
/// guidance has had another base, so this only warns.
fn majority(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier).filter(|(_, e)| !is_appointed(e)) {
        let collected = election.ballots.as_ref().and_then(|b| count(b.collected.as_ref()));
        let base = match majority_base::of(context) {
            Base::Collected => collected.map(|n| (n, "phiếu thu về")),
            Base::Members(number) => number.map(|n| (n, "người được triệu tập, tính quá nửa")),
        };
        let candidates = voted(&path, "candidates", &election.candidates);
        let members = voted(&path, "members", &election.members);
        let elected: Vec<_> = elected_votes(election, &candidates, &members);
        for (at, person, votes) in &elected {
            let own =
                person.votes.as_ref().and_then(|v| v.value.as_ref()).and_then(Quantity::ratio);
            // What the votes were told of goes before what was collected, not before a rule.
            let own = own.filter(|_| majority_base::of(context) == Base::Collected);
            let base = own.map(|(_, whole)| (whole, "phiếu")).or(base);
            let twice = votes.checked_mul(Number::from(2_u32));
            if let (Some((base, word)), Some(twice)) = (base, twice)
                && twice <= base
            {
                found.add(
                    MAJORITY
                        .broken_at(
                            at.clone(),
                            format!(
                                "{} trúng cử với {votes}/{base} {word}, chưa quá một nửa",
                                name(person)
                            ),
                        )
                        .with_related(path.key("members"), "danh sách trúng cử")
                        .with_hint("kiểm tra số phiếu và danh sách trúng cử"),
                );
            }
        }
        if full_list(election).is_none() {
            continue;
        }
        let Some(least) = elected.iter().min_by_key(|(.., votes)| *votes) else { continue };
        for (at, person, votes) in candidates.iter().filter(|(_, p, _)| p.name.is_some()) {
            let is_elected = election.members.iter().any(|m| m.name == person.name);
            if !is_elected && *votes == least.2 {
                found.add(
                    MAJORITY
                        .broken_at(
                            at.clone(),
                            format!(
                                "{} không trúng cử, {} trúng cử, cùng được {votes} phiếu",
                                name(person),
                                name(least.1)
                            ),
                        )
                        .with_severity(Severity::Note)
                        .with_related(path.key("members"), "danh sách trúng cử")
                        .with_hint("biên bản cần ghi cách quyết định khi bằng phiếu"),
                );
            }
            if !is_elected && *votes > least.2 {
                found.add(
                    MAJORITY.broken_at(
                        at.clone(),
                        format!(
                            "{} được {votes} phiếu, không trúng cử, mà {} được {} phiếu lại trúng cử",
                            name(person),
                            name(least.1),
                            least.2
                        ),
                    )
                    .with_related(path.key("members"), "danh sách trúng cử")
                    .with_hint("người nhiều phiếu hơn trúng cử trước; kiểm tra số phiếu và danh sách"),
                );
            }
        }
    }
}

/// The votes of those elected, told in either list. Two of one name can't be
/// told apart.
fn elected_votes<'a>(
    election: &'a Election,
    candidates: &[(Path, &'a Person, Number)],
    members: &[(Path, &'a Person, Number)],
) -> Vec<(Path, &'a Person, Number)> {
    let own = |m: &Person| members.iter().find(|(_, p, _)| std::ptr::eq(*p, m));
    let as_candidate = |m: &Person| {
        let mut same = candidates.iter().filter(|(_, p, _)| p.name.is_some() && p.name == m.name);
        same.next().filter(|_| same.next().is_none())
    };
    election.members.iter().filter_map(|m| own(m).or_else(|| as_candidate(m)).cloned()).collect()
}
