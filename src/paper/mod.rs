//! Papers (văn bản) as data: a descriptor beside a template. There is no Rust
//! list of papers; a new one needs no Rust.

#![warn(missing_docs)]

mod parts;

pub use parts::{Part, Per};

use std::borrow::Cow;

use serde::Deserialize;

use crate::built_in::TemplateFolder;
use crate::dossier::{
    Annex, Dossier, Envelope, Form, Heading, Item, Kind, OrganizationKind, PeriodType, Status, Walk,
};
use crate::error::{Error, ErrorKind};
use crate::source::Path;
use crate::usage::Usage;
use crate::vietnamese::{Day, PartialDate};

/// Rows from which a table goes into an annex: fewer would say once more what the
/// text has told.
pub(crate) const ANNEX_ROWS: usize = 6;

/// What a paper is, from `report-templates/papers/<id>.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paper {
    /// The file's name without its ending; the key in `papers:`.
    #[serde(skip)]
    pub id: String,
    /// Its Vietnamese name.
    pub title: String,
    /// The name of its file, without an ending.
    pub file: String,
    /// Other names that `--paper` takes.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The kinds of dossier that give it.
    pub kinds: Vec<PaperKind>,
    /// Whether a dossier gives it only where it names it: a paper that few ask for.
    #[serde(default)]
    pub only_when_named: bool,
    /// When it is wanted.
    #[serde(default)]
    pub phase: Phase,
    /// The list whose items give a file each; without it the paper is one.
    pub per: Option<Per>,
    /// Of a paper that goes by a list, the item that this one is about.
    #[serde(skip)]
    pub part: Option<Part>,
    /// Of a congress's paper, the board of the congress whose it is, as a Jinja text.
    pub body: Option<String>,
    /// Whose meeting it is from, where not the congress's.
    pub head: Option<PaperHead>,
    /// Whose paper it is.
    #[serde(default = "union")]
    pub organization: OrganizationKind,
    /// A fixed regime; otherwise whose dossier it is, and its form, decide.
    pub regime: Option<String>,
    /// The type's abbreviation in the number: `BC`.
    pub(crate) abbreviation: String,
    /// The printed type (tên loại), as a Jinja text.
    pub kind: String,
    /// The subject line (trích yếu), as a Jinja text.
    pub subject: String,
    /// The paper that it goes with, whose number, day, place and signature it bears: a
    /// certificate goes with the decision.
    pub goes_with: Option<String>,
    /// The path of the time by which it is dated unless told otherwise.
    pub dated_by: Option<String>,
    /// Whether it bears the meeting's date unless told otherwise.
    #[serde(default)]
    pub(crate) dated_by_event: bool,
    /// Paths of the dossier without which the paper can't be made; of several
    /// with `|` between them one will do.
    pub needs: Vec<String>,
    /// Paths that are never printed here: what came after the paper was read.
    #[serde(default)]
    pub never: Vec<String>,
    /// Paths printed only in a paper made after the meeting.
    #[serde(default)]
    pub(crate) after_event: Vec<String>,
    /// Labels of the headings by depth.
    pub numbering: Vec<String>,
    /// The default outline.
    pub outline: Vec<OutlineHeading>,
}

fn union() -> OrganizationKind {
    OrganizationKind::Union
}

/// Which dossiers give a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// Those of a congress.
    Congress,
    /// Those that review a year, or any period but half a year.
    YearReview,
    /// Those that review half a year.
    HalfYearReview,
}

/// Whose meeting a paper is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperHead {
    /// The new committee's (hội nghị Ban Chấp hành).
    Committee,
}

/// When a paper is wanted (giai đoạn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before the meeting (trước hội nghị).
    Before,
    /// At the meeting, or there is none (tại hội nghị).
    #[default]
    At,
    /// After the meeting (sau hội nghị).
    After,
}

impl Phase {
    /// All of them, in the order of time.
    pub const ALL: [Phase; 3] = [Phase::Before, Phase::At, Phase::After];
}

