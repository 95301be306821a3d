//! A document as a sequence of pieces: lines, columns side by side, tables of data.
//!
//! People set letterheads and signatures in tables without lines, whole papers too; and
//! others type what is tabular with tabs. Tables of data are distinguished from tables that
//! only place text here.

use super::super::document::{Block, Cell, Document, Drawn, MarkKind, Paragraph, Row, Table};
use super::label;
use super::text::{Text, is_typed_rule};
use super::words;

#[derive(Debug, Clone)]
pub enum Piece<'d> {
    Line(Line<'d>),
    /// Texts side by side that aren't a table of data, from left to right.
    Beside(Vec<Vec<Text<'d>>>),
    Data(Data<'d>),
}

/// A paragraph of the paper.
#[derive(Debug, Clone)]
pub struct Line<'d> {
    /// Its text.
    pub text: Text<'d>,
    /// The label from its list, if the text has none.
    pub auto_label: Option<String>,
    /// Whether that label is a bullet.
    pub is_bullet: bool,
    /// The footnotes that it refers to.
    pub footnotes: Vec<String>,
    /// Texts of charts that stand at it.
    pub charts: Vec<Vec<String>>,
    /// Whether the text box it stands in is the letterhead's right one, its left.
    pub is_boxed: bool,
}

/// A table of data: its cells as text; `None` for a cell that continues another.
#[derive(Debug, Clone, Default)]
pub struct Data<'d> {
    /// The cells, row by row.
    pub rows: Vec<Vec<Option<String>>>,
    /// The number of heading rows.
    pub header_rows: usize,
    /// The table that it was read from.
    pub table: Option<&'d Table>,
}

/// All pieces of a document, in the order in which they are read.
pub fn of(document: &Document) -> Vec<Piece<'_>> {
    of_blocks(&document.blocks, document)
}

/// The same of some of its blocks.
pub fn of_blocks<'d>(blocks: &'d [Block], document: &'d Document) -> Vec<Piece<'d>> {
    let mut out = Vec::new();
    each(blocks, document, false, &mut out);
    out
}

fn each<'d>(blocks: &'d [Block], document: &'d Document, is_boxed: bool, out: &mut Vec<Piece<'d>>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => lines(paragraph, document, is_boxed, out),
            Block::Box(blocks) => {
                let texts = texts(blocks);
                let words =
                    texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
                match words::is_of_letterhead(&words) || words::is_of_closing(&texts) {
                    // Boxes of the letterhead stand side by side.
                    true => beside(texts, out),
                    false => each(blocks, document, true, out),
                }
            }
            Block::Table(table) => self::table(table, document, out),
        }
    }
}

/// The lines of a paragraph. A manual break is a blank, unless a point or the text below a
/// heading begins after it: then it separates paragraphs.
fn lines<'d>(
    paragraph: &'d Paragraph,
    document: &'d Document,
    is_boxed: bool,
    out: &mut Vec<Piece<'d>>,
) {
    let is_bold = |text: &Text<'_>| text.all(|look| look.bold);
    let mut texts: Vec<Text<'d>> = Vec::new();
    for line in Text::lines_of(paragraph) {
        match texts.last_mut() {
            Some(last) => {
                let begins = label::read(&line.text).is_some();
                let is_under_heading = !line.is_blank()
                    && is_bold(last)
                    && !is_bold(&line)
                    && (paragraph.label.is_some() || label::read(&last.text).is_some());
                match begins || is_under_heading {
                    true => texts.push(line),
                    false => last.join(line),
                }
            }
            None => texts.push(line),
        }
    }
    let charts = paragraph.drawn.iter().filter_map(|drawn| match drawn {
        Drawn::Chart(texts) => Some(texts.clone()),
        _ => None,
    });
    let label = paragraph.label.as_ref();
    let mut pieces: Vec<Line<'d>> = texts
        .into_iter()
        .map(|text| Line {
            auto_label: None,
            is_bullet: false,
            footnotes: Vec::new(),
            charts: Vec::new(),
            text,
            is_boxed,
        })
        .collect();
    if let Some(first) = pieces.first_mut() {
        first.auto_label = label.map(|label| label.text.clone());
        first.is_bullet = label.is_some_and(|label| label.is_bullet);
    }
    if let Some(last) = pieces.last_mut() {
        last.footnotes = footnotes(paragraph, document);
        last.charts = charts.collect();
    }
    out.extend(pieces.into_iter().map(Piece::Line));
}

/// Adds a column to those that stand side by side, or begins them.
fn beside<'d>(texts: Vec<Text<'d>>, out: &mut Vec<Piece<'d>>) {
    match out.last_mut() {
        Some(Piece::Beside(columns)) if columns.len() < 3 => columns.push(texts),
        _ => out.push(Piece::Beside(vec![texts])),
    }
}

fn footnotes(paragraph: &Paragraph, document: &Document) -> Vec<String> {
    let note = |id: &String| {
        let note = document.footnotes.iter().find(|note| note.id == *id)?;
        let texts = texts(&note.blocks);
        Some(texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" "))
    };
    let ids = paragraph.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Footnote(id) => note(id),
        _ => None,
    });
    ids.filter(|text| !text.trim().is_empty()).collect()
}

/// The lines of blocks, whatever they stand in, with what isn't blank.
pub fn texts(blocks: &[Block]) -> Vec<Text<'_>> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => out.extend(Text::lines_of(paragraph)),
            Block::Box(blocks) => out.extend(texts(blocks)),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    out.extend(texts(&cell.blocks));
                }
            }
        }
    }
    out
}

