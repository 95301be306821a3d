//! Text normalisation: NFC, case, file names, final punctuation.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::tone_mark::placed_old;

/// The text in Unicode's composed form (NFC; TCVN 6909:2001 dựng sẵn).
pub fn nfc(text: &str) -> String {
    if text.chars().all(is_composed) { text.to_owned() } else { text.nfc().collect() }
}

/// The text without what doesn't distinguish names: case, blanks, line breaks, composition,
/// placement of the tone mark (*Hoà*, *Hòa*), and a Đ of another alphabet (Ð, U+00D0).
pub fn fold(text: &str) -> String {
    let lower = nfc(text).to_lowercase();
    let lower = if lower.contains('ð') { lower.replace('ð', "đ") } else { lower };
    let mut out = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        // Most words have no such placement, or the old one.
        match word.is_ascii() {
            true => out += word,
            false => place_old(word, &mut out),
        }
    }
    out
}

/// Appends a run without blanks, with the tone marks of its words in their old place.
fn place_old(run: &str, out: &mut String) {
    let mut end = 0;
    for range in words(run) {
        out.push_str(&run[end..range.start]);
        out.push_str(&placed_old(&run[range.clone()]));
        end = range.end;
    }
    out.push_str(&run[end..]);
}

/// A folded text without any marks: *doan vien* for *đoàn viên*. For comparison with text
/// that was typed without marks.
pub fn without_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut part = |c| match c {
        'đ' => out.push('d'),
        c if is_combining_mark(c) => {}
        c => out.push(c),
    };
    text.chars().for_each(|c| decompose_canonical(c, &mut part));
    out
}

/// Whether a character stays as it is in NFC whatever is around it: true for nearly all of
/// Vietnamese.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

/// The text with its first letter in upper case, skipping opening quotes and brackets;
/// unchanged if it starts with anything else, such as a digit.
pub fn capitalize_first(text: &str) -> String {
    replace_first_letter(text, |letter, _| Some(letter.to_uppercase().collect()))
}

/// The text with its first letter in lower case, for a title within a sentence: `Báo cáo …`
/// becomes `báo cáo …`.
///
/// A first word whose second letter is upper case is an abbreviation (`CĐCS`) and stays. A
/// proper name can't be distinguished from a common word, so don't call this for one.
pub fn lower_first(text: &str) -> String {
    replace_first_letter(text, |letter, next| {
        let is_abbreviation = next.is_some_and(char::is_uppercase);
        (!is_abbreviation).then(|| letter.to_lowercase().collect())
    })
}

/// The text in lower case; borrowed if it is already, as most words are.
pub fn lower(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_uppercase) {
        true => Cow::Owned(text.to_lowercase()),
        false => Cow::Borrowed(text),
    }
}

/// Whether a text equals `lower`, ignoring case. Relies on a Vietnamese capital having as
/// many bytes as its small letter.
pub fn is_in_any_case(text: &str, lower: &str) -> bool {
    let same = || text.chars().flat_map(char::to_lowercase).eq(lower.chars());
    text.len() == lower.len() && (text == lower || same())
}

/// The text in upper case.
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// The text as part of a file name: lower-case ASCII letters and digits, every
/// other run a single hyphen; `Báo cáo tổng kết` is `bao-cao-tong-ket`. May be
/// empty.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut part = |c| match c {
        'Đ' | 'đ' => slug.push('d'),
        c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
        c if is_combining_mark(c) || slug.is_empty() || slug.ends_with('-') => {}
        _ => slug.push('-'),
    };
    text.chars().for_each(|c| decompose_canonical(c, &mut part));
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The text without the blanks and a final `.`, `;`, `,` or `./.`; an ellipsis stays.
pub fn strip_final_stop(text: &str) -> &str {
    let text = text.trim_end();
    if text.ends_with("..") {
        return text;
    }
    ["./.", ".", ";", ","]
        .into_iter()
        .find_map(|stop| text.strip_suffix(stop))
        .unwrap_or(text)
        .trim_end()
}

/// The text without its closing punctuation, where another mark must stand alone: `Trân trọng
/// cảm ơn!`. An ellipsis stays.
pub fn unended(text: &str) -> &str {
    let mut bare = strip_final_stop(text);
    loop {
        let mark = bare.strip_suffix([',', ':', '!', '?']).unwrap_or(bare);
        let shorter = strip_final_stop(mark);
        if shorter == bare {
            return bare;
        }
        bare = shorter;
    }
}

