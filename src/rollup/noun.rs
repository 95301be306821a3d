//! Nouns that can't mean the same: people, offices, households, gifts. An unknown noun
//! contradicts none.

use crate::vietnamese::fold;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Person,
    Body,
    Household,
    Gift,
}

const PERSON: &[&str] = &[
    "người",
    "lượt người",
    "đoàn viên",
    "công đoàn viên",
    "đồng chí",
    "đ/c",
    "cá nhân",
    "lao động",
    "nlđ",
    "công nhân",
    "cnlđ",
    "cán bộ",
    "đảng viên",
    "hội viên",
    "giáo viên",
    "viên chức",
];

const BODY: &[&str] = &[
    "đơn vị",
    "tập thể",
    "cđcs",
    "công đoàn",
    "nghiệp đoàn",
    "doanh nghiệp",
    "cơ quan",
    "trường",
    "chi bộ",
    "tổ",
    "phường",
    "xã",
];

const HOUSEHOLD: &[&str] = &["hộ", "gia đình"];

const GIFT: &[&str] = &["suất quà", "phần quà", "túi quà", "suất"];

/// The kind of thing that a phrase counts, by its first words.
pub(super) fn thing(unit: &str) -> Option<Thing> {
    let unit = fold(unit);
    let opens = |noun: &&str| {
        let rest = unit.strip_prefix(*noun);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    // "công đoàn viên" before "công đoàn".
    let kinds = [
        (PERSON, Thing::Person),
        (BODY, Thing::Body),
        (HOUSEHOLD, Thing::Household),
        (GIFT, Thing::Gift),
    ];
    kinds.into_iter().find(|(nouns, _)| nouns.iter().any(&opens)).map(|(_, t)| t)
}

/// Whether two nouns name things that can't be added.
pub(super) fn differ(a: &str, b: &str) -> bool {
    thing(a).zip(thing(b)).is_some_and(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn nouns_that_differ() {
        for (a, b) in [("người", "đơn vị"), ("Hộ", "đoàn viên"), ("suất quà", "người")]
        {
            assert!(differ(a, b), "{a}");
        }
        for (a, b) in [
            ("đ/c", "đoàn viên"),
            ("CĐCS", "đơn vị"),
            ("lượt", "người"),
            ("công đoàn viên", "người"),
            ("", "người"),
        ] {
            assert!(!differ(a, b), "{a}");
        }
    }
}
