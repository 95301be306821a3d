//! A row of a table as a unit's dossier.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::dossier::{Period, ReportedYear};
use crate::rollup::period_words;
use crate::roster::Timespan;
use crate::source::{Node, NodeKind, Path, Style};
use crate::vietnamese::{PartialDate, nfc};

use super::cell;
use super::field::{Field, Part, Shape};
use super::slot::{clear, put};
use super::table::{Column, Table, UnitRow, put_period};
use crate::sheet::grade::{GRADED, is_grade, phrase, two_grades};
use crate::sheet::grid::Cell;
use crate::sheet::value::Taken;

/// A row and its table.
#[derive(Debug, Clone)]
pub struct Row {
    table: Arc<Table>,
    at: usize,
}

impl Row {
    pub(super) fn new(table: Arc<Table>, at: usize) -> Self {
        Row { table, at }
    }

    /// The workbook's path, as given.
    pub fn file(&self) -> &str {
        &self.table.spot.file
    }

    /// The row in short: `danh-sach.xlsx#Số liệu!14`, `danh-sach.csv#14`; the first
    /// cell of a unit that runs down the page, `#Số liệu!C4`.
    pub fn name(&self) -> String {
        let file = &self.table.spot.file;
        let row = match self.table.origins.are_others() {
            true => self.spot_of(0).address().unwrap_or_default(),
            false => (self.row().at + 1).to_string(),
        };
        match &self.table.spot.sheet {
            Some(sheet) => format!("{file}#{sheet}!{row}"),
            None => format!("{file}#{row}"),
        }
    }

    /// The row's text for a field by its key path, or for a figure by its code; `None` if it
    /// states none.
    pub fn text(&self, field: &str) -> Option<String> {
        let at = self.table.columns.iter().position(|c| c.field.code() == field)?;
        let taken = cell::text(Shape::Text, &self.row().cells[at]).ok()?;
        taken.value.map(|text| nfc(text.trim())).filter(|text| !text.is_empty())
    }

    /// Whether a column fills a field.
    pub fn has(&self, field: &str) -> bool {
        self.table.columns.iter().any(|c| c.field.code() == field)
    }

    /// Passes everything that the unit's dossier takes from the row to `take`, piece by
    /// piece: the field and the content of a cell.
    pub fn contents(&self, take: &mut dyn FnMut(&str, &str)) {
        for (key, text) in &self.table.period {
            take(&format!("period.{key}"), text);
        }
        for (_, why) in &self.row().refused {
            take("refused", &why.message);
        }
        for (text, _) in &self.table.times {
            take("time", text);
        }
        for (column, cell) in self.table.columns.iter().zip(&self.row().cells) {
            if let Some(unit) = column.scale.money.filter(|_| !cell.is_empty()) {
                take(&format!("{} money", column.field.code()), unit);
            }
            if column.scale.outsize(cell).is_some() {
                take(&format!("{} outsize", column.field.code()), "");
            }
            if column.scale.is_share && !cell.is_empty() {
                take(&format!("{} share", column.field.code()), "");
            }
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
            // 412 as a number differs from “412” as a text.
            take(&format!("{} {sort}", column.field.code()), &cell.shown());
        }
    }

    /// The unit's dossier: the row merged over the base. Unreadable or reinterpreted cells
    /// are reported.
    pub fn dossier(&self) -> (Node, Vec<Diagnostic>) {
        let table = &self.table;
        let row = self.row();
        let mut found = Vec::new();
        for (at, why) in &row.refused {
            let column = table.columns.iter().position(|column| column.at == *at);
            let place = self.place(*at, column.map_or(&Cell::Empty, |at| &row.cells[at]));
            found.push(why.clone().at(place).structural());
        }
        let tree = table.base.filled(|tree| {
            put_period(table, tree);
            for at in 0..table.columns.len() {
                self.put(tree, at, &mut found);
            }
            self.other_grades(tree, &mut found);
        });
        self.in_time(&tree, &mut found);
        (tree, found)
    }

    /// Reports a row's own period that the sheet's figures can't be of.
    fn in_time(&self, tree: &Node, found: &mut Vec<Diagnostic>) {
        let own = |key: &str| tree.get(&Path::root().key("period").key(key));
        let text = |key: &str| own(key).and_then(Node::text);
        let day = |key: &str| text(key).and_then(|text| PartialDate::parse(text).ok());
        let period = Period {
            r#type: text("type").and_then(|text| text.parse().ok()),
            year: text("year").and_then(|text| text.parse().ok()).map(ReportedYear::single),
            from: day("from"),
            to: day("to"),
            ..Period::default()
        };
        let named = ["year", "type", "from", "to"].into_iter().find_map(own);
        let other = self.table.times.iter().find(|(_, time)| !time.fits(&period));
        if let (Some((text, time)), Some(node)) = (other, named)
            && Timespan::of(&period).is_some()
        {
            let said = format!(
                "kỳ báo cáo là {}, mà biểu ghi {} (“{text}”)",
                period_words(&period),
                time.words()
            );
            let told = Diagnostic::error(Code::SHEET_PERIOD, said).at(node.place.clone());
            found.push(told.with_hint("sửa một trong hai chỗ").structural());
        }
    }

