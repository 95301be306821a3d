//! Merging of all shards' manifests: checks that every unit occurs exactly once.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, ErrorKind};
use crate::file::{self, Existing, Staging};

use super::digest::Parts;
use super::line::{AnyLine, Counts, RunLine, UnitStatus};
use super::manifest::Record;
use super::{Digest, Shard};

/// The merged manifests.
#[derive(Debug)]
pub struct Merged {
    /// The index of the record of each unit, by id.
    units: BTreeMap<String, usize>,
    records: Vec<Record>,
    run: Option<RunLine>,
    /// Inconsistencies. If there are any, nothing is to be written.
    pub faults: Vec<Diagnostic>,
    /// The number of units whose papers were written.
    pub written: usize,
    /// Ids of units that weren't written, with their reasons.
    pub unwritten: Vec<(String, UnitStatus, String)>,
    /// The findings of all units.
    pub findings: Counts,
    /// The number of papers written.
    pub papers: usize,
    /// The number of pages of those papers.
    pub pages: usize,
}

/// The most ids named in a fault.
const MOST_NAMED: usize = 10;

/// Reads manifests and compares them. The error is a Vietnamese sentence about a file that
/// can't be read.
pub fn merge(paths: &[PathBuf]) -> Result<Merged, Error> {
    let mut merged = Merged {
        units: BTreeMap::new(),
        records: Vec::new(),
        run: None,
        faults: Vec::new(),
        written: 0,
        unwritten: Vec::new(),
        findings: Counts::default(),
        papers: 0,
        pages: 0,
    };
    let mut shards: HashMap<Shard, String> = HashMap::new();
    for path in paths {
        let shown = path.display().to_string();
        if !path.is_file() {
            let message = format!("Không đọc được {shown}: không có tệp này");
            return Err(Error::new(ErrorKind::File, message));
        }
        let record = Record::read(path, false)?;
        merged.add(record, &shown, &mut shards);
    }
    merged.complete(&shards);
    Ok(merged)
}

impl Merged {
    fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(Diagnostic::error(Code::BATCH_MANIFESTS, message));
    }

    fn add(&mut self, record: Record, shown: &str, shards: &mut HashMap<Shard, String>) {
        for line in record.strange.iter().take(MOST_NAMED) {
            self.fault(format!("{shown}, dòng {line}: không phải dòng của bảng kê"));
        }
        let Some(run) = record.run().cloned() else {
            self.fault(format!("{shown}: không có dòng đầu (type run)"));
            return;
        };
        if run.format != super::manifest::FORMAT {
            self.fault(format!("{shown}: bảng kê phiên bản {} chưa được hỗ trợ", run.format));
            return;
        }
        if let Some(first) = &self.run {
            let same = [
                (first.roll == run.roll && first.total == run.total, "danh sách đơn vị"),
                (first.settings == run.settings, "mẫu, phông chữ, tùy chọn hoặc phiên bản"),
                (first.shard.count() == run.shard.count(), "số phần chia"),
            ];
            for (_, what) in same.iter().filter(|(same, _)| !same) {
                self.fault(format!("{shown}: khác bảng kê đầu tiên về {what}"));
            }
        }
        if let Some(twin) = shards.insert(run.shard, shown.to_owned()) {
            self.fault(format!("{shown} và {twin} cùng là phần {}", run.shard));
        }
        let at = self.records.len();
        for id in record.units() {
            let Some(line) = record.unit(id) else {
                self.fault(format!("{shown}: dòng của đơn vị {id} không đọc được"));
                continue;
            };
            if line.absent {
                continue;
            }
            if self.units.insert(id.to_owned(), at).is_some() {
                self.fault(format!("đơn vị {id} có trong nhiều bảng kê, sau cùng ở {shown}"));
                continue;
            }
            if line.settings != run.settings {
                self.fault(format!("{shown}: đơn vị {id} làm bằng mẫu hoặc tùy chọn cũ"));
            }
            match line.reason() {
                None => self.written += 1,
                Some(reason) => self.unwritten.push((line.unit.clone(), line.status, reason)),
            }
            self.findings.errors += line.findings.errors;
            self.findings.warnings += line.findings.warnings;
            self.findings.notes += line.findings.notes;
            let papers = line.papers.iter().filter(|p| p.status == UnitStatus::Written);
            for paper in papers {
                self.papers += 1;
                self.pages += paper.pages.unwrap_or(0);
            }
        }
        self.run.get_or_insert(run);
        self.records.push(record);
    }

    /// Checks that every shard is there, with all its units.
    fn complete(&mut self, shards: &HashMap<Shard, String>) {
        self.unwritten.sort();
        let Some(run) = self.run.clone() else { return };
        let count = run.shard.count();
        let missing: Vec<String> = (1..=count)
            .filter_map(|index| format!("{index}/{count}").parse::<Shard>().ok())
            .filter(|shard| !shards.contains_key(shard))
            .take(MOST_NAMED)
            .map(|shard| shard.to_string())
            .collect();
        if !missing.is_empty() {
            self.fault(format!("thiếu bảng kê của phần {}", missing.join(", ")));
        }
        if self.units.len() != run.total {
            self.fault(format!(
                "có {} đơn vị trên {}: chạy lại lệnh batch để làm nốt",
                self.units.len(),
                run.total
            ));
        } else if roll(self.units.keys()) != run.roll {
            self.fault("các đơn vị không phải là những đơn vị của lượt chạy");
        }
        let stray = self
            .units
            .iter()
            .filter(|(id, at)| self.records[**at].run().is_some_and(|run| !run.shard.has(id)));
        let stray: Vec<&str> = stray.map(|(id, _)| id.as_str()).take(MOST_NAMED).collect();
        if !stray.is_empty() {
            self.fault(format!("đơn vị ở nhầm phần: {}", stray.join(", ")));
        }
    }

    /// The number of units.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// Writes one manifest, equal to that of a single run.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let Some(run) = &self.run else { return Ok(()) };
        Record::read(path, false)?.must_be_own(path)?;
        let run = RunLine { shard: Shard::WHOLE, units: run.total, ..run.clone() };
        file::fill_whole(path, Existing::Replace, Staging::Beside, |out| {
            out.write_all(AnyLine::Run(run).write().as_bytes())?;
            for (id, at) in &self.units {
                if let Some(line) = self.records[*at].unit(id) {
                    out.write_all(AnyLine::Unit(line).write().as_bytes())?;
                }
            }
            Ok(())
        })
    }
}

fn roll<'a>(ids: impl Iterator<Item = &'a String>) -> Digest {
    let mut roll = Parts::default();
    ids.for_each(|id| roll.add(id.as_bytes()));
    roll.finish()
}
