//! What of a text was written otherwise: word by word.

use super::unit::plain;

/// Words that stand in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The words before it that both texts have, the last ones.
    pub before: Vec<String>,
    /// What stood there; empty where words came in.
    pub old: String,
    /// What stands there now; empty where words went out.
    pub new: String,
    /// The words behind it that both texts have, the first ones.
    pub after: Vec<String>,
}

/// So many words around a change are enough to find its place.
const CONTEXT: usize = 6;
/// A table of so many comparisons is small; larger texts are one change.
const MOST: usize = 4_000_000;

/// What makes `new` of `old`.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (words(old), words(new));
    let same = |(a, b): &(&&str, &&str)| plain(a) == plain(b);
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let middle = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut hunks = Vec::new();
    for (mut a, mut b) in differing(middle.0, middle.1) {
        (a.start, a.end) = (a.start + head, a.end + head);
        (b.start, b.end) = (b.start + head, b.end + head);
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
    /// How many words it is about.
    pub fn weight(&self) -> usize {
        words(&self.old).len() + words(&self.new).len()
    }

    /// Whether a figure in it is another one.
    pub fn is_of_figures(&self) -> bool {
        let figures = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric() && !",./".contains(c));
            let digits = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
            digits.map(|word| word.trim_matches([',', '.', '/']).to_owned()).collect()
        };
        let (old, new) = (figures(&self.old), figures(&self.new));
        old != new && !old.is_empty()
    }

    /// The words with some around them, so that a person finds them: old and new.
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

type Span = std::ops::Range<usize>;

/// The stretches that differ, by the longest common subsequence.
fn differing(old: &[&str], new: &[&str]) -> Vec<(Span, Span)> {
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 && columns == 0 {
        return Vec::new();
    }
    if rows == 0 || columns == 0 || rows * columns > MOST {
        return vec![(0..rows, 0..columns)];
    }
    let (a, b): (Vec<String>, Vec<String>) =
        (old.iter().map(|w| plain(w)).collect(), new.iter().map(|w| plain(w)).collect());
    let width = columns + 1;
    let mut longest = vec![0u32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            longest[i * width + j] = match a[i] == b[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<(Span, Span)> = Vec::new();
    let mut open = (0, 0);
    while i < rows && j < columns {
        if a[i] == b[j] {
            if open != (i, j) {
                found.push((open.0..i, open.1..j));
            }
            (i, j) = (i + 1, j + 1);
            open = (i, j);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    if open != (rows, columns) {
        found.push((open.0..rows, open.1..columns));
    }
    found
}

/// Both without the signs that they begin and end with alike.
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
