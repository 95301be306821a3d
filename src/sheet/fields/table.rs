//! A sheet as a table of units.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::dossier::Kind as DossierKind;
use crate::source::{Entry, Node, NodeKind, Path, Style};
use crate::vietnamese::nfc;

use super::heading::{Head, Heading};
use super::names::{Field, Meaning, Named, Part};
use super::row::Row;
use super::slot::{Base, put};
use super::{Assigned, Fields, choices};
use crate::sheet::grid::{Cell, Grid};
use crate::sheet::heading::{fold, is_counter, is_timestamp};
use crate::sheet::no_unit::{is_group_row, is_total};
use crate::sheet::period;
use crate::sheet::remark::{Remark, Severity, Spot, letters};
use crate::sheet::workbook::PERIOD;

/// The units of one sheet. Only cells of known columns are kept.
#[derive(Debug)]
pub struct Table {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<UnitRow>,
    pub(super) base: Base,
    /// What the rows above the headings say of every unit.
    pub(super) period: Vec<(&'static str, String)>,
}

/// A column that fills a field.
#[derive(Debug)]
pub struct Column {
    /// Its place in the sheet.
    pub at: usize,
    pub field: Field,
    /// Where its values go in the base.
    pub slot: Path,
    /// What messages call it.
    pub title: String,
    /// Of a rate: which of the columns holds the denominator.
    pub whole: Option<usize>,
}

/// A row of the table.
#[derive(Debug)]
pub struct UnitRow {
    /// Its place in the sheet.
    pub at: usize,
    /// A cell for each column.
    pub cells: Box<[Cell]>,
}

/// What a workbook gives.
#[derive(Debug, Default)]
pub struct Opened {
    /// None where a remark is an error.
    pub rows: Vec<Row>,
    pub remarks: Vec<Remark>,
}

impl Fields {
    /// Finds the tables of a workbook. `only` names the sheet to read; else all
    /// that have headings are.
    pub fn open(&self, file: &str, grids: &[Grid], only: Option<&str>) -> Opened {
        let mut reader = Reader { fields: self, file, used: Vec::new(), remarks: Vec::new() };
        let wanted = |grid: &&Grid| only.is_none_or(|only| fold(only) == fold(&grid.name));
        let tables: Vec<Table> =
            grids.iter().filter(wanted).filter_map(|grid| reader.table(grid)).collect();
        if tables.is_empty() && reader.remarks.is_empty() {
            reader.no_table(grids, only);
        }
        reader.unused(&tables);
        let mut remarks = reader.remarks;
        remarks.sort();
        if remarks.iter().any(Remark::is_error) {
            return Opened { rows: Vec::new(), remarks };
        }
        let rows = |table: Table| {
            let table = Arc::new(table);
            (0..table.rows.len()).map(move |at| Row::new(Arc::clone(&table), at))
        };
        Opened { rows: tables.into_iter().flat_map(rows).collect(), remarks }
    }
}

struct Reader<'f> {
    fields: &'f Fields,
    file: &'f str,
    /// Which of the user's mappings met a column.
    used: Vec<usize>,
    remarks: Vec<Remark>,
}

/// What a column is found to be.
enum Found {
    Fills(Named),
    /// As the user said; or the number of the row, when a form was sent.
    Passed,
    Nothing,
}

