//! Editing of a file that somebody else may be saving: their changes are never overwritten,
//! and the file keeps its owner, permissions and hard links.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;

use super::stale;
use super::step::step;
use super::whole::{folder_of, put_new, set_permissions, staged};
use super::{failed, read_only};

/// The result of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The file has the new contents.
    Written,
    /// The file was saved by somebody else after it was read. Their version stays; ours is at
    /// this path.
    SavedMeanwhile(PathBuf),
}

/// Replaces a file that was read as `before` by `after`. A symbolic link is followed, so that
/// it stays one. The error is a Vietnamese sentence.
pub fn edit_whole(path: &Path, before: &[u8], after: &[u8]) -> Result<Edited, Error> {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let failed = |e: std::io::Error| failed("Không ghi được", path.display(), e);
    let old = std::fs::metadata(&path).map_err(failed)?;
    if old.permissions().readonly() {
        return Err(read_only(&path));
    }
    let edit = || -> std::io::Result<Edited> {
        let folder = folder_of(&path);
        let file = staged(folder, true, |file| file.write_all(after))?;
        step();
        stale::sweep(folder, file.as_file());
        let owned = take_owner(file.as_file(), &old);
        set_permissions(file.as_file(), old.permissions())?;
        step();
        // As late as possible: a change saved after this check is lost.
        if std::fs::read(&path).ok().as_deref() != Some(before) {
            return Ok(Edited::SavedMeanwhile(put_beside(file, &path)?));
        }
        step();
        if owned && links(&old) < 2 {
            file.persist(&path).map_err(|e| e.error)?;
        } else {
            in_place(file, &path, after)?;
        }
        step();
        Ok(Edited::Written)
    };
    edit().map_err(failed)
}

/// Keeps a copy of a file's earlier contents beside it, with its permissions; returns its
/// path. Nothing is overwritten.
pub fn keep_before(path: &Path, before: &[u8], ending: &str) -> Result<PathBuf, Error> {
    let keep = || -> std::io::Result<PathBuf> {
        let file = staged(folder_of(path), true, |file| file.write_all(before))?;
        if let Ok(old) = std::fs::metadata(path) {
            take_owner(file.as_file(), &old);
            set_permissions(file.as_file(), old.permissions())?;
        }
        put_under(file, path, ending)
    };
    keep().map_err(|e| failed("Không ghi được", path.display(), e))
}

fn put_beside(file: NamedTempFile, path: &Path) -> std::io::Result<PathBuf> {
    put_under(file, path, "moi")
}

/// Gives a staged file a name derived from another: `x.yaml.moi`, `x.yaml.moi2`, ….
fn put_under(mut file: NamedTempFile, path: &Path, ending: &str) -> std::io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_owned();
    let mut nth = 1_u32;
    loop {
        let mut own = name.clone();
        own.push(format!(".{ending}"));
        if nth > 1 {
            own.push(nth.to_string());
        }
        let place = path.with_file_name(own);
        if place.symlink_metadata().is_err() {
            step();
            let bytes = std::fs::read(file.path())?;
            let rights = file.as_file().metadata()?;
            match put_new(file, &place) {
                Ok(()) => return Ok(place),
                // The name was taken meanwhile.
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                    file = staged(folder_of(path), true, |file| file.write_all(&bytes))?;
                    set_permissions(file.as_file(), rights.permissions())?;
                }
                Err(e) => return Err(e),
            }
        }
        nth += 1;
    }
}

/// Writes into the file itself, which is the only way to keep its links and its owner. A
/// complete copy exists beside it while the file is partly written; if the run is killed it
/// remains.
fn in_place(copy: NamedTempFile, path: &Path, after: &[u8]) -> std::io::Result<()> {
    let copy = put_beside(copy, path)?;
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(path)?;
        step();
        file.write_all(after)?;
        step();
        file.set_len(after.len() as u64)?;
        step();
        file.sync_all()
    };
    step();
    write()?;
    step();
    std::fs::remove_file(copy)
}

/// Gives a new file the owner of an old one; returns whether it has it now.
#[cfg(unix)]
fn take_owner(file: &File, old: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let same = |new: &Metadata| (new.uid(), new.gid()) == (old.uid(), old.gid());
    let has = || file.metadata().is_ok_and(|new| same(&new));
    has() || fchown(file, Some(old.uid()), Some(old.gid())).is_ok() && has()
}

#[cfg(not(unix))]
fn take_owner(_: &File, _: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn links(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(file)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, "cũ").expect("written");
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<String> =
            entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_saved_meanwhile_stays() {
        let (folder, path) = desk();
        std::fs::write(&path, "của người khác").expect("written");
        for (text, name) in [("mới", "a.yaml.moi"), ("mới nữa", "a.yaml.moi2")] {
            let edited = edit_whole(&path, "cũ".as_bytes(), text.as_bytes()).expect("told");
            let Edited::SavedMeanwhile(place) = edited else { panic!("written over") };
            assert!(place.ends_with(name), "{place:?}");
            assert_eq!(std::fs::read_to_string(place).expect("kept"), text);
        }
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "của người khác");
        assert_eq!(names(folder.path()), ["a.yaml", "a.yaml.moi", "a.yaml.moi2"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_rights_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let (folder, path) = desk();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("set");
        let other = folder.path().join("b.yaml");
        std::fs::hard_link(&path, &other).expect("linked");
        let before = std::fs::metadata(&path).expect("there");
        edit_whole(&path, "cũ".as_bytes(), "rất mới".as_bytes()).expect("written");
        edit_whole(&path, "rất mới".as_bytes(), "m".as_bytes()).expect("written");
        let after = std::fs::metadata(&path).expect("there");
        assert_eq!((before.ino(), before.mode()), (after.ino(), after.mode()));
        assert_eq!(std::fs::read_to_string(&other).expect("there"), "m");
        assert_eq!(names(folder.path()), ["a.yaml", "b.yaml"]);
        let kept = keep_before(&path, "cũ".as_bytes(), "cu").expect("kept");
        assert_eq!(std::fs::metadata(kept).expect("there").mode() & 0o777, 0o640);
    }
}
