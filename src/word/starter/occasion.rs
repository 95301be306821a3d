//! The purpose of a paper: the kind of dossier, the period or the congress.

use crate::source::{Part, Value};
use crate::vietnamese::Ordinal;

use super::super::parts::{Content, Parts, flat};

/// The kinds of dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Đại hội.
    Congress,
    /// Tổng kết năm.
    YearReview,
    /// Sơ kết.
    HalfYearReview,
}

impl Occasion {
    /// As the dossier writes it.
    pub fn word(self) -> &'static str {
        match self {
            Occasion::Congress => "đại hội",
            Occasion::YearReview => "tổng kết",
            Occasion::HalfYearReview => "sơ kết",
        }
    }
}

/// The kind of dossier of a paper; `None` if it fits none.
pub fn kind(parts: &Parts<'_>) -> Option<Occasion> {
    let title = parts.title.kind_text().map(|kind| flat(&kind)).unwrap_or_default();
    let issuer: Vec<String> = parts.letterhead.issuer.iter().map(|text| text.flat()).collect();
    let issuer = issuer.join(" ");
    let subject = flat(&parts.title.subject_text());
    let of_congress =
        issuer.starts_with("dai hoi") || subject.contains("dai hoi") || title.contains("chinh tri");
    if title.starts_with("nghi quyet") {
        return of_congress.then_some(Occasion::Congress);
    }
    if !title.starts_with("bao cao") {
        return None;
    }
    if title.contains("tong ket") && !of_congress {
        return Some(Occasion::YearReview);
    }
    let to_congress = subject.contains("trinh dai hoi") || subject.contains("tai dai hoi");
    let of_term = subject.contains("nhiem ky") || to_congress;
    if of_congress && (of_term || !subject.contains("nam 20")) {
        return Some(Occasion::Congress);
    }
    let half = [
        "so ket",
        "6 thang",
        "sau thang",
        "9 thang",
        "quy i",
        "quy 1",
        "quy 2",
        "quy 3",
        "quy 4",
        "giua nhiem ky",
    ];
    let whole = [
        "tong ket",
        "ca nam",
        "nam hoc",
        "ket qua hoat dong",
        "hoat dong cong doan",
        "ket qua thuc hien",
        "cong tac cong doan",
        "cong tac doan",
        "phong trao thanh",
        "cong tac dang",
        "cong tac xay dung dang",
    ];
    if half.iter().any(|word| subject.contains(word) || title.contains(word)) {
        Some(Occasion::HalfYearReview)
    } else if whole.iter().any(|word| subject.contains(word)) {
        Some(Occasion::YearReview)
    } else {
        None
    }
}

/// The period of a review: its fields.
pub fn period(parts: &Parts<'_>) -> Vec<(String, Part)> {
    let title = parts.title.kind_text().unwrap_or_default();
    let subject = format!("{title} {}", parts.title.subject_text());
    let flat = flat(&subject);
    let years = years(&flat);
    let mut fields = Vec::new();
    let of_school = flat.contains("nam hoc");
    let kinds = [
        ("6 thang cuoi nam", "6 tháng cuối năm"),
        ("6 thang", "6 tháng đầu năm"),
        ("sau thang dau", "6 tháng đầu năm"),
        ("9 thang", "9 tháng đầu năm"),
        ("quy iv", "quý IV"),
        ("quy iii", "quý III"),
        ("quy ii", "quý II"),
        ("quy i", "quý I"),
    ];
    // Of several periods the first is reported, the other planned.
    let first = kinds.iter().filter_map(|(word, name)| Some((flat.find(word)?, *name)));
    let first = first.min_by_key(|(at, _)| *at).map(|(_, name)| name);
    let kind = if of_school { "năm học" } else { first.unwrap_or("năm") };
    fields.push(("type".to_owned(), Part::text(kind)));
    let year = match (of_school, years.as_slice()) {
        (true, [first, second, ..]) if *second == first + 1 => Some(format!("{first}-{second}")),
        (_, [first, ..]) => Some(first.to_string()),
        _ => None,
    };
    fields.push(("year".to_owned(), year.map_or_else(Part::default, Part::text)));
    if !of_school
        && let [first, second, ..] = years.as_slice()
        && second > first
    {
        fields.push(("next_year".to_owned(), Part::text(second.to_string())));
    }
    if let Some(request) = requested_by(parts) {
        fields.push(("requested_by".to_owned(), Part::text(request)));
    }
    fields
}

fn years(flat: &str) -> Vec<u32> {
    let words = flat.split(|c: char| !c.is_ascii_digit());
    let years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.filter(|year| (1990..2100).contains(year)).collect()
}

/// The paper that asked for this one: *Công văn số … ngày … của …*
fn requested_by(parts: &Parts<'_>) -> Option<String> {
    const TYPES: [&str; 9] = [
        "Công văn",
        "Kế hoạch",
        "Thông báo",
        "Hướng dẫn",
        "Chương trình",
        "Quyết định",
        "Chỉ thị",
        "Nghị quyết",
        "Văn bản",
    ];
    let Some(Content::Paragraph(first)) = parts.opening.first() else { return None };
    let text = &first.text;
    if !flat(text).starts_with("thuc hien") && !flat(text).starts_with("can cu") {
        return None;
    }
    let starts = TYPES.iter().filter_map(|kind| text.find(&format!("{kind} số ")));
    let start = starts.min()?;
    let rest = &text[start..];
    let ends = [", ", "; ", " về việc ", " về ", "; ", ". "].iter().filter_map(|end| {
        // A comma before the day parts nothing.
        let found = rest.match_indices(end).map(|(at, _)| at);
        let mut found = found.filter(|at| !rest[*at..].starts_with(", ngày "));
        found.next()
    });
    let end = ends.min().unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',']).to_owned())
}

