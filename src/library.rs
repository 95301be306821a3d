//! The library of an office: papers' descriptors, regimes, the catalogue of indicators,
//! templates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::built_in::TemplateFolder;
use crate::dossier::{Dossier, Indicator, Ordered, Seal};
use crate::error::{Error, ErrorKind};
use crate::law::Law;
use crate::paper::{OutlineHeading, Paper, Papers};
use crate::regime::Regime;
use crate::template::{self, Engine, Rendered};
use crate::usage::{Usage, Usages};

/// Everything needed to write and check papers, built in or an office's own: read once, so
/// that files saved later don't affect a run. Independent of fonts and typesetting.
pub struct Library {
    folder: TemplateFolder,
    papers: Papers,
    regimes: BTreeMap<String, Arc<Regime>>,
    usages: Usages,
    law: Law,
    catalog: Ordered<Indicator>,
    engine: Engine,
}

impl Library {
    /// Reads the library; the files of a user's folder take precedence over the built-in
    /// ones.
    pub fn open(own: Option<&Path>) -> Result<Self, Error> {
        Library::of(folder(own)?)
    }

    /// Reads the library from a folder of templates.
    pub(crate) fn of(folder: TemplateFolder) -> Result<Self, Error> {
        let regimes = regimes(&folder)?;
        let usages = Usages::read(&folder)?;
        let law = Law::read(&folder)?;
        let papers = Papers::read(&folder)?;
        let catalog = catalog(&folder)?;
        let engine = Engine::new(&folder);
        Ok(Library { folder, papers, regimes, usages, law, catalog, engine })
    }

    /// All known papers.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// The regime that a paper of a dossier follows.
    pub fn regime(&self, dossier: &Dossier, paper: &Paper) -> Option<&Regime> {
        self.regime_in_force(dossier, paper).map(|regime| &**regime)
    }

    /// The regime by kind of organisation and date.
    fn regime_in_force(&self, dossier: &Dossier, paper: &Paper) -> Option<&Arc<Regime>> {
        let mut regime = self.regimes.get(paper.regime_id(dossier, self.usage(dossier)))?;
        let day = paper.day_of_form(dossier);
        // Each regime occurs once; a cycle of predecessors ends the search.
        for _ in 0..self.regimes.len() {
            let older =
                regime.before.as_ref().filter(|_| day.is_some_and(|d| d < regime.valid_from));
            match older.and_then(|id| self.regimes.get(id)) {
                Some(older) => regime = older,
                None => break,
            }
        }
        Some(regime)
    }

    /// The usage of the dossier's organisation.
    pub fn usage(&self, dossier: &Dossier) -> &Usage {
        self.usages.of(dossier)
    }

    /// The legal facts by date.
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// All regimes.
    pub(crate) fn regimes(&self) -> impl Iterator<Item = &Arc<Regime>> {
        self.regimes.values()
    }

    /// The catalogue of indicators.
    pub fn catalog(&self) -> &Ordered<Indicator> {
        &self.catalog
    }

    /// Whether there is a template for a section of an outline.
    pub(crate) fn has_section(&self, section: &str) -> bool {
        self.engine.has(&format!("papers/sections/{section}.typ.j2"))
    }

    /// A paper of a dossier as Typst source.
    pub fn render(&self, dossier: &Dossier, paper: &Paper) -> Result<Rendered, Error> {
        let (made_by, regime) = self.made_by(dossier, paper)?;
        template::render(made_by, dossier, regime, &paper.one(dossier))
    }

    /// The outline of a paper of a dossier, its headings as they are printed.
    pub fn outline(&self, dossier: &Dossier, paper: &Paper) -> Result<Vec<OutlineHeading>, Error> {
        let (made_by, regime) = self.made_by(dossier, paper)?;
        template::outline(made_by, dossier, regime, &paper.one(dossier))
    }

    fn made_by(
        &self,
        dossier: &Dossier,
        paper: &Paper,
    ) -> Result<(template::MadeBy<'_>, &Arc<Regime>), Error> {
        let usage = self.usage(dossier);
        let regime = self.regime_in_force(dossier, paper).ok_or_else(|| {
            let id = paper.regime_id(dossier, usage);
            Error::new(ErrorKind::Office, format!("no regime {id}"))
        })?;
        let made_by = template::MadeBy { engine: &self.engine, catalog: &self.catalog, usage };
        Ok((made_by, regime))
    }

    /// Cover and contents of a volume of papers of these titles.
    pub(crate) fn volume_front(
        &self,
        dossier: &Dossier,
        titles: &[&str],
    ) -> Result<Rendered, Error> {
        let usage = self.usage(dossier);
        let regime = self
            .regimes
            .get(&usage.regime)
            .ok_or_else(|| Error::new(ErrorKind::Office, format!("no regime {}", usage.regime)))?;
        let made_by = template::MadeBy { engine: &self.engine, catalog: &self.catalog, usage };
        template::volume_front(made_by, dossier, regime, titles)
    }

