//! Normalises the lines of a narrative before Markdown parsing: every line becomes a
//! paragraph, every kind of list mark a dash, and a `+` below a dash an item one level
//! deeper.

use super::expression::{Offsets, index_of};

/// The text with its lines separated, and the original byte positions.
///
/// A line continues the one before only if that has no closing punctuation and it begins with
/// a small letter itself, as in hand-wrapped text, or if it is indented below an item.
pub(super) fn set_apart(text: &str) -> (String, Offsets) {
    let mut lines = Lines::default();
    let mut at = 0;
    let all: Vec<&str> = text.split('\n').collect();
    for (i, line) in all.iter().enumerate() {
        lines.line(line, all.get(i + 1).copied(), at);
        at += line.len() + 1;
    }
    (lines.out, Offsets(lines.offsets))
}

#[derive(Default)]
struct Lines<'a> {
    out: String,
    /// Pairs of the position of a line in the new text and in the original.
    offsets: Vec<(usize, usize)>,
    /// The open items that the next line may be nested in.
    items: Vec<Item>,
    before: Before<'a>,
}

/// The kind of the previous line.
#[derive(Default, Clone, Copy)]
enum Before<'a> {
    #[default]
    Blank,
    Text(&'a str),
    Row,
}

/// An open list item.
struct Item {
    indent: usize,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Dash,
    /// A detail below a dash of the same indentation.
    Detail,
    /// A number of this many bytes, including its dot.
    Number(usize),
}

impl Mark {
    /// The indentation of the item's text.
    fn width(self) -> usize {
        match self {
            Mark::Dash | Mark::Detail => 2,
            Mark::Number(bytes) => bytes + 1,
        }
    }
}

impl<'a> Lines<'a> {
    fn line(&mut self, line: &'a str, next: Option<&str>, at: usize) {
        let text = line.trim_start_matches(BLANKS);
        let begin = at + line.len() - text.len();
        if text.trim().is_empty() {
            self.put("", "", begin, false);
            self.before = Before::Blank;
        } else if self.is_row(text, next) {
            let inside = matches!(self.before, Before::Row);
            self.items.clear();
            self.put("", text, begin, !inside);
            self.before = Before::Row;
        } else if let Some((mark, length)) = mark(text) {
            self.item(indent(line), mark, text, length, begin);
            self.before = Before::Text(text);
        } else {
            self.text(indent(line), text, begin);
            self.before = Before::Text(text);
        }
    }

    /// Whether a line belongs to a table: its head, or a line after that.
    fn is_row(&self, text: &str, next: Option<&str>) -> bool {
        let begins = || next.is_some_and(is_rule);
        text.contains('|') && (matches!(self.before, Before::Row) || begins())
    }

    fn item(&mut self, indent: usize, mark: Mark, text: &str, length: usize, begin: usize) {
        self.items.retain(|item| item.indent <= indent);
        while let Some(above) = self.items.last() {
            let detail = mark == Mark::Detail && above.mark == Mark::Dash;
            if detail || indent >= above.indent + 2 {
                break;
            }
            self.items.pop();
        }
        let mut opening = " ".repeat(self.width());
        self.items.push(Item { indent, mark });
        if let Mark::Number(bytes) = mark {
            opening += text.get(..bytes).unwrap_or_default();
            opening.push(' ');
        } else {
            opening += "- ";
        }
        // In Markdown only the number 1 can interrupt a paragraph.
        let apart = matches!(mark, Mark::Number(_)) && self.items.len() == 1;
        self.put(&opening, &text[length..], begin + length, apart);
    }

    fn text(&mut self, indent: usize, text: &str, begin: usize) {
        if indent > 1 {
            self.items.retain(|item| item.indent < indent);
        } else if !matches!(self.before, Before::Text(before) if goes_on(before, text)) {
            self.items.clear();
        }
        let under = !self.items.is_empty();
        let goes_on = match self.before {
            Before::Text(before) => under || goes_on(before, text),
            Before::Blank | Before::Row => false,
        };
        let opening = " ".repeat(self.width());
        self.put(&opening, text, begin, !goes_on);
    }

    fn width(&self) -> usize {
        self.items.iter().map(|item| item.mark.width()).sum()
    }

    /// Appends a line, with an empty one before it if it must be separated.
    fn put(&mut self, opening: &str, text: &str, begin: usize, apart: bool) {
        if !self.offsets.is_empty() {
            self.out.push('\n');
        }
        if apart && !self.out.is_empty() && !matches!(self.before, Before::Blank) {
            self.out.push('\n');
        }
        self.out += opening;
        self.offsets.push((self.out.len(), begin));
        self.out += text;
    }
}

