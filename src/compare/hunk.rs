//! Word-level differences of two texts.

use crate::sequence::differing;

use super::unit::plain;

/// Words that replace others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The last common words before it.
    pub before: Vec<String>,
    /// The old words; empty for an insertion.
    pub old: String,
    /// The new words; empty for a removal.
    pub new: String,
    /// The first common words after it.
    pub after: Vec<String>,
}

/// The number of words around a change that suffice to locate it.
const CONTEXT: usize = 6;

/// The changes from `old` to `new`.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (words(old), words(new));
    let plainly = |words: &[&str]| words.iter().map(|word| plain(word)).collect::<Vec<_>>();
    let mut hunks = Vec::new();
    for (a, b) in differing(&plainly(&old), &plainly(&new)) {
        let (before, after) = (&old[..a.start], &old[a.end..]);
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let (left, right) = without_signs(&old[a].join(" "), &new[b].join(" "));
        hunks.push(Hunk {
            before: owned(&before[before.len().saturating_sub(CONTEXT)..]),
            old: left,
            new: right,
            after: owned(&after[..after.len().min(CONTEXT)]),
        });
    }
    hunks
}

impl Hunk {
    /// The number of words concerned.
    pub fn weight(&self) -> usize {
        words(&self.old).len() + words(&self.new).len()
    }

    /// Whether two hunks put the same words into the same place.
    pub fn overlaps(&self, other: &Hunk) -> bool {
        let near = |hunk: &Hunk| hunk.before.last().map(|word| plain(word));
        self.new == other.new && (near(self) == near(other) || self.old == other.old)
    }

    /// Whether it changes a number.
    pub fn is_of_figures(&self) -> bool {
        let figures = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric() && !",./".contains(c));
            let digits = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
            digits.map(|word| word.trim_matches([',', '.', '/']).to_owned()).collect()
        };
        let (old, new) = (figures(&self.old), figures(&self.new));
        old != new && !old.is_empty()
    }

    /// Old and new words with some context, for people.
    pub fn shown(&self) -> (String, String) {
        const AROUND: usize = 3;
        let before = self.before[self.before.len().saturating_sub(AROUND)..].join(" ");
        let after = self.after[..self.after.len().min(AROUND)].join(" ");
        let cut_before = if self.before.len() > AROUND { "… " } else { "" };
        let cut_after = if self.after.len() > AROUND { " …" } else { "" };
        let shown = |middle: &str| {
            let parts = [before.as_str(), middle, after.as_str()];
            let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{cut_before}{}{cut_after}", words.join(" "))
        };
        (shown(&self.old), shown(&self.new))
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Both texts without the punctuation that they begin and end with in common.
fn without_signs(old: &str, new: &str) -> (String, String) {
    let is_sign = |c: char| !c.is_alphanumeric() && c != ' ';
    let (mut old, mut new) = (old, new);
    while let (Some(a), Some(b)) = (old.chars().next_back(), new.chars().next_back()) {
        if a != b || !is_sign(a) {
            break;
        }
        (old, new) = (&old[..old.len() - a.len_utf8()], &new[..new.len() - b.len_utf8()]);
    }
    while let (Some(a), Some(b)) = (old.chars().next(), new.chars().next()) {
        if a != b || !is_sign(a) {
            break;
        }
        (old, new) = (&old[a.len_utf8()..], &new[b.len_utf8()..]);
    }
    (old.to_owned(), new.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        hunks(old, new).into_iter().map(|hunk| (hunk.old, hunk.new)).collect()
    }

    #[test]
    fn words_in_the_place_of_others() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(told("Có 120, vượt.", "Có 127, vượt."), [pair("120", "127")]);
        assert_eq!(told("a b c", "a b c"), []);
        assert_eq!(told("a c", "a b c"), [pair("", "b")]);
        assert_eq!(told("a b c d e", "a x c e"), [pair("b", "x"), pair("d", "")]);
        assert_eq!(told("nói “vâng”", "nói \"vâng\""), []);
        assert_eq!(told("", "mới"), [pair("", "mới")]);
    }

    #[test]
    fn figures_are_told_from_words() {
        let of = |old: &str, new: &str| hunks(old, new).iter().any(Hunk::is_of_figures);
        assert!(of("đạt 98,5% kế hoạch", "đạt 95,5% kế hoạch"));
        assert!(!of("đạt 98,5% kế hoạch", "đạt 98,5% chỉ tiêu"));
        assert!(!of("có nhiều lớp", "có thêm lớp"));
    }

    #[test]
    fn a_change_is_shown_among_its_neighbours() {
        let hunk = &hunks("một hai ba bốn năm sáu bảy", "một hai ba bốn NĂM sáu bảy")[0];
        assert_eq!(
            hunk.shown(),
            ("… hai ba bốn năm sáu bảy".into(), "… hai ba bốn NĂM sáu bảy".into())
        );
    }
}
