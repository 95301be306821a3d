//! Names of people and places, which must not be broken across lines.

use super::bind::NO_BREAK;

/// Words that are followed by a name.
const HEADS: [&str; 15] = [
    "đồng chí",
    "ông",
    "bà",
    "anh",
    "chị",
    "em",
    "thành phố",
    "tỉnh",
    "phường",
    "xã",
    "đặc khu",
    "quận",
    "huyện",
    "thị xã",
    "thị trấn",
];

/// The length of the longest of them, in letters.
const LONGEST_HEAD: usize = 9;

/// Names recognised without such a word.
const KNOWN: [&str; 3] = ["Hồ Chí Minh", "Việt Nam", "Hà Nội"];

/// The longest run of capitalised syllables that is taken for one name.
const SYLLABLES: usize = 5;

/// Binds the syllables of a person's or a place's name after the word that announces it
/// (`đồng chí Phạm Thị Mỹ Hoa`, `thành phố Thí Dụ`), and of a few names known by themselves.
/// Only spaces change; a text with nothing to bind is returned unchanged.
pub fn bind_names(text: &str) -> String {
    let mut bound = text.to_owned();
    for name in KNOWN {
        if bound.contains(name) {
            bound = bound.replace(name, &name.replace(' ', "\u{a0}"));
        }
    }
    let mut out = String::new();
    let (mut copied, mut word_start, mut in_name) = (0, 0, 0);
    for (at, _) in bound.match_indices(' ') {
        let word = &bound[word_start..at];
        word_start = at + 1;
        let next = bound[word_start..].split([' ', NO_BREAK]).next().unwrap_or_default();
        // A name begins with the next word at the earliest.
        in_name = match in_name {
            0 if is_capitalised(next) && announces(&bound[..at]) => 1,
            0 => 0,
            n if is_open(word) && n < SYLLABLES && is_capitalised(word) => n + 1,
            _ => 0,
        };
        // The first syllable isn't bound to the word before it.
        if in_name > 1 && is_capitalised(next) {
            out.push_str(&bound[copied..at]);
            out.push(NO_BREAK);
            copied = word_start;
        }
    }
    out + &bound[copied..]
}

/// Whether a text ends in a word that announces a name.
fn announces(text: &str) -> bool {
    let start = text.char_indices().rev().nth(LONGEST_HEAD).map_or(0, |(at, _)| at);
    let end = text[start..].replace(NO_BREAK, " ");
    HEADS.iter().any(|head| {
        let before = end.strip_suffix(head);
        before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    })
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.trim_start_matches(['“', '(', '"']).chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|c| !c.is_alphabetic() || c.is_lowercase())
}

/// Whether a name may continue after the word.
fn is_open(word: &str) -> bool {
    word.ends_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stay_together() {
        let shown = |text: &str| bind_names(text).replace(NO_BREAK, "~");
        assert_eq!(
            shown("đồng chí Phạm Thị Mỹ Hoa, Phó Chủ tịch"),
            "đồng chí Phạm~Thị~Mỹ~Hoa, Phó Chủ tịch"
        );
        assert_eq!(shown("thành phố Thí Dụ và xã Mẫu"), "thành phố Thí~Dụ và xã Mẫu");
        assert_eq!(shown("thành phố Hồ Chí Minh"), "thành phố Hồ~Chí~Minh");
        assert_eq!(shown("tư tưởng Hồ Chí Minh"), "tư tưởng Hồ~Chí~Minh");
        assert_eq!(shown("đồng chí Chủ tịch Liên đoàn"), "đồng chí Chủ tịch Liên đoàn");
        assert_eq!(shown("các xã, phường Đại hội"), "các xã, phường Đại hội");
        assert_eq!(shown("đồng\u{a0}chí Lê Thị Ví Dụ"), "đồng~chí Lê~Thị~Ví~Dụ");
    }

    proptest! {
        #[test]
        fn only_spaces_change(text in "((đồng chí|thành phố|Hồ|Chí|Minh|Ba,|\\PC{0,6}) ){0,12}") {
            prop_assert_eq!(bind_names(&text).replace(NO_BREAK, " "), text.replace(NO_BREAK, " "));
        }
    }
}
