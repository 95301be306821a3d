//! Sources → units with their ids, before anything is written: whose names
//! clash is known on every shard, in whichever order inputs come.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::Wanted;
use crate::error::Error;
use crate::paper::Paper;
use crate::sheet::Row;
use crate::source::Path;
use crate::vietnamese::nfc;

use super::digest::Parts;
use super::manifest::Record;
use super::name::{self, UnitNames};
use super::settings::{Identity, Settings};
use super::{Digest, Shard, Source};

/// One unit (đơn vị) of a batch.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: String,
    pub source: Source,
    pub standing: Standing,
}

/// What is known of a unit before it is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Ready,
    /// Its data can't be read, so that nothing can be named; the job tells why.
    Unreadable,
    /// It can't be made: a Vietnamese sentence.
    Trouble(String),
}

/// The units of one shard, sorted by id, each id once.
#[derive(Debug)]
pub struct Plan {
    pub units: Vec<Unit>,
    pub shard: Shard,
    /// Units of all shards together.
    pub total: usize,
    /// The hash of all their ids.
    pub roll: Digest,
    /// The hash of what units share.
    pub settings: Digest,
}

impl Unit {
    /// The name of a paper's file, with what marks a draft.
    pub(super) fn name(
        &self,
        settings: &Settings<'_>,
        paper: &Paper,
        draft: &str,
    ) -> Result<String, Error> {
        let stem = self.source.stem().unwrap_or_default();
        let folder = self.source.folder().unwrap_or_default();
        let names = UnitNames { id: &self.id, stem: &stem, folder: &folder };
        settings.name.name(names, &paper.file, draft)
    }
}

impl Plan {
    /// Names every unit and finds clashes, then keeps this shard's share.
    /// `record` saves reading dossiers for their ids where nothing changed.
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

    pub fn find(&self, id: &str) -> Option<&Unit> {
        let at = self.units.binary_search_by(|unit| unit.id.as_str().cmp(id)).ok()?;
        self.units.get(at)
    }
}

/// A unit that can't be named is called by its source.
fn nameless(source: Source, trouble: String) -> Unit {
    Unit { id: source.name(), source, standing: Standing::Trouble(trouble) }
}

/// By what the source is called itself: a file's name, a row's code.
fn by_source(source: Source) -> Unit {
    match &source {
        Source::Row(row) => {
            let id = of_row(row, CODE);
            named(source, id)
        }
        _ => match source.stem() {
            Some(stem) if !stem.is_empty() => Unit { id: stem, source, standing: Standing::Ready },
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

/// The column that names rows.
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

fn named(source: Source, id: Result<String, String>) -> Unit {
    match id {
        Ok(id) => Unit { id, source, standing: Standing::Ready },
        Err(trouble) => nameless(source, trouble),
    }
}

fn by_field(source: Source, field: &Path, settings: Digest, record: &Record) -> Unit {
    if let Source::Row(row) = &source {
        let id = of_row(row, &field.to_string());
        return named(source, id);
    }
    let data = match source.read() {
        Ok(data) => data,
        Err(error) => return nameless(source, error.to_string()),
    };
    let known = record.made_from(&source.name()).filter(|line| {
        line.settings == settings && line.input == Some(data.digest) && line.is_written()
    });
    if let Some(known) = known {
        drop(data);
        return Unit { id: known.unit, source, standing: Standing::Ready };
    }
    let tree = data.tree(None).0;
    drop(data);
    let Some(tree) = tree else {
        // What is wrong with it is told by the job.
        return Unit { id: source.name(), source, standing: Standing::Unreadable };
    };
    let id = tree.get(field).and_then(|node| node.text()).map(|text| nfc(text.trim()));
    let id = id.filter(|id| !id.is_empty());
    named(source, id.ok_or_else(|| format!("không có mã đơn vị: trường {field} để trống")))
}

/// Several sources of one id become one unit that can't be made: neither may
/// win by chance.
fn distinct(mut named: Vec<Unit>) -> Vec<Unit> {
    named.sort_by_cached_key(|unit| (unit.id.clone(), unit.source.name()));
    let mut units: Vec<Unit> = Vec::with_capacity(named.len());
    for unit in named {
        match units.last_mut() {
            Some(last) if last.id == unit.id => {
                let also = unit.source.name();
                last.standing = Standing::Trouble(match &last.standing {
                    // A few names are enough to find the cause.
                    Standing::Trouble(all) if all.starts_with(SAME_ID) => match all.len() {
                        0..300 => format!("{all}, {also}"),
                        _ => all.clone(),
                    },
                    _ => format!("{SAME_ID} {}, {also}", last.source.name()),
                });
            }
            _ => units.push(unit),
        }
    }
    units
}

const SAME_ID: &str = "nhiều hồ sơ cùng một mã đơn vị:";

/// Refuses every unit whose papers can't be named, or would land on another's.
fn refuse_clashes(settings: &Settings<'_>, units: &mut [Unit]) {
    let mut papers: Vec<&Paper> = match &settings.papers {
        Wanted::Given => settings.office.papers().iter().collect(),
        Wanted::Only(papers) => papers.clone(),
    };
    if !settings.name.tells_papers_apart() {
        papers.truncate(1);
    }
    // By a hash of 16 bytes: names of a hundred thousand units in five papers
    // would take more memory than all the rest.
    let mut claims: HashMap<[u64; 2], u32> = HashMap::new();
    for at in 0..units.len() {
        if units[at].standing != Standing::Ready {
            continue;
        }
        for paper in &papers {
            let name = match units[at].name(settings, paper, "") {
                Ok(name) => name,
                Err(error) => {
                    units[at].standing = Standing::Trouble(error.to_string());
                    break;
                }
            };
            let digest = Digest::of(name::key(&name).as_bytes());
            match claims.entry(digest.halves()) {
                Entry::Vacant(free) => {
                    free.insert(u32::try_from(at).unwrap_or(u32::MAX));
                }
                Entry::Occupied(claim) if *claim.get() as usize == at => {}
                Entry::Occupied(claim) => {
                    let other = *claim.get() as usize;
                    let clash = |other: &Unit| {
                        format!(
                            "văn bản sẽ ghi đè lên của đơn vị {} ({}): cùng tên tệp {name}",
                            other.id,
                            other.source.name()
                        )
                    };
                    let (mine, theirs) = (clash(&units[other]), clash(&units[at]));
                    for (unit, clash) in [(at, mine), (other, theirs)] {
                        if units[unit].standing == Standing::Ready {
                            units[unit].standing = Standing::Trouble(clash);
                        }
                    }
                }
            }
        }
    }
}

/// Maps on several threads; the order stays.
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
