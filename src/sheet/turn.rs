//! Transposed tables: indicators below one another, and beside them the figures of one unit
//! (cùng kỳ, kế hoạch, thực hiện), or a column for each unit. They are rearranged to a row
//! for each unit, with the original positions of cells, and then read like any other.

mod merged;
mod whose;

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::rollup::{LEADING, STATING};
use crate::vietnamese::fold;

use super::columns::Column;
use super::grid::{Cell, Grid};
use super::head::{WIDEST, is_numbering, text, tiers_above};
use super::heading::{Nature, Parts, is_counter};
use super::layout::{Layout, Namer};
use super::measure;
use super::no_unit::is_below;
use merged::merged;
use whose::Owner;

/// How a sheet is to be read.
pub enum LaidOut<'a> {
    /// Its indicators run down the page: the table that it was laid out as, and the
    /// columns that aren't read.
    Down(Grid, Vec<Diagnostic>),
    /// They do, and it isn't clear whose figures these are, or which.
    Unclear(Diagnostic),
    /// It is what a roll-up wrote for the office, and no unit's: that it isn't read.
    OwnTable(Diagnostic),
    /// As it stands, where its headings are found.
    Across(Option<Layout<'a>>),
}

/// Finds out how a sheet of `file` is to be read; the same for whatever it is read.
pub fn laid_out<'a>(file: &str, grid: &Grid, known: &[Column<'a>]) -> LaidOut<'a> {
    if is_own_table(grid) {
        let message = "là bảng số liệu các đơn vị do lệnh tổng hợp ghi ra, không đọc";
        let found = Diagnostic::note(Code::SHEET_OWN_TABLE, message);
        return LaidOut::OwnTable(found.at(Place::cell(Spot::of_sheet(file, &grid.name), "")));
    }
    let layout = Layout::find(grid, known);
    let beside = layout.as_ref().map_or(0, figures_of_units);
    let down = if beside > FEW { None } else { turned(grid, known, beside) };
    let place = |cell| Place::cell(Spot::new(file, &grid.name, cell), "");
    match down {
        Some(Turned::Table(turned, passed)) => {
            let passed = passed.into_iter().map(|(row, at)| {
                let message = format!("cột “{}” không đọc", grid.cell(row, at).shown());
                Diagnostic::note(Code::SHEET_UNKNOWN_COLUMN, message).at(place((row, at)))
            });
            LaidOut::Down(turned, passed.collect())
        }
        Some(Turned::Unclear(cell, why)) => {
            let message = format!("biểu ghi chỉ tiêu theo hàng dọc, {why}");
            let hint = "ghi dòng “Đơn vị: …” phía trên bảng, tiêu đề “Thực hiện” trên cột số";
            let found = Diagnostic::error(Code::SHEET_DOWN_THE_PAGE, message).with_hint(hint);
            LaidOut::Unclear(found.at(place(cell)))
        }
        None => LaidOut::Across(layout),
    }
}

/// Whether a sheet is the table of all units that a roll-up writes.
fn is_own_table(grid: &Grid) -> bool {
    let says = |row: usize, at: usize, words: &str| text(grid.cell(row, at)) == Some(words);
    let is_headed = LEADING.iter().enumerate().all(|(at, name)| says(0, at, name));
    is_headed && (1..grid.height()).any(|row| says(row, 1, STATING))
}

/// Up to this many adjacent figures may have headings by coincidence.
const FEW: usize = 2;

/// The number of figures in a table with a row for each unit.
fn figures_of_units(layout: &Layout<'_>) -> usize {
    let place = |column| layout.place(column).is_some();
    match place(Column::Code) || place(Column::Name) {
        true => layout.headed.iter().filter(|h| matches!(h.column, Column::Figure(_))).count(),
        false => 0,
    }
}

