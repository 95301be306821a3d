//! Tests that every byte that needn't change stays: in all styles, with hundreds of files
//! made from them.

use proptest::prelude::*;

use super::*;
use crate::source::{Commented, Path, Segment};

fn tree(text: &str) -> Node {
    let (node, found) = read_yaml("t", text.as_bytes(), Limits::default());
    assert!(found.iter().all(|d| !d.is_error()), "{text}\n{found:?}");
    node.expect("YAML")
}

/// The text after a change to its tree.
fn changed(text: &str, change: impl FnOnce(&mut Part)) -> Option<String> {
    let tree = tree(text);
    let mut root = Commented::of(&tree).root;
    change(&mut root);
    splice(&tree, &root)
}

fn part<'p>(root: &'p mut Part, path: &str) -> &'p mut Part {
    let path = Path::parse(path).expect("a path");
    path.segments().iter().fold(root, |part, segment| match (segment, &mut part.value) {
        (Segment::Index(i), Value::List(items)) => &mut items[*i],
        (Segment::Key(key), Value::Map(fields)) => {
            &mut fields.iter_mut().find(|(known, _)| *known == **key).expect("there").1
        }
        _ => panic!("no {segment:?}"),
    })
}

fn put(text: &str, path: &str, value: &str) -> Option<String> {
    changed(text, |root| {
        let part = part(root, path);
        part.value = if value.is_empty() { Value::Empty } else { Value::Text(value.to_owned()) };
    })
}

#[test]
fn a_value_in_every_style() {
    for (text, path, value, want) in [
        ("a: 1   # x\n", "a", "2", "a: 2   # x\n"),
        ("a: null   # x\n", "a", "2", "a: 2   # x\n"),
        ("a:   # x\n", "a", "2", "a: 2   # x\n"),
        ("a: \"x\\ty\"   # z\n", "a", "2", "a: 2   # z\n"),
        ("a: &n 1\nb: *n  # c\nd: *n\n", "b", "2", "a: &n 1\nb: 2  # c\nd: *n\n"),
        ("a: {b: 1, c: [x, y]}  # z\n", "a.c[0]", "u, v", "a: {b: 1, c: [\"u, v\", y]}  # z\n"),
        ("l:\n- |   # e\n  x\n  y\n# f\n- z\n", "l[0]", "w", "l:\n- w   # e\n# f\n- z\n"),
        ("a: >-  # d\n  x\n  y\n\n# e\nb: 1\n", "a", "w", "a: w  # d\n\n# e\nb: 1\n"),
        ("a:\n  'x'\nb: 1\n", "a", "2", "a:\n  2\nb: 1\n"),
        ("a: một\n  hai\nb: 1\n", "a", "2", "a: 2\nb: 1\n"),
        ("---\n# đ\na: 1\n...\n# e\n", "a", "2", "---\n# đ\na: 2\n...\n# e\n"),
        ("a: 1   # x\nb: 2\n", "a", "", "a:   # x\nb: 2\n"),
        ("a:\r\n  - b: 1\r\n", "a[0].b", "2", "a:\r\n  - b: 2\r\n"),
        ("a: 1", "a", "một\nhai\n", "a: |\n  một\n  hai\n"),
    ] {
        assert_eq!(put(text, path, value).as_deref(), Some(want), "{text}");
    }
}

/// An anchor's value is also used by its aliases, which must not change.
#[test]
fn an_anchor_that_changes() {
    let text = "a: &n\n  b: 1  # một\nc: *n  # hai\nd: *n\n";
    let want = "a: &n\n  b: 2  # một\nc:  # hai\n  b: 1\nd:\n  b: 1\n";
    assert_eq!(put(text, "a.b", "2").as_deref(), Some(want));
}

#[test]
fn keys_and_items_come_and_go() {
    let map = |fields: &[(&str, &str)]| {
        let field = |(key, text): &(&str, &str)| ((*key).to_owned(), Part::text(*text));
        Value::Map(fields.iter().map(field).collect())
    };
    for (text, path, want) in [
        ("m:   # v\nz: 1\n", "m", "m:   # v\n  k: 1\n  l: 2\nz: 1\n"),
        ("m: ~   # v\nz: 1\n", "m", "m:   # v\n  k: 1\n  l: 2\nz: 1\n"),
        ("m: {}   # v", "m", "m:   # v\n  k: 1\n  l: 2\n"),
        ("m:\n  -   # v\n  - y\n", "m[0]", "m:\n  - k: 1   # v\n    l: 2\n  - y\n"),
        ("m: [~, {n: }]\n", "m[0]", "m: [{k: 1, l: 2}, {n: }]\n"),
        ("m: {n: , o: 1}\n", "m.n", "m: {n: {k: 1, l: 2} , o: 1}\n"),
    ] {
        let new = map(&[("k", "1"), ("l", "2")]);
        let edited = changed(text, |root| part(root, path).value = new);
        let same = |text: &str| text.replace("{k: 1, l: 2} ,", "{k: 1, l: 2},");
        assert_eq!(edited.as_deref().map(same), Some(same(want)), "{text}");
    }
    let text = "l:\n# một\n- a: 1  # x\n  b: 2\n\n# hai\n- c\n# ba\n- d: {e: 1, f: 2, g: 3}\n";
    let edited = changed(text, |root| {
        let Value::List(items) = &mut part(root, "l").value else { panic!("a list") };
        items.remove(1);
        items.push(Part::new(map(&[("n", "mới")])));
        let Value::Map(fields) = &mut part(root, "l[1].d").value else { panic!("a map") };
        fields.remove(2);
        fields.remove(0);
        fields.push(("h".to_owned(), Part::text("4,5")));
    });
    let want = "l:\n# một\n- a: 1  # x\n  b: 2\n\n# hai\n# ba\n- d: {f: 2, h: \"4,5\"}\n- n: mới\n";
    assert_eq!(edited.as_deref(), Some(want));
}

