//! Comparison of texts independent of spelling variants.

use crate::vietnamese::{fold, nfc};

/// A text in normal form: without a leading list mark, final punctuation and superfluous
/// blanks.
pub(super) fn spelled(text: &str) -> String {
    let plain = nfc(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = ['-', '–', '—', '•', '*', '+', '·'];
    let open = plain.trim_start_matches(|c: char| marks.contains(&c) || c == ' ');
    // A mark alone, or one attached to a number, is part of the text.
    let text = if open.is_empty() || open.starts_with(|c: char| c.is_ascii_digit()) {
        plain.as_str()
    } else {
        open
    };
    let closed = text.trim_end_matches(['.', ';', ',', ' ']);
    // "v.v." ends with a stop of its own.
    let own_stop = text.ends_with("v.v.") || closed.is_empty();
    if own_stop { text.to_owned() } else { closed.to_owned() }
}

/// The form in which texts are compared: ignores case and the kind of dashes.
pub(super) fn told_apart(text: &str) -> String {
    let text = fold(&spelled(text)).replace(['–', '—', '−', '‑'], "-");
    let parts: Vec<&str> = text.split('-').map(str::trim).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_text() {
        for (a, b) in [
            ("- Tết Bính Ngọ", "tết  bính ngọ."),
            ("Xanh – sạch – đẹp", "Xanh - sạch - đẹp"),
            ("Giai đoạn 2021 - 2026", "giai đoạn 2021–2026"),
            ("Quỹ \u{201c}Mái ấm\u{201d};", "Quỹ \u{201c}Mái ấm\u{201d}"),
        ] {
            assert_eq!(told_apart(a), told_apart(b), "{a}");
        }
        for (a, b) in [("Tết 2025", "Tết 2026"), ("Mái ấm", "Mái ấm công đoàn"), ("-5", "5")]
        {
            assert_ne!(told_apart(a), told_apart(b), "{a}");
        }
        assert_eq!(spelled("- Kẹo, bánh, v.v."), "Kẹo, bánh, v.v.");
    }
}