/// The result of rearranging a transposed sheet.
enum Turned {
    /// The rearranged table, and the columns of the sheet that aren't read, with their
    /// heading rows.
    Table(Grid, Vec<(usize, usize)>),
    /// The owner of the figures is unclear: the position, and what is missing.
    Unclear((usize, usize), &'static str),
}

/// The number of rows and columns searched for indicators.
const ROWS: usize = 1_000;
const COLUMNS: usize = 4;

/// Rearranges a sheet; `None` if its indicators don't run down it, or no more do than the
/// `beside` ones in a row.
fn turned(grid: &Grid, known: &[Column<'_>], beside: usize) -> Option<Turned> {
    let namer = Namer::of(known);
    let names = (0..COLUMNS).filter_map(|at| Names::of(grid, &namer, at));
    let names = names.max_by_key(|names| (names.indicators, COLUMNS - names.at))?;
    (names.indicators > beside).then(|| Down::of(grid, names).turned())
}

/// The column with the names of indicators.
struct Names {
    at: usize,
    rows: Vec<Name>,
    /// The number of rows that name an indicator of the catalogue.
    indicators: usize,
}

/// A row with a name.
struct Name {
    row: usize,
    /// The name in the form of a heading.
    heading: String,
    names: Named,
}

#[derive(Clone, Copy, PartialEq)]
enum Named {
    Indicator,
    /// The units' codes or names.
    Units,
    Nothing,
}

impl Names {
    fn of(grid: &Grid, namer: &Namer<'_>, at: usize) -> Option<Names> {
        const FEWEST: usize = 2;
        let mut rows: Vec<Name> = Vec::new();
        let mut met: Vec<Column<'_>> = Vec::new();
        let mut above: Option<String> = None;
        // Where what stands below the table begins, unless more indicators follow.
        let mut below: Option<usize> = None;
        for row in 0..ROWS.min(grid.height()) {
            let Some(typed) = text(grid.cell(row, at)) else { continue };
            let typed = typed.trim_start_matches(['-', '+', '–', '*', ' ']).to_owned();
            let own = namer.column(&typed);
            let found = own.or_else(|| namer.part(above.as_deref()?, &typed));
            let (heading, names) = match found {
                Some(column @ Column::Figure(_)) => {
                    if !met.contains(&column) {
                        met.push(column);
                    }
                    let heading = if own.is_some() { typed } else { column.title() };
                    above = if own.is_some() { Some(heading.clone()) } else { above };
                    below = None;
                    (heading, Named::Indicator)
                }
                Some(column @ (Column::Code | Column::Name)) if !is_short(&typed) => {
                    (column.title(), Named::Units)
                }
                _ => {
                    if is_below(&typed) && !met.is_empty() {
                        below = below.or(Some(rows.len()));
                    }
                    (typed, Named::Nothing)
                }
            };
            rows.push(Name { row, heading, names });
        }
        rows.truncate(below.unwrap_or(rows.len()));
        let indicators = met.len();
        (indicators >= FEWEST).then_some(Names { at, rows, indicators })
    }

    fn have_units(&self) -> bool {
        self.rows.iter().any(|name| name.names == Named::Units)
    }
}

/// *Đơn vị* heads many things, and *Tên đơn vị: …* is a separate line.
fn is_short(text: &str) -> bool {
    text.contains(':') || matches!(fold(text).as_str(), "đơn vị" | "mã" | "mã số")
}

/// A transposed sheet.
struct Down<'g> {
    grid: &'g Grid,
    names: Names,
    /// The heading rows; empty if there are none.
    heads: std::ops::Range<usize>,
    /// The column of units of measure, by its heading.
    measures: Option<usize>,
}

/// The column whose heading, or whose cell beside the units' codes, introduces units of
/// measure.
fn measures(grid: &Grid, names: &Names, heads: std::ops::Range<usize>) -> Option<usize> {
    let units = names.rows.iter().filter(|name| name.names == Named::Units);
    let rows: Vec<usize> = heads.chain(units.map(|name| name.row)).take(ROWS).collect();
    let introduces = |at: usize| {
        let cells = rows.iter().map(|row| grid.cell(*row, at));
        cells.filter_map(text).any(measure::introduces)
    };
    (names.at + 1..WIDEST).find(|at| introduces(*at))
}

/// A column of figures.
struct Figures {
    at: usize,
    heading: String,
}

impl<'g> Down<'g> {
    fn of(grid: &'g Grid, mut names: Names) -> Self {
        const TALLEST: usize = 4;
        let at = names.at;
        let is_named = |name: &&Name| name.names != Named::Nothing;
        let first = names.rows.iter().find(is_named).map_or(0, |name| name.row);
        let is_head = |row: &usize| {
            let label = text(grid.cell(*row, at)).filter(|label| !label.contains(':'));
            let is_words = |at: usize| text(grid.cell(*row, at)).is_some();
            let headed = (at + 1..grid.row(*row).len()).any(is_words);
            label.is_some() && headed && !is_numbering(grid.row(*row))
        };
        let heads = match (0..first).rev().take(TALLEST).find(is_head) {
            Some(head) => tiers_above(grid, head)..head + 1,
            None => first..first,
        };
        let says = |row: usize| grid.row(row).iter().skip(at + 1).any(|cell| !cell.is_empty());
        names.rows.retain(|Name { row, .. }| {
            *row >= heads.end && says(*row) && !is_numbering(grid.row(*row))
        });
        let measures = measures(grid, &names, heads.clone());
        Down { grid, names, heads, measures }
    }

