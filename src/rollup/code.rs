//! The codes of what a roll-up says. Each has its page in `src/explain`.

use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) fn error(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Error, code.0, message)
}

pub(super) fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Warning, code.0, message)
}

pub(super) fn note(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Note, code.0, message)
}
