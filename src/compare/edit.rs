//! What may be written into a dossier so that its paper says what the file says.
//! Nothing here is certain: each edit is tried on the paper before it is believed.

use crate::dossier::Quantity;
use crate::source::{Commented, Node, Part, Path, Segment, Value, splice};

use super::hunk::Hunk;
use super::text;
use super::unit::plain;

/// One value of a dossier, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The value.
    pub path: Path,
    /// What is done.
    pub act: Act,
}

/// What is done to a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Another text takes its place.
    Write(String),
    /// An item of a list gets one behind it.
    Follow(String),
    /// An item of a list goes out.
    Drop,
}

/// So many edits at most are worth a try for one change.
const MOST: usize = 8;

/// Words of a file that a dossier could take for an expression.
fn is_code(text: &str) -> bool {
    text.contains("{{") || text.contains("}}") || text.contains("{%")
}

/// The edits that could make the changes of a line, all of them in one value; the
/// likeliest first.
pub fn rewordings(tree: &Node, line: &str, hunks: &[Hunk]) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    if hunks.iter().any(|hunk| is_code(&hunk.new)) {
        return Vec::new();
    }
    each_text(tree, &mut |path, typed| {
        let whole = |typed: &str| {
            let start = (typed.to_owned(), 0);
            hunks.iter().try_fold(start, |(text, agreed), hunk| {
                let (text, more) = text::changed(&text, hunk)?;
                Some((text, agreed + more))
            })
        };
        // 1245 is printed as 1.245.
        let as_figure = || Quantity::parse(typed).ok().and_then(|figure| whole(&figure.to_text()));
        if let Some((new, agreed)) = whole(typed).or_else(as_figure) {
            let alone = hunks.iter().any(|hunk| typed.len() <= hunk.old.len() + FIGURE);
            let alone = if alone { 1.0 } else { 0.0 };
            let score = text::likeness(typed, line) * 4.0 + agreed as f32 + alone;
            found.push((score, Edit { path: path.clone(), act: Act::Write(new) }));
        }
    });
    ranked(found)
}

/// A value that is hardly more than a figure: its unit is so long.
const FIGURE: usize = 24;

/// The edits that could bring a line in behind or before another one.
pub fn additions(tree: &Node, after: Option<&str>, before: Option<&str>, new: &str) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    if is_code(new) {
        return Vec::new();
    }
    for (line, behind) in [(after, true), (before, false)] {
        let Some(line) = line else { continue };
        each_text(tree, &mut |path, typed| {
            let Some(score) = text::holds(typed, line) else { return };
            let mut add = |act: Act| found.push((score, Edit { path: path.clone(), act }));
            if behind && is_item(path) && text::is_one_line(typed) {
                add(Act::Follow(new.to_owned()));
            }
            if let Some(text) = text::with_line(typed, line, new, behind) {
                add(Act::Write(text));
            }
        });
    }
    ranked(found)
}

/// The edits that could take a line out.
pub fn removals(tree: &Node, line: &str) -> Vec<Edit> {
    let mut found: Vec<(f32, Edit)> = Vec::new();
    each_text(tree, &mut |path, typed| {
        let Some(score) = text::holds(typed, line) else { return };
        let edit = |act: Act| (score, Edit { path: path.clone(), act });
        if is_item(path) && text::is_one_line(typed) {
            found.push(edit(Act::Drop));
        } else if let Some(text) = text::without_line(typed, line) {
            found.push(edit(Act::Write(text)));
        }
    });
    ranked(found)
}

/// The number that somebody wrote into the paper's head: "Số: 27/BC-CĐCS".
pub fn number(line: &str, paper: &str) -> Option<Edit> {
    let line = plain(line);
    let rest = line.strip_prefix("Số")?.trim_start_matches([':', ' ']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let path = Path::root().key("papers").key(paper).key("number");
    (!digits.is_empty() && digits.len() <= 6).then_some(Edit { path, act: Act::Write(digits) })
}

/// The value that a line was most likely made of.
pub fn likely(tree: &Node, line: &str) -> Option<Path> {
    let mut best: Option<(f32, Path)> = None;
    each_text(tree, &mut |path, typed| {
        let score = text::holds(typed, line).unwrap_or_default();
        if score > best.as_ref().map_or(0.0, |(best, _)| *best) {
            best = Some((score, path.clone()));
        }
    });
    best.map(|(_, path)| path)
}

impl Edit {
    /// The dossier's text with the edit made; none where it is written in a way that
    /// can't be edited.
    pub fn made(&self, tree: &Node) -> Option<String> {
        let mut root = Commented::of(tree).root;
        match &self.act {
            Act::Write(text) => write(&mut root, self.path.segments(), text)?,
            Act::Follow(text) => {
                let (list, at) = item(&mut root, &self.path)?;
                list.insert(at + 1, Part::text(text.clone()));
            }
            Act::Drop => {
                let (list, at) = item(&mut root, &self.path)?;
                list.remove(at);
            }
        }
        splice(tree, &root)
    }
}

/// Puts a text at a path; keys that aren't there are made.
fn write(root: &mut Part, path: &[Segment], text: &str) -> Option<()> {
    let mut part = root;
    for segment in path {
        if part.value == Value::Empty && matches!(segment, Segment::Key(_)) {
            part.value = Value::Map(Vec::new());
        }
        part = match (&mut part.value, segment) {
            (Value::Map(fields), Segment::Key(key)) => {
                let at = match fields.iter().position(|(known, _)| known == key.as_str()) {
                    Some(at) => at,
                    None => {
                        fields.push((key.to_string(), Part::default()));
                        fields.len() - 1
                    }
                };
                &mut fields.get_mut(at)?.1
            }
            (Value::List(items), Segment::Index(at)) => items.get_mut(*at)?,
            _ => return None,
        };
    }
    match &part.value {
        Value::Empty | Value::Text(_) => part.value = Value::Text(text.to_owned()),
        Value::List(_) | Value::Map(_) => return None,
    }
    if text.trim().is_empty() {
        part.value = Value::Empty;
    }
    Some(())
}

/// The list that an item stands in, and where.
fn item<'p>(root: &'p mut Part, path: &Path) -> Option<(&'p mut Vec<Part>, usize)> {
    let (Segment::Index(at), parents) = path.segments().split_last()? else { return None };
    let part = parents.iter().try_fold(root, |part, segment| match (&mut part.value, segment) {
        (Value::Map(fields), Segment::Key(key)) => {
            fields.iter_mut().find(|(known, _)| known == key.as_str()).map(|(_, part)| part)
        }
        (Value::List(items), Segment::Index(at)) => items.get_mut(*at),
        _ => None,
    })?;
    match &mut part.value {
        Value::List(items) if *at < items.len() => Some((items, *at)),
        _ => None,
    }
}

fn is_item(path: &Path) -> bool {
    matches!(path.segments().last(), Some(Segment::Index(_)))
}

/// Every text of a dossier but what the program wrote into it.
fn each_text(tree: &Node, visit: &mut dyn FnMut(&Path, &str)) {
    tree.texts(&mut |path, node| {
        let key = |name: &str| path.keys().any(|key| key == name);
        if let Some(text) = node.text().filter(|_| !key("sealed") && !key("acknowledged")) {
            visit(path, text);
        }
    });
}

/// The best few, the better first.
fn ranked(mut found: Vec<(f32, Edit)>) -> Vec<Edit> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut edits: Vec<Edit> = found.into_iter().map(|(_, edit)| edit).collect();
    edits.dedup();
    edits.truncate(MOST);
    edits
}
