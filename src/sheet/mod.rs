//! Sheets (biểu): what an office sends to its units to fill in, and what comes
//! back.
//!
//! ```text
//! columns    catalogue of indicators → columns
//! workbook   columns + roster → a workbook to fill in
//! open       the bytes of a workbook or a text → its sheets
//! grid       a sheet's cells
//! head       where a table's headings stand
//! heading    what people call a column
//! measure    what numbers are counted in, wherever a sheet says it
//! mention    periods in a sheet's words
//! grade      how a unit was graded, in one column
//! layout     cells → which column is which
//! no_unit    rows of totals, of groups, of who signed
//! sent       when the answers of an online form came
//! aside      what stands beside a number
//! value      a cell → what a dossier says, or why it can't be read
//! survey     what a sheet says of all rows of its table
//! turn       tables that run down the page → a row a unit
//! read       cells + columns → the units' rows
//! reading    what sheets hold, as values
//! dossier    a unit's row → its dossier's tree, and that as YAML
//! submission units' rows → what a roll-up adds up
//! records    rows of things with fields: rosters and catalogues
//! fields     rows under headings of their own → dossiers over a base
//! book       a whole dossier as a workbook, and back
//! ```
//!
//! People move columns, type words where numbers are wanted and put totals
//! below. What can be understood in one way only is taken; for all else the
//! cell is named, and nothing is guessed or skipped without a word.

mod aside;
mod book;
mod columns;
mod dossier;
mod fields;
mod grade;
mod grid;
mod head;
mod heading;
mod layout;
mod measure;
mod mention;
mod no_unit;
mod open;
mod period;
mod plain_table;
mod read;
mod reading;
mod records;
mod roster;
mod sent;
mod submission;
mod survey;
mod turn;
mod value;
mod workbook;

pub use book::{UnitBook, book_tree, is_book, unit_book, write_book};
pub use columns::{Asked, Aspect, Column, Selection, columns, every};
pub use dossier::{tree, write};
pub use fields::{Fields, Opened, Row};
pub use grade::grade_words;
pub use grid::{Cell, Grid};
pub use open::{open, open_file};
pub use period::parse_period;
pub use plain_table::{plain_csv, plain_workbook};
pub use read::{read, read_for};
pub use reading::{Contents, Stated, UnitRow};
pub use roster::{ENDINGS, is_sheet, read_catalog, read_roster};
pub use submission::submissions;
pub use workbook::{Title, workbook};
