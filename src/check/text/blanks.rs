//! What was left to be filled in (BC085) and what a model asks for (BC382). A place is
//! told of once: in a paper past the draft what can only be a blank is an error, a
//! prompt is a warning wherever it isn't one already.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::vietnamese::sentence::blanks;

use crate::check::{Context, Findings, Rule};

pub(crate) const FILLED: Rule =
    Rule { code: Code::PLACEHOLDER, severity: Severity::Error, citation: "", run: filled };

pub(crate) const NO_PROMPT: Rule =
    Rule { code: Code::PROMPT, severity: Severity::Warning, citation: "", run: no_prompt };

fn filled(context: &Context<'_>, found: &mut Findings) {
    if context.any_final() {
        each(&FILLED, context, found);
    }
}

fn no_prompt(context: &Context<'_>, found: &mut Findings) {
    each(&NO_PROMPT, context, found);
}

/// Tells the first blank of every text that is a rule's, and how many more there are.
fn each(rule: &Rule, context: &Context<'_>, found: &mut Findings) {
    let finished = context.any_final();
    let of_rule = |sure: bool, asks: bool| match rule.code {
        Code::PLACEHOLDER => sure,
        _ => asks && !(sure && finished),
    };
    for (path, words) in context.printed_words() {
        let mut own = blanks(words).into_iter().filter(|blank| of_rule(blank.sure, blank.asks));
        let Some(first) = own.next() else { continue };
        let written = &words.text()[first.span.clone()];
        let (message, hint) = match rule.code {
            Code::PLACEHOLDER => (
                format!("Còn chỗ để trống: “{written}”"),
                "điền nội dung, hoặc chuyển tình trạng về dự thảo",
            ),
            _ => (
                format!("“{written}” là lời nhắc của văn bản mẫu"),
                "điền nội dung thay cho lời nhắc, hoặc xóa",
            ),
        };
        let more = match own.count() {
            0 => String::new(),
            more => format!(" (và {more} chỗ nữa trong đoạn này)"),
        };
        let finding: Diagnostic = rule.broken_at(path.clone(), message + &more);
        found.add(finding.with_span(first.span).with_hint(hint));
    }
}
