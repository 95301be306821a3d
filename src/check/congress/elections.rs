//! Elections and appointments: BC057, BC063, BC064, BC066.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Ballots, Dossier, ElectedBody, Election, Formation, LegalRef, Person};
use crate::law::Subject;
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::count;
use super::rounds::is_repeated;
use super::sizes::article;
use crate::check::{Context, Findings, Rule};

pub(crate) const SEATS: Rule =
    Rule { code: Code::SEATS, severity: Severity::Error, citation: "", run: seats };

pub(crate) const ALTERNATES: Rule =
    Rule { code: Code::ALTERNATES, severity: Severity::Error, citation: "", run: alternates };

pub(crate) const NAMED: Rule =
    Rule { code: Code::UNNAMED_ELECTION, severity: Severity::Error, citation: "", run: named };

pub(crate) const OFFICERS: Rule =
    Rule { code: Code::OFFICERS, severity: Severity::Error, citation: "", run: officers };

pub(crate) const APPOINTED: Rule =
    Rule { code: Code::APPOINTED, severity: Severity::Error, citation: "", run: appointed };

pub(crate) const BY_COMMITTEE: Rule = Rule {
    code: Code::ELECTED_BY_COMMITTEE,
    severity: Severity::Note,
    citation: "Điều lệ Công đoàn Việt Nam",
    run: by_committee,
};

/// An article was found for the inspection committee (Ủy ban Kiểm tra) only.
const INSPECTORS_ARTICLE: &str =
    "Điều lệ Công đoàn Việt Nam (Quyết định 174/QĐ-TLĐ năm 2020), Điều 29";

pub(crate) fn elections(dossier: &Dossier) -> impl Iterator<Item = (Path, &Election)> {
    let at = Path::root().key("elections");
    dossier.elections.iter().enumerate().map(move |(i, election)| (at.index(i), election))
}

pub(crate) fn elections_of(
    dossier: &Dossier,
    body: ElectedBody,
) -> impl Iterator<Item = (Path, &Election)> {
    elections(dossier).filter(move |(_, election)| election.elects() == Some(body))
}

/// The name of the elected body in messages.
pub(crate) fn body(election: &Election) -> &str {
    election.body.as_deref().unwrap_or("Bầu cử")
}

pub(crate) fn is_appointed(election: &Election) -> bool {
    election.method == Some(Formation::Appointed)
}

/// The list of the elected, if it is declared complete.
pub(crate) fn full_list(election: &Election) -> Option<&[Person]> {
    let complete = election.members_complete.is_some_and(|f| f.0);
    Some(election.members.as_slice()).filter(|members| complete && !members.is_empty())
}

/// Official and alternate members together.
fn both(election: &Election) -> Option<Number> {
    count(election.official.as_ref())?.checked_add(count(election.alternate.as_ref())?)
}

/// The number of elected: stated, stated in two parts, or counted in a complete list.
pub(crate) fn elected(election: &Election) -> Option<Number> {
    let listed = || Some(u32::try_from(full_list(election)?.len()).ok()?.into());
    count(election.elected.as_ref()).or_else(|| both(election)).or_else(listed)
}

/// The path of the number returned by [`elected`].
pub(crate) fn elected_path(path: &Path, election: &Election) -> Path {
    let key = match election {
        Election { elected: Some(_), .. } => "elected",
        Election { official: Some(_), .. } => "official",
        _ => "members",
    };
    path.key(key)
}

/// The standing committee, the inspection committee and the vice chairs are elected by the
/// committee at its first meeting, which a congress's resolution hardly ever mentions.
fn by_committee(context: &Context<'_>, found: &mut Findings) {
    let team = context.dossier.organization.is_team();
    let printed = !team && context.papers.iter().any(|paper| paper.prints("elections"));
    let bodies = elections(context.dossier)
        .filter(|(_, election)| printed && election.is_by_committee() && !is_appointed(election))
        // If the dossier says that the committee elects, it is printed correctly.
        .filter(|(_, election)| election.at.is_none());
    for (path, election) in bodies {
        let message = format!("{} do Ban Chấp hành bầu, không do Đại hội bầu", body(election));
        let finding = BY_COMMITTEE.broken_at(path.key("body"), message);
        let by_inspectors = election.elects() == Some(ElectedBody::Inspectors);
        let finding = finding.with_citation(match by_inspectors {
            true => Some(INSPECTORS_ARTICLE.to_owned()),
            false => article(context, Subject::Committee),
        });
        found.add(finding.with_hint(
            "nghị quyết in là Ban Chấp hành bầu; chưa bầu trong Đại hội thì bỏ mục này",
        ));
    }
}

