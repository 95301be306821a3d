//! Blanks and clashing punctuation on the page, left where a clause is missing.

use std::ops::Range;

use crate::source::Path;
use crate::vietnamese::sentence::closes_list;
use crate::vietnamese::slug;

use super::Fault;
use super::sheet::Block;
use crate::diagnostic::Code;

/// Adds the punctuation faults of a block.
pub(super) fn look(block: &Block<'_>, found: &mut Vec<Fault>) {
    if BARE.iter().any(|role| block.is(role)) {
        return;
    }
    let typed = |at: usize| !block.seams.iter().any(|(start, _)| *start == at);
    let Some((range, kind)) = first(&block.text, &typed) else { return };
    // A dash in a table cell means that there is nothing.
    if kind == Kind::Empty && block.runs.iter().all(|run| run.cell) {
        return;
    }
    let around = block.around(range.clone());
    let (what, hint) = match kind {
        Kind::Blank => {
            ("còn chỗ trống", "điền nội dung ở hồ sơ; dấu “…” khép lại một chuỗi thì ghi “v.v.”")
        }
        Kind::Clash => ("dấu câu dính nhau", "bỏ bớt một dấu ở hồ sơ, hoặc điền phần còn thiếu"),
        Kind::Empty => ("thiếu chữ bên dấu câu", "điền phần còn thiếu ở hồ sơ"),
    };
    let message = format!("Trang {}: {what}: “{around}”", block.page());
    let fault = match LETTERHEAD.iter().find(|(role, ..)| block.is(role)) {
        Some((_, field, hint)) => Fault {
            path: Some(Path::root().key("organization").key(*field)),
            ..Fault::new(Code::PAGE_MARKS, block.page(), message, hint)
        },
        None => Fault::new(Code::PAGE_MARKS, block.page(), message, hint).of(block.spans(range)),
    };
    found.push(fault);
}

/// Layout elements that consist of a number or punctuation only.
const BARE: [&str; 4] = ["page-number", "issuing-body-mark", "subject-mark", "end-mark"];

/// Parts of the letterhead taken from the organisation: the role on the page, the field, and
/// what to type.
const LETTERHEAD: [(&str, &str, &str); 2] = [
    ("document-number", "symbol", "ghi ký hiệu của công đoàn ở organization: `symbol: CĐCS`"),
    ("place-date", "place", "ghi địa danh ở organization, ví dụ `place: Hà Nội`, và ngày ở papers"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `…`: an unknown value.
    Blank,
    /// `,.`
    Clash,
    /// `()`, or a paragraph that begins with punctuation.
    Empty,
}

/// The first punctuation fault of a text. `typed` returns whether a byte belongs to the same
/// literal as the text before it.
fn first(text: &str, typed: &dyn Fn(usize) -> bool) -> Option<(Range<usize>, Kind)> {
    let opening = text.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c));
    let start = text.len() - opening.len();
    let lone = opening.is_empty() && !text.is_empty() && text.contains(is_dash);
    if lone || opening.starts_with([',', ';', ':', '.']) && !opening.starts_with("./.") {
        return Some((0..start + opening.chars().next().map_or(0, char::len_utf8), Kind::Empty));
    }
    let mut last: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        if c == '…' && !(typed(at) && closes_list(text, at..at + c.len_utf8())) {
            return Some((at..at + c.len_utf8(), Kind::Blank));
        }
        if c.is_whitespace() {
            continue;
        }
        if let Some((start, before)) = last
            && let Some(kind) = clash(text, start, before, at, c)
        {
            return Some((start..at + c.len_utf8(), kind));
        }
        last = Some((at, c));
    }
    None
}

