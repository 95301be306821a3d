//! Who counts the votes (Ban Kiểm phiếu): BC065.

use crate::diagnostic::{Code, Severity};
use crate::source::Path;

use super::elections::{body, elections, is_appointed};
use crate::check::{Context, Findings, Rule};

pub(crate) const NOT_A_CANDIDATE: Rule = Rule {
    code: Code::TELLER_IS_CANDIDATE,
    severity: Severity::Warning,
    citation: "",
    run: not_a_candidate,
};

/// A candidate doesn't count the votes.
fn not_a_candidate(context: &Context<'_>, found: &mut Findings) {
    let tellers = context.dossier.bodies.iter().flat_map(|bodies| &bodies.tellers);
    for (i, teller) in tellers.enumerate() {
        let Some(name) = &teller.name else { continue };
        let stood = elections(context.dossier).filter(|(_, e)| !is_appointed(e)).find_map(
            |(path, election)| {
                let lists = [("candidates", &election.candidates), ("members", &election.members)];
                let (key, k) = lists.into_iter().find_map(|(key, list)| {
                    Some((key, list.iter().position(|p| p.name.as_ref() == Some(name))?))
                })?;
                Some((path.key(key).index(k).key("name"), body(election)))
            },
        );
        let Some((stood, body)) = stood else { continue };
        found.add(
            NOT_A_CANDIDATE
                .broken_at(
                    Path::root().key("bodies").key("tellers").index(i).key("name"),
                    format!("{} ở Ban Kiểm phiếu mà có tên trong danh sách bầu {body}", name.0),
                )
                .with_related(stood, "có tên ở đây")
                .with_hint(
                    "Ban Kiểm phiếu không có người ứng cử, được đề cử; thay người, hoặc sửa họ tên",
                ),
        );
    }
}
