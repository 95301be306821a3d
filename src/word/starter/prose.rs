//! Passages of a paper as narratives of a dossier.

use crate::source::{Part, Value};

use super::super::parts::{Content, Data, Kind, Passage, one_line};
use super::figures::{self, Phrase};

/// A narrative being written, with offered figures.
#[derive(Debug, Default)]
pub struct Prose {
    pub lines: Vec<String>,
    pub phrases: Vec<Phrase>,
    /// Comments: footnotes, charts.
    pub notes: Vec<String>,
    /// Text too long for a narrative, as lines of comments.
    pub beyond: Vec<String>,
    /// How long the narrative is, in bytes.
    length: usize,
    /// The mark of the first item of the list that is open.
    list: Option<char>,
}

/// The maximum text of a narrative, and cells of a table: well below a dossier's limits,
/// since the user continues writing in it.
const ROOM: usize = 40 << 10;
const CELLS: usize = 2_000;

impl Prose {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.notes.is_empty()
    }

    /// Contents as a narrative.
    pub fn of(content: &[Content<'_>]) -> Self {
        let mut prose = Prose::default();
        content.iter().for_each(|content| prose.add(content));
        prose
    }

    pub fn add(&mut self, content: &Content<'_>) {
        match content {
            Content::Paragraph(passage) => self.passage(passage),
            Content::Table(data) => self.table(data),
        }
    }

    pub fn passage(&mut self, passage: &Passage<'_>) {
        self.phrases.extend(figures::of(&passage.text));
        self.line(passage.kind, passage.mark.as_deref(), &passage.text);
        for note in &passage.footnotes {
            self.phrases.extend(figures::of(note));
            self.notes.push(format!("Chú thích: {note}"));
        }
        for chart in &passage.charts {
            self.notes.push(format!("Biểu đồ: {}", chart.join(" | ")));
        }
    }

    /// A heading within the text that has no counterpart in a dossier.
    pub fn heading(&mut self, label: Option<&str>, kind: Option<Kind>, text: &str) {
        match label {
            Some(label) if !matches!(kind, Some(Kind::Mark(_))) => {
                self.list = None;
                self.push(format!("**{} {}**", escaped(label), escaped(text).trim_matches('*')));
            }
            _ => self.push(format!("**{}**", escaped(text))),
        }
    }

    fn line(&mut self, kind: Option<Kind>, mark: Option<&str>, text: &str) {
        let text = escaped(text);
        let line = match (kind, mark) {
            // A list of pluses alone is one of dashes.
            (Some(Kind::Mark('+')), _) if self.list.is_some_and(|first| first != '+') => {
                format!("+ {text}")
            }
            (Some(Kind::Mark(sign)), _) => {
                self.list = match self.list {
                    Some('+') if sign == '+' => Some('+'),
                    None => Some(sign),
                    Some(_) => Some('-'),
                };
                format!("- {text}")
            }
            (_, Some(mark)) => {
                self.list = None;
                format!("{} {text}", escaped(mark))
            }
            (_, None) => {
                self.list = None;
                text
            }
        };
        self.push(line);
    }

    fn push(&mut self, line: String) {
        if line.trim().is_empty() {
        } else if self.length + line.len() > ROOM {
            if self.beyond.is_empty() {
                self.notes.push("Các đoạn sau dài quá một mục, ghi ở cuối tệp".to_owned());
            }
            self.beyond.push(comment(&line));
        } else {
            self.length += line.len();
            self.lines.push(line);
        }
    }

    /// A table of the file as a table of the narrative.
    pub fn table(&mut self, data: &Data<'_>) {
        let cell =
            |cell: &Option<String>| escaped(cell.as_deref().unwrap_or_default()).replace('|', "/");
        let row = |row: &Vec<Option<String>>| {
            format!("| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "))
        };
        let columns = data.rows.iter().map(Vec::len).max().unwrap_or(0);
        let Some((head, body)) = data.rows.split_first() else { return };
        let length: usize = data.rows.iter().map(|cells| row(cells).len()).sum();
        if self.length + length > ROOM || data.rows.len() * columns > CELLS {
            let size = format!("Bảng {} hàng, {columns} cột", data.rows.len());
            self.notes.push(format!("{size} trong tệp Word dài quá một mục, ghi ở cuối tệp"));
            self.beyond.push(comment(&format!("{size}:")));
            self.beyond.extend(super::tables::quoted(data));
            return;
        }
        self.length += length;
        self.lines.push(String::new());
        self.lines.push(row(head));
        self.lines.push(format!("|{}", " --- |".repeat(columns)));
        self.lines.extend(body.iter().map(row));
        self.lines.push(String::new());
        self.list = None;
    }

    /// The text as a block, with its figures offered above it.
    pub fn part(&self) -> Option<Part> {
        let text = self.text()?;
        Some(Part { above: self.offers(), ..Part::text(text) })
    }

    pub fn text(&self) -> Option<String> {
        let joined = self.lines.join("\n");
        let text = joined.trim();
        (!text.is_empty()).then(|| match text.contains('\n') {
            true => format!("{text}\n"),
            false => text.to_owned(),
        })
    }

    /// Comments above a field that takes no figures by name.
    pub fn offers(&self) -> Vec<String> {
        let mut out: Vec<String> = self.notes.iter().map(|note| comment(note)).collect();
        if !self.phrases.is_empty() {
            let phrases: Vec<&str> =
                self.phrases.iter().map(|phrase| phrase.text.as_str()).collect();
            out.push(comment(&format!("Số liệu trong đoạn: {}", phrases.join("; "))));
        }
        out
    }

    /// Comments that offer the figures by name, for a block that takes them.
    pub fn named_offers(&self) -> Vec<String> {
        let mut out: Vec<String> = self.notes.iter().map(|note| comment(note)).collect();
        if self.phrases.is_empty() {
            return out;
        }
        out.push(comment("Số liệu đọc được trong đoạn dưới. Muốn dùng {{ tên }} trong câu thì bỏ dấu # từng dòng:"));
        out.push("# figures:".to_owned());
        let mut used = Vec::new();
        for phrase in &self.phrases {
            let name = name_of(&phrase.unit, &mut used);
            out.push(format!("#   {name}: {}", one_line(&phrase.text)));
        }
        out
    }
}

/// A unique name for a figure.
pub fn name_of(unit: &str, used: &mut Vec<String>) -> String {
    let slug = crate::vietnamese::slug(unit).replace('-', "_");
    let slug: String =
        slug.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
    let slug = slug.trim_matches('_');
    let begins = slug.starts_with(|c: char| c.is_ascii_alphabetic());
    let base = if begins { slug.to_owned() } else { "so_lieu".to_owned() };
    let mut name = base.clone();
    let mut count = 1;
    while used.contains(&name) {
        count += 1;
        name = format!("{base}_{count}");
    }
    used.push(name.clone());
    name
}

/// A line of a comment.
pub fn comment(text: &str) -> String {
    let text: String = one_line(text).chars().filter(|c| !c.is_control()).collect();
    format!("# {text}")
}

/// Text with escapes for characters that have a meaning in narratives.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in one_line(text).chars() {
        match c {
            '*' | '\\' | '`' => {
                out.push('\\');
                out.push(c);
            }
            // Two braces would call a figure.
            '{' | '}' if before == c => {
                out.push(' ');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A list of comments in place of a block without a value.
pub fn below(lines: Vec<String>) -> Part {
    Part { below: lines, ..Part::new(Value::Empty) }
}