    fn turned(self) -> Turned {
        let (mut figures, mut units, mut passed) = (Vec::new(), Vec::new(), Vec::new());
        let width = self.grid.row(self.heads.start).len().max(self.width());
        for at in (self.names.at + 1)..width.min(WIDEST) {
            let heading = self.heading(at);
            match self.role(at, &heading) {
                Role::Figures => figures.push(Figures { at, heading }),
                Role::Unit => units.push(Figures { at, heading }),
                Role::Passed => passed.push((self.heads.end.saturating_sub(1), at)),
                Role::Nothing => {}
            }
        }
        if figures.is_empty() && !units.is_empty() {
            return Turned::Table(self.of_units(&units), passed);
        }
        passed.extend(units.iter().map(|unit| (self.heads.end.saturating_sub(1), unit.at)));
        let first = self.names.rows.first().map_or(0, |name| name.row);
        if figures.is_empty() {
            return Turned::Unclear((first, self.names.at), "không thấy cột số thực hiện");
        }
        match Owner::of(self.grid, first, self.end()) {
            Some(owner) => Turned::Table(self.of_one(&owner, &figures), passed),
            None => Turned::Unclear((first, self.names.at), "không thấy tên đơn vị"),
        }
    }

    fn width(&self) -> usize {
        self.names.rows.iter().map(|name| self.grid.row(name.row).len()).max().unwrap_or(0)
    }

    /// The first row after the last indicator.
    fn end(&self) -> usize {
        self.names.rows.last().map_or(self.heads.end, |name| name.row + 1)
    }

    /// The headings of a column, from the highest row to the lowest.
    fn heading(&self, at: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        for row in self.heads.clone() {
            let (top, left) = self.grid.anchor(row, at).unwrap_or((row, at));
            let said = self.grid.cell(top, left).shown();
            if !said.is_empty() && !parts.contains(&said) {
                parts.push(said);
            }
        }
        parts.join(" ")
    }

    fn role(&self, at: usize, heading: &str) -> Role {
        let cells = || self.names.rows.iter().map(|name| self.grid.cell(name.row, at));
        let filled = || cells().filter(|cell| !cell.is_empty());
        let folded = fold(heading);
        let says_measure = |text: &str| measure::is_unit(text) || measure::introduces(text);
        let is_measure = || {
            Some(at) == self.measures || filled().all(|cell| text(cell).is_some_and(says_measure))
        };
        match () {
            () if filled().next().is_none() || is_counter(heading) => Role::Nothing,
            () if measure::introduces(heading) || is_measure() => Role::Nothing,
            () if ["ghi chú", "mã", "diễn giải", "nguồn"].iter().any(|w| folded.starts_with(w)) => {
                Role::Passed
            }
            () if Parts::of(heading).nature() == Nature::Compared => Role::Passed,
            () if self.names.have_units() => Role::Unit,
            () if is_plain(&folded) || Parts::of(heading).is_bare() => Role::Figures,
            () => Role::Unit,
        }
    }

    /// The unit of measure that stands beside an indicator: whatever the column for it
    /// says, else the first that is known for one.
    fn unit(&self, name: &Name) -> String {
        let row = name.row;
        let known = name.names == Named::Indicator;
        let own = self.measures.filter(|_| known).and_then(|at| text(self.grid.cell(row, at)));
        if let Some(unit) = own.filter(|unit| !measure::introduces(unit)) {
            return format!(" ({unit})");
        }
        let beside =
            (self.names.at + 1..self.grid.row(row).len()).map(|at| self.grid.cell(row, at));
        let unit = beside.filter_map(text).find(|text| measure::is_unit(text));
        unit.map(|unit| format!(" ({unit})")).unwrap_or_default()
    }

