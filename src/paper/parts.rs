//! A paper made several times from one dossier: a ballot paper for each election, an
//! invitation for each guest. Each has a file of its own.

use std::borrow::Cow;

use serde::Deserialize;

use crate::dossier::{Dossier, Envelope, Item, OneOrMany, Text, Walk};
use crate::source::Path;
use crate::vietnamese::{fold, slug};

use super::Paper;

/// A descriptor's settings for the list that its paper is made from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Per {
    /// The path of the list: `elections`. Several with `|` between them are joined in this
    /// order; a person named in an earlier one is skipped in the later ones.
    pub list: String,
    /// Paths in an item that may name its file; the first non-empty one is used.
    pub named_by: Vec<String>,
    /// Paths in an item without which no file is made. `a|b` requires one of them.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether each item has a number, a date and addressees of its own, as letters have.
    #[serde(default)]
    pub own_envelope: bool,
    /// Keys with a value: no file is made for an item that has this value there.
    #[serde(default)]
    pub unless: std::collections::BTreeMap<String, String>,
    /// Keys with a value: no file is made for an item that lacks this value there.
    #[serde(default)]
    pub only: std::collections::BTreeMap<String, String>,
}

/// The list item that a paper is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Where the item stands in the dossier.
    pub path: Path,
    /// Its display name: “Ban Chấp hành”.
    pub name: String,
}

/// The most letters that a part may add to a file name.
const LONGEST_NAME: usize = 60;

impl Paper {
    /// The papers made from this one: itself, or one for each list item that has what is
    /// needed.
    pub fn outputs(&self, dossier: &Dossier) -> Vec<Cow<'_, Paper>> {
        let Some(per) = self.per.as_ref().filter(|_| self.part.is_none()) else {
            return vec![Cow::Borrowed(self)];
        };
        let mut files: Vec<String> = Vec::new();
        let items = self.items(dossier).filter(|(_, item)| per.is_whole(*item));
        let part = |(path, item): (Path, Item<'_>)| {
            let name = per.name(item).unwrap_or_default().into_owned();
            let file = distinct(&self.file, &name, &files);
            files.push(file.clone());
            let title = format!("{} {name}", self.title).trim_end().to_owned();
            let part = Some(Part { path, name });
            Cow::Owned(Paper { file, title, part, ..self.clone() })
        };
        items.map(part).collect()
    }

    /// The paper itself, or the first output of one made per list item.
    pub(crate) fn one(&self, dossier: &Dossier) -> Cow<'_, Paper> {
        self.outputs(dossier).into_iter().next().unwrap_or(Cow::Borrowed(self))
    }

    /// The missing paths: the list itself if it is empty, or keys of its first item if no
    /// item is complete.
    pub(crate) fn missing_parts(&self, dossier: &Dossier) -> Vec<Path> {
        let Some(per) = self.per.as_ref().filter(|_| self.part.is_none()) else {
            return Vec::new();
        };
        let mut first = None;
        for (path, item) in self.items(dossier) {
            let below = |key: &str| key.split('.').fold(path.clone(), |path, key| path.key(key));
            let missing: Vec<Path> = per.missing(item).map(below).collect();
            if missing.is_empty() {
                return missing;
            }
            first.get_or_insert(missing);
        }
        first.unwrap_or_else(|| per.lists().take(1).collect())
    }

    /// What the item that the paper is about says of its envelope itself, of a paper whose
    /// items do: number, date, addressees, how far it has come.
    pub(super) fn own_envelope(&self, dossier: &Dossier) -> Option<Envelope> {
        self.per.as_ref().filter(|per| per.own_envelope)?;
        let item = dossier.item().at(&self.part.as_ref()?.path)?;
        let text = |item: Item<'_>| item.text().map(|text| Text(text.to_owned()));
        let addressees = item.get("addressee").into_iter().flat_map(Item::items);
        Some(Envelope {
            number: item.get("number").and_then(text),
            date: match item.get("date") {
                Some(Item::Date(date)) => Some(date),
                _ => None,
            },
            addressee: OneOrMany(addressees.filter_map(text).collect()),
            status: match item.get("status") {
                Some(Item::Choice(word)) => word.parse().ok(),
                _ => None,
            },
            sealed: match item.get("sealed") {
                Some(Item::Seal(seal)) => Some(seal.clone()),
                _ => None,
            },
            ..Envelope::default()
        })
    }

    /// The items of the lists, without those excluded by `unless` and `only`.
    fn items<'a>(&'a self, dossier: &'a Dossier) -> impl Iterator<Item = (Path, Item<'a>)> {
        let per = self.per.as_ref();
        let mut named: Vec<String> = Vec::new();
        let mut items = Vec::new();
        for path in per.into_iter().flat_map(Per::lists) {
            let list = dossier.item().at(&path);
            let of_list = list.into_iter().flat_map(Item::items).enumerate();
            let of_list = of_list.filter(|(_, item)| {
                item.is_known() && per.is_some_and(|per| !per.leaves_out(*item))
            });
            let known = named.clone();
            for (i, item) in of_list {
                let name =
                    per.and_then(|per| per.name(item)).map(|name| fold(&name)).unwrap_or_default();
                if !known.contains(&name) {
                    items.push((path.index(i), item));
                }
                named.push(name);
            }
        }
        items.into_iter()
    }
}

impl Per {
    fn lists(&self) -> impl Iterator<Item = Path> {
        self.list.split('|').filter_map(|list| Path::parse(list.trim()))
    }

    fn is_whole(&self, item: Item<'_>) -> bool {
        self.missing(item).next().is_none()
    }

