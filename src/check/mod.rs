//! Rules over a dossier and its papers → findings.
//!
//! A rule is one function; the folders group them by subject, and [`RULES`] lists them all. A
//! rule gets a `Context` and reports paths of the dossier, which are resolved to places in
//! the file here. It states what it needs to know and is silent if that is unknown. Rules use
//! `scan`, which reads a single text and knows no dossier; from each other's folders they use
//! only helpers.

mod acknowledged;
mod awards;
mod congress;
mod context;
mod figures;
mod papers;
mod people;
mod registry;
mod rule;
mod scan;
mod sentences;
#[cfg(test)]
mod tests;
mod text;
mod time;
#[cfg(test)]
mod traps;

pub use acknowledged::{Acknowledgements, Review};
pub(crate) use context::{Context, Writing};
pub(crate) use papers::required::missing_needs;
pub use registry::{RULES, RULES_DATED, UNION_RULES};
pub(crate) use rule::Findings;
pub use rule::Rule;

use crate::diagnostic::{Code, Diagnostic, Place, SourceKind};
use crate::dossier::{OrganizationKind, Reading};
use crate::library::Library;
use crate::paper::Paper;
use crate::source::{Index, NodeKind, Path, Segment};

/// Runs every rule over a dossier, for the papers to be made.
pub(crate) fn check(reading: &Reading, papers: &[&Paper], library: &Library) -> Review {
    let context = Context::new(reading, papers, library);
    let mut found = Findings::default();
    let of_union = reading.dossier.organization_kind() == OrganizationKind::Union;
    for rule in RULES.iter().filter(|rule| of_union || !UNION_RULES.contains(&rule.code)) {
        (rule.run)(&context, &mut found);
    }
    sentences::tell_once(&mut found.0);
    let index = Index::of(&reading.tree);
    let located = found.0.into_iter().map(|diagnostic| locate(diagnostic, reading, &index));
    Review::new(&reading.dossier, located.collect())
}

/// Runs the rules with some codes over texts that aren't from a dossier.
pub(crate) fn check_texts(reading: &Reading, library: &Library, codes: &[Code]) -> Vec<Diagnostic> {
    let context = Context::new(reading, &[], library);
    let mut found = Findings::default();
    for rule in RULES.iter().filter(|rule| codes.contains(&rule.code)) {
        (rule.run)(&context, &mut found);
    }
    let index = Index::of(&reading.tree);
    found.0.into_iter().map(|diagnostic| locate(diagnostic, reading, &index)).collect()
}

/// Resolves the paths of a finding to places in the file.
fn locate(mut diagnostic: Diagnostic, reading: &Reading, index: &Index<'_>) -> Diagnostic {
    let Some(path) = &diagnostic.path else { return diagnostic };
    let place = match (diagnostic.span.take(), index.get(path)) {
        (Some(span), Some(node)) => node.place_in_text(span),
        _ => place_of(reading, index, path),
    };
    for (site, _) in &mut diagnostic.related {
        if let (Some(path), None) = (&site.path, &site.place) {
            site.place = Some(index.place(path));
        }
    }
    diagnostic.at(place)
}

/// The place of a path. A missing block is reported at the end of the file, where it will be
/// typed, and not in its first line.
fn place_of(reading: &Reading, index: &Index<'_>, path: &Path) -> Place {
    let root = &reading.tree;
    let missing = match path.segments().first() {
        Some(Segment::Key(key)) => match &root.kind {
            NodeKind::Map(entries) => !entries.iter().any(|entry| entry.key == *key),
            _ => false,
        },
        _ => false,
    };
    if missing && root.place.source.kind == SourceKind::Text {
        let end = root.place.source.text.trim_end().len();
        return Place::new(&root.place.source, end..end);
    }
    index.place(path)
}
