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
//! regime    a paper of the Party or the Youth Union, by the data of its regime
//! customs   its fixed words: whose it is, number, day, signature, recipients
//! words     what rules say of the text that need no dossier
//! ```
//!
//! A measure that the file states is held against the decree's; what only seems wrong
//! is a warning, what offices dispute a note. What the file doesn't show is said to be
//! not judged.

mod body;
mod customs;
mod end;
mod head;
mod headings;
mod judge;
mod page;
mod regime;
mod words;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::OrganizationKind;
use crate::library::Library;

use super::document::Document;
use super::parts;
use super::remarks;
use judge::Judge;

/// The rules by which a paper is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those of unions, which use the State’s measures.
    Union,
    /// Those of the State.
    State,
    /// The Party's.
    Party,
    /// The Youth Union's.
    Youth,
}

/// Checks the form of a document, and its text as far as that is possible without a dossier.
/// `name` is the file's name in messages; `rules` takes precedence over the letterhead.
pub fn check(
    document: &Document,
    name: &str,
    rules: Option<Rules>,
    library: &Library,
) -> Vec<Diagnostic> {
    let parts = parts::of(document);
    let mut judge = Judge::new(name);
    match rules.unwrap_or_else(|| by_letterhead(&parts)) {
        Rules::Union | Rules::State if parts.is_certificate() => {
            judge.not_judged.push("thể thức giấy khen (theo quy định về thi đua, khen thưởng)");
        }
        Rules::Union | Rules::State => {
            page::judge(document, &parts, &mut judge);
            head::judge(&parts, &mut judge);
            body::judge(&parts, &mut judge);
            headings::judge(&parts, &mut judge);
            end::judge(document, &parts, &mut judge);
            end::end_mark(&parts, "./.", &mut judge);
        }
        Rules::Party => regime::judge(document, &parts, "party", library, &mut judge),
        Rules::Youth => regime::judge(document, &parts, "youth", library, &mut judge),
    }
    let mut findings = judge.findings;
    findings.extend(words::check(&parts, name, library));
    findings.extend(remarks(document, name));
    if !judge.not_judged.is_empty() {
        let message = format!("{name}: chưa soát được {}", judge.not_judged.join("; "));
        findings.push(
            Diagnostic::note(Code::WORD_NOT_JUDGED, message)
                .with_hint(format!("tự xem các phần này theo {}", judge.law)),
        );
    }
    findings
}

fn by_letterhead(parts: &parts::Parts<'_>) -> Rules {
    match parts.letterhead.whose() {
        Some(OrganizationKind::Party) => Rules::Party,
        Some(OrganizationKind::Youth) => Rules::Youth,
        Some(OrganizationKind::Union) => Rules::Union,
        None => Rules::State,
    }
}
