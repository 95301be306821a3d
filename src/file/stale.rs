//! Staged files, and those left by killed runs.
//!
//! A run holds a lock on each file that it stages, which the system releases when the run
//! ends in any way. A staged file without a lock is left from a killed run and removed when
//! the next run writes into the folder, since it may contain a dossier's text.

use std::collections::HashSet;
use std::fs::{File, Metadata, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::NamedTempFile;

use super::step::step;

const PREFIX: &str = ".baocao-";
const SUFFIX: &str = ".tmp";
/// The number of random letters in a staged file's name.
const LETTERS: usize = 6;

/// How often another run may remove a new file before this one has locked it.
const TRIES: usize = 16;

/// Creates a file for staging, locked while it is open.
pub(super) fn create(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(LETTERS);
    // A temporary file is readable by its owner only; a paper by everybody.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    for _ in 0..TRIES {
        let file = builder.tempfile_in(folder)?;
        step();
        // Without locks, no file is ever taken for a killed run's.
        if file.as_file().lock().is_err() || file.path().exists() {
            return Ok(file);
        }
    }
    builder.tempfile_in(folder)
}

/// Removes the leftovers of killed runs from a folder, once per run. `own` is a file that
/// this run created there: only files of the same owner are touched.
pub(super) fn sweep(folder: &Path, own: &File) {
    static SWEPT: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let Ok(own) = own.metadata() else { return };
    let known = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let Ok(mut swept) = SWEPT.lock() else { return };
    if swept.get_or_insert_default().insert(known) {
        clear(folder, &own);
    }
}

fn clear(folder: &Path, own: &Metadata) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_staged = entry.file_name().to_str().is_some_and(|name| {
            let letters = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
            letters.is_some_and(|letters| {
                letters.len() == LETTERS && letters.chars().all(|c| c.is_ascii_alphanumeric())
            })
        });
        if is_staged && is_dead(&entry.path(), own) {
            // Files that can't be removed now are removed by a later run.
            step();
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a staged file is a regular one of ours that no run has locked.
fn is_dead(path: &Path, own: &Metadata) -> bool {
    let Ok(found) = std::fs::symlink_metadata(path) else { return false };
    if !found.is_file() || !same_owner(&found, own) {
        return false;
    }
    let file = OpenOptions::new().read(true).write(true).open(path);
    file.is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(unix)]
fn same_owner(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    a.uid() == b.uid()
}

#[cfg(not(unix))]
fn same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dead_runs_files_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in [".baocao-abc123.tmp", ".baocao-abc.tmp", ".baocao-abc123.tmp.bak", "a.tmp"] {
            std::fs::write(path(name), "chữ").expect("written");
        }
        std::fs::create_dir(path(".baocao-folder.tmp")).expect("made");
        let live = create(folder.path()).expect("made");
        clear(folder.path(), &live.as_file().metadata().expect("there"));
        assert!(live.path().exists(), "a live run's");
        assert!(!path(".baocao-abc123.tmp").exists(), "a dead run's");
        for name in [".baocao-abc.tmp", ".baocao-abc123.tmp.bak", "a.tmp", ".baocao-folder.tmp"] {
            assert!(path(name).exists(), "{name} isn't ours");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_nobodys_staged_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (kept, link) = (folder.path().join("kept"), folder.path().join(".baocao-abc123.tmp"));
        std::fs::write(&kept, "chữ").expect("written");
        std::os::unix::fs::symlink(&kept, &link).expect("linked");
        let live = create(folder.path()).expect("made");
        clear(folder.path(), &live.as_file().metadata().expect("there"));
        assert!(link.exists() && kept.exists());
    }
}
