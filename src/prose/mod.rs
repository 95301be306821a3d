//! Narrative (đoạn văn) → blocks with expressions.
//!
//! The one kind of text with syntax, and that syntax is small and closed: a line
//! is a paragraph, `**strong**`, `*emphasis*`, dash lists of three levels, numbered
//! lists with the numbers as typed, tables, and `{{ name }}` or
//! `{{ name.part | filter }}` for the dossier's own figures. Anything else
//! prints as typed.
//!
//! Expressions are taken out first and each leaves one opaque letter behind;
//! then Markdown is parsed; then values go back as literals. So no value can
//! become markup, and `{{ a | b }}` survives inside a table.

mod expression;
mod growth;
mod lines;
mod markdown;
mod names;
mod repeats;
mod room;

pub use expression::Expression;
pub use growth::outgrown;
pub(crate) use lines::without_mark;
pub use names::{FILTERS, FigurePart, Meaning, NameError, Names};

use std::ops::Range;
use std::sync::Arc;

use crate::memo::MemoTable;

/// A parsed narrative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narrative {
    pub blocks: Vec<Block>,
    pub expressions: Vec<Expression>,
    pub issues: Vec<Issue>,
}

/// One block of a narrative.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// A list item; `label` is its number as typed, `None` for a dash.
    Item {
        level: u8,
        label: Option<String>,
        content: Vec<Inline>,
    },
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A run inside a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text(String),
    /// The value of an expression, by its index into [`Narrative::expressions`].
    Value(usize),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Break,
}

/// A fault of a narrative, to be reported to its writer.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Byte range in the narrative's text.
    pub span: Range<usize>,
    pub kind: IssueKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueKind {
    /// `{{ 7*7 }}`: not a name.
    NotAName,
    /// `{{` without `}}`.
    Unclosed,
    /// Markdown beyond the closed syntax, printed as typed.
    Unsupported,
    /// A list deeper than three levels.
    TooDeep,
}

thread_local! {
    static PARSED: MemoTable<Arc<Narrative>> = MemoTable::new();
}

/// Parses a narrative. Never fails: what isn't syntax is plain text.
pub fn parse(text: &str) -> Arc<Narrative> {
    PARSED.with(|parsed| parsed.get(text, |text| Arc::new(parse_anew(text))))
}

fn parse_anew(text: &str) -> Narrative {
    let taken = expression::take_out(text);
    let mut narrative =
        Narrative { expressions: taken.expressions, issues: taken.issues, ..Narrative::default() };
    let (text, lines) = lines::set_apart(&taken.text);
    let original = |at| taken.offsets.original(lines.original(at));
    markdown::parse(&text, &taken.pieces, &original, &mut narrative);
    narrative.issues.sort_by_key(|issue| issue.span.start);
    narrative
}
