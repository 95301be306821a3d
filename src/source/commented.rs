//! A tree with its comments, for changing a user's file, or making a new one from it.
//!
//! A new file keeps order, comments and empty lines; quotes, indentation and flow style are
//! normalised. [`splice`](super::splice()) changes a file in place.

use super::write::{block, scalar};
use super::{Node, NodeKind, Style};

/// A value with the comments around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Lines before it: comments with their `#`, or empty lines.
    pub above: Vec<String>,
    /// The value.
    pub value: Value,
    /// The comment on the same line, with its `#`.
    pub beside: Option<String>,
    /// Comment lines in place of a block.
    pub below: Vec<String>,
    /// The index of the list item that it was read from.
    pub origin: Option<usize>,
}

/// A value of a YAML file that is to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Empty: a hole to fill in.
    #[default]
    Empty,
    /// A text, quoted if YAML would misread it.
    Text(String),
    /// A list.
    List(Vec<Part>),
    /// Fields, in order.
    Map(Vec<(String, Part)>),
}

/// A whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct Commented {
    /// The dossier.
    pub root: Part,
    /// Comments after the last value.
    pub(crate) tail: Vec<String>,
}

/// The column at which comments beside values are aligned.
const BESIDE: usize = 40;

impl Part {
    /// A value without a comment.
    pub fn new(value: Value) -> Self {
        Part { value, ..Part::default() }
    }

    /// A text without a comment.
    pub fn text(text: impl Into<String>) -> Self {
        Part::new(Value::Text(text.into()))
    }

    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&Part> {
        match &self.value {
            Value::Map(fields) => fields.iter().find(|(k, _)| k == key).map(|(_, part)| part),
            _ => None,
        }
    }

    /// The field of a key, mutable.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut Part> {
        match &mut self.value {
            Value::Map(fields) => fields.iter_mut().find(|(k, _)| k == key).map(|(_, part)| part),
            _ => None,
        }
    }

    /// The value without comments.
    pub fn bare(&self) -> Part {
        Part::new(match &self.value {
            Value::List(items) => Value::List(items.iter().map(Part::bare).collect()),
            Value::Map(fields) => {
                Value::Map(fields.iter().map(|(key, part)| (key.clone(), part.bare())).collect())
            }
            other => other.clone(),
        })
    }

    /// The value as lines of YAML without comments, for quoting it in a comment.
    pub fn lines(&self) -> Vec<String> {
        let mut out = Vec::new();
        match self.bare().value {
            Value::Empty => {}
            Value::Text(text) => out.extend(text.trim_end().lines().map(str::to_owned)),
            Value::List(items) => items.iter().for_each(|part| item(part, 0, &mut out)),
            Value::Map(fields) => fields.iter().for_each(|(key, p)| field(key, p, 0, &mut out)),
        }
        out
    }
}

impl Commented {
    /// Combines a tree with the comments of its source text.
    pub fn of(node: &Node) -> Self {
        let text = &node.place.source.text;
        let mut reader = Reader { text, done: 0 };
        let root = reader.value(node);
        let tail = reader.above(text.len());
        Commented { root, tail }
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let mut out = Vec::new();
        match &self.root.value {
            Value::Empty => {}
            Value::Text(text) => out.push(scalar(text)),
            Value::List(items) => items.iter().for_each(|part| item(part, 0, &mut out)),
            Value::Map(fields) => fields.iter().for_each(|(key, p)| field(key, p, 0, &mut out)),
        }
        comments(&self.tail, 0, &mut out);
        while out.last().is_some_and(String::is_empty) {
            out.pop();
        }
        out.join("\n") + "\n"
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The position up to which the text has been processed.
    done: usize,
}

impl Reader<'_> {
    fn value(&mut self, node: &Node) -> Part {
        let flow = node.place.text().starts_with(['{', '[']);
        let value = match &node.kind {
            NodeKind::Null => Value::Empty,
            NodeKind::Text { text, .. } => Value::Text(text.clone()),
            NodeKind::List(items) => {
                let items = items.iter().enumerate();
                Value::List(
                    items.map(|(at, n)| Part { origin: Some(at), ..self.item(n) }).collect(),
                )
            }
            NodeKind::Map(entries) => {
                let field = |e: &super::Entry| {
                    let above = self.above(e.key_place.span.start);
                    let on_line = self.behind_colon(e.key_place.span.end);
                    self.done = e.key_place.span.end;
                    let mut part = self.value(&e.value);
                    part.above = above;
                    part.beside = match &e.value.kind {
                        NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => part.beside,
                        NodeKind::List(_) | NodeKind::Map(_) => on_line.or(part.beside),
                        _ => on_line,
                    };
                    (e.key.clone(), part)
                };
                Value::Map(entries.iter().map(field).collect())
            }
        };
        match &node.kind {
            // The place of a block includes the empty lines after it.
            NodeKind::Text { style: Style::Literal | Style::Folded, .. } => {
                self.done = node.place.span.start + node.place.text().trim_end().len();
            }
            NodeKind::Text { .. } | NodeKind::Null => {
                self.done = self.done.max(node.place.span.end);
            }
            _ if flow => self.done = self.done.max(node.place.span.end),
            _ => {}
        }
        let beside = match &node.kind {
            NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => {
                comment(self.line_from(node.place.span.end))
            }
            NodeKind::Null => comment(self.line_from(node.place.span.end)),
            _ if flow => comment(self.line_from(node.place.span.end)),
            _ => None,
        };
        Part { value, beside, ..Part::default() }
    }