/// A value in the styles that people and programs write.
fn piece() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("@: 412 đoàn viên\n"),
        Just("@: 412 đoàn viên   # tháng 11\n"),
        Just("@: 'trong ngoặc' # sát\n"),
        Just("@: \"có # trong\"  # ngoài\n"),
        Just("@:   # chưa có\n"),
        Just("@: null   # chưa có\n"),
        Just("@: ~\n"),
        Just("@: |   # đoạn\n  Một # không phải ghi chú.\n\n  Hai.\n"),
        Just("@: >-\n  gấp\n  lại\n\n"),
        Just("@: |+\n  giữ\n\n\n"),
        Just("@:\n  # trước\n  a: 1  # a\n  # giữa\n  b:\n    c: 'x'\n# sau\n"),
        Just("@: {a: 1, b: [x, 'y, z'], c: }   # ngoặc\n"),
        Just("@: [x, {a: 1}, y]  # ngoặc\n"),
        Just("@: {\n    a: 1,  # trong ngoặc\n    b: 2\n  }\n"),
        Just("@:\n- x  # sát lề\n# giữa\n-   # gạch\n  a: 1\n  b: |\n    đoạn\n- - y\n  - z\n"),
        Just("@:\n  - |   # đoạn\n    Một việc\n  -\n  - a: 1   # a\n    # giữa\n    b: 2\n\n"),
        Just("@: một câu\n  xuống dòng\n"),
        Just("# ghi chú riêng\n@: 1\n\n"),
        Just("@: \"a\\u00e0\\n\"\n"),
    ]
}

fn file() -> impl Strategy<Value = String> {
    (prop::collection::vec(piece(), 1..7), any::<[bool; 4]>()).prop_map(|(pieces, [a, b, c, d])| {
        let named = pieces.iter().enumerate().map(|(i, p)| p.replace('@', &format!("k{i}")));
        let mut text: String = named.collect();
        if a {
            text = format!("# đầu tệp\n---\n{text}");
        }
        if b {
            text += "...\n";
        } else if c && !text.ends_with("\n\n") {
            text.pop();
        }
        if d { text.replace('\n', "\r\n") } else { text }
    })
}

/// Every path with a text or an empty value.
fn leaves(node: &Node, path: &Path, out: &mut Vec<(Path, std::ops::Range<usize>)>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {
            out.push((path.clone(), node.place.span.clone()));
        }
        NodeKind::List(items) => {
            items.iter().enumerate().for_each(|(i, item)| leaves(item, &path.index(i), out));
        }
        NodeKind::Map(entries) => {
            entries.iter().for_each(|e| leaves(&e.value, &path.key(e.key.as_str()), out));
        }
    }
}

fn shared(a: &str, b: &str) -> (usize, usize) {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    (front, back)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// If one value changes, only its range of the text does.
    #[test]
    fn one_value_changes_alone(text in file(), which: prop::sample::Index, new in "[a-zđ0-9 ,#:]{0,9}") {
        let node = tree(&text);
        let mut all = Vec::new();
        leaves(&node, &Path::root(), &mut all);
        let (path, span) = which.get(&all);
        let new = format!("v{new}");
        let edited = put(&text, &path.to_string(), &new);
        let edited = edited.unwrap_or_else(|| panic!("can't put {new:?} at {path} of:\n{text}"));
        let after = tree(&edited);
        prop_assert_eq!(after.get(path).and_then(Node::text), Some(new.as_str()));
        let (front, back) = shared(&text, &edited);
        let lost = text.get(front..text.len() - back).unwrap_or_default();
        // The value, the marks of its style and the blanks around.
        let most = span.len() + text.get(..span.start).map_or(0, |t| t.len() - t.trim_end().len()) + 24;
        prop_assert!(lost.len() <= most, "{lost:?} is gone of:\n{text}\n→\n{edited}");
        let signs = text.match_indices('#').map(|(at, _)| at).filter(|at| !span.contains(at));
        for comment in signs.filter_map(|at| text.get(at..)?.lines().next()) {
            prop_assert!(edited.contains(comment), "{comment:?} is gone:\n{edited}");
        }
    }

    /// A new key adds lines and removes nothing.
    #[test]
    fn a_new_key_takes_nothing_out(text in file()) {
        let edited = changed(&text, |root| {
            let Value::Map(fields) = &mut root.value else { panic!("a map") };
            let new = Part::new(Value::Map(vec![("x".to_owned(), Part::text("1"))]));
            fields.push(("new".to_owned(), new));
        });
        let edited = edited.unwrap_or_else(|| panic!("no new key in:\n{text}"));
        let (front, back) = shared(&text, &edited);
        prop_assert!(front + back >= text.len(), "{text}\n→\n{edited}");
    }
}
