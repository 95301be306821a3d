//! A paragraph stands once: R89.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::source::Path;

use super::scan::Words;
use super::{Context, Finding, Findings, Rule};

pub(super) const ONCE: Rule =
    Rule { code: 89, severity: Severity::Warning, citation: "", run: once };

/// Shorter ones may well recur.
const WORDS: usize = 12;

fn once(context: &Context<'_>, found: &mut Findings) {
    let mut firsts: HashMap<(String, String), &Path> = HashMap::new();
    for (path, text) in context.printed() {
        let Some(paper) = printed_with(path) else { continue };
        let mut start = 0;
        for line in text.split('\n') {
            let span = start..start + line.len();
            start = span.end + 1;
            let words = Words::of(line);
            if words.len() < WORDS {
                continue;
            }
            let letters: Vec<&str> = (0..words.len()).map(|i| words.lower(i)).collect();
            let key = (paper.clone(), letters.join(" "));
            match firsts.get(&key) {
                None => {
                    firsts.insert(key, path);
                }
                Some(first) => found.add(
                    Finding::new(
                        path.clone(),
                        format!("Đoạn này có hai lần: “{}…”", opening(line)),
                    )
                    .span(span)
                    .related((*first).clone(), "đã có ở đây")
                    .hint("xóa một chỗ"),
                ),
            }
        }
    }
}

/// What a text is printed together with: the parts of a report, or one paper's
/// own outline. The rest is no narrative, or isn't printed with it.
fn printed_with(path: &Path) -> Option<String> {
    let keys: Vec<&str> = path.keys().collect();
    match keys[..] {
        ["direction", "directives" | "targets", ..] => None,
        ["membership" | "situation" | "assessment" | "direction", ..] => Some(String::new()),
        ["results", "text"] => Some(String::new()),
        ["outline", paper, .., "text"] => Some(paper.to_owned()),
        _ => None,
    }
}

/// The first words of a line.
fn opening(line: &str) -> String {
    let line = line.trim_start_matches([' ', '-', '+', '*']);
    line.split(' ').take(6).collect::<Vec<_>>().join(" ")
}
