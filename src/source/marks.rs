//! Removal of excessive combining marks on one letter: they can't be displayed, and
//! typesetting them takes memory quadratic in their number.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::vietnamese::is_mark;

use super::{Node, NodeKind, Path, Segment};

/// No letter of any language in a dossier has more marks than this.
const MOST: usize = 4;

/// Removes excessive marks in values and in keys, and reports the first in each text.
pub fn limit_marks(tree: &mut Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    node(tree, &mut Path::root(), &mut found);
    found
}

fn node(tree: &mut Node, path: &mut Path, found: &mut Vec<Diagnostic>) {
    let heaped = tree.text().and_then(heap).map(|heap| (tree.place_in_text(heap.clone()), heap));
    match &mut tree.kind {
        NodeKind::Null => {}
        NodeKind::Text { text, .. } => {
            if let Some((place, heap)) = heaped {
                found.push(told(place, text, heap, path));
                *text = without_heaps(text);
            }
        }
        NodeKind::List(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                path.push(Segment::Index(i));
                node(item, path, found);
                path.pop();
            }
        }
        NodeKind::Map(entries) => {
            for entry in entries {
                if let Some(heap) = heap(&entry.key) {
                    let place = entry.place_in_key(heap.clone());
                    found.push(told(place, &entry.key, heap, path));
                    entry.key = without_heaps(&entry.key);
                }
                path.push(Segment::Key(entry.key.as_str().into()));
                node(&mut entry.value, path, found);
                path.pop();
            }
        }
    }
}

fn told(place: Place, text: &str, heap: Range<usize>, path: &Path) -> Diagnostic {
    let letter = text[..heap.start].chars().next_back().filter(|c| c.is_alphabetic());
    let on = letter.map_or("Một chỗ".to_owned(), |letter| format!("Chữ “{letter}”"));
    let marks = text[heap].chars().count();
    Diagnostic::error(Code::PILED_MARKS, format!("{on} mang {marks} dấu chồng lên nhau"))
        .at(place)
        .with_path(path)
        .with_hint("xóa và gõ lại chữ này")
}

/// The first run of marks that is too long.
fn heap(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() {
        return None;
    }
    let (mut start, mut marks) = (0, 0);
    for (at, c) in text.char_indices() {
        if joins(c) {
            start = if marks == 0 { at } else { start };
            marks += 1;
        } else if marks > MOST {
            return Some(start..at);
        } else {
            marks = 0;
        }
    }
    (marks > MOST).then_some(start..text.len())
}

fn without_heaps(text: &str) -> String {
    let mut marks = 0;
    let keep = |c: &char| {
        marks = if joins(*c) { marks + 1 } else { 0 };
        marks <= MOST
    };
    text.chars().filter(keep).collect()
}

/// Whether a character combines with the letter before it.
fn joins(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1fff}' => false,
        '\u{200c}' | '\u{200d}' | '\u{1100}'..='\u{11ff}' | '\u{e0000}'..='\u{e0fff}' => true,
        c => is_mark(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read_yaml};

    #[test]
    fn heaps_are_told_and_taken_off() {
        let (key, heap) = ("\u{301}".repeat(300), "\u{301}".repeat(3000));
        let yaml = format!("a{key}: x\nb: [tốt, q\u{303}, \"o{heap} và e{heap}\"]\n");
        let (tree, _) = read_yaml("t", yaml.as_bytes(), Limits::default());
        let mut tree = tree.expect("a tree");
        let found = limit_marks(&mut tree);
        let messages: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
        // The first mark is composed with its letter.
        assert_eq!(
            messages,
            ["Chữ “á” mang 299 dấu chồng lên nhau", "Chữ “ó” mang 2999 dấu chồng lên nhau"]
        );
        assert_eq!(found[0].place.as_ref().map(|p| p.line_column().0), Some(1));
        let mut longest = 0;
        tree.texts(&mut |_, node| longest = longest.max(node.text().unwrap_or_default().len()));
        assert!(longest < 40, "{longest}");
        assert_eq!(limit_marks(&mut tree), []);
    }
}
