//! Many dossiers in one run (xuất hàng loạt): inputs → units → jobs → lines of
//! a manifest.
//!
//! ```text
//! input      files, folders, globs, lines of JSON, rows of sheets → sources,
//!            not yet understood
//! plan       sources → units with their names; clashes; this shard's share
//! job        one unit → its papers, whole files, and its line
//! run        jobs on threads; one hand writes the lines
//! manifest   what became of every unit (bảng kê): how the next run knows what
//!            is done; merge puts those of all shards together
//! ```
//!
//! A run may be killed at any moment: papers are renamed into place whole, a
//! unit's line is appended when it is finished, and the next run goes on from
//! there. A unit that was under way when a run ended is made apart from the next
//! one, for it may be what ended it. `docs/batch.md` is the contract with schedulers.

mod digest;
mod folder;
mod input;
mod job;
#[cfg(test)]
mod killed;
mod line;
mod manifest;
mod mark;
mod merge;
mod name;
mod plan;
mod run;
mod settings;
mod shard;

pub use digest::Digest;
pub use input::{Data, Inputs, Source, Whereabouts};
pub use line::{
    Counts, FileEntry, Finding, PaperEntry, PaperStatus, RunLine, UnitLine, UnitStatus,
};
pub use manifest::{Manifest, Record};
pub use merge::{Merged, merge};
pub use name::NameTemplate;
pub use plan::{Plan, PlannedUnit, Readiness};
pub use run::{Apart, Extent, Step, Summary, make_apart, rehearse, run};
pub use settings::{Identity, Settings};
pub use shard::Shard;
