//! Counts: BC020, BC021.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Amount;
use crate::source::Path;
use crate::vietnamese::Number;

use super::arithmetic::{together, value};
use crate::check::{Context, Findings, Rule};

pub(crate) const WHOLE: Rule =
    Rule { code: Code::WHOLE_COUNT, severity: Severity::Error, citation: "", run: whole };

pub(crate) const PART_OF_WHOLE: Rule = Rule {
    code: Code::PART_OVER_WHOLE,
    severity: Severity::Error,
    citation: "",
    run: part_of_whole,
};

/// Nouns that are counted in whole numbers.
const COUNTED: &[&str] = &[
    "đoàn viên",
    "người",
    "đồng chí",
    "đơn vị",
    "tập thể",
    "cá nhân",
    "suất",
    "lượt",
    "CĐCS",
    "công đoàn",
    "tổ",
    "đại biểu",
    "phiếu",
    "cuộc",
    "lớp",
    "đảng viên",
    "cán bộ",
    "gia đình",
    "sáng kiến",
    "đề tài",
    "công trình",
    "đ/c",
    "nữ",
    "em",
    "cháu",
    "vụ",
    "bản",
];

fn whole(context: &Context<'_>, found: &mut Findings) {
    for (path, quantity) in &context.quantities {
        let numbers: Vec<Number> = match &quantity.amount {
            Amount::Number(n) => vec![*n],
            Amount::Range(a, b) | Amount::Ratio(a, b) => vec![*a, *b],
            Amount::Words(_) | Amount::None => continue,
        };
        let counted = !quantity.percent
            && COUNTED.iter().any(|noun| {
                quantity.unit.strip_prefix(noun).is_some_and(|r| r.is_empty() || r.starts_with(' '))
            });
        for number in numbers {
            if number.is_negative() {
                found.add(
                    WHOLE
                        .broken_at(path.clone(), format!("Số liệu không thể âm: {number}"))
                        .with_hint("mức tăng, giảm thì ghi số kỳ trước vào prior để tự tính"),
                );
            } else if counted && !number.is_whole() {
                found.add(
                    WHOLE
                        .broken_at(
                            path.clone(),
                            format!("Số {} phải là số nguyên: {number}", quantity.unit),
                        )
                        .with_hint("hàng nghìn ghi dấu chấm: 8.945"),
                );
            }
        }
    }
}

/// A title within a sentence: `Đoàn viên` as `đoàn viên`.
fn said(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn part_of_whole(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        let Some(whole) = &figure.value else { continue };
        for (label, part) in figure.parts.iter() {
            let numbers = together(whole, std::iter::once(part.value.as_ref()));
            let Some((total, numbers)) = numbers else { continue };
            for number in numbers.into_iter().filter(|number| *number > total) {
                let at = path.key("parts").key(label);
                found.add(
                    PART_OF_WHOLE
                        .broken_at(at, format!("{label} {number} lớn hơn tổng số {total}"))
                        .with_related(path.clone(), "tổng số"),
                );
            }
        }
    }
    let m = &context.dossier.membership;
    let number = |figure: &Option<crate::dossier::Figure>| figure.as_ref().and_then(|f| value(f));
    let young = number(&m.youth)
        .filter(|_| context.dossier.organization_kind() == crate::dossier::OrganizationKind::Youth);
    let pairs = [
        ("members", number(&m.members), "youth", young),
        ("women", number(&m.women), "members", number(&m.members)),
        ("members", number(&m.members), "employees", number(&m.employees)),
        ("party_members", number(&m.party_members), "employees", number(&m.employees)),
    ];
    for (part, part_number, total, total_number) in pairs {
        if let (Some(p), Some(t)) = (part_number, total_number)
            && p > t
        {
            let at = Path::root().key("membership");
            let name = |key: &str| {
                let title = crate::dossier::Titles::get().title(&at.key(key));
                title.unwrap_or(key).trim_start_matches("Trong đó: ").to_owned()
            };
            found.add(
                PART_OF_WHOLE
                    .broken_at(
                        at.key(part),
                        format!(
                            "Số {} {p} lớn hơn số {} {t}",
                            said(&name(part)),
                            said(&name(total))
                        ),
                    )
                    .with_related(at.key(total), "so với số này")
                    .with_hint("sửa một trong hai số"),
            );
        }
    }
}
