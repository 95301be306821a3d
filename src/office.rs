//! The way of a dossier through the program: load → check → render → compile →
//! export.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike;
use typst::foundations::Datetime;

use crate::beside::beside;
use crate::built_in::TemplateFolder;
use crate::check::{self, Review};
use crate::diagnostic::{self, Diagnostic};
use crate::dossier::{self, Dossier, Seal, Status};
use crate::error::Error;
use crate::export;
use crate::form::{Form, Set};
use crate::library::{self, Library};
use crate::loaded::{Loaded, says_issued};
use crate::pages::Pages;
use crate::paper::{Paper, Papers};
use crate::proof::{Proof, Unprinted};
use crate::prose;
use crate::regime::Regime;
use crate::source::{self, Budget, Limits, Node};
use crate::template::Rendered;
use crate::tree::Tree;
use crate::typeset::{Fonts, Press};
use crate::vietnamese::Day;

/// Where an office's own things are.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A folder of templates that goes before the built-in ones.
    pub templates: Option<PathBuf>,
    /// A folder of fonts in place of the built-in ones.
    pub fonts: Option<PathBuf>,
    /// The seconds since 1970 that a PDF is dated by where its dossier names no
    /// day: what the environment calls `SOURCE_DATE_EPOCH`. The library looks into
    /// no environment and at no clock.
    pub epoch: Option<i64>,
}

/// Everything that all dossiers share, made once: papers, templates, regimes,
/// layout, fonts. May be used from many threads.
///
/// An office is a snapshot: files that are saved after it was made change nothing.
pub struct Office {
    library: Library,
    /// By the ids of their regimes.
    forms: BTreeMap<String, Form>,
    press: Press,
    epoch: Option<i64>,
}

