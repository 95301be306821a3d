//! Which words are abbreviations, and which of those need no explaining.

/// What everybody in the field knows.
const KNOWN: &str = "AI AIDS ATLĐ ATVSLĐ BCH BHTN BHXH BHYT BNN BTV CBCC CBCCVC CBCCVCLĐ CBCNV \
    CBCNVC CBQL CBVC CCVC CCVCLĐ CNLĐ CNTT CNVC CNVCLĐ COVID CSTĐ CĐ CĐCS CĐV DN FDI GDP GMP \
    GRDP HIV HTX HĐ HĐLĐ HĐND ISO KCN KHKT KT LHPN LLCT LĐ LĐLĐ LĐTT MTTQ NLĐ NQ ODA OK PCCC \
    PCTN PDF QHLĐ QĐ SXKD TDTT THCS THPT TLĐ TM TNCS TNHH TNLĐ TP TW TƯ TƯLĐTT UBKT UBMTTQ UBND \
    VC VSLĐ WHO XHCN ĐH ĐV ĐVCĐ";

/// Whether an abbreviation needs no explaining.
pub(crate) fn is_known(word: &str) -> bool {
    KNOWN.split(' ').any(|known| known == word)
}

/// Two capitals or more and nothing else, but no Roman number and no word that
/// is set in capitals.
pub(crate) fn is_abbreviation(word: &str) -> bool {
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
