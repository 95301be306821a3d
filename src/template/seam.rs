//! Removal of words repeated between typed text and the value of `{{ name }}`: in `đạt {{
//! x.rate }}` the rate itself says `đạt 90%`. The common words are printed once.

use crate::vietnamese::{NO_BREAK, is_word, lower};

/// The longest phrase searched for on both sides, in words.
const LONGEST: usize = 8;

/// Words that introduce a percentage, so that it needs no verb of its own.
const SHARES: [&str; 8] = ["đạt", "chiếm", "tỷ lệ", "tỉ lệ", "là", "bằng", "đạt mức", "với mức"];

/// The number of bytes at the beginning of `next` that repeat the end of `before`, in `least`
/// words or more: with few words, as in `3 tổ` and `tổ chức`, the repetition may be a
/// coincidence.
pub(super) fn said_again(before: &str, next: &str, least: usize) -> usize {
    let blank = before.ends_with(is_blank) || next.starts_with(is_blank);
    if !blank || before.trim_end_matches(is_blank).is_empty() {
        return 0;
    }
    let heads = heads(next);
    let tail = words(before);
    let again = heads.iter().take(LONGEST).enumerate().rev().find(|(i, _)| {
        let said = tail.len().checked_sub(i + 1).map(|from| &tail[from..]);
        said.is_some_and(|said| said.iter().zip(&heads).all(|(a, b)| same(a, b.0)))
    });
    let again = again.filter(|(i, _)| *i + 1 >= least);
    again.map_or(0, |(_, (_, end))| *end)
}

/// The same for a percentage: its verb is dropped if another one introduces it.
pub(super) fn verb_again(before: &str, next: &str) -> usize {
    if !before.ends_with(is_blank) {
        return 0;
    }
    let before = lower(before.trim_end_matches(is_blank)).replace(NO_BREAK, " ");
    let led = SHARES
        .iter()
        .any(|lead| before.strip_suffix(lead).is_some_and(|rest| !rest.ends_with(is_word)));
    let verb = ["đạt", "chiếm"].into_iter().find_map(|verb| {
        let rest = next.strip_prefix(verb)?;
        rest.strip_prefix(is_blank).map(|rest| next.len() - rest.len())
    });
    verb.filter(|_| led).unwrap_or_default()
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | NO_BREAK)
}

/// The words at the end of a text, as long as only blanks separate them.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.trim_end_matches(is_blank).rsplit(is_blank).take(LONGEST) {
        let plain = !word.is_empty() && word.chars().all(is_word);
        if !plain && words.is_empty() {
            break;
        }
        words.push(word);
        if !plain {
            break;
        }
    }
    words.reverse();
    words
}

/// The words at the beginning of a text, as long as only blanks separate them, and where each
/// ends.
fn heads(text: &str) -> Vec<(&str, usize)> {
    let mut heads = Vec::new();
    let mut at = text.len() - text.trim_start_matches(is_blank).len();
    while heads.len() < LONGEST {
        let rest = &text[at..];
        let word = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        // A repeated number is not a mistake.
        if word.is_empty() || !word.chars().all(char::is_alphabetic) {
            break;
        }
        at += word.len();
        heads.push((word, at));
        match text[at..].strip_prefix(is_blank) {
            Some(rest) => at = text.len() - rest.len(),
            None => break,
        }
    }
    heads
}

fn same(a: &str, b: &str) -> bool {
    lower(a) == lower(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(before: &str, next: &str) -> String {
        let cut = said_again(before, next, 1).max(verb_again(before, next));
        let next = if cut > 0 { next[cut..].trim_start() } else { next };
        format!("{before}{next}")
    }

    #[test]
    fn what_both_sides_say_stands_once() {
        for (before, next, expected) in [
            ("Có 9/9 tổ, đạt ", "đạt 100%", "Có 9/9 tổ, đạt 100%"),
            ("Đoàn viên tăng ", "tăng 12 đoàn viên", "Đoàn viên tăng 12 đoàn viên"),
            ("tăng 12 người so với cùng kỳ ", "so với cùng kỳ.", "tăng 12 người so với cùng kỳ ."),
            ("chiếm ", "đạt\u{a0}90%", "chiếm 90%"),
            ("với tỷ lệ ", "chiếm 52,4%", "với tỷ lệ 52,4%"),
            ("Theo Chỉ thị ", "Chỉ thị số 24", "Theo Chỉ thị số 24"),
            ("412 đoàn viên ", "đoàn viên nữ", "412 đoàn viên nữ"),
        ] {
            assert_eq!(joined(before, next), expected);
        }
    }

    #[test]
    fn other_words_stay() {
        for (before, next) in [
            ("Tặng 5 ", "5 suất"),
            ("phát đạt, ", "đạt 90%"),
            ("đạt", "đạt 90%"),
            ("nhanh chóng ", "đạt 90%"),
            ("thành đạt; ", "đạt 90%"),
            ("", "đạt 90%"),
        ] {
            assert_eq!(joined(before, next), format!("{before}{next}"), "{before}|{next}");
        }
    }

    #[test]
    fn one_word_may_end_what_another_begins_with() {
        assert_eq!(said_again("3 tổ", " tổ chức tốt", 2), 0);
        assert_eq!(said_again("so với cùng kỳ", " so với cùng kỳ", 2), " so với cùng kỳ".len());
    }

    proptest::proptest! {
        #[test]
        fn cuts_lie_between_letters(before in "(đạt|tăng|12| |\u{a0}|[,.]){0,8}", next in "(đạt|tăng|12|%| |\u{a0}|[,.]){0,8}") {
            proptest::prop_assert!(next.is_char_boundary(said_again(&before, &next, 1)));
            proptest::prop_assert!(next.is_char_boundary(verb_again(&before, &next)));
        }
    }
}
