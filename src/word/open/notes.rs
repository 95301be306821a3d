//! Footnotes, comments, and properties set by programs.

use super::super::document::{Block, Comment, Note};
use super::body::Reader;
use super::refusal::Refusal;
use super::xml::Element;

/// The footnotes and endnotes of a part: `f1`, `e1`. Separators aren't any.
pub fn notes(reader: &mut Reader<'_, '_>, part: &Element) -> Result<Vec<Note>, Refusal> {
    let mut notes = Vec::new();
    for note in part.children() {
        let kind = if note.is("w:footnote") { "f" } else { "e" };
        if matches!(note.attribute("w:type"), None | Some("normal")) {
            let id = note.attribute("w:id").unwrap_or_default();
            notes.push(Note { id: format!("{kind}{id}"), blocks: reader.blocks(note)? });
        }
    }
    Ok(notes)
}

/// The comments, and from the part beside them which answers which and which are
/// done with.
pub fn comments(
    reader: &mut Reader<'_, '_>,
    part: &Element,
    extended: Option<&Element>,
) -> Result<Vec<Comment>, Refusal> {
    let mut comments = Vec::new();
    // The last paragraph's id is what the other part calls a comment by.
    let mut paragraphs: Vec<(String, String)> = Vec::new();
    for element in part.children().filter(|child| child.is("w:comment")) {
        let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let last = element.children().filter_map(|p| p.attribute("w14:paraId")).last();
        paragraphs.extend(last.map(|paragraph| (paragraph.to_owned(), text("w:id"))));
        let blocks = reader.blocks(element)?;
        comments.push(Comment {
            id: text("w:id"),
            author: text("w:author"),
            date: text("w:date"),
            text: texts(&blocks).join("\n"),
            answers: None,
            is_done: false,
        });
    }
    let id = |paragraph: &str| {
        paragraphs.iter().find(|(known, _)| known == paragraph).map(|(_, id)| id.clone())
    };
    for element in extended.iter().flat_map(|part| part.children()) {
        let Some(own) = element.attribute("w15:paraId").and_then(id) else { continue };
        let Some(comment) = comments.iter_mut().find(|comment| comment.id == own) else { continue };
        comment.answers = element.attribute("w15:paraIdParent").and_then(id);
        comment.is_done = element.attribute("w15:done") == Some("1");
    }
    Ok(comments)
}

fn texts(blocks: &[Block]) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    };
    blocks.iter().filter_map(text).filter(|text| !text.trim().is_empty()).collect()
}

/// The properties that programs set, by name.
pub fn properties(part: &Element) -> Vec<(String, String)> {
    const MOST: usize = 200;
    let property = |element: &Element| {
        let name = element.attribute("name")?.to_owned();
        Some((name, element.children().next().map(Element::text).unwrap_or_default()))
    };
    part.children().filter_map(property).take(MOST).collect()
}
