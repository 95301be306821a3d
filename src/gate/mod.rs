//! The last look at a paper, on its finished pages.
//!
//! A clean copy or an issued paper leaves only if its laid-out text is whole:
//! no blank, no marks that clash, no word said twice where a template and a
//! value meet, nothing outside the margins, no heading alone at a page's foot,
//! the signature under two lines at least, no empty page. The rules of
//! [`crate::check`] look at what was typed; this looks at what came of it, so
//! that a fault of a template is seen too.
//!
//! [`look`] reads the pages as runs of text with the part that each plays
//! ([`sheet`]), and hands them to one file a subject.

mod gaps;
mod marks;
mod origin;
mod places;
mod sheet;
mod twice;

pub(crate) use gaps::let_go;
pub(crate) use origin::traced;
pub(crate) use places::{Area, Ending};

use typst::syntax::Span;

use crate::diagnostic::{Code, Path};

pub(crate) use sheet::Sheet;

/// Something on a finished page that keeps the paper from leaving.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Which kind of fault it is.
    pub code: Code,
    /// One Vietnamese sentence.
    pub message: String,
    /// What to do about it, in Vietnamese.
    pub hint: String,
    /// The page, counted from 1.
    pub page: usize,
    /// The field of the dossier that it comes from, where the page itself says so.
    path: Option<Path>,
    /// Where the generated source has the literals around the place.
    spans: Vec<Span>,
    /// Those literals' texts.
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

/// Everything on the pages that mustn't leave, in the order of the pages.
/// `area` says where text may stand.
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
