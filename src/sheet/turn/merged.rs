//! Merged cells of a sheet: their places after it was rearranged.

use super::super::grid::{Area, Grid};
use super::Placed;

/// So many places are looked at; where there are more, all cells count as one.
const MOST: usize = 2_000_000;

/// The areas over cells of units' rows, from `first` on, that are one cell of the sheet
/// below its headings.
pub fn merged(grid: &Grid, below: usize, sheet: &[Vec<Placed>], first: usize) -> Vec<Area> {
    let rows = sheet.iter().enumerate().skip(first);
    let mut places: Vec<((usize, usize), (usize, usize))> = rows
        .flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(at, (_, origin))| (*origin, (row, at)))
        })
        .collect();
    places.sort_unstable();
    let (mut found, mut looked_at) = (Vec::new(), 0);
    for area in grid.merged().iter().filter(|area| area.top >= below) {
        let from = places.partition_point(|(origin, _)| origin.0 < area.top);
        let to = places.partition_point(|(origin, _)| origin.0 <= area.bottom);
        looked_at += to - from;
        if looked_at > MOST {
            let (bottom, right) = (sheet.len(), usize::MAX);
            return vec![Area { top: first, left: 0, bottom, right }];
        }
        let held = places[from..to].iter().filter(|((row, at), _)| area.holds(*row, *at));
        let held: Vec<(usize, usize)> = held.map(|(_, place)| *place).collect();
        let bound = |of: fn(&(usize, usize)) -> usize| {
            Some((held.iter().map(of).min()?, held.iter().map(of).max()?))
        };
        if let (Some((top, bottom)), Some((left, right))) =
            (bound(|place| place.0), bound(|place| place.1))
            && held.len() > 1
        {
            found.push(Area { top, left, bottom, right });
        }
    }
    found
}
