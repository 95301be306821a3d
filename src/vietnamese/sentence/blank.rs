//! What somebody meant to fill in later (chỗ để trống): `xx/xx tổ`, `N đoàn viên`,
//! `đạt …%`, `TODO`, `[số]`. What a person may rightly have meant so is none: the Roman
//! XX, an ellipsis that closes a list, a remark in brackets.

use std::ops::Range;

use super::dots;
use super::prompt;
use super::vocabulary::{COUNTED, LABELS, TAKING, one_of};
use crate::vietnamese::Words;

/// A place that was left to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Blank {
    /// In bytes of the text.
    pub span: Range<usize>,
    /// Whether nothing else can be meant.
    pub sure: bool,
    /// Whether it asks for what is to be typed, as models do: `[tên đơn vị]`.
    pub asks: bool,
}

impl Blank {
    pub(super) fn sure(span: Range<usize>) -> Self {
        Blank { span, sure: true, asks: false }
    }
}

/// Every blank of a text, in order, none within another.
pub(crate) fn blanks(words: &Words<'_>) -> Vec<Blank> {
    let text = words.text();
    let mut found = prompt::prompts(text);
    found.extend(dots::rows(text).into_iter().map(Blank::sure));
    found.extend(letters(words).into_iter().map(Blank::sure));
    found.sort_by_key(|blank| (blank.span.start, std::cmp::Reverse(blank.span.end)));
    let mut end = 0;
    found.retain(|blank| {
        let apart = blank.span.start >= end;
        end = end.max(blank.span.end);
        apart
    });
    found
}

/// Letters in the place of numbers, and words that say that something is to be done.
fn letters(words: &Words<'_>) -> Vec<Range<usize>> {
    let text = words.text();
    let mut found = asked_marks(text);
    let mut i = 0;
    while i < words.len() {
        match letter(words, i) {
            Some(length) => {
                let span = words.span(i..i + length);
                let percent = usize::from(text[span.end..].starts_with('%'));
                found.push(span.start..span.end + percent);
                i += length;
            }
            None => {
                found.extend(bare_percent(words, i));
                i += 1;
            }
        }
    }
    found
}

/// `??` in the place of a number; beside a letter it is letters that were lost.
fn asked_marks(text: &str) -> Vec<Range<usize>> {
    let is_alone = |at: usize, length: usize| {
        let (before, behind) = (&text[..at], &text[at + length..]);
        !before.ends_with(char::is_alphanumeric)
            && !behind.trim_start_matches('?').starts_with(char::is_alphanumeric)
    };
    let marks = text.match_indices("??").filter(|(at, marks)| is_alone(*at, marks.len()));
    marks.map(|(at, marks)| at..at + marks.len()).collect()
}

/// How many words from one on are a blank.
fn letter(words: &Words<'_>, i: usize) -> Option<usize> {
    let written = words.written(i);
    if matches!(written, "TODO" | "FIXME") || written == "Lorem" && words.lower(i + 1) == "ipsum" {
        return Some(1);
    }
    if is_row(written) {
        return row(words, i);
    }
    if is_year(written) || words.lower(i) == "todo" && words.gap(i).starts_with(':') {
        return Some(1);
    }
    if written.len() != 1 || !is_asked(words, i) {
        return None;
    }
    let pair = words.gap(i) == "/" && words.written(i + 1).len() == 1;
    let is_letter = |i: usize, letters: &str| letters.contains(words.written(i));
    if pair && is_letter(i, "aAxXnNmM") && is_letter(i + 1, "bByYnNmMxX") {
        return counts(words, i + 1).then_some(2);
    }
    (is_letter(i, "nNxX") && counts(words, i)).then_some(1)
}

/// `xx`, `XXX`: the same letter twice or more.
fn is_row(word: &str) -> bool {
    word.len() > 1 && (word.bytes().all(|b| b == b'x') || word.bytes().all(|b| b == b'X'))
}

/// `xx/xx`, `xx% đoàn viên`, `ngày xx`. In capitals it is a Roman number unless
/// something is counted by it.
fn row(words: &Words<'_>, i: usize) -> Option<usize> {
    let fraction = words.gap(i) == "/" && (is_row(words.written(i + 1)) || is_digits(words, i + 1));
    if fraction {
        return Some(2);
    }
    let before = words.lower(i.wrapping_sub(1));
    let dated = i > 0 && words.joined(i - 1) && one_of("ngày tháng", before);
    let numbered = i > 0 && before == "số" && words.gap(i) == "/";
    let small = words.written(i).starts_with('x');
    let followed = words.gap(i).trim().is_empty() && !words.lower(i + 1).is_empty();
    let is_count = match small {
        true => followed || words.gap(i).starts_with('%'),
        false => counts(words, i) && !is_roman(words, i),
    };
    (dated || numbered || is_count).then_some(1)
}

