//! The environment of a document being typeset: the library, the fonts, the layout, its
//! regime and itself. No other files, no network, no clock.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::{Fonts, vocabulary};

/// Printed for a character that the fonts lack.
const LACKING: char = '□';

/// The output that the layout's vocabulary makes from a document: there are two
/// implementations of the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// Pages: `/layout/lib.typ`.
    Pages,
    /// A tree of the paper's parts: `/layout/tree/lib.typ`, which replaces the other.
    Tree,
}

/// The path from which documents import the vocabulary, and its second body.
const VOCABULARY: &str = "/layout/lib.typ";
const TREE_VOCABULARY: &str = "/layout/tree/lib.typ";
/// The path of the first body when the second one has taken its name.
const PAGES_VOCABULARY: &str = "/layout/lib-of-pages.typ";

/// Everything shared by documents, made once.
pub struct Press {
    library: LazyHash<Library>,
    /// The library with Typst's HTML target, for trees.
    tree_library: OnceLock<LazyHash<Library>>,
    vocabulary: FileId,
    /// The second body, under the path of the first.
    tree_vocabulary: Option<Source>,
    fonts: Arc<Fonts>,
    layout: HashMap<FileId, Source>,
    main: FileId,
    regime: FileId,
}

impl Press {
    /// Creates it from the layout's files, as pairs of virtual path and text.
    pub fn new(fonts: Arc<Fonts>, layout: impl IntoIterator<Item = (String, String)>) -> Self {
        let vocabulary = constant_id(VOCABULARY);
        let mut tree_vocabulary = None;
        let mut layout: HashMap<FileId, Source> = layout
            .into_iter()
            .filter_map(|(path, text)| {
                if path == TREE_VOCABULARY {
                    tree_vocabulary = Some(text);
                    return None;
                }
                let id = file_id(&path)?;
                Some((id, Source::new(id, text)))
            })
            .collect();
        let of_pages = layout.get(&vocabulary).map(|source| source.text().to_owned());
        if let (Some(of_tree), Some(of_pages)) = (&mut tree_vocabulary, of_pages)
            && let Some(import) = vocabulary::own(&of_pages, of_tree)
        {
            *of_tree += &format!("\n#import \"{PAGES_VOCABULARY}\": {import}\n");
            let id = constant_id(PAGES_VOCABULARY);
            layout.insert(id, Source::new(id, of_pages));
        }
        let tree_vocabulary = tree_vocabulary.map(|text| Source::new(vocabulary, text));
        // One virtual path for all documents: interned paths are never freed.
        let main = constant_id("/document.typ");
        let regime = constant_id("/regime.typ");
        Press {
            library: LazyHash::new(Library::default()),
            tree_library: OnceLock::new(),
            vocabulary,
            tree_vocabulary,
            fonts,
            layout,
            main,
            regime,
        }
    }

    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The world of one document.
    pub(super) fn world<'a>(
        &'a self,
        body: Body,
        document: &Source,
        regime: &Source,
    ) -> DocumentWorld<'a> {
        let (document, further) = (document.clone(), HashMap::new());
        DocumentWorld { press: self, body, document, regime: Some(regime.clone()), further }
    }

    /// The world of a document with further files, which import their own regimes.
    pub(super) fn world_of(
        &self,
        document: &str,
        further: HashMap<FileId, Source>,
    ) -> DocumentWorld<'_> {
        let document = self.document_source(document);
        DocumentWorld { press: self, body: Body::Pages, document, regime: None, further }
    }

    /// The layout's files for pages, by their virtual paths.
    pub(super) fn layout(&self) -> impl Iterator<Item = (String, &str)> {
        let path = |id: &FileId| format!("/{}", id.vpath().get_without_slash());
        self.layout.iter().map(move |(id, source)| (path(id), source.text()))
    }

    /// A parsed document, the same as the typesetter's, so that the spans of its pages can be
    /// resolved in it.
    pub fn document_source(&self, document: &str) -> Source {
        Source::new(self.main, document.to_owned())
    }

    /// The source with characters that the fonts lack replaced by a mark. Such characters
    /// occur in texts only: those of Typst's syntax are in every font.
    pub fn printable<'s>(&self, source: &'s str) -> Cow<'s, str> {
        let lacking = |c: char| !c.is_ascii() && !c.is_whitespace() && !self.fonts.covers(c);
        if !source.contains(lacking) {
            return Cow::Borrowed(source);
        }
        Cow::Owned(source.chars().map(|c| if lacking(c) { LACKING } else { c }).collect())
    }

    /// The regime's module, parsed once for all documents of the regime.
    pub fn regime_source(&self, module: String) -> Source {
        Source::new(self.regime, module)
    }
}

pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn constant_id(path: &str) -> FileId {
    file_id(path).unwrap_or_else(|| unreachable!("{path} is a virtual path"))
}

pub(super) struct DocumentWorld<'a> {
    press: &'a Press,
    pub(super) body: Body,
    document: Source,
    /// None where each of the further files has one of its own.
    regime: Option<Source>,
    further: HashMap<FileId, Source>,
}

impl DocumentWorld<'_> {
    pub(super) fn find(&self, id: FileId) -> Option<&Source> {
        if id == self.press.main {
            Some(&self.document)
        } else if id == self.press.regime {
            self.regime.as_ref()
        } else if id == self.press.vocabulary && self.body == Body::Tree {
            self.press.tree_vocabulary.as_ref()
        } else {
            self.further.get(&id).or_else(|| self.press.layout.get(&id))
        }
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        match self.body {
            Body::Pages => &self.press.library,
            Body::Tree => self.press.tree_library.get_or_init(|| {
                let features = [Feature::Html].into_iter().collect();
                LazyHash::new(Library::builder().with_features(features).build())
            }),
        }
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.fonts.book
    }

    fn main(&self) -> FileId {
        self.press.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.find(id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.find(id)
            .map(|source| Bytes::from_string(source.text().to_owned()))
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
