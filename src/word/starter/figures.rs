//! Figures in running text, in the grammar of a dossier's figures.
//!
//! Prefers a miss to a false match: the number of a year, a date, a paper, an article or a
//! name isn't a figure, nor is a number in quotation marks.

use crate::dossier::{Amount, Quantity};

/// A figure as written: *52 lượt đoàn viên*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub text: String,
    /// The counted noun.
    pub unit: String,
}

/// Words before a number that make it a name or a part of a date.
const NAMED: &[&str] = &[
    "số",
    "năm",
    "tháng",
    "ngày",
    "quý",
    "khóa",
    "khoá",
    "thứ",
    "điều",
    "khoản",
    "điểm",
    "lục",
    "bảng",
    "biểu",
    "mục",
    "phần",
    "chương",
    "tầng",
    "hạng",
    "bậc",
    "đoạn",
    "kỳ",
    "lúc",
    "hồi",
    "quận",
    "phường",
    "khối",
    "nhóm",
    "trang",
    "phòng",
    "mã",
    "lần thứ",
    "giai",
    "tuần",
    "covid",
    "đường",
    "km",
    "ca",
    "tiết",
    "giờ",
    "rằm",
    "mùng",
    "mồng",
];

/// Words that end a counted noun.
const STOPS: &[&str] = &[
    "và", "là", "với", "trong", "của", "cho", "để", "đã", "được", "bị", "do", "tại", "ở", "từ",
    "đến", "theo", "so", "về", "trên", "dưới", "có", "gồm", "tăng", "giảm", "bằng", "thì", "mà",
    "khi", "nhân", "như", "hoặc", "hay", "đạt", "tham", "dự", "tặng", "trị", "đăng", "nghe", "sau",
    "trước", "này", "đó", "kia", "ký", "thu", "chi", "nộp", "trở", "vào", "ra", "lên", "xuống",
    "không", "chưa", "đều", "mỗi", "cùng", "nên", "vì", "nhưng", "còn", "sẽ", "phải", "cần",
    "hưởng", "thực", "hoàn", "vượt", "tiếp", "bình", "tự", "tình", "mắc", "gặp", "thuộc", "qua",
    "mới", "ít", "nhiều", "hơn", "nhất", "các", "những", "toàn", "biết", "hiện", "tích", "con",
];

/// The figures of a text, in their order.
pub fn of(text: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
        if !c.is_ascii_digit() {
            at += c.len_utf8();
            continue;
        }
        let end = number_end(text, at);
        let mut next = end;
        if !quoted && let Some((phrase, behind)) = phrase(text, at, end) {
            next = behind;
            found.push(phrase);
        }
        at = next.max(end);
    }
    found
}

/// The end of the digits, dots and commas of a number.
fn number_end(text: &str, from: usize) -> usize {
    let end = text[from..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let end = end.map_or(text.len(), |end| from + end);
    from + text[from..end].trim_end_matches(['.', ',']).len()
}

fn phrase(text: &str, from: usize, end: usize) -> Option<(Phrase, usize)> {
    let before = &text[..from];
    let glued =
        before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "/-–_.,".contains(c));
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let word = |at: usize| {
        words.get(at).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    };
    // The text after a comma belongs to something else.
    let parted = words.first().is_some_and(|w| w.ends_with([',', ';', ':', '.', ')']));
    let is_named = !parted && word(0).is_some_and(|word| NAMED.contains(&word.as_str()));
    if glued || is_named {
        return None;
    }
    let (amount_end, second) = second_number(text, end);
    if is_year(&text[from..end]) || is_day(text, from, end, second) || is_code(text, amount_end) {
        return None;
    }
    // "2.700.000đ"
    if let Some(rest) = text[amount_end..].strip_prefix('đ')
        && !rest.starts_with(char::is_alphabetic)
    {
        let phrase = format!("{} đồng", &text[from..amount_end]);
        let reads = Quantity::parse(&phrase).is_ok();
        return reads.then(|| {
            (Phrase { text: phrase, unit: "đồng".to_owned() }, amount_end + 'đ'.len_utf8())
        });
    }
    let mut at = amount_end;
    let rest = &text[at..];
    if let Some(percent) = rest.find('%').filter(|p| rest[..*p].trim().is_empty()) {
        at += percent + 1;
    }
    let unit_from = at;
    at = unit_end(text, at);
    let unit = text[unit_from..at].trim();
    let is_span = unit == "tháng" && matches!(&text[from..amount_end], "6" | "9" | "12");
    if is_span || is_age_or_period(unit, &text[at..]) {
        return None;
    }
    let phrase = text[from..at].trim().to_owned();
    let reads = Quantity::parse(&phrase).is_ok_and(|quantity| {
        matches!(quantity.amount, Amount::Number(_) | Amount::Range(..) | Amount::Ratio(..))
    });
    reads.then(|| (Phrase { text: phrase, unit: unit.to_owned() }, at))
}

