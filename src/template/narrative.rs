//! A narrative as Typst markup: its syntax becomes the layout's functions, its
//! text and values become literals.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::prose::{self, Block, FigurePart, Inline, Meaning, Names, Narrative};
use crate::source::Path;
use crate::vietnamese::NumberWords;

use super::engine::{content, literal};
use super::sentence;
use super::values::is_unknown;
use super::wording;

/// Turns the narrative at `path` into markup. Values that aren't known, and
/// expressions that mean nothing, print as a hole; the checks tell of both.
pub(super) fn markup(text: &str, names: &Names<'_>, path: &Path) -> Value {
    let narrative = prose::parse(text);
    let worded = |expression| {
        let meaning = names.resolve(expression, path).ok()?;
        words(meaning, names).map(|words| content(&words))
    };
    let values = narrative.expressions.iter().map(worded).collect();
    Value::from_object(Markup { narrative, values })
}

/// A narrative that prints itself as markup, in the form that a template asks for.
#[derive(Debug)]
pub(super) struct Markup {
    narrative: Narrative,
    /// What its expressions print; none is a hole.
    values: Vec<Option<String>>,
}

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "inline" => Some(Value::from_safe_string(self.in_one_line())),
            "facts" => Some(self.facts().map(Value::from_safe_string).collect()),
            "nested" => Some(Value::from_safe_string(self.blocks(1))),
            "is_list" => Some(Value::from(self.is_list())),
            _ => None,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.narrative.blocks.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.blocks(0))
    }
}

impl Markup {
    /// Blocks, an empty line between two; their items so much deeper.
    fn blocks(&self, deeper: u8) -> String {
        let blocks = self.narrative.blocks.iter().map(|b| self.block(b, deeper));
        blocks.collect::<Vec<_>>().join("\n\n")
    }

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

    /// Paragraphs one behind the other; items joined by semicolons: for a place
    /// inside a sentence.
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
    fn facts(&self) -> impl Iterator<Item = String> {
        let contents = self.narrative.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(content) | Block::Item { content, .. } => Some(content),
            Block::Table { .. } => None,
        });
        let with_figure =
            contents.filter(|content| content.iter().any(|i| matches!(i, Inline::Value(_))));
        with_figure.map(|content| self.inlines(&without_final_stop(content)))
    }

    /// Whether it has items or several paragraphs.
    fn is_list(&self) -> bool {
        !matches!(self.narrative.blocks.as_slice(), [] | [Block::Paragraph(_)])
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => content(text),
            Inline::Strong(content) => format!("#strong[{}];", self.inlines(content)),
            Inline::Emphasis(content) => format!("#emph[{}];", self.inlines(content)),
            Inline::Break => "#linebreak();".to_owned(),
            Inline::Value(index) => match self.values.get(*index) {
                Some(Some(words)) => words.clone(),
                _ => "#hole;".to_owned(),
            },
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
        Meaning::Spelt(number) => Some(NumberWords::default().number(number)),
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
