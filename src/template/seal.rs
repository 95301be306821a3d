//! The seal (dấu) of a paper: a hash of its words, which identifies an issued paper.
//!
//! It is computed from the words that the templates pass to the layout, in order, with
//! separators between cells and paragraphs. Measures, fonts, line and page breaks, function
//! names and the PDF format are not included, so that another version of the program or of
//! Typst gives the same seal; a different wording doesn't.

use sha2::{Digest, Sha256};
use typst::syntax::{SyntaxKind, SyntaxNode, ast};

use crate::dossier::{Dossier, Seal};
use crate::vietnamese::nfc;

/// Separator between two texts.
const BORDER: char = '\u{1f}';

/// The seal of a paper, computed from its Typst source.
pub(crate) fn of(source: &str) -> Seal {
    Seal(hashed(&nfc(&told(source))))
}

/// All that a source says, with blanks between its texts.
pub(crate) fn words(source: &str) -> String {
    told(source).replace(BORDER, " ")
}

fn told(source: &str) -> String {
    let mut words = String::new();
    collect(&typst::syntax::parse(source), &mut words);
    plain(&words)
}

/// The identity of a dossier, which stays the same while its contents change: a hash of the
/// organisation and of the congress or period.
pub(super) fn of_dossier(dossier: &Dossier) -> String {
    let kind = dossier.kind.map(|kind| format!("{kind:?}"));
    let name = dossier.organization.name.as_ref().map(|name| name.to_lowercase());
    let period = dossier.period.as_ref().map(|period| format!("{:?}", period.year));
    let congress = dossier.congress.as_ref();
    let congress = congress.map(|congress| format!("{:?} {:?}", congress.ordinal, congress.term));
    let known = [kind, name, period, congress].map(Option::unwrap_or_default);
    hashed(&nfc(&plain(&known.join("\u{1f}"))))
}

/// The first half of a hash, as hexadecimal digits.
fn hashed(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Collects every text of the source; adjacent literals are joined.
fn collect(node: &SyntaxNode, words: &mut String) {
    match node.kind() {
        // The layout's file names aren't words of the paper.
        SyntaxKind::ModuleImport | SyntaxKind::ModuleInclude => {}
        SyntaxKind::Str => {
            if let Some(text) = node.cast::<ast::Str>() {
                *words += &text.get();
            }
        }
        SyntaxKind::Text => *words += node.leaf_text(),
        SyntaxKind::Space => words.push(' '),
        SyntaxKind::Hash | SyntaxKind::Semicolon => {}
        _ if node.children().len() == 0 => words.push(BORDER),
        _ => node.children().for_each(|child| collect(child, words)),
    }
}

/// The words with single spaces and single separators.
fn plain(words: &str) -> String {
    let texts = words.split(BORDER).map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    });
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join("\u{1f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_counts_and_not_how_it_is_set() {
        let same = [
            "#import \"/a.typ\": *\n#par[#\"Có \";#\"49 đoàn\u{a0}viên\";]\n#cell(\"1\", \"23\")",
            "#import \"/b.typ\": *\n#text(size: 3pt)[#\"Có 49  đoàn viên\";]\n\n#row(\"1\", a: \"23\")",
        ];
        let seal = of(same[0]);
        assert_eq!(seal.0.len(), 16);
        assert_eq!(of(same[1]), seal);
        for (typed, other) in [("49", "50"), ("Có", "có"), ("\"1\", \"23\"", "\"12\", \"3\"")] {
            assert_ne!(of(&same[0].replace(typed, other)), seal, "{other}");
        }
    }
}
