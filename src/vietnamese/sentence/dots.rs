//! Rows of dots: a line to be filled in, or the end of a list that could go on.

use std::ops::Range;

use super::vocabulary::{TAKING, one_of};
use crate::vietnamese::text::{is_word, lower};

/// Every row of dots, or of underscores, that is left to be filled in.
pub(super) fn rows(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['…', '_']) && !text.contains("...") {
        return Vec::new();
    }
    let empty = |c: char| matches!(c, '…' | '.' | '_') || c.is_whitespace();
    let inside = text.trim();
    if !inside.is_empty() && inside.chars().all(empty) {
        return std::iter::once(0..text.len()).collect();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['…', '.', '_']).map(|from| at + from) {
        let first = text[start..].chars().next().unwrap_or_default();
        let same = |c: char| if first == '_' { c == '_' } else { matches!(c, '…' | '.') };
        let length = text[start..].find(|c| !same(c)).unwrap_or(text.len() - start);
        at = start + length;
        if is_blank(text, start..at) {
            let row = whole(text, start..at);
            at = row.end;
            found.push(row);
        }
    }
    found
}

/// With what belongs to it: `…/…`, `…%`.
fn whole(text: &str, row: Range<usize>) -> Range<usize> {
    let behind = &text[row.end..];
    if let Some(rest) = behind.strip_prefix('/') {
        let length = rest.find(|c| !matches!(c, '…' | '.')).unwrap_or(rest.len());
        let more = if length == 0 { 0 } else { length + 1 };
        return row.start..row.end + more;
    }
    row.start..row.end + usize::from(behind.starts_with('%'))
}

fn is_blank(text: &str, row: Range<usize>) -> bool {
    let dots = &text[row.clone()];
    if dots.starts_with('_') {
        return dots.len() > 2;
    }
    // The end mark `./.` has no row; a text's own dots are one or two.
    let counted = dots.chars().count();
    let drawn = dots.contains('…');
    if !drawn && counted < 3 {
        return false;
    }
    let before = text[..row.start].chars().next_back();
    // What a quotation leaves out, at either end.
    let behind = &text[row.end..];
    let opened = before.is_some_and(|c| matches!(c, '“' | '"' | '«' | '(' | '['));
    let omitted = opened && behind.starts_with(['”', '"', '»', ')', ']', ' '])
        || behind.starts_with(['”', '»']);
    if omitted || closes_list(text, row.clone()) {
        return false;
    }
    if drawn || counted > 3 {
        return true;
    }
    // Three dots behind a word, or at the end of a line, may only trail off.
    let line = text[..row.start].rsplit('\n').next().unwrap_or_default();
    let rest = behind.split('\n').next().unwrap_or_default().trim_start();
    match rest.is_empty() || rest.starts_with(['.', ';', ',', ')']) {
        true => matches!(line.trim_end().chars().next_back(), None | Some(':' | '-' | '+')),
        false => !before.is_some_and(|c| is_word(c) || c == '”'),
    }
}

/// Whether an ellipsis closes a list that could go on: *hội thao, hội diễn…*; *thăm hỏi,
/// hiếu hỉ… được làm kịp thời*. `dots` are its bytes.
pub(crate) fn closes_list(text: &str, dots: Range<usize>) -> bool {
    let line = text[..dots.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..dots.start];
    let behind = text[dots.end..].split('\n').next().unwrap_or_default();
    let behind = behind.trim_start_matches(['…', '.']).trim_start();
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    let listed = sentence.trim_end().ends_with(',');
    let attached = before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '”' | ')'));
    if !sentence.contains(',') {
        return false;
    }
    if behind.is_empty() || behind.starts_with(['.', ';', ')', '”', ',']) {
        return listed || attached;
    }
    let edge = |c: char| !is_word(c);
    let next = lower(behind.split(edge).next().unwrap_or_default());
    let last = lower(sentence.trim_end().rsplit(edge).next().unwrap_or_default());
    one_of(GOING_ON, &next) && !listed && !one_of(TAKING, &last)
}

/// What a sentence goes on with behind a list.
const GOING_ON: &str = "được đã đều và nhằm góp cho luôn thường kịp cũng tiếp đúng để của trong tại với theo do \
    từ vào";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        rows(text).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn lines_to_be_filled_in() {
        for (text, blank) in [
            ("Kết nạp … đoàn viên.", "…"),
            ("Đạt ...% kế hoạch.", "...%"),
            ("Số …/… của Công đoàn phường", "…/…"),
            ("Số .../... của", ".../..."),
            ("tổ chức ..... buổi", "....."),
            ("Kết nạp ... đoàn viên", "..."),
            ("Họ tên: ______", "______"),
            ("Số đoàn viên: ...", "..."),
            ("Trong năm, kết nạp… đoàn viên", "…"),
            ("Trong năm, theo Kế hoạch số … của phường", "…"),
            ("…", "…"),
            (" .... ", " .... "),
        ] {
            assert_eq!(read(text), [blank], "{text}");
        }
    }

    #[test]
    fn lists_that_could_go_on() {
        for text in [
            "Hội thao, hội thi, hội diễn…",
            "Hội thao, hội thi, ...; văn nghệ.",
            "Thăm hỏi, hiếu hỉ, ốm đau… được làm kịp thời.",
            "Thăm hỏi, hiếu hỉ, ốm đau ... được làm kịp thời.",
            "Qua Zalo, Facebook, …; họp tổ.",
            "Khẩu hiệu “… vì người lao động”, “Vì …”.",
            "Hội diễn văn nghệ...",
            "phong trào “Người nông trường” ...",
            "(…) và [...]",
            "__đậm__, v.v. và 1.000./.",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
