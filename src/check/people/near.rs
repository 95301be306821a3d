//! Two nearly equal names: BC376.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::{Words, without_marks};

use super::mentioned::mentioned;
use super::names::{Named, key, named};
use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_NAME: Rule =
    Rule { code: Code::NEAR_NAMES, severity: Severity::Warning, citation: "", run: one_name };

/// A name with its places.
struct Known<'a> {
    key: String,
    places: Vec<&'a Named<'a>>,
}

fn one_name(context: &Context<'_>, found: &mut Findings) {
    let all = named(context.dossier);
    let mut known: Vec<Known<'_>> = Vec::new();
    for one in &all {
        let key = key(one.name);
        match known.iter_mut().find(|known| known.key == key) {
            Some(known) => known.places.push(one),
            None => known.push(Known { key, places: vec![one] }),
        }
    }
    in_texts(context, &known, found);
    for (i, one) in known.iter().enumerate() {
        for other in &known[i + 1..] {
            if is_near(&one.key, &other.key) && is_doubtful(one, other) {
                // The less frequent one is the error; if equal, the later one.
                let (slip, right) = match one.places.len() < other.places.len() {
                    true => (one, other),
                    false => (other, one),
                };
                let (Some(at), Some(meant)) = (slip.places.first(), right.places.first()) else {
                    continue;
                };
                found.add(
                    ONE_NAME
                        .broken_at(
                            at.at.clone(),
                            format!("{}: chỗ khác ghi {}", at.name, meant.name),
                        )
                        .with_related(meant.at.clone(), meant.name)
                        .with_hint(format!(
                            "Có phải là {}? Hai người khác nhau thì để nguyên",
                            meant.name
                        )),
                );
            }
        }
    }
}

/// Names in running text that are nearly those of people who lead or act.
fn in_texts(context: &Context<'_>, known: &[Known<'_>], found: &mut Findings) {
    let acting: Vec<&Known<'_>> =
        known.iter().filter(|known| known.places.iter().any(|place| place.acts)).collect();
    if acting.is_empty() {
        return;
    }
    for (path, words) in context.printed_words() {
        for name in names_in(words) {
            let span = words.span(name);
            let written = &words.text()[span.clone()];
            let name = key(written);
            if known.iter().any(|known| known.key == name) {
                continue;
            }
            let meant = acting.iter().find(|known| is_near(&known.key, &name));
            let Some(meant) = meant.and_then(|known| known.places.first()) else { continue };
            found.add(
                ONE_NAME
                    .broken_at(path.clone(), format!("{written}: chỗ khác ghi {}", meant.name))
                    .with_span(span)
                    .with_related(meant.at.clone(), meant.name)
                    .with_hint(format!(
                        "Có phải là {}? Hai người khác nhau thì để nguyên",
                        meant.name
                    )),
            );
        }
    }
}

/// The names of a text: of whom it addresses, and every other run of three to five words in
/// capitals.
fn names_in(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> =
        mentioned(words).into_iter().map(|person| person.name).collect();
    let proper = |k: usize| {
        let word = words.written(k);
        word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
    };
    let mut at = 0;
    while at < words.len() {
        let joined = |k: usize| k == at || words.gap(k - 1) == " ";
        let end = (at..words.len()).find(|k| !(proper(*k) && joined(*k))).unwrap_or(words.len());
        let known = all.iter().any(|name| name.start < end && at < name.end);
        if (3..=5).contains(&(end - at)) && !known {
            all.push(at..end);
        }
        at = end.max(at + 1);
    }
    all
}

/// Whether two names may be one person's: not if they are in one list, nor if both only
/// receive something.
fn is_doubtful(one: &Known<'_>, other: &Known<'_>) -> bool {
    let together = one.places.iter().any(|a| other.places.iter().any(|b| a.list == b.list));
    let acts = |known: &Known<'_>| known.places.iter().any(|place| place.acts);
    !together && (acts(one) && acts(other))
        || !together && (acts(one) || acts(other)) && same_letters(&one.key, &other.key)
}

/// The same letters without their marks: `Lê Thị Hoa`, `Lê Thị Hòa`.
fn same_letters(one: &str, other: &str) -> bool {
    without_marks(one) == without_marks(other)
}

/// Names with the same number of words that differ in one of them, by marks or by one letter;
/// names of which one lacks a middle word; the same words in another order.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    // A given name alone doesn't identify a person.
    if one.len() < 3 && other.len() < 3 {
        return false;
    }
    if one.len() == other.len() {
        let differ: Vec<_> = one.iter().zip(&other).filter(|(a, b)| a != b).collect();
        return match differ[..] {
            [(a, b)] => is_slip(a, b),
            // `Nguyễn Thị Bích Ngọc`, `Nguyễn Thị Ngọc Bích`
            [(a, b), (c, d)] => a == d && b == c,
            _ => false,
        };
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    // Family and given names are equal, and a middle name is missing.
    let ends = short.first() == long.first() && short.last() == long.last();
    let mut rest = long.iter();
    ends && short.len() >= 3
        && long.len() - short.len() == 1
        && short.iter().all(|word| rest.any(|other| other == word))
}

/// Whether a word may be a typing error of another one. `Văn` and `Vân` differ in a mark,
/// `An` and `Anh` in a letter: short words that differ so are different names.
fn is_slip(one: &str, other: &str) -> bool {
    if without_marks(one) == without_marks(other) {
        return true;
    }
    let (a, b) = (without_marks(one), without_marks(other));
    let long = a.chars().count().min(b.chars().count()) >= 3;
    long && strsim::damerau_levenshtein(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_nearly_one() {
        let near = |a: &str, b: &str| is_near(&key(a), &key(b));
        for (a, b) in [
            ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa"),
            ("Trần Quang Huy", "Trần Quang Hùy"),
            ("Phạm Thị Phương", "Phạm Thị Phượng"),
            ("Đỗ Văn Khánh", "Đỗ Văn Khanh"),
            ("Lê Thị Bích Ngọc", "Lê Thị Ngọc Bích"),
            ("Nguyễn Thị Thanh Hà", "Nguyễn Thanh Hà"),
            ("Vũ Đức Thăng", "Vũ Đức Thẳng"),
        ] {
            assert!(near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Nguyễn Văn An", "Nguyễn Văn Anh"),
            ("Nguyễn Văn An", "Trần Văn An"),
            ("Lê Hoa", "Lê Hòa"),
            ("Nguyễn Thị Hà", "Nguyễn Thị Hoa"),
            ("Lê Thị Dụ", "Lê Văn Dụ"),
        ] {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
