//! Command line arguments → sources of units, not yet read.

use std::collections::HashSet;
use std::fs::File;
use std::io::ErrorKind::NotFound;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::error::{Error, ErrorKind};
use crate::file::{LARGEST, because, failed, read_whole};
use crate::sheet::{self, Fields, Row};
use crate::source::{Limits, Node, merge, read_json, read_yaml};
use crate::vietnamese::nfc;

use super::Digest;
use super::digest::Parts;

/// The location of a unit's data.
#[derive(Debug, Clone)]
pub enum Source {
    /// A dossier in YAML.
    File(PathBuf),
    /// A line of JSON.
    Line(Line),
    /// A row of a sheet.
    Row(Row),
}

/// A unit's data as bytes, not yet parsed.
#[derive(Debug)]
pub struct Data<'s> {
    source: &'s Source,
    /// Empty for a row, which is in memory already.
    bytes: Vec<u8>,
    /// The hash of its bytes, by which a later run recognises that it hasn't changed.
    pub digest: Digest,
}

/// A place as seen from a unit's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Line and column in the source itself, from 1.
    Here(usize, usize),
    /// A cell of the row.
    Cell(String),
    /// Line and column in another file: the base, or `--set`.
    Elsewhere(String, usize, usize),
}

/// A line of standard input, stored in a file, so that a hundred thousand dossiers needn't be
/// in memory at once.
#[derive(Debug, Clone)]
pub struct Line {
    number: usize,
    start: u64,
    length: usize,
    spool: Arc<Mutex<File>>,
}

/// All sources of a run, and the inputs that couldn't be used.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The units, in the order in which they were named.
    pub sources: Vec<Source>,
    /// Errors: missing inputs, and workbooks that can't be used.
    pub failures: Vec<Diagnostic>,
}

impl Source {
    /// Its name in messages and the manifest: the path as given, `stdin:12`, or
    /// `danh-sach.xlsx#Số liệu!14`.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string().replace('\\', "/"),
            Source::Line(line) => format!("stdin:{}", line.number),
            Source::Row(row) => row.name(),
        }
    }

    /// The input for a separate process that reads this source only: a path, and the bytes
    /// for standard input.
    pub fn alone(&self) -> Result<(PathBuf, Vec<u8>), Error> {
        match self {
            Source::File(path) => Ok((path.clone(), Vec::new())),
            Source::Row(row) => Ok((PathBuf::from(row.file()), Vec::new())),
            Source::Line(line) => {
                let failed = |e| failed("không đọc được", self.name(), e);
                // Preceded by empty lines, so that its line number is the same.
                let mut bytes = vec![b'\n'; line.number.saturating_sub(1)];
                bytes.extend(line.read().map_err(failed)?);
                Ok((PathBuf::from("-"), bytes))
            }
        }
    }

    /// The file that contains it.
    fn path(&self) -> Option<&Path> {
        match self {
            Source::File(path) => Some(path),
            Source::Line(_) => None,
            Source::Row(row) => Some(Path::new(row.file())),
        }
    }

    /// The file name without its ending.
    pub fn stem(&self) -> Option<String> {
        Some(nfc(&self.path()?.file_stem()?.to_string_lossy()))
    }

    /// The name of the folder that contains the file.
    pub fn folder(&self) -> Option<String> {
        Some(nfc(&self.path()?.parent()?.file_name()?.to_string_lossy()))
    }

    /// Whether it is a row of a sheet, not a file of its own.
    pub fn is_row(&self) -> bool {
        matches!(self, Source::Row(_))
    }

    /// Reads the unit's data.
    pub fn read(&self) -> Result<Data<'_>, Error> {
        let read = match self {
            Source::File(path) => read_whole(path, LARGEST),
            Source::Line(line) => line.read(),
            Source::Row(row) => {
                let mut parts = Parts::default();
                row.contents(&mut |field, text| {
                    parts.add(field.as_bytes());
                    parts.add(text.as_bytes());
                });
                return Ok(Data { source: self, bytes: Vec::new(), digest: parts.finish() });
            }
        };
        let bytes = read.map_err(|e| failed("không đọc được", self.name(), e))?;
        let digest = Digest::of(&bytes);
        Ok(Data { source: self, bytes, digest })
    }

    /// Converts a place to one seen from this source.
    pub(crate) fn whereabouts(&self, place: &Place) -> Whereabouts {
        let cell = match self {
            Source::Row(row) => row.cell_of(place),
            Source::File(_) | Source::Line(_) => None,
        };
        let (line, column) = place.line_column();
        match cell {
            Some(cell) => Whereabouts::Cell(cell),
            None if place.source.name == self.name() => Whereabouts::Here(line, column),
            None => Whereabouts::Elsewhere(place.source.name.clone(), line, column),
        }
    }
}

