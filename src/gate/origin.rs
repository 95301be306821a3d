//! Tracing of words on a page back to the dossier, through the literal of the generated
//! source that they were printed from.

use typst::syntax::{Source, Span};

use crate::dossier::{Dossier, Item, Walk};
use crate::source::Path;

use super::Fault;

/// Adds to each fault the literals that its words were printed from. `source` is that of the
/// pages.
pub(crate) fn traced(faults: Vec<Fault>, source: &Source) -> Vec<Fault> {
    let traced = |fault: Fault| {
        let literals = fault.spans.iter().filter_map(|span| literal(source, *span)).collect();
        Fault { literals, ..fault }
    };
    faults.into_iter().map(traced).collect()
}

impl Fault {
    /// The path of the words' origin in a dossier, if it can be found.
    pub(crate) fn path_in(&self, dossier: &Dossier) -> Option<Path> {
        self.path.clone().or_else(|| path_of(&self.literals, dossier.item()))
    }
}

/// The text of a string literal of the source.
fn literal(source: &Source, span: Span) -> Option<String> {
    let node = source.find(span)?;
    let quoted = source.text().get(node.range())?;
    let inside = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(c) = letters.next() {
        let c = if c == '\\' { letters.next()? } else { c };
        text.push(if c == '\u{a0}' { ' ' } else { c });
    }
    Some(text)
}

/// The leaf of the dossier that contains most of the literals.
fn path_of(literals: &[String], item: Item<'_>) -> Option<Path> {
    // A blank or a link word occurs everywhere.
    const SHORTEST: usize = 4;
    const WRITTEN: usize = 4;
    let mut best: Option<(usize, Path)> = None;
    item.walk(&mut |path, item| {
        // A value is printed in many places, a typed text in one.
        let times = if matches!(item, Item::Prose(_) | Item::Text(_)) { WRITTEN } else { 1 };
        let Some(text) = item.typed() else { return };
        let text = text.replace(['\u{a0}', '\n'], " ");
        let weight = |literal: &String| {
            let wanted = literal.trim();
            let holds = wanted.len() >= SHORTEST && text.contains(wanted);
            if holds { times * wanted.len() } else { 0 }
        };
        let score: usize = literals.iter().map(weight).sum();
        if score > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, path.clone()));
        }
    });
    best.map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::path_of;
    use crate::dossier::{Dossier, Walk};

    #[test]
    fn words_are_found_where_they_were_typed() {
        let yaml = "situation:\n  advantages: |\n    Giá chè tăng.\n  difficulties: Lũ quét.\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect("a dossier");
        let item = dossier.item();
        let path = |literals: &[&str]| {
            let literals: Vec<String> = literals.iter().map(ToString::to_string).collect();
            path_of(&literals, item).map(|path| path.to_string())
        };
        assert_eq!(path(&["Lũ quét"]).as_deref(), Some("situation.difficulties"));
        assert_eq!(path(&["đạt 100%", "Giá chè "]).as_deref(), Some("situation.advantages"));
        assert_eq!(path(&["không có ở đâu"]), None);
        assert_eq!(path(&[]), None);
    }
}