/// No more are elected than there are seats and candidates; some seats may stay empty
/// (khuyết).
fn seats(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier) {
        let body = body(election);
        let Some(elected) = elected(election) else { continue };
        let at = elected_path(&path, election);
        if let Some(seats) = count(election.seats.as_ref()) {
            // The number of seats may be that of the official members only.
            let alternates = count(election.alternate.as_ref()).unwrap_or(Number::ZERO);
            let official = elected.checked_sub(alternates).unwrap_or(elected);
            let finding = |message| {
                SEATS.broken_at(at.clone(), message).with_related(path.key("seats"), "số lượng bầu")
            };
            if official > seats {
                found.add(
                    finding(format!("{body}: trúng cử {elected}, nhiều hơn số lượng bầu {seats}"))
                        .with_hint("sửa một trong hai số"),
                );
            } else if let Some(rest) = seats.checked_sub(elected).filter(|n| *n > Number::ZERO)
                // The missing ones were voted on in a further round.
                && !is_repeated(context.dossier, election)
            {
                found.add(
                    finding(format!("{body}: {elected}/{seats} người, còn khuyết {rest}"))
                        .with_severity(Severity::Note)
                        .with_hint("đúng thì để nguyên; bầu đủ thì sửa số"),
                );
            }
        }
        if !is_appointed(election) && !election.candidates.is_empty() {
            candidates(&path, election, elected, at, found);
        }
    }
}

/// Everybody elected was a candidate. The list of candidates may be open, so this is only a
/// warning.
fn candidates(path: &Path, election: &Election, elected: Number, at: Path, found: &mut Findings) {
    let listed = election.candidates.len();
    let list = (path.key("candidates"), format!("danh sách bầu cử: {listed} người"));
    let finding = |at: Path, message| {
        SEATS
            .broken_at(at, message)
            .with_severity(Severity::Warning)
            .with_related(list.0.clone(), list.1.clone())
            .with_hint("bổ sung danh sách bầu cử, hoặc sửa cho khớp")
    };
    if u32::try_from(listed).is_ok_and(|listed| elected > listed.into()) {
        let message =
            format!("{}: trúng cử {elected}, mà danh sách bầu cử chỉ có {listed}", body(election));
        found.add(finding(at, message));
        return;
    }
    for (i, member) in election.members.iter().enumerate() {
        let Some(name) = &member.name else { continue };
        if !election.candidates.iter().any(|c| c.name.as_ref() == Some(name)) {
            found.add(finding(
                path.key("members").index(i).key("name"),
                format!("{} trúng cử nhưng không có trong danh sách bầu cử", name.0),
            ));
        }
    }
}

/// Elected = official + alternate.
fn alternates(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier) {
        found.extend(unclear_alternates(&path, election));
        let Some(official) = count(election.official.as_ref()) else { continue };
        let elected = elected(election);
        let Some(elected) = elected.filter(|e| both(election).is_none_or(|both| both != *e)) else {
            continue;
        };
        let finding = |message: String| {
            ALTERNATES
                .broken_at(path.key("official"), message)
                .with_related(elected_path(&path, election), format!("trúng cử {elected}"))
        };
        match (count(election.alternate.as_ref()), both(election)) {
            (Some(alternate), Some(both)) => found.add(
                finding(format!(
                    "{}: chính thức {official} + dự khuyết {alternate} = {both}, không phải {elected}",
                    body(election)
                ))
                .with_hint("elected là số trúng cử, cả chính thức và dự khuyết"),
            ),
            _ if official > elected => found.add(
                finding(format!("{}: chính thức {official}, nhiều hơn {elected} trúng cử", body(election)))
                    .with_hint("sửa một trong hai số"),
            ),
            _ => {}
        }
    }
}

