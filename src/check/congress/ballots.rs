//! Ballots and the candidates' votes: BC055, BC056, BC058.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Election, Person};
use crate::source::Path;
use crate::usage::Majority;
use crate::vietnamese::Number;

use super::attendance::{Told, count, present_at};
use super::elections::{body, elected, elections, full_list, is_appointed};
use super::majority_base;
use crate::check::figures::arithmetic::{plain, sum};
use crate::check::{Context, Findings, Rule};

pub(crate) const BALLOTS: Rule =
    Rule { code: Code::BALLOTS, severity: Severity::Error, citation: "", run: ballots };

pub(crate) const VOTES: Rule =
    Rule { code: Code::VOTES, severity: Severity::Error, citation: "", run: votes };

pub(crate) const MAJORITY: Rule = Rule {
    code: Code::MAJORITY,
    severity: Severity::Warning,
    citation: "Điều lệ Công đoàn Việt Nam",
    run: majority,
};

/// Collected ≤ issued ≤ present; valid + invalid = collected.
fn ballots(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier) {
        let Some(ballots) = &election.ballots else { continue };
        let present = present_at(context.dossier, &(path.clone(), election));
        let counted = BallotCounts {
            body: body(election),
            at: path.key("ballots"),
            issued: count(ballots.issued.as_ref()),
            collected: count(ballots.collected.as_ref()),
            valid: count(ballots.valid.as_ref()),
            invalid: count(ballots.invalid.as_ref()),
        };
        let wrong = [counted.too_many_issued(present), counted.too_many_collected()];
        wrong.into_iter().chain([counted.wrong_sum()]).flatten().for_each(|one| found.add(one));
    }
}

/// The ballots of one election, as far as their numbers are known.
struct BallotCounts<'a> {
    body: &'a str,
    at: Path,
    issued: Option<Number>,
    collected: Option<Number>,
    valid: Option<Number>,
    invalid: Option<Number>,
}

impl BallotCounts<'_> {
    fn too_many_issued(&self, present: Told) -> Option<Diagnostic> {
        let (body, issued, (present, there)) = (self.body, self.issued?, present?);
        let says = format!("{body}: phát ra {issued} phiếu, nhiều hơn {present} người có mặt");
        let wrong = BALLOTS.broken_at(self.at.key("issued"), says).with_related(there, "có mặt");
        (issued > present).then(|| wrong.with_hint("sửa một trong hai số"))
    }

    fn too_many_collected(&self) -> Option<Diagnostic> {
        let (body, issued, collected) = (self.body, self.issued?, self.collected?);
        let says = format!("{body}: thu về {collected} phiếu, nhiều hơn {issued} phiếu phát ra");
        let wrong = BALLOTS
            .broken_at(self.at.key("collected"), says)
            .with_related(self.at.key("issued"), "phát ra")
            .with_hint("sửa một trong hai số");
        (collected > issued).then_some(wrong)
    }

    fn wrong_sum(&self) -> Option<Diagnostic> {
        let (body, collected, valid) = (self.body, self.collected?, self.valid?);
        let (says, hint) = match self.invalid {
            Some(invalid) => {
                let sum = valid.checked_add(invalid).filter(|sum| *sum != collected)?;
                let says = format!(
                    "{body}: hợp lệ {valid} + không hợp lệ {invalid} = {sum}, không phải {collected} phiếu thu về"
                );
                (says, "sửa một trong ba số")
            }
            None if valid > collected => {
                let says =
                    format!("{body}: hợp lệ {valid} phiếu, nhiều hơn {collected} phiếu thu về");
                (says, "sửa một trong hai số")
            }
            None => return None,
        };
        let wrong = BALLOTS.broken_at(self.at.key("valid"), says);
        Some(wrong.with_related(self.at.key("collected"), "thu về").with_hint(hint))
    }
}

/// A person's votes: `113 phiếu`, or the first number of `113/118 phiếu`.
pub(super) fn of(person: &Person) -> Option<Number> {
    let votes = person.votes.as_ref()?.value.as_ref()?;
    votes.ratio().map(|(part, _)| part).or_else(|| plain(votes))
}

/// Everybody in a list whose votes are stated, with their paths.
fn voted<'a>(path: &Path, key: &str, list: &'a [Person]) -> Vec<Voted<'a>> {
    let at = path.key(key);
    let votes = |(i, p): (usize, &'a Person)| Some((at.index(i).key("votes"), p, of(p)?));
    list.iter().enumerate().filter_map(votes).collect()
}

/// A person's name for a message.
fn name(person: &Person) -> &str {
    person.name.as_deref().unwrap_or("người này")
}

/// Nobody has more votes than there are valid ballots, and the sum doesn't exceed valid
/// ballots × seats.
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
        // Some seats may be for alternates, stated beside the official ones.
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

