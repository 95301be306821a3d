//! Papers (văn bản) as data: a descriptor beside a template. There is no Rust
//! list of papers; a new one needs no Rust.

#![warn(missing_docs)]

mod parts;
mod whose;

pub use parts::{Part, Per};
pub use whose::Whose;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::built_in::TemplateFolder;
use crate::dossier::{
    Annex, Dossier, Envelope, Form, Heading, Item, Kind, PeriodType, Scope, Status, Walk,
};
use crate::error::{Error, ErrorKind};
use crate::source::Path;
use crate::usage::Usage;
use crate::vietnamese::{Day, PartialDate};

/// A table of this many rows goes into an annex; a shorter one would only repeat the text.
pub(crate) const ANNEX_ROWS: usize = 6;

/// A paper's descriptor, from `report-templates/papers/<id>.yaml`.
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
    /// The kinds of dossier that this paper is made from.
    pub kinds: Vec<PaperKind>,
    /// Whether the paper is made only if the dossier names it under `papers:`, as for rarely
    /// used ones.
    #[serde(default)]
    pub only_when_named: bool,
    /// Paths and words: a dossier that says so has no such paper unless it names it.
    #[serde(default)]
    pub unless: BTreeMap<String, String>,
    /// Its place in a volume that binds the papers of the occasion; none: it isn't bound.
    pub volume: Option<u8>,
    /// When it is wanted.
    #[serde(default)]
    pub phase: Phase,
    /// The list with one file for each item; `None` for a single paper.
    pub per: Option<Per>,
    /// The item that this paper is about, of a paper made per list item.
    #[serde(skip)]
    pub part: Option<Part>,
    /// For a paper of a congress, the congress board that issues it, as a Jinja text.
    pub body: Option<String>,
    /// The meeting that issues the paper, if not the congress.
    pub head: Option<PaperHead>,
    /// The kind of organisation that issues the paper.
    #[serde(default)]
    pub organization: Whose,
    /// A fixed regime, or what stands for it in the organisation whose paper it is;
    /// otherwise whose dossier it is, and its form, decide.
    pub regime: Option<String>,
    /// Whether the template fixes who signs beside the signer: a secretary, a cashier.
    #[serde(default)]
    pub(crate) fixed_signers: bool,
    /// The type's abbreviation in the number: `BC`.
    pub(crate) abbreviation: String,
    /// The printed type (tên loại), as a Jinja text.
    pub kind: String,
    /// The subject line (trích yếu), as a Jinja text.
    pub subject: String,
    /// The id of the paper whose number, date, place and signature this one shares: a
    /// certificate goes with its decision.
    pub goes_with: Option<String>,
    /// The path of the field that gives its date by default.
    pub dated_by: Option<String>,
    /// Whether it bears the meeting's date by default.
    #[serde(default)]
    pub(crate) dated_by_event: bool,
    /// Paths of the dossier without which the paper can't be made. `a|b` requires one of
    /// them.
    pub needs: Vec<String>,
    /// Paths never printed in this paper: what happened after it was read.
    #[serde(default)]
    pub never: Vec<String>,
    /// Paths printed only if the paper is made after the meeting.
    #[serde(default)]
    pub(crate) after_event: Vec<String>,
    /// The numbering patterns of headings, by depth.
    pub numbering: Vec<String>,
    /// The default outline.
    pub outline: Vec<OutlineHeading>,
}

/// The kind of dossier that a paper is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// Dossiers of a congress.
    Congress,
    /// Reviews of a year, or of any period other than half a year.
    YearReview,
    /// Reviews of half a year.
    HalfYearReview,
}

/// The meeting that issues a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperHead {
    /// A meeting of the new committee (hội nghị Ban Chấp hành).
    Committee,
}

/// The time at which a paper is needed (giai đoạn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before the meeting (trước hội nghị).
    Before,
    /// At the meeting, or without any (tại hội nghị).
    #[default]
    At,
    /// After the meeting (sau hội nghị).
    After,
}

impl Phase {
    /// All phases, in order of time.
    pub const ALL: [Phase; 3] = [Phase::Before, Phase::At, Phase::After];
}

