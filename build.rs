//! Lists the files that are built into the program from the folders they stand
//! in: a new template, paper, regime or explanation is there without being named
//! anywhere. Runs again only when something in these folders changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=build.rs");

    let templates = texts(&root, "report-templates")?;
    let entry = |path: &String| {
        let inside = path.trim_start_matches("report-templates/");
        format!("({inside:?}, {})", included(path))
    };
    write_list(&out.join("built_in.rs"), templates.iter().map(entry))?;

    let explanations = texts(&root, "src/explain")?;
    let entry = |path: &String| {
        let code = path.strip_prefix("src/explain/BC")?.strip_suffix(".md")?;
        let number: u16 = code.parse().ok().filter(|_| code.len() == 3)?;
        Some(format!("({number}, {})", included(path)))
    };
    write_list(&out.join("explained.rs"), explanations.iter().filter_map(entry))
}

/// The text files under a folder, by their path from the root with `/`, sorted.
fn texts(root: &Path, folder: &str) -> io::Result<Vec<String>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let is_text = [".j2", ".md", ".typ", ".yaml"].iter().any(|end| path.ends_with(end));
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if is_text && !path.starts_with("report-templates/fonts/") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn included(path: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))", format!("/{path}"))
}

/// Writes a Rust slice, unless it stands there already.
fn write_list(file: &Path, entries: impl Iterator<Item = String>) -> io::Result<()> {
    let mut list = String::from("&[\n");
    for entry in entries {
        let _ = writeln!(list, "    {entry},");
    }
    list.push_str("]\n");
    if fs::read_to_string(file).is_ok_and(|there| there == list) {
        return Ok(());
    }
    fs::write(file, list)
}
