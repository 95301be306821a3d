//! Letters that resemble other ones.

use super::super::syllable::is_syllable;
use super::super::text::words;
use super::{Slip, SlipKind};

/// Cyrillic and Greek letters that look the same as Latin ones, with these.
#[rustfmt::skip]
const LOOK_ALIKES: [(char, char); 48] = [
    // Cyrillic
    ('\u{410}', 'A'), ('\u{412}', 'B'), ('\u{415}', 'E'), ('\u{41A}', 'K'), ('\u{41C}', 'M'),
    ('\u{41D}', 'H'), ('\u{41E}', 'O'), ('\u{420}', 'P'), ('\u{421}', 'C'), ('\u{422}', 'T'),
    ('\u{423}', 'Y'), ('\u{425}', 'X'), ('\u{405}', 'S'), ('\u{406}', 'I'), ('\u{408}', 'J'),
    ('\u{474}', 'V'), ('\u{4C0}', 'I'), ('\u{430}', 'a'), ('\u{435}', 'e'), ('\u{43E}', 'o'),
    ('\u{440}', 'p'), ('\u{441}', 'c'), ('\u{443}', 'y'), ('\u{445}', 'x'), ('\u{455}', 's'),
    ('\u{456}', 'i'), ('\u{458}', 'j'), ('\u{475}', 'v'), ('\u{4BB}', 'h'), ('\u{501}', 'd'),
    ('\u{51B}', 'q'), ('\u{51D}', 'w'),
    // Greek
    ('\u{391}', 'A'), ('\u{392}', 'B'), ('\u{395}', 'E'), ('\u{396}', 'Z'), ('\u{397}', 'H'),
    ('\u{399}', 'I'), ('\u{39A}', 'K'), ('\u{39C}', 'M'), ('\u{39D}', 'N'), ('\u{39F}', 'O'),
    ('\u{3A1}', 'P'), ('\u{3A4}', 'T'), ('\u{3A5}', 'Y'), ('\u{3A7}', 'X'), ('\u{3F9}', 'C'),
    ('\u{3BF}', 'o'),
];

/// Letters that look like Đ and đ: eth and the African d.
const WRONG_DS: [(char, char); 4] = [('Ð', 'Đ'), ('Ɖ', 'Đ'), ('ð', 'đ'), ('ɖ', 'đ')];

/// The Latin letter that a Cyrillic or Greek one resembles.
pub(in super::super) fn latin_look_alike(letter: char) -> Option<char> {
    look_up(&LOOK_ALIKES, letter)
}

/// Finds Cyrillic and Greek letters, one by one, in words that also have Latin ones, and
/// letters used for Đ and đ in Vietnamese syllables and in abbreviations (`QÐ`). Words
/// entirely in Russian or Greek are not reported.
pub fn look_alike_slips(text: &str) -> Vec<Slip> {
    if !text.contains(is_suspect) {
        return Vec::new();
    }
    words(text)
        .flat_map(|word| {
            let letters = &text[word.clone()];
            let (has_latin, takes_d) = (letters.contains(is_latin), takes_d(letters));
            letters.char_indices().filter_map(move |(at, found)| {
                let range = word.start + at..word.start + at + found.len_utf8();
                let slip = |kind, meant: char| Slip {
                    range: range.clone(),
                    kind,
                    suggestion: meant.to_string(),
                };
                let latin = latin_look_alike(found).filter(|_| has_latin);
                let d = look_up(&WRONG_DS, found).filter(|_| takes_d);
                latin
                    .map(|latin| slip(SlipKind::LookAlike, latin))
                    .or_else(|| d.map(|d| slip(SlipKind::WrongD, d)))
            })
        })
        .collect()
}

fn look_up(table: &[(char, char)], letter: char) -> Option<char> {
    table.iter().find(|(found, _)| *found == letter).map(|(_, meant)| *meant)
}

/// Whether a letter may be in one of the tables.
fn is_suspect(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}') || look_up(&WRONG_DS, c).is_some()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&c)
        || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Whether a word is Vietnamese, or all capitals, once its Ds are corrected.
fn takes_d(word: &str) -> bool {
    let meant: String = word.chars().map(|c| look_up(&WRONG_DS, c).unwrap_or(c)).collect();
    let is_abbreviation = || {
        let is_capital = |c: char| c == 'Đ' || c.is_ascii_uppercase();
        meant.chars().count() > 1 && meant.chars().all(is_capital)
    };
    is_syllable(&meant) || is_abbreviation()
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_finds;
    use super::*;

    #[test]
    fn finds_letters_of_other_alphabets() {
        assert_finds(look_alike_slips, "lần thứ \u{425}III", &["\u{425}→X"]);
        assert_finds(look_alike_slips, "C\u{41E}NG \u{422}Y", &["\u{41E}→O", "\u{422}→T"]);
        assert_finds(look_alike_slips, "đ\u{43E}àn viên", &["\u{43E}→o"]);
        let found = look_alike_slips("VI\u{406}");
        assert_eq!(found[0].kind, SlipKind::LookAlike);
    }

    #[test]
    fn finds_what_is_no_d() {
        assert_finds(look_alike_slips, "Ðoàn, CÐCS, QÐ-TLÐ", &["Ð→Đ", "Ð→Đ", "Ð→Đ", "Ð→Đ"]);
        assert_finds(look_alike_slips, "lao ðộng Ɖảng", &["ð→đ", "Ɖ→Đ"]);
        assert_eq!(look_alike_slips("Ðoàn")[0].kind, SlipKind::WrongD);
    }

    #[test]
    fn words_of_other_scripts_are_none() {
        for text in ["Москва", "Αθήνα", "µm, kΩ, Δt, α-amylase", "Guðmundur", "kÐm"]
        {
            assert_finds(look_alike_slips, text, &[]);
        }
    }
}
