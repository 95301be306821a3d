//! A row of a table as a unit's dossier.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Node, NodeKind, Style};
use crate::vietnamese::nfc;

use super::names::{Field, Kind, Part};
use super::slot::{clear, put};
use super::table::{Column, Table, UnitRow, put_period};
use super::{UNREADABLE, cell};
use crate::sheet::grid::Cell;
use crate::sheet::remark::{Spot, letters};
use crate::sheet::value::Taken;

/// A row, with the table that it stands in.
#[derive(Debug, Clone)]
pub struct Row {
    table: Arc<Table>,
    at: usize,
}

impl Row {
    pub(super) fn new(table: Arc<Table>, at: usize) -> Self {
        Row { table, at }
    }

    /// The workbook, as it was given.
    pub fn file(&self) -> &str {
        &self.table.file
    }

    /// The row in short: `danh-sach.xlsx#Số liệu!14`, `danh-sach.csv#14`.
    pub fn name(&self) -> String {
        let (file, row) = (&self.table.file, self.row().at + 1);
        match &self.table.sheet {
            Some(sheet) => format!("{file}#{sheet}!{row}"),
            None => format!("{file}#{row}"),
        }
    }

    /// What the row says of a field by its key path, or of a figure by its
    /// code; none where it says nothing.
    pub fn text(&self, field: &str) -> Option<String> {
        let at = self.table.columns.iter().position(|c| c.field.code() == field)?;
        let taken = cell::text(Kind::Text, &self.row().cells[at]).ok()?;
        taken.value.map(|text| nfc(text.trim())).filter(|text| !text.is_empty())
    }

    /// Whether a column fills a field.
    pub fn has(&self, field: &str) -> bool {
        self.table.columns.iter().any(|c| c.field.code() == field)
    }

    /// All that the unit's dossier takes from the row, piece by piece: what a
    /// cell fills, and what it holds.
    pub fn contents(&self, take: &mut dyn FnMut(&str, &str)) {
        for (key, text) in &self.table.period {
            take(&format!("period.{key}"), text);
        }
        for (column, cell) in self.table.columns.iter().zip(&self.row().cells) {
            let sort = match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    take(&column.field.code(), text);
                    continue;
                }
                Cell::Number { .. } => "number",
                Cell::Day(_) => "day",
                Cell::Bool(_) => "bool",
                Cell::Fault(_) => "fault",
                Cell::Struck(_) => "struck",
            };
            // 412 as a number isn't “412” as a text.
            take(&format!("{} {sort}", column.field.code()), &cell.shown());
        }
    }

    /// The unit's dossier: what the row says, laid over the base. What can't be
    /// read, or not as it stands, is told with its cell.
    pub fn dossier(&self) -> (Node, Vec<Diagnostic>) {
        let table = &self.table;
        let mut found = Vec::new();
        let tree = table.base.filled(|tree| {
            put_period(table, tree);
            for (at, column) in table.columns.iter().enumerate() {
                self.put(tree, column, &self.row().cells[at], &mut found);
            }
        });
        (tree, found)
    }

    fn put(&self, tree: &mut Node, column: &Column, cell: &Cell, found: &mut Vec<Diagnostic>) {
        let cells = &self.row().cells;
        let whole = column.whole.map_or(&Cell::Empty, |at| &cells[at]);
        if cell.is_empty() && whole.is_empty() {
            return;
        }
        let taken = match &column.field {
            Field::Keys(_, kind) => cell::text(*kind, cell),
            // Its numerator takes it along.
            Field::Figure(_, Part::Whole) => return,
            Field::Figure(figure, _) => cell::figure(&figure.asked(), cell, whole),
        };
        let place = || self.place(column.at, if cell.is_empty() { whole } else { cell });
        let says = |diagnostic: Diagnostic| diagnostic.at(place()).with_path(&column.slot);
        match taken {
            Ok(Taken { value, note }) => {
                match value {
                    Some(text) => {
                        put(tree, column.slot.segments(), value_node(column, &text, &place()));
                    }
                    // What a cell says isn't known yet isn't what the base has.
                    None => clear(tree, &column.slot),
                }
                let said = note.map(|note| format!("{}: {note}", column.title));
                found.extend(said.map(|said| says(Diagnostic::note(UNREADABLE, said))));
            }
            Err(why) => {
                let said = format!("{}: {why}", column.title);
                found.push(says(Diagnostic::error(UNREADABLE, said)).structural());
            }
        }
    }

    /// A cell as a source of its own: there is no text around it to point into.
    fn place(&self, column: usize, cell: &Cell) -> Place {
        let text = match cell {
            Cell::Text(text) => text.clone(),
            cell => cell.shown(),
        };
        let spot = Spot {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
            cell: Some((self.row().at, column)),
        };
        Place::cell(spot.to_string(), text)
    }

    /// The cell of this row that a source stands for: `C14`.
    pub fn cell_of(&self, source: &str) -> Option<String> {
        let columns = self.table.columns.iter().map(|column| (self.row().at, column.at));
        let spot = |cell| Spot {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
            cell: Some(cell),
        };
        let own = columns.into_iter().find(|cell| spot(*cell).to_string() == source)?;
        Some(format!("{}{}", letters(own.1), own.0 + 1))
    }

    fn row(&self) -> &UnitRow {
        &self.table.rows[self.at]
    }
}

fn value_node(column: &Column, text: &str, place: &Place) -> Node {
    let node = |text: &str| {
        let kind = NodeKind::Text { text: text.to_owned(), style: Style::Plain };
        Node { kind, place: place.clone() }
    };
    match column.field {
        Field::Keys(_, Kind::Texts) => {
            let items = text.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty());
            Node { kind: NodeKind::List(items.map(node).collect()), place: place.clone() }
        }
        _ => node(text),
    }
}
