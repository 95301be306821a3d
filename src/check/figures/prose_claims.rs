//! Claims about a figure in running text: `đạt 94,2%`, `tăng 12 đoàn viên`.

use std::ops::Range;

use crate::vietnamese::Number;

/// `đạt 94,2%`, `tăng 12 đoàn viên (3,5%)`: a verb and what it claims.
#[derive(Debug)]
pub(crate) struct Claim<'a> {
    pub verb: &'static str,
    pub number: Number,
    pub percent: bool,
    pub unit: &'a str,
    /// A percent in brackets behind it.
    pub beside: Option<Number>,
    /// What it is compared with: `so với …`.
    pub against: Option<&'a str>,
    pub span: Range<usize>,
}

const VERBS: [&str; 8] = ["đạt", "vượt", "tăng", "giảm", "chiếm", "tỷ lệ", "tỉ lệ", "tương đương"];

/// The claims among the clauses of a text, from an offset on. A clause that
/// doesn't begin with its verb may speak of something else.
pub(crate) fn claims(text: &str, from: usize) -> Vec<Claim<'_>> {
    let mut at = from;
    let mut found = Vec::new();
    for clause in split_clauses(&text[from..]) {
        let start = at + (clause.len() - clause.trim_start_matches([',', '(', ' ']).len());
        let body = &text[start..at + clause.len()];
        at += clause.len();
        found.extend(claim(body, start));
    }
    found
}

/// Cuts before each comma or bracket, and ends at a full stop, a semicolon, a
/// line or the next expression. A comma between digits belongs to a number.
fn split_clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let in_number = before.is_ascii_digit()
            && text[i + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        match c {
            ';' | '\n' | '{' => return with(clauses, &text[start..i]),
            '.' if !in_number => return with(clauses, &text[start..i]),
            ',' if !in_number => {
                clauses.push(&text[start..i]);
                start = i;
            }
            _ => {}
        }
        before = c;
    }
    with(clauses, &text[start..])
}

fn with<'a>(mut clauses: Vec<&'a str>, last: &'a str) -> Vec<&'a str> {
    clauses.push(last);
    clauses
}

fn claim(body: &str, start: usize) -> Option<Claim<'_>> {
    let (verb, rest) = VERBS.iter().find_map(|verb| {
        let lower = body.get(..verb.len())?.to_lowercase();
        (lower == **verb)
            .then(|| body[verb.len()..].strip_prefix(' '))
            .flatten()
            .map(|r| (*verb, r))
    })?;
    let (number, percent, rest) = leading_number(rest)?;
    let (rest, against) = match rest.split_once("so với ") {
        Some((rest, against)) => (rest, Some(against.trim_end_matches(')').trim())),
        None => (rest, None),
    };
    let (unit, beside) = match rest.split_once('(') {
        Some((unit, inside)) => match leading_number(inside) {
            Some((number, true, _)) => (unit, Some(number)),
            _ => (unit, None),
        },
        None => (rest, None),
    };
    let unit = unit.trim_end_matches(')').trim();
    let span = start..start + body.trim_end().len();
    Some(Claim { verb, number, percent, unit, beside, against, span })
}

fn leading_number(text: &str) -> Option<(Number, bool, &str)> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let digits = text[..end].trim_end_matches(['.', ',']);
    let number = Number::parse(digits).ok()?;
    let rest = &text[digits.len()..];
    let percent = rest.strip_prefix('%');
    Some((number, percent.is_some(), percent.unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |c: &Claim<'_>| {
            let beside = c.beside.map(|n| format!(" ({n}%)")).unwrap_or_default();
            let percent = if c.percent { "%" } else { "" };
            format!("{} {}{percent} {}{beside}", c.verb, c.number, c.unit)
        };
        claims(text, 0).iter().map(show).collect()
    }

    #[test]
    fn clauses_that_begin_with_a_verb() {
        assert_eq!(read(", đạt 94,2%."), ["đạt 94,2% "]);
        assert_eq!(
            read(", tăng 12 đoàn viên (3,5%) so với cùng kỳ; giảm 5%"),
            ["tăng 12 đoàn viên (3,5%)"]
        );
        assert_eq!(read(" (tăng 1.020 người so với cùng kỳ)"), ["tăng 1.020 người"]);
        assert_eq!(read(" được giải quyết, đạt 93,5%"), ["đạt 93,5% "]);
    }

    #[test]
    fn of_something_else_or_of_no_number() {
        let none: [&str; 6] = [
            ", trong đó nữ tăng 12 người",
            ", tăng lên 412 đoàn viên",
            ", tăng hơn 3%",
            ". Tăng 12 đoàn viên",
            " của {{ x }}, đạt 90%",
            ", giảm",
        ];
        for text in none {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