impl Data<'_> {
    /// The unit's tree, merged over a base; a row is merged over its table's.
    pub fn tree(&self, base: Option<&Node>) -> (Option<Node>, Vec<Diagnostic>) {
        let read = match self.source {
            Source::File(path) if is_sheet(path) => read_book,
            Source::File(_) => read_yaml,
            Source::Line(_) => read_json,
            Source::Row(row) => {
                let (tree, found) = row.dossier();
                return (Some(tree), found);
            }
        };
        let (tree, found) = read(&self.source.name(), &self.bytes, Limits::default());
        let laid = |tree| match base {
            Some(base) => merge(base.clone(), tree),
            None => tree,
        };
        (tree.map(laid), found)
    }
}

impl Line {
    fn read(&self) -> std::io::Result<Vec<u8>> {
        // A line longer than any dossier is refused by its length, not read.
        let length = self.length.min(Limits::default().bytes + 1);
        let mut bytes = vec![0; length];
        let mut spool = self.spool.lock().unwrap_or_else(PoisonError::into_inner);
        spool.seek(SeekFrom::Start(self.start))?;
        spool.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Inputs {
    /// Expands paths: a file stands for itself; a folder for its `.yaml` and `.yml` files by
    /// name, with those of subfolders on request; a missing path that contains `*`, `?` or
    /// `[` is a pattern; `-` is `stdin`. A file named twice counts once.
    pub fn of(paths: &[PathBuf], recursive: bool, stdin: &mut dyn Read) -> Self {
        let mut inputs = Inputs::default();
        let mut seen = HashSet::new();
        let mut stdin = Some(stdin);
        for path in paths {
            if path.as_os_str() == "-" {
                let Some(stdin) = stdin.take() else { continue };
                match lines(stdin) {
                    Ok(lines) => inputs.sources.extend(lines),
                    Err(failure) => inputs.failures.push(absent(&failure)),
                }
                continue;
            }
            let files = match files(path, recursive) {
                Ok(files) => files,
                Err(failure) => {
                    inputs.failures.push(absent(&failure));
                    continue;
                }
            };
            for file in files {
                let real = std::fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
                if seen.insert(real) {
                    inputs.sources.push(Source::File(file));
                }
            }
        }
        inputs
    }

    /// Replaces every workbook among the sources by its rows. `only` names the sheet to read.
    /// Returns the findings; a workbook that can't be used is a failure.
    pub fn open_sheets(&mut self, fields: &Fields, only: Option<&str>) -> Vec<Diagnostic> {
        let mut notes = Vec::new();
        let mut sources = Vec::with_capacity(self.sources.len());
        for source in std::mem::take(&mut self.sources) {
            match &source {
                Source::File(path) if is_sheet(path) => match grids(&source, path) {
                    // A whole dossier, which is read when its turn comes.
                    Ok(grids) if sheet::is_book(&grids) => sources.push(source),
                    Ok(grids) => {
                        let opened = fields.open(&source.name(), &grids, only);
                        sources.extend(opened.rows.into_iter().map(Source::Row));
                        let (errors, others): (Vec<_>, Vec<_>) =
                            opened.findings.into_iter().partition(Diagnostic::is_error);
                        self.failures.extend(errors);
                        notes.extend(others);
                    }
                    Err(failure) => self.failures.push(*failure),
                },
                _ => sources.push(source),
            }
        }
        self.sources = sources;
        notes
    }

    /// Whether a workbook is among the sources.
    pub fn has_sheets(&self) -> bool {
        self.sources.iter().any(|s| matches!(s, Source::File(path) if is_sheet(path)))
    }
}

fn is_sheet(path: &Path) -> bool {
    sheet::is_sheet(&path.to_string_lossy())
}

/// Reads a workbook that holds a whole dossier. How much may be in it the workbook's own
/// reader counts.
fn read_book(name: &str, bytes: &[u8], _: Limits) -> (Option<Node>, Vec<Diagnostic>) {
    match sheet::open(bytes) {
        Ok(grids) => sheet::book_tree(name, &grids),
        Err(why) => {
            let place = Place::cell(Spot::of_file(name), "");
            let found = Diagnostic::error(Code::SHEET_FILE, why.to_string());
            (None, vec![found.at(place).structural()])
        }
    }
}

fn grids(source: &Source, path: &Path) -> Result<Vec<sheet::Grid>, Box<Diagnostic>> {
    sheet::open_file(path).map_err(|why| {
        let code = match why.kind() {
            ErrorKind::File => Code::BATCH_INPUT,
            _ => Code::SHEET_FILE,
        };
        let place = Place::cell(Spot::of_file(&source.name()), "");
        Box::new(Diagnostic::error(code, why.to_string()).at(place))
    })
}

/// The finding that an input is missing or can't be read.
fn absent(why: &Error) -> Diagnostic {
    Diagnostic::error(Code::BATCH_INPUT, why.to_string())
}

fn files(path: &Path, recursive: bool) -> Result<Vec<PathBuf>, Error> {
    if path.is_dir() {
        return folder(path, recursive);
    }
    let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists());
    let Some(pattern) = pattern else {
        // A file that can't be opened for another reason is a failure of its unit.
        return match std::fs::metadata(path) {
            Err(e) if e.kind() == NotFound => Err(failed("không đọc được", path.display(), e)),
            _ => Ok(vec![path.to_owned()]),
        };
    };
    let options = glob::MatchOptions {
        case_sensitive: !cfg!(windows),
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let matches = glob::glob_with(pattern, options).map_err(|e| {
        let message = format!("Không hiểu mẫu đường dẫn {pattern}: {}", e.msg);
        Error::new(ErrorKind::File, message).with_source(e)
    })?;
    let mut found: Vec<PathBuf> = matches.flatten().filter(|path| path.is_file()).collect();
    if found.is_empty() {
        let message = format!("Không có tệp nào khớp với {pattern}");
        return Err(Error::new(ErrorKind::File, message));
    }
    found.sort();
    Ok(found)
}

fn folder(path: &Path, recursive: bool) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|e| failed("Không mở được thư mục", folder.display(), e))?;
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            // Links to folders aren't followed, since they may form a cycle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if recursive {
                    folders.push(path);
                }
            } else if is_dossier(&path) && path.is_file() {
                files.push(path);
            }
        }
    }
    if files.is_empty() {
        let below = if recursive { "" } else { "; thư mục con: thêm --recursive" };
        let folder = path.display();
        let message = format!("Thư mục {folder} không có hồ sơ nào (.yaml, .yml){below}");
        return Err(Error::new(ErrorKind::File, message));
    }
    files.sort();
    Ok(files)
}

