//! Short forms (chữ viết tắt, tên gọi tắt), introduced in full at their first use in a paper.
//!
//! The first use is known only once the paper is complete, so this works on the finished
//! Typst source, and only on the literals of its running paragraphs: headings, the
//! letterhead, legal bases and tables stay as typed.

use std::ops::Range;

use crate::dossier::Dossier;
use crate::vietnamese::{NO_BREAK, capitalize_first};

use super::engine::escaped;
use super::paragraphs::{self, Block, Piece};

/// The source with every abbreviation of the dossier, and the union's short name, introduced
/// at its first use: `công đoàn cơ sở (CĐCS)`, `Công đoàn … (sau đây gọi tắt là …)`. An
/// abbreviation used once is printed in full; one that the writer introduced is left
/// unchanged.
pub(super) fn introduced(source: String, dossier: &Dossier) -> String {
    let abbreviations = dossier.abbreviations.iter();
    let abbreviations: Vec<(&str, &str)> = abbreviations
        .map(|(short, full)| (short.trim(), full.trim()))
        .filter(|(short, full)| !short.is_empty() && !full.is_empty())
        .collect();
    let organization = &dossier.organization;
    let names = organization.name.as_deref().zip(organization.short_name.as_deref());
    let names = names.filter(|(name, short)| name != short);
    if abbreviations.is_empty() && names.is_none() {
        return source;
    }
    let mut text = Running::of(&source);
    for (short, full) in abbreviations {
        text.abbreviation(short, full);
    }
    if let Some((name, short)) = names {
        text.short_name(name, short);
    }
    text.printed()
}

/// The running paragraphs of a source, to be rewritten.
struct Running<'a> {
    source: &'a str,
    paragraphs: Vec<Vec<Part>>,
}

/// A piece of a paragraph, with its text in the source.
struct Part {
    piece: Piece,
    text: String,
}

/// A use of a word: paragraph, part, and byte range within the part.
struct Use {
    paragraph: usize,
    part: usize,
    range: Range<usize>,
}

impl<'a> Running<'a> {
    fn of(source: &'a str) -> Self {
        let part = |piece: Piece| {
            let text = source[piece.range.clone()].to_owned();
            Part { piece, text }
        };
        let blocks = paragraphs::blocks(source).into_iter();
        let paragraphs = blocks.filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.pieces.into_iter().map(part).collect()),
            _ => None,
        });
        Running { source, paragraphs: paragraphs.collect() }
    }

    /// The source with all changes.
    fn printed(&self) -> String {
        let mut out = String::with_capacity(self.source.len() + 256);
        let mut at = 0;
        for part in self.paragraphs.iter().flatten().filter(|part| part.piece.literal) {
            out += &self.source[at..part.piece.range.start];
            out += &part.text;
            at = part.piece.range.end;
        }
        out + &self.source[at..]
    }

    fn abbreviation(&mut self, short: &str, full: &str) {
        let uses = self.uses(short);
        let Some(first) = uses.first() else { return };
        let before = self.before(first);
        if before.to_lowercase().ends_with(&format!("{} (", full.to_lowercase())) {
            return;
        }
        let opens = before.is_empty() || before.ends_with(". ");
        let full = if opens { capitalize_first(full) } else { full.to_owned() };
        let told = if uses.len() == 1 { full } else { format!("{full} ({short})") };
        self.text_of(first).replace_range(first.range.clone(), &escaped(&told));
    }

    fn short_name(&mut self, name: &str, short: &str) {
        let told = format!(" (sau đây gọi tắt là {short})");
        if find(self.source, told.trim()).is_some() {
            return;
        }
        let names = self.uses(name);
        let within_name = |u: &Use| {
            let same = |n: &&Use| (n.paragraph, n.part) == (u.paragraph, u.part);
            names.iter().filter(same).any(|n| n.range.contains(&u.range.start))
        };
        if self.uses(short).iter().all(within_name) {
            return;
        }
        // There is no room for a parenthesis inside the congress's name.
        let free = |n: &&Use| !self.after(n).starts_with(" lần thứ");
        if let Some(first) = names.iter().find(free) {
            self.text_of(first).insert_str(first.range.end, &escaped(&told));
        }
    }

    fn text_of(&mut self, of: &Use) -> &mut String {
        &mut self.paragraphs[of.paragraph][of.part].text
    }

    /// The paragraph's text before a use, with plain spaces.
    fn before(&self, of: &Use) -> String {
        let parts = &self.paragraphs[of.paragraph];
        let before = parts[..of.part].iter().map(|part| part.text.as_str());
        plain(&before.chain([&parts[of.part].text[..of.range.start]]).collect::<String>())
    }

    /// The paragraph's text after a use, with plain spaces.
    fn after(&self, of: &Use) -> String {
        let parts = &self.paragraphs[of.paragraph];
        let after = parts[of.part + 1..].iter().map(|part| part.text.as_str());
        let rest = &parts[of.part].text[of.range.end..];
        plain(&std::iter::once(rest).chain(after).collect::<String>())
    }

    /// The whole-word uses of a word in literals: not within a longer word or a number such
    /// as `12/KH-CĐCS`.
    fn uses(&self, word: &str) -> Vec<Use> {
        let word = escaped(word);
        let mut uses = Vec::new();
        for (paragraph, parts) in self.paragraphs.iter().enumerate() {
            let literals = parts.iter().enumerate().filter(|(_, part)| part.piece.literal);
            for (part, Part { text, .. }) in literals {
                let found = whole_words(text, &word);
                uses.extend(found.into_iter().map(|range| Use { paragraph, part, range }));
            }
        }
        uses
    }
}

