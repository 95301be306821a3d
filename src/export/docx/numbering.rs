//! `word/numbering.xml`: the numbering of headings, items and dashes.
//!
//! A definition describes the levels of a list; a list is one run of numbering with it.
//! Headings have one definition with as many levels as the paper has, items one for each kind
//! of label; an item that doesn't continue the one before is in a list of its own that begins
//! with its number. No word processor numbers by the Vietnamese alphabet, so runs are used
//! where the two alphabets agree: a, b, c, d; e; g, h, i; k … v; x, y. `đ)` has a list with
//! this fixed text.

use crate::tree::{Heading, Label, LabelKind};

use super::style::{DASHES as DASHES_BY_LEVEL, HEADINGS as HEADINGS_BY_LEVEL, ITEM, POINT, Style};
use super::xml::Xml;

/// The lists that every paper has.
pub const DASH_LIST: usize = 1;
const HEADING_LIST: usize = 2;
/// The one of headings without a label.
pub const PLAIN_LIST: usize = 3;
/// The definitions that every paper has; those of items come behind.
const DASHES: usize = 1;
const HEADINGS: usize = 2;
const PLAIN: usize = 3;

/// The letters in the decree's order.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
/// The letter that word processors skip.
const UNCOUNTED: char = 'đ';

/// The list and level of a paragraph.
pub type Place = (usize, usize);

/// All numbering of a paper.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The label patterns of heading levels.
    levels: Vec<Option<Pattern>>,
    /// What the levels of headings count with, those without a label too.
    kinds: Vec<Option<LabelKind>>,
    /// The label patterns of items, with a definition each.
    items: Vec<Pattern>,
    /// The lists after the first three.
    lists: Vec<List>,
    headings: Headings,
    /// The list and label of the previous item.
    item: Option<(usize, Label)>,
    parts: bool,
}

/// The pattern of a label: its counter, and the characters around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    kind: LabelKind,
    /// Whether the number of the level above stands before it: `1.2.`.
    with_above: bool,
    end: String,
}

/// A run of numbering.
#[derive(Debug)]
struct List {
    definition: usize,
    level: usize,
    begin: Begin,
}

#[derive(Debug)]
enum Begin {
    At(usize),
    /// The fixed label of a single item.
    Says(String),
}

/// The state of heading numbers: the last number of every level, and its list.
#[derive(Debug, Default)]
struct Headings(Vec<(usize, usize)>);

/// The style of items whose labels count so.
pub fn style_of_items(kind: LabelKind) -> &'static Style {
    match kind {
        LabelKind::Letter => &POINT,
        LabelKind::Roman | LabelKind::Arabic => &ITEM,
    }
}

impl Pattern {
    fn of(label: &Label) -> Pattern {
        let end: String = label.text.chars().rev().take_while(|c| !c.is_alphanumeric()).collect();
        let end: String = end.chars().rev().collect();
        let body = label.text.strip_suffix(end.as_str()).unwrap_or_default();
        Pattern { kind: label.kind, with_above: body.contains('.'), end }
    }

    /// The style of items so labelled.
    fn item_style(&self) -> &'static Style {
        style_of_items(self.kind)
    }

    /// The format's name for this counter.
    fn counts(&self) -> &'static str {
        match self.kind {
            LabelKind::Roman => "upperRoman",
            LabelKind::Arabic => "decimal",
            LabelKind::Letter => "lowerLetter",
        }
    }

    /// The label's text, with `%n` for the number of a level.
    fn text(&self, level: usize) -> String {
        match (self.with_above, level) {
            (true, 1..) => format!("%{level}.%{}{}", level + 1, self.end),
            _ => format!("%{}{}", level + 1, self.end),
        }
    }
}

impl Numbering {
    /// Notes that the paper has parts, which stand above its headings.
    pub fn with_parts(&mut self) {
        self.parts = true;
    }

    /// The outline's level of the first headings.
    pub fn first_outline(&self) -> usize {
        usize::from(self.parts)
    }

    /// What labels of a level count with; those of a level that the paper hasn't, with
    /// numbers.
    pub fn heading_kind(&self, level: usize) -> LabelKind {
        self.kinds.get(level).copied().flatten().unwrap_or(LabelKind::Arabic)
    }

    /// The list for a new heading of a level.
    pub fn heading_list(&self, level: usize) -> Option<Place> {
        let pattern = self.levels.get(level).and_then(Option::as_ref);
        pattern.map(|_| (HEADING_LIST, level))
    }

