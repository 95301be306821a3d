//! Comparison of headings by their words: equal in meaning, or near.

use crate::vietnamese::{fold, without_marks};

use super::unmarked;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
