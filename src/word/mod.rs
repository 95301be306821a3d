//! Word files (DOCX) of any origin.
//!
//! ```text
//! document  a file's contents as typed values
//! open      bytes → document
//! parts     document → the parts of a Vietnamese paper
//! starter   parts → a dossier to complete
//! form      parts → findings on their form
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
