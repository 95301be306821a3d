//! Lists that divide a number: `12 đồng chí: 7 chính thức, 5 dự khuyết`.

use super::noun::Kinship;
use super::role::phrase_in;
use super::vocabulary::{AXES, CROSSING, GRADES, OPEN_ENDED, one_of};
use super::{Measure, Role, Sentence};

/// A number and its parts.
#[derive(Debug)]
pub(crate) struct List {
    /// The index of the figure that is divided.
    pub head: usize,
    pub opener: Opener,
    pub parts: Vec<usize>,
    /// The words of each part.
    labels: Vec<String>,
    /// Whether there may be more parts: an item without a number, *như*, *…*.
    pub open: bool,
}

/// The word that opens a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// `trong đó`
    OfWhich,
    /// `gồm`, `bao gồm`, `chia ra`, `cụ thể`
    Consists,
    Colon,
    Bracket,
}

impl Sentence {
    /// All lists of the sentence.
    pub fn lists(&self) -> Vec<List> {
        (0..self.figures.len()).filter_map(|head| self.list(head)).collect()
    }

    fn list(&self, head: usize) -> Option<List> {
        let figure = &self.figures[head];
        let whole = matches!(figure.measure, Measure::Count | Measure::Money)
            && matches!(figure.role, Role::Plain | Role::Total | Role::Worth | Role::To);
        if !whole {
            return None;
        }
        let (opener, start) = self.opener(head)?;
        let mut list = List { head, opener, parts: Vec::new(), labels: Vec::new(), open: false };
        self.fill(&mut list, start);
        (!list.parts.is_empty()).then_some(list)
    }

    /// The opener after a figure, with no other number between except in brackets, and the
    /// token where the list begins.
    fn opener(&self, head: usize) -> Option<(Opener, usize)> {
        let figure = &self.figures[head];
        // `Tàu: 41 thuyền, Bến: 38 thuyền`: the colon belongs to the next label.
        let labelled =
            figure.whole.start.checked_sub(1).is_some_and(|at| self.mark(at) == Some(':'));
        let mut at = figure.tokens.end;
        let end = figure.bracket.map_or(self.len(), |open| self.closing(open));
        while at < end {
            if self.is_figure(at) && at > figure.tokens.end {
                return None;
            }
            match self.mark(at) {
                Some(':') if labelled => return None,
                Some(':') => return Some((Opener::Colon, at + 1)),
                Some('(') => {
                    let close = self.closing(at);
                    let inside = self.among(at..close);
                    let counts =
                        inside.clone().filter(|i| self.figures[*i].measure == figure.measure);
                    let parted = [',', ';'].iter().any(|m| self.find_mark(at..close, *m).is_some());
                    if counts.count() > 1 && parted {
                        return Some((Opener::Bracket, at + 1));
                    }
                    at = close;
                }
                _ => {}
            }
            for (phrase, opener) in OPENERS {
                if self.says_at(at, phrase) {
                    if *opener == Opener::Consists && self.is_of_another(figure.tokens.end..at) {
                        return None;
                    }
                    let start = at + phrase.split(' ').count();
                    let colon = start + usize::from(self.mark(start) == Some(':'));
                    return Some((*opener, colon));
                }
            }
            at += 1;
        }
        None
    }

    /// Whether something else begins behind the last comma: `nhóm 1 có 12 người, nhóm 2
    /// gồm …`.
    fn is_of_another(&self, within: std::ops::Range<usize>) -> bool {
        let comma = within.clone().rev().find(|at| self.mark(*at) == Some(','));
        let words = comma.map(|at| self.words(at + 1..within.end)).unwrap_or_default();
        !["", "được", "và", "nay"].contains(&words.as_str())
    }

