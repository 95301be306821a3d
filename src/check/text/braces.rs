//! Braces around a figure's name that aren't read as an expression: `{ tham_hoi }`, and `{{ x
//! }}` in a text that isn't a narrative. They print as typed.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::source::{Path, Segment};

use crate::check::{Context, Findings, Rule};

pub(crate) const READ: Rule =
    Rule { code: Code::STRAY_BRACES, severity: Severity::Error, citation: "", run: braces };

fn braces(context: &Context<'_>, found: &mut Findings) {
    for writing in context.writings() {
        for Braces { span, name, is_double } in named(writing.text) {
            let written = &writing.text[span.clone()];
            let finding = |message: String| {
                READ.broken_at(writing.path.clone(), message).with_span(span.clone())
            };
            if !is_double {
                found.add(finding(format!("“{written}” sẽ in nguyên như đã gõ")).with_hint(
                    format!("gọi số liệu bằng hai ngoặc nhọn mỗi bên: {{{{ {name} }}}}"),
                ));
            } else if is_target_text(&writing.path) && name == "value" {
                let mut target = writing.path.clone();
                target.pop();
                let target = target.key("value");
                if !context.item.at(&target).is_some_and(crate::dossier::Item::is_known) {
                    let late = context.any_final();
                    let severity = if late { Severity::Error } else { Severity::Warning };
                    found.add(
                        finding("Chỉ tiêu chưa có mức phấn đấu; bản dự thảo in …".to_owned())
                            .with_severity(severity)
                            .with_hint("ghi value, hoặc bỏ {{ value }} trong câu"),
                    );
                }
            } else if !writing.prose {
                found.add(finding(format!("“{written}” ở đây sẽ in nguyên như đã gõ")).with_hint(
                    "số liệu chỉ gọi được trong đoạn văn (text …); ở đây ghi thẳng con số",
                ));
            }
        }
    }
}

/// Whether a path is a target's text, in which `{{ value }}` is valid.
fn is_target_text(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    let is_target =
        matches!(keys.as_slice(), ["previous_targets", ..] | ["direction", "targets", ..]);
    is_target && matches!(path.segments().last(), Some(Segment::Key(key)) if key == "text")
}

struct Braces {
    span: Range<usize>,
    name: String,
    /// Whether it is `{{ … }}`, as required.
    is_double: bool,
}

/// Every name in braces.
fn named(text: &str) -> Vec<Braces> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|i| at + i) {
        let inner = text[open..].trim_start_matches('{');
        let start = text.len() - inner.len();
        at = start;
        let Some(close) = inner.find(['}', '{']).filter(|i| inner[*i..].starts_with('}')) else {
            continue;
        };
        let behind = inner[close..].trim_start_matches('}');
        let end = text.len() - behind.len();
        at = end;
        let (opening, closing) = (start - open, end - start - close);
        if is_name(&inner[..close]) {
            let name = inner[..close].trim().to_owned();
            all.push(Braces { span: open..end, name, is_double: opening == 2 && closing == 2 });
        }
    }
    all
}

/// `tham_hoi`, `tet_2026.amount`, `x | number`.
fn is_name(text: &str) -> bool {
    let mut parts = text.split(['.', '|']).map(str::trim);
    parts.all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces() {
        let read = |text: &str| -> Vec<(String, bool)> {
            named(text).into_iter().map(|b| (b.name, b.is_double)).collect()
        };
        assert_eq!(
            read("{ a } {{ b.c }} {{d} {e}} {{{ f }}} {{ 7*7 }} {} { } { hai từ } {g"),
            [("a", false), ("b.c", true), ("d", false), ("e", false), ("f", false)]
                .map(|(name, double)| (name.to_owned(), double))
        );
    }
}
