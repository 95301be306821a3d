//! Regimes (thể thức): what a paper must look like, as data with citations.
//!
//! A regime is a YAML file in `report-templates/regimes/`; `extends` takes over
//! another one and overrides parts of it. Its measures reach the layout as a
//! Typst module; its wording stays here.

mod measures;
mod typst_module;
mod value;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::source::typed::{self, Mismatch, MismatchKind};
use crate::source::{self, Limits, Node, NodeKind, Path};

pub use measures::*;
pub use value::*;

/// A regime, complete.
#[derive(Debug, Clone)]
pub struct Regime {
    pub id: String,
    /// Its Vietnamese name.
    pub title: String,
    pub wording: Wording,
    pub measures: Measures,
    tree: Node,
}

/// The words a regime fixes, and what its papers bear.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    /// Where these come from.
    pub source: String,
    /// Whether the parent body stands over the issuing one.
    pub has_parent: bool,
    pub has_number: bool,
    pub has_place_date: bool,
    /// Whether a congress issues it, and not the union.
    pub of_congress: bool,
    /// Whether a person signs.
    pub personal_signature: bool,
    /// Whether there are recipients (nơi nhận) where the dossier names none.
    pub has_recipients: bool,
    /// `Số: ` in front of the number.
    pub number_prefix: String,
    /// `{number}/{type}-{symbol}`.
    pub number_pattern: String,
    /// Digits a number has at least: 2 gives `05`.
    pub number_digits: usize,
    /// `TM. ` in front of a collective.
    pub on_behalf: String,
    /// The last line of a base union's recipients unless the dossier says
    /// otherwise.
    pub archive: String,
    /// The same for a union above the base, which has a records clerk (văn thư).
    pub archive_above: String,
}

/// What a regime's file says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Header {
    id: String,
    title: String,
    #[expect(dead_code, reason = "for whoever reads the file")]
    valid_from: String,
    wording: Wording,
}

/// The keys of [`Header`]; all others are measures.
const HEADER: [&str; 4] = ["id", "title", "valid-from", "wording"];

impl Regime {
    /// Reads regimes from the texts of their files, by id; each text is parsed
    /// once, however many extend it. The error is a Vietnamese sentence with the
    /// place, for whoever wrote the file.
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
        Ok(Regime { id: header.id, title: header.title, wording: header.wording, measures, tree })
    }

    /// The regime as a Typst module: one dictionary named `regime`, its fonts
    /// replaced by `family`.
    pub fn typst_module(&self, family: &str) -> String {
        typst_module::write(&self.measures, family)
    }

    /// The same regime with another distance between the lines of the text.
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

/// A regime's tree laid over those that it extends.
fn resolve(id: &str, files: &BTreeMap<String, Node>, depth: usize) -> Result<Node, Error> {
    if depth > 4 {
        return Err(wrong(format!("regimes/{id}.yaml: extends thành vòng")));
    }
    let mut tree = files.get(id).ok_or_else(|| wrong(format!("Không có thể thức {id}")))?.clone();
    match tree.remove(&Path::root().key("extends")) {
        Some(base) => {
            let base = base.text().unwrap_or_default();
            Ok(source::merge(resolve(base, files, depth + 1)?, tree))
        }
        None => Ok(tree),
    }
}

/// The part of a regime's tree that is its header, and the measures.
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

    /// The built-in regimes with something in them replaced.
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
        assert_eq!(["congress", "state", "union"].map(margin), ["30mm"; 3]);
        assert!(
            regimes.iter().all(|regime| regime.wording.has_parent == (regime.id != "congress"))
        );
    }

    #[test]
    fn a_slip_is_refused_with_its_place() {
        for (file, part, other, says) in [
            (
                "state",
                "  size: 14pt",
                "  sise: 14pt",
                "regimes/state.yaml:33:3: không có khóa page-number.sise; các khóa ở đây: source, size",
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
                "regimes/state.yaml:31:1: page-number: thiếu khóa from-top",
            ),
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
