//! Positions of words of a printed line in a typed text, and edits of that text.

use crate::sequence::{self, in_common};

use super::hunk::Hunk;
use super::unit::{plain, tidy};

/// A typed text with single blanks and simple punctuation, and the original position of each
/// byte.
struct Simple {
    text: String,
    /// The byte of the typed text for every byte of this one, and the end.
    places: Vec<usize>,
}

impl Simple {
    fn of(typed: &str) -> Self {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (at, c) in typed.char_indices() {
            let c = match c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c == ' ' && (text.is_empty() || text.ends_with(' ')) {
                continue;
            }
            text.push(c);
            places.resize(text.len(), at);
        }
        places.push(typed.len());
        Simple { text, places }
    }

    /// The byte positions of some words that aren't part of longer ones.
    fn find(&self, words: &str) -> Vec<usize> {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let goes_on = |c: Option<char>, then: Option<char>| {
            c.is_some_and(|c| c == '.' || c == ',') && then.is_some_and(|c| c.is_ascii_digit())
        };
        let inner = words.starts_with(char::is_alphanumeric);
        let outer = words.ends_with(char::is_alphanumeric);
        let places = self.text.match_indices(words).map(|(at, _)| at);
        let alone = |at: &usize| {
            let mut before = self.text[..*at].chars().rev();
            let mut behind = self.text[at + words.len()..].chars();
            let (b1, b2) = (before.next(), before.next());
            let (a1, a2) = (behind.next(), behind.next());
            !(inner && (is_word(b1) || goes_on(b1, b2)))
                && !(outer && (is_word(a1) || goes_on(a1, a2)))
        };
        places.filter(alone).collect()
    }

    /// How many of the words around a change occur around a position.
    fn context(&self, at: usize, end: usize, hunk: &Hunk) -> usize {
        // Signs that stand alone, such as those of bold letters, are no words.
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let is_word = |word: &String| !word.is_empty();
        let typed = |text: &str| -> Vec<String> {
            text.split_whitespace().map(bare).filter(is_word).collect()
        };
        let read = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| bare(&plain(word))).filter(is_word).collect()
        };
        let same = |(a, b): &(&String, &String)| a == b;
        let (before, behind) = (typed(&self.text[..at]), typed(&self.text[end..]));
        let (left, right) = (read(&hunk.before), read(&hunk.after));
        before.iter().rev().zip(left.iter().rev()).take_while(same).count()
            + behind.iter().zip(&right).take_while(same).count()
    }
}

/// The typed text after a change, and how many context words agreed; `None` if the position
/// isn't certain.
pub fn changed(typed: &str, hunk: &Hunk) -> Option<(String, usize)> {
    let simple = Simple::of(typed);
    if hunk.old.is_empty() {
        return inserted(typed, &simple, hunk);
    }
    let old = plain(&hunk.old);
    let mut places: Vec<(usize, usize)> = simple
        .find(&old)
        .into_iter()
        .map(|at| (simple.context(at, at + old.len(), hunk), at))
        .collect();
    places.sort_unstable();
    let (agreed, at) = places.pop()?;
    if places.last().is_some_and(|(other, _)| *other == agreed) {
        return None;
    }
    let start = *simple.places.get(at)?;
    let mut end = *simple.places.get(at + old.len())?;
    // The blank before it was the last word's.
    end = start + typed.get(start..end)?.trim_end().len();
    let mut before = typed.get(..start)?.to_owned();
    let behind = typed.get(end..)?;
    if hunk.new.is_empty() {
        // A line continues what precedes it, a paragraph doesn't.
        let blanks = before.len() - before.trim_end().len();
        let (kept, blank) = before.split_at(before.len() - blanks);
        let opens = kept.is_empty() || blank.matches('\n').count() > 1;
        let kept = if opens { before.trim_end_matches(' ').len() } else { kept.len() };
        before.truncate(kept);
        let behind = if opens { behind.trim_start_matches(' ') } else { behind };
        return Some((before + behind, agreed));
    }
    Some((before + &hunk.new + behind, agreed))
}

