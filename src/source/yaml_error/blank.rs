//! A missing blank, or a character that only looks like one.

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

use super::line::{Line, Lines};
use super::{Error, Fault, shortened};

impl Error<'_> {
    /// A character that only looks like a blank, before a line, after its dash or its colon.
    pub(super) fn odd_blank(&self) -> Option<Fault> {
        // A byte order mark within a file is reported separately.
        let mark = *self.kind == ErrorKind::BomInsideDocument;
        self.near().filter(|_| !mark).find_map(odd_blank)
    }

    pub(super) fn missing_blank(&self) -> Option<Fault> {
        let near = self.near().find_map(missing_blank);
        // The error about a mapping may be caused by such a dash in the line above.
        let lines: Vec<Line<'_>> = match self.kind {
            ErrorKind::MappingValueNotAllowed => self.near().collect(),
            _ => vec![self.here],
        };
        near.or_else(|| lines.into_iter().find_map(other_dash))
    }
}

/// A character that looks like a blank but isn't one in YAML.
pub(in crate::source) fn is_odd_blank(c: char) -> bool {
    (c.is_whitespace() && !c.is_ascii() && c != '\u{85}')
        || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn odd_blank(line: Line<'_>) -> Option<Fault> {
    let indent = line.indent();
    let behind_dash = line.text[indent..].strip_prefix('-').map(|_| indent + 1);
    let places = [
        (Some(indent), "Đầu dòng"),
        (behind_dash, "Sau dấu gạch"),
        (Some(line.column()), "Sau dấu gạch"),
        (line.behind_colon(), "Sau dấu hai chấm"),
    ];
    places.into_iter().find_map(|(column, place)| {
        let column = column?;
        let odd = line.text[column..].chars().next().filter(|c| is_odd_blank(*c))?;
        let message = format!("{place} là dấu cách không ngắt (U+{:04X})", u32::from(odd));
        let hint = "xóa rồi gõ lại dấu cách thường; chép từ Word thường gặp chỗ này";
        Some(Fault::new(Code::MISSING_BLANK, message, hint, line.span(column, odd.len_utf8())))
    })
}

fn missing_blank(line: Line<'_>) -> Option<Fault> {
    if let Some((key, value)) = colon_without_blank(&line.text[line.column()..]) {
        let message = format!("Thiếu dấu cách sau `{key}:`");
        let span = line.span(line.column(), key.len() + 1);
        return Some(Fault::new(
            Code::MISSING_BLANK,
            message,
            format!("gõ `{key}: {}`", shortened(value)),
            span,
        ));
    }
    let rest = line.body().strip_prefix('-')?;
    let first = rest.chars().next()?;
    // `-5` is a number, `---` a document marker.
    if !first.is_alphabetic() || !line.body().contains(": ") {
        return None;
    }
    let hint = format!("gõ `- {}`", shortened(rest));
    Some(Fault::new(
        Code::MISSING_BLANK,
        "Thiếu dấu cách sau dấu gạch",
        hint,
        line.span(line.indent(), 1),
    ))
}

/// A key of a map in braces that only lacks the blank after its colon: `{type:năm}`.
pub(in crate::source) fn in_braces(key: &str) -> Option<(Code, String, String)> {
    let (key, value) = colon_without_blank(key)?;
    let hint = format!("gõ `{key}: {}`", shortened(value));
    Some((Code::MISSING_BLANK, format!("Thiếu dấu cách sau `{key}:`"), hint))
}

/// An item that begins with Word's dash or bullet, which only looks like YAML's.
fn other_dash(line: Line<'_>) -> Option<Fault> {
    let body = line.body();
    let mark = body.chars().next().filter(|c| "–—−‑‐•·▪●".contains(*c))?;
    let rest = body[mark.len_utf8()..].trim_start_matches(|c| c == ' ' || is_odd_blank(c));
    let message = format!("Mục mở đầu bằng “{mark}”, không phải dấu gạch nối của bàn phím");
    let hint = format!("gõ `- {}`", shortened(rest));
    Some(Fault::new(Code::MISSING_BLANK, message, hint, line.span(line.indent(), mark.len_utf8())))
}

/// The finding on a text in place of a map or list, caused by a missing blank: the code, the
/// message and what to type. `is_key` recognises keys.
pub(crate) fn taken_for_text(
    text: &str,
    is_key: impl Fn(&str) -> bool,
) -> Option<(Code, String, String)> {
    let lines = Lines::of(text);
    let first = lines.at(0);
    let of_dash = |first: Line<'_>| {
        let rest = first.text.strip_prefix('-')?;
        let odd = rest.trim_start_matches(is_odd_blank);
        let typed = odd.starts_with(char::is_alphabetic).then_some(odd)?;
        let hint = format!("gõ `- {}`", shortened(typed.trim_end()));
        Some(Fault::new(Code::MISSING_BLANK, "Thiếu dấu cách sau dấu gạch", hint, first.whole()))
    };
    let key = first.key().is_some_and(is_key);
    let fault = match key {
        true => odd_blank(first).or_else(|| missing_blank(first)),
        false => other_dash(first).or_else(|| of_dash(first)),
    };
    fault.map(|fault| (fault.code, fault.message, fault.hint))
}

/// Splits `ordinal:IV` into `ordinal` and `IV`. Not an address (`https://…`) or a time
/// (`8:30`).
fn colon_without_blank(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let word = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let value = value.trim_end();
    let blank = value.is_empty() || value.starts_with([' ', '\t', '/', ':']);
    (word && !blank).then_some((key, value))
}
