//! Changes of values in a user's file: every byte that needn't change stays, including
//! comments, styles and line breaks.
//!
//! The file isn't rewritten. Where the new tree differs from the one that was read, the
//! difference is applied to the text at the places stored in the tree; the result is parsed
//! again and must equal the new tree.

mod flow;
mod places;
mod shape;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::commented::{beside_of, field, item, value_lines};
use super::{Entry, Limits, Node, NodeKind, Part, Style, Value, read_yaml};
use flow::flow;
use shape::{has_alias, is_alias, is_flow, is_inline};

/// The text of `tree` with the values of `wanted`. `wanted` was made from the same tree
/// ([`Commented::of`](super::Commented::of)) and then changed. `None` if the text is written
/// in a way that can't be edited.
pub fn splice(tree: &Node, wanted: &Part) -> Option<String> {
    let expected = plain(&wanted.value);
    // Aliases are only expanded if a change of the anchor would affect them.
    [false, true].into_iter().find_map(|aliases| {
        let text = &tree.place.source.text;
        let mut splicer = Splicer { text, edits: Vec::new(), aliases };
        splicer.value(tree, wanted, Spot { head: text.len(), indent: 0, holder: Holder::File })?;
        let edited = splicer.apply();
        let (after, found) = read_yaml("", edited.as_bytes(), Limits::default());
        let reads = found.iter().all(|f| !f.is_error());
        (reads && after?.to_value() == expected).then_some(edited)
    })
}

/// The bytes of an edited file, with the byte-order mark it had.
pub fn with_mark(before: &[u8], text: &str) -> Vec<u8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mark = if before.starts_with(MARK) { MARK } else { &[] };
    [mark, text.as_bytes()].concat()
}

/// The value as it would be read.
fn plain(value: &Value) -> serde_yaml::Value {
    use serde_yaml::Value as Yaml;
    let text = |text: &str| Yaml::String(crate::vietnamese::nfc(text));
    match value {
        Value::Empty => Yaml::Null,
        Value::Text(words) => text(words),
        Value::List(items) => items.iter().map(|part| plain(&part.value)).collect(),
        Value::Map(fields) => Yaml::Mapping(
            fields.iter().map(|(key, part)| (text(key), plain(&part.value))).collect(),
        ),
    }
}

/// What a value follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    File,
    Key,
    Dash,
    /// A key or a comma inside brackets.
    Flow,
}

/// The position of a value.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// Right after the colon, the dash or the bracket before it.
    head: usize,
    /// The column of its key or dash.
    indent: usize,
    holder: Holder,
}

struct Edit {
    span: Range<usize>,
    new: String,
    /// Whole lines, beginning on a new line.
    lines: bool,
}

struct Splicer<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    /// Whether aliases are expanded.
    aliases: bool,
}