const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

fn indent(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| BLANKS.contains(c));
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Whether a line is the rule below a table's head.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|:- \t\r".contains(c))
}

/// The list mark that a line begins with, and its length including the blanks after it.
fn mark(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    let behind = &text[first.len_utf8()..];
    // A decorative line, `* * *`, is not an item.
    let is_drawn = |c: char| "-*_–—•·+ \t\r".contains(c);
    if !behind.trim().is_empty() && behind.chars().all(is_drawn) {
        return None;
    }
    let blanks = behind.len() - behind.trim_start_matches(BLANKS).len();
    let length = first.len_utf8() + blanks;
    let set_off = blanks > 0 || behind.is_empty();
    // `-Đối thoại`, but neither `-5%` nor `---`.
    let joined =
        behind.starts_with(|c: char| c.is_alphabetic() || index_of(c).is_some() || c == '“');
    match first {
        '-' | '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' if set_off || joined => {
            Some((Mark::Dash, length))
        }
        '+' if set_off || joined => Some((Mark::Detail, length)),
        '*' if set_off => Some((Mark::Dash, length)),
        '○' | '◦' => Some((Mark::Detail, length)),
        c if is_bullet(c) => Some((Mark::Dash, length)),
        // Word's other bullets, copied as their letter.
        'o' if behind.starts_with('\t') => Some((Mark::Detail, length)),
        '§' | 'Ø' | 'ü' | 'v' | 'q' if behind.starts_with('\t') => Some((Mark::Dash, length)),
        _ => number(text),
    }
}

/// The text of an item without a dash or bullet typed before it.
pub(crate) fn without_mark(text: &str) -> &str {
    match mark(text.trim_start()) {
        Some((Mark::Dash | Mark::Detail, length)) => text.trim_start()[length..].trim_start(),
        _ => text,
    }
}

/// A character used as bullet in Word and hardly for anything else.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '∙'
            | '⋅'
            | '●'
            | '■'
            | '□'
            | '▪'
            | '▫'
            | '◆'
            | '◇'
            | '♦'
            | '❖'
            | '‣'
            | '⁃'
            | '►'
            | '▶'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '\u{f0fc}'
            | '\u{f076}'
            | '\u{f02d}'
    )
}

/// `1.`, `12)` followed by a blank.
fn number(text: &str) -> Option<(Mark, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].strip_prefix(['.', ')'])?;
    let blanks = behind.len() - behind.trim_start_matches(BLANKS).len();
    let is_label = (1..=2).contains(&digits) && (blanks > 0 || behind.is_empty());
    is_label.then_some((Mark::Number(digits + 1), digits + 1 + blanks))
}

/// Whether a line continues the sentence of the one before.
fn goes_on(before: &str, line: &str) -> bool {
    let closers = ['”', '"', ')', '»', '*', '_', ' ', '\t', '\r'];
    let closed = before.trim_end_matches(closers).ends_with(['.', ';', ':', '!', '?', '…']);
    let first = line.trim_start_matches(['“', '"', '(', '[', '«', '*', '_']).chars().next();
    let small = |c: char| c.is_lowercase() || c.is_ascii_digit() || index_of(c).is_some();
    !closed && !is_labelled(line) && first.is_some_and(small)
}

/// `a) …`, `đ) …`, `b. …`, `2.1. …`: an intended new line.
fn is_labelled(line: &str) -> bool {
    let Some((label, _)) = line.split_once(BLANKS) else { return false };
    if let Some(letters) = label.strip_suffix(')') {
        return (1..=2).contains(&letters.chars().count())
            && letters.chars().all(char::is_alphanumeric);
    }
    let bare = label.strip_suffix('.').unwrap_or(label);
    let letter =
        bare != label && bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    // `1.200 đồng` is an amount.
    let step =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    letter || bare.contains('.') && bare.split('.').all(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_begins_a_line_of_its_own() {
        for line in ["a) nội dung", "đ) nội dung", "b. nội dung", "2.1. nội dung", "1.2 nội dung"]
        {
            assert!(!goes_on("phần trước", line), "{line}");
        }
        for line in ["1.200 đồng", "nội dung", "tổ. Sau đó", "17) ", "ở tổ a."] {
            let wrapped = goes_on("phần trước", line);
            assert_eq!(wrapped, line != "17) ", "{line}");
        }
    }
}
