//! Trials of edits: an edit is accepted if the paper made from the edited dossier agrees with
//! the file.

use crate::error::Error;
use crate::loaded::Loaded;
use crate::office::Office;
use crate::source::{Node, Path};

use super::change::{Difference, What, differences, distance};
use super::edit::{self, Act, Edit};
use super::fields::Fields;
use super::goal::{Goal, is_new};
use super::hunk::Hunk;
use super::unit::{Lines, Unit, UnitKind};
use super::version::{Version, lines};
use super::{envelope, items, outline};

/// The most papers made for one file.
const MOST: usize = 150;
/// The most changes for which fields are searched. A file with more is a different text.
const TRACED: usize = 300;

/// A change, or a part of one, with its field.
#[derive(Debug, Clone)]
pub struct Change {
    /// The changed line.
    pub difference: Difference,
    /// The words concerned, if they belong to a field of their own.
    pub hunks: Vec<Hunk>,
    /// The field, in the dossier as it was.
    pub path: Option<Path>,
    /// Whether it was transferred to the dossier.
    pub taken: bool,
}

/// The result of all trials.
#[derive(Debug, Default)]
pub struct Tried {
    /// All changes, in the order of the file.
    pub changes: Vec<Change>,
    /// The dossier's text with the changes that could be transferred.
    pub text: Option<String>,
    /// Differences that only exist after the transfer: values that the program computes from
    /// a changed figure, and that the file has unchanged.
    pub after: Vec<Difference>,
}

/// A dossier under trial.
pub struct Trial<'a> {
    office: &'a Office,
    version: &'a Version,
    file: &'a Lines,
    /// The file's name in messages.
    name: String,
    before: State,
    fresh: Lines,
    fields: Fields,
    /// The lines of the file that say what the dossier says, and its paper doesn't show:
    /// number and day of a draft.
    known: Vec<usize>,
    tries: usize,
}

