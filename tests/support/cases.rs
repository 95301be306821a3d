//! From a dossier to its finished papers.

use std::path::{Path, PathBuf};

use baocao::dossier::{Dossier, Status};
use baocao::paper::Paper;
use baocao::regime::Regime;
use baocao::{Error, Fault, Loaded, Office, Options, Pages, Unprinted};

use super::sheet::Sheet;

/// A paper as the checks of its form see it.
pub struct Finished {
    /// `tk-may-minh-hoa-2026/annual_report`
    pub name: String,
    pub sheet: Sheet,
    /// What the program's own last look finds.
    pub faults: Vec<Fault>,
    pub regime: Regime,
    pub status: Status,
    /// Legal bases that the dossier gives.
    pub bases: usize,
    /// Whether the dossier names the parent body.
    pub parent: bool,
    /// Whether the dossier names recipients.
    pub recipients: bool,
}

pub fn office() -> Office {
    Office::new(&Options::default()).expect("the built-in office")
}

/// The YAML files of a folder under `fixtures/`, sorted.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

/// The dossiers that must give good papers.
pub fn fixtures() -> Vec<PathBuf> {
    let files = files("fixtures");
    assert!(!files.is_empty(), "fixtures/ has no dossier");
    files
}

pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

pub fn load(office: &Office, path: &Path) -> Loaded {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    office.load(&stem(path), &bytes, &[])
}

/// A paper on pages that may leave. The error says why they may not.
pub fn pages(office: &Office, dossier: &Dossier, paper: &Paper) -> Result<Pages, Unprinted> {
    let rendered = office.render(dossier, paper)?;
    office.compile(&rendered)
}

/// All papers of a dossier, laid out. The error is a template's fault.
pub fn finished(office: &Office, name: &str, loaded: &Loaded) -> Result<Vec<Finished>, String> {
    finished_of(office, name, loaded, &|_| true)
}

/// Those papers of a dossier that are wanted, laid out.
pub fn finished_of(
    office: &Office,
    name: &str,
    loaded: &Loaded,
    wanted: &dyn Fn(&Paper) -> bool,
) -> Result<Vec<Finished>, String> {
    let Some(dossier) = loaded.dossier() else {
        let found: Vec<_> = loaded.diagnostics.iter().map(|d| d.message.as_str()).collect();
        return Err(format!("{name}: not a dossier: {}", found.join("; ")));
    };
    let papers = office.papers().outputs(dossier);
    papers
        .into_iter()
        .filter(|paper| wanted(paper))
        .map(|paper| {
            // One of several is told by its file.
            let name = match &paper.part {
                None => format!("{name}/{}", paper.id),
                Some(_) => format!("{name}/{}", paper.file),
            };
            let told = |e: Error| format!("{name}: {e}");
            let rendered = office.render(dossier, &paper).map_err(told)?;
            let proof = office.lay_out(&rendered).map_err(told)?;
            let regime = office.regime(dossier, &paper).ok_or("no regime")?.clone();
            let envelope = paper.envelope(dossier);
            Ok(Finished {
                sheet: Sheet::of(proof.document()),
                faults: proof.faults(),
                regime,
                status: paper.status(dossier),
                bases: match envelope.bases.len() {
                    // What is amended is itself the basis.
                    0 if paper.id == "amending_decision" => 2,
                    bases => bases,
                },
                parent: dossier.organization.parent.as_ref().is_some_and(|p| p.name.is_some()),
                recipients: !envelope.recipients.is_empty(),
                name,
            })
        })
        .collect()
}

impl Finished {
    /// A length of the regime in points: `13pt`, `20mm`, or an em.
    pub fn length(&self, path: &str) -> Option<f64> {
        let text = self.regime.get(path)?;
        let unit = |unit: &str| text.strip_suffix(unit)?.parse::<f64>().ok();
        unit("pt").or_else(|| Some(unit("mm")? * super::sheet::MM))
    }

    /// A length that every regime has.
    pub fn given(&self, path: &str) -> f64 {
        self.length(path).unwrap_or_else(|| panic!("regime {}: no {path}", self.regime.id))
    }

