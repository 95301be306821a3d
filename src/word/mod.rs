//! Word files (DOCX), as they come from anybody.
//!
//! ```text
//! document  what a file says, as typed values
//! open      bytes → document
//! parts     document → the parts of a Vietnamese paper
//! starter   parts → a dossier to go on with
//! form      parts held against the rules → findings
//! ```

mod document;
pub mod form;
mod open;
pub mod parts;
mod remarks;
pub mod starter;

pub use document::*;
pub use open::{LARGEST_FILE, Refusal, is_word, open};
pub use remarks::remarks;
