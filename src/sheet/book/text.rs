//! What a cell keeps of a text. Spreadsheets, and our own reading of them, take blanks
//! around and between words for what they look like; where they mean something they are
//! written as signs that can be seen.

use crate::error::{Error, ErrorKind};

/// A blank that is kept where it stands: before a line, behind it, beside another.
const BLANK: char = '␣';
/// A no-break space.
const NO_BREAK: char = '⍽';
const TAB: char = '⇥';
/// An empty line; before a line of a list it goes on with the item above.
const LINE: char = '↵';

/// What Excel takes in one cell.
const LONGEST: usize = 32_000;

/// One text as a cell has it, its lines under one another.
pub fn encode(text: &str) -> Result<String, Error> {
    let lines: Vec<String> = text.split('\n').map(encode_line).collect::<Result<_, _>>()?;
    fitting(lines.join("\n"))
}

/// A list of texts in one cell, an item a line.
pub fn encode_list(items: &[&str]) -> Result<String, Error> {
    let mut lines = Vec::new();
    for item in items {
        for (at, line) in item.split('\n').enumerate() {
            let line = if at > 0 && line.is_empty() { String::new() } else { encode_line(line)? };
            lines.push(if at > 0 { format!("{LINE}{line}") } else { line });
        }
    }
    fitting(lines.join("\n"))
}

/// A line of a text.
pub fn encode_line(line: &str) -> Result<String, Error> {
    if let Some(sign) = line.chars().find(|c| [BLANK, NO_BREAK, TAB, LINE].contains(c)) {
        let message = format!("hồ sơ có chữ “{sign}”, không ghi được vào biểu");
        return Err(Error::new(ErrorKind::Sheet, message));
    }
    if line == super::NOTHING {
        let message = format!("hồ sơ có chữ “{line}”, không ghi được vào biểu");
        return Err(Error::new(ErrorKind::Sheet, message));
    }
    if line.is_empty() {
        return Ok(LINE.to_string());
    }
    let mut out = String::with_capacity(line.len());
    let last = line.trim_end_matches(' ').len();
    let mut after_blank = true;
    for (at, c) in line.char_indices() {
        let kept = c == ' ' && (after_blank || at >= last);
        after_blank = c == ' ';
        out.push(match c {
            ' ' if kept => BLANK,
            '\u{a0}' => NO_BREAK,
            '\t' => TAB,
            c => c,
        });
    }
    fitting(out)
}

fn fitting(text: String) -> Result<String, Error> {
    match text.encode_utf16().count() {
        ..=LONGEST => Ok(text),
        _ => Err(Error::new(
            ErrorKind::Sheet,
            "hồ sơ có đoạn văn dài hơn 32.000 chữ, không vừa một ô của biểu",
        )),
    }
}

/// The text of a cell.
pub fn decode(cell: &str) -> String {
    cell.split('\n').map(decode_line).collect::<Vec<_>>().join("\n")
}

/// The texts of a cell that holds a list.
pub fn decode_list(cell: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in cell.split('\n') {
        match (line.strip_prefix(LINE), items.last_mut()) {
            (Some(further), Some(item)) => {
                item.push('\n');
                *item += &decode_line(further);
            }
            _ => items.push(decode_line(line)),
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// A line of a text.
pub fn decode_line(line: &str) -> String {
    let plain = |c: char| match c {
        BLANK => Some(' '),
        NO_BREAK => Some('\u{a0}'),
        TAB => Some('\t'),
        LINE => None,
        c => Some(c),
    };
    line.chars().filter_map(plain).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_are_seen() {
        assert_eq!(encode("a\n\n  - b  c ").expect("fits"), "a\n↵\n␣␣- b ␣c␣");
        assert!(encode("a ␣ b").is_err() && encode(&"x".repeat(40_000)).is_err());
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-zđ \n\t\u{a0}.-]{0,60}") {
            prop_assert_eq!(decode(&encode(&text).expect("fits")), text);
        }

        #[test]
        fn nothing_of_a_list_is_lost(items in prop::collection::vec("[a-z][a-z \n]{0,20}", 1..5)) {
            let all: Vec<&str> = items.iter().map(String::as_str).collect();
            prop_assert_eq!(decode_list(&encode_list(&all).expect("fits")), items);
        }
    }
}
