//! Conversion of names in capitals from a letterhead: *CÔNG ĐOÀN CƠ SỞ* is written as
//! somewhere in the text, or as such names usually are.

use crate::vietnamese::{capitalize_first, lower};

use super::super::parts::one_line;

/// Phrases of names, as they are written.
const USUAL: &str = "Công đoàn cơ sở . Công đoàn bộ phận . Tổ Công đoàn . Công đoàn xã . Công đoàn phường . \
    Công đoàn đặc khu . Công đoàn ngành . Công đoàn các khu công nghiệp . Công đoàn Viên chức . \
    Liên đoàn Lao động tỉnh . Liên đoàn Lao động thành phố . Tổng Liên đoàn Lao động Việt Nam . \
    Công ty cổ phần . Công ty trách nhiệm hữu hạn . Công ty TNHH . một thành viên . MTV . \
    Bệnh viện Đa khoa . Trung tâm Y tế . Trường Trung học cơ sở . Trường Trung học phổ thông . Trường Tiểu học . \
    Trường Mầm non . trường THCS . trường THPT . Ban Quản lý . Ủy ban nhân dân xã . Ủy ban nhân dân phường . \
    Xí nghiệp . Nhà máy . Hợp tác xã . khu vực . tỉnh . thành phố . xã . phường . và . của . trường";

/// A name that is set in capitals, as it is written in running text.
pub fn written(capitals: &str, texts: &[String]) -> String {
    let words: Vec<&str> = capitals.split_whitespace().collect();
    let known: Vec<(String, String)> = texts
        .iter()
        .map(String::as_str)
        .chain(USUAL.split(" . "))
        .filter(|text| text.chars().any(char::is_lowercase))
        .map(|text| (lower(text).into_owned(), text.to_owned()))
        .filter(|(lower, text)| lower.len() == text.len())
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (at + 1..=words.len()).rev().find_map(|end| {
            let wanted = lower(&words[at..end].join(" ")).into_owned();
            Some((find(&wanted, &known)?, end))
        });
        let (part, end) = longest.unwrap_or_else(|| (one_word(words[at]), at + 1));
        out.push(part);
        at = end;
    }
    capitalize_first(&out.join(" "))
}

/// Words as written in some text, if not in capitals throughout.
fn find(wanted: &str, known: &[(String, String)]) -> Option<String> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    known.iter().find_map(|(lower, text)| {
        let starts = lower.match_indices(wanted).map(|(at, _)| at);
        starts.into_iter().find_map(|at| {
            let end = at + wanted.len();
            let whole =
                is_edge(lower[..at].chars().next_back()) && is_edge(lower[end..].chars().next());
            let found = text.get(at..end).filter(|_| whole)?;
            let mixed = found.chars().any(char::is_lowercase);
            // A single word at the head of a sentence says nothing of its capital.
            let sure = wanted.contains(' ') || text.len() < 40;
            (mixed && sure).then(|| found.to_owned())
        })
    })
}

/// A word of a name by itself: an abbreviation stays.
fn one_word(word: &str) -> String {
    let vowels = lower(word)
        .chars()
        .any(|c| "aăâeêioôơuưyáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ".contains(c) || !c.is_ascii());
    let is_short_form =
        !vowels || matches!(word, "TNHH" | "MTV" | "THCS" | "THPT" | "CĐCS" | "UBND" | "CP");
    if is_short_form { word.to_owned() } else { capitalize_first(&lower(word)) }
}

/// Abbreviations that names begin with.
const SHORT: [(&str, &str); 4] = [
    ("CĐCS ", "CÔNG ĐOÀN CƠ SỞ "),
    ("CĐ ", "CÔNG ĐOÀN "),
    ("LĐLĐ ", "LIÊN ĐOÀN LAO ĐỘNG "),
    ("TLĐLĐ ", "TỔNG LIÊN ĐOÀN LAO ĐỘNG "),
];

/// A union's name without further parts: of a congress, or a committee.
pub fn union_of(issuer: &str) -> String {
    let line = one_line(issuer);
    let mut rest = line.as_str();
    for lead in [
        "BAN CHẤP HÀNH ",
        "BAN THƯỜNG VỤ ",
        "BCH ",
        "BTV ",
        "ĐẠI HỘI ĐẠI BIỂU ",
        "ĐẠI HỘI TOÀN THỂ ĐOÀN VIÊN ",
        "ĐẠI HỘI TOÀN THỂ ",
        "ĐẠI HỘI ",
        "HỘI NGHỊ ",
    ] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    for tail in [" LẦN THỨ ", " NHIỆM KỲ ", " KHÓA ", " KHOÁ ", ", NHIỆM KỲ"] {
        rest = rest.find(tail).map_or(rest, |at| &rest[..at]);
    }
    let rest = rest.trim_end_matches(',').trim();
    let short = SHORT.iter().find_map(|(short, long)| Some((rest.strip_prefix(short)?, long)));
    match short {
        Some((name, long)) => format!("{long}{name}"),
        None => rest.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_they_are_written() {
        let texts = vec!["Ban Chấp hành Công đoàn cơ sở Công ty may Sông Thử báo cáo".to_owned()];
        assert_eq!(
            written("CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY SÔNG THỬ", &texts),
            "Công đoàn cơ sở Công ty may Sông Thử"
        );
        assert_eq!(written("CÔNG ĐOÀN PHƯỜNG MINH HỌA", &[]), "Công đoàn phường Minh Họa");
        assert_eq!(
            union_of("ĐẠI HỘI CÔNG ĐOÀN CƠ SỞ BẾN THỬ LẦN THỨ II"),
            "CÔNG ĐOÀN CƠ SỞ BẾN THỬ"
        );
        assert_eq!(union_of("LĐLĐ TỈNH BẾN THỬ"), "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẾN THỬ");
        assert_eq!(union_of("BCH ĐOÀN XÃ BẾN THỬ"), "ĐOÀN XÃ BẾN THỬ");
        assert_eq!(union_of("CĐCS BAN QUẢN LÝ RỪNG THỬ"), "CÔNG ĐOÀN CƠ SỞ BAN QUẢN LÝ RỪNG THỬ");
    }
}
