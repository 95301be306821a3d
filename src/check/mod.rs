//! Rules over a dossier and its papers → findings.
//!
//! A rule is one function; the folders group them by subject, and [`RULES`] lists
//! them all. A rule gets a [`Context`] and speaks in paths of the dossier; places
//! in the file are put to them here. It states what it needs to know and is silent
//! where that is unknown. Rules stand on [`scan`], which reads a single text and
//! knows no dossier; of each other's folders they use only helpers.

mod awards;
mod congress;
mod context;
mod figures;
mod papers;
mod registry;
mod rule;
mod scan;
#[cfg(test)]
mod tests;
mod text;
mod time;
#[cfg(test)]
mod traps;

pub(crate) use context::{Context, Writing};
pub(crate) use papers::required::missing_needs;
pub use registry::{RULES, RULES_DATED};
pub(crate) use rule::Findings;
pub use rule::Rule;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Site, SourceKind};
use crate::dossier::{Dossier, Reading};
use crate::library::Library;
use crate::paper::Paper;
use crate::source::{Index, NodeKind, Path, Segment};

/// Runs every rule over a dossier, for the papers that are meant.
pub(crate) fn check(reading: &Reading, papers: &[&Paper], library: &Library) -> Vec<Diagnostic> {
    let context = Context::new(reading, papers, library);
    let mut found = Findings::default();
    for rule in RULES {
        (rule.run)(&context, &mut found);
    }
    let index = Index::of(&reading.tree);
    let located = found.0.into_iter().map(|diagnostic| locate(diagnostic, reading, &index));
    acknowledge(&reading.dossier, located.collect())
}

/// Looks up where the paths of a finding stand in the file.
fn locate(mut diagnostic: Diagnostic, reading: &Reading, index: &Index<'_>) -> Diagnostic {
    let Some(path) = &diagnostic.path else { return diagnostic };
    let place = match (diagnostic.span.take(), index.get(path)) {
        (Some(span), Some(node)) => node.place_in_text(span),
        _ => place_of(reading, index, path),
    };
    for (site, _) in &mut diagnostic.related {
        if let Site::Path(path) = site {
            *site = Site::Place(index.place(path));
        }
    }
    diagnostic.at(place)
}

/// Where a path stands. A block that isn't there is missing at the end of the
/// file, where it will be typed, and not in its first line.
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

/// Leaves out warnings that the dossier acknowledges with a reason; an
/// acknowledgement that fits nothing, or gives no reason, is itself noted.
fn acknowledge(dossier: &Dossier, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut used = vec![false; dossier.acknowledged.len()];
    let mut left: Vec<Diagnostic> = found
        .into_iter()
        .filter(|d| {
            let fits = dossier.acknowledged.iter().position(|a| {
                let code =
                    a.code.as_ref().is_some_and(|c| c.0.eq_ignore_ascii_case(&d.code.to_string()));
                let at = a.at.as_ref().is_none_or(|at| {
                    d.path.as_ref().map(Path::to_string).is_some_and(|path| {
                        path == at.0
                            || path
                                .strip_prefix(at.0.as_str())
                                .is_some_and(|rest| rest.starts_with(['.', '[']))
                    })
                });
                let reason = a.reason.as_ref().is_some_and(|r| !r.is_empty());
                code && at && reason && d.severity != Severity::Error
            });
            if let Some(i) = fits {
                used[i] = true;
            }
            fits.is_none()
        })
        .collect();
    for (i, used) in used.into_iter().enumerate() {
        if !used {
            let path = Path::root().key("acknowledged").index(i);
            let missing = dossier.acknowledged[i].reason.as_ref().is_none_or(|r| r.is_empty());
            let message = if missing {
                "Cảnh báo đã xem phải có lý do"
            } else {
                "Cảnh báo đã xem này không còn khớp với cảnh báo nào"
            };
            left.push(
                Diagnostic::note(Code::ACKNOWLEDGEMENT, message)
                    .with_path(path)
                    .with_hint(if missing { "ghi reason" } else { "xóa mục này" }),
            );
        }
    }
    left
}
