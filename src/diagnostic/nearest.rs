//! *Có phải là …?*: which of the words that are known was meant by one that isn't.

/// The known word that is most like what was typed, whatever the case; the first
/// in alphabetical order of several. `None` where none is near: up to a third of
/// its letters may differ, and three at most.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let near = known.into_iter().filter_map(|word| {
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), &typed);
        let most = (1 + word.chars().count() / 3).min(3);
        (distance <= most).then_some((distance, word))
    });
    near.min().map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_near_its_word() {
        let words = ["tổng kết", "đại hội", "sơ kết"];
        assert_eq!(nearest("đại hôi", words), Some("đại hội"));
        assert_eq!(nearest("TỔNG KÊT", words), Some("tổng kết"));
        assert_eq!(nearest("hội thảo", words), None);
        // Of two that are as near, always the same.
        assert_eq!(nearest("bc", ["bd", "ba"]), Some("ba"));
        // A short word isn't another short word.
        assert_eq!(nearest("nu", ["xa"]), None);
        assert_eq!(nearest("Nguyễn Văn An", ["Nguyễn Thị Bình"]), None);
    }
}
