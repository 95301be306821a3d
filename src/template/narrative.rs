//! A narrative as Typst markup: its syntax becomes the layout's functions, its
//! text and values become literals.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::prose::{self, Block, FigurePart, Inline, Meaning, Names, Narrative};
use crate::source::Path;
use crate::vietnamese::{NumberWords, Stop, capitalize_first, first_stop};

use super::engine::{content, literal};
use super::sentence;
use super::values::is_unknown;
use super::wording;

/// Turns the narrative at `path` into markup. Values that aren't known, and
/// expressions that mean nothing, print as a hole; the checks tell of both.
pub(super) fn markup(text: &str, names: &Names<'_>, path: &Path) -> Value {
    let narrative = prose::parse(text);
    let shown = |expression| match names.resolve(expression, path) {
        Ok(meaning) => Shown {
            is_figure: is_figure(&meaning),
            words: words(meaning, names).map(|words| content(&words)),
        },
        Err(_) => Shown { is_figure: false, words: None },
    };
    let values = narrative.expressions.iter().map(shown).collect();
    Value::from_object(Markup { narrative, values })
}

/// A narrative that prints itself as markup, in the form that a template asks for.
#[derive(Debug)]
pub(super) struct Markup {
    narrative: Arc<Narrative>,
    values: Vec<Shown>,
}

/// What leads over from a sentence before.
const LEADS: [&str; 2] = ["Kết quả,", "Kết quả:"];

/// What an expression prints.
#[derive(Debug)]
struct Shown {
    /// None is a hole.
    words: Option<String>,
    /// Whether it is a number of the dossier, and no name or list of names.
    is_figure: bool,
}

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "inline" => Some(Value::from_safe_string(self.in_one_line())),
            "facts" => Some(self.facts().map(Value::from_safe_string).collect()),
            "headline" => self.headline().map(Value::from_safe_string),
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
        let with_figure = self.running().filter(|content| content.iter().any(|i| self.counts(i)));
        with_figure.map(|content| self.inlines(&without_final_stop(content)))
    }

    /// The first sentence that holds a figure, up to the semicolon behind it,
    /// without its stop and without what leads over from the sentence before.
    fn headline(&self) -> Option<String> {
        let mut sentence = self.running().find_map(|content| self.first_figure(content))?;
        if let Some(Inline::Text(text)) = sentence.first_mut() {
            let led = LEADS.iter().find_map(|lead| text.strip_prefix(lead));
            *text = led.map_or_else(|| text.clone(), |rest| capitalize_first(rest.trim_start()));
        }
        Some(self.inlines(&without_final_stop(&sentence)))
    }

    /// That sentence, where the content has it.
    fn first_figure(&self, content: &[Inline]) -> Option<Vec<Inline>> {
        let mut sentence = Vec::new();
        let (mut counts, mut open) = (false, 0);
        for inline in content {
            let Inline::Text(text) = inline else {
                counts |= self.counts(inline);
                sentence.push(inline.clone());
                continue;
            };
            let (mut from, mut to) = (0, 0);
            while let Some((end, stop)) = first_stop(&text[to..], &mut open) {
                to += end;
                if counts {
                    sentence.push(Inline::Text(text[from..to].to_owned()));
                    return Some(sentence);
                }
                if stop == Stop::Sentence {
                    sentence.clear();
                    from = to;
                }
            }
            let rest = &text[from..];
            let rest = if sentence.is_empty() { rest.trim_start() } else { rest };
            sentence.push(Inline::Text(rest.to_owned()));
        }
        counts.then_some(sentence)
    }

    /// What its paragraphs and items hold; tables are left out.
    fn running(&self) -> impl Iterator<Item = &[Inline]> {
        self.narrative.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(content) | Block::Item { content, .. } => Some(content.as_slice()),
            Block::Table { .. } => None,
        })
    }

    /// Whether it holds a figure of the dossier.
    fn counts(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Value(index) => self.values.get(*index).is_some_and(|value| value.is_figure),
            Inline::Strong(content) | Inline::Emphasis(content) => {
                content.iter().any(|inner| self.counts(inner))
            }
            Inline::Text(_) | Inline::Break => false,
        }
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
                Some(Shown { words: Some(words), .. }) => words.clone(),
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

fn is_figure(meaning: &Meaning<'_>) -> bool {
    matches!(meaning, Meaning::Quantity(..) | Meaning::Figure(..) | Meaning::Spelt(_))
}

/// The words of what an expression means, as a paper prints them; none where it
/// isn't known.
pub(crate) fn words(meaning: Meaning<'_>, names: &Names<'_>) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_the_first_sentence_with_a_figure() {
        let headline = |text: &str| {
            let narrative = prose::parse(text);
            let shown = |name: &str| Shown {
                words: Some(name.to_owned()),
                is_figure: name.starts_with("figure"),
            };
            let values = narrative.expressions.iter().map(|e| shown(&e.path[0])).collect();
            Markup { narrative, values }.headline()
        };
        for (text, expected) in [
            ("Năm tốt. Có {{ figure }} tổ; hai nhà. Hết.", Some("#\"Có \";figure#\" tổ\";")),
            (
                "- Với {{ name }}.\n- Dịp Tết; tặng **{{ figure }}** suất.",
                Some("#\"Dịp Tết; tặng \";#strong[figure];#\" suất\";"),
            ),
            ("Có {{ figure_1 }} và {{ figure_2 }}.", Some("#\"Có \";figure_1#\" và \";figure_2")),
            (
                "Có {{ figure }} tổ (đạt {{ figure_2 }}; giảm 2), hết; xong.",
                Some("#\"Có \";figure#\" tổ (đạt \";figure_2#\"; giảm 2), hết\";"),
            ),
            ("Kết quả, có {{ figure }} tổ.", Some("#\"Có \";figure#\" tổ\";")),
            ("Phong trào {{ name }}; nhiều nơi.", None),
        ] {
            assert_eq!(headline(text).as_deref(), expected, "{text}");
        }
    }
}
