//! Between the typesetter and the exporters: a paper is laid out as a [`Proof`],
//! which can be looked at and measured but not written. Only what has passed
//! the last look ([`crate::gate`]) becomes [`Pages`]; a draft always does.

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

/// A paper laid out, before its last look (bản in thử).
pub struct Proof<'a> {
    pub(crate) pages: Pages,
    pub(crate) status: Status,
    pub(crate) area: Option<Area>,
    /// What stands on the pages.
    pub(crate) sheet: Sheet,
    pub(crate) press: &'a Press,
    /// What the pages were made of.
    pub(crate) source: Cow<'a, str>,
}

/// Why a paper has no pages that may leave.
#[derive(Debug, Clone, PartialEq)]
pub enum Unprinted {
    /// It couldn't be set or exported.
    Failed(Error),
    /// Something on the finished pages that a clean or issued paper mustn't hold.
    Faulty(Vec<Fault>),
    /// More pages, so many, than are had as pictures.
    Undrawn(usize),
}

impl Proof<'_> {
    /// The laid-out pages, for whoever measures them.
    pub fn document(&self) -> &PagedDocument {
        &self.pages.document
    }

    /// What a clean or issued paper mustn't hold, whatever this one's state.
    pub fn faults(&self) -> Vec<Fault> {
        let faults = gate::look(&self.sheet, self.area.as_ref());
        if faults.is_empty() {
            return faults;
        }
        gate::traced(faults, &self.press.document_source(&self.source))
    }

    /// The pages, if they may leave.
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
    /// What was found on finished pages, at its place in the dossier.
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
