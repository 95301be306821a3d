//! A dossier as it was read, before anything is checked.

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, Envelope, Reading, Status};
use crate::source::{Node, Segment};

/// A dossier as it was read, with what was found while reading.
#[derive(Debug)]
pub struct Loaded {
    /// `None` where the file isn't YAML at all.
    pub reading: Option<Reading>,
    /// What was found while it was read.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether all that the file says was read.
    is_whole: bool,
    /// The dossier as its file has it, where a paper is issued there and this
    /// run was asked for something else: `--set`, `--status`.
    issued: Option<Box<Dossier>>,
}

/// Whether some paper may be issued, by the file itself.
pub(crate) fn says_issued(tree: &Node) -> bool {
    let mut issued = false;
    tree.texts(&mut |path, node| {
        let is_status =
            matches!(path.segments().last(), Some(Segment::Key(key)) if key == "status");
        issued |= is_status && node.text().is_some_and(|t| t.parse() == Ok(Status::Issued));
    });
    issued
}

impl Loaded {
    pub(crate) fn new(
        reading: Option<Reading>,
        diagnostics: Vec<Diagnostic>,
        issued: Option<Box<Dossier>>,
    ) -> Self {
        let is_whole = diagnostics.iter().all(|d| !(d.structural && d.is_error()));
        Loaded { reading, diagnostics, is_whole, issued }
    }

    /// Puts every paper of the dossier in one state, for this run only.
    pub fn set_status(&mut self, status: Status) {
        if let Some(reading) = &mut self.reading {
            let dossier = &mut reading.dossier;
            let issued = |envelope: &Envelope| envelope.status == Some(Status::Issued);
            if self.issued.is_none()
                && status != Status::Issued
                && (dossier.status == Some(Status::Issued)
                    || dossier.papers.iter().any(|(_, envelope)| issued(envelope)))
            {
                self.issued = Some(Box::new(dossier.clone()));
            }
            dossier.status = Some(status);
            dossier.papers.0.iter_mut().for_each(|(_, envelope)| envelope.status = Some(status));
        }
    }

    /// The dossier as its file has it, where some paper is issued there and this
    /// run was asked for something else.
    pub(crate) fn issued(&self) -> Option<&Dossier> {
        self.issued.as_deref()
    }

    /// The dossier, unless something in the file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.reading.as_ref().filter(|_| self.is_whole).map(|r| &r.dossier)
    }
}
