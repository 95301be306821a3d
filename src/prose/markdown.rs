//! The closed subset of Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::expression::{BRACKET, Piece, index_of};
use super::{Block, Inline, Issue, IssueKind, Narrative};

const DEEPEST: usize = 3;

/// Parses a text whose lines are set apart. `original` finds where a byte of it
/// stood in what was typed.
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
    // Inside a construct that was printed as typed, events are passed over.
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

/// Markdown swallows `[a]: b` as the definition of a link. Its bracket is
/// exchanged for a letter of the same length, and comes back when printed.
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
    /// The block under way, with the strong and emphasis runs open in it.
    runs: Vec<(Run, Vec<Inline>)>,
    opened: Vec<Opened>,
    /// Up to here the text has been printed as typed.
    printed: usize,
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

/// What a strong or emphasis under way has begun.
enum Opened {
    Run,
    /// Nothing: one inside its like says no more, and runs must not nest
    /// without end.
    Nothing,
    /// `_` or `__`, which aren't ours and print as typed.
    Typed(&'static str),
}

#[derive(Default)]
struct Table {
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    in_head: bool,
    /// Where the last cell ends in the text.
    cell_end: usize,
}

impl Reader<'_> {
    /// Takes one event; returns whether it opens a construct that was printed as
    /// typed as a whole.
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

    /// Begins a construct; returns whether it was printed as typed as a whole.
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

    /// Ends a construct.
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Strong | TagEnd::Emphasis => match self.opened.pop() {
                Some(Opened::Run) => self.close_run(),
                Some(Opened::Typed(mark)) => self.push(Inline::Text(mark.into())),
                Some(Opened::Nothing) | None => {}
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
        let span = (self.original)(range.start)..(self.original)(end);
        self.narrative.issues.push(Issue { span, kind });
    }

    /// Text as typed, its opaque letters turned back into expressions.
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
            Opened::Typed(mark)
        } else if self.runs.iter().any(|(open, _)| *open == run) {
            Opened::Nothing
        } else {
            self.open(run);
            Opened::Run
        };
        self.opened.push(opened);
    }

    /// Markdown takes `\*` for a star. Ours has no such escapes: both print,
    /// but for `\|`, without which no cell could hold a bar.
    fn backslash(&mut self, text: &Range<usize>) {
        let Some(at) = text.start.checked_sub(1).filter(|at| *at >= self.printed) else { return };
        let bar = self.table.is_some() && self.text[text.start..].starts_with('|');
        if self.text[at..].starts_with('\\') && !bar {
            self.issue(at..text.end.min(at + 2), IssueKind::Unsupported);
            self.push(Inline::Text("\\".into()));
        }
    }

    /// Markdown drops the cells of a row that the head has no column for; they
    /// are printed as typed in the last one.
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

    /// Ends the block under way.
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

    /// Ends an item without contents: a dash alone says nothing, a number was
    /// typed.
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

#[cfg(test)]
mod tests {
    use super::super::{Block, Inline, IssueKind, parse_anew as parse};
    use proptest::prelude::*;

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
    fn a_line_is_a_paragraph() {
        assert_eq!(
            shown("Đoạn một.\nĐoạn hai chép từ Word\nĐoạn ba;\nđoạn bốn"),
            ["Đoạn một.", "Đoạn hai chép từ Word", "Đoạn ba;", "đoạn bốn"]
        );
        assert_eq!(
            shown("Câu ngắt tay giữa\nchừng, tổng số\n12 tổ."),
            ["Câu ngắt tay giữa chừng, tổng số 12 tổ."]
        );
        assert_eq!(shown("- ý một\nĐoạn sau.\n- ý hai"), ["[1] ý một", "Đoạn sau.", "[1] ý hai"]);
        assert_eq!(
            shown("- ý một dài\n  còn nữa.\n- ý hai"),
            ["[1] ý một dài còn nữa.", "[1] ý hai"]
        );
        assert_eq!(shown("    Thụt đầu dòng.\n\tĐoạn hai."), ["Thụt đầu dòng.", "Đoạn hai."]);
        assert_eq!(shown("Mở đầu.\n2. hai\n3) ba"), ["Mở đầu.", "[12.] hai", "[13)] ba"]);
        assert_eq!(shown("Bảng.\n| A |\n|---|\n| 1 |\nHết."), ["Bảng.", "A // 1", "Hết."]);
    }

