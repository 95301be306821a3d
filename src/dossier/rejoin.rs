//! Texts that YAML took apart, joined again: a sentence with a colon
//! (`- Chăm lo: tặng quà`), which YAML reads as a key and its value, and a
//! narrative typed as a list of dashes. Only where a text is due and nothing of
//! what was typed gets lost; anything else stays a fault of shape.

use crate::diagnostic::Place;
use crate::source::{Entry, Node, NodeKind, Path, Segment, Style};
use crate::vietnamese::nfc;

use super::Titles;

/// Joins every such text of a tree. Gives whether there was one.
pub(super) fn rejoin(tree: &mut Node, titles: &Titles) -> bool {
    let mut any = false;
    walk(tree, &mut Path::root(), &mut |node, path| {
        let joined = joined(node, path, titles);
        any |= joined.is_some();
        joined
    });
    any
}

/// Replaces every list and map for which `replace` gives something else.
fn walk(node: &mut Node, path: &mut Path, replace: &mut dyn FnMut(&Node, &Path) -> Option<Node>) {
    if matches!(node.kind, NodeKind::Null | NodeKind::Text { .. }) {
        return;
    }
    if let Some(other) = replace(node, path) {
        *node = other;
        return;
    }
    match &mut node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {}
        NodeKind::List(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                path.push(Segment::Index(i));
                walk(item, path, replace);
                path.pop();
            }
        }
        NodeKind::Map(entries) => {
            for entry in entries {
                path.push(Segment::Key(entry.key.as_str().into()));
                walk(&mut entry.value, path, replace);
                path.pop();
            }
        }
    }
}

/// The text that a list or map at a path was meant to be.
fn joined(node: &Node, path: &Path, titles: &Titles) -> Option<Node> {
    let may_be = match &node.kind {
        NodeKind::List(_) => true,
        NodeKind::Map(entries) => {
            !entries.is_empty() && entries.iter().all(|entry| is_phrase(&entry.key))
        }
        _ => false,
    };
    if !may_be {
        return None;
    }
    let field = titles.field(path)?;
    match &node.kind {
        _ if field.types.contains(&"Prose") => narrative(node),
        NodeKind::Map(entries) if field.types.contains(&"Text") => {
            // One key below another is a map; behind a dash it is a sentence,
            // unless it is the Vietnamese name of a key that may stand here.
            let behind_dash = matches!(path.segments().last(), Some(Segment::Index(_)));
            let [entry] = entries.as_slice() else { return None };
            let lower = entry.key.to_lowercase();
            let names_a_field = titles.fields_of(path).iter().any(|field| {
                field.title.is_some_and(|title| title.to_lowercase().starts_with(&lower))
            });
            if behind_dash && !names_a_field { sentence(entry) } else { None }
        }
        _ => None,
    }
}

/// Whether what stands before a colon is no key of any type, but words.
pub(super) fn is_phrase(key: &str) -> bool {
    let of_a_key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !key.starts_with(|c: char| c.is_ascii_lowercase()) || !key.bytes().all(of_a_key)
}

/// A narrative typed as a list, each item one of its dashes, or as sentences
/// with a colon, each a paragraph. Its text is what stands in the file, so that
/// positions inside it stay exact.
fn narrative(node: &Node) -> Option<Node> {
    let text = match &node.kind {
        NodeKind::List(items) if items.is_empty() => {
            return Some(Node { kind: NodeKind::Null, place: node.place.clone() });
        }
        NodeKind::List(items) => {
            let mut lines = Vec::new();
            dashes(items, "", &mut lines)?;
            lines.join("\n")
        }
        NodeKind::Map(entries) => {
            let paragraphs = entries.iter().map(paragraph);
            paragraphs.collect::<Option<Vec<_>>>()?.join("\n\n")
        }
        _ => return None,
    };
    let kind = NodeKind::Text { text, style: Style::Literal };
    Some(Node { kind, place: node.place.clone() })
}

/// The lines of a list's items, each behind a dash.
fn dashes(items: &[Node], indent: &str, lines: &mut Vec<String>) -> Option<()> {
    for item in items {
        let text = match &item.kind {
            NodeKind::Text { text, .. } => text.trim_end().to_owned(),
            NodeKind::Map(entries) => match entries.as_slice() {
                [entry] if is_phrase(&entry.key) => paragraph(entry)?,
                _ => return None,
            },
            // Behind two dashes: an item of the item above.
            NodeKind::List(items) if !lines.is_empty() => {
                dashes(items, &format!("{indent}  "), lines)?;
                continue;
            }
            NodeKind::List(_) | NodeKind::Null => return None,
        };
        let mut parts = text.lines();
        lines.push(format!("{indent}- {}", parts.next().unwrap_or_default()));
        lines.extend(parts.map(|part| format!("{indent}  {part}").trim_end().to_owned()));
    }
    Some(())
}

/// A sentence with a colon, or one that leads to a list.
fn paragraph(entry: &Entry) -> Option<String> {
    match &entry.value.kind {
        NodeKind::List(items) => {
            let mut lines = vec![format!("{}:", entry.key)];
            dashes(items, "", &mut lines)?;
            Some(lines.join("\n"))
        }
        _ => sentence_text(entry),
    }
}

/// A key and its value as the one sentence that was typed.
fn sentence(entry: &Entry) -> Option<Node> {
    let text = sentence_text(entry)?;
    let (key, value) = (&entry.key_place, &entry.value.place);
    let place = if key.source == value.source && key.span.start <= value.span.start {
        Place::new(&key.source, key.span.start..value.span.end)
    } else {
        value.clone()
    };
    Some(Node { kind: NodeKind::Text { text, style: Style::Plain }, place })
}

fn sentence_text(entry: &Entry) -> Option<String> {
    let value = match &entry.value.kind {
        // Quotes behind a colon are part of a sentence: `Chủ đề: "Đổi mới"`.
        NodeKind::Text { text, style: Style::Quoted } => quoted(&entry.value.place, text),
        NodeKind::Text { text, style: Style::Plain } => text.clone(),
        NodeKind::Null => return Some(format!("{}:", entry.key)),
        _ => return None,
    };
    Some(format!("{}: {value}", entry.key))
}

/// A quoted text with its quotes, where they can be seen in its place.
fn quoted(place: &Place, text: &str) -> String {
    let raw = place.text();
    let in_quotes = |quote: char| raw.len() > 1 && raw.starts_with(quote) && raw.ends_with(quote);
    if in_quotes('"') || in_quotes('\'') {
        nfc(&raw.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        text.to_owned()
    }
}