/// Inserts words after those before them, or before those after them.
fn inserted(typed: &str, simple: &Simple, hunk: &Hunk) -> Option<(String, usize)> {
    let only = |words: &[String]| {
        let words = plain(&words.join(" "));
        match simple.find(&words).as_slice() {
            [at] => Some((*at, *at + words.len())),
            _ => None,
        }
    };
    for count in (1..=hunk.before.len()).rev() {
        let words = &hunk.before[hunk.before.len() - count..];
        if let Some((_, end)) = only(words) {
            let last = typed.get(..*simple.places.get(end)?)?.trim_end().len();
            let new = format!("{} {}{}", typed.get(..last)?, hunk.new, typed.get(last..)?);
            return Some((new, count));
        }
    }
    for count in (1..=hunk.after.len()).rev() {
        if let Some((at, _)) = only(&hunk.after[..count]) {
            let at = *simple.places.get(at)?;
            return Some((format!("{}{} {}", typed.get(..at)?, hunk.new, typed.get(at..)?), count));
        }
    }
    None
}

/// A part of a narrative that becomes a paragraph or a list item, in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    lines: std::ops::Range<usize>,
    /// `- ` with the blanks before it; empty for a paragraph.
    sign: String,
    text: String,
}

fn stretches(typed: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut open = false;
    for (at, line) in typed.lines().enumerate() {
        let sign = sign(line);
        if line.trim().is_empty() {
            open = false;
        } else if let Some(cells) = row(line) {
            // Each row separately; the rule below the heading contains no words.
            if cells.contains(char::is_alphanumeric) {
                found.push(Stretch { lines: at..at + 1, sign: ROW.to_owned(), text: cells });
            }
            open = false;
        } else if let (true, "", Some(last)) = (open, sign, found.last_mut()) {
            last.lines.end = at + 1;
            last.text = tidy(&format!("{} {line}", last.text));
        } else {
            let text = tidy(&line[sign.len()..]);
            found.push(Stretch { lines: at..at + 1, sign: sign.to_owned(), text });
            open = true;
        }
    }
    found
}

/// The sign that opens a row of a table.
const ROW: &str = "|";

/// The words of a table's row.
fn row(line: &str) -> Option<String> {
    let line = line.trim();
    line.starts_with(ROW).then(|| tidy(&line.replace('|', " ")))
}

/// The sign that opens an item of a list, with the blanks around it.
fn sign(line: &str) -> &str {
    let blanks = line.len() - line.trim_start().len();
    match ["- ", "+ ", "* "].iter().any(|sign| line[blanks..].starts_with(sign)) {
        true => &line[..blanks + 2],
        false => "",
    }
}

/// The words of a text, sorted, without looks and capitals.
pub fn sorted_words(text: &str) -> Vec<String> {
    sequence::sorted_words(&plain(text))
}

/// How much two texts have in common, from 0 to 1.
pub fn likeness(a: &str, b: &str) -> f32 {
    in_common(&sorted_words(a), &sorted_words(b))
}

/// A part with a lower similarity isn't the origin of a line.
const ALIKE: f32 = 0.55;

/// The part that a line of the paper was made from.
fn nearest(typed: &str, line: &str) -> Option<(f32, Stretch)> {
    let scored = stretches(typed).into_iter().map(|s| (likeness(&s.text, line), s));
    scored.filter(|(score, _)| *score >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0))
}

/// How certain it is that a line was made from a typed text, if at all.
pub fn holds(typed: &str, line: &str) -> Option<f32> {
    nearest(typed, line).map(|(score, _)| score)
}

/// Whether a typed text becomes a single line.
pub fn is_one_line(typed: &str) -> bool {
    stretches(typed).len() == 1
}

