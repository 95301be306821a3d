//! A sheet while it is read: no further than memory should go.

use crate::vietnamese::nfc;

use super::super::grid::{Cell, Grid};
use super::Refusal;

/// What all sheets of a file may take together: a hundred thousand units with
/// eighty cells each.
pub struct Room {
    cells: usize,
    letters: usize,
}

impl Room {
    pub fn new() -> Self {
        Room { cells: 8_000_000, letters: 256 << 20 }
    }

    fn take(&mut self, cells: usize, letters: usize) -> Result<(), Refusal> {
        let left = |have: usize, wanted: usize| have.checked_sub(wanted).ok_or(Refusal::TooLarge);
        self.cells = left(self.cells, cells)?;
        self.letters = left(self.letters, letters)?;
        Ok(())
    }
}

/// The sizes of a sheet in Excel.
const ROWS: usize = 1 << 20;
const COLUMNS: usize = 1 << 14;

/// The cells that a sheet has so far.
pub struct Filling<'r> {
    rows: Vec<Vec<Cell>>,
    room: &'r mut Room,
}

impl<'r> Filling<'r> {
    pub fn new(room: &'r mut Room) -> Self {
        Filling { rows: Vec::new(), room }
    }

    /// Puts a cell in its place. Empty ones take none.
    pub fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), Refusal> {
        if cell.is_empty() {
            return Ok(());
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(Refusal::TooLarge);
        }
        let height = (row + 1).saturating_sub(self.rows.len());
        let known = self.rows.get(row).map_or(0, Vec::len);
        let letters = if let Cell::Text(text) = &cell { text.len() } else { 0 };
        // A row without cells is about as much as one.
        self.room.take(height + (column + 1).saturating_sub(known), letters)?;
        if height > 0 {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if column >= cells.len() {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    pub fn done(self, name: String) -> Grid {
        Grid::new(name, self.rows)
    }
}

/// A text as a cell: NFC, single blanks, no empty line; nothing where nothing
/// is left.
pub fn text(typed: &str) -> Cell {
    let typed = nfc(typed).replace(['\u{feff}', '\u{200b}'], "");
    let lines: Vec<String> = typed
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() { Cell::Empty } else { Cell::Text(lines.join("\n")) }
}
