//! The inspection committee (Ủy ban Kiểm tra): its composition, and by whom its posts are
//! elected: BC297, BC307.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{ElectedAt, ElectedBody, Person};
use crate::vietnamese::fold;

use super::elections::{body, elections, elections_of, full_list, is_appointed};
use super::sizes::{in_force, limits};
use crate::check::{Context, Findings, Rule};

const CHARTER: &str = "Điều lệ Công đoàn Việt Nam (Quyết định 174/QĐ-TLĐ năm 2020), Điều 29";

pub(crate) const SHARE: Rule = Rule {
    code: Code::INSPECTORS_SHARE,
    severity: Severity::Warning,
    citation: CHARTER,
    run: share,
};

pub(crate) const DEPUTY: Rule = Rule {
    code: Code::INSPECTORS_DEPUTY,
    severity: Severity::Error,
    citation: CHARTER,
    run: deputy,
};

/// At most a third of the inspection committee are members of the committee. Checked for
/// complete lists only; appointed bodies are the superior's responsibility.
fn share(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let limit =
        dossier.congress.as_ref().and_then(|c| in_force(&limits(context).inspectors_of_both, c));
    let Some(times) = limit.and_then(|limit| usize::try_from(limit.is).ok()) else { return };
    let lists = || elections_of(dossier, ElectedBody::Committee).filter_map(|(_, e)| full_list(e));
    let members: Vec<&Person> = lists().flatten().collect();
    if members.is_empty() {
        return;
    }
    let elected = elections_of(dossier, ElectedBody::Inspectors).filter(|(_, e)| !is_appointed(e));
    for (path, election) in elected {
        // A post in the body isn't a list of its members.
        let post = election.body.as_deref().is_some_and(|b| fold(b).contains("chủ nhiệm"));
        let Some(inspectors) = full_list(election).filter(|_| !post) else { continue };
        let of_both = inspectors
            .iter()
            .filter(|p| p.name.is_some() && members.iter().any(|member| member.name == p.name));
        let both = of_both.count();
        if both * times <= inspectors.len() {
            continue;
        }
        found.add(
            SHARE
                .broken_at(
                    path.key("members"),
                    format!(
                        "Ủy ban Kiểm tra {} người, {both} là ủy viên Ban Chấp hành, quá 1/{times}",
                        inspectors.len()
                    ),
                )
                .with_hint("bầu thêm người ngoài Ban Chấp hành, hoặc kiểm tra hai danh sách"),
        );
    }
}

/// The inspection committee elects its deputy head from among its members.
fn deputy(context: &Context<'_>, found: &mut Findings) {
    for (path, election) in elections(context.dossier).filter(|(_, e)| !is_appointed(e)) {
        let named = fold(election.body.as_deref().unwrap_or_default());
        let of_inspectors = named.contains("kiểm tra") || named.contains("ubkt");
        let elsewhere = election.at.is_some_and(|at| at != ElectedAt::Inspectors);
        if !named.contains("phó chủ nhiệm") || !of_inspectors || !elsewhere {
            continue;
        }
        let message = format!("{} do Ủy ban Kiểm tra bầu, không bầu ở nơi khác", body(election));
        found.add(
            DEPUTY
                .broken_at(path.key("at"), message)
                .with_hint("ghi at: hội nghị ủy ban kiểm tra, và lập biên bản của hội nghị ấy"),
        );
    }
}
