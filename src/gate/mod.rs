//! The final check of a paper, on its finished pages.
//!
//! A clean copy or an issued paper is exported only if its laid-out text is complete: no
//! blank, no clashing punctuation, no word repeated where a template and a value meet,
//! nothing outside the margins, no heading alone at the foot of a page, at least two lines
//! above the signature, no empty page. The rules of [`crate::check`] examine what was typed;
//! this examines the result, so that template faults are found too.
//!
//! [`look`] reads the pages as runs of text with their roles ([`sheet`]), and passes them to
//! one file per subject.

mod gaps;
mod marks;
mod origin;
mod places;
mod sheet;
mod signing;
mod twice;

pub(crate) use gaps::let_go;
pub(crate) use origin::traced;
pub(crate) use places::{Area, Ending};
pub use signing::SigningPlace;
pub(crate) use signing::places as signing_places;

use typst::syntax::Span;

use crate::diagnostic::{Code, Path};

pub(crate) use sheet::Sheet;

/// A fault on a finished page that prevents the paper from being exported.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The kind of fault.
    pub code: Code,
    /// One Vietnamese sentence.
    pub message: String,
    /// What to do, in Vietnamese.
    pub hint: String,
    /// The page, from 1.
    pub page: usize,
    /// The field of the dossier that it comes from, if the page itself shows it.
    path: Option<Path>,
    /// The spans of the literals around the place in the generated source.
    spans: Vec<Span>,
    /// The texts of those literals.
    literals: Vec<String>,
}

impl Fault {
    fn new(code: Code, page: usize, message: String, hint: &str) -> Self {
        Fault {
            code,
            message,
            hint: hint.to_owned(),
            page,
            path: None,
            spans: Vec::new(),
            literals: Vec::new(),
        }
    }

    fn of(self, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().filter(|s| !s.is_detached()).collect();
        spans.dedup();
        Fault { spans, ..self }
    }
}

/// All faults on the pages, in page order. `area` is where text may stand.
pub(crate) fn look(sheet: &Sheet, area: Option<&Area>) -> Vec<Fault> {
    let mut found = Vec::new();
    for block in sheet.blocks() {
        marks::look(&block, &mut found);
        twice::look(&block, &mut found);
    }
    places::look(sheet, area, &mut found);
    found.sort_by_key(|fault| fault.page);
    found
}
