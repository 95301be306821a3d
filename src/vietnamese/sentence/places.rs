//! Relative positions of the figures in a sentence: clauses and brackets.

use std::ops::Range;

use super::{Kinship, Role, Sentence, ends};

impl Sentence {
    /// Whether no semicolon stands between two figures; `one` comes first.
    pub fn same_clause(&self, one: usize, two: usize) -> bool {
        let (a, b) = (self.figures[one].tokens.end, self.figures[two].tokens.start);
        self.find_mark(a..b, ';').is_none()
    }

    /// The tokens of the clause around a figure, between semicolons.
    pub fn clause(&self, figure: usize) -> Range<usize> {
        let at = self.figures[figure].tokens.start;
        let start = (0..at).rev().find(|i| self.mark(*i) == Some(';')).map_or(0, |i| i + 1);
        let end = self.find_mark(at..self.len(), ';').unwrap_or(self.len());
        start..end
    }

    /// The figures within some tokens.
    pub fn among(&self, tokens: Range<usize>) -> Range<usize> {
        let before = |at: usize| self.figures.partition_point(|f| f.tokens.start < at);
        before(tokens.start)..before(tokens.end)
    }

    /// Whether a figure comes first in its bracket.
    pub fn opens_bracket(&self, figure: usize) -> bool {
        self.figures[figure].bracket.is_some_and(|open| {
            figure.checked_sub(1).is_none_or(|i| self.figures[i].tokens.start < open)
        })
    }

    /// The figure before the bracket that a figure stands in.
    pub fn owner(&self, figure: usize) -> Option<usize> {
        let open = self.figures[figure].bracket?;
        (0..figure).rev().find(|i| self.figures[*i].tokens.end <= open)
    }

    /// The figure that comes first in the bracket after a figure, with words between but no
    /// punctuation.
    pub fn bracketed(&self, figure: usize) -> Option<usize> {
        let next = figure + 1;
        let open = self.figures.get(next)?.bracket?;
        let end = self.figures[figure].tokens.end;
        let free = (end..open).all(|at| self.mark(at).is_none());
        (open >= end && free && self.opens_bracket(next)).then_some(next)
    }

    /// Whether the words before a figure begin at a punctuation mark rather than at another
    /// figure.
    pub fn begins_anew(&self, figure: usize) -> bool {
        let words = self.lead(figure).split(' ').filter(|word| !word.is_empty()).count();
        let start = self.figures[figure].whole.start;
        start.checked_sub(words + 1).is_none_or(|at| self.mark(at).is_some())
    }

    /// The words before a token, back to a mark or a figure.
    pub fn words_before(&self, at: usize) -> String {
        let floor = self.among(0..at).next_back().map_or(0, |i| self.figures[i].tokens.end);
        let start = (floor..at).rev().find(|i| self.mark(*i).is_some());
        self.words(start.map_or(floor, |i| i + 1)..at)
    }

    /// What is left, in all its kinds: the figure that says so and those that a comma or
    /// `và` joins to it, `còn 3 người nghỉ ốm và 2 người nghỉ phép`.
    pub fn left(&self, figure: usize) -> Vec<usize> {
        let first = &self.figures[figure];
        let mut all = vec![figure];
        for next in figure + 1..self.figures.len() {
            let other = &self.figures[next];
            let lead = self.lead(next);
            let joined = ends(&lead, "và") || lead.is_empty() && self.begins_anew(next);
            let alike = other.measure == first.measure
                && other.bracket == first.bracket
                && other.role == Role::Plain
                && other.exact().is_some()
                && self.kinship(first, other) == Kinship::Same;
            if !(joined && alike && self.same_clause(figure, next)) {
                break;
            }
            all.push(next);
        }
        all
    }

    /// Whether a phrase occurs within some tokens.
    pub fn says(&self, within: Range<usize>, phrase: &str) -> bool {
        within.into_iter().any(|at| self.says_at(at, phrase))
    }

    /// Whether a phrase begins at a token.
    pub fn says_at(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(i, word)| self.word(at + i) == word)
    }
}

/// Years that numbers refer to.
impl Sentence {
    /// The year between a figure and the one before it.
    pub fn year_before(&self, figure: usize) -> Option<u16> {
        let end = self.figures[figure].whole.start;
        let start = figure.checked_sub(1).map_or(0, |i| self.figures[i].tokens.end.min(end));
        let year = |at: usize| {
            let digits = self.text(at..at + 1);
            super::token::is_year(digits).then(|| digits.parse().ok()).flatten()
        };
        (start..end).rev().find_map(year)
    }

    /// The part of a year that stands before a figure and behind the one before it, and
    /// which one it is: `học kỳ II`, `đợt 2`.
    pub fn part_before(&self, figure: usize) -> Option<(&'static str, u32)> {
        let end = self.figures[figure].whole.start;
        let start = figure.checked_sub(1).map_or(0, |i| self.figures[i].tokens.end.min(end));
        (start..end).rev().find_map(|at| {
            let kind = ["học kỳ", "quý", "đợt"].into_iter().find(|k| self.says_at(at, k))?;
            let next = at + kind.split(' ').count();
            let number = match self.text(next..next + 1) {
                "I" => 1,
                "II" => 2,
                "III" => 3,
                "IV" => 4,
                digits => digits.parse().ok()?,
            };
            Some((kind, number))
        })
    }
}
