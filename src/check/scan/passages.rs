//! Paragraphs and sentences that are long enough to stand but once.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::vietnamese::Words;

/// Shorter ones may well recur.
const WORDS: usize = 12;

/// A paragraph that is long enough to stand but once.
pub(crate) struct Paragraph {
    pub whole: Passage,
    /// Those that are long enough too, of a paragraph with several.
    pub sentences: Vec<Passage>,
}

/// A stretch of a text.
pub(crate) struct Passage {
    /// In bytes of the text.
    pub span: Range<usize>,
    words: Range<usize>,
    /// Of its words, in lower case.
    pub hash: u64,
}

impl Paragraph {
    pub(crate) fn all(words: &Words<'_>) -> Vec<Self> {
        let text = words.text();
        let paragraph = |line: Range<usize>| {
            let sentences = sentences(text, &line);
            let parts = sentences.iter().filter(|_| sentences.len() > 1);
            let sentences = parts.filter_map(|s| Passage::of(words, s.clone())).collect();
            Some(Paragraph { whole: Passage::of(words, line)?, sentences })
        };
        lines(text).filter(|line| line.len() > 2 * WORDS).filter_map(paragraph).collect()
    }
}

impl Passage {
    fn of(words: &Words<'_>, span: Range<usize>) -> Option<Self> {
        let within = words.within(span.clone());
        let mut hasher = FxHasher::default();
        within.clone().for_each(|i| words.lower(i).hash(&mut hasher));
        (within.len() >= WORDS).then(|| Passage { span, words: within, hash: hasher.finish() })
    }

    /// Whether it has the words of another one.
    pub fn says(&self, words: &Words<'_>, other: &Passage, others: &Words<'_>) -> bool {
        let mine = self.words.clone().map(|i| words.lower(i));
        mine.eq(other.words.clone().map(|i| others.lower(i)))
    }
}

/// The lines of a text, by their bytes.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let span = start..start + line.len();
        start = span.end + 1;
        span
    })
}

/// The sentences of a line, by their bytes.
fn sentences(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let mut spans = Vec::new();
    for sentence in text[line.clone()].split_inclusive(". ") {
        spans.push(start..start + sentence.len());
        start += sentence.len();
    }
    spans
}
