//! Conversion of single passages: to targets, list items, lines of comments.

use crate::source::{Part, Value};

use super::super::parts::{Content, Heading, Kind, Passage};
use super::figures;
use super::outline::Node;
use super::prose::{Prose, comment, escaped};
use super::tables;

/// Splits *Thi đua: vượt định mức …* into subject and rest.
pub fn lead(content: &Content<'_>) -> Option<(String, String)> {
    let Content::Paragraph(passage) = content else { return None };
    let (title, rest) = passage.text.split_once(':')?;
    let short = title.chars().count() < 60 && !title.contains(['.', ';', '“']);
    let is_point = matches!(passage.kind, Some(Kind::Letter | Kind::Decimal(_) | Kind::Mark(_)));
    (short && is_point && !rest.trim().is_empty())
        .then(|| (title.trim().to_owned(), rest.trim().to_owned()))
}

/// A target from its sentence; the level in it is offered.
pub fn target(passage: &Passage<'_>) -> Part {
    let text = said(passage);
    let text = text.trim_end_matches([';', '.']).trim_end_matches("./");
    let fields = vec![("text".to_owned(), Part::text(escaped(text)))];
    Part { above: offers(passage, "value"), ..Part::new(Value::Map(fields)) }
}

/// A target under a heading of its own.
pub fn grouped(target: Part, group: &str) -> Part {
    let mut target = target;
    if let Value::Map(fields) = &mut target.value {
        fields.push(("group".to_owned(), Part::text(group)));
    }
    target
}

/// Whether a passage is no point of a list.
pub fn is_unmarked(content: &Content<'_>) -> bool {
    matches!(content, Content::Paragraph(passage) if passage.mark.is_none())
}

/// What stands before the points of a list, and the list.
pub fn intro<'c, 'd>(content: &'c [Content<'d>]) -> (&'c [Content<'d>], &'c [Content<'d>]) {
    let first = content.iter().position(|content| !is_unmarked(content));
    content.split_at(first.unwrap_or(0))
}

/// What stands under a heading as items of a list, what stands before them as text.
pub fn fill(list: &mut Vec<Part>, heading: &Heading<'_>, node: Node) -> Node {
    let (before, points) = intro(&heading.content);
    fill_list(list, points);
    Node { text: Prose::of(before), ..node }
}

/// The passages as items of a list.
pub fn fill_list(list: &mut Vec<Part>, content: &[Content<'_>]) {
    for content in content {
        match content {
            Content::Paragraph(passage) => {
                let above = offers(passage, "Số liệu trong đoạn");
                list.push(Part { above, ..Part::text(escaped(&said(passage))) });
            }
            Content::Table(data) => {
                let cells = |row: &Vec<Option<String>>| {
                    let cells = row.iter().flatten().filter(|cell| !cell.is_empty());
                    escaped(&cells.map(String::as_str).collect::<Vec<_>>().join("; "))
                };
                list.extend(data.rows.iter().map(|row| Part::text(cells(row))));
            }
        }
    }
}

/// The text of a passage; for a chart without text its contents.
fn said(passage: &Passage<'_>) -> String {
    match passage.text.is_empty() {
        true => passage.charts.concat().join("; "),
        false => passage.text.clone(),
    }
}

/// Comments above an item: its footnotes and charts, and the figures in it.
fn offers(passage: &Passage<'_>, named: &str) -> Vec<String> {
    let notes = passage.footnotes.iter().map(|note| comment(&format!("Chú thích: {note}")));
    let charts = passage.charts.iter();
    let charts = charts.map(|chart| comment(&format!("Biểu đồ: {}", chart.join(" | "))));
    let mut out: Vec<String> = notes.chain(charts).collect();
    let texts = std::iter::once(&passage.text).chain(&passage.footnotes);
    let phrases: Vec<String> =
        texts.flat_map(|text| figures::of(text)).map(|phrase| phrase.text).collect();
    if !phrases.is_empty() {
        out.push(comment(&format!("{named}: {}", phrases.join("; "))));
    }
    out
}

/// A heading as printed.
pub fn titled(heading: &Heading<'_>) -> String {
    match &heading.label {
        Some(label) => format!("{label} {}", heading.text),
        None => heading.text.clone(),
    }
}

/// Contents as lines of a comment.
pub fn quoted(content: &[Content<'_>]) -> Vec<String> {
    let mut out = Vec::new();
    for content in content {
        match content {
            Content::Paragraph(passage) => {
                let mark = passage.mark.as_ref().map(|mark| format!("{mark} ")).unwrap_or_default();
                out.push(comment(&format!("{mark}{}", passage.text)));
                out.extend(offers(passage, "Số liệu trong đoạn"));
            }
            Content::Table(data) => out.extend(tables::quoted(data)),
        }
    }
    out
}
