//! Where a value goes in a tree that is made cell by cell.

use crate::diagnostic::Place;
use crate::source::{Entry, Node, NodeKind, Segment};

/// Puts a value where a path leads to, once; what the way lacks is made. The error is a
/// Vietnamese sentence.
pub fn put_once(
    node: &mut Node,
    path: &[Segment],
    value: Node,
    place: &Place,
) -> Result<(), &'static str> {
    let Some((first, rest)) = path.split_first() else {
        return match node.kind {
            NodeKind::Null => {
                *node = value;
                Ok(())
            }
            _ => Err("ghi hai lần"),
        };
    };
    let empty = || Node { kind: NodeKind::Null, place: place.clone() };
    match first {
        Segment::Key(key) => {
            if matches!(node.kind, NodeKind::Null) {
                node.kind = NodeKind::Map(Vec::new());
            }
            let NodeKind::Map(entries) = &mut node.kind else { return Err("ghi hai kiểu") };
            let at = match entries.iter().position(|entry| entry.key == *key) {
                Some(at) => at,
                None => {
                    let (key, key_place) = (key.to_string(), place.clone());
                    entries.push(Entry { key, key_place, value: empty() });
                    entries.len() - 1
                }
            };
            put_once(&mut entries[at].value, rest, value, place)
        }
        Segment::Index(index) => {
            if matches!(node.kind, NodeKind::Null) {
                node.kind = NodeKind::List(Vec::new());
            }
            let NodeKind::List(items) = &mut node.kind else { return Err("ghi hai kiểu") };
            if *index > items.len() {
                return Err("thiếu mục đứng trước");
            }
            if *index == items.len() {
                items.push(empty());
            }
            put_once(&mut items[*index], rest, value, place)
        }
    }
}
