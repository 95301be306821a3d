//! Edits for list items and lines of narratives that were moved, split or joined in a file,
//! and for table rows made from items.

use crate::source::{Commented, Node, Part, Path, Segment, Value};
use crate::vietnamese::{lower, lower_first};

use super::edit::{Act, Edit, each_text, is_code, is_item, ranked};
use super::stretch::{self, Beside};
use super::unit::{Unit, plain};
use super::words;

/// The edits that remove a row: its item is removed.
pub fn rows_out(tree: &Node, row: &Unit) -> Vec<Edit> {
    let found = rows(tree, row);
    ranked(found.into_iter().map(|(score, path)| (score, Edit { path, act: Act::Drop })).collect())
}

/// The edits that insert a row below another: an item like that of the other is inserted.
pub fn rows_in(tree: &Node, above: &Unit, row: &Unit) -> Vec<Edit> {
    if is_code(&row.text()) || above.cells.len() != row.cells.len() {
        return Vec::new();
    }
    let act = || Act::Like(above.cells.clone(), row.cells.clone());
    let found = rows(tree, above);
    ranked(found.into_iter().map(|(score, path)| (score, Edit { path, act: act() })).collect())
}

/// The list items that a row may have been made from, with the number of cells that match.
fn rows(tree: &Node, row: &Unit) -> Vec<(f32, Path)> {
    let mut found = Vec::new();
    each_item(&Commented::of(tree).root, &Path::root(), &mut |path, item| {
        let mut texts = Vec::new();
        leaves(item, &mut texts);
        let cells = row.cells.iter().filter(|cell| cell.chars().any(char::is_alphabetic));
        let (mut held, mut all) = (0, 0);
        for cell in cells {
            all += 1;
            held += usize::from(texts.iter().any(|text| replaced(text, cell, cell).is_some()));
        }
        if held > 0 && !texts.is_empty() {
            found.push((held as f32 / all as f32, path.clone()));
        }
    });
    found
}

/// An item made like another one, from the cells of its row: a field that can't be matched to
/// a cell is left out, so that nothing is invented.
pub fn like(item: &Part, old: &[String], new: &[String]) -> Option<Part> {
    let value = match &item.value {
        Value::Text(text) => {
            let cells = old.iter().zip(new);
            let found = cells.filter_map(|(old, new)| replaced(text, old, new)).next()?;
            Value::Text(found)
        }
        Value::Map(fields) => {
            let kept =
                fields.iter().filter_map(|(key, part)| Some((key.clone(), like(part, old, new)?)));
            Value::Map(kept.collect())
        }
        Value::Empty | Value::List(_) => return None,
    };
    let is_empty = match &value {
        Value::Text(text) => text.trim().is_empty(),
        Value::Map(fields) => fields.is_empty(),
        _ => true,
    };
    (!is_empty).then(|| Part::new(value))
}

/// A typed text that a cell shows, in full or by its number, replaced by another cell's
/// words.
fn replaced(typed: &str, old: &str, new: &str) -> Option<String> {
    let (old, new) = (plain(old), new.trim());
    if old.is_empty() {
        return None;
    }
    let simple = plain(typed);
    if lower(&simple) == lower(&old) {
        let began_small = typed.trim_start().starts_with(char::is_lowercase);
        return Some(if began_small { lower_first(new) } else { new.to_owned() });
    }
    let rest = simple.strip_prefix(old.as_str())?;
    let is_number = old.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    (is_number && rest.starts_with([' ', '%']) && !new.is_empty()).then(|| format!("{new}{rest}"))
}

fn leaves<'p>(part: &'p Part, found: &mut Vec<&'p str>) {
    match &part.value {
        Value::Text(text) => found.push(text),
        Value::Map(fields) => fields.iter().for_each(|(_, part)| leaves(part, found)),
        Value::Empty | Value::List(_) => {}
    }
}

fn each_item(part: &Part, path: &Path, visit: &mut dyn FnMut(&Path, &Part)) {
    match &part.value {
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                let path = path.index(at);
                visit(&path, item);
                each_item(item, &path, visit);
            }
        }
        Value::Map(fields) => {
            for (key, part) in fields {
                each_item(part, &path.key(key), visit);
            }
        }
        Value::Empty | Value::Text(_) => {}
    }
}

