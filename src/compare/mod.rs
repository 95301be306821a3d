//! A Word file that came back, held against the dossier it was made of.
//!
//! ```text
//! unit     a Word file → lines: paragraphs, rows
//! hunk     two texts → the words that differ
//! align    two files → which line is which
//! change   pairs of lines → what was done to each
//! version  which paper of the dossier a file is
//! words    words of a line → their place in what was typed
//! stretch  lines of what was typed → edits that add, remove and move them
//! title    titles and figures that are printed in another look
//! edit     a change → edits of the dossier that may make it
//! items    rows and lines that came, went, moved, parted, joined → such edits
//! envelope number, day and signer that were filled in → such edits
//! outline  headings that the program words → such edits
//! fields   bookmarks → the fields that lines were made of
//! made     an edit → the dossier's text
//! goal     what an edit is to bring about
//! trial    an edit → whether the paper then says what the file says
//! tell     changes → findings
//! ```
//!
//! Rendering is deterministic, so the paper is made again from the dossier and read by
//! the same reader as the file. Which field a change belongs to isn't guessed: an edit
//! of the dossier is tried, the paper made once more, and what it says then decides.

#![warn(missing_docs)]

mod align;
mod change;
mod edit;
mod envelope;
mod fields;
mod goal;
mod hunk;
mod items;
mod made;
mod outline;
mod stretch;
mod tell;
mod title;
mod trial;
mod unit;
mod version;
mod words;

use crate::diagnostic::Diagnostic;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::word::Document;

pub use version::Stranger;

/// The result of comparing a file with its dossier.
#[derive(Debug)]
pub struct Comparison {
    /// The paper's id.
    pub paper: String,
    /// The changes, at their places in the dossier, and the reviewers' comments.
    pub findings: Vec<Diagnostic>,
    /// The changes that can't be transferred to the dossier.
    pub left: Vec<Diagnostic>,
    /// Findings besides the changes: comments, and faults that the dossier would have after
    /// the transfer.
    pub remarks: Vec<Diagnostic>,
    /// The number of changes.
    pub changes: usize,
    /// The dossier's text with all changes that can be transferred; `None` if there are none.
    pub taken: Option<String>,
}

/// Compares a file with the dossier it was made from. `name` is the file's name in messages;
/// `paper` is the id of its paper if the user states it.
pub fn compare(
    office: &Office,
    loaded: &Loaded,
    file: &Document,
    name: &str,
    paper: Option<&str>,
) -> Result<Comparison, Stranger> {
    let version = version::Version::of(office, loaded, file, paper)?;
    let lines = unit::Lines::of(file);
    let outcome = trial::Trial::new(office, loaded, &version, &lines)?.run();
    Ok(tell::told(office, loaded, &version, file, name, &lines, outcome))
}

impl Stranger {
    /// The reason as a finding.
    pub fn finding(&self, file: &str, dossier: &str) -> Diagnostic {
        tell::stranger(self, file, dossier)
    }
}
