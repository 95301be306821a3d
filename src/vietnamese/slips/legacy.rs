//! Words typed in pre-Unicode fonts, whose letters now show as others.
//!
//! A TCVN3 (ABC, .VnTime) font draws Vietnamese letters at the codes of signs and letters of
//! Latin-1; a VNI font draws a letter and its marks at two codes. Text copied from such a
//! document without conversion reads `C«ng ®oµn` or `Coâng ñoaøn`.

use super::super::syllable::is_syllable;
use super::super::text::{is_letter, nfc, runs, words};
use super::{Slip, SlipKind};

/// Finds words in TCVN3 or VNI, with their text in Unicode.
///
/// A word is reported if it isn't a Vietnamese syllable as it stands and becomes one when
/// converted; `phè`, TCVN3 for `phố`, is a syllable and stays unnoticed. Since this is also
/// true of some foreign words (`Loïc`), the text must contain a sure sign as well: for TCVN3
/// a sign or a capital inside a word, for VNI two marks.
pub fn legacy_slips(text: &str) -> Vec<Slip> {
    let tcvn3 = tcvn3(text, false);
    if tcvn3.is_empty() { vni(text, false) } else { tcvn3 }
}

/// Like [`legacy_slips`] for a text next to others in this font, which may be too short to
/// contain a sure sign: `9 tæ`, `5 toå`.
pub fn legacy_slips_beside(text: &str, font: SlipKind) -> Vec<Slip> {
    let own = legacy_slips(text);
    match font {
        _ if !own.is_empty() => own,
        SlipKind::Vni => vni(text, true),
        _ => tcvn3(text, true),
    }
}

/// The letters of a TCVN3 font from U+00A1 on; `_` where it has none. According to TCVN
/// 5712:1993, whose toned capitals such fonts leave out.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ______àảãáạ_ằẳẵắ_______ặầẩẫấậè_ẻẽéẹềểễếệìỉ___ĩíịò_ỏõóọồổỗốộờởỡớợù_\
                     ủũúụừửữứựỳỷỹýỵ";

fn tcvn3_letter(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0xA1)?;
    TCVN3.chars().nth(index.try_into().ok()?).filter(|letter| *letter != '_')
}

/// Converts a text from TCVN3 to Unicode. The font for capitals has the same codes as the one
/// for small letters: a caller that knows it was used converts the case.
pub fn from_tcvn3(text: &str) -> String {
    text.chars().map(|c| tcvn3_letter(c).unwrap_or(c)).collect()
}

/// Converts a text from VNI to Unicode. Characters that aren't in VNI stay.
pub fn from_vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for range in words(text) {
        out += text.get(end..range.start).unwrap_or_default();
        end = range.end;
        let word = &text[range];
        match vni_word(word) {
            Some((meant, _)) => out += &meant,
            None => out += word,
        }
    }
    out + text.get(end..).unwrap_or_default()
}

fn tcvn3(text: &str, is_sure: bool) -> Vec<Slip> {
    if text.is_ascii() || !is_sure && !may_be_tcvn3(text) {
        return Vec::new();
    }
    let mut is_sure = is_sure;
    let slips = runs(text, |c| c.is_alphabetic() || tcvn3_letter(c).is_some())
        .filter_map(|range| {
            let word = &text[range.clone()];
            let meant = word
                .chars()
                .map(|c| if c.is_ascii() { Some(c) } else { tcvn3_letter(c) })
                .collect::<Option<String>>()?;
            let has_letters = word.contains(|c: char| c.is_ascii_alphabetic() || c == '®');
            let converts = has_letters && meant != word && is_syllable(&meant);
            let is_surely = converts && is_surely_tcvn3(word);
            is_sure |= is_surely;
            (is_surely || converts && !is_syllable(word)).then_some(Slip {
                range,
                kind: SlipKind::Tcvn3,
                suggestion: meant,
            })
        })
        .collect();
    if is_sure { slips } else { Vec::new() }
}

/// Whether a text has any letter that makes a word surely TCVN3: a cheap test, since most
/// texts have none.
fn may_be_tcvn3(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let is_inner = |before: char| is_latin1_capital(c) && before.is_lowercase();
        is_latin1_sign(c) || is_inner(std::mem::replace(&mut before, c))
    })
}

fn is_latin1_sign(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷')
}

fn is_latin1_capital(c: char) -> bool {
    matches!(c, 'À'..='Þ') && c != '×'
}

/// Whether a sign, `«`, or a capital, `Ö`, stands where only a legacy font puts it: inside a
/// word. `§` and `®` also at its beginning; but not in `µm` and `½m`, nor in products such as
/// `N·m` and `A×2`.
fn is_surely_tcvn3(word: &str) -> bool {
    let is_product = word.chars().count() < 4 && word.contains(['·', '×']);
    let mut before = None;
    !is_product
        && word.chars().any(|c| {
            let is_sign = !c.is_ascii() && (!c.is_alphabetic() || matches!(c, 'µ' | 'ª' | 'º'));
            let is_odd = match before.replace(c) {
                None => matches!(c, '§' | '®'),
                Some(before) => {
                    is_sign || !c.is_ascii() && c.is_uppercase() && before.is_lowercase()
                }
            };
            is_odd && tcvn3_letter(c).is_some()
        })
}

