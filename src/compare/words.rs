//! Words of a printed line in a typed text: their places, and edits of the text there.

use crate::sequence::{self, in_common};

use super::hunk::Hunk;
use super::unit::plain;

/// A typed text with single blanks and simple punctuation, and the original position of each
/// byte.
struct Simple {
    text: String,
    /// The byte of the typed text for every byte of this one, and the end.
    places: Vec<usize>,
}

impl Simple {
    fn of(typed: &str) -> Self {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (at, c) in typed.char_indices() {
            let c = match c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c == ' ' && (text.is_empty() || text.ends_with(' ')) {
                continue;
            }
            text.push(c);
            places.resize(text.len(), at);
        }
        places.push(typed.len());
        Simple { text, places }
    }

    /// The byte positions of some words that aren't part of longer ones.
    fn find(&self, words: &str) -> Vec<usize> {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let goes_on = |c: Option<char>, then: Option<char>| {
            c.is_some_and(|c| c == '.' || c == ',') && then.is_some_and(|c| c.is_ascii_digit())
        };
        let inner = words.starts_with(char::is_alphanumeric);
        let outer = words.ends_with(char::is_alphanumeric);
        let places = self.text.match_indices(words).map(|(at, _)| at);
        let alone = |at: &usize| {
            let mut before = self.text[..*at].chars().rev();
            let mut behind = self.text[at + words.len()..].chars();
            let (b1, b2) = (before.next(), before.next());
            let (a1, a2) = (behind.next(), behind.next());
            !(inner && (is_word(b1) || goes_on(b1, b2)))
                && !(outer && (is_word(a1) || goes_on(a1, a2)))
        };
        places.filter(alone).collect()
    }

    /// How many of the words around a change occur around a position.
    fn context(&self, at: usize, end: usize, hunk: &Hunk) -> usize {
        // Signs that stand alone, such as those of bold letters, are no words.
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let is_word = |word: &String| !word.is_empty();
        let typed = |text: &str| -> Vec<String> {
            text.split_whitespace().map(bare).filter(is_word).collect()
        };
        let read = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| bare(&plain(word))).filter(is_word).collect()
        };
        let same = |(a, b): &(&String, &String)| a == b;
        let (before, behind) = (typed(&self.text[..at]), typed(&self.text[end..]));
        let (left, right) = (read(&hunk.before), read(&hunk.after));
        before.iter().rev().zip(left.iter().rev()).take_while(same).count()
            + behind.iter().zip(&right).take_while(same).count()
    }
}

/// The typed text after a change, and how many context words agreed; `None` if the position
/// isn't certain.
pub fn changed(typed: &str, hunk: &Hunk) -> Option<(String, usize)> {
    let simple = Simple::of(typed);
    if hunk.old.is_empty() {
        return inserted(typed, &simple, hunk);
    }
    let old = plain(&hunk.old);
    let mut places: Vec<(usize, usize)> = simple
        .find(&old)
        .into_iter()
        .map(|at| (simple.context(at, at + old.len(), hunk), at))
        .collect();
    places.sort_unstable();
    let (agreed, at) = places.pop()?;
    if places.last().is_some_and(|(other, _)| *other == agreed) {
        return None;
    }
    let start = *simple.places.get(at)?;
    let mut end = *simple.places.get(at + old.len())?;
    // The blank before it was the last word's.
    end = start + typed.get(start..end)?.trim_end().len();
    let mut before = typed.get(..start)?.to_owned();
    let behind = typed.get(end..)?;
    if hunk.new.is_empty() {
        // A line continues what precedes it, a paragraph doesn't.
        let blanks = before.len() - before.trim_end().len();
        let (kept, blank) = before.split_at(before.len() - blanks);
        let opens = kept.is_empty() || blank.matches('\n').count() > 1;
        let kept = if opens { before.trim_end_matches(' ').len() } else { kept.len() };
        before.truncate(kept);
        let behind = if opens { behind.trim_start_matches(' ') } else { behind };
        return Some((before + behind, agreed));
    }
    Some((before + &hunk.new + behind, agreed))
}

/// Inserts words after those before them, or before those after them.
fn inserted(typed: &str, simple: &Simple, hunk: &Hunk) -> Option<(String, usize)> {
    let only = |words: &[String]| {
        let words = plain(&words.join(" "));
        match simple.find(&words).as_slice() {
            [at] => Some((*at, *at + words.len())),
            _ => None,
        }
    };
    for count in (1..=hunk.before.len()).rev() {
        let words = &hunk.before[hunk.before.len() - count..];
        if let Some((_, end)) = only(words) {
            let last = typed.get(..*simple.places.get(end)?)?.trim_end().len();
            let new = format!("{} {}{}", typed.get(..last)?, hunk.new, typed.get(last..)?);
            return Some((new, count));
        }
    }
    for count in (1..=hunk.after.len()).rev() {
        if let Some((at, _)) = only(&hunk.after[..count]) {
            let at = *simple.places.get(at)?;
            return Some((format!("{}{} {}", typed.get(..at)?, hunk.new, typed.get(at..)?), count));
        }
    }
    None
}

