//! Findings about a dossier or a template, as values.
//!
//! A [`Diagnostic`] says what is wrong, where, why it matters and what to type
//! instead. It is made anywhere in the program, never printed there: one
//! renderer ([`render`]) and one serialisation ([`to_json`]) turn it into text.

mod anchor;
mod brief;
mod code;
mod excerpt;
mod json;
mod kept;
mod lines;
mod nearest;
mod path;
mod place;
mod spot;
mod terminal;
mod visible;

pub use anchor::Anchor;
pub use brief::brief;
pub use code::Code;
pub use json::{JsonDiagnostic, to_json};
pub use nearest::nearest;
pub use path::{Path, Segment};
pub use place::{Place, SourceFile, SourceKind};
pub use spot::{Spot, letters};
pub use terminal::{Colour, WIDTH, render, render_all, render_all_within, render_within};
pub use visible::{is_obeyed, visible};

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// *Lưu ý*: worth a look, never stops anything.
    Note,
    /// *Cần xem lại*: probably wrong; may be acknowledged with a reason.
    Warning,
    /// *Cần sửa*: wrong; stops every state but a draft.
    Error,
}

impl Severity {
    /// The Vietnamese word that opens a message.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Error => "Cần sửa",
            Severity::Warning => "Cần xem lại",
            Severity::Note => "Lưu ý",
        }
    }

    /// The English word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What else a finding points to: a value of the dossier, a place, or both once the
/// value's place was looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// A value of the dossier.
    pub path: Option<Path>,
    /// A place in a file that was read.
    pub place: Option<Place>,
}

impl From<Path> for Site {
    fn from(path: Path) -> Self {
        Site { path: Some(path), place: None }
    }
}

impl From<Place> for Site {
    fn from(place: Place) -> Self {
        Site { path: None, place: Some(place) }
    }
}

/// A unit of a roster, as messages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernedUnit {
    /// Its code in the roster.
    pub code: String,
    /// Empty where it is called by its code alone.
    pub name: String,
}

/// *CD03 Công đoàn cơ sở Công ty May Minh Họa*
impl fmt::Display for ConcernedUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => f.write_str(&self.code),
            name => write!(f, "{} {name}", self.code),
        }
    }
}

/// One finding, complete in itself.
///
/// What is found in a text has its places at once. A rule knows only paths of the
/// dossier; the places are looked up when all rules have run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "kept::Kept", into = "kept::Kept")]
pub struct Diagnostic {
    /// Which kind of fault it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// One Vietnamese sentence: first the thing, then what is the matter.
    pub message: String,
    /// The unit that it concerns, where many are looked at together.
    pub unit: Option<ConcernedUnit>,
    /// Where it stands; `None` for a finding about the whole.
    pub place: Option<Place>,
    /// What else matters, each with a few Vietnamese words.
    pub related: Vec<(Site, String)>,
    /// The dossier's path (`results[0].figures.visits`), where there is one.
    pub path: Option<Path>,
    /// The stretch of the text at `path` that is meant, in bytes, until its place is
    /// looked up.
    pub span: Option<Range<usize>>,
    /// What to type instead.
    pub hints: Vec<String>,
    /// The rule's source, in a few words.
    pub citation: Option<String>,
    /// A structural finding: the file could not be read as it stands, so that
    /// even a draft would lose something.
    pub structural: bool,
}

impl Diagnostic {
    /// A finding with nothing but its message; the other parts are added by
    /// the `with_…` methods.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            unit: None,
            place: None,
            related: Vec::new(),
            path: None,
            span: None,
            hints: Vec::new(),
            citation: None,
            structural: false,
        }
    }

    /// A diagnostic that stops signing and issuing.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A diagnostic to be looked at again.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A diagnostic that is only worth knowing.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Names the unit that it concerns.
    #[must_use]
    pub fn of_unit(mut self, unit: ConcernedUnit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// The same with another code.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.code = code;
        self
    }

    /// The same with another weight.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with the path into the dossier.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<Path>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same about a part of its text only: bytes, from the text's beginning.
    #[must_use]
    pub fn with_span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same with a further place, and what is to be seen there.
    #[must_use]
    pub fn with_related(mut self, site: impl Into<Site>, label: impl Into<String>) -> Self {
        self.related.push((site.into(), label.into()));
        self
    }

    /// The same with one more thing to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Marks the finding as one that stops even a draft.
    #[must_use]
    pub fn structural(mut self) -> Self {
        self.structural = true;
        self
    }

    /// Every value of the dossier that it is about, the main one first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let others = self.related.iter().filter_map(|(site, _)| site.path.as_ref());
        self.path.iter().chain(others)
    }

    /// The other places, with their words.
    fn others(&self) -> impl Iterator<Item = (&Place, &str)> {
        self.related.iter().filter_map(|(site, label)| Some((site.place.as_ref()?, label.as_str())))
    }

    /// Whether it stops signing and issuing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Where it stands in a workbook, if it does.
    pub fn spot(&self) -> Option<&Spot> {
        self.place.as_ref().and_then(Place::spot)
    }
}

/// Puts findings in the order in which a person meets them: by file and place,
/// the weightier first on one spot, findings about the whole at the end.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    /// Cells come by sheet, row and column: as texts, *ô B10* would come before *ô B9*.
    fn key(d: &Diagnostic) -> (u8, &str, Option<&Spot>, usize) {
        match &d.place {
            None => (1, "", None, 0),
            Some(place) => {
                let spot = place.spot();
                let file = spot.map_or(place.source.name.as_str(), |spot| spot.file.as_str());
                (0, file, spot, place.span.start)
            }
        }
    }
    diagnostics.sort_by(|a, b| {
        key(a)
            .cmp(&key(b))
            .then(b.severity.cmp(&a.severity))
            .then(a.code.cmp(&b.code))
            .then_with(|| a.message.cmp(&b.message))
    });
}