fn whole_words(text: &str, word: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = find(&text[at..], word) {
        let next = at + next.start..at + next.end;
        if !text[..next.start].ends_with(is_part) && !text[next.end..].starts_with(is_part) {
            found.push(next.clone());
        }
        at = next.end;
    }
    found
}

/// The first occurrence of a word in a text; no-break spaces match plain ones.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let same = |a: char, b: char| a == b || (a == NO_BREAK && b == ' ');
    // Its first letters don't depend on the kind of space: searching for them first is faster
    // than going through the text letter by letter.
    let first = word.split(' ').next().unwrap_or(word);
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = text[start..].chars();
        let fits = word.chars().all(|b| rest.next().is_some_and(|a| same(a, b)));
        fits.then(|| start..text.len() - rest.as_str().len())
    })
}

/// A text with plain spaces; byte positions differ from the original's.
fn plain(text: &str) -> String {
    text.replace(NO_BREAK, " ")
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
            \n#\"Với NLĐ.\";\n]\n#data-table(rows: (([1], [#\"CĐCS\";]),))\n";
        let told = introduced(source.to_owned(), &dossier);
        assert!(told.contains("[#\"Công đoàn cơ sở (CĐCS) họp. Các CĐCS theo \""), "{told}");
        assert!(told.contains("#\"Với người lao động.\""), "{told}");
        assert!(told.starts_with("#section(title: [#\"CĐCS\";])"), "{told}");
        assert!(told.contains("12/KH-CĐCS\"") && told.contains("([1], [#\"CĐCS\";])"), "{told}");
        // Introduced by the writer, with or without no-break spaces.
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

    /// A paragraph may span several lines, and a box doesn't begin one.
    #[test]
    fn a_paragraph_is_not_a_line() {
        let dossier = with("abbreviations:\n  CĐCS: công đoàn cơ sở\n");
        let source = "Theo kế hoạch\n#box[#\"CĐCS\";]; và các\n#\"CĐCS\";.\n";
        let told = introduced(source.to_owned(), &dossier);
        let expected = "Theo kế hoạch\n#box[#\"công đoàn cơ sở (CĐCS)\";]; và các\n#\"CĐCS\";.\n";
        assert_eq!(told, expected);
    }

    #[test]
    fn data_is_never_code() {
        let dossier = with("abbreviations:\n  dash: \"\\\"]; #panic()\"\n  level: x\n");
        let source = "#dash(level: 1)[#\"a dash b\";]\n";
        let told = introduced(source.to_owned(), &dossier);
        assert_eq!(told, "#dash(level: 1)[#\"a \\\"]; #panic() b\";]\n");
    }
}