    /// The one figure of an item, where it stands in brackets at its end: `khối trực tiếp
    /// (1.988 đoàn viên)`.
    fn bracketed_part(&self, item: std::ops::Range<usize>, head: usize) -> Option<usize> {
        let mut within = self.among(item.clone());
        let part = within.next().filter(|_| within.next().is_none())?;
        let open = self.figures[part].bracket.filter(|open| item.contains(open))?;
        let alone = open + 1 == self.figures[part].whole.start
            && self.closing(open) + 1 == item.end
            && self.closing(open) == self.figures[part].whole.end;
        let same = self.kinship(&self.figures[head], &self.figures[part]) == Kinship::Same;
        (alone && same && !self.figures[part].noun.is_empty()).then_some(part)
    }

    fn is_figure(&self, at: usize) -> bool {
        !self.among(at..at + 1).is_empty()
    }

    /// Reads the items of a list, up to where another subject begins.
    fn fill(&self, list: &mut List, start: usize) {
        let head = &self.figures[list.head];
        let end = match list.opener {
            Opener::Bracket => self.closing(start - 1),
            _ => self.len(),
        };
        list.open |= self.open_ended(start..end);
        let mut at = start;
        let mut by_semicolons = None;
        let mut last = false;
        while at < end {
            let stop = self.item_end(at..end);
            if last && self.closes(at..stop, list) {
                return;
            }
            last = self.word(at - 1) == "và";
            let depth = head.bracket.filter(|_| list.opener != Opener::Bracket);
            let inner = if list.opener == Opener::Bracket { Some(start - 1) } else { depth };
            let figures: Vec<usize> = self
                .among(at..stop)
                .filter(|i| {
                    self.figures[*i].bracket == inner && self.figures[*i].measure != Measure::Time
                })
                .collect();
            let parts: Vec<usize> = figures
                .iter()
                .copied()
                .filter(|i| {
                    self.figures[*i].measure == head.measure && self.figures[*i].number().is_some()
                })
                .collect();
            let plain = |i: &usize| {
                let lead = self.words(at..self.figures[*i].whole.start);
                let begins = ["tổng", "trong đó", "riêng", "đạt", "với", "so với"];
                matches!(self.figures[*i].role, Role::Plain | Role::Worth | Role::Rest)
                    && !begins.iter().any(|word| lead.starts_with(word))
            };
            match parts[..] {
                [part] if figures.len() == 1 && plain(&part) => {
                    list.parts.push(part);
                    list.labels.push(self.words(at..stop));
                    // `còn 3 người nghỉ ốm và 2 người nghỉ phép` goes on.
                    if self.figures[part].role == Role::Rest && self.left(part).len() == 1 {
                        return;
                    }
                }
                [] if figures.is_empty() && stop > at => self.unnumbered(list, at..stop),
                _ => return,
            }
            let mark = self.mark(stop);
            if mark == Some(';') {
                if list.opener == Opener::OfWhich || by_semicolons == Some(false) {
                    return;
                }
                by_semicolons = by_semicolons.or(Some(true));
            } else if mark == Some(',') || self.word(stop) == "và" {
                by_semicolons = by_semicolons.or(Some(false));
            }
            at = stop + 1;
        }
    }

    /// Whether a list ended before an item: behind `và` came the last one, and what a comma
    /// adds is said of them all. `còn lại là sữa` leaves it open.
    fn closes(&self, item: std::ops::Range<usize>, list: &mut List) -> bool {
        let start = item.start;
        if !self.among(item.clone()).is_empty() || self.mark(start - 1) != Some(',') {
            return false;
        }
        const MORE: &str = "còn các những số một phần ngoài cùng và riêng vài nhiều";
        list.open |= one_of(MORE, self.word(start))
            || ["khác", "còn lại"].iter().any(|more| self.says(item.clone(), more));
        true
    }

    /// An item with no number of its own: its number stands in brackets, or it leaves the
    /// list open.
    fn unnumbered(&self, list: &mut List, item: std::ops::Range<usize>) {
        match self.bracketed_part(item.clone(), list.head) {
            Some(part) if list.opener == Opener::Consists => {
                list.parts.push(part);
                list.labels.push(self.words(item));
            }
            _ => list.open |= self.counts_unsaid(item),
        }
    }

