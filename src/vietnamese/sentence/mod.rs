//! Sentences read for their numbers: what each of them counts, how surely, and what
//! it does: a total, a part, a share, a change.
//!
//! | file | subject |
//! |---|---|
//! | `token` | words, numbers, marks; quotations and documents in one piece |
//! | `numeral` | numbers in words |
//! | `label` | numbers that are names or days, and count nothing |
//! | `figure` | a number with its scale, unit, hedge and noun |
//! | `pair` | two numbers that are one figure: n/m, from a to b |
//! | `list` | a number and its parts |
//! | `places` | clauses and brackets |
//! | `reader` | tokens → figures |
//! | `role` | what a number does, by the words before it |
//! | `noun` | whether two figures count the same |
//! | `blank` | what was left to be filled in |
//! | `dots` | rows of dots: blanks, or the end of an open list |
//! | `prompt` | brackets that ask for something |
//! | `vocabulary` | the words all of them go by |
//!
//! Where the words don't tell what a number does, it is [`Role::Plain`] or
//! [`Role::Unsure`], and nobody may compare it.

mod blank;
mod dots;
mod figure;
mod label;
mod list;
mod noun;
mod numeral;
mod pair;
mod places;
mod prompt;
mod reader;
mod role;
mod token;
mod vocabulary;

use std::ops::Range;
use std::rc::Rc;

pub(crate) use blank::blanks;
pub(crate) use dots::closes_list;
pub(crate) use figure::{Amount, Bound, Figure, Measure};
pub(crate) use list::{List, Opener};
pub(crate) use noun::Kinship;
pub(crate) use numeral::{digit, spoken};
pub(crate) use role::{Role, ends, phrase_in};
pub(crate) use vocabulary::{STAND_INS, one_of};

use role::Surroundings;
use token::{Kind, Token};

/// A parsed sentence.
#[derive(Debug)]
pub(crate) struct Sentence {
    text: Rc<str>,
    tokens: Vec<Token>,
    pub figures: Vec<Figure>,
}

/// The sentences of a text that contain a figure, in order.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    if !text.contains(|c: char| c.is_ascii_digit()) && !numeral::may_stand_in(text) {
        return Vec::new();
    }
    let all = token::tokens(text);
    let text: Rc<str> = text.into();
    let ends = |token: &Token| matches!(token.kind, Kind::Mark('.' | '\n' | '!' | '?'));
    let mut read = Vec::new();
    for tokens in split(all, ends) {
        let sentence = Sentence::of(&text, tokens);
        if !sentence.figures.is_empty() {
            read.push(sentence);
        }
    }
    read
}

fn split(all: Vec<Token>, ends: impl Fn(&Token) -> bool) -> Vec<Vec<Token>> {
    let (mut out, mut current) = (Vec::new(), Vec::new());
    for token in all {
        if ends(&token) {
            out.push(std::mem::take(&mut current));
        } else {
            current.push(token);
        }
    }
    out.push(current);
    out
}

/// Nouns of more than two words.
const LONG_NOUNS: [&str; 14] = [
    "đơn vị máu",
    "đơn vị",
    "công đoàn cơ sở thành viên",
    "công đoàn cơ sở",
    "công đoàn bộ phận",
    "đảng viên dự bị",
    "đảng viên chính thức",
    "đoàn viên ưu tú",
    "quần chúng ưu tú",
    "khâu đột phá",
    "nhiệm vụ trọng tâm",
    "bài học kinh nghiệm",
    "công trình thanh niên",
    "cuộc kiểm tra",
];

impl Sentence {
    fn of(text: &Rc<str>, mut tokens: Vec<Token>) -> Self {
        numeral::read_words(&mut tokens);
        label::hide_labels(&mut tokens);
        let figures = pair::join(&tokens, reader::figures(&tokens));
        let mut sentence = Sentence { text: text.clone(), tokens, figures };
        for i in 0..sentence.figures.len() {
            let lead = sentence.lead(i);
            let tail = sentence.tail(i);
            let head = sentence.head(i);
            let around = Surroundings { lead: &lead, tail: &tail, head: &head };
            sentence.figures[i].role = role::role(&sentence.figures[i], &around);
        }
        sentence
    }