    fn item(&mut self, node: &Node) -> Part {
        let above = self.above(node.place.span.start);
        self.done = self.done.max(node.place.span.start);
        Part { above, ..self.value(node) }
    }

    /// The comments and empty lines between the processed text and a byte's line.
    fn above(&self, at: usize) -> Vec<String> {
        let (taken, rest) = self.text.split_at_checked(self.done).unwrap_or_default();
        let start = taken.rfind('\n').map_or(0, |i| i + 1);
        let begun = !taken[start..].trim().is_empty();
        let from = match rest.find('\n') {
            _ if !begun => start,
            Some(end) => self.done + end + 1,
            None => self.text.len(),
        };
        let to = if at == self.text.len() {
            at
        } else {
            self.text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |i| i + 1)
        };
        let between = self.text.get(from..to).unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        for line in between.lines().map(str::trim) {
            let empty = line.is_empty();
            if line.starts_with('#') || empty && lines.last().is_none_or(|l| !l.is_empty()) {
                lines.push(line.to_owned());
            }
        }
        lines
    }

    /// The rest of a line from a byte on; empty if the node is from another text.
    fn line_from(&self, at: usize) -> &str {
        self.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    /// The comment on the line of a key whose value is empty or starts below.
    fn behind_colon(&self, at: usize) -> Option<String> {
        let (_, rest) = self.line_from(at).split_once(':')?;
        // Only `|`, `>-` or `&name` can stand before a comment there.
        let start = rest.find(" #")?;
        let before = rest[..start].trim();
        let indicator = before.is_empty() || before.starts_with(['|', '>', '&', '~']);
        indicator.then(|| rest[start..].trim().to_owned())
    }
}

/// The comment after a value, from the rest of its line.
pub(super) fn beside_of(rest: &str) -> Option<String> {
    comment(rest.split('\n').next().unwrap_or_default())
}

fn comment(rest: &str) -> Option<String> {
    // Inside brackets a comma may precede it.
    let rest = rest.trim_start_matches([':', ',']).trim();
    rest.starts_with('#').then(|| rest.to_owned())
}

fn comments(lines: &[String], indent: usize, out: &mut Vec<String>) {
    for line in lines {
        match line.as_str() {
            "" if out.last().is_none_or(String::is_empty) => {}
            "" => out.push(String::new()),
            line => out.push(format!("{:indent$}{line}", "")),
        }
    }
}

/// A line with the comment beside it, aligned.
fn with_beside(line: String, beside: Option<&String>) -> String {
    match beside {
        Some(comment) => {
            let pad = BESIDE.saturating_sub(line.chars().count()).max(1);
            format!("{line}{:pad$}{comment}", "")
        }
        None => line,
    }
}

pub(super) fn field(key: &str, part: &Part, indent: usize, out: &mut Vec<String>) {
    comments(&part.above, indent, out);
    value(format!("{:indent$}{}:", "", scalar(key)), part, indent, out);
}

pub(super) fn item(part: &Part, indent: usize, out: &mut Vec<String>) {
    comments(&part.above, indent, out);
    if let Value::Map(fields) = &part.value
        && let Some((_, first)) = fields.first()
    {
        comments(&first.above, indent, out);
        let at = out.len();
        for (i, (key, part)) in fields.iter().enumerate() {
            match i {
                0 => field(key, &Part { above: Vec::new(), ..part.clone() }, indent + 2, out),
                _ => field(key, part, indent + 2, out),
            }
        }
        if let Some(line) = out.get_mut(at) {
            line.replace_range(indent..=indent, "-");
        }
        return;
    }
    value(format!("{:indent$}-", ""), part, indent, out);
}

/// A value after an existing key: the rest of its line, and the lines below.
pub(super) fn value_lines(part: &Part, indent: usize, out: &mut Vec<String>) {
    value(String::new(), part, indent, out);
}

