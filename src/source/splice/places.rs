//! Positions of values, dashes and lines in the text.

use std::ops::Range;

use super::super::{Entry, Node, NodeKind, Style};
use super::shape::{is_alias, is_flow};
use super::{Holder, Splicer, Spot};

impl Splicer<'_> {
    /// The spot of a key's value.
    pub(super) fn below(&self, entry: &Entry, indent: usize, holder: Holder) -> Option<Spot> {
        let end = entry.key_place.span.end;
        let colon = end + self.text.get(end..)?.find(':')?;
        Some(Spot { head: colon + 1, indent, holder })
    }

    /// The byte after a value's last one.
    pub(super) fn end(&self, node: &Node, at: Spot) -> Option<usize> {
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

    /// The positions of a list's dashes. Each but the first begins a line.
    pub(super) fn dashes(&self, node: &Node, items: &[Node], at: Spot) -> Option<Vec<usize>> {
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

    /// The dash that begins a list: the first token after its key or dash, skipping an anchor
    /// and comments.
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

    /// `|`, `>-` after a colon or a dash.
    pub(super) fn block_header(&self, head: usize) -> Option<Range<usize>> {
        let line = self.text.get(head..self.line_end(head))?;
        let words = line.split([' ', '\t', '\r', '\n']);
        let header =
            words.take_while(|word| !word.starts_with('#')).find(|w| w.starts_with(['|', '>']))?;
        let start = head + (header.as_ptr() as usize - line.as_ptr() as usize);
        Some(start..start + header.len())
    }

    /// The column of a byte, if only blanks and dashes precede it.
    pub(super) fn column(&self, at: usize) -> Option<usize> {
        let start = self.line_start(at);
        let before = self.text.get(start..at)?;
        before.chars().all(|c| matches!(c, ' ' | '-')).then_some(at - start)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    /// The byte after a line's break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i + 1)
    }

    pub(super) fn is_blank(&self, span: Range<usize>) -> bool {
        self.text.get(span).is_some_and(|text| text.chars().all(|c| c == ' '))
    }

    pub(super) fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}
