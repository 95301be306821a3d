//! Persons in the committee's first meeting: BC298.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{ElectedBody, Text};
use crate::source::Path;
use crate::vietnamese::fold;

use super::elections::{elections, elections_of, full_list};
use super::rounds::rounds_before;
use crate::check::{Context, Findings, Rule};

pub(crate) const OF_COMMITTEE: Rule = Rule {
    code: Code::OUTSIDE_COMMITTEE,
    severity: Severity::Warning,
    citation: "",
    run: of_committee,
};

/// The convener (triệu tập viên) and all who get a duty are members of the new committee. Its
/// names are known if the list of every round is complete.
fn of_committee(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(meeting) = &dossier.first_meeting else { return };
    let committees: Vec<_> = elections_of(dossier, ElectedBody::Committee).collect();
    let Some((list, _)) = committees.first() else { return };
    let listed: Option<Vec<_>> = committees.iter().map(|(_, e)| full_list(e)).collect();
    let Some(listed) = listed else { return };
    // Two committees, rather than two rounds of one: it isn't stated whose meeting it is.
    let one = committees[1..].iter().all(|(_, e)| rounds_before(dossier, e).next().is_some());
    if !one {
        return;
    }
    // A chair elected by the congress in a separate ballot is also a member; and the
    // inspection committee gets its duties at the same meeting.
    let others = elections(dossier).flat_map(|(_, e)| &e.members);
    let members: Vec<String> = listed
        .into_iter()
        .flatten()
        .chain(others)
        .filter_map(|p| p.name.as_deref().map(fold))
        .collect();
    let at = Path::root().key("first_meeting");
    let mut told: Vec<(Path, &Text, &str)> =
        meeting.convener.iter().map(|name| (at.key("convener"), name, "triệu tập viên")).collect();
    told.extend(meeting.assignments.iter().enumerate().filter_map(|(i, assignment)| {
        let at = at.key("assignments").index(i).key("person");
        Some((at, assignment.person.as_ref()?, "được phân công"))
    }));
    for (path, name, role) in told {
        if members.contains(&fold(&name.0)) {
            continue;
        }
        found.add(
            OF_COMMITTEE
                .broken_at(
                    path,
                    format!("{} là {role}, mà không có trong danh sách trúng cử", name.0),
                )
                .with_related(list.key("members"), "danh sách Ban Chấp hành đã ghi đủ")
                .with_hint("sửa họ tên cho khớp, hoặc bổ sung danh sách"),
        );
    }
}
