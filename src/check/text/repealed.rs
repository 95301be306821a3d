//! Legal bases that others replaced.

use crate::diagnostic::{Code, Severity};
use crate::dossier::LegalRef;
use crate::source::Path;
use crate::vietnamese::Day;

use super::abolished::REORGANIZED;
use crate::check::scan::Words;
use crate::check::{Context, Findings, Rule};

pub(crate) const IN_FORCE: Rule =
    Rule { code: Code::REPEALED_BASIS, severity: Severity::Warning, citation: "", run: in_force };

/// A rule that another one replaced.
struct Repealed {
    /// Words any of which names it, all of a group together.
    names: &'static [&'static [&'static str]],
    title: &'static str,
    /// From when it surely holds no more.
    since: Day,
    by: &'static str,
}

/// Rules that legal bases still name, as far as it is known what replaced them.
const RULES: &[Repealed] = &[
    Repealed {
        names: &[&["1689 qđ tlđ"]],
        title: "Quyết định 1689/QĐ-TLĐ (khen thưởng)",
        since: Day::new(2024, 5, 29),
        by: "Quyết định số 999/QĐ-TLĐ ngày 29/5/2024",
    },
    Repealed {
        names: &[&["1014 qđ tlđ"], &["1013 qđ tlđ"]],
        title: "Quyết định 1013/QĐ-TLĐ, 1014/QĐ-TLĐ (công tác văn thư, thể thức)",
        since: Day::new(2024, 5, 14),
        by: "Quyết định số 933/QĐ-TLĐ ngày 14/5/2024",
    },
    Repealed {
        names: &[
            &["174 qđ tlđ"],
            &["điều lệ công đoàn việt nam", "2020"],
            &["điều lệ công đoàn việt nam", "khóa xii"],
        ],
        title: "Điều lệ Công đoàn Việt Nam năm 2020 (khóa XII)",
        // Congress XIII adopted the new one; by then its guidance was out too.
        since: Day::new(2025, 1, 1),
        by: "Điều lệ Công đoàn Việt Nam hiện hành",
    },
    Repealed {
        names: &[&["luật công đoàn", "2012"], &["12 2012 qh13"]],
        title: "Luật Công đoàn năm 2012",
        since: REORGANIZED,
        by: "Luật Công đoàn năm 2024",
    },
    Repealed {
        names: &[&["luật thi đua khen thưởng", "2003"], &["luật thi đua khen thưởng", "2013"]],
        title: "Luật Thi đua, khen thưởng năm 2003",
        since: Day::new(2024, 1, 1),
        by: "Luật Thi đua, khen thưởng số 06/2022/QH15",
    },
];

fn in_force(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    for paper in context.papers {
        // A paper without a day yet is made in the reported year at the earliest.
        let year =
            dossier.period.as_ref().and_then(|p| p.year_told()).map(|year| Day::new(year, 1, 1));
        let Some(made) = paper.date(dossier).and_then(|d| d.earliest()).or(year) else { continue };
        let at = Path::root().key("papers").key(paper.id.as_str()).key("bases");
        for (i, base) in paper.envelope(dossier).bases.iter().enumerate() {
            let rule = rule_named(base).filter(|rule| made >= rule.since);
            found.extend(rule.map(|rule| {
                IN_FORCE
                    .broken_at(at.index(i), format!("{} đã được thay thế", rule.title))
                    .with_hint(format!("nay là {}", rule.by))
            }));
        }
    }
}

fn rule_named(reference: &LegalRef) -> Option<&'static Repealed> {
    let LegalRef { text, r#type, number, issuer, subject, .. } = reference;
    let date = reference.date.map(|d| d.typed());
    let parts = [text, r#type, number, issuer, subject].into_iter().flatten();
    let cited: Vec<&str> = parts.map(|t| t.0.as_str()).chain(date.as_deref()).collect();
    let cited = cited.join(" ").replace("khoá", "khóa");
    let words = Words::of(&cited);
    let words: Vec<&str> = (0..words.len()).map(|i| words.lower(i)).collect();
    let cited = format!(" {} ", words.join(" "));
    let named = |group: &&[&str]| group.iter().all(|words| cited.contains(&format!(" {words} ")));
    RULES.iter().find(|rule| rule.names.iter().any(&named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_by_their_names() {
        let named = |text: &str| {
            let reference =
                LegalRef { text: Some(crate::dossier::Text(text.into())), ..LegalRef::default() };
            rule_named(&reference).is_some()
        };
        assert!(named("Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 12/11/2019"));
        assert!(named("Căn cứ Điều lệ Công đoàn Việt Nam khoá XII"));
        assert!(named("Luật Công đoàn ngày 20/6/2012"));
        assert!(!named("Căn cứ Điều lệ Công đoàn Việt Nam khóa XIII"));
        assert!(!named("Căn cứ Điều lệ Công đoàn Việt Nam"));
        assert!(!named("Quyết định số 11689/QĐ-TLĐ"));
    }
}
