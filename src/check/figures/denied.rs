//! Statements that there is none of something (không có …), against figures that count it:
//! BC355.

use super::nameable::nameable;
use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;

pub(crate) const DENIED: Rule =
    Rule { code: Code::SENTENCE_DENIED, severity: Severity::Warning, citation: "", run: denied };

/// Words that may follow the thing of which there is none.
const BEHIND: [&str; 4] = ["nào", "vượt cấp", "phát sinh", "xảy ra"];

fn denied(context: &Context<'_>, found: &mut Findings) {
    let nameable = nameable(context);
    let some: Vec<_> = nameable.iter().filter(|n| n.number > Number::ZERO && !n.money).collect();
    if some.is_empty() {
        return;
    }
    for (path, words) in context.narrated_words().filter(|(path, _)| super::reported(path)) {
        for at in words.find("không có") {
            let from = at + 2;
            let thing = some.iter().find(|n| {
                let length = n.unit.split(' ').count();
                let ends = |i: usize| !words.gap(i - 1).trim().is_empty() || i >= words.len();
                let end = from + length;
                let more = BEHIND.iter().find(|more| words.starts(end, more));
                let end = end + more.map_or(0, |more| more.split(' ').count());
                length > 1 && words.starts(from, &n.unit) && ends(end) && !words.quoted(at)
            });
            let Some(n) = thing else { continue };
            let length = n.unit.split(' ').count();
            found.add(
                DENIED
                    .broken_at(
                        path.clone(),
                        format!("Câu ghi không có {} nhưng số liệu ghi {} {0}", n.unit, n.shown),
                    )
                    .with_span(words.span(at..from + length))
                    .with_related(n.path.clone(), format!("{} {}", n.shown, n.unit))
                    .with_hint("sửa câu, hoặc sửa số liệu"),
            );
        }
    }
}
