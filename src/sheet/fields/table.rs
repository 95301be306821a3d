//! A sheet as a table of units.

mod columns;
mod rows;

use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic, Place, Spot};
use crate::dossier::{Kind as DossierKind, Period};
use crate::source::{Entry, Node, NodeKind, Path, Style};
use crate::vietnamese::nfc;

use super::Fields;
use super::field::{Field, Part};
use super::heading::{Heading, headings};
use super::names::Meaning;
use super::row::Row;
use super::slot::{Base, put};
use crate::sheet::columns::{Asked, Column as Known};
use crate::sheet::grid::{Cell, Grid, Origins};
use crate::sheet::head::{self, Head};
use crate::sheet::heading::fold;
use crate::sheet::layout::Layout;
use crate::sheet::mention::Time;
use crate::sheet::read::no_table;
use crate::sheet::survey::{Scale, Survey};
use crate::sheet::turn::{LaidOut, laid_out};
use crate::sheet::workbook::PERIOD;

use columns::{Meant, names_period};

/// The units of one sheet, with the cells of known columns only.
#[derive(Debug)]
pub struct Table {
    /// The sheet.
    pub(super) spot: Spot,
    /// Where its cells stand in it.
    pub(super) origins: Origins,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<UnitRow>,
    pub(super) base: Base,
    /// The period of every unit, from the rows above the headings.
    pub(super) period: Vec<(&'static str, String)>,
    /// The times that the sheet states for its figures, if each row has a period of its own.
    pub(super) times: Vec<(String, Time)>,
}

/// A column that fills a field.
#[derive(Debug)]
pub struct Column {
    /// Its index in the sheet.
    pub at: usize,
    pub field: Field,
    /// The path of its values in the base.
    pub slot: Path,
    /// Its name in messages.
    pub title: String,
    /// For a rate, the index of the column with the denominator.
    pub whole: Option<usize>,
    /// The scale of its numbers.
    pub scale: Scale,
}

/// A row of the table.
#[derive(Debug)]
pub struct UnitRow {
    /// Its index in the sheet.
    pub at: usize,
    /// One cell for each column.
    pub cells: Box<[Cell]>,
    /// Cells that can't be used whatever they contain, by their columns in the sheet, with
    /// the reason.
    pub refused: Vec<(usize, Diagnostic)>,
}

impl Table {
    /// The indicators of all grades that one of its columns may state.
    pub(super) fn grades(&self) -> Vec<Asked<'_>> {
        let grades = self.columns.iter().filter_map(|column| match &column.field {
            Field::Figure(figure, Part::Grade) => Some(figure.asked()),
            _ => None,
        });
        grades.collect()
    }
}

impl Column {
    pub fn is(&self, part: Part) -> bool {
        matches!(self.field, Field::Figure(_, own) if own == part)
    }
}

/// The contents of a workbook.
#[derive(Debug, Default)]
pub struct Opened {
    /// Empty if a finding is an error.
    pub rows: Vec<Row>,
    /// The findings about its cells and headings.
    pub findings: Vec<Diagnostic>,
}

impl Fields {
    /// Finds the tables of a workbook. `only` names the sheet to read; else all sheets with
    /// headings are read.
    pub fn open(&self, file: &str, grids: &[Grid], only: Option<&str>) -> Opened {
        let mut reader = Reader { fields: self, file, used: Vec::new(), findings: Vec::new() };
        let wanted = |grid: &&Grid| only.is_none_or(|only| fold(only) == fold(&grid.name));
        let mut without = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        let known = self.names.columns();
        for grid in grids.iter().filter(wanted) {
            match laid_out(file, grid, &known) {
                LaidOut::Down(turned, passed) => {
                    reader.findings.extend(passed);
                    tables.extend(reader.table(&turned));
                }
                LaidOut::Unclear(found) | LaidOut::OwnTable(found) => reader.findings.push(found),
                LaidOut::Across(_) => match reader.table(grid) {
                    Some(table) => tables.push(table),
                    None => without.extend(no_table(file, grid)),
                },
            }
        }
        if !tables.is_empty() {
            reader.findings.append(&mut without);
        }
        if tables.is_empty() && reader.findings.is_empty() {
            reader.no_table(grids, only);
        }
        reader.unused(&tables);
        let mut findings = reader.findings;
        diagnostic::sort(&mut findings);
        if findings.iter().any(Diagnostic::is_error) {
            return Opened { rows: Vec::new(), findings };
        }
        let rows = |table: Table| {
            let table = Arc::new(table);
            (0..table.rows.len()).map(move |at| Row::new(Arc::clone(&table), at))
        };
        Opened { rows: tables.into_iter().flat_map(rows).collect(), findings }
    }
}

struct Reader<'f> {
    fields: &'f Fields,
    file: &'f str,
    /// The user's mappings that matched a column.
    used: Vec<usize>,
    findings: Vec<Diagnostic>,
}

/// The position and the contents of a table's headings.
struct TableHead {
    rows: std::ops::Range<usize>,
    headings: Vec<Heading>,
}