/// A dossier, and the distance of its paper from the file.
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
        let fields = Fields::of(&reading.dossier);
        let known = Vec::new();
        let mut trial =
            Trial { office, version, file, name, before, fresh, fields, known, tries: 0 };
        trial.known = trial.known_lines(loaded);
        trial.before.differences.retain(|d| d.new_at.is_none_or(|at| !trial.known.contains(&at)));
        Ok(trial)
    }

    /// The lines that differ because a draft leaves blank what the dossier knows.
    fn known_lines(&self, loaded: &Loaded) -> Vec<usize> {
        let given = |at: &usize| {
            let line = self.file.units.get(*at).map(Unit::text).unwrap_or_default();
            !envelope::given(&line, &self.version.paper).is_empty()
        };
        let differing = self.before.differences.iter().filter_map(|d| d.new_at);
        let lines: Vec<usize> = differing.filter(given).collect();
        if lines.is_empty() {
            return lines;
        }
        let Some(issued) = self.issued(loaded) else { return Vec::new() };
        lines.into_iter().filter(|at| self.is_said(*at, &issued)).collect()
    }

    /// The lines of the paper as it is issued.
    fn issued(&self, loaded: &Loaded) -> Option<Lines> {
        let rendered = self.version.issued().rendered(self.office, loaded)?;
        lines(self.office, &rendered).ok()
    }

    /// Whether a line of the file stands among others.
    fn is_said(&self, at: usize, lines: &Lines) -> bool {
        let line = self.file.units.get(at).map(|unit| envelope::unpadded(&unit.text()));
        line.is_some_and(|line| {
            lines.units.iter().any(|unit| envelope::unpadded(&unit.text()) == line)
        })
    }

    /// What a line was made of: the field or record that its bookmarks name, within it the
    /// text that reads like it. A line that the program words is of its paper.
    fn place(&self, at: Option<usize>, line: &str) -> Option<Path> {
        /// What no bookmark names must read almost the same.
        const ALMOST: f32 = 0.9;
        let marked = at.and_then(|at| self.fields.path(self.fresh.units.get(at)?));
        let Some(marked) = marked else {
            let likely = edit::likely(&self.before.tree, line, ALMOST);
            let paper = Path::root().key("papers").key(self.version.paper.as_str());
            let paper = self.before.tree.get(&paper).is_some().then_some(paper);
            return likely.or(paper);
        };
        let likely = edit::likely(&self.before.tree, line, 0.0);
        let within = likely.filter(|likely| likely.segments().starts_with(marked.segments()));
        Some(within.unwrap_or(marked))
    }

    /// Searches the field of each change.
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
        // Items are added and removed from the end, so that the paths before them stay valid.
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

    /// A line with changed words: all in one field, or each part in its own.
    fn reworded(&mut self, difference: &Difference) -> Vec<Change> {
        let What::Reworded { old, new, hunks } = &difference.what else { return Vec::new() };
        let change = |hunks: &[Hunk], path: Option<Path>, taken| Change {
            difference: difference.clone(),
            hunks: hunks.to_vec(),
            path,
            taken,
        };
        let likely = self.place(difference.old_at, old);
        if self.may_be_older(difference) {
            return vec![change(hunks, likely, false)];
        }
        if let Some(path) = self.take_given(difference, new) {
            return vec![change(hunks, Some(path), true)];
        }
        let line = difference.old_at.and_then(|at| self.fresh.units.get(at));
        let is_heading = line.is_some_and(|line| line.kind == UnitKind::Heading);
        let record = line.and_then(|line| self.fields.path(line));
        let lines = (old.as_str(), new.as_str());
        let mut edits = edit::rewordings(&self.before.tree, record.as_ref(), lines, hunks);
        edits.extend(envelope::filled(new, &self.version.paper));
        if let Some(path) = self.take(&Goal::Words(difference, hunks), &edits) {
            return vec![change(hunks, Some(path), true)];
        }
        let mut edits = envelope::reworded(new, &self.version.paper);
        if is_heading {
            edits.extend(self.retitled(old, new));
        }
        if let Some(path) = self.take(&Goal::Words(difference, hunks), &edits) {
            return vec![change(hunks, Some(path), true)];
        }
        if let [_] = hunks.as_slice() {
            return vec![change(hunks, likely, false)];
        }
        let mut parts = Vec::new();
        for hunk in hunks {
            let own = std::slice::from_ref(hunk);
            let mut edits = edit::rewordings(&self.before.tree, record.as_ref(), lines, own);
            edits.extend(envelope::filled(new, &self.version.paper));
            match self.take(&Goal::Words(difference, own), &edits) {
                Some(path) => parts.push(change(own, Some(path), true)),
                None => parts.push(change(own, likely.clone(), false)),
            }
        }
        parts
    }

    /// A line that was added, removed or moved.
    fn came_or_went(&mut self, difference: &Difference) -> Change {
        let edits = match self.may_be_older(difference) {
            true => Vec::new(),
            false => self.edits(difference),
        };
        let path = self.take(&Goal::Line(difference), &edits);
        let taken = path.is_some();
        let near = || match &difference.what {
            // What comes in is of that behind which it comes.
            What::Added(_) => self.fresh.units.get(difference.old_at?).map(Unit::text),
            What::Removed(line) | What::Moved(line) | What::Split(line) | What::Joined(line) => {
                Some(line.clone())
            }
            What::Reworded { old, .. } => Some(old.clone()),
        };
        let path = path.or_else(|| self.place(difference.old_at, &near().unwrap_or_default()));
        Change { difference: difference.clone(), hunks: Vec::new(), path, taken }
    }

    /// The edits that could cause a change.
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
            What::Removed(line) => {
                let mut edits = edit::removals(tree, line);
                let item = self.item(old(difference.old_at));
                edits.extend(item.map(|path| Edit { path, act: Act::Drop }));
                Some(edits)
            }
            What::Moved(line) => {
                let above = new(at.and_then(|at| at.checked_sub(1)));
                let (over, under) = (above.map(Unit::text), new(next).map(Unit::text));
                let mut edits = items::moves(tree, line, over.as_deref(), under.as_deref());
                // A line that is composed of a record moves with it.
                let other = self.item(above.and_then(|above| self.same(above)));
                let item = self.item(old(difference.old_at));
                edits.extend(item.iter().flat_map(|item| items::behind(item, other.as_ref())));
                Some(edits)
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

    /// The list item that a line of the paper was made of, as its bookmarks say.
    fn item(&self, unit: Option<&Unit>) -> Option<Path> {
        items::item_of(&self.fields.path(unit?)?)
    }

    /// The line of the paper that reads as one of the file.
    fn same(&self, unit: &Unit) -> Option<&Unit> {
        let key = unit.key();
        self.fresh.units.iter().find(|fresh| fresh.key() == key)
    }

    /// The edits that could add a line or a row.
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

    /// Whether the file may have the dossier's older text: transferring it would undo later
    /// changes.
    fn may_be_older(&self, difference: &Difference) -> bool {
        self.version.is_older && difference.authors.is_empty()
    }

    /// Applies the best of some edits that reach the goal: the one with the smallest
    /// remaining difference.
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
            // Nothing else became worse.
            if apart + goal.weight() <= all {
                break;
            }
        }
        let (_, state, path) = best?;
        self.before = state;
        Some(path.clone())
    }

    /// Number and day as they were filled in: a draft doesn't show them, but the paper
    /// says them once it is issued.
    fn take_given(&mut self, difference: &Difference, new: &str) -> Option<Path> {
        let at = difference.new_at?;
        for edit in envelope::given(new, &self.version.paper) {
            let Some((loaded, text)) = self.edited(&edit) else { continue };
            if self.issued(&loaded).is_some_and(|issued| self.is_said(at, &issued)) {
                self.known.push(at);
                self.before = self.state(loaded, text)?;
                return Some(edit.path);
            }
        }
        None
    }

    /// What could word a heading otherwise that the program words by itself.
    fn retitled(&self, old: &str, new: &str) -> Vec<Edit> {
        let name = &self.before.tree.place.source.name;
        let text = self.before.text.as_deref().unwrap_or(&self.before.tree.place.source.text);
        let loaded = self.office.load(name, text.as_bytes(), &[]);
        let dossier = loaded.dossier();
        dossier.map_or_else(Vec::new, |dossier| {
            outline::retitled(self.office, dossier, &self.version.paper, old, new)
        })
    }

    fn tried(&mut self, edit: &Edit) -> Option<State> {
        let (loaded, text) = self.edited(edit)?;
        self.state(loaded, text)
    }

    /// The dossier with an edit.
    fn edited(&mut self, edit: &Edit) -> Option<(Loaded, String)> {
        if self.tries >= MOST {
            return None;
        }
        let text = edit.made(&self.before.tree)?;
        self.tries += 1;
        Some((self.office.load(&self.name, text.as_bytes(), &[]), text))
    }

    /// How far the paper of a dossier is from the file.
    fn state(&self, loaded: Loaded, text: String) -> Option<State> {
        let rendered = self.version.rendered(self.office, &loaded)?;
        let fresh = lines(self.office, &rendered).ok()?;
        let mut differences = differences(&fresh, self.file, self.version.is_current);
        differences.retain(|d| d.new_at.is_none_or(|at| !self.known.contains(&at)));
        let tree = loaded.reading?.tree;
        Some(State { tree, text: Some(text), differences })
    }
}
