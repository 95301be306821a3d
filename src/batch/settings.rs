//! The settings shared by all units of a run, and their hash.

use std::sync::Arc;

use crate::dossier::Status;
use crate::export::{Format, MOST_PICTURES, Standard};
use crate::source::{Node, Path};
use crate::{Office, Wanted};

use super::digest::{Digest, Parts};
use super::name::NameTemplate;

/// The source of a unit's id.
#[derive(Debug, Clone, PartialEq)]
pub enum Identity {
    /// The name of its source: a file name without the ending, or the code (mã đơn vị) of a
    /// sheet's row.
    Own,
    /// A field of its dossier.
    Field(Path),
}

/// Everything that papers depend on except a unit's own data.
pub struct Settings<'a> {
    /// The papers, regimes, templates and fonts.
    pub office: &'a Office,
    /// A dossier that every unit's is merged over.
    pub base: Option<Node>,
    /// Merged over every unit's, in order.
    pub overrides: Vec<Node>,
    /// The requested papers.
    pub papers: Wanted<'a>,
    /// The state to use for every paper.
    pub status: Option<Status>,
    /// The formats of every paper.
    pub formats: Vec<Format>,
    /// The PDF standard.
    pub standard: Standard,
    /// Whether a Word file that somebody worked on is written over. What papers become
    /// doesn't depend on it.
    pub force: bool,
    /// The source of a unit's id.
    pub identity: Identity,
    /// The template of the papers' file names.
    pub name: Arc<NameTemplate>,
}

impl<'a> Settings<'a> {
    /// The defaults for an office.
    pub fn new(office: &'a Office) -> Self {
        Settings {
            office,
            base: None,
            overrides: Vec::new(),
            papers: Wanted::Given,
            status: None,
            formats: vec![Format::Pdf],
            standard: Standard::default(),
            force: false,
            identity: Identity::Own,
            name: Arc::default(),
        }
    }

    /// The longest suffix after a paper's name in its file names.
    pub(crate) fn longest_suffix(&self) -> String {
        let suffixes = self.formats.iter().map(|format| format.suffix(MOST_PICTURES));
        suffixes.max_by_key(String::len).unwrap_or_default()
    }

    /// One hash of all settings: units with the same data and settings have the same papers.
    pub fn digest(&self) -> Digest {
        let mut parts = Parts::default();
        let mut add = |name: &str, value: &[u8]| {
            parts.add(name.as_bytes());
            parts.add(value);
        };
        add("version", env!("CARGO_PKG_VERSION").as_bytes());
        self.office.contents(&mut add);
        let tree = |node: &Node| serde_json::to_vec(&node.to_value()).unwrap_or_default();
        self.base.iter().for_each(|node| add("base", &tree(node)));
        self.overrides.iter().for_each(|node| add("set", &tree(node)));
        self.papers.named().iter().for_each(|paper| add("paper", paper.id.as_bytes()));
        add("status", self.status.map_or("", Status::word).as_bytes());
        let formats = Format::ALL.iter().filter(|format| self.formats.contains(format));
        formats.for_each(|format| add("to", format.ending().as_bytes()));
        add("standard", format!("{:?}", self.standard).as_bytes());
        if let Identity::Field(path) = &self.identity {
            add("id", path.to_string().as_bytes());
        }
        add("name", self.name.text().as_bytes());
        let epoch = self.office.epoch().map(|seconds| seconds.to_string()).unwrap_or_default();
        add("epoch", epoch.as_bytes());
        parts.finish()
    }
}