/// The fault of two characters separated by blanks only.
fn clash(text: &str, start: usize, before: char, at: usize, c: char) -> Option<Kind> {
    let touching = start + before.len_utf8() == at;
    match (before, c) {
        // A row of dots is examined separately.
        (',' | ';' | ':', '.') if text[at..].starts_with("...") => None,
        (',' | ';' | ':', ',' | ';' | ':' | '.' | '!' | '?') => Some(Kind::Clash),
        ('(', ')' | ',' | ';') | ('“', '”') => Some(Kind::Empty),
        (',' | ';' | ':', ')') => Some(Kind::Empty),
        ('!' | '?', '.' | ';' | ',') if touching => Some(Kind::Clash),
        ('.', '.') if touching => dots(text, start),
        ('.', ',' | ';' | ':') if touching && ends_sentence(&text[..start]) => Some(Kind::Clash),
        _ => None,
    }
}

/// Two dots are one too many. Three close an enumeration typed by a person; more are a line
/// to be filled in.
fn dots(text: &str, start: usize) -> Option<Kind> {
    let first = text[..start].trim_end_matches('.').len();
    let count = text[first..].bytes().take_while(|b| *b == b'.').count();
    match count {
        2 => Some(Kind::Clash),
        3 => None,
        _ => Some(Kind::Blank),
    }
}

/// Whether the word before a dot is a full one, so that the dot ends a sentence: not `Co.`,
/// `TP.`, `v.v.`, `tr.`.
fn ends_sentence(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let small = word.starts_with(char::is_lowercase) && word.chars().count() > 1;
    !word.contains('.') && small && slug(word).contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '+' | '*' | '•')
}

#[cfg(test)]
mod tests {
    use super::{Kind, first};

    #[test]
    fn a_clause_that_went_missing_is_seen() {
        for (text, kind) in [
            ("Tỷ lệ … đoàn viên.", Kind::Blank),
            ("Ngày ........ tháng", Kind::Blank),
            ("- Có 5 tổ, . Hết", Kind::Clash),
            ("“Đoàn kết - Đổi mới”,.", Kind::Clash),
            ("các việc sau:;", Kind::Clash),
            ("vững mạnh.;", Kind::Clash),
            ("tiến bộ!.", Kind::Clash),
            ("đã xong..", Kind::Clash),
            ("Đoàn viên () dự.", Kind::Empty),
            ("phương châm “”", Kind::Empty),
            ("(kèm theo,)", Kind::Empty),
            ("-\u{a0}.", Kind::Empty),
            ("-\u{a0}", Kind::Empty),
            (", trong đó có 5 nữ.", Kind::Empty),
        ] {
            // A value begins at each ellipsis.
            let found = first(text, &|_| false).map(|(_, kind)| kind);
            assert_eq!(found, Some(kind), "{text}");
        }
    }

    #[test]
    fn what_people_rightly_write_passes() {
        for text in [
            "vật tư, thiết bị, v.v.; các khoản khác.",
            "Công ty Minh Họa Co., Ltd. và Công ty An Phú (TP. Huế).",
            "Phong trào “Xanh, sạch, đẹp”, “Giỏi việc nước!”; “Vì sao?”.",
            "Trên đây là Báo cáo./.",
            "./.",
            "Tỷ lệ 1:1, lúc 7:30, xem https://vi.du/a.b?c=1; thư a.b@c.vn.",
            "Số 12/QĐ-CĐCS, tr. 5; t.5.",
            "hội thao, hội thi, ...",
            "(1) Đoàn viên; (2) người lao động.",
            "- Một.",
            "-5°C",
            "1.264 tấn, 38,5 kg/giờ.",
        ] {
            assert_eq!(first(text, &|_| true), None, "{text}");
        }
    }

    #[test]
    fn only_an_enumeration_ends_in_an_ellipsis() {
        for (text, right) in [
            ("Hội thao, hội diễn…", true),
            ("Qua Zalo, Facebook, …; họp tổ.", true),
            ("(thể dục, thể thao…).", true),
            ("Tỷ lệ đạt ….", false),
            ("Thăm hỏi, tặng quà cho … đoàn viên.", false),
            ("Họp…", false),
        ] {
            assert_eq!(first(text, &|_| true).is_none(), right, "{text}");
        }
        assert!(first("Hội thao, hội diễn…", &|_| false).is_some(), "a value that isn't known");
    }
}
