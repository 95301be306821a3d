//! The known column that a text names.

use crate::sheet::columns::Column;
use crate::sheet::grid::Cell;
use crate::sheet::head::{LONGEST, text};
use crate::sheet::heading::{Heading, Nature, Parts, fold, key, same_key, words};
use crate::sheet::mention::Time;

pub(super) fn has_code(names: &[Names<'_>], cell: &Cell) -> bool {
    text(cell).is_some_and(|text| names.iter().any(|names| names.code == fold(text)))
}

/// A column named by a heading, with what the heading states besides.
pub(super) struct Named<'a> {
    pub(super) column: Column<'a>,
    pub(super) times: Vec<Time>,
    pub(super) nature: Nature,
    pub(super) units: Vec<String>,
}

/// Recognises columns from texts alone.
pub struct Namer<'a>(Vec<Names<'a>>);

impl<'a> Namer<'a> {
    pub fn of(known: &[Column<'a>]) -> Self {
        Namer(known.iter().map(Names::of).collect())
    }

    /// The column that a text names, if any.
    pub fn column(&self, typed: &str) -> Option<Column<'a>> {
        named(&self.0, &Cell::Text(typed.to_owned())).map(|found| found.column)
    }

    /// The column that a text names as a part of the indicator before it.
    pub fn part(&self, whole: &str, typed: &str) -> Option<Column<'a>> {
        part_of(&self.0, whole, typed).map(|found| found.column)
    }
}

/// *Nữ*, *Trong đó: nữ* as a part of members or employees.
pub(super) fn part_of<'a>(names: &[Names<'a>], whole: &str, typed: &str) -> Option<Named<'a>> {
    let own = fold(typed);
    let opening = ["trong đó", "tr.đó", "t.đó"].iter().find_map(|words| own.strip_prefix(words));
    let part = opening.unwrap_or(&own).trim_matches([':', ' ', ',', '-', '(', ')', '+']);
    if !matches!(part, "nữ" | "là nữ" | "có nữ")
        || named(names, &Cell::Text(whole.to_owned())).is_none()
    {
        return None;
    }
    let noun = key(whole);
    let noun = if noun.contains("lao động") { "lao động" } else { noun.as_str() };
    named(names, &Cell::Text(format!("{noun} nữ")))
}

/// The only column named by a heading; an exact match takes precedence. *Công đoàn cơ sở (đơn
/// vị)* is a figure, *Công đoàn cơ sở* the name of a unit.
pub(super) fn named<'a>(names: &[Names<'a>], cell: &Cell) -> Option<Named<'a>> {
    let typed = text(cell).filter(|text| text.len() <= LONGEST)?;
    let folded = fold(typed);
    let plainly = |column| {
        let (times, nature, units) = (Vec::new(), Nature::Done, Vec::new());
        Named { column, times, nature, units }
    };
    let own = names.iter().find(|names| names.titles[1] == folded && typed.contains('('));
    let exact = || names.iter().find(|names| names.titles.contains(&folded));
    if let Some(names) = own.or_else(exact) {
        return Some(plainly(names.column));
    }
    let parts = Parts::of(typed);
    for (core, nature) in &parts.cores {
        if let Some(column) = one_named(names, core) {
            let Parts { times, units, .. } = parts.clone();
            let is_figure = matches!(column, Column::Figure(_) | Column::Whole(_));
            let times = if is_figure { times } else { Vec::new() };
            return Some(Named { column, times, nature: *nature, units });
        }
    }
    None
}

/// The only column named by a heading without times and units.
pub(super) fn one_named<'a>(names: &[Names<'a>], core: &str) -> Option<Column<'a>> {
    if core.is_empty() {
        return None;
    }
    let heading = Heading::of(core);
    let close = names.iter().find(|names| names.titles.iter().any(|title| heading.is(title)));
    if let Some(names) = close {
        return Some(names.column);
    }
    let (words, key) = (words(core), key(core));
    let asks = |names: &&Names<'a>| {
        !names.is_unlike(&words) && names.asked.iter().any(|title| heading.asks_for(title))
    };
    let mut asked = names.iter().filter(asks);
    if let Some(names) = asked.next().filter(|_| asked.next().is_none()) {
        return Some(names.column);
    }
    let mut close = names.iter().filter(|names| !names.is_unlike(&words) && names.is_close(&key));
    close.next().filter(|_| close.next().is_none()).map(|names| names.column)
}

/// The names of a column, folded.
pub(super) struct Names<'a> {
    pub(super) column: Column<'a>,
    pub(super) code: String,
    /// Its title first, then the same with its unit of measure.
    pub(super) titles: Vec<String>,
    /// The titles around which a question may be built.
    pub(super) asked: Vec<String>,
    /// The words of its titles.
    pub(super) keys: Vec<String>,
    /// The words, as typed, of titles that are similar but belong to another column: *Số ĐV*
    /// without its first word would be a title of this one.
    pub(super) unlike: Vec<String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(column: &Column<'a>) -> Self {
        let own = vec![fold(&column.title()), fold(&column.heading())];
        let also: Vec<String> = column.also().into_iter().map(fold).collect();
        // Short names of the identifying columns occur in questions about other things.
        let is_figure = matches!(column, Column::Figure(_));
        let titles = [own.clone(), also.clone()].concat();
        let asked = if is_figure { titles.clone() } else { own };
        let keyed = [column.title()].into_iter().chain(also.into_iter().filter(|_| is_figure));
        Names {
            column: *column,
            code: fold(&column.code()),
            keys: keyed.map(|title| key(&title)).collect(),
            unlike: column.unlike().into_iter().map(words).collect(),
            titles,
            asked,
        }
    }

    /// Whether a heading, given by its [`key`], has the words of the title, whatever
    /// punctuation is between them.
    pub(super) fn is_close(&self, key: &str) -> bool {
        self.keys.iter().any(|title| same_key(key, title))
    }

    /// Whether a heading, given by its [`words`], has a similar name and means something else.
    pub(super) fn is_unlike(&self, words: &str) -> bool {
        self.unlike.iter().any(|title| same_key(words, title))
    }
}
