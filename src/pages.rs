//! Finished pages, ready for export.

use typst::foundations::Datetime;

use crate::error::Error;
use crate::export::{self, Format, PaperFile, Standard};
use crate::gate::SigningPlace;
use crate::regime::Length;
use crate::typeset::PagedDocument;

/// A paper on finished pages that may be exported.
#[derive(Debug)]
pub struct Pages {
    pub(crate) document: PagedDocument,
    /// A stable identifier: the same source gives the same PDF identifier.
    pub(crate) ident: String,
    /// The PDF's date.
    pub(crate) date: Datetime,
    /// The line distance of the text, if it isn't the regime's own.
    pub(crate) baseline: Option<Length>,
    pub(crate) signing: Vec<SigningPlace>,
}

impl Pages {
    /// The laid-out pages, for measuring them.
    pub fn document(&self) -> &PagedDocument {
        &self.document
    }

    /// Where it is signed and sealed, in the order of the text.
    pub fn signing(&self) -> &[SigningPlace] {
        &self.signing
    }

    /// The number of pages.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// The files of a format with pages; none for another format.
    pub fn export(&self, format: Format, standard: Standard) -> Result<Vec<PaperFile>, Error> {
        let files = match format {
            Format::Pdf => vec![self.pdf(standard)?],
            Format::Png => self.png(export::DOTS_PER_INCH)?,
            Format::Svg => self.svg()?.into_iter().map(String::into_bytes).collect(),
            Format::Docx | Format::Html | Format::Txt | Format::Typ => Vec::new(),
            Format::Json | Format::Xml => Vec::new(),
        };
        let numbered = (1..).zip(files);
        Ok(numbered.map(|(page, bytes)| PaperFile::new(format, page, bytes)).collect())
    }

    /// A PDF.
    pub fn pdf(&self, standard: Standard) -> Result<Vec<u8>, Error> {
        export::pdf(&self.document, standard, &self.ident, self.date)
    }

    /// A PNG of every page.
    pub fn png(&self, dots_per_inch: u32) -> Result<Vec<Vec<u8>>, Error> {
        export::png(&self.document, dots_per_inch)
    }

    /// All pages of these papers in one PNG, in rows; `None` if there is no page or more than
    /// [`export::MOST_SHOWN`].
    pub fn contact_sheet(papers: &[Pages]) -> Result<Option<Vec<u8>>, Error> {
        let pages = papers.iter().flat_map(|paper| paper.document.pages());
        export::contact_sheet(&pages.collect::<Vec<_>>())
    }

    /// The first pages of these papers on one PNG, in rows; none where there is no paper or
    /// more than [`export::MOST_SHOWN`].
    pub fn first_pages(papers: &[Pages]) -> Result<Option<Vec<u8>>, Error> {
        let first = papers.iter().filter_map(|paper| paper.document.pages().first());
        export::contact_sheet(&first.collect::<Vec<_>>())
    }

    /// An SVG of every page.
    pub fn svg(&self) -> Result<Vec<String>, Error> {
        export::svg(&self.document)
    }
}
