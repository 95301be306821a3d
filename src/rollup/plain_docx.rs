//! A list as a table in Word, in the form that the office's papers have.

use crate::Office;
use crate::dossier::Dossier;
use crate::error::{Error, ErrorKind};
use crate::export::docx;

use super::plain::PlainTable;
use super::table::Cell;

/// Writes a list as a Word file. The same input gives the same bytes.
pub fn plain_docx(
    office: &Office,
    dossier: &Dossier,
    table: &PlainTable,
) -> Result<Vec<u8>, Error> {
    let papers = office.papers();
    let regime = papers.iter().find_map(|paper| office.regime(dossier, paper));
    let regime = regime.ok_or_else(|| Error::new(ErrorKind::Template, "chưa có thể thức nào"))?;
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
    docx::write_table(&table.title, &rows, &table.widths, &regime.measures)
}