/// French words that would be Vietnamese ones if read as VNI.
const FRENCH: [&str; 8] = ["aï", "coït", "haï", "haït", "laïc", "loïc", "où", "thaï"];

fn vni(text: &str, is_sure: bool) -> Vec<Slip> {
    if !may_be_vni(text) {
        return Vec::new();
    }
    let (slips, marks): (Vec<Slip>, Vec<usize>) = words(text)
        .filter_map(|range| {
            let word = &text[range.clone()];
            let (meant, marks) = vni_word(word)?;
            let is_foreign = FRENCH.contains(&word.to_lowercase().as_str());
            let converts = marks > 0 && !is_foreign && !is_syllable(word) && is_syllable(&meant);
            converts.then_some((Slip { range, kind: SlipKind::Vni, suggestion: meant }, marks))
        })
        .unzip();
    if is_sure || marks.into_iter().sum::<usize>() > 1 { slips } else { Vec::new() }
}

/// Whether a text has a word of VNI letters only, with a VNI mark, that isn't a syllable as
/// it stands: a cheap test, since hardly any text has.
fn may_be_vni(text: &str) -> bool {
    let mut start = None;
    let (mut is_latin1, mut has_mark, mut before) = (true, false, ' ');
    text.char_indices().chain([(text.len(), ' ')]).any(|(at, c)| {
        if is_letter(c) {
            start = start.or(Some(at));
            is_latin1 &= c < '\u{100}';
            has_mark |= is_latin1 && !c.is_ascii() && is_vni_mark(c, before);
            before = c;
            return false;
        }
        let was_latin1 = std::mem::replace(&mut is_latin1, true);
        let was_marked = std::mem::take(&mut has_mark);
        before = c;
        let word = start.take().and_then(|start| text.get(start..at));
        was_latin1 && was_marked && word.is_some_and(|word| !is_syllable(word))
    })
}

/// Whether a letter is VNI's code for a mark on the letter before, or for another letter.
fn is_vni_mark(c: char, before: char) -> bool {
    let (small, before) = (first_lower(c), first_lower(before));
    matches!(small, 'ñ' | 'ö' | 'æ' | 'î')
        || VNI_MARKS.iter().any(|(mark, _, bases)| *mark == small && bases.contains(before))
}

fn first_lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// What a VNI mark adds to the letter before it, as combining marks, and to which letters.
#[rustfmt::skip]
const VNI_MARKS: [(char, &str, &str); 17] = [
    ('ù', "\u{301}", "aeouyôö"),
    ('ø', "\u{300}", "aeouyôö"),
    ('û', "\u{309}", "aeouyôö"),
    ('õ', "\u{303}", "aeouyôö"),
    ('ï', "\u{323}", "aeouyôö"),
    ('â', "\u{302}", "aeo"),
    ('á', "\u{302}\u{301}", "aeo"),
    ('à', "\u{302}\u{300}", "aeo"),
    ('å', "\u{302}\u{309}", "aeo"),
    ('ã', "\u{302}\u{303}", "aeo"),
    ('ä', "\u{302}\u{323}", "aeo"),
    ('ê', "\u{306}", "a"),
    ('é', "\u{306}\u{301}", "a"),
    ('è', "\u{306}\u{300}", "a"),
    ('ú', "\u{306}\u{309}", "a"),
    ('ü', "\u{306}\u{303}", "a"),
    ('ë', "\u{306}\u{323}", "a"),
];

