//! Cells of the Party and chapters of the Youth Union that are too small for what they
//! elect: BC387. How many members that takes [`crate::law`] says.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Level, OrganizationKind};
use crate::source::Path;
use crate::vietnamese::{Number, fold};

use super::elections::elections;
use super::sizes::{in_force, limits};
use crate::check::figures::arithmetic::value;
use crate::check::{Context, Findings, Rule};

pub(crate) const CELL: Rule =
    Rule { code: Code::CELL_COMMITTEE, severity: Severity::Warning, citation: "", run: cell };

fn cell(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(congress) = &dossier.congress else { return };
    let (sizes, key, committee, unit) =
        match (dossier.organization_kind(), dossier.organization.level) {
            (OrganizationKind::Party, Some(Level::Cell | Level::BaseCell)) => {
                (&limits(context).party_cells, "full", "chi ủy", "đảng viên chính thức")
            }
            (OrganizationKind::Youth, Some(Level::Chapter | Level::BaseChapter)) => {
                (&limits(context).youth_cells, "members", "ban chấp hành", "đoàn viên")
            }
            _ => return,
        };
    let Some(limit) = in_force(sizes, congress) else { return };
    let membership = &dossier.membership;
    let figure = if key == "full" { &membership.full } else { &membership.members };
    let Some(members) = figure.as_ref().and_then(|figure| value(figure)) else { return };
    let at = Path::root().key("membership").key(key);
    let below = |least: u32| members < Number::from(least);
    if below(limit.is.least) {
        let message = format!("{members} {unit}, chưa đủ {} để lập", limit.is.least);
        found.add(CELL.broken_at(at, message).with_citation(Some(limit.named.clone())));
        return;
    }
    let elected = elections(dossier).find(|(_, election)| {
        election.body.as_deref().is_some_and(|body| fold(body).starts_with(committee))
    });
    let Some((path, election)) = elected.filter(|_| below(limit.is.committee_from)) else { return };
    let body = election.body.as_deref().unwrap_or(committee);
    found.add(
        CELL.broken_at(
            path.key("body"),
            format!("Bầu {body} khi có {members} {unit}: từ {} mới bầu", limit.is.committee_from),
        )
        .with_related(at, "số người")
        .with_citation(Some(limit.named.clone()))
        .with_hint("bầu Bí thư, cần thì Phó Bí thư"),
    );
}
