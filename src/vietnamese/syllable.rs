//! Vietnamese syllables (âm tiết), recognised by their spelling alone.

use super::letter::{Letter, Tone};
use super::text::nfc;

/// The consonants that a syllable can begin with; it may also have none.
pub(super) const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// The rest of a syllable, without its tone. `ăk` is for Đắk Lắk.
#[rustfmt::skip]
const RIMES: [&str; 162] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oc", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot",
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât", "uây",
    "uê", "uêch", "uênh", "uêu", "uơ", "uôc", "uôi", "uôm", "uôn", "uông", "uôt",
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu",
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
    "y", "yêm", "yên", "yêng", "yêt", "yêu",
];

/// Rimes that only follow `qu`: quýt, quỵch, quýnh.
const RIMES_AFTER_QU: [&str; 4] = ["ych", "yn", "ynh", "yt"];

/// Whether a word, in any case, has the shape of a Vietnamese syllable with its
/// tone: `đoàn`, `QUỐC`, `gìn`; not `đoan̈`, `CĐCS`, `cat` or `café`.
pub fn is_syllable(word: &str) -> bool {
    let mut bare = String::with_capacity(word.len());
    let mut tones = Vec::new();
    for letter in nfc(word).to_lowercase().chars().map(Letter::of) {
        bare.push(letter.base);
        bare.extend(letter.foreign);
        tones.extend(Some(letter.tone).filter(|tone| *tone != Tone::Ngang));
    }
    let is_stopped = bare.ends_with(['c', 'k', 'p', 't']) || bare.ends_with("ch");
    let fits_tone = match tones.as_slice() {
        [] => !is_stopped,
        [Tone::Sac | Tone::Nang] => true,
        [_] => !is_stopped,
        _ => false,
    };
    fits_tone
        && ONSETS.iter().any(|onset| {
            bare.strip_prefix(onset).is_some_and(|rime| {
                RIMES.contains(&rime) || *onset == "qu" && RIMES_AFTER_QU.contains(&rime)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_syllables() {
        for word in "công đoàn Việt Nam gìn giữ giêng giếng quốc quyết quýt quờ khuỷu thuở nguyễn \
                     ngoằn ngoèo ƯƠNG yêu y ỷ oanh uỷ ủy hòa hoà kỳ lý Đắk xoong khuya gì qua"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in
            "đoan̈ CĐCS cat café naïf b of où Krông mòo qy qâ hocj tiếếng àá ôông 1 café bòt dýt"
                .split(' ')
        {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(is_syllable("e\u{323}\u{302}m") && !is_syllable(""));
    }
}
