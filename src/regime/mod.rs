//! Regimes (thể thức): the prescribed form of papers, as data with citations.
//!
//! A regime is a YAML file in `report-templates/regimes/`; with `extends` it takes over
//! another one and overrides parts of it. The measures are passed to the layout as a Typst
//! module; the wording is used by Rust code.

mod measures;
mod typst_module;
mod value;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::source::typed::{self, Mismatch, MismatchKind};
use crate::source::{self, Limits, Node, NodeKind, Path};
use crate::vietnamese::Day;

pub(crate) use measures::*;
pub(crate) use value::*;

/// A complete regime.
#[derive(Debug, Clone)]
pub struct Regime {
    /// Its id in dossiers and papers: `union`.
    pub id: String,
    /// Its Vietnamese name.
    pub title: String,
    /// The first date of papers that follow it.
    pub valid_from: Day,
    /// The regime of papers before that date, if there is one.
    pub before: Option<String>,
    pub(crate) wording: Wording,
    pub(crate) measures: Measures,
    tree: Node,
}

/// The fixed words of a regime, and which elements its papers have.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Wording {
    /// The source of these rules.
    pub source: String,
    /// Whether a congress issues its papers in its own name rather than the body that holds
    /// it.
    pub congress_issues: bool,
    /// Whether the parent body is printed above the issuing one.
    pub has_parent: bool,
    pub has_number: bool,
    pub has_place_date: bool,
    /// Whether papers are signed by a person.
    pub personal_signature: bool,
    /// Whether there are recipients (nơi nhận) if the dossier names none.
    pub has_recipients: bool,
    /// `Số: ` before the number.
    pub number_prefix: String,
    /// `{number}/{type}-{symbol}`.
    pub number_pattern: String,
    /// The minimum number of digits: 2 gives `05`.
    pub number_digits: usize,
    /// `TM. ` before the collective that the signer represents (thay mặt).
    pub on_behalf: String,
    /// `KT. ` before the head whose deputy signs (ký thay).
    pub for_head: String,
    /// `TL. ` before the head by whose order a subordinate signs (thừa lệnh).
    pub by_order: String,
    /// `TUQ. ` before the head who authorised the signer (thừa ủy quyền).
    pub delegated: String,
    /// `Lưu: ` before the dossier's name for the place where a copy is kept.
    pub archive_word: String,
    /// The default last line of a base body's recipients.
    pub archive: String,
    /// The same for a body above the base level, which has a records clerk (văn thư).
    pub archive_above: String,
}

impl Wording {
    /// The signing words of the regime, each with its meaning.
    pub fn signing_words(&self) -> [(SigningWord, &str); 4] {
        [
            (SigningWord::OnBehalf, self.on_behalf.trim()),
            (SigningWord::ForHead, self.for_head.trim()),
            (SigningWord::ByOrder, self.by_order.trim()),
            (SigningWord::Delegated, self.delegated.trim()),
        ]
    }

    /// For a line of a signature that opens with the word of another regime: that word, and
    /// this regime's word for it.
    pub fn foreign_word(&self, line: &str) -> Option<(&'static str, &str)> {
        let upper = line.to_uppercase();
        let (typed, capacity) = SPELLINGS.iter().find(|(typed, _)| upper.starts_with(typed))?;
        let own = self.signing_words().into_iter().find(|(own, _)| own == capacity)?.1;
        (own != *typed).then_some((*typed, own))
    }

    /// The separator between type and symbol in a number: `-` of `BC-CĐCS`.
    pub fn symbol_mark(&self) -> &str {
        let between = self.number_pattern.split_once("{type}").map_or("", |(_, rest)| rest);
        between.split_once("{symbol}").map_or("-", |(mark, _)| mark)
    }
}

/// The signing words of all regimes in their usual spellings.
const SPELLINGS: [(&str, SigningWord); 9] = [
    ("TM.", SigningWord::OnBehalf),
    ("T/M", SigningWord::OnBehalf),
    ("TM/", SigningWord::OnBehalf),
    ("KT.", SigningWord::ForHead),
    ("K/T", SigningWord::ForHead),
    ("TL.", SigningWord::ByOrder),
    ("T/L", SigningWord::ByOrder),
    ("TUQ.", SigningWord::Delegated),
    ("T/UQ", SigningWord::Delegated),
];

/// The capacity in which a person signs (quyền hạn của người ký).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningWord {
    /// For a collective (thay mặt).
    OnBehalf,
    /// A deputy for the head (ký thay).
    ForHead,
    /// A subordinate, by the head's order (thừa lệnh).
    ByOrder,
    /// A person authorised by the head (thừa ủy quyền).
    Delegated,
}

/// The metadata of a regime's file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Header {
    id: String,
    title: String,
    valid_from: String,
    before: Option<String>,
    wording: Wording,
}

/// The keys of [`Header`]; all others are measures.
const HEADER: [&str; 5] = ["id", "title", "valid-from", "before", "wording"];