    /// The words before a figure, back to a punctuation mark or another figure.
    pub fn lead(&self, figure: usize) -> String {
        let end = self.figures[figure].whole.start;
        let floor = figure.checked_sub(1).map_or(0, |i| self.figures[i].tokens.end.min(end));
        let start =
            (floor..end).rev().find(|at| self.mark(*at).is_some()).map_or(floor, |at| at + 1);
        self.words(start..end)
    }

    /// The words after a figure and its noun, up to a punctuation mark or another figure.
    pub fn tail(&self, figure: usize) -> String {
        let start = self.figures[figure].tokens.end;
        let roof = self.figures.get(figure + 1).map_or(self.tokens.len(), |f| f.whole.start);
        let end = (start..roof).find(|at| self.mark(*at).is_some()).unwrap_or(roof.max(start));
        self.words(start..end)
    }

    /// The words before the bracket in which a figure comes first.
    pub fn head(&self, figure: usize) -> String {
        let Some(open) = self.figures[figure].bracket else { return String::new() };
        let first = figure.checked_sub(1).is_none_or(|i| self.figures[i].tokens.start < open);
        if !first {
            return String::new();
        }
        let start = (0..open).rev().find(|at| self.mark(*at).is_some_and(|mark| mark != '%'));
        self.words(start.map_or(0, |at| at + 1)..open)
    }

    /// Tokens as words separated by blanks; numbers and opaque tokens are `□`.
    pub fn words(&self, tokens: Range<usize>) -> String {
        let mut out = String::new();
        let end = tokens.end.min(self.tokens.len());
        for token in self.tokens.get(tokens.start..end).unwrap_or_default() {
            let word = match &token.kind {
                Kind::Word(word) => word,
                Kind::Mark(_) => continue,
                _ => "□",
            };
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// The punctuation mark at a token, if it is one.
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The word at a token, in lower case; empty if it isn't a word.
    pub fn word(&self, at: usize) -> &str {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => word,
            _ => "",
        }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The first of some tokens that is this mark.
    pub fn find_mark(&self, within: Range<usize>, mark: char) -> Option<usize> {
        within.into_iter().find(|at| self.mark(*at) == Some(mark))
    }

    /// The token that closes the bracket opened at `open`.
    pub fn closing(&self, open: usize) -> usize {
        self.find_mark(open..self.len(), ')').unwrap_or(self.len())
    }

    /// The text of a figure as typed, with its unit.
    pub fn typed(&self, figure: &Figure) -> &str {
        &self.text[figure.span.clone()]
    }

    /// A figure's number with its unit and the first words of its noun.
    pub fn named(&self, figure: &Figure) -> String {
        let noun = self.whole_noun(figure);
        let typed = self.typed(figure);
        if noun.is_empty() || figure.is_percent() {
            return typed.to_owned();
        }
        format!("{typed} {noun}")
    }

    /// The noun of a figure as messages name it: in two words, or as many as its name has.
    fn whole_noun(&self, figure: &Figure) -> String {
        let Range { start, end } = figure.noun;
        let told = self.words(start..end);
        let long = LONG_NOUNS.iter().find(|long| {
            told.strip_prefix(**long).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        // `lên 26 sau khi`: the noun wasn't told.
        if one_of("sau trước khi ngoài nay này đầu cuối năm", self.word(start)) {
            return String::new();
        }
        let words = match long {
            Some(long) => long.split(' ').count(),
            None => self.noun(figure).split(' ').filter(|word| !word.is_empty()).count(),
        };
        // As it is typed: kWh.
        self.text(start..start + words).to_owned()
    }

    /// The noun of a figure, in two words at most.
    pub fn noun(&self, figure: &Figure) -> String {
        let start = figure.noun.start;
        let words = if noun::stands_alone(self.word(start)) { 1 } else { 2 };
        self.words(start..figure.noun.end.min(start + words))
    }

    /// The byte range of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(self.text.len(), |t| t.span.start);
        let end = tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        start..end.map_or(start, |t| t.span.end).max(start)
    }

    /// The text of some tokens.
    pub fn text(&self, tokens: Range<usize>) -> &str {
        &self.text[self.span(tokens)]
    }
}

#[cfg(test)]
mod tests;
