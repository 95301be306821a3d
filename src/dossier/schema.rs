//! The JSON Schema of a dossier, and the Vietnamese names of its fields.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::source::{Path, Segment};

use super::Dossier;

/// The JSON Schema (draft 2020-12), with Vietnamese titles and descriptions, for editors and
/// validators.
pub fn json_schema() -> Value {
    schema_of::<Dossier>()
}

fn schema_of<T: schemars::JsonSchema>() -> Value {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    // Drop rustdoc text from the schema: it is for programmers.
    let types = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for definition in types.into_iter().flat_map(|types| types.values_mut()) {
        definition.as_object_mut().and_then(|d| d.remove("description"));
    }
    schema
}

/// Simplifies the schema for people: every field, item and named value may be empty; defaults
/// and Rust type names are removed.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("default");
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                properties.values_mut().for_each(allow_empty);
            }
            for inner in ["items", "additionalProperties"] {
                map.get_mut(inner).into_iter().for_each(allow_empty);
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Allows null in a schema, unless it does already.
fn allow_empty(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let nothing = json!({ "type": "null" });
    if let Some(reference) = map.remove("$ref") {
        map.insert("anyOf".into(), json!([{ "$ref": reference }, nothing]));
        return;
    }
    if let Some(Value::Array(alternatives)) = map.get_mut("anyOf") {
        if !alternatives.contains(&nothing) {
            alternatives.push(nothing);
        }
        return;
    }
    match map.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push("null".into()),
        Some(Value::String(one)) if one != "null" => {
            let one = std::mem::take(one);
            map.insert("type".into(), json!([one, "null"]));
        }
        _ => return,
    }
    if let Some(Value::Array(choices)) = map.get_mut("enum") {
        choices.push(Value::Null);
    }
}

/// The schema's information on one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'t> {
    /// Its path, with list items without indices.
    pub path: Path,
    /// Its Vietnamese name; `None` for a name chosen by the user.
    pub title: Option<&'t str>,
    /// The names of its possible types: `Quantity`, `FigureDetail`.
    pub types: Vec<&'t str>,
    /// Whether it may be a single text.
    pub is_text: bool,
    /// Whether it may be a list of texts.
    pub is_texts: bool,
}

/// The Vietnamese name of every field, by path. The schema is generated on first use, since a
/// dossier without faults doesn't need it.
pub struct Titles {
    schema: OnceLock<Value>,
    make: fn() -> Value,
}

impl Titles {
    /// The shared table of a dossier's fields.
    pub fn get() -> &'static Titles {
        static TITLES: Titles = Titles::of::<Dossier>();
        &TITLES
    }

    /// The names of another type's fields.
    pub(crate) const fn of<T: schemars::JsonSchema>() -> Titles {
        Titles { schema: OnceLock::new(), make: schema_of::<T> }
    }

    fn schema(&self) -> &Value {
        self.schema.get_or_init(self.make)
    }

    /// The name of the field at a path: *Đoàn viên* for `membership.members`.
    pub fn title(&self, path: &Path) -> Option<&str> {
        self.find(path).iter().find_map(|s| s.get("title")?.as_str())
    }

    /// The field at a path.
    pub fn field(&self, path: &Path) -> Option<Field<'_>> {
        self.described(path.clone(), &self.find(path))
    }

    /// Combines the schemas found at a path.
    fn described<'t>(&'t self, path: Path, found: &[&'t Value]) -> Option<Field<'t>> {
        found.first()?;
        let variants: Vec<&Value> = found.iter().flat_map(|s| self.variants(s)).collect();
        let is = |schema: &Value, name: &str| match schema.get("type") {
            Some(Value::String(one)) => one == name,
            Some(Value::Array(types)) => types.iter().any(|one| one == name),
            _ => false,
        };
        let texts = |schema: &Value| {
            let items = schema.get("items").into_iter().flat_map(|items| self.variants(items));
            is(schema, "array") && items.into_iter().any(|item| is(item, "string"))
        };
        let references = variants.iter().filter_map(|s| s.get("$ref")?.as_str());
        Some(Field {
            path,
            title: found.iter().find_map(|s| s.get("title")?.as_str()),
            types: references.filter_map(|reference| reference.rsplit('/').next()).collect(),
            is_text: variants.iter().any(|s| is(s, "string")),
            is_texts: variants.iter().any(|s| texts(s)),
        })
    }

    /// The direct fields of a block, in order.
    pub fn fields_of(&self, block: &Path) -> Vec<Field<'_>> {
        let found = self.find(block);
        let variants: Vec<&Value> = found.iter().flat_map(|s| self.variants(s)).collect();
        let properties = variants.iter().filter_map(|s| s.get("properties")?.as_object());
        let field = |key: &String| {
            let below = self.below(&found, &Segment::Key(key.as_str().into()));
            self.described(block.key(key), &below)
        };
        properties.flat_map(|p| p.keys()).filter_map(field).collect()
    }

    fn find(&self, path: &Path) -> Vec<&Value> {
        let root = vec![self.schema()];
        path.segments().iter().fold(root, |found, segment| self.below(&found, segment))
    }

    fn below<'t>(&'t self, found: &[&'t Value], segment: &Segment) -> Vec<&'t Value> {
        found.iter().flat_map(|s| self.step(s, segment)).collect()
    }

    /// The Vietnamese names of the blocks with a field of this name.
    fn owners_of(&self, key: &str) -> impl Iterator<Item = String> {
        let root = self.schema().get("properties").and_then(Value::as_object);
        root.into_iter().flatten().filter_map(move |(block, schema)| {
            let has = self
                .variants(schema)
                .iter()
                .any(|s| s.get("properties").and_then(|p| p.get(key)).is_some());
            has.then(|| format!("`{block}`"))
        })
    }

    /// The top-level blocks that a key belongs to, as `block`.
    pub fn owners(&self, key: &str) -> Vec<String> {
        let in_root = self.schema().get("properties").and_then(|p| p.get(key)).is_some();
        let root = in_root.then(|| "gốc của hồ sơ".to_owned());
        root.into_iter().chain(self.owners_of(key)).collect()
    }

    /// Whether any block has a key of this name.
    pub fn knows(&self, key: &str) -> bool {
        let has = |schema: &Value| schema.get("properties").is_some_and(|p| p.get(key).is_some());
        let types = self.schema().get("$defs").and_then(Value::as_object);
        has(self.schema()) || types.is_some_and(|types| types.values().any(has))
    }

    fn step<'a>(&'a self, schema: &'a Value, segment: &Segment) -> Vec<&'a Value> {
        let variants = self.variants(schema);
        let next = variants.into_iter().filter_map(|s| match segment {
            Segment::Key(key) => s
                .get("properties")
                .and_then(|p| p.get(key.as_str()))
                .or_else(|| s.get("additionalProperties")),
            Segment::Index(_) => s.get("items"),
        });
        next.filter(|s| s.is_object()).collect()
    }

    /// The alternatives of a schema, with references resolved.
    fn variants<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let mut all = vec![schema];
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|p| self.schema().pointer(p));
            all.extend(target.into_iter().flat_map(|s| self.variants(s)));
        }
        for alternative in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            all.extend(self.variants(alternative));
        }
        all
    }
}
