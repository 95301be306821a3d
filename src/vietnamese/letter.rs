//! Vietnamese letters: a letter of the alphabet with a tone.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::char::{compose, decompose_canonical};

/// The letters in dictionary order; f, j, w and z, which occur in foreign words only, stand
/// at their Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The combining marks that form separate letters: ă, â ê ô, ơ ư.
const SHAPES: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// A tone (thanh), in dictionary order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// a
    Ngang,
    /// à
    Huyen,
    /// ả
    Hoi,
    /// ã
    Nga,
    /// á
    Sac,
    /// ạ
    Nang,
}

impl Tone {
    /// The combining mark of a tone; `None` for the level tone.
    pub(super) fn mark(self) -> Option<char> {
        match self {
            Tone::Ngang => None,
            Tone::Huyen => Some('\u{300}'),
            Tone::Hoi => Some('\u{309}'),
            Tone::Nga => Some('\u{303}'),
            Tone::Sac => Some('\u{301}'),
            Tone::Nang => Some('\u{323}'),
        }
    }

    /// The tone of a combining mark.
    fn of_mark(mark: char) -> Option<Tone> {
        let tones = [Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Sac, Tone::Nang];
        tones.into_iter().find(|tone| tone.mark() == Some(mark))
    }
}

/// A composed character split into letter and tone.
pub(super) struct Letter {
    /// The letter with its shape but without its tone, in its own case: `Ê` for `Ế`.
    pub base: char,
    pub tone: Tone,
    /// Marks that no Vietnamese letter has, such as that of `ö`.
    pub foreign: Vec<char>,
}

/// The non-ASCII letters of Vietnamese, decomposed once because they are looked up very
/// often.
static KNOWN: LazyLock<Vec<Option<(char, Tone)>>> = LazyLock::new(|| {
    let known = |composed| {
        let letter = Letter::taken_apart(composed);
        letter.foreign.is_empty().then_some((letter.base, letter.tone))
    };
    LATIN.chain(ADDITIONAL).map(known).collect()
});

const LATIN: RangeInclusive<char> = 'À'..='ư';
const ADDITIONAL: RangeInclusive<char> = 'Ạ'..='ỹ';

fn place(composed: char) -> Option<usize> {
    let beyond = |first: char| (composed as usize).checked_sub(first as usize);
    if LATIN.contains(&composed) {
        beyond('À')
    } else if ADDITIONAL.contains(&composed) {
        Some(beyond('Ạ')? + ('ư' as usize - 'À' as usize + 1))
    } else {
        None
    }
}

impl Letter {
    pub fn of(composed: char) -> Letter {
        if composed.is_ascii() {
            return Letter { base: composed, tone: Tone::Ngang, foreign: Vec::new() };
        }
        match place(composed).and_then(|at| *KNOWN.get(at)?) {
            Some((base, tone)) => Letter { base, tone, foreign: Vec::new() },
            None => Letter::taken_apart(composed),
        }
    }

    fn taken_apart(composed: char) -> Letter {
        let mut letter = Letter { base: composed, tone: Tone::Ngang, foreign: Vec::new() };
        let mut is_base = true;
        decompose_canonical(composed, |mark| {
            if std::mem::take(&mut is_base) {
                letter.base = mark;
                return;
            }
            let shaped = Some(mark).filter(|mark| SHAPES.contains(mark));
            let shaped = shaped.and_then(|mark| compose(letter.base, mark));
            if let Some(shaped) = shaped.filter(|shaped| rank(*shaped).is_some()) {
                letter.base = shaped;
            } else if let Some(tone) = Tone::of_mark(mark).filter(|_| letter.tone == Tone::Ngang) {
                letter.tone = tone;
            } else {
                letter.foreign.push(mark);
            }
        });
        letter
    }
}

/// The position in the alphabet of a toneless letter of either case.
pub(super) fn rank(base: char) -> Option<usize> {
    let mut lower = base.to_lowercase();
    let letter = lower.next().filter(|_| lower.next().is_none())?;
    ALPHABET.chars().position(|known| known == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_letters_apart() {
        for (composed, base, tone) in [
            ('a', 'a', Tone::Ngang),
            ('Ế', 'Ê', Tone::Sac),
            ('ặ', 'ă', Tone::Nang),
            ('Ữ', 'Ư', Tone::Nga),
            ('đ', 'đ', Tone::Ngang),
            ('ỷ', 'y', Tone::Hoi),
            ('ờ', 'ơ', Tone::Huyen),
            ('…', '…', Tone::Ngang),
        ] {
            let letter = Letter::of(composed);
            assert_eq!((letter.base, letter.tone), (base, tone));
            assert!(letter.foreign.is_empty());
        }
        assert_eq!(Letter::of('ö').foreign, ['\u{308}']);
        for c in '\0'..='\u{2fff}' {
            let (known, apart) = (Letter::of(c), Letter::taken_apart(c));
            assert_eq!((known.base, known.tone), (apart.base, apart.tone), "{c}");
        }
    }
}
