//! A paper in the requested formats.

use crate::diagnostic::Diagnostic;
use crate::dossier::{Seal, Status};
use crate::error::Error;
use crate::export::docx::{self, Docx, Facts};
use crate::export::{self, Format, PaperFile, Standard};
use crate::office::Office;
use crate::pages::Pages;
use crate::proof::Unprinted;
use crate::regime::Length;
use crate::template::Rendered;
use crate::tree::{Lost, Tree};

/// A paper as files, each complete.
#[derive(Debug)]
pub struct Printed {
    /// Its pages, if it was laid out.
    pub pages: Option<Pages>,
    /// An issued paper's seal.
    pub seal: Option<Seal>,
    /// In the order in which formats were named, except that those without pages come last.
    pub files: Vec<PaperFile>,
    /// Content placed with Typst's own functions, which is missing in formats without pages.
    pub lost: Vec<Lost>,
    /// Warnings of data that a registry takes no such length of.
    pub overlong: Vec<Diagnostic>,
}

impl Office {
    /// What a registry asks of a paper (dữ liệu đặc tả), as JSON; its pages aren't counted.
    pub fn metadata(&self, rendered: &Rendered) -> Vec<u8> {
        export::json(&rendered.metadata)
    }

    /// Makes the files of these formats, each named once, in any order; at the first fault it
    /// fails without files. A clean or issued paper is checked on its pages, whether or not a
    /// format with pages is requested.
    pub fn print(
        &self,
        rendered: &Rendered,
        formats: &[Format],
        standard: Standard,
    ) -> Result<Printed, Unprinted> {
        let seal = (rendered.status == Status::Issued).then(|| rendered.seal());
        let mut printed = Printed {
            pages: None,
            seal,
            files: Vec::new(),
            lost: Vec::new(),
            overlong: Vec::new(),
        };
        let is_wanted = |is: &dyn Fn(Format) -> bool| formats.iter().any(|format| is(*format));
        let pages = is_wanted(&Format::is_of_pages);
        if pages || rendered.status != Status::Draft && is_wanted(&Format::is_of_tree) {
            let pages = self.compile(rendered)?;
            if is_wanted(&Format::is_by_page) && pages.count() > export::MOST_PICTURES {
                return Err(Unprinted::Undrawn(pages.count()));
            }
            for format in formats {
                printed.files.extend(pages.export(*format, standard)?);
            }
            printed.pages = Some(pages);
        }
        if is_wanted(&Format::is_of_tree) {
            let tree = self.tree(rendered)?;
            let measures = &rendered.regime.measures;
            let baseline = printed.pages.as_ref().and_then(|pages| pages.baseline);
            for format in formats {
                let bytes = match format {
                    Format::Html => export::html(&tree, measures).into_bytes(),
                    Format::Txt => export::text(&tree, measures).into_bytes(),
                    Format::Docx => self.docx_of(&tree, rendered, baseline)?.bytes,
                    _ => continue,
                };
                printed.files.push(PaperFile::new(*format, 1, bytes));
            }
            printed.lost = tree.lost;
        }
        if let Some(pages) =
            printed.pages.as_ref().filter(|_| is_wanted(&|f| Format::METADATA.contains(&f)))
        {
            let metadata = rendered.metadata.clone().with_pages(pages.count());
            for format in formats {
                let bytes = match format {
                    Format::Json => export::json(&metadata),
                    Format::Xml => export::xml(&metadata),
                    _ => continue,
                };
                printed.files.push(PaperFile::new(*format, 1, bytes));
            }
            printed.overlong = export::overlong(&metadata, &rendered.title);
        }
        if formats.contains(&Format::Typ) {
            let source = rendered.source.clone().into_bytes();
            printed.files.push(PaperFile::new(Format::Typ, 1, source));
        }
        Ok(printed)
    }

    /// A paper as a Word file that marks the values from the dossier.
    pub fn docx(&self, rendered: &Rendered) -> Result<Docx, Error> {
        self.docx_of(&self.tree(rendered)?, rendered, None)
    }

    /// `baseline` is the final line distance of the paper's pages, if they were typeset, so
    /// that the file has as many pages.
    fn docx_of(
        &self,
        tree: &Tree,
        rendered: &Rendered,
        baseline: Option<Length>,
    ) -> Result<Docx, Error> {
        let is_copy = rendered.status == Status::Issued;
        let seal = rendered.seal();
        let mut keywords = vec![rendered.kind.clone(), tree.author.clone()];
        if is_copy {
            keywords.push(export::keyword(&seal));
        }
        keywords.retain(|keyword| !keyword.is_empty());
        let facts = Facts {
            paper: rendered.paper.clone(),
            dossier: rendered.dossier.clone(),
            content: seal,
            is_copy,
            keywords,
            day: self.day_of(rendered),
        };
        let old = rendered.since.as_ref().map(|old| self.tree(old)).transpose()?;
        let tree = match &old {
            Some(old) => &tree.since(old),
            None => tree,
        };
        match baseline {
            Some(other) => {
                docx::write(tree, &rendered.regime.with_baseline(other).measures, &facts)
            }
            None => docx::write(tree, &rendered.regime.measures, &facts),
        }
    }
}
