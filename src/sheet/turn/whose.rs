//! The owner of a sheet filled with one unit's figures: *Đơn vị: …* above or below the table,
//! else the lines of the issuing body.

use crate::vietnamese::fold;

use super::super::grid::{Cell, Grid};
use super::super::measure;

/// A cell and its position.
type Placed = (Cell, (usize, usize));

/// The unit's code and name, each with its cell.
pub struct Owner {
    pub code: Option<Placed>,
    pub name: Option<Placed>,
}

const CODES: [&str; 4] = ["mã đơn vị", "mã số đơn vị", "mã công đoàn", "mã cđcs"];
#[rustfmt::skip]
const NAMES: [&str; 9] = [
    "tên đơn vị", "đơn vị báo cáo", "đơn vị", "tên công đoàn cơ sở", "tên công đoàn", "công đoàn cơ sở", "cđcs", "tên cđcs",
    "công đoàn",
];
/// Beginnings of the lines of a unit that issues a paper.
const ISSUERS: [&str; 4] = ["công đoàn cơ sở ", "cđcs ", "nghiệp đoàn ", "công đoàn bộ phận "];

impl Owner {
    /// Searches above the table's first row and from its end on.
    pub fn of(grid: &Grid, first: usize, end: usize) -> Option<Owner> {
        let mut owner = Owner { code: None, name: None };
        let rows = || (0..first).chain(end..grid.height().min(end + 12));
        for row in rows() {
            for at in 0..grid.row(row).len() {
                let Cell::Text(text) = grid.cell(row, at) else { continue };
                let Some((label, said)) = said(grid, text, (row, at)) else { continue };
                let label = fold(&label);
                let is = |labels: &[&str]| labels.contains(&label.as_str());
                match () {
                    () if is(&CODES) => owner.code = owner.code.or(Some(said)),
                    () if is(&NAMES) && !measure::is_unit(&said.0.shown()) => {
                        owner.name = owner.name.or(Some(said));
                    }
                    () => {}
                }
            }
        }
        if owner.name.is_none() {
            owner.name = rows().find_map(|row| issuer(grid, row));
        }
        (owner.code.is_some() || owner.name.is_some()).then_some(owner)
    }
}

/// A label before a colon, and the text after it, in the same cell or the next.
fn said(grid: &Grid, text: &str, (row, at): (usize, usize)) -> Option<(String, Placed)> {
    let (label, behind) = text.split_once(':')?;
    let behind = behind.trim_matches([' ', '.', '…', '\n', '\t']);
    if !behind.is_empty() {
        return Some((label.to_owned(), (Cell::Text(behind.to_owned()), (row, at))));
    }
    let next = (at + 1..grid.row(row).len()).find(|at| !grid.cell(row, *at).is_empty())?;
    Some((label.to_owned(), (grid.cell(row, next).clone(), (row, next))))
}

fn issuer(grid: &Grid, row: usize) -> Option<Placed> {
    let cells = grid.row(row).iter().enumerate();
    let mut named = cells.filter_map(|(at, cell)| match cell {
        Cell::Text(text) => Some((at, text)),
        _ => None,
    });
    let (at, text) = named.find(|(_, text)| {
        let folded = fold(text);
        ISSUERS.iter().any(|opening| folded.starts_with(opening)) && text.len() < 200
    })?;
    Some((Cell::Text(text.clone()), (row, at)))
}
