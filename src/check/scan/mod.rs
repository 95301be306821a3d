//! Scan of a single text, independent of the dossier: spelling errors, dates, long passages.
//! Rules on texts use the [`TextScan`].

pub(super) mod abbreviation;
mod lunar_year;
pub(super) mod passages;
mod words;

use std::ops::Range;
use std::rc::Rc;

use crate::memo::MemoTable;
use crate::vietnamese::{
    Slip, capital_slips, misspelt_slips, placed_old, symbol_slips, tone_placement,
};

use abbreviation::is_abbreviation;
use lunar_year::{Misnamed, misnamed_years};
use passages::Paragraph;

pub(super) use words::{Label, Words, WrittenDate};

/// The results of scanning one text.
pub(crate) struct TextScan {
    pub symbols: Vec<Slip>,
    pub capitals: Vec<Slip>,
    pub misspelt: Vec<Slip>,
    /// The words that are abbreviations.
    pub abbreviations: Vec<usize>,
    /// The words with two spellings, `khóa` and `khoá`. Quotations and names keep their own
    /// spelling: of words in capitals only `Ủy` is included.
    pub two_ways: Vec<TwoWays>,
    pub dates: Vec<WrittenDate>,
    pub misnamed_years: Vec<Misnamed>,
    pub paragraphs: Vec<Paragraph>,
}

thread_local! {
    static SCANS: MemoTable<Rc<TextScan>> = MemoTable::new();
}

impl TextScan {
    pub fn of(text: &str) -> Rc<Self> {
        SCANS.with(|scans| scans.get(text, |text| Rc::new(TextScan::anew(text))))
    }

    fn anew(text: &str) -> Self {
        let words = &Words::of(text);
        let is_abbreviated = |i: &usize| is_abbreviation(words.written(*i));
        TextScan {
            symbols: symbol_slips(text),
            capitals: unquoted(words, capital_slips(words)),
            misspelt: unquoted(words, misspelt_slips(words)),
            abbreviations: (0..words.len()).filter(is_abbreviated).collect(),
            two_ways: (0..words.len()).filter_map(|i| TwoWays::of(words, i)).collect(),
            dates: words.dates(),
            misnamed_years: misnamed_years(words),
            paragraphs: Paragraph::all(words),
        }
    }
}

/// Drops slips in quotations, which keep their own spelling.
fn unquoted(words: &Words<'_>, slips: Vec<Slip>) -> Vec<Slip> {
    let quoted = |slip: &Slip| words.quoted(words.within(slip.range.clone()).start);
    slips.into_iter().filter(|slip| !quoted(slip)).collect()
}

/// A word with two spellings.
pub(crate) struct TwoWays {
    pub span: Range<usize>,
    /// In lower case.
    pub written: String,
    /// The older spelling.
    pub old: String,
}

impl TwoWays {
    fn of(words: &Words<'_>, i: usize) -> Option<Self> {
        let (written, lower) = (words.written(i), words.lower(i));
        let proper = written.starts_with(char::is_uppercase) && !matches!(lower, "ủy" | "uỷ");
        let two_ways = tone_placement(lower).is_some() && !proper && !words.quoted(i);
        two_ways.then(|| TwoWays {
            span: words.span(i..i + 1),
            written: lower.to_owned(),
            old: placed_old(lower).into_owned(),
        })
    }
}