impl Office {
    /// Sets an office up.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let folder = library::folder(options.templates.as_deref())?;
        // What sets pages and what writes them know nothing of each other, and
        // making either takes milliseconds.
        let (press, library) =
            beside(|| press(&folder, options.fonts.as_deref()), || Library::of(folder.clone()));
        let (press, library) = (press?, library?);
        let form = |regime: &Arc<Regime>| (regime.id.clone(), Form::new(Arc::clone(regime)));
        let forms = library.regimes().map(form).collect();
        Ok(Office { library, forms, press, epoch: options.epoch })
    }

    /// What papers are written and checked by.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Calls `take` with everything of the office that a page depends on:
    /// names and contents of templates, regimes, layout and fonts, in a stable
    /// order.
    pub(crate) fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        self.library.contents(take);
        self.press.fonts().contents(take);
    }

    /// All papers that this office knows.
    pub fn papers(&self) -> &Papers {
        self.library.papers()
    }

    /// Reads a dossier from YAML. `name` is what messages call the file;
    /// `overrides` are laid over it in order.
    pub fn load(&self, name: &str, yaml: &[u8], overrides: &[Node]) -> Loaded {
        let (tree, found) = source::read_yaml(name, yaml, Limits::default());
        self.load_tree(tree, found, overrides)
    }

    /// Reads a dossier from a tree, with what was found while it was made.
    pub fn load_tree(
        &self,
        tree: Option<Node>,
        mut found: Vec<Diagnostic>,
        overrides: &[Node],
    ) -> Loaded {
        let Some(tree) = tree else {
            return Loaded::new(None, found, None);
        };
        let issued = (!overrides.is_empty() && says_issued(&tree))
            .then(|| Box::new(dossier::read(tree.clone()).dossier));
        let mut tree = overrides.iter().cloned().fold(tree, source::merge);
        found.extend(source::limit_marks(&mut tree));
        found.extend(source::check_characters(&tree, &|c| self.press.fonts().covers(c)));
        let encoding = source::check_encoding(&tree);
        let mut reading = dossier::read(tree);
        found.append(&mut reading.diagnostics);
        // What else can't be read in a mangled file needs no word of its own.
        let unread = found.iter().any(|d| d.structural && d.is_error());
        if let Some(encoding) = encoding.filter(|_| unread) {
            return Loaded::new(None, vec![encoding], None);
        }
        let budget = Budget::new(Limits::default());
        found.extend(prose::outgrown(&reading.dossier, &reading.tree, budget));
        diagnostic::sort(&mut found);
        Loaded::new(Some(reading), found, issued)
    }

    /// Checks what a dossier says, and whether it has what its papers need: all
    /// those that it gives.
    pub fn check(&self, loaded: &Loaded) -> Vec<Diagnostic> {
        let papers = loaded.reading.as_ref().map(|reading| self.papers().of(&reading.dossier));
        self.check_for(loaded, &papers.unwrap_or_default())
    }

    /// The same for these papers and no others.
    pub fn check_for(&self, loaded: &Loaded, papers: &[&Paper]) -> Vec<Diagnostic> {
        self.review(loaded, papers).findings
    }

    /// The same, with what the dossier acknowledges beside the findings. Where
    /// something was typed that can't be read, that is told already, and nothing is
    /// missing.
    pub fn review(&self, loaded: &Loaded, papers: &[&Paper]) -> Review {
        let Some(reading) = &loaded.reading else { return Review::default() };
        let mut review = check::check(reading, papers, &self.library);
        let unread = loaded.diagnostics.iter().filter(|d| d.structural);
        let unread: Vec<&source::Path> = unread.filter_map(|d| d.path.as_ref()).collect();
        review.findings.retain(|d| !d.path.as_ref().is_some_and(|path| unread.contains(&path)));
        review
    }

    /// The regime that a paper of a dossier follows.
    pub fn regime(&self, dossier: &Dossier, paper: &Paper) -> Option<&Regime> {
        self.library.regime(dossier, paper)
    }

    /// The catalogue of indicators.
    pub fn catalog(&self) -> &dossier::Ordered<dossier::Indicator> {
        self.library.catalog()
    }

    /// What a dossier lacks for a paper: the Vietnamese names of the fields.
    pub fn lacks(&self, dossier: &Dossier, paper: &Paper) -> Vec<String> {
        let title = |path: &source::Path| {
            dossier::Titles::get().title(path).map_or_else(|| path.to_string(), str::to_owned)
        };
        check::missing_needs(paper, dossier).iter().map(title).collect()
    }

    /// The papers that can be made of a dossier: those that it gives, and all others of
    /// its kind that it lacks nothing for.
    pub fn set(&self, dossier: &Dossier) -> Vec<&Paper> {
        let mut papers = self.papers().set(dossier);
        papers.retain(|paper| paper.belongs_to(dossier) || self.lacks(dossier, paper).is_empty());
        papers
    }

    /// What an issued paper is known by, all that becomes of it.
    pub fn seal(&self, dossier: &Dossier, paper: &Paper) -> Result<Seal, Error> {
        self.library.seal(dossier, paper)
    }

    /// A paper as Typst source; of one that goes by a list, its first output.
    pub fn render(&self, dossier: &Dossier, paper: &Paper) -> Result<Rendered, Error> {
        self.library.render(dossier, paper)
    }

    /// Lays a rendered paper out and looks at its finished pages.
    pub fn compile(&self, rendered: &Rendered) -> Result<Pages, Unprinted> {
        self.lay_out(rendered)?.passed()
    }

    /// Lays a rendered paper out without the last look at its pages.
    pub fn lay_out<'a>(&'a self, rendered: &'a Rendered) -> Result<Proof<'a>, Error> {
        let Rendered { status, .. } = rendered;
        let form = self.form(rendered);
        let source = self.printable(rendered);
        let Set { mut document, sheet, source } = form.set(&self.press, source)?;
        if *status == Status::Issued {
            document.info_mut().keywords.push(export::keyword(&rendered.seal()).into());
        }
        let date = midnight(self.day_of(rendered))
            .unwrap_or_else(|| unreachable!("a day is checked to be one"));
        let ident = ident(&rendered.source);
        let pages = Pages { document, ident, date };
        Ok(Proof { pages, status: *status, area: form.area, sheet, press: &self.press, source })
    }

    /// The parts of a rendered paper by what they are, for formats that have no
    /// pages.
    pub fn tree(&self, rendered: &Rendered) -> Result<Tree, Error> {
        let source = self.printable(rendered);
        let form = self.form(rendered);
        match &source {
            Cow::Borrowed(source) => form.tree(&self.press, source, &rendered.origins),
            Cow::Owned(printable) => {
                let origins = rendered.origins.clone().moved(&rendered.source, printable);
                form.tree(&self.press, printable, &origins)
            }
        }
    }

    fn form(&self, rendered: &Rendered) -> Cow<'_, Form> {
        let regime = &rendered.regime;
        match self.forms.get(&regime.id) {
            Some(form) if Arc::ptr_eq(&form.regime, regime) => Cow::Borrowed(form),
            // Rendered by another library.
            _ => Cow::Owned(Form::new(Arc::clone(regime))),
        }
    }

    /// What is set of a paper: a draft shows where a letter can't be printed; the
    /// finding says which.
    fn printable<'r>(&self, rendered: &'r Rendered) -> Cow<'r, str> {
        match rendered.status {
            Status::Draft => self.press.printable(&rendered.source),
            _ => Cow::Borrowed(&*rendered.source),
        }
    }

    /// What `Options` say.
    pub(crate) fn epoch(&self) -> Option<i64> {
        self.epoch
    }

    /// The day that a paper's file bears: the latest whole date of the dossier, else
    /// the epoch's, else the first day of the period's last year. The clock is never
    /// asked.
    pub(crate) fn day_of(&self, rendered: &Rendered) -> Day {
        let epoch = || {
            let date = chrono::DateTime::from_timestamp(self.epoch?, 0)?.date_naive();
            let year = u16::try_from(date.year()).ok()?;
            Some(Day::new(year, date.month() as u8, date.day() as u8))
        };
        let day = rendered.latest_day.or_else(epoch).or(rendered.first_day);
        day.filter(|day| midnight(*day).is_some()).unwrap_or(UNKNOWN)
    }
}

/// Stands in a file where no day is known.
const UNKNOWN: Day = Day { year: 2000, month: 1, day: 1 };

/// The layout and the fonts, ready to set pages.
fn press(folder: &TemplateFolder, own_fonts: Option<&Path>) -> Result<Press, Error> {
    let fonts = match own_fonts {
        Some(own) => Fonts::from_folder(own)?,
        None => Fonts::built_in(),
    };
    let layout = ["layout", "layout/tree"].into_iter().flat_map(|part| {
        folder.list(part).into_iter().filter_map(move |name| {
            let text = folder.find(&format!("{part}/{name}"))?;
            Some((format!("/{part}/{name}"), text.to_owned()))
        })
    });
    Ok(Press::new(Arc::new(fonts), layout))
}

/// A stable name for a source: the same source gives the same PDF identifier.
fn ident(source: &str) -> String {
    format!("{:032x}", typst::utils::hash128(source))
}

fn midnight(Day { year, month, day }: Day) -> Option<Datetime> {
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
}
