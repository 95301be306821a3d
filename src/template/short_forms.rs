//! Short forms (chữ viết tắt, tên gọi tắt): told in full where a paper first
//! uses them.
//!
//! Which use is the first is known only once the paper is whole, so this reads
//! the finished Typst source, line by line as the templates wrote it, and looks
//! only into the literals of running paragraphs: headings, the letterhead,
//! legal bases and tables keep what was typed.

use std::ops::Range;

use crate::dossier::Dossier;
use crate::vietnamese::{NO_BREAK, capitalize_first};

use super::engine::escaped;

/// The source with every abbreviation of the dossier, and the union's short
/// name, introduced at its first use: `công đoàn cơ sở (CĐCS)`, `Công đoàn …
/// (sau đây gọi tắt là …)`. An abbreviation used once is printed in full; one
/// that the writer introduced is left alone.
pub(super) fn introduced(source: String, dossier: &Dossier) -> String {
    let mut source = source;
    for (short, full) in dossier.abbreviations.iter() {
        if !short.trim().is_empty() && !full.trim().is_empty() {
            source = abbreviation(source, short.trim(), full.trim());
        }
    }
    let organization = &dossier.organization;
    match (&organization.name, &organization.short_name) {
        (Some(name), Some(short)) if name != short => short_name(source, name, short),
        _ => source,
    }
}

fn abbreviation(mut source: String, short: &str, full: &str) -> String {
    let uses = uses(&source, short);
    let Some(first) = uses.first().cloned() else { return source };
    // A value ends a literal, and the text behind it begins another.
    let before = plain(&source[..first.start]).replace("\";#\"", "");
    if before.to_lowercase().ends_with(&format!("{} (", full.to_lowercase())) {
        return source;
    }
    let opens = opens_paragraph(&source, first.start) || before.ends_with(". ");
    let full = if opens { capitalize_first(full) } else { full.to_owned() };
    let told = if uses.len() == 1 { full } else { format!("{full} ({short})") };
    source.replace_range(first, &escaped(&told));
    source
}

fn short_name(mut source: String, name: &str, short: &str) -> String {
    let told = format!(" (sau đây gọi tắt là {short})");
    if plain(&source).contains(told.trim()) {
        return source;
    }
    let names = uses(&source, name);
    let within_name = |at: usize| names.iter().any(|n| n.contains(&at));
    if !uses(&source, short).iter().any(|u| !within_name(u.start)) {
        return source;
    }
    // Inside the congress's own name there is no room for a parenthesis.
    let free = |n: &&Range<usize>| !plain(&source[n.end..]).starts_with(" lần thứ");
    if let Some(first) = names.iter().find(free) {
        source.insert_str(first.end, &escaped(&told));
    }
    source
}

/// Where a word stands in the running paragraphs, whole: not as a part of a
/// longer word, nor of a number like `12/KH-CĐCS`.
fn uses(source: &str, word: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
    let word = escaped(word);
    let mut uses = Vec::new();
    for literal in literals(source) {
        let text = &source[literal.clone()];
        let mut at = 0;
        while let Some(found) = find(&text[at..], &word) {
            let found = at + found.start..at + found.end;
            let whole =
                !text[..found.start].ends_with(is_part) && !text[found.end..].starts_with(is_part);
            if whole {
                uses.push(literal.start + found.start..literal.start + found.end);
            }
            at = found.end;
        }
    }
    uses
}

/// The first place of a word in a text, however the word is bound: a no-break
/// space is a space.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let same = |a: char, b: char| a == b || (a == NO_BREAK && b == ' ');
    // Its first letters are the same however it is bound: a quick look for them
    // saves going through the text letter by letter.
    let first = word.split(' ').next().unwrap_or(word);
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = text[start..].chars();
        let fits = word.chars().all(|b| rest.next().is_some_and(|a| same(a, b)));
        fits.then(|| start..text.len() - rest.as_str().len())
    })
}

/// A text with plain spaces, to be looked at, not to count places in.
fn plain(text: &str) -> String {
    text.replace(NO_BREAK, " ")
}

