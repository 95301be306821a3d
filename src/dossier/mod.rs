//! The dossier (hồ sơ): the types, read from a tree. What the data means; no
//! files, no wording.
//!
//! Everything is optional: an empty value is *unknown*, never zero. What a
//! paper needs is said by the paper, not by these types.

mod catalog;
pub(crate) mod choice;
mod congress;
mod counted;
mod delegates;
mod event;
mod figure;
pub(crate) mod leaf;
mod meeting;
mod organization;
mod paper;
mod person;
mod phrase;
mod preparation;
mod read;
mod rejoin;
mod results;
mod root;
mod schema;
mod spoken;
mod tidy;
mod walk;

pub use catalog::*;
pub use choice::*;
pub use congress::*;
pub use delegates::*;
pub use event::*;
pub use figure::*;
pub(crate) use leaf::text_or_map;
pub use leaf::{
    Count, Date, Flag, MeetingDate, OneOrMany, OrdinalNumber, Prose, ReportedYear, Seal,
    StatedPercent, TermYears, Text, Year,
};
pub use meeting::*;
pub use organization::*;
pub use paper::*;
pub use person::*;
pub use preparation::*;
pub(crate) use read::read_as;
pub use read::{Reading, read};
pub use results::*;
pub use root::*;
pub use schema::{Field, Titles, json_schema};
pub use walk::{Fields, Item, List, Record, Walk};
