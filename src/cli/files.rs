//! The dossiers named on the command line, and checks that their papers get separate folders.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

pub use baocao::file::unfit;

use baocao::diagnostic::{Code, Diagnostic};
use baocao::file::{LARGEST, because, folded, read_whole};
use baocao::sheet;
use baocao::source::Node;
use baocao::vietnamese::nfc;
use baocao::{Loaded, Office};

use super::outcome::Failure;

/// A dossier's file.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierFile {
    pub path: PathBuf,
    /// Its name in messages: the path as given.
    pub name: String,
    /// Its name without folder and ending, used as the folder of its papers.
    pub stem: String,
}

impl DossierFile {
    pub fn new(path: PathBuf) -> Self {
        let stem = path.file_stem().map(|s| nfc(&s.to_string_lossy())).unwrap_or_default();
        DossierFile { name: path.display().to_string(), stem, path }
    }

    /// Whether the file can be opened, without reading it.
    pub fn there(&self) -> Result<(), Failure> {
        // Opening a pipe would block.
        let opened = std::fs::metadata(&self.path).and_then(|about| match about.is_file() {
            true => std::fs::File::open(&self.path).map(drop),
            false => Ok(()),
        });
        opened.map_err(|e| Failure::new(format!("Không đọc được {}: {}", self.name, because(&e))))
    }

    pub fn read(&self) -> Result<Vec<u8>, Failure> {
        read_whole(&self.path, LARGEST).map_err(|e| {
            let failure = Failure::new(format!("Không đọc được {}: {}", self.name, because(&e)));
            // Word turns two hyphens into a dash.
            match self.name.starts_with(['–', '—']) {
                true => failure.hint("tùy chọn mở đầu bằng hai dấu gạch nối --"),
                false => failure,
            }
        })
    }
}

/// The failure of a verb that writes into a dossier's text and is given a workbook.
pub fn no_workbook(file: &DossierFile, does: &str) -> Result<(), Failure> {
    if !sheet::is_sheet(&file.name) {
        return Ok(());
    }
    let name = quoted(&file.name);
    let message = format!("{}: {does} hồ sơ .yaml, chưa làm được với biểu", file.name);
    let hint = "đọc biểu thành hồ sơ, rồi chạy lại với hồ sơ đó";
    Err(Failure::new(message).hint(format!("{hint}: baocao bieu doc {name} --output ho-so")))
}

/// Reads a dossier: YAML, or a workbook that holds a whole one.
pub fn load(office: &Office, file: &DossierFile, overrides: &[Node]) -> Result<Loaded, Failure> {
    let bytes = file.read()?;
    Ok(loaded(office, &file.name, &bytes, overrides))
}

/// The same of bytes that are read already.
pub fn loaded(office: &Office, name: &str, bytes: &[u8], overrides: &[Node]) -> Loaded {
    let grids = sheet::is_sheet(name).then(|| sheet::open(bytes).ok()).flatten();
    match grids.filter(|grids| sheet::is_book(grids)) {
        Some(grids) => {
            let (tree, found) = sheet::book_tree(name, &grids);
            office.load_tree(tree, found, overrides)
        }
        None => office.load(name, bytes, overrides),
    }
}

const YAML: [&str; 2] = ["yaml", "yml"];

/// The dossiers of paths: files themselves; for folders their `.yaml` and `.yml` files by
/// name, without subfolders. A file named twice counts once. Missing paths are returned
/// separately.
pub fn dossiers(paths: &[PathBuf]) -> (Vec<DossierFile>, Vec<Failure>) {
    files(paths, &YAML)
}

/// The same with the sheets of folders, in which units report as well.
pub fn reports(paths: &[PathBuf]) -> (Vec<DossierFile>, Vec<Failure>) {
    files(paths, &[&YAML[..], &sheet::ENDINGS].concat())
}

/// The sheets of paths.
pub fn sheets(paths: &[PathBuf]) -> (Vec<DossierFile>, Vec<Failure>) {
    files(paths, &sheet::ENDINGS)
}

fn files(paths: &[PathBuf], endings: &[&str]) -> (Vec<DossierFile>, Vec<Failure>) {
    let mut found: Vec<DossierFile> = Vec::new();
    let mut failures = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let files = if path.is_dir() {
            match folder(path, endings) {
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
            if seen.insert(real) {
                found.push(DossierFile::new(file));
            }
        }
    }
    (found, failures)
}

/// A note for each folder with files other than sheets, since a paper may have been sent in
/// place of a sheet.
pub fn beside_sheets(paths: &[PathBuf]) -> Vec<Diagnostic> {
    const NAMED: usize = 5;
    let told = |path: &PathBuf| {
        let mut names: Vec<String> = std::fs::read_dir(path)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .filter(|file| {
                let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
                file.is_dir() || !ending.is_some_and(|e| sheet::ENDINGS.contains(&e.as_str()))
            })
            .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
            .filter(|name| !name.starts_with(['.', '~']))
            .collect();
        names.sort();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let more =
            if more > 0 { format!(" và {more} tệp, thư mục khác") } else { String::new() };
        let (folder, names) = (path.display(), names.join(", "));
        (!names.is_empty()).then(|| {
            let message = format!("{folder}: không đọc {names}{more}");
            Diagnostic::note(Code::SHEET_FILE, message)
        })
    };
    paths.iter().filter_map(told).collect()
}

