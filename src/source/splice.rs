//! Changing values of somebody's file and nothing else: every byte that needn't
//! change stays, comments, styles and line breaks among them.
//!
//! The file is never written anew. Where the wanted tree differs from the one
//! that was read, the difference is put into the text at the places that the
//! tree knows; the outcome is read again and must be the wanted tree.

use std::ops::Range;

use super::commented::{beside_of, field, item, value_lines};
use super::write::flow_scalar;
use super::{Entry, Limits, Node, NodeKind, Part, Style, Value, read_yaml};

/// The text of `tree` with the values of `wanted` in it. `wanted` was made of
/// the same tree ([`Commented::of`](super::Commented::of)) and changed since.
/// None where the text is written in a way that can't be edited.
pub fn splice(tree: &Node, wanted: &Part) -> Option<String> {
    let expected = plain(&wanted.value);
    // What an anchor names is written out in each place only where a change
    // would show in the others.
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

/// The bytes of a file whose text was edited: with the byte-order mark that it
/// had.
pub fn with_mark(before: &[u8], text: &str) -> Vec<u8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mark = if before.starts_with(MARK) { MARK } else { &[] };
    [mark, text.as_bytes()].concat()
}

/// What a value is read as.
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

/// What a value hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    File,
    Key,
    Dash,
    /// A key or a comma inside brackets.
    Flow,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// Just behind the colon, the dash or the bracket before it.
    head: usize,
    /// The column of its key or dash.
    indent: usize,
    holder: Holder,
}

struct Edit {
    span: Range<usize>,
    new: String,
    /// Whole lines, which begin on a line of their own.
    lines: bool,
}

