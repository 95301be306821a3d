//! Which dossiers are meant, and names that every system can hold.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use baocao::vietnamese::nfc;

use super::outcome::Failure;

/// A dossier's file.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierFile {
    pub path: PathBuf,
    /// What messages call it: the path as given.
    pub name: String,
    /// Its name without folder and ending: the folder of its papers.
    pub stem: String,
}

impl DossierFile {
    pub fn new(path: PathBuf) -> Self {
        let stem = path.file_stem().map(|s| nfc(&s.to_string_lossy())).unwrap_or_default();
        DossierFile { name: path.display().to_string(), stem, path }
    }

    pub fn read(&self) -> Result<Vec<u8>, Failure> {
        std::fs::read(&self.path).map_err(|e| {
            let failure = Failure::new(format!("Không đọc được {}: {}", self.name, because(&e)));
            // Word turns two hyphens into a dash.
            match self.name.starts_with(['–', '—']) {
                true => failure.hint("tùy chọn mở đầu bằng hai dấu gạch nối --"),
                false => failure,
            }
        })
    }
}

/// The dossiers that paths mean: files themselves, folders their `.yaml` and
/// `.yml` files by name, not those of folders below. A file that is named twice
/// is one. What isn't there comes back beside what is.
pub fn dossiers(paths: &[PathBuf]) -> (Vec<DossierFile>, Vec<Failure>) {
    let mut found: Vec<DossierFile> = Vec::new();
    let mut failures = Vec::new();
    let mut seen = Vec::new();
    for path in paths {
        let files = if path.is_dir() {
            match folder(path) {
                Ok(files) => files,
                Err(failure) => {
                    failures.push(failure);
                    continue;
                }
            }
        } else {
            vec![path.clone()]
        };
        for file in files {
            let real = std::fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
            if !seen.contains(&real) {
                seen.push(real);
                found.push(DossierFile::new(file));
            }
        }
    }
    (found, failures)
}

fn folder(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = path.display();
    let entries = std::fs::read_dir(path)
        .map_err(|e| Failure::new(format!("Không mở được thư mục {shown}: {}", because(&e))))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| {
            let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
            let hidden = file.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            matches!(ending.as_deref(), Some("yaml" | "yml")) && !hidden && file.is_file()
        })
        .collect();
    if files.is_empty() {
        return Err(Failure::new(format!("Thư mục {shown} không có hồ sơ nào (.yaml, .yml)")));
    }
    files.sort();
    Ok(files)
}

/// Refuses dossiers whose papers would land in one folder, or in a folder that
/// Windows can't hold: before anything is written, since it is the person who
/// has to choose other names.
pub fn distinct(files: &[DossierFile]) -> Result<(), Failure> {
    for (i, file) in files.iter().enumerate() {
        if let Some(why) = unfit(&file.stem) {
            return Err(Failure::new(format!("{}: tên tệp {why}", file.name))
                .hint("đổi tên tệp hồ sơ rồi chạy lại"));
        }
        let twin = files[..i].iter().find(|other| folded(&other.stem) == folded(&file.stem));
        if let Some(twin) = twin {
            return Err(Failure::new(format!(
                "{} và {} trùng tên: văn bản của hai hồ sơ sẽ ghi đè lên nhau",
                twin.name, file.name
            ))
            .hint("đổi tên một hồ sơ, hoặc xuất từng hồ sơ vào thư mục riêng bằng --output"));
        }
    }
    Ok(())
}

/// Two names that are one on Windows or macOS: letter case and Unicode form
/// don't tell them apart.
fn folded(name: &str) -> String {
    nfc(&name.to_lowercase())
}

/// Why Windows can't hold a name, if it can't.
pub fn unfit(name: &str) -> Option<String> {
    const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
    let base = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let port = ["COM", "LPT"].iter().find_map(|p| base.strip_prefix(p)).is_some_and(|rest| {
        let mut digits = rest.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    });
    if RESERVED.contains(&base.as_str()) || port {
        return Some(format!("“{name}” là tên riêng của Windows"));
    }
    if name.is_empty() || name.ends_with(['.', ' ']) {
        return Some(format!("“{name}” để trống hoặc kết thúc bằng dấu chấm, dấu cách"));
    }
    let wrong = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    name.chars()
        .find(|c| wrong(*c))
        .map(|c| format!("“{name}” có ký tự {c:?} mà Windows không nhận"))
}

/// A system's error in a few Vietnamese words.
pub fn because(error: &std::io::Error) -> String {
    // Windows: another program has the file open (sharing or lock violation).
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return "tệp đang mở ở chương trình khác; đóng tệp rồi chạy lại".to_owned();
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
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::InvalidFilename => "tên tệp không hợp lệ hoặc quá dài",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// A path as it can be typed again.
pub fn quoted(path: &str) -> String {
    if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_windows_refuses() {
        for name in ["CON", "nul", "Com1", "lpt9.x", "a ", "a.", "a:b", "a?", "", "con .x", "a\tb"]
        {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["tổng kết 2026", "console", "com10", "a.b", "COM"] {
            assert_eq!(unfit(name), None, "{name}");
        }
    }

    #[test]
    fn names_that_clash() {
        let files = |names: &[&str]| {
            names.iter().map(|n| DossierFile::new(PathBuf::from(n))).collect::<Vec<_>>()
        };
        assert!(distinct(&files(&["a/tk.yaml", "b/TK.yml"])).is_err());
        assert!(distinct(&files(&["a/\u{1ea3}.yaml", "b/a\u{309}.yaml"])).is_err());
        assert!(distinct(&files(&["a/tk.yaml", "a/tk2.yaml"])).is_ok());
    }
}
