//! Words with mangled letters: decoded in a wrong encoding (`NÃ¢ng cao`), replaced by
//! question marks (`ho?t`), or left as HTML codes (`c&aacute;n`).

use std::ops::Range;

use super::super::text::{nfc, runs};
use super::{Slip, SlipKind};

/// Finds words with mangled letters, with the original where it can be recovered; the
/// suggestion for lost letters is empty.
pub fn mangled_slips(text: &str) -> Vec<Slip> {
    // Nearly every text has none of these; after `á` and `â` one of the signs follows.
    if !text.contains(['Ã', 'Ä', 'Å', 'Æ', 'Â', 'º', '»', '€', '?', '&', '\\']) {
        return Vec::new();
    }
    let mut slips = misread(text);
    slips.extend(lost(text));
    slips.extend(codes(text));
    slips.sort_by_key(|slip| slip.range.start);
    let mut end = 0;
    slips.retain(|slip| {
        let apart = slip.range.start >= end;
        end = end.max(slip.range.end);
        apart
    });
    slips
}

/// Finds UTF-8 decoded as Windows-1252, one character per byte: words in which two or three
/// characters together encode a letter of Vietnamese.
fn misread(text: &str) -> Vec<Slip> {
    // A no-break space may be a byte of a letter.
    words(text, |c| c != ' ' && !c.is_ascii_whitespace())
        .filter_map(|range| {
            let word = &text[range.clone()];
            let meant = read_back(word)?;
            Some(Slip { range, kind: SlipKind::Misread, suggestion: meant })
        })
        .collect()
}

fn words(text: &str, of_word: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    runs(text, of_word)
}

/// The word with each run of two or three characters that encodes a letter of ours restored;
/// `None` if there is no such run.
fn read_back(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let (mut at, mut found) = (0, false);
    while at < letters.len() {
        match one_letter(&letters[at..]) {
            Some((letter, length)) => {
                out.push(letter);
                at += length;
                found = true;
            }
            None => {
                out.push(letters[at]);
                at += 1;
            }
        }
    }
    found.then(|| nfc(&out))
}

/// The letter that the first two or three characters encode, and their number.
fn one_letter(letters: &[char]) -> Option<(char, usize)> {
    let length = match letters.first()? {
        'Ã' | 'Ä' | 'Å' | 'Æ' | 'Â' => 2,
        'á' | 'â' => 3,
        _ => return None,
    };
    let bytes: Vec<u8> = letters.get(..length)?.iter().map(|c| byte(*c)).collect::<Option<_>>()?;
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    is_ours(letter).then_some((letter, length))
}

/// Whether a character is a non-ASCII letter of Vietnamese, or a sign used in papers.
fn is_ours(c: char) -> bool {
    matches!(c, 'À'..='ÿ' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
        || matches!(
            c,
            '\u{1ea0}'..='\u{1ef9}' | '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…' | '\u{a0}'
        )
}

/// The byte that Windows-1252 shows as this character; the five unassigned codes map to
/// themselves.
fn byte(c: char) -> Option<u8> {
    /// The characters of Windows-1252 from 0x80 on.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let latin1 = u8::try_from(u32::from(c)).ok();
    let high = || HIGH.chars().position(|high| high == c).and_then(|i| u8::try_from(0x80 + i).ok());
    latin1.filter(|byte| *byte >= 0xA0).or_else(high).or(latin1)
}

/// Finds words with a question mark for a lost letter, once one of them has it before a small
/// letter: a question mark that ends a question is followed by a blank or a capital.
fn lost(text: &str) -> Vec<Slip> {
    if !text.contains('?') {
        return Vec::new();
    }
    let is_surely = |word: &str| {
        let plain = word.chars().all(|c| c == '?' || c.is_alphabetic());
        let inner = word.trim_start_matches('?');
        let inside = inner.char_indices().any(|(at, c)| {
            c == '?' && inner[at..].trim_start_matches('?').starts_with(char::is_lowercase)
        });
        plain && (inside || inner.len() < word.len() && inner.starts_with(char::is_lowercase))
    };
    // An address contains question marks legitimately.
    let address = |c: char| c.is_alphanumeric() || "?/=&:.%_-".contains(c);
    let words: Vec<Range<usize>> = words(text, address)
        .filter(|range| !text[range.clone()].contains(['/', '=', '&']))
        .map(|range| {
            let word = text[range.clone()].trim_end_matches(['.', ':', '-']);
            range.start..range.start + word.len()
        })
        .filter(|range| text[range.clone()].contains('?'))
        .collect();
    if !words.iter().any(|range| is_surely(&text[range.clone()])) {
        return Vec::new();
    }
    let slip = |range| Slip { range, kind: SlipKind::Lost, suggestion: String::new() };
    words.into_iter().map(slip).collect()
}

/// Finds words that contain the code of a letter: `&aacute;`, `&#7897;`, `\u1ed9`.
fn codes(text: &str) -> Vec<Slip> {
    if !text.contains(['&', '\\']) {
        return Vec::new();
    }
    words(text, |c| !c.is_whitespace())
        .filter_map(|range| {
            let meant = decoded(&text[range.clone()])?;
            Some(Slip { range, kind: SlipKind::Code, suggestion: meant })
        })
        .collect()
}

fn decoded(word: &str) -> Option<String> {
    let (mut out, mut rest, mut found) = (String::new(), word, false);
    while let Some(at) = rest.find(['&', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match code(rest) {
            Some((letter, length)) => {
                out.push(letter);
                rest = &rest[length..];
                found = true;
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..first]);
                rest = &rest[first..];
            }
        }
    }
    out.push_str(rest);
    found.then(|| nfc(&out))
}

