//! A list of the office's as a Word file: what it is called, and a table.

use crate::error::Error;
use crate::regime::Measures;
use crate::tree::{
    Block, Cell, Change, Column, Down, Row, RowKind, Side, Table, Text, Tree, Twips,
};
use crate::tree::{Piece, Words};
use crate::vietnamese::Day;

use super::properties::Facts;
use super::text_width;

/// Writes rows under headings, the first of them. `widths` are the columns', in
/// characters; the table takes the width of the text.
pub fn write_table(
    title: &str,
    rows: &[Vec<String>],
    widths: &[u16],
    measures: &Measures,
) -> Result<Vec<u8>, Error> {
    let room = text_width(measures, false).0;
    let all = widths.iter().map(|width| i32::from(*width)).sum::<i32>().max(1);
    let columns = widths.iter().enumerate().map(|(at, width)| Column {
        width: Twips(room * i32::from(*width) / all),
        side: side(rows, at),
    });
    let heading = Words { text: title.to_owned(), strong: true, ..Words::default() };
    let table = Table {
        columns: columns.collect(),
        row_height: None,
        letters: None,
        rows: rows.iter().enumerate().map(|(at, cells)| row(at, cells)).collect(),
    };
    let tree = Tree {
        title: title.to_owned(),
        author: String::new(),
        blocks: vec![Block::Paragraph(Text(vec![Piece::Words(heading)])), Block::Table(table)],
        annexes: Vec::new(),
        ballots: None,
        lost: Vec::new(),
    };
    let facts = Facts::of_no_paper(Day::new(2000, 1, 1));
    Ok(super::write(&tree, measures, &facts)?.bytes)
}

/// Amounts stand digit under digit.
fn side(rows: &[Vec<String>], at: usize) -> Side {
    let cells = rows.iter().skip(1).filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
    let mut are_numbers = None;
    for cell in cells {
        let is_number = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        are_numbers = Some(are_numbers.unwrap_or(true) && is_number);
    }
    if are_numbers == Some(true) { Side::Right } else { Side::Left }
}

fn row(at: usize, cells: &[String]) -> Row {
    let cell = |text: &String| Cell {
        over: 1,
        down: Down::OneRow,
        text: if text.is_empty() { Text::default() } else { Text::from(text.as_str()) },
    };
    Row {
        kind: if at == 0 { RowKind::Head } else { RowKind::Whole },
        change: Change::None,
        cells: cells.iter().map(cell).collect(),
    }
}
