//! A dossier after reading and before checking.

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, Reading, Status};
use crate::source::{Node, Segment};

/// A dossier that was read, with the findings of reading.
#[derive(Debug)]
pub struct Loaded {
    /// `None` if the file isn't YAML at all.
    pub reading: Option<Reading>,
    /// The findings of reading.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether everything in the file could be read.
    is_whole: bool,
    /// The dossier as in its file, if a paper is issued there and this run changes it by
    /// `--set` or `--status`.
    issued: Option<Box<Dossier>>,
}

/// Whether some paper is issued according to the file itself.
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

    /// Sets the state of every paper, for this run only.
    pub fn set_status(&mut self, status: Status) {
        if let Some(reading) = &mut self.reading {
            let dossier = &mut reading.dossier;
            let hides = status != Status::Issued && dossier.has_issued();
            if self.issued.is_none() && hides {
                self.issued = Some(Box::new(dossier.clone()));
            }
            dossier.set_status(status);
        }
    }

    /// The dossier as in its file, if some paper is issued there and this run changes it.
    pub(crate) fn issued(&self) -> Option<&Dossier> {
        self.issued.as_deref()
    }

    /// The dossier, unless something in the file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.reading.as_ref().filter(|_| self.is_whole).map(|r| &r.dossier)
    }
}