struct Splicer<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    /// Whether aliases are written out.
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

    /// Takes a key out with its value; comments above it stay.
    fn remove_field(&mut self, entry: &Entry, entries: &[Entry], own: Spot) -> Option<()> {
        let start = entry.key_place.span.start;
        let line = self.line_start(start);
        let end = self.end(&entry.value, own)?;
        if self.is_blank(line..start) {
            let end = self.line_end(end);
            self.replace(line..end, "");
            return Some(());
        }
        // Behind a dash: the next key takes its place.
        let behind = entries.iter().map(|e| e.key_place.span.start).find(|next| *next > start)?;
        let between = self.text.get(end..behind)?;
        between.trim().is_empty().then_some(())?;
        self.replace(start..behind, "");
        Some(())
    }

    // Flow style.

    fn flow_map(
        &mut self,
        node: &Node,
        entries: &[Entry],
        fields: &[(String, Part)],
        at: Spot,
    ) -> Option<()> {
        let mut ends = Vec::new();
        let mut kept = Vec::new();
        for entry in entries {
            let own = self.below(entry, at.indent, Holder::Flow)?;
            let part = fields.iter().find(|(key, _)| *key == entry.key).map(|(_, part)| part);
            kept.push(part.is_some());
            ends.push((entry.key_place.span.start, self.end(&entry.value, own)?));
            if let Some(part) = part {
                self.value(&entry.value, part, own)?;
            }
        }
        let new = fields.iter().filter(|(key, _)| !has(entries, key)).map(|(key, part)| {
            let text = format!("{}: {}", flow_scalar(key), flow(&part.value));
            let text = text.trim_end().to_owned();
            self.with_comment(text, part, at)
        });
        let new: Vec<String> = new.collect();
        self.in_brackets(node, &ends, &kept, &new)
    }

    fn flow_list(&mut self, node: &Node, items: &[Node], parts: &[Part], at: Spot) -> Option<()> {
        let mut ends = Vec::new();
        let mut kept = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let start = item.place.span.start;
            let own = Spot { head: start, holder: Holder::Flow, ..at };
            let part = parts.iter().find(|part| part.origin == Some(i));
            kept.push(part.is_some());
            ends.push((start, self.end(item, own)?));
            if let Some(part) = part {
                self.value(item, part, own)?;
            }
        }
        let new = parts.iter().filter(|part| part.origin.is_none());
        let new: Vec<String> = new.map(|part| flow(&part.value)).collect();
        self.in_brackets(node, &ends, &kept, &new)
    }

    /// Takes out and puts in what stands between commas: `ends` are the items'
    /// first and last bytes.
    fn in_brackets(
        &mut self,
        node: &Node,
        ends: &[(usize, usize)],
        kept: &[bool],
        new: &[String],
    ) -> Option<()> {
        let mut last = None;
        for (i, (start, end)) in ends.iter().enumerate() {
            if kept.get(i) == Some(&true) {
                last = Some(*end);
                continue;
            }
            match (last, ends.get(i + 1)) {
                (_, Some((next, _))) => self.replace(*start..*next, ""),
                (Some(last), None) => self.replace(last..*end, ""),
                (None, None) => return None,
            }
        }
        let mut text = String::new();
        let at = last.unwrap_or(node.place.span.start + 1);
        for one in new {
            text += if last.is_none() && text.is_empty() { "" } else { ", " };
            text += one;
        }
        if !text.is_empty() {
            self.replace(at..at, &text);
        }
        Some(())
    }

    /// A comment inside brackets needs its line's end.
    fn with_comment(&self, text: String, part: &Part, at: Spot) -> String {
        match &part.beside {
            Some(comment) => {
                let (line_break, indent) = (self.line_break(), at.indent + 2);
                format!("{text} {comment}{line_break}{:indent$}", "")
            }
            None => text,
        }
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
        // What stood on the lines below the head is gone.
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
            // A list's item stands where its head is.
            let is_item = at.head == node.place.span.start;
            let text = if is_item { text.trim_start() } else { &text };
            self.replace(place..place, text);
            return Some(());
        }
        let bare = match is_alias(node) {
            // Its comments stand where the anchor is.
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

    /// The comment of a value that stays. One is never put where none is.
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

    /// Puts the wanted comment on a value's line, in place of the one there.
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

    // Places.

    /// The spot of a key's value.
    fn below(&self, entry: &Entry, indent: usize, holder: Holder) -> Option<Spot> {
        let end = entry.key_place.span.end;
        let colon = end + self.text.get(end..)?.find(':')?;
        Some(Spot { head: colon + 1, indent, holder })
    }

    /// The byte behind a value's last one.
    fn end(&self, node: &Node, at: Spot) -> Option<usize> {
        let span = node.place.span.clone();
        if is_alias(node) || is_flow(node) {
            return Some(span.end);
        }
        match &node.kind {
            NodeKind::Null if span.is_empty() => Some(at.head),
            NodeKind::Null | NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => {
                Some(span.end)
            }
            NodeKind::Text { .. } => {
                let header = self.block_header(at.head)?;
                let written = node.place.text();
                // Kept line breaks are part of the text.
                let length = match self.text.get(header.clone())?.contains('+') {
                    true => written.rfind('\n').unwrap_or(written.len()),
                    false => written.trim_end().len(),
                };
                Some(if length == 0 { header.end } else { span.start + length })
            }
            NodeKind::Map(entries) => {
                let last = entries.last()?;
                self.end(&last.value, self.below(last, at.indent, Holder::Key)?)
            }
            NodeKind::List(items) => {
                let dash = *self.dashes(node, items, at)?.last()?;
                let own = Spot { head: dash + 1, indent: at.indent, holder: Holder::Dash };
                self.end(items.last()?, own)
            }
        }
    }

    /// Where the dashes of a list stand. Each but the first opens a line.
    fn dashes(&self, node: &Node, items: &[Node], at: Spot) -> Option<Vec<usize>> {
        let first = match at.holder {
            Holder::File => node.place.span.start,
            _ => self.first_dash(at.head)?,
        };
        self.text.get(first..)?.starts_with('-').then_some(())?;
        let column = first - self.line_start(first);
        let mut dashes = vec![first];
        for item in items.iter().take(items.len().saturating_sub(1)) {
            let dash = *dashes.last()?;
            let own = Spot { head: dash + 1, indent: column, holder: Holder::Dash };
            let mut line = self.line_end(self.end(item, own)?);
            loop {
                let rest = self.text.get(line..).filter(|rest| !rest.is_empty())?;
                let content = rest.lines().next().unwrap_or_default();
                let is_dash = content.get(column..).is_some_and(|rest| {
                    rest == "-" || rest.starts_with("- ") || rest.starts_with("-\t")
                });
                if is_dash && self.is_blank(line..line + column) {
                    dashes.push(line + column);
                    break;
                }
                line = self.line_end(line);
            }
        }
        Some(dashes)
    }

    /// The dash that opens a list: the first thing behind its key or dash, past an
    /// anchor and comments.
    fn first_dash(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            match rest.chars().next()? {
                '-' => return Some(at),
                '#' => at = self.line_end(at),
                '&' => at += rest.find(char::is_whitespace)?,
                _ => return None,
            }
        }
    }

    /// `|`, `>-` behind a colon or a dash.
    fn block_header(&self, head: usize) -> Option<Range<usize>> {
        let line = self.text.get(head..self.line_end(head))?;
        let words = line.split([' ', '\t', '\r', '\n']);
        let header =
            words.take_while(|word| !word.starts_with('#')).find(|w| w.starts_with(['|', '>']))?;
        let start = head + (header.as_ptr() as usize - line.as_ptr() as usize);
        Some(start..start + header.len())
    }

    /// The column of a byte, if only blanks and dashes stand before it.
    fn column(&self, at: usize) -> Option<usize> {
        let start = self.line_start(at);
        let before = self.text.get(start..at)?;
        before.chars().all(|c| matches!(c, ' ' | '-')).then_some(at - start)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    /// The byte behind a line's break.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i + 1)
    }

    fn is_blank(&self, span: Range<usize>) -> bool {
        self.text.get(span).is_some_and(|text| text.chars().all(|c| c == ' '))
    }

    fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    // Edits.

    fn replace(&mut self, span: Range<usize>, new: &str) {
        self.edits.push(Edit { span, new: new.to_owned(), lines: false });
    }

    /// Takes out what stands in a line, with the blanks before it.
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
        // Stable: what was put in at one place stays in the order of asking.
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

