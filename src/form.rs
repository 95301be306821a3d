//! A regime prepared for typesetting: its measures as a Typst module, and the remedies for a
//! paper that ends badly.
//!
//! If the end of a text spills over onto a page of its own, a smaller line distance may save
//! that page; if a page ends in a heading or a signature stands below a single line, a larger
//! one may help. Both stay within what the regime allows, and a paper has one line distance
//! throughout.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use typst::syntax::Source;
use typst_layout::PagedDocument;

use crate::error::Error;
use crate::gate::{self, Area, Ending, Sheet};
use crate::regime::{Length, Regime};
use crate::template::Origins;
use crate::tree::{self, Tree};
use crate::typeset::{self, Press};

/// A regime with the data derived from it once for all papers.
#[derive(Clone)]
pub(crate) struct Form {
    pub regime: Arc<Regime>,
    /// The area for text; `None` if the regime doesn't define it.
    pub area: Option<Area>,
    own: Module,
    closer: Vec<Module>,
    wider: Vec<Module>,
}

/// A typeset document.
pub(crate) struct Set<'s> {
    pub document: PagedDocument,
    /// The contents of its pages.
    pub sheet: Sheet,
    /// The source they were made from.
    pub source: Cow<'s, str>,
    /// The line distance, if it isn't the regime's own.
    pub baseline: Option<Length>,
}

/// The regime with one line distance, parsed when needed.
#[derive(Clone)]
struct Module {
    /// `None` is the regime's own.
    baseline: Option<Length>,
    parsed: OnceLock<Source>,
}

/// A last page with at most this many lines of text is worth saving.
const SPILL: usize = 3;

impl Form {
    pub fn new(regime: Arc<Regime>) -> Self {
        let module = |baseline| Module { baseline, parsed: OnceLock::new() };
        let others = |lengths: &[Length]| lengths.iter().map(|l| module(Some(*l))).collect();
        let body = &regime.measures.body;
        Form {
            area: Area::of(&regime),
            own: module(None),
            closer: others(&body.closer_baselines),
            wider: others(&body.wider_baselines),
            regime,
        }
    }

    /// Typesets a document. Returns the pages, their contents, and the source that they were
    /// finally made from.
    pub fn set<'s>(&self, press: &Press, source: Cow<'s, str>) -> Result<Set<'s>, Error> {
        let (document, sheet) = self.set_in(&self.own, press, &source)?;
        let looser = gate::let_go(&sheet, || press.document_source(&source));
        let (document, sheet, source) = match looser {
            None => (document, sheet, source),
            Some(looser) => {
                let (document, sheet) = self.set_in(&self.own, press, &looser)?;
                (document, sheet, Cow::Owned(looser))
            }
        };
        let (document, sheet, baseline) = self.ended_well(document, sheet, press, &source)?;
        Ok(Set { document, sheet, source, baseline })
    }

    /// The document, or the same with other line distances if it ends badly.
    fn ended_well(
        &self,
        document: PagedDocument,
        sheet: Sheet,
        press: &Press,
        source: &str,
    ) -> Result<(PagedDocument, Sheet, Option<Length>), Error> {
        let end = Ending::of(&sheet);
        let bad = !end.is_right();
        if end.spills(SPILL) || bad {
            for closer in &self.closer {
                let (tried, its_sheet) = self.set_in(closer, press, source)?;
                let saves = tried.pages().len() < document.pages().len();
                if (saves || bad) && Ending::of(&its_sheet).is_right() {
                    return Ok((tried, its_sheet, closer.baseline));
                }
            }
        }
        if bad {
            for wider in &self.wider {
                let (tried, its_sheet) = self.set_in(wider, press, source)?;
                if Ending::of(&its_sheet).is_right() {
                    return Ok((tried, its_sheet, wider.baseline));
                }
            }
        }
        Ok((document, sheet, None))
    }

    /// The tree of a document's parts.
    pub fn tree(&self, press: &Press, source: &str, origins: &Origins) -> Result<Tree, Error> {
        tree::of(press, self.parsed(&self.own, press), source, origins)
    }

    fn parsed<'m>(&self, module: &'m Module, press: &Press) -> &'m Source {
        module.parsed.get_or_init(|| {
            let family = press.fonts().family();
            press.regime_source(match module.baseline {
                None => self.regime.typst_module(family),
                Some(other) => self.regime.with_baseline(other).typst_module(family),
            })
        })
    }

    fn set_in(
        &self,
        module: &Module,
        press: &Press,
        source: &str,
    ) -> Result<(PagedDocument, Sheet), Error> {
        let regime = self.parsed(module, press);
        let document = typeset::compile(press, regime, source)?;
        let sheet = Sheet::of(&document);
        Ok((document, sheet))
    }
}
