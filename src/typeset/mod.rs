//! Typst source → laid-out pages. Knows no dossier.

mod bound;
mod cache;
mod fonts;
mod thread;
mod unhinted;
mod vocabulary;
mod world;

pub use bound::Leaf;
pub use fonts::Fonts;
pub use thread::{Alone, STACK, run};
pub use typst_layout::PagedDocument;
pub use world::{Body, Press};

use typst::World;
use typst::diag::SourceDiagnostic;
use typst::foundations::Output;
use typst::syntax::Source;

use crate::error::{Error, ErrorKind};

use world::DocumentWorld;

/// Why a source could not be typeset. Faults caused by data are found earlier; this is a
/// fault of a template, so the words are Typst's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesetError {
    /// The faults, in Typst's order.
    pub faults: Vec<TypesetFault>,
}

/// One fault of a generated source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesetFault {
    /// Typst's own message.
    pub message: String,
    /// Typst's own hints.
    pub hints: Vec<String>,
    /// Virtual path, line and column (from 1), in the generated source or the layout.
    pub at: Option<(String, usize, usize)>,
}

impl std::fmt::Display for TypesetFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some((path, line, column)) = &self.at {
            write!(f, "{path}:{line}:{column}: ")?;
        }
        write!(f, "{}", self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}

impl std::fmt::Display for TypesetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<String> = self.faults.iter().map(TypesetFault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for TypesetError {}

impl From<TypesetError> for Error {
    /// Place and hint are those of the first fault; the message contains all of them.
    fn from(error: TypesetError) -> Error {
        let first = error.faults.first();
        let at = first.and_then(|fault| fault.at.clone());
        let hint = first.and_then(|fault| fault.hints.first().cloned());
        let (name, line) = at.map(|(name, line, _)| (name, line)).unzip();
        Error::from_other(ErrorKind::Typesetting, error).at(name, line).hint_at(hint)
    }
}

/// A typeset document, with Typst's warnings.
#[derive(Debug)]
pub struct Done<D> {
    pub document: D,
    pub warnings: Vec<TypesetFault>,
}

/// Typesets a document on pages. Typst's warnings (a missing font, an ignored element, no
/// convergence) count as faults, since the page would not be right.
pub fn compile(press: &Press, regime: &Source, source: &str) -> Result<PagedDocument, Error> {
    let source = press.document_source(source);
    let done = compile_with(Body::Pages, press, regime, &source)?;
    without_warnings(done)
}

/// Sets several documents as one, each from a page of its own on, the pages numbered
/// through.
pub fn compile_bound(press: &Press, leaves: &[Leaf]) -> Result<PagedDocument, Error> {
    let (main, further) = bound::files(press, leaves);
    let size = leaves.iter().map(|leaf| leaf.source.len()).sum();
    without_warnings(compile_in(&press.world_of(&main, further), size)?)
}

fn without_warnings(done: Done<PagedDocument>) -> Result<PagedDocument, Error> {
    match done.warnings.is_empty() {
        true => Ok(done.document),
        false => Err(TypesetError { faults: done.warnings }.into()),
    }
}

/// Sets one document, parsed, with a body of the layout's vocabulary, as what that body
/// makes.
pub fn compile_with<D: Output + Send>(
    body: Body,
    press: &Press,
    regime: &Source,
    source: &Source,
) -> Result<Done<D>, Error> {
    compile_in(&press.world(body, source, regime), source.text().len())
}

/// `size` is that of the sources, by which the cache is kept.
fn compile_in<D: Output + Send>(world: &DocumentWorld<'_>, size: usize) -> Result<Done<D>, Error> {
    let cached = cache::CacheGuard::hold(size, world.body);
    let outcome = run(&|| typst::compile::<D>(world));
    drop(cached);
    let warned = outcome?;
    let faults = |list: &[SourceDiagnostic]| list.iter().map(|d| fault(world, d)).collect();
    match warned.output {
        Ok(document) => Ok(Done { document, warnings: faults(&warned.warnings) }),
        Err(errors) => Err(TypesetError { faults: faults(&errors) }.into()),
    }
}

fn fault(world: &DocumentWorld<'_>, diagnostic: &SourceDiagnostic) -> TypesetFault {
    let at = diagnostic.span.id().and_then(|id| {
        let source = world.find(id)?;
        let range = typst::WorldExt::range(world as &dyn World, diagnostic.span)?;
        let lines = source.lines();
        let (line, column) = lines.byte_to_line_column(range.start)?;
        Some((id.vpath().get_without_slash().to_owned(), line + 1, column + 1))
    });
    TypesetFault {
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|h| h.v.to_string()).collect(),
        at,
    }
}