/// `*name`, in whose place the tree has what the anchor names.
fn is_alias(node: &Node) -> bool {
    let text = node.place.text();
    let named = text.strip_prefix('*').is_some_and(|name| {
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "[]{},".contains(c))
    });
    // A block's own text may look like one: it begins its line.
    let source = &node.place.source.text;
    let before = source[..node.place.span.start].lines().next_back().unwrap_or_default();
    let own_line = source[..node.place.span.start].ends_with('\n') || before.trim().is_empty();
    let block = matches!(node.kind, NodeKind::Text { style: Style::Literal | Style::Folded, .. });
    named && !(block && own_line)
}

fn has_alias(node: &Node) -> bool {
    is_alias(node)
        || match &node.kind {
            NodeKind::Null | NodeKind::Text { .. } => false,
            NodeKind::List(items) => items.iter().any(has_alias),
            NodeKind::Map(entries) => entries.iter().any(|entry| has_alias(&entry.value)),
        }
}

/// `{ }` or `[ ]`.
fn is_flow(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Map(_) | NodeKind::List(_))
        && node.place.text().starts_with(['{', '['])
}

/// Whether a value begins and ends behind its key or dash.
fn is_inline(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { style: Style::Plain | Style::Quoted, .. } => true,
        NodeKind::Text { .. } => false,
        NodeKind::List(_) | NodeKind::Map(_) => is_flow(node),
    }
}

/// A value in brackets, in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => flow_scalar(text),
        Value::List(items) => {
            let items = items.iter().map(|part| match &part.value {
                Value::Empty => "~".to_owned(),
                value => flow(value),
            });
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(fields) => {
            let fields = fields.iter().map(|(key, part)| {
                format!("{}: {}", flow_scalar(key), flow(&part.value)).trim_end().to_owned()
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests;
