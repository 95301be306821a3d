//! Abbreviations are explained where they first stand: R86.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::source::{Path, Segment};

use super::scan::Words;
use super::{Context, Finding, Findings, Rule};

pub(super) const EXPLAINED: Rule =
    Rule { code: 86, severity: Severity::Note, citation: "", run: explained };

/// What everybody in the field knows.
const KNOWN: &str = "AI AIDS ATLĐ ATVSLĐ BCH BHTN BHXH BHYT BNN BTV CBCC CBCCVC CBCCVCLĐ CBCNV \
    CBCNVC CBQL CBVC CCVC CCVCLĐ CNLĐ CNTT CNVC CNVCLĐ COVID CSTĐ CĐ CĐCS CĐV DN FDI GDP GMP \
    GRDP HIV HTX HĐ HĐLĐ HĐND ISO KCN KHKT KT LHPN LLCT LĐ LĐLĐ LĐTT MTTQ NLĐ NQ ODA OK PCCC \
    PCTN PDF QHLĐ QĐ SXKD TDTT THCS THPT TLĐ TM TNCS TNHH TNLĐ TP TW TƯ TƯLĐTT UBKT UBMTTQ UBND \
    VC VSLĐ WHO XHCN ĐH ĐV ĐVCĐ";

/// Where a text is set in capitals, or is a code.
const CAPITALS: &[&str] =
    &["header_lines", "on_behalf", "post", "symbol", "number", "archive", "papers", "organization"];

fn explained(context: &Context<'_>, found: &mut Findings) {
    let mut seen: HashSet<String> =
        context.dossier.abbreviations.iter().map(|(key, _)| key.to_owned()).collect();
    // One that a text explains anywhere, `công đoàn cơ sở (CĐCS)`, and those in
    // proper names: whose they are needs no telling.
    let abbreviated = || context.noticed().filter(|(_, noticed)| !noticed.abbreviations.is_empty());
    for (writing, noticed) in abbreviated() {
        let (path, words) = (&writing.path, writing.words());
        for &i in &noticed.abbreviations {
            if has_key(path, CAPITALS) || in_brackets(words, i) {
                seen.insert(words.written(i).to_owned());
            }
        }
    }
    for (writing, noticed) in abbreviated().filter(|(w, _)| !has_key(&w.path, CAPITALS)) {
        let (path, words) = (&writing.path, writing.words());
        for &i in &noticed.abbreviations {
            let word = words.written(i);
            let new = !is_known(word) && !seen.contains(word);
            if !new || words.quoted(i) || part_of_more(words, i) {
                continue;
            }
            seen.insert(word.to_owned());
            found.add(
                Finding::new(path.clone(), format!("Chữ viết tắt {word} chưa được giải thích"))
                    .span(words.span(i..i + 1))
                    .hint(format!(
                        "viết đủ ở lần đầu rồi ghi ({word}), hoặc thêm vào abbreviations"
                    )),
            );
        }
    }
}

fn has_key(path: &Path, keys: &[&str]) -> bool {
    path.segments().iter().any(|s| matches!(s, Segment::Key(key) if keys.contains(&key.as_str())))
}

fn is_known(word: &str) -> bool {
    KNOWN.split(' ').any(|known| known == word)
}

/// Two capitals or more and nothing else, but no Roman number and no word that
/// is set in capitals.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
        && word.chars().all(char::is_uppercase)
        && !word.chars().all(|c| "IVXLCDM".contains(c))
        && (is_known(word) || !is_syllable(&word.to_lowercase()))
}

/// Whether a lower-case word can be said: an onset, vowels, a coda. A tone mark
/// is a vowel's, so whatever bears one is a syllable.
fn is_syllable(word: &str) -> bool {
    const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";
    const CODAS: &str = "c ch m n ng nh p t";
    let one_of = |list: &str, part: &str| part.is_empty() || list.split(' ').any(|p| p == part);
    let vowel = |c: char| "aăâeêioôơuưy".contains(c);
    let toned = |c: char| c.is_alphabetic() && !c.is_ascii() && !"ăâêôơưđ".contains(c);
    let start = word.find(vowel);
    let coda = start.map(|s| (s, word[s..].find(|c| !vowel(c)).map_or(word.len(), |e| s + e)));
    let sayable = coda
        .is_some_and(|(start, end)| one_of(ONSETS, &word[..start]) && one_of(CODAS, &word[end..]));
    word.chars().any(toned) || (sayable && word.chars().count() > 2)
}

/// `(CĐCS)`, `(gọi tắt là CĐCS)`.
fn in_brackets(words: &Words<'_>, i: usize) -> bool {
    words.gap(i).starts_with(')')
}

/// Whether a word belongs to a document's number, an expression, or a name in
/// capitals.
fn part_of_more(words: &Words<'_>, i: usize) -> bool {
    let tight = |gap: &str| {
        !gap.is_empty() && gap.chars().all(|c| matches!(c, '/' | '-' | '_' | '.' | '&'))
    };
    let before = i.checked_sub(1);
    let capital = |i: usize| {
        let word = words.written(i);
        word.chars().count() > 1 && word.chars().all(char::is_uppercase) && !is_known(word)
    };
    before.is_some_and(|b| tight(words.gap(b)) || capital(b))
        || tight(words.gap(i)) && i + 1 < words.len()
        || capital(i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_what_looks_like_them() {
        for word in ["CĐCS", "ƯBND", "KPI"] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["XIV", "Covid", "A", "19", "CĐcs", "KHÔNG", "HOA", "QUYẾT"] {
            assert!(!is_abbreviation(word), "{word}");
        }
        let words = Words::of("Quyết định 118/QĐ-LĐVN, CÔNG TY HOA SEN, đạt KPI.");
        let left: Vec<&str> = (0..words.len())
            .filter(|i| is_abbreviation(words.written(*i)) && !part_of_more(&words, *i))
            .map(|i| words.written(i))
            .collect();
        assert_eq!(left, ["KPI"]);
    }
}
