//! The manifest's file (bảng kê): one line per finished unit, appended and flushed; sorted
//! and without outdated lines when a run ends.
//!
//! A kill leaves at most one torn line at the end, which the next reader skips and the next
//! writer removes.

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

use crate::error::{self, Error};
use crate::file::{self, Existing, Staging, create_folder, failed, step};

use super::folder::{self, below};
use super::line::{AnyLine, RunLine, UnitLine};
use super::mark::Marks;
use super::{Plan, Shard};

/// The version of the lines' format.
pub const FORMAT: u32 = 1;

/// The position of a line in the file.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u64,
    length: usize,
}

/// The lines of earlier runs, read on demand: only positions are kept for a hundred thousand
/// lines.
#[derive(Debug, Default)]
pub struct Record {
    file: Option<Mutex<File>>,
    run: Option<RunLine>,
    units: HashMap<String, Span>,
    /// By source, if requested.
    sources: HashMap<String, Span>,
    /// The end of the last complete line.
    end: u64,
    /// Whether it begins like a manifest, has a run's line, or is empty.
    is_own: bool,
    /// The numbers, from 1, of lines that don't belong in a manifest; an incomplete last one
    /// isn't counted.
    pub(crate) strange: Vec<usize>,
}

/// A manifest open for writing, locked against other runs.
#[derive(Debug)]
pub struct Manifest {
    path: PathBuf,
    folder: PathBuf,
    staging: PathBuf,
    /// Locked while it is open.
    file: File,
    record: Record,
    marks: Marks,
}

/// The folders for writing papers.
#[derive(Debug, Clone, Copy)]
pub struct Output<'a> {
    /// The folder that all papers are written below.
    pub folder: &'a Path,
    /// The folder for incomplete files, on the same disk.
    pub(crate) staging: &'a Path,
}

impl Output<'_> {
    /// A sentence with paths relative to the output folder: the manifest contains nothing
    /// about the machine.
    pub fn within(&self, message: &str) -> String {
        let folder = format!("{}{}", self.folder.display(), std::path::MAIN_SEPARATOR);
        message.replace(&folder, "").replace('\\', "/")
    }
}

/// The longest line that is read. Those of units have a few kilobytes.
const LONGEST: u64 = 1 << 20;

/// The beginning of the first line.
const BEGINNING: &[u8] = br#"{"type":"run""#;

/// The fields needed of every line.
#[derive(Deserialize)]
struct Head {
    r#type: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    source: String,
}