    /// The value of a column's cell; `None` if there is nothing to read.
    fn taken(&self, at: usize) -> Option<Result<Taken<Option<String>>, String>> {
        let (column, cells) = (&self.table.columns[at], &self.row().cells);
        let cell = &cells[at];
        let whole = column.whole.map_or(&Cell::Empty, |at| &cells[at]);
        if cell.is_empty() && whole.is_empty() {
            return None;
        }
        match &column.field {
            Field::Keys(_, kind) => Some(cell::text(*kind, cell)),
            // It is read together with its numerator.
            Field::Figure(_, Part::Whole | Part::OtherGrade) => None,
            Field::Figure(figure, Part::Grade) => {
                Some(cell::graded(&figure.asked(), &self.table.grades(), cell))
            }
            Field::Figure(figure, _) => {
                Some(cell::figure(&figure.asked(), column.scale, cell, whole))
            }
        }
    }

    fn put(&self, tree: &mut Node, at: usize, found: &mut Vec<Diagnostic>) {
        let (column, cells) = (&self.table.columns[at], &self.row().cells);
        let whole = column.whole.map_or(&Cell::Empty, |at| &cells[at]);
        let is_refused = self.row().refused.iter().any(|(place, _)| *place == column.at);
        let Some(taken) = self.taken(at).filter(|_| !is_refused) else { return };
        let cell = if cells[at].is_empty() { whole } else { &cells[at] };
        let place = || self.place(column.at, cell);
        let says = |diagnostic: Diagnostic| diagnostic.at(place()).with_path(&column.slot);
        match taken {
            Ok(Taken { value, note }) => {
                match value {
                    Some(text) => {
                        put(tree, column.slot.segments(), value_node(column, &text, &place()));
                    }
                    // A value not known yet must not be taken from the base.
                    None => clear(tree, &column.slot),
                }
                let said = note.map(|note| format!("{}: {note}", column.title));
                found.extend(said.map(|said| says(Diagnostic::note(Code::SHEET_UNDERSTOOD, said))));
            }
            Err(why) => {
                // One cell may fill several fields, and is reported once.
                let first = self.table.columns.iter().position(|other| other.at == column.at);
                if first == Some(at) {
                    let said = format!("{}: {why}", column.title);
                    let code = match column.is(Part::Grade) {
                        true => Code::SHEET_GRADE,
                        false => Code::UNREADABLE_CELL,
                    };
                    found.push(says(Diagnostic::error(code, said)).structural());
                }
            }
        }
    }

    /// A unit with one grade stated in its own column has none of the others.
    fn other_grades(&self, tree: &mut Node, found: &mut Vec<Diagnostic>) {
        let columns = &self.table.columns;
        if !columns.iter().any(|column| column.is(Part::OtherGrade)) {
            return;
        }
        let is_own = |at: &usize| {
            let is_grade = matches!(&columns[*at].field, Field::Figure(figure, Part::Value)
                if is_grade(&figure.asked()));
            is_grade
                && matches!(self.taken(*at), Some(Ok(Taken { value: Some(text), .. })) if text == GRADED)
        };
        let own: Vec<usize> = (0..columns.len()).filter(is_own).collect();
        let Some(first) = own.first() else { return };
        let place = |at: usize| self.place(columns[at].at, &self.row().cells[at]);
        if let Some(second) = own.get(1) {
            let told = two_grades().at(place(*second)).structural();
            return found.push(told.with_path(&columns[*second].slot));
        }
        for (at, column) in columns.iter().enumerate() {
            let is_open = column.is(Part::OtherGrade)
                || self.row().cells[at].is_empty()
                    && matches!(&column.field, Field::Figure(figure, Part::Value)
                        if is_grade(&figure.asked()));
            if is_open {
                let value = value_node(column, &phrase(false), &place(*first));
                put(tree, column.slot.segments(), value);
            }
        }
    }

    /// A cell as a source of its own, since there is no text around it to show.
    fn place(&self, column: usize, cell: &Cell) -> Place {
        let text = match cell {
            Cell::Text(text) => text.clone(),
            cell => cell.shown(),
        };
        Place::cell(self.spot_of(column), text)
    }

    /// Where the cell of a column stands in the sheet.
    fn spot_of(&self, column: usize) -> Spot {
        self.table.spot.at(self.table.origins.of(self.row().at, column))
    }

    /// The cell of this row at a place: `C14`.
    pub fn cell_of(&self, place: &Place) -> Option<String> {
        let is_own = |spot: &&Spot| match self.table.origins.are_others() {
            true => self.table.columns.iter().any(|column| self.spot_of(column.at) == **spot),
            false => spot.is_beside(&self.spot_of(0)),
        };
        place.spot().filter(is_own).and_then(Spot::address)
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
        Field::Keys(_, Shape::Texts) => {
            let items = text.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty());
            Node { kind: NodeKind::List(items.map(node).collect()), place: place.clone() }
        }
        _ => node(text),
    }
}