/// A heading of an outline, default or the dossier's own.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutlineHeading {
    /// The path of the dossier whose contents stand here, which is also the
    /// name of the file in `papers/sections/`.
    pub section: Option<String>,
    /// The heading, as a Jinja text; none: the contents stand without one.
    pub title: Option<String>,
    /// Whether the title is a dossier's plain text.
    #[serde(skip)]
    pub plain: bool,
    /// Whether a draft shows it with a hole and a final paper must have it.
    pub required: bool,
    /// Whether a draft shows it with a hole and a final paper had better have
    /// it: what most outlines ask for, and no rule.
    pub expected: bool,
    /// Whether it is one of the numbered parts (Phần thứ nhất).
    pub part: bool,
    /// The headings below it.
    pub sections: Vec<OutlineHeading>,
    /// Where the dossier's own narrative for the heading stands.
    #[serde(skip)]
    pub(crate) text_path: Option<Path>,
}

/// All papers that are known.
#[derive(Debug, Clone)]
pub struct Papers(Vec<Paper>);

impl Papers {
    /// Reads every descriptor. The error is for the writer of the templates.
    pub fn read(folder: &TemplateFolder) -> Result<Self, Error> {
        let mut papers = Vec::new();
        for name in folder.list("papers") {
            let Some(id) = name.strip_suffix(".yaml") else { continue };
            let path = format!("papers/{name}");
            let Some(text) = folder.find(&path) else { continue };
            let mut paper: Paper = serde_yaml::from_str(text).map_err(|e| {
                Error::new(ErrorKind::Office, format!("{path}: {e}")).with_source(e)
            })?;
            paper.id = id.to_owned();
            papers.push(paper);
        }
        Ok(Papers(papers))
    }

    /// Every paper, by the names of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Paper> {
        self.0.iter()
    }

    /// Finds a paper by its key, its file's name or an alias.
    pub fn find(&self, name: &str) -> Option<&Paper> {
        self.0
            .iter()
            .find(|p| p.id == name || p.file == name || p.aliases.iter().any(|alias| alias == name))
    }

    /// The papers that a dossier gives: those it names, else all of its kind but for
    /// those that are only made when named.
    pub fn of(&self, dossier: &Dossier) -> Vec<&Paper> {
        let named: Vec<&Paper> = self.0.iter().filter(|paper| paper.is_named(dossier)).collect();
        // A name that no paper bears is a slip, and names none.
        match named.is_empty() {
            true => self.0.iter().filter(|paper| paper.is_given_unnamed(dossier)).collect(),
            false => named,
        }
    }

    /// All papers that a dossier may give (cả bộ): those that it names and those of its
    /// kind.
    pub fn set(&self, dossier: &Dossier) -> Vec<&Paper> {
        let of_set = |paper: &&Paper| paper.is_named(dossier) || paper.suits(dossier);
        self.0.iter().filter(of_set).collect()
    }

    /// The papers of [`Papers::of`], those that go by a list once for each of its items.
    pub fn outputs(&self, dossier: &Dossier) -> Vec<Cow<'_, Paper>> {
        self.of(dossier).into_iter().flat_map(|paper| paper.outputs(dossier)).collect()
    }
}

/// What marks the file of a draft (dự thảo).
const DRAFT: &str = "-du-thao";

/// Whether a file's name, without its ending, is one that a draft may have.
pub fn is_draft_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered =
        bare.len() < name.len() && bare.strip_suffix('-').is_some_and(|b| b.ends_with(DRAFT));
    name.ends_with(DRAFT) || numbered
}

impl Paper {
    /// Whether a dossier gives the paper: it names it under `papers:`, or names
    /// none and is of its kind. An office that lists one report makes no other.
    pub fn belongs_to(&self, dossier: &Dossier) -> bool {
        self.is_named(dossier) || dossier.papers.is_empty() && self.is_given_unnamed(dossier)
    }

    fn is_named(&self, dossier: &Dossier) -> bool {
        dossier.papers.get(&self.id).is_some()
    }