fn is_dossier(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(ending.as_deref(), Some("yaml" | "yml"))
}

/// Stores standard input in a file, and notes the positions of its lines. Empty ones are
/// skipped.
fn lines(input: &mut dyn Read) -> Result<Vec<Source>, Error> {
    let unread = |e| failed("Không đọc được", "dữ liệu vào (stdin)", e);
    let unkept = |e| {
        let folder = std::env::temp_dir();
        let message = format!(
            "Không ghi được tệp tạm vào {}: {}; đặt biến TMPDIR (Windows: TEMP) là một thư mục ghi được",
            folder.display(),
            because(&e)
        );
        Error::new(ErrorKind::File, message).with_source(e)
    };
    let mut spool = tempfile::tempfile().map_err(unkept)?;
    let mut spans: Vec<(usize, u64, usize)> = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let (mut at, mut start, mut number, mut blank) = (0_u64, 0_u64, 1, true);
    let length = |from: u64, to: u64| usize::try_from(to - from).unwrap_or(usize::MAX);
    loop {
        let read = match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(unread(e)),
        };
        spool.write_all(&chunk[..read]).map_err(unkept)?;
        for byte in &chunk[..read] {
            if *byte == b'\n' {
                if !blank {
                    spans.push((number, start, length(start, at)));
                }
                (start, number, blank) = (at + 1, number + 1, true);
            } else if !byte.is_ascii_whitespace() {
                blank = false;
            }
            at += 1;
        }
        if at - start > LARGEST {
            let most = LARGEST >> 20;
            let message = format!(
                "Dữ liệu vào (stdin), dòng {number}: dài quá {most} MB; mỗi hồ sơ một dòng"
            );
            return Err(Error::new(ErrorKind::File, message));
        }
    }
    if !blank {
        spans.push((number, start, length(start, at)));
    }
    let spool = Arc::new(Mutex::new(spool));
    let line = |(number, start, length)| {
        Source::Line(Line { number, start, length, spool: Arc::clone(&spool) })
    };
    Ok(spans.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &Inputs, below: &Path) -> Vec<String> {
        let below = below.display().to_string().replace('\\', "/") + "/";
        inputs.sources.iter().map(|s| s.name().replace(&below, "")).collect()
    }

    #[test]
    fn files_folders_patterns() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.yaml", "a.yml", ".x.yaml", "c.txt", "sub/d.yaml", "sub/deep/e.YAML"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "").expect("written");
        }
        let at = |names: &[&str]| names.iter().map(|n| folder.path().join(n)).collect::<Vec<_>>();
        let of =
            |paths: &[&str], recursive| Inputs::of(&at(paths), recursive, &mut std::io::empty());
        assert_eq!(names(&of(&[""], false), folder.path()), ["a.yml", "b.yaml"]);
        assert_eq!(
            names(&of(&[""], true), folder.path()),
            ["a.yml", "b.yaml", "sub/d.yaml", "sub/deep/e.YAML"]
        );
        assert_eq!(names(&of(&["*.y*ml", "b.yaml"], false), folder.path()), ["a.yml", "b.yaml"]);
        assert_eq!(names(&of(&["**/?.yaml"], false), folder.path()), ["b.yaml", "sub/d.yaml"]);
        assert_eq!(of(&["*.json", "sub/deep/x"], false).failures.len(), 2);
        // A missing file isn't a unit.
        let missing = of(&["khong.yaml"], false);
        assert_eq!((missing.failures.len(), missing.sources.len()), (1, 0));
    }

    /// What never ends a line would fill the disk.
    #[test]
    fn a_line_without_an_end() {
        let inputs = Inputs::of(&["-".into()], false, &mut std::io::repeat(b'x'));
        let told = inputs.failures.first().map(|found| found.message.clone()).unwrap_or_default();
        assert!(told.contains("dòng 1: dài quá"), "{told}");
    }

    #[test]
    fn lines_of_standard_input() {
        let mut text = "{\"a\": 1}\r\n\n  \n{\"b\": \"á\"}".as_bytes();
        let inputs = Inputs::of(&["-".into(), "-".into()], false, &mut text);
        let lines: Vec<_> = inputs
            .sources
            .iter()
            .map(|s| (s.name(), String::from_utf8(s.read().expect("read").bytes).expect("UTF-8")))
            .collect();
        let line = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(lines, [line("stdin:1", "{\"a\": 1}\r"), line("stdin:4", "{\"b\": \"á\"}")]);
    }
}
