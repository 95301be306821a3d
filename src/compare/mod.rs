//! A Word file that came back, held against the dossier it was made of.
//!
//! ```text
//! unit     a Word file → lines: paragraphs, rows
//! hunk     two texts → the words that differ
//! align    two files → which line is which
//! change   pairs of lines → what was done to each
//! version  which paper of the dossier a file is
//! text     words of a line → their place in what was typed
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
//! Rendering is deterministic, so the paper is made anew from the dossier and read by
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
mod tell;
mod text;
mod title;
mod trial;
mod unit;
mod version;

use crate::diagnostic::Diagnostic;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::word::Document;

pub use version::Stranger;

/// A file held against its dossier.
#[derive(Debug)]
pub struct Comparison {
    /// The paper's id.
    pub paper: String,
    /// What was changed, at its place in the dossier, and what the reviewers remarked.
    pub findings: Vec<Diagnostic>,
    /// Those changes that the dossier can't take by itself.
    pub left: Vec<Diagnostic>,
    /// What is to be said beside the changes: comments, what would be wrong in the
    /// dossier once it took them.
    pub remarks: Vec<Diagnostic>,
    /// How many changes there are.
    pub changes: usize,
    /// The dossier's text with all changes that could be taken; none where there are
    /// none.
    pub taken: Option<String>,
}

/// Compares a file with the dossier that it was made of. `name` is what messages call
/// the file; `paper` is the id of the paper where somebody names it.
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
    /// The finding that says so to a person.
    pub fn finding(&self, file: &str, dossier: &str) -> Diagnostic {
        tell::stranger(self, file, dossier)
    }
}