/// Letters that VNI draws at one code, except `í` and `ì`, which are unchanged.
const VNI_LETTERS: [(char, char); 7] =
    [('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// A word read as VNI, and how many of its marks aren't at the code of a Vietnamese letter;
/// `None` if it can't be VNI.
fn vni_word(word: &str) -> Option<(String, usize)> {
    if word.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    let mut marks = 0;
    let mut before = None;
    for c in word.chars() {
        let lower = c.to_lowercase().next()?;
        let mark = VNI_MARKS
            .iter()
            .find(|(mark, _, bases)| *mark == lower && before.is_some_and(|b| bases.contains(b)));
        before = Some(lower);
        if let Some((_, added, _)) = mark {
            out.push_str(added);
            marks += 1;
        } else if let Some((typed, letter)) = VNI_LETTERS.iter().find(|(typed, _)| *typed == lower)
        {
            out.extend(if c.is_uppercase() { letter.to_uppercase().next() } else { Some(*letter) });
            marks += usize::from(matches!(typed, 'ñ' | 'ö' | 'æ' | 'î'));
        } else if c.is_ascii_alphabetic() || matches!(lower, 'í' | 'ì') {
            out.push(c);
        } else {
            return None;
        }
    }
    Some((nfc(&out), marks))
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_finds;
    use super::*;

    #[test]
    fn tcvn3_is_recognised() {
        assert_finds(legacy_slips, "C«ng ®oµn", &["C«ng→Công", "®oµn→đoàn"]);
        assert_finds(
            legacy_slips,
            "Uû ban nh©n d©n thµnh phè Hµ Néi",
            &["Uû→Uỷ", "nh©n→nhân", "d©n→dân", "thµnh→thành", "Hµ→Hà", "Néi→Nội"],
        );
        assert_finds(legacy_slips, "§oµn viªn", &["§oµn→Đoàn", "viªn→viên"]);
        assert_finds(legacy_slips, "NguyÔn", &["NguyÔn→Nguyễn"]);
    }

    #[test]
    fn vni_is_recognised() {
        assert_finds(legacy_slips, "Coâng ñoaøn", &["Coâng→Công", "ñoaøn→đoàn"]);
        assert_finds(
            legacy_slips,
            "Xin chaøo caùc baïn, NGÖÔØI LAO ÑOÄNG",
            &["chaøo→chào", "caùc→các", "baïn→bạn", "NGÖÔØI→NGƯỜI", "ÑOÄNG→ĐỘNG"],
        );
        assert_finds(legacy_slips, "ñöôïc", &["ñöôïc→được"]);
    }

    #[test]
    fn a_word_beside_others_needs_no_sure_sign() {
        assert_finds(legacy_slips, "9 tæ", &[]);
        assert_finds(|text| legacy_slips_beside(text, SlipKind::Tcvn3), "9 tæ", &["tæ→tổ"]);
        assert_finds(|text| legacy_slips_beside(text, SlipKind::Vni), "5 toå", &["toå→tổ"]);
        assert_finds(|text| legacy_slips_beside(text, SlipKind::Tcvn3), "9 tổ công đoàn", &[]);
    }

    #[test]
    fn lone_foreign_words_are_none() {
        for text in ["Loïc", "Aï", "N·m", "A×2, A×B", "5 µm", "«I»", "Windows®", "Sûreté, où, Noël"]
        {
            assert_finds(legacy_slips, text, &[]);
        }
    }

    /// Converts lower-case words to a legacy font and expects them to be found again.
    fn assert_told(old: impl Fn(char) -> String) {
        let sentence = "ban chấp hành công đoàn cơ sở đã tổ chức đại hội đúng quy định, vận động \
                        đoàn viên ủng hộ người nghèo; mỗi tổ có một kế hoạch thiết thực, đẩy mạnh \
                        giám sát, bảo vệ quyền lợi của lao động nữ";
        let typed: String = sentence.chars().map(old).collect();
        let meant = words(sentence).map(|range| &sentence[range]);
        let shown = typed.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let expected: Vec<String> = shown
            .zip(meant)
            .filter(|(shown, meant)| {
                shown != meant && (!is_syllable(shown) || is_surely_tcvn3(shown))
            })
            .map(|(shown, meant)| format!("{shown}→{meant}"))
            .collect();
        assert!(expected.len() > 20, "{typed}");
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        assert_finds(legacy_slips, &typed, &expected);
    }

    #[test]
    fn a_sentence_in_tcvn3_is_told() {
        assert_told(|letter| {
            let shown = ('\u{a1}'..='\u{fe}').find(|shown| tcvn3_letter(*shown) == Some(letter));
            shown.unwrap_or(letter).to_string()
        });
    }

    #[test]
    fn a_sentence_in_vni_is_told() {
        assert_told(|letter| {
            let one = VNI_LETTERS.iter().find(|(_, meant)| *meant == letter);
            let two = || {
                VNI_MARKS.iter().find_map(|(mark, _, bases)| {
                    let mut pairs = bases.chars().map(|base| format!("{base}{mark}"));
                    let letter = letter.to_string();
                    pairs.find(|pair| vni_word(pair).is_some_and(|(meant, _)| meant == letter))
                })
            };
            one.map(|(typed, _)| typed.to_string()).or_else(two).unwrap_or(letter.to_string())
        });
    }

    /// The letters of a font stand in the range that Latin-1 has for them.
    #[test]
    fn the_tcvn3_table_is_whole() {
        assert_eq!(TCVN3.chars().count(), 0xFE - 0xA1 + 1);
        let known = [('\u{ad}', 'ư'), ('¸', 'á'), ('Æ', 'ặ'), ('é', 'ộ'), ('þ', 'ỵ'), ('×', 'ì')];
        for (shown, meant) in known {
            assert_eq!(tcvn3_letter(shown), Some(meant));
        }
    }
}
