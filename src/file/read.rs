//! Reading of files with a limit on size.

use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// The largest file that is read: a dossier must be smaller (8 MB, checked when it is
/// decoded), a roster or a workbook may be this large.
pub const LARGEST: u64 = 64 << 20;

/// Reads a complete file if it is a regular one of at most `limit` bytes. A device or a pipe
/// may be endless, and a sparse file may have gigabytes: both are refused before reading.
pub fn read_whole(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    // Before opening it, since opening a pipe blocks.
    bearable(&std::fs::metadata(path)?, limit)?;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    bearable(&metadata, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // It may grow while it is read.
    (&file).take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64, limit));
    }
    unchanged(&metadata, &file.metadata()?)?;
    Ok(bytes)
}

/// Refuses a file that was written to while it was read: half of it may be the old one, half
/// the new one.
fn unchanged(before: &Metadata, after: &Metadata) -> std::io::Result<()> {
    let time = |metadata: &Metadata| metadata.modified().ok();
    match before.len() == after.len() && time(before) == time(after) {
        true => Ok(()),
        false => Err(Error::other("tệp đang được ghi trong lúc đọc; lưu xong rồi chạy lại")),
    }
}

fn bearable(metadata: &Metadata, limit: u64) -> std::io::Result<()> {
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(Error::other("đây là thiết bị hoặc đường ống, không phải tệp"));
    }
    if metadata.len() > limit {
        return Err(too_large(metadata.len(), limit));
    }
    Ok(())
}

fn too_large(length: u64, limit: u64) -> Error {
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
    let (length, limit) = (megabytes(length), megabytes(limit));
    Error::new(ErrorKind::FileTooLarge, format!("tệp dài {length} MB, quá giới hạn {limit} MB"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("thua.yaml");
        let file = File::create(&path).expect("created");
        // Without allocating disk space.
        file.set_len(3 << 30).expect("as long as that");
        let refused = read_whole(&path, LARGEST).expect_err("refused");
        assert_eq!(refused.to_string(), "tệp dài 3072 MB, quá giới hạn 64 MB");
        std::fs::write(&path, "abc").expect("written");
        assert_eq!(read_whole(&path, 3).expect("read"), b"abc");
        assert_eq!(read_whole(&path, 2).expect_err("refused").kind(), ErrorKind::FileTooLarge);
        let folder = read_whole(folder.path(), LARGEST).expect_err("refused");
        assert_eq!(folder.kind(), ErrorKind::IsADirectory);
    }

    #[test]
    fn a_file_that_changes_while_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hs.yaml");
        std::fs::write(&path, "kind: tổng kết").expect("written");
        let about = || std::fs::metadata(&path).expect("there");
        let before = about();
        assert!(unchanged(&before, &about()).is_ok());
        std::fs::write(&path, "kind: tổng kết\n").expect("longer");
        assert!(unchanged(&before, &about()).is_err());
        // As long as before, at another time.
        let before = about();
        let later = before.modified().expect("a time") + std::time::Duration::from_secs(2);
        let file = File::options().write(true).open(&path).expect("opened");
        file.set_modified(later).expect("touched");
        let told = unchanged(&before, &about()).expect_err("told").to_string();
        assert!(told.contains("trong lúc đọc"), "{told}");
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_file() {
        for device in ["/dev/zero", "/dev/null"] {
            let refused = read_whole(Path::new(device), LARGEST).expect_err("refused");
            assert!(refused.to_string().contains("thiết bị"), "{refused}");
        }
    }
}
