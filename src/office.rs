//! The steps of a dossier through the program: load → check → render → compile → export.

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

/// Settings of an office.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A folder of templates that take precedence over the built-in ones.
    pub templates: Option<PathBuf>,
    /// A folder of fonts in place of the built-in ones.
    pub fonts: Option<PathBuf>,
    /// The date, in seconds since 1970, of a PDF whose dossier contains no date: the
    /// environment's `SOURCE_DATE_EPOCH`. The library reads neither the environment nor a
    /// clock.
    pub epoch: Option<i64>,
}

/// Everything shared by dossiers, made once: papers, templates, regimes, layout, fonts. May
/// be used from several threads.
///
/// An office is a snapshot: files saved after it was created don't affect it.
pub struct Office {
    library: Library,
    /// By regime id.
    forms: BTreeMap<String, Form>,
    press: Press,
    epoch: Option<i64>,
}

impl Office {
    /// Creates an office.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Office`](crate::ErrorKind) if a folder, template, regime or font can't be
    /// used.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let folder = library::folder(options.templates.as_deref())?;
        // The typesetter and the template engine are independent and take milliseconds each,
        // so they are built in parallel.
        let (press, library) =
            beside(|| press(&folder, options.fonts.as_deref()), || Library::of(folder.clone()));
        let (press, library) = (press?, library?);
        let form = |regime: &Arc<Regime>| (regime.id.clone(), Form::new(Arc::clone(regime)));
        let forms = library.regimes().map(form).collect();
        Ok(Office { library, forms, press, epoch: options.epoch })
    }

    /// The library for writing and checking papers.
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

    /// All papers known to this office.
    pub fn papers(&self) -> &Papers {
        self.library.papers()
    }

    /// Reads a dossier from YAML. `name` is the file's name in messages; `overrides` are
    /// merged over it in order.
    pub fn load(&self, name: &str, yaml: &[u8], overrides: &[Node]) -> Loaded {
        let (tree, found) = source::read_yaml(name, yaml, Limits::default());
        self.load_tree(tree, found, overrides)
    }

    /// Reads a dossier from a tree, with the findings of building it.
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
        // In a mangled file further reading faults need no finding of their own.
        let unread = found.iter().any(|d| d.structural && d.is_error());
        if let Some(encoding) = encoding.filter(|_| unread) {
            return Loaded::new(None, vec![encoding], None);
        }
        let budget = Budget::new(Limits::default());
        found.extend(prose::outgrown(&reading.dossier, &reading.tree, budget));
        diagnostic::sort(&mut found);
        Loaded::new(Some(reading), found, issued)
    }

    /// Checks a dossier, including whether it has what all its papers need.
    pub fn check(&self, loaded: &Loaded) -> Vec<Diagnostic> {
        let papers = loaded.reading.as_ref().map(|reading| self.papers().of(&reading.dossier));
        self.check_for(loaded, &papers.unwrap_or_default())
    }

    /// The same for these papers only.
    pub fn check_for(&self, loaded: &Loaded, papers: &[&Paper]) -> Vec<Diagnostic> {
        self.review(loaded, papers).findings
    }

    /// The same, with the acknowledged findings beside the others. If something typed
    /// couldn't be read, that has been reported already, and missing fields aren't.
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

    /// The fields that a dossier lacks for a paper, by their Vietnamese names.
    pub fn lacks(&self, dossier: &Dossier, paper: &Paper) -> Vec<String> {
        let title = |path: &source::Path| {
            dossier::Titles::get().title(path).map_or_else(|| path.to_string(), str::to_owned)
        };
        check::missing_needs(paper, dossier).iter().map(title).collect()
    }

    /// The papers that can be made from a dossier: those it names or gives by default, and
    /// all others of its kind for which nothing is missing.
    pub fn set(&self, dossier: &Dossier) -> Vec<&Paper> {
        let mut papers = self.papers().set(dossier);
        papers.retain(|paper| paper.belongs_to(dossier) || self.lacks(dossier, paper).is_empty());
        papers
    }

    /// The seal of an issued paper, computed from all its outputs.
    pub fn seal(&self, dossier: &Dossier, paper: &Paper) -> Result<Seal, Error> {
        self.library.seal(dossier, paper)
    }

    /// A paper as Typst source; for one made per list item, its first output.
    pub fn render(&self, dossier: &Dossier, paper: &Paper) -> Result<Rendered, Error> {
        self.library.render(dossier, paper)
    }

    /// Lays out a rendered paper and checks its finished pages.
    ///
    /// # Errors
    ///
    /// [`Unprinted`] if it can't be typeset, or its pages have faults.
    pub fn compile(&self, rendered: &Rendered) -> Result<Pages, Unprinted> {
        self.lay_out(rendered)?.passed()
    }

    /// Lays out a rendered paper without checking its pages.
    pub fn lay_out<'a>(&'a self, rendered: &'a Rendered) -> Result<Proof<'a>, Error> {
        let Rendered { status, .. } = rendered;
        let form = self.form(rendered);
        let source = self.printable(rendered);
        let Set { mut document, sheet, source, baseline } = form.set(&self.press, source)?;
        if *status == Status::Issued {
            document.info_mut().keywords.push(export::keyword(&rendered.seal()).into());
        }
        let date = self.midnight_of(self.day_of(rendered));
        let ident = export::ident(&rendered.source);
        let signing = crate::gate::signing_places(&sheet, &rendered.regime);
        let pages = Pages { document, ident, date, baseline, signing };
        Ok(Proof { pages, status: *status, area: form.area, sheet, press: &self.press, source })
    }

    /// The tree of a rendered paper, for formats without pages.
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

    pub(crate) fn press(&self) -> &Press {
        &self.press
    }

    /// The time that a file of this day bears.
    pub(crate) fn midnight_of(&self, day: Day) -> Datetime {
        midnight(day).unwrap_or_else(|| unreachable!("a day is checked to be one"))
    }

    fn form(&self, rendered: &Rendered) -> Cow<'_, Form> {
        let regime = &rendered.regime;
        match self.forms.get(&regime.id) {
            Some(form) if Arc::ptr_eq(&form.regime, regime) => Cow::Borrowed(form),
            // Rendered by another library.
            _ => Cow::Owned(Form::new(Arc::clone(regime))),
        }
    }

    /// The source to typeset: in a draft, characters that can't be printed are replaced by a
    /// mark; a finding names them.
    fn printable<'r>(&self, rendered: &'r Rendered) -> Cow<'r, str> {
        match rendered.status {
            Status::Draft => self.press.printable(&rendered.source),
            _ => Cow::Borrowed(&*rendered.source),
        }
    }

    /// The epoch of the options.
    pub(crate) fn epoch(&self) -> Option<i64> {
        self.epoch
    }

    /// The date of a paper's file: the latest complete date in the dossier, else the epoch's,
    /// else the first day of the period's last year. No clock is read.
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

/// The date of a file if none is known.
const UNKNOWN: Day = Day { year: 2000, month: 1, day: 1 };

/// The layout and the fonts, ready for typesetting.
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

fn midnight(Day { year, month, day }: Day) -> Option<Datetime> {
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
}
