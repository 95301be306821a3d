//! Joins texts that YAML took apart: a sentence with a colon (`- Chăm lo: tặng quà`), which
//! YAML reads as a key with a value, and a narrative typed as a list of dashes. Only where a
//! text is expected and nothing typed gets lost; anything else remains a structural fault.

use crate::diagnostic::Place;
use crate::source::{Entry, Node, NodeKind, Path, Segment, Style};
use crate::vietnamese::nfc;

use super::Titles;

/// Joins every such text in a tree. Returns whether there was one.
pub(super) fn rejoin(tree: &mut Node, titles: &Titles) -> bool {
    let mut any = false;
    walk(tree, &mut Path::root(), &mut |node, path| {
        let joined = joined(node, path, titles);
        any |= joined.is_some();
        joined
    });
    any
}

/// Replaces every list and map for which `replace` returns a new node.
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
            // A single key below another is a map; after a dash it is a sentence, unless it
            // is the Vietnamese name of a key valid here.
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

/// Whether the text before a colon isn't a key of any type, but words.
pub(super) fn is_phrase(key: &str) -> bool {
    let of_a_key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !key.starts_with(|c: char| c.is_ascii_lowercase()) || !key.bytes().all(of_a_key)
}

/// A narrative typed as a list, with an item for each dash, or as sentences with a colon,
/// with one for each paragraph. Its text is that of the file, so that positions inside it
/// stay exact.
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

/// The lines of a list's items, each after a dash.
fn dashes(items: &[Node], indent: &str, lines: &mut Vec<String>) -> Option<()> {
    for item in items {
        let text = match &item.kind {
            NodeKind::Text { text, .. } => text.trim_end().to_owned(),
            NodeKind::Map(entries) => match entries.as_slice() {
                [entry] if is_phrase(&entry.key) => paragraph(entry)?,
                _ => return None,
            },
            // A nested dash belongs to the item above.
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

/// A sentence with a colon, or one followed by a list.
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

/// A key and its value as the single sentence that was typed.
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
        // Quotes after a colon are part of a sentence: `Chủ đề: "Đổi mới"`.
        NodeKind::Text { text, style: Style::Quoted } => quoted(&entry.value.place, text),
        NodeKind::Text { text, style: Style::Plain } => text.clone(),
        NodeKind::Null => return Some(format!("{}:", entry.key)),
        _ => return None,
    };
    Some(format!("{}: {value}", entry.key))
}

/// A quoted text with its quotes, if they are found at its place.
fn quoted(place: &Place, text: &str) -> String {
    let raw = place.text();
    let in_quotes = |quote: char| raw.len() > 1 && raw.starts_with(quote) && raw.ends_with(quote);
    if in_quotes('"') || in_quotes('\'') {
        nfc(&raw.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        text.to_owned()
    }
}