fn table<'d>(table: &'d Table, document: &'d Document, out: &mut Vec<Piece<'d>>) {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| stands(row)).collect();
    let mut data: Vec<&Row> = Vec::new();
    let layout: Vec<bool> = rows.iter().map(|row| is_layout(row)).collect();
    // A paper all in one table has its letterhead there and its text below.
    let holds_paper = layout.first() == Some(&true) && rows.len() > 1;
    let single = rows.iter().filter(|row| filled(row).count() == 1).count();
    let is_frame = table.columns() == 1 && !table.has_lines
        || table.columns() == 1 && rows.iter().any(|row| is_long(row))
        || holds_paper && single > 0;
    let few = rows.len() <= 2 && table.columns() <= 3 && !table.has_lines;
    let mut is_beside = false;
    for (row, is_layout) in rows.iter().zip(&layout) {
        let cells: Vec<&Cell> = filled(row).collect();
        // A letterhead whose lines are rows: what follows its first row is of it too.
        let goes_on = is_beside
            && !table.has_lines
            && row.cells.len() <= 3
            && !is_long(row)
            && !is_numeric(row);
        is_beside = *is_layout || goes_on;
        if is_frame && cells.len() == 1 {
            flush(&mut data, table, out);
            each(&cells[0].blocks, document, false, out);
        } else if is_beside || few && !is_numeric(row) {
            flush(&mut data, table, out);
            let columns = row.cells.iter().map(|cell| texts(&cell.blocks)).collect();
            out.push(Piece::Beside(columns));
        } else {
            data.push(row);
        }
    }
    flush(&mut data, table, out);
}

/// Whether a row stands once all changes are accepted.
fn stands(row: &Row) -> bool {
    !row.change.as_ref().is_some_and(|change| change.kind.is_gone())
}

fn filled(row: &Row) -> impl Iterator<Item = &Cell> {
    row.cells.iter().filter(|cell| texts(&cell.blocks).iter().any(|text| !text.is_blank()))
}

fn is_long(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.blocks.len() > 2)
}

fn is_numeric(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let text = texts(&cell.blocks).iter().map(|t| t.text.clone()).collect::<String>();
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ".,%/ ".contains(c))
    })
}

/// Whether a row only places parts of the letterhead or the closing.
fn is_layout(row: &Row) -> bool {
    if row.cells.len() > 3 {
        return false;
    }
    let texts: Vec<Text<'_>> = row.cells.iter().flat_map(|cell| texts(&cell.blocks)).collect();
    let words = texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
    words::is_of_letterhead(&words) || words::is_of_closing(&texts)
}

fn flush<'d>(rows: &mut Vec<&'d Row>, table: &'d Table, out: &mut Vec<Piece<'d>>) {
    if rows.is_empty() {
        return;
    }
    let rows = std::mem::take(rows);
    let columns = table.columns();
    let read: Vec<Vec<Option<String>>> = rows.iter().map(|row| cells(row, columns)).collect();
    if read.iter().flatten().flatten().all(|text| text.is_empty() || is_typed_rule(text)) {
        return;
    }
    let header_rows = header_rows(&rows, &read);
    out.push(Piece::Data(Data { rows: read, header_rows, table: Some(table) }));
}

/// The cells of a row over the columns of the grid.
fn cells(row: &Row, columns: usize) -> Vec<Option<String>> {
    let mut out = Vec::new();
    for cell in &row.cells {
        let lines = texts(&cell.blocks);
        let text = lines.iter().map(|text| text.text.as_str()).filter(|text| !text.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        out.push((!cell.is_continued).then_some(text));
        out.extend(std::iter::repeat_n(None, cell.columns - 1));
    }
    out.resize(columns.max(out.len()), None);
    out
}

/// The number of heading rows: those marked as such, else the first and those its cells
/// extend into.
fn header_rows(rows: &[&Row], read: &[Vec<Option<String>>]) -> usize {
    let marked = rows.iter().take_while(|row| row.is_header).count();
    if marked > 0 && marked < rows.len() {
        return marked;
    }
    let is_ended = |row: &&&Row| row.cells.iter().any(|cell| cell.is_continued);
    let merged = 1 + rows.iter().skip(1).take_while(is_ended).count();
    let spans = rows.first().is_some_and(|row| row.cells.iter().any(|cell| cell.columns > 1));
    let first = read.first().map(|row| row.iter().flatten().any(|cell| words::is_number(cell)));
    match first {
        Some(true) | None => 0,
        Some(false) if spans => merged.min(3).min(rows.len()),
        Some(false) => 1,
    }
}

impl<'d> Data<'d> {
    /// All that its cells say, line by line.
    pub fn texts(&self) -> Vec<Text<'d>> {
        let cells = self.table.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.flat_map(|cell| texts(&cell.blocks)).filter(|text| !text.is_blank()).collect()
    }
}

impl Piece<'_> {
    /// Whether nothing of it is printed.
    pub fn is_blank(&self) -> bool {
        match self {
            Piece::Line(line) => {
                line.text.is_blank() && line.charts.is_empty() && line.footnotes.is_empty()
            }
            Piece::Beside(columns) => columns.iter().flatten().all(Text::is_blank),
            Piece::Data(_) => false,
        }
    }
}
