//! Application of an edit to a dossier's text.

use crate::source::{Commented, Node, Part, Path, Segment, Value, splice};

use super::edit::{Act, Edit};
use super::items;

impl Edit {
    /// The dossier's text after the edit; `None` if it is written in a way that can't be
    /// edited.
    pub fn made(&self, tree: &Node) -> Option<String> {
        let mut root = Commented::of(tree).root;
        match &self.act {
            Act::Write(text) => write(&mut root, self.path.segments(), text)?,
            Act::Put(block) => *at(&mut root, self.path.segments())? = block.clone(),
            Act::Follow(text) => {
                let (list, at) = item(&mut root, &self.path)?;
                list.insert(at + 1, Part::text(text.clone()));
            }
            Act::Drop => {
                let (list, at) = item(&mut root, &self.path)?;
                list.remove(at);
            }
            Act::Like(old, new) => {
                let (list, at) = item(&mut root, &self.path)?;
                let like = items::like(list.get(at)?, old, new)?;
                list.insert(at + 1, like);
            }
            Act::Behind(other) => {
                let (list, at) = item(&mut root, &self.path)?;
                let to = other.map_or(0, |other| other + 1);
                if to > list.len() {
                    return None;
                }
                let mut moved = list.remove(at);
                // A comment above it may be about those behind it as well.
                if moved.above.iter().any(|line| !line.trim().is_empty()) {
                    return None;
                }
                // It is taken out there and written anew here.
                moved.origin = None;
                list.insert(if to > at { to - 1 } else { to }, moved);
            }
            Act::Split(first, second) => {
                let (list, at) = item(&mut root, &self.path)?;
                list.get_mut(at)?.value = Value::Text(first.clone());
                list.insert(at + 1, Part::text(second.clone()));
            }
            Act::Join(whole) => {
                let (list, at) = item(&mut root, &self.path)?;
                if at + 1 >= list.len() {
                    return None;
                }
                list.get_mut(at)?.value = Value::Text(whole.clone());
                list.remove(at + 1);
            }
        }
        splice(tree, &root)
    }
}

/// Puts a text at a path.
fn write(root: &mut Part, path: &[Segment], text: &str) -> Option<()> {
    let part = at(root, path)?;
    match &part.value {
        Value::Empty | Value::Text(_) => part.value = Value::Text(text.to_owned()),
        Value::List(_) | Value::Map(_) => return None,
    }
    if text.trim().is_empty() {
        part.value = Value::Empty;
    }
    Some(())
}

/// What stands at a path; keys that aren't there are made.
fn at<'p>(root: &'p mut Part, path: &[Segment]) -> Option<&'p mut Part> {
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
    Some(part)
}

/// The list that contains an item, and its index.
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
