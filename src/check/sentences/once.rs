//! One finding for each cause: words already reported by a rule on figures, or by an earlier
//! rule on sentences, aren't reported again.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

/// Rules on figures that judge the same words.
const BY_NAME: [Code; 6] = [
    Code::STATED_PLAN,
    Code::STATED_CHANGE,
    Code::TYPED_NUMBER,
    Code::AMOUNT_IN_WORDS,
    Code::LIST_LENGTH,
    Code::CLAIMED_ALL,
];

/// Removes findings on words already reported.
pub(in crate::check) fn tell_once(found: &mut Vec<Diagnostic>) {
    let mut at = 0;
    while at < found.len() {
        let again = is_of_sentences(found[at].code)
            && found.iter().enumerate().any(|(i, other)| {
                let first = BY_NAME.contains(&other.code) || is_of_sentences(other.code) && i < at;
                i != at && first && same_words(other, &found[at])
            });
        if again {
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

fn is_of_sentences(code: Code) -> bool {
    code == Code::TYPED_SHARE
        || (Code::SENTENCE_PLAN..=Code::SENTENCE_SERIES).contains(&code)
        || (Code::SENTENCE_EXTREME..=Code::SENTENCE_SIZE).contains(&code)
}

fn same_words(one: &Diagnostic, two: &Diagnostic) -> bool {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    one.path == two.path
        && one.span.as_ref().zip(two.span.as_ref()).is_some_and(|(a, b)| overlap(a, b))
}
