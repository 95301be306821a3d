//! Documents that papers cite (văn bản viện dẫn): their names, dates, and periods of
//! validity.

use std::ops::Range;

use serde::Deserialize;

use super::key::Keys;
use super::{Certainty, Sourced, some_day};
use crate::dossier::Flag;
use crate::vietnamese::{Day, Ordinal, PartialDate, Words};

/// A document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Act {
    /// For readers of the data.
    pub id: String,
    /// `Luật`, `Quyết định`
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name, cited together with its year: `Luật Công đoàn`.
    pub name: Option<String>,
    /// The congress that adopted a statute (khóa).
    pub congress: Option<Ordinal>,
    /// Its subject, if it is cited by its number.
    pub subject: Option<String>,
    /// `12/2012/QH13`
    pub number: Option<String>,
    /// Its date, or its year.
    pub made: Option<PartialDate>,
    /// Whether other documents have the same number.
    pub recurs: Option<Flag>,
    /// Words of its subject.
    #[serde(default)]
    pub about: Vec<String>,
    /// The date from which it is in force.
    #[serde(default, deserialize_with = "some_day")]
    pub in_force: Option<Day>,
    /// Its end.
    pub over: Option<Over>,
    /// How certain its number and date are.
    pub certainty: Certainty,
    /// The sources of this information.
    pub sources: Vec<String>,
    /// For readers of the data.
    pub note: Option<String>,
}

/// The end of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Over {
    /// The first day on which it is no longer in force.
    #[serde(default, deserialize_with = "some_day")]
    pub on: Option<Day>,
    /// A day by which it certainly isn't in force, if the first isn't known.
    #[serde(default, deserialize_with = "some_day")]
    pub surely_by: Option<Day>,
    /// Its replacement.
    pub now: Option<String>,
    /// How certain its end is.
    pub certainty: Certainty,
}

impl Over {
    /// The first day on which it is known not to be in force.
    pub fn since(&self) -> Option<Day> {
        self.on.or(self.surely_by)
    }
}

impl Act {
    /// `Luật Công đoàn năm 2012`, `Quyết định 1689/QĐ-TLĐ`
    pub fn title(&self) -> String {
        let kind = &self.kind;
        match (&self.name, &self.number, self.congress) {
            (Some(name), _, Some(congress)) => format!("{name} khóa {}", congress.roman()),
            (Some(name), Some(number), _) => format!("{name} số {number}"),
            (Some(name), ..) => name.clone(),
            (None, Some(number), _) => format!("{kind} {number}"),
            (None, None, _) => kind.clone(),
        }
    }

    fn year(&self) -> Option<u16> {
        self.made.and_then(PartialDate::year)
    }

    /// Whether its number contains the year, so that no other document has it.
    fn number_is_its_own(&self) -> bool {
        let year = self.year().map(|year| format!("/{year}/"));
        let number = self.number.as_deref().unwrap_or_default();
        year.is_some_and(|year| number.contains(&year))
    }
}

/// The documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Listed")]
pub struct Acts {
    acts: Vec<Act>,
    keys: Keys<CitationKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    acts: Vec<Act>,
}

/// How an act is cited: by number or by name.
#[derive(Debug, Clone, Copy)]
enum CitationKey {
    Number(usize),
    Name(usize),
}

impl From<Listed> for Acts {
    fn from(Listed { acts }: Listed) -> Self {
        let mut keys = Keys::default();
        for (at, act) in acts.iter().enumerate() {
            act.number.iter().for_each(|number| keys.add(number, CitationKey::Number(at)));
            act.name.iter().for_each(|name| keys.add(name, CitationKey::Name(at)));
        }
        Acts { acts, keys }
    }
}

impl Sourced for Acts {
    fn each_source(&self, take: &mut dyn FnMut(&[String])) {
        self.acts.iter().for_each(|act| take(&act.sources));
    }
}

/// A document cited in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited<'a> {
    /// The document.
    pub act: &'a Act,
    /// Its name or number, with the year that identifies it.
    pub words: Range<usize>,
}

/// The most words between the name of a document and its year or date.
const NEAR: usize = 10;

/// Words that another document begins with.
const OTHERS: [&str; 12] =
    ["luật", "bộ", "nghị", "quyết", "thông", "chỉ", "hướng", "quy", "kế", "kết", "và", "pháp"];

