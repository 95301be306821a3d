//! Formulas that an office writes over its units' figures: `20 * doan_vien_moi /
//! doan_vien`, `doan_vien_nu <= doan_vien`.
//!
//! ```text
//! rule    = sum comparison sum
//! sum     = product { ("+" | "-") product }
//! product = one { ("*" | "/") one }
//! one     = number | code [ "." part ] | "(" sum ")" | "-" one
//!         | ("min" | "max") "(" sum { ";" sum } ")"
//! ```
//!
//! Numbers are written as everywhere else (`1.000`, `0,5`); what a unit doesn't state
//! is unknown, and whatever is made with it.

mod read;

use std::collections::BTreeSet;

use crate::vietnamese::Number;

use read::Reader;

/// A formula that has one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula(Term);

/// A formula that holds or doesn't.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    left: Term,
    sign: Sign,
    right: Term,
}

/// Which of an indicator's numbers is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Thực hiện; of a rate its numerator.
    Value,
    /// Mẫu số.
    Whole,
    /// Tỷ lệ phần trăm.
    Rate,
    /// Cùng kỳ.
    Prior,
    /// Được giao.
    Assigned,
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoValue {
    /// The unit doesn't state these indicators.
    Unknown(BTreeSet<(String, Part)>),
    /// It divides by zero, or its result is too large for a number.
    Undefined,
}

/// What a unit states of an indicator.
pub type Values<'v> = &'v dyn Fn(&str, Part) -> Option<Number>;

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(Number),
    Figure(String, Part),
    Least(Vec<Term>),
    Most(Vec<Term>),
    Pair(Box<Term>, char, Box<Term>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// Digits behind the comma that are kept of a product or a quotient.
const DECIMALS: u32 = 10;

impl Part {
    const ALL: [Part; 5] = [Part::Value, Part::Whole, Part::Rate, Part::Prior, Part::Assigned];

    fn key(self) -> &'static str {
        match self {
            Part::Value => "value",
            Part::Whole => "whole",
            Part::Rate => "rate",
            Part::Prior => "prior",
            Part::Assigned => "assigned",
        }
    }

    /// What people call it behind the indicator's title.
    pub fn words(self) -> &'static str {
        match self {
            Part::Value => "",
            Part::Whole => " (tổng số)",
            Part::Rate => " (tỷ lệ)",
            Part::Prior => " (cùng kỳ)",
            Part::Assigned => " (được giao)",
        }
    }
}

impl Formula {
    /// Reads a formula over indicators of these `codes`. The error is a Vietnamese
    /// sentence.
    pub fn parse(text: &str, codes: &[&str]) -> Result<Formula, String> {
        let mut reader = Reader::of(text, codes)?;
        let term = reader.sum(0)?;
        reader.ended()?;
        Ok(Formula(term))
    }

    /// Its value for a unit.
    pub fn value(&self, values: Values<'_>) -> Result<Number, NoValue> {
        self.0.value(values)
    }
}

impl Condition {
    /// Reads a condition over indicators of these `codes`. The error is a Vietnamese
    /// sentence.
    pub fn parse(text: &str, codes: &[&str]) -> Result<Condition, String> {
        let mut reader = Reader::of(text, codes)?;
        let left = reader.sum(0)?;
        let sign = reader.sign()?;
        let right = reader.sum(0)?;
        reader.ended()?;
        Ok(Condition { left, sign, right })
    }

    /// Whether it holds for a unit.
    pub fn holds(&self, values: Values<'_>) -> Result<bool, NoValue> {
        let (left, right) = (self.left.value(values)?, self.right.value(values)?);
        Ok(match self.sign {
            Sign::Less => left < right,
            Sign::AtMost => left <= right,
            Sign::Equal => left == right,
            Sign::Unequal => left != right,
            Sign::AtLeast => left >= right,
            Sign::More => left > right,
        })
    }

    /// The figures that it is about, each once, in their order.
    pub fn figures(&self) -> Vec<(&str, Part)> {
        let mut figures = Vec::new();
        self.left.figures(&mut figures);
        self.right.figures(&mut figures);
        figures
    }
}

impl Term {
    fn value(&self, values: Values<'_>) -> Result<Number, NoValue> {
        match self {
            Term::Number(number) => Ok(*number),
            Term::Figure(code, part) => values(code, *part)
                .ok_or_else(|| NoValue::Unknown(BTreeSet::from([(code.clone(), *part)]))),
            Term::Least(terms) => all(terms, values)?.into_iter().min().ok_or(NoValue::Undefined),
            Term::Most(terms) => all(terms, values)?.into_iter().max().ok_or(NoValue::Undefined),
            Term::Pair(left, sign, right) => {
                let (left, right) = both(left.value(values), right.value(values))?;
                let value = match sign {
                    '+' => left.checked_add(right),
                    '-' => left.checked_sub(right),
                    '*' => left.checked_mul(right),
                    _ => left.checked_div(right, DECIMALS),
                };
                value.map(|value| value.rounded(DECIMALS).trimmed()).ok_or(NoValue::Undefined)
            }
        }
    }

    fn figures<'t>(&'t self, out: &mut Vec<(&'t str, Part)>) {
        match self {
            Term::Number(_) => {}
            Term::Figure(code, part) => {
                if !out.contains(&(code.as_str(), *part)) {
                    out.push((code, *part));
                }
            }
            Term::Least(terms) | Term::Most(terms) => {
                terms.iter().for_each(|term| term.figures(out));
            }
            Term::Pair(left, _, right) => {
                left.figures(out);
                right.figures(out);
            }
        }
    }
}

/// Both values, or all that is unknown of them at once.
fn both(
    left: Result<Number, NoValue>,
    right: Result<Number, NoValue>,
) -> Result<(Number, Number), NoValue> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(NoValue::Unknown(mut one)), Err(NoValue::Unknown(other))) => {
            one.extend(other);
            Err(NoValue::Unknown(one))
        }
        (Err(why @ NoValue::Unknown(_)), _) | (_, Err(why)) | (Err(why), _) => Err(why),
    }
}

fn all(terms: &[Term], values: Values<'_>) -> Result<Vec<Number>, NoValue> {
    terms.iter().map(|term| term.value(values)).collect()
}

#[cfg(test)]
mod tests;
