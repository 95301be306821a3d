//! The style of a value: an alias, in brackets, or on its key's line.

use super::super::{Node, NodeKind, Style};

/// `*name`, for which the tree contains the anchor's value.
pub(super) fn is_alias(node: &Node) -> bool {
    let text = node.place.text();
    let named = text.strip_prefix('*').is_some_and(|name| {
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "[]{},".contains(c))
    });
    // A block's own text may look like one, but it begins a line.
    let source = &node.place.source.text;
    let before = source[..node.place.span.start].lines().next_back().unwrap_or_default();
    let own_line = source[..node.place.span.start].ends_with('\n') || before.trim().is_empty();
    let block = matches!(node.kind, NodeKind::Text { style: Style::Literal | Style::Folded, .. });
    named && !(block && own_line)
}

pub(super) fn has_alias(node: &Node) -> bool {
    is_alias(node)
        || match &node.kind {
            NodeKind::Null | NodeKind::Text { .. } => false,
            NodeKind::List(items) => items.iter().any(has_alias),
            NodeKind::Map(entries) => entries.iter().any(|entry| has_alias(&entry.value)),
        }
}

/// `{ }` or `[ ]`.
pub(super) fn is_flow(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Map(_) | NodeKind::List(_))
        && node.place.text().starts_with(['{', '['])
}

/// Whether a value is on the line of its key or dash.
pub(super) fn is_inline(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => true,
        NodeKind::Text { .. } => false,
        NodeKind::List(_) | NodeKind::Map(_) => is_flow(node),
    }
}
