//! Arithmetic on the numbers of a sentence, and their wording.

use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Figure, Sentence};

/// The exact sum.
pub(super) fn total(numbers: &[Number]) -> Option<Number> {
    numbers.iter().try_fold(Number::ZERO, |sum, n| sum.checked_add(*n))
}

/// The distance between two numbers.
pub(super) fn apart(one: Number, two: Number) -> Option<Number> {
    let gap = one.checked_sub(two)?;
    Some(if gap.is_negative() { Number::ZERO.checked_sub(gap)? } else { gap })
}

/// Whether two numbers are so close that one may be an error for the other: within a quarter
/// of the greater.
pub(super) fn near(one: Number, two: Number) -> bool {
    let greater = one.max(two);
    apart(one, two).and_then(|gap| gap.checked_mul(4_u32.into())).is_some_and(|gap| gap <= greater)
}

/// `11 + 5`, in the scale of a figure.
pub(super) fn terms(numbers: &[Number], like: &Figure) -> String {
    let shown = |number: &Number| like.shown(*number).to_string();
    numbers.iter().map(shown).collect::<Vec<_>>().join(" + ")
}

/// A number worded like a figure: in its scale, with its unit.
pub(super) fn as_figure(number: Number, like: &Figure, sentence: &Sentence) -> String {
    let shown = like.shown(number);
    let typed = sentence.named(like);
    let unit = typed.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    format!("{shown}{unit}")
}
