//! Bytes → the text of a file.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, SourceFile};

use super::Limits;
use super::foreign::{Foreign, foreign};

const RE_SAVE: &str = "mở bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa (Encoding) chọn UTF-8";

/// Decodes a file, without its byte-order mark. A text that isn't UTF-8 gets a � where it
/// stops being UTF-8.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
    limits: Limits,
) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
    let source = |text: String| Arc::new(SourceFile::text(name, text));
    let refuse = |code: Code, message: String, text: String, at: usize| {
        let place = Place::new(&source(text), at..at + 1);
        Box::new(Diagnostic::error(code, message).at(place).structural())
    };
    if bytes.len() > limits.bytes {
        let (size, limit) = (in_megabytes(bytes.len()), in_megabytes(limits.bytes));
        let message = format!("{} dài {size} MB, quá giới hạn {limit} MB", limits.what);
        let refusal = refuse(Code::UNREADABLE_FILE, message, String::new(), 0);
        return Err(Box::new(refusal.with_hint(limits.fewer)));
    }
    if let Some(Foreign { what, hint }) = foreign(name, bytes) {
        let message = format!("Đây là {what}, không phải {}", limits.what.to_lowercase());
        return Err(Box::new(
            refuse(Code::UNREADABLE_ENCODING, message, String::new(), 0).with_hint(hint),
        ));
    }
    if is_utf16(bytes) {
        let refusal = refuse(
            Code::UNREADABLE_ENCODING,
            "Tệp được lưu bằng mã UTF-16".into(),
            String::new(),
            0,
        );
        return Err(Box::new(refusal.with_hint(RE_SAVE)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(source(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let message = "Tệp không ở mã UTF-8 từ chỗ này".into();
            Err(Box::new(
                refuse(Code::UNREADABLE_ENCODING, message, text, error.valid_up_to())
                    .with_hint(RE_SAVE),
            ))
        }
    }
}

/// The text with a blank for every character not allowed in YAML, such as Word's line break
/// inside a paragraph (U+000B): all are reported here, while the parser would stop at the
/// first. Byte positions are kept.
pub(super) fn without_controls(source: &Arc<SourceFile>) -> (Cow<'_, str>, Vec<Diagnostic>) {
    const MOST: usize = 100;
    let text = &source.text;
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    if !text.contains(forbidden) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let refuse = |(at, c): (usize, char)| {
        let hint = match c {
            '\u{b}' => "xóa ký tự này (dấu xuống dòng Shift + Enter của Word)",
            _ => "xóa ký tự này",
        };
        Diagnostic::error(
            Code::CONTROL_CHARACTER,
            format!("Có ký tự điều khiển (U+{:04X})", c as u32),
        )
        .at(Place::new(source, at..at + c.len_utf8()))
        .with_hint(hint)
    };
    let found = text.char_indices().filter(|(_, c)| forbidden(*c)).take(MOST).map(refuse).collect();
    // A no-break space has two bytes, like the controls above U+007F.
    let blank = |c: char| if c.is_ascii() { ' ' } else { '\u{a0}' };
    let clean = text.chars().map(|c| if forbidden(c) { blank(c) } else { c }).collect();
    (Cow::Owned(clean), found)
}

/// Detects UTF-16 by its mark, or by the zero byte beside the first letter.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

fn in_megabytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1 << 20);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if tenth == 0 { whole.to_string() } else { format!("{whole},{tenth}") }
}
