//! The expression `{{ name.part | filter }}`: extracted from a narrative before anything else
//! is parsed.

use std::ops::Range;

use super::{Issue, IssueKind};

/// A reference to a value of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The names of the path: `tet_2026` and `amount` of `tet_2026.amount`.
    pub path: Vec<String>,
    pub filters: Vec<Filter>,
    /// Byte range in the narrative's text, braces included.
    pub span: Range<usize>,
}

/// A filter by its name; none takes arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter(pub String);

/// The first opaque letter. They are private-use characters, which the reader refuses in a
/// dossier; one that gets here anyway is replaced.
const FIRST_LETTER: u32 = 0xF_0000;
const LETTERS: u32 = 0xFFFD;

/// The opaque letter of an expression.
fn letter(index: usize) -> Option<char> {
    u32::try_from(index)
        .ok()
        .filter(|i| *i < LETTERS)
        .and_then(|i| char::from_u32(FIRST_LETTER + i))
}

/// The index of the expression that a letter stands for.
pub(super) fn index_of(c: char) -> Option<usize> {
    let index = (c as u32).checked_sub(FIRST_LETTER).filter(|i| *i < LETTERS)?;
    usize::try_from(index).ok()
}

pub(super) struct Taken {
    pub text: String,
    pub expressions: Vec<Expression>,
    /// The meaning of each opaque letter.
    pub pieces: Vec<Piece>,
    pub issues: Vec<Issue>,
    pub offsets: Offsets,
}

/// An extracted piece of text.
pub(super) enum Piece {
    /// An index into the expressions.
    Value(usize),
    /// Braces without a valid name, printed as typed; their content isn't parsed as Markdown
    /// either.
    Typed(String),
}

/// Maps byte positions of the shortened text to the original.
pub(super) struct Offsets(pub(super) Vec<(usize, usize)>);

impl Offsets {
    pub(super) fn original(&self, at: usize) -> usize {
        let i = self.0.partition_point(|(new, _)| *new <= at);
        match i.checked_sub(1).and_then(|i| self.0.get(i)) {
            Some((new, old)) => old + (at - new),
            None => at,
        }
    }
}

pub(super) fn take_out(text: &str) -> Taken {
    let mut out = String::with_capacity(text.len());
    let mut taken = Taken {
        text: String::new(),
        expressions: Vec::new(),
        pieces: Vec::new(),
        issues: Vec::new(),
        offsets: Offsets(Vec::new()),
    };
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|i| at + i) {
        push_text(&mut out, &text[at..open]);
        let Some(close) = text[open..].find("}}").map(|i| open + i + 2) else {
            taken.issues.push(Issue { span: open..open + 2, kind: IssueKind::Unclosed });
            at = open;
            break;
        };
        let span = open..close;
        let piece = match read(&text[open + 2..close - 2]) {
            Some((path, filters)) => {
                taken.expressions.push(Expression { path, filters, span: span.clone() });
                Piece::Value(taken.expressions.len() - 1)
            }
            None => {
                taken.issues.push(Issue { span: span.clone(), kind: IssueKind::NotAName });
                Piece::Typed(text[span.clone()].to_owned())
            }
        };
        match letter(taken.pieces.len()) {
            Some(letter) => {
                taken.pieces.push(piece);
                out.push(letter);
                taken.offsets.0.push((out.len(), close));
            }
            None => push_text(&mut out, &text[span]),
        }
        at = close;
    }
    push_text(&mut out, &text[at..]);
    taken.text = out;
    taken
}

/// Appends text, replacing its private-use letters so that none is taken for an expression,
/// and control characters so that none is taken for a bracket (see [`BRACKET`]). Replacements
/// have the same length in bytes.
fn push_text(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| match c {
        BRACKET => ' ',
        c if index_of(c).is_some() => '\u{10FFFD}',
        c => c,
    }));
}

/// Replaces a `[` that the Markdown parser must not see.
pub(super) const BRACKET: char = '\u{1}';

fn read(inner: &str) -> Option<(Vec<String>, Vec<Filter>)> {
    let mut parts = inner.split('|').map(str::trim);
    let path = parts.next()?.split('.').map(name).collect::<Option<Vec<_>>>()?;
    let filters = parts.map(|f| name(f).map(Filter)).collect::<Option<Vec<_>>>()?;
    Some((path, filters))
}

fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let mut chars = text.chars();
    let first = chars.next()?;
    let valid = first.is_ascii_alphabetic() && chars.all(|c| c.is_ascii_alphanumeric() || c == '_');
    valid.then(|| text.to_owned())
}