/// A heading of an outline, default or the dossier's own.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutlineHeading {
    /// The path of the dossier's part that is printed here, and the name of its file in
    /// `papers/sections/`.
    pub section: Option<String>,
    /// The heading, as a Jinja text; `None` prints the contents without one.
    pub title: Option<String>,
    /// Whether the title is plain text from a dossier.
    #[serde(skip)]
    pub plain: bool,
    /// Whether a draft shows it with a hole if empty, and a final paper requires it.
    pub required: bool,
    /// Whether a draft shows it with a hole if empty, and a final paper should have it:
    /// common in outlines, but not required by a rule.
    pub expected: bool,
    /// Of which scope the contents are, and those of the headings below it; the paper's
    /// own where it isn't told.
    pub scope: Option<Scope>,
    /// Whether it is one of the numbered parts (Phần thứ nhất).
    pub part: bool,
    /// The headings below it.
    pub sections: Vec<OutlineHeading>,
    /// The path of the dossier's own narrative for this heading.
    #[serde(skip)]
    pub(crate) text_path: Option<Path>,
}

/// All known papers.
#[derive(Debug, Clone)]
pub struct Papers(Vec<Paper>);

impl Papers {
    /// Reads every descriptor. Errors are written for template authors.
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

    /// Every paper, ordered by file name.
    pub fn iter(&self) -> impl Iterator<Item = &Paper> {
        self.0.iter()
    }

    /// Finds a paper by its key, its file name or an alias.
    pub fn find(&self, name: &str) -> Option<&Paper> {
        self.0
            .iter()
            .find(|p| p.id == name || p.file == name || p.aliases.iter().any(|alias| alias == name))
    }

    /// The papers made from a dossier: those it names, else all of its kind except those made
    /// only when named.
    pub fn of(&self, dossier: &Dossier) -> Vec<&Paper> {
        let named: Vec<&Paper> = self.0.iter().filter(|paper| paper.is_named(dossier)).collect();
        // An unknown name is a typing error, and doesn't count as naming a paper.
        match named.is_empty() {
            true => self.0.iter().filter(|paper| paper.is_given_unnamed(dossier)).collect(),
            false => named,
        }
    }

    /// All papers that can be made from a dossier (cả bộ): those it names and those of its
    /// kind.
    pub fn set(&self, dossier: &Dossier) -> Vec<&Paper> {
        let of_set = |paper: &&Paper| paper.is_named(dossier) || paper.suits(dossier);
        self.0.iter().filter(of_set).collect()
    }

    /// The papers of [`Papers::of`], with one for each item of those made per list item.
    pub fn outputs(&self, dossier: &Dossier) -> Vec<Cow<'_, Paper>> {
        self.of(dossier).into_iter().flat_map(|paper| paper.outputs(dossier)).collect()
    }
}

/// Suffix of a draft's file name (dự thảo).
const DRAFT: &str = "-du-thao";

/// Whether a file name, without its ending, can be a draft's.
pub fn is_draft_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered =
        bare.len() < name.len() && bare.strip_suffix('-').is_some_and(|b| b.ends_with(DRAFT));
    name.ends_with(DRAFT) || numbered
}

impl Paper {
    /// Whether the paper is made from a dossier: named under `papers:`, or of its kind if
    /// none is named. A dossier that lists one report gives no other.
    pub fn belongs_to(&self, dossier: &Dossier) -> bool {
        self.is_named(dossier) || dossier.papers.is_empty() && self.is_given_unnamed(dossier)
    }

    /// What the paper is about: a congress's of the term, a review's of the year; of both
    /// what may go with either.
    pub fn scope(&self) -> Scope {
        let of_congress = |kind: &PaperKind| *kind == PaperKind::Congress;
        match (self.kinds.iter().any(of_congress), self.kinds.iter().all(of_congress)) {
            (true, true) => Scope::Term,
            (true, false) => Scope::Both,
            (false, _) => Scope::Year,
        }
    }

    /// Every scope of which the paper prints something in a dossier: its own, and those of
    /// its headings.
    pub(crate) fn scopes(&self, dossier: &Dossier) -> Vec<Scope> {
        fn collect(headings: &[OutlineHeading], scopes: &mut Vec<Scope>) {
            for heading in headings {
                scopes.extend(heading.scope);
                collect(&heading.sections, scopes);
            }
        }
        let mut scopes = vec![self.scope()];
        collect(&self.outline(dossier), &mut scopes);
        scopes
    }

    fn is_named(&self, dossier: &Dossier) -> bool {
        dossier.papers.get(&self.id).is_some()
    }