impl Regime {
    /// Parses regimes from the texts of their files, by id; each text is parsed once, however
    /// many extend it. The error is a Vietnamese sentence with the place, for the author of
    /// the file.
    pub fn read_all(texts: &BTreeMap<String, String>) -> Result<Vec<Regime>, Error> {
        let parse = |(id, text): (&String, &String)| {
            let name = format!("regimes/{id}.yaml");
            let (tree, found) = source::read_yaml(&name, text.as_bytes(), Limits::default());
            match (tree, found.iter().find(|d| d.is_error())) {
                (Some(tree), None) => Ok((id.clone(), tree)),
                (_, fault) => {
                    let place = fault.and_then(|d| d.place.as_ref()).map(|p| p.origin());
                    let message = fault.map_or("", |d| &d.message);
                    Err(wrong(format!("{}: {message}", place.unwrap_or(name))))
                }
            }
        };
        let files = texts.iter().map(parse).collect::<Result<BTreeMap<_, _>, _>>()?;
        files.keys().map(|id| Regime::resolve(id, &files)).collect()
    }

    fn resolve(id: &str, files: &BTreeMap<String, Node>) -> Result<Self, Error> {
        let tree = resolve(id, files, 0)?;
        let (header, measures) = split(&tree);
        let header: Header = typed::read(&header).map_err(|e| wrong(told(id, &tree, &e)))?;
        let measures = typed::read(&measures).map_err(|e| wrong(told(id, &tree, &e)))?;
        if header.id != id {
            return Err(wrong(format!("regimes/{id}.yaml: id là {}, khác tên tệp", header.id)));
        }
        let Some(valid_from) = day(&header.valid_from) else {
            let typed = header.valid_from;
            let how = "ghi năm-tháng-ngày, ví dụ 2020-03-05";
            return Err(wrong(format!("regimes/{id}.yaml: valid-from: “{typed}”: {how}")));
        };
        if let Some(before) = header.before.as_ref().filter(|before| !files.contains_key(*before)) {
            return Err(wrong(format!("regimes/{id}.yaml: before: không có thể thức {before}")));
        }
        let Header { id, title, before, wording, .. } = header;
        Ok(Regime { id, title, valid_from, before, wording, measures, tree })
    }

    /// Whether papers of this regime have a number (số văn bản).
    pub fn has_number(&self) -> bool {
        self.wording.has_number
    }

    /// The regime as a Typst module: one dictionary named `regime`, with `family` as its
    /// font.
    pub fn typst_module(&self, family: &str) -> String {
        typst_module::write(&self.measures, family)
    }

    /// The same regime with another line distance in the running text.
    pub(crate) fn with_baseline(&self, length: Length) -> Regime {
        let mut regime = self.clone();
        regime.measures.body.baseline = length;
        regime
    }

    /// A value by its path, such as `page.margin.left`, as it stands in the file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.tree.get(&Path::parse(path)?)?.text()
    }
}

/// A regime's tree merged over those that it extends.
fn resolve(id: &str, files: &BTreeMap<String, Node>, depth: usize) -> Result<Node, Error> {
    if depth > files.len() {
        return Err(wrong(format!("regimes/{id}.yaml: extends thành vòng")));
    }
    let mut tree = files.get(id).ok_or_else(|| wrong(format!("Không có thể thức {id}")))?.clone();
    let without = tree.remove(&Path::root().key("without"));
    let Some(base) = tree.remove(&Path::root().key("extends")) else { return Ok(tree) };
    let mut base = resolve(base.text().unwrap_or_default(), files, depth + 1)?;
    // The predecessor isn't inherited.
    base.remove(&Path::root().key("before"));
    // `without` names inherited keys that this regime doesn't have.
    let NodeKind::List(paths) = without.map_or(NodeKind::List(Vec::new()), |node| node.kind) else {
        return Err(wrong(format!("regimes/{id}.yaml: without: ghi mỗi khóa một dòng")));
    };
    for path in &paths {
        let typed = path.text().unwrap_or_default();
        if Path::parse(typed).and_then(|path| base.remove(&path)).is_none() {
            let place = path.place.origin();
            return Err(wrong(format!("{place}: without: không có khóa {typed} để bỏ")));
        }
    }
    Ok(source::merge(base, tree))
}

/// A day as `2020-03-05`.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let real = (1..=12).contains(&day.month) && (1..=31).contains(&day.day);
    (real && parts.next().is_none()).then_some(day)
}

/// Splits a regime's tree into its header and the measures.
fn split(tree: &Node) -> (Node, Node) {
    let NodeKind::Map(entries) = &tree.kind else { return (tree.clone(), tree.clone()) };
    let (header, measures) =
        entries.iter().cloned().partition(|entry| HEADER.contains(&entry.key.as_str()));
    let of = |entries| Node { kind: NodeKind::Map(entries), place: tree.place.clone() };
    (of(header), of(measures))
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Office, message)
}

