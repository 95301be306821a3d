//! A sheet as a table of units.

use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic, Place, Spot, letters};
use crate::dossier::{Kind as DossierKind, Period};
use crate::source::{Entry, Node, NodeKind, Path, Style};
use crate::vietnamese::nfc;

use super::heading::{Heading, headings};
use super::names::{CodedFigure, Field, Meaning, Named, Part};
use super::row::Row;
use super::slot::{Base, put};
use super::{Assigned, Fields, choices};
use crate::sheet::columns::{Asked, Column as Known};
use crate::sheet::grid::{Cell, Grid};
use crate::sheet::head::{self, Head, WIDEST};
use crate::sheet::heading::{fold, is_counter, is_timestamp};
use crate::sheet::layout::Layout;
use crate::sheet::mention::Time;
use crate::sheet::no_unit::{is_group_row, is_total};
use crate::sheet::read::{no_table, no_unit, passed_over};
use crate::sheet::survey::{self, Scale, Survey, Unreadable};
use crate::sheet::workbook::PERIOD;

/// The units of one sheet. Only cells of known columns are kept.
#[derive(Debug)]
pub struct Table {
    /// The sheet that it is.
    pub(super) spot: Spot,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<UnitRow>,
    pub(super) base: Base,
    /// What the rows above the headings say of every unit.
    pub(super) period: Vec<(&'static str, String)>,
    /// The times that the sheet says of its figures, where each row has a period of
    /// its own.
    pub(super) times: Vec<(String, Time)>,
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
    /// How its numbers are to be taken.
    pub scale: Scale,
}

/// A row of the table.
#[derive(Debug)]
pub struct UnitRow {
    /// Its place in the sheet.
    pub at: usize,
    /// A cell for each column.
    pub cells: Box<[Cell]>,
    /// Cells that can't be read whatever they hold, by their columns in the
    /// sheet, and why.
    pub refused: Vec<(usize, Diagnostic)>,
}

impl Table {
    /// The indicators of all grades that one of its columns may say.
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

/// What a workbook gives.
#[derive(Debug, Default)]
pub struct Opened {
    /// None where a finding is an error.
    pub rows: Vec<Row>,
    /// What there is to say of its cells and headings.
    pub findings: Vec<Diagnostic>,
}

impl Fields {
    /// Finds the tables of a workbook. `only` names the sheet to read; else all
    /// that have headings are.
    pub fn open(&self, file: &str, grids: &[Grid], only: Option<&str>) -> Opened {
        let mut reader = Reader { fields: self, file, used: Vec::new(), findings: Vec::new() };
        let wanted = |grid: &&Grid| only.is_none_or(|only| fold(only) == fold(&grid.name));
        let mut without = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        for grid in grids.iter().filter(wanted) {
            match reader.table(grid) {
                Some(table) => tables.push(table),
                None => without.extend(no_table(file, grid)),
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
    /// Which of the user's mappings met a column.
    used: Vec<usize>,
    findings: Vec<Diagnostic>,
}

/// Where the headings of a table are, and what they say.
struct TableHead {
    rows: std::ops::Range<usize>,
    headings: Vec<Heading>,
}

/// A heading that means a field.
struct Meant<'h> {
    heading: &'h Heading,
    field: Field,
    title: String,
    /// Whether the user said so, and knows what its heading says.
    is_said: bool,
}

/// What a column is found to be.
enum Found {
    /// The field, and what messages call the column.
    Fills(Field, String),
    /// The unit's grade, which fills the indicators of all grades.
    Grades,
    /// As the user said; or the number of the row, when a form was sent.
    Passed,
    Nothing,
}

impl Reader<'_> {
    fn tell(&mut self, grid: &Grid, cell: (usize, usize), found: Diagnostic) {
        let spot = spot(self.file, grid).at(cell);
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
        Some(Table { spot: spot(self.file, grid), columns, rows, base, period, times })
    }

    /// What each heading means.
    fn meant<'h>(
        &mut self,
        grid: &Grid,
        head: &'h TableHead,
        layout: &Layout<'_>,
    ) -> Vec<Meant<'h>> {
        let used = |at: usize| (head.rows.end..grid.height()).any(|r| !grid.cell(r, at).is_empty());
        let mut meant = Vec::new();
        for heading in &head.headings {
            let said = self.used.len();
            let found = self.find(grid, heading, used(heading.column), layout);
            let is_said = self.used.len() > said;
            let mut mean = |field, title| meant.push(Meant { heading, field, title, is_said });
            match found {
                Found::Fills(field, title) => mean(field, title),
                Found::Grades => {
                    for figure in self.fields.names.grades() {
                        mean(Field::Figure(figure, Part::Grade), heading.text.clone());
                    }
                }
                Found::Passed | Found::Nothing => {}
            }
        }
        meant
    }

