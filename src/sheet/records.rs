//! Sheets whose rows are records: a roster's units, a catalogue's indicators. Rows become
//! nodes like those of a YAML file, each value with its cell as place, so that both are read
//! and checked by the same code.

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::dossier::Titles;
use crate::source::{Entry, Node, NodeKind, Path, Style};

use super::grid::{Cell, Grid};
use super::head::Head;
use super::heading::{Heading, fold, is_counter};
use super::no_unit::is_total;
use super::value;

/// A field of a record.
pub struct Field {
    /// The key in a YAML file, which is also accepted as heading.
    pub key: &'static str,
    pub content: Content,
    /// Further headings beside the title in the schema.
    pub also: &'static [&'static str],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Text,
    Day,
    /// Words separated by commas or semicolons.
    Words,
}

/// The expected fields of a sheet.
pub struct Form<'f> {
    /// The first one identifies the record: a row without it is not a record.
    pub fields: &'f [Field],
    pub titles: &'f Titles,
}

/// A record: the value of its first field, and the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub id: String,
    pub node: Node,
}

/// The contents of a file's sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    pub records: Vec<Record>,
    pub findings: Vec<Diagnostic>,
    /// The rows above the headings.
    pub above: Vec<(Spot, Cell)>,
}

/// Reads all sheets with such records; `None` if there is no such sheet.
pub fn records(file: &str, grids: &[Grid], form: &Form<'_>) -> Option<Records> {
    let mut out = Records::default();
    let mut met = false;
    for grid in grids {
        let titles: Vec<Vec<String>> = form.fields.iter().map(|field| form.titles(field)).collect();
        let field = |cell: &Cell| {
            let Cell::Text(text) = cell else { return None };
            let heading = Heading::of(text);
            titles.iter().position(|titles| titles.iter().any(|title| heading.is(title)))
        };
        let known = |cell: &Cell| field(cell).is_some();
        let says_whose = |cell: &Cell| field(cell).is_some_and(|at| at < 2);
        let Some(head) = Head::find(grid, &known, &says_whose) else { continue };
        met = true;
        let columns = grid.row(head.naming).iter().map(field).collect();
        Sheet { file, grid, form, head, columns, out: &mut out }.read();
    }
    met.then_some(out)
}

impl Form<'_> {
    /// The accepted headings of a field's column, folded.
    fn titles(&self, field: &Field) -> Vec<String> {
        let own = self.titles.title(&Path::root().key(field.key));
        let also = field.also.iter().copied();
        own.into_iter().chain([field.key]).chain(also).map(fold).collect()
    }
}

struct Sheet<'s> {
    file: &'s str,
    grid: &'s Grid,
    form: &'s Form<'s>,
    head: Head,
    /// The field of each column, by index.
    columns: Vec<Option<usize>>,
    out: &'s mut Records,
}

impl Sheet<'_> {
    fn read(&mut self) {
        let grid = self.grid;
        for row in 0..self.head.naming {
            for (at, cell) in grid.row(row).iter().enumerate().filter(|(_, c)| !c.is_empty()) {
                let spot = self.spot((row, at));
                self.out.above.push((spot, cell.clone()));
            }
        }
        self.headings();
        // One more than is allowed, so that the caller can report the excess.
        const MOST: usize = 50_001;
        for row in self.head.rows.end..grid.height() {
            if self.out.records.len() >= MOST || self.out.findings.len() >= MOST {
                break;
            }
            self.row(row);
        }
    }

    fn spot(&self, cell: (usize, usize)) -> Spot {
        Spot::new(self.file, &self.grid.name, cell)
    }

    fn place(&self, cell: (usize, usize)) -> Place {
        Place::cell(self.spot(cell), self.grid.cell(cell.0, cell.1).shown())
    }

    fn tell(&mut self, finding: Diagnostic, cell: (usize, usize)) {
        let place = self.place(cell);
        self.out.findings.push(finding.at(place));
    }

    /// Reports repeated columns, and filled ones that are unknown.
    fn headings(&mut self) {
        for at in 0..self.grid.row(self.head.naming).len() {
            let cell = (self.head.naming, at);
            let heading = self.grid.cell(cell.0, cell.1).shown();
            match self.columns[at] {
                Some(field) if self.columns[..at].contains(&Some(field)) => {
                    let message = format!("Cột “{heading}” có hai lần");
                    let twice = Diagnostic::error(Code::SHEET_COLUMN_TWICE, message);
                    self.tell(twice.with_hint("giữ một"), cell);
                    self.columns[at] = None;
                }
                None if !heading.is_empty() && !is_counter(&heading) => {
                    let filled = |row| !self.grid.cell(row, at).is_empty();
                    if (self.head.rows.end..self.grid.height()).any(filled) {
                        let unread = format!("Cột “{heading}” không đọc");
                        self.tell(Diagnostic::note(Code::SHEET_UNKNOWN_COLUMN, unread), cell);
                    }
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, row: usize) {
        let grid = self.grid;
        let filled: Vec<(usize, usize)> = (0..grid.row(row).len().min(self.columns.len()))
            .filter(|at| !grid.cell(row, *at).is_empty())
            .filter_map(|at| Some((at, self.columns[at]?)))
            .collect();
        let Some((start, _)) = filled.first().copied() else { return };
        let id = filled.iter().find(|(_, field)| *field == 0);
        let id = id.map(|(at, _)| grid.cell(row, *at).shown());
        let shown = grid.cell(row, start).shown();
        if is_total(&shown) {
            return;
        }
        // A heading between rows, or the author of the list.
        if id.is_none() && filled.len() == 1 {
            let message = format!("“{shown}” không có mã, không đọc");
            return self.tell(Diagnostic::note(Code::SHEET_NO_UNIT, message), (row, start));
        }
        let mut entries = Vec::new();
        for (at, field) in filled {
            let place = self.place((row, at));
            let field = &self.form.fields[field];
            let kind = self.kind((row, at), field.content);
            entries.push(Entry {
                key: field.key.to_owned(),
                key_place: place.clone(),
                value: Node { kind, place },
            });
        }
        let node = Node { kind: NodeKind::Map(entries), place: self.place((row, start)) };
        self.out.records.push(Record { id: id.unwrap_or_default(), node });
    }

    fn kind(&mut self, at: (usize, usize), content: Content) -> NodeKind {
        let cell = self.grid.cell(at.0, at.1);
        match content {
            _ if matches!(cell, Cell::Struck(_)) => {
                let message = format!("“{}” bị gạch ngang", cell.shown());
                let struck = Diagnostic::error(Code::UNREADABLE_CELL, message);
                self.tell(struck.with_hint("xóa ô, hoặc bỏ gạch"), at);
                NodeKind::Null
            }
            Content::Text => text(cell.shown()),
            Content::Words => {
                let shown = cell.shown();
                let words = shown.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
                let place = self.place(at);
                let node = |word: &str| Node { kind: text(word.to_owned()), place: place.clone() };
                NodeKind::List(words.map(node).collect())
            }
            Content::Day => match value::day(cell) {
                Ok(day) => {
                    if let Some(note) = day.note {
                        let note = format!("Ngày {note}");
                        let note = Diagnostic::note(Code::SHEET_UNDERSTOOD, note);
                        self.tell(note, at);
                    }
                    day.value.map_or(NodeKind::Null, |day| text(day.typed()))
                }
                // An invalid date is refused when the record is read.
                Err(_) => text(cell.shown()),
            },
        }
    }
}

fn text(text: String) -> NodeKind {
    NodeKind::Text { text, style: Style::Plain }
}
