//! Misspelt syllables, from keys pressed in the wrong order or from a wrong onset: `đòan` for
//! `đoàn`, `nghành` for `ngành`.

use unicode_normalization::char::compose;

use super::super::letter::{Letter, Tone};
use super::super::running::Words;
use super::super::syllable::is_syllable;
use super::{Slip, SlipKind};

/// Finds syllables with the tone mark on a letter that can't bear it, and lower-case ones
/// whose onset doesn't go with their vowel. Words without a Vietnamese letter may be foreign
/// and are not reported.
pub fn misspelt_slips(words: &Words<'_>) -> Vec<Slip> {
    let slip = |i| {
        let suggestion = meant(words.written(i))?;
        Some(Slip { range: words.span(i..i + 1), kind: SlipKind::Misspelt, suggestion })
    };
    (0..words.len()).filter_map(slip).collect()
}

/// The length of the longest syllable, even with a wrong onset: `nghiêng`.
const LONGEST: usize = 8;

/// A word without its tone, in lower case.
struct Bare {
    letters: [char; LONGEST],
    length: usize,
    /// The first letter with a tone mark.
    toned: Option<(usize, Tone)>,
}

impl Bare {
    /// `None` if the word is too long for a syllable.
    fn of(word: &str) -> Option<Bare> {
        let mut bare = Bare { letters: ['\0'; LONGEST], length: 0, toned: None };
        for c in word.chars() {
            let letter = Letter::of(c);
            *bare.letters.get_mut(bare.length)? = letter.base.to_lowercase().next()?;
            if bare.toned.is_none() && letter.tone != Tone::Ngang {
                bare.toned = Some((bare.length, letter.tone));
            }
            bare.length += 1;
        }
        Some(bare)
    }

    fn letters(&self) -> &[char] {
        &self.letters[..self.length]
    }

    /// The length of the onset: the consonants, including the vowel of `qu`, and that of `gi`
    /// before another vowel.
    fn onset(&self) -> usize {
        match self.letters() {
            ['q', 'u', ..] => 2,
            ['g', 'i', next, ..] if is_vowel(*next) => 2,
            letters => letters.iter().take_while(|c| !is_vowel(**c)).count(),
        }
    }

    /// The positions that may bear the tone mark, the likeliest first.
    fn nucleus(&self, onset: usize) -> Option<(usize, Option<usize>)> {
        let rime = &self.letters()[onset..];
        let vowels = &rime[..rime.iter().take_while(|c| is_vowel(**c)).count()];
        // A letter with a shape of its own (ê, ơ …) is the main vowel.
        if let Some(shaped) = vowels.iter().rposition(|c| !c.is_ascii()) {
            return Some((onset + shaped, None));
        }
        let open = vowels.len() == rime.len();
        match vowels {
            [_] => Some((onset, None)),
            [_, _] if !open => Some((onset + 1, None)),
            ['o', 'a' | 'e'] | ['u', 'y'] => Some((onset, Some(onset + 1))),
            [_, _] => Some((onset, None)),
            [_, _, _] => Some((onset + 1, None)),
            _ => None,
        }
    }
}

/// The likely correction of a word. Most words are right and are passed quickly, before the
/// syllable is analysed.
fn meant(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let bare = Bare::of(word)?;
    let onset = bare.onset();
    if let Some((toned, tone)) = bare.toned
        && let Some((likeliest, other)) = bare.nucleus(onset)
        && toned != likeliest
        && Some(toned) != other
    {
        let mark = tone.mark()?;
        let put = |(i, c): (usize, char)| match (i == likeliest, Letter::of(c).base) {
            (true, base) => compose(base, mark),
            (false, base) => Some(base),
        };
        return is_syllable(word).then(|| word.chars().enumerate().map(put).collect()).flatten();
    }
    let right = right_onset(&bare.letters()[..onset], *bare.letters().get(onset)?)?;
    let small = !word.chars().any(char::is_uppercase);
    let rime: String = word.chars().skip(onset).collect();
    Some(format!("{right}{rime}")).filter(|meant| small && is_syllable(meant))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// The onset required by a vowel, if another is written: `ngh`, `gh` and `k` before e, ê, i;
/// `ng`, `g` and `c` before the others.
fn right_onset(onset: &[char], vowel: char) -> Option<&'static str> {
    let front = matches!(vowel, 'e' | 'ê' | 'i' | 'y');
    match (onset, front) {
        (['n', 'g', 'h'], false) => Some("ng"),
        (['n', 'g'], true) => Some("ngh"),
        (['g', 'h'], false) => Some("g"),
        (['g'], true) if vowel != 'i' => Some("gh"),
        (['c'], true) => Some("k"),
        (['k'], false) => Some("c"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{MISSPELT, assert_finds};
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
            MISSPELT,
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
        assert_finds(MISSPELT, right, &[]);
    }
}
