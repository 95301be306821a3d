//! The tree of texts.

use std::ops::Range;

use crate::diagnostic::Place;

use super::{Path, Segment};

/// How a scalar was written, which decides how exactly a position inside it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In quotes, single or double.
    Quoted,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its kind and contents.
    pub kind: NodeKind,
    /// Its place.
    pub place: Place,
}

/// The kind and contents of a node.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Empty: unknown.
    Null,
    /// A text, possibly empty.
    Text {
        /// The text without quotes.
        text: String,
        /// Its style.
        style: Style,
    },
    /// A list.
    List(Vec<Node>),
    /// Fields, in order.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The place of the key.
    pub key_place: Place,
    /// The value.
    pub value: Node,
}

/// An element visited in a walk over a tree.
enum Part<'a> {
    /// A value that is a text.
    Text(&'a Node),
    /// A key with its value.
    Entry(&'a Entry),
}

impl Node {
    /// The node at a path.
    pub fn get(&self, path: &Path) -> Option<&Node> {
        path.segments().iter().try_fold(self, |node, segment| node.child(segment))
    }

    pub(super) fn child(&self, segment: &Segment) -> Option<&Node> {
        match (&self.kind, segment) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                entries.iter().find(|e| e.key == *key).map(|e| &e.value)
            }
            (NodeKind::List(items), Segment::Index(i)) => items.get(*i),
            _ => None,
        }
    }

    fn child_mut(&mut self, segment: &Segment) -> Option<&mut Node> {
        match (&mut self.kind, segment) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                entries.iter_mut().find(|e| e.key == *key).map(|e| &mut e.value)
            }
            (NodeKind::List(items), Segment::Index(i)) => items.get_mut(*i),
            _ => None,
        }
    }

    /// The entry at a path, if it ends in a key.
    pub fn entry(&self, path: &Path) -> Option<&Entry> {
        let (last, parents) = path.segments().split_last()?;
        let parent = parents.iter().try_fold(self, |node, segment| node.child(segment))?;
        match (&parent.kind, last) {
            (NodeKind::Map(entries), Segment::Key(key)) => entries.iter().find(|e| e.key == *key),
            _ => None,
        }
    }

    /// The place to show for a path: the value's, the key's if the value is empty or long, or
    /// that of the nearest existing ancestor.
    pub fn place(&self, path: &Path) -> Place {
        let mut node = self;
        let mut place = &self.place;
        for segment in path.segments() {
            if let (NodeKind::Map(entries), Segment::Key(key)) = (&node.kind, segment)
                && let Some(entry) = entries.iter().find(|e| e.key == *key)
            {
                place = match entry.value.kind {
                    NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => {
                        &entry.value.place
                    }
                    _ => &entry.key_place,
                };
                node = &entry.value;
            } else if let Some(child) = node.child(segment) {
                place = &child.place;
                node = child;
            } else {
                break;
            }
        }
        place.clone()
    }

    /// Removes the node at a path; `None` if nothing is there or the path is empty.
    pub fn remove(&mut self, path: &Path) -> Option<Node> {
        let (last, parents) = path.segments().split_last()?;
        let parent = parents.iter().try_fold(self, |node, segment| node.child_mut(segment))?;
        match (&mut parent.kind, last) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                let at = entries.iter().position(|e| e.key == *key)?;
                Some(entries.remove(at).value)
            }
            (NodeKind::List(items), Segment::Index(i)) if *i < items.len() => {
                Some(items.remove(*i))
            }
            _ => None,
        }
    }

    /// Puts another text in the place of one; nothing happens where none is.
    pub(crate) fn set_text(&mut self, path: &Path, to: String) {
        let mut segments = path.segments().iter();
        let node = segments.try_fold(self, |node, segment| node.child_mut(segment));
        if let Some(Node { kind: NodeKind::Text { text, .. }, .. }) = node {
            *text = to;
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Calls `visit` for every text among the values, with its path, in
    /// document order.
    pub fn texts<'a>(&'a self, visit: &mut dyn FnMut(&Path, &'a Node)) {
        self.walk(&mut Path::root(), &mut |path, part| match part {
            Part::Text(node) => visit(path, node),
            Part::Entry(_) => {}
        });
    }

    /// Calls `visit` for every entry of every map, with the path of its value.
    pub fn entries<'a>(&'a self, visit: &mut dyn FnMut(&Path, &'a Entry)) {
        self.walk(&mut Path::root(), &mut |path, part| match part {
            Part::Entry(entry) => visit(path, entry),
            Part::Text(_) => {}
        });
    }

    /// Calls `visit` for every text and every entry below `path`, an entry before its value.
    fn walk<'a>(&'a self, path: &mut Path, visit: &mut dyn FnMut(&Path, Part<'a>)) {
        match &self.kind {
            NodeKind::Null => {}
            NodeKind::Text { .. } => visit(path, Part::Text(self)),
            NodeKind::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    path.push(Segment::Index(i));
                    item.walk(path, visit);
                    path.pop();
                }
            }
            NodeKind::Map(entries) => {
                for entry in entries {
                    path.push(Segment::Key(entry.key.as_str().into()));
                    visit(path, Part::Entry(entry));
                    entry.value.walk(path, visit);
                    path.pop();
                }
            }
        }
    }

    /// The form for deserialisation: every scalar a string, an empty one null.
    pub fn to_value(&self) -> serde_yaml::Value {
        use serde_yaml::Value;
        match &self.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Text { text, .. } => Value::String(text.clone()),
            NodeKind::List(items) => Value::Sequence(items.iter().map(Node::to_value).collect()),
            NodeKind::Map(entries) => Value::Mapping(
                entries
                    .iter()
                    .map(|e| (Value::String(e.key.clone()), e.value.to_value()))
                    .collect(),
            ),
        }
    }

    /// The place of a byte range in a scalar's text.
    ///
    /// Exact for a one-line scalar and for a `|` block if the text was in NFC already and had
    /// no escapes; otherwise the scalar's own place.
    pub fn place_in_text(&self, span: Range<usize>) -> Place {
        let NodeKind::Text { text, style } = &self.kind else { return self.place.clone() };
        match style {
            Style::Plain | Style::Quoted => place_in_line(&self.place, text, span),
            Style::Literal => match offset_in_literal(self.place.text(), text, span.start) {
                Some(start) => part(&self.place, start, span.len()),
                None => self.place.clone(),
            },
            Style::Folded => self.place.clone(),
        }
    }
}