    /// The distance between the lines of the text: the regime's, or one of those
    /// that it allows where a paper would end badly.
    pub fn baseline(&self) -> f64 {
        let own = self.given("body.baseline");
        let listed = |list: &str| {
            let at = |i: usize| self.length(&format!("body.{list}[{i}]"));
            (0..).map_while(at).collect::<Vec<_>>()
        };
        let others = [listed("closer-baselines"), listed("wider-baselines")].concat().into_iter();
        let body: Vec<_> = self.sheet.runs.iter().filter(|run| run.is_body()).collect();
        let shown = |wanted: f64| {
            let pairs = body
                .windows(2)
                .filter(|p| p[0].page == p[1].page && p[0].part.paragraph == p[1].part.paragraph);
            pairs.filter(|p| (p[1].baseline - p[0].baseline - wanted).abs() < 0.05).count()
        };
        let all = others.chain([own]);
        all.max_by_key(|wanted| shown(*wanted)).unwrap_or(own)
    }

    /// The rule that it has to follow.
    pub fn decree(&self) -> &'static super::decree::Decree {
        super::decree::Decree::of(&self.regime.id)
    }

    /// Whether a congress issues it, of whatever organisation.
    pub fn of_congress(&self) -> bool {
        self.regime.get("wording.congress-issues") == Some("true")
    }

    /// Whether it has recipients without the dossier naming any. QĐ 933, PL IV; of the
    /// Youth Union's congresses «mặc định».
    pub fn has_recipients(&self) -> bool {
        let id = &*self.regime.id;
        let of_congress = matches!(id, "congress" | "congress-report" | "youth-congress")
            || id.ends_with("-board")
            || id == "form";
        !of_congress && !self.is_record()
    }

    /// Whether it goes with others or stays in the office, and has no number.
    pub fn is_unnumbered(&self) -> bool {
        self.regime.id.ends_with("slip") || self.regime.id == "form"
    }

    /// Whether those sign it who kept or wrote it, minutes and slips.
    pub fn is_record(&self) -> bool {
        let id = &*self.regime.id;
        matches!(id, "congress-record" | "record" | "party-record" | "youth-record")
            || id.ends_with("slip")
    }

    pub fn draft(&self) -> bool {
        self.status == Status::Draft
    }

    /// Whether the paper is a congress's own. QĐ 933, PL IV.
    pub fn congress(&self) -> bool {
        self.regime.get("wording.congress-issues") == Some("true")
    }

    /// Whether it is a sheet of ballot papers.
    pub fn is_ballot(&self) -> bool {
        matches!(&*self.regime.id, "congress-ballot" | "party-ballot" | "youth-ballot")
    }

    /// Whether it is a set of certificates, a page each.
    pub fn is_certificate(&self) -> bool {
        self.regime.id == "certificate"
    }

    /// Whether it is a letter, which has no title.
    pub fn is_letter(&self) -> bool {
        self.sheet.role("letter-subject").next().is_some()
    }

    /// Whether it is news, which has neither letterhead nor signature.
    pub fn is_news(&self) -> bool {
        self.regime.id == "news"
    }

    /// Whether all of it lies on its side.
    pub fn lies(&self) -> bool {
        self.regime.get("page.flipped") == Some("true")
    }

    /// The first page of each annex, numbered from 0.
    pub fn annexes(&self) -> Vec<usize> {
        self.sheet.pages_of("annex-label")
    }

    /// Whether a page belongs to an annex.
    pub fn in_annex(&self, page: usize) -> bool {
        self.annexes().first().is_some_and(|first| page >= *first)
    }

    /// The four margins of a page in points: top, bottom, left, right.
    pub fn margins(&self, page: usize) -> [f64; 4] {
        let size = &self.sheet.pages[page];
        let kind = if size.width > size.height { "page.landscape-margin" } else { "page.margin" };
        ["top", "bottom", "left", "right"].map(|side| self.given(&format!("{kind}.{side}")))
    }

    /// The middle of the text area of a page.
    pub fn middle(&self, page: usize) -> f64 {
        let [_, _, left, right] = self.margins(page);
        (left + self.sheet.pages[page].width - right) / 2.0
    }
}
