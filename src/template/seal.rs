//! The seal (dấu) of a paper: a hash of what it says, by which an issued paper is
//! known again.
//!
//! It is taken of the words that the templates hand to the layout, in their order
//! and with the borders between cells and paragraphs. Measures, fonts, line and
//! page breaks, names of functions, PDF's own format have no part in it, so that
//! another version of the program or of Typst keeps it; another wording doesn't.

use sha2::{Digest, Sha256};
use typst::syntax::{SyntaxKind, SyntaxNode, ast};

use crate::dossier::{Dossier, Seal};
use crate::vietnamese::nfc;

/// Stands for whatever separates two texts.
const BORDER: char = '\u{1f}';

/// The seal of a paper by its Typst source.
pub(crate) fn of(source: &str) -> Seal {
    let mut words = String::new();
    collect(&typst::syntax::parse(source), &mut words);
    Seal(hashed(&nfc(&plain(&words))))
}

/// What a dossier is known by however much of it changes: a hash of whose it is, and
/// of which congress or period.
pub(super) fn of_dossier(dossier: &Dossier) -> String {
    let kind = dossier.kind.map(|kind| format!("{kind:?}"));
    let name = dossier.organization.name.as_ref().map(|name| name.to_lowercase());
    let period = dossier.period.as_ref().map(|period| format!("{:?}", period.year));
    let congress = dossier.congress.as_ref();
    let congress = congress.map(|congress| format!("{:?} {:?}", congress.ordinal, congress.term));
    let known = [kind, name, period, congress].map(Option::unwrap_or_default);
    hashed(&nfc(&plain(&known.join("\u{1f}"))))
}

/// The first half of a hash, in letters.
fn hashed(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Every text of the source; one literal right behind another goes on with it.
fn collect(node: &SyntaxNode, words: &mut String) {
    match node.kind() {
        // Which files make the layout.
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

/// The words with one space or one border between any two.
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
