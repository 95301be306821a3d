//! Authority to give awards (thẩm quyền khen thưởng), recognised by the giver's name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::bodies::begins;
use super::key::{plain, words_of};
use super::{Certainty, Sourced, day};
use crate::vietnamese::{Day, Words};

/// The system of rules that a giver belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum System {
    /// Trade unions.
    #[serde(rename = "công đoàn")]
    Union,
    /// The State.
    #[serde(rename = "nhà nước")]
    State,
    /// The Party.
    #[serde(rename = "đảng")]
    Party,
}

/// The rank of a giver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Rank {
    /// The whole country.
    #[serde(rename = "trung ương")]
    National,
    /// A province, a sector.
    #[serde(rename = "tỉnh")]
    Province,
    /// A district, until districts were abolished.
    #[serde(rename = "huyện")]
    District,
    /// A commune.
    #[serde(rename = "xã")]
    Commune,
    /// A base organisation.
    #[serde(rename = "cơ sở")]
    Base,
}

/// Givers whose rank is recognisable from their names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Giver {
    /// Their system of rules.
    pub system: System,
    /// Their rank.
    pub rank: Rank,
    /// The beginnings of their names, in lower case.
    pub begins: Vec<String>,
}

/// A form of award, and the ranks that can't give it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AwardForm {
    /// `Bằng khen`
    pub form: String,
    /// The ranks that can't give it, by system.
    pub never: BTreeMap<System, Vec<Rank>>,
    /// Those who can give it, for messages.
    pub given_by: String,
    /// How certain this is.
    pub certainty: Certainty,
    /// The sources of this information.
    pub sources: Vec<String>,
}

/// An award's name, and what is taken for it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AwardName {
    /// As it is written.
    pub name: String,
    /// What stands for it and is no award, in lower case.
    #[serde(default)]
    pub wrong: Vec<String>,
    /// How a name begins that is surely meant to be this one, and what it holds.
    #[serde(default)]
    pub begins: Option<String>,
    /// What such a name holds.
    #[serde(default)]
    pub holds: Option<String>,
    /// How sure this is.
    pub certainty: Certainty,
    /// Where this is known from.
    pub sources: Vec<String>,
}

/// A regulation, and the date from which it is in force.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Regulation {
    #[serde(deserialize_with = "day")]
    from: Day,
    name: String,
}

/// The authority to give awards.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AwardPowers {
    regulations: Vec<Regulation>,
    givers: Vec<Giver>,
    forms: Vec<AwardForm>,
    names: Vec<AwardName>,
}

impl Sourced for AwardPowers {
    fn each_source(&self, take: &mut dyn FnMut(&[String])) {
        self.forms.iter().for_each(|form| take(&form.sources));
        self.names.iter().for_each(|name| take(&name.sources));
    }
}

/// Bodies with which a giver's name may begin.
const BODIES: [&str; 5] =
    ["ban chấp hành", "ban thường vụ", "đoàn chủ tịch", "chủ tịch", "thường trực"];

impl AwardPowers {
    /// Replaces `<thành phố>` by the names of the cities that belonged to provinces.
    pub(super) fn name_cities(&mut self, cities: &[String]) {
        for giver in &mut self.givers {
            let named =
                giver.begins.iter().flat_map(|begins| match begins.strip_suffix("<thành phố>") {
                    None => vec![begins.clone()],
                    Some(head) => cities.iter().map(|city| format!("{head}{city}")).collect(),
                });
            giver.begins = named.collect();
        }
    }

    /// The system and rank of a giver, if its name shows them.
    pub fn giver(&self, name: &str) -> Option<(System, Rank)> {
        let words = Words::of(name);
        self.giver_at(&words, 0).map(|(giver, _)| (giver.system, giver.rank))
    }