    /// Counts a heading. `level` is from 0.
    pub fn heading(&mut self, heading: &Heading, level: usize) -> Option<Place> {
        self.item = None;
        if self.kinds.len() <= level {
            self.kinds.resize(level + 1, None);
        }
        self.kinds[level].get_or_insert(heading.kind);
        let label = heading.label.as_ref()?;
        if self.levels.len() <= level {
            self.levels.resize(level + 1, None);
        }
        self.levels[level].get_or_insert_with(|| Pattern::of(label));
        // A level continues the list of the level above, until that one starts again.
        let above = self.headings.0.get(..level).and_then(<[_]>::last);
        let above = above.map_or(HEADING_LIST, |(_, list)| *list);
        self.headings.0.resize(level + 1, (0, above));
        let (number, list) = self.headings.0[level];
        let list = match number + 1 == label.number && is_counted_on(label) {
            true => list,
            false => self.begin(HEADINGS, level, label),
        };
        self.headings.0[level] = (label.number, list);
        Some((list, level))
    }

    /// Counts an item (khoản, điểm).
    pub fn item(&mut self, label: &Label) -> Place {
        let pattern = Pattern::of(label);
        let known = self.items.iter().position(|other| *other == pattern);
        let at = known.unwrap_or_else(|| {
            self.items.push(pattern);
            self.items.len() - 1
        });
        let list = match &self.item {
            Some((list, last))
                if last.kind == label.kind
                    && last.number + 1 == label.number
                    && is_counted_on(label) =>
            {
                *list
            }
            _ => self.begin(PLAIN + 1 + at, 0, label),
        };
        self.item = Some((list, label.clone()));
        (list, 0)
    }

    /// The list that a new item of a style is counted in: it goes on from whatever item
    /// of its kind stands before it.
    pub fn item_list(&self, style: &Style) -> Option<Place> {
        let at = self.items.iter().position(|pattern| pattern.item_style().id == style.id)?;
        Some((self.item_list_of(at), 0))
    }

    /// The lists of a kind of items that begins nowhere stand behind those that do.
    fn item_list_of(&self, at: usize) -> usize {
        PLAIN_LIST + 1 + self.lists.len() + at
    }

    fn begin(&mut self, definition: usize, level: usize, label: &Label) -> usize {
        let begin = match label.text.starts_with(UNCOUNTED) {
            true => Begin::Says(label.text.clone()),
            false => Begin::At(counted(label)),
        };
        self.lists.push(List { definition, level, begin });
        PLAIN_LIST + self.lists.len()
    }

    /// Writes the part. `marks` are those of dashes, by level.
    pub fn write(&self, marks: &[String]) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.element("w:numbering", &[("xmlns:w", super::MAIN_NAMESPACE)], |xml| {
            definition(DASHES, xml, |xml| {
                for (at, mark) in marks.iter().enumerate().take(LEVELS) {
                    let style = DASHES_BY_LEVEL.get(at).map(|style| style.id);
                    level(at, style, "bullet", mark, xml);
                }
            });
            definition(HEADINGS, xml, |xml| {
                for (at, pattern) in self.levels.iter().enumerate().take(LEVELS) {
                    match pattern {
                        Some(pattern) => {
                            let style = HEADINGS_BY_LEVEL.get(at).map(|style| style.id);
                            level(at, style, pattern.counts(), &pattern.text(at), xml);
                        }
                        None => level(at, None, "none", "", xml),
                    }
                }
            });
            definition(PLAIN, xml, |xml| level(0, None, "none", "", xml));
            for (at, pattern) in self.items.iter().enumerate() {
                // A style counts in one definition, the first that is its own.
                let style = pattern.item_style();
                let is_own = self.item_list(style) == Some((self.item_list_of(at), 0));
                let style = is_own.then_some(style.id);
                definition(PLAIN + 1 + at, xml, |xml| {
                    level(0, style, pattern.counts(), &pattern.text(0), xml);
                });
            }
            list(DASH_LIST, DASHES, xml, |_| {});
            list(HEADING_LIST, HEADINGS, xml, |_| {});
            list(PLAIN_LIST, PLAIN, xml, |_| {});
            for (at, own) in self.lists.iter().enumerate() {
                list(PLAIN_LIST + 1 + at, own.definition, xml, |xml| own.begins(xml));
            }
            for at in 0..self.items.len() {
                list(self.item_list_of(at), PLAIN + 1 + at, xml, |_| {});
            }
        });
        xml.finish()
    }
}

