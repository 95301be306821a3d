//! Regimes (thể thức): what a paper must look like, as data with citations.
//!
//! A regime is a YAML file in `report-templates/regimes/`; `extends` takes over
//! another one and overrides parts of it. Its measures reach the layout as a
//! Typst module; its wording stays here.

mod typst_module;

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
    /// The last line of the recipients unless the dossier says otherwise.
    pub archive: String,
}

impl Regime {
    /// Reads a regime; `find` gives the text of the one it extends. The error
    /// is for programmers: regimes are shipped, not typed by clerks.
    pub fn read(id: &str, find: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let data = resolve(id, find, 0)?;
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

    /// A value by its path, such as `page.margin.left`.
    pub fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.data, |value, key| value.get(key))
    }
}

fn resolve(id: &str, find: &dyn Fn(&str) -> Option<String>, depth: usize) -> Result<Value, String> {
    if depth > 4 {
        return Err(format!("{id}: extends in a circle"));
    }
    let text = find(id).ok_or_else(|| format!("no regime {id}"))?;
    let mut data: Value = serde_yaml::from_str(&text).map_err(|e| format!("{id}: {e}"))?;
    let base = match &mut data {
        Value::Mapping(map) => map.remove("extends"),
        _ => return Err(format!("{id}: not a map")),
    };
    match base {
        Some(base) => {
            let base = base.as_str().ok_or_else(|| format!("{id}: extends"))?.to_owned();
            Ok(overlay(resolve(&base, find, depth + 1)?, data))
        }
        None => Ok(data),
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
