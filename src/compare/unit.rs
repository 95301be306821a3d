//! A Word file as the lines to compare: paragraphs and table rows, without their formatting.

use std::sync::Arc;

use crate::word::{Block, Change, Document, MarkKind, Paragraph, Row};

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A section's heading (đề mục).
    Heading,
    /// A paragraph, a line of the letterhead.
    Paragraph,
    /// A row of a table, with a text for each cell.
    Row,
}

/// A paragraph or a row, with all tracked changes accepted.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its text; for a row one for each cell.
    pub cells: Vec<String>,
    /// The number given by its list.
    pub label: Option<String>,
    /// The authors of tracked changes in it.
    pub authors: Vec<Arc<str>>,
    /// The ids of the comments that begin in it.
    pub comments: Vec<String>,
    /// The bookmarks that begin in it.
    pub marks: Vec<String>,
}

impl Unit {
    /// A line that says something and no more.
    #[cfg(test)]
    pub fn plain(kind: UnitKind, text: &str) -> Self {
        let cells = vec![text.to_owned()];
        let (authors, comments, marks) = (Vec::new(), Vec::new(), Vec::new());
        Unit { kind, cells, label: None, authors, comments, marks }
    }

    /// All it says.
    pub fn text(&self) -> String {
        self.cells.join(" ").trim().to_owned()
    }

    /// The text for comparing two lines, without punctuation.
    pub fn key(&self) -> String {
        self.cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\u{1f}")
    }
}

/// A text removed by tracked changes, with its author.
#[derive(Debug, Clone)]
pub struct Gone {
    /// What stood there.
    pub text: String,
    /// Who took it out.
    pub author: Arc<str>,
}

/// The lines of a file.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines, from the top.
    pub units: Vec<Unit>,
    /// Paragraphs and rows removed as a whole.
    pub gone: Vec<Gone>,
    /// The text of a paragraph whose end was removed, so that it continues in the next.
    carried: Option<Unit>,
}

impl Lines {
    /// The lines of a document.
    pub fn of(document: &Document) -> Self {
        let mut lines = Lines::default();
        lines.blocks(&document.blocks);
        let rest = lines.carried.take();
        lines.push(rest);
        lines
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Box(blocks) => self.blocks(blocks),
                // A table without borders only places text side by side.
                Block::Table(table) if !table.has_lines => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.blocks));
                }
                Block::Table(table) => table.rows.iter().for_each(|row| self.row(row)),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut unit = self.unit(paragraph);
        if let Some(before) = self.carried.take() {
            unit = joined(before, unit);
        }
        match paragraph.end_change.as_ref().filter(|change| change.kind.is_gone()) {
            Some(_) => self.carried = Some(unit),
            None => self.push(Some(unit)),
        }
    }

    fn unit(&mut self, paragraph: &Paragraph) -> Unit {
        let changes = paragraph.runs.iter().filter_map(|run| run.change.as_ref());
        let authors = authors(changes.chain(&paragraph.end_change));
        let text = tidy(&paragraph.text());
        if text.is_empty()
            && let Some(author) = authors.first()
        {
            self.gone.push(Gone { text: tidy(&paragraph.old_text()), author: Arc::clone(author) });
        }
        let (mut comments, mut marks) = (Vec::new(), Vec::new());
        for mark in &paragraph.marks {
            match &mark.kind {
                MarkKind::CommentStart(id) => comments.push(id.clone()),
                MarkKind::BookmarkStart(_, name) => marks.push(name.clone()),
                _ => {}
            }
        }
        let kind = match paragraph.outline {
            Some(_) => UnitKind::Heading,
            None => UnitKind::Paragraph,
        };
        let label = paragraph.label.as_ref().filter(|label| !label.is_bullet);
        let label = label.map(|label| label.text.clone());
        Unit { kind, cells: vec![text], label, authors, comments, marks }
    }

    fn row(&mut self, row: &Row) {
        let mut whole = Unit {
            kind: UnitKind::Row,
            cells: Vec::new(),
            label: None,
            authors: authors(row.change.iter()),
            comments: Vec::new(),
            marks: Vec::new(),
        };
        // The words of a removed row may be marked as removed as well.
        let mut was: Vec<String> = Vec::new();
        for cell in &row.cells {
            let mut inner = Lines::default();
            inner.blocks(&cell.blocks);
            let rest = inner.carried.take();
            inner.push(rest);
            let texts: Vec<String> = inner.units.iter().map(Unit::text).collect();
            whole.cells.push(texts.join(" "));
            was.extend(texts);
            was.extend(inner.gone.into_iter().map(|gone| gone.text));
            for unit in inner.units {
                whole.authors.extend(unit.authors);
                whole.comments.extend(unit.comments);
                whole.marks.extend(unit.marks);
            }
        }
        whole.authors.dedup();
        match row.change.as_ref().filter(|change| change.kind.is_gone()) {
            Some(change) => {
                let text = tidy(&was.join(" "));
                self.gone.push(Gone { text, author: Arc::clone(&change.author) });
            }
            None => self.push(Some(whole)),
        }
    }

    fn push(&mut self, unit: Option<Unit>) {
        self.units.extend(unit.filter(|unit| !unit.text().is_empty()));
    }
}

/// A paragraph continued by the text of the next one.
fn joined(mut before: Unit, after: Unit) -> Unit {
    if before.text().is_empty() {
        return after;
    }
    before.cells = vec![tidy(&format!("{} {}", before.text(), after.text()))];
    before.authors.extend(after.authors);
    before.authors.dedup();
    before.comments.extend(after.comments);
    before.marks.extend(after.marks);
    before
}

fn authors<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Arc<str>> {
    let mut authors: Vec<Arc<str>> = Vec::new();
    for change in changes {
        if !authors.contains(&change.author) {
            authors.push(Arc::clone(&change.author));
        }
    }
    authors
}

/// Text with single blanks and without invisible characters.
pub fn tidy(text: &str) -> String {
    let text = text.replace(['\u{ad}', '\u{200b}', '\u{feff}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without what programs change by themselves: kinds of quotation marks and hyphens,
/// blanks before punctuation.
pub fn plain(text: &str) -> String {
    let text: String = crate::vietnamese::nfc(text)
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect();
    let mut out = String::new();
    for word in text.split_whitespace() {
        let is_stop = word.starts_with([',', '.', ';', ':', ')']);
        if !out.is_empty() && !is_stop {
            out.push(' ');
        }
        out += word;
    }
    out
}
