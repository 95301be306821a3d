//! Sentences that contradict themselves: a percentage that doesn't match the n/m beside it,
//! parts that don't add up to their whole, a change with another result.
//!
//! All rules here use the same parsed sentences, [`crate::vietnamese::sentence`], of every
//! text that a paper may print, including the values of expressions. Each states its
//! computation and doesn't name the wrong side if either may be wrong.

pub(super) mod attendance;
pub(super) mod average;
pub(super) mod ballots;
mod bases;
pub(super) mod change;
pub(super) mod extreme;
pub(super) mod hedge;
pub(super) mod items;
mod joined;
mod numbers;
mod once;
pub(super) mod plan;
pub(super) mod product;
pub(super) mod range;
mod readings;
pub(super) mod remainder;
pub(super) mod series;
pub(super) mod share;
pub(super) mod size;
pub(super) mod spelt;
pub(super) mod sum;
pub(super) mod universal;
pub(super) mod verdict;

use std::ops::Range;

pub(super) use once::tell_once;
pub(super) use readings::Read;

use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Fix, Severity};
use crate::source::Path;
use crate::vietnamese::sentence::Sentence;

/// A contradiction in a sentence.
pub(super) struct Flaw {
    /// Byte range in the text.
    pub span: Range<usize>,
    pub message: String,
    pub hint: String,
    /// Whether the sentence itself states the relation; else it is only likely.
    pub sure: bool,
    /// The correct text for the span, computed from the rest of the sentence.
    pub instead: Option<String>,
}

impl Flaw {
    fn new(span: Range<usize>, message: String, hint: impl Into<String>) -> Self {
        Flaw { span, message, hint: hint.into(), sure: true, instead: None }
    }
}

/// Reports what a rule finds in all sentences of the dossier.
fn tell(
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Findings,
    flaws: impl Fn(&Sentence, &mut Vec<Flaw>),
) {
    for read in context.readings() {
        let mut all = Vec::new();
        for sentence in &read.sentences {
            flaws(sentence, &mut all);
        }
        for Flaw { span, message, hint, sure, instead } in all {
            let mut finding = rule.broken_at(read.path.clone(), message).with_hint(hint);
            if !sure {
                finding = finding.with_severity(Severity::Warning);
            }
            let typed = !read.is_printed(&span);
            found.add(match read.place(span) {
                Some(span) => {
                    let fix = instead.filter(|_| typed && sure);
                    let fix = fix.and_then(|after| percent(context, &read.path, &span, after));
                    finding.with_span(span).with_fixes(fix)
                }
                None => finding,
            });
        }
    }
}

/// The fix that replaces a percentage, if it was typed and nothing else.
fn percent(context: &Context<'_>, path: &Path, span: &Range<usize>, after: String) -> Option<Fix> {
    let (_, text) = context.printed().find(|(at, _)| *at == path)?;
    let typed = text.get(span.clone())?;
    let number = typed.strip_suffix('%')?.trim_end();
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ',');
    let fix =
        Fix { path: path.clone(), range: Some(span.clone()), before: typed.to_owned(), after };
    plain.then_some(fix)
}

#[cfg(test)]
mod tests;
