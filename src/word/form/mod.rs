//! The form (thể thức) of a paper in Word, held against the decree on clerical work
//! (Nghị định 30/2020/NĐ-CP), which unions go by too.
//!
//! ```text
//! judge     where what is found is put down
//! page      sheet, margins, page number
//! head      letterhead, title
//! body      letters, lines, bases
//! headings  headings, points
//! end       signature, recipients, annexes
//! words     what rules say of the text that need no dossier
//! ```
//!
//! A measure that the file states is held against the decree's; what only seems wrong
//! is a warning, what offices dispute a note. What the file doesn't show is said to be
//! not judged.

mod body;
mod end;
mod head;
mod headings;
mod judge;
mod page;
mod words;

use crate::diagnostic::{Code, Diagnostic};
use crate::library::Library;

use super::document::Document;
use super::parts;
use super::remarks;
use judge::Judge;

/// By which rules a paper is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those of unions, which go by the State’s measures.
    Union,
    /// Those of the State.
    State,
    /// The Party's or the Youth Union's, which no measures are known of here.
    Other,
}

/// Looks a paper through: its form, and of its text what can be said without a
/// dossier. `name` is what messages call the file; `rules` goes before what the
/// letterhead tells.
pub fn check(
    document: &Document,
    name: &str,
    rules: Option<Rules>,
    library: &Library,
) -> Vec<Diagnostic> {
    let parts = parts::of(document);
    let mut judge = Judge::new(name);
    match rules.unwrap_or_else(|| by_letterhead(&parts)) {
        Rules::Union | Rules::State => {
            page::judge(document, &parts, &mut judge);
            head::judge(&parts, &mut judge);
            body::judge(&parts, &mut judge);
            headings::judge(&parts, &mut judge);
            end::judge(document, &parts, &mut judge);
        }
        Rules::Other => {
            judge.not_judged.push("thể thức (văn bản của Đảng, Đoàn có thể thức riêng)")
        }
    }
    let mut findings = judge.findings;
    findings.extend(words::check(&parts, name, library));
    findings.extend(remarks(document, name));
    if !judge.not_judged.is_empty() {
        let message = format!("{name}: chưa soát được {}", judge.not_judged.join("; "));
        findings.push(
            Diagnostic::note(Code::WORD_NOT_JUDGED, message)
                .with_hint("tự xem các phần này theo Nghị định 30/2020/NĐ-CP, Phụ lục I"),
        );
    }
    findings
}

fn by_letterhead(parts: &parts::Parts<'_>) -> Rules {
    let head = &parts.letterhead;
    let nation = head.nation.as_ref().map(|text| text.flat()).unwrap_or_default();
    let lines: Vec<String> =
        head.issuer.iter().chain(&head.parent).map(|line| line.flat()).collect();
    let lines = lines.join(" ");
    if nation.contains("dang cong san") || nation.is_empty() && lines.contains("doan tncs") {
        Rules::Other
    } else if lines.contains("cong doan") || lines.contains("lien doan lao dong") {
        Rules::Union
    } else {
        Rules::State
    }
}
