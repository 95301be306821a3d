//! The board that counts the votes (Ban Kiểm phiếu): BC065, BC291.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Election, Person, TellersTitle};
use crate::source::Path;

use super::elections::{body, elections, is_appointed};
use crate::check::{Context, Findings, Rule};

pub(crate) const NOT_A_CANDIDATE: Rule = Rule {
    code: Code::TELLER_IS_CANDIDATE,
    severity: Severity::Warning,
    citation: "",
    run: not_a_candidate,
};

pub(crate) const NOT_ALONE: Rule =
    Rule { code: Code::LONE_TELLER, severity: Severity::Warning, citation: "", run: not_alone };

/// The term for those who count the votes.
fn title(dossier: &Dossier) -> &'static str {
    let own = dossier.bodies.as_ref().and_then(|bodies| bodies.tellers_title);
    own.unwrap_or(TellersTitle::Tellers).word()
}

/// A counting board, its path, and the elections that it counts.
struct Board<'a> {
    at: Path,
    members: &'a [Person],
    counts: Vec<(Path, &'a Election)>,
}

/// The board of the congress counts elections without a board of their own, except those of
/// another meeting.
fn boards(dossier: &Dossier) -> Vec<Board<'_>> {
    let voted = || elections(dossier).filter(|(_, e)| !is_appointed(e));
    let own = voted().filter(|(_, e)| !e.tellers.is_empty()).map(|(path, e)| Board {
        at: path.key("tellers"),
        members: &e.tellers,
        counts: vec![(path, e)],
    });
    let of_congress = dossier.bodies.iter().map(|bodies| Board {
        at: Path::root().key("bodies").key("tellers"),
        members: &bodies.tellers,
        counts: voted().filter(|(_, e)| e.tellers.is_empty() && !e.is_by_committee()).collect(),
    });
    of_congress.chain(own).collect()
}

/// A candidate doesn't count the votes.
fn not_a_candidate(context: &Context<'_>, found: &mut Findings) {
    let called = title(context.dossier);
    for board in boards(context.dossier) {
        for (i, teller) in board.members.iter().enumerate() {
            let Some(name) = &teller.name else { continue };
            let Some((stood, body)) = board.counts.iter().find_map(|e| stands(e, teller)) else {
                continue;
            };
            found.add(
                NOT_A_CANDIDATE
                    .broken_at(
                        board.at.index(i).key("name"),
                        format!("{} ở {called} mà có tên trong danh sách bầu {body}", name.0),
                    )
                    .with_related(stood, "có tên ở đây")
                    .with_hint(format!(
                        "{called} không có người ứng cử, được đề cử; thay người, hoặc sửa họ tên"
                    )),
            );
        }
    }
}

/// The path and the election in which a person is a candidate.
fn stands<'a>((path, election): &(Path, &'a Election), person: &Person) -> Option<(Path, &'a str)> {
    let lists = [("candidates", &election.candidates), ("members", &election.members)];
    let (key, at) = lists
        .into_iter()
        .find_map(|(key, list)| Some((key, list.iter().position(|p| p.name == person.name)?)))?;
    Some((path.key(key).index(at).key("name"), body(election)))
}

/// Counting needs more than one person.
fn not_alone(context: &Context<'_>, found: &mut Findings) {
    let called = title(context.dossier);
    for board in boards(context.dossier) {
        let [_] = board.members else { continue };
        let Some((_, election)) = board.counts.first() else { continue };
        let message = format!("{called} chỉ có một người, kiểm phiếu bầu {}", body(election));
        found.add(
            NOT_ALONE
                .broken_at(board.at, message)
                .with_hint("ghi đủ các thành viên; thường có từ ba người, một Trưởng Ban"),
        );
    }
}
