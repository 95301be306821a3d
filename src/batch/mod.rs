//! Many dossiers in one run (xuất hàng loạt): inputs → units → jobs → lines of a manifest.
//!
//! ```text
//! input      files, folders, globs, lines of JSON, rows of sheets →
//!            unparsed sources
//! plan       sources → units with their names; clashes; this shard's share
//! job        one unit → the files of its papers, and its line
//! run        jobs on threads; a single writer of lines
//! manifest   the result of every unit (bảng kê), by which the next run knows what
//!            is done; merge puts those of all shards together
//! ```
//!
//! A run may be killed at any moment: complete papers are renamed into place, a unit's line
//! is appended when it is finished, and the next run continues from there. A unit that was in
//! progress when a run was killed is made in a separate process by the next one, since it may
//! have caused the crash. `docs/batch.md` is the contract with schedulers.

mod clash;
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