/// A congress and the term before it: their fields.
pub fn congress(parts: &Parts<'_>) -> [Vec<(String, Part)>; 2] {
    let issuer: Vec<String> = parts.letterhead.issuer.iter().map(|text| text.printed()).collect();
    let subject = format!("{} {}", issuer.join(" "), parts.title.subject_text());
    let text = format!("{subject} {}", all_text(parts));
    let mut own = Vec::new();
    let field = |key: &str, value: String| (key.to_owned(), Part::text(value));
    let flat_text = flat(&text);
    if flat_text.contains("dai hoi toan the") {
        own.push(field("attended_by", "toàn thể".to_owned()));
    } else if flat_text.contains("dai hoi dai bieu") {
        own.push(field("attended_by", "đại biểu".to_owned()));
    }
    let ordinals = after(&subject, &["lan thu"]);
    let ordinal = ordinals.first().cloned();
    own.extend(ordinal.clone().map(|ordinal| field("ordinal", ordinal)));
    let terms = terms(&subject);
    let term = terms.last().cloned();
    own.extend(term.clone().map(|term| field("term", term)));
    if parts.title.kind_text().is_some_and(|kind| flat(&kind).starts_with("nghi quyet"))
        && let Some(day) = meeting_day(parts)
    {
        own.push(field("date", day));
    }
    let mut previous = Vec::new();
    let others = after(&text, &["lan thu", "khoa"]);
    let one_less = ordinal.as_deref().and_then(|own| {
        let own = Ordinal::parse(own).ok()?.get();
        others
            .iter()
            .find(|other| Ordinal::parse(other).is_ok_and(|other| other.get() + 1 == own))
            .cloned()
    });
    previous.extend(one_less.map(|ordinal| field("ordinal", ordinal)));
    let start =
        term.as_deref().and_then(|term| term.split('-').next()).unwrap_or_default().to_owned();
    let earlier =
        self::terms(&text).into_iter().find(|other| other.ends_with(&start) && !start.is_empty());
    previous.extend(earlier.map(|term| field("term", term)));
    [own, previous]
}

fn all_text(parts: &Parts<'_>) -> String {
    let mut out = String::new();
    let mut add = |contents: &[Content<'_>]| {
        for content in contents {
            if let Content::Paragraph(passage) = content {
                out.push_str(&passage.text);
                out.push(' ');
            }
        }
    };
    add(&parts.opening);
    for heading in &parts.headings {
        add(&[Content::Paragraph(heading.as_passage())]);
        add(&heading.content);
    }
    out
}

/// The Roman numbers behind words: *lần thứ VI*, *khóa V*.
fn after(text: &str, words: &[&str]) -> Vec<String> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let number = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_roman = number.chars().all(|c| "IVX".contains(c)) && Ordinal::parse(number).is_ok();
        let before = flat(&tokens[at.saturating_sub(2)..at].join(" "));
        if is_roman && words.iter().any(|word| before.ends_with(word)) {
            found.push(number.to_owned());
        }
    }
    found
}

/// Terms of office in their order: *2026-2031*.
fn terms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let year = |from: usize| -> Option<u32> {
        let part: String = letters.get(from..from + 4)?.iter().collect();
        part.parse().ok().filter(|year| (1990..2100).contains(year))
    };
    for at in 0..letters.len() {
        let Some(first) = year(at) else { continue };
        let gap: Vec<char> = letters[at + 4..]
            .iter()
            .copied()
            .take_while(|c| matches!(c, ' ' | '-' | '–' | '\u{a0}'))
            .collect();
        let dashed = gap.iter().any(|c| matches!(c, '-' | '–'));
        if let Some(second) = year(at + 4 + gap.len())
            .filter(|second| dashed && (2..=6).contains(&(second - first.min(*second))))
        {
            found.push(format!("{first}-{second}"));
        }
    }
    found
}

/// The date of a congress, from its resolution.
fn meeting_day(parts: &Parts<'_>) -> Option<String> {
    parts.opening.iter().find_map(|content| {
        let Content::Paragraph(passage) = content else { return None };
        let text = flat(&passage.text);
        if text.starts_with("can cu") {
            return None;
        }
        let at = text.find("ngay ")?;
        let numbers: Vec<u32> = text[at..]
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| !n.is_empty())
            .take(3)
            .filter_map(|n| n.parse().ok())
            .collect();
        match numbers.as_slice() {
            [day @ 1..=31, month @ 1..=12, year] if *year > 1990 => {
                Some(format!("{day}/{month}/{year}"))
            }
            _ => None,
        }
    })
}

/// Fields as a block.
pub fn block(fields: Vec<(String, Part)>) -> Part {
    Part { above: vec![String::new()], ..Part::new(Value::Map(fields)) }
}
