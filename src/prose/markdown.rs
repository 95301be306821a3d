//! The closed subset of Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::expression::{Offsets, index_of};
use super::{Block, Inline, Issue, IssueKind, Narrative};

const DEEPEST: usize = 3;

pub(super) fn parse(text: &str, offsets: &Offsets, narrative: &mut Narrative) {
    let mut reader = Reader {
        text,
        offsets,
        narrative,
        runs: Vec::new(),
        opened: Vec::new(),
        lists: 0,
        item: None,
        table: None,
    };
    // Behind a skipped construct, events inside its range are passed over.
    let mut skip_to = 0;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        if range.start < skip_to {
            continue;
        }
        if let Some(end) = reader.event(event, range) {
            skip_to = end;
        }
    }
    reader.flush();
}

struct Reader<'a> {
    text: &'a str,
    offsets: &'a Offsets,
    narrative: &'a mut Narrative,
    /// The block under way, with the strong and emphasis runs open in it.
    runs: Vec<(Run, Vec<Inline>)>,
    /// For each strong or emphasis under way whether it opened a run: one
    /// inside its like says nothing, and runs must not nest without end.
    opened: Vec<bool>,
    lists: usize,
    /// The label of an item whose first paragraph hasn't come yet.
    item: Option<Option<String>>,
    table: Option<Table>,
}

#[derive(PartialEq)]
enum Run {
    Block,
    Strong,
    Emphasis,
}

#[derive(Default)]
struct Table {
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    in_head: bool,
}

