//! Pages → PDF, PNG, SVG; a tree → DOCX, HTML, TXT.

#![warn(missing_docs)]

mod bundle;
mod contact;
pub mod docx;
mod evidence;
mod html;
mod issued;
mod leftover;
mod metadata;
mod text;

pub use bundle::bundle;
pub use contact::MOST_SHOWN;
pub(crate) use contact::contact_sheet;
pub(crate) use evidence::keyword;
pub use issued::{Occupied, Why, may_write};
pub use leftover::remove_pages_after;
pub(crate) use metadata::overlong;
pub(crate) use {html::write as html, metadata::json, metadata::xml, text::write as text};

use typst::diag::SourceDiagnostic;
use typst::foundations::{Content, Datetime, Smart};
use typst::layout::{Frame, Sides};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::beside::beside;
use crate::error::{Error, ErrorKind};
use crate::regime::{Heading, Measures};
use crate::tree::LabelKind;
use crate::typeset;

/// A stable identifier of a source: the same source gives the same PDF identifier.
pub(crate) fn ident(source: &str) -> String {
    format!("{:032x}", typst::utils::hash128(source))
}

/// The archival standard of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/A-2a with PDF/UA-1: text, structure and accessibility.
    #[default]
    A2aUa1,
    /// PDF/A-2u: text can be searched; for papers whose tags fail.
    A2u,
}

/// A format of papers.
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
    /// A page for a browser, in one file.
    Html,
    /// Plain text, to be pasted.
    Txt,
    /// The Typst source of the pages.
    Typ,
    /// What a registry asks of the paper, as JSON.
    Json,
    /// The same as XML.
    Xml,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 9] = [
        Format::Pdf,
        Format::Docx,
        Format::Html,
        Format::Txt,
        Format::Png,
        Format::Svg,
        Format::Typ,
        Format::Json,
        Format::Xml,
    ];

    /// The formats of the data that a registry asks of a paper.
    pub const METADATA: [Format; 2] = [Format::Json, Format::Xml];

    /// The file ending without the dot, which is also the format's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Png => "png",
            Format::Svg => "svg",
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Txt => "txt",
            Format::Typ => "typ",
            Format::Json => "json",
            Format::Xml => "xml",
        }
    }

    /// The suffix of a paper's file name, or of that for a page, from 1: `.pdf`, `-2.png`.
    pub fn suffix(self, page: usize) -> String {
        match self.is_by_page() {
            true => format!("-{page}.{}", self.ending()),
            false => format!(".{}", self.ending()),
        }
    }

    /// Whether there is a file for each page.
    pub fn is_by_page(self) -> bool {
        self.made_of() == MadeOf::EachPage
    }

    /// Whether it is made from the paper's tree, without pages.
    pub fn is_of_tree(self) -> bool {
        self.made_of() == MadeOf::Tree
    }

    /// Whether it is made of laid-out pages, be it that they are counted.
    pub fn is_of_pages(self) -> bool {
        matches!(self.made_of(), MadeOf::AllPages | MadeOf::EachPage | MadeOf::Data)
    }

    fn made_of(self) -> MadeOf {
        match self {
            Format::Pdf => MadeOf::AllPages,
            Format::Png | Format::Svg => MadeOf::EachPage,
            Format::Docx | Format::Html | Format::Txt => MadeOf::Tree,
            Format::Typ => MadeOf::Source,
            Format::Json | Format::Xml => MadeOf::Data,
        }
    }
}

/// The input of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MadeOf {
    /// All pages together.
    AllPages,
    /// One page each.
    EachPage,
    /// The parts of the paper.
    Tree,
    /// The Typst source itself.
    Source,
    /// What is known of the paper.
    Data,
}

/// One of the files of a paper, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// The format.
    pub format: Format,
    /// The suffix of its name: `.pdf`, `-2.png`.
    pub suffix: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl PaperFile {
    /// The file of a paper, or of its page, from 1.
    pub(crate) fn new(format: Format, page: usize, bytes: Vec<u8>) -> Self {
        PaperFile { format, suffix: format.suffix(page), bytes }
    }
}

/// The regime's form for headings with labels of this kind.
fn heading_form(kind: LabelKind, measures: &Measures) -> &Heading {
    match kind {
        LabelKind::Roman => &measures.headings.roman,
        LabelKind::Arabic => &measures.headings.arabic,
        LabelKind::Letter => &measures.headings.letter,
    }
}

/// The mark of a dash (gạch đầu dòng) of a level, from 1.
fn dash_mark(level: usize, measures: &Measures) -> &str {
    let marks = &measures.body.marks;
    let last = marks.len().saturating_sub(1);
    marks.get(level.saturating_sub(1).min(last)).map_or("-", String::as_str)
}

/// The resolution of PNGs: readable on a screen, and small enough to send.
pub(crate) const DOTS_PER_INCH: u32 = 150;

/// The same of a picture in a file for Word, which is printed.
const PICTURE_DOTS: u32 = 300;

/// The most pages exported as pictures: drawing a page takes much longer than typesetting it.
pub const MOST_PICTURES: usize = 100;

/// A PDF of all pages.
///
/// `ident` identifies the document (a hash of its source); `date` is used only if the
/// document has none.
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

/// A PNG of every page, with `dots_per_inch`.
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
    // Drawing a page takes longer than typesetting it.
    let (first, second) = document.pages().split_at(document.pages().len() / 2);
    let (first, second) = beside(|| drawn(first), || drawn(second));
    let pages = first?.into_iter().chain(second?);
    pages.map(|page| page.map_err(|e| failed(e.to_string()))).collect()
}

/// Something drawn as a PNG, `dots_per_inch` fine.
fn drawn(frame: &Frame, dots_per_inch: u32) -> Result<Vec<u8>, Error> {
    let page = Page {
        frame: frame.clone(),
        bleed: Sides::default(),
        fill: Smart::Auto,
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let options = typst_render::RenderOptions {
        pixel_per_pt: (f64::from(dots_per_inch) / 72.0).into(),
        ..typst_render::RenderOptions::default()
    };
    let picture = typeset::run(&|| typst_render::render(&page, &options).encode_png())?;
    picture.map_err(|e| failed(e.to_string()))
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
