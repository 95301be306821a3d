//! Regimes (thể thức): what a paper must look like, as data with citations.
//!
//! A regime is a YAML file in `report-templates/regimes/`; `extends` takes over
//! another one and overrides parts of it. Its measures reach the layout as a
//! Typst module; its wording stays here.

mod typst_module;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// A regime, complete.
#[derive(Debug, Clone)]
pub struct Regime {
    pub id: String,
    /// Its Vietnamese name.
    pub title: String,
    pub wording: Wording,
    data: Value,
}

/// The words a regime fixes, and what its papers bear.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Wording {
    /// Whether the parent body stands over the issuing one.
    pub has_parent: bool,
    pub has_number: bool,
    pub has_place_date: bool,
    /// Whether a person signs.
    pub personal_signature: bool,
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

impl Regime {
    /// Reads regimes from the texts of their files, by id; each text is parsed
    /// once, however many extend it. The error is for programmers: regimes are
    /// shipped, not typed by clerks.
    pub fn read_all(texts: &BTreeMap<String, String>) -> Result<Vec<Regime>, String> {
        let parse = |(id, text): (&String, &String)| match serde_yaml::from_str(text) {
            Ok(Value::Mapping(map)) => Ok((id.clone(), map)),
            Ok(_) => Err(format!("{id}: not a map")),
            Err(e) => Err(format!("{id}: {e}")),
        };
        let files = texts.iter().map(parse).collect::<Result<BTreeMap<_, _>, _>>()?;
        files.keys().map(|id| Regime::resolve(id, &files)).collect()
    }

    fn resolve(id: &str, files: &BTreeMap<String, Mapping>) -> Result<Self, String> {
        let data = resolve(id, files, 0)?;
        let title = data.get("title").and_then(Value::as_str).unwrap_or(id).to_owned();
        let wording = data.get("wording").cloned().unwrap_or(Value::Null);
        let wording = serde_yaml::from_value(wording).map_err(|e| format!("{id}: wording: {e}"))?;
        Ok(Regime { id: id.to_owned(), title, wording, data })
    }

    /// The regime as a Typst module: one dictionary named `regime`, its fonts
    /// replaced by `family`.
    pub fn typst_module(&self, family: &str) -> String {
        typst_module::write(&self.data, family)
    }

    /// The same regime with another distance between the lines of the text.
    pub(crate) fn with_baseline(&self, length: &str) -> Regime {
        let mut regime = self.clone();
        if let Some(Value::Mapping(body)) = regime.data.get_mut("body") {
            body.insert("baseline".into(), length.into());
        }
        regime
    }

    /// A value by its path, such as `page.margin.left`.
    pub fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.data, |value, key| value.get(key))
    }
}

fn resolve(id: &str, files: &BTreeMap<String, Mapping>, depth: usize) -> Result<Value, String> {
    if depth > 4 {
        return Err(format!("{id}: extends in a circle"));
    }
    let mut data = files.get(id).ok_or_else(|| format!("no regime {id}"))?.clone();
    match data.remove("extends") {
        Some(base) => {
            let base = base.as_str().ok_or_else(|| format!("{id}: extends"))?;
            Ok(overlay(resolve(base, files, depth + 1)?, Value::Mapping(data)))
        }
        None => Ok(Value::Mapping(data)),
    }
}

fn overlay(base: Value, over: Value) -> Value {
    match (base, over) {
        (Value::Mapping(mut base), Value::Mapping(over)) => {
            for (key, value) in over {
                let below = base.get(&key).cloned().unwrap_or(Value::Mapping(Mapping::new()));
                base.insert(key, overlay(below, value));
            }
            Value::Mapping(base)
        }
        (_, over) => over,
    }
}
