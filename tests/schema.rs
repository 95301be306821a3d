//! The JSON Schema: kept in the tree, complete, and of one mind with the reader.
//! `UPDATE=1 cargo test --test schema` writes it anew.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use baocao::diagnostic::Diagnostic;
use baocao::source::{self, Limits};
use serde_json::{Value, json};

const KEPT: &str = "fixtures/schema/dossier.schema.json";

fn in_tree(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_kept_schema_is_current() {
    let schema =
        serde_json::to_string_pretty(&baocao::dossier::json_schema()).expect("JSON") + "\n";
    let path = in_tree(KEPT);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a writable tree");
        std::fs::write(&path, &schema).expect("a writable tree");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == schema, "{KEPT} differs from the types: UPDATE=1 cargo test --test schema");
}

fn fixtures() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = std::fs::read_dir(in_tree("fixtures"))
        .expect("fixtures")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("UTF-8")))
        .collect();
    all.sort();
    assert!(all.len() >= 3);
    all
}

#[test]
fn every_fixture_points_to_it() {
    for (name, yaml) in fixtures() {
        let first = yaml.lines().next().unwrap_or_default();
        assert_eq!(first, "# yaml-language-server: $schema=schema/dossier.schema.json", "{name}");
    }
}

// ───── as an editor reads ─────

/// A file as an editor reads it by YAML 1.2's core schema: `07` and `1.000` are
/// numbers, `true` is a boolean.
fn core(yaml: &str) -> Value {
    fn number(text: &str) -> Option<Value> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let plain = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.matches('.').count() <= 1;
        let float: f64 = plain.then(|| text.parse().ok()).flatten()?;
        match text.parse::<i64>() {
            Ok(whole) => Some(json!(whole)),
            Err(_) => Some(json!(float)),
        }
    }
    fn go(node: &source::Node) -> Value {
        match &node.kind {
            source::NodeKind::Null => Value::Null,
            source::NodeKind::Text { text, style: source::Style::Plain } => match text.as_str() {
                "true" | "True" | "TRUE" => json!(true),
                "false" | "False" | "FALSE" => json!(false),
                text => number(text).unwrap_or_else(|| json!(text)),
            },
            source::NodeKind::Text { text, .. } => json!(text),
            source::NodeKind::List(items) => items.iter().map(go).collect(),
            source::NodeKind::Map(entries) => {
                entries.iter().map(|e| (e.key.clone(), go(&e.value))).collect()
            }
        }
    }
    let (tree, found) = source::read_yaml("t", yaml.as_bytes(), Limits::default());
    assert!(found.iter().all(|d| !d.is_error()), "{found:?}\n{yaml}");
    go(&tree.expect("a tree"))
}

fn validator() -> &'static jsonschema::Validator {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| {
        jsonschema::draft202012::new(&baocao::dossier::json_schema()).expect("a JSON Schema")
    })
}

/// What the validator has against a file, each with its place.
fn refusals(yaml: &str) -> Vec<String> {
    let value = core(yaml);
    let errors = validator().iter_errors(&value);
    errors.map(|e| format!("{}: {e:.200}", e.instance_path())).collect()
}

/// What the reader has against it.
fn faults(yaml: &str) -> Vec<Diagnostic> {
    let (tree, _) = source::read_yaml("t", yaml.as_bytes(), Limits::default());
    baocao::dossier::read(tree.expect("a tree")).diagnostics
}

#[test]
fn it_is_a_schema() {
    jsonschema::meta::validate(&baocao::dossier::json_schema()).expect("draft 2020-12");
}

#[test]
fn every_fixture_is_valid() {
    for (name, yaml) in fixtures() {
        assert_eq!(refusals(&yaml), [""; 0], "{name}");
        // serde_yaml's own reading, an independent one.
        let value: Value = serde_yaml::from_str(&yaml).expect("YAML");
        let errors: Vec<_> = validator().iter_errors(&value).map(|e| format!("{e:.200}")).collect();
        assert_eq!(errors, [""; 0], "{name}");
    }
}

/// A clerk leaves keys and dashes empty.
#[test]
fn anything_may_be_left_empty() {
    fn all_empty(node: &source::Node, yaml: &mut Vec<source::Path>, at: &source::Path) {
        match &node.kind {
            source::NodeKind::Map(entries) => {
                for entry in entries {
                    yaml.push(at.key(&*entry.key));
                    all_empty(&entry.value, yaml, &at.key(&*entry.key));
                }
            }
            source::NodeKind::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    yaml.push(at.index(i));
                    all_empty(item, yaml, &at.index(i));
                }
            }
            _ => {}
        }
    }
    for (name, yaml) in fixtures() {
        let (tree, _) = source::read_yaml("t", yaml.as_bytes(), Limits::default());
        let mut paths = Vec::new();
        all_empty(&tree.expect("a tree"), &mut paths, &source::Path::root());
        let whole = core(&yaml);
        for path in paths {
            let mut value = whole.clone();
            let mut place = &mut value;
            for segment in path.segments() {
                place = match segment {
                    source::Segment::Key(key) => &mut place[key.as_str()],
                    source::Segment::Index(i) => &mut place[i],
                };
            }
            *place = Value::Null;
            assert!(validator().is_valid(&value), "{name}: {path} left empty");
        }
    }
}

