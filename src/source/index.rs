//! An index for paths in a large tree: a thousand findings in a map of a thousand keys must
//! not search it from its start each time.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diagnostic::Place;

use super::{Entry, Node, NodeKind, Path, Segment, Style};

/// Maps of up to this many keys are searched linearly.
const FEW: usize = 16;

/// A tree whose larger maps are indexed by key on first use.
pub struct Index<'a> {
    root: &'a Node,
    maps: RefCell<HashMap<*const Node, HashMap<&'a str, &'a Entry>>>,
}

impl<'a> Index<'a> {
    /// An index of a tree.
    pub fn of(root: &'a Node) -> Self {
        Index { root, maps: RefCell::default() }
    }

    /// The node at a path.
    pub fn get(&self, path: &Path) -> Option<&'a Node> {
        path.segments().iter().try_fold(self.root, |node, segment| match segment {
            Segment::Key(key) => self.entry(node, key).map(|entry| &entry.value),
            segment => node.child(segment),
        })
    }

    /// The place of a path, or of its nearest existing ancestor: a short value itself, a
    /// longer one by its key.
    pub fn place(&self, path: &Path) -> Place {
        let (mut node, mut place) = (self.root, &self.root.place);
        for segment in path.segments() {
            if let Segment::Key(key) = segment {
                let Some(entry) = self.entry(node, key) else { break };
                place = match entry.value.kind {
                    NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => {
                        &entry.value.place
                    }
                    _ => &entry.key_place,
                };
                node = &entry.value;
            } else {
                let Some(child) = node.child(segment) else { break };
                (node, place) = (child, &child.place);
            }
        }
        place.clone()
    }

    fn entry(&self, node: &'a Node, key: &str) -> Option<&'a Entry> {
        let NodeKind::Map(entries) = &node.kind else { return None };
        if entries.len() <= FEW {
            return entries.iter().find(|entry| entry.key == key);
        }
        let mut maps = self.maps.borrow_mut();
        let known = maps.entry(std::ptr::from_ref(node)).or_insert_with(|| {
            entries.iter().rev().map(|entry| (entry.key.as_str(), entry)).collect()
        });
        known.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read_yaml};

    #[test]
    fn finds_what_searching_finds() {
        let mut text = "a:\n".to_owned();
        for i in 0..40 {
            text += &format!("  k{i}:\n    - x{i}\n    - v: y{i}\n");
        }
        let (tree, _) = read_yaml("t", text.as_bytes(), Limits::default());
        let tree = tree.expect("YAML");
        let index = Index::of(&tree);
        for path in ["a", "a.k0[1].v", "a.k39[0]", "a.k39[7]", "a.no.k", "b", "a.k3.k"] {
            let path = Path::parse(path).expect("a path");
            assert_eq!(index.get(&path), tree.get(&path), "{path}");
            assert_eq!(index.place(&path), tree.place(&path), "{path}");
        }
    }
}
