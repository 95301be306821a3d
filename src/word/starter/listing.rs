//! Passages one by one: as targets, as items of lists, as lines of comments.

use crate::source::{Part, Value};

use super::super::parts::{Content, Heading, Kind};
use super::figures;
use super::prose::{comment, escaped};
use super::tables;

/// *Thi đua: vượt định mức …* as its subject and the rest.
pub fn lead(content: &Content<'_>) -> Option<(String, String)> {
    let Content::Paragraph(passage) = content else { return None };
    let (title, rest) = passage.text.split_once(':')?;
    let short = title.chars().count() < 60 && !title.contains(['.', ';', '“']);
    let is_point = matches!(passage.kind, Some(Kind::Letter | Kind::Decimal(_) | Kind::Mark(_)));
    (short && is_point && !rest.trim().is_empty())
        .then(|| (title.trim().to_owned(), rest.trim().to_owned()))
}

/// A target as its sentence; the level in it is offered.
pub fn target(text: &str) -> Part {
    let offered = figures::of(text);
    let above = match offered.as_slice() {
        [] => Vec::new(),
        phrases => {
            let phrases: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
            vec![comment(&format!("value: {}", phrases.join("; ")))]
        }
    };
    let text = text.trim_end_matches([';', '.']).trim_end_matches("./");
    let fields = vec![("text".to_owned(), Part::text(escaped(text)))];
    Part { above, ..Part::new(Value::Map(fields)) }
}

pub fn fill_list(list: &mut Vec<Part>, content: &[Content<'_>]) {
    for content in content {
        match content {
            Content::Paragraph(passage) => {
                let offers = figures::of(&passage.text);
                let above = match offers.is_empty() {
                    true => Vec::new(),
                    false => {
                        let phrases: Vec<&str> =
                            offers.iter().map(|phrase| phrase.text.as_str()).collect();
                        vec![comment(&format!("Số liệu trong đoạn: {}", phrases.join("; ")))]
                    }
                };
                list.push(Part { above, ..Part::text(escaped(&passage.text)) });
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
                out.extend(
                    passage.footnotes.iter().map(|note| comment(&format!("Chú thích: {note}"))),
                );
                let charts = passage.charts.iter();
                out.extend(charts.map(|chart| comment(&format!("Biểu đồ: {}", chart.join(" | ")))));
                let offers = figures::of(&passage.text);
                if !offers.is_empty() {
                    let phrases: Vec<&str> =
                        offers.iter().map(|phrase| phrase.text.as_str()).collect();
                    out.push(comment(&format!("Số liệu trong đoạn: {}", phrases.join("; "))));
                }
            }
            Content::Table(data) => out.extend(tables::quoted(data)),
        }
    }
    out
}
