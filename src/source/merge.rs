//! Merging of one tree over another: an office's overlay, `--set`.

use super::{Entry, Node, NodeKind};

/// Merges `over` into `base`: maps key by key, lists whose items all have an `id` by id,
/// anything else replaced as a whole. An empty value in `over` leaves the old one. Places are
/// kept. Associative as long as a key has the same kind of value in every layer, which the
/// dossier's types ensure.
pub fn merge(base: Node, over: Node) -> Node {
    match (base.kind, over.kind) {
        (kind, NodeKind::Null) => Node { kind, place: base.place },
        (NodeKind::Map(base), NodeKind::Map(over_entries)) => {
            Node { kind: NodeKind::Map(merge_entries(base, over_entries)), place: over.place }
        }
        (NodeKind::List(base), NodeKind::List(items))
            if all_have_ids(&base) && all_have_ids(&items) =>
        {
            Node { kind: NodeKind::List(merge_by_id(base, items)), place: over.place }
        }
        (_, kind) => Node { kind, place: over.place },
    }
}

fn merge_entries(mut base: Vec<Entry>, over: Vec<Entry>) -> Vec<Entry> {
    for entry in over {
        match base.iter().position(|e| e.key == entry.key) {
            Some(at) => {
                let below = base.remove(at);
                let key_place = match entry.value.kind {
                    NodeKind::Null => below.key_place,
                    _ => entry.key_place,
                };
                let value = merge(below.value, entry.value);
                base.insert(at, Entry { key: entry.key, key_place, value });
            }
            None => base.push(entry),
        }
    }
    base
}

fn merge_by_id(mut base: Vec<Node>, over: Vec<Node>) -> Vec<Node> {
    for item in over {
        match base.iter().position(|b| id(b) == id(&item)) {
            Some(at) => {
                let below = base.remove(at);
                base.insert(at, merge(below, item));
            }
            None => base.push(item),
        }
    }
    base
}

fn all_have_ids(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| id(item).is_some())
}

fn id(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Map(entries) => {
            entries.iter().find(|e| e.key == "id").and_then(|e| e.value.text())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read_yaml};
    use proptest::prelude::*;

    fn tree(text: &str) -> Node {
        read_yaml("t", text.as_bytes(), Limits::default()).0.expect("valid YAML")
    }

    fn merged(texts: &[&str]) -> serde_yaml::Value {
        texts.iter().map(|t| tree(t)).reduce(merge).expect("at least one").to_value()
    }

    #[test]
    fn maps_by_key_lists_by_id_others_whole() {
        let got = merged(&[
            "a: 1\nl: [x, y]\nids: [{id: p, v: 1}, {id: q, v: 2}]",
            "a: 2\nl: [z]\nids: [{id: q, v: 3}, {id: r, v: 4}]\nb:",
        ]);
        let want =
            tree("a: 2\nl: [z]\nids: [{id: p, v: 1}, {id: q, v: 3}, {id: r, v: 4}]\nb:").to_value();
        assert_eq!(got, want);
    }

    #[test]
    fn empty_says_nothing() {
        assert_eq!(merged(&["a: 1", "a:"]), tree("a: 1").to_value());
    }

    /// A layer: `t` a text or empty, `m` a map, `l` a list by id, `w` a list.
    fn layer() -> impl Strategy<Value = String> {
        let text = || prop_oneof![Just("1"), Just("2"), Just("~")];
        let by_id = prop::collection::btree_map(prop_oneof![Just("p"), Just("q")], text(), 1..3);
        let whole = prop::collection::vec(text(), 0..3);
        (text(), text(), prop::option::of(by_id), prop::option::of(whole)).prop_map(
            |(t, inner, by_id, whole)| {
                let mut lines = vec![format!("t: {t}"), format!("m: {{t: {inner}}}")];
                lines.extend(by_id.map(|map| {
                    let items: Vec<_> =
                        map.iter().map(|(id, v)| format!("{{id: {id}, v: {v}}}")).collect();
                    format!("l: [{}]", items.join(", "))
                }));
                lines.extend(whole.map(|items| format!("w: [{}]", items.join(", "))));
                lines.join("\n")
            },
        )
    }

    proptest! {
        #[test]
        fn associative(a in layer(), b in layer(), c in layer()) {
            let (a, b, c) = (tree(&a), tree(&b), tree(&c));
            let left = merge(merge(a.clone(), b.clone()), c.clone());
            let right = merge(a, merge(b, c));
            prop_assert_eq!(left.to_value(), right.to_value());
        }
    }
}
