//! A rule, and the collection of its findings.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Path;

use super::context::Context;

/// A rule. [`crate::explain`] has its full description.
pub struct Rule {
    /// The code of its findings.
    pub code: Code,
    /// The severity of its findings.
    pub severity: Severity,
    /// The legal source, in a few words; empty if it is plain arithmetic.
    pub citation: &'static str,
    pub(super) run: fn(&Context<'_>, &mut Findings),
}

impl Rule {
    /// A finding of this rule at a path of the dossier.
    pub(crate) fn broken_at(&self, path: Path, message: impl Into<String>) -> Diagnostic {
        let citation = (!self.citation.is_empty()).then(|| self.citation.to_owned());
        Diagnostic { citation, ..Diagnostic::new(self.severity, self.code, message) }
            .with_path(path)
    }
}

/// The collection that rules add findings to.
#[derive(Default)]
pub(crate) struct Findings(pub(super) Vec<Diagnostic>);

impl Findings {
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }
}
