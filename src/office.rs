//! The way of a dossier through the program: load → check → render → compile →
//! export.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use typst::foundations::Datetime;

use crate::beside::beside;
use crate::built_in::TemplateFolder;
use crate::check;
use crate::diagnostic::{self, Diagnostic};
use crate::dossier::{self, Dossier, Envelope, Reading, Status, Walk};
use crate::export::{self, Standard};
use crate::form::Form;
use crate::paper::{Paper, Papers};
use crate::proof::{Proof, Unprinted};
use crate::prose;
use crate::regime::Regime;
use crate::source::{self, Budget, Limits, Node, Segment};
use crate::template::{self, Engine, Rendered};
use crate::typeset::{Fonts, PagedDocument, Press};
use crate::vietnamese::Day;

/// Where an office's own things are.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A folder of templates that goes before the built-in ones.
    pub templates: Option<PathBuf>,
    /// A folder of fonts in place of the built-in ones.
    pub fonts: Option<PathBuf>,
}

/// Everything that all dossiers share, made once: papers, templates, regimes,
/// layout, fonts. May be used from many threads.
pub struct Office {
    folder: TemplateFolder,
    papers: Papers,
    engine: Engine,
    regimes: Regimes,
    press: Press,
}

type Regimes = BTreeMap<String, Form>;

/// A paper on finished pages that may leave.
#[derive(Debug)]
pub struct Pages {
    pub(crate) document: PagedDocument,
    ident: String,
    date: Datetime,
}

impl Office {
    /// Sets an office up. The error is a sentence for whoever set it up.
    pub fn new(options: &Options) -> Result<Self, String> {
        let folder = match &options.templates {
            Some(own) if !own.is_dir() => {
                return Err(format!("Không có thư mục mẫu {}", own.display()));
            }
            Some(own) => TemplateFolder::with_own(own.clone()),
            None => TemplateFolder::built_in(),
        };
        // What sets pages and what writes them know nothing of each other, and
        // making either takes milliseconds.
        let (press, written) = beside(
            || press(&folder, options.fonts.as_deref()),
            || {
                regimes(&folder)
                    .and_then(|r| Ok((r, Papers::read(&folder)?, Engine::new(&folder)?)))
            },
        );
        let (press, (regimes, papers, engine)) = (press?, written?);
        Ok(Office { folder, papers, engine, regimes, press })
    }

