//! Changes of single values in a dossier's text: every other byte, comment and blank line
//! stays.

use baocao::source::{Commented, Node, Part, Path, Segment, Value, splice};

/// A value to put at a path of keys, and of items that are there.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub path: Path,
    pub value: String,
}

/// The text that `tree` was read from, with all changes applied; the error is the path that
/// can't be edited.
pub fn edit(tree: &Node, changes: &[Change]) -> Result<String, Path> {
    let mut root = Commented::of(tree).root;
    for change in changes {
        put(&mut root, change.path.segments(), &change.value).ok_or_else(|| change.path.clone())?;
    }
    let first = || changes.first().map(|change| change.path.clone()).unwrap_or_default();
    splice(tree, &root).ok_or_else(first)
}

/// Puts a text below a part; none where something else than keys and items stands on
/// the way.
fn put(root: &mut Part, path: &[Segment], text: &str) -> Option<()> {
    let mut part = root;
    for (depth, segment) in path.iter().enumerate() {
        let key = match segment {
            Segment::Key(key) => key,
            Segment::Index(at) => {
                let Value::List(items) = &mut part.value else { return None };
                part = items.get_mut(*at)?;
                continue;
            }
        };
        if part.value == Value::Empty {
            part.value = Value::Map(Vec::new());
        }
        let Value::Map(fields) = &mut part.value else { return None };
        let at = match fields.iter().position(|(known, _)| known == key) {
            Some(at) => at,
            None => {
                // A new top-level block is separated by an empty line.
                let block = depth == 0 && !fields.is_empty();
                let above = if block { vec![String::new()] } else { Vec::new() };
                fields.push((key.to_string(), Part { above, ..Part::default() }));
                fields.len() - 1
            }
        };
        part = &mut fields.get_mut(at)?.1;
    }
    match &part.value {
        Value::Empty | Value::Text(_) => part.value = Value::Text(text.to_owned()),
        Value::List(_) | Value::Map(_) => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use baocao::source::{self, Limits};

    fn edited(text: &str, changes: &[(&str, &str)]) -> Option<String> {
        let (tree, _) = source::read_yaml("t", text.as_bytes(), Limits::default());
        let change = |(path, value): &(&str, &str)| Change {
            path: Path::parse(path).expect("a path"),
            value: (*value).to_owned(),
        };
        let changes: Vec<Change> = changes.iter().map(change).collect();
        edit(&tree.expect("YAML"), &changes).ok()
    }

    const ISSUE: &[(&str, &str)] = &[
        ("papers.r.status", "ban hành"),
        ("papers.r.number", "05"),
        ("papers.r.signature.name", "Trần Thị Ví Dụ"),
    ];

    #[test]
    fn fills_in_replaces_and_adds() {
        let text = "a: 1 # x\npapers:   # v\n  # trên\n  r:  # báo cáo\n    number:   # số\n    status: 'dự thảo' # s\n\n# cuối\nz:\n";
        let want = "a: 1 # x\npapers:   # v\n  # trên\n  r:  # báo cáo\n    number: 05   # số\n    status: ban hành # s\n    signature:\n      name: Trần Thị Ví Dụ\n\n# cuối\nz:\n";
        assert_eq!(edited(text, ISSUE).as_deref(), Some(want));
    }

    #[test]
    fn fills_in_an_item_of_a_list() {
        let text = "letters:\n  - subject: a   # một\n  - subject: b\n    number:\nz: 1\n";
        let want = "letters:\n  - subject: a   # một\n  - subject: b\n    number: 15\n    status: ban hành\nz: 1\n";
        let issue = [("letters[1].number", "15"), ("letters[1].status", "ban hành")];
        assert_eq!(edited(text, &issue).as_deref(), Some(want));
        assert_eq!(edited(text, &[("letters[2].number", "15")]), None);
    }

    #[test]
    fn makes_the_block() {
        let block = "  r:\n    status: ban hành\n    number: 05\n    signature:\n      name: Trần Thị Ví Dụ\n";
        for (text, head) in [
            ("a: 1", "a: 1\n\npapers:\n"),
            ("a: 1\n", "a: 1\n\npapers:\n"),
            ("a: 1\npapers:", "a: 1\npapers:\n"),
            ("papers:   # v\n", "papers:   # v\n"),
        ] {
            assert_eq!(edited(text, ISSUE), Some(format!("{head}{block}")), "{text}");
        }
        let text = "papers:\n    q:\n        number: 1\nz: 2\n";
        let want = "papers:\n    q:\n        number: 1\n    r:\n      status: ban hành\nz: 2\n";
        assert_eq!(edited(text, &ISSUE[..1]).as_deref(), Some(want));
    }

    #[test]
    fn keeps_the_line_breaks_of_windows() {
        let text = "papers:\r\n  r:\r\n    number: 1\r\n";
        let want = "papers:\r\n  r:\r\n    number: 1\r\n    status: ban hành\r\n";
        assert_eq!(edited(text, &ISSUE[..1]).as_deref(), Some(want));
    }

    #[test]
    fn any_style_is_edited_as_it_stands() {
        for (text, want) in [
            (
                "papers: {r: {number: 1}} # v\n",
                "papers: {r: {number: 05, status: ban hành, signature: {name: Trần Thị Ví Dụ}}} # v\n",
            ),
            (
                "papers:\n  r: {}   # chưa có\n",
                "papers:\n  r:   # chưa có\n    status: ban hành\n    number: 05\n    signature:\n      name: Trần Thị Ví Dụ\n",
            ),
            (
                "papers:\n  r: &x\n    number: |  # s\n      1\n      2\n",
                "papers:\n  r: &x\n    number: 05  # s\n    status: ban hành\n    signature:\n      name: Trần Thị Ví Dụ\n",
            ),
            (
                "a: 1\n...\n",
                "a: 1\n\npapers:\n  r:\n    status: ban hành\n    number: 05\n    signature:\n      name: Trần Thị Ví Dụ\n...\n",
            ),
        ] {
            assert_eq!(edited(text, ISSUE).as_deref(), Some(want), "{text}");
        }
        // A changed alias doesn't change its anchor.
        let text = "a: &x\n  number: 1\npapers:\n  r: *x\n";
        let want = "a: &x\n  number: 1\npapers:\n  r:\n    number: 05\n";
        assert_eq!(edited(text, &ISSUE[1..2]).as_deref(), Some(want));
    }

    #[test]
    fn text_in_the_place_of_keys_is_refused() {
        for text in ["papers: nhiều\n", "papers:\n  r:\n    number: [1]\n"] {
            assert_eq!(edited(text, ISSUE), None, "{text}");
        }
    }
}
