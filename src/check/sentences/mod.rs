//! Sentences that don't agree with themselves: a share that isn't the n/m beside it,
//! parts that don't add up to what they are parts of, a change that leads elsewhere.
//!
//! All rules here go by one reading, [`crate::vietnamese::sentence`], of every text
//! that a paper may print, with the values in it that expressions print. Each states
//! the sum that it did and names no culprit where either side may be wrong.

pub(super) mod attendance;
pub(super) mod average;
pub(super) mod ballots;
mod bases;
pub(super) mod change;
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

/// What is wrong in a sentence.
pub(super) struct Flaw {
    /// In bytes of the text.
    pub span: Range<usize>,
    pub message: String,
    pub hint: String,
    /// Whether the sentence says by itself what is to be what; else it is only likely.
    pub sure: bool,
    /// What follows from the rest of the sentence, to stand at the span.
    pub instead: Option<String>,
}

impl Flaw {
    fn new(span: Range<usize>, message: String, hint: impl Into<String>) -> Self {
        Flaw { span, message, hint: hint.into(), sure: true, instead: None }
    }
}

/// Tells what a rule finds in all the sentences of the dossier.
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

/// Another percent in the place of one that was typed, and of nothing but it.
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
