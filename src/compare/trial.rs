//! Trying edits of a dossier: one is believed when the paper made of the edited dossier
//! says what the file says.

use crate::error::Error;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::source::{Node, Path};

use super::change::{Difference, What, differences, distance};
use super::edit::{self, Edit};
use super::hunk::Hunk;
use super::unit::{Lines, UnitKind};
use super::version::{Version, lines};

/// So many papers are made anew for one file at most.
const MOST: usize = 150;

/// A change, or a part of one, with the field that it belongs to.
#[derive(Debug, Clone)]
pub struct Change {
    /// The line, and what was done to it.
    pub difference: Difference,
    /// Which of its words, where they belong to a field of their own.
    pub hunks: Vec<Hunk>,
    /// The field, in the dossier as it was.
    pub path: Option<Path>,
    /// Whether the dossier took it.
    pub taken: bool,
}

/// What came of all trials.
#[derive(Debug, Default)]
pub struct Tried {
    /// All changes, in the order of the file.
    pub changes: Vec<Change>,
    /// The dossier's text with those that could be taken.
    pub text: Option<String>,
}

/// A dossier under trial.
pub struct Trial<'a> {
    office: &'a Office,
    version: &'a Version,
    file: &'a Lines,
    /// What the file is called in messages.
    name: String,
    before: State,
    fresh: Lines,
    tries: usize,
}

/// A dossier and how far its paper is from the file.
struct State {
    tree: Node,
    text: Option<String>,
    differences: Vec<Difference>,
}

impl<'a> Trial<'a> {
    /// Makes the paper of the dossier as it is.
    pub fn new(
        office: &'a Office,
        loaded: &Loaded,
        version: &'a Version,
        file: &'a Lines,
    ) -> Result<Self, Error> {
        let reading = loaded.reading.as_ref();
        let rendered = version.rendered(office, loaded);
        let (Some(reading), Some(rendered)) = (reading, rendered) else {
            return Err(Error::new(crate::error::ErrorKind::Template, "hồ sơ chưa đọc được"));
        };
        let fresh = lines(office, &rendered)?;
        let differences = differences(&fresh, file, version.is_current);
        let name = reading.tree.place.source.name.clone();
        let before = State { tree: reading.tree.clone(), text: None, differences };
        Ok(Trial { office, version, file, name, before, fresh, tries: 0 })
    }

    /// Finds for each change the field that it belongs to.
    pub fn run(mut self) -> Tried {
        let found = self.before.differences.clone();
        let mut changes: Vec<(usize, Change)> = Vec::new();
        let is_reworded = |d: &Difference| matches!(d.what, What::Reworded { .. });
        // Items come in and go from the end, so that the paths before them stay right.
        let (words, others): (Vec<_>, Vec<_>) =
            found.iter().enumerate().partition(|(_, difference)| is_reworded(difference));
        for (at, difference) in words {
            let parts = self.reworded(difference);
            changes.extend(parts.into_iter().map(|part| (at, part)));
        }
        for (at, difference) in others.into_iter().rev() {
            let change = self.came_or_went(difference);
            changes.push((at, change));
        }
        changes.sort_by_key(|(at, _)| *at);
        let changes = changes.into_iter().map(|(_, change)| change).collect();
        Tried { changes, text: self.before.text }
    }

    /// The words of a line: all in one field, or each stretch in its own.
    fn reworded(&mut self, difference: &Difference) -> Vec<Change> {
        let What::Reworded { old, new, hunks } = &difference.what else { return Vec::new() };
        let change = |hunks: &[Hunk], path: Option<Path>, taken| Change {
            difference: difference.clone(),
            hunks: hunks.to_vec(),
            path,
            taken,
        };
        let mut edits = edit::rewordings(&self.before.tree, old, hunks);
        edits.extend(edit::number(new, &self.version.paper));
        let weight = hunks.iter().map(Hunk::weight).sum();
        if let Some(path) = self.take(difference, &edits, weight) {
            return vec![change(hunks, Some(path), true)];
        }
        let likely = edit::likely(&self.before.tree, old);
        if let [_] = hunks.as_slice() {
            return vec![change(hunks, likely, false)];
        }
        let mut parts = Vec::new();
        for hunk in hunks {
            let own = std::slice::from_ref(hunk);
            let edits = edit::rewordings(&self.before.tree, old, own);
            match self.take(difference, &edits, hunk.weight()) {
                Some(path) => parts.push(change(own, Some(path), true)),
                None => parts.push(change(own, likely.clone(), false)),
            }
        }
        parts
    }

