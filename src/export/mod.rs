//! Pages → PDF, PNG, SVG.

#![warn(missing_docs)]

mod issued;

pub(crate) use issued::keyword;
pub use issued::{Occupied, may_replace};

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::beside::beside;

/// The archival standard a PDF keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/A-2a with PDF/UA-1: text, structure and accessibility.
    #[default]
    A2aUa1,
    /// PDF/A-2u: text can be searched; the way out where tags fail.
    A2u,
}

/// A PDF of all pages.
///
/// `ident` names the document stably (a hash of its source); `date` is used
/// only where the document bears none. The error is Typst's.
pub fn pdf(
    document: &PagedDocument,
    standard: Standard,
    ident: &str,
    date: Datetime,
) -> Result<Vec<u8>, String> {
    let list: &[PdfStandard] = match standard {
        Standard::A2aUa1 => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        Standard::A2u => &[PdfStandard::A_2u],
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(format!("baocao {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Some(Timestamp::new_utc(date)),
        standards: PdfStandards::new(list).map_err(|e| e.message().to_string())?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| join(&errors))
}

/// A PNG of every page, `dots_per_inch` wide and high.
pub fn png(document: &PagedDocument, dots_per_inch: u32) -> Result<Vec<Vec<u8>>, String> {
    let options = typst_render::RenderOptions {
        pixel_per_pt: (f64::from(dots_per_inch) / 72.0).into(),
        ..typst_render::RenderOptions::default()
    };
    let drawn = |pages: &[Page]| -> Result<Vec<Vec<u8>>, String> {
        let draw = |page| typst_render::render(page, &options).encode_png();
        pages.iter().map(|page| draw(page).map_err(|e| e.to_string())).collect()
    };
    // To draw a page takes longer than to set it.
    let (first, second) = document.pages().split_at(document.pages().len() / 2);
    let (first, second) = beside(|| drawn(first), || drawn(second));
    let mut pages = first?;
    pages.append(&mut second?);
    Ok(pages)
}

/// An SVG of every page.
pub fn svg(document: &PagedDocument) -> Vec<String> {
    let options = typst_svg::SvgOptions::default();
    document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect()
}

fn join(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; ")
}
