//! Bodies and places that were abolished, merged or renamed, and their names in texts.

use std::ops::Range;

use serde::Deserialize;

use super::key::{Keys, in_name, plain, words_of};
use super::{Certainty, Sourced, day, some_day};
use crate::vietnamese::{Day, PartialDate, Words};

/// An abolished body, or several of one kind.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EndedBody {
    /// For readers of the data.
    pub id: String,
    /// Its names; `…` and `<thành phố>` stand for the name of a place.
    pub names: Vec<String>,
    /// The first day on which its name is out of date.
    #[serde(default, deserialize_with = "some_day")]
    pub ended: Option<Day>,
    /// A day by which it certainly is, if the dates differed between places.
    #[serde(default, deserialize_with = "some_day")]
    pub surely_ended: Option<Day>,
    /// Its successor.
    pub now: Option<String>,
    /// The legal act that abolished it.
    pub legal: Option<String>,
    /// How certain this is.
    pub certainty: Certainty,
    /// The sources of this information.
    pub sources: Vec<String>,
}

/// A province that was merged into another, or became a city.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Province {
    names: Vec<String>,
    #[serde(deserialize_with = "day")]
    ended: Day,
    now: String,
    legal: String,
    certainty: Certainty,
    sources: Vec<String>,
}

/// Cities that belonged to a province (thành phố thuộc tỉnh).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Cities {
    #[serde(deserialize_with = "day")]
    ended: Day,
    now: String,
    legal: String,
    certainty: Certainty,
    sources: Vec<String>,
    names: Vec<String>,
    /// Names borne again by another city.
    again: std::collections::BTreeMap<String, PartialDate>,
}

/// The abolished bodies and places.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Listed")]
pub struct Bodies {
    facts: Vec<Fact>,
    keys: Keys<Pattern>,
    districts: Keys<()>,
    cities: Cities,
    sources: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    bodies: Vec<EndedBody>,
    provinces: Vec<Province>,
    cities: Cities,
}

/// When something was abolished, and its successor.
#[derive(Debug, Clone)]
struct Fact {
    since: Day,
    now: Option<String>,
}

/// What must follow the fixed words of a name.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    fact: usize,
    behind: Behind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Behind {
    Nothing,
    /// A name, or nothing: `huyện Ba Vì`.
    AnyName,
    /// A city that belonged to a province.
    City,
    /// A district: `huyện …`, `quận …`.
    District,
}

/// Words before the name of a province.
const HEADS: [&str; 3] = ["tỉnh", "tỉnh ủy", "tỉnh đoàn"];

impl From<Listed> for Bodies {
    fn from(Listed { bodies, provinces, cities }: Listed) -> Self {
        let (mut facts, mut keys) = (Vec::new(), Keys::default());
        let mut sources: Vec<Vec<String>> = vec![cities.sources.clone()];
        for body in bodies {
            let since = body.ended.or(body.surely_ended);
            if let Some(since) = since.filter(|_| body.certainty.is_sure()) {
                let fact = facts.len();
                facts.push(Fact { since, now: body.now });
                for name in &body.names {
                    let (words, behind) = pattern(name);
                    keys.add(words, Pattern { fact, behind });
                }
            }
            sources.push(body.sources);
        }
        for province in provinces {
            if province.certainty.is_sure() {
                let fact = facts.len();
                facts.push(Fact { since: province.ended, now: Some(province.now) });
                for (name, head) in
                    province.names.iter().flat_map(|name| HEADS.map(|head| (name, head)))
                {
                    let pattern = Pattern { fact, behind: Behind::Nothing };
                    keys.add(&format!("{head} {name}"), pattern);
                }
            }
            sources.push(province.sources);
        }
        let mut districts = Keys::default();
        for word in ["quận", "huyện", "thị xã"] {
            districts.add(word, ());
        }
        Bodies { facts, keys, districts, cities, sources }
    }
}

/// The fixed words of a name, and what follows them.
fn pattern(name: &str) -> (&str, Behind) {
    let cut = |end: &str, behind| name.strip_suffix(end).map(|words| (words.trim(), behind));
    cut("<thành phố>", Behind::City)
        .or_else(|| cut("<huyện> …", Behind::District))
        .or_else(|| cut("…", Behind::AnyName))
        .unwrap_or((name, Behind::Nothing))
}