/// The typed text with a new paragraph or item after the one `line` was made from, or before
/// it.
pub fn with_line(typed: &str, line: &str, new: &[String], behind: bool) -> Option<String> {
    let (_, stretch) = nearest(typed, line)?;
    let mut lines: Vec<String> = typed.lines().map(str::to_owned).collect();
    let own = match stretch.sign == ROW {
        true => format!("| {} |", new.join(" | ")),
        false => format!("{}{}", stretch.sign, new.join(" ").trim()),
    };
    let apart = stretch.sign.is_empty();
    let at = if behind { stretch.lines.end } else { stretch.lines.start };
    let new = match (apart, behind) {
        (false, _) => vec![own],
        (true, true) => vec![String::new(), own],
        (true, false) => vec![own, String::new()],
    };
    lines.splice(at..at, new);
    Some(lines.join("\n") + end_of(typed))
}

/// The typed text without the part that `line` was made from.
pub fn without_line(typed: &str, line: &str) -> Option<String> {
    let (_, stretch) = nearest(typed, line)?;
    let mut lines: Vec<&str> = typed.lines().collect();
    let mut cut = stretch.lines;
    // One of the empty lines around it goes along.
    if cut.start > 0 && lines[cut.start - 1].trim().is_empty() {
        cut.start -= 1;
    } else if lines.get(cut.end).is_some_and(|next| next.trim().is_empty()) {
        cut.end += 1;
    }
    lines.drain(cut);
    Some(lines.join("\n") + end_of(typed))
}

/// The typed text with the part of `line` moved after that of `above`, or to the front.
pub fn moved(typed: &str, line: &str, above: Option<&str>) -> Option<String> {
    let (_, own) = nearest(typed, line)?;
    let all = stretches(typed);
    let above = above.and_then(|above| nearest(typed, above)).map(|(_, stretch)| stretch);
    let lines: Vec<&str> = typed.lines().collect();
    let others: Vec<&Stretch> = all.iter().filter(|stretch| **stretch != own).collect();
    let behind = above.and_then(|above| others.iter().position(|other| **other == above));
    let mut order = others.clone();
    order.insert(behind.map_or(0, |at| at + 1), &own);
    let is_table = all.iter().any(|stretch| stretch.sign == ROW);
    if is_table || order.iter().copied().eq(all.iter()) {
        return None;
    }
    let mut out = String::new();
    for (at, stretch) in order.iter().enumerate() {
        // Paragraphs are separated by empty lines, list items aren't.
        let apart = at > 0 && (stretch.sign.is_empty() || order[at - 1].sign.is_empty());
        out += if apart { "\n" } else { "" };
        for line in &lines[stretch.lines.clone()] {
            out += line;
            out.push('\n');
        }
    }
    Some(out.trim_end_matches('\n').to_owned() + end_of(typed))
}

/// A typed text split where some words begin, if they occur only once.
pub fn cut_at(typed: &str, words: &str) -> Option<(String, String)> {
    const MOST: usize = 8;
    let simple = Simple::of(typed);
    let words: Vec<String> = plain(words).split(' ').map(str::to_owned).collect();
    let at = (1..=words.len().min(MOST)).rev().find_map(|count| {
        let found = simple.find(&words[..count].join(" "));
        (found.len() == 1).then(|| found[0])
    })?;
    let at = *simple.places.get(at)?;
    let (first, second) = (typed.get(..at)?.trim_end(), typed.get(at..)?);
    (!first.is_empty()).then(|| (first.to_owned(), second.to_owned()))
}

/// A typed text cut behind some words, whose last ones stand in it once.
pub fn cut_behind(typed: &str, words: &str) -> Option<(String, String)> {
    const MOST: usize = 8;
    let simple = Simple::of(typed);
    let words: Vec<String> = plain(words).split(' ').map(str::to_owned).collect();
    let end = (1..=words.len().min(MOST)).rev().find_map(|count| {
        let last = words[words.len() - count..].join(" ");
        match simple.find(&last).as_slice() {
            [at] => Some(at + last.len()),
            _ => None,
        }
    })?;
    let end = *simple.places.get(end)?;
    let (first, second) = (typed.get(..end)?.trim_end(), typed.get(end..)?.trim_start());
    (!second.trim().is_empty()).then(|| (first.to_owned(), second.to_owned()))
}

