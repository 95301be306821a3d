//! The input of a rule: the dossier, its papers, its texts and figures.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::dossier::{
    Catalog, Dossier, FigureDetail, Item, Quantity, Reading, Record, Status, Walk,
};
use crate::library::Library;
use crate::paper::Paper;
use crate::prose::{self, Names, Narrative};
use crate::source::{Node, Path, Segment};
use crate::vietnamese::Words;

use super::scan::TextScan;
use super::sentences::Read;

/// A dossier with the tables that several rules need.
pub(crate) struct Context<'a> {
    pub dossier: &'a Dossier,
    /// The dossier as a tree of typed references.
    pub item: Item<'a>,
    /// The dossier as typed.
    pub tree: &'a Node,
    /// Every quantity that is a phrase.
    pub quantities: Vec<(Path, &'a Quantity)>,
    /// Every figure, including those within another one.
    pub figures: Vec<(Path, &'a FigureDetail)>,
    /// Every plain text and every narrative.
    texts: Vec<Writing<'a>>,
    pub names: Names<'a>,
    /// The papers to be made.
    pub papers: &'a [&'a Paper],
    pub library: &'a Library,
    readings: OnceCell<Vec<Read>>,
}

/// A text of the dossier.
pub(crate) struct Writing<'a> {
    pub path: Path,
    pub text: &'a str,
    /// Whether it is a narrative with syntax, or plain text.
    pub prose: bool,
    /// These three are computed on first use.
    scan: OnceCell<Rc<TextScan>>,
    words: OnceCell<Words<'a>>,
    narrative: OnceCell<Arc<Narrative>>,
}

impl<'a> Writing<'a> {
    pub fn new(path: &Path, text: &'a str, prose: bool) -> Self {
        let (scan, words, narrative) = Default::default();
        Writing { path: path.clone(), text, prose, scan, words, narrative }
    }

    pub fn scan(&self) -> &TextScan {
        self.scan.get_or_init(|| TextScan::of(self.text))
    }

    pub fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| Words::of(self.text))
    }
}

impl<'a> Context<'a> {
    pub fn new(reading: &'a Reading, papers: &'a [&'a Paper], library: &'a Library) -> Self {
        let Reading { dossier, tree, .. } = reading;
        let item = dossier.item();
        let (mut quantities, mut figures, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        item.walk(&mut |path, item| match item {
            Item::Quantity(quantity) => quantities.push((path.clone(), quantity)),
            Item::Record(Record::Figure(figure), _) => figures.push((path.clone(), figure)),
            Item::Text(text) => texts.push(Writing::new(path, &text.0, false)),
            Item::Prose(prose) => texts.push(Writing::new(path, &prose.0, true)),
            _ => {}
        });
        let (names, readings) = (Names::of(dossier), OnceCell::new());
        Context {
            dossier,
            item,
            tree,
            quantities,
            figures,
            texts,
            names,
            papers,
            library,
            readings,
        }
    }

    /// The catalogue of indicators that applies to the dossier.
    pub fn catalog(&self) -> Catalog<'a> {
        Catalog { own: &self.dossier.catalog, shared: self.library.catalog() }
    }

    /// Every narrative.
    pub fn narratives(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.texts.iter().filter(|w| w.prose).map(|w| (&w.path, w.text))
    }

    /// Every narrative, parsed.
    pub fn prose(&self) -> impl Iterator<Item = (&Path, &str, &Narrative)> {
        let narrated = self.texts.iter().filter(|w| w.prose);
        narrated.map(|w| (&w.path, w.text, &**w.narrative.get_or_init(|| prose::parse(w.text))))
    }

    /// Every text with the numbers of its sentences.
    pub fn readings(&self) -> &[Read] {
        self.readings.get_or_init(|| Read::all(self))
    }

    /// Every narrative, split into words.
    pub fn narrated_words(&self) -> impl Iterator<Item = (&Path, &Words<'a>)> {
        self.texts.iter().filter(|w| w.prose).map(|w| (&w.path, w.words()))
    }

    /// Path and text of every printed text.
    pub fn printed(&self) -> impl Iterator<Item = (&Path, &'a str)> {
        self.writings().map(|w| (&w.path, w.text))
    }

    /// Every printed text, split into words.
    pub fn printed_words(&self) -> impl Iterator<Item = (&Path, &Words<'a>)> {
        self.writings().map(|w| (&w.path, w.words()))
    }

    /// Every printed text with its scan.
    pub fn scans(&self) -> impl Iterator<Item = (&Writing<'a>, &TextScan)> {
        self.writings().map(|w| (w, w.scan()))
    }

    /// Every text that some paper may print.
    pub fn writings(&self) -> impl Iterator<Item = &Writing<'a>> {
        let never = ["to_confirm", "source", "acknowledged", "catalog"];
        self.texts.iter().filter(move |w| {
            !matches!(w.path.segments().first(), Some(Segment::Key(key)) if never.contains(&key.as_str()))
        })
    }

    /// Whether any of the papers is past the draft state.
    pub fn any_final(&self) -> bool {
        self.papers.iter().any(|p| p.status(self.dossier) != Status::Draft)
    }
}
