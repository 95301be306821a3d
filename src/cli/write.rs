//! Writing files whole or not at all.

use std::io::Write;
use std::path::Path;

use super::files::because;
use super::outcome::Failure;

/// Whether an existing file may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Replace,
    Keep,
}

/// Writes a file by way of a nameless neighbour that is renamed into place, so
/// that nobody ever meets half a file. The error names the path.
pub fn whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let failed = |e: &std::io::Error| {
        Failure::new(format!("Không ghi được {}: {}", path.display(), because(e)))
    };
    let old = std::fs::metadata(path).ok();
    if let Some(old) = &old {
        // A rename would go past a file that somebody locked on purpose.
        if old.permissions().readonly() && existing == Existing::Replace {
            return Err(Failure::new(format!(
                "Không ghi được {}: tệp đã đặt chỉ đọc",
                path.display()
            )));
        }
        if old.is_dir() {
            return Err(failed(&std::io::ErrorKind::IsADirectory.into()));
        }
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(|e| {
        Failure::new(format!("Không tạo được thư mục {}: {}", folder.display(), because(&e)))
    })?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".baocao-").suffix(".tmp");
    // A temporary file is its owner's alone; a paper is everybody's.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let write = || -> std::io::Result<()> {
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
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