/// The second number of `11/13`, `10 - 12`, `08 đến 10`: where it ends, and its text.
fn second_number(text: &str, end: usize) -> (usize, Option<&str>) {
    let rest = &text[end..];
    for link in ["/", "-", "–", " - ", " – ", " đến "] {
        if let Some(more) = rest.strip_prefix(link)
            && more.starts_with(|c: char| c.is_ascii_digit())
        {
            let from = end + link.len();
            let to = number_end(text, from);
            return (to, text.get(from..to));
        }
    }
    (end, None)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && digits.chars().all(|c| c.is_ascii_digit())
        && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether two numbers are a date: with a third, without a unit, or a holiday.
fn is_day(text: &str, from: usize, end: usize, second: Option<&str>) -> bool {
    let Some(second) = second else { return false };
    let (Ok(day), Ok(month)) = (text[from..end].parse::<u32>(), second.parse::<u32>()) else {
        return is_year(second);
    };
    let behind = text[end..].trim_start_matches(|c: char| c.is_ascii_digit() || "/-– ".contains(c));
    let third = text[end..].chars().skip(1).find(|c| !c.is_ascii_digit());
    let has_third = matches!(third, Some('/' | '-')) && behind.len() < text[end..].len();
    let is_possible = (1..=31).contains(&day) && (1..=12).contains(&month);
    const HOLIDAYS: [(u32, u32); 14] = [
        (1, 6),
        (8, 3),
        (20, 10),
        (27, 7),
        (22, 12),
        (2, 9),
        (30, 4),
        (1, 5),
        (26, 3),
        (19, 5),
        (28, 7),
        (20, 11),
        (28, 6),
        (3, 2),
    ];
    let counted = behind.starts_with(char::is_lowercase) || behind.starts_with('%');
    is_year(second)
        || month > 1900
        || is_possible && (has_third || HOLIDAYS.contains(&(day, month)) || !counted)
}

/// Whether a number is that of a paper, `41/CĐX-VP`, or glued to letters, `5S`.
fn is_code(text: &str, end: usize) -> bool {
    let mut letters = text[end..].chars();
    match letters.next() {
        Some('/' | '-' | '–') => {
            letters.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        }
        Some('đ') => letters.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphabetic(),
        None => false,
    }
}

/// The end of the counted noun.
fn unit_end(text: &str, from: usize) -> usize {
    /// Words that count by themselves, before what they are of.
    const MEASURES: [&str; 18] = [
        "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "lượt", "suất", "phần", "căn", "cuộc", "buổi", "tổ",
        "cháu", "chuyến", "gia", "kỳ", "đợt", "lớp",
    ];
    /// More words than a name has that is counted: a sentence goes on.
    const MOST: usize = 5;
    let mut ends = Vec::new();
    let mut end = from;
    let mut is_measure = false;
    while ends.len() < MOST {
        let Some(rest) = text[end..].strip_prefix([' ', '\u{a0}']) else { break };
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = &rest[..length];
        let lower = word.to_lowercase();
        if word.is_empty()
            || STOPS.contains(&lower.as_str())
            || word.starts_with(char::is_uppercase)
        {
            break;
        }
        is_measure |= ends.is_empty() && MEASURES.contains(&lower.as_str());
        end = text.len() - rest.len() + length;
        ends.push(end);
    }
    // Most nouns have two syllables; longer ones are recognised by their end.
    let count = match ends.len() {
        MOST.. => {
            if is_measure {
                3
            } else {
                2
            }
        }
        count if is_measure => count.min(3),
        count => count,
    };
    let mut end = count.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(from);
    // "triệu đồng/người/tháng"
    while let Some(rest) = text[end..].strip_prefix('/')
        && rest.starts_with(char::is_lowercase)
    {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        end += 1 + length;
    }
    end
}

/// *12 tháng tuổi*, *6 tháng đầu năm*, *8 giờ*.
fn is_age_or_period(unit: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let first = unit.split(' ').next().unwrap_or_default();
    unit.contains("tuổi")
        || rest.starts_with("tuổi")
        || matches!(first, "giờ" | "h")
        || first == "tháng"
            && ["đầu", "cuối", "năm"]
                .iter()
                .any(|word| unit.contains(word) || rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        of(text).into_iter().map(|phrase| phrase.text).collect()
    }

    #[test]
    fn figures_in_sentences() {
        for (text, expected) in [
            (
                "Thăm hỏi 47 lượt đoàn viên, số tiền 23.500.000 đồng.",
                vec!["47 lượt đoàn viên", "23.500.000 đồng"],
            ),
            ("đạt 97,5% kế hoạch", vec!["97,5% kế hoạch"]),
            ("giải quyết 17/19 kiến nghị", vec!["17/19 kiến nghị"]),
            ("thu nhập 8,3 triệu đồng/người/tháng", vec!["8,3 triệu đồng/người/tháng"]),
            ("từ 06 đến 09 đoàn viên ưu tú", vec!["06 đến 09 đoàn viên ưu tú"]),
            ("số tiền 2.700.000đ, đạt", vec!["2.700.000 đồng"]),
            ("có 412 đoàn viên, nữ 331", vec!["412 đoàn viên", "331"]),
        ] {
            assert_eq!(phrases(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_figures() {
        for text in [
            "năm 2026",
            "ngày 15/3/2026",
            "dịp 1-6 và 20/10",
            "Công văn số 41/CĐX-VP",
            "khoản 2 Điều 14",
            "Phụ lục 1",
            "bão số 3",
            "con dưới 12 tháng tuổi",
            "6 tháng đầu năm",
            "nhiệm kỳ 2021 - 2026",
            "phong trào “5 tốt, 3 sạch”",
            "Covid-19",
            "mô hình 5S",
            "Nghị quyết 02-NQ/TW",
            "lúc 8 giờ 30",
            "tháng 4/2026",
            "giai đoạn 2021-2025",
        ] {
            assert_eq!(phrases(text), Vec::<String>::new(), "{text}");
        }
    }
}
