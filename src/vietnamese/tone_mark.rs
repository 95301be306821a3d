//! The placement of tone marks: hòa or hoà, khỏe or khoẻ, thủy or thuỷ.
//!
//! Both are right, but a paper should use only one. Quyết định 1989/QĐ-BGDĐT of 2018 puts the
//! mark on the main vowel (new); the decree on papers, Nghị định 30/2020/NĐ-CP, prints both;
//! names and titles of laws stay as they are. Only an open `oa`, `oe`, `uy` can be written in
//! two ways: after `q` the `u` belongs to the consonant (`quý`), and `hoàn`, `thuyền` leave
//! no choice.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::syllable::ONSETS;
use super::text::nfc;

/// Where the mark of an open `oa`, `oe`, `uy` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TonePlacement {
    /// On the first vowel: hòa, khỏe, thủy.
    Old,
    /// On the second vowel: hoà, khoẻ, thuỷ.
    New,
}

/// The rimes that can be written in two ways, new and old.
const RIMES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// The placement that one word shows, in any case; `None` for a word that can only be written
/// in one way, or isn't a Vietnamese syllable.
pub fn tone_placement(word: &str) -> Option<TonePlacement> {
    if !may_end_open(word) {
        return None;
    }
    let word = nfc(word).to_lowercase();
    let follows_onset = |rime| word.strip_suffix(rime).is_some_and(|o| ONSETS.contains(&o));
    RIMES.iter().find_map(|(new, old)| {
        if follows_onset(*new) {
            Some(TonePlacement::New)
        } else {
            follows_onset(*old).then_some(TonePlacement::Old)
        }
    })
}

/// The word with its mark in the old place, in lower case, if two placements are possible:
/// `khóa` for `Khoá`. Any other word, `Hoàn`, is returned unchanged.
pub fn placed_old(word: &str) -> Cow<'_, str> {
    if tone_placement(word) != Some(TonePlacement::New) {
        return Cow::Borrowed(word);
    }
    let word = nfc(word).to_lowercase();
    let old = RIMES.iter().find_map(|(new, old)| Some(word.strip_suffix(new)?.to_owned() + old));
    Cow::Owned(old.unwrap_or(word))
}

/// Whether the last letter is a, e or y, with any marks: a cheap test that excludes nine
/// words in ten.
fn may_end_open(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| match c {
        'a' | 'e' | 'y' | 'à' | 'á' | 'ả' | 'ã' | 'ạ' => true,
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => true,
        // Capitals, and decomposed marks.
        c => c.is_uppercase() || !c.is_ascii() && is_combining_mark(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_old_from_new() {
        for word in ["hòa", "khỏe", "THỦY", "Ủy", "khóa", "lũy", "xòe", "u\u{309}y"] {
            assert_eq!(tone_placement(word), Some(TonePlacement::Old), "{word}");
        }
        for word in ["hoà", "khoẻ", "THUỶ", "Uỷ", "khoá", "luỹ", "xoè", "Tuý"] {
            assert_eq!(tone_placement(word), Some(TonePlacement::New), "{word}");
        }
        for word in [
            "quý", "quỳ", "quà", "hoàn", "hoa", "thuyền", "ngoài", "huế", "chlóa", "Chloé", "mùa",
            "", "a",
        ] {
            assert_eq!(tone_placement(word), None, "{word}");
        }
    }

    #[test]
    fn marks_are_put_where_they_stood() {
        for (word, old) in [("khoá", "khóa"), ("Uỷ", "ủy"), ("khoẻ", "khỏe"), ("Thúy", "Thúy")]
        {
            assert_eq!(placed_old(word), old);
        }
        for fixed in ["quý", "Hoa", "toàn", "của", "ý", ""] {
            assert_eq!(placed_old(fixed), fixed);
        }
    }
}
