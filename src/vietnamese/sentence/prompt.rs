//! Brackets that ask for something, as models have them (lời nhắc): `[tên đơn vị]`,
//! `(ghi rõ số lượng)`, `[...]`, `(điền sau)`.

use super::blank::Blank;
use crate::vietnamese::fold;

/// Whole contents that can't mean anything else, in brackets that running text hasn't.
const ASKED: [&str; 9] =
    ["số", "số liệu", "tên", "ngày", "họ tên", "họ và tên", "đơn vị", "số lượng", "nội dung"];

/// Whole contents that put something off, in any brackets: `(điền kinh)` is a sport.
#[rustfmt::skip]
const LATER: [&str; 19] = [
    "điền", "điền sau", "điền số", "điền số liệu", "điền tên", "điền vào", "bổ sung sau", "bổ sung số liệu",
    "cần bổ sung", "sẽ bổ sung", "cập nhật sau", "cập nhật số liệu", "ghi sau", "chờ số liệu", "kiểm tra lại",
    "xem lại", "hỏi lại", "?", "todo",
];

/// What a prompt begins with.
const ASKING: [&str; 14] = [
    "tên",
    "họ",
    "số",
    "ngày",
    "nội dung",
    "địa danh",
    "địa điểm",
    "chức",
    "ghi",
    "điền",
    "nêu",
    "đơn vị",
    "thời gian",
    "nhập",
];

/// Beginnings of a prompt in round brackets, which otherwise contain remarks.
#[rustfmt::skip]
const TELLING: [&str; 12] = [
    "ghi rõ", "ghi tên", "ghi số", "nêu rõ", "nêu cụ thể", "điền tên", "điền số", "điền ngày", "điền rõ", "điền vào",
    "điền nội dung", "điền đầy đủ",
];

/// No prompt is longer, in bytes.
const LONGEST: usize = 60;

/// Every bracket of a text that asks, or is left empty.
pub(super) fn prompts(text: &str) -> Vec<Blank> {
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('<', '>'), ('(', ')')] {
        for (start, _) in text.match_indices(open) {
            let ahead = &text[start + 1..];
            let Some(length) = ahead.find(close).filter(|length| *length <= LONGEST) else {
                continue;
            };
            let end = start + 1 + length + 1;
            // `[tên](địa chỉ)` is a link.
            let link = open == '[' && text[end..].starts_with('(');
            let inside = fold(&ahead[..length]);
            let (sure, asks) = (!link && is_sure(open, &inside), !link && asks(open, &inside));
            if sure || asks {
                found.push(Blank { span: start..end, sure, asks });
            }
        }
    }
    found
}

fn is_sure(open: char, inside: &str) -> bool {
    let round = open == '(';
    // `(…)` marks an omission in a quotation.
    let empty = inside.chars().all(|c| matches!(c, '.' | '…' | '_' | ' '));
    let held = ASKED.contains(&inside) || empty;
    held && !round || LATER.contains(&inside)
}

fn asks(open: char, inside: &str) -> bool {
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            let rest = inside.strip_prefix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
        })
    };
    if open == '(' { begins(&TELLING) } else { begins(&ASKING) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_asks_for() {
        for (text, sure) in [
            ("[tên đơn vị] đã", false),
            ("đồng chí <họ tên>", true),
            ("có (ghi rõ số lượng) đoàn viên", false),
            ("[Ngày tháng]", false),
            ("Kết nạp [số] đoàn viên", true),
            ("Kết nạp [...] đoàn viên", true),
            ("Kết nạp 12 (điền sau) đoàn viên", true),
            ("Kết nạp 12 (?) đoàn viên", true),
        ] {
            let found = prompts(text);
            assert_eq!(found.iter().map(|blank| blank.sure).collect::<Vec<_>>(), [sure], "{text}");
        }
        for text in [
            "(số liệu tính đến 30/11)",
            "[xem](https://a.vn)",
            "x < y > z",
            "(nữ 12 đồng chí)",
            "(ghi nhận 3 sáng kiến)",
            "hội thao (điền kinh, bóng bàn)",
            "“(…) vì đoàn viên”",
            "[1]",
            "",
        ] {
            assert_eq!(prompts(text), [], "{text}");
        }
    }
}
