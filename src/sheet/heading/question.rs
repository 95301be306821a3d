//! Headings that ask for what a title names, like the questions of an online form.

use crate::vietnamese::fold;

use super::{is_year, unmarked};

/// Words of a question without relevance for its subject.
#[rustfmt::skip]
const EMPTY_WORDS: [&str; 38] = [
    "câu", "mục", "chỉ tiêu", "đề nghị", "xin", "vui lòng", "hãy", "cho biết", "nhập", "ghi", "điền",
    "chọn", "kê khai", "báo cáo", "số liệu", "tổng số", "tổng", "ts", "số", "là bao nhiêu", "bao nhiêu",
    "của đơn vị", "tại đơn vị", "đơn vị", "hiện nay", "hiện có", "trong kỳ", "tính đến ngày",
    "tính đến", "ngày", "tháng", "về", "các", "bắt buộc", "nếu có", "ví dụ", "thực hiện", "kết quả",
];

/// A heading prepared for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    folded: String,
    /// Without number, brackets and punctuation.
    question: String,
}

impl Heading {
    pub fn of(text: &str) -> Self {
        let folded = fold(&unmarked(text));
        Heading { question: question(&folded), folded }
    }

    /// The full form, and the one without additions.
    pub fn forms(&self) -> [&str; 2] {
        [&self.folded, &self.question]
    }

    /// Whether it equals a title, folded.
    pub fn is(&self, title: &str) -> bool {
        self.folded == title || self.question == title
    }

    /// Whether it asks for what a folded title names.
    ///
    /// *3. Đề nghị đơn vị cho biết Tổng số đoàn viên tính đến 30/11/2026 (người)* asks for
    /// *Tổng số đoàn viên*; *Tổng số đoàn viên nữ* doesn't: the words beside the title must
    /// have no content.
    pub fn asks_for(&self, title: &str) -> bool {
        let around = around(&self.question, title);
        around.is_some_and(|(before, behind)| says_nothing(before) && says_nothing(behind))
    }
}

/// The text before and after the whole words of a title.
fn around<'t>(text: &'t str, title: &str) -> Option<(&'t str, &'t str)> {
    let bare = title.strip_prefix("tổng số ").or_else(|| title.strip_prefix("số "));
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    [Some(title), bare].into_iter().flatten().filter(|words| !words.is_empty()).find_map(|words| {
        text.match_indices(words).map(|(at, _)| (&text[..at], &text[at + words.len()..])).find(
            |(before, behind)| edge(before.chars().next_back()) && edge(behind.chars().next()),
        )
    })
}

/// A folded heading without its number, form marks at its end, and brackets without content:
/// *(người)* is dropped, *(nữ)* and, for *(triệu đồng)*, *(đồng)* are kept.
fn question(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some(open) = rest.find(['(', '[']) {
        let Some(length) = rest[open..].find([')', ']']) else { break };
        let close = open + length;
        out += &rest[..open];
        let inside = rest[open + 1..close].trim().trim_end_matches(['.', '*']);
        let is_remark = PEOPLE.contains(&inside) || says_nothing(inside);
        if !is_remark {
            out += &rest[open..=close];
        }
        rest = &rest[close + 1..];
    }
    out += rest;
    fold(without_number(out.trim()).trim_end_matches(['*', '?', ':', '.', ' ']))
}

/// Nouns for people, whichever one the catalogue uses.
const PEOPLE: [&str; 4] = ["người", "đồng chí", "đ/c", "đv"];

/// *3.*, *2.1)*, *IV -*, *a)*, *câu 3:* before a heading.
fn without_number(text: &str) -> &str {
    let text = text.strip_prefix("câu ").unwrap_or(text);
    let numeral = |word: &str| {
        let marks = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        let roman = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        !word.is_empty() && (marks || roman || word.chars().count() == 1)
    };
    let Some(end) = text.find(['.', ')', ':', '-', '/', ' ']) else { return text };
    // The number 2.1. includes its last dot.
    let end = text[end..].find(|c: char| !matches!(c, '.' | '0'..='9')).map_or(end, |n| end + n);
    let (number, rest) = text.split_at(end);
    let (number, bare) = (number.trim_end_matches('.'), rest.trim_start());
    let marked = text[..end].ends_with('.') || bare.starts_with([')', ':', '-', '/']);
    let counted = number.chars().all(|c| c.is_ascii_digit() || c == '.') && !number.is_empty();
    match numeral(number) && (marked || counted) {
        true => bare.trim_start_matches([')', ':', '-', '/', ' ']),
        false => text,
    }
}

