//! Pages → PDF, PNG, SVG; a tree → DOCX.

#![warn(missing_docs)]

mod bundle;
pub mod docx;
mod issued;

pub use bundle::bundle;
pub(crate) use issued::keyword;
pub use issued::{Occupied, may_accompany, may_replace};

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::beside::beside;
use crate::error::{Error, ErrorKind};
use crate::typeset;

/// The archival standard a PDF keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/A-2a with PDF/UA-1: text, structure and accessibility.
    #[default]
    A2aUa1,
    /// PDF/A-2u: text can be searched; the way out where tags fail.
    A2u,
}

/// What a paper can be had as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One file of all pages.
    Pdf,
    /// A picture of each page.
    Png,
    /// A drawing of each page.
    Svg,
    /// A file for Word.
    Docx,
    /// The Typst source that pages are made of.
    Typ,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] = [Format::Pdf, Format::Docx, Format::Png, Format::Svg, Format::Typ];

    /// What its files' names end in, without the stop; also what it is called.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Png => "png",
            Format::Svg => "svg",
            Format::Docx => "docx",
            Format::Typ => "typ",
        }
    }

    /// Whether there is a file for each page.
    pub fn is_by_page(self) -> bool {
        matches!(self, Format::Png | Format::Svg)
    }

    /// Whether it is made of laid-out pages.
    pub fn is_of_pages(self) -> bool {
        matches!(self, Format::Pdf | Format::Png | Format::Svg)
    }
}

/// How fine a PNG is: enough to read on a screen, small enough to send.
pub(crate) const DOTS_PER_INCH: u32 = 150;

/// So many pages at most are had as pictures: to draw a page takes far longer than to
/// set it.
pub const MOST_PICTURES: usize = 100;

/// A PDF of all pages.
///
/// `ident` names the document stably (a hash of its source); `date` is used
/// only where the document bears none.
pub fn pdf(
    document: &PagedDocument,
    standard: Standard,
    ident: &str,
    date: Datetime,
) -> Result<Vec<u8>, Error> {
    let list: &[PdfStandard] = match standard {
        Standard::A2aUa1 => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        Standard::A2u => &[PdfStandard::A_2u],
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(format!("baocao {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Some(Timestamp::new_utc(date)),
        standards: PdfStandards::new(list).map_err(|e| failed(e.message()))?,
        ..PdfOptions::default()
    };
    typeset::run(&|| typst_pdf::pdf(document, &options))?.map_err(|errors| failed(join(&errors)))
}

/// A PNG of every page, `dots_per_inch` wide and high.
pub fn png(document: &PagedDocument, dots_per_inch: u32) -> Result<Vec<Vec<u8>>, Error> {
    let options = typst_render::RenderOptions {
        pixel_per_pt: (f64::from(dots_per_inch) / 72.0).into(),
        ..typst_render::RenderOptions::default()
    };
    let drawn = |pages: &[Page]| {
        typeset::run(&|| {
            let draw = |page| typst_render::render(page, &options).encode_png();
            pages.iter().map(draw).collect::<Vec<_>>()
        })
    };
    // To draw a page takes longer than to set it.
    let (first, second) = document.pages().split_at(document.pages().len() / 2);
    let (first, second) = beside(|| drawn(first), || drawn(second));
    let pages = first?.into_iter().chain(second?);
    pages.map(|page| page.map_err(|e| failed(e.to_string()))).collect()
}

/// An SVG of every page.
pub fn svg(document: &PagedDocument) -> Result<Vec<String>, Error> {
    let options = typst_svg::SvgOptions::default();
    let page = |page| typst_svg::svg(page, &options);
    typeset::run(&|| document.pages().iter().map(page).collect())
}

fn failed(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Export, message)
}

fn join(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; ")
}
