//! A whole dossier as a workbook, and back: who would rather fill in cells than write
//! YAML. Nothing that a dossier's values say is lost either way; its comments are.
//!
//! ```text
//! layout  dossier → pages: a page of single values, a page for each kind of list
//! text    a value ↔ what a cell keeps of it
//! unit    the pages that one unit fills in
//! grade   its grade in one cell
//! write   pages → workbook, what isn't to be filled in protected
//! read    the cells of a workbook → a dossier's tree, each node with its cell
//! place   where a value goes in that
//! ```
//!
//! Cell A1 of each page says what the page is, its second row the fields' keys, its
//! third what people call them.

mod grade;
mod layout;
mod place;
mod read;
mod text;
mod unit;
mod write;

use crate::error::Error;
use crate::source::Node;

use super::grid::{Cell, Grid};

pub use read::tree as book_tree;
pub use unit::{UnitBook, unit_book};

/// What A1 of a page of single values says.
const VALUES: &str = "baocao: hồ sơ";
/// What A1 of a page of a list says, before the list's key.
const LIST: &str = "baocao: danh sách ";
/// A page of instructions for filling in the others.
const GUIDE: &str = "baocao: hướng dẫn";

/// The column of a page of single values that has their keys.
const KEY: &str = "khóa";
/// The column of a list that says which list its items are of: `results[0].support`.
const OWNER: &str = "@danh_sach";
/// The column of a page of figures that says a figure's code.
const CODE: &str = "@ma";
/// The unit of measure of a bare number in the columns beside it.
const UNIT: &str = "@dvt";
/// The column that names the area of work whose list an item is of.
const AREA: &str = "@mat_cong_tac";
/// Behind the key of a field that the form gives: an item that has no other is none.
const GIVEN: &str = "?";
/// An item that is a text alone.
const ITSELF: &str = "@noi_dung";
/// Stands for a field that is there and says nothing: a paper that is wanted.
const NOTHING: &str = "(trống)";
/// Stands in place of a key on the further lines of a text.
const FURTHER: &str = "↵";
/// The key of the blocks whose keys are figures' codes.
const FIGURES: &str = "figures";

/// The rows above the first one that says something.
const HEAD: usize = 3;

/// A page of a workbook for a dossier.
#[derive(Debug, Clone, PartialEq)]
struct Page {
    /// The name of its sheet.
    name: String,
    /// What stands at its top.
    title: String,
    kind: PageKind,
    /// The fields' keys, or what else the columns are.
    columns: Vec<Column>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
enum PageKind {
    Values,
    /// Of lists by the key that they have in common.
    List(String),
    /// Tells how the others are filled in.
    Guide,
}

#[derive(Debug, Clone, PartialEq)]
struct Column {
    code: String,
    title: String,
    width: u16,
}

/// What stands in a row, cell by cell.
#[derive(Debug, Clone, PartialEq, Default)]
struct Row {
    cells: Vec<Value>,
    /// Whether it only heads those below it.
    is_heading: bool,
}

/// What stands in a cell, and what may be typed there.
#[derive(Debug, Clone, PartialEq, Default)]
struct Value {
    text: String,
    entry: Entry,
}

/// What may be typed in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
enum Entry {
    /// Nothing: it is the form's.
    #[default]
    Fixed,
    Text,
    /// A number, or nothing.
    Number,
    /// One of some words.
    Choice(Vec<String>),
    /// One of those in some cells: `'Hướng dẫn'!$B$12:$B$18`.
    ChoiceOf(String),
}

/// Whether the sheets of a workbook are those of one dossier.
pub fn is_book(grids: &[Grid]) -> bool {
    let says = |kind: PageKind| kind != PageKind::Guide;
    grids.iter().filter_map(kind_of).any(says)
}

/// What a page is, where it is one of a dossier's.
fn kind_of(grid: &Grid) -> Option<PageKind> {
    let Cell::Text(mark) = grid.cell(0, 0) else { return None };
    match mark.as_str() {
        VALUES => Some(PageKind::Values),
        GUIDE => Some(PageKind::Guide),
        mark => mark.strip_prefix(LIST.trim_end()).map(|key| PageKind::List(key.trim().to_owned())),
    }
}

/// Writes a dossier as a workbook; the same dossier gives the same bytes. The error
/// says what of it no workbook can hold.
pub fn write_book(tree: &Node) -> Result<Vec<u8>, Error> {
    write::bytes(&layout::pages(tree)?, write::Protection::None)
}