/// Removes sheets that are copies of another one, by their bytes and names: *bieu (1).xlsx*.
/// Returns a note for each. The same bytes under another unit's name aren't a copy but an
/// error, which is found when they are read.
pub fn without_copies(files: &mut Vec<DossierFile>) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let mut known: HashMap<u64, Vec<DossierFile>> = HashMap::new();
    files.retain(|file| {
        let length = std::fs::metadata(&file.path).ok().filter(|about| about.is_file());
        let Some(length) = length.map(|about| about.len()).filter(|_| sheet::is_sheet(&file.name))
        else {
            return true;
        };
        let alike = known.entry(length).or_default();
        let is_twin = |other: &&DossierFile| {
            original(&other.stem) == original(&file.stem) && is_same(&other.path, &file.path)
        };
        let twin = alike.iter().find(is_twin);
        if let Some(twin) = twin {
            let message = format!("{}: là bản sao của {}, chỉ đọc một lần", file.name, twin.name);
            notes.push(Diagnostic::note(Code::SHEET_COPY, message));
            return false;
        }
        alike.push(file.clone());
        true
    });
    notes
}

/// The original name of a copied file.
fn original(stem: &str) -> String {
    let mut name = folded(stem);
    loop {
        let numbered = name.strip_suffix(')').and_then(|n| n.rsplit_once('('));
        let bare = match numbered {
            Some((name, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(name),
            _ => ["copy", "bản sao"].iter().find_map(|mark| name.strip_suffix(mark)),
        };
        match bare.map(|bare| bare.trim_end_matches([' ', '-', '_'])) {
            Some(bare) if !bare.is_empty() => name = bare.to_owned(),
            _ => return name,
        }
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    let read = |path| read_whole(path, LARGEST).ok();
    read(one).zip(read(other)).is_some_and(|(one, other)| one == other)
}

fn folder(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let shown = path.display();
    let entries = std::fs::read_dir(path)
        .map_err(|e| Failure::new(format!("Không mở được thư mục {shown}: {}", because(&e))))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| {
            let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
            // Excel creates ~$ files beside an open file.
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
            let hidden = name.is_some_and(|name| name.starts_with('.') || name.starts_with("~$"));
            ending.is_some_and(|ending| endings.contains(&ending.as_str()))
                && !hidden
                && file.is_file()
        })
        .collect();
    if files.is_empty() {
        let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        let endings = endings.join(", ");
        return Err(Failure::new(format!("Thư mục {shown} không có hồ sơ nào ({endings})")));
    }
    files.sort();
    Ok(files)
}

/// Refuses dossiers whose papers would share a folder, or have one that Windows doesn't
/// support: before anything is written, since the user has to choose other names.
pub fn distinct(files: &[DossierFile]) -> Result<(), Failure> {
    let mut known: HashMap<String, &DossierFile> = HashMap::new();
    for file in files {
        if let Some(why) = unfit(&file.stem) {
            return Err(Failure::new(format!("{}: tên tệp {why}", file.name))
                .hint("đổi tên tệp hồ sơ rồi chạy lại"));
        }
        if let Some(twin) = known.insert(folded(&file.stem), file) {
            return Err(Failure::new(format!(
                "{} và {} trùng tên: văn bản của hai hồ sơ sẽ ghi đè lên nhau",
                twin.name, file.name
            ))
            .hint("đổi tên một hồ sơ, hoặc xuất từng hồ sơ vào thư mục riêng bằng --output"));
        }
    }
    Ok(())
}

/// A path that can be typed in a shell: in quotation marks if necessary.
pub fn quoted(path: &str) -> String {
    // A name that begins with a dash would be taken for an option.
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    let plain = |c: char| c.is_alphanumeric() || "/\\._-+:,@%".contains(c);
    let harmless = |c: char| plain(c) || " ()[]&'~".contains(c);
    if path.chars().all(plain) && !path.is_empty() {
        path
    } else if cfg!(windows) || path.chars().all(harmless) {
        format!("\"{path}\"")
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_to_be_typed_again() {
        for (path, typed) in [
            ("hồ-sơ/tk.yaml", "hồ-sơ/tk.yaml"),
            ("hồ sơ (1).yaml", "\"hồ sơ (1).yaml\""),
            ("a;rm x.yaml", "'a;rm x.yaml'"),
            ("$(x).yaml", "'$(x).yaml'"),
            ("`x`.yaml", "'`x`.yaml'"),
            ("a\"b.yaml", "'a\"b.yaml'"),
            ("a'$b.yaml", "'a'\\''$b.yaml'"),
            ("a!b*.yaml", "'a!b*.yaml'"),
            ("-x.yaml", "./-x.yaml"),
        ] {
            assert_eq!(quoted(path), typed);
        }
    }

    #[test]
    fn names_of_copies() {
        for name in ["bieu (1)", "Bieu - Copy", "bieu - Copy (2)", "bieu_copy", "bieu"] {
            assert_eq!(original(name), "bieu", "{name}");
        }
        for name in ["bieu 1", "(1)", "copy", "bieu (nháp)"] {
            assert_eq!(original(name), folded(name), "{name}");
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
