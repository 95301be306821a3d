//! The texts of the dossier as papers print them, with their sentences parsed.

use std::ops::Range;

use crate::check::context::Context;
use crate::dossier::Quantity;
use crate::source::Path;
use crate::template::words;
use crate::vietnamese::sentence::{Sentence, sentences};

/// A parsed text.
pub(crate) struct Read {
    pub path: Path,
    /// The text that was parsed, if it contains the value of an expression.
    pub text: Option<String>,
    pub sentences: Vec<Sentence>,
    /// Whether it is a narrative rather than a plain field.
    pub prose: bool,
    /// The inserted values, by position in the parsed text.
    printed: Vec<Printed>,
    /// Whether positions are those of the typed text.
    placed: bool,
}

/// The value inserted for an expression.
struct Printed {
    /// Byte range in the parsed text.
    read: Range<usize>,
    /// Byte range in the typed text.
    typed: Range<usize>,
}

impl Read {
    /// Every text that a paper may print, and every quantity.
    pub fn all(context: &Context<'_>) -> Vec<Read> {
        let narrated = context.prose().map(|(path, text, narrative)| {
            let mut printed = Vec::new();
            let mut out = String::with_capacity(text.len());
            let mut end = 0;
            for expression in &narrative.expressions {
                let meaning = context.names.resolve(expression, path).ok();
                let value = meaning.and_then(|meaning| words(meaning, &context.names));
                // An expression without a known value stays, and is opaque.
                let Some(value) =
                    value.map(|value| value.replace(crate::vietnamese::NO_BREAK, " "))
                else {
                    continue;
                };
                out.push_str(text.get(end..expression.span.start).unwrap_or_default());
                let start = out.len();
                out.push_str(&value);
                printed.push(Printed { read: start..out.len(), typed: expression.span.clone() });
                end = expression.span.end;
            }
            out.push_str(text.get(end..).unwrap_or_default());
            Read {
                path: path.clone(),
                sentences: sentences(&out),
                text: (!printed.is_empty()).then_some(out),
                prose: true,
                printed,
                placed: true,
            }
        });
        let plain = context.writings().filter(|w| !w.prose).map(|w| Read {
            path: w.path.clone(),
            text: None,
            sentences: sentences(w.text),
            prose: false,
            printed: Vec::new(),
            placed: true,
        });
        // A number alone can't contradict itself. The typed form may differ from ours in its
        // blanks.
        let several = |q: &&(Path, &Quantity)| q.1.unit.contains(['%', '(', ':', ',']);
        let quantities = context.quantities.iter().filter(several).map(|(path, q)| Read {
            path: path.clone(),
            text: None,
            sentences: sentences(&q.to_text()),
            prose: false,
            printed: Vec::new(),
            placed: false,
        });
        let all = narrated.chain(plain).chain(quantities);
        all.filter(|read| !read.sentences.is_empty()).collect()
    }

    /// Whether a byte range of the parsed text is within an inserted value.
    pub fn is_printed(&self, read: &Range<usize>) -> bool {
        self.printed
            .iter()
            .any(|value| value.read.start <= read.start && read.end <= value.read.end)
    }

    /// The sentence in which an expression prints its value, and what was read behind it,
    /// up to the next expression.
    pub fn behind(&self, typed: &Range<usize>) -> Option<(&Sentence, Range<usize>)> {
        let start = self.printed.iter().find(|value| value.typed == *typed)?.read.end;
        let next = self.printed.iter().map(|value| value.read.start).find(|at| *at >= start);
        let text = self.text.as_deref()?;
        let unknown = text.get(start..)?.find("{{").map(|at| start + at);
        let end = next.into_iter().chain(unknown).min().unwrap_or(text.len());
        let within = |s: &&Sentence| {
            let all = s.span(0..s.len());
            all.start < start && start <= all.end
        };
        Some((self.sentences.iter().find(within)?, start..end))
    }

    /// The byte range in the typed text for one in the parsed text.
    pub fn place(&self, read: Range<usize>) -> Option<Range<usize>> {
        if !self.placed {
            return None;
        }
        Some(self.typed(read.start, false)..self.typed(read.end, true))
    }

    /// A position within an inserted value becomes the beginning, or the end, of its
    /// expression.
    fn typed(&self, at: usize, end: bool) -> usize {
        let before = self
            .printed
            .iter()
            .take_while(|value| value.read.start < at || !end && value.read.start == at);
        match before.last() {
            Some(value) if at < value.read.end || end && at == value.read.end => {
                if end {
                    value.typed.end
                } else {
                    value.typed.start
                }
            }
            Some(value) => value.typed.end + (at - value.read.end),
            None => at,
        }
    }
}
