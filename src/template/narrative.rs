//! A narrative as Typst markup: its syntax becomes calls of the layout's functions, its text
//! and values become literals.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::prose::{self, Block, FigurePart, Inline, Meaning, Names, Narrative};
use crate::source::Path;
use crate::vietnamese::{
    self, NO_BREAK, NumberWords, Stop, capitalize_first, first_stop, strip_final_stop,
};

use super::engine::{content, literal};
use super::origin;
use super::seam::{said_again, verb_again};
use super::sentence;
use super::values::{is_unknown, known};
use super::wording;

/// Converts the narrative at `path` to markup. Unknown values and invalid expressions print
/// as a hole; the checks report both.
pub(super) fn markup(text: &str, names: &Names<'_>, path: &Path) -> Value {
    let narrative = prose::parse(text);
    let shown = |expression| match names.resolve(expression, path) {
        Ok(meaning) => Shown {
            path: names.place(expression, path).cloned(),
            is_figure: is_figure(&meaning),
            part: match meaning {
                Meaning::Figure(_, part) => Some(part),
                _ => None,
            },
            words: words(meaning, names),
        },
        Err(_) => Shown { path: None, is_figure: false, part: None, words: None },
    };
    let values = narrative.expressions.iter().map(shown).collect();
    Value::from_object(Markup { path: path.clone(), narrative, values })
}

/// A narrative that prints itself as markup, in the form requested by a template.
#[derive(Debug)]
pub(super) struct Markup {
    /// Its path in the dossier.
    path: Path,
    narrative: Arc<Narrative>,
    values: Vec<Shown>,
}

/// Words that connect to a sentence before.
const LEADS: [&str; 2] = ["Kết quả,", "Kết quả:"];

/// The output of an expression.
#[derive(Debug)]
struct Shown {
    /// The path of what it names.
    path: Option<Path>,
    /// `None` prints a hole.
    words: Option<String>,
    /// Whether it is a number of the dossier, and not a name or a list of names.
    is_figure: bool,
    /// For a figure, the part that is printed.
    part: Option<FigurePart>,
}

/// The line being written: its last words decide which words would be repeated.
#[derive(Default)]
struct Line {
    out: String,
    /// The end of the text printed so far.
    before: String,
    /// Whether the last words came from a figure's rate or change.
    is_worded: bool,
}

impl Line {
    /// Text as typed, without words that the value before it contains already.
    fn text(&mut self, text: &str) {
        let cut = if self.is_worded { said_again(&self.before, text, 2) } else { 0 };
        self.push(&text[cut..]);
        self.is_worded = false;
    }

    fn value(&mut self, shown: &Shown, words: &str) {
        let least = if shown.is_figure { 1 } else { 2 };
        let mut cut = said_again(&self.before, words, least);
        if shown.part == Some(FigurePart::Rate) {
            cut = cut.max(verb_again(&self.before, words));
        }
        let rest = &words[cut..];
        // The value is followed by a blank already.
        let rest = if cut > 0 { rest.trim_start_matches([' ', NO_BREAK]) } else { rest };
        let before = std::mem::take(&mut self.out);
        self.push(rest);
        let value = std::mem::replace(&mut self.out, before);
        self.out += &origin::marked(shown.path.as_ref(), value);
        self.is_worded = matches!(shown.part, Some(FigurePart::Rate | FigurePart::Change));
    }

