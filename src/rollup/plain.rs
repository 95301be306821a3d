//! A list as rows and columns, for whatever an office goes on with: a spreadsheet, a text
//! for one, a table in Word.

use super::table::{Cell, Table, TableColumn};
use super::trace::Trace;
use super::{Place, Ranking};

/// Rows under headings, all as wide as these.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainTable {
    /// What it is called, and its sheet.
    pub title: String,
    /// The headings, the first of the rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the last rows sum the others up.
    pub under: usize,
    /// How wide each column is, in characters.
    pub widths: Vec<u16>,
}

/// What heads the first columns of the units' figures: by these the table is known again
/// where it lies among what units sent.
pub const LEADING: [&str; 3] = ["Mã đơn vị", "Đơn vị", "Tình trạng"];
/// The name of the row below the units that says how many of them state a figure.
pub const STATING: &str = "Số đơn vị có số liệu";

const CODE: u16 = 12;
const NAME: u16 = 36;
const NUMBER: u16 = 14;
const WORDS: u16 = 30;

/// A row below the units: its name, and its value for an indicator.
type Under = (&'static str, fn(&TableColumn) -> Cell);

const UNDER: [Under; 5] = [
    ("Tổng cộng", |column| column.total.clone()),
    (STATING, |column| {
        let (stating, asked) = column.of_units;
        Cell::Text(format!("{stating}/{asked}"))
    }),
    ("Cùng kỳ", |column| column.prior.clone()),
    ("Số đơn vị có cùng kỳ", |column| {
        let (stating, all) = column.prior_of_units;
        Cell::Text(format!("{stating}/{all}"))
    }),
    ("Tăng, giảm so với cùng kỳ (%)", |column| column.change.clone()),
];

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Unknown } else { Cell::Text(text.to_owned()) }
}

fn number(number: usize) -> Cell {
    Cell::Number((number as u64).into())
}

/// *Tổng số đoàn viên (đoàn viên)*
fn heading(column: &TableColumn) -> Cell {
    text(&match column.unit.as_str() {
        "" => column.title.clone(),
        unit => format!("{} ({unit})", column.title),
    })
}

impl Table {
    /// As rows: the units, and their totals below.
    pub fn plain(&self) -> PlainTable {
        let headings = self.columns.iter().map(heading);
        let mut rows = vec![LEADING.iter().map(|name| text(name)).chain(headings).collect()];
        rows.extend(self.units.iter().map(|unit| {
            let leading = [text(&unit.code), text(&unit.name), text(&unit.standing)];
            leading.into_iter().chain(unit.cells.iter().cloned()).collect()
        }));
        rows.extend(UNDER.iter().map(|(name, of)| {
            let leading = [Cell::Unknown, text(name), Cell::Unknown];
            leading.into_iter().chain(self.columns.iter().map(of)).collect()
        }));
        let numbers = self.columns.iter().map(|_| NUMBER);
        PlainTable {
            title: "Số liệu các đơn vị".to_owned(),
            rows,
            under: UNDER.len(),
            widths: [CODE, NAME, 18].into_iter().chain(numbers).collect(),
        }
    }
}

impl Ranking {
    /// As rows, a unit in each.
    pub fn plain(&self) -> PlainTable {
        let is_by_kind = self.places.iter().any(|place| place.among.is_some());
        let kind = |cell: Cell| is_by_kind.then_some(cell);
        let headings = [text("Hạng"), text("Mã đơn vị"), text("Đơn vị")].into_iter();
        let headings = headings.chain(kind(text("Loại hình")));
        let headings = headings.chain(self.criteria.iter().map(|title| text(title)));
        let behind = ["Tổng điểm", "Danh hiệu", "Ghi chú"].map(text);
        let mut rows: Vec<Vec<Cell>> = vec![headings.chain(behind).collect()];
        rows.extend(self.places.iter().map(|place| {
            let Place { among, rank, code, name, points, total, prize, note } = place;
            let leading = [rank.map_or(Cell::Unknown, number), text(code), text(name)];
            let leading = leading.into_iter().chain(kind(text(among.unwrap_or_default())));
            let behind = [total.clone(), text(prize.as_deref().unwrap_or_default()), text(note)];
            leading.chain(points.iter().cloned()).chain(behind).collect()
        }));
        let leading = [6, CODE, NAME].into_iter().chain(is_by_kind.then_some(16));
        let points = self.criteria.iter().map(|_| NUMBER);
        PlainTable {
            title: self.title.clone(),
            rows,
            under: 0,
            widths: leading.chain(points).chain([NUMBER, 20, WORDS]).collect(),
        }
    }
}

impl Trace {
    /// As rows, a unit in each.
    pub fn plain(&self) -> PlainTable {
        let mut rows = vec![["Mã", "Đơn vị", "Số liệu", "Ghi chú"].map(text).to_vec()];
        rows.extend(self.units.iter().map(|unit| {
            [&unit.code, &unit.name, &unit.stated, &unit.note].map(|cell| text(cell)).to_vec()
        }));
        let title = format!("{}: {}", self.title, self.total);
        PlainTable { title, rows, under: 0, widths: vec![CODE, NAME, 20, WORDS] }
    }
}