    #[test]
    fn marks_of_word_begin_items() {
        let same = shown("- một\n- hai");
        for marks in
            ["• hai", "– hai", "−\thai", "-hai", "·\u{a0}hai", "●hai", "‑ hai", "▪ hai", "§\thai"]
        {
            assert_eq!(shown(&format!("- một\n{marks}")), same, "{marks}");
            assert_eq!(shown(&format!("{marks}\n{marks}"))[1], "[1] hai", "{marks}");
        }
        let nested = ["[1] một", "[2] hai", "[2] ba", "[1] bốn"];
        assert_eq!(shown("- một\n+ hai\n+ ba\n- bốn"), nested);
        assert_eq!(shown("• một\no\thai\n◦ ba\n• bốn"), nested);
        assert_eq!(shown("+ một\n+ hai"), ["[1] một", "[1] hai"]);
        assert_eq!(shown("1. một\n- hai\n2. ba"), ["[11.] một", "[1] hai", "[12.] ba"]);
        for text in ["-5% so với cùng kỳ", "--- hết", "+84 24", "* * *", "- - -", "*nghiêng* thôi"]
        {
            assert!(!shown(text)[0].starts_with('['), "{text}");
        }
        assert_eq!(shown("-{{ x }} tổ"), ["[1] <0> tổ"]);
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
            "{{ 7*7 }} và {{ 8*8 }}",
            "_y_ và __z__ và _a",
            "\\*x\\* và C:\\_y\\\\z \\",
            "[a]: b",
            "[1]: ghi chú một",
            "![ảnh](x) <https://a.vn>",
        ] {
            assert_eq!(shown(typed).join("\n"), typed);
        }
        assert_eq!(shown("    thụt vào"), ["thụt vào"]);
        assert_eq!(shown("`a`\n\nb\n\n# c\n\nd"), ["`a`", "b", "# c", "d"]);
        assert_eq!(shown("**x <b> y** z"), ["**x <b> y** z"]);
        assert_eq!(shown("một\\\nhai"), ["một\\ hai"]);
        assert_eq!(shown("a\n\n[b]: c\n[d]: e\n\nf"), ["a", "[b]: c [d]: e", "f"]);
    }

    #[test]
    fn tables_lose_nothing() {
        let table = |row: &str| shown(&format!("| A | B |\n|---|---|\n{row}")).join("\n");
        assert_eq!(table("| 1 | 2 | 3 | **4** |"), "A|B // 1|2 | 3 | **4**");
        assert_eq!(table("| 1 |"), "A|B // 1|");
        assert_eq!(table("| 1 \\| 2 | 3 |"), "A|B // 1 | 2|3");
        assert_eq!(table("| *1* | {{ x }} |"), "A|B // *1*|<0>");
    }

    #[test]
    fn runs_dont_nest_without_end() {
        assert_eq!(shown("*a *b **c** d* e*"), ["*a b **c** d e*"]);
        let deep = "*a ".repeat(5_000) + &"b* ".repeat(5_000);
        assert_eq!(parse(&deep).blocks.len(), 1);
    }

    #[test]
    fn issues_point_into_the_source() {
        let source = "{{ a }} và {{ 7*7 }} và <b>";
        let issues = parse(source).issues;
        let got: Vec<_> = issues.iter().map(|i| (i.kind, &source[i.span.clone()])).collect();
        assert_eq!(got, [(IssueKind::NotAName, "{{ 7*7 }}"), (IssueKind::Unsupported, "<b>")]);
    }

    /// Every letter and digit, expressions by their number; labels included.
    fn letters(source: &str) -> String {
        let blocks = parse(source).blocks;
        let all = blocks.iter().map(|b| match b {
            Block::Paragraph(c) => text(c),
            Block::Item { label, content, .. } => {
                label.clone().unwrap_or_default() + &text(content)
            }
            Block::Table { head, rows } => {
                let row = |r: &Vec<Vec<Inline>>| r.iter().map(|c| text(c)).collect::<String>();
                std::iter::once(head).chain(rows).map(row).collect()
            }
        });
        all.collect::<String>().chars().filter(|c| c.is_alphanumeric()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever Markdown makes of a text, nothing that was typed is lost.
        #[test]
        fn nothing_is_lost(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "B", "ấ", "7", " ", " ", "\n", "\n\n", "- ", "  - ", "\n- ", "\n  - ", "\n1. ",
                    "2) ", "*", "**", "_", "__", "`", "```\n", "~~~", "#", "# ", "> ", "[", "]", "](",
                    "]: ", "(", ")", "!", "<", ">", "<b>", "</b>", "<!--", "-->", "&amp;", "&#64;",
                    "\\", "\\\n", "|", "| ", " | ", "\n|---|---|\n", "---\n", "===\n", "  \n", "\t",
                    "    ", "https://a.vn", "a) ", "{{", "}}", "{{ 7*7 }}", "{%", "%}", "~", "^", ":",
                ]),
                0..40,
            )
        ) {
            let text = pieces.concat();
            let typed: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            // Only `{{ name }}` is no text; it prints what it names.
            if parse(&text).expressions.is_empty() {
                prop_assert_eq!(letters(&text), typed, "{:?}", text);
            }
        }

        #[test]
        fn any_text_is_parsed(text in "(\\PC|[-*_`|>#\\[\\](){}!<&\\\\ \n\t0-9]){0,80}") {
            for issue in parse(&text).issues {
                prop_assert!(text.get(issue.span).is_some());
            }
        }
    }
}