impl Sourced for Bodies {
    fn each_source(&self, take: &mut dyn FnMut(&[String])) {
        self.sources.iter().for_each(|sources| take(sources));
    }
}

/// An abolished body named in a text as if it still existed.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended<'a> {
    /// The bytes of its name.
    pub span: Range<usize>,
    /// The first day on which it no longer exists.
    pub since: Day,
    /// Its successor.
    pub now: Option<&'a str>,
}

/// Words that show that a body is a former one.
const PAST: &[&str] = &[
    "trước đây",
    "cũ",
    "nay là",
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "trước ngày",
    "trước khi",
    "kết thúc",
    "trước sắp xếp",
    "trước hợp nhất",
    "sắp xếp",
    "tiền thân",
    "đổi tên",
    "chia tách",
    "bàn giao",
    "tiếp nhận",
    "chuyển từ",
    "hợp thành",
];

impl Bodies {
    /// The cities that belonged to a province.
    pub(super) fn cities(&self) -> &[String] {
        &self.cities.names
    }

    /// The bodies named in a text that no longer exist on a date, unless the text shows that
    /// they are former ones.
    pub fn ended_in(&self, words: &Words<'_>, on: Day) -> Vec<Ended<'_>> {
        let mut found = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let here = self.at(words, i, on).filter(|(_, fact)| fact.since <= on);
            let Some((end, fact)) = here else {
                i += 1;
                continue;
            };
            if !words.quoted(i) && !is_past(words, i, fact.since) {
                let span = words.span(i..end);
                found.push(Ended { span, since: fact.since, now: fact.now.as_deref() });
            }
            i = end;
        }
        found
    }

    /// The longest name that begins at a word, and the word after it.
    fn at(&self, words: &Words<'_>, i: usize, on: Day) -> Option<(usize, &Fact)> {
        let named = self.keys.at(words, i, in_name).filter_map(|(end, pattern)| {
            let end = match pattern.behind {
                Behind::Nothing => end,
                Behind::AnyName => end_of_name(words, end),
                Behind::City => self.city(words, end, on)?,
                Behind::District => {
                    let (end, ()) = self.districts.at(words, end, in_name).next()?;
                    end_of_name(words, end)
                }
            };
            Some((end, self.facts.get(pattern.fact)?))
        });
        named.max_by_key(|(end, _)| *end)
    }

    /// The word after the name of a city that belonged to a province and no longer exists on
    /// a date.
    fn city(&self, words: &Words<'_>, at: usize, on: Day) -> Option<usize> {
        let name = self.cities.names.iter().find(|name| begins(words, at, name))?;
        let again = self.cities.again.get(name).and_then(|day| day.earliest());
        let is_city = again.is_some_and(|day| day <= on) || on < self.cities.ended;
        (!is_city).then(|| at + words_of(name).len())
    }
}

/// Whether a name begins at a word.
pub(super) fn begins(words: &Words<'_>, at: usize, name: &str) -> bool {
    let named = words_of(name);
    let all = named.iter().zip(at..).all(|(word, k)| *word == plain(words.lower(k)));
    all && (at..at + named.len() - 1).all(|k| in_name(words.gap(k)))
}

/// Whether the sentence around a word is about the time before a date.
fn is_past(words: &Words<'_>, i: usize, since: Day) -> bool {
    let clause = words.clause(i);
    // Not the Nguyên of Thái Nguyên.
    let formerly = clause
        .clone()
        .any(|k| words.written(k) == "nguyên" || words.written(k) == "Nguyên" && k == clause.start);
    let year = |k: usize| words.lower(k).parse().ok().filter(|_| words.lower(k).len() == 4);
    let earlier = clause.clone().filter_map(year).any(|y: u16| (1945..since.year).contains(&y));
    formerly || earlier || words.any(clause, PAST)
}

/// Words within a name: Đảng ủy Khối *các cơ quan tỉnh* Hà Tĩnh.
const LINKS: &[&str] =
    &["các cơ quan", "doanh nghiệp", "tỉnh", "thành phố", "thị xã", "quận", "huyện"];

