//! Word-by-word search for names and numbers in running text.

use std::collections::HashMap;

use crate::vietnamese::{Words, placed_old};

/// A phrase, and what it stands for.
#[derive(Debug, Clone)]
pub(super) struct Key<T> {
    words: Vec<String>,
    pub means: T,
}

/// Keys by their first word, since at nearly all positions no key begins.
#[derive(Debug, Clone)]
pub(super) struct Keys<T>(HashMap<String, Vec<Key<T>>>);

impl<T> Default for Keys<T> {
    fn default() -> Self {
        Keys(HashMap::new())
    }
}

impl<T> Keys<T> {
    /// Adds a phrase with what it stands for.
    pub fn add(&mut self, phrase: &str, means: T) {
        let words = words_of(phrase);
        let Some(first) = words.first().cloned() else { return };
        self.0.entry(first).or_default().push(Key { words, means });
    }

    /// What the keys that begin at a word stand for, each with the word after it. `near`
    /// decides whether a key may continue over the separator between two words.
    pub fn at<'k>(
        &'k self,
        words: &'k Words<'_>,
        i: usize,
        near: fn(&str) -> bool,
    ) -> impl Iterator<Item = (usize, &'k T)> {
        let keys = self.0.get(&*plain(words.lower(i))).map(Vec::as_slice).unwrap_or_default();
        keys.iter().filter_map(move |key| {
            let end = i + key.words.len();
            let all = key.words.iter().zip(i..).all(|(word, k)| *word == plain(words.lower(k)));
            // `TP. Vinh`
            let short = |k: usize| words.lower(k) == "tp" && words.gap(k).trim() == ".";
            let joined = (i..end - 1).all(|k| near(words.gap(k)) || short(k));
            (all && joined).then_some((end, &key.means))
        })
    }
}

/// The words of a phrase in the form for comparison.
pub(super) fn words_of(phrase: &str) -> Vec<String> {
    let words = Words::of(phrase);
    (0..words.len()).map(|i| plain(words.lower(i)).into_owned()).collect()
}

/// A word in the form for comparison: `ủy` for `uỷ`, `4` for `04`.
pub(super) fn plain(word: &str) -> std::borrow::Cow<'_, str> {
    let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match digits {
        true => word.trim_start_matches('0').into(),
        false => placed_old(word),
    }
}

/// Separators within a name: blanks and hyphens.
pub(super) fn in_name(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–'))
}