/// A typed text with the part of `line` split in two.
pub fn in_two(typed: &str, line: &str, first: &str, second: &str) -> String {
    let sign = nearest(typed, line).map(|(_, stretch)| stretch.sign).unwrap_or_default();
    match sign.is_empty() {
        true => format!("{first}\n\n{second}"),
        false => format!("{first}\n{sign}{second}"),
    }
}

/// A typed text with two adjacent lines joined.
pub fn joined(typed: &str, halves: [&str; 2]) -> Option<String> {
    let ((_, first), (_, second)) = (nearest(typed, halves[0])?, nearest(typed, halves[1])?);
    let lines: Vec<&str> = typed.lines().collect();
    let between = lines.get(first.lines.end..second.lines.start)?;
    if !between.iter().all(|line| line.trim().is_empty()) || first.sign == ROW {
        return None;
    }
    let mut out: Vec<String> = lines[..first.lines.end].iter().map(|l| (*l).to_owned()).collect();
    let mut behind = lines[second.lines.start..].iter();
    let next = behind.next()?.get(second.sign.len()..)?;
    let last = out.last_mut()?;
    *last = format!("{} {}", last.trim_end(), next.trim_start());
    out.extend(behind.map(|line| (*line).to_owned()));
    Some(out.join("\n") + end_of(typed))
}

