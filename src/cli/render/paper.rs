//! One paper of a dossier: made, written, reported.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use baocao::dossier::Dossier;
use baocao::export::{Format, may_write, remove_pages_after};
use baocao::paper::Paper;
use baocao::{Checked, Error, Pages, Printed, Refusal, SigningPlace, Unprinted};

use super::super::files::DossierFile;
use super::super::json::{self, PaperLine};
use super::super::write::{self, Existing};
use super::Run;

/// Why a paper couldn't be made.
pub(super) enum Fault {
    /// A template fault, with the source if there is one.
    Template { message: String, source: Option<String> },
    /// Forbidden contents of its finished pages.
    Pages(Vec<baocao::Fault>),
    /// More pages than can be drawn.
    Pictures(String),
}

/// The result of making a paper.
pub(super) enum Attempt {
    Written {
        files: Vec<PathBuf>,
        pages: Option<usize>,
        signing: Vec<SigningPlace>,
    },
    /// Refused because of findings.
    Refused(String),
    /// Failed.
    Failed {
        message: String,
        hints: Vec<String>,
        files: Vec<PathBuf>,
    },
}

impl Run<'_> {
    /// Makes a paper without writing files.
    pub(super) fn print(&self, dossier: &Dossier, paper: &Paper) -> Result<Printed, Fault> {
        let rendered = match self.office.render(dossier, paper) {
            Ok(rendered) => rendered,
            Err(error) => return Err(Fault::Template { message: error.to_string(), source: None }),
        };
        let fault = |error: Error| Fault::Template { message: error.to_string(), source: None };
        let rendered = match self.older(paper) {
            Some((old, was)) => rendered.since(self.office.render(old, &was).map_err(fault)?),
            None => rendered,
        };
        let mut formats = self.args.formats.wanted();
        if self.args.keep_typ {
            formats.push(Format::Typ);
        }
        let printed = self.office.print(&rendered, &formats, self.args.formats.pdf);
        // A format without pages is laid out for the picture only.
        let laid_out = printed.and_then(|printed| match printed.pages {
            None if self.args.contact_sheet => {
                Ok(Printed { pages: Some(self.office.compile(&rendered)?), ..printed })
            }
            _ => Ok(printed),
        });
        match laid_out {
            Ok(printed) => Ok(printed),
            Err(Unprinted::Faulty(faults)) => Err(Fault::Pages(faults)),
            Err(undrawn @ Unprinted::Undrawn(_)) => Err(Fault::Pictures(undrawn.to_string())),
            Err(Unprinted::Failed(error)) => {
                let source = Some(rendered.source);
                Err(Fault::Template { message: error.to_string(), source })
            }
        }
    }

    /// The paper of the old dossier that corresponds to this one, if any.
    fn older(&self, paper: &Paper) -> Option<(&Dossier, Cow<'_, Paper>)> {
        let old = self.old?;
        let outputs = self.office.papers().find(&paper.id)?.outputs(old);
        let was = outputs.into_iter().find(|other| other.title == paper.title)?;
        Some((old, was))
    }

    /// Writes a printed paper, or says why it has no files.
    pub(super) fn finish(
        &mut self,
        file: &DossierFile,
        work: &Checked<'_>,
        (dossier, paper): (&Dossier, &Paper),
        printed: Result<Printed, Fault>,
    ) -> Attempt {
        let folder = self.args.output.join(&file.stem);
        let printed = match printed {
            Ok(printed) => printed,
            Err(Fault::Pages(faults)) => {
                self.tell(file, &work.told(&faults));
                return Attempt::Refused(Refusal::Faulty(paper.status(dossier)).to_string());
            }
            Err(Fault::Pictures(message)) => return Attempt::Refused(message),
            Err(Fault::Template { message, source }) => {
                return self.template_fault(&message, source, &paper.file_in(dossier), &folder);
            }
        };
        if self.old.is_some() && self.older(paper).is_none() {
            self.tell_new(file, paper);
        }
        let lost = printed.lost.iter().map(|lost| lost.told(&paper.title));
        let lost = lost.chain(printed.overlong.iter().cloned());
        self.tell(file, &lost.collect::<Vec<_>>());
        self.write(printed, &paper.file_in(dossier), &folder)
    }

    fn write(&mut self, printed: Printed, name: &str, folder: &Path) -> Attempt {
        let path = |suffix: &str| folder.join(format!("{name}{suffix}"));
        let Printed { pages, seal, files: outputs, .. } = printed;
        let mut files = Vec::new();
        if let Err(occupied) = may_write(&outputs, seal.as_ref(), self.args.formats.force, &path) {
            return Attempt::Refused(occupied.to_string());
        }
        for output in outputs {
            let path = path(&output.suffix);
            if let Err(failure) = write::whole(&path, &output.bytes, Existing::Replace) {
                return Attempt::Failed { message: failure.message, hints: failure.hints, files };
            }
            files.push(path);
            if self.args.zip {
                self.bundled.push((format!("{name}{}", output.suffix), output.bytes));
            }
        }
        let count = pages.as_ref().map(Pages::count);
        if let Some(count) = count {
            remove_pages_after(count, &path);
        }
        let signing = pages.as_ref().map(|pages| pages.signing().to_vec()).unwrap_or_default();
        if self.args.contact_sheet {
            self.shown.extend(pages);
        }
        Attempt::Written { files, pages: count, signing }
    }

    /// Reports a template fault in the words of the engine or of Typst. Administrators see
    /// all of it, clerks the first line.
    fn template_fault(
        &self,
        message: &str,
        source: Option<String>,
        name: &str,
        folder: &Path,
    ) -> Attempt {
        // The source is needed to find the fault of a template.
        let kept = source.and_then(|source| {
            let path = folder.join(format!("{name}.typ"));
            write::whole(&path, source.as_bytes(), Existing::Replace).ok().map(|()| path)
        });
        let files: Vec<PathBuf> = kept.into_iter().collect();
        let whole = self.args.keep_typ || self.args.dossiers.json;
        let message = if whole { message } else { message.lines().next().unwrap_or_default() };
        let hint = match files.first() {
            Some(kept) => {
                format!("mã Typst giữ ở {}; gửi cho người quản trị mẫu", kept.display())
            }
            None => "gửi hồ sơ và thông báo này cho người quản trị mẫu".to_owned(),
        };
        Attempt::Failed {
            message: format!("mẫu văn bản có lỗi: {message}"),
            hints: vec![hint],
            files,
        }
    }

    pub(super) fn report(
        &mut self,
        file: &DossierFile,
        dossier: &Dossier,
        paper: &Paper,
        attempt: &Attempt,
    ) {
        let status = paper.status(dossier);
        let mut signing: &[SigningPlace] = &[];
        let (state, message, hints, files, pages) = match attempt {
            Attempt::Written { files, pages, signing: places } => {
                self.tally.made(status);
                signing = places;
                ("written", None, &[][..], files.as_slice(), *pages)
            }
            Attempt::Refused(message) => ("refused", Some(message), &[][..], &[][..], None),
            Attempt::Failed { message, hints, files } => {
                ("failed", Some(message), hints.as_slice(), files.as_slice(), None)
            }
        };
        if message.is_some() {
            self.tally.unmade += 1;
        }
        let files: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
        if self.args.dossiers.json {
            self.console.say(&json::paper(&PaperLine {
                r#type: "paper",
                dossier: &file.name,
                paper: &paper.id,
                title: &paper.title,
                status: status.word(),
                state,
                files: &files,
                pages,
                signing,
                message: message.map(String::as_str),
            }));
            return;
        }
        if let Some(message) = message {
            self.console.tell(&format!("{} · {}: {message}", file.name, paper.title));
            for hint in hints {
                self.console.tell(&format!("Gợi ý: {hint}"));
            }
        } else {
            files.iter().for_each(|file| self.console.say(file));
        }
    }
}
