//! Tests that the tree contains the same text as the pages.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};

use super::*;
use crate::{Office, Options};

/// The number of occurrences of each letter, ignoring case. Digits are left out, since pages
/// are numbered.
type Letters = BTreeMap<char, i64>;

fn count(text: &str, found: &mut Letters) {
    for c in text.chars().flat_map(char::to_uppercase).filter(|c| c.is_alphabetic()) {
        *found.entry(c).or_default() += 1;
    }
}

fn printed(frame: &Frame, found: &mut Letters) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => printed(&group.frame, found),
            FrameItem::Text(text) => count(&text.text, found),
            _ => {}
        }
    }
}

fn lines(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.text.plain()).collect()
}

fn texts(block: &Block) -> Vec<String> {
    let labelled = |label: &str, text: &Text| vec![label.to_owned(), text.plain()];
    match block {
        Block::Letterhead(letterhead) => {
            let one = |line: &Option<Line>| lines(line.as_slice());
            let mut texts = [
                lines(&letterhead.parent_body),
                lines(&letterhead.issuing_body),
                one(&letterhead.number),
                one(&letterhead.subject),
                lines(&letterhead.stamps),
                one(&letterhead.draft_mark),
            ]
            .concat();
            texts.push(letterhead.national_name.plain());
            texts.extend(letterhead.national_motto.iter().map(Text::plain));
            texts.extend(letterhead.place_date.iter().map(|date| date.text.plain()));
            texts
        }
        Block::Title(title) => {
            let subject = title.subject.iter().map(|line| line.text.plain());
            subject.chain([title.kind.text.plain()]).collect()
        }
        Block::Addressees(addressees) => {
            let bodies = addressees.bodies.iter().map(Text::plain);
            bodies.chain([addressees.lead.clone()]).collect()
        }
        Block::Authority(line) => vec![line.text.plain()],
        Block::Part { label, title } => labelled(&label.plain(), &title.text),
        Block::Heading(heading) => {
            labelled(heading.label.as_ref().map_or("", |label| &label.text), &heading.text)
        }
        Block::Item { label, text } => labelled(&label.text, text),
        Block::Numbered { label, text } => labelled(label, text),
        Block::LegalBasis(text)
        | Block::Resolves(text)
        | Block::Paragraph(text)
        | Block::Lead(text)
        | Block::Dash { text, .. }
        | Block::LastParagraph(text) => vec![text.plain()],
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| cell.text.plain()).collect()
        }
        Block::Picture(picture) => vec![picture.alt.clone()],
        Block::GoneAnnex(head) => head_texts(head),
        Block::Certificate(certificate) => {
            let nation = [&certificate.national_name, &certificate.national_motto];
            let nation = nation.into_iter().chain(&certificate.emblem).map(Text::plain);
            let own = certificate.lines().into_iter().flatten().chain(&certificate.register);
            let own = own.chain(certificate.signature.lines()).map(|line| line.text.plain());
            nation.chain(own).collect()
        }
        Block::Closing(closing) => {
            let recipients = closing.recipients_title.iter().chain(&closing.recipients);
            let signed = closing.others.iter().chain([&closing.signature]);
            let signed = signed.flat_map(|s| s.lines()).map(|line| line.text.plain());
            recipients.map(Text::plain).chain(signed).collect()
        }
    }
}

fn head_texts(head: &AnnexHead) -> Vec<String> {
    let note = head.note.iter().map(|note| note.text.plain());
    [head.label.plain(), head.title.text.plain()].into_iter().chain(note).collect()
}

fn said(tree: &Tree) -> Letters {
    let mut found = Letters::new();
    tree.all_blocks().flat_map(texts).for_each(|text| count(&text, &mut found));
    for annex in &tree.annexes {
        head_texts(&annex.head).into_iter().for_each(|text| count(&text, &mut found));
    }
    found
}

/// The head of a table is repeated on its next page; every other letter of the pages occurs
/// in the tree, and the reverse.
#[test]
fn the_tree_says_what_the_pages_say() {
    let office = Office::new(&Options::default()).expect("built in");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (mut papers, mut alike) = (0, 0);
    for entry in std::fs::read_dir(root).expect("fixtures").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let yaml = std::fs::read(&path).expect("a fixture");
        let loaded = office.load("t.yaml", &yaml, &[]);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let context = format!("{} {}", path.display(), paper.id);
            let rendered = office.render(dossier, paper).expect("rendered");
            let proof = office.lay_out(&rendered).expect("laid out");
            let mut pages = Letters::new();
            for page in proof.document().pages() {
                printed(&page.frame, &mut pages);
            }
            let tree = office.tree(&rendered).expect("a tree");
            assert_eq!(tree.lost, [], "{context}");
            let tree_says = said(&tree);
            papers += 1;
            // Two or four ballots are printed on a sheet.
            let holds = |times| {
                let same =
                    |(letter, count): (&_, &i64)| pages.get(letter) == Some(&(count * times));
                pages.len() == tree_says.len() && tree_says.iter().all(same)
            };
            if [1, 2, 4].into_iter().any(holds) {
                alike += 1;
                continue;
            }
            let mut heads = Letters::new();
            let tables = tree.all_blocks().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
            for row in tables.flat_map(|table| &table.rows).filter(|r| r.kind == RowKind::Head) {
                row.cells.iter().for_each(|cell| count(&cell.text.plain(), &mut heads));
            }
            for (letter, times) in &pages {
                let more = times - tree_says.get(letter).copied().unwrap_or_default();
                let of_heads = heads.get(letter).copied().unwrap_or_default();
                let repeated =
                    (0..=of_heads * proof.document().pages().len() as i64).contains(&more);
                assert!(repeated, "{context}: {letter} stands {more} times more on the pages");
            }
            assert!(tree_says.keys().all(|letter| pages.contains_key(letter)), "{context}");
        }
    }
    assert!(alike * 3 > papers * 2, "{alike} of {papers}");
}
