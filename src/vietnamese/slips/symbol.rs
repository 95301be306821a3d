//! Blanks and dashes in a document's number and symbol (số, ký hiệu).

use super::super::text::is_word;
use super::{Slip, SlipKind};

/// Abbreviations of document types: those of Nghị định 30/2020/NĐ-CP, Phụ lục III, of the
/// Party, and of the laws that papers cite.
#[rustfmt::skip]
const TYPES: [&str; 37] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS",
    "SL", "NĐ", "TT", "TTLT", "KL", "CV", "L", "PL",
];

/// Those of them that have no other meaning beside a dash.
const DISTINCT: [&str; 8] = ["NQ", "QĐ", "QyĐ", "TTr", "CTr", "BC", "HD", "NĐ"];

/// Finds the numbers of documents with blanks or long dashes, which the decree on papers
/// doesn't allow (Nghị định 30/2020/NĐ-CP, Phụ lục I): `05 /BC-CĐCS`, `30/2020/NĐ- CP`, `Số
/// 05 -BC/ĐU`, `QĐ- TLĐ`.
///
/// A number yet to be filled in (`Số: … /BC-CĐCS`) is not reported, nor is a symbol without a
/// number and with blanks on both sides of its dash, which may be a dash between two words.
pub fn symbol_slips(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut end = 0;
    let mut before = None;
    for (start, c) in text.char_indices() {
        let begins = match before {
            // The number before it may be a hole.
            Some('/') => c.is_alphabetic(),
            Some(b) if is_word(b) || is_dash(b) || matches!(b, '.' | ',') => false,
            // A number, or one of the types below.
            _ => c.is_ascii_digit() || c.is_uppercase(),
        };
        before = Some(c);
        if start < end || !begins {
            continue;
        }
        let forms = [state_symbol, party_symbol, bare_symbol];
        let Some(read) = forms.into_iter().find_map(|form| form(Reader::new(&text[start..])))
        else {
            continue;
        };
        end = start + read.at;
        if read.clean != text[start..end] {
            slips.push(Slip { range: start..end, kind: SlipKind::Symbol, suggestion: read.clean });
        }
    }
    slips
}

/// `05/BC-CĐCS`, `30/2020/NĐ-CP`.
fn state_symbol(start: Reader<'_>) -> Option<Reader<'_>> {
    let number = start.digits()?.separator('/')?;
    let in_year = number.clone().digits().and_then(|year| year.separator('/')).unwrap_or(number);
    let symbol = in_year.document_type(&TYPES)?.separator('-')?.issuer()?;
    std::iter::successors(Some(symbol), Reader::further_issuer).last()
}

/// `05-BC/ĐU`.
fn party_symbol(start: Reader<'_>) -> Option<Reader<'_>> {
    start.digits()?.separator('-')?.document_type(&TYPES)?.separator('/')?.issuer()
}

/// `QĐ-TLĐ`.
fn bare_symbol(start: Reader<'_>) -> Option<Reader<'_>> {
    start.document_type(&DISTINCT)?.further_issuer()
}

/// A text read up to a position, and its correction so far.
#[derive(Clone)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
    clean: String,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0, clean: String::new() }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(mut self, length: usize) -> Reader<'a> {
        self.clean += &self.rest()[..length];
        self.at += length;
        self
    }

    fn digits(self) -> Option<Reader<'a>> {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=5).contains(&length).then(|| self.take(length))
    }

    /// Reads a separator, dropping the blanks around it.
    fn separator(mut self, separator: char) -> Option<Reader<'a>> {
        let (before, found, after) = self.blanks_around(separator)?;
        self.at += before + found + after;
        self.clean.push(separator);
        Some(self)
    }

    /// The lengths in bytes of the blanks before a separator, of itself, and of the blanks
    /// after it.
    fn blanks_around(&self, separator: char) -> Option<(usize, usize, usize)> {
        let trimmed = self.rest().trim_start_matches(is_blank);
        let is_found = |c: &char| *c == separator || separator == '-' && is_dash(*c);
        let found = trimmed.chars().next().filter(is_found)?.len_utf8();
        let after = &trimmed[found..];
        let blanks = after.len() - after.trim_start_matches(is_blank).len();
        Some((self.rest().len() - trimmed.len(), found, blanks))
    }

    fn document_type(self, types: &[&str]) -> Option<Reader<'a>> {
        let word = self.word();
        types.contains(&word).then(|| self.take(word.len()))
    }

    /// Reads an abbreviation with at least two capitals: `TLĐ`, `TTg`.
    fn issuer(self) -> Option<Reader<'a>> {
        let word = self.word();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        (word.starts_with(char::is_uppercase) && capitals > 1).then(|| self.take(word.len()))
    }

    /// Reads a dash and another issuer, if the dash can't be one between two words.
    fn further_issuer(&self) -> Option<Reader<'a>> {
        let (before, _, after) = self.blanks_around('-')?;
        (before == 0 || after == 0).then(|| self.clone().separator('-')?.issuer()).flatten()
    }

    fn word(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_finds;
    use super::*;

    #[test]
    fn finds_blanks_in_numbers() {
        for (text, found) in [
            ("Số: 05 /BC-CĐCS ngày", "05 /BC-CĐCS→05/BC-CĐCS"),
            ("Số 05/ BC - CĐCS", "05/ BC - CĐCS→05/BC-CĐCS"),
            ("30/2020/NĐ- CP", "30/2020/NĐ- CP→30/2020/NĐ-CP"),
            ("số 05 -BC/ĐU", "05 -BC/ĐU→05-BC/ĐU"),
            ("1908/QĐ–TLĐ", "1908/QĐ–TLĐ→1908/QĐ-TLĐ"),
            ("Số: … /BC- CĐCS", "BC- CĐCS→BC-CĐCS"),
            ("theo QĐ- TLĐ", "QĐ- TLĐ→QĐ-TLĐ"),
            ("05/KH-CĐ- LĐLĐ", "05/KH-CĐ- LĐLĐ→05/KH-CĐ-LĐLĐ"),
        ] {
            assert_finds(symbol_slips, text, &[found]);
        }
    }

    #[test]
    fn leaves_other_dashes_alone() {
        for text in [
            "933/QĐ-TLĐ, 05-BC/ĐU, 174/QĐ-TLĐ",
            "Số:     /BC-CĐCS",
            "Số: … /BC-CĐCS",
            "12/KH - Ban Chấp hành",
            "05/KH-CĐCS - LĐLĐ thành phố",
            "Quyết định QĐ - TLĐ",
            "3/4 - KH",
            "ngày 17/8 - BCH",
            "CT- XH",
        ] {
            assert_finds(symbol_slips, text, &[]);
        }
    }
}
