//! Recognition of a column by its heading: by title, by the question of an online form, by
//! the title among words without content.

use std::borrow::Cow;

pub use crate::vietnamese::fold;

use crate::vietnamese::without_marks;

use super::measure;
use super::mention::{Place, Time, mentions};

/// The kind of a column's figures, from words beside its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// thực hiện, lũy kế, or not stated
    Done,
    /// kế hoạch, chỉ tiêu
    Planned,
    /// ước, dự kiến
    Estimated,
    /// đầu kỳ, cùng kỳ
    Before,
    /// tăng, giảm, tỷ lệ
    Compared,
}

/// A heading split into its subject and what it states about time, nature and unit of
/// measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The possible subjects, the one closest to the typed heading first, each with the
    /// nature of the words removed.
    pub cores: Vec<(String, Nature)>,
    pub times: Vec<Time>,
    /// The texts in brackets and at its end that are units of measure.
    pub units: Vec<String>,
}

/// Words for what was done in the period.
#[rustfmt::skip]
const DONE: [&str; 25] = [
    "kết quả thực hiện", "đã thực hiện", "thực hiện được", "thực hiện", "kết quả", "lũy kế từ đầu năm", "lũy kế cả năm", "lũy kế năm",
    "lũy kế", "cuối kỳ", "cuối năm", "hiện có", "hiện nay", "trong kỳ", "trong năm", "năm nay", "kỳ này", "đến nay", "cả năm",
    "kỳ báo cáo", "số liệu", "tính đến", "trong đó", "có đến", "số lượng",
];

#[rustfmt::skip]
const OTHERS: [(&str, Nature); 22] = [
    ("kế hoạch", Nature::Planned), ("chỉ tiêu", Nature::Planned), ("được giao", Nature::Planned), ("giao", Nature::Planned),
    ("ước thực hiện", Nature::Estimated), ("ước", Nature::Estimated), ("dự kiến", Nature::Estimated),
    ("đầu năm", Nature::Before), ("đầu kỳ", Nature::Before), ("năm trước", Nature::Before), ("kỳ trước", Nature::Before),
    ("cùng kỳ", Nature::Before),
    ("so với", Nature::Compared), ("so sánh", Nature::Compared), ("chênh lệch", Nature::Compared),
    ("tăng", Nature::Compared), ("giảm", Nature::Compared), ("tỷ lệ", Nature::Compared), ("đạt", Nature::Compared),
    ("phần trăm", Nature::Compared), ("%", Nature::Compared), ("kh", Nature::Planned),
];

/// Punctuation and blanks around the remainder of a heading.
const EDGES: &[char] = &[' ', ',', ';', ':', '-', '–', '.', '/', '(', ')', '*', '+', '?'];

impl Parts {
    pub fn of(typed: &str) -> Parts {
        let (text, units) = without_units(&fold(&unmarked(typed)));
        let (text, times) = without_times(&text);
        let mut cores = vec![(text.clone(), Nature::Done)];
        let done = DONE.iter().fold(text.clone(), |text, words| without(&text, words));
        if done != text {
            cores.push((done.clone(), Nature::Done));
        }
        let mut nature = None;
        let mut rest = done.clone();
        for (words, kind) in OTHERS {
            let less = without(&rest, words);
            if less != rest {
                nature = nature.or(Some(kind));
                rest = less;
            }
        }
        if let Some(nature) = nature {
            cores.push((rest, nature));
        }
        Parts { cores, times, units }
    }

    /// Whether no subject remains: *Thực hiện 2026*, *(triệu đồng)*.
    pub fn is_bare(&self) -> bool {
        self.cores.iter().any(|(core, _)| core.is_empty())
    }

    /// The nature after removing all words.
    pub fn nature(&self) -> Nature {
        self.cores.last().map_or(Nature::Done, |(_, nature)| *nature)
    }
}

/// A text without these whole words, anywhere in it.
fn without(text: &str, words: &str) -> String {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let bare = text.is_ascii();
    let words = if bare { without_marks(words) } else { words.to_owned() };
    let found =
        text.match_indices(&words).map(|(at, _)| (at, at + words.len())).find(|(at, end)| {
            edge(text[..*at].chars().next_back()) && edge(text[*end..].chars().next())
        });
    match found {
        Some((at, end)) => joined(&text[..at], &text[end..]),
        None => text.to_owned(),
    }
}

fn joined(before: &str, behind: &str) -> String {
    let (before, behind) = (before.trim_matches(EDGES), behind.trim_start_matches(EDGES));
    format!("{before} {}", behind.trim_end_matches(EDGES)).trim().to_owned()
}