    /// A line that came in, went out or stands otherwise.
    fn came_or_went(&mut self, difference: &Difference) -> Change {
        let text = |at: Option<usize>| {
            let unit = self.fresh.units.get(at?).filter(|unit| unit.kind != UnitKind::Row)?;
            Some(unit.text())
        };
        let (edits, line) = match &difference.what {
            What::Added(new) if difference.kind != UnitKind::Row => {
                let after = text(difference.old_at);
                let before = text(difference.old_at.map_or(Some(0), |at| at.checked_add(1)));
                let (after, before) = (after.as_deref(), before.as_deref());
                let edits = edit::additions(&self.before.tree, after, before, new);
                (edits, after.or(before).unwrap_or_default().to_owned())
            }
            What::Removed(old) => {
                let edits = match difference.kind {
                    UnitKind::Row => Vec::new(),
                    _ => edit::removals(&self.before.tree, old),
                };
                (edits, old.clone())
            }
            What::Added(_) => (Vec::new(), text(difference.old_at).unwrap_or_default()),
            What::Moved(line) | What::Split(line) | What::Joined(line) => {
                (Vec::new(), line.clone())
            }
            What::Reworded { old, .. } => (Vec::new(), old.clone()),
        };
        let path = self.take(difference, &edits, 1);
        let taken = path.is_some();
        let path = path.or_else(|| edit::likely(&self.before.tree, &line));
        Change { difference: difference.clone(), hunks: Vec::new(), path, taken }
    }

    /// Makes the best of some edits, if the paper then says what the file says: the
    /// line's own difference gets smaller by `weight` words.
    fn take(&mut self, difference: &Difference, edits: &[Edit], weight: usize) -> Option<Path> {
        let was = weight_of(difference, &self.before.differences);
        let all = distance(&self.before.differences);
        let mut best: Option<(usize, State, &Path)> = None;
        for edit in edits {
            let Some(state) = self.tried(edit) else { continue };
            let left = weight_of(difference, &state.differences);
            if left + weight > was {
                continue;
            }
            let apart = distance(&state.differences);
            if best.as_ref().is_none_or(|(least, ..)| apart < *least) {
                best = Some((apart, state, &edit.path));
            }
            // Nothing else got worse.
            if apart + weight <= all {
                break;
            }
        }
        let (_, state, path) = best?;
        self.before = state;
        Some(path.clone())
    }

    fn tried(&mut self, edit: &Edit) -> Option<State> {
        if self.tries >= MOST {
            return None;
        }
        let text = edit.made(&self.before.tree)?;
        self.tries += 1;
        let loaded = self.office.load(&self.name, text.as_bytes(), &[]);
        let rendered = self.version.rendered(self.office, &loaded)?;
        let fresh = lines(self.office, &rendered).ok()?;
        let differences = differences(&fresh, self.file, self.version.is_current);
        let tree = loaded.reading?.tree;
        Some(State { tree, text: Some(text), differences })
    }
}

/// How many words of a line still differ: of one of the file by its place there, of one
/// that is gone by its text.
fn weight_of(difference: &Difference, among: &[Difference]) -> usize {
    let is_it = |other: &&Difference| match (&difference.what, &other.what) {
        (What::Removed(a), What::Removed(b)) => a == b,
        (What::Removed(_), _) | (_, What::Removed(_)) => false,
        _ => difference.new_at == other.new_at,
    };
    among.iter().filter(is_it).map(|d| distance(std::slice::from_ref(d))).sum()
}