fn says_nothing(text: &str) -> bool {
    let mut text = text.trim();
    let mut in_date = false;
    'words: while !text.is_empty() {
        // Dates and punctuation; a year only within a date, since another year is another
        // figure, and so is a percentage.
        let marks = text.find(char::is_alphabetic).unwrap_or(text.len());
        if marks > 0 {
            let mut words =
                text[..marks].split(|c: char| !c.is_ascii_digit() && !"/.-".contains(c));
            if text[..marks].contains('%') || words.any(is_year) && !in_date {
                return false;
            }
            text = &text[marks..];
            continue;
        }
        let year = in_date.then_some("năm");
        in_date = text.starts_with("tháng ") || in_date && text.starts_with("năm ");
        for words in EMPTY_WORDS.into_iter().chain(year) {
            if let Some(rest) = text.strip_prefix(words)
                && !rest.starts_with(char::is_alphanumeric)
            {
                text = rest.trim_start();
                continue 'words;
            }
        }
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_name_what_they_ask() {
        for (heading, title) in [
            ("TỔNG SỐ\nĐOÀN VIÊN", "Tổng số đoàn viên"),
            ("3. Tổng số đoàn viên (người)", "Tổng số đoàn viên"),
            ("2.1) Đoàn viên nữ *", "Đoàn viên nữ"),
            ("Câu 3: Tổng số đoàn viên?", "Tổng số đoàn viên"),
            ("IV. Vụ tai nạn lao động [bắt buộc]", "Vụ tai nạn lao động"),
            ("a) Số vụ tai nạn lao động", "Vụ tai nạn lao động"),
            (
                "5. Đề nghị đơn vị cho biết Tổng số đoàn viên của đơn vị tính đến ngày 30/11/2026 \
                 là bao nhiêu? (người)",
                "Tổng số đoàn viên",
            ),
            ("Số đoàn viên", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên Thực hiện", "Tổng số đoàn viên"),
            ("Đoàn viên (tính đến ngày 30 tháng 11 năm 2026) (người)", "Tổng số đoàn viên"),
            ("2. Đoàn viên (ví dụ: 412)", "Tổng số đoàn viên"),
            ("8. Tổng thu (triệu đồng)", "Tổng thu (triệu đồng)"),
            ("Tổng số đoàn viên nữ", "Đoàn viên nữ"),
        ] {
            let (heading, title) = (Heading::of(heading), fold(title));
            assert!(heading.is(&title) || heading.asks_for(&title), "{heading:?}");
        }
        for (heading, title) in [
            ("Tổng số đoàn viên nữ", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên tham gia bảo hiểm", "Tổng số đoàn viên"),
            ("Đoàn viên mới", "Đoàn viên nữ"),
            ("Đoàn viên (nữ)", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên năm 2025", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên 2025", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên (%)", "Tổng số đoàn viên"),
            ("Tổng số đoàn viên Kế hoạch", "Tổng số đoàn viên"),
            ("Tổng thu (đồng)", "Tổng thu"),
            ("Tổng thu (đồng)", "Tổng thu (triệu đồng)"),
            ("Công đoàn viên chức", "Đoàn viên"),
            ("", "Đoàn viên"),
        ] {
            let (heading, title) = (Heading::of(heading), fold(title));
            assert!(!heading.is(&title) && !heading.asks_for(&title), "{heading:?}");
        }
    }
    #[test]
    fn numbers_before_headings() {
        for (typed, bare) in [
            ("3. mã", "mã"),
            ("3 mã", "mã"),
            ("2.1. mã", "mã"),
            ("ii) mã", "mã"),
            ("i/ mã", "mã"),
            ("mã", "mã"),
            ("a mã", "a mã"),
            ("tên: mã", "tên: mã"),
            ("", ""),
        ] {
            assert_eq!(without_number(typed), bare, "{typed}");
        }
    }
}