/// The end of a name whose first words end at `from`: it continues over capitals and numbers
/// (*quận Đống Đa*, *Quận 1*) and over such links.
fn end_of_name(words: &Words<'_>, from: usize) -> usize {
    let is_number = |k: usize| words.lower(k).bytes().all(|b| b.is_ascii_digit());
    let proper = |k: usize| {
        words.written(k).starts_with(char::is_uppercase)
            || k == from && !words.lower(k).is_empty() && is_number(k)
    };
    let mut end = from;
    while end < words.len() && words.joined(end - 1) {
        let link = LINKS.iter().find(|link| words.starts(end, link));
        match link {
            _ if proper(end) => end += 1,
            Some(link) => {
                let behind = end + link.split(' ').count();
                let named = behind < words.len() && words.joined(behind - 1) && proper(behind);
                // A place needs its name; a kind of office stands alone.
                let alone = matches!(*link, "các cơ quan" | "doanh nghiệp");
                if !named && !alone {
                    break;
                }
                end = behind;
            }
            None => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::built_in;
    use super::*;

    fn ended(text: &str, on: Day) -> Vec<String> {
        let law = built_in();
        let words = Words::of(text);
        let found = law.bodies.ended_in(&words, on);
        found.iter().map(|ended| text[ended.span.clone()].to_owned()).collect()
    }

    const LATE: Day = Day::new(2026, 12, 1);

    #[test]
    fn names_are_whole() {
        for (text, name) in [
            ("cùng Liên đoàn Lao động quận Đống Đa tổ chức", "Liên đoàn Lao động quận Đống Đa"),
            ("UBND Quận 1 khen", "UBND Quận 1"),
            ("Uỷ ban nhân dân thị xã Sơn Tây", "Uỷ ban nhân dân thị xã Sơn Tây"),
            ("Đảng ủy Khối các cơ quan tỉnh Hà Tĩnh mời", "Đảng ủy Khối các cơ quan tỉnh Hà Tĩnh"),
            ("Bí thư Đảng ủy Khối doanh nghiệp và", "Đảng ủy Khối doanh nghiệp"),
            ("tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
            ("đồng chí Tỉnh ủy Hà Nam dự", "Tỉnh ủy Hà Nam"),
            ("Bộ Giao thông vận tải khen", "Bộ Giao thông vận tải"),
            ("UBND TP. Biên Hòa", "UBND TP. Biên Hòa"),
            ("Phòng Giáo dục và Đào tạo huyện Ba Vì", "Phòng Giáo dục và Đào tạo huyện Ba Vì"),
            ("Thái Nguyên, tỉnh Bắc Kạn", "tỉnh Bắc Kạn"),
            ("Sở Lao động - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ] {
            assert_eq!(ended(text, LATE), [name], "{text}");
        }
    }

    #[test]
    fn what_is_of_today_or_told_of_the_past_is_none() {
        for right in [
            "nguyên Chủ tịch Liên đoàn Lao động quận Đống Đa",
            "Công đoàn Viên chức thành phố (trước đây)",
            "LĐLĐ huyện Ba Vì cũ",
            "UBND huyện Ba Vì (trước sắp xếp)",
            "Năm 2024 được UBND huyện Ba Vì tặng Giấy khen",
            "Liên đoàn Lao động thành phố Hà Nội",
            "LĐLĐ thành phố Bắc Ninh",
            "công đoàn viên ưu tú",
            "phường Bình Dương",
            "các tỉnh, Hà Nam không thuộc diện",
            "Phòng Giáo dục và Đào tạo Nhà trường",
            "Công đoàn. Huyện mới",
        ] {
            assert_eq!(ended(right, LATE), [""; 0], "{right}");
        }
    }

    #[test]
    fn each_body_has_its_own_day() {
        let ministry = "Bộ Giao thông vận tải";
        assert_eq!(ended(ministry, Day::new(2025, 2, 28)), [""; 0]);
        assert_eq!(ended(ministry, Day::new(2025, 3, 1)), [ministry]);
        for (province, first) in
            [("tỉnh Đồng Nai", Day::new(2026, 4, 30)), ("tỉnh Bắc Ninh", Day::new(2026, 9, 20))]
        {
            let before = Day::new(2026, 3, 1);
            assert_eq!(ended(province, before), [""; 0]);
            assert_eq!(ended(province, first), [province]);
        }
        assert_eq!(ended("UBND thành phố Bắc Ninh", Day::new(2025, 12, 1)).len(), 1);
    }
}