    /// The columns that are read: those whose figures are of the period, and each
    /// but once.
    fn of_period<'a>(
        &mut self,
        survey: &mut Survey<'_, 'a>,
        known: &[Known<'a>],
        meant: Vec<Meant<'_>>,
        period: Option<&Period>,
    ) -> Vec<Column> {
        let grid = survey.grid;
        let mut columns: Vec<Column> = Vec::new();
        let mut passed: Vec<(Meant<'_>, String)> = Vec::new();
        for one in meant {
            let own = known.iter().find(|known| Some(**known) == one.field.column());
            let other = own.filter(|_| !one.is_said).and_then(|own| {
                let headed = survey.layout.headed_as(grid, known, one.heading.column, *own);
                headed.other_than(period)
            });
            if let Some(of) = other {
                passed.push((one, of));
                continue;
            }
            let Meant { heading, field, title, .. } = one;
            if let Some(twin) = columns.iter().find(|c| c.field.code() == field.code()) {
                let other = letters(twin.at);
                let (text, code) = (&heading.text, field.code());
                let message = format!("cột “{text}” và cột {other} cùng ghi vào {code}");
                let own = letters(heading.column);
                let hint = format!("giữ một, hoặc bỏ bớt: --column \"{own}=\"");
                let found = Diagnostic::error(Code::SHEET_COLUMN_TWICE, message).with_hint(hint);
                self.tell(grid, (heading.row, heading.column), found);
                continue;
            }
            let at = heading.column;
            let (slot, whole, scale) = (Path::root(), None, Scale::default());
            columns.push(Column { at, field, slot, title, whole, scale });
        }
        for (Meant { heading, field, title, .. }, of) in passed {
            if survey.is_filled(heading.column) {
                let is_replaced = columns.iter().any(|c| c.field.code() == field.code());
                let found = passed_over(&title, &of, is_replaced);
                survey.tell((heading.row, heading.column), found);
            }
        }
        self.with_other_grades(columns)
    }

    /// Where units say their grade in columns of some grades, the others are what
    /// those say.
    fn with_other_grades(&self, mut columns: Vec<Column>) -> Vec<Column> {
        let grades = self.fields.names.grades();
        let is_grade = |column: &&Column| {
            let own = |figure: &Arc<CodedFigure>| figure.code == column.field.code();
            column.is(Part::Value) && grades.iter().any(own)
        };
        let Some(at) = columns.iter().find(is_grade).map(|column| column.at) else {
            return columns;
        };
        for figure in grades {
            if !columns.iter().any(|column| column.field.code() == figure.code) {
                let (title, slot) = (figure.asked().title().to_owned(), Path::root());
                let field = Field::Figure(figure, Part::OtherGrade);
                let (whole, scale) = (None, Scale::default());
                columns.push(Column { at, field, slot, title, whole, scale });
            }
        }
        columns
    }

    /// Finds out how the numbers of columns are to be taken.
    fn scale<'a>(
        &mut self,
        survey: &mut Survey<'_, 'a>,
        known: &[Known<'a>],
        columns: &mut [Column],
    ) {
        let find = |field: &Field| known.iter().find(|known| Some(**known) == field.column());
        let read = columns.iter().filter_map(|column| Some((column.at, *find(&column.field)?)));
        survey.layout.columns = read.collect();
        let amounts = columns.iter().filter_map(|column| {
            let asked = column.field.amount()?;
            let own = known.iter().find_map(|known| match known {
                Known::Figure(own) if *own == asked => Some(*own),
                _ => None,
            });
            Some((column.at, own?))
        });
        let amounts: Vec<_> = amounts.collect();
        survey.measure(&amounts);
        columns.iter_mut().for_each(|column| column.scale = survey.scale(column.at));
    }

    fn find(&mut self, grid: &Grid, heading: &Heading, used: bool, layout: &Layout<'_>) -> Found {
        let called = |one: &Assigned| {
            let named = [&heading.text, &heading.joined].into_iter().chain(&heading.code);
            one.heading == letters(heading.column)
                || named.into_iter().any(|text| fold(text) == fold(&one.heading))
        };
        if let Some(at) = self.fields.mapping.iter().position(called) {
            self.used.push(at);
            let said = self.fields.mapping[at].field.clone();
            return said
                .map_or(Found::Passed, |named| Found::Fills(named.field, heading.text.clone()));
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
                Meaning::One(named) => {
                    return Found::Fills(named.field, heading.text.clone());
                }
                Meaning::Several(all) => several = several.or(Some(choices(&all))),
                Meaning::Unknown(all) if !all.is_empty() => near = all,
                Meaning::Unknown(_) => {}
            }
        }
        if several.is_none()
            && let Some(found) = self.by_layout(heading, layout)
        {
            return found;
        }
        let text = &heading.text;
        let place = (heading.row, heading.column);
        match several {
            Some(all) => {
                let message = format!("cột “{text}” có thể là {all}");
                let found = Diagnostic::error(Code::SHEET_HEADING, message).with_hint(format!(
                    "ghi rõ, ví dụ: --column \"{text}=KHÓA\", để trống KHÓA thì bỏ qua cột"
                ));
                self.tell(grid, place, found);
            }
            None if used => {
                let message = match near.as_slice() {
                    [] => format!("cột “{text}” không có trong hồ sơ, không đọc"),
                    near => format!(
                        "cột “{text}” không có trong hồ sơ, không đọc. Có phải là {}?",
                        choices(near)
                    ),
                };
                self.tell(grid, place, Diagnostic::note(Code::SHEET_UNKNOWN_COLUMN, message));
            }
            None => {}
        }
        Found::Nothing
    }

