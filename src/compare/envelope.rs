//! Changes in the parts around a paper's text: number, date, signer.

use crate::source::Path;
use crate::vietnamese::{PartialDate, fold};

use super::edit::{Act, Edit, is_code};
use super::unit::plain;

/// The fields of a paper's envelope that a line may have been filled into.
pub fn filled(line: &str, paper: &str) -> Vec<Edit> {
    let line = plain(line);
    if is_code(&line) {
        return Vec::new();
    }
    let root = Path::root().key("papers").key(paper);
    let edit = |path: Path, text: String| Edit { path, act: Act::Write(text) };
    let mut found = Vec::new();
    found.extend(number(&line).map(|number| edit(root.key("number"), number)));
    // A draft doesn't print the day, only month and year.
    if let Some(day) = day(&line) {
        let month = day.split_once('/').map(|(_, month)| format!("…/{month}"));
        found.extend(month.into_iter().chain([day]).map(|day| edit(root.key("date"), day)));
    }
    found.extend(archive(&line).map(|archive| edit(root.key("archive"), archive)));
    let words: Vec<&str> = line.split(' ').collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    if (2..=8).contains(&words.len()) && words.iter().all(is_capital) {
        let signature = root.key("signature");
        for field in ["name", "post", "on_behalf"] {
            found.push(edit(signature.key(field), line.clone()));
        }
    }
    found
}

/// The number or the day that a line has, which only an issued paper shows.
pub fn given(line: &str, paper: &str) -> Vec<Edit> {
    let line = plain(line);
    let root = Path::root().key("papers").key(paper);
    let whole = day(&line).filter(|day| !day.contains('…'));
    let number = number(&line).map(|number| ("number", number));
    let found = number.into_iter().chain(whole.map(|day| ("date", day)));
    found.map(|(key, text)| Edit { path: root.key(key), act: Act::Write(text) }).collect()
}

/// A line without what only the way of writing numbers makes: `Số: 7/BC` is `Số: 07/BC`.
pub fn unpadded(line: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    let line = plain(line);
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().is_some_and(char::is_ascii_digit);
        // A group of thousands keeps its own.
        let within = before.is_ascii_digit() || matches!(before, '.' | ',');
        if c != '0' || within || !next {
            out.push(c);
        }
        before = c;
    }
    out
}

/// The fields for a line that the program words by itself while they are empty: the subject,
/// the opening, the closing sentence.
pub fn reworded(new: &str, paper: &str) -> Vec<Edit> {
    // Characters with a meaning in narratives.
    if is_code(new) || new.contains(['*', '`', '\\', '|']) || new.starts_with(['-', '+', '#']) {
        return Vec::new();
    }
    let root = Path::root().key("papers").key(paper);
    let edit = |field: &str| Edit { path: root.key(field), act: Act::Write(new.to_owned()) };
    ["subject", "opening", "closing"].into_iter().map(edit).collect()
}

/// "Số: 27/BC-CĐCS", "Số 27-BC/CB"
fn number(line: &str) -> Option<String> {
    let rest = line.strip_prefix("Số")?.trim_start_matches([':', ' ']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty() && digits.len() <= 6).then_some(digits)
}

/// "Bến Mơ, ngày 05 tháng 12 năm 2026" as 5/12/2026; a blank is unknown.
fn day(line: &str) -> Option<String> {
    let folded = fold(line);
    let mut rest = folded.as_str();
    let mut parts = Vec::new();
    for word in ["ngày", "tháng", "năm"] {
        let at = rest.find(word)?;
        rest = &rest[at + word.len()..];
        let digits: String =
            rest.trim_start().chars().take_while(char::is_ascii_digit).take(4).collect();
        parts.push(digits.parse::<u16>().map_or("…".to_owned(), |number| number.to_string()));
    }
    // Nothing but the year's own digits stands behind it.
    let is_line = rest.trim().chars().count() <= 5;
    let day = parts.join("/");
    (is_line && PartialDate::parse(&day).is_ok()).then_some(day)
}

/// "- Lưu: VT, CĐCS." as "VT, CĐCS"
fn archive(line: &str) -> Option<String> {
    let rest = line.trim_start_matches(['-', ' ']).strip_prefix("Lưu")?;
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim().trim_end_matches(['.', ';']);
    (!rest.is_empty() && rest.chars().count() < 60).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_before_a_number_say_nothing() {
        assert_eq!(unpadded("Số: 007/BC, ngày 05 tháng 10"), "Số: 07/BC, ngày 5 tháng 10");
        assert_eq!(unpadded("1.005 và 0 và 100"), "1.005 và 0 và 100");
    }

    #[test]
    fn what_is_filled_in_finds_its_field() {
        for (line, field, text) in [
            ("Số: 27/BC-CĐCS", "papers.x.number", "27"),
            ("Số 9-BC/CB", "papers.x.number", "9"),
            ("Bến Mơ, ngày 05 tháng 12 năm 2026", "papers.x.date", "…/12/2026"),
            ("Bến Mơ, ngày … tháng 12 năm 2026", "papers.x.date", "…/12/2026"),
            ("- Lưu: VT, CĐCS.", "papers.x.archive", "VT, CĐCS"),
            ("Phan Thị Cúc", "papers.x.signature.name", "Phan Thị Cúc"),
        ] {
            let found = filled(line, "x");
            let first = found.first().map(|edit| (edit.path.to_string(), edit.act.clone()));
            assert_eq!(first, Some((field.to_owned(), Act::Write(text.to_owned()))), "{line}");
        }
        for line in ["Trong năm 2026, ngày hội được tổ chức.", "Số đoàn viên tăng", "{{ x }} Y"]
        {
            assert_eq!(filled(line, "x"), [], "{line}");
        }
    }
}
