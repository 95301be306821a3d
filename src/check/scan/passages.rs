//! Paragraphs and sentences so long that a repetition is hardly intended.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::vietnamese::Words;

/// The minimum number of words; shorter ones may well recur.
const WORDS: usize = 12;

/// A paragraph of sufficient length.
pub(crate) struct Paragraph {
    pub whole: Passage,
    /// Its sentences of sufficient length, if it has several.
    pub sentences: Vec<Passage>,
}

/// A range of a text.
pub(crate) struct Passage {
    /// Byte range in the text.
    pub span: Range<usize>,
    words: Range<usize>,
    /// A hash of its words in lower case.
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

    /// Whether it has the same words as another one.
    pub fn says(&self, words: &Words<'_>, other: &Passage, others: &Words<'_>) -> bool {
        let mine = self.words.clone().map(|i| words.lower(i));
        mine.eq(other.words.clone().map(|i| others.lower(i)))
    }
}

/// The byte ranges of the lines of a text.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let span = start..start + line.len();
        start = span.end + 1;
        span
    })
}

/// The byte ranges of the sentences in a line.
fn sentences(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let mut spans = Vec::new();
    for sentence in text[line.clone()].split_inclusive(". ") {
        spans.push(start..start + sentence.len());
        start += sentence.len();
    }
    spans
}
