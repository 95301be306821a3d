//! Words repeated where a template, a value and typed text meet: “đạt đạt 100%”, “so với cùng
//! kỳ so với cùng kỳ”.
//!
//! Repetition within one typed text may be intended (“luôn luôn”, “ngày càng ngày càng”), so
//! only repetitions across a border of literals count.

use std::ops::Range;

use super::Fault;
use super::sheet::Block;
use crate::diagnostic::Code;

/// The longest repeated phrase searched for, in syllables.
const LONGEST: usize = 8;

/// Adds the first word or phrase of a block that is repeated across a seam.
pub(super) fn look(block: &Block<'_>, found: &mut Vec<Fault>) {
    // Names of bodies and people aren't composed.
    let names = ["page-number", "signer-name", "parent-body", "issuing-body", "on-behalf", "post"];
    if block.seams.len() < 2 || names.iter().any(|role| block.is(role)) {
        return;
    }
    let seams: Vec<usize> = block.seams.iter().skip(1).map(|(at, _)| *at).collect();
    let words = words(&block.text);
    let phrase = doubled(&block.text, &words, &seams).map(|range| (range, PHRASE));
    let unit = || Some((unit_again(&block.text, &words, &seams)?, UNIT));
    let Some((range, hint)) = phrase.or_else(unit) else { return };
    let message = format!("Trang {}: lặp từ: “{}”", block.page(), block.around(range.clone()));
    found.push(
        Fault::new(Code::PAGE_REPETITION, block.page(), message, hint).of(block.spans(range)),
    );
}

const PHRASE: &str = "bỏ một lần ở hồ sơ; `.rate`, `.change` đã có sẵn “đạt”, “tăng”, “giảm”";
const UNIT: &str = "xóa chữ ngay sau số liệu ở hồ sơ: số liệu in ra đã kèm đơn vị tính";

/// The first phrase that follows itself with a seam inside. `seams` are byte positions in the
/// text, in order.
fn doubled(text: &str, words: &[Range<usize>], seams: &[usize]) -> Option<Range<usize>> {
    (0..words.len()).find_map(|start| {
        (1..=LONGEST).find_map(|length| {
            let phrase = words.get(start..start + 2 * length)?;
            let (first, second) = phrase.split_at(length);
            let same = first
                .iter()
                .zip(second)
                .enumerate()
                .all(|(i, (a, b))| same_word(&text[a.clone()], &text[b.clone()], i == 0));
            if !same {
                return None;
            }
            let range = first.first()?.start..second.last()?.end;
            let (left, right) = (
                seams.partition_point(|s| *s <= range.start),
                seams.partition_point(|s| *s < range.end),
            );
            let word = |at: usize| words.get(at).map(|word| &text[word.clone()]);
            let around = [start.checked_sub(1).and_then(word), word(start + 2)];
            let counts = length > 1 || is_said_once(&text[words[start].clone()], around);
            (left < right && counts && touch(text, phrase)).then_some(range)
        })
    })
}

/// The longest unit of a value, in syllables.
const LONGEST_UNIT: usize = 4;

/// The first word after a value that repeats its unit's first or last word: “120 suất quà
/// suất”, “30 giỏ quà quà”. It may begin a longer word, “05 tổ tổ chức”, so it only counts
/// before punctuation, a number or a link word.
fn unit_again(text: &str, words: &[Range<usize>], seams: &[usize]) -> Option<Range<usize>> {
    let word = |at: usize| words.get(at).map(|word| &text[word.clone()]);
    let again = |number: usize, length: usize| {
        let next = number + length + 1;
        let (last, behind) = (words.get(next - 1)?, words.get(next)?);
        let seam = seams.partition_point(|seam| *seam < last.end);
        let at_seam = seams.get(seam).is_some_and(|seam| *seam <= behind.start);
        let said = word(next)?;
        let same = word(number + 1) == Some(said) || word(next - 1) == Some(said);
        let alone = match words.get(next + 1) {
            Some(after) if touch(text, &[behind.clone(), after.clone()]) => {
                is_link(&text[after.clone()])
            }
            _ => true,
        };
        let found = at_seam && same && alone && touch(text, &words[number..=next]);
        found.then(|| words[number].start..behind.end)
    };
    let is_number =
        |at: &usize| word(*at).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    (0..words.len())
        .filter(is_number)
        .find_map(|number| (1..=LONGEST_UNIT).find_map(|length| again(number, length)))
}

/// Whether a word begins something new, so that the one before it ends a phrase.
fn is_link(word: &str) -> bool {
    const LINKS: [&str; 24] = [
        "cho", "của", "và", "với", "tại", "trong", "ngoài", "các", "những", "đã", "được", "từ",
        "đến", "do", "để", "vào", "theo", "trên", "là", "có", "bằng", "so", "trị", "nhân",
    ];
    LINKS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The byte ranges of the words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (start, is_part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '/')
}

/// Whether only blanks separate the words.
fn touch(text: &str, words: &[Range<usize>]) -> bool {
    let blank = |gap: &str| gap.chars().all(char::is_whitespace);
    words.windows(2).all(|pair| blank(&text[pair[0].end..pair[1].start]))
        && words.iter().any(|w| text[w.clone()].chars().any(char::is_alphabetic))
}

/// Whether two words are equal; the first word of a sentence may be capitalised.
fn same_word(first: &str, second: &str, opens: bool) -> bool {
    if first == second {
        return true;
    }
    let (mut a, mut b) = (first.chars(), second.chars());
    opens
        && a.next().zip(b.next()).is_some_and(|(a, b)| a.to_lowercase().eq(std::iter::once(b)))
        && a.as_str() == b.as_str()
}

