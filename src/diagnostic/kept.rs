//! Serialised findings in a file of this program, to be reported by another run: complete
//! with positions, but without the texts they refer to. (For other programs there is
//! [`super::to_json`].)

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Anchor, Code, ConcernedUnit, Diagnostic, Path, Severity, Site};

#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    code: u16,
    severity: Severity,
    message: String,
    unit: Option<ConcernedUnit>,
    place: Option<Anchor>,
    related: Vec<RelatedSite>,
    path: Option<Path>,
    span: Option<Range<usize>>,
    hints: Vec<String>,
    citation: Option<String>,
    structural: bool,
}

#[derive(Serialize, Deserialize)]
struct RelatedSite {
    path: Option<Path>,
    place: Option<Anchor>,
    label: String,
}

impl From<Diagnostic> for Kept {
    fn from(found: Diagnostic) -> Kept {
        let related = found.related.into_iter().map(|(site, label)| RelatedSite {
            path: site.path,
            place: site.place.as_ref().map(Anchor::of),
            label,
        });
        Kept {
            code: found.code.0,
            severity: found.severity,
            message: found.message,
            unit: found.unit,
            place: found.place.as_ref().map(Anchor::of),
            related: related.collect(),
            path: found.path,
            span: found.span,
            hints: found.hints,
            citation: found.citation,
            structural: found.structural,
        }
    }
}

impl From<Kept> for Diagnostic {
    fn from(kept: Kept) -> Diagnostic {
        let related = kept.related.into_iter().map(|RelatedSite { path, place, label }| {
            (Site { path, place: place.as_ref().map(Anchor::place) }, label)
        });
        Diagnostic {
            code: Code(kept.code),
            severity: kept.severity,
            message: kept.message,
            unit: kept.unit,
            place: kept.place.as_ref().map(Anchor::place),
            related: related.collect(),
            path: kept.path,
            span: kept.span,
            hints: kept.hints,
            citation: kept.citation,
            structural: kept.structural,
            // A roll-up fixes no files.
            fixes: Vec::new(),
        }
    }
}

impl Diagnostic {
    /// The same without the texts that it refers to, which would otherwise stay in memory:
    /// its places keep their positions but can't be quoted.
    #[must_use]
    pub(crate) fn without_texts(mut self) -> Self {
        let places = self.related.iter_mut().map(|(site, _)| &mut site.place);
        for place in places.chain([&mut self.place]) {
            *place = place.as_ref().map(|place| Anchor::of(place).place());
        }
        self
    }
}
