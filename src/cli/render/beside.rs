//! Files about a whole dossier, beside the folder of its papers: a bundle, a picture of all
//! pages, a volume.

use std::borrow::Cow;
use std::path::Path;

use baocao::dossier::Dossier;
use baocao::export::{MOST_SHOWN, bundle};
use baocao::paper::Paper;
use baocao::{Error, Pages};

use super::super::files::DossierFile;
use super::super::json;
use super::super::outcome::Failure;
use super::super::write::{self, Existing};
use super::Run;

impl Run<'_> {
    /// Writes a bundle of the dossier's files, beside their folder.
    pub(super) fn write_bundle(&mut self, file: &DossierFile) {
        let files = std::mem::take(&mut self.bundled);
        if files.is_empty() {
            return;
        }
        let path = self.args.output.join(format!("{}.zip", file.stem));
        let line = json::bundle(&file.name, &path);
        self.write_beside(bundle(&files), &path, &line);
    }

    /// Writes a picture of the dossier's pages, beside the folder of its files.
    pub(super) fn write_contact_sheet(&mut self, file: &DossierFile) {
        let shown = std::mem::take(&mut self.shown);
        let path = self.args.output.join(format!("{}.png", file.stem));
        let line = json::contact_sheet(&file.name, &path);
        match Pages::contact_sheet(&shown).transpose() {
            Some(bytes) => self.write_beside(bytes, &path, &line),
            None if shown.is_empty() => {}
            None => self.console.tell(&format!(
                "{}: không làm ảnh chung vì các văn bản dài quá {MOST_SHOWN} trang",
                file.name
            )),
        }
    }

    /// The papers that belong in a volume, bound, where all of them were made.
    pub(super) fn write_volume(
        &mut self,
        file: &DossierFile,
        dossier: &Dossier,
        papers: &[Cow<'_, Paper>],
    ) {
        let made = std::mem::take(&mut self.made);
        let mut bound: Vec<&Cow<'_, Paper>> =
            papers.iter().filter(|paper| paper.volume.is_some()).collect();
        bound.sort_by_key(|paper| paper.volume);
        let unmade = bound.iter().find(|paper| !made.contains(&paper.file));
        let why = match unmade {
            Some(paper) => Some(format!("{} chưa xuất được", paper.title)),
            None if bound.is_empty() => Some("không xuất văn kiện nào của tập".to_owned()),
            None => None,
        };
        if let Some(why) = why {
            self.console.tell(&format!("{}: không đóng tập văn kiện: {why}", file.name));
            return;
        }
        let rendered = bound.iter().map(|paper| self.office.render(dossier, paper));
        let bytes = rendered
            .collect::<Result<Vec<_>, Error>>()
            .and_then(|papers| self.office.bind(dossier, &papers)?.pdf(self.args.formats.pdf));
        let path = self.args.output.join(format!("{}.pdf", file.stem));
        let line = json::volume(&file.name, &path);
        self.write_beside(bytes, &path, &line);
    }

    /// Writes a file about the whole dossier and reports it, as `line` in JSON.
    fn write_beside(&mut self, bytes: Result<Vec<u8>, Error>, path: &Path, line: &str) {
        let written = bytes
            .map_err(Failure::from)
            .and_then(|bytes| write::whole(path, &bytes, Existing::Replace));
        match written {
            Ok(()) if self.args.dossiers.json => self.console.say(line),
            Ok(()) => self.console.say(&path.display().to_string()),
            Err(failure) => {
                self.tally.unmade += 1;
                self.console.failure(&failure, self.args.dossiers.json);
            }
        }
    }
}
