//! The closed subset of Markdown.

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::expression::{BRACKET, Piece, index_of};
use super::{Block, Inline, Issue, IssueKind, Narrative};

const DEEPEST: usize = 3;

/// Parses a text whose lines are already separated. `original` maps a byte position to the
/// typed text.
pub(super) fn parse(
    text: &str,
    pieces: &[Piece],
    original: &dyn Fn(usize) -> usize,
    narrative: &mut Narrative,
) {
    let text = &without_definitions(text);
    let mut reader = Reader {
        text,
        pieces,
        original,
        narrative,
        runs: Vec::new(),
        opened: Vec::new(),
        printed: 0,
        lists: 0,
        item: None,
        table: None,
    };
    // Inside a construct printed as typed, events are skipped.
    let mut inside = 0_usize;
    for (event, range) in events(text) {
        match event {
            Event::Start(_) if inside > 0 => inside += 1,
            Event::End(_) if inside > 0 => inside -= 1,
            _ if inside > 0 => {}
            event => inside = usize::from(reader.event(event, range)),
        }
    }
    reader.flush();
}

fn events(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()
}

/// Markdown drops `[a]: b` as a link definition. The bracket is replaced by a character of
/// the same length, and restored when printed.
fn without_definitions(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let parser = events(&text);
        let starts = parser.reference_definitions().iter().map(|(_, d)| d.span.start);
        let starts: Vec<usize> = starts.filter(|at| text[*at..].starts_with('[')).collect();
        drop(parser);
        if starts.is_empty() {
            return text;
        }
        for at in starts {
            text.replace_range(at..=at, BRACKET.encode_utf8(&mut [0; 4]));
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    original: &'a dyn Fn(usize) -> usize,
    narrative: &'a mut Narrative,
    /// The open block, with the strong and emphasis runs open in it.
    runs: Vec<(Run, Vec<Inline>)>,
    opened: Vec<MarkEffect>,
    /// The text up to here has been printed as typed.
    printed: usize,
    lists: usize,
    /// The label of an item whose first paragraph hasn't been read yet.
    item: Option<Option<String>>,
    table: Option<Table>,
}

#[derive(PartialEq)]
enum Run {
    Block,
    Strong,
    Emphasis,
}

/// The effect of a strong or emphasis mark.
enum MarkEffect {
    Run,
    /// None: nested in the same kind it changes nothing, and runs must not nest without
    /// limit.
    Nothing,
    /// `_` or `__`, which aren't part of the syntax and print as typed.
    Typed(&'static str),
}

#[derive(Default)]
struct Table {
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    in_head: bool,
    /// The position where the last cell ends.
    cell_end: usize,
}

impl Reader<'_> {
    /// Handles one event; returns whether it opens a construct that was printed as typed.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Text(_) => {
                self.backslash(&range);
                self.printed = range.end;
                self.literal(&self.text[range]);
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak if self.text[range.clone()].starts_with('\\') => {
                self.issue(range.start..range.start + 1, IssueKind::Unsupported);
                self.literal("\\");
                self.soft_break(range);
            }
            Event::HardBreak => self.push(Inline::Break),
            Event::Start(tag) => return self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => self.as_typed(range),
        }
        false
    }

    /// Opens a construct; returns whether it was printed as typed.
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> bool {
        match tag {
            Tag::Paragraph | Tag::TableCell => self.open(Run::Block),
            Tag::Strong => self.open_inside(Run::Strong, range),
            Tag::Emphasis => self.open_inside(Run::Emphasis, range),
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
                if self.lists == DEEPEST + 1 {
                    self.issue(range, IssueKind::TooDeep);
                }
            }
            Tag::Item => {
                self.flush();
                self.label_alone();
                self.item = Some(label(&self.text[range]));
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Table::default());
            }
            Tag::TableHead => self.with_table(|t| t.in_head = true),
            Tag::TableRow => self.with_table(|t| t.rows.push(Vec::new())),
            // Headings, code, quotations, links, HTML: as typed, line by line.
            _ => {
                self.as_typed(range);
                return true;
            }
        }
        false
    }

    /// Closes a construct.
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Strong | TagEnd::Emphasis => match self.opened.pop() {
                Some(MarkEffect::Run) => self.close_run(),
                Some(MarkEffect::Typed(mark)) => self.push(Inline::Text(mark.into())),
                Some(MarkEffect::Nothing) | None => {}
            },
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::Item => {
                self.flush();
                self.label_alone();
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.narrative.blocks.push(Block::Table { head: table.head, rows: table.rows });
                }
            }
            TagEnd::TableHead => self.with_table(|t| t.in_head = false),
            TagEnd::TableRow => self.surplus_cells(range.end),
            TagEnd::TableCell => {
                let cell = self.take_block();
                self.with_table(|t| {
                    t.cell_end = range.end;
                    let row = if t.in_head { Some(&mut t.head) } else { t.rows.last_mut() };
                    if let Some(row) = row {
                        row.push(cell);
                    }
                });
            }
            _ => {}
        }
    }

    /// Prints a whole construct as typed, line by line.
    fn as_typed(&mut self, range: Range<usize>) {
        self.printed = range.end;
        self.issue(range.clone(), IssueKind::Unsupported);
        let inline = !self.runs.is_empty();
        let typed = self.text[range].trim_end_matches('\n').to_owned();
        for (i, line) in typed.lines().enumerate() {
            if i > 0 && inline {
                self.push(Inline::Text(" ".into()));
            }
            self.literal(line.trim());
            if !inline {
                self.flush();
            }
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    /// A line break in the source is a space on paper, unless the next line opens with `a)`
    /// or `1)`, where a new line is meant.
    fn soft_break(&mut self, range: Range<usize>) {
        let next = self.text[range.end..].trim_start();
        let label: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        let labelled = (1..=2).contains(&label.chars().count())
            && next[label.len()..].starts_with(") ")
            && self.runs.len() == 1;
        if labelled {
            self.flush();
            self.open(Run::Block);
        } else {
            self.push(Inline::Text(" ".into()));
        }
    }

    fn issue(&mut self, range: Range<usize>, kind: IssueKind) {
        let end = range.start + self.text[range.clone()].trim_end().len().max(1);
        let span = (self.original)(range.start)..(self.original)(end);
        self.narrative.issues.push(Issue { span, kind });
    }

    /// Text as typed, with its opaque letters replaced by expressions.
    fn literal(&mut self, text: &str) {
        let mut plain = String::new();
        for c in text.chars() {
            match index_of(c).and_then(|index| self.pieces.get(index)) {
                Some(Piece::Value(index)) => {
                    if !plain.is_empty() {
                        self.push(Inline::Text(std::mem::take(&mut plain)));
                    }
                    self.push(Inline::Value(*index));
                }
                Some(Piece::Typed(typed)) => plain.push_str(typed),
                None if c == BRACKET => plain.push('['),
                None => plain.push(c),
            }
        }
        if !plain.is_empty() {
            self.push(Inline::Text(plain));
        }
    }

    fn open(&mut self, run: Run) {
        self.runs.push((run, Vec::new()));
    }

    fn open_inside(&mut self, run: Run, range: Range<usize>) {
        let opened = if self.text[range.start..].starts_with('_') {
            let mark = if run == Run::Strong { "__" } else { "_" };
            self.issue(range, IssueKind::Unsupported);
            self.push(Inline::Text(mark.into()));
            MarkEffect::Typed(mark)
        } else if self.runs.iter().any(|(open, _)| *open == run) {
            MarkEffect::Nothing
        } else {
            self.open(run);
            MarkEffect::Run
        };
        self.opened.push(opened);
    }

    /// In Markdown `\*` is a star. This syntax has no such escapes, so both characters print,
    /// except for `\|`, which a cell needs to contain a bar.
    fn backslash(&mut self, text: &Range<usize>) {
        let Some(at) = text.start.checked_sub(1).filter(|at| *at >= self.printed) else { return };
        let bar = self.table.is_some() && self.text[text.start..].starts_with('|');
        if self.text[at..].starts_with('\\') && !bar {
            self.issue(at..text.end.min(at + 2), IssueKind::Unsupported);
            self.push(Inline::Text("\\".into()));
        }
    }

    /// Markdown drops the cells of a row beyond the columns of the head; they are printed as
    /// typed in the last cell.
    fn surplus_cells(&mut self, row_end: usize) {
        let Some(start) = self.table.as_ref().map(|t| t.cell_end) else { return };
        let rest = self.text.get(start..row_end).unwrap_or_default().trim();
        let rest = rest.strip_suffix('|').unwrap_or(rest).trim_end();
        if rest.trim_matches(['|', ' ']).is_empty() {
            return;
        }
        let at = start + self.text[start..].find(rest).unwrap_or(0);
        self.issue(at..at + rest.len(), IssueKind::Unsupported);
        self.open(Run::Block);
        self.literal(&format!(" {rest}"));
        let surplus = self.take_block();
        self.with_table(|t| {
            if let Some(cell) = t.rows.last_mut().and_then(|row| row.last_mut()) {
                cell.extend(surplus);
            }
        });
    }

    fn push(&mut self, inline: Inline) {
        if self.runs.is_empty() {
            self.open(Run::Block);
        }
        if let Some((_, content)) = self.runs.last_mut() {
            match (content.last_mut(), inline) {
                (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
                (_, inline) => content.push(inline),
            }
        }
    }

    fn close_run(&mut self) {
        if let Some((run, content)) = self.runs.pop() {
            self.push(match run {
                Run::Strong => Inline::Strong(content),
                _ => Inline::Emphasis(content),
            });
        }
    }

    fn take_block(&mut self) -> Vec<Inline> {
        while self.runs.len() > 1 {
            self.close_run();
        }
        self.runs.pop().map(|(_, content)| content).unwrap_or_default()
    }

    /// Closes the open block.
    fn flush(&mut self) {
        let content = self.take_block();
        if content.is_empty() {
            return;
        }
        match self.item.take() {
            Some(label) => self.item_block(label, content),
            None => self.narrative.blocks.push(Block::Paragraph(content)),
        }
    }

    /// Closes an item without contents: a dash alone prints nothing, a typed number is kept.
    fn label_alone(&mut self) {
        if let Some(Some(label)) = self.item.take() {
            self.item_block(Some(label), Vec::new());
        }
    }

    fn item_block(&mut self, label: Option<String>, content: Vec<Inline>) {
        let level = u8::try_from(self.lists.clamp(1, DEEPEST)).unwrap_or(1);
        self.narrative.blocks.push(Block::Item { level, label, content });
    }
}

/// The number of an item as typed: `1.`, `2)`; `None` for a dash.
fn label(item: &str) -> Option<String> {
    let digits: String = item.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let end = item.trim_start()[digits.len()..].chars().next()?;
    (!digits.is_empty()).then(|| format!("{digits}{end}"))
}
