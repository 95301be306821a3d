//! Typing and copying errors (lỗi gõ, lỗi chép) that show in the text alone: each function
//! finds one sort and changes nothing.
//!
//! All prefer a miss to a false alarm: what can be meant as it stands, in Vietnamese, French
//! or English, is not reported. They know no dossier and accept any text; words are
//! recognised in NFC, into which the reader puts everything. Slips are returned in the order
//! of the text and don't overlap.

mod capitals;
mod legacy;
mod look_alike;
mod mangled;
mod misspelt;
mod symbol;

pub use capitals::capital_slips;
pub use legacy::{from_tcvn3, from_vni, legacy_slips, legacy_slips_beside};
pub use look_alike::look_alike_slips;
pub use mangled::mangled_slips;
pub use misspelt::misspelt_slips;
pub use symbol::symbol_slips;

pub(super) use look_alike::latin_look_alike;

use std::ops::Range;

/// A probable error in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// The sort of error.
    pub kind: SlipKind,
    /// The likely correction.
    pub suggestion: String,
}

/// The sorts of slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// A word typed in a TCVN3 (ABC) font: `C«ng ®oµn`.
    Tcvn3,
    /// A word typed in a VNI font: `Coâng ñoaøn`.
    Vni,
    /// A Cyrillic or Greek letter in a Latin word.
    LookAlike,
    /// An Icelandic or African letter for Đ or đ.
    WrongD,
    /// UTF-8 read in another encoding: `NÃ¢ng`.
    Misread,
    /// A question mark where a letter was lost: `ho?t`.
    Lost,
    /// The code of a letter on a web page: `c&aacute;n`.
    Code,
    /// Blanks or dashes in the number of a document: `05 /BC-CĐCS`.
    Symbol,
    /// A small letter for a capital, or the reverse.
    Capital,
    /// A tone mark or an onset that the syllable can't have: `đòan`, `nghành`.
    Misspelt,
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::*;
    use proptest::prelude::*;

    type Find = fn(&str) -> Vec<Slip>;

    pub(super) const CAPITALS: Find = |text| capital_slips(&Words::of(text));
    pub(super) const MISSPELT: Find = |text| misspelt_slips(&Words::of(text));

    const ALL: [Find; 6] =
        [legacy_slips, mangled_slips, look_alike_slips, symbol_slips, CAPITALS, MISSPELT];

    /// Asserts what a function finds, as `found→suggestion`.
    pub(super) fn assert_finds(find: Find, text: &str, expected: &[&str]) {
        let shown: Vec<String> = find(text)
            .into_iter()
            .map(|slip| format!("{}→{}", &text[slip.range], slip.suggestion))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    /// Sentences and foreign words as correct papers have them.
    #[test]
    fn good_texts_have_no_slips() {
        for text in include_str!("slips/good.txt").lines() {
            for find in ALL {
                assert_finds(find, text, &[]);
            }
        }
    }

    proptest! {
        #[test]
        fn slips_are_ordered_and_differ_from_what_is_meant(
            text in "((C«ng|®oµn|NÃ¢ng|ho?t|&aacute;|Coâng|ñoaøn|QĐ-|05|/|TLĐ|điều|khoản|năm|quý|mão|tết|Ð|\u{421}|I|[ .])|\\PC){0,24}"
        ) {
            for find in ALL {
                let mut end = 0;
                for slip in find(&text) {
                    prop_assert!(slip.range.start >= end);
                    end = slip.range.end;
                    prop_assert_ne!(&text[slip.range], slip.suggestion.as_str());
                }
            }
        }
    }
}
