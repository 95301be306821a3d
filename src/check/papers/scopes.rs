//! What no paper of the dossier prints, because it is of the other scope: BC312.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Scope, Titles};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const UNTOLD: Rule =
    Rule { code: Code::SCOPE_UNTOLD, severity: Severity::Warning, citation: "", run: untold };

/// The lists whose items say whether they are the term's or the year's.
const LISTS: [&str; 5] =
    ["results", "previous_targets", "awards", "direction.targets", "direction.tasks"];

/// An item of the year is printed by the year's papers alone. Where none of them is to be made
/// nobody reads it.
fn untold(context: &Context<'_>, found: &mut Findings) {
    // Those that the dossier gives, also where one of them alone is made now.
    let papers = context.library.papers().of(context.dossier);
    let scopes = papers.iter().flat_map(|paper| paper.scopes(context.dossier));
    let scopes: Vec<Scope> = scopes.filter(|scope| *scope != Scope::Both).collect();
    if scopes.is_empty() {
        return;
    }
    for list in LISTS.iter().filter_map(|list| Path::parse(list)) {
        let count = context.item.at(&list).map_or(0, |item| item.items().count());
        let scope = |at: usize| context.dossier.scope_at(&list.index(at));
        let is_told = |at: usize| scopes.iter().any(|told| told.meets(scope(at)));
        let untold: Vec<usize> = (0..count).filter(|at| !is_told(*at)).collect();
        let Some((first, others)) = untold.split_first() else { continue };
        let of = scope(*first).word();
        let title = Titles::get().title(&list).unwrap_or_default();
        let message = format!(
            "{title}: {}/{count} mục thuộc {of}, không văn bản nào đang lập in ra",
            untold.len()
        );
        let hint = match scope(*first) {
            Scope::Year => "lập thêm báo cáo năm ở papers, hoặc ghi scope: nhiệm kỳ và năm",
            _ => "lập thêm văn bản Đại hội ở papers, hoặc ghi scope: nhiệm kỳ và năm",
        };
        let mut finding = UNTOLD.broken_at(list.index(*first), message).with_hint(hint);
        for at in others.iter().take(4) {
            finding = finding.with_related(list.index(*at), "mục này cũng vậy");
        }
        found.add(finding);
    }
}
