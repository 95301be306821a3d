//! Units that no superior of the roster counts, because a superior's code is mistyped or
//! missing.

use std::collections::HashSet;

use super::{Roster, Timespan, Unit};

/// Units outside a roll-up, probably by mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct Astray<'a> {
    /// Their common superior's code; `None` if it is empty.
    pub parent: Option<&'a str>,
    /// The units, in the roster's order.
    pub units: Vec<&'a Unit>,
    pub(crate) likely: Likely<'a>,
}

/// The probable cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely<'a> {
    /// The code is a mistyped form of this one.
    Mistyped(&'a str),
    /// The roster has superiors, and the code isn't one of them.
    Forgotten,
    /// The roster names no superiors, so that this may well be another's unit.
    Others,
}

impl Roster {
    /// The units at the period's end that `superior` doesn't count and that aren't clearly
    /// another's, in the roster's order.
    pub(crate) fn astray<'a>(
        &'a self,
        superior: Option<&'a str>,
        period: Timespan,
    ) -> Vec<Astray<'a>> {
        let parents: HashSet<&str> = self.units.iter().filter_map(parent).collect();
        // Without a superior of its own the whole base is counted.
        let Some(own) = superior.filter(|code| parents.contains(code)) else { return Vec::new() };
        let listed: HashSet<&str> = self.units.iter().map(Unit::code).collect();
        // A union above this one, or above other units, isn't a unit of its list.
        let is_over = |unit: &&Unit| parents.contains(unit.code()) || unit.code() == own;
        let above: HashSet<&str> = self.units.iter().filter(is_over).filter_map(parent).collect();
        let mut astray: Vec<Astray<'_>> = Vec::new();
        for unit in self.units.iter().filter(|u| u.holds_on(period.to) && !is_over(u)) {
            let parent = parent(unit);
            if parent.is_some_and(|p| p == own || listed.contains(p) || above.contains(p)) {
                continue;
            }
            match astray.iter_mut().find(|known| known.parent == parent) {
                Some(known) => known.units.push(unit),
                None => {
                    astray.push(Astray { parent, units: vec![unit], likely: Likely::Forgotten });
                }
            }
        }
        let mut right: Vec<&str> = listed.iter().copied().filter(|c| parents.contains(c)).collect();
        right.push(own);
        right.sort_unstable();
        let named = listed.contains(own);
        for group in &mut astray {
            let Some(typed) = group.parent else { continue };
            let alone = named && group.units.len() == 1;
            let meant = right
                .iter()
                .copied()
                .find(|code| looks_like(typed, code) || alone && is_a_letter_off(typed, code));
            group.likely = match meant {
                Some(code) => Likely::Mistyped(code),
                None if named => Likely::Forgotten,
                None => Likely::Others,
            };
        }
        astray
    }

    /// The superior's code as used by the roster's units, if `superior` is none of theirs but
    /// resembles one.
    pub(crate) fn superior_meant(&self, superior: &str) -> Option<&str> {
        let mut parents = self.units.iter().filter_map(parent);
        if superior.is_empty() || parents.clone().any(|code| code == superior) {
            return None;
        }
        parents.find(|code| looks_like(superior, code))
    }
}

fn parent(unit: &Unit) -> Option<&str> {
    unit.parent.as_deref().filter(|code| !code.is_empty())
}

/// Whether two codes differ only in what is easily confused: O and 0, I and 1, case, marks,
/// blanks, leading zeros.
fn looks_like(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// Whether two codes differ by one letter. A different digit means a neighbouring unit.
fn is_a_letter_off(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    let (a, b) = (plain(a), plain(b));
    letters(&a) != letters(&b) && strsim::osa_distance(&a, &b) == 1
}

fn plain(code: &str) -> String {
    let mut plain = String::new();
    for c in crate::vietnamese::slug(code).chars().filter(char::is_ascii_alphanumeric) {
        let c = match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        // P01 equals P1, but P10 doesn't.
        if c == '0' && !plain.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_a_hand_confuses() {
        for (a, b) in [("PO1", "P01"), ("p-01", "P01"), ("P1", "P01"), ("CĐP01", "CDP01")] {
            assert!(looks_like(a, b), "{a}");
        }
        for (a, b) in [("P02", "P01"), ("P10", "P01"), ("P011", "P01"), ("TINH", "P01")] {
            assert!(!looks_like(a, b) && !is_a_letter_off(a, b), "{a}");
        }
        assert!(is_a_letter_off("Q01", "P01") && is_a_letter_off("PX01", "P01"));
    }
}
