//! The labels given to paragraphs by lists, which aren't in the text.

use std::collections::{HashMap, HashSet};

use super::super::document::Label;
use super::styles::ShapePatch;
use super::xml::Element;
use crate::vietnamese::{roman, upper};

/// The lists of a document, with their counters.
#[derive(Default)]
pub struct Numbering {
    kinds: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    /// By definition: lists with one definition continue each other's counting.
    counters: HashMap<String, [Option<u32>; 9]>,
    begun: HashSet<(String, usize)>,
}

#[derive(Default)]
struct List {
    kind: String,
    /// Levels that restart, with their first numbers.
    starts: HashMap<usize, u32>,
    /// All levels, if the list overrides some.
    own: Option<Vec<Level>>,
}

#[derive(Default, Clone)]
struct Level {
    start: u32,
    format: String,
    /// As `%1.%2.`
    text: String,
    is_arabic: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    shape: ShapePatch,
    /// The level after which it restarts; 0: never.
    restart: Option<usize>,
}

impl Numbering {
    pub fn read(numbering: Option<&Element>) -> Self {
        let mut read = Numbering::default();
        let Some(numbering) = numbering else { return read };
        let mut links: HashMap<&str, &str> = HashMap::new();
        let mut linked: HashMap<&str, &str> = HashMap::new();
        for kind in numbering.children().filter(|child| child.is("w:abstractNum")) {
            let id = kind.attribute("w:abstractNumId").unwrap_or_default();
            let mut levels = vec![Level::default(); 9];
            for level in kind.children().filter(|child| child.is("w:lvl")) {
                let at = level.attribute("w:ilvl").and_then(|at| at.parse::<usize>().ok());
                if let Some(slot) = at.and_then(|at| levels.get_mut(at)) {
                    *slot = Level::of(level);
                }
            }
            read.kinds.insert(id.to_owned(), levels);
            kind.value("w:styleLink").map(|style| linked.insert(style, id));
            kind.value("w:numStyleLink").map(|style| links.insert(id, style));
        }
        // A kind that only names a style has that style's levels.
        for (id, style) in links {
            if let Some(levels) = linked.get(style).and_then(|id| read.kinds.get(*id)).cloned() {
                read.kinds.insert(id.to_owned(), levels);
            }
        }
        for list in numbering.children().filter(|child| child.is("w:num")) {
            let id = list.attribute("w:numId").unwrap_or_default().to_owned();
            let kind = list.value("w:abstractNumId").unwrap_or_default().to_owned();
            let mut starts = HashMap::new();
            let mut own: Option<Vec<Level>> = None;
            for changed in list.children().filter(|child| child.is("w:lvlOverride")) {
                let at = changed.attribute("w:ilvl").and_then(|at| at.parse::<usize>().ok());
                let Some(at) = at else { continue };
                let start = changed.value("w:startOverride").and_then(|start| start.parse().ok());
                starts.extend(start.map(|start| (at, start)));
                if let Some(level) = changed.child("w:lvl") {
                    let of_kind = || read.kinds.get(&kind).cloned().unwrap_or_default();
                    if let Some(slot) = own.get_or_insert_with(of_kind).get_mut(at) {
                        *slot = Level::of(level);
                    }
                }
            }
            let list = List { kind, starts, own };
            read.lists.insert(id, list);
        }
        read
    }

    /// The level of a list that has a style, which then needn't name it.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let levels = self.levels(self.lists.get(list)?)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// What a level says of its paragraphs' shape.
    pub fn shape(&self, list: &str, level: usize) -> Option<&ShapePatch> {
        Some(&self.levels(self.lists.get(list)?)?.get(level)?.shape)
    }

    fn levels<'l>(&'l self, list: &'l List) -> Option<&'l Vec<Level>> {
        list.own.as_ref().or_else(|| self.kinds.get(&list.kind))
    }

    /// Counts a paragraph and returns its label; `None` if nothing would be printed.
    pub fn next(&mut self, list_id: &str, at: usize) -> Option<Label> {
        let list = self.lists.get(list_id)?;
        let levels = list.own.as_ref().or_else(|| self.kinds.get(&list.kind))?;
        let level = levels.get(at)?;
        let counters = self.counters.entry(list.kind.clone()).or_default();
        if let Some(start) = list.starts.get(&at)
            && self.begun.insert((list_id.to_owned(), at))
        {
            counters[at] = start.checked_sub(1);
        }
        counters[at] = Some(match counters[at] {
            Some(count) => count.saturating_add(1),
            None => list.starts.get(&at).copied().unwrap_or(level.start),
        });
        for (below, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let never = levels.get(below).is_some_and(|level| level.restart == Some(0));
            if !never {
                *counter = None;
            }
        }
        let is_bullet = level.format == "bullet";
        let text = if is_bullet { bullet(&level.text) } else { numbered(levels, at, counters) };
        (!text.trim().is_empty()).then(|| Label {
            text: text.trim().to_owned(),
            is_bullet,
            level: at,
        })
    }
}

