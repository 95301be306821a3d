//! The dossier (hồ sơ): the types, read from a tree. What the data means; no
//! files, no wording.
//!
//! Everything is optional: an empty value is *unknown*, never zero. What a
//! paper needs is said by the paper, not by these types.

mod catalog;
mod choice;
mod congress;
mod event;
mod figure;
mod leaf;
mod organization;
mod paper;
mod read;
mod results;
mod root;
mod schema;
mod walk;

pub use catalog::*;
pub use choice::*;
pub use congress::*;
pub use event::*;
pub use figure::*;
pub(crate) use leaf::text_or_map;
pub use leaf::{
    Count, Date, Flag, OneOrMany, OrdinalNumber, Prose, Seal, StatedPercent, TermYears, Text, Year,
};
pub use organization::*;
pub use paper::*;
pub(crate) use read::read_as;
pub use read::{Reading, read};
pub use results::*;
pub use root::*;
pub use schema::{Field, Titles, json_schema};
pub use walk::Item;