/// An election without results isn't printed anywhere.
fn named(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier) {
        let Election { body: None, to: None, official: None, alternate: None, .. } = election
        else {
            continue;
        };
        let key = match election {
            Election { elected: Some(_), .. } => "elected",
            Election { members, .. } if !members.is_empty() => "members",
            _ => continue,
        };
        let message = "Kết quả bầu cử chưa ghi bầu gì: văn bản không in được";
        let hint = "ghi body, ví dụ Ban Chấp hành; bầu đại biểu thì ghi official và to";
        found.add(NAMED.broken_at(path.key(key), message).with_hint(hint));
    }
}

/// Papers print either official members and alternates, or neither: how the elected divide
/// must be stated.
fn unclear_alternates(path: &Path, election: &Election) -> Option<Diagnostic> {
    let elected = election.elected.as_ref()?.to_text();
    let (official, alternate) = (&election.official, &election.alternate);
    let missing = match (official, alternate) {
        (None, Some(alternate)) if !alternate.is_nothing() => {
            "ghi official: số đại biểu chính thức"
        }
        // For delegates to another congress only these two numbers are printed.
        (None, None) if election.body.is_none() && election.to.is_some() => {
            "ghi official: số đại biểu chính thức"
        }
        (Some(_), None) if official != &election.elected => "ghi alternate: số đại biểu dự khuyết",
        _ => return None,
    };
    let message =
        format!("{}: trúng cử {elected}, chưa rõ mấy chính thức, mấy dự khuyết", body(election));
    Some(ALTERNATES.broken_at(path.key("elected"), message).with_hint(missing))
}

/// Whether a committee (ban chấp hành) elects the body or post from among its members.
fn is_from_committee(election: &Election) -> bool {
    matches!(election.elects(), Some(ElectedBody::StandingCommittee | ElectedBody::Officers))
}

fn officers(context: &Context<'_>, found: &mut Findings) {
    let committees = || elections_of(context.dossier, ElectedBody::Committee);
    let Some((committee, members)) = committees().find_map(|(p, e)| Some((p, full_list(e)?)))
    else {
        return;
    };
    // With several committees the names of one don't matter for another.
    if committees().count() > 1 {
        return;
    }
    for (path, election) in elections(context.dossier).filter(|(_, e)| is_from_committee(e)) {
        for (i, officer) in election.members.iter().enumerate() {
            let Some(name) = &officer.name else { continue };
            if members.iter().all(|m| m.name.as_ref().is_some_and(|member| member != name)) {
                found.add(
                    OFFICERS
                        .broken_at(
                            path.key("members").index(i).key("name"),
                            format!("{}: {} không có trong Ban Chấp hành", body(election), name.0),
                        )
                        .with_related(committee.key("members"), "danh sách Ban Chấp hành đã ghi đủ")
                        .with_hint("sửa họ tên cho khớp, hoặc bổ sung danh sách Ban Chấp hành"),
                );
            }
        }
    }
}

/// An appointed body has a decision and no votes.
fn appointed(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier).filter(|(_, e)| is_appointed(e)) {
        let body = body(election);
        let voted = election.ballots.as_ref().is_some_and(|b| *b != Ballots::default());
        if voted || !election.candidates.is_empty() {
            let (key, word) = if voted {
                ("ballots", "số phiếu")
            } else {
                ("candidates", "danh sách bầu cử")
            };
            found.add(
                APPOINTED
                    .broken_at(path.key(key), format!("{body} do chỉ định mà lại có {word}"))
                    .with_related(path.key("method"), "chỉ định")
                    .with_hint(format!("bầu thì ghi method: bầu; chỉ định thì bỏ {key}")),
            );
        }
        let decided = election.decision.as_ref().is_some_and(|d| *d != LegalRef::default());
        if !decided && context.any_final() {
            found.add(
                APPOINTED
                    .broken_at(
                        path.key("method"),
                        format!("{body} do chỉ định, chưa có quyết định"),
                    )
                    .with_severity(Severity::Warning)
                    .with_hint("ghi số, ngày, cơ quan ban hành quyết định chỉ định vào decision"),
            );
        }
    }
}
