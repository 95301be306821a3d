//! Who knows whom: `docs/architecture.md` lists the modules from the ground up, and
//! no module imports one that stands below it in the list.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The modules as the page lists them: the first word of each line of its first
/// block.
fn listed() -> Vec<String> {
    let page = read("docs/architecture.md");
    let block = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let lines = block.expect("a list").lines().filter(|line| !line.starts_with("   "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// The top module that a file of `src` belongs to.
fn module(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("inside");
    let top = inside.iter().next().expect("a name").to_string_lossy();
    top.trim_end_matches(".rs").to_owned()
}

/// The Rust files of `src`, but for those of modules that only tests have.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    for path in found.clone() {
        for name in tests_in(&std::fs::read_to_string(&path).expect("a file")) {
            let folder = match path.file_stem().is_some_and(|stem| stem == "mod") {
                true => path.with_file_name(""),
                false => path.with_extension(""),
            };
            let tests = folder.join(format!("{name}.rs"));
            found.retain(|other| *other != tests);
        }
    }
}

/// The names of modules that are compiled for tests only and have a file.
fn tests_in(text: &str) -> Vec<&str> {
    let after = text.split("#[cfg(test)]\nmod ").skip(1);
    after.filter_map(|rest| rest.split_once([';', ' '])?.0.into()).collect()
}

/// What a file imports from the crate's root: `crate::a::b`, `crate::{a, b::c}`.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let name = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{').and_then(|rest| rest.split_once("};")) {
            None => found.push(name(rest)),
            Some((list, _)) => {
                // Only the outermost names are the root's.
                let mut depth = 0;
                let mut outer = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ if depth == 0 => outer.push(c),
                        _ => {}
                    }
                }
                found.extend(outer.split(',').map(|part| name(part.trim())));
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The module behind each name that `lib.rs` hands out itself.
fn handed_out() -> BTreeMap<String, String> {
    let mut behind = BTreeMap::new();
    for line in read("src/lib.rs").split(';') {
        let Some((module, names)) =
            line.trim().strip_prefix("pub use ").and_then(|path| path.split_once("::"))
        else {
            continue;
        };
        for name in names.trim_matches(['{', '}']).split(',') {
            let name = name.trim().rsplit(' ').next().unwrap_or_default();
            behind.insert(name.to_owned(), module.to_owned());
        }
    }
    behind
}

#[test]
fn no_import_runs_against_the_order() {
    let (order, behind) = (listed(), handed_out());
    let place = |module: &str| order.iter().position(|name| name == module);
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 100, "only {} files", files.len());
    let (mut wrong, mut held) = (Vec::new(), 0);
    for file in &files {
        let from = module(file);
        if ["lib", "main"].contains(&from.as_str()) {
            continue;
        }
        let Some(at) = place(&from) else {
            wrong.push(format!("{from} isn't in the list"));
            continue;
        };
        let text = std::fs::read_to_string(file).expect("a file");
        for name in imports(&text).iter().filter(|_| from != "cli") {
            let module = behind.get(name).unwrap_or(name);
            match place(module) {
                Some(other) if other > at => {
                    wrong.push(format!("{}: {from} knows {module}", file.display()));
                }
                Some(_) => held += 1,
                None => wrong.push(format!("{}: {module} isn't in the list", file.display())),
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(held > 300, "only {held} imports");
}

#[test]
fn what_counts_as_an_import() {
    let text = "use crate::a::{b, c};\nuse crate::{d, e::{f, g}, h};\n// crate::no\nlet x = crate::i::j();\n#[cfg(test)]\nmod tests {\n    use crate::k;\n}\n";
    assert_eq!(imports(text), ["a", "d", "e", "h", "i"]);
    assert_eq!(tests_in("#[cfg(test)]\nmod traps;\nmod typed;\n"), ["traps"]);
}
