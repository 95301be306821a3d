//! A heading split into its subject and what it states about time, nature and unit of
//! measure.

use crate::vietnamese::{fold, without_marks};

use super::super::measure;
use super::super::mention::{Place, Time, mentions};
use super::unmarked;

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
const DONE: [&str; 26] = [
    "kết quả thực hiện", "đã thực hiện", "thực hiện được", "thực hiện", "kết quả", "lũy kế từ đầu năm", "lũy kế cả năm", "lũy kế năm",
    "lũy kế", "cuối kỳ", "cuối năm", "hiện có", "hiện nay", "trong kỳ", "trong năm", "năm nay", "kỳ này", "đến nay", "cả năm",
    "kỳ báo cáo", "số liệu", "tính đến", "trong đó", "có đến", "số lượng", "th",
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
        let unit = inside.trim_start_matches("đvt").trim_start_matches([':', ' ']);
        if measure::is_unit(unit) {
            units.push(unit.to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

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
            ("Tổng thu (ĐVT: đồng)", "tổng thu", Nature::Done),
            ("TH năm 2026", "", Nature::Done),
            ("Đơn vị có nội quy (đơn vị) năm 2026", "đơn vị có nội quy", Nature::Done),
        ] {
            let parts = Parts::of(heading);
            let last = parts.cores.last().expect("one at least");
            assert_eq!((last.0.as_str(), last.1), (core, nature), "{heading}: {parts:?}");
        }
        assert_eq!(Parts::of("Cùng kỳ 2025").times, [Time::YearBefore]);
        assert_eq!(Parts::of("Tổng thu (1.000 đồng)").units, ["1.000 đồng"]);
    }
}