fn is_digits(words: &Words<'_>, i: usize) -> bool {
    let word = words.lower(i);
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// `20xx`, `202X`
fn is_year(word: &str) -> bool {
    let digits = word.trim_end_matches(['x', 'X']);
    word.len() == 4
        && matches!(digits.len(), 2 | 3)
        && (digits.starts_with("20") || digits.starts_with("19"))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether what stands before a number in capitals takes a Roman one: *Đại hội XX*.
fn is_roman(words: &Words<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|before| words.joined(*before)) else {
        return false;
    };
    let word = words.lower(before);
    one_of(LABELS, word) || one_of("kỷ hội lần lục đảng bộ khóa khoá", word)
}

/// Whether something is counted, or a percent stands, behind a word.
fn counts(words: &Words<'_>, i: usize) -> bool {
    if words.gap(i).starts_with('%') {
        return true;
    }
    let next = words.lower(i + 1);
    let two = || format!("{next}_{}", words.lower(i + 2));
    words.gap(i).trim().is_empty()
        && !next.is_empty()
        && (one_of("triệu tỷ lượt", next) || one_of(COUNTED, next) || one_of(COUNTED, &two()))
}

/// Whether a number is due where a letter stands: behind such a word, or first in its line.
fn is_asked(words: &Words<'_>, i: usize) -> bool {
    let gap = words.gap_before(i);
    let first = i == 0 || gap.contains('\n');
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '*' | ':');
    match first {
        true => gap.chars().all(|c| marks(c) || matches!(c, '.' | ';')),
        false => gap.chars().all(marks) && one_of(TAKING, words.lower(i - 1)),
    }
}

/// `đạt % kế hoạch`: a percent whose number is missing.
fn bare_percent(words: &Words<'_>, i: usize) -> Option<Range<usize>> {
    let gap = words.gap(i);
    let percent = gap.trim_start().strip_prefix('%')?;
    let blank = gap.starts_with(char::is_whitespace) && one_of("đạt chiếm", words.lower(i));
    let next = words.lower(i + 1);
    let over = percent.trim_start().starts_with(['.', ';', ',']) || next.is_empty();
    let start = words.span(i..i + 1).start;
    let at = words.span(i..i + 1).end + gap.len() - gap.trim_start().len();
    (blank && (over || one_of("so kế chỉ tổng", next))).then_some(start..at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        blanks(&Words::of(text)).into_iter().map(|blank| &text[blank.span]).collect()
    }

    #[test]
    fn letters_in_the_place_of_numbers() {
        for (text, blank) in [
            ("Cuối năm xx/xx tổ xếp loại tốt.", "xx/xx"),
            ("Có XX/54 tổ công đoàn.", "XX/54"),
            ("Kết nạp xx đoàn viên, đạt 90%.", "xx"),
            ("Kết nạp XX đoàn viên.", "XX"),
            ("Đạt xx% kế hoạch.", "xx%"),
            ("tỷ lệ đạt XX%", "XX%"),
            ("ngày XX tháng 12", "XX"),
            ("Quyết định số XX/QĐ-CĐCS", "XX"),
            ("năm 20xx", "20xx"),
            ("năm 202X", "202X"),
            ("Kết nạp N đoàn viên mới.", "N"),
            ("- N đoàn viên được biểu dương.", "N"),
            ("có n lượt người dự", "n"),
            ("đạt X% so với cùng kỳ", "X%"),
            ("Có x/y tổ vững mạnh.", "x/y"),
            ("hỗ trợ X triệu đồng", "X"),
            ("TODO: số liệu quý IV", "TODO"),
            ("Kết quả khá. TODO", "TODO"),
            ("Kết nạp ?? đoàn viên", "??"),
            ("thu kinh phí đạt % kế hoạch", "đạt %"),
            ("tỷ lệ nữ chiếm  %.", "chiếm  %"),
        ] {
            assert_eq!(read(text), [blank], "{text}");
        }
    }

    #[test]
    fn letters_that_mean_themselves() {
        for text in [
            "Đại hội XX Đảng Cộng sản Liên Xô; thế kỷ XX; Đại hội lần thứ XX.",
            "Nhiệm kỳ XX, khóa XXX, Chương XX đoàn viên.",
            "Ông Nguyễn Văn X đoàn viên tổ 3; tổ N đoàn viên ít.",
            "mỗi suất 500.000 đồng x 20 suất; 5 x 4 suất",
            "Công ty TNHH X có 20 đoàn viên; vitamin N đoàn viên",
            "theo tỷ lệ %; tăng % đóng góp; đạt % cao nhất",
            "Áo cỡ XXL, máy X quang, tia X; phòng N chuyên môn.",
            "cho y bác sĩ; tặng y, bác sĩ",
            "Bạn nào cũng hỏi: vì sao? Thật không?",
            "ho?t ??ng c?a ?oàn viên, th??ng xuyên",
            "5S, 4.0, lớp 12X2, 2026",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_through(
            text in "(xx|XX|N|x/y|…|\\.\\.\\.|%|đạt|có|đoàn viên|\\[|\\]|\\(|\\)|số|tên|\\n|, | |\\PC){0,24}"
        ) {
            let mut end = 0;
            for blank in blanks(&Words::of(&text)) {
                proptest::prop_assert!(blank.span.start >= end && text.get(blank.span.clone()).is_some());
                end = blank.span.end;
            }
        }
    }
}