/// The text with one final mark: its own if that is `:`, `!`, `?` or an ellipsis, else `mark`
/// in place of whatever stop was typed.
pub fn ended(text: &str, mark: &str) -> String {
    let mut bare = strip_final_stop(text);
    while strip_final_stop(bare) != bare {
        bare = strip_final_stop(bare);
    }
    if closes_itself(bare) { bare.to_owned() } else { format!("{bare}{mark}") }
}

/// Whether a text ends in a mark after which no other may follow.
pub fn closes_itself(text: &str) -> bool {
    let text = text.trim_end();
    let quoted = [".”", "!”", "?”"];
    text.ends_with([':', '!', '?', '…'])
        || text.ends_with("..")
        || quoted.iter().any(|end| text.ends_with(end))
}

/// What a punctuation mark inside a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A part of a sentence: `;`.
    Clause,
    Sentence,
}

/// Abbreviations that end in a dot.
const SHORT_NAMES: [&str; 12] =
    ["TP", "Tp", "Q", "P", "GS", "PGS", "TS", "ThS", "BS", "Đ/c", "đ/c", "v.v"];

/// The first stop followed by a blank, and the byte position after it; `None` inside
/// quotation marks and brackets, and after an abbreviation (`TP. Hải Phòng`). `open` is the
/// number of brackets and quotation marks open at the beginning of the text; it is updated to
/// the number open where the search ended.
pub fn first_stop(text: &str, open: &mut usize) -> Option<(usize, Stop)> {
    for (at, c) in text.char_indices() {
        let stop = match c {
            '“' | '«' | '(' | '[' => {
                *open += 1;
                continue;
            }
            '”' | '»' | ')' | ']' => {
                *open = open.saturating_sub(1);
                continue;
            }
            ';' => Stop::Clause,
            '.' if ends_in_short_name(&text[..at]) => continue,
            '.' | '!' | '?' => Stop::Sentence,
            _ => continue,
        };
        let end = at + c.len_utf8();
        if *open == 0 && text[end..].starts_with(char::is_whitespace) {
            return Some((end, stop));
        }
    }
    None
}

fn ends_in_short_name(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    SHORT_NAMES.contains(&word)
}

/// Whether a character is a combining mark.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// The byte ranges of the words of a text: runs of letters with their marks.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs(text, |c| is_letter(c) || !c.is_ascii() && is_combining_mark(c))
}

/// Whether a character is part of a word: a letter or a digit.
pub fn is_word(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// [`char::is_alphabetic`], faster for the letters of Vietnamese.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        c => c.is_alphabetic(),
    }
}

/// The byte ranges of the longest runs of characters of a kind.
pub(super) fn runs(
    text: &str,
    is_of_kind: impl Fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| is_of_kind(*c))?;
        let end = chars.find(|(_, c)| !is_of_kind(*c));
        Some(start..end.map_or(text.len(), |(at, _)| at))
    })
}

