//! A rule, and what it finds.

use crate::diagnostic::Severity;
use crate::source::Path;

use super::context::Context;

/// A rule. What it is about is told at length in [`crate::explain`].
pub struct Rule {
    pub code: u16,
    pub severity: Severity,
    /// The rule's source, in a few words; empty where it is plain arithmetic.
    pub citation: &'static str,
    pub(super) run: fn(&Context<'_>, &mut Findings),
}

/// A finding in paths of the dossier.
pub(crate) struct Finding {
    pub path: Path,
    /// A stretch of the text at `path`, in bytes.
    pub span: Option<std::ops::Range<usize>>,
    pub severity: Option<Severity>,
    pub code: Option<u16>,
    pub message: String,
    pub hints: Vec<String>,
    pub related: Vec<(Path, String)>,
}

impl Finding {
    pub fn new(path: Path, message: impl Into<String>) -> Self {
        Finding {
            path,
            span: None,
            severity: None,
            code: None,
            message: message.into(),
            hints: Vec::new(),
            related: Vec::new(),
        }
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub fn code(mut self, code: u16) -> Self {
        self.code = Some(code);
        self
    }

    pub fn span(mut self, span: std::ops::Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub fn related(mut self, path: Path, label: impl Into<String>) -> Self {
        self.related.push((path, label.into()));
        self
    }
}

/// Where rules put what they find.
#[derive(Default)]
pub(crate) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }
}
