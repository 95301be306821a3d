//! The bytes of a text file → its text, in any encoding used by spreadsheet programs.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::vietnamese::{is_syllable, legacy_slips, nfc};

use super::Refusal;

/// Decodes a text: by its byte order mark, else as UTF-8, else in the one encoding in which
/// its words are Vietnamese.
pub fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]).ok_or(Refusal::Broken);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return whole(encoding, bytes).ok_or(Refusal::Broken);
    }
    if bytes.contains(&0) {
        return Err(Refusal::Broken);
    }
    if let Some(text) = whole(UTF_8, bytes) {
        return Ok(text);
    }
    let vietnamese = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    let vietnamese = nfc(&vietnamese);
    let western = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    // Text typed in a legacy font has no encoding of its own; the check for such fonts,
    // applied to every sheet, gives a better message.
    let font = !legacy_slips(&western).is_empty();
    match (share_of_syllables(&vietnamese), font) {
        (Some(share), _) if share >= 0.6 => Ok(vietnamese),
        (_, true) => Ok(western.into_owned()),
        _ => Err(Refusal::Senseless(
            "không nhận ra bảng mã chữ Việt của tệp; mở bằng Excel, lưu thành .xlsx hoặc CSV UTF-8"
                .to_owned(),
        )),
    }
}

/// The text, if all bytes are valid letters of the encoding.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

/// Recognises UTF-16 by zero bytes beside ASCII letters, all on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Every heading has at least blanks and separators.
    let many = |zeros: usize| zeros * 8 > sample.len();
    match (many(even), many(odd)) {
        (true, false) if odd == 0 => Some(UTF_16BE),
        (false, true) if even == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The share of Vietnamese syllables among the words with non-ASCII letters; `None` if there
/// is no such word.
fn share_of_syllables(text: &str) -> Option<f64> {
    let mut words = 0;
    let mut syllables = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()) {
        words += 1;
        syllables += usize::from(is_syllable(word));
    }
    (words > 0).then(|| f64::from(syllables as u32) / f64::from(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Mã đơn vị;Tổng số đoàn viên\nCD01;Lao động giỏi, sáng tạo\n";

    #[test]
    fn the_same_text_in_every_encoding() {
        let wide = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
            let mark = mark.then_some(0xFEFF);
            mark.into_iter().chain(TEXT.encode_utf16()).flat_map(bytes).collect()
        };
        for bytes in [
            TEXT.as_bytes().to_vec(),
            ["\u{feff}", TEXT].concat().into_bytes(),
            wide(u16::to_le_bytes, true),
            wide(u16::to_be_bytes, true),
            wide(u16::to_le_bytes, false),
            wide(u16::to_be_bytes, false),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT));
        }
        // Windows-1258: precomposed â, ă, ơ, ư, followed by combining tones.
        let bytes = b"Ma\xDE \xF0\xF5n vi\xF2;T\xF4\xD2ng s\xF4\xEC \xF0o\xE0n vi\xEAn\n";
        assert_eq!(decode(bytes).as_deref(), Ok("Mã đơn vị;Tổng số đoàn viên\n"));
    }

    #[test]
    fn what_no_encoding_explains() {
        for bytes in [&b"\xE9\xE8\xFF;\xFE\n"[..], b"a\0b", b"\xff\xfea", b"M\xCA;\xD0\xCE\n"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
