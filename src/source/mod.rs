//! Bytes → one tree of texts, each knowing where it stood.
//!
//! Every scalar is its own text (`07`, `no`, `1.000` stay what was typed); only
//! a plain empty value, `~` or `null` is nothing. Keys and values are in NFC.
//! What a text *means* is the dossier's business, not this module's.

mod characters;
mod commented;
mod decode;
mod json;
mod merge;
mod node;
mod overrides;
mod path;
mod splice;
mod write;
mod yaml;
mod yaml_error;

pub use characters::check_characters;
pub use commented::{Commented, Part, Value};
pub use json::read_json;
pub use merge::merge;
pub use node::{Entry, Node, NodeKind, Style};
pub use overrides::parse_override;
pub use path::{Path, Segment};
pub use splice::{splice, with_mark};
pub use write::scalar;
pub use yaml::{Limits, read_yaml};