impl Entry {
    /// The place of a byte range in the key; the key's own if it was quoted with escapes or
    /// not in NFC.
    pub(crate) fn place_in_key(&self, span: Range<usize>) -> Place {
        place_in_line(&self.key_place, &self.key, span)
    }
}

/// The place of a byte range in a one-line scalar, with or without quotes.
fn place_in_line(place: &Place, text: &str, span: Range<usize>) -> Place {
    let raw = place.text();
    let quoted = |quote: char| {
        raw.strip_prefix(quote).and_then(|r| r.strip_suffix(quote)).is_some_and(|r| r == text)
    };
    if raw == text {
        part(place, span.start, span.len())
    } else if quoted('"') || quoted('\'') {
        part(place, span.start + 1, span.len())
    } else {
        place.clone()
    }
}

fn part(whole: &Place, start: usize, length: usize) -> Place {
    let start = whole.span.start + start;
    Place::new(&whole.source, start..start + length)
}

/// The position in the raw form of byte `offset` of a `|` block's text: line by line, each
/// raw line being the text line after an indentation.
fn offset_in_literal(raw: &str, text: &str, offset: usize) -> Option<usize> {
    let line_number = text.get(..offset)?.matches('\n').count();
    let line_start = text[..offset].rfind('\n').map_or(0, |i| i + 1);
    let line = text[line_start..].lines().next()?;
    let header = usize::from(raw.starts_with('|'));
    let mut raw_start = 0;
    for (i, raw_line) in raw.split_inclusive('\n').enumerate() {
        if i == line_number + header {
            let body = raw_line.trim_end_matches(['\n', '\r']);
            let indent = body.len().checked_sub(line.len())?;
            return (body.get(indent..)? == line)
                .then_some(raw_start + indent + offset - line_start);
        }
        raw_start += raw_line.len();
    }
    None
}
