//! *Có phải là …?*: suggestions for an unknown word.

/// The known word most similar to the typed one, ignoring case; the first in alphabetical
/// order if several. `None` if none is near: at most a third of its letters may differ, and
/// no more than three.
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
        // If two are equally near, always the same one.
        assert_eq!(nearest("bc", ["bd", "ba"]), Some("ba"));
        // Two different short words aren't similar.
        assert_eq!(nearest("nu", ["xa"]), None);
        assert_eq!(nearest("Nguyễn Văn An", ["Nguyễn Thị Bình"]), None);
    }
}