/// The letter of a code at the beginning of a text, and the code's length.
fn code(text: &str) -> Option<(char, usize)> {
    if let Some(digits) = text.strip_prefix("\\u").and_then(|rest| rest.get(..4)) {
        return Some((hexadecimal(digits)?, 6));
    }
    let inner = text.strip_prefix('&')?;
    let end = inner.find(';').filter(|end| (2..=8).contains(end))?;
    let name = &inner[..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => hexadecimal(digits)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => named(name)?,
    };
    Some((letter, end + 2))
}

fn hexadecimal(digits: &str) -> Option<char> {
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| hex)?)
}

/// The letter or sign of an HTML entity name.
fn named(name: &str) -> Option<char> {
    #[rustfmt::skip]
    const SIGNS: [(&str, char); 17] = [
        ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'),
        ("ndash", '–'), ("mdash", '—'), ("lsquo", '‘'), ("rsquo", '’'), ("ldquo", '“'),
        ("rdquo", '”'), ("hellip", '…'), ("bull", '•'), ("middot", '·'), ("eth", 'ð'), ("ETH", 'Ð'),
    ];
    const MARKS: [(&str, char); 5] = [
        ("grave", '\u{300}'),
        ("acute", '\u{301}'),
        ("circ", '\u{302}'),
        ("tilde", '\u{303}'),
        ("uml", '\u{308}'),
    ];
    let sign = SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
    sign.or_else(|| {
        let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
        let (_, mark) = MARKS.iter().find(|(known, _)| *known == &name[1..])?;
        nfc(&format!("{letter}{mark}")).chars().next()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_finds;
    use super::*;

    /// The text as shown by a program that reads UTF-8 as Windows-1252.
    fn misread_as_shown(text: &str) -> String {
        let shown = |byte: u8| ('\0'..='\u{ffff}').find(|c| super::byte(*c) == Some(byte));
        text.bytes()
            .map(|b| if b.is_ascii() { char::from(b) } else { shown(b).expect("a letter") })
            .collect()
    }

    #[test]
    fn another_encoding_is_recognised() {
        assert_finds(
            mangled_slips,
            "NÃ¢ng cao cháº¥t lÆ°á»£ng",
            &["NÃ¢ng→Nâng", "cháº¥t→chất", "lÆ°á»£ng→lượng"],
        );
        let sentence =
            "Đẩy mạnh phong trào “Giỏi việc nước – đảm việc nhà”; hỗ trợ đoàn viên ở xã Ưu Điềm";
        let found = mangled_slips(&misread_as_shown(sentence));
        for word in sentence.split(' ').filter(|word| !word.is_ascii()) {
            assert!(found.iter().any(|slip| slip.suggestion == word), "{word}: {found:?}");
        }
    }

    #[test]
    fn lost_letters_are_recognised() {
        assert_finds(
            mangled_slips,
            "Sinh ho?t t? công ?oàn ch?a ??u.",
            &["ho?t→", "t?→", "?oàn→", "ch?a→", "??u→"],
        );
    }

    #[test]
    fn codes_of_web_pages_are_recognised() {
        assert_finds(
            mangled_slips,
            "C&aacute;n b&#7897; ki&ecirc;m nhi&#x1EC7;m, \\u0111oàn",
            &[
                "C&aacute;n→Cán",
                "b&#7897;→bộ",
                "ki&ecirc;m→kiêm",
                "nhi&#x1EC7;m,→nhiệm,",
                "\\u0111oàn→đoàn",
            ],
        );
    }

    #[test]
    fn questions_addresses_and_names_are_none() {
        for text in [
            "Làm gì? Ở đâu? Vì sao?",
            "Ai làm?Công đoàn làm.",
            "https://a.vn/tim?q=abc&n=1;x",
            "R&D; Marks & Spencer; AT&T",
            "Ä, Å, Æ, São Paulo, Ærø, Ågård",
            "C:\\users",
        ] {
            assert_finds(mangled_slips, text, &[]);
        }
    }
}
