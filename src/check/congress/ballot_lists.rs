//! The list on a ballot, and how the ballot is marked: BC292 to BC294, BC306.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{
    Dossier, ElectedBody, Election, Marking, OrganizationKind, Person, Undervote,
};
use crate::source::Path;
use crate::vietnamese::{Number, fold};

use super::attendance::count;
use super::elections::{body, elections, is_appointed};
use crate::check::figures::arithmetic::sum;
use crate::check::{Context, Findings, Rule};

pub(crate) const UNDERVOTES: Rule =
    Rule { code: Code::UNDERVOTES, severity: Severity::Error, citation: "", run: undervotes };

pub(crate) const MARKING: Rule =
    Rule { code: Code::BALLOT_MARKING, severity: Severity::Warning, citation: "", run: marking };

pub(crate) const ALIKE: Rule =
    Rule { code: Code::SAME_CANDIDATES, severity: Severity::Error, citation: "", run: alike };

pub(crate) const LENGTH: Rule =
    Rule { code: Code::LONG_BALLOT, severity: Severity::Warning, citation: "", run: length };

/// The most names that fit on an A4 ballot with its head and the place of the seal.
const MOST_NAMES: usize = 35;

/// Elections with a list, which is printed on the ballot.
fn listed(dossier: &Dossier) -> impl Iterator<Item = (Path, &Election)> {
    elections(dossier).filter(|(_, e)| !is_appointed(e) && !e.candidates.is_empty())
}

/// The number of seats, including alternates.
fn seats(election: &Election) -> Option<Number> {
    count(election.seats.as_ref())
}

/// If a ballot with fewer votes than seats is invalid, every valid one has as many votes as
/// there are seats.
fn undervotes(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in listed(context.dossier) {
        let exact = election.undervote == Some(Undervote::Invalid);
        let valid = election.ballots.as_ref().and_then(|b| count(b.valid.as_ref()));
        let votes: Option<Vec<Number>> =
            election.candidates.iter().map(super::ballots::of).collect();
        let (Some(valid), Some(seats), Some(votes)) = (valid, seats(election), votes) else {
            continue;
        };
        let enough = Number::from(u64::try_from(votes.len()).unwrap_or_default()) >= seats;
        let (Some(total), Some(due)) = (sum(&votes), valid.checked_mul(seats)) else { continue };
        // Exceeding the possible total is reported by another rule.
        if !exact || !enough || total >= due {
            continue;
        }
        let message = format!(
            "{}: cộng số phiếu được {total}, không phải {valid} phiếu hợp lệ × {seats} = {due}",
            body(election)
        );
        found.add(
            UNDERVOTES
                .broken_at(path.key("candidates"), message)
                .with_related(path.key("undervote"), "phiếu bầu thiếu không hợp lệ")
                .with_related(path.key("ballots").key("valid"), format!("{valid} phiếu hợp lệ"))
                .with_hint("phiếu bầu thiếu thì tính vào invalid; thể lệ cho phép thì ghi undervote: hợp lệ"),
        );
    }
}

/// Striking out names elects all others, so there must be more names than seats.
fn marking(context: &Context<'_>, found: &mut Findings) {
    let union = context.dossier.organization_kind() == OrganizationKind::Union;
    for (path, election) in listed(context.dossier) {
        let names = Number::from(u64::try_from(election.candidates.len()).unwrap_or_default());
        let Some(seats) = seats(election) else { continue };
        let body = body(election);
        let list = || (path.key("candidates"), format!("danh sách {names} người"));
        match election.marking {
            Some(Marking::Strike) if names <= seats => found.add(
                MARKING
                    .broken_at(
                        path.key("marking"),
                        format!("{body}: phiếu gạch tên mà danh sách {names} người, bầu {seats}"),
                    )
                    .with_related(list().0, list().1)
                    .with_hint("danh sách không có số dư thì phiếu hai cột: đồng ý, không đồng ý"),
            ),
            Some(Marking::TwoColumns) if names > seats => found.add(
                MARKING
                    .broken_at(
                        path.key("marking"),
                        format!("{body}: phiếu hai cột mà danh sách {names} người, chỉ bầu {seats}"),
                    )
                    .with_related(list().0, list().1)
                    .with_hint("danh sách có số dư thì phiếu gạch tên; thể lệ đã định hai cột thì để nguyên"),
            ),
            // A vote on a post usually has one name.
            _ if union && names == seats && election.elects() != Some(ElectedBody::Officers)
                && names > Number::from(1_u32) && election.round.is_none() => {
                found.add(
                    MARKING
                        .broken_at(
                            path.key("candidates"),
                            format!("{body}: danh sách {names} người, bầu đúng {seats}, không có số dư"),
                        )
                        .with_severity(Severity::Note)
                        .with_related(path.key("seats"), "số lượng bầu")
                        .with_hint("đúng thì để nguyên: phiếu in hai cột đồng ý, không đồng ý"),
                );
            }
            _ => {}
        }
    }
}

/// The year of birth, which distinguishes two people of one name on a ballot.
fn birth_year(person: &Person) -> Option<u16> {
    person.birth_date.and_then(|d| d.year()).or(person.birth_year.map(|year| year.0))
}

/// Two candidates of one name need their years of birth.
fn alike(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in listed(context.dossier) {
        let names: Vec<Option<String>> =
            election.candidates.iter().map(|p| p.name.as_deref().map(fold)).collect();
        for (second, person) in election.candidates.iter().enumerate() {
            let Some(name) = &names[second] else { continue };
            let Some(first) = names[..second].iter().position(|n| n.as_ref() == Some(name)) else {
                continue;
            };
            let other = &election.candidates[first];
            let (one, two) = (birth_year(other), birth_year(person));
            if one.is_some() && two.is_some() && one != two {
                continue;
            }
            let at = |i: usize| path.key("candidates").index(i).key("name");
            let shown = person.name.as_deref().unwrap_or_default();
            found.add(
                ALIKE
                    .broken_at(at(second), format!("{}: hai người cùng tên {shown}", body(election)))
                    .with_related(at(first), "cùng họ tên")
                    .with_hint("hai người thì ghi birth_year của cả hai, phiếu sẽ in năm sinh; một người thì bỏ một dòng"),
            );
        }
    }
}

/// A ballot must fit on one page; a second page may get lost.
fn length(context: &Context<'_>, found: &mut Findings) {
    let long = listed(context.dossier).filter(|(_, e)| e.candidates.len() > MOST_NAMES);
    for (path, election) in long {
        let message = format!(
            "{}: danh sách {} người, phiếu không vừa một trang A4",
            body(election),
            election.candidates.len()
        );
        found.add(LENGTH.broken_at(path.key("candidates"), message).with_hint(
            "phiếu phải trong một trang, in một mặt: rút danh sách, hoặc chia hai lần bầu",
        ));
    }
}
