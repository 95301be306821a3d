//! A sheet being read, with limits on memory.

use crate::vietnamese::nfc;

use super::super::grid::{Cell, Grid};
use super::Refusal;

/// The memory for all sheets of a file, in bytes: enough for a hundred thousand units with
/// ten figures each.
pub struct Room {
    bytes: usize,
    sheets: usize,
}

/// As many sheets may a workbook have: each takes time of its own, however little
/// stands in it.
const SHEETS: usize = 500;

/// The size of a cell, or of a row without cells.
const CELL: usize = size_of::<Cell>();
/// The overhead of a text.
const TEXT: usize = 32;

impl Room {
    pub fn new() -> Self {
        Room { bytes: 64 << 20, sheets: SHEETS }
    }

    fn next_sheet(&mut self) -> Result<(), Refusal> {
        let too_many =
            || Refusal::Senseless(format!("có hơn {SHEETS} trang; chia thành nhiều tệp"));
        self.sheets = self.sheets.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// Takes room for a text that cells share.
    pub fn take_text(&mut self, length: usize) -> Result<(), Refusal> {
        self.take(CELL + TEXT + length)
    }

    fn take(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Refusal::TooLarge)?;
        Ok(())
    }
}

/// The maximum size of a cell's text in bytes; Excel's cells have at most 32,767 characters.
const LONGEST: usize = 256 << 10;

/// The dimensions of a sheet in Excel.
const ROWS: usize = 1 << 20;
const COLUMNS: usize = 1 << 14;

/// The cells of a sheet read so far.
pub struct Filling<'r> {
    rows: Vec<Vec<Cell>>,
    room: &'r mut Room,
}

impl<'r> Filling<'r> {
    /// The next sheet of a workbook, still empty.
    pub fn new(room: &'r mut Room) -> Result<Self, Refusal> {
        room.next_sheet()?;
        Ok(Filling { rows: Vec::new(), room })
    }

    /// Puts a cell in its place. Empty ones take no memory.
    pub fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), Refusal> {
        if cell.is_empty() {
            return Ok(());
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(Refusal::TooLarge);
        }
        let height = (row + 1).saturating_sub(self.rows.len());
        let known = self.rows.get(row).map_or(0, Vec::len);
        let letters = match &cell {
            Cell::Text(text) | Cell::Struck(text) => text.len() + TEXT,
            _ => 0,
        };
        if letters > LONGEST {
            return Err(Refusal::TooLarge);
        }
        let cells = height + (column + 1).saturating_sub(known);
        self.room.take(cells.saturating_mul(CELL).saturating_add(letters))?;
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

/// A text as a cell: NFC, single blanks, no empty lines, tabs between words kept; empty if
/// nothing is left.
pub fn text(typed: &str) -> Cell {
    let typed = nfc(typed).replace(['\u{feff}', '\u{200b}'], "");
    let lines: Vec<String> = typed
        .lines()
        .map(|line| {
            let stretches =
                line.split('\t').map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
            stretches.filter(|stretch| !stretch.is_empty()).collect::<Vec<_>>().join("\t")
        })
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() { Cell::Empty } else { Cell::Text(lines.join("\n")) }
}
