//! Comparison of two lists, one derived from the other: their common elements, in order.

use std::ops::Range;

/// The most comparisons; longer lists are treated as entirely different.
const MOST: usize = 4_000_000;

/// The differing ranges, by the longest common subsequence.
pub fn differing<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 && columns == 0 {
        return Vec::new();
    }
    if rows == 0 || columns == 0 || rows * columns > MOST {
        return vec![(head..head + rows, head..head + columns)];
    }
    let width = columns + 1;
    let mut longest = vec![0u32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            longest[i * width + j] = match old[i] == new[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut open) = (0, 0, (0, 0));
    let mut found = Vec::new();
    let mut close = |open: (usize, usize), i: usize, j: usize| {
        if open != (i, j) {
            found.push((head + open.0..head + i, head + open.1..head + j));
        }
    };
    while i < rows && j < columns {
        if old[i] == new[j] {
            close(open, i, j);
            (i, j) = (i + 1, j + 1);
            open = (i, j);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    close(open, rows, columns);
    found
}

/// The words of a text in lower case, sorted alphabetically.
pub fn sorted_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// The share of common elements of two sorted lists, from 0 to 1.
pub fn in_common<T: Ord>(old: &[T], new: &[T]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    2.0 * common as f32 / (old.len() + new.len()).max(1) as f32
}

/// An item of one list and its counterpart in the other; one of them may be missing.
pub type Pair = (Option<usize>, Option<usize>);

/// Pairs all items in order so that the sum of similarities is greatest. `likeness` is from 0
/// to 1; items with 0 aren't paired.
pub fn paired(old: usize, new: usize, likeness: impl Fn(usize, usize) -> f32) -> Vec<Pair> {
    let width = new + 1;
    if old * new > MOST {
        let gone = (0..old).map(|i| (Some(i), None));
        return gone.chain((0..new).map(|j| (None, Some(j)))).collect();
    }
    let mut alike = vec![0f32; old * new];
    let mut best = vec![0f32; (old + 1) * width];
    for i in (0..old).rev() {
        for j in (0..new).rev() {
            let own = likeness(i, j);
            alike[i * new + j] = own;
            let both = if own > 0.0 { own + best[(i + 1) * width + j + 1] } else { 0.0 };
            best[i * width + j] = both.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old && j < new {
        let own = alike[i * new + j];
        let here = best[i * width + j];
        if own > 0.0 && here <= own + best[(i + 1) * width + j + 1] {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if here <= best[(i + 1) * width + j] {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs.extend((i..old).map(|i| (Some(i), None)));
    pairs.extend((j..new).map(|j| (None, Some(j))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let text = |letters: &[char]| letters.iter().collect::<String>();
        differing(&old, &new).into_iter().map(|(a, b)| (text(&old[a]), text(&new[b]))).collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(told("abc", "abc"), []);
        assert_eq!(told("", ""), []);
        assert_eq!(told("", "a"), [pair("", "a")]);
        assert_eq!(told("abcde", "axce"), [pair("b", "x"), pair("d", "")]);
        assert_eq!(told("aab", "ab"), [pair("a", "")]);
    }

    #[test]
    fn what_is_alike_goes_together_in_order() {
        let (old, new) = (["một hai", "ba", "bốn năm"], ["mới", "một", "bốn"]);
        let likeness = |i: usize, j: usize| if old[i].starts_with(new[j]) { 0.6 } else { 0.0f32 };
        let expected = [(None, Some(0)), (Some(0), Some(1)), (Some(1), None), (Some(2), Some(2))];
        assert_eq!(paired(old.len(), new.len(), likeness), expected);
        assert_eq!(paired(0, 2, |_, _| 1.0), [(None, Some(0)), (None, Some(1))]);
    }
}
