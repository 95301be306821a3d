//! A regime ready to set papers in: its measures as a Typst module, and what is
//! tried where a paper ends badly.
//!
//! Where the end of a text spills over onto a page of its own, lines a little
//! closer save that page; where a page ends in a heading or a signature stands
//! under a single line all the same, lines a little further apart do. Both stay
//! within what the regime allows, and a paper is set in one distance throughout.

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

/// A regime with what is made of it once for all papers.
#[derive(Clone)]
pub(crate) struct Form {
    pub regime: Arc<Regime>,
    /// Where text may stand; `None` in a regime that doesn't say.
    pub area: Option<Area>,
    own: Module,
    closer: Vec<Module>,
    wider: Vec<Module>,
}

/// A document that was set.
pub(crate) struct Set<'s> {
    pub document: PagedDocument,
    /// What stands on its pages.
    pub sheet: Sheet,
    /// What they were made of.
    pub source: Cow<'s, str>,
}

/// The regime with one distance between the lines, parsed when it is needed.
#[derive(Clone)]
struct Module {
    /// `None` is the regime's own.
    baseline: Option<Length>,
    parsed: OnceLock<Source>,
}

/// A last page with no more lines of text than this is worth saving.
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

    /// Sets a document. Gives the pages, what stands on them, and the source that
    /// they were made of in the end.
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
        let (document, sheet) = self.ended_well(document, sheet, press, &source)?;
        Ok(Set { document, sheet, source })
    }

    /// The document, or the same in other distances of lines where it ends badly.
    fn ended_well(
        &self,
        document: PagedDocument,
        sheet: Sheet,
        press: &Press,
        source: &str,
    ) -> Result<(PagedDocument, Sheet), Error> {
        let end = Ending::of(&sheet);
        let bad = !end.is_right();
        if end.spills(SPILL) || bad {
            for closer in &self.closer {
                let (tried, its_sheet) = self.set_in(closer, press, source)?;
                let saves = tried.pages().len() < document.pages().len();
                if (saves || bad) && Ending::of(&its_sheet).is_right() {
                    return Ok((tried, its_sheet));
                }
            }
        }
        if bad {
            for wider in &self.wider {
                let (tried, its_sheet) = self.set_in(wider, press, source)?;
                if Ending::of(&its_sheet).is_right() {
                    return Ok((tried, its_sheet));
                }
            }
        }
        Ok((document, sheet))
    }

    /// The parts of a document by what they are.
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
