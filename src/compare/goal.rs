//! What an edit of a dossier is to bring about in its paper, and whether it did.

use super::change::{Difference, What, distance};
use super::hunk::Hunk;

/// Whether a line differs in words that didn't differ before.
pub fn is_new(difference: &Difference, before: &[Difference]) -> bool {
    let What::Reworded { hunks, .. } = &difference.what else { return false };
    let known = before.iter().find(|d| d.new_at == difference.new_at).map(|d| &d.what);
    match known {
        Some(What::Reworded { hunks: known, .. }) => {
            !hunks.iter().all(|hunk| known.iter().any(|other| other.overlaps(hunk)))
        }
        Some(_) => false,
        None => true,
    }
}

/// The goal of an edit.
pub enum Goal<'d> {
    /// These words of a line no longer differ. The rest of the line may differ more: a
    /// percentage is computed from the changed figure.
    Words(&'d Difference, &'d [Hunk]),
    /// The whole line equals the file's, and nothing else comes or goes for it.
    Line(&'d Difference),
}

impl Goal<'_> {
    pub fn weight(&self) -> usize {
        match self {
            Goal::Words(_, hunks) => hunks.iter().map(Hunk::weight).sum(),
            Goal::Line(difference) => distance(std::slice::from_ref(difference)),
        }
    }

    pub fn is_reached(&self, before: &[Difference], after: &[Difference]) -> bool {
        match self {
            Goal::Words(line, hunks) => {
                let at_line = |d: &&Difference| d.new_at == line.new_at && d.new_at.is_some();
                after.iter().filter(at_line).all(|difference| match &difference.what {
                    What::Reworded { hunks: left, .. } => {
                        hunks.iter().all(|hunk| !left.iter().any(|other| other.overlaps(hunk)))
                    }
                    _ => false,
                })
            }
            // No other line comes or goes with it, such as the heading of a section that it
            // would leave empty.
            Goal::Line(line) => {
                weight_of(line, after) < weight_of(line, before)
                    && whole_lines(after) < whole_lines(before)
            }
        }
    }
}

/// How many lines came, went or moved.
fn whole_lines(among: &[Difference]) -> usize {
    among.iter().filter(|d| !matches!(d.what, What::Reworded { .. })).count()
}

/// The number of words in which a line still differs: a line of the file by its position, a
/// removed one by its text.
fn weight_of(difference: &Difference, among: &[Difference]) -> usize {
    let is_it = |other: &&Difference| match (&difference.what, &other.what) {
        (What::Removed(a), What::Removed(b)) => a == b,
        (What::Removed(_), _) | (_, What::Removed(_)) => false,
        _ => difference.new_at == other.new_at,
    };
    among.iter().filter(is_it).map(|d| distance(std::slice::from_ref(d))).sum()
}
