//! Trying edits of a dossier: one is believed when the paper made of the edited dossier
//! says what the file says.

use crate::error::Error;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::source::{Node, Path};

use super::change::{Difference, What, differences, distance};
use super::edit::{self, Edit};
use super::hunk::Hunk;
use super::unit::{Lines, Unit, UnitKind};
use super::version::{Version, lines};
use super::{envelope, items};

/// So many papers are made anew for one file at most.
const MOST: usize = 150;
/// For so many changes their fields are looked for. A file with more is another text.
const TRACED: usize = 300;

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
    /// What differs only once they are: what the program reckons from a figure that was
    /// changed, and the file has as it was.
    pub after: Vec<Difference>,
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
        let traced = found.len().min(TRACED);
        let (near, rest) = found.split_at(traced);
        changes.extend(rest.iter().enumerate().map(|(at, difference)| {
            let (difference, hunks) = (difference.clone(), difference.hunks().to_vec());
            (at + traced, Change { difference, hunks, path: None, taken: false })
        }));
        let is_reworded = |d: &Difference| matches!(d.what, What::Reworded { .. });
        // Items come in and go from the end, so that the paths before them stay right.
        let (words, others): (Vec<_>, Vec<_>) =
            near.iter().enumerate().partition(|(_, difference)| is_reworded(difference));
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
        let after = self.before.differences.into_iter().filter(|d| is_new(d, &found)).collect();
        Tried { changes, text: self.before.text, after }
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
        let likely = edit::likely(&self.before.tree, old);
        if self.may_be_older(difference) {
            return vec![change(hunks, likely, false)];
        }
        let mut edits = edit::rewordings(&self.before.tree, old, hunks);
        edits.extend(envelope::filled(new, &self.version.paper));
        if let Some(path) = self.take(&Goal::Words(difference, hunks), &edits) {
            return vec![change(hunks, Some(path), true)];
        }
        let edits = envelope::reworded(new, &self.version.paper);
        if let Some(path) = self.take(&Goal::Words(difference, hunks), &edits) {
            return vec![change(hunks, Some(path), true)];
        }
        if let [_] = hunks.as_slice() {
            return vec![change(hunks, likely, false)];
        }
        let mut parts = Vec::new();
        for hunk in hunks {
            let own = std::slice::from_ref(hunk);
            let mut edits = edit::rewordings(&self.before.tree, old, own);
            edits.extend(envelope::filled(new, &self.version.paper));
            match self.take(&Goal::Words(difference, own), &edits) {
                Some(path) => parts.push(change(own, Some(path), true)),
                None => parts.push(change(own, likely.clone(), false)),
            }
        }
        parts
    }

    /// A line that came in, went out or stands otherwise.
    fn came_or_went(&mut self, difference: &Difference) -> Change {
        let edits = match self.may_be_older(difference) {
            true => Vec::new(),
            false => self.edits(difference),
        };
        let path = self.take(&Goal::Line(difference), &edits);
        let taken = path.is_some();
        let near = || match &difference.what {
            What::Added(_) => self.fresh.units.get(difference.old_at?).map(Unit::text),
            What::Removed(line) | What::Moved(line) | What::Split(line) | What::Joined(line) => {
                Some(line.clone())
            }
            What::Reworded { old, .. } => Some(old.clone()),
        };
        let path = path.or_else(|| edit::likely(&self.before.tree, &near()?));
        Change { difference: difference.clone(), hunks: Vec::new(), path, taken }
    }

    /// What could bring such a change about.
    fn edits(&self, difference: &Difference) -> Vec<Edit> {
        let tree = &self.before.tree;
        let old = |at: Option<usize>| self.fresh.units.get(at?);
        let new = |at: Option<usize>| self.file.units.get(at?);
        let at = difference.new_at;
        let next = at.map(|at| at + 1);
        let found = match &difference.what {
            What::Added(_) => new(at).map(|unit| self.added(difference, unit)),
            What::Removed(line) if difference.kind == UnitKind::Row => {
                let mut edits = old(difference.old_at).map(|row| items::rows_out(tree, row));
                edits.get_or_insert_default().extend(edit::removals(tree, line));
                edits
            }
            What::Removed(line) => Some(edit::removals(tree, line)),
            What::Moved(line) => {
                let above = new(at.and_then(|at| at.checked_sub(1))).map(Unit::text);
                Some(items::moves(tree, line, above.as_deref()))
            }
            What::Split(line) => new(at)
                .zip(new(next))
                .map(|(first, second)| items::splits(tree, line, [&first.text(), &second.text()])),
            What::Joined(_) => {
                let at = difference.old_at;
                let halves = old(at).zip(old(at.map(|at| at + 1)));
                halves.map(|(first, second)| items::joins(tree, [&first.text(), &second.text()]))
            }
            What::Reworded { .. } => None,
        };
        found.unwrap_or_default()
    }

    /// What could bring a line or a row in.
    fn added(&self, difference: &Difference, unit: &Unit) -> Vec<Edit> {
        let tree = &self.before.tree;
        let old = |at: Option<usize>| self.fresh.units.get(at?);
        let above = old(difference.old_at);
        if difference.kind == UnitKind::Row {
            let above = above.filter(|above| above.kind == UnitKind::Row);
            let mut edits = above.map(|above| items::rows_in(tree, above, unit));
            let text = above.map(Unit::text);
            edits.get_or_insert_default().extend(edit::additions(
                tree,
                text.as_deref(),
                None,
                unit,
            ));
            return edits.unwrap_or_default();
        }
        let text =
            |unit: Option<&Unit>| unit.filter(|unit| unit.kind != UnitKind::Row).map(Unit::text);
        let after = text(above);
        let before = text(old(difference.old_at.map_or(Some(0), |at| at.checked_add(1))));
        let mut edits = edit::additions(tree, after.as_deref(), before.as_deref(), unit);
        edits.extend(envelope::filled(&unit.text(), &self.version.paper));
        edits
    }

    /// Whether what the file says may be what the dossier said before: taking it would
    /// undo what was written since.
    fn may_be_older(&self, difference: &Difference) -> bool {
        self.version.is_older && difference.authors.is_empty()
    }

    /// Makes the best of some edits, if the paper then says what the file says: of those
    /// that reach the goal, the one after which the least differs.
    fn take(&mut self, goal: &Goal<'_>, edits: &[Edit]) -> Option<Path> {
        let all = distance(&self.before.differences);
        let mut best: Option<(usize, State, &Path)> = None;
        for edit in edits {
            let Some(state) = self.tried(edit) else { continue };
            if !goal.is_reached(&self.before.differences, &state.differences) {
                continue;
            }
            let apart = distance(&state.differences);
            if best.as_ref().is_none_or(|(least, ..)| apart < *least) {
                best = Some((apart, state, &edit.path));
            }
            // Nothing else got worse.
            if apart + goal.weight() <= all {
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

/// Whether a line differs in words that didn't differ before.
fn is_new(difference: &Difference, before: &[Difference]) -> bool {
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

/// What an edit is to bring about.
enum Goal<'d> {
    /// These words of a line are no longer others. More of the line may differ then: a
    /// share is reckoned from the figure that was changed.
    Words(&'d Difference, &'d [Hunk]),
    /// The whole line is as the file has it.
    Line(&'d Difference),
}

impl Goal<'_> {
    fn weight(&self) -> usize {
        match self {
            Goal::Words(_, hunks) => hunks.iter().map(Hunk::weight).sum(),
            Goal::Line(difference) => distance(std::slice::from_ref(difference)),
        }
    }

    fn is_reached(&self, before: &[Difference], after: &[Difference]) -> bool {
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
            Goal::Line(line) => weight_of(line, after) < weight_of(line, before),
        }
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
