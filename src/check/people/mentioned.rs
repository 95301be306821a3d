//! People whom a text names: `đồng chí Lê Thị Dụ, Phó Chủ tịch`, `ông Trần Văn Mẫu`.

use std::ops::Range;

use crate::vietnamese::Words;

/// A person in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mentioned {
    /// `ông`, `bà`, `đồng chí`; none where only the name stands.
    pub address: Option<String>,
    /// In words.
    pub name: Range<usize>,
    /// The leading post behind the name, with its words.
    pub post: Option<(&'static str, Range<usize>)>,
}

/// Words of address, the longest first.
const ADDRESSES: [&str; 16] = [
    "đồng chí",
    "đ c",
    "ông",
    "bà",
    "anh",
    "chị",
    "thầy giáo",
    "cô giáo",
    "thầy",
    "cô",
    "bác sĩ",
    "nhà giáo",
    "kỹ sư",
    "điều dưỡng",
    "thạc sĩ",
    "tiến sĩ",
];

/// Posts that lead a body, the longer before what they end in.
pub(crate) const LEADING: [&str; 4] = ["phó chủ tịch", "chủ tịch", "phó bí thư", "bí thư"];

/// Posts whose first word, in a capital, may follow a name at once.
const POSTS: [(&str, &str); 8] = [
    ("Chủ", "tịch"),
    ("Bí", "thư"),
    ("Ủy", "viên"),
    ("Giám", "đốc"),
    ("Hiệu", "trưởng"),
    ("Trưởng", "ban"),
    ("Tổ", "trưởng"),
    ("Tổ", "phó"),
];

/// Everybody whom a text addresses and names.
pub(crate) fn mentioned(words: &Words<'_>) -> Vec<Mentioned> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match person(words, at) {
            Some(person) => {
                at = person.name.end;
                all.push(person);
            }
            None => at += 1,
        }
    }
    all
}

fn person(words: &Words<'_>, at: usize) -> Option<Mentioned> {
    let address = ADDRESSES.iter().find(|address| words.starts(at, address))?;
    let from = at + address.split(' ').count();
    let name = name(words, from)?;
    // Ông Thị Vở: a family is called so too, and no given name begins with Thị.
    if words.written(name.start) == "Thị" {
        return None;
    }
    // A whole name has a family's, and no more than five words.
    (2..=5).contains(&name.len()).then(|| Mentioned {
        address: Some((*address).to_owned()),
        post: post(words, name.end),
        name,
    })
}

/// The words in capitals from one on, which make a name.
fn name(words: &Words<'_>, from: usize) -> Option<Range<usize>> {
    let proper = |k: usize| {
        let word = words.written(k);
        word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
    };
    let joined = |k: usize| k == from || words.gap(k - 1) == " ";
    let mut end = (from..words.len()).find(|k| !(proper(*k) && joined(*k))).unwrap_or(words.len());
    // `đồng chí Lê Thị Dụ Phó Chủ tịch Công đoàn`
    let begins_post = |end: usize| {
        POSTS.iter().any(|(one, two)| words.written(end - 1) == *one && words.written(end) == *two)
    };
    if end > from && end < words.len() && begins_post(end) {
        end -= 1;
        while end > from && words.written(end - 1) == "Phó" {
            end -= 1;
        }
    }
    (end > from).then_some(from..end)
}

/// A leading post right behind a name: `, Chủ tịch Công đoàn`, `– Bí thư`, `(Chủ tịch)`.
fn post(words: &Words<'_>, at: usize) -> Option<(&'static str, Range<usize>)> {
    let gap = at.checked_sub(1).map(|k| words.gap(k))?;
    let apart = gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | '-' | '–' | ':'));
    let apart = apart && gap.trim() != "" || ["là", "làm", "giữ"].contains(&words.lower(at));
    let at = if gap.trim().is_empty() { at + 1 } else { at };
    let post = LEADING.iter().find(|post| words.starts(at, post)).filter(|_| apart)?;
    Some((post, at..at + post.split(' ').count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_with_their_address_and_post() {
        let read = |text: &str| -> Vec<String> {
            let words = Words::of(text);
            let show = |person: &Mentioned| {
                let name: Vec<&str> = person.name.clone().map(|k| words.written(k)).collect();
                let post = person.post.as_ref().map_or("", |(post, _)| post);
                format!("{}|{}|{post}", person.address.as_deref().unwrap_or(""), name.join(" "))
            };
            super::mentioned(&words).iter().map(show).collect()
        };
        assert_eq!(
            read("Đồng chí Lê Thị Dụ, Phó Chủ tịch Công đoàn, và ông Trần Văn Mẫu dự."),
            ["đồng chí|Lê Thị Dụ|phó chủ tịch", "ông|Trần Văn Mẫu|"]
        );
        assert_eq!(read("đồng chí Lê Thị Dụ Phó Chủ tịch Công đoàn"), ["đồng chí|Lê Thị Dụ|"]);
        assert_eq!(read("chị Lê Anh Thư được khen"), ["chị|Lê Anh Thư|"]);
        assert_eq!(read("bà Lê Thị Dụ – Bí thư Chi bộ"), ["bà|Lê Thị Dụ|bí thư"]);
        for none in
            ["Đồng chí Chủ tịch Công đoàn", "các đồng chí trong Ban", "nhà bà Tám", "Ông Thị Vở"]
        {
            assert_eq!(read(none), Vec::<String>::new(), "{none}");
        }
    }
}
