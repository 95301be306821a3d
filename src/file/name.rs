//! Names that every system can hold and tell apart.

use crate::vietnamese::nfc;

/// Two names that are one on Windows or macOS: letter case and Unicode form
/// don't tell them apart.
pub fn folded(name: &str) -> String {
    nfc(&name.to_lowercase())
}

/// Why Windows can't hold a name, if it can't.
pub fn unfit(name: &str) -> Option<String> {
    const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_windows_refuses() {
        for name in ["CON", "nul", "Com1", "lpt9.x", "a ", "a.", "a:b", "a?", "", "con .x", "a\tb"]
        {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["tổng kết 2026", "console", "com10", "a.b", "COM"] {
            assert_eq!(unfit(name), None, "{name}");
        }
    }
}
