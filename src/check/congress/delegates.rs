//! The delegates by how they came to be and by what they are (cơ cấu đại biểu): BC144.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{DelegateGroup, Delegates, Quantity};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{called, count, present};
use crate::check::{Context, Findings, Rule};

pub(crate) const ADD_UP: Rule =
    Rule { code: Code::DELEGATES_SUM, severity: Severity::Error, citation: "", run: add_up };

fn add_up(context: &Context<'_>, found: &mut Findings) {
    let Some(delegates) = &context.dossier.delegates else { return };
    let at = Path::root().key("delegates");
    if let Some(called) = called(context.dossier) {
        by_origin(delegates, called, &at, found);
    }
    let Some(present) = present(context.dossier) else { return };
    for (i, group) in delegates.groups.iter().enumerate() {
        by_kind(group, present, &at.key("groups").index(i), found);
    }
    if let Some(qualified) = count(delegates.qualified.as_ref()).filter(|all| *all > present) {
        found.add(
            ADD_UP
                .broken_at(
                    at.key("qualified"),
                    format!("{qualified} đại biểu đủ tư cách, nhiều hơn {present} có mặt"),
                )
                .with_related(attendance("present"), "có mặt")
                .with_hint("sửa một trong hai số"),
        );
    }
}

/// Whoever is called is a delegate ex officio, elected or appointed.
fn by_origin(delegates: &Delegates, called: Number, at: &Path, found: &mut Findings) {
    let told = [&delegates.ex_officio, &delegates.elected, &delegates.appointed];
    let known: Vec<Number> = told.iter().filter_map(|told| count(told.as_ref())).collect();
    let Some(sum) = sum(&known) else { return };
    // What isn't told may be any number, or none.
    if sum > called || known.len() == told.len() && sum != called {
        let terms: Vec<String> = known.iter().map(Number::to_string).collect();
        found.add(
            ADD_UP
                .broken_at(
                    at.clone(),
                    format!(
                        "Đại biểu đương nhiên, được bầu, chỉ định: {} = {sum}, không phải {called} \
                         được triệu tập",
                        terms.join(" + ")
                    ),
                )
                .with_related(attendance("called"), "được triệu tập")
                .with_hint("sửa một trong các số"),
        );
    }
}

/// The parts of those present; all of them where the group is said to be complete.
fn by_kind(group: &DelegateGroup, present: Number, at: &Path, found: &mut Findings) {
    let parts = at.key("parts");
    let mut numbers = Vec::new();
    for (name, part) in group.parts.iter() {
        let Some(number) = count(part.as_ref()) else { continue };
        if number > present {
            found.add(
                ADD_UP
                    .broken_at(
                        parts.key(name),
                        format!("{name}: {number} đại biểu, nhiều hơn {present} có mặt"),
                    )
                    .with_related(attendance("present"), "có mặt")
                    .with_hint("sửa một trong hai số"),
            );
            return;
        }
        numbers.push(number);
    }
    let whole = group.complete.is_some_and(|complete| complete.0);
    let is_told = |part: &Option<Quantity>| count(part.as_ref()).is_some();
    if !whole || !group.parts.iter().all(|(_, part)| is_told(part)) {
        return;
    }
    let Some(sum) = sum(&numbers).filter(|sum| *sum != present) else { return };
    let title = group.title.as_deref().unwrap_or("Cơ cấu đại biểu");
    let terms: Vec<String> = numbers.iter().map(Number::to_string).collect();
    found.add(
        ADD_UP
            .broken_at(
                parts,
                format!("{title}: {} = {sum}, không phải {present} có mặt", terms.join(" + ")),
            )
            .with_related(attendance("present"), "có mặt")
            .with_hint("sửa một số; mỗi đại biểu không ở đúng một nhóm thì bỏ complete"),
    );
}

fn sum(numbers: &[Number]) -> Option<Number> {
    let mut numbers = numbers.iter();
    let first = *numbers.next()?;
    numbers.try_fold(first, |sum, number| sum.checked_add(*number))
}

fn attendance(key: &str) -> Path {
    Path::root().key("attendance").key(key)
}