impl Record {
    /// Reads a manifest; empty if there is none. The error is a Vietnamese sentence.
    pub fn read(path: &Path, by_source: bool) -> Result<Self, Error> {
        let failed = |e: std::io::Error| failed("Không đọc được", path.display(), e);
        // Opening a pipe would block.
        if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            let message = format!("Không đọc được {}: không phải tệp", path.display());
            return Err(Error::new(error::ErrorKind::File, message));
        }
        let file = match File::open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                return Ok(Record { is_own: true, ..Record::default() });
            }
            Err(e) => return Err(failed(e)),
        };
        let mut record = Record { is_own: true, ..Record::default() };
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let mut limited = reader.by_ref().take(LONGEST);
            let length = limited.read_until(b'\n', &mut line).map_err(failed)?;
            let torn = line.last() != Some(&b'\n');
            if number == 1 {
                record.is_own = torn && begins_a_manifest(&line);
            }
            if torn {
                break;
            }
            let span = Span { start: record.end, length };
            record.end += length as u64;
            match serde_json::from_slice::<Head>(&line) {
                Ok(head) if head.r#type == "unit" && !head.unit.is_empty() => {
                    if by_source {
                        record.sources.insert(head.source, span);
                    }
                    record.units.insert(head.unit, span);
                }
                Ok(head) if head.r#type == "run" => {
                    match serde_json::from_slice::<RunLine>(&line) {
                        Ok(run) => {
                            record.is_own = true;
                            record.run = Some(run);
                        }
                        Err(_) => record.strange.push(number),
                    }
                }
                _ => record.strange.push(number),
            }
        }
        record.file = Some(Mutex::new(file));
        Ok(record)
    }

    /// Refuses a file that isn't a manifest of ours, so that no other file is overwritten.
    /// The error is a Vietnamese sentence.
    pub fn must_be_own(&self, path: &Path) -> Result<(), Error> {
        let supported = self.run.as_ref().is_none_or(|run| run.format == FORMAT);
        if self.is_own && supported {
            return Ok(());
        }
        let message = format!(
            "{} không phải bảng kê của chương trình này nên được giữ nguyên; chọn thư mục khác bằng \
             --output, hoặc đổi tên tệp đó",
            path.display()
        );
        Err(Error::new(error::ErrorKind::File, message))
    }

    /// The inputs of the last run.
    pub fn run(&self) -> Option<&RunLine> {
        self.run.as_ref()
    }

    /// The ids of all units that have a line.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.units.keys().map(String::as_str)
    }

    /// Whether a unit has a line.
    pub fn has(&self, unit: &str) -> bool {
        self.units.contains_key(unit)
    }

    /// The last line of a unit.
    pub fn unit(&self, unit: &str) -> Option<UnitLine> {
        self.parse(*self.units.get(unit)?)
    }

    /// The last line made from a source.
    pub(crate) fn made_from(&self, source: &str) -> Option<UnitLine> {
        self.parse(*self.sources.get(source)?)
    }

    fn parse(&self, span: Span) -> Option<UnitLine> {
        match serde_json::from_slice(&self.bytes(span)?) {
            Ok(AnyLine::Unit(line)) => Some(line),
            _ => None,
        }
    }

    fn bytes(&self, span: Span) -> Option<Vec<u8>> {
        let mut file = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; span.length];
        file.seek(SeekFrom::Start(span.start)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Manifest {
    /// The path of a shard's manifest.
    pub fn path(folder: &Path, shard: Shard) -> PathBuf {
        folder.join(format!("manifest{}.jsonl", shard.suffix()))
    }

    /// Opens a shard's manifest in the output folder to continue it, and removes the
    /// incomplete files of a killed run. Links out of the folder aren't followed, and foreign
    /// files aren't touched. The error is a Vietnamese sentence.
    pub fn open(folder: &Path, shard: Shard, by_source: bool) -> Result<Self, Error> {
        let path = Self::path(folder, shard);
        let failed = |e: std::io::Error| failed("Không ghi được", path.display(), e);
        create_folder(folder)?;
        let inside = |name: &str| {
            let named = format!("Thư mục {}", folder.display());
            below(folder, name).map_err(|why| why.of_what(named))
        };
        inside(&format!("manifest{}.jsonl", shard.suffix()))?;
        inside(&format!("{}/under-way{}", folder::OWN, shard.suffix()))?;
        let staging = inside(&staging(shard))?;
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(failed)?;
        // Some network disks have no locks: then the scheduler is responsible.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let message = format!("Một lượt chạy khác đang ghi vào {}", path.display());
            return Err(Error::new(error::ErrorKind::File, message));
        }
        let record = Record::read(&path, by_source)?;
        record.must_be_own(&path)?;
        file.set_len(record.end)
            .and_then(|()| file.seek(SeekFrom::Start(record.end)))
            .map_err(failed)?;
        step();
        let _ = std::fs::remove_dir_all(&staging);
        create_folder(&staging)?;
        step();
        let marks = folder.join(folder::OWN).join(format!("under-way{}", shard.suffix()));
        let marks = Marks::open(marks);
        Ok(Manifest { path, folder: folder.to_owned(), staging, file, record, marks })
    }

    /// The folders for papers.
    pub fn output(&self) -> Output<'_> {
        Output { folder: &self.folder, staging: &self.staging }
    }

    /// The marks of units in progress.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The contents of the manifest when it was opened.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Appends a line; an incomplete write is undone.
    pub(super) fn append(file: &mut &File, line: &AnyLine) -> std::io::Result<()> {
        let end = file.stream_position()?;
        step();
        let written = file.write_all(line.write().as_bytes());
        if written.is_err() {
            file.set_len(end)?;
            file.seek(SeekFrom::Start(end))?;
        }
        written
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Ends a run: writes one line per unit, sorted by id, after the line of the run. Units
    /// that weren't among its inputs are kept at the end, marked as absent.
    pub(super) fn finish(self, plan: &Plan, run: RunLine) -> Result<(), Error> {
        let Manifest { path, staging, file, folder, marks, .. } = self;
        step();
        let record = Record::read(&path, false)?;
        // Windows doesn't replace a locked file.
        let lock = (!cfg!(windows)).then_some(file);
        let mut absent: Vec<&str> = record.units().filter(|id| plan.find(id).is_none()).collect();
        absent.sort_unstable();
        let written = file::fill_whole(&path, Existing::Replace, Staging::In(&staging), |out| {
            out.write_all(AnyLine::Run(run).write().as_bytes())?;
            for unit in &plan.units {
                if let Some(bytes) = record.units.get(&unit.id).and_then(|s| record.bytes(*s)) {
                    out.write_all(&bytes)?;
                }
            }
            for id in absent {
                if let Some(line) = record.unit(id) {
                    let line = AnyLine::Unit(UnitLine { absent: true, ..line });
                    out.write_all(line.write().as_bytes())?;
                }
            }
            Ok(())
        });
        drop(lock);
        step();
        let _ = std::fs::remove_dir_all(&staging);
        step();
        marks.close();
        step();
        // Fails, and stays, while another shard is working.
        let _ = std::fs::remove_dir(folder.join(folder::OWN));
        written
    }
}

/// The folder of a shard's incomplete files, below the output folder.
pub fn staging(shard: Shard) -> String {
    format!("{}/tmp{}", folder::OWN, shard.suffix())
}

/// Whether an incomplete first line is a manifest's. After a power failure the last bytes
/// written may be read as zeros.
fn begins_a_manifest(line: &[u8]) -> bool {
    let length = line.len().min(BEGINNING.len());
    line[..length] == BEGINNING[..length] || line.iter().all(|byte| *byte == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_and_what_is_not() {
        for own in ["", "{", "{\"type\":\"r", "{\"type\":\"run\",\"for", "\0\0\0"] {
            assert!(begins_a_manifest(own.as_bytes()), "{own}");
        }
        for other in ["a", "\n", "{\n", "{\"type\":\"unit\"}\n", "{\"id\":1}", "\0a"] {
            assert!(!begins_a_manifest(other.as_bytes()), "{other}");
        }
    }
}
