//! Findings about a dossier or a template, as values.
//!
//! A [`Diagnostic`] states what is wrong, where, why it matters and what to type instead. It
//! may be made anywhere in the program, but isn't printed there: one renderer ([`render`])
//! and one serialisation ([`to_json`]) turn it into text.

mod anchor;
mod bounded;
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

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// *Lưu ý*: for information, never prevents anything.
    Note,
    /// *Cần xem lại*: probably wrong; may be acknowledged with a reason.
    Warning,
    /// *Cần sửa*: wrong; prevents every state but a draft.
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

/// A further location of a finding: a value of the dossier, a place, or both once the value's
/// place has been looked up.
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

/// A unit of a roster, as named in messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernedUnit {
    /// Its code in the roster.
    pub code: String,
    /// Empty if only the code is known.
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
/// A finding in a text has its places at once. A rule only sets paths of the dossier, whose
/// places are looked up when all rules have run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "kept::Kept", into = "kept::Kept")]
pub struct Diagnostic {
    /// The kind of fault.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// One Vietnamese sentence: first the subject, then what is wrong with it.
    pub message: String,
    /// The unit concerned, if many are examined together.
    pub unit: Option<ConcernedUnit>,
    /// Its place; `None` for a finding about the whole.
    pub place: Option<Place>,
    /// Further locations, each with a label in Vietnamese.
    pub related: Vec<(Site, String)>,
    /// The path into the dossier (`results[0].figures.visits`), if there is one.
    pub path: Option<Path>,
    /// The byte range concerned in the text at `path`, until its place has been looked up.
    pub span: Option<Range<usize>>,
    /// What to type instead.
    pub hints: Vec<String>,
    /// The rule's legal source, in a few words.
    pub citation: Option<String>,
    /// Whether the file could not be read as it is, so that even a draft would lose
    /// something.
    pub structural: bool,
    /// Certain corrections, which together remove the fault.
    pub fixes: Vec<Fix>,
}

/// A change that certainly corrects a fault: a letter, a blank, a computed percentage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The path of the text or value in the dossier.
    pub path: Path,
    /// The byte range in the text; `None` for the whole value.
    pub range: Option<Range<usize>>,
    /// The expected old text; a text changed since isn't touched.
    pub before: String,
    /// The new text.
    pub after: String,
}

impl Diagnostic {
    /// A finding with a message only; the other parts are added by the `with_…` methods.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity,
            message: bounded::bounded(message.into()),
            unit: None,
            place: None,
            related: Vec::new(),
            path: None,
            span: None,
            hints: Vec::new(),
            citation: None,
            structural: false,
            fixes: Vec::new(),
        }
    }

    /// A finding that prevents signing and issuing.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A finding to review.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A finding for information.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Sets the unit concerned.
    #[must_use]
    pub fn of_unit(mut self, unit: ConcernedUnit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// Sets the code.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.code = code;
        self
    }

    /// Sets the severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the path into the dossier.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<Path>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Restricts the finding to a byte range of its text.
    #[must_use]
    pub fn with_span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds a further location with its label.
    #[must_use]
    pub fn with_related(mut self, site: impl Into<Site>, label: impl Into<String>) -> Self {
        self.related.push((site.into(), label.into()));
        self
    }

    /// Replaces the rule's legal source, if `citation` is given: regulations are replaced
    /// over time, and a finding names the one in force on its date.
    #[must_use]
    pub fn with_citation(mut self, citation: Option<String>) -> Self {
        self.citation = citation.or(self.citation);
        self
    }

    /// Adds changes that correct it.
    #[must_use]
    pub fn with_fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }

    /// Adds a hint on what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Marks the finding as one that prevents even a draft.
    #[must_use]
    pub fn structural(mut self) -> Self {
        self.structural = true;
        self
    }

    /// Every value of the dossier that it concerns, the main one first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let others = self.related.iter().filter_map(|(site, _)| site.path.as_ref());
        self.path.iter().chain(others)
    }

    /// The further places, with their labels.
    fn others(&self) -> impl Iterator<Item = (&Place, &str)> {
        self.related.iter().filter_map(|(site, label)| Some((site.place.as_ref()?, label.as_str())))
    }

    /// Whether it prevents signing and issuing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Its place in a workbook, if it has one.
    pub fn spot(&self) -> Option<&Spot> {
        self.place.as_ref().and_then(Place::spot)
    }
}

/// Sorts findings in reading order: by file and place, the more severe first at one place,
/// findings about the whole at the end.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    /// Cells are sorted by sheet, row and column: as texts, *ô B10* would come before *ô B9*.
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
