//! The Vietnamese order of words (thứ tự từ điển), of names of places and of
//! persons.
//!
//! As in dictionaries and in the collation of CLDR for `vi`: letters decide
//! first, a ă â b c d đ e ê … o ô ơ … u ư …; then tones, ngang, huyền, hỏi,
//! ngã, sắc, nặng; then case, small before capital. Each is compared over the
//! whole text before the next, so that `hoa` < `hòa` < `hoàn`. Numbers go by
//! their value: `Phường 2` < `Phường 10`. Blanks come before marks, marks before
//! numbers, numbers before letters; other scripts come last.

use super::letter::{Letter, rank};
use super::text::nfc;

/// Marks in CLDR's order; others follow by their code.
const MARKS: &str = "_-–—,;:!?.'‘’\"“”«»()[]{}§@*/\\&#%`^+<=>|~$";

/// By what a text is sorted. Two keys are equal only if the texts are the same
/// (in NFC).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    levels: Levels,
    cases: Vec<bool>,
    text: String,
}

/// By what the name of a person is sorted, as lists are in Vietnam: by the given
/// name (tên), then the middle names (tên đệm), then the family name (họ), and
/// only then by case. Titles before a name are part of it: leave them out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameSortKey {
    given: Levels,
    middle: Levels,
    family: Levels,
    cases: Vec<bool>,
    text: String,
}

/// The key of a word or of a place's name, for `sort_by_cached_key`.
pub fn sort_key(text: &str) -> SortKey {
    let text = nfc(text);
    let (levels, cases) = weigh(&text);
    SortKey { levels, cases, text }
}

/// The key of a person's name: its last word is the given name, its first the
/// family name; a single word is a given name.
pub fn name_sort_key(name: &str) -> NameSortKey {
    let text = nfc(name);
    let words: Vec<&str> = text.split_whitespace().collect();
    let (family, middle, given) = match words.as_slice() {
        [] => ("", Vec::new(), ""),
        [given] => ("", Vec::new(), *given),
        [family, middle @ .., given] => (*family, middle.to_vec(), *given),
    };
    let [(given, given_cases), (middle, middle_cases), (family, family_cases)] =
        [weigh(given), weigh(&middle.join(" ")), weigh(family)];
    let cases = [given_cases, middle_cases, family_cases].concat();
    NameSortKey { given, middle, family, cases, text }
}

/// What is compared first, and what after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Levels {
    letters: Vec<Weight>,
    /// A nought for each letter, followed by its tone and foreign marks.
    accents: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Blank,
    Mark(usize),
    OtherMark(char),
    /// How many digits a number has.
    Length(usize),
    Digit(char),
    Letter(usize),
    Foreign(char),
}

/// The levels of a composed text, and for each letter whether it is a capital.
fn weigh(text: &str) -> (Levels, Vec<bool>) {
    let mut levels = Levels::default();
    let mut cases = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            let number = rest[..digits].trim_start_matches('0');
            levels.letters.push(Weight::Length(number.len()));
            levels.letters.extend(number.chars().map(Weight::Digit));
            rest = &rest[digits..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        let letter = Letter::of(first);
        levels.letters.push(weight(letter.base));
        levels.accents.push(0);
        levels.accents.extend(Some(letter.tone as u32).filter(|tone| *tone > 0));
        levels.accents.extend(letter.foreign.into_iter().map(u32::from));
        cases.push(first.is_uppercase());
    }
    (levels, cases)
}

fn weight(base: char) -> Weight {
    if let Some(rank) = rank(base) {
        Weight::Letter(rank)
    } else if base.is_whitespace() {
        Weight::Blank
    } else if let Some(mark) = MARKS.chars().position(|mark| mark == base) {
        Weight::Mark(mark)
    } else if base.is_alphanumeric() {
        Weight::Foreign(base.to_lowercase().next().unwrap_or(base))
    } else {
        Weight::OtherMark(base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted<'a, K: Ord>(texts: &[&'a str], key: fn(&str) -> K) -> Vec<&'a str> {
        let mut texts = texts.to_vec();
        texts.reverse();
        texts.sort_by_cached_key(|text| key(text));
        texts
    }

    #[test]
    fn letters_then_tones_then_case() {
        for ordered in [
            ["a", "A", "à", "ả", "ã", "á", "ạ"],
            ["an", "anh", "Anh", "ảnh", "ánh", "ăn", "ân"],
            ["da", "dần", "đa", "đá", "e", "ê", "g"],
            ["hoa", "hoà", "hòa", "hoàn", "hô", "hơ", "hu"],
            ["Phường 2", "Phường 03", "Phường 10", "Phường An", "Phường Ấn", "quận", "Y"],
        ] {
            assert_eq!(sorted(&ordered, sort_key), ordered);
        }
    }

    #[test]
    fn names_go_by_the_given_name() {
        let ordered = [
            "An",
            "Trần An",
            "NGUYỄN THỊ AN",
            "Đỗ Văn An",
            "Nguyễn Văn An",
            "Lê Ân",
            "Vũ Thị Bình",
            "Bùi Thị Dung",
            "Bùi Thị Đào",
        ];
        assert_eq!(sorted(&ordered, name_sort_key), ordered);
    }

    /// A list of place and personal names in the order of ICU 72's collator for
    /// `vi` with numbers by value (`kn`).
    #[test]
    fn agrees_with_icu() {
        let ordered: Vec<&str> = include_str!("collation/icu.txt").lines().collect();
        assert!(ordered.len() > 300);
        assert_eq!(sorted(&ordered, sort_key), ordered);
    }

    proptest! {
        #[test]
        fn equal_only_when_the_same(a in "[aăâàáạAÁđĐ1 0-]{0,4}|\\PC{0,6}", b in "[aăâàáạAÁđĐ1 0-]{0,4}|\\PC{0,6}") {
            prop_assert_eq!(sort_key(&a) == sort_key(&b), nfc(&a) == nfc(&b));
            prop_assert_eq!(name_sort_key(&a) == name_sort_key(&b), nfc(&a) == nfc(&b));
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), sort_key(&b).cmp(&sort_key(&a)).reverse());
        }

        #[test]
        fn sorting_does_not_depend_on_the_start(
            mut names in proptest::collection::vec("[AaÀàĐđeê]{1,3}( [aáăBb]{1,2}){0,3}", 0..20)
        ) {
            let mut others = names.clone();
            others.reverse();
            names.sort_by_cached_key(|name| name_sort_key(name));
            others.sort_by_cached_key(|name| name_sort_key(name));
            prop_assert_eq!(names, others);
        }
    }
}
