//! The changes between two files, line by line.

use std::sync::Arc;

use super::align::align;
use super::hunk::{Hunk, hunks};
use super::unit::{Gone, Lines, Unit, UnitKind, plain};

/// A changed line.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The kind of line.
    pub kind: UnitKind,
    /// The kind of change.
    pub what: What,
    /// The authors of tracked changes; empty if the change wasn't tracked.
    pub authors: Vec<Arc<str>>,
    /// The line in the old file, or the one after which a new line comes.
    pub old_at: Option<usize>,
    /// The line of the new file.
    pub new_at: Option<usize>,
}

/// The kind of change of a line.
#[derive(Debug, Clone)]
pub enum What {
    /// Some words differ.
    Reworded {
        /// The old text.
        old: String,
        /// The new text.
        new: String,
        /// The differing words; in a table row, within each cell.
        hunks: Vec<Hunk>,
    },
    /// Added, after the old line named.
    Added(String),
    /// Removed.
    Removed(String),
    /// Moved.
    Moved(String),
    /// Split in two.
    Split(String),
    /// Joined with the next one.
    Joined(String),
}

impl Difference {
    /// The differing words of a line that wasn't moved.
    pub fn hunks(&self) -> &[Hunk] {
        match &self.what {
            What::Reworded { hunks, .. } => hunks,
            _ => &[],
        }
    }
}

/// The most differences among which related ones are searched for; a file with more is a
/// different text.
const MOST: usize = 1_000;

/// All differences, in the order of the new file.
pub fn differences(old: &Lines, new: &Lines, marked: bool) -> Vec<Difference> {
    let pairs = align(&old.units, &new.units, marked);
    let mut found = Vec::new();
    let mut last = None;
    for (a, b) in &pairs {
        let (before, after) = (a.map(|a| &old.units[a]), b.map(|b| &new.units[b]));
        let what = match (before, after) {
            (Some(before), Some(after)) => reworded(before, after),
            (Some(before), None) => Some(What::Removed(before.text())),
            (None, Some(after)) => Some(What::Added(after.text())),
            (None, None) => None,
        };
        if let (Some(what), Some(unit)) = (what, after.or(before)) {
            let authors = match &what {
                What::Removed(text) => taken_out_by(text, &new.gone),
                _ => unit.authors.clone(),
            };
            found.push(Difference {
                kind: unit.kind,
                what,
                authors,
                old_at: a.or(last),
                new_at: *b,
            });
        }
        last = a.or(last);
    }
    match found.len() <= MOST {
        true => regrouped(&found, &old.units, &new.units),
        false => found,
    }
}

fn taken_out_by(text: &str, gone: &[Gone]) -> Vec<Arc<str>> {
    let text = plain(text);
    let by = gone.iter().find(|gone| plain(&gone.text) == text);
    by.map(|gone| Arc::clone(&gone.author)).into_iter().collect()
}

/// The difference between two lines.
fn reworded(old: &Unit, new: &Unit) -> Option<What> {
    if old.key() == new.key() || is_renumbered(old, new) {
        return None;
    }
    // A list number may have become text.
    let typed = old.label.as_ref().map(|label| plain(&format!("{label} {}", old.text())));
    if typed.is_some_and(|typed| typed == plain(&new.text())) {
        return None;
    }
    let found: Vec<Hunk> = match old.cells.len() == new.cells.len() {
        true => old.cells.iter().zip(&new.cells).flat_map(|(a, b)| hunks(a, b)).collect(),
        false => hunks(&old.text(), &new.text()),
    };
    let what = What::Reworded { old: old.text(), new: new.text(), hunks: found };
    (!matches!(&what, What::Reworded { hunks, .. } if hunks.is_empty())).then_some(what)
}

/// Whether a row differs only in its running number, which changes when other rows are added
/// or removed.
fn is_renumbered(old: &Unit, new: &Unit) -> bool {
    // 12, 12., 6.1
    let is_number = |cell: &String| {
        cell.len() <= 5
            && cell.starts_with(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    match (&old.cells[..], &new.cells[..]) {
        ([a, old @ ..], [b, new @ ..]) => {
            !old.is_empty() && is_number(a) && is_number(b) && old == new
        }
        _ => false,
    }
}

/// Recognises moved, split and joined lines among those added and removed.
fn regrouped(found: &[Difference], old: &[Unit], new: &[Unit]) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    let mut used = vec![false; found.len()];
    for at in 0..found.len() {
        if used[at] {
            continue;
        }
        let partner =
            (0..found.len()).filter(|other| *other != at && !used[*other]).find_map(|other| {
                merged(&found[at], &found[other], old, new).map(|what| (other, what))
            });
        used[at] = true;
        match partner {
            Some((other, what)) => {
                used[other] = true;
                let (main, side) = (&found[at], &found[other]);
                let mut authors = main.authors.clone();
                authors.extend(side.authors.iter().cloned());
                authors.dedup();
                let of_old =
                    |d: &Difference| d.old_at.filter(|_| !matches!(d.what, What::Added(_)));
                out.push(Difference {
                    what,
                    authors,
                    old_at: of_old(main).or(of_old(side)),
                    new_at: main.new_at.or(side.new_at),
                    kind: main.kind,
                });
            }
            None => out.push(found[at].clone()),
        }
    }
    out
}

/// The single change that two differences form.
fn merged(a: &Difference, b: &Difference, old: &[Unit], new: &[Unit]) -> Option<What> {
    match (&a.what, &b.what) {
        (What::Removed(gone), What::Added(came)) | (What::Added(came), What::Removed(gone)) => {
            (plain(gone) == plain(came)).then(|| What::Moved(came.clone()))
        }
        (What::Reworded { old: was, .. }, What::Added(_))
        | (What::Added(_), What::Reworded { old: was, .. }) => {
            let (first, second) = (a.new_at?.min(b.new_at?), a.new_at?.max(b.new_at?));
            let halves = [new.get(first)?.text(), new.get(second)?.text()];
            (second == first + 1 && is_sum(was, &halves)).then(|| What::Split(was.clone()))
        }
        (What::Reworded { new: is, .. }, What::Removed(_))
        | (What::Removed(_), What::Reworded { new: is, .. }) => {
            let (first, second) = (a.old_at?.min(b.old_at?), a.old_at?.max(b.old_at?));
            let halves = [old.get(first)?.text(), old.get(second)?.text()];
            (second == first + 1 && is_sum(is, &halves)).then(|| What::Joined(is.clone()))
        }
        _ => None,
    }
}

/// Whether a text is the concatenation of two others, ignoring blanks.
fn is_sum(whole: &str, halves: &[String; 2]) -> bool {
    let bare = |text: &str| plain(text).replace(' ', "");
    bare(whole) == halves.iter().map(|half| bare(half)).collect::<String>()
}

/// The number of differing words.
pub fn distance(differences: &[Difference]) -> usize {
    let words = |text: &str| text.split_whitespace().count();
    let of = |difference: &Difference| match &difference.what {
        What::Reworded { hunks, .. } => hunks.iter().map(Hunk::weight).sum(),
        What::Added(text) | What::Removed(text) => words(text),
        What::Moved(text) | What::Split(text) | What::Joined(text) => words(text).min(5),
    };
    differences.iter().map(of).sum()
}
