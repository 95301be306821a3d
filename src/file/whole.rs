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

/// Writes a file by way of a nameless one that is renamed into place, so that
/// nobody ever meets half a file. The nameless one stands in `staging`, on the
/// same disk, or else beside the file. The error is a Vietnamese sentence that
/// names the path.
pub fn write_whole(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    staging: Option<&Path>,
) -> Result<(), String> {
    fill_whole(path, existing, staging, |file| file.write_all(bytes))
}

/// The same, the contents written piece by piece.
pub fn fill_whole(
    path: &Path,
    existing: Existing,
    staging: Option<&Path>,
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
        let mut file = builder.tempfile_in(staging.unwrap_or(folder))?;
        let mut buffered = BufWriter::new(file.as_file_mut());
        fill(&mut buffered)?;
        buffered.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
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
