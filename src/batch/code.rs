//! The codes of what a batch says of its units before they are tried, and of
//! manifests that are put together. Each has its page in `src/explain`.

use crate::diagnostic::{Code, Diagnostic};

pub(super) fn error(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code.0, message)
}
