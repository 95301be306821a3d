//! `--list`: inputs named in a file, one per line, for inputs too numerous for a command
//! line.

use std::path::{Path, PathBuf};

use baocao::file::{LARGEST, because, read_whole};

use super::outcome::Failure;

/// The typed paths followed by those of the list, which are relative to the current folder as
/// on the command line.
pub fn with_listed(typed: &[PathBuf], list: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = typed.to_vec();
    let Some(list) = list else { return Ok(paths) };
    let shown = list.display();
    let bytes = read_whole(list, LARGEST)
        .map_err(|e| Failure::new(format!("Không đọc được {shown}: {}", because(&e))))?;
    let text = std::str::from_utf8(&bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        let failure = Failure::new(format!("{shown}, dòng {line}: không phải chữ Unicode (UTF-8)"));
        failure.hint("lưu danh sách tệp ở dạng UTF-8, mỗi dòng một tệp")
    })?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let named =
        lines.map(|line| line.trim_end_matches('\r')).filter(|line| !line.trim().is_empty());
    paths.extend(named.map(|name| match name {
        // On the command line it is the standard input.
        "-" => PathBuf::from("./-"),
        name => PathBuf::from(name),
    }));
    if paths.is_empty() {
        let failure = Failure::new(format!("{shown}: không ghi tệp nào"));
        return Err(failure.hint("ghi mỗi dòng một tệp"));
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &[u8]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("ds.txt");
        std::fs::write(&list, text).expect("written");
        let paths = with_listed(&[PathBuf::from("a.yaml")], Some(&list)).map_err(|e| e.message)?;
        Ok(paths.iter().map(|path| path.display().to_string()).collect())
    }

    #[test]
    fn a_line_is_a_path() {
        let text = "\u{feff}nộp/b 1.yaml\r\n\n  \n-\nc.xlsx";
        let want = ["a.yaml", "nộp/b 1.yaml", "./-", "c.xlsx"].map(str::to_owned);
        assert_eq!(listed(text.as_bytes()), Ok(want.to_vec()));
        let told = listed(b"a\nb\xff").expect_err("no UTF-8");
        assert!(told.contains("dòng 2"), "{told}");
    }

    #[test]
    fn a_list_that_is_not_there_or_empty() {
        assert!(with_listed(&[], Some(Path::new("/không/có"))).is_err());
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("ds.txt");
        std::fs::write(&list, "\n").expect("written");
        assert!(with_listed(&[], Some(&list)).is_err());
    }
}
