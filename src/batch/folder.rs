//! Paths below the output folder, none of which may lead out of it: its contents may have
//! been put there by others.

use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};
use crate::file::folded;

/// The program's own folder inside an output folder.
pub const OWN: &str = ".baocao";

/// The path of something below an output folder. Refuses symbolic links on the way, since
/// they may lead anywhere. The error is a Vietnamese sentence that names the place below the
/// folder.
pub fn below(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let mut path = folder.to_owned();
    let mut passed = String::new();
    for part in name.split('/') {
        path.push(part);
        if !passed.is_empty() {
            passed.push('/');
        }
        passed += part;
        if std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            let why = "là liên kết, có thể dẫn ra ngoài thư mục; xóa liên kết rồi chạy lại";
            return Err(Error::new(ErrorKind::File, format!("{passed} {why}")));
        }
    }
    Ok(path)
}

/// Whether a name in an output folder is reserved for the program itself.
pub fn is_own(name: &str) -> bool {
    let name = folded(name);
    name == OWN || name.starts_with("manifest") && name.ends_with(".jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names() {
        for name in [".baocao", ".BaoCao", "manifest.jsonl", "Manifest-3-of-4.jsonl"] {
            assert!(is_own(name), "{name}");
        }
        for name in ["baocao", "manifest", "pb.jsonl", ".baocao2"] {
            assert!(!is_own(name), "{name}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn links_lead_nowhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("a")).expect("made");
        std::os::unix::fs::symlink(other.path(), folder.path().join("a/b")).expect("linked");
        assert_eq!(below(folder.path(), "a/x.pdf"), Ok(folder.path().join("a/x.pdf")));
        assert_eq!(below(folder.path(), "khong/co"), Ok(folder.path().join("khong/co")));
        for name in ["a/b", "a/b/c.pdf"] {
            let refused = below(folder.path(), name).expect_err("a link").to_string();
            assert!(refused.starts_with("a/b là liên kết"), "{refused}");
        }
    }
}