fn end_of(typed: &str) -> &'static str {
    if typed.ends_with('\n') { "\n" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::super::hunk::hunks;
    use super::*;

    fn taken(typed: &str, old: &str, new: &str) -> Option<String> {
        let mut text = typed.to_owned();
        for hunk in hunks(old, new) {
            text = changed(&text, &hunk)?.0;
        }
        Some(text)
    }

    #[test]
    fn a_change_finds_its_place_in_what_was_typed() {
        let typed = "Tổ chức {{n}} lớp,\n  mỗi lớp **3** ngày; 3 xã.\n";
        for (old, new, want) in [
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, mỗi lớp 4 ngày; 3 xã.",
                "Tổ chức {{n}} lớp,\n  mỗi lớp **4** ngày; 3 xã.\n",
            ),
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; cả 3 xã.",
                "Tổ chức {{n}} lớp,\n  mỗi lớp **3** ngày; cả 3 xã.\n",
            ),
            (
                "Tổ chức 12 lớp, mỗi lớp 3 ngày; 3 xã.",
                "Tổ chức 12 lớp, lớp 3 ngày; 3 xã.",
                "Tổ chức {{n}} lớp, lớp **3** ngày; 3 xã.\n",
            ),
        ] {
            assert_eq!(taken(typed, old, new).as_deref(), Some(want), "{new}");
        }
        // Where a paragraph loses its first word, it remains one.
        let lost = taken("Mở đầu.\n\nRiêng năm nay có mưa.", "Riêng năm nay", "năm nay");
        assert_eq!(lost.as_deref(), Some("Mở đầu.\n\nnăm nay có mưa."));
        // The value of an expression isn't in the typed text, nor is a part of another
        // number.
        assert_eq!(taken("có {{n}} lớp", "có 12 lớp", "có 13 lớp"), None);
        assert_eq!(taken("1.245 người", "245 người", "246 người"), None);
    }

    #[test]
    fn a_place_that_may_be_another_is_none() {
        assert_eq!(taken("3 lớp ở 3 lớp", "x 3", "x 4"), None);
    }

    #[test]
    fn lines_come_in_and_go() {
        let typed = "Mở đầu kỳ này.\n\n- Thăm hỏi đoàn viên ốm đau;\n- Tặng quà ngày Tết.\n";
        assert_eq!(
            with_line(typed, "Thăm hỏi đoàn viên ốm đau;", &["Trao học bổng;".to_owned()], true)
                .as_deref(),
            Some(
                "Mở đầu kỳ này.\n\n- Thăm hỏi đoàn viên ốm đau;\n- Trao học bổng;\n- Tặng quà ngày Tết.\n"
            )
        );
        assert_eq!(
            with_line(typed, "Mở đầu kỳ này.", &["Đoạn mới.".to_owned()], true).as_deref(),
            Some(
                "Mở đầu kỳ này.\n\nĐoạn mới.\n\n- Thăm hỏi đoàn viên ốm đau;\n- Tặng quà ngày Tết.\n"
            )
        );
        assert_eq!(
            without_line(typed, "Tặng quà ngày Tết.").as_deref(),
            Some("Mở đầu kỳ này.\n\n- Thăm hỏi đoàn viên ốm đau;\n")
        );
        assert_eq!(without_line(typed, "Một việc nào khác hẳn"), None);
        let table = "| Tổ | Số |\n| --- | --- |\n| Tổ mộc | 12 |\n";
        assert_eq!(
            with_line(table, "Tổ mộc 12", &["Tổ sơn".to_owned(), "7".to_owned()], true).as_deref(),
            Some("| Tổ | Số |\n| --- | --- |\n| Tổ mộc | 12 |\n| Tổ sơn | 7 |\n")
        );
        assert_eq!(
            without_line(table, "Tổ mộc 12").as_deref(),
            Some("| Tổ | Số |\n| --- | --- |\n")
        );
    }

    #[test]
    fn lines_change_places_part_and_join() {
        let typed = "Mở đầu kỳ này.\n\nViệc thứ hai đã xong.\n\n- Thăm hỏi {{ n }} người;\n- Tặng quà ngày Tết.\n";
        assert_eq!(
            moved(typed, "Mở đầu kỳ này.", Some("Việc thứ hai đã xong.")).as_deref(),
            Some(
                "Việc thứ hai đã xong.\n\nMở đầu kỳ này.\n\n- Thăm hỏi {{ n }} người;\n- Tặng quà ngày Tết.\n"
            )
        );
        assert_eq!(
            moved(typed, "Tặng quà ngày Tết.", Some("Việc thứ hai đã xong.")).as_deref(),
            Some(
                "Mở đầu kỳ này.\n\nViệc thứ hai đã xong.\n\n- Tặng quà ngày Tết.\n- Thăm hỏi {{ n }} người;\n"
            )
        );
        assert_eq!(moved(typed, "Mở đầu kỳ này.", None), None);
        let (first, second) = cut_at(typed, "đã xong.").expect("a place");
        assert_eq!(
            in_two(typed, "Việc thứ hai đã xong.", &first, &second),
            "Mở đầu kỳ này.\n\nViệc thứ hai\n\nđã xong.\n\n- Thăm hỏi {{ n }} người;\n- Tặng quà ngày Tết.\n"
        );
        let (first, second) = cut_at(typed, "ngày Tết.").expect("a place");
        assert!(
            in_two(typed, "Tặng quà ngày Tết.", &first, &second)
                .ends_with("- Tặng quà\n- ngày Tết.\n")
        );
        assert_eq!(
            joined(typed, ["Mở đầu kỳ này.", "Việc thứ hai đã xong."]).as_deref(),
            Some(
                "Mở đầu kỳ này. Việc thứ hai đã xong.\n\n- Thăm hỏi {{ n }} người;\n- Tặng quà ngày Tết.\n"
            )
        );
        assert_eq!(joined(typed, ["Mở đầu kỳ này.", "Tặng quà ngày Tết."]), None);
        // What opens with an expression is cut off behind the words before it.
        let both = "Họp 9 buổi; {{ hoc }} đoàn viên học tập.\n";
        assert_eq!(cut_at(both, "298/302 đoàn viên học tập."), None);
        assert_eq!(
            cut_behind(both, "Họp 9 buổi;"),
            Some(("Họp 9 buổi;".to_owned(), "{{ hoc }} đoàn viên học tập.\n".to_owned()))
        );
    }
}