/// Whether nothing but a function of the layout stands before a place on its
/// line.
fn opens_paragraph(source: &str, at: usize) -> bool {
    let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &source[line..at];
    before.strip_suffix("#\"").is_some_and(|b| b.is_empty() || b.ends_with('['))
}

/// The insides of the string literals of running paragraphs.
fn literals(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    source
        .split_inclusive('\n')
        .filter_map(move |line| {
            let at = start;
            start += line.len();
            is_paragraph(line)
                .then(|| inside_quotes(line).into_iter().map(move |r| at + r.start..at + r.end))
        })
        .flatten()
}

/// Templates write one paragraph a line; everything else opens otherwise.
fn is_paragraph(line: &str) -> bool {
    let opens = ["#\"", "#box", "#dash", "#item", "#numbered", "#strong", "#emph"];
    opens.iter().any(|o| line.starts_with(o)) || line.starts_with(char::is_alphabetic)
}

fn inside_quotes(line: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut open, mut escape) = (None, false);
    for (at, byte) in line.bytes().enumerate() {
        match (open, byte) {
            (Some(_), _) if escape => escape = false,
            (Some(_), b'\\') => escape = true,
            (Some(start), b'"') => {
                ranges.push(start..at);
                open = None;
            }
            (None, b'"') => open = Some(at + 1),
            _ => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(yaml: &str) -> Dossier {
        serde_yaml::from_str(yaml).expect("a dossier")
    }

    #[test]
    fn abbreviations_are_introduced_once() {
        let dossier = with("abbreviations:\n  CĐCS: công đoàn cơ sở\n  NLĐ: người lao động\n");
        let source = "#section(title: [#\"CĐCS\";])[\n\
            #dash(level: 1)[#\"CĐCS họp. Các CĐCS theo \";#box[#\"Số 12/KH-CĐCS\";];]\n\
            #\"Với NLĐ.\";\n]\n    ([1], [#\"CĐCS\";]),\n";
        let told = introduced(source.to_owned(), &dossier);
        assert!(told.contains("[#\"Công đoàn cơ sở (CĐCS) họp. Các CĐCS theo \""), "{told}");
        assert!(told.contains("#\"Với người lao động.\""), "{told}");
        assert!(told.starts_with("#section(title: [#\"CĐCS\";])"), "{told}");
        assert!(told.contains("12/KH-CĐCS\"") && told.contains("([1], [#\"CĐCS\";])"), "{told}");
        // Introduced by the writer, with no-break spaces or without.
        let own = "#\"Các công đoàn\u{a0}cơ sở (CĐCS) và CĐCS.\";\n";
        assert_eq!(introduced(own.to_owned(), &dossier), own);
    }

    #[test]
    fn the_short_name_is_introduced_beside_the_full_one() {
        let dossier =
            with("organization:\n  name: Công đoàn phường Mẫu\n  short_name: Công đoàn phường\n");
        let source = "#\"Đại hội Công đoàn phường Mẫu lần thứ I\"; họp;\n\
            #\"Công đoàn\u{a0}phường\u{a0}Mẫu có mười tổ. Công đoàn phường vững mạnh.\";\n";
        let told = introduced(source.to_owned(), &dossier);
        assert!(told.contains("Mẫu (sau đây gọi tắt là Công đoàn phường) có"), "{told}");
        assert_eq!(introduced(told.clone(), &dossier), told);
        let unused = "#\"Công đoàn phường Mẫu.\";\n";
        assert_eq!(introduced(unused.to_owned(), &dossier), unused);
    }

    #[test]
    fn data_is_never_code() {
        let dossier = with("abbreviations:\n  dash: \"\\\"]; #panic()\"\n  level: x\n");
        let source = "#dash(level: 1)[#\"a dash b\";]\n";
        let told = introduced(source.to_owned(), &dossier);
        assert_eq!(told, "#dash(level: 1)[#\"a \\\"]; #panic() b\";]\n");
    }
}