    /// Calls `take` with everything of the office that a page depends on:
    /// names and contents of templates, regimes, layout and fonts, in a stable
    /// order.
    pub(crate) fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        self.folder.contents(take);
        self.press.fonts().contents(take);
    }

    /// All papers that this office knows.
    pub fn papers(&self) -> &Papers {
        &self.papers
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
            return Loaded { reading: None, diagnostics: found, issued: None };
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
            return Loaded { reading: None, diagnostics: vec![encoding], issued: None };
        }
        let budget = Budget::new(Limits::default());
        found.extend(prose::outgrown(&reading.dossier, &reading.tree, budget));
        diagnostic::sort(&mut found);
        Loaded { reading: Some(reading), diagnostics: found, issued }
    }

    /// Checks what a dossier says, and whether it has what its papers need.
    /// With `papers` empty, all papers that the dossier gives are meant.
    pub fn check(&self, loaded: &Loaded, papers: &[&Paper]) -> Vec<Diagnostic> {
        let Some(reading) = &loaded.reading else { return Vec::new() };
        let own: Vec<&Paper> = self.papers.of(&reading.dossier);
        let papers = if papers.is_empty() { &own } else { papers };
        let mut found = check::check(reading, papers, self);
        // Where something was typed that can't be read, that is told already, and
        // nothing is missing.
        let unread = loaded.diagnostics.iter().filter(|d| d.structural);
        let unread: Vec<&String> = unread.filter_map(|d| d.path.as_ref()).collect();
        found.retain(|d| !d.path.as_ref().is_some_and(|path| unread.contains(&path)));
        diagnostic::sort(&mut found);
        found
    }

    /// The regime that a paper of a dossier follows.
    pub fn regime(&self, dossier: &Dossier, paper: &Paper) -> Option<&Regime> {
        self.regimes.get(paper.regime_id(dossier)).map(|form| &form.regime)
    }

    /// Whether there is a template for a section of an outline.
    pub(crate) fn has_section(&self, section: &str) -> bool {
        self.engine.has(&format!("papers/sections/{section}.typ.j2"))
    }

    /// The catalogue of indicators.
    pub fn catalog(&self) -> &dossier::Ordered<dossier::Indicator> {
        self.engine.catalog()
    }

    /// What a dossier lacks for a paper: the Vietnamese names of the fields.
    pub fn lacks(&self, dossier: &Dossier, paper: &Paper) -> Vec<String> {
        check::missing_needs(paper, dossier.item())
            .map(|path| {
                dossier::Titles::get().title(&path).map_or_else(|| path.to_string(), str::to_owned)
            })
            .collect()
    }

    /// A paper as Typst source. The error is a fault of a template.
    pub fn render(&self, dossier: &Dossier, paper: &Paper) -> Result<Rendered, String> {
        let regime = self
            .regime(dossier, paper)
            .ok_or_else(|| format!("no regime {}", paper.regime_id(dossier)))?;
        template::render(&self.engine, dossier, regime, paper).map_err(|e| e.to_string())
    }

    /// Lays a rendered paper out and looks at its finished pages. `date` is the
    /// PDF's where the paper bears no whole date.
    pub fn compile(
        &self,
        dossier: &Dossier,
        paper: &Paper,
        rendered: &Rendered,
    ) -> Result<Pages, Unprinted> {
        self.lay_out(dossier, paper, rendered)?.passed()
    }

    /// Lays a rendered paper out, for whoever measures its pages. The error is a
    /// fault of a template, in Typst's words.
    pub fn lay_out<'a>(
        &'a self,
        dossier: &'a Dossier,
        paper: &Paper,
        rendered: &'a Rendered,
    ) -> Result<Proof<'a>, String> {
        let id = paper.regime_id(dossier);
        let form = self.regimes.get(id).ok_or_else(|| format!("no regime {id}"))?;
        let status = paper.status(dossier);
        let source = match status {
            // A draft shows where a letter can't be printed; the finding says which.
            Status::Draft => self.press.printable(&rendered.source),
            _ => Cow::Borrowed(&*rendered.source),
        };
        let (document, source) = form.set(&self.press, source)?;
        let pages =
            Pages { document, ident: ident(&rendered.source), date: date_of(rendered, dossier) };
        Ok(Proof { pages, dossier, status, area: form.area, press: &self.press, source })
    }
}

/// The layout and the fonts, ready to set pages.
fn press(folder: &TemplateFolder, own_fonts: Option<&Path>) -> Result<Press, String> {
    let fonts = match own_fonts {
        Some(own) => Fonts::from_folder(own)?,
        None => Fonts::built_in(),
    };
    let layout = folder.list("layout").into_iter().filter_map(|name| {
        let text = folder.find(&format!("layout/{name}"))?.into_owned();
        Some((format!("/layout/{name}"), text))
    });
    Ok(Press::new(Arc::new(fonts), layout))
}

fn regimes(folder: &TemplateFolder) -> Result<Regimes, String> {
    let texts = folder.list("regimes").into_iter().filter_map(|name| {
        let id = name.strip_suffix(".yaml")?.to_owned();
        Some((id, folder.find(&format!("regimes/{name}"))?.into_owned()))
    });
    let regimes = Regime::read_all(&texts.collect())?.into_iter();
    Ok(regimes.map(|regime| (regime.id.clone(), Form::new(regime))).collect())
}

