//! `report-templates/`, inside the program.
//!
//! A user's own folder is searched first; what it lacks comes from here.

#![warn(missing_docs)]

use std::borrow::Cow;
use std::path::PathBuf;

use crate::file::{LARGEST, read_whole};

/// Every text file of `report-templates/`, by path; the build script lists them.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// Where templates, regimes and layout come from.
#[derive(Debug, Clone, Default)]
pub struct TemplateFolder {
    own: Option<PathBuf>,
}

impl TemplateFolder {
    /// Only what is built in.
    pub fn built_in() -> Self {
        TemplateFolder::default()
    }

    /// A user's folder over the built-in files.
    pub fn with_own(folder: PathBuf) -> Self {
        TemplateFolder { own: Some(folder) }
    }

    /// The text of a file by its path inside the folder, with `/`. Only names
    /// of plain files are looked for, so that no path leads out of the folder.
    pub fn find(&self, path: &str) -> Option<Cow<'static, str>> {
        let plain = path.split('/').all(|part| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
                && !part.starts_with('.')
        });
        if !plain {
            return None;
        }
        if let Some(own) = &self.own
            && let Ok(bytes) = read_whole(&own.join(path), LARGEST)
            && let Ok(text) = String::from_utf8(bytes)
        {
            return Some(Cow::Owned(text));
        }
        FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| Cow::Borrowed(*text))
    }

    /// The names of the files of one folder, built in or the user's own,
    /// sorted.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let mut names: Vec<String> = FILES
            .iter()
            .filter_map(|(path, _)| path.strip_prefix(&prefix))
            .filter(|name| !name.contains('/'))
            .map(str::to_owned)
            .collect();
        if let Some(own) = &self.own
            && let Ok(entries) = std::fs::read_dir(own.join(folder))
        {
            names.extend(
                entries
                    .flatten()
                    .filter(|e| e.path().is_file())
                    .filter_map(|e| e.file_name().into_string().ok()),
            );
        }
        names.sort();
        names.dedup();
        names
    }
}

impl TemplateFolder {
    /// Calls `take` with the path and the bytes of every file, the built-in
    /// ones first, sorted; a user's own stand behind and win by being there.
    pub(crate) fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        FILES.iter().for_each(|(path, text)| take(path, text.as_bytes()));
        let mut folders: Vec<PathBuf> = self.own.iter().cloned().collect();
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    _ => files.push(entry.path()),
                }
            }
        }
        files.sort();
        for file in files {
            let inside = self.own.as_ref().and_then(|own| file.strip_prefix(own).ok());
            if let (Some(inside), Ok(bytes)) = (inside, read_whole(&file, LARGEST)) {
                take(&inside.to_string_lossy().replace('\\', "/"), &bytes);
            }
        }
    }
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
    fn no_path_leads_out() {
        let folder = TemplateFolder::with_own("report-templates".into());
        for path in ["../Cargo.toml", "/etc/hostname", "layout/../layout/lib.typ", "", "C:/x"] {
            assert!(folder.find(path).is_none(), "{path}");
        }
    }
}
