//! Bytes → a tree of texts with their places.
//!
//! Every scalar is a text as typed (`07`, `no`, `1.000`); only an unquoted empty value, `~`
//! or `null` is empty. Keys and values are in NFC. The *meaning* of a text is the concern of
//! the dossier, not of this module.

mod budget;
mod characters;
mod commented;
mod decode;
mod encoding;
mod foreign;
mod index;
mod json;
mod marks;
mod merge;
mod node;
mod overrides;
mod repeated;
mod splice;
pub(crate) mod typed;
mod write;
mod yaml;
mod yaml_error;

pub use crate::diagnostic::{Path, Segment};
pub use budget::Limits;
pub(crate) use budget::{Budget, Spent};
pub(crate) use characters::check_characters;
pub use commented::{Commented, Part, Value};
pub(crate) use encoding::check_encoding;
pub use index::Index;
pub(crate) use json::read_json;
pub(crate) use marks::limit_marks;
pub use merge::merge;
pub use node::{Entry, Node, NodeKind, Style};
pub use overrides::parse_override;
pub use splice::{splice, with_mark};
pub use write::scalar;
pub use yaml::read_yaml;
pub(crate) use yaml_error::taken_for_text;