/// The edits that move a line behind `above` or before `below`, or to the front of its list or
/// narrative.
pub fn moves(tree: &Node, line: &str, above: Option<&str>, below: Option<&str>) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    let besides = above.map(Beside::Behind).into_iter().chain(below.map(Beside::Before));
    let besides: Vec<Beside<'_>> = besides.chain([Beside::Front]).collect();
    let others = above.map_or_else(Vec::new, |above| holders(tree, above));
    for (score, path, typed) in &holders(tree, line) {
        let mut add = |act: Act| found.push((*score, Edit { path: path.clone(), act }));
        let moved = besides.iter().filter_map(|beside| stretch::moved(typed, line, *beside));
        moved.for_each(|moved| add(Act::Write(moved)));
        // An item is a text, or a record that one is of: a target.
        let Some(item) = item_of(path).filter(|_| stretch::is_one_line(typed)) else { continue };
        let others: Vec<Path> = others.iter().filter_map(|(_, o, _)| item_of(o)).collect();
        found.extend(behind(&item, &others).map(|edit| (*score, edit)));
    }
    ranked(found)
}

/// The edits that move an item behind one of others of its list, or to the list's front.
pub fn behind<'p>(
    item: &'p Path,
    others: impl IntoIterator<Item = &'p Path>,
) -> impl Iterator<Item = Edit> {
    let places = others.into_iter().filter_map(|other| place_beside(item, other)).map(Some);
    places.chain([None]).map(|at| Edit { path: item.clone(), act: Act::Behind(at) })
}

/// The edits that split a line in two.
pub fn splits(tree: &Node, line: &str, halves: [&str; 2]) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    for (score, path, typed) in holders(tree, line) {
        // Where the second half opens with an expression, the first one's end is looked for.
        let cut = words::cut_at(&typed, halves[1]).or_else(|| words::cut_behind(&typed, halves[0]));
        let Some((first, second)) = cut else { continue };
        let act = match is_item(&path) && stretch::is_one_line(&typed) {
            true => Act::Split(first, second),
            false => Act::Write(stretch::in_two(&typed, line, &first, &second)),
        };
        found.push((score, Edit { path, act }));
    }
    ranked(found)
}

/// The edits that join two lines.
pub fn joins(tree: &Node, halves: [&str; 2]) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    let next = holders(tree, halves[1]);
    for (score, path, typed) in holders(tree, halves[0]) {
        if let Some(joined) = stretch::joined(&typed, halves) {
            found.push((score, Edit { path, act: Act::Write(joined) }));
            continue;
        }
        let is_next = |other: &Path| {
            place_beside(&path, other).zip(last_index(&path)).is_some_and(|(b, a)| b == a + 1)
        };
        for (_, _, other) in next.iter().filter(|(_, other, _)| is_item(&path) && is_next(other)) {
            let whole = format!("{} {}", typed.trim_end(), other.trim_start());
            found.push((score, Edit { path: path.clone(), act: Act::Join(whole) }));
        }
    }
    ranked(found)
}

/// The typed texts that a line may have been made from.
fn holders(tree: &Node, line: &str) -> Vec<(f32, Path, String)> {
    let mut found = Vec::new();
    each_text(tree, &mut |path, typed| {
        if let Some(score) = stretch::holds(typed, line) {
            found.push((score, path.clone(), typed.to_owned()));
        }
    });
    found
}

/// The item of a list that a value is, or is of.
pub fn item_of(path: &Path) -> Option<Path> {
    let is_index = |segment: &Segment| matches!(segment, Segment::Index(_));
    let last = path.segments().iter().rposition(is_index)?;
    let mut item = Path::root();
    path.segments()[..=last].iter().for_each(|segment| item.push(segment.clone()));
    Some(item)
}

fn last_index(path: &Path) -> Option<usize> {
    match path.segments().last() {
        Some(Segment::Index(at)) => Some(*at),
        _ => None,
    }
}

/// The place of another item of the same list.
fn place_beside(path: &Path, other: &Path) -> Option<usize> {
    let (_, list) = path.segments().split_last()?;
    let (last, others) = other.segments().split_last()?;
    match last {
        Segment::Index(at) if list == others && path != other => Some(*at),
        _ => None,
    }
}
