//! Syllables that keys pressed in the wrong order, or a wrong onset, leave
//! behind: `đòan` for `đoàn`, `nghành` for `ngành`.

use unicode_normalization::char::compose;

use super::super::letter::{Letter, Tone};
use super::super::syllable::is_syllable;
use super::super::text::{nfc, words};
use super::{Slip, SlipKind};

/// Finds syllables with the tone mark on a letter that can't bear it, and small
/// ones with an onset that their vowel doesn't take. Words without a Vietnamese
/// letter may be foreign.
pub fn misspelt_slips(text: &str) -> Vec<Slip> {
    words(text)
        .filter_map(|range| {
            let meant = meant(&text[range.clone()])?;
            Some(Slip { range, kind: SlipKind::Misspelt, suggestion: meant })
        })
        .collect()
}

/// What is likely meant by a word. Most words are right: they are let go before
/// they are looked at as syllables.
fn meant(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let letters: Vec<Letter> = nfc(word).chars().map(Letter::of).collect();
    let bare: Vec<char> = letters.iter().flat_map(|l| l.base.to_lowercase()).collect();
    if bare.len() != letters.len() {
        return None;
    }
    let onset = onset_of(&bare);
    let toned = letters.iter().position(|l| l.tone != Tone::Ngang);
    if let Some(toned) = toned
        && let Some(nucleus) = nucleus(&bare, onset)
        && !nucleus.contains(&toned)
    {
        let mark = letters[toned].tone.mark()?;
        let put = |(i, letter): (usize, &Letter)| match i == nucleus[0] {
            true => compose(letter.base, mark),
            false => Some(letter.base),
        };
        return is_syllable(word).then(|| letters.iter().enumerate().map(put).collect()).flatten();
    }
    let written: String = bare[..onset].iter().collect();
    let right = right_onset(&written, *bare.get(onset)?)?;
    let small = !word.chars().any(char::is_uppercase);
    let rime: String = nfc(word).chars().skip(onset).collect();
    Some(format!("{right}{rime}")).filter(|meant| small && is_syllable(meant))
}

/// How many letters the onset has: the consonants, with the vowel of `qu`, and
/// that of `gi` before another vowel.
fn onset_of(bare: &[char]) -> usize {
    let consonants = bare.iter().take_while(|c| !is_vowel(c)).count();
    match bare {
        ['q', 'u', ..] => 2,
        ['g', 'i', next, ..] if is_vowel(next) => 2,
        _ => consonants,
    }
}

fn is_vowel(c: &char) -> bool {
    "aăâeêioôơuưy".contains(*c)
}

/// The letters that may bear the tone mark, the likeliest first.
fn nucleus(bare: &[char], onset: usize) -> Option<Vec<usize>> {
    let vowels: Vec<usize> = (onset..bare.len()).take_while(|i| is_vowel(&bare[*i])).collect();
    // A letter of its own shape is what the syllable is spoken on.
    if let Some(shaped) = vowels.iter().rev().find(|i| !bare[**i].is_ascii()) {
        return Some(vec![*shaped]);
    }
    let open = vowels.last().is_some_and(|last| last + 1 == bare.len());
    match (vowels.as_slice(), open) {
        ([only], _) => Some(vec![*only]),
        ([_, second], false) => Some(vec![*second]),
        ([first, second], true) => Some(match (bare[*first], bare[*second]) {
            ('o', 'a' | 'e') | ('u', 'y') => vec![*first, *second],
            _ => vec![*first],
        }),
        ([_, second, _], _) => Some(vec![*second]),
        _ => None,
    }
}

/// The onset that a vowel takes where another is written: `ngh`, `gh` and `k`
/// stand before e, ê, i; `ng`, `g` and `c` before the others.
fn right_onset(onset: &str, vowel: char) -> Option<&'static str> {
    let front = matches!(vowel, 'e' | 'ê' | 'i' | 'y');
    match (onset, front) {
        ("ngh", false) => Some("ng"),
        ("ng", true) => Some("ngh"),
        ("gh", false) => Some("g"),
        ("g", true) if vowel != 'i' => Some("gh"),
        ("c", true) => Some("k"),
        ("k", false) => Some("c"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_finds;
    use super::*;

    #[test]
    fn tone_marks_on_the_wrong_letter() {
        for (wrong, right) in [
            ("đòan", "đoàn"),
            ("Hòang", "Hoàng"),
            ("tóan", "toán"),
            ("họat", "hoạt"),
            ("qúy", "quý"),
            ("gía", "giá"),
            ("ngừơi", "người"),
            ("tíên", "tiến"),
            ("ngòai", "ngoài"),
            ("thùyền", "thuyền"),
        ] {
            if is_syllable(wrong) {
                assert_eq!(meant(wrong).as_deref(), Some(right), "{wrong}");
            }
        }
    }

    #[test]
    fn onsets_before_the_wrong_vowel() {
        assert_finds(
            misspelt_slips,
            "Công đòan nghành, ngiên cứu, ghánh vác, cế hoạch",
            &["đòan→đoàn", "nghành→ngành", "ngiên→nghiên", "ghánh→gánh", "cế→kế"],
        );
    }

    #[test]
    fn what_is_spelt_right() {
        let right = "Công đoàn Việt Nam, hòa, hoà, khỏe, Uỷ, ủy ban, quý, quỹ, giá, già, gìn giữ, giêng, \
                     ngoằn ngoèo, khuỷu tay, thuở, mùa, múa, nghĩa, nguyễn, quốc, quyết, quờ, xoong, \
                     Đắk Lắk, Kon Tum, Krông Búk, Chloé, où, café, São Paulo, Thuý, Thúy, khuya, \
                     chuyển, tuần, thuế, uống, yếu, xoáy, ngoáy, loay hoay, quả, qua, lũy, gì, gỉ";
        assert_finds(misspelt_slips, right, &[]);
    }
}
