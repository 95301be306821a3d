//! File names that are valid and distinct on every system.

use crate::vietnamese::nfc;

/// The form in which two names are equal on Windows or macOS, which ignore letter case and
/// Unicode form.
pub fn folded(name: &str) -> String {
    nfc(&name.to_lowercase())
}

/// Why some system doesn't support a name, or people can't read it, if so.
pub fn unfit(name: &str) -> Option<String> {
    const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    if name.len() > LONGEST {
        let start: String = name.chars().take(20).collect();
        return Some(format!("“{start}…” dài quá {LONGEST} byte"));
    }
    if let Some(hidden) = name.chars().find(|c| is_hidden(*c)) {
        // Not shown as it is, since it may reverse the rest of the line.
        let shown = name.replace(is_hidden, "\u{fffd}");
        return Some(format!("“{shown}” có ký tự ẩn (U+{:04X})", u32::from(hidden)));
    }
    let base = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let port = ["COM", "LPT"].iter().find_map(|p| base.strip_prefix(p)).is_some_and(|rest| {
        let mut digits = rest.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    });
    if RESERVED.contains(&base.as_str()) || port {
        return Some(format!("“{name}” là tên riêng của Windows"));
    }
    if name.is_empty() || name.ends_with(['.', ' ']) {
        return Some(format!("“{name}” để trống hoặc kết thúc bằng dấu chấm, dấu cách"));
    }
    let wrong = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    name.chars()
        .find(|c| wrong(*c))
        .map(|c| format!("“{name}” có ký tự {c:?} mà Windows không nhận"))
}

/// The longest name in bytes on the file systems of Linux, macOS and Windows.
const LONGEST: usize = 255;

/// Characters that are invisible but change the display: direction marks, zero-width spaces
/// and joiners, tags.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_windows_refuses() {
        for name in [
            "CON",
            "nul",
            "Com1",
            "lpt9.x",
            "a ",
            "a.",
            "a:b",
            "a?",
            "",
            "con .x",
            "a\tb",
            "CONIN$",
            "conout$.x",
            "a\u{202e}b",
            "\u{200b}",
            "a\u{2066}",
            &"a".repeat(256),
        ] {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["tổng kết 2026", "console", "com10", "a.b", "COM"] {
            assert_eq!(unfit(name), None, "{name}");
        }
        assert_eq!(unfit(&"a".repeat(255)), None);
        let told = unfit("a\u{202e}b").expect("unfit");
        assert_eq!(told, "“a\u{fffd}b” có ký tự ẩn (U+202E)");
    }
}
