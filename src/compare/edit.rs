//! Edits of a dossier that may make its paper equal to the file. None is certain: each one is
//! tried on the paper before it is accepted.

use crate::dossier::Quantity;
use crate::source::{Node, Part, Path, Segment};

use super::hunk::Hunk;
use super::items::item_of;
use super::stretch;
use super::title;
use super::unit::Unit;
use super::words;

/// An edit of one value of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The value.
    pub path: Path,
    /// The operation.
    pub act: Act,
}

/// The operation on a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Replaces the text.
    Write(String),
    /// Inserts an item after this list item.
    Follow(String),
    /// A block takes its place.
    Put(Part),
    /// Removes this list item.
    Drop,
    /// Inserts an item after this list item as a copy of it: the old row's cells, and the new
    /// row's.
    Like(Vec<String>, Vec<String>),
    /// Moves this list item after the one named, or to the front.
    Behind(Option<usize>),
    /// Splits this list item in two.
    Split(String, String),
    /// Joins this list item with the next one.
    Join(String),
}

/// The most edits tried for one change.
const MOST: usize = 8;

/// Whether text from a file could be read as an expression in a dossier.
pub fn is_code(text: &str) -> bool {
    text.contains("{{") || text.contains("}}") || text.contains("{%")
}

/// The edits of a single value that could make the changes of a line, the likeliest first:
/// those of the record that the line was made of, if it is known.
pub fn rewordings(
    tree: &Node,
    record: Option<&Path>,
    (line, new): (&str, &str),
    hunks: &[Hunk],
) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    if hunks.iter().any(|hunk| is_code(&hunk.new)) {
        return Vec::new();
    }
    each_text(tree, &mut |path, typed| {
        let whole = |typed: &str| {
            let start = (typed.to_owned(), 0);
            hunks.iter().try_fold(start, |(text, agreed), hunk| {
                let (text, more) = words::changed(&text, hunk)?;
                Some((text, agreed + more))
            })
        };
        // 1245 is printed as 1.245, and 2 as 02.
        let as_figure = || {
            let figure = Quantity::parse(typed).ok()?;
            whole(&figure.to_text()).or_else(|| whole(&title::padded(typed)?))
        };
        // A heading may be printed in capitals.
        let as_heading = || Some((title::recased(typed, line, new)?, hunks.len()));
        if let Some((new, agreed)) = whole(typed).or_else(as_figure).or_else(as_heading) {
            let alone = hunks.iter().any(|hunk| typed.len() <= hunk.old.len() + FIGURE);
            let alone = if alone { 1.0 } else { 0.0 };
            let is_own = record.is_some_and(|own| path.segments().starts_with(own.segments()));
            let own = if is_own { OWN } else { 0.0 };
            let score = words::likeness(typed, line) * 4.0 + agreed as f32 + alone + own;
            found.push((score, Edit { path: path.clone(), act: Act::Write(new) }));
        }
    });
    ranked(found)
}

/// What a bookmark says counts as much as a line that reads the same.
const OWN: f32 = 4.0;

/// The maximum length of a unit for a value to count as a plain figure.
const FIGURE: usize = 24;

/// The edits that could insert a line after or before another one.
pub fn additions(tree: &Node, after: Option<&str>, before: Option<&str>, new: &Unit) -> Vec<Edit> {
    let text = new.text();
    let mut found: Vec<(f32, Edit)> = Vec::new();
    if is_code(&text) {
        return Vec::new();
    }
    for (line, behind) in [(after, true), (before, false)] {
        let Some(line) = line else { continue };
        each_text(tree, &mut |path, typed| {
            let Some(score) = stretch::holds(typed, line) else { return };
            let mut add = |act: Act| found.push((score, Edit { path: path.clone(), act }));
            if behind && is_item(path) && stretch::is_one_line(typed) {
                add(Act::Follow(text.clone()));
            }
            if let Some(text) = stretch::with_line(typed, line, &new.cells, behind) {
                add(Act::Write(text));
            }
        });
    }
    ranked(found)
}

/// The edits that could remove a line.
pub fn removals(tree: &Node, line: &str) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    each_text(tree, &mut |path, typed| {
        let Some(score) = stretch::holds(typed, line) else { return };
        if is_item(path) && stretch::is_one_line(typed) {
            found.push((score, Edit { path: path.clone(), act: Act::Drop }));
        } else if let Some(text) = stretch::without_line(typed, line) {
            // The record goes whose only line it was, a target; else its text.
            let item = item_of(path).filter(|_| stretch::is_one_line(typed));
            found.extend(item.map(|path| (score, Edit { path, act: Act::Drop })));
            found.push((score, Edit { path: path.clone(), act: Act::Write(text) }));
        }
    });
    ranked(found)
}

/// The value that a line was most likely made of, if it reads at least so much like it.
pub fn likely(tree: &Node, line: &str, least: f32) -> Option<Path> {
    const WORDS: usize = 4;
    let is_short = |text: &str| text.split_whitespace().count() < WORDS;
    if is_short(line) {
        return None;
    }
    let mut best: Option<(f32, Path)> = None;
    each_text(tree, &mut |path, typed| {
        let held = stretch::holds(typed, line).filter(|_| !is_short(typed));
        let score = held.unwrap_or_default();
        if score >= least && score > best.as_ref().map_or(0.0, |(best, _)| *best) {
            best = Some((score, path.clone()));
        }
    });
    best.map(|(_, path)| path)
}

pub fn is_item(path: &Path) -> bool {
    matches!(path.segments().last(), Some(Segment::Index(_)))
}

/// Calls `visit` for every text of a dossier except those written by the program.
pub fn each_text(tree: &Node, visit: &mut dyn FnMut(&Path, &str)) {
    tree.texts(&mut |path, node| {
        let key = |name: &str| path.keys().any(|key| key == name);
        if let Some(text) = node.text().filter(|_| !key("sealed") && !key("acknowledged")) {
            visit(path, text);
        }
    });
}

/// The best few edits, better ones first.
pub fn ranked(mut found: Vec<(f32, Edit)>) -> Vec<Edit> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut edits: Vec<Edit> = found.into_iter().map(|(_, edit)| edit).collect();
    edits.dedup();
    edits.truncate(MOST);
    edits
}
