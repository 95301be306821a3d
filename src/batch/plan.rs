//! Sources → units with their ids, before anything is written: clashes of names are found in
//! every shard, and in any order of inputs.

use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::paper::Paper;
use crate::sheet::Row;
use crate::source::Path;
use crate::vietnamese::nfc;

use super::clash::refuse_clashes;
use super::digest::Parts;
use super::manifest::Record;
use super::name::UnitNames;
use super::settings::{Identity, Settings};
use super::{Digest, Shard, Source};

/// One unit (đơn vị) of a batch.
#[derive(Debug, Clone)]
pub struct PlannedUnit {
    /// Its id in the manifest: its code, or its file's name.
    pub id: String,
    /// The source of its data.
    pub source: Source,
    pub(crate) readiness: Readiness,
}

/// What is known about a unit before work on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Readiness {
    /// It can be made.
    Ready,
    /// Its data can't be read, so that it has no id; the job reports why.
    Unreadable,
    /// It can't be made, with the reason.
    Trouble(Box<Diagnostic>),
}

/// The units of one shard, sorted by id, each id once.
#[derive(Debug)]
pub struct Plan {
    /// The units of this shard, in order.
    pub units: Vec<PlannedUnit>,
    /// The shard that is planned.
    pub shard: Shard,
    /// The number of units in all shards.
    pub total: usize,
    /// The hash of all their ids.
    pub roll: Digest,
    /// The hash of the shared settings.
    pub settings: Digest,
}

impl Readiness {
    pub(super) fn trouble(code: Code, message: String) -> Self {
        Readiness::Trouble(Box::new(Diagnostic::error(code, message)))
    }
}

impl PlannedUnit {
    /// The reason why it can't be made, if known already.
    pub fn trouble(&self) -> Option<&Diagnostic> {
        match &self.readiness {
            Readiness::Trouble(found) => Some(found),
            Readiness::Ready | Readiness::Unreadable => None,
        }
    }

    /// The name of a paper's files, with the suffix of a draft and without their endings.
    pub(super) fn name(
        &self,
        settings: &Settings<'_>,
        paper: &Paper,
        draft: &str,
    ) -> Result<String, Error> {
        let stem = self.source.stem().unwrap_or_default();
        let folder = self.source.folder().unwrap_or_default();
        let names = UnitNames { id: &self.id, stem: &stem, folder: &folder };
        settings.name.name(names, &paper.file, draft, &settings.longest_suffix())
    }
}

impl Plan {
    /// Assigns an id to every unit, finds clashes, and keeps this shard's units. With
    /// `record` the ids of unchanged dossiers needn't be read again.
    pub fn new(
        settings: &Settings<'_>,
        sources: Vec<Source>,
        shard: Shard,
        threads: usize,
        record: &Record,
    ) -> Self {
        let digest = settings.digest();
        let named = match &settings.identity {
            Identity::Own => sources.into_iter().map(by_source).collect(),
            Identity::Field(field) => {
                let one = |source| by_field(source, field, digest, record);
                on_threads(threads, sources, &one)
            }
        };
        let mut units = distinct(named);
        refuse_clashes(settings, &mut units);
        let mut roll = Parts::default();
        units.iter().for_each(|unit| roll.add(unit.id.as_bytes()));
        let total = units.len();
        units.retain(|unit| shard.has(&unit.id));
        units.shrink_to_fit();
        Plan { units, shard, total, roll: roll.finish(), settings: digest }
    }

    /// The unit of an id.
    pub fn find(&self, id: &str) -> Option<&PlannedUnit> {
        let at = self.units.binary_search_by(|unit| unit.id.as_str().cmp(id)).ok()?;
        self.units.get(at)
    }
}

/// A unit without an id, identified by its source.
fn nameless(source: Source, why: String) -> PlannedUnit {
    let readiness = Readiness::trouble(Code::BATCH_NO_ID, why);
    PlannedUnit { id: source.name(), source, readiness }
}