    fn push(&mut self, text: &str) {
        /// Long enough for any phrase that may be repeated.
        const KEPT: usize = 160;
        self.out += &content(text);
        self.before += text;
        if self.before.len() > 2 * KEPT {
            let from = (self.before.len() - KEPT..).find(|at| self.before.is_char_boundary(*at));
            self.before.drain(..from.unwrap_or_default());
        }
    }
}

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "clause" => Some(Value::from_safe_string(self.closed(";"))),
            "sentence" => Some(Value::from_safe_string(self.closed("."))),
            "facts" => Some(self.facts().map(Value::from_safe_string).collect()),
            "headline" => Some(known(self.headline().map(Value::from_safe_string))),
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
    /// Blocks separated by empty lines; their items nested `deeper` levels.
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
                let columns = "column.text, ".repeat(head.len());
                let rows: String = rows
                    .iter()
                    .map(|row| format!("({}), ", row.iter().map(cell).collect::<String>()))
                    .collect();
                format!("#data-table(columns: ({columns}), head: ({head_cells}), rows: ({rows}))")
            }
        }
    }

    /// The paragraphs in a row, and items joined by semicolons: for use inside a sentence.
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
                out += match (closes_itself(&content), item) {
                    (true, _) => "#\" \";",
                    (false, true) => "#\"; \";",
                    (false, false) => "#\". \";",
                };
            }
        }
        out
    }

    /// The same with a final mark, unless it ends in one of its own.
    fn closed(&self, mark: &str) -> String {
        let last = self.running().last();
        let open = last.is_none_or(|content| !closes_itself(&without_final_stop(content)));
        self.in_one_line() + if open { mark } else { "" }
    }

    /// The paragraphs and items that contain a figure, each on one line with one final mark.
    fn facts(&self) -> impl Iterator<Item = String> {
        let with_figure = self.running().filter(|content| content.iter().any(|i| self.counts(i)));
        with_figure.map(|content| self.sentence(content))
    }

    fn sentence(&self, content: &[Inline]) -> String {
        let content = without_final_stop(content);
        self.inlines(&content) + if closes_itself(&content) { "" } else { "." }
    }

    /// The first sentence that contains a figure, up to a following semicolon, without words
    /// that connect to the sentence before.
    fn headline(&self) -> Option<String> {
        let mut sentence = self.running().find_map(|content| self.first_figure(content))?;
        if let Some(Inline::Text(text)) = sentence.first_mut() {
            let led = LEADS.iter().find_map(|lead| text.strip_prefix(lead));
            *text = led.map_or_else(|| text.clone(), |rest| capitalize_first(rest.trim_start()));
        }
        Some(self.sentence(&sentence))
    }

    /// That sentence, if it is in the content.
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

    /// The contents of its paragraphs and items, without tables.
    fn running(&self) -> impl Iterator<Item = &[Inline]> {
        self.narrative.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(content) | Block::Item { content, .. } => Some(content.as_slice()),
            Block::Table { .. } => None,
        })
    }

    /// Whether it contains a figure of the dossier.
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
        let mut line = Line::default();
        self.write(inlines, &mut line);
        origin::marked(Some(&self.path), line.out)
    }

    fn write(&self, inlines: &[Inline], line: &mut Line) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => line.text(text),
                Inline::Strong(content) => self.run("#strong[", content, line),
                Inline::Emphasis(content) => self.run("#emph[", content, line),
                Inline::Break => {
                    line.out += "#linebreak();";
                    line.before.push(' ');
                }
                Inline::Value(index) => match self.values.get(*index) {
                    Some(shown @ Shown { words: Some(words), .. }) => line.value(shown, words),
                    _ => {
                        line.out += "#hole;";
                        line.before.push('…');
                    }
                },
            }
        }
    }

    fn run(&self, opening: &str, content: &[Inline], line: &mut Line) {
        line.out += opening;
        self.write(content, line);
        line.out += "];";
    }
}

/// The content without its final stop, even if that is bold; an ellipsis stays.
fn without_final_stop(content: &[Inline]) -> Vec<Inline> {
    let mut content = content.to_vec();
    match content.last_mut() {
        Some(Inline::Text(text)) => {
            let stripped = strip_final_stop(text).len();
            text.truncate(stripped);
        }
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => {
            *inner = without_final_stop(inner);
        }
        _ => {}
    }
    content
}

/// Whether content ends in a mark after which no other may follow.
fn closes_itself(content: &[Inline]) -> bool {
    match content.last() {
        Some(Inline::Text(text)) => vietnamese::closes_itself(text),
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => closes_itself(inner),
        _ => false,
    }
}

fn is_figure(meaning: &Meaning<'_>) -> bool {
    matches!(meaning, Meaning::Quantity(..) | Meaning::Figure(..) | Meaning::Spelt(_))
}

