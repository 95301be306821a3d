//! The fields that a dossier may have, and the structs of some dossiers that could have
//! each.

use std::collections::{BTreeMap, btree_map};

use baocao::source::{Node, NodeKind, Path};
use serde_json::Value;

/// A field of a struct: the name of the struct in the schema, and the key.
pub type Field = (String, String);

/// A struct somewhere in one of the dossiers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instance {
    pub base: usize,
    pub path: Path,
}

/// The schema of dossiers, and how to find one's way in it.
pub struct Schema(pub Value);

impl Schema {
    /// A schema and those that it may stand for, each with its name if it has one.
    fn all<'s>(&'s self, schema: &'s Value, name: &'s str) -> Vec<(&'s str, &'s Value)> {
        let mut all = vec![(name, schema)];
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.rsplit('/').next().unwrap_or_default();
            let target = self.0.pointer(target.trim_start_matches('#')).expect("a definition");
            all.extend(self.all(target, name));
        }
        for one in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            all.extend(self.all(one, ""));
        }
        all
    }

    /// The struct that a schema allows: its name and its fields.
    fn record<'s>(&'s self, schema: &'s Value, name: &'s str) -> Option<(&'s str, &'s Value)> {
        self.all(schema, name).into_iter().find(|(_, schema)| schema.get("properties").is_some())
    }

    /// The schema of what a struct, a map or a list holds under a key of its own.
    fn inside<'s>(&'s self, schema: &'s Value, key: &str) -> Option<&'s Value> {
        self.all(schema, "").into_iter().find_map(|(_, schema)| schema.get(key))
    }

    fn fields(&self, record: &Value) -> Vec<(String, Value)> {
        let fields = record.get("properties").and_then(Value::as_object).expect("fields");
        fields.iter().map(|(key, schema)| (key.clone(), schema.clone())).collect()
    }

    /// Values that may stand in a field of one line, in YAML.
    pub fn examples(&self, schema: &Value) -> Vec<String> {
        let all = self.all(schema, "");
        let choices = all.iter().find_map(|(_, schema)| schema.get("enum")?.as_array());
        if let Some(choices) = choices {
            return choices.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        let of = |name: &str| -> Option<&[&str]> {
            Some(match name {
                "Text" | "Prose" => &["Hương Sen", "tham_hoi", "BC031"],
                "Quantity" => &["3 tổ", "17/19 đoàn viên", "96%"],
                "Date" => &["20/11/2025", "3/2/2026", "1/1/2030"],
                "MeetingDate" => &["20/11/2025", "14h00 ngày 3/2/2026"],
                "Year" | "ReportedYear" => &["2019", "2026"],
                "TermYears" => &["2014-2019"],
                "OrdinalNumber" => &["II", "XVII"],
                "Count" => &["5"],
                "Flag" => &["có", "không"],
                "StatedPercent" => &["61%"],
                "Seal" => &["0123456789abcdef"],
                _ => return None,
            })
        };
        let examples = all.iter().find_map(|(name, _)| of(name));
        let texts = self
            .inside(schema, "items")
            .is_some_and(|items| self.all(items, "").iter().any(|(name, _)| *name == "Text"));
        match examples {
            Some(examples) => examples.iter().map(|&text| text.to_owned()).collect(),
            None if texts => vec!["[Hương Sen]".to_owned(), "[tham_hoi]".to_owned()],
            None => Vec::new(),
        }
    }
}

/// Every field of the schema with its own schema, and the structs that could have it.
pub fn fields(schema: &Schema, trees: &[&Node]) -> Found {
    let mut found = BTreeMap::new();
    declare(schema, &schema.0, "Dossier", &mut found);
    for (base, tree) in trees.iter().enumerate() {
        note(schema, (&schema.0, "Dossier"), tree, (base, &Path::root()), &mut found);
    }
    found
}

/// Fields with their schemas, and where they could stand.
pub type Found = BTreeMap<Field, (Value, Vec<Instance>)>;

/// Takes up the fields of a struct and of those within it.
fn declare(schema: &Schema, of: &Value, name: &str, found: &mut Found) {
    let inner = ["items", "additionalProperties"].map(|key| schema.inside(of, key));
    inner.into_iter().flatten().for_each(|inner| declare(schema, inner, "", found));
    let Some((name, record)) = schema.record(of, name) else { return };
    for (key, of) in schema.fields(record) {
        let field = (name.to_owned(), key);
        if let btree_map::Entry::Vacant(place) = found.entry(field) {
            place.insert((of.clone(), Vec::new()));
            declare(schema, &of, "", found);
        }
    }
}

/// Takes up the structs that a dossier consists of.
fn note(schema: &Schema, of: (&Value, &str), node: &Node, at: (usize, &Path), found: &mut Found) {
    let (base, path) = at;
    match &node.kind {
        NodeKind::List(items) => {
            let Some(inner) = schema.inside(of.0, "items") else { return };
            for (i, item) in items.iter().enumerate() {
                note(schema, (inner, ""), item, (base, &path.index(i)), found);
            }
        }
        NodeKind::Map(entries) => match schema.record(of.0, of.1) {
            Some((name, record)) => {
                for (key, of) in schema.fields(record) {
                    if let Some((_, instances)) = found.get_mut(&(name.to_owned(), key.clone())) {
                        instances.push(Instance { base, path: path.clone() });
                    }
                    let below = path.key(key.as_str());
                    if let Some(entry) = entries.iter().find(|entry| entry.key == key) {
                        note(schema, (&of, ""), &entry.value, (base, &below), found);
                    }
                }
            }
            None => {
                let Some(inner) = schema.inside(of.0, "additionalProperties") else { return };
                for entry in entries {
                    let below = path.key(entry.key.as_str());
                    note(schema, (inner, ""), &entry.value, (base, &below), found);
                }
            }
        },
        _ => {}
    }
}
