//! The dossier (hồ sơ): the types, read from a tree. It defines the meaning of the data,
//! without file access or wording.
//!
//! Everything is optional: an empty value is *unknown*, never zero. What is required depends
//! on the paper, not on these types.

#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod aid;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod award;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod awarding;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod catalog;
pub(crate) mod choice;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod congress;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod correction;
mod counted;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod delegates;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod election;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod emulation;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod event;
mod figure;
pub(crate) mod leaf;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod letter;
mod level;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod meeting;
mod ordered;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod organization;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod paper;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod period;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod person;
mod phrase;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod preparation;
mod quantity;
mod read;
mod rejoin;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod results;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod root;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod routing;
mod schema;
mod scope;
mod spoken;
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
mod target;
mod tidy;
mod walk;

use crate::vietnamese::{MeetingTime, Ordinal, PartialDate, Term};

pub use aid::*;
pub use award::*;
pub use awarding::*;
pub use catalog::*;
pub use congress::*;
pub use correction::*;
pub use delegates::*;
pub use election::*;
pub use emulation::*;
pub use event::*;
pub use figure::*;
pub(crate) use leaf::text_or_map;
pub use leaf::{
    Count, Flag, Millimetres, OneOrMany, Prose, ReportedYear, Seal, StatedPercent, Text, Year,
};
pub use letter::*;
pub use level::*;
pub use meeting::*;
pub use ordered::*;
pub use organization::*;
pub use paper::*;
pub use period::*;
pub use person::*;
pub use preparation::*;
pub use quantity::*;
pub(crate) use read::read_as;
pub use read::{Reading, read};
pub use results::*;
pub use root::*;
pub use routing::*;
pub use schema::{Field, Titles, json_schema};
pub use scope::Scope;
pub(crate) use scope::{Kept, ScopedDossier};
pub use target::*;
pub use walk::{Fields, Item, List, Record, Walk};