    fn is_given_unnamed(&self, dossier: &Dossier) -> bool {
        !self.only_when_named && self.suits(dossier)
    }

    /// Whether it is a paper of the dossier's kind, and of its kind of organisation.
    fn suits(&self, dossier: &Dossier) -> bool {
        let period = dossier.period.as_ref().and_then(|p| p.kind());
        let interim = period.is_some_and(PeriodType::is_interim);
        let kind = match dossier.kind {
            Some(Kind::Congress) => PaperKind::Congress,
            Some(Kind::Interim) => PaperKind::HalfYearReview,
            _ if interim => PaperKind::HalfYearReview,
            _ => PaperKind::YearReview,
        };
        self.organization == dossier.organization_kind() && self.kinds.contains(&kind)
    }

    /// The envelope that a dossier gives the paper; of one that goes with another, that
    /// paper's, but for what is its own; of a letter, with what the letter says of itself.
    pub fn envelope(&self, dossier: &Dossier) -> Envelope {
        let own = dossier.papers.get(&self.id).cloned().unwrap_or_default();
        if let Some(of_item) = self.own_envelope(dossier) {
            let Envelope { number, date, addressee, .. } = of_item;
            return Envelope { number, date: date.or(own.date), addressee, ..own };
        }
        let other = self.goes_with.as_ref().and_then(|id| dossier.papers.get(id));
        match other {
            None => own,
            Some(other) => Envelope {
                status: own.status.or(other.status),
                number: own.number.or_else(|| other.number.clone()),
                symbol: own.symbol.or_else(|| other.symbol.clone()),
                place: own.place.or_else(|| other.place.clone()),
                date: own.date.or(other.date),
                signature: own.signature.or_else(|| other.signature.clone()),
                ..own
            },
        }
    }

    /// The paper's state: its own, else the dossier's, else a draft.
    pub fn status(&self, dossier: &Dossier) -> Status {
        self.envelope(dossier).status.or(dossier.status).unwrap_or(Status::Draft)
    }

    /// The name of the paper's file in a dossier, without an ending. A draft has
    /// one of its own, so that it never stands in the place of the clean or the
    /// issued copy: `bao-cao-tong-ket-du-thao-2`.
    pub fn file_in(&self, dossier: &Dossier) -> String {
        format!("{}{}", self.file, self.draft_suffix(dossier))
    }

    /// What a draft's file bears behind its name; nothing for other states.
    pub(crate) fn draft_suffix(&self, dossier: &Dossier) -> String {
        if self.status(dossier) != Status::Draft {
            return String::new();
        }
        let number = self.envelope(dossier).draft_number.or(dossier.draft_number);
        number.map_or_else(|| DRAFT.to_owned(), |number| format!("{DRAFT}-{}", number.0))
    }

    /// The paper's date: its own, else the meeting's where the paper bears it.
    pub fn date(&self, dossier: &Dossier) -> Option<PartialDate> {
        let own = self.envelope(dossier).date;
        // What a congress of several days adopts, it adopts on the last.
        let event = || Some(dossier.congress.as_ref()?.date?.last());
        let at = self.dated_by.as_deref().and_then(Path::parse);
        let by_path = || match dossier.item().at(at.as_ref()?)? {
            Item::MeetingDate(time) => Some(time.last()),
            _ => None,
        };
        own.or_else(|| self.dated_by_event.then(event).flatten()).or_else(by_path)
    }

    /// The id of the regime that the paper follows in a dossier, if it is of today;
    /// `usage` is that of the dossier's organisation.
    pub(crate) fn regime_id<'a>(&'a self, dossier: &Dossier, usage: &'a Usage) -> &'a str {
        match (&self.regime, dossier.form) {
            (Some(regime), _) => regime,
            (None, Some(Form::State)) => "state",
            (None, _) => &usage.regime,
        }
    }

