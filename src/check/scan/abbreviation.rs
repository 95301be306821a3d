//! Abbreviations, and which of them need no explanation.

/// Commonly known abbreviations.
const KNOWN: &str = "AI AIDS ATVSLĐ BCH BHTN BHXH BHYT BTV CBCC CBCCVC CBCCVCLĐ CBCNV CBCNVC \
    CBVC CCVC CCVCLĐ CNLĐ CNTT CNVC CNVCLĐ COVID CĐ CĐCS CĐV DN FDI GDP GMP GRDP HIV HTX HĐ \
    HĐND ISO KCN KHKT KT LHPN LĐ LĐLĐ MTTQ NQ ODA OK PCCC PCTN PDF QĐ TDTT THCS THPT TLĐ TM TNCS \
    TNHH TP TW TƯ UBKT UBMTTQ UBND VC WHO XHCN ĐH ĐV ĐVCĐ";

/// Abbreviations known only in the field.
const OF_THE_FIELD: &str = "ATLĐ BNN CBQL CSTĐ HĐLĐ LLCT LĐTT NLĐ QHLĐ SXKD TNLĐ TƯLĐTT VSLĐ";

/// Whether an abbreviation needs no explaining.
pub(crate) fn is_known(word: &str) -> bool {
    KNOWN.split(' ').any(|known| known == word) || is_of_the_field(word)
}

/// Whether an abbreviation is one that a reader may still ask about.
pub(crate) fn is_of_the_field(word: &str) -> bool {
    OF_THE_FIELD.split(' ').any(|known| known == word)
}

/// Two capitals or more and nothing else, excluding Roman numerals and words in capitals.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
        && word.chars().all(char::is_uppercase)
        && !word.chars().all(|c| "IVXLCDM".contains(c))
        && (is_known(word) || !is_syllable(&word.to_lowercase()))
}

/// Whether a lower-case word is pronounceable: an onset, vowels, a coda. A tone mark stands
/// on a vowel, so a word with one is a syllable.
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
    }
}