    /// The end of an item: a comma, a semicolon or `và` outside brackets.
    fn item_end(&self, within: std::ops::Range<usize>) -> usize {
        let mut depth = 0_u32;
        for at in within.clone() {
            match self.mark(at) {
                Some('(') => depth += 1,
                Some(')') => depth = depth.saturating_sub(1),
                Some(',' | ';') if depth == 0 => return at,
                None if depth == 0 && self.word(at) == "và" && self.joins(at, within.end) => {
                    return at;
                }
                _ => {}
            }
        }
        within.end
    }

    /// Whether `và` joins two items: a number follows soon.
    fn joins(&self, at: usize, end: usize) -> bool {
        let stops = |i: usize| self.mark(i).is_some_and(|mark| mark != '(');
        let next = (at + 1..end).find(|i| self.is_figure(*i) || stops(*i));
        next.is_some_and(|i| self.is_figure(i))
    }

    /// Whether an item counts without a number: `Trưởng đoàn`, `các phòng, ban`.
    fn counts_unsaid(&self, item: std::ops::Range<usize>) -> bool {
        item.into_iter().any(|at| !self.word(at).is_empty())
    }

    fn open_ended(&self, within: std::ops::Range<usize>) -> bool {
        let dots = self.find_mark(within.clone(), '…').is_some();
        dots || OPEN_ENDED.iter().any(|phrase| self.says(within.clone(), phrase))
    }

    /// The label of a part: the words around it, without verbs.
    pub fn label(&self, part: usize) -> String {
        let (lead, tail) = (self.lead(part), self.tail(part));
        format!("{lead} {tail}")
    }

    /// Whether the parts are exhaustive: nam and nữ, biên chế and hợp đồng.
    pub fn complementary(&self, list: &List) -> bool {
        let labels = &list.labels;
        AXES.iter().any(|axis| {
            let kinds = axis.split(" | ");
            let found: Vec<usize> = labels
                .iter()
                .filter_map(|label| {
                    // The longest match wins: không hợp lệ before hợp lệ.
                    let kinds = kinds.clone().enumerate();
                    let named = kinds.filter(|(_, kind)| phrase_in(label, kind));
                    named.max_by_key(|(_, kind)| kind.len()).map(|(k, _)| k)
                })
                .collect();
            let all_known = found.len() == labels.len();
            let mut kinds_found = found.clone();
            kinds_found.sort_unstable();
            kinds_found.dedup();
            all_known && found.len() > 1 && kinds_found.len() == found.len()
        })
    }

    /// Whether some parts may overlap: women, Party members, age groups.
    pub fn overlapping(&self, list: &List) -> bool {
        list.labels.iter().any(|label| self.crosses(label, list.head))
            || list.parts.iter().any(|part| {
                // People, and how often they came.
                let (one, two) = (&self.figures[list.head], &self.figures[*part]);
                self.word(two.noun.start) == "lượt"
                    && self.word(one.noun.start) != "lượt"
                    && self.kinship(one, two) != Kinship::Same
            })
    }

    /// Whether a part's label is a property that can overlap with any other, unless the whole
    /// is already restricted to it.
    pub fn crosses(&self, label: &str, whole: usize) -> bool {
        let whole = self.words(self.figures[whole].noun.clone());
        CROSSING.iter().any(|word| phrase_in(label, word) && !phrase_in(&whole, word))
    }

    /// Whether a figure belongs to a grade: `xuất sắc 41%`.
    pub fn is_grade(&self, figure: usize) -> bool {
        let (lead, tail) = (self.lead(figure), self.tail(figure));
        let last = lead.rsplit(' ').next().unwrap_or_default();
        let first = tail.split(' ').next().unwrap_or_default();
        one_of(GRADES, last) || one_of(GRADES, first)
    }
}

const OPENERS: &[(&str, Opener)] = &[
    ("trong đó", Opener::OfWhich),
    ("bao gồm", Opener::Consists),
    ("gồm có", Opener::Consists),
    ("gồm", Opener::Consists),
    ("chia ra", Opener::Consists),
    ("cụ thể", Opener::Consists),
];