    fn is_given_unnamed(&self, dossier: &Dossier) -> bool {
        !self.only_when_named && self.suits(dossier)
    }

    /// Whether the paper is for this kind of dossier and of organisation.
    fn suits(&self, dossier: &Dossier) -> bool {
        let period = dossier.period.as_ref().and_then(|p| p.kind());
        let interim = period.is_some_and(PeriodType::is_interim);
        let kind = match dossier.kind {
            Some(Kind::Congress) => PaperKind::Congress,
            Some(Kind::Interim) => PaperKind::HalfYearReview,
            _ if interim => PaperKind::HalfYearReview,
            _ => PaperKind::YearReview,
        };
        self.organization.includes(dossier.organization_kind())
            && self.kinds.contains(&kind)
            && !self.is_ruled_out(dossier)
    }

    fn is_ruled_out(&self, dossier: &Dossier) -> bool {
        self.unless.iter().any(|(path, word)| {
            let item = Path::parse(path).and_then(|path| dossier.item().at(&path));
            item.and_then(Item::typed).is_some_and(|typed| typed == word.as_str())
        })
    }

    /// The paper's envelope in a dossier. A paper that goes with another takes the other's
    /// envelope for what it doesn't set; a letter takes what its list item says.
    pub fn envelope(&self, dossier: &Dossier) -> Envelope {
        let own = dossier.papers.get(&self.id).cloned().unwrap_or_default();
        if let Some(of_item) = self.own_envelope(dossier) {
            let Envelope { number, date, addressee, status, sealed, .. } = of_item;
            let (date, status) = (date.or(own.date), status.or(own.status));
            return Envelope { number, date, addressee, status, sealed, ..own };
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

    /// The name of the paper's file for a dossier, without an ending. A draft has a different
    /// name, so that it never overwrites the clean or the issued copy:
    /// `bao-cao-tong-ket-du-thao-2`.
    pub fn file_in(&self, dossier: &Dossier) -> String {
        format!("{}{}", self.file, self.draft_suffix(dossier))
    }

    /// The suffix of a draft's file name; empty for other states.
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
        // A congress of several days adopts its papers on the last one.
        let event = || Some(dossier.congress.as_ref()?.date?.last());
        let at = self.dated_by.as_deref().and_then(Path::parse);
        let by_path = || match dossier.item().at(at.as_ref()?)? {
            Item::MeetingDate(time) => Some(time.last()),
            _ => None,
        };
        own.or_else(|| self.dated_by_event.then(event).flatten()).or_else(by_path)
    }

    /// The id of the current regime that the paper follows in a dossier; `usage` is that of
    /// the dossier's organisation.
    pub(crate) fn regime_id<'a>(&'a self, dossier: &Dossier, usage: &'a Usage) -> &'a str {
        match (&self.regime, dossier.form) {
            (Some(regime), _) => usage.regimes.get(regime).unwrap_or(regime),
            (None, Some(Form::State)) => "state",
            (None, _) => &usage.regime,
        }
    }

    /// The date that decides the paper's regime: its own, else the meeting's.
    pub(crate) fn day_of_form(&self, dossier: &Dossier) -> Option<Day> {
        let congress = || Some(dossier.congress.as_ref()?.date?.last());
        let event = || Some(dossier.event.as_ref()?.date?.last());
        self.date(dossier).or_else(congress).or_else(event)?.latest()
    }

    /// Whether the default outline prints this section, at any depth; `resolution.direction`
    /// counts as part of `direction`.
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

    /// Whether the paper has an annex of awards: as its envelope says, else if there are
    /// many.
    pub(crate) fn has_award_annex(&self, dossier: &Dossier) -> bool {
        let in_areas: usize = dossier.results.iter().map(|area| area.awards.len()).sum();
        let rows = dossier.awards.len() + in_areas;
        let asked = self.envelope(dossier).annexes;
        if rows == 0 || !asked.is_empty() {
            return rows > 0 && asked.contains(&Annex::Awards);
        }
        // Recipients on a complete list are named in the annex only.
        let listed = dossier.awards.iter().any(|award| !award.recipients_list.is_empty());
        self.prints("awards") && (rows >= ANNEX_ROWS || listed)
    }

    /// The outline used for a dossier: its own, or the default.
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
                scope: heading.scope,
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
