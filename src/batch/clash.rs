//! Units whose papers can't be named, or would be written over another unit's.

use crate::Wanted;
use crate::diagnostic::Code;
use crate::paper::Paper;

use super::Digest;
use super::name;
use super::plan::{PlannedUnit, Readiness};
use super::settings::Settings;

/// Refuses every unit whose papers can't be named, or would have the same path as another's.
pub fn refuse_clashes(settings: &Settings<'_>, units: &mut [PlannedUnit]) {
    let mut papers: Vec<&Paper> = match &settings.papers {
        Wanted::Given | Wanted::All => settings.office.papers().iter().collect(),
        Wanted::Only(papers) => papers.clone(),
    };
    if !settings.name.tells_papers_apart() {
        papers.truncate(1);
    }
    let Some((first, others)) = papers.split_first() else { return };
    // A name has a part for the unit and another one for the paper, unless its template says
    // otherwise: then one paper stands for all, of whatever unit, and a hundred thousand
    // units have as many names instead of fifty times more.
    let (each, shared) = match settings.name.mixes_unit_and_paper() {
        true => (papers.as_slice(), [].as_slice()),
        false => (std::slice::from_ref(first), others),
    };
    let mut refused = None;
    let mut claims = Vec::with_capacity(units.len() * each.len());
    for (at, unit) in (0..).zip(&mut *units) {
        if unit.readiness != Readiness::Ready {
            continue;
        }
        let mut why = None;
        for (paper, of) in (0..).zip(each) {
            match unit.name(settings, of, "") {
                Ok(name) => claims.push(Claim { hash: hash(&name), unit: at, paper }),
                Err(error) => {
                    why = Some(error.to_string());
                    break;
                }
            }
        }
        if why.is_none() {
            let failure = |paper: &&Paper| unit.name(settings, paper, "").err();
            let first = || shared.iter().find_map(failure).map(|error| error.to_string());
            why.clone_from(refused.get_or_insert_with(first));
        }
        if let Some(why) = why {
            unit.readiness = Readiness::trouble(Code::BATCH_FILE_NAME, why);
        }
    }
    claims.sort_unstable();
    for equal in claims.chunk_by(|a, b| a.hash == b.hash) {
        let Some((first, others)) = equal.split_first() else { continue };
        for other in others.iter().filter(|other| other.unit != first.unit) {
            refuse_both(settings, units, each, [first, other]);
        }
    }
}

/// A path that a paper of a unit would have.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    /// The start of the hash of its name: the names of a hundred thousand units would take
    /// more memory than everything else.
    hash: u64,
    unit: u32,
    paper: u32,
}

fn hash(name: &str) -> u64 {
    Digest::of(name::key(name).as_bytes()).number()
}

/// Refuses two units whose papers have the same path.
fn refuse_both(
    settings: &Settings<'_>,
    units: &mut [PlannedUnit],
    papers: &[&Paper],
    claims: [&Claim; 2],
) {
    let [first, second] = claims.map(|claim| claim.unit as usize);
    if [first, second].iter().all(|at| units[*at].readiness != Readiness::Ready) {
        return;
    }
    let names = claims.map(|Claim { unit, paper, .. }| {
        units[*unit as usize].name(settings, papers[*paper as usize], "")
    });
    let [Ok(older), Ok(name)] = names else { return };
    // Equal starts of hashes aren't equal names yet.
    if name::key(&older) != name::key(&name) {
        return;
    }
    let ending = settings.formats.first().map_or("", |format| format.ending());
    let clash = |other: &PlannedUnit| {
        format!(
            "văn bản sẽ ghi đè lên của đơn vị {} ({}): cùng tên tệp {name}.{ending}",
            other.id,
            other.source.name()
        )
    };
    for (at, clash) in [(second, clash(&units[first])), (first, clash(&units[second]))] {
        if units[at].readiness == Readiness::Ready {
            units[at].readiness = Readiness::trouble(Code::BATCH_FILE_NAME, clash);
        }
    }
}
