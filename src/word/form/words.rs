//! Rules on texts, applied to a document without a dossier.
//!
//! The paragraphs become the narratives of a dossier that has nothing else, and each has its
//! place in the file, so that rules on texts can read it like any other.

use std::sync::Arc;

use crate::check;
use crate::diagnostic::{Code, Diagnostic, Place, SourceFile};
use crate::dossier;
use crate::library::Library;
use crate::source::{Entry, Node, NodeKind, Style};

use super::super::parts::{Content, Parts, Passage};

/// The rules that only need a text.
const OF_TEXT: &[Code] = &[
    Code::LUNAR_YEAR_NAME,
    Code::TWO_SPELLINGS,
    Code::REPEATED_PASSAGE,
    Code::WEEKDAY,
    Code::IMPOSSIBLE_DATE,
    Code::ENDED_BODY,
    Code::REPEALED_BASIS,
    Code::OLD_FONT,
    Code::LOOK_ALIKE,
    Code::SYMBOL_SPACING,
    Code::CAPITALS,
    Code::MISSPELT,
    Code::MANGLED_TEXT,
    Code::DOUBLED_WORD,
    Code::TYPED_SHARE,
    Code::AMOUNT_IN_WORDS,
    Code::SENTENCE_PLAN,
    Code::SENTENCE_CHANGE,
    Code::SENTENCE_SUM,
    Code::SENTENCE_REMAINDER,
    Code::SENTENCE_PRODUCT,
    Code::SENTENCE_AVERAGE,
    Code::SENTENCE_WORDS,
    Code::SENTENCE_ITEMS,
    Code::SENTENCE_HEDGE,
    Code::SENTENCE_UNIVERSAL,
    Code::SENTENCE_VERDICT,
    Code::SENTENCE_ATTENDANCE,
    Code::SENTENCE_BALLOTS,
    Code::SENTENCE_RANGE,
    Code::SENTENCE_SERIES,
];

pub fn check(parts: &Parts<'_>, name: &str, library: &Library) -> Vec<Diagnostic> {
    let mut areas = Vec::new();
    let mut add = |at: &str, passages: Vec<&Passage<'_>>| {
        for (i, passage) in passages.into_iter().enumerate() {
            let place = format!("{name}, {at}, đoạn {}", i + 1);
            areas.push(node(NodeKind::Map(vec![entry("text", text(&place, &passage.text))])));
        }
    };
    add("phần mở đầu", paragraphs(&parts.opening));
    for heading in &parts.headings {
        let label = heading.label.as_deref().unwrap_or_default();
        let short: String = heading.text.chars().take(40).collect();
        let at = format!("{label} {}", short.trim()).trim().to_owned();
        let own = heading.as_passage();
        let mut passages = vec![&own];
        passages.extend(paragraphs(&heading.content));
        add(&at, passages);
    }
    add("câu kết", parts.last.iter().collect());
    let tree = node(NodeKind::Map(vec![entry("results", node(NodeKind::List(areas)))]));
    let reading = dossier::read(tree);
    check::check_texts(&reading, library, OF_TEXT)
        .into_iter()
        // The path is of a dossier that doesn't exist.
        .map(|finding| Diagnostic { path: None, ..finding })
        .collect()
}

fn paragraphs<'p, 'd>(content: &'p [Content<'d>]) -> Vec<&'p Passage<'d>> {
    let paragraph = |content: &'p Content<'d>| match content {
        Content::Paragraph(passage) => Some(passage),
        Content::Table(_) => None,
    };
    content.iter().filter_map(paragraph).collect()
}

fn text(place: &str, text: &str) -> Node {
    // Braces would be read as an expression.
    let text = text.replace("{{", "{ {");
    let place = Place::passage(place, text.clone());
    Node { kind: NodeKind::Text { text, style: Style::Plain }, place }
}

fn node(kind: NodeKind) -> Node {
    let source = Arc::new(SourceFile::passage("", ""));
    Node { kind, place: Place::new(&source, 0..0) }
}

fn entry(key: &str, value: Node) -> Entry {
    let key_place = value.place.clone();
    Entry { key: key.to_owned(), key_place, value }
}
