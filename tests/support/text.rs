//! The text of finished papers, as somebody reads it.

use super::sheet::{Run, Sheet};

/// The paper's text, a line for each paragraph, cell, or line of the
/// letterhead; page numbers left out. No-break spaces stay what they are.
pub fn paragraphs(sheet: &Sheet) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut last: Option<&Run> = None;
    for run in sheet.runs.iter().filter(|run| !run.is("page-number")) {
        match (texts.last_mut(), last) {
            (Some(text), Some(before)) if together(before, run) => {
                let new_line = (before.baseline - run.baseline).abs() > 0.5;
                // Lines of one name in a letterhead are texts of their own; in
                // a paragraph the space between words stays with its line.
                let joined = run.part.paragraph.is_some() && !run.part.cell;
                if new_line && !joined && !text.ends_with([' ', '\u{a0}', '/', '-']) {
                    text.push(' ');
                }
                text.push_str(&run.text);
            }
            _ => texts.push(run.text.clone()),
        }
        last = Some(run);
    }
    texts
}

fn together(a: &Run, b: &Run) -> bool {
    let in_paragraph = |run: &Run| run.part.paragraph.filter(|_| !run.part.cell && run.is_body());
    match (in_paragraph(a), in_paragraph(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.part.block == b.part.block,
        _ => false,
    }
}

/// One text with every white space, no-break ones too, as one space.
pub fn folded(sheet: &Sheet) -> String {
    fold(&paragraphs(sheet).join(" "))
}

pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