/// A folded heading without its units of measure: in brackets, or after punctuation at its
/// end.
fn without_units(text: &str) -> (String, Vec<String>) {
    let mut units = Vec::new();
    let mut rest = text.to_owned();
    for inside in measure::brackets(text) {
        let inside = inside.trim_start_matches("đvt").trim_start_matches([':', ' ']);
        if measure::is_unit(inside) {
            units.push(inside.to_owned());
            // The same word may precede the bracket.
            let in_bracket = |open: &str| Some(rest.find(&format!("{open}{inside}"))? + open.len());
            let at = in_bracket("(").or_else(|| in_bracket("[")).or_else(|| rest.rfind(inside));
            let at = at.unwrap_or(0);
            rest = joined(&rest[..at], &rest[at + inside.len()..]);
        }
    }
    // *đoàn viên* may also be the subject, *nghìn đồng* can't.
    if measure::money(text).is_some() {
        return (String::new(), vec![text.trim_matches(EDGES).to_owned()]);
    }
    let end = [", ", " - ", ": ", " – "].iter().find_map(|mark| {
        let (before, behind) = rest.rsplit_once(mark)?;
        (measure::money(behind).is_some()).then(|| (before.to_owned(), behind.to_owned()))
    });
    if let Some((before, unit)) = end {
        units.push(unit);
        rest = before;
    }
    (rest.trim_matches(EDGES).to_owned(), units)
}

/// A heading without the times it names and the words that introduce them.
fn without_times(text: &str) -> (String, Vec<Time>) {
    const LEADING: [&str; 10] =
        ["tính đến", "có đến", "đến", "ngày", "trong", "của", "năm", "từ", "tới", "tính tới"];
    let found = mentions(text, Place::Heading);
    let mut out = text.to_owned();
    for mention in found.iter().rev() {
        let mut before = out[..mention.range.start].trim_end_matches(EDGES);
        while let Some(less) = LEADING.iter().find_map(|word| {
            let less = before.strip_suffix(word)?;
            (less.is_empty() || less.ends_with(EDGES)).then(|| less.trim_end_matches(EDGES))
        }) {
            before = less;
        }
        out = joined(before, &out[mention.range.end..]);
    }
    (out.trim_matches(EDGES).to_owned(), found.into_iter().map(|mention| mention.time).collect())
}

/// A heading without the raised mark of a note at its end: *Tổng số đoàn viên¹*, not *m²*.
fn unmarked(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_end();
    let less = trimmed.trim_end_matches(['¹', '²', '³', '⁴', '⁵']);
    match less.len() == trimmed.len() || less.ends_with('m') {
        true => text.into(),
        false => less.into(),
    }
}

/// A heading's words only, with abbreviations expanded, without *tổng số* before them: equal
/// for two headings with the same meaning.
pub fn key(text: &str) -> String {
    const SHORT: [(&str, &str); 14] = [
        ("ts", "tổng số"),
        ("đv", "đoàn viên"),
        ("đvcđ", "đoàn viên"),
        ("cđcs", "công đoàn cơ sở"),
        ("cđ", "công đoàn"),
        ("cb", "cán bộ"),
        ("lđ", "lao động"),
        ("nlđ", "người lao động"),
        ("cnvclđ", "công nhân viên chức lao động"),
        ("cnvc", "công nhân viên chức"),
        ("cnlđ", "công nhân lao động"),
        ("tulđtt", "thỏa ước lao động tập thể"),
        ("tnlđ", "tai nạn lao động"),
        ("sk", "sáng kiến"),
    ];
    let text = fold(&unmarked(text));
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|w| !w.is_empty());
    let long = |word: &str| {
        SHORT
            .iter()
            .find(|(short, _)| *short == word)
            .map_or(word.to_owned(), |(_, l)| (*l).to_owned())
    };
    let whole = words.map(long).collect::<Vec<_>>().join(" ");
    let opens = ["tổng số lượng ", "tổng số ", "số lượng ", "tổng ", "số "];
    let bare = whole.is_ascii();
    let opened = opens.iter().find_map(|words| {
        let words = if bare { without_marks(words) } else { (*words).to_owned() };
        whole.strip_prefix(words.as_str()).map(str::to_owned)
    });
    opened.unwrap_or(whole)
}

