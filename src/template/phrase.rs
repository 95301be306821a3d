//! Builder of generated sentences in Typst: fixed words, and values of the dossier between
//! them.

use super::engine::content;

/// A sentence being built.
#[derive(Debug, Default)]
pub(super) struct Phrase(String);

impl Phrase {
    /// Appends fixed words, which contain no special characters of Typst.
    pub(super) fn say(&mut self, words: &'static str) {
        self.0 += words;
    }

    /// Appends a value in words.
    pub(super) fn value(&mut self, value: &str) {
        self.0 += &content(value);
    }

    /// Appends these words and the value, if there is one.
    pub(super) fn say_with(&mut self, words: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.say(words);
            self.value(value);
        }
    }

    pub(super) fn typst(self) -> String {
        self.0
    }

    /// The sentence as it reads on paper.
    #[cfg(test)]
    pub(super) fn read(self) -> String {
        let marks = ["#\"", "\";", "#box[", "];"];
        let read = marks.iter().fold(self.0, |text, mark| text.replace(mark, ""));
        read.replace(['~', crate::vietnamese::NO_BREAK], " ")
    }
}