impl Reader<'_> {
    fn remark(&mut self, grid: &Grid, cell: (usize, usize), severity: Severity, message: String) {
        let spot = Spot { cell: Some(cell), ..spot(self.file, sheet_name(grid)) };
        self.remarks.push(Remark { spot, severity, message });
    }

    fn table(&mut self, grid: &Grid) -> Option<Table> {
        let mapping = &self.fields.mapping;
        let known = |text: &str| {
            self.fields.names.knows(text)
                || mapping.iter().any(|one| fold(&one.heading) == fold(text))
        };
        let head = Head::find(grid, &known)?;
        let used = |at: usize| (head.rows.end..grid.height()).any(|r| !grid.cell(r, at).is_empty());
        let mut columns: Vec<Column> = Vec::new();
        for heading in &head.headings {
            let Found::Fills(Named { field, .. }) = self.find(grid, heading, used(heading.column))
            else {
                continue;
            };
            if let Some(twin) = columns.iter().find(|c| c.field.code() == field.code()) {
                let other = letters(twin.at);
                let message = format!(
                    "cột “{}” và cột {other} cùng ghi vào {}; giữ một, hoặc bỏ bớt: --column \"{}=\"",
                    heading.text,
                    field.code(),
                    letters(heading.column)
                );
                self.remark(grid, (heading.row, heading.column), Severity::Error, message);
                continue;
            }
            let title = heading.text.clone();
            columns.push(Column {
                at: heading.column,
                field,
                slot: Path::root(),
                title,
                whole: None,
            });
        }
        self.unheaded(grid, &head);
        self.pair(grid, &head, &mut columns);
        let mut base = Base::new(self.base(grid));
        let fields: Vec<&Field> = columns.iter().map(|column| &column.field).collect();
        let slots = base.places(&fields);
        columns.iter_mut().zip(slots).for_each(|(column, slot)| column.slot = slot);
        let rows = self.rows(grid, &head, &columns);
        let period = self.period(grid, &head);
        let (file, sheet) = (self.file.to_owned(), sheet_name(grid));
        Some(Table { file, sheet, columns, rows, base, period })
    }

    fn find(&mut self, grid: &Grid, heading: &Heading, used: bool) -> Found {
        let called = |one: &Assigned| {
            let named = [&heading.text, &heading.joined].into_iter().chain(&heading.code);
            one.heading == letters(heading.column)
                || named.into_iter().any(|text| fold(text) == fold(&one.heading))
        };
        if let Some(at) = self.fields.mapping.iter().position(called) {
            self.used.push(at);
            return self.fields.mapping[at].field.clone().map_or(Found::Passed, Found::Fills);
        }
        if is_counter(&heading.text) || is_timestamp(&heading.text) {
            return Found::Passed;
        }
        let names = &self.fields.names;
        // *Nữ* below *Đoàn viên* is another than *Nữ* alone.
        let texts = heading.code.iter().chain([&heading.joined, &heading.text]);
        let meanings: Vec<Meaning<'_>> = texts.map(|text| names.meaning(text)).collect();
        let mut near: Vec<&Named> = Vec::new();
        let mut several = None;
        for meaning in meanings {
            match meaning {
                Meaning::One(named) => return Found::Fills(named),
                Meaning::Several(all) => several = several.or(Some(choices(&all))),
                Meaning::Unknown(all) if !all.is_empty() => near = all,
                Meaning::Unknown(_) => {}
            }
        }
        let text = &heading.text;
        let place = (heading.row, heading.column);
        match several {
            Some(all) => {
                let message = format!(
                    "cột “{text}” có thể là {all}; ghi rõ, ví dụ: --column \"{text}=KHÓA\", để trống KHÓA thì bỏ qua cột"
                );
                self.remark(grid, place, Severity::Error, message);
            }
            None if used => {
                let message = match near.as_slice() {
                    [] => format!("cột “{text}” không có trong hồ sơ, không đọc"),
                    near => format!(
                        "cột “{text}” không có trong hồ sơ, không đọc. Có phải là {}?",
                        choices(near)
                    ),
                };
                self.remark(grid, place, Severity::Note, message);
            }
            None => {}
        }
        Found::Nothing
    }

    /// Columns with cells and without a heading.
    fn unheaded(&mut self, grid: &Grid, head: &Head) {
        let rows = head.rows.end..grid.height();
        let width = rows.clone().map(|row| grid.row(row).len()).max().unwrap_or(0);
        for at in (0..width).filter(|at| !head.headings.iter().any(|h| h.column == *at)) {
            if let Some(row) = rows.clone().find(|row| !grid.cell(*row, at).is_empty()) {
                let message = format!("cột {} không có tiêu đề, không đọc", letters(at));
                self.remark(grid, (row, at), Severity::Note, message);
            }
        }
    }

    /// Gives every rate its denominator.
    fn pair(&mut self, grid: &Grid, head: &Head, columns: &mut [Column]) {
        let figure = |column: &Column, part: Part| match &column.field {
            Field::Figure(figure, own) if *own == part => Some(figure.code.clone()),
            _ => None,
        };
        for at in 0..columns.len() {
            let Some(code) = figure(&columns[at], Part::Whole) else { continue };
            let own = |column: &&mut Column| figure(column, Part::Value).as_ref() == Some(&code);
            match columns.iter_mut().find(own) {
                Some(numerator) => numerator.whole = Some(at),
                None => {
                    let message =
                        format!("cột mẫu số “{}” không có cột tử số, không đọc", columns[at].title);
                    let place = (head.rows.end - 1, columns[at].at);
                    self.remark(grid, place, Severity::Note, message);
                }
            }
        }
    }

    /// The base; without one, a review of the workbook's units.
    fn base(&self, grid: &Grid) -> Node {
        self.fields.base.clone().unwrap_or_else(|| {
            let name = spot(self.file, sheet_name(grid)).to_string();
            let place = Place::cell(name, "");
            let node = |kind| Node { kind, place: place.clone() };
            let text = DossierKind::Review.word().to_owned();
            let value = node(NodeKind::Text { text, style: Style::Plain });
            let kind = Entry { key: "kind".to_owned(), key_place: place.clone(), value };
            node(NodeKind::Map(vec![kind]))
        })
    }

    fn rows(&mut self, grid: &Grid, head: &Head, columns: &[Column]) -> Vec<UnitRow> {
        let code = columns.iter().position(|c| c.field.code() == "organization.code");
        let id =
            code.or_else(|| columns.iter().position(|c| c.field.code() == "organization.name"));
        let counter = head.headings.iter().find(|h| is_counter(&h.text)).map(|h| h.column);
        let is_group = |row: usize| {
            counter.is_some_and(|at| is_group_row(grid, at, row, head.rows.end..grid.height()))
        };
        let mut rows = Vec::new();
        for row in head.rows.end..grid.height() {
            let Some(start) = grid.row(row).iter().position(|cell| !cell.is_empty()) else {
                continue;
            };
            let cells = columns.iter().map(|c| grid.cell(row, c.at).clone()).collect::<Box<[_]>>();
            let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            let coded = code.is_some_and(|at| !cells[at].is_empty());
            let labels = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_))).take(2);
            // Who has a code is a unit, whatever it is called.
            let label = labels.map(Cell::shown).find(|text| is_total(text) && !coded);
            if let Some(label) = label {
                let message = format!("hàng “{label}” là hàng cộng, không tính là đơn vị");
                self.remark(grid, (row, start), Severity::Note, message);
                continue;
            }
            if !coded && is_group(row) {
                // Its number stands before its name.
                let texts = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_)));
                let label = texts.take(2).last().map(Cell::shown).unwrap_or_default();
                let message = format!("hàng “{label}” là hàng nhóm, không tính là đơn vị");
                self.remark(grid, (row, start), Severity::Note, message);
                continue;
            }
            let named = id.is_some_and(|at| !cells[at].is_empty());
            let says = |cell: &&&Cell| matches!(cell, Cell::Number { .. } | Cell::Day(_));
            if !named && filled.iter().filter(says).count() == 0 && filled.len() < 3 {
                // Who made the table, when; the name of a group of units.
                let first = grid.cell(row, start).shown();
                let message = format!("hàng “{first}” không có mã đơn vị, không tính là đơn vị");
                self.remark(grid, (row, start), Severity::Note, message);
                continue;
            }
            rows.push(UnitRow { at: row, cells });
        }
        rows
    }

    /// The period that the rows above the headings name.
    fn period(&mut self, grid: &Grid, head: &Head) -> Vec<(&'static str, String)> {
        for row in 0..head.rows.start {
            for (at, cell) in grid.row(row).iter().enumerate() {
                let Cell::Text(text) = cell else { continue };
                let Some(words) = text.strip_prefix(PERIOD) else { continue };
                match period::parse_period(words.trim()) {
                    Ok(period) => {
                        let kind = period.r#type.map(|kind| kind.word().to_owned());
                        let year = period.year.map(|year| year.0.to_string());
                        let both = [("type", kind), ("year", year)];
                        return both.into_iter().filter_map(|(k, v)| Some((k, v?))).collect();
                    }
                    Err(error) => {
                        self.remark(grid, (row, at), Severity::Note, error.to_string());
                    }
                }
            }
        }
        Vec::new()
    }

    fn no_table(&mut self, grids: &[Grid], only: Option<&str>) {
        let names: Vec<String> = grids.iter().map(|grid| format!("“{}”", grid.name)).collect();
        let missing = only.filter(|only| !grids.iter().any(|g| fold(&g.name) == fold(only)));
        let message = match missing {
            Some(only) => format!("không có trang “{only}”; các trang: {}", names.join(", ")),
            None => {
                "không thấy hàng tiêu đề có ít nhất hai cột đã biết, ví dụ Mã đơn vị, Tên đơn vị"
                    .to_owned()
            }
        };
        self.remarks.push(Remark {
            spot: spot(self.file, None),
            severity: Severity::Error,
            message,
        });
    }

    /// A mapping that meets no column is a slip in a heading.
    fn unused(&mut self, tables: &[Table]) {
        if tables.is_empty() {
            return;
        }
        for (at, one) in self.fields.mapping.iter().enumerate() {
            if !self.used.contains(&at) {
                let message = format!("không có cột “{}” (--column)", one.heading);
                let spot = spot(self.file, None);
                self.remarks.push(Remark { spot, severity: Severity::Error, message });
            }
        }
    }
}

fn sheet_name(grid: &Grid) -> Option<String> {
    Some(nfc(&grid.name)).filter(|name| !name.is_empty())
}

fn spot(file: &str, sheet: Option<String>) -> Spot {
    Spot { file: file.to_owned(), sheet, cell: None }
}

/// Puts the period into a unit's tree; it stands in no cell of the row.
pub(super) fn put_period(table: &Table, tree: &mut Node) {
    for (key, text) in &table.period {
        let name = spot(&table.file, table.sheet.clone()).to_string();
        let place = Place::cell(name, format!("{PERIOD} {text}"));
        let kind = NodeKind::Text { text: text.clone(), style: Style::Plain };
        let path = Path::root().key("period").key(*key);
        put(tree, path.segments(), Node { kind, place });
    }
}
