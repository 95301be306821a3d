//! Identification of the paper, the dossier and the state that a file has.

use crate::dossier::Status;
use crate::error::Error;
use crate::export::docx::PROPERTY;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::template::Rendered;
use crate::word::{self, Document};

use super::change::{differences, distance};
use super::unit::Lines;

/// A paper of a dossier in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The index of its output, for a paper made per list item.
    pub paper: String,
    /// Which one of its outputs, where it goes by a list.
    output: usize,
    /// The state, if it differs from the dossier's.
    status: Option<Status>,
    /// Whether the file was made from the dossier as it is now.
    pub is_current: bool,
    /// Whether it was certainly made from an older state of the dossier: untracked
    /// differences may then be changes of the dossier.
    pub is_older: bool,
}

/// What a file of this program states in its properties.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    paper: String,
    dossier: String,
    seal: String,
}

/// Why a file can't be compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Stranger {
    /// It was made from another dossier.
    Other,
    /// It has no properties of this program, and no paper of the dossier is similar to it.
    Unlike,
    /// A paper couldn't be rendered.
    Failed(Error),
}

impl From<Error> for Stranger {
    fn from(error: Error) -> Self {
        Stranger::Failed(error)
    }
}

impl Version {
    /// Finds the paper of a file: by its properties, else by its text. `wanted` is the
    /// paper's id if the user states it.
    pub fn of(
        office: &Office,
        loaded: &Loaded,
        file: &Document,
        wanted: Option<&str>,
    ) -> Result<Version, Stranger> {
        let claim = claim(file);
        let meant = wanted.or(claim.as_ref().map(|claim| claim.paper.as_str()));
        let own = all(office, loaded, meant, None);
        let dossier = own.first().map(|(_, rendered)| rendered.dossier.as_str());
        if let (Some(claim), Some(dossier)) = (&claim, dossier)
            && claim.dossier != dossier
        {
            return Err(Stranger::Other);
        }
        if let Some(claim) = &claim {
            let others = [Status::Draft, Status::ForSignature, Status::Issued];
            let others = others.into_iter().flat_map(|s| all(office, loaded, meant, Some(s)));
            let known = own.iter().cloned().chain(others);
            let sealed = known.into_iter().find(|(_, rendered)| rendered.seal().0 == claim.seal);
            if let Some((version, _)) = sealed {
                return Ok(Version { is_current: true, ..version });
            }
        }
        let version = most_alike(office, &own, file, meant.is_some())?;
        Ok(Version { is_older: claim.is_some(), ..version })
    }

    /// The same paper as it is issued, with number and day.
    pub fn issued(&self) -> Version {
        Version { status: Some(Status::Issued), ..self.clone() }
    }

    /// Renders the paper from a dossier.
    pub fn rendered(&self, office: &Office, loaded: &Loaded) -> Option<Rendered> {
        let versions = all(office, loaded, Some(&self.paper), self.status);
        let this = versions.into_iter().find(|(version, _)| version.output == self.output);
        this.map(|(_, rendered)| rendered)
    }
}

/// Reads the properties of a file.
fn claim(file: &Document) -> Option<Claim> {
    let (_, value) = file.properties.iter().find(|(name, _)| name == PROPERTY)?;
    let mut words = value.split_whitespace().map(str::to_owned);
    Some(Claim { paper: words.next()?, dossier: words.next()?, seal: words.next()? })
}

/// Every paper that can be made from a dossier, or the one named, in its own state or another
/// one. One that can't be rendered can't be the returned file.
fn all(
    office: &Office,
    loaded: &Loaded,
    named: Option<&str>,
    status: Option<Status>,
) -> Vec<(Version, Rendered)> {
    let Some(dossier) = loaded.dossier() else { return Vec::new() };
    let mut dossier = dossier.clone();
    if let Some(status) = status {
        dossier.set_status(status);
    }
    let mut found = Vec::new();
    let papers = match named {
        Some(name) => office.papers().find(name).into_iter().collect(),
        None => office.set(&dossier),
    };
    for paper in papers {
        for (output, paper) in paper.outputs(&dossier).iter().enumerate() {
            if let Ok(rendered) = office.render(&dossier, paper) {
                let paper = paper.id.clone();
                found.push((
                    Version { paper, output, status, is_current: false, is_older: false },
                    rendered,
                ));
            }
        }
    }
    found
}

/// The lines of a paper's Word file.
pub fn lines(office: &Office, rendered: &Rendered) -> Result<Lines, Error> {
    let docx = office.docx(rendered)?;
    Ok(word::open(&docx.bytes).map(|document| Lines::of(&document)).unwrap_or_default())
}

/// The most papers compared with a file without properties.
const MOST: usize = 40;

/// The most similar paper. `sure` states whether the file must be one of them.
fn most_alike(
    office: &Office,
    papers: &[(Version, Rendered)],
    file: &Document,
    sure: bool,
) -> Result<Version, Stranger> {
    let file = Lines::of(file);
    let mut best: Option<(f32, &Version)> = None;
    for (version, rendered) in papers.iter().take(MOST) {
        let fresh = lines(office, rendered)?;
        let words = |lines: &Lines| {
            lines.units.iter().map(|unit| unit.text().split_whitespace().count()).sum::<usize>()
        };
        let all = (words(&fresh) + words(&file)).max(1);
        let apart = distance(&differences(&fresh, &file, false)) as f32 / all as f32;
        if best.is_none_or(|(least, _)| apart < least) {
            best = Some((apart, version));
        }
    }
    // Papers of other bodies have the letterhead and some headings in common.
    const FAR: f32 = 0.5;
    match best {
        Some((apart, version)) if sure || apart < FAR => Ok(version.clone()),
        _ => Err(Stranger::Unlike),
    }
}
