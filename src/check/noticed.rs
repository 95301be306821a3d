//! What a text shows by itself, wherever it stands: the rules on single words and
//! on passages find theirs here.

use std::sync::Arc;

use crate::kept::Kept;
use crate::vietnamese::{
    Slip, capital_slips, legacy_slips, look_alike_slips, misspelt_slips, symbol_slips,
    tone_placement,
};

use super::abbreviations::is_abbreviation;
use super::repeats::Paragraph;
use super::scan::Words;

pub(super) struct Noticed {
    pub old_fonts: Vec<Slip>,
    pub look_alikes: Vec<Slip>,
    pub symbols: Vec<Slip>,
    pub capitals: Vec<Slip>,
    pub misspelt: Vec<Slip>,
    /// The words that are abbreviations.
    pub abbreviations: Vec<usize>,
    /// The words that are spelled in two ways, `khóa` and `khoá`. Quotations keep
    /// their own spelling, and so do names: of words in capitals only `Ủy` is one.
    pub two_ways: Vec<usize>,
    pub paragraphs: Vec<Paragraph>,
}

thread_local! {
    static NOTICED: Kept<Arc<Noticed>> = Kept::new();
}

impl Noticed {
    pub fn of(words: &Words<'_>) -> Arc<Self> {
        NOTICED.with(|noticed| noticed.of(words.text(), |_| Arc::new(Noticed::anew(words))))
    }

    fn anew(words: &Words<'_>) -> Self {
        let text = words.text();
        let those = |is: &dyn Fn(usize) -> bool| (0..words.len()).filter(|i| is(*i)).collect();
        Noticed {
            old_fonts: legacy_slips(text),
            look_alikes: look_alike_slips(text),
            symbols: symbol_slips(text),
            capitals: unquoted(words, capital_slips(words)),
            misspelt: unquoted(words, misspelt_slips(words)),
            abbreviations: those(&|i| is_abbreviation(words.written(i))),
            paragraphs: Paragraph::all(words),
            two_ways: those(&|i| is_spelled_in_two_ways(words, i)),
        }
    }
}

/// Quotations keep their own spelling.
fn unquoted(words: &Words<'_>, slips: Vec<Slip>) -> Vec<Slip> {
    let quoted = |slip: &Slip| words.quoted(words.within(slip.range.clone()).start);
    slips.into_iter().filter(|slip| !quoted(slip)).collect()
}

fn is_spelled_in_two_ways(words: &Words<'_>, i: usize) -> bool {
    let (written, lower) = (words.written(i), words.lower(i));
    let proper = written.starts_with(char::is_uppercase) && !matches!(lower, "ủy" | "uỷ");
    tone_placement(lower).is_some() && !proper && !words.quoted(i)
}