/// A dossier as it was read, with what was found while reading.
#[derive(Debug)]
pub struct Loaded {
    /// `None` where the file isn't YAML at all.
    pub reading: Option<Reading>,
    pub diagnostics: Vec<Diagnostic>,
    /// The dossier as its file has it, where a paper is issued there and this
    /// run was asked for something else: `--set`, `--status`.
    issued: Option<Box<Dossier>>,
}

/// Whether some paper may be issued, by the file itself.
fn says_issued(tree: &Node) -> bool {
    let mut issued = false;
    tree.texts(&mut |path, node| {
        let is_status =
            matches!(path.segments().last(), Some(Segment::Key(key)) if key == "status");
        issued |= is_status && node.text().is_some_and(|t| t.parse() == Ok(Status::Issued));
    });
    issued
}

impl Loaded {
    /// Puts every paper of the dossier in one state, for this run only.
    pub fn set_status(&mut self, status: Status) {
        if let Some(reading) = &mut self.reading {
            let dossier = &mut reading.dossier;
            let issued = |envelope: &Envelope| envelope.status == Some(Status::Issued);
            if self.issued.is_none()
                && status != Status::Issued
                && (dossier.status == Some(Status::Issued)
                    || dossier.papers.iter().any(|(_, envelope)| issued(envelope)))
            {
                self.issued = Some(Box::new(dossier.clone()));
            }
            dossier.status = Some(status);
            dossier.papers.0.iter_mut().for_each(|(_, envelope)| envelope.status = Some(status));
        }
    }

    /// The dossier as its file has it, where some paper is issued there and this
    /// run was asked for something else.
    pub(crate) fn issued(&self) -> Option<&Dossier> {
        self.issued.as_deref()
    }

    /// The dossier, unless something in the file couldn't be read.
    pub fn dossier(&self) -> Option<&Dossier> {
        let whole = self.diagnostics.iter().all(|d| !(d.structural && d.is_error()));
        self.reading.as_ref().filter(|_| whole).map(|r| &r.dossier)
    }
}

impl Pages {
    /// The laid-out pages, for whoever measures them.
    pub fn document(&self) -> &PagedDocument {
        &self.document
    }

    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// A PDF. The error is Typst's.
    pub fn pdf(&self, standard: Standard) -> Result<Vec<u8>, String> {
        export::pdf(&self.document, standard, &self.ident, self.date)
    }

    /// A PNG of every page.
    pub fn png(&self, dots_per_inch: u32) -> Result<Vec<Vec<u8>>, String> {
        export::png(&self.document, dots_per_inch)
    }

    /// An SVG of every page.
    pub fn svg(&self) -> Vec<String> {
        export::svg(&self.document)
    }
}

/// A stable name for a source: the same source gives the same PDF identifier.
fn ident(source: &str) -> String {
    format!("{:032x}", typst::utils::hash128(source))
}

/// The PDF's date where the paper bears none: the latest whole date of the
/// dossier, else `SOURCE_DATE_EPOCH`, else the first day of the period's last
/// year. The clock is never asked.
fn date_of(rendered: &Rendered, dossier: &Dossier) -> Datetime {
    let epoch = || {
        let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
        let date = chrono::DateTime::from_timestamp(seconds, 0)?.date_naive();
        use chrono::Datelike;
        Some(Day::new(u16::try_from(date.year()).ok()?, date.month() as u8, date.day() as u8))
    };
    let period = || {
        let year = dossier.period.as_ref().and_then(|p| p.year).map(|y| y.0);
        let term = dossier.congress.as_ref().and_then(|c| c.term).map(|t| t.0.from);
        year.or(term).map(|year| Day::new(year, 1, 1))
    };
    let latest = rendered.latest_day;
    let unknown = Day::new(2000, 1, 1);
    midnight(latest.or_else(epoch).or_else(period).unwrap_or(unknown))
        .or_else(|| midnight(unknown))
        .unwrap_or_else(|| unreachable!("1 January 2000 is a date"))
}

fn midnight(Day { year, month, day }: Day) -> Option<Datetime> {
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
}