/// A level's text with the numbers in it.
fn numbered(levels: &[Level], at: usize, counters: &[Option<u32>; 9]) -> String {
    let Some(level) = levels.get(at) else { return String::new() };
    let mut out = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(c) = letters.next() {
        let digit = letters.peek().and_then(|c| c.to_digit(10)).filter(|_| c == '%');
        match digit {
            Some(digit) if (1..=9).contains(&digit) => {
                letters.next();
                let which = digit as usize - 1;
                let Some(other) = levels.get(which) else { continue };
                let count = counters[which].unwrap_or(other.start);
                let format = if level.is_arabic { "decimal" } else { &other.format };
                out += &formatted(count, format);
            }
            _ => out.push(c),
        }
    }
    out
}

impl Level {
    fn of(element: &Element) -> Self {
        Level {
            start: element.value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
            format: element.value("w:numFmt").unwrap_or("decimal").to_owned(),
            text: element.value("w:lvlText").unwrap_or_default().chars().take(40).collect(),
            is_arabic: element.switch("w:isLgl").unwrap_or(false),
            style: element.value("w:pStyle").map(str::to_owned),
            shape: element.child("w:pPr").map(ShapePatch::of).unwrap_or_default(),
            restart: element.value("w:lvlRestart").and_then(|level| level.parse().ok()),
        }
    }
}

/// The sign of a bullet; those of fonts of signs are points.
fn bullet(text: &str) -> String {
    let sign = |c: char| match c {
        '\u{f02d}' | '\u{f0be}' | '–' | '—' | '‐' | '‑' | '−' => '-',
        '\u{f02b}' => '+',
        '\u{f02a}' => '*',
        '\u{e000}'..='\u{f8ff}' => '•',
        c => c,
    };
    text.chars().map(sign).collect()
}

fn formatted(count: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman_of(count),
        "lowerRoman" => roman_of(count).to_lowercase(),
        "upperLetter" => upper(&letter_of(count)),
        "lowerLetter" => letter_of(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn roman_of(count: u32) -> String {
    u16::try_from(count).ok().filter(|c| (1..4000).contains(c)).map_or(count.to_string(), roman)
}

/// Word's letters: a to z, then aa, bb.
fn letter_of(count: u32) -> String {
    let Some(index) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (index % 26) as u8);
    let times = (index / 26 + 1).min(20) as usize;
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    fn lists(levels: &str, lists: &str) -> Numbering {
        let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!(
            "<w:numbering xmlns:w=\"{w}\"><w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>{lists}</w:numbering>"
        );
        Numbering::read(Some(&xml::read(text.as_bytes(), "n").expect("a tree")))
    }

    fn level(at: usize, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    #[test]
    fn levels_count_and_begin_anew() {
        let levels = level(0, "upperRoman", "%1.")
            + &level(1, "decimal", "%1.%2.")
            + &level(2, "lowerLetter", "%3)");
        let list = "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num>";
        let again = "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
        let mut numbering = lists(&levels, &format!("{list}{again}"));
        let mut next =
            |list: &str, at: usize| numbering.next(list, at).map(|l| l.text).unwrap_or_default();
        assert_eq!(next("5", 0), "I.");
        assert_eq!(next("5", 1), "I.1.");
        assert_eq!(next("5", 1), "I.2.");
        assert_eq!(next("5", 2), "a)");
        assert_eq!(next("5", 0), "II.");
        assert_eq!(next("5", 1), "II.1.");
        assert_eq!(next("6", 0), "I.");
        assert_eq!(next("6", 0), "II.");
        assert_eq!(next("7", 0), "");
    }

    /// The Vietnamese đ) between d) and e) is a level that a list has of its own.
    #[test]
    fn a_list_has_levels_of_its_own() {
        let own = format!(
            "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
            level(0, "none", "đ)")
        );
        let list = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
        let mut numbering = lists(&level(0, "lowerLetter", "%1)"), &format!("{list}{own}"));
        assert_eq!(numbering.next("1", 0).map(|label| label.text).as_deref(), Some("a)"));
        assert_eq!(numbering.next("2", 0).map(|label| label.text).as_deref(), Some("đ)"));
    }

    #[test]
    fn bullets_and_letters() {
        let mut numbering = lists(
            &level(0, "bullet", "\u{f0b7}"),
            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        );
        let label = numbering.next("1", 0).expect("a label");
        assert!(label.is_bullet && label.text == "•");
        assert_eq!(letter_of(27), "aa");
        assert_eq!(formatted(4, "upperRoman"), "IV");
        assert_eq!(formatted(0, "upperRoman"), "0");
    }
}