/// A mismatch as a sentence with its place.
fn told(id: &str, tree: &Node, mismatch: &Mismatch) -> String {
    let path = &mismatch.path;
    let what = match &mismatch.kind {
        MismatchKind::UnknownKey(known) => {
            let place = tree.entry(path).map(|entry| entry.key_place.origin());
            let place = place.unwrap_or_else(|| tree.place(path).origin());
            return format!("{place}: không có khóa {path}; các khóa ở đây: {}", known.join(", "));
        }
        MismatchKind::Shape(_) => "sai dạng",
        MismatchKind::Meaning(message) => message,
    };
    match path.segments() {
        [] => format!("regimes/{id}.yaml: {what}"),
        _ => format!("{}: {path}: {what}", tree.place(path).origin()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in::TemplateFolder;

    /// The built-in regimes with one text replaced in one file.
    fn with(file: &str, part: &str, other: &str) -> Result<Vec<Regime>, Error> {
        let folder = TemplateFolder::built_in();
        let texts = folder.list("regimes").into_iter().map(|name| {
            let id = name.trim_end_matches(".yaml").to_owned();
            let mut text = folder.find(&format!("regimes/{name}")).expect("a file").to_owned();
            if id == file {
                assert!(text.contains(part), "{part}");
                text = text.replacen(part, other, 1);
            }
            (id, text)
        });
        Regime::read_all(&texts.collect())
    }

    #[test]
    fn what_is_not_overridden_is_taken_over() {
        let regimes = with("union", "", "").expect("whole");
        let margin = |id: &str| {
            let regime = regimes.iter().find(|regime| regime.id == id).expect(id);
            assert_eq!(regime.get("page.margin.left"), Some("30mm"));
            regime.measures.page.margin.left.to_string()
        };
        assert_eq!(["congress", "state", "union", "party", "youth"].map(margin), ["30mm"; 5]);
        let alone = regimes.iter().filter(|regime| !regime.wording.has_parent);
        let mut alone: Vec<&str> = alone.map(|regime| regime.id.as_str()).collect();
        alone.sort_unstable();
        assert_eq!(
            alone,
            [
                "congress",
                "congress-ballot",
                "congress-record",
                "congress-report",
                "congress-script"
            ]
        );
    }

    /// A key named in `without` is not inherited.
    #[test]
    fn a_regime_may_do_without_something() {
        let regimes = with("union", "", "").expect("whole");
        let party = regimes.iter().find(|regime| regime.id == "party").expect("party");
        assert_eq!(party.get("letterhead.national-motto.text"), None);
        assert!(party.measures.letterhead.national_motto.is_none());
        assert!(!party.typst_module("Serif").contains("national-motto"));
    }

    #[test]
    fn a_slip_is_refused_with_its_place() {
        for (file, part, other, says) in [
            (
                "state",
                "  size: 14pt",
                "  sise: 14pt",
                "regimes/state.yaml:34:3: không có khóa page-number.sise; các khóa ở đây: source, size, \
                 weight, style, case, decoration, from-top, on-first-page",
            ),
            ("state", "\nbody:", "\nbodies:", "không có khóa bodies; các khóa ở đây: source, font"),
            (
                "union",
                "  archive:",
                "  acting: \"Q. \"\n  archive:",
                "regimes/union.yaml:11:3: không có khóa wording.acting",
            ),
            (
                "state",
                "left: 30mm",
                "left: 30 mm",
                "page.margin.left: “30 mm” không phải một độ dài",
            ),
            ("state", "weight: bold", "weight: boldd", "Có phải là “bold”?"),
            ("state", "rule-ratio: 0.4", "rule-ratio: 0,4", "“0,4” không phải một số"),
            (
                "state",
                "on-first-page: false",
                "on-first-page: không",
                "page-number.on-first-page: ghi true hoặc false",
            ),
            (
                "state",
                "  from-top: 10mm\n",
                "",
                "regimes/state.yaml:32:1: page-number: thiếu khóa from-top",
            ),
            (
                "party",
                "  - letterhead.national-motto",
                "  - letterhead.national-mottto",
                "without: không có khóa letterhead.national-mottto để bỏ",
            ),
            ("party", "before: party-2018", "before: party-2017", "không có thể thức party-2017"),
            ("state", "\"2020-03-05\"", "\"5/3/2020\"", "ghi năm-tháng-ngày"),
            ("state", "id: state", "id: nation", "id là nation"),
            ("union", "extends: state", "extends: congress", "extends thành vòng"),
            ("union", "extends: state", "extends: stat", "Không có thể thức stat"),
            ("state", "id: state", "id: [", "regimes/state.yaml:"),
        ] {
            let error = with(file, part, other).expect_err(other).to_string();
            assert!(error.contains(says), "{error}\n≠\n{says}");
        }
    }
}
