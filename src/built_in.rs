//! `report-templates/`, built into the program.
//!
//! A user's own folder takes precedence; this is used for the files that it lacks.

#![warn(missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::{LARGEST, read_whole};

/// Every text file of `report-templates/`, by path; the build script lists them.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The files and folders at the top of `report-templates/`: nothing else is read from a
/// folder of templates, since papers may be written beside them.
pub fn tops() -> BTreeSet<&'static str> {
    FILES.iter().filter_map(|(path, _)| path.split('/').next()).collect()
}

/// The source of templates, regimes and layout: the built-in files, overridden by those of a
/// user's folder as they were when it was read.
#[derive(Debug, Clone, Default)]
pub struct TemplateFolder {
    /// By path inside the folder, with `/`.
    own: Arc<[(String, String)]>,
}

/// The maximum depth of nested folders.
const DEPTH: usize = 8;

impl TemplateFolder {
    /// The built-in files only.
    pub fn built_in() -> Self {
        TemplateFolder::default()
    }

    /// A user's folder over the built-in files. Files that can't be read, aren't text or have
    /// no plain name are skipped.
    pub fn with_own(folder: &Path) -> Self {
        let mut paths = Vec::new();
        tops().iter().for_each(|top| gather(&folder.join(top), DEPTH, &mut paths));
        paths.sort();
        let read = |path: PathBuf| {
            let inside = path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
            let bytes = is_plain(&inside).then(|| read_whole(&path, LARGEST).ok())??;
            Some((inside, String::from_utf8(bytes).ok()?))
        };
        TemplateFolder { own: paths.into_iter().filter_map(read).collect() }
    }

    /// The text of a file by its path inside the folder, with `/`.
    pub fn find(&self, path: &str) -> Option<&str> {
        let own = self.own.iter().find(|(name, _)| name == path).map(|(_, text)| &**text);
        own.or_else(|| FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text))
    }

    /// The names of the files of one folder, built in or the user's own,
    /// sorted.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let own = self.own.iter().map(|(path, _)| &**path);
        let names: BTreeSet<&str> = FILES
            .iter()
            .map(|(path, _)| *path)
            .chain(own)
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'))
            .filter(|name| !name.contains('/'))
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Calls `take` with the path and the bytes of every file, the built-in ones first,
    /// sorted; a user's own come last, and override the others simply by being there.
    pub(crate) fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        FILES.iter().for_each(|(path, text)| take(path, text.as_bytes()));
        self.own.iter().for_each(|(path, text)| take(path, text.as_bytes()));
    }
}

/// Collects the files at a path, down to a depth.
fn gather(path: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
    } else if depth > 0 {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        entries.for_each(|entry| gather(&entry.path(), depth - 1, found));
    }
}

/// Whether a path is made of plain names, as templates have: not hidden or backup files of an
/// editor.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !part.starts_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_every_file_of_the_folder() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates");
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let relative = path.strip_prefix(&root).expect("inside").to_string_lossy();
                    found.push(relative.replace('\\', "/"));
                }
            }
        }
        found.retain(|path| !path.starts_with("fonts/"));
        found.sort();
        let mut built_in: Vec<_> = FILES.iter().map(|(path, _)| path.to_string()).collect();
        built_in.sort();
        assert_eq!(found, built_in);
    }

    #[test]
    fn own_files_go_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path();
        let put = |path: &str, text: &str| {
            let path = own.join(path);
            std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
            std::fs::write(path, text).expect("written");
        };
        put("layout/lib.typ", "own");
        put("papers/sections/new.typ.j2", "new");
        put("papers/.hidden.yaml", "x");
        put("papers/ghi chú.yaml", "x");
        put("ra/papers.yaml", "a paper that was made here");
        std::fs::write(own.join("layout/annex.typ"), [0xFF, 0xFE]).expect("written");
        let (built_in, folder) = (TemplateFolder::built_in(), TemplateFolder::with_own(own));
        assert_eq!(folder.find("layout/lib.typ"), Some("own"));
        assert_eq!(folder.find("papers/sections/new.typ.j2"), Some("new"));
        assert_eq!(folder.find("layout/annex.typ"), built_in.find("layout/annex.typ"));
        assert_eq!(folder.list("papers"), built_in.list("papers"));
        assert_eq!(folder.list("ra"), [""; 0]);
        assert!(folder.list("papers/sections").contains(&"new.typ.j2".to_owned()));
    }

    #[test]
    fn no_path_leads_out() {
        let folder = TemplateFolder::with_own(Path::new("report-templates"));
        for path in ["../Cargo.toml", "/etc/hostname", "layout/../layout/lib.typ", "", "C:/x"] {
            assert!(folder.find(path).is_none(), "{path}");
        }
    }
}