    /// The seal of an issued paper; for one made per list item, of all its outputs.
    pub fn seal(&self, dossier: &Dossier, paper: &Paper) -> Result<Seal, Error> {
        let outputs = paper.outputs(dossier);
        let sources = outputs.iter().map(|paper| Ok(self.render(dossier, paper)?.source));
        let sources = sources.collect::<Result<Vec<String>, Error>>()?;
        Ok(template::sealed(&sources.join("\n\n")))
    }

    /// All that a paper of a dossier says, every one of its outputs.
    pub(crate) fn words(&self, dossier: &Dossier, paper: &Paper) -> Result<String, Error> {
        let outputs = paper.outputs(dossier);
        let words =
            outputs.iter().map(|paper| Ok(template::said(&self.render(dossier, paper)?.source)));
        Ok(words.collect::<Result<Vec<String>, Error>>()?.join(" "))
    }

    /// Calls `take` with the names and contents of all files, in a stable order.
    pub(crate) fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        self.folder.contents(take);
    }
}

/// The built-in templates, or those of a folder over them.
pub(crate) fn folder(own: Option<&Path>) -> Result<TemplateFolder, Error> {
    match own {
        Some(own) if !own.is_dir() => {
            let message = format!("Không có thư mục mẫu {}", own.display());
            Err(Error::new(ErrorKind::Office, message))
        }
        Some(own) => Ok(TemplateFolder::with_own(own)),
        None => Ok(TemplateFolder::built_in()),
    }
}

fn regimes(folder: &TemplateFolder) -> Result<BTreeMap<String, Arc<Regime>>, Error> {
    let texts = folder.list("regimes").into_iter().filter_map(|name| {
        let id = name.strip_suffix(".yaml")?.to_owned();
        Some((id, folder.find(&format!("regimes/{name}"))?.to_owned()))
    });
    let regimes = Regime::read_all(&texts.collect())?.into_iter();
    Ok(regimes.map(|regime| (regime.id.clone(), Arc::new(regime))).collect())
}

fn catalog(folder: &TemplateFolder) -> Result<Ordered<Indicator>, Error> {
    let wrong = |message| Error::new(ErrorKind::Office, message);
    let text = folder.find("catalog.yaml").unwrap_or_default();
    let catalog: Ordered<Indicator> = serde_yaml::from_str(text)
        .map_err(|e| wrong(format!("catalog.yaml: {e}")).with_source(e))?;
    let misplaced = catalog.iter().find_map(|(code, i)| Some((code, i.misplaced_field()?)));
    match misplaced {
        Some((code, field)) => {
            let what = format!("catalog.yaml: {code}: hồ sơ không có số liệu nào ở {field}");
            Err(wrong(what))
        }
        None => Ok(catalog),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A library with one file replaced.
    fn with(path: &str, text: &str) -> (tempfile::TempDir, Result<Library, Error>) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("inside")).expect("made");
        std::fs::write(&file, text).expect("written");
        let library = Library::open(Some(folder.path()));
        (folder, library)
    }

    fn dossier() -> Dossier {
        serde_yaml::from_str("kind: tổng kết\nperiod: {year: 2026}\n").expect("a dossier")
    }

    #[test]
    fn a_fault_of_a_template_has_its_place() {
        let path = "papers/annual_report.typ.j2";
        let (_folder, library) = with(path, "{% if true %}\nx\n{% endif %}\n{{ nothing }}\n");
        let library = library.expect("read");
        let paper = library.papers().find("annual_report").expect("known");
        let error = library.render(&dossier(), paper).expect_err("a slip");
        assert_eq!(error.kind(), ErrorKind::Template, "{error}");
        let place = (error.name(), error.line());
        assert_eq!(place, (Some(path), Some(4)), "{error}");
    }

    #[test]
    fn a_library_is_a_snapshot() {
        let path = "papers/sections/situation.typ.j2";
        let (folder, library) = with(path, "");
        let library = library.expect("read");
        let paper = library.papers().find("annual_report").expect("known");
        let before = library.render(&dossier(), paper).expect("rendered").source;
        std::fs::write(folder.path().join(path), "{{ nothing_of_this_name }}").expect("written");
        std::fs::write(folder.path().join("papers/other.yaml"), "title: x").expect("written");
        assert_eq!(library.render(&dossier(), paper).expect("rendered").source, before);
        assert!(Library::open(Some(folder.path())).is_err());
    }

    #[test]
    fn what_is_wrong_in_the_catalogue_is_said() {
        let (_folder, library) = with("catalog.yaml", "x: [");
        let error = library.err().expect("no catalogue");
        assert_eq!(error.kind(), ErrorKind::Office);
        assert!(error.to_string().starts_with("catalog.yaml: "), "{error}");
    }
}