/// Replaces the first letter, if only opening punctuation precedes it. `replace` also gets
/// the character after it.
fn replace_first_letter(
    text: &str,
    replace: impl Fn(char, Option<char>) -> Option<String>,
) -> String {
    const OPENERS: [char; 9] = ['“', '"', '‘', '\'', '(', '[', '«', ' ', '\u{a0}'];
    let start = text.trim_start_matches(OPENERS);
    let opening = &text[..text.len() - start.len()];
    let mut letters = start.chars();
    let replaced = letters
        .next()
        .filter(|c| c.is_alphabetic())
        .and_then(|letter| replace(letter, letters.clone().next()));
    match replaced {
        Some(letter) => format!("{opening}{letter}{}", letters.as_str()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_mark_ends_a_text() {
        for (typed, printed) in [
            ("Phát triển đoàn viên,", "Phát triển đoàn viên;"),
            ("Chăm lo ;", "Chăm lo;"),
            ("“Nói đi đôi với làm.”", "“Nói đi đôi với làm.”"),
            ("Phong trào “Xanh”", "Phong trào “Xanh”;"),
        ] {
            assert_eq!(ended(typed, ";"), printed);
        }
    }

    #[test]
    fn composes() {
        assert_eq!(nfc("e\u{323}\u{302}"), "ệ");
        assert_eq!(nfc("e\u{302}\u{323}"), "ệ");
    }

    #[test]
    fn what_is_composed_stays() {
        use unicode_normalization::{IsNormalized, is_nfc_quick};
        for c in ('\0'..='\u{ffff}').filter(|c| is_composed(*c)) {
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c}");
        }
    }

    #[test]
    fn cases_are_told_apart_from_words() {
        assert!(is_in_any_case("ĐẠI Hội", "đại hội") && is_in_any_case("", ""));
        assert!(!is_in_any_case("đại", "đai") && !is_in_any_case("đại hội", "Đại hội"));
    }

    #[test]
    fn closing_marks_give_way() {
        for text in [
            "Trân trọng cảm ơn!",
            "Trân trọng cảm ơn./.",
            "Trân trọng cảm ơn!;",
            "Trân trọng cảm ơn:",
        ] {
            assert_eq!(unended(text), "Trân trọng cảm ơn", "{text}");
        }
        assert_eq!(unended("gồm…"), "gồm…");
        assert_eq!(unended("!"), "");
    }

    #[test]
    fn first_letters() {
        assert_eq!(capitalize_first("đại hội"), "Đại hội");
        assert_eq!(capitalize_first("“ổn định”"), "“Ổn định”");
        assert_eq!(capitalize_first("(a)"), "(A)");
        assert_eq!(capitalize_first("100% đoàn viên"), "100% đoàn viên");
        assert_eq!(capitalize_first("- ý"), "- ý");
        assert_eq!(capitalize_first(""), "");
        assert_eq!(lower_first("Ý kiến chỉ đạo"), "ý kiến chỉ đạo");
        assert_eq!(lower_first("Đẩy mạnh"), "đẩy mạnh");
        assert_eq!(lower_first("CĐCS vững mạnh"), "CĐCS vững mạnh");
        assert_eq!(lower_first("ĐV"), "ĐV");
        assert_eq!(upper("Đoàn kết – đổi mới ưỡn"), "ĐOÀN KẾT – ĐỔI MỚI ƯỠN");
    }

    #[test]
    fn word_characters() {
        for c in ('\0'..='\u{ffff}').chain(['𝐀', '😀']) {
            assert_eq!((is_letter(c), is_word(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c}");
        }
    }

    #[test]
    fn first_stops() {
        let first = |text| first_stop(text, &mut 0).map(|(end, stop)| (&text[..end], stop));
        assert_eq!(first("Trao 8.945 suất; thăm 7 nhà."), Some(("Trao 8.945 suất;", Stop::Clause)));
        assert_eq!(first("Năm 2026. Tổ chức"), Some(("Năm 2026.", Stop::Sentence)));
        assert_eq!(first("Năm 2026. "), Some(("Năm 2026.", Stop::Sentence)));
        assert_eq!(first("Tại TP. Hải Phòng? Có"), Some(("Tại TP. Hải Phòng?", Stop::Sentence)));
        assert_eq!(first("Lượt người NLĐ. Trong năm"), Some(("Lượt người NLĐ.", Stop::Sentence)));
        assert_eq!(first("Tặng tranh, v.v. và kết nạp"), None);
        assert_eq!(first("“Giỏi; khéo. Đẹp” (a; b) xong!"), None);
        let mut open = 0;
        assert_eq!(first_stop("Đạt (", &mut open), None);
        assert_eq!(
            first_stop("; giảm) 2; hết", &mut open),
            Some(("; giảm) 2;".len(), Stop::Clause))
        );
        assert_eq!(first(""), None);
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Báo cáo tổng kết"), "bao-cao-tong-ket");
        assert_eq!(slug("  Đại hội lần thứ IX (2023 - 2028)."), "dai-hoi-lan-thu-ix-2023-2028");
        assert_eq!(slug("ƯỚC ượng"), "uoc-uong");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn final_stops() {
        for text in ["xong", "xong.", "xong;", "xong./.", "xong . \n"] {
            assert_eq!(strip_final_stop(text), "xong", "{text}");
        }
        assert_eq!(strip_final_stop("xong..."), "xong...");
        assert_eq!(strip_final_stop("xong…"), "xong…");
    }

    proptest! {
        #[test]
        fn slugs_are_safe_names(text in "\\PC{0,40}") {
            let slug = slug(&text);
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(&super::slug(&slug), &slug);
        }

        #[test]
        fn only_the_first_letter_changes(text in "[“(]?[a-zđăâêôơưàảãáạẹỹ0-9. ]{0,20}") {
            prop_assert_eq!(capitalize_first(&text).to_lowercase(), text.to_lowercase());
            prop_assert!(text.starts_with(strip_final_stop(&text)));
        }
    }
}
