//! Writing a value back as YAML.

/// A one-line text as a YAML scalar that reads as that text, in block and in
/// flow style: plain where it can be, else in double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text may stand without quotes. Stricter than YAML: what only
/// YAML's fine print allows is quoted.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let last = text.chars().next_back().unwrap_or(first);
    let opens = "-?:,[]{}#&*!|>'\"%@`=<".contains(first);
    let only_dots = matches!(text, "..." | "---");
    let null = matches!(text, "~" | "null" | "Null" | "NULL");
    let inner = text.contains(": ")
        || text.contains(" #")
        || text.contains(|c: char| c.is_control() || "[]{}\u{feff}\u{2028}\u{2029}\u{85}".contains(c));
    !(opens || only_dots || null || inner || last == ':')
        && !first.is_whitespace()
        && !last.is_whitespace()
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
