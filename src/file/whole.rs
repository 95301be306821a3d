//! Writing of files, whole or not at all.

use std::fs::OpenOptions;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Error;

use super::step::step;
use super::{create_folder, failed, read_only, stale};

/// Whether an existing file may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced.
    Replace,
    /// It stays as it is, and writing fails.
    Keep,
}

/// Where a file is kept without a final name until it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staging<'a> {
    /// In the same folder; flushed to disk before it is renamed.
    Beside,
    /// In this folder of the same disk; flushed to disk before it is renamed.
    In(&'a Path),
    /// In this folder of the same disk, without flushing. For files whose hash the next run
    /// checks: flushing takes longer than making them.
    Unsynced(&'a Path),
}

/// Writes a file under a temporary name and renames it into place, so that a partly written
/// file is never visible. The error is a Vietnamese sentence that names the path.
pub fn write_whole(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    staging: Staging<'_>,
) -> Result<(), Error> {
    fill_whole(path, existing, staging, |file| file.write_all(bytes))
}

/// The same, with the contents written piece by piece.
pub fn fill_whole(
    path: &Path,
    existing: Existing,
    staging: Staging<'_>,
    fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Error> {
    let failed = |e: std::io::Error| failed("Không ghi được", path.display(), e);
    let old = std::fs::metadata(path).ok();
    if let Some(old) = &old {
        // A rename would ignore the write protection of the old file.
        if old.permissions().readonly() && existing == Existing::Replace {
            return Err(read_only(path));
        }
        if old.is_dir() {
            return Err(failed(ErrorKind::IsADirectory.into()));
        }
    }
    let folder = folder_of(path);
    step();
    create_folder(folder)?;
    let write = || -> std::io::Result<()> {
        let (folder, synced) = match staging {
            Staging::Beside => (folder, true),
            Staging::In(staging) => (staging, true),
            Staging::Unsynced(staging) => (staging, false),
        };
        let file = staged(folder, synced, fill)?;
        step();
        if staging == Staging::Beside {
            stale::sweep(folder, file.as_file());
        }
        if let Some(old) = &old {
            set_permissions(file.as_file(), old.permissions())?;
        }
        step();
        match existing {
            Existing::Replace => file.persist(path).map(drop).map_err(|e| e.error),
            Existing::Keep => put_new(file, path),
        }
    };
    write().map_err(failed)?;
    step();
    Ok(())
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A temporary file with the contents, flushed to disk if `synced`.
pub(super) fn staged(
    folder: &Path,
    synced: bool,
    fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<NamedTempFile> {
    let mut file = stale::create(folder)?;
    let mut buffered = BufWriter::new(file.as_file_mut());
    step();
    fill(&mut buffered)?;
    step();
    buffered.flush()?;
    drop(buffered);
    step();
    if synced {
        file.as_file().sync_all()?;
    }
    Ok(file)
}

/// Sets permissions unless they are set already: not every file system allows it.
pub(super) fn set_permissions(
    file: &std::fs::File,
    wanted: std::fs::Permissions,
) -> std::io::Result<()> {
    if file.metadata()?.permissions() == wanted { Ok(()) } else { file.set_permissions(wanted) }
}

/// Gives a staged file a name that doesn't exist yet.
pub(super) fn put_new(file: NamedTempFile, path: &Path) -> std::io::Result<()> {
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) => match failed.error.kind() {
            // The errors of file systems without hard links (exFAT, FAT).
            ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::InvalidInput => {
                put_reserved(failed.file, path)
            }
            _ => Err(failed.error),
        },
    }
}

/// The same without links: the name is reserved by an empty file, created exclusively, which
/// is then replaced.
fn put_reserved(file: NamedTempFile, path: &Path) -> std::io::Result<()> {
    drop(OpenOptions::new().write(true).create_new(true).open(path)?);
    file.persist(path).map(drop).map_err(|failed| {
        // Only if it is unchanged.
        if std::fs::metadata(path).is_ok_and(|reserved| reserved.len() == 0) {
            let _ = std::fs::remove_file(path);
        }
        failed.error
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(folder: &Path, text: &str) -> NamedTempFile {
        staged(folder, true, |file| file.write_all(text.as_bytes())).expect("staged")
    }

    #[test]
    fn a_new_name_without_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        put_reserved(filled(folder.path(), "một"), &path).expect("written");
        assert_eq!(std::fs::read(&path).expect("there"), "một".as_bytes());
        let again = put_reserved(filled(folder.path(), "hai"), &path).expect_err("taken");
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).expect("there"), "một".as_bytes());
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
