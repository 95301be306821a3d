//! Sheets (biểu): what an office sends to its units to fill in, and what comes
//! back.
//!
//! ```text
//! columns    catalogue of indicators → columns
//! workbook   columns + roster → a workbook to fill in
//! grid       the bytes of a workbook → its cells
//! layout     cells → which column is which
//! value      a cell → what a dossier says, or why it can't be read
//! read       cells + columns → the units' rows
//! dossier    a unit's row → its dossier
//! fields     a row under headings of one's own → a dossier over a base
//! ```
//!
//! People move columns, type words where numbers are wanted and put totals
//! below. What can be understood in one way only is taken; for all else the
//! cell is named, and nothing is guessed or skipped without a word.

mod columns;
mod dossier;
mod fields;
mod grid;
mod layout;
mod period;
mod read;
mod remark;
mod value;
mod workbook;

pub use columns::{Asked, Column, Selection, columns, every};
pub use dossier::write;
pub use fields::{Fields, Opened, Row};
pub use grid::{Cell, Grid, open};
pub use period::parse_period;
pub use read::{Reading, UnitRow, read};
pub use remark::{Remark, Severity, Spot};
pub use workbook::{Title, workbook};
