//! A narrative as Typst markup: its syntax becomes the layout's functions, its
//! text and values become literals.

use std::cell::RefCell;
use std::collections::HashMap;

use minijinja::Value;

use crate::prose::{self, Block, FigurePart, Inline, Meaning, Names, Narrative};
use crate::source::Path;

use super::engine::{content, literal};
use super::sentence;
use super::values::{Markup, is_unknown};
use super::wording;

/// Turns the narrative at `path` into markup. Values that aren't known, and
/// expressions that mean nothing, print as a hole; the checks tell of both.
pub(super) fn markup(text: &str, names: &Names<'_>, path: &Path) -> Value {
    let narrative = prose::parse(text);
    let writer = Writer { narrative: &narrative, names, path, written: RefCell::default() };
    let blocks = |deeper: u8| {
        let blocks = narrative.blocks.iter().map(|b| writer.block(b, deeper));
        blocks.collect::<Vec<_>>().join("\n\n")
    };
    Value::from_object(Markup {
        blocks: blocks(0),
        inline: writer.in_one_line(),
        facts: writer.facts(),
        nested: blocks(1),
        is_list: !matches!(narrative.blocks.as_slice(), [] | [Block::Paragraph(_)]),
    })
}

struct Writer<'a> {
    narrative: &'a Narrative,
    names: &'a Names<'a>,
    path: &'a Path,
    /// Texts as they are written: each stands in several forms of a narrative.
    written: RefCell<HashMap<String, String>>,
}

impl Writer<'_> {
    fn block(&self, block: &Block, deeper: u8) -> String {
        match block {
            Block::Paragraph(content) => self.inlines(content),
            Block::Item { level, label: None, content } => {
                format!("#dash(level: {})[{}]", level + deeper, self.inlines(content))
            }
            Block::Item { label: Some(label), content, .. } => {
                format!("#numbered({})[{}]", literal(label), self.inlines(content))
            }
            Block::Table { head, rows } => {
                let cell = |c: &Vec<Inline>| format!("[{}], ", self.inlines(c));
                let head_cells: String = head.iter().map(cell).collect();
                let columns = "auto, ".repeat(head.len());
                let rows: String = rows
                    .iter()
                    .map(|row| format!("({}), ", row.iter().map(cell).collect::<String>()))
                    .collect();
                format!("#data-table(columns: ({columns}), head: ({head_cells}), rows: ({rows}))")
            }
        }
    }

    /// Paragraphs one behind the other; items joined by semicolons.
    fn in_one_line(&self) -> String {
        let mut out = String::new();
        for (i, block) in self.narrative.blocks.iter().enumerate() {
            let content = match block {
                Block::Paragraph(content) | Block::Item { content, .. } => content,
                Block::Table { .. } => continue,
            };
            let last = i + 1 == self.narrative.blocks.len();
            let content = without_final_stop(content);
            out += &self.inlines(&content);
            if !last {
                let item = matches!(block, Block::Item { .. });
                out += if item { "#\"; \";" } else { "#\". \";" };
            }
        }
        out
    }

    /// The paragraphs and items that hold a figure, each in one line, without
    /// their full stops.
    fn facts(&self) -> Vec<String> {
        let content = |block: &Block| match block {
            Block::Paragraph(content) | Block::Item { content, .. } => Some(content.clone()),
            Block::Table { .. } => None,
        };
        let has_figure =
            |content: &Vec<Inline>| content.iter().any(|i| matches!(i, Inline::Value(_)));
        let blocks = self.narrative.blocks.iter().filter_map(content).filter(has_figure);
        blocks.map(|content| self.inlines(&without_final_stop(&content))).collect()
    }

    fn text(&self, text: &str) -> String {
        let mut written = self.written.borrow_mut();
        written.entry(text.to_owned()).or_insert_with(|| content(text)).clone()
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(content) => format!("#strong[{}];", self.inlines(content)),
            Inline::Emphasis(content) => format!("#emph[{}];", self.inlines(content)),
            Inline::Break => "#linebreak();".to_owned(),
            Inline::Value(index) => {
                let words = self
                    .narrative
                    .expressions
                    .get(*index)
                    .and_then(|e| self.names.resolve(e, self.path).ok())
                    .and_then(|meaning| words(meaning, self.names));
                match words {
                    Some(words) => content(&words),
                    None => "#hole;".to_owned(),
                }
            }
        }
    }
}

fn without_final_stop(content: &[Inline]) -> Vec<Inline> {
    let mut content = content.to_vec();
    if let Some(Inline::Text(text)) = content.last_mut() {
        let stripped = text.trim_end().trim_end_matches(['.', ';']).len();
        text.truncate(stripped);
    }
    content
}

/// The words of what an expression means.
fn words(meaning: Meaning<'_>, names: &Names<'_>) -> Option<String> {
    match meaning {
        Meaning::Unknown => None,
        Meaning::Text(text) => Some(text.0.clone()),
        Meaning::Quantity(q, false) => Some(wording::quantity(q)),
        Meaning::Quantity(q, true) => part(&wording::quantity_value(q), "number"),
        Meaning::Cited(cited) => Some(sentence::citation(cited)),
        Meaning::Movements(list) => Some(sentence::movements(list)),
        Meaning::Programmes(list) => Some(sentence::programmes(list)),
        Meaning::Figure(figure, which) => {
            let whole = |name: &str| names.figure_named(name)?.value.as_ref()?.number();
            let value = wording::figure_value(figure, &whole);
            let name = match which {
                FigurePart::Whole => return (!is_unknown(&value)).then(|| value.to_string()),
                FigurePart::Value => "value",
                FigurePart::Number => "number",
                FigurePart::Percent => "percent",
                FigurePart::Rate => "rate",
                FigurePart::Assigned => "assigned",
                FigurePart::Prior => "prior",
                FigurePart::Change => "change",
                FigurePart::Unit => "unit",
                FigurePart::Title => "title",
            };
            part(&value, name)
        }
    }
}

fn part(value: &Value, name: &str) -> Option<String> {
    let part = value.get_attr(name).ok()?;
    (!is_unknown(&part)).then(|| part.to_string())
}