    fn missing<'a>(&'a self, item: Item<'a>) -> impl Iterator<Item = &'a str> {
        self.needs.iter().filter_map(move |need| {
            let mut keys = need.split('|').map(str::trim);
            let at = |key: &str| Path::parse(key).and_then(|path| item.at(&path));
            let known = |key: &str| at(key).is_some_and(Item::is_known);
            let first = keys.next()?;
            (!known(first) && !keys.any(known)).then_some(first)
        })
    }

    fn leaves_out(&self, item: Item<'_>) -> bool {
        let says = |(key, word): (&String, &String)| {
            item.get(key).and_then(Item::typed).is_some_and(|typed| typed == word.as_str())
        };
        self.unless.iter().any(says) || !self.only.iter().all(says)
    }

    /// The first non-empty naming value, also if it is a choice from a closed set.
    fn name<'a>(&self, item: Item<'a>) -> Option<Cow<'a, str>> {
        let at = |key: &String| item.at(&Path::parse(key)?);
        let typed = |key: &String| at(key)?.typed().filter(|typed| !typed.trim().is_empty());
        item.text().map(Cow::Borrowed).or_else(|| self.named_by.iter().find_map(typed))
    }
}

/// A file name different from the others: `phieu-bau-ban-chap-hanh`, and for the next item of
/// that name `phieu-bau-ban-chap-hanh-2`.
fn distinct(file: &str, name: &str, others: &[String]) -> String {
    let mut slug = slug(name);
    if slug.len() > LONGEST_NAME {
        let cut = slug[..LONGEST_NAME].rfind('-').unwrap_or(LONGEST_NAME);
        slug.truncate(cut);
    }
    let bare = if slug.is_empty() { file.to_owned() } else { format!("{file}-{slug}") };
    let numbered = (2..).map(|number| format!("{bare}-{number}"));
    let is_free = |name: &String| !others.contains(name);
    std::iter::once(bare.clone()).chain(numbered).find(is_free).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot() -> Paper {
        let yaml = "title: Phiếu bầu\nfile: phieu-bau\nkinds: [congress]\nabbreviation: PB\nkind: Phiếu bầu\n\
                    subject: ''\nneeds: []\nnumbering: ['1.']\noutline: []\n\
                    per: {list: elections, named-by: [to, body], needs: [seats, candidates], unless: {method: chỉ định}}";
        serde_yaml::from_str(yaml).expect("a descriptor")
    }

    fn dossier(elections: &str) -> Dossier {
        serde_yaml::from_str(&format!("kind: đại hội\nelections: [{elections}]")).expect(elections)
    }

    #[test]
    fn each_item_of_the_list_gives_a_file() {
        let whole = "seats: 3 đồng chí, candidates: [{name: An}]";
        let dossier = dossier(&format!(
            "{{body: Ban Chấp hành, {whole}}}, {{body: Ban Chấp hành, {whole}}}, \
             {{body: Ủy ban Kiểm tra, seats: 3 đồng chí}}, \
             {{body: Ban Thường vụ, method: chỉ định, {whole}}}, {{{whole}}}"
        ));
        let paper = ballot();
        let outputs = paper.outputs(&dossier);
        let files: Vec<&str> = outputs.iter().map(|paper| paper.file.as_str()).collect();
        assert_eq!(files, ["phieu-bau-ban-chap-hanh", "phieu-bau-ban-chap-hanh-2", "phieu-bau"]);
        assert_eq!(outputs[0].title, "Phiếu bầu Ban Chấp hành");
        // An output has only itself as output.
        assert_eq!(outputs[1].outputs(&dossier).len(), 1);
        assert!(paper.missing_parts(&dossier).is_empty());
    }

    #[test]
    fn whoever_stands_in_two_lists_gives_one_file() {
        let mut paper = ballot();
        let per = paper.per.as_mut().expect("a list");
        per.list = "attendance.guests | congress_plan.invited".to_owned();
        (per.named_by, per.needs) = (vec!["name".to_owned()], vec!["name".to_owned()]);
        let dossier: Dossier = serde_yaml::from_str(
            "{attendance: {guests: [{name: Lê An}]}, congress_plan: {invited: [{name: lê an}, {name: Vũ Bình}]}}",
        )
        .expect("a dossier");
        let outputs = paper.outputs(&dossier);
        let files: Vec<&str> = outputs.iter().map(|paper| paper.file.as_str()).collect();
        assert_eq!(files, ["phieu-bau-le-an", "phieu-bau-vu-binh"]);
        let nobody = paper.missing_parts(&Dossier::default());
        assert_eq!(nobody[0].to_string(), "attendance.guests");
    }

    #[test]
    fn what_no_item_has_is_missing() {
        let missing = |elections: &str| -> Vec<String> {
            let dossier = dossier(elections);
            let paths = ballot().missing_parts(&dossier);
            assert!(ballot().outputs(&dossier).is_empty());
            paths.iter().map(ToString::to_string).collect()
        };
        assert_eq!(missing(""), ["elections"]);
        assert_eq!(
            missing("{body: Ban Chấp hành}"),
            ["elections[0].seats", "elections[0].candidates"]
        );
        assert_eq!(missing("{method: chỉ định, seats: 3 đồng chí}"), ["elections"]);
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let name = "đại diện Ban Chấp hành các đoàn thể chính trị - xã hội của Bệnh viện";
        let file = distinct("giay-moi", name, &[]);
        assert_eq!(file, "giay-moi-dai-dien-ban-chap-hanh-cac-doan-the-chinh-tri-xa-hoi-cua");
    }
}
