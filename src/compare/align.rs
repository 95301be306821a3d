//! Alignment of the lines of two files: texts that occur once in each are matched first, and
//! the lines between two of those by similarity.

use std::collections::HashMap;

use crate::export::docx::field_of_mark;
use crate::sequence::{Pair, in_common, paired};

use super::unit::Unit;
use super::words::sorted_words;

/// Lines with a lower similarity aren't versions of each other.
const ALIKE: f32 = 0.4;
/// The similarity added by an equal bookmark.
const SAME_MARK: f32 = 0.35;
/// The most comparisons within a gap.
const MOST: usize = 250_000;

/// Pairs all lines, in the order of both files. `marked` states whether the bookmarks of both
/// number the same lines.
pub fn align(old: &[Unit], new: &[Unit], marked: bool) -> Vec<Pair> {
    let old: Vec<Line<'_>> = old.iter().map(Line::of).collect();
    let new: Vec<Line<'_>> = new.iter().map(Line::of).collect();
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = (old.len(), new.len());
    for (a, b) in anchors(&old, &new).into_iter().chain([ends]) {
        let gap = pair_up(&old[i..a], &new[j..b], marked);
        pairs.extend(gap.into_iter().map(|(x, y)| (x.map(|x| x + i), y.map(|y| y + j))));
        if (a, b) != ends {
            pairs.push((Some(a), Some(b)));
        }
        (i, j) = (a + 1, b + 1);
    }
    pairs
}

struct Line<'a> {
    unit: &'a Unit,
    key: String,
    /// Its words, sorted.
    words: Vec<String>,
}

impl<'a> Line<'a> {
    fn of(unit: &'a Unit) -> Self {
        Line { unit, key: unit.key(), words: sorted_words(&unit.text()) }
    }

    /// From 0 to 1, and more with an equal bookmark.
    fn likeness(&self, other: &Line<'_>, marked: bool) -> f32 {
        if self.key == other.key {
            return 2.0;
        }
        let alike = in_common(&self.words, &other.words);
        let same_mark = self.unit.marks.iter().any(|mark| match marked {
            true => other.unit.marks.contains(mark),
            // Lines were numbered differently then, but a field keeps its name.
            false => {
                let field = field_of_mark(mark);
                field.is_some() && other.unit.marks.iter().any(|o| field_of_mark(o) == field)
            }
        });
        if same_mark { alike + SAME_MARK } else { alike }
    }
}

/// Lines whose text occurs once in each file, as many as are in the same order.
fn anchors(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<(usize, usize)> {
    fn once<'a>(lines: &'a [Line<'_>]) -> HashMap<&'a str, Option<usize>> {
        let mut places = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            places.entry(line.key.as_str()).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    }
    let (in_old, in_new) = (once(old), once(new));
    let shared = old.iter().enumerate().filter_map(|(at, line)| {
        in_old.get(line.key.as_str()).copied().flatten()?;
        Some((at, in_new.get(line.key.as_str()).copied().flatten()?))
    });
    longest_rising(&shared.collect::<Vec<_>>())
}

/// The longest selection of pairs with increasing second parts.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best selection of each length, and the predecessor of each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, (_, b)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *b);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chosen = Vec::new();
    let mut at = ends.last().copied();
    while let Some(pair) = at {
        chosen.push(pairs[pair]);
        at = before[pair];
    }
    chosen.reverse();
    chosen
}

/// Pairs the lines of a gap so that the sum of similarities is greatest.
fn pair_up(old: &[Line<'_>], new: &[Line<'_>], marked: bool) -> Vec<Pair> {
    if old.len() * new.len() > MOST {
        let gone = (0..old.len()).map(|i| (Some(i), None));
        return gone.chain((0..new.len()).map(|j| (None, Some(j)))).collect();
    }
    paired(old.len(), new.len(), |i, j| {
        let alike = old[i].likeness(&new[j], marked);
        if alike >= ALIKE { alike } else { 0.0 }
    })
}
