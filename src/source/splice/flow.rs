//! Maps and lists in brackets.

use super::super::write::flow_scalar;
use super::super::{Entry, Node, Part, Value};
use super::{Holder, Splicer, Spot, has};

impl Splicer<'_> {
    pub(super) fn flow_map(
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

    pub(super) fn flow_list(
        &mut self,
        node: &Node,
        items: &[Node],
        parts: &[Part],
        at: Spot,
    ) -> Option<()> {
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

    /// Removes and inserts items between commas: `ends` are the items' first and last bytes.
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

    /// A comment inside brackets needs a line break after it.
    pub(super) fn with_comment(&self, text: String, part: &Part, at: Spot) -> String {
        match &part.beside {
            Some(comment) => {
                let (line_break, indent) = (self.line_break(), at.indent + 2);
                format!("{text} {comment}{line_break}{:indent$}", "")
            }
            None => text,
        }
    }
}

/// A value in flow style, on one line.
pub(super) fn flow(value: &Value) -> String {
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
