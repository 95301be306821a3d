//! The codes of what a batch says of its units before they are tried, and of
//! manifests that are put together. Each has its page in `src/explain`.

use crate::diagnostic::{Code, Diagnostic};

/// A unit can't be named: its id is nowhere.
pub const NO_ID: Code = Code(225);
/// Several sources have one id.
pub const SAME_ID: Code = Code(226);
/// A paper's file can't be named, or would be another unit's.
pub const FILE_NAME: Code = Code(227);
/// Manifests don't fit together.
pub const MANIFESTS: Code = Code(228);

pub(super) fn error(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code.0, message)
}
