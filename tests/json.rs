//! `docs/json.md` tells the truth: its examples are the program's output, and
//! its tables name the fields. `UPDATE=1 cargo test` writes the examples anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const PAGE: &str = "docs/json.md";

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    fs::read_to_string(path).expect("the page").replace("\r\n", "\n")
}

/// The blocks of one language, without their fences.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// What a command of the page prints where the page's dossiers stand.
fn output(page: &str, command: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for dossier in blocks(page, "yaml").into_iter().chain(blocks(page, "csv")) {
        let name = dossier.lines().next().and_then(|l| l.strip_prefix("# ")).expect("a name");
        fs::write(folder.path().join(name), dossier).expect("written");
    }
    let words = command.split(' ').skip(1);
    let program = env!("CARGO_BIN_EXE_baocao");
    let mut command = Command::new(program);
    command.args(words).current_dir(folder.path()).env_remove("SOURCE_DATE_EPOCH");
    let output = command.output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "nothing beside the lines");
    String::from_utf8(output.stdout).expect("UTF-8").replace("ra\\\\tk\\\\", "ra/tk/")
}

/// The commands of the page with what stands under them.
fn examples(page: &str) -> Vec<(&str, &str)> {
    let console = blocks(page, "console").into_iter();
    console
        .map(|block| {
            let command = block.strip_prefix("$ ").expect("a command");
            command.split_once('\n').expect("a line")
        })
        .collect()
}

#[test]
fn examples_are_what_is_printed() {
    let page = page();
    let mut current = page.clone();
    for (command, shown) in examples(&page) {
        let block = |lines: &str| format!("```console\n$ {command}\n{lines}```");
        current = current.replace(&block(shown), &block(&output(&page, command)));
    }
    if std::env::var_os("UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
        return fs::write(path, &current).expect("a writable tree");
    }
    assert!(page == current, "{PAGE} isn't what is printed: run UPDATE=1 cargo test --test json");
}

/// The fields in the table of each type of line, and whether they are always
/// there.
fn tables(page: &str) -> BTreeMap<String, BTreeMap<String, bool>> {
    let mut tables: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    let mut kind = String::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            kind = heading.trim_matches('`').to_owned();
        } else if let Some(row) = line.strip_prefix("| `") {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let field = cells[0].trim_end_matches('`').to_owned();
            tables.entry(kind.clone()).or_default().insert(field, cells[2] == "always");
        }
    }
    let findings = tables["finding"].clone();
    tables
        .get_mut("acknowledged")
        .expect("a table")
        .extend(findings.into_iter().filter(|(field, _)| field != "type"));
    tables
}

#[test]
fn tables_name_the_fields() {
    let page = page();
    let tables = tables(&page);
    let mut met: Vec<String> = Vec::new();
    let set = "baocao check --json --set period tk.yaml";
    let lines =
        examples(&page).iter().map(|(command, _)| output(&page, command)).collect::<String>();
    for line in (lines + &output(&page, set)).lines() {
        let line: Value = serde_json::from_str(line).expect("one JSON object a line");
        let kind = line["type"].as_str().expect("a type");
        let table = tables.get(kind).unwrap_or_else(|| panic!("{kind} isn't documented"));
        let fields = line.as_object().expect("an object");
        for field in fields.keys() {
            assert!(table.contains_key(field), "{kind}.{field} isn't documented");
        }
        for (field, always) in table {
            assert!(!always || fields.contains_key(field), "{kind}.{field} isn't always there");
        }
        if let Some(place) = fields.get("place") {
            let parts: Vec<&str> =
                place.as_object().expect("an object").keys().map(String::as_str).collect();
            let always = ["file", "line", "column", "offset", "length"];
            assert_eq!(parts[..always.len()], always);
            let of_sheets = ["workbook", "sheet", "cell"];
            assert!(parts[always.len()..].iter().all(|part| of_sheets.contains(part)), "{parts:?}");
        }
        met.push(kind.to_owned());
    }
    for kind in tables.keys() {
        assert!(met.contains(kind), "no example of {kind}");
    }
}
