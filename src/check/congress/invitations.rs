//! Invited guests (khách mời) and summoned delegates (đại biểu): BC311.

use crate::diagnostic::{Code, Severity};
use crate::source::Path;
use crate::vietnamese::fold;

use crate::check::{Context, Findings, Rule};

pub(crate) const NOT_BOTH: Rule =
    Rule { code: Code::INVITED_DELEGATE, severity: Severity::Warning, citation: "", run: not_both };

/// Nobody is both: a delegate is summoned, a letter of invitation goes to a guest.
fn not_both(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let root = Path::root();
    let guests = dossier.attendance.iter().flat_map(|a| &a.guests).enumerate();
    let guests = guests.map(|(i, p)| (root.key("attendance").key("guests").index(i), p));
    let invited = dossier.congress_plan.iter().flat_map(|plan| &plan.invited).enumerate();
    let invited = invited.map(|(i, p)| (root.key("congress_plan").key("invited").index(i), p));
    let delegates = dossier.delegates.iter().flat_map(|d| &d.list);
    let delegates: Vec<Option<String>> = delegates.map(|p| p.name.as_deref().map(fold)).collect();
    let list = root.key("delegates").key("list");
    for (path, guest) in guests.chain(invited) {
        let Some(name) = guest.name.as_deref() else { continue };
        let Some(i) = delegates.iter().position(|d| d.as_deref() == Some(&fold(name))) else {
            continue;
        };
        found.add(
            NOT_BOTH
                .broken_at(path.key("name"), format!("{name} vừa là khách mời vừa là đại biểu"))
                .with_related(list.index(i).key("name"), "đại biểu")
                .with_hint("đại biểu thì triệu tập, khách thì mời; bỏ một chỗ"),
        );
    }
}