#[test]
fn other_spellings_are_valid_for_both() {
    for yaml in [
        "format: \"1\"\ndraft_number: 02\nperiod:\n  year: \"2026\"\n",
        "organization:\n  name: 2026\n  has_standing_committee: true\n  parent: Liên đoàn Lao động\n",
        "congress:\n  ordinal: 9\n  date: 2024\n  term: 2026 - 2031\n",
        "congress:\n  date: 8.2024\n",
        "membership:\n  members: 1.000\n  women: 12\n  teams: không\n  figures:\n    a:\n    b: 07\n    c: 98,5%\n    d:\n      value: 3\n      stated_percent: 94.2\n",
        "papers:\n  resolution:\n    number: 05\n    addressee: A\n    annexes:\n      - chỉ tiêu\n    bases:\n      - 12\n      - type: Quyết định\n",
        "papers:\n  resolution:\n    addressee:\n      - A\n      - 7\n    signature:\n      on_behalf: TM. BAN CHẤP HÀNH\n",
        "awards:\n  - reasons:\n      - có thành tích\n      - text: a\n        thematic: có\n",
        "direction:\n  tasks:\n    - một việc\n    - title: a\n      text: b\n    - 5\n",
        "abbreviations:\n  A: 1\n  B:\ncited:\n  a:\n  b: Kế hoạch\nto_confirm:\n  -\n  - 3\n",
        "to_confirm: []\nmembership: {}\nelections:\n",
        "assessment:\n  limitations:\n    - một ý\n    - hai ý\n",
    ] {
        assert_eq!(refusals(yaml), [""; 0], "{yaml}");
        let structural: Vec<_> =
            faults(yaml).into_iter().filter(|d| !d.message.contains("94.2")).collect();
        assert_eq!(structural.iter().map(|d| &d.message).collect::<Vec<_>>(), [""; 0], "{yaml}");
    }
}

#[test]
fn wrong_dossiers_are_refused_by_both() {
    let mut taken = Vec::new();
    for yaml in [
        "format: 2\n",
        "kind: họp\n",
        "status: dự tháo\n",
        "organisation:\n  name: A\n",
        "organization: A\n",
        "organization:\n  - A\n",
        "organization:\n  nam: A\n",
        "organization:\n  name:\n    a: b\n",
        "organization:\n  name:\n    - A\n",
        "organization:\n  parent:\n    nam: A\n",
        "organization:\n  parent:\n    - A\n",
        "organization:\n  has_standing_committee: chắc\n",
        "organization:\n  level: làng\n",
        "organization:\n  header_lines: A\n",
        "period:\n  year: 26\n",
        "period:\n  year: \"26\"\n",
        "period:\n  year: 2026 năm\n",
        "period:\n  type: tuần\n",
        "draft_number: hai\n",
        "draft_number: -1\n",
        "draft_number: 1.5\n",
        "congress:\n  term: 2026\n",
        "congress:\n  ordinal:\n    - 9\n",
        "results: A\n",
        "results:\n  a: b\n",
        "results:\n  - A\n",
        "results:\n  - figures: A\n",
        "results:\n  - figures:\n      - A\n",
        "results:\n  - figures:\n      a:\n        valu: 1\n",
        "results:\n  - figures:\n      a: [1]\n",
        "membership:\n  members:\n    parts: 3\n",
        "membership:\n  members:\n    every: ngày\n",
        "cited:\n  - A\n",
        "cited:\n  a:\n    nmber: 1\n",
        "awards:\n  - reasons: A\n",
        "awards:\n  - year: nay\n",
        "awards:\n  - state: có\n",
        "direction:\n  tasks:\n    - titel: A\n",
        "direction:\n  targets: A\n",
        "papers: A\n",
        "papers:\n  resolution: A\n",
        "papers:\n  resolution:\n    annexes: chỉ tiêu\n",
        "papers:\n  resolution:\n    annexes:\n      - tranh\n",
        "papers:\n  resolution:\n    addressee:\n      a: b\n",
        "papers:\n  resolution:\n    signature: A\n",
        "to_confirm: A\n",
        "to_confirm:\n  - a: b\n",
    ] {
        if refusals(yaml).is_empty() {
            taken.push(format!("the schema takes {yaml}"));
        }
        if faults(yaml).is_empty() {
            taken.push(format!("the reader takes {yaml}"));
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

// ───── for a person ─────

#[test]
fn every_field_has_a_vietnamese_title() {
    fn go(value: &Value, at: &str, count: &mut usize) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (key, property) in properties {
                let title = property.get("title").and_then(Value::as_str).unwrap_or_default();
                assert!(!title.is_empty(), "{at}.{key} has no title");
                assert!(title.starts_with(char::is_uppercase), "{at}.{key}: {title}");
                // “Chia ra” is Vietnamese too.
                let vietnamese = !title.is_ascii() || title == "Chia ra";
                assert!(vietnamese, "{at}.{key}: {title}");
                assert!(
                    key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
                );
                *count += 1;
            }
        }
        match value {
            Value::Object(map) => map.iter().for_each(|(k, v)| go(v, &format!("{at}/{k}"), count)),
            Value::Array(items) => items.iter().for_each(|v| go(v, at, count)),
            _ => {}
        }
    }
    let mut count = 0;
    go(&baocao::dossier::json_schema(), "", &mut count);
    assert!(count > 150, "{count}");
}

/// What an editor shows is for a clerk: no names of Rust, no defaults, no
/// English descriptions.
#[test]
fn nothing_of_the_program_shows() {
    fn go(value: &Value) {
        match value {
            Value::Object(map) => {
                assert!(map.get("default").is_none(), "{map:?}");
                assert!(map.get("format").is_none_or(|f| !f.is_string()), "{map:?}");
                if let Some(text) = map.get("description").and_then(Value::as_str) {
                    assert!(text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()), "{text}");
                }
                map.values().for_each(go);
            }
            Value::Array(items) => items.iter().for_each(go),
            _ => {}
        }
    }
    go(&baocao::dossier::json_schema());
}