impl List {
    fn begins(&self, xml: &mut Xml) {
        let at = self.level.to_string();
        xml.element("w:lvlOverride", &[("w:ilvl", &*at)], |xml| match &self.begin {
            Begin::At(number) => xml.value("w:startOverride", &number.to_string()),
            Begin::Says(label) => level(self.level, None, "none", label, xml),
        });
    }
}

/// The format knows no more.
const LEVELS: usize = 9;

fn definition(id: usize, xml: &mut Xml, levels: impl FnOnce(&mut Xml)) {
    xml.element("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
        xml.value("w:multiLevelType", "multilevel");
        levels(xml);
    });
}

/// A level; `style` is that of the paragraphs that it counts, where there is one. It has no
/// edge of its own, which would go before the style's: whoever changes the indent of running
/// text changes that of its lists.
fn level(at: usize, style: Option<&str>, counts: &str, text: &str, xml: &mut Xml) {
    xml.element("w:lvl", &[("w:ilvl", &at.to_string())], |xml| {
        xml.value("w:start", "1");
        xml.value("w:numFmt", counts);
        style.iter().for_each(|style| xml.value("w:pStyle", style));
        xml.value("w:suff", if text.is_empty() { "nothing" } else { "space" });
        xml.value("w:lvlText", text);
        xml.value("w:lvlJc", "left");
    });
}

fn list(id: usize, definition: usize, xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.element("w:num", &[("w:numId", &id.to_string())], |xml| {
        xml.value("w:abstractNumId", &definition.to_string());
        inner(xml);
    });
}

/// Whether a word processor reaches this label by counting on from the one before.
fn is_counted_on(label: &Label) -> bool {
    let (LabelKind::Letter, Some(letter)) = (label.kind, label.text.chars().next()) else {
        return true;
    };
    if label.number == 1 {
        return true;
    }
    // After y come aa, bb, each with a fixed text.
    let doubled = label.text.chars().nth(1).is_some_and(char::is_alphabetic);
    let before = LETTERS.chars().zip(LETTERS.chars().skip(1)).find(|(_, next)| *next == letter);
    let follows = before.is_some_and(|(before, _)| {
        before.is_ascii() && letter.is_ascii() && u32::from(before) + 1 == u32::from(letter)
    });
    follows && !doubled
}

/// The number of a label in a word processor.
fn counted(label: &Label) -> usize {
    match (label.kind, label.text.chars().next()) {
        (LabelKind::Letter, Some(letter @ 'a'..='z')) => {
            // aa is the twenty-seventh there.
            let doubled = label.text.chars().skip(1).take_while(|c| c.is_alphabetic()).count();
            letter as usize - 'a' as usize + 1 + 26 * doubled
        }
        _ => label.number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> impl Iterator<Item = Label> {
        LETTERS.chars().enumerate().map(|(at, letter)| Label {
            text: format!("{letter})"),
            kind: LabelKind::Letter,
            number: at + 1,
        })
    }

    #[test]
    fn the_alphabet_is_counted_where_word_processors_can() {
        let mut numbering = Numbering::default();
        let lists: Vec<usize> = letters().map(|label| numbering.item(&label).0).collect();
        let mut runs: Vec<String> = Vec::new();
        for (at, (letter, list)) in LETTERS.chars().zip(&lists).enumerate() {
            match at.checked_sub(1).is_some_and(|before| lists[before] == *list) {
                true => runs.last_mut().expect("begun").push(letter),
                false => runs.push(letter.to_string()),
            }
        }
        assert_eq!(runs, ["abcd", "đ", "e", "ghi", "klmnopqrstuv", "xy"]);
        let begins: Vec<usize> = numbering
            .lists
            .iter()
            .map(|list| match list.begin {
                Begin::At(number) => number,
                Begin::Says(_) => 0,
            })
            .collect();
        assert_eq!(begins, [1, 0, 5, 7, 11, 24]);
    }

    #[test]
    fn a_list_begins_anew_where_counting_does() {
        let arabic =
            |number: usize| Label { text: format!("{number}."), kind: LabelKind::Arabic, number };
        let mut numbering = Numbering::default();
        let lists = [1, 2, 3, 1, 2].map(|number| numbering.item(&arabic(number)).0);
        assert_eq!(lists, [4, 4, 4, 5, 5]);
        let kind = LabelKind::Arabic;
        let heading =
            |number| Heading { depth: 1, kind, label: Some(arabic(number)), text: "x".into() };
        let places = [1, 2, 1].map(|number| numbering.heading(&heading(number), 0));
        assert_eq!(places, [Some((2, 0)), Some((2, 0)), Some((6, 0))]);
    }
}