    /// What a heading means among words of time, of measure and the like.
    fn by_layout(&self, heading: &Heading, layout: &Layout<'_>) -> Option<Found> {
        let headed = layout.headed.iter().find(|headed| headed.at == heading.column)?;
        let Some(code) = Field::code_of(&headed.column) else { return Some(Found::Grades) };
        match self.fields.names.meaning(&code) {
            Meaning::One(named) => Some(Found::Fills(named.field, headed.column.title())),
            Meaning::Several(_) | Meaning::Unknown(_) => None,
        }
    }

    /// Columns with cells and without a heading.
    fn unheaded(&mut self, grid: &Grid, head: &TableHead) {
        let rows = head.rows.end..grid.height();
        let width = rows.clone().map(|row| grid.row(row).len()).max().unwrap_or(0).min(WIDEST);
        for at in (0..width).filter(|at| !head.headings.iter().any(|h| h.column == *at)) {
            if let Some(row) = rows.clone().find(|row| !grid.cell(*row, at).is_empty()) {
                self.tell(grid, (row, at), survey::unheaded(at));
            }
        }
    }

    /// Gives every rate its denominator.
    fn pair(&mut self, grid: &Grid, head: &TableHead, columns: &mut [Column]) {
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
                    self.tell(grid, place, Diagnostic::note(Code::SHEET_OTHER_FIGURES, message));
                }
            }
        }
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

    fn rows(
        &mut self,
        survey: &mut Survey<'_, '_>,
        head: &TableHead,
        columns: &[Column],
    ) -> Vec<UnitRow> {
        let grid = survey.grid;
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
            match survey.repeats_headings(row) {
                Ok(true) => continue,
                Ok(false) => {}
                Err(Unreadable) => break,
            }
            let cells = columns.iter().map(|c| grid.cell(row, c.at).clone()).collect::<Box<[_]>>();
            let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            let coded = code.is_some_and(|at| !cells[at].is_empty());
            let labels = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_))).take(2);
            // Who has a code is a unit, whatever it is called.
            let label = labels.map(Cell::shown).find(|text| is_total(text) && !coded);
            if let Some(label) = label {
                self.tell(grid, (row, start), no_unit(&label, "cộng"));
                continue;
            }
            if !coded && is_group(row) {
                // Its number stands before its name.
                let texts = grid.row(row).iter().filter(|cell| matches!(cell, Cell::Text(_)));
                let label = texts.take(2).last().map(Cell::shown).unwrap_or_default();
                self.tell(grid, (row, start), no_unit(&label, "nhóm"));
                continue;
            }
            let named = id.is_some_and(|at| !cells[at].is_empty());
            let says = |cell: &&&Cell| matches!(cell, Cell::Number { .. } | Cell::Day(_));
            if !named && filled.iter().filter(says).count() == 0 && filled.len() < 3 {
                // Who made the table, when; the name of a group of units.
                let first = grid.cell(row, start).shown();
                let message = format!("hàng “{first}” không có mã đơn vị, không tính là đơn vị");
                self.tell(grid, (row, start), Diagnostic::note(Code::SHEET_NO_UNIT, message));
                continue;
            }
            let merged = columns.iter().filter(|column| column.field.amount().is_some());
            let merged = merged.filter_map(|column| {
                Some((column.at, survey.why_merged(&column.title, row, column.at)?))
            });
            let torn = survey.why_torn(row).map(|why| (start, why));
            let refused = merged.chain(torn).collect();
            rows.push(UnitRow { at: row, cells, refused });
        }
        rows
    }

    /// The period that the sheet names, where its rows don't name one each. Days
    /// and years above a table without figures may be of anything.
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

    /// Tells of the whole workbook.
    fn tell_all(&mut self, found: Diagnostic) {
        self.findings.push(found.at(Place::cell(Spot::of_file(self.file), "")));
    }

    /// A mapping that meets no column is a slip in a heading.
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

/// Whether rows name a period each.
fn names_period(meant: &[Meant<'_>]) -> bool {
    let keys = ["period.type", "period.year", "period.from", "period.to"];
    meant.iter().any(|one| keys.contains(&one.field.code().as_str()))
}

/// A period as a dossier has it.
fn stated(period: &Period) -> Vec<(&'static str, String)> {
    let kind = period.r#type.map(|kind| kind.word().to_owned());
    let year = period.year.map(|year| year.first.to_string());
    [("type", kind), ("year", year)].into_iter().filter_map(|(k, v)| Some((k, v?))).collect()
}

/// Puts the period into a unit's tree; it stands in no cell of the row.
pub(super) fn put_period(table: &Table, tree: &mut Node) {
    for (key, text) in &table.period {
        let place = Place::cell(table.spot.clone(), format!("{PERIOD} {text}"));
        let kind = NodeKind::Text { text: text.clone(), style: Style::Plain };
        let path = Path::root().key("period").key(*key);
        put(tree, path.segments(), Node { kind, place });
    }
}
