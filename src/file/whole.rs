//! Writing files whole or not at all.

use std::io::{BufWriter, Write};
use std::path::Path;

use super::because;

/// Whether an existing file may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Replace,
    Keep,
}

/// Where a file stands without a name until it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staging<'a> {
    /// In its own folder; on the disk itself before it gets its name.
    Beside,
    /// In this folder of the same disk; on the disk itself before it gets its
    /// name.
    In(&'a Path),
    /// In this folder of the same disk; when the disk itself has it is the
    /// system's business. For one of many files that whoever comes next checks
    /// by a hash: waiting for the disk takes longer than making them.
    Unsynced(&'a Path),
}

/// Writes a file by way of a nameless one that is renamed into place, so that
/// nobody ever meets half a file. The error is a Vietnamese sentence that names
/// the path.
pub fn write_whole(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    staging: Staging<'_>,
) -> Result<(), String> {
    fill_whole(path, existing, staging, |file| file.write_all(bytes))
}

/// The same, the contents written piece by piece.
pub fn fill_whole(
    path: &Path,
    existing: Existing,
    staging: Staging<'_>,
    fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), String> {
    let failed = |e: &std::io::Error| format!("Không ghi được {}: {}", path.display(), because(e));
    let old = std::fs::metadata(path).ok();
    if let Some(old) = &old {
        // A rename would go past a file that somebody locked on purpose.
        if old.permissions().readonly() && existing == Existing::Replace {
            return Err(format!("Không ghi được {}: tệp đã đặt chỉ đọc", path.display()));
        }
        if old.is_dir() {
            return Err(failed(&std::io::ErrorKind::IsADirectory.into()));
        }
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)
        .map_err(|e| format!("Không tạo được thư mục {}: {}", folder.display(), because(&e)))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".baocao-").suffix(".tmp");
    // A temporary file is its owner's alone; a paper is everybody's.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let write = || -> std::io::Result<()> {
        let folder = match staging {
            Staging::Beside => folder,
            Staging::In(staging) | Staging::Unsynced(staging) => staging,
        };
        let mut file = builder.tempfile_in(folder)?;
        let mut buffered = BufWriter::new(file.as_file_mut());
        fill(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        if !matches!(staging, Staging::Unsynced(_)) {
            file.as_file().sync_all()?;
        }
        if let Some(old) = &old {
            file.as_file().set_permissions(old.permissions())?;
        }
        match existing {
            Existing::Replace => file.persist(path).map_err(|e| e.error)?,
            Existing::Keep => file.persist_noclobber(path).map_err(|e| e.error)?,
        };
        Ok(())
    };
    write().map_err(|e| failed(&e))
}