/// A value after its key or dash.
fn value(head: String, part: &Part, indent: usize, out: &mut Vec<String>) {
    let beside = part.beside.as_ref();
    match &part.value {
        Value::Empty => out.push(with_beside(head, beside)),
        Value::Text(text) => match block(text, indent + 2) {
            Some((indicator, lines)) => {
                out.push(with_beside(format!("{head} {indicator}"), beside));
                out.extend(lines);
            }
            None => out.push(with_beside(format!("{head} {}", scalar(text)), beside)),
        },
        Value::List(items) if items.is_empty() => {
            out.push(with_beside(format!("{head} []"), beside));
        }
        Value::Map(fields) if fields.is_empty() => {
            out.push(with_beside(format!("{head} {{}}"), beside));
        }
        Value::List(items) => {
            out.push(with_beside(head, beside));
            items.iter().for_each(|part| item(part, indent + 2, out));
        }
        Value::Map(fields) => {
            out.push(with_beside(head, beside));
            fields.iter().for_each(|(key, part)| field(key, part, indent + 2, out));
        }
    }
    comments(&part.below, indent + 2, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read_yaml};
    use proptest::prelude::*;

    fn tree(text: &str) -> Node {
        let (node, found) = read_yaml("t", text.as_bytes(), Limits::default());
        assert!(found.iter().all(|d| !d.is_error()), "{text}\n{found:?}");
        node.expect("YAML")
    }

    #[test]
    fn order_comments_and_empty_lines_stay() {
        let text = "\
# đầu

a: 1                                    # một
b:                                      # hai
  # trong
  - x                                   # ba
  -
  - k: |
      dòng # không phải ghi chú

      dòng
    # giữa
    l: z

# cuối b
c: |                                    # đoạn
  # chữ
d:                                      # để trống

e: \"a: b\"
# hết
";
        assert_eq!(Commented::of(&tree(text)).write(), text);
    }

    #[test]
    fn hundreds_of_comments_in_a_row_are_read() {
        let text = format!("a:\n{}b: 1\n", "  # x\n".repeat(500));
        assert_eq!(tree(&text).to_value(), tree("a:\nb: 1\n").to_value());
    }

    #[test]
    fn every_style_becomes_ours() {
        let text = "a: {b: [1, 'x'], c: }\nd: &n\n    - y\ne: *n\nf: >-\n  hai\n  dòng\n";
        let want = "a:\n  b:\n    - 1\n    - x\n  c:\nd:\n  - y\ne:\n  - y\nf: hai dòng\n";
        assert_eq!(Commented::of(&tree(text)).write(), want);
    }

    #[test]
    fn fixtures_stay_what_they_are() {
        for entry in std::fs::read_dir("fixtures").expect("a folder").flatten() {
            if entry.path().extension().is_none_or(|e| e != "yaml") {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
            let written = Commented::of(&tree(&text)).write();
            assert_eq!(tree(&written).to_value(), tree(&text).to_value());
            let comments = |t: &str| t.matches(" # ").count();
            assert_eq!(comments(&written), comments(&text), "{}", entry.path().display());
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ -~àđ…“”\n]{1,12}",
            Just("null".to_owned()),
            Just("a: b".to_owned()),
            Just("x #y".to_owned()),
            Just("a\n\n b\n".to_owned()),
            "[a-zđ ]{1,8}(\n[a-z# -]{0,6}){0,3}\n?",
        ]
    }

    fn value() -> impl Strategy<Value = super::Value> {
        let leaf = prop_oneof![Just(super::Value::Empty), text().prop_map(super::Value::Text)];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let part = inner.prop_map(Part::new);
            prop_oneof![
                prop::collection::vec(part.clone(), 0..4).prop_map(super::Value::List),
                prop::collection::btree_map(text(), part, 0..4)
                    .prop_map(|map| super::Value::Map(map.into_iter().collect())),
            ]
        })
    }

    fn plain(value: &super::Value) -> serde_yaml::Value {
        use serde_yaml::Value as Yaml;
        match value {
            super::Value::Empty => Yaml::Null,
            super::Value::Text(text) => Yaml::String(crate::vietnamese::nfc(text)),
            super::Value::List(items) => items.iter().map(|p| plain(&p.value)).collect(),
            super::Value::Map(fields) => Yaml::Mapping(
                fields.iter().map(|(k, p)| (Yaml::String(k.clone()), plain(&p.value))).collect(),
            ),
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again(value in value()) {
            let root = Part::new(super::Value::Map(vec![("k".into(), Part::new(value.clone()))]));
            let written = Commented { root, tail: Vec::new() }.write();
            let read = tree(&written).to_value();
            prop_assert_eq!(&read["k"], &plain(&value), "{}", written);
        }
    }
}
