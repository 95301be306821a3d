//! Between the typesetter and the exporters: a paper is laid out as a [`Proof`], which can be
//! inspected and measured but not written. Only a proof that has passed [`crate::gate`]
//! becomes [`Pages`]; a draft always does.

use std::borrow::Cow;

use typst_layout::PagedDocument;

use crate::diagnostic::Diagnostic;
use crate::dossier::Status;
use crate::error::Error;
use crate::export::MOST_PICTURES;
use crate::gate::{self, Area, Fault, Sheet};
use crate::loaded::Loaded;
use crate::pages::Pages;
use crate::typeset::Press;

/// A laid-out paper before its final check (bản in thử).
pub struct Proof<'a> {
    pub(crate) pages: Pages,
    pub(crate) status: Status,
    pub(crate) area: Option<Area>,
    /// The contents of the pages.
    pub(crate) sheet: Sheet,
    pub(crate) press: &'a Press,
    /// The source of the pages.
    pub(crate) source: Cow<'a, str>,
}

/// Why a paper has no pages that may be exported.
#[derive(Debug, Clone, PartialEq)]
pub enum Unprinted {
    /// It couldn't be typeset or exported.
    Failed(Error),
    /// Its finished pages have faults not allowed in a clean or issued paper.
    Faulty(Vec<Fault>),
    /// It has this many pages, too many for pictures.
    Undrawn(usize),
}

impl Proof<'_> {
    /// The laid-out pages, for measuring them.
    pub fn document(&self) -> &PagedDocument {
        &self.pages.document
    }

    /// The faults on its pages not allowed in a clean or issued paper, whatever this one's
    /// state.
    pub fn faults(&self) -> Vec<Fault> {
        let faults = gate::look(&self.sheet, self.area.as_ref());
        if faults.is_empty() {
            return faults;
        }
        gate::traced(faults, &self.press.document_source(&self.source))
    }

    /// The pages, if they may be exported.
    pub fn passed(self) -> Result<Pages, Unprinted> {
        if self.status == Status::Draft {
            return Ok(self.pages);
        }
        let faults = self.faults();
        if faults.is_empty() { Ok(self.pages) } else { Err(Unprinted::Faulty(faults)) }
    }
}

impl std::fmt::Display for Unprinted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unprinted::Failed(error) => error.fmt(f),
            Unprinted::Undrawn(pages) => write!(
                f,
                "dài {pages} trang; ảnh chỉ xuất được đến {MOST_PICTURES} trang, văn bản này xuất bằng --to pdf"
            ),
            Unprinted::Faulty(faults) => {
                let messages: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
                f.write_str(&messages.join("\n"))
            }
        }
    }
}

impl std::error::Error for Unprinted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Unprinted::Failed(error) => error.source(),
            Unprinted::Faulty(_) | Unprinted::Undrawn(_) => None,
        }
    }
}

impl From<Error> for Unprinted {
    fn from(error: Error) -> Unprinted {
        Unprinted::Failed(error)
    }
}

impl Loaded {
    /// The faults on finished pages as findings, at their places in the dossier.
    pub fn told(&self, faults: &[Fault]) -> Vec<Diagnostic> {
        let told = |fault: &Fault| {
            let diagnostic = Diagnostic::error(fault.code, &*fault.message).with_hint(&*fault.hint);
            let Some(reading) = &self.reading else { return diagnostic };
            match fault.path_in(&reading.dossier) {
                Some(path) => diagnostic.at(reading.place(&path)).with_path(&path),
                None => diagnostic,
            }
        };
        faults.iter().map(told).collect()
    }
}
