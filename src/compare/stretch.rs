//! Lines of a typed text, paragraphs, list items and table rows, and edits that add, remove,
//! move, split and join them.

use super::unit::tidy;
use super::words::likeness;

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

/// Where a line is moved to: behind another one, before another one, or to the front.
#[derive(Debug, Clone, Copy)]
pub enum Beside<'a> {
    Behind(&'a str),
    Before(&'a str),
    Front,
}

/// The typed text with the part of `line` moved beside that of another one; `None` if that
/// changes nothing.
pub fn moved(typed: &str, line: &str, beside: Beside<'_>) -> Option<String> {
    let (_, own) = nearest(typed, line)?;
    let all = stretches(typed);
    let lines: Vec<&str> = typed.lines().collect();
    let others: Vec<&Stretch> = all.iter().filter(|stretch| **stretch != own).collect();
    let place = |line: &str| {
        let (_, stretch) = nearest(typed, line)?;
        others.iter().position(|other| **other == stretch)
    };
    let at = match beside {
        Beside::Behind(other) => place(other)? + 1,
        Beside::Before(other) => place(other)?,
        Beside::Front => 0,
    };
    let mut order = others.clone();
    order.insert(at, &own);
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
    use super::super::words::cut_at;
    use super::*;

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
            moved(typed, "Mở đầu kỳ này.", Beside::Behind("Việc thứ hai đã xong.")).as_deref(),
            Some(
                "Việc thứ hai đã xong.\n\nMở đầu kỳ này.\n\n- Thăm hỏi {{ n }} người;\n- Tặng quà ngày Tết.\n"
            )
        );
        assert_eq!(
            moved(typed, "Tặng quà ngày Tết.", Beside::Behind("Việc thứ hai đã xong.")).as_deref(),
            Some(
                "Mở đầu kỳ này.\n\nViệc thứ hai đã xong.\n\n- Tặng quà ngày Tết.\n- Thăm hỏi {{ n }} người;\n"
            )
        );
        // What stands behind may be known where what stands before isn't.
        assert_eq!(
            moved(typed, "Việc thứ hai đã xong.", Beside::Before("Mở đầu kỳ này.")),
            moved(typed, "Việc thứ hai đã xong.", Beside::Front)
        );
        assert_eq!(moved(typed, "Mở đầu kỳ này.", Beside::Front), None);
        assert_eq!(moved(typed, "Mở đầu kỳ này.", Beside::Behind("Không có dòng này.")), None);
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
    }
}
