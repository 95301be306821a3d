//! Numbers typed into running text that count something.

use std::ops::Range;

use crate::vietnamese::Number;

/// A number of two digits or more in running text, with a blank behind it.
pub(crate) struct TypedNumber {
    pub number: Number,
    pub span: Range<usize>,
}

/// Words before a number that make it no count: of a year, a document, a day;
/// or a rough one.
const BEFORE: [&str; 22] = [
    "số", "năm", "ngày", "tháng", "quý", "khóa", "thứ", "kỳ", "điều", "khoản", "đoạn", "tuổi",
    "tầng", "trên", "hơn", "gần", "khoảng", "chừng", "độ", "dưới", "quá", "lên",
];

pub(crate) fn typed_numbers(text: &str) -> Vec<TypedNumber> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with("{{") {
            at = text[at..].find("}}").map_or(text.len(), |close| at + close + 2);
            continue;
        }
        match c {
            '“' => quoted = true,
            '”' | '\n' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
        if !c.is_ascii_digit() {
            at += c.len_utf8();
            continue;
        }
        let end = text[at..]
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .map_or(text.len(), |end| at + end);
        let digits = text[at..end].trim_end_matches(['.', ',']);
        let (span, before) = (at..at + digits.len(), &text[..at]);
        let word =
            before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let counts = !quoted
            && text[span.end..].starts_with(' ')
            && before.chars().next_back().is_none_or(|c| c == ' ' || c == '(' || c == '\n')
            && !BEFORE.contains(&word.to_lowercase().as_str());
        if counts
            && let Ok(number) = Number::parse(digits)
            && number >= 10_u32.into()
        {
            all.push(TypedNumber { number, span });
        }
        at = end;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_running_text() {
        let text = "Có 412 đoàn viên (331 nữ), {{ x }} 12 tổ; năm 2026, số 24 ngày 18/1, “01 triệu sáng kiến”, \
                    hơn 300 người, 56/60 đơn vị, 12%, 5 tổ, 3-15 người, 1.250 suất quà.";
        let found: Vec<_> = typed_numbers(text).iter().map(|t| &text[t.span.clone()]).collect();
        assert_eq!(found, ["412", "331", "12", "1.250"]);
    }
}