/// Whether a syllable is a complete word that is never repeated on purpose: link words, verbs
/// of outcomes, classifiers. Others may end one word and begin the next: “05 tổ tổ chức”,
/// “Công đoàn đoàn kết”, “lao động động viên”, “thiết bị bị hỏng”, or are reduplicated:
/// “người người”, “ngày ngày”, “đời đời”.
fn is_said_once(word: &str, [before, after]: [Option<&str>; 2]) -> bool {
    const ONCE: [&str; 62] = [
        "đạt", "tăng", "giảm", "vượt", "với", "là", "có", "của", "và", "trên", "dưới", "từ", "đến",
        "khoảng", "gần", "hơn", "tại", "do", "được", "cho", "các", "những", "gồm", "theo", "bằng",
        "trong", "lượt", "suất", "lần", "chiếm", "còn", "thêm", "tới", "cuộc", "buổi", "lớp",
        "tặng", "đã", "đang", "sẽ", "vẫn", "cũng", "chưa", "rất", "thì", "mà", "vì", "bởi", "nên",
        "nếu", "nhưng", "hoặc", "như", "ở", "về", "vào", "để", "nhằm", "mọi", "mỗi", "này", "gửi",
    ];
    const BEFORE_NUMBERS: [&str; 9] =
        ["năm", "ngày", "tháng", "quý", "khóa", "thứ", "số", "đợt", "kỳ"];
    let lower = word.to_lowercase();
    let number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) || word.chars().all(|c| "IVXLC".contains(c))
    };
    ONCE.contains(&lower.as_str())
        || lower == "người" && before.is_some_and(number)
        || BEFORE_NUMBERS.contains(&lower.as_str()) && after.is_some_and(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The repeated words of a text whose seams are marked by `|`.
    fn shown(text: &str) -> Option<String> {
        let seams: Vec<usize> =
            text.match_indices('|').enumerate().map(|(i, (at, _))| at - i).collect();
        let text = text.replace('|', "");
        let words = words(&text);
        let range = doubled(&text, &words, &seams).or_else(|| unit_again(&text, &words, &seams));
        range.map(|range| text[range].replace('\u{a0}', " "))
    }

    #[test]
    fn what_is_said_twice_over_a_seam() {
        for (text, expected) in [
            ("thu |đạt |đạt 100% kế hoạch", "đạt đạt"),
            ("sản lượng |tăng|\u{a0}tăng 5%", "tăng tăng"),
            ("giảm |so với cùng kỳ| so với cùng kỳ", "so với cùng kỳ so với cùng kỳ"),
            ("Đạt |đạt 100%", "Đạt đạt"),
            ("trong năm |năm 2026 qua", "năm năm"),
            ("có |20 người| người lao động", "người người"),
            ("kết nạp |12 đoàn viên| đoàn viên mới", "đoàn viên đoàn viên"),
            ("Tỉnh |tặng |tặng Bằng khen", "tặng tặng"),
            ("|12 tổ 12 tổ", ""),
            ("Tặng |120\u{a0}suất quà| suất cho đoàn viên", "120 suất quà suất"),
            ("Tặng |120\u{a0}suất quà| quà, thăm hỏi", "120 suất quà quà"),
            ("Trao |30/30\u{a0}giỏ| quà| quà.", "30/30 giỏ quà quà"),
            ("Sửa |4\u{a0}căn nhà| nhà", "4 căn nhà nhà"),
            ("Chủ tịch |của |của Công đoàn", "của của"),
            ("Công đoàn |đã| đã hoàn thành", "đã đã"),
            ("Trọng tâm |là |là chăm lo", "là là"),
            ("tổ chức |tại| tại hội trường", "tại tại"),
            ("Nghị quyết |về |về việc làm", "về về"),
            ("Ban Chấp hành |sẽ |sẽ ban hành", "sẽ sẽ"),
            ("Kính |gửi |gửi Công đoàn phường", "gửi gửi"),
        ] {
            let expected = Some(expected.to_owned()).filter(|e| !e.is_empty());
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_rightly_said_twice() {
        for text in [
            "luôn luôn |vững mạnh",
            "để |ngày| ngày thêm tiến bộ",
            "|người| người thi đua, |nhà| nhà thi đua",
            "lá cờ |đời |đời vẻ vang, |xanh| xanh một màu",
            "|luôn |luôn vững mạnh; |mãi| mãi; |dần| dần",
            "sửa |thiết bị| bị hỏng",
            "tặng gia đình |chính sách| sách và vở",
            "chất lượng |đồng đều| đều đặn",
            "dần dần, đời đời, người người thi đua|, nhà nhà",
            "|05 tổ| tổ chức sinh hoạt",
            "xây dựng |Công đoàn| đoàn kết",
            "|200 lao động| động viên nhau",
            "|5 năm| năm nào cũng đạt",
            "đạt |100%, |đạt kế hoạch",
            "trình bày báo cáo |Báo cáo số 5",
            "Bà |Nguyễn Thị Thị| trình bày",
            "tỷ lệ |5 5",
            "Có |9\u{a0}tổ công đoàn| tổ chức sinh hoạt",
            "Có |200\u{a0}công nhân| nhân dịp Tết về quê",
            "Tặng |120\u{a0}suất quà|, quà cho con đoàn viên",
            "Khen |12\u{a0}cán bộ| bộ phận may",
            "Tặng 120 suất quà suất cho đoàn viên",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