impl Reader<'_> {
    fn tell(&mut self, grid: &Grid, cell: (usize, usize), found: Diagnostic) {
        let spot = spot(self.file, grid).at(grid.origin(cell.0, cell.1));
        let place = Place::cell(spot, grid.cell(cell.0, cell.1).shown());
        self.findings.push(found.at(place));
    }

    fn table(&mut self, grid: &Grid) -> Option<Table> {
        let mapping = &self.fields.mapping;
        let known = |cell: &Cell| {
            let is_own = |text| mapping.iter().any(|one| fold(&one.heading) == fold(text));
            head::text(cell).is_some_and(|text| self.fields.names.knows(text) || is_own(text))
        };
        let says_whose = |cell: &Cell| match head::text(cell) {
            Some(text) => match self.fields.names.meaning(text) {
                Meaning::One(named) => {
                    matches!(named.field.column(), Some(Known::Code | Known::Name))
                }
                Meaning::Several(_) | Meaning::Unknown(_) => false,
            },
            None => false,
        };
        let rows = Head::find(grid, &known, &says_whose)?.rows;
        let head = TableHead { headings: headings(grid, &rows), rows };
        let fields = self.fields;
        let known = fields.names.columns();
        let layout = Layout::over(grid, &known, head.rows.clone());
        let meant = self.meant(grid, &head, &layout);
        let mut survey = Survey::new(self.file, grid, fields.period.as_ref(), layout);
        let own_periods = names_period(&meant);
        let period = self.period(&mut survey, &meant);
        let has_figures = meant.iter().any(|one| one.field.amount().is_some());
        let times = match own_periods && has_figures && fields.is_review {
            true => survey.times(),
            false => Vec::new(),
        };
        let wanted = period.as_ref().or(fields.period.as_ref());
        let mut columns = self.of_period(&mut survey, &known, meant, wanted);
        self.unheaded(grid, &head);
        self.pair(grid, &head, &mut columns);
        self.scale(&mut survey, &known, &mut columns);
        let mut base = Base::new(self.base(grid));
        let slots = base.places(&columns.iter().map(|column| &column.field).collect::<Vec<_>>());
        columns.iter_mut().zip(slots).for_each(|(column, slot)| column.slot = slot);
        let rows = self.rows(&mut survey, &head, &columns);
        self.findings.append(&mut survey.findings);
        let period = period.filter(|_| fields.period.is_none());
        let period = period.map(|period| stated(&period)).unwrap_or_default();
        let origins = grid.origins().clone();
        Some(Table { spot: spot(self.file, grid), origins, columns, rows, base, period, times })
    }

    /// The base; without one, a review of the workbook's units.
    fn base(&self, grid: &Grid) -> Node {
        self.fields.base.clone().unwrap_or_else(|| {
            let place = Place::cell(spot(self.file, grid), "");
            let node = |kind| Node { kind, place: place.clone() };
            let text = DossierKind::Review.word().to_owned();
            let value = node(NodeKind::Text { text, style: Style::Plain });
            let kind = Entry { key: "kind".to_owned(), key_place: place.clone(), value };
            node(NodeKind::Map(vec![kind]))
        })
    }

    /// Adds the period stated by the sheet, unless each row names one. Dates and years above
    /// a table without figures may be about anything.
    fn period(&mut self, survey: &mut Survey<'_, '_>, meant: &[Meant<'_>]) -> Option<Period> {
        let has_figures = meant.iter().any(|one| one.field.amount().is_some());
        if !self.fields.is_review || names_period(meant) {
            return None;
        }
        let found = match has_figures {
            true => survey.period(),
            false => survey.stated().map(|stated| stated.map(|(_, period)| period)),
        };
        found.ok().flatten()
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
        self.tell_all(Diagnostic::error(Code::SHEET_TABLE, message));
    }

    /// Adds a finding about the whole workbook.
    fn tell_all(&mut self, found: Diagnostic) {
        self.findings.push(found.at(Place::cell(Spot::of_file(self.file), "")));
    }

    /// Reports mappings that matched no column, probably from a misspelt heading.
    fn unused(&mut self, tables: &[Table]) {
        if tables.is_empty() {
            return;
        }
        for (at, one) in self.fields.mapping.iter().enumerate() {
            if !self.used.contains(&at) {
                let message = format!("không có cột “{}” (--column)", one.heading);
                self.tell_all(Diagnostic::error(Code::SHEET_MAPPING, message));
            }
        }
    }
}

fn spot(file: &str, grid: &Grid) -> Spot {
    Spot::of_sheet(file, &nfc(&grid.name))
}

/// A period as fields of a dossier.
fn stated(period: &Period) -> Vec<(&'static str, String)> {
    let kind = period.r#type.map(|kind| kind.word().to_owned());
    let year = period.year.map(|year| year.first.to_string());
    [("type", kind), ("year", year)].into_iter().filter_map(|(k, v)| Some((k, v?))).collect()
}

/// Puts the period into a unit's tree; it isn't in a cell of the row.
pub(super) fn put_period(table: &Table, tree: &mut Node) {
    for (key, text) in &table.period {
        let place = Place::cell(table.spot.clone(), format!("{PERIOD} {text}"));
        let kind = NodeKind::Text { text: text.clone(), style: Style::Plain };
        let path = Path::root().key("period").key(*key);
        put(tree, path.segments(), Node { kind, place });
    }
}
