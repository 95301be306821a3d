//! Foreign text made safe for a terminal.

use std::borrow::Cow;

/// The text with every control character replaced by its code: `<U+001B>`. Such a character
/// in a name could set the window's title, clear the screen, or reverse the rest of the line.
/// Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_obeyed(c) {
            shown += &format!("<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character controls the display instead of being shown: a control or direction
/// character, or a line break other than ` `.
pub fn is_obeyed(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_spelled_out() {
        for (text, shown) in [
            ("Số liệu\tđã đủ\n", "Số liệu\tđã đủ\n"),
            ("\u{1b}]0;x\u{7}", "<U+001B>]0;x<U+0007>"),
            ("a\u{9b}2Jb\u{7f}", "a<U+009B>2Jb<U+007F>"),
            ("a\rb", "a<U+000D>b"),
            ("\u{202e}cba\u{2069}", "<U+202E>cba<U+2069>"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