impl Acts {
    /// The documents cited in a text, if they are unambiguous. Documents without a verified
    /// source are left out.
    pub fn cited<'a>(&'a self, words: &Words<'_>) -> Vec<Cited<'a>> {
        let mut found = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let here = self.at(words, i);
            i = here.as_ref().map_or(i + 1, |cited| cited.words.end.max(i + 1));
            found.extend(here);
        }
        found
    }

    /// The certain documents whose number stands at a word, and the word behind it.
    pub fn numbered<'a>(&'a self, words: &Words<'_>, i: usize) -> Vec<(&'a Act, usize)> {
        let numbered = self.keys.at(words, i, in_number).filter_map(|(end, by)| match by {
            CitationKey::Number(at) => Some((self.acts.get(*at)?, end)),
            CitationKey::Name(_) => None,
        });
        let alone = numbered.filter(|(_, end)| stands_alone(words, i, *end));
        alone.filter(|(act, _)| act.certainty.is_sure()).collect()
    }

    fn at<'a>(&'a self, words: &Words<'_>, i: usize) -> Option<Cited<'a>> {
        let numbered = self.keys.at(words, i, in_number).filter_map(|(end, by)| match by {
            CitationKey::Number(at) => Some((self.acts.get(*at)?, end)),
            CitationKey::Name(_) => None,
        });
        let numbered: Vec<_> = numbered.filter(|(_, end)| stands_alone(words, i, *end)).collect();
        let by_number = by_number(words, i, &numbered);
        let by_name = || {
            let named = self.keys.at(words, i, in_title).filter_map(|(end, by)| match by {
                CitationKey::Name(at) => Some((self.acts.get(*at)?, end)),
                CitationKey::Number(_) => None,
            });
            named.filter_map(|(act, end)| by_name(words, act, i, end)).max_by_key(|c| c.words.end)
        };
        by_number.or_else(by_name).filter(|cited| cited.act.certainty.is_sure())
    }
}

/// The document meant among those of one number: the one of the stated year, or the only one
/// the text can mean.
fn by_number<'a>(words: &Words<'_>, i: usize, acts: &[(&'a Act, usize)]) -> Option<Cited<'a>> {
    let (_, end) = acts.first()?;
    let clause = words.clause(i);
    let told = year_behind(words, *end, clause.end);
    let is_lone = |act: &Act| !act.recurs.is_some_and(|flag| flag.0);
    let about = |act: &&(&Act, usize)| {
        let subject = |phrase: &String| words.any(clause.clone(), &[&phrase.to_lowercase()]);
        act.0.about.iter().any(subject)
    };
    let own = acts.iter().find(|(act, _)| act.number_is_its_own());
    let (act, end) = match (own, told) {
        (Some(own), _) => own,
        (None, Some((_, year))) => only(acts.iter().filter(|(act, _)| act.year() == Some(year)))
            // A wrong year, if no other document has the number.
            .or_else(|| only(acts.iter().filter(|one| is_lone(one.0) && about(one))))?,
        (None, None) => only(acts.iter().filter(about)).or_else(|| {
            let bare = !words.any(*end..(end + 6).min(clause.end), &["về"]);
            acts.first().filter(|(act, _)| acts.len() == 1 && bare && is_lone(act))
        })?,
    };
    let until = told.filter(|(_, year)| act.year() == Some(*year)).map_or(*end, |(at, _)| at + 1);
    Some(Cited { act, words: i..until })
}

/// The only element, if there is exactly one.
fn only<T>(mut fits: impl Iterator<Item = T>) -> Option<T> {
    let first = fits.next();
    first.filter(|_| fits.next().is_none())
}

/// A document cited by its name and its year, or the congress that adopted it.
fn by_name<'a>(words: &Words<'_>, act: &'a Act, i: usize, end: usize) -> Option<Cited<'a>> {
    // Part of an amendment's title, unless that is the name itself.
    let amends = i >= 2 && words.lower(i - 1) == "của" && words.lower(i - 2) == "điều";
    if amends {
        return None;
    }
    let clause = words.clause(i);
    let adopted = (end..(end + NEAR).min(clause.end)).find_map(|k| {
        let named = matches!(words.lower(k), "khóa" | "khoá");
        let congress = Ordinal::parse(words.lower(k + 1)).ok().filter(|_| named)?;
        Some((k + 1, congress))
    });
    let at = match (act.congress, adopted) {
        (Some(congress), Some((at, told))) => (congress == told).then_some(at)?,
        _ => {
            let (at, year) = year_behind(words, end, clause.end)?;
            (act.year() == Some(year)).then_some(at)?
        }
    };
    Some(Cited { act, words: i..at + 1 })
}

/// The first year after a name or number, and its position: `ngày 20/6/2012`, `năm 2012`.
fn year_behind(words: &Words<'_>, end: usize, until: usize) -> Option<(usize, u16)> {
    for k in end..(end + NEAR).min(until) {
        // After a comma something else may begin, except before `ngày`.
        let apart = words.gap_before(k).contains(',') && words.lower(k) != "ngày";
        if apart || OTHERS.contains(&words.lower(k)) {
            return None;
        }
        let word = words.lower(k);
        let year = (word.len() == 4).then(|| word.parse().ok()).flatten();
        if let Some(year) = year.filter(|year| (1945..2100).contains(year)) {
            return Some((k, year));
        }
    }
    None
}

/// Separators within a title: `Luật Thi đua, khen thưởng`.
fn in_title(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | ','))
}