    /// The day by which a paper's regime is chosen: its own, else the meeting's.
    pub(crate) fn day_of_form(&self, dossier: &Dossier) -> Option<Day> {
        let congress = || Some(dossier.congress.as_ref()?.date?.last());
        let event = || Some(dossier.event.as_ref()?.date?.last());
        self.date(dossier).or_else(congress).or_else(event)?.latest()
    }

    /// Whether the default outline has a section of this name, or of a part
    /// of it, however deep; `resolution.direction` is one of `direction`.
    pub fn prints(&self, part: &str) -> bool {
        fn any(headings: &[OutlineHeading], part: &str) -> bool {
            headings.iter().any(|h| {
                let named = h
                    .section
                    .as_deref()
                    .is_some_and(|s| s == part || s.split('.').any(|p| p == part));
                named || any(&h.sections, part)
            })
        }
        any(&self.outline, part)
    }

    /// Whether the paper has an annex of awards: as its envelope says, else where there
    /// are many.
    pub(crate) fn has_award_annex(&self, dossier: &Dossier) -> bool {
        let in_areas: usize = dossier.results.iter().map(|area| area.awards.len()).sum();
        let rows = dossier.awards.len() + in_areas;
        let asked = self.envelope(dossier).annexes;
        if rows == 0 || !asked.is_empty() {
            return rows > 0 && asked.contains(&Annex::Awards);
        }
        // Who is on a full list is named in the annex alone.
        let listed = dossier.awards.iter().any(|award| !award.recipients_list.is_empty());
        self.prints("awards") && (rows >= ANNEX_ROWS || listed)
    }

    /// The outline that holds in a dossier: its own, or the default.
    pub fn outline(&self, dossier: &Dossier) -> Vec<OutlineHeading> {
        match dossier.outline.get(&self.id) {
            Some(own) if !own.is_empty() => {
                let root = Path::root().key("outline").key(self.id.as_str());
                own_outline(own, &root)
            }
            _ => self.outline.clone(),
        }
    }
}

fn own_outline(headings: &[Heading], at: &Path) -> Vec<OutlineHeading> {
    headings
        .iter()
        .enumerate()
        .map(|(i, heading)| {
            let at = at.index(i);
            OutlineHeading {
                section: heading.section.as_ref().map(|s| s.0.clone()),
                title: heading.title.as_ref().map(|t| t.0.clone()),
                plain: true,
                required: heading.required.is_some_and(|f| f.0),
                expected: false,
                part: heading.part.is_some_and(|f| f.0),
                sections: own_outline(&heading.sections, &at.key("sections")),
                text_path: heading.text.as_ref().map(|_| at.key("text")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(id: &str, more: &str) -> Paper {
        let yaml = format!(
            "title: Văn bản\nfile: {id}\nkinds: [year-review]\nabbreviation: BC\nkind: Báo cáo\n\
             subject: ''\nneeds: []\nnumbering: ['1.']\noutline: []\n{more}"
        );
        let paper = serde_yaml::from_str(&yaml).expect("a descriptor");
        Paper { id: id.to_owned(), ..paper }
    }

    #[test]
    fn a_paper_may_wait_until_it_is_named() {
        let papers = Papers(vec![paper("report", ""), paper("letter", "only-when-named: true")]);
        let given = |yaml: &str| -> Vec<String> {
            let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
            let of = papers.of(&dossier);
            let belong = papers.iter().filter(|paper| paper.belongs_to(&dossier));
            assert!(belong.map(|p| &p.id).eq(of.iter().map(|p| &p.id)), "{yaml}");
            of.iter().map(|paper| paper.id.clone()).collect()
        };
        assert_eq!(given("kind: tổng kết"), ["report"]);
        assert_eq!(given("{kind: tổng kết, papers: {letter: {}}}"), ["letter"]);
        assert_eq!(
            given("{kind: tổng kết, papers: {letter: {}, report: {}}}"),
            ["report", "letter"]
        );
        assert_eq!(papers.find("letter").map(|paper| &*paper.id), Some("letter"));
    }
}
