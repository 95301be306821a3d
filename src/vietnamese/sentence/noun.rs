//! Comparison of the nouns of two figures.

use super::Sentence;
use super::figure::{Figure, Measure};
use super::vocabulary::{CLASSIFIERS, MEASURES, STAND_INS, one_of};

/// The relation between the nouns of two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same noun.
    Same,
    /// One has no noun, or a general one (người, đơn vị).
    Open,
    /// Another noun.
    Other,
}

/// Whether a noun is complete without a second word.
pub(super) fn stands_alone(word: &str) -> bool {
    one_of(CLASSIFIERS, word) || one_of(STAND_INS, word)
}

impl Sentence {
    /// The relation between the nouns of two figures.
    pub fn kinship(&self, one: &Figure, two: &Figure) -> Kinship {
        if one.measure != two.measure {
            return Kinship::Other;
        }
        if one.measure != Measure::Count {
            return Kinship::Same;
        }
        let (a, b) = (one.noun.start, two.noun.start);
        if one.noun.is_empty() || two.noun.is_empty() {
            return Kinship::Open;
        }
        let stand_in = |at: usize| {
            one_of(STAND_INS, self.word(at))
                || one_of(STAND_INS, &format!("{}_{}", self.word(at), self.word(at + 1)))
        };
        let second = |at: usize, figure: &Figure| {
            if at + 1 < figure.noun.end { self.word(at + 1) } else { "" }
        };
        let (x, y) = (second(a, one), second(b, two));
        if self.word(a) == self.word(b)
            && (x == y || x.is_empty() || y.is_empty() || one_of(CLASSIFIERS, self.word(a)))
        {
            return Kinship::Same;
        }
        if self.holds(one, b, y) || self.holds(two, a, x) {
            return Kinship::Same;
        }
        if stand_in(a) || stand_in(b) { Kinship::Open } else { Kinship::Other }
    }

    /// Whether a figure's noun contains another's: *lượt ý kiến*, *ý kiến*.
    fn holds(&self, figure: &Figure, noun: usize, second: &str) -> bool {
        let first = self.word(noun);
        !second.is_empty()
            && (figure.noun.start + 1..figure.noun.end)
                .any(|at| self.word(at) == first && self.word(at + 1) == second)
    }

    /// Whether a figure measures a quantity of material: kg, chai.
    pub fn is_measured(&self, figure: &Figure) -> bool {
        one_of(MEASURES, self.word(figure.noun.start))
    }
}
