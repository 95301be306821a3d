//! Signing on behalf of a non-existent standing committee (TM. Ban Thường vụ): BC371.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Dossier, ElectedBody, Level, OrganizationKind};
use crate::law::Limit;
use crate::source::Path;
use crate::vietnamese::Number;

use super::envelope::envelopes;
use super::signing::on_behalf;
use crate::check::congress::elections::{elected, elections_of};
use crate::check::{Context, Findings, Rule};

pub(crate) const STANDING: Rule = Rule {
    code: Code::NO_STANDING_COMMITTEE,
    severity: Severity::Warning,
    citation: "",
    run: standing,
};

fn standing(context: &Context<'_>, found: &mut Findings) {
    let Some(lack) = lack(context) else { return };
    for (path, _, envelope, wording) in envelopes(context) {
        let Some(signature) = &envelope.signature else { continue };
        for (i, line) in signature.on_behalf.0.iter().enumerate() {
            let upper = line.to_uppercase();
            let body = upper.trim().strip_prefix(wording.on_behalf.trim()).map(str::trim);
            if body.is_some_and(|body| body.starts_with("BAN THƯỜNG VỤ")) {
                let at = on_behalf(&path, Some(signature), i);
                found.add(lack.finding(at, &line.0));
            }
        }
    }
}

/// Why there is none.
enum Lack {
    /// The dossier says so.
    Told,
    /// Organisations of this level have none.
    Level(&'static str),
    /// The committee is too small.
    Committee { whole: Number, from: u32 },
}

impl Lack {
    fn finding(&self, at: Path, line: &str) -> Diagnostic {
        let organization = Path::root().key("organization");
        match self {
            Lack::Told => STANDING
                .broken_at(at, format!("“{line}”, mà hồ sơ ghi không có Ban Thường vụ"))
                .with_related(organization.key("has_standing_committee"), "không")
                .with_hint("ghi TM. BAN CHẤP HÀNH; có Ban Thường vụ thì sửa has_standing_committee"),
            Lack::Level(whose) => STANDING
                .broken_at(at, format!("“{line}”: {whose} không có Ban Thường vụ"))
                .with_related(organization.key("level"), "cấp")
                .with_hint("sửa dòng ký thay mặt"),
            Lack::Committee { whole, from } => STANDING
                .broken_at(at, format!("“{line}”, mà Ban Chấp hành chỉ có {whole} người"))
                .with_hint(format!(
                    "Ban Chấp hành từ {from} người trở lên mới có Ban Thường vụ; ghi TM. BAN CHẤP HÀNH"
                )),
        }
    }
}

fn lack(context: &Context<'_>) -> Option<Lack> {
    let dossier = context.dossier;
    let own = &dossier.organization;
    let is_elected = elections_of(dossier, ElectedBody::StandingCommittee).next().is_some();
    if is_elected || own.has_standing_committee.is_some_and(|flag| flag.0) {
        return None;
    }
    if own.has_standing_committee.is_some() {
        return Some(Lack::Told);
    }
    match own.level {
        _ if own.is_team() => return Some(Lack::Level("tổ công đoàn")),
        Some(Level::Cell | Level::BaseCell) => return Some(Lack::Level("chi bộ")),
        Some(Level::Chapter | Level::BaseChapter) => return Some(Lack::Level("chi đoàn")),
        _ => {}
    }
    let of_union = dossier.organization_kind() == OrganizationKind::Union;
    let (whole, from) = committee(context).filter(|_| of_union)?;
    (whole < from.into()).then_some(Lack::Committee { whole, from })
}

/// The size of the elected committee, and the size from which a committee has a standing one.
fn committee(context: &Context<'_>) -> Option<(Number, u32)> {
    let dossier: &Dossier = context.dossier;
    let day = dossier.congress.as_ref()?.date?.first().whole()?;
    let limit = Limit::in_force(&context.library.law().congress.bodies, (day, day))?;
    let (_, election) = elections_of(dossier, ElectedBody::Committee).next()?;
    Some((elected(election)?, limit.is.standing_from))
}