impl Reader<'_> {
    /// Takes one event; returns where to go on reading when a whole construct
    /// was printed as typed.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Option<usize> {
        match event {
            Event::Text(_) => self.literal(&self.text[range]),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.push(Inline::Break),
            Event::Start(Tag::Paragraph) => self.open(Run::Block),
            Event::End(TagEnd::Paragraph) => self.flush(),
            Event::Start(Tag::Strong) => self.open_inside(Run::Strong),
            Event::Start(Tag::Emphasis) => self.open_inside(Run::Emphasis),
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => {
                if self.opened.pop().unwrap_or_default() {
                    self.close_run();
                }
            }
            Event::Start(Tag::List(_)) => {
                self.flush();
                self.lists += 1;
                if self.lists == DEEPEST + 1 {
                    self.issue(range, IssueKind::TooDeep);
                }
            }
            Event::End(TagEnd::List(_)) => self.lists -= 1,
            Event::Start(Tag::Item) => {
                self.flush();
                self.item = Some(label(&self.text[range]));
            }
            Event::End(TagEnd::Item) => {
                self.flush();
                self.item = None;
            }
            Event::Start(Tag::Table(_)) => {
                self.flush();
                self.table = Some(Table::default());
            }
            Event::End(TagEnd::Table) => {
                if let Some(table) = self.table.take() {
                    self.narrative.blocks.push(Block::Table { head: table.head, rows: table.rows });
                }
            }
            Event::Start(Tag::TableHead) => self.with_table(|t| t.in_head = true),
            Event::End(TagEnd::TableHead) => self.with_table(|t| t.in_head = false),
            Event::Start(Tag::TableRow) => self.with_table(|t| t.rows.push(Vec::new())),
            Event::Start(Tag::TableCell) => self.open(Run::Block),
            Event::End(TagEnd::TableCell) => {
                let cell = self.take_block();
                self.with_table(|t| {
                    let row = if t.in_head { Some(&mut t.head) } else { t.rows.last_mut() };
                    if let Some(row) = row {
                        row.push(cell);
                    }
                });
            }
            Event::End(_) => {}
            // Headings, code, quotations, links, HTML: as typed, line by line.
            Event::Start(_)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {
                self.issue(range.clone(), IssueKind::Unsupported);
                let inline = !self.runs.is_empty();
                let typed = self.text[range.clone()].trim_end_matches('\n').to_owned();
                for (i, line) in typed.lines().enumerate() {
                    if i > 0 && inline {
                        self.push(Inline::Text(" ".into()));
                    }
                    self.literal(line.trim());
                    if !inline {
                        self.flush();
                    }
                }
                return Some(range.end);
            }
        }
        None
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    /// A line break in the source is a space on paper, unless the next line
    /// opens with `a)` or `1)`: then a new line was meant.
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
        let span = self.offsets.original(range.start)..self.offsets.original(end);
        self.narrative.issues.push(Issue { span, kind });
    }

    /// Text as typed, its opaque letters turned back into expressions.
    fn literal(&mut self, text: &str) {
        let mut plain = String::new();
        for c in text.chars() {
            match index_of(c) {
                Some(index) => {
                    if !plain.is_empty() {
                        self.push(Inline::Text(std::mem::take(&mut plain)));
                    }
                    self.push(Inline::Value(index));
                }
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

    fn open_inside(&mut self, run: Run) {
        let new = self.runs.iter().all(|(open, _)| *open != run);
        self.opened.push(new);
        if new {
            self.open(run);
        }
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

    /// Ends the block under way.
    fn flush(&mut self) {
        let content = self.take_block();
        if content.is_empty() {
            return;
        }
        let block = match self.item.take() {
            Some(label) => {
                let level = u8::try_from(self.lists.clamp(1, DEEPEST)).unwrap_or(1);
                Block::Item { level, label, content }
            }
            None => Block::Paragraph(content),
        };
        self.narrative.blocks.push(block);
    }
}

/// The number of an item as typed: `1.`, `2)`; `None` for a dash.
fn label(item: &str) -> Option<String> {
    let digits: String = item.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let end = item.trim_start()[digits.len()..].chars().next()?;
    (!digits.is_empty()).then(|| format!("{digits}{end}"))
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Inline, IssueKind, parse};

    fn text(inlines: &[Inline]) -> String {
        inlines
            .iter()
            .map(|i| match i {
                Inline::Text(t) => t.clone(),
                Inline::Value(n) => format!("<{n}>"),
                Inline::Strong(c) => format!("**{}**", text(c)),
                Inline::Emphasis(c) => format!("*{}*", text(c)),
                Inline::Break => "/".into(),
            })
            .collect()
    }

    fn shown(source: &str) -> Vec<String> {
        let blocks = parse(source).blocks;
        blocks
            .iter()
            .map(|b| match b {
                Block::Paragraph(c) => text(c),
                Block::Item { level, label, content } => {
                    format!("[{level}{}] {}", label.as_deref().unwrap_or(""), text(content))
                }
                Block::Table { head, rows } => {
                    let row = |r: &Vec<Vec<Inline>>| {
                        r.iter().map(|c| text(c)).collect::<Vec<_>>().join("|")
                    };
                    let all: Vec<_> = std::iter::once(head).chain(rows).map(row).collect();
                    all.join(" // ")
                }
            })
            .collect()
    }

    #[test]
    fn the_closed_syntax() {
        assert_eq!(
            shown("Một **đậm** và *nghiêng*\ndòng hai.\n\nĐoạn hai."),
            ["Một **đậm** và *nghiêng* dòng hai.", "Đoạn hai."]
        );
        assert_eq!(
            shown("- một\n  + hai\n    * ba\n- bốn"),
            ["[1] một", "[2] hai", "[3] ba", "[1] bốn"]
        );
        assert_eq!(shown("3. ba\n5. năm"), ["[13.] ba", "[15.] năm"]);
        assert_eq!(shown("mở đầu:\n- một\n- hai"), ["mở đầu:", "[1] một", "[1] hai"]);
        assert_eq!(shown("| A | B |\n|---|---|\n| {{ x | dem }} | 2 |"), ["A|B // <0>|2"]);
        assert_eq!(shown("a) một\nb) hai"), ["a) một", "b) hai"]);
        assert_eq!(shown("thăm hỏi {{ visits }}; {{ tet.amount|so }}."), ["thăm hỏi <0>; <1>."]);
    }

    #[test]
    fn anything_else_prints_as_typed() {
        for typed in [
            "# không phải đề mục",
            "<a> &amp; &#64;",
            "`mã`",
            "[chữ](liên-kết)",
            "https://vi.wikipedia.org/wiki/Báo_cáo",
            "{% set x = 1 %}",
            "{# chú thích #}",
            "= y // $ @b \\ \" #read(\"secret.txt\")",
            "{{ 7*7 }}",
            "> trích",
            "{{ chưa đóng",
        ] {
            assert_eq!(shown(typed).join("\n"), typed);
        }
        assert_eq!(shown("    thụt vào"), ["thụt vào"]);
    }

    #[test]
    fn issues_point_into_the_source() {
        let source = "{{ a }} và {{ 7*7 }} và <b>";
        let issues = parse(source).issues;
        let got: Vec<_> = issues.iter().map(|i| (i.kind, &source[i.span.clone()])).collect();
        assert_eq!(got, [(IssueKind::NotAName, "{{ 7*7 }}"), (IssueKind::Unsupported, "<b>")]);
    }
}