/// Separators within a number: `12/2012/QH13`, `22 HD/TWĐTN`.
fn in_number(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '/' | '-' | '–'))
}

/// Whether it isn't part of a longer number.
fn stands_alone(words: &Words<'_>, i: usize, end: usize) -> bool {
    let tight = |gap: &str| !gap.is_empty() && gap.chars().all(|c| matches!(c, '/' | '-' | '.'));
    let before = i > 0 && tight(words.gap(i - 1));
    let behind = end < words.len() && matches!(words.gap(end - 1), "/" | "-");
    !before && !behind
}

#[cfg(test)]
mod tests {
    use super::super::tests::built_in;
    use super::*;

    fn cited(text: &str) -> Vec<(String, String)> {
        let law = built_in();
        let words = Words::of(text);
        let cited = law.acts.cited(&words);
        let span = |cited: &Cited<'_>| text[words.span(cited.words.clone())].to_owned();
        cited.iter().map(|c| (c.act.id.clone(), span(c))).collect()
    }

    fn ids(text: &str) -> Vec<String> {
        cited(text).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn documents_are_known_by_number_or_by_name_and_year() {
        for (text, id) in [
            ("Căn cứ Luật Công đoàn số 12/2012/QH13 ngày 20/6/2012;", "luat-cong-doan-2012"),
            ("Căn cứ Luật Công đoàn năm 2012", "luat-cong-doan-2012"),
            ("theo Luật Công đoàn (sửa đổi) năm 2024", "luat-cong-doan-2024"),
            ("Luật Thi đua, Khen thưởng ngày 26/11/2003", "luat-tdkt-2003"),
            ("Luật Thi đua - Khen thưởng năm 2022", "luat-tdkt-2022"),
            ("Nghị định 91/2017/NĐ-CP", "nd-91-2017"),
            ("Nghị định số 4/2015/NĐ-CP của Chính phủ", "nd-04-2015"),
            ("Quyết định số 1689/QĐ-TLĐ ngày 12/11/2019", "qd-1689-2019"),
            ("Quyết định 1689/QĐ-TLĐ", "qd-1689-2019"),
            ("Quyết định số 1689/QĐ-TLĐ ngày 12/11/2018 về khen thưởng", "qd-1689-2019"),
            ("Điều lệ Công đoàn Việt Nam khoá XII", "dieu-le-cd-xii"),
            ("Điều lệ Công đoàn Việt Nam (khóa 12)", "dieu-le-cd-xii"),
            ("Điều lệ Công đoàn Việt Nam năm 2020", "dieu-le-cd-xii"),
            ("Quy định số 24-QĐ/TW ngày 30/7/2021", "qd-24-2021"),
            ("Quy định 37-QĐ/TW về những điều đảng viên không được làm", "qd-37-2021"),
            ("Chỉ thị 35-CT/TW ngày 14/6/2024", "ct-35-2024"),
        ] {
            assert_eq!(ids(text), [id], "{text}");
        }
        let found = cited("Thực hiện Luật Công đoàn năm 2012, đơn vị đã");
        assert_eq!(found[0].1, "Luật Công đoàn năm 2012");
    }

    #[test]
    fn what_may_be_another_document_is_none() {
        for text in [
            "Căn cứ Điều lệ Công đoàn Việt Nam",
            "Căn cứ Luật Công đoàn; Nghị quyết năm 2012 của đơn vị",
            "Luật Công đoàn và Kế hoạch năm 2012",
            "Luật Công đoàn, năm 2012 đơn vị đã học",
            "Quyết định số 11689/QĐ-TLĐ",
            "Quyết định số 174/QĐ-TLĐ ngày 15/3/2023",
            "Quyết định số 174/QĐ-TLĐ về việc công nhận đoàn viên",
            "Kế hoạch số 24-QĐ/TW",
            "Hướng dẫn số 03/HD-TLĐ ngày 06/9/2024",
            "Điều lệ Công đoàn Việt Nam và Nghị quyết số 5 năm 2020",
        ] {
            assert_eq!(ids(text), [""; 0], "{text}");
        }
        // The amendment, not the amended law.
        assert_eq!(ids("Luật sửa đổi, bổ sung một số điều của Luật Công đoàn năm 2012"), [""; 0]);
    }
}