    /// The giver whose name begins at a word, and the word after the part that identifies it.
    pub fn giver_at(&self, words: &Words<'_>, i: usize) -> Option<(&Giver, usize)> {
        let at = BODIES.iter().find(|body| words.starts(i, body));
        let at = i + at.map_or(0, |body| body.split(' ').count());
        let here = |giver: &&Giver| {
            giver.begins.iter().any(|name| first_fits(words, at, name) && begins(words, at, name))
        };
        let giver = self.givers.iter().find(here)?;
        let length = giver.begins.iter().filter(|name| begins(words, at, name));
        let length = length.map(|name| words_of(name).len()).max()?;
        Some((giver, at + length))
    }

    /// The form of an award.
    pub fn form(&self, form: &str) -> Option<&AwardForm> {
        let typed = words_of(form);
        let begins = |known: &&AwardForm| typed.starts_with(&words_of(&known.form));
        self.forms.iter().filter(|known| known.certainty.is_sure()).find(begins)
    }

    /// The forms that are certain.
    pub fn forms(&self) -> impl Iterator<Item = &AwardForm> {
        self.forms.iter().filter(|form| form.certainty.is_sure())
    }

    /// The names that are taken for others, those that are sure.
    pub fn names(&self) -> impl Iterator<Item = &AwardName> {
        self.names.iter().filter(|name| name.certainty.is_sure())
    }

    /// The name of the regulation of awards on a date; the latest one without a date.
    pub fn regulation(&self, on: Option<Day>) -> Option<&str> {
        let held = |r: &&Regulation| on.is_none_or(|day| r.from <= day);
        self.regulations.iter().rfind(held).map(|r| &*r.name)
    }
}

impl AwardForm {
    /// Whether givers of a rank can't give it.
    pub fn is_beyond(&self, system: System, rank: Rank) -> bool {
        self.never.get(&system).is_some_and(|ranks| ranks.contains(&rank))
    }
}

/// Whether a name may begin at a word: a cheap test that fails for nearly all.
fn first_fits(words: &Words<'_>, at: usize, name: &str) -> bool {
    let first = plain(words.lower(at));
    !first.is_empty() && name.to_lowercase().starts_with(&*first)
}

#[cfg(test)]
mod tests {
    use super::super::tests::built_in;
    use super::*;

    #[test]
    fn ranks_by_name() {
        use Rank::*;
        use System::*;
        let powers = built_in().awards;
        for (name, rank) in [
            ("Tổng Liên đoàn Lao động Việt Nam", Some((Union, National))),
            ("Ban Thường vụ Liên đoàn Lao động thành phố Hà Nội", Some((Union, Province))),
            ("Liên đoàn Lao động thành phố Biên Hòa", Some((Union, District))),
            ("Công đoàn Viên chức Việt Nam", Some((Union, Province))),
            ("Công đoàn Tổng công ty Giấy Việt Nam", None),
            ("Liên đoàn Lao động quận Đống Đa", Some((Union, District))),
            ("Công đoàn phường Minh Họa", Some((Union, Commune))),
            ("Công đoàn cơ sở Công ty cổ phần May Minh Họa", Some((Union, Base))),
            ("Công đoàn Viên chức thành phố Hà Nội", None),
            ("Chủ tịch UBND thành phố Hà Nội", Some((State, Province))),
            ("Uỷ ban nhân dân phường Minh Họa", Some((State, Commune))),
            ("Công đoàn Văn phòng Quốc hội", None),
            ("Đảng ủy phường Minh Họa", Some((Party, Commune))),
        ] {
            assert_eq!(powers.giver(name), rank, "{name}");
        }
    }

    #[test]
    fn the_rules_of_a_day() {
        let powers = built_in().awards;
        let called = |day| powers.regulation(day).unwrap_or_default().to_owned();
        assert!(called(Some(Day::new(2018, 5, 1))).contains("2106"));
        assert!(called(Some(Day::new(2024, 5, 28))).contains("1689"));
        assert!(called(None).contains("999"));
        assert_eq!(powers.regulation(Some(Day::new(2010, 1, 1))), None);
    }
}
