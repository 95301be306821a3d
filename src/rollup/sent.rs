//! The part of a unit's dossier kept until all are read: small, since a province has a
//! hundred thousand. It can be written to a file and read by another run.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Anchor, Diagnostic};
use crate::dossier::UnitType;
use crate::roster::Day;
use crate::source::{Node, Path};

use super::report::Report;
use super::text::Passage;
use super::unknown::Unknown;

/// A unit's dossier, reduced to what the roll-up needs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sent {
    /// Its name in messages: the file.
    pub file: EcoString,
    /// The file's name without its ending.
    pub(super) stem: String,
    /// The unit that it states; `None` if the file isn't a dossier at all.
    pub(super) of: Option<Identity>,
    /// Errors that prevent counting any of it, unless they concern figures rolled up from
    /// some units only.
    pub(super) errors: Vec<Diagnostic>,
    /// Errors that cost one figure each.
    pub(super) unread: Vec<Diagnostic>,
    /// Its statements.
    pub(super) report: Report,
    /// Findings on the dossier alone.
    pub(super) said: Vec<Diagnostic>,
    /// The number of units it was rolled up from, of all.
    pub(super) covers: Option<(usize, usize)>,
    /// Figures that resemble no indicator.
    pub(super) missed: Vec<Missed>,
    /// Its narratives, if requested.
    pub(super) texts: Vec<Passage>,
}

/// The unit and period stated in a dossier.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Identity {
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_type: Option<UnitType>,
    /// The period if it isn't the one rolled up; empty if none is stated.
    pub other_period: Option<String>,
    /// The first date of its papers.
    pub reported_on: Option<Day>,
    pub name_at: Option<Anchor>,
}

/// A figure of a dossier that isn't added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Missed {
    pub name: EcoString,
    /// The indicator that is probably meant.
    pub meant: Option<EcoString>,
    pub path: Path,
    pub at: Option<Anchor>,
}

impl Missed {
    pub fn of(unknown: Unknown<'_>) -> Missed {
        let Unknown { name, path, meant } = unknown;
        Missed { name: name.into(), meant: meant.map(EcoString::from), path, at: None }
    }
}

impl Sent {
    pub(super) fn code(&self) -> Option<&str> {
        self.of.as_ref()?.code.as_deref().filter(|code| !code.is_empty())
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.of.as_ref()?.name.as_deref()
    }

    /// Stores the places of everything that may be reported.
    pub(super) fn anchor(&mut self, tree: &Node) {
        let file = self.file.clone();
        let anchor = |path: &Path| Some(Anchor::sharing(&tree.place(path), &file));
        for statement in self.report.figures.values_mut() {
            statement.at = anchor(&statement.path);
        }
        // A figure of the units' own is identified by its name alone.
        for missed in self.missed.iter_mut().filter(|missed| missed.meant.is_some()) {
            missed.at = anchor(&missed.path);
        }
        if let Some(identity) = &mut self.of {
            identity.name_at = anchor(&Self::name_path());
        }
        for found in &mut self.said {
            let at = found.path.as_ref().and_then(anchor);
            found.place = at.map(|at| at.place());
        }
    }

    /// Drops the narratives.
    pub fn drop_texts(&mut self) {
        self.texts = Vec::new();
    }

    /// Shares file names between places. After reading from a file each has its own copy,
    /// which takes much memory for a hundred thousand dossiers.
    pub fn share_names(&mut self) {
        let missed = self.missed.iter_mut().map(|missed| &mut missed.at);
        let stated = self.report.figures.values_mut().map(|statement| &mut statement.at);
        let name = self.of.iter_mut().map(|identity| &mut identity.name_at);
        let anchors = missed.chain(stated).chain(name).flatten();
        anchors.for_each(|anchor| anchor.share(&self.file));
        // Whatever was read in pieces has room for more.
        self.missed.shrink_to_fit();
    }

    pub(super) fn name_path() -> Path {
        Path::root().key("organization").key("name")
    }
}
