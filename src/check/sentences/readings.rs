//! A text of the dossier as its paper prints it, read for its numbers.

use std::ops::Range;

use crate::check::context::Context;
use crate::dossier::Quantity;
use crate::source::Path;
use crate::template::words;
use crate::vietnamese::sentence::{Sentence, sentences};

/// A text, read.
pub(crate) struct Read {
    pub path: Path,
    /// What was read, where a value stands in it that an expression prints.
    pub text: Option<String>,
    pub sentences: Vec<Sentence>,
    /// Narrative; else a plain field.
    pub prose: bool,
    /// Where values were put in, in the text that was read.
    printed: Vec<Printed>,
    /// Whether the places are those of what was typed.
    placed: bool,
}

/// A value that stands for an expression.
struct Printed {
    /// In what was read.
    read: Range<usize>,
    /// In what was typed.
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
                // What isn't known stays an expression, which nobody looks into.
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
        // A number alone agrees with itself. The typed form may differ from ours in its
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

    /// Whether some bytes of what was read are a printed value's.
    pub fn is_printed(&self, read: &Range<usize>) -> bool {
        self.printed
            .iter()
            .any(|value| value.read.start <= read.start && read.end <= value.read.end)
    }

    /// Where some bytes of what was read were typed.
    pub fn place(&self, read: Range<usize>) -> Option<Range<usize>> {
        if !self.placed {
            return None;
        }
        Some(self.typed(read.start, false)..self.typed(read.end, true))
    }

    /// A place that lies in a printed value is its expression's: where that begins, or
    /// ends.
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