/// A unit identified by its source's own name: a file's name, a row's code.
fn by_source(source: Source) -> PlannedUnit {
    match &source {
        Source::Row(row) => {
            let id = of_row(row, CODE);
            named(source, id)
        }
        _ => match source.stem() {
            Some(stem) if !stem.is_empty() => {
                PlannedUnit { id: stem, source, readiness: Readiness::Ready }
            }
            Some(_) => nameless(source, "tệp không có tên".to_owned()),
            None => nameless(
                source,
                format!(
                    "dòng JSON không có tên tệp; cho biết mã đơn vị ở trường nào: --id {SYMBOL}"
                ),
            ),
        },
    }
}

/// The column with the code of a row's unit.
const CODE: &str = "organization.code";
const SYMBOL: &str = "organization.symbol";

fn of_row(row: &Row, field: &str) -> Result<String, String> {
    row.text(field).ok_or_else(|| match row.has(field) {
        true => format!("không có mã đơn vị: ô của {field} để trống"),
        false => format!(
            "bảng không có cột {field}; cho biết mã đơn vị ở cột nào: --id organization.name"
        ),
    })
}

fn named(source: Source, id: Result<String, String>) -> PlannedUnit {
    match id {
        Ok(id) => PlannedUnit { id, source, readiness: Readiness::Ready },
        Err(trouble) => nameless(source, trouble),
    }
}

fn by_field(source: Source, field: &Path, settings: Digest, record: &Record) -> PlannedUnit {
    if let Source::Row(row) = &source {
        let id = of_row(row, &field.to_string());
        return named(source, id);
    }
    let data = match source.read() {
        Ok(data) => data,
        // The job reports why.
        Err(_) => {
            let id = source.name();
            return PlannedUnit { id, source, readiness: Readiness::Unreadable };
        }
    };
    let known = record.made_from(&source.name()).filter(|line| {
        line.settings == settings && line.input == Some(data.digest) && line.is_written()
    });
    if let Some(known) = known {
        drop(data);
        return PlannedUnit { id: known.unit, source, readiness: Readiness::Ready };
    }
    let tree = data.tree(None).0;
    drop(data);
    let Some(tree) = tree else {
        // The job reports what is wrong with it.
        return PlannedUnit { id: source.name(), source, readiness: Readiness::Unreadable };
    };
    let id = tree.get(field).and_then(|node| node.text()).map(|text| nfc(text.trim()));
    let id = id.filter(|id| !id.is_empty());
    named(source, id.ok_or_else(|| format!("không có mã đơn vị: trường {field} để trống")))
}

/// Several sources with one id become one unit that can't be made: neither may win by chance.
fn distinct(mut named: Vec<PlannedUnit>) -> Vec<PlannedUnit> {
    named.sort_by_cached_key(|unit| (unit.id.clone(), unit.source.name()));
    let mut units: Vec<PlannedUnit> = Vec::with_capacity(named.len());
    for unit in named {
        match units.last_mut() {
            Some(last) if last.id == unit.id => {
                let also = unit.source.name();
                last.readiness = Readiness::trouble(
                    Code::BATCH_SAME_ID,
                    match last.trouble() {
                        // A few names are enough to find the cause.
                        Some(all) if all.code == Code::BATCH_SAME_ID => match all.message.len() {
                            0..300 => format!("{}, {also}", all.message),
                            _ => all.message.clone(),
                        },
                        _ => format!("{MANY} {}, {also}", last.source.name()),
                    },
                );
            }
            _ => units.push(unit),
        }
    }
    units
}

const MANY: &str = "nhiều hồ sơ cùng một mã đơn vị:";

/// Maps on several threads, keeping the order.
fn on_threads<T: Send, R: Send>(
    threads: usize,
    items: Vec<T>,
    one: &(dyn Fn(T) -> R + Sync),
) -> Vec<R> {
    let share = items.len().div_ceil(threads.max(1)).max(1);
    let mut items = items.into_iter();
    let mut shares = Vec::new();
    while items.len() > 0 {
        shares.push(items.by_ref().take(share).collect::<Vec<T>>());
    }
    std::thread::scope(|scope| {
        let work = |share: Vec<T>| move || share.into_iter().map(one).collect::<Vec<R>>();
        let threads: Vec<_> = shares.into_iter().map(|share| scope.spawn(work(share))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}
