//! Headings that the program words until a dossier words them: another heading makes the
//! paper's own outline of the standard one.

use crate::dossier::Dossier;
use crate::office::Office;
use crate::paper::OutlineHeading;
use crate::source::{Part, Path, Value};

use crate::vietnamese::NO_BREAK;

use super::edit::{Act, Edit, is_code};
use super::title::recased;

/// The edits that could word a heading of a paper otherwise.
pub fn retitled(
    office: &Office,
    dossier: &Dossier,
    paper: &str,
    old: &str,
    new: &str,
) -> Vec<Edit> {
    let own = dossier.outline.get(paper).is_some_and(|own| !own.is_empty());
    let Some(paper) = office.papers().find(paper).filter(|_| !own && !is_code(new)) else {
        return Vec::new();
    };
    let Ok(headings) = office.library().outline(dossier, paper) else { return Vec::new() };
    let path = Path::root().key("outline").key(paper.id.as_str());
    let mut found = Vec::new();
    for at in 0..count(&headings) {
        let mut headings = headings.clone();
        let title = nth(&mut headings, &mut at.clone()).and_then(|heading| heading.title.as_mut());
        let Some(title) = title else { continue };
        let Some(other) = recased(title, old, new) else { continue };
        *title = other;
        let act = Act::Put(Part::new(Value::List(headings.iter().map(part).collect())));
        found.push(Edit { path: path.clone(), act });
    }
    found
}

fn count(headings: &[OutlineHeading]) -> usize {
    headings.iter().map(|heading| 1 + count(&heading.sections)).sum()
}

/// A heading by its place from the top, those below others counted behind them.
fn nth<'h>(headings: &'h mut [OutlineHeading], left: &mut usize) -> Option<&'h mut OutlineHeading> {
    for heading in headings {
        if *left == 0 {
            return Some(heading);
        }
        *left -= 1;
        if let Some(found) = nth(&mut heading.sections, left) {
            return Some(found);
        }
    }
    None
}

/// A heading as a dossier has it.
fn part(heading: &OutlineHeading) -> Part {
    let text = |key: &str, value: &str| (key.to_owned(), Part::text(value));
    let mut fields = Vec::new();
    fields.extend(heading.section.as_ref().map(|section| text("section", section)));
    // Blanks that hold a line together are the page's.
    let title = heading.title.as_ref().map(|title| title.replace(NO_BREAK, " "));
    fields.extend(title.map(|title| text("title", &title)));
    fields.extend(heading.required.then(|| text("required", "có")));
    fields.extend(heading.part.then(|| text("part", "có")));
    if !heading.sections.is_empty() {
        let below = heading.sections.iter().map(part).collect();
        fields.push(("sections".to_owned(), Part::new(Value::List(below))));
    }
    Part::new(Value::Map(fields))
}