/// The words of a meaning as printed in papers; `None` if it isn't known.
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
                path: None,
                words: Some(name.to_owned()),
                is_figure: name.starts_with("figure"),
                part: None,
            };
            let values = narrative.expressions.iter().map(|e| shown(&e.path[0])).collect();
            Markup { path: Path::root(), narrative, values }.headline()
        };
        for (text, expected) in [
            ("Năm tốt. Có {{ figure }} tổ; hai nhà. Hết.", Some("#\"Có \";#\"figure\";#\" tổ\";.")),
            (
                "- Với {{ name }}.\n- Dịp Tết; tặng **{{ figure }}** suất.",
                Some("#\"Dịp Tết; tặng \";#strong[#\"figure\";];#\" suất\";."),
            ),
            (
                "Có {{ figure_1 }} và {{ figure_2 }}.",
                Some("#\"Có \";#\"figure_1\";#\" và \";#\"figure_2\";."),
            ),
            (
                "Có {{ figure }} tổ (đạt {{ figure_2 }}; giảm 2), hết; xong.",
                Some("#\"Có \";#\"figure\";#\" tổ (đạt \";#\"figure_2\";#\"; giảm 2), hết\";."),
            ),
            ("Kết quả, có {{ figure }} tổ.", Some("#\"Có \";#\"figure\";#\" tổ\";.")),
            ("Phong trào {{ name }}; nhiều nơi.", None),
        ] {
            assert_eq!(headline(text).as_deref(), expected, "{text}");
        }
    }

    /// Everything that a narrative may name either prints words or is reported as unknown.
    #[test]
    fn what_is_known_comes_to_words() {
        let values =
            ["8 vụ", "0 vụ", "50/60 đơn vị", "0/0 tổ", "90%", "5 - 7 tổ", "nhiều", "không"];
        let others = ["", "0 vụ", "4 vụ", "40/50 đơn vị", "85%", "nhiều", "3 - 4 tổ"];
        let wholes = ["", "all", "none", "chỉ tiêu cấp trên giao"];
        let parts = [
            "",
            ".value",
            ".number",
            ".percent",
            ".rate",
            ".assigned",
            ".prior",
            ".change",
            ".unit",
            ".title",
            ".assigned.number",
            ".prior.number",
        ];
        let (mut known, mut unknown) = (0, 0);
        for (value, other) in values.iter().flat_map(|v| others.iter().map(move |o| (v, o))) {
            for whole in wholes {
                let yaml = format!(
                    "membership:\n  figures:\n    all: 60 đơn vị\n    none: 0 vụ\n    x:\n      value: \
                     {value}\n      assigned: {other}\n      prior: {other}\n      of: {whole}\n"
                );
                let (tree, _) = crate::source::read_yaml("t", yaml.as_bytes(), Default::default());
                let dossier = crate::dossier::read(tree.expect("a tree")).dossier;
                let names = Names::of(&dossier);
                for part in parts {
                    let narrative = prose::parse(&format!("{{{{ x{part} }}}}"));
                    let expression = &narrative.expressions[0];
                    let meaning = names.resolve(expression, &Path::root()).expect("a known name");
                    let is_unknown = matches!(meaning, Meaning::Unknown);
                    let said = words(meaning, &names).is_some_and(|words| !words.is_empty());
                    assert_eq!(said, !is_unknown, "{part} in {yaml}");
                    known += usize::from(said);
                    unknown += usize::from(is_unknown);
                }
            }
        }
        assert!(known > 500 && unknown > 500, "{known} {unknown}");
    }

    #[test]
    fn what_was_typed_and_what_is_brought_are_said_once() {
        let yaml = "membership:\n  members:\n    value: 412 đoàn viên\n    prior: 400 đoàn viên\n  figures:\n    \
                    tot: 9/9 tổ\n";
        let (tree, _) = crate::source::read_yaml("t", yaml.as_bytes(), Default::default());
        let dossier = crate::dossier::read(tree.expect("a tree")).dossier;
        let names = Names::of(&dossier);
        let shown = |text: &str| {
            let source = markup(text, &names, &Path::root()).to_string();
            let (source, _) = origin::taken_out(&source);
            let plain = ["#\"", "\";", "#box[", "#strong[", "];"];
            plain
                .iter()
                .fold(source, |source, mark| source.replace(mark, ""))
                .replace(NO_BREAK, " ")
        };
        assert_eq!(shown("Có {{ tot }}, đạt {{ tot.rate }}."), "Có 9/9 tổ, đạt 100%.");
        assert_eq!(shown("**đạt** {{ tot.rate }}"), "đạt 100%");
        assert_eq!(
            shown("Tăng {{ members.change }} so với cùng kỳ."),
            "Tăng 12 đoàn viên so với cùng kỳ."
        );
        assert_eq!(shown("{{ tot }} tổ chức tốt"), "9/9 tổ tổ chức tốt");
    }
}