impl Splicer<'_> {
    fn value(&mut self, node: &Node, wanted: &Part, at: Spot) -> Option<()> {
        if is_same(node, &wanted.value) && !(self.aliases && has_alias(node)) {
            return self.comment_alone(node, wanted, at);
        }
        match (&node.kind, &wanted.value) {
            _ if is_alias(node) => {}
            (NodeKind::Map(entries), Value::Map(fields))
                if !entries.is_empty() && !fields.is_empty() =>
            {
                return match is_flow(node) {
                    true => self.flow_map(node, entries, fields, at),
                    false => self.map(entries, fields, at),
                };
            }
            (NodeKind::List(items), Value::List(parts))
                if !items.is_empty() && !parts.is_empty() =>
            {
                return match is_flow(node) {
                    true => self.flow_list(node, items, parts, at),
                    false => self.list(node, items, parts, at),
                };
            }
            _ => {}
        }
        self.take_out(node, at)?;
        self.put_in(node, wanted, at)
    }

    // Block style.

    fn map(&mut self, entries: &[Entry], fields: &[(String, Part)], at: Spot) -> Option<()> {
        let column = self.column(entries.first()?.key_place.span.start)?;
        let (mut new, mut end) = (Vec::new(), None);
        for entry in entries {
            let own = self.below(entry, column, Holder::Key)?;
            match fields.iter().find(|(key, _)| *key == entry.key) {
                Some((_, part)) => {
                    self.value(&entry.value, part, own)?;
                    end = Some(self.end(&entry.value, own)?);
                }
                None => self.remove_field(entry, entries, own)?,
            }
        }
        let end = self.line_end(end.unwrap_or(at.head));
        for (key, part) in fields.iter().filter(|(key, _)| !has(entries, key)) {
            let apart = part.above.first().is_some_and(String::is_empty);
            if new.is_empty() && apart && !self.text[..end].ends_with("\n\n") {
                new.push(String::new());
            }
            field(key, part, column, &mut new);
        }
        self.insert_lines(end, &new);
        Some(())
    }

    fn list(&mut self, node: &Node, items: &[Node], parts: &[Part], at: Spot) -> Option<()> {
        let dashes = self.dashes(node, items, at)?;
        let column = self.column(*dashes.first()?)?;
        let mut parts = parts.iter().peekable();
        let mut end = None;
        for (i, (node, dash)) in items.iter().zip(&dashes).enumerate() {
            let own = Spot { head: dash + 1, indent: column, holder: Holder::Dash };
            match parts.next_if(|part| part.origin == Some(i)) {
                Some(part) => {
                    self.value(node, part, own)?;
                    end = Some(self.end(node, own)?);
                }
                None => {
                    let end = self.end(node, own)?;
                    let (line, end) = (self.line_start(*dash), self.line_end(end));
                    self.is_blank(line..*dash).then_some(())?;
                    self.replace(line..end, "");
                }
            }
            let mut new = Vec::new();
            while let Some(part) = parts.next_if(|part| part.origin.is_none()) {
                item(part, column, &mut new);
            }
            let after = self.line_end(end.unwrap_or(at.head));
            self.insert_lines(after, &new);
        }
        parts.next().is_none().then_some(())
    }

    /// Removes a key with its value; comments above it stay.
    fn remove_field(&mut self, entry: &Entry, entries: &[Entry], own: Spot) -> Option<()> {
        let start = entry.key_place.span.start;
        let line = self.line_start(start);
        let end = self.end(&entry.value, own)?;
        if self.is_blank(line..start) {
            let end = self.line_end(end);
            self.replace(line..end, "");
            return Some(());
        }
        // After a dash: the next key takes its place.
        let behind = entries.iter().map(|e| e.key_place.span.start).find(|next| *next > start)?;
        let between = self.text.get(end..behind)?;
        between.trim().is_empty().then_some(())?;
        self.replace(start..behind, "");
        Some(())
    }

    // A value in place of another.

    fn take_out(&mut self, node: &Node, at: Spot) -> Option<()> {
        let span = node.place.span.clone();
        match &node.kind {
            _ if is_alias(node) || is_flow(node) => self.clear(span, at),
            NodeKind::Null => {
                if !span.is_empty() {
                    self.clear(span, at);
                }
            }
            NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => self.clear(span, at),
            NodeKind::Text { .. } => {
                let header = self.block_header(at.head)?;
                let end = self.end(node, at)?;
                let (from, to) = (self.line_end(header.end), self.line_end(end));
                self.clear(header, at);
                self.replace(from..to.max(from), "");
            }
            NodeKind::Map(entries) => {
                let first = entries.first()?.key_place.span.start;
                if !self.is_blank(self.line_start(first)..first) {
                    let end = self.end(node, at)?;
                    self.replace(first..end, "");
                    return Some(());
                }
                for entry in entries {
                    let own = self.below(entry, at.indent, Holder::Key)?;
                    self.remove_field(entry, entries, own)?;
                }
            }
            NodeKind::List(items) => {
                for (node, dash) in items.iter().zip(self.dashes(node, items, at)?) {
                    let own = Spot { head: dash + 1, indent: at.indent, holder: Holder::Dash };
                    let (line, end) = (self.line_start(dash), self.end(node, own)?);
                    self.is_blank(line..dash).then_some(())?;
                    let end = self.line_end(end);
                    self.replace(line..end, "");
                }
            }
        }
        Some(())
    }

    fn put_in(&mut self, node: &Node, wanted: &Part, at: Spot) -> Option<()> {
        let old = self.end(node, at)?;
        // The contents of the lines below the head are gone.
        let inline = is_inline(node) || is_alias(node);
        let place =
            if inline { old } else { self.block_header(at.head).map_or(at.head, |h| h.end) };
        if at.holder == Holder::Flow {
            let text = flow(&wanted.value);
            let span = &node.place.span;
            let before = if span.is_empty() { at.head } else { span.start };
            let set_off = self.text[..before].ends_with(char::is_whitespace);
            let text = if text.is_empty() || set_off { text } else { format!(" {text}") };
            let rest = self.text.get(old..self.line_end(old)).unwrap_or_default();
            let text = match beside_of(rest) {
                Some(_) => {
                    self.comment(wanted, old);
                    text
                }
                None => self.with_comment(text, wanted, at),
            };
            // A list's item begins at its head.
            let is_item = at.head == node.place.span.start;
            let text = if is_item { text.trim_start() } else { &text };
            self.replace(place..place, text);
            return Some(());
        }
        let bare = match is_alias(node) {
            // Its comments are at the anchor.
            true => wanted.bare(),
            false => Part { beside: None, above: Vec::new(), ..wanted.clone() },
        };
        let mut lines = Vec::new();
        match (at.holder, &wanted.value) {
            (Holder::File, Value::Map(fields)) => {
                fields.iter().for_each(|(key, part)| field(key, part, 0, &mut lines));
                let end = if inline && !node.place.span.is_empty() { old } else { self.text.len() };
                let end = self.line_end(end);
                self.insert_lines(end, &lines);
                return Some(());
            }
            (Holder::File, _) => return None,
            (Holder::Dash, _) => item(&bare, at.indent, &mut lines),
            _ => value_lines(&bare, at.indent, &mut lines),
        }
        let first = lines.first().cloned().unwrap_or_default();
        let head = if at.holder == Holder::Dash { at.indent + 1 } else { 0 };
        let first = first.get(head..).unwrap_or_default();
        let span = &node.place.span;
        let below = inline
            && !span.is_empty()
            && self.text.get(at.head..span.start).is_some_and(|between| between.contains('\n'));
        let first = if below { first.trim_start() } else { first }.to_owned();
        let rest = lines.split_off(1.min(lines.len()));
        if !first.is_empty() {
            self.replace(place..place, &first);
        }
        self.comment(wanted, place);
        let below = self.line_end(place);
        self.insert_lines(below, &rest);
        Some(())
    }

    /// Changes the comment of an unchanged value, but doesn't add one.
    fn comment_alone(&mut self, node: &Node, wanted: &Part, at: Spot) -> Option<()> {
        let text = matches!(node.kind, NodeKind::Text { .. });
        if text && is_inline(node) && wanted.beside.is_some() {
            let end = self.end(node, at)?;
            if beside_of(self.text.get(end..)?).is_some() {
                self.comment(wanted, end);
            }
        }
        Some(())
    }

    /// Replaces the comment on a value's line.
    fn comment(&mut self, wanted: &Part, end: usize) {
        let Some(comment) = &wanted.beside else { return };
        let line = self.line_end(end);
        let rest = self.text.get(end..line).unwrap_or_default();
        match beside_of(rest) {
            Some(old) if *comment == old => {}
            Some(old) => {
                let start = end + rest.find('#').unwrap_or_default();
                self.replace(start..start + old.len(), comment);
            }
            None => {
                let end = end + rest.trim_end().len();
                self.replace(end..end, &format!(" {comment}"));
            }
        }
    }

    // Edits.

    fn replace(&mut self, span: Range<usize>, new: &str) {
        self.edits.push(Edit { span, new: new.to_owned(), lines: false });
    }

    /// Removes a part of a line, with the blanks before it.
    fn clear(&mut self, span: Range<usize>, at: Spot) {
        let from = at.head.min(span.start);
        let before = self.text.get(from..span.start).unwrap_or_default();
        let start = match at.holder == Holder::Flow || before.contains('\n') {
            true => span.start,
            false => from + before.trim_end().len(),
        };
        self.replace(start..span.end, "");
    }

    fn insert_lines(&mut self, at: usize, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let line_break = self.line_break();
        let mut new = String::new();
        for line in lines {
            new += line;
            new += line_break;
        }
        self.edits.push(Edit { span: at..at, new, lines: true });
    }

    fn apply(mut self) -> String {
        let line_break = self.line_break();
        // Stable: insertions at one position keep their order.
        self.edits.sort_by_key(|edit| (edit.span.start, edit.span.is_empty() && edit.lines));
        let mut out = String::with_capacity(self.text.len() + 1024);
        let mut done = 0;
        for edit in &self.edits {
            out += self.text.get(done..edit.span.start).unwrap_or_default();
            if edit.lines && !out.is_empty() && !out.ends_with('\n') {
                out += line_break;
            }
            out += &edit.new;
            done = done.max(edit.span.end);
        }
        out + self.text.get(done..).unwrap_or_default()
    }
}

fn has(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| entry.key == key)
}

fn is_same(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (NodeKind::Null, Value::Empty) => true,
        (NodeKind::Text { text, .. }, Value::Text(wanted)) => text == wanted,
        (NodeKind::List(items), Value::List(parts)) => {
            items.len() == parts.len()
                && items.iter().zip(parts).all(|(node, part)| is_same(node, &part.value))
        }
        (NodeKind::Map(entries), Value::Map(fields)) => {
            let same = |(entry, (key, part)): (&Entry, &(String, Part))| {
                entry.key == *key && is_same(&entry.value, &part.value)
            };
            entries.len() == fields.len() && entries.iter().zip(fields).all(same)
        }
        _ => false,
    }
}
