//! Writing of files, whole or not at all.

use std::path::Path;

pub use baocao::file::Existing;
use baocao::file::{Edited, Staging};

use super::outcome::Failure;

/// Writes a file whole or not at all. The error names the path.
pub fn whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    Ok(baocao::file::write_whole(path, bytes, existing, Staging::Beside)?)
}

/// Replaces a file that was read as `before` by `after`. A file saved by somebody else
/// meanwhile is left unchanged, which is reported.
pub fn edited(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Failure> {
    match baocao::file::edit_whole(path, before, after)? {
        Edited::Written => Ok(()),
        Edited::SavedMeanwhile(ours) => Err(Failure::new(format!(
            "{}: tệp vừa được lưu ở chương trình khác trong lúc lệnh chạy; giữ nguyên bản đó, bản của lệnh này ở {}",
            path.display(),
            ours.display()
        ))
        .hint("chạy lại lệnh trên bản vừa lưu, rồi xóa tệp .moi")),
    }
}
