//! Whose work is inside the program: NOTICE names every package that is compiled
//! into it, with its licence, from what cargo has on this machine.
//!
//! `UPDATE=1 cargo test --test notice` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const FILE: &str = "NOTICE";

const HEAD: &str = "\
baocao: whose work is inside it
===============================

The program is compiled from its own source (MIT or Apache-2.0, see LICENSE-MIT and
LICENSE-APACHE), from the packages named below, and from files that it carries:

- the fonts Liberation Serif, under the SIL Open Font License 1.1, printed at the end;
- what typst-assets carries (colour profiles, Foxit's fonts for PDF, Unicode data) and the
  citation styles that hayagriva carries (CC BY-SA 3.0); their notices say whose they are.
  No paper of baocao uses a citation style; they come with Typst.

The list is that of the program for Linux on x86-64. Programs for other systems hold a few
packages more that speak to the system (windows-sys and the like, MIT or Apache-2.0).

This file is made by `UPDATE=1 cargo test --test notice`; the test keeps it true.
";

/// What cargo knows of the program: its packages and who needs whom.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = ["metadata", "--offline", "--locked", "--format-version", "1"];
    let output = Command::new(cargo)
        .args(words)
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

struct Package {
    /// Name and version.
    name: String,
    licence: String,
    home: String,
    folder: PathBuf,
    makes_code: bool,
}

impl Package {
    fn of(package: &Value) -> Self {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let kinds = package["targets"].as_array().expect("targets").iter();
        let makes_code = kinds
            .flat_map(|target| target["kind"].as_array().expect("kinds"))
            .any(|kind| kind == "proc-macro");
        let manifest = PathBuf::from(text("manifest_path"));
        Package {
            name: format!("{} {}", text("name"), text("version")),
            licence: text("license"),
            home: text("repository"),
            folder: manifest.parent().expect("a folder").to_owned(),
            makes_code,
        }
    }

    /// Its licences and notices. Of several licences to choose from one is
    /// enough: MIT where there is a file for it.
    fn texts(&self) -> Vec<String> {
        const NAMES: [&str; 6] =
            ["license", "licence", "copying", "notice", "copyright", "unlicense"];
        let mut names: Vec<String> = fs::read_dir(&self.folder)
            .expect("a package's folder")
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| NAMES.iter().any(|n| name.to_lowercase().starts_with(n)))
            .filter(|name| self.folder.join(name).is_file())
            .collect();
        names.sort();
        let mit = |name: &String| name.to_lowercase().contains("mit");
        if self.licence.contains("MIT") && names.iter().any(mit) && !self.licence.contains("AND") {
            names.retain(|name| mit(name) || !name.to_lowercase().starts_with("licen"));
            names.retain(|name| !name.to_lowercase().starts_with("unlicense"));
        }
        // What a package carries of another language's, such as mimalloc.
        for folder in ["c_src", "c_src/mimalloc/v2"] {
            names.extend(["LICENSE", "LICENSE.txt"].map(|name| format!("{folder}/{name}")));
        }
        let read = |name: &String| fs::read_to_string(self.folder.join(name)).ok();
        names.iter().filter_map(read).map(|text| tidy(&text)).collect()
    }
}

/// The same text has the same lines, whoever broke or indented them.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Everything that is compiled into the program: what it needs, not what builds
/// or tests it.
fn packages(metadata: &Value) -> BTreeMap<String, Package> {
    let all: BTreeMap<&str, Package> = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| (package["id"].as_str().expect("an id"), Package::of(package)))
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| (node["id"].as_str().expect("an id"), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().expect("a root");
    let mut seen = BTreeSet::new();
    let mut next = vec![root];
    while let Some(id) = next.pop() {
        if all[id].makes_code || !seen.insert(id) {
            continue;
        }
        for needed in nodes[id]["deps"].as_array().expect("dependencies") {
            let kinds = needed["dep_kinds"].as_array().expect("kinds");
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                next.push(needed["pkg"].as_str().expect("an id"));
            }
        }
    }
    let inside = all.into_iter().filter(|(id, _)| seen.contains(id) && *id != root);
    inside.map(|(_, package)| (package.name.clone(), package)).collect()
}

fn notice() -> String {
    let packages = packages(&metadata());
    let mut out = HEAD.to_owned();
    let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    out += "\n\nPackages\n========\n\n";
    for package in packages.values() {
        let own = package.texts();
        let none = if own.is_empty() { " (no text in the package)" } else { "" };
        let _ = writeln!(out, "{}: {}{none}\n    {}", package.name, package.licence, package.home);
        for text in own {
            texts.entry(text).or_default().push(&package.name);
        }
    }
    let mut texts: Vec<(Vec<&str>, String)> =
        texts.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        let _ = write!(out, "\n\n{}\n{}\n\n{text}\n", names.join(", "), "-".repeat(60));
    }
    let apache = Path::new(env!("CARGO_MANIFEST_DIR")).join("LICENSE-APACHE");
    let apache = tidy(&fs::read_to_string(apache).expect("a licence"));
    let _ = write!(
        out,
        "\n\nApache License 2.0, of packages that name it and have no text of their own\n{}\n\n{apache}\n",
        "-".repeat(60)
    );
    let ofl = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/fonts/OFL.txt");
    let ofl = tidy(&fs::read_to_string(ofl).expect("the fonts' licence"));
    let _ = write!(out, "\n\nLiberation Serif\n{}\n\n{ofl}\n", "-".repeat(60));
    out
}

#[test]
fn names_all_that_is_inside() {
    let notice = notice();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &notice).expect("a writable tree");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == notice, "{FILE} is old: run UPDATE=1 cargo test --test notice");
    for part in ["typst 0.15.1", "CC BY-SA", "SIL OPEN FONT LICENSE", "Copyright", "mimalloc"] {
        assert!(notice.contains(part), "{part}");
    }
    for tool in ["\nserde_derive ", "\nproptest ", "\ninsta "] {
        assert!(!notice.contains(tool), "{tool} isn't inside");
    }
    let home = std::env::var("HOME").unwrap_or_default();
    assert!(home.len() < 2 || !notice.contains(&home), "a folder of this machine");
}
