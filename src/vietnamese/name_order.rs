//! Order of people's names on ballots and lists (thứ tự vần A, B, C): by given name, which
//! comes last in the text, then by middle names, then by family name.

use super::letter::{Letter, Tone, rank};
use super::text::nfc;

/// Sort key of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameOrder {
    given: Syllable,
    /// The middle names, from the left.
    middle: Vec<Syllable>,
    family: Syllable,
}

/// Sort key of a syllable: its letters, then its tones.
type Syllable = (Vec<usize>, Vec<Tone>);

/// Titles that may precede a name, without dots.
const ADDRESSES: [&str; 9] = ["đ/c", "đồng chí", "bà", "ts", "ths", "pgs", "gs", "bs", "ds"];

impl NameOrder {
    /// The sort key of a name, ignoring blanks and titles.
    pub fn of(name: &str) -> NameOrder {
        let name = nfc(name).to_lowercase();
        let mut words: Vec<&str> = bare(&name).split_whitespace().collect();
        let given = words.pop().map(syllable).unwrap_or_default();
        let family = if words.is_empty() { "" } else { words.remove(0) };
        NameOrder {
            given,
            middle: words.into_iter().map(syllable).collect(),
            family: syllable(family),
        }
    }
}

/// A name without leading forms of address and academic degrees.
fn bare(name: &str) -> &str {
    let mut bare = name.trim();
    loop {
        let told = |address: &&str| {
            let rest = bare.strip_prefix(*address)?;
            rest.starts_with([' ', '.', '\u{a0}']).then_some(rest)
        };
        let rest = ADDRESSES.iter().find_map(told);
        match rest.map(|rest| rest.trim_start_matches(['.', ',', ' ', '\u{a0}'])) {
            Some(rest) if !rest.is_empty() => bare = rest,
            _ => return bare,
        }
    }
}

fn syllable(word: &str) -> Syllable {
    let letters = word.chars().map(Letter::of);
    let (mut ranks, mut tones) = (Vec::new(), Vec::new());
    for letter in letters {
        // Characters outside the alphabet come after it.
        ranks.push(rank(letter.base).unwrap_or(usize::MAX));
        tones.push(letter.tone);
    }
    (ranks, tones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_sorted(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(NameOrder::of(pair[0]) < NameOrder::of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn given_names_stand_as_in_a_dictionary() {
        let given = [
            "An", "Ân", "Ấn", "Bình", "Chi", "Dụ", "Dung", "Dũng", "Đào", "Đạt", "Định", "Đức",
            "Hà", "Hạ", "Hải", "Hoa", "Hòa", "Hóa", "Họa", "Mẫu", "Oanh", "Ổn", "Ơn", "Ý",
        ];
        assert_sorted(&given.map(|name| format!("Lê Thị {name}")).each_ref().map(String::as_str));
    }

    #[test]
    fn the_same_given_name_goes_by_what_stands_before() {
        assert_sorted(&["Lê Thị Mẫu", "Bùi Văn Mẫu", "Đỗ Ví Mẫu"]);
        assert_sorted(&["Dương Thị Mẫu", "Vũ Thị Mẫu"]);
        assert_sorted(&["Đặng Văn Định", "Ngô Văn Định"]);
        assert_sorted(&["Lê Mẫu", "An Thị Mẫu"]);
    }

    #[test]
    fn what_is_no_name_counts_for_nothing() {
        let bare = NameOrder::of("Lê Thị Dụ");
        for typed in [
            "Lê  Thị  Dụ",
            "Đ/c Lê Thị Dụ",
            "Đồng chí Lê Thị Dụ",
            "PGS. TS. Lê Thị Dụ",
            "LÊ THỊ DỤ",
        ] {
            assert_eq!(NameOrder::of(typed), bare, "{typed}");
        }
        // Ông is also a family name.
        assert_ne!(NameOrder::of("Ông Ích Khiêm"), NameOrder::of("Ích Khiêm"));
        assert_ne!(NameOrder::of("Bà"), NameOrder::of(""));
    }
}