/// A heading's words only, as typed.
pub fn words(text: &str) -> String {
    let text = fold(&unmarked(text));
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two keys are equal, one possibly typed without diacritics.
pub fn same_key(typed: &str, title: &str) -> bool {
    !typed.is_empty() && (typed == title || typed.is_ascii() && without_marks(title) == typed)
}

/// Whether an unknown heading is so similar to a title that it is probably meant: misspelt,
/// or with a word more or less.
pub fn is_near(heading: &str, title: &str) -> bool {
    let (typed, whole) = (without_marks(&fold(heading)), without_marks(&fold(title)));
    let (heading, title) = (key(heading), key(title));
    let words = |text: &'_ str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (own, wanted) = (words(&heading), words(&title));
    let holds = |all: &[String], some: &[String]| some.iter().all(|word| all.contains(word));
    let length = title.chars().count();
    let alike =
        || strsim::damerau_levenshtein(&without_marks(&heading), &without_marks(&title)) <= 2;
    let is_slip =
        typed == whole || length >= 8 && heading.chars().count().abs_diff(length) <= 2 && alike();
    let is_longer = wanted.len() >= 2 && holds(&own, &wanted) && own.len() <= wanted.len() + 2;
    let is_shorter = own.len() >= 2 && holds(&wanted, &own) && own.len() * 5 >= wanted.len() * 3;
    is_slip || is_longer || is_shorter
}

/// Words of a question without relevance for its subject.
#[rustfmt::skip]
const EMPTY_WORDS: [&str; 36] = [
    "câu", "mục", "chỉ tiêu", "đề nghị", "xin", "vui lòng", "hãy", "cho biết", "nhập", "ghi", "điền",
    "chọn", "kê khai", "báo cáo", "số liệu", "tổng số", "số", "là bao nhiêu", "bao nhiêu",
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

/// *2025*, alone.
fn is_year(word: &str) -> bool {
    word.parse().is_ok_and(|year: u16| (1900..2200).contains(&year))
}

/// Whether a text distinguishes columns below one heading by their time: *Năm 2025*, *Quý
/// III*, *30/11/2026*.
pub fn is_time(text: &str) -> bool {
    let text = fold(text);
    let is_date = text.chars().all(|c| c.is_ascii_digit() || "/.- ".contains(c))
        && text.split(['/', '.', '-', ' ']).any(is_year);
    let opens = ["năm ", "tháng ", "quý ", "6 tháng ", "kỳ ", "cùng kỳ"];
    is_date || opens.iter().any(|word| text.starts_with(word))
}

/// Whether the column numbers the rows (STT).
pub fn is_counter(text: &str) -> bool {
    matches!(fold(text).as_str(), "stt" | "tt" | "số tt" | "số thứ tự")
}

/// Whether the column has the time at which an online form was sent.
pub fn is_timestamp(text: &str) -> bool {
    matches!(fold(text).as_str(), "dấu thời gian" | "timestamp" | "thời gian gửi" | "start time")
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
    fn headings_taken_apart() {
        for (heading, core, nature) in [
            ("Tổng số đoàn viên năm 2026", "tổng số đoàn viên", Nature::Done),
            ("Tổng số đoàn viên tính đến ngày 31/12/2025", "tổng số đoàn viên", Nature::Done),
            ("Thăm hỏi đoàn viên tháng 11", "thăm hỏi đoàn viên", Nature::Done),
            ("Lũy kế năm", "", Nature::Done),
            ("Thực hiện 2026", "", Nature::Done),
            ("Kế hoạch 2026", "", Nature::Planned),
            ("Cùng kỳ 2025", "", Nature::Done),
            ("Ước thực hiện", "", Nature::Estimated),
            ("Đoàn viên đầu năm", "đoàn viên", Nature::Before),
            ("Tổng thu (1.000 đồng)", "tổng thu", Nature::Done),
            ("Tổng thu, nghìn đồng", "tổng thu", Nature::Done),
            ("Đơn vị có nội quy (đơn vị) năm 2026", "đơn vị có nội quy", Nature::Done),
        ] {
            let parts = Parts::of(heading);
            let last = parts.cores.last().expect("one at least");
            assert_eq!((last.0.as_str(), last.1), (core, nature), "{heading}: {parts:?}");
        }
        assert_eq!(Parts::of("Cùng kỳ 2025").times, [Time::YearBefore]);
        assert_eq!(Parts::of("Tổng thu (1.000 đồng)").units, ["1.000 đồng"]);
    }

    #[test]
    fn headings_that_mean_the_same() {
        for (one, other) in [
            (
                "Tổng kinh phí chăm lo đoàn viên người lao động",
                "Tổng kinh phí chăm lo đoàn viên, người lao động",
            ),
            ("TS ĐV", "Tổng số đoàn viên"),
            ("Tổng đoàn viên", "Tổng số đoàn viên"),
            ("Ðoàn viên nữ", "Đoàn viên nữ"),
            ("Tong so doan vien", "Tổng số đoàn viên"),
        ] {
            assert!(same_key(&key(one), &key(other)), "{one}, {other}");
        }
        assert!(!same_key(&key("Đoàn viên nữ"), &key("Đoàn viên")));
        for (heading, title) in [
            ("Đoàn viên nử", "Đoàn viên nữ"),
            ("Tổng số đoàn viên công đoàn", "Tổng số đoàn viên"),
            ("Lượt thăm hỏi đoàn viên", "Thăm hỏi đoàn viên"),
        ] {
            assert!(is_near(heading, title), "{heading}");
        }
        for (heading, title) in [
            ("Số điện thoại", "Tổng số đoàn viên"),
            ("Ghi chú", "Đoàn viên nữ"),
            ("Đoàn viên danh dự", "Đoàn viên nữ"),
        ] {
            assert!(!is_near(heading, title), "{heading}");
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
