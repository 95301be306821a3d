//! Serialisation of values as YAML.

/// A text as a one-line YAML scalar of block style that reads as that text: plain if
/// possible, else in double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The same for a place inside brackets.
pub(super) fn flow_scalar(text: &str) -> String {
    if is_plain(text) && !text.contains([',', '[', ']', '{', '}']) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether a text may be written without quotes. Stricter than YAML: doubtful cases are
/// quoted.
fn is_plain(text: &str) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    let opens = "-?:,[]{}#&*!|>'\"%@`=<".contains(first) || first.is_whitespace();
    let closes = last == ':' || last.is_whitespace();
    let marks = matches!(text, "..." | "---" | "~" | "null" | "Null" | "NULL");
    let inner = text.contains(": ") || text.contains(" #") || text.contains(breaks);
    !(opens || closes || marks || inner)
}

/// A text of several lines as a `|` block: its indicator and its lines. `None` if the text
/// isn't one, or a block couldn't represent it exactly.
pub(super) fn block(text: &str, indent: usize) -> Option<(&'static str, Vec<String>)> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let odd = |line: &str| !line.is_empty() && line.trim().is_empty();
    let holds = text.contains('\n')
        && !body.is_empty()
        && !body.ends_with('\n')
        && !body.starts_with(char::is_whitespace)
        && !text.contains(|c: char| c != '\n' && breaks(c))
        && !body.split('\n').any(odd);
    let indicator = if text.ends_with('\n') { "|" } else { "|-" };
    holds.then(|| {
        let lines = body.split('\n').map(|line| match line {
            "" => String::new(),
            line => format!("{:indent$}{line}", ""),
        });
        (indicator, lines.collect())
    })
}

/// Characters that YAML doesn't preserve.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if breaks(c) => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