/// A typed text split where some words begin, if they occur only once.
pub fn cut_at(typed: &str, words: &str) -> Option<(String, String)> {
    const MOST: usize = 8;
    let simple = Simple::of(typed);
    let words: Vec<String> = plain(words).split(' ').map(str::to_owned).collect();
    let at = (1..=words.len().min(MOST)).rev().find_map(|count| {
        let found = simple.find(&words[..count].join(" "));
        (found.len() == 1).then(|| found[0])
    })?;
    let at = *simple.places.get(at)?;
    let (first, second) = (typed.get(..at)?.trim_end(), typed.get(at..)?);
    (!first.is_empty()).then(|| (first.to_owned(), second.to_owned()))
}

/// A typed text cut behind some words, whose last ones stand in it once.
pub fn cut_behind(typed: &str, words: &str) -> Option<(String, String)> {
    const MOST: usize = 8;
    let simple = Simple::of(typed);
    let words: Vec<String> = plain(words).split(' ').map(str::to_owned).collect();
    let end = (1..=words.len().min(MOST)).rev().find_map(|count| {
        let last = words[words.len() - count..].join(" ");
        match simple.find(&last).as_slice() {
            [at] => Some(at + last.len()),
            _ => None,
        }
    })?;
    let end = *simple.places.get(end)?;
    let (first, second) = (typed.get(..end)?.trim_end(), typed.get(end..)?.trim_start());
    (!second.trim().is_empty()).then(|| (first.to_owned(), second.to_owned()))
}

/// The words of a text, sorted, without looks and capitals.
pub fn sorted_words(text: &str) -> Vec<String> {
    sequence::sorted_words(&plain(text))
}

/// How much two texts have in common, from 0 to 1.
pub fn likeness(a: &str, b: &str) -> f32 {
    in_common(&sorted_words(a), &sorted_words(b))
}

#[cfg(test)]
mod tests {
    use super::super::hunk::hunks;
    use super::*;

    fn taken(typed: &str, old: &str, new: &str) -> Option<String> {
        let mut text = typed.to_owned();
        for hunk in hunks(old, new) {
            text = changed(&text, &hunk)?.0;
        }
        Some(text)
    }

    #[test]
    fn a_change_finds_its_place_in_what_was_typed() {
        let typed = "Tổ chức {{n}} lớp,\n  mỗi lớp **3** ngày; 3 xã.\n";
        for (old, new, want) in [
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, mỗi lớp 4 ngày; 3 xã.",
                "Tổ chức {{n}} lớp,\n  mỗi lớp **4** ngày; 3 xã.\n",
            ),
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; cả 3 xã.",
                "Tổ chức {{n}} lớp,\n  mỗi lớp **3** ngày; cả 3 xã.\n",
            ),
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, lớp 3 ngày; 3 xã.",
                "Tổ chức {{n}} lớp, lớp **3** ngày; 3 xã.\n",
            ),
        ] {
            assert_eq!(taken(typed, old, new).as_deref(), Some(want), "{new}");
        }
        // Where a paragraph loses its first word, it remains one.
        let lost = taken("Mở đầu.\n\nRiêng năm nay có mưa.", "Riêng năm nay", "năm nay");
        assert_eq!(lost.as_deref(), Some("Mở đầu.\n\nnăm nay có mưa."));
        // The value of an expression isn't in the typed text, nor is a part of another
        // number.
        assert_eq!(taken("có {{n}} lớp", "có 12 lớp", "có 13 lớp"), None);
        assert_eq!(taken("1.245 người", "245 người", "246 người"), None);
    }

    #[test]
    fn a_place_that_may_be_another_is_none() {
        assert_eq!(taken("3 lớp ở 3 lớp", "x 3", "x 4"), None);
    }

    #[test]
    fn a_text_is_cut_at_words_or_behind_them() {
        // What opens with an expression is cut off behind the words before it.
        let both = "Họp 9 buổi; {{ hoc }} đoàn viên học tập.\n";
        assert_eq!(cut_at(both, "298/302 đoàn viên học tập."), None);
        assert_eq!(
            cut_behind(both, "Họp 9 buổi;"),
            Some(("Họp 9 buổi;".to_owned(), "{{ hoc }} đoàn viên học tập.\n".to_owned()))
        );
    }
}
