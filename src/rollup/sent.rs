//! What is kept of a unit's dossier until all are there: little, since a province
//! has a hundred thousand. It can be written into a file and read by another run.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Anchor, Diagnostic};
use crate::dossier::UnitType;
use crate::roster::Day;
use crate::source::{Node, Path};

use super::report::Report;
use super::text::Passage;
use super::unknown::Unknown;

/// A unit's dossier as far as the roll-up needs it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sent {
    /// What messages call it: its file.
    pub file: EcoString,
    /// The file's name without its ending.
    pub(super) stem: String,
    /// Whose it says it is; none where the file isn't a dossier at all.
    pub(super) of: Option<Identity>,
    /// Errors that keep all of it from being counted, unless they are of figures that
    /// are rolled up from some units only.
    pub(super) errors: Vec<Diagnostic>,
    /// Errors that cost one figure each.
    pub(super) unread: Vec<Diagnostic>,
    /// What it states.
    pub(super) report: Report,
    /// What is to be said of the dossier alone.
    pub(super) said: Vec<Diagnostic>,
    /// How many units it was rolled up from, of how many.
    pub(super) covers: Option<(usize, usize)>,
    /// Figures that no indicator is named like.
    pub(super) missed: Vec<Missed>,
    /// Its narratives, where they are asked for.
    pub(super) texts: Vec<Passage>,
}

/// Whose a dossier says it is, and when it is of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Identity {
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_type: Option<UnitType>,
    /// The period where it isn't the one that is rolled up; empty where none is stated.
    pub other_period: Option<String>,
    /// The first day that one of its papers bears.
    pub reported_on: Option<Day>,
    pub name_at: Option<Anchor>,
}

/// A figure of a dossier that isn't added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Missed {
    pub name: EcoString,
    /// The indicator that it may be.
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

    /// Notes where everything stands that something may be said of.
    pub(super) fn anchor(&mut self, tree: &Node) {
        let file = self.file.clone();
        let anchor = |path: &Path| Some(Anchor::sharing(&tree.place(path), &file));
        for statement in self.report.figures.values_mut() {
            statement.at = anchor(&statement.path);
        }
        // One of the units' own figures is told by its name alone.
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

    /// Lets the narratives go.
    pub fn drop_texts(&mut self) {
        self.texts = Vec::new();
    }

    /// Has all places name their file by one text. Behind a reading from a file each
    /// has its own, which a hundred thousand dossiers take no less than memory for.
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
