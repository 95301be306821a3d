//! File access on all systems: valid names, complete contents, system errors in Vietnamese.

mod edit;
#[cfg(test)]
mod killed;
mod name;
mod read;
mod stale;
mod step;
mod whole;

pub use edit::{Edited, edit_whole, keep_before};
pub use name::{folded, unfit};
pub use read::{LARGEST, read_whole};
pub(crate) use step::step;
#[cfg(test)]
pub(crate) use step::{folder as victims_folder, killed_at_each_step};
pub use whole::{Existing, Staging, fill_whole, write_whole};

use std::fmt::Display;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{self, Error};

/// A system error as the library's: what couldn't be done, to what, and why.
pub(crate) fn failed(what: &str, with: impl Display, error: std::io::Error) -> Error {
    let message = format!("{what} {with}: {}", because(&error));
    Error::new(error::ErrorKind::File, message).with_source(error)
}

/// The error for a write-protected file.
fn read_only(path: &Path) -> Error {
    let message = format!("Không ghi được {}: tệp đã đặt chỉ đọc", path.display());
    Error::new(error::ErrorKind::File, message)
}

/// Creates a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|e| failed("Không tạo được thư mục", path.display(), e))
}

/// A system error in a few Vietnamese words.
pub fn because(error: &std::io::Error) -> String {
    // Windows: another program has the file open (sharing or lock violation).
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return "tệp đang mở ở chương trình khác; đóng tệp rồi chạy lại".to_owned();
    }
    // The kind of this one has no stable name yet.
    let is_loop = cfg!(target_os = "linux") && error.raw_os_error() == Some(40)
        || cfg!(target_os = "macos") && error.raw_os_error() == Some(62);
    if is_loop {
        return "liên kết chỉ vòng về chính nó".to_owned();
    }
    match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => {
            "không có quyền, hoặc tệp đang mở ở chương trình khác; đóng tệp rồi chạy lại"
        }
        ErrorKind::AlreadyExists => "đã có tệp này",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::NotADirectory => "trên đường dẫn có tệp trùng tên thư mục",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "hết chỗ trên đĩa",
        // `read_whole` says itself why it doesn't read a file.
        ErrorKind::FileTooLarge | ErrorKind::Other if error.raw_os_error().is_none() => {
            return error.to_string();
        }
        ErrorKind::FileTooLarge => "tệp vượt cỡ mà hệ thống cho ghi",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::InvalidFilename => "tên tệp không hợp lệ hoặc quá dài",
        _ => return format!("hệ thống báo lỗi: {error}"),
    }
    .to_owned()
}