/// Everybody elected has more than half of the ballots, and at least as many votes as anybody
/// not elected. Half is of the ballots collected (phiếu thu về); since some guidance used
/// another base, this is only a warning.
fn majority(context: &Context<'_>, found: &mut Findings) {
    let cited = super::sizes::article(context, crate::law::Subject::Congress);
    for (path, election) in elections(context.dossier).filter(|(_, e)| !is_appointed(e)) {
        let collected = election.ballots.as_ref().and_then(|b| count(b.collected.as_ref()));
        let rule = majority_base::of(context);
        let base = match rule {
            Majority::Collected => collected.map(|n| (n, "phiếu thu về")),
            Majority::Members(number) => number.map(|n| (n, "người được triệu tập, tính quá nửa")),
        };
        let candidates = voted(&path, "candidates", &election.candidates);
        let members = voted(&path, "members", &election.members);
        let elected = elected_votes(election, &candidates, &members);
        let list = path.key("members");
        let mut told = Vec::new();
        for one in &elected {
            // A base stated with the votes takes precedence over the ballots collected, but
            // not over a rule.
            let own = own_base(one.1).filter(|_| rule == Majority::Collected);
            let wrong = minority(one, own.or(base), &list);
            told.extend(wrong.is_some().then_some(&one.0));
            found.extend(wrong.map(|wrong| wrong.with_citation(cited.clone())));
        }
        left_out(context, (&path, election), &candidates, base)
            .into_iter()
            .for_each(|w| found.add(w));
        let least = elected.iter().min_by_key(|(.., votes)| *votes);
        // Who has no majority is reported above, and not once more for each with more votes.
        let least = least.filter(|one| full_list(election).is_some() && !told.contains(&&one.0));
        let Some(least) = least else { continue };
        let others = candidates.iter().filter(|(_, candidate, _)| {
            let elected = election.members.iter().any(|member| member.name == candidate.name);
            candidate.name.is_some() && !elected
        });
        let wrong = others.filter_map(|other| passed_over(other, least, &list));
        found.extend(wrong.map(|wrong| wrong.with_citation(cited.clone())));
    }
}

/// A person in a list, with their votes.
type Voted<'a> = (Path, &'a Person, Number);

/// The number of ballots stated with a person's votes: 118 of `113/118 phiếu`.
fn own_base(person: &Person) -> Option<(Number, &'static str)> {
    let votes = person.votes.as_ref().and_then(|votes| votes.value.as_ref())?;
    votes.ratio().map(|(_, whole)| (whole, "phiếu"))
}

/// A person elected with half of the base or less: its number, and its name.
fn minority(
    (at, person, votes): &Voted<'_>,
    base: Option<(Number, &str)>,
    list: &Path,
) -> Option<Diagnostic> {
    let (base, word) = base?;
    if votes.checked_mul(Number::from(2_u32))? > base {
        return None;
    }
    let says = format!("{} trúng cử với {votes}/{base} {word}, chưa quá một nửa", name(person));
    let wrong = MAJORITY.broken_at(at.clone(), says);
    let wrong = wrong.with_related(list.clone(), "danh sách trúng cử");
    Some(wrong.with_hint("kiểm tra số phiếu và danh sách trúng cử"))
}

/// A person with more than half of the base who isn't elected while seats stay empty.
/// Excludes a tie for the last seat, whose outcome is stated in `tie`.
fn left_out(
    context: &Context<'_>,
    (path, election): (&Path, &Election),
    candidates: &[Voted<'_>],
    base: Option<(Number, &str)>,
) -> Vec<Diagnostic> {
    let seats = count(election.seats.as_ref()).max(elected(election));
    let filled = full_list(election).and_then(|_| elected(election));
    let left = seats.zip(filled).and_then(|(seats, filled)| seats.checked_sub(filled));
    let (Some(left), Some((base, word))) = (left.filter(|left| !left.is_zero()), base) else {
        return Vec::new();
    };
    if election.tie.is_some() || majority_base::of(context) != Majority::Collected {
        return Vec::new();
    }
    let is_elected = |p: &Person| election.members.iter().any(|member| member.name == p.name);
    let majority =
        |votes: Number| votes.checked_mul(Number::from(2_u32)).is_some_and(|twice| twice > base);
    let over = candidates
        .iter()
        .filter(|(_, p, votes)| p.name.is_some() && !is_elected(p) && majority(*votes));
    over.map(|(at, person, votes)| {
        let says = format!(
            "{} được {votes}/{base} {word}, quá một nửa, mà không trúng cử; còn thiếu {left}",
            name(person)
        );
        let wrong = MAJORITY.broken_at(at.clone(), says);
        wrong
            .with_related(path.key("members"), "danh sách trúng cử")
            .with_hint("bổ sung danh sách trúng cử, hoặc sửa số phiếu; bằng phiếu thì ghi tie")
    })
    .collect()
}

/// A person not elected who has as many votes as an elected one, or more.
fn passed_over(
    (at, person, votes): &Voted<'_>,
    (_, last, least): &Voted<'_>,
    list: &Path,
) -> Option<Diagnostic> {
    let (person, last) = (name(person), name(last));
    let (says, hint, severity) = match votes.cmp(least) {
        Ordering::Less => return None,
        Ordering::Equal => (
            format!("{person} không trúng cử, {last} trúng cử, cùng được {votes} phiếu"),
            "biên bản cần ghi cách quyết định khi bằng phiếu",
            Severity::Note,
        ),
        Ordering::Greater => (
            format!(
                "{person} được {votes} phiếu, không trúng cử, mà {last} được {least} phiếu lại trúng cử"
            ),
            "người nhiều phiếu hơn trúng cử trước; kiểm tra số phiếu và danh sách",
            MAJORITY.severity,
        ),
    };
    let wrong = MAJORITY.broken_at(at.clone(), says).with_severity(severity);
    Some(wrong.with_related(list.clone(), "danh sách trúng cử").with_hint(hint))
}

/// The votes of the elected, stated in either list. Two people of one name can't be
/// distinguished.
fn elected_votes<'a>(
    election: &'a Election,
    candidates: &[Voted<'a>],
    members: &[Voted<'a>],
) -> Vec<Voted<'a>> {
    let own = |m: &Person| members.iter().find(|(_, p, _)| std::ptr::eq(*p, m));
    let as_candidate = |m: &Person| {
        let mut same = candidates.iter().filter(|(_, p, _)| p.name.is_some() && p.name == m.name);
        same.next().filter(|_| same.next().is_none())
    };
    election.members.iter().filter_map(|m| own(m).or_else(|| as_candidate(m)).cloned()).collect()
}
