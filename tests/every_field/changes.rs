//! What is typed in a dossier in place of something else.

use baocao::diagnostic::{Diagnostic, Place};
use baocao::source::{self, Commented, Entry, Limits, Node, NodeKind, Path, Segment};
use serde_json::Value;

use super::schema::Schema;

/// A value that is typed in place of another, where that stands.
fn typed(yaml: &str, place: &Place) -> Node {
    let mut value = tree(yaml);
    if let NodeKind::List(items) = &mut value.kind {
        items.iter_mut().for_each(|item| item.place = place.clone());
    }
    Node { place: place.clone(), ..value }
}

pub fn tree(yaml: &str) -> Node {
    let (tree, found) = source::read_yaml("ho-so.yaml", yaml.as_bytes(), Limits::default());
    assert!(!found.iter().any(Diagnostic::is_error), "{found:?}\n{yaml}");
    tree.expect("YAML")
}

fn entries<'n>(node: &'n mut Node, path: &Path) -> Option<&'n mut Vec<Entry>> {
    let mut node = node;
    for segment in path.segments() {
        node = match (&mut node.kind, segment) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                &mut entries.iter_mut().find(|entry| entry.key == *key)?.value
            }
            (NodeKind::List(items), Segment::Index(i)) => items.get_mut(*i)?,
            _ => return None,
        };
    }
    match &mut node.kind {
        NodeKind::Map(entries) => Some(entries),
        _ => None,
    }
}

/// The dossiers in which a struct's field is another, or gone, or there.
pub fn all((schema, of): (&Schema, &Value), key: &str, base: &Node, at: &Path) -> Vec<Node> {
    let mut all = Vec::new();
    let mut with = |value: Option<&str>| {
        let mut node = base.clone();
        let place = node.place.clone();
        let value = value.map(|value| typed(value, &place));
        let Some(entries) = entries(&mut node, at) else { return };
        let before = entries.iter().position(|entry| entry.key == key);
        match (value, before) {
            (Some(value), Some(at)) => entries[at].value = value,
            (Some(value), None) => {
                entries.push(Entry { key: key.to_owned(), key_place: place, value });
            }
            (None, Some(at)) => drop(entries.remove(at)),
            (None, None) => return,
        }
        let mut text = Commented::of(&node);
        text.root = text.root.bare();
        all.push(tree(&text.write()));
    };
    with(None);
    schema.examples(of).iter().for_each(|text| with(Some(text.as_str())));
    all
}