    /// The table of one unit: a column for each figure, headed by its indicator and the
    /// original heading.
    fn of_one(&self, owner: &Owner, figures: &[Figures]) -> Grid {
        let mut sheet = self.frame();
        let mut rows: [Vec<Placed>; 3] = Default::default();
        for (title, said) in
            [(Column::Code.title(), &owner.code), (Column::Name.title(), &owner.name)]
        {
            let Some((cell, at)) = said else { continue };
            rows[0].push((Cell::Text(title), *at));
            rows[1].push((Cell::Empty, *at));
            rows[2].push((cell.clone(), *at));
        }
        let head = self.heads.end.saturating_sub(1);
        for named in &self.names.rows {
            let Name { row, heading: name, .. } = named;
            for Figures { at, heading } in figures {
                let cell = self.grid.cell(*row, *at).clone();
                if cell.is_empty() && self.grid.anchor(*row, *at).is_none() {
                    continue;
                }
                let heading = if is_plain(&fold(heading)) { "" } else { heading };
                let lower =
                    if heading.is_empty() { Cell::Empty } else { Cell::Text(heading.to_owned()) };
                rows[0].push((
                    Cell::Text(format!("{name}{}", self.unit(named))),
                    (*row, self.names.at),
                ));
                rows[1].push((lower, (head, *at)));
                rows[2].push((cell, (*row, *at)));
            }
        }
        let [upper, lower, unit] = rows;
        sheet.push(upper);
        if lower.iter().any(|(cell, _)| !cell.is_empty()) {
            sheet.push(lower);
        }
        let first = sheet.len();
        sheet.push(unit);
        self.placed(sheet, first)
    }

    /// The sheet as it was laid out, with its merged cells; units' rows begin at `first`.
    fn placed(&self, sheet: Vec<Vec<Placed>>, first: usize) -> Grid {
        let merged = merged(self.grid, self.heads.end, &sheet, first);
        Grid::placed(self.grid.name.clone(), sheet).with_merged(merged)
    }

    /// The table of units with a column each.
    fn of_units(&self, units: &[Figures]) -> Grid {
        let mut sheet = self.frame();
        let head = self.heads.end.saturating_sub(1);
        let mut headings: Vec<Placed> = Vec::new();
        if !self.names.have_units() {
            headings.push((Cell::Text(Column::Name.title()), (head, self.names.at)));
        }
        for name in &self.names.rows {
            let heading = format!("{}{}", name.heading, self.unit(name));
            headings.push((Cell::Text(heading), (name.row, self.names.at)));
        }
        sheet.push(headings);
        let first = sheet.len();
        for Figures { at, heading } in units {
            let mut cells: Vec<Placed> = Vec::new();
            if !self.names.have_units() {
                cells.push((Cell::Text(heading.clone()), (head, *at)));
            }
            let own = self.names.rows.iter().map(|name| (name.row, *at));
            cells.extend(own.map(|place| (self.grid.cell(place.0, place.1).clone(), place)));
            sheet.push(cells);
        }
        self.placed(sheet, first)
    }

    /// The text above and below the table, all of it placed above: it states the period and
    /// the units of measure, but no figures.
    fn frame(&self) -> Vec<Vec<Placed>> {
        const BELOW: usize = 12;
        let below = self.end()..self.grid.height().min(self.end() + BELOW);
        let mut sheet: Vec<Vec<Placed>> = Vec::new();
        for row in (0..self.heads.start).chain(below) {
            let cells = self.grid.row(row).iter().enumerate();
            sheet.push(cells.map(|(at, cell)| (cell.clone(), (row, at))).collect());
        }
        // An empty row, so that no text is taken for a heading.
        sheet.push(Vec::new());
        sheet
    }
}

/// A cell and its original position.
type Placed = (Cell, (usize, usize));

enum Role {
    /// One unit's figures, of one time or another.
    Figures,
    /// The figures of the unit named by its heading.
    Unit,
    /// Filled, but not read.
    Passed,
    Nothing,
}

/// Headings that only state that there are figures.
fn is_plain(folded: &str) -> bool {
    matches!(
        folded,
        "" | "giá trị" | "tổng số" | "số" | "số lượng" | "số liệu" | "kết quả" | "nội dung trả lời"
    )
}
