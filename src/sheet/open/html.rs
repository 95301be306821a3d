//! Web pages that are called `.xls`: what portals hand out, and what Excel saves as
//! one. All tables of a page stand on one sheet, one under the other, as Excel shows
//! them.
//!
//! Pages are rarely well-formed XML, so that tags are looked for and nothing else is
//! asked of the text: an end that is missing costs nothing, a table within a cell is
//! text of that cell.

mod tags;

use std::collections::HashMap;

use super::super::grid::{Area, Cell, Grid};
use super::Refusal;
use super::filling::{Filling, Room, text};
use tags::{Piece, Pieces, Tag, unescape};

/// Rows and columns that one cell may reach over.
const FARTHEST: usize = 1_000;
/// More merged cells no sheet has that people fill in.
const MOST_MERGED: usize = 20_000;

/// The sheet of a page; an error where the page has no table.
pub fn read(page: &str) -> Result<Vec<Grid>, Refusal> {
    let mut room = Room::new();
    let mut sheet = Sheet {
        filling: Filling::new(&mut room)?,
        merged: Vec::new(),
        taken: HashMap::new(),
        row: 0,
        column: 0,
        open: None,
        depth: 0,
        tables: 0,
        is_begun: false,
    };
    for piece in (Pieces { rest: page }) {
        match piece {
            Piece::Text(words) => {
                if let Some(cell) = &mut sheet.open {
                    cell.take(words);
                }
            }
            Piece::Tag(tag) => sheet.tag(&tag)?,
        }
    }
    sheet.close()?;
    match sheet.tables {
        0 => Err(Refusal::Other("trang web không có bảng")),
        _ => Ok(vec![sheet.filling.done("Trang web".to_owned()).with_merged(sheet.merged)]),
    }
}

struct Sheet<'r> {
    filling: Filling<'r>,
    merged: Vec<Area>,
    /// Columns that a cell from above reaches into, and down to which row.
    taken: HashMap<usize, usize>,
    row: usize,
    column: usize,
    /// The cell that hasn't ended.
    open: Option<Open>,
    /// How many tables are open within one another.
    depth: usize,
    /// How many there are beside one another.
    tables: usize,
    /// Whether the table has a row.
    is_begun: bool,
}

impl Sheet<'_> {
    fn tag(&mut self, tag: &Tag) -> Result<(), Refusal> {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => {
                self.depth += 1;
                self.tables += usize::from(self.depth == 1);
                if self.depth == 1 && self.is_begun {
                    // So that nothing of one table passes for a heading of the next.
                    self.row += 1;
                    self.is_begun = false;
                }
            }
            ("table", true) => {
                if self.depth == 1 {
                    self.close()?;
                    self.next_row();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            ("tr", is_end) if self.depth == 1 => {
                self.close()?;
                self.next_row();
                self.is_begun |= !is_end;
            }
            ("td" | "th", is_end) if self.depth == 1 => {
                self.close()?;
                self.open = (!is_end).then(|| Open::of(tag));
            }
            (name, is_end) => {
                if let Some(cell) = &mut self.open {
                    cell.tag(name, is_end, tag);
                }
            }
        }
        Ok(())
    }

    fn next_row(&mut self) {
        if self.column > 0 {
            self.row += 1;
            self.column = 0;
        }
    }

    /// Puts the cell that ends into its place.
    fn close(&mut self) -> Result<(), Refusal> {
        let Some(open) = self.open.take() else { return Ok(()) };
        while self.taken.get(&self.column).is_some_and(|bottom| *bottom >= self.row) {
            self.column += 1;
        }
        let (rows, columns) = (open.rows, open.columns);
        let area = Area {
            top: self.row,
            left: self.column,
            bottom: self.row + rows - 1,
            right: self.column + columns - 1,
        };
        self.filling.put(self.row, self.column, open.cell())?;
        if (rows > 1 || columns > 1) && self.merged.len() < MOST_MERGED {
            self.merged.push(area);
        }
        if rows > 1 {
            (area.left..=area.right).for_each(|at| {
                self.taken.insert(at, area.bottom);
            });
        }
        self.column += columns;
        Ok(())
    }
}

/// A cell that hasn't ended.
#[derive(Default)]
struct Open {
    rows: usize,
    columns: usize,
    /// The number that Excel keeps beside what the cell shows.
    number: Option<f64>,
    percent: bool,
    text: String,
    struck: String,
    /// Whether all of it is struck through.
    is_struck: bool,
    /// The tags that are open and strike through, and those that raise.
    striking: Vec<String>,
    raising: usize,
    /// Within `<script>` or `<style>`.
    is_code: bool,
}

impl Open {
    fn of(tag: &Tag) -> Self {
        let reach = |name: &str| {
            let reach = tag.value(name).and_then(|value| value.trim().parse().ok());
            reach.unwrap_or(1).clamp(1, FARTHEST)
        };
        let number = tag.value("x:num").and_then(|value| value.trim().parse::<f64>().ok());
        let style = tag.value("style").unwrap_or_default().to_lowercase();
        Open {
            rows: reach("rowspan"),
            columns: reach("colspan"),
            number: number.filter(|number| number.is_finite()),
            percent: style.contains("percent") || style.contains("%'") || style.contains("0%"),
            is_struck: style.contains("line-through"),
            ..Open::default()
        }
    }

    fn take(&mut self, words: &str) {
        if self.is_code {
            return;
        }
        let out = if self.striking.is_empty() { &mut self.text } else { &mut self.struck };
        // A mark of a note: 412¹.
        if self.raising > 0 && out.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        unescape(words, out);
    }

    fn tag(&mut self, name: &str, is_end: bool, tag: &Tag) {
        match (name, is_end) {
            ("script" | "style", is_end) => self.is_code = !is_end,
            ("br", _) | ("p" | "div", true) | ("table" | "tr", _) => self.text.push('\n'),
            ("td" | "th", true) => self.text.push(' '),
            ("sup", false) => self.raising += 1,
            ("sup", true) => self.raising = self.raising.saturating_sub(1),
            (name, false) => {
                let style = tag.value("style").unwrap_or_default().to_lowercase();
                let strikes = matches!(name, "s" | "strike" | "del");
                if !tag.is_empty && (strikes || style.contains("line-through")) {
                    self.striking.push(name.to_owned());
                }
            }
            (name, true) => {
                if let Some(at) = self.striking.iter().rposition(|open| open == name) {
                    self.striking.truncate(at);
                }
            }
        }
    }

    fn cell(self) -> Cell {
        // Line breaks of the source are blanks; those of the page stand as such.
        let shown = text(&self.text);
        if shown.is_empty() && !self.struck.trim().is_empty() {
            return text(&self.struck).struck();
        }
        let cell = match self.number {
            // Shown without its value it would be a text that looks like a number.
            Some(value) if !shown.is_empty() => {
                let percent = self.percent || shown.shown().ends_with('%');
                Cell::Number { value, percent }
            }
            _ => shown,
        };
        if self.is_struck { cell.struck() } else { cell }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(page: &str) -> Vec<Vec<String>> {
        let grids = read(page).expect("a table");
        let row = |row| grids[0].row(row).iter().map(|cell| cell.shown()).collect();
        (0..grids[0].height()).map(row).collect()
    }

    #[test]
    fn tables_of_pages() {
        let page = "<html><head><style>td {color:red}</style></head><body><TABLE border=1>\
                    <tr><th rowspan=2>Mã<th colspan='2'>Đo&agrave;n vi&ecirc;n<tr><td>T&#7893;ng<td>\nNữ\n\
                    <tr><td>CD01<td x:num=\"1030\">1.030<td>2 &lt; 3<br>x</table>\
                    <p>lời</p><table><tr><td>ghi<td><table><tr><td>trong</table></table>";
        assert_eq!(
            shown(page),
            [
                &["Mã", "Đoàn viên"][..],
                &["", "Tổng", "Nữ"],
                &["CD01", "1030", "2 < 3 x"],
                &[],
                &["ghi", "trong"],
            ]
        );
        let grids = read(page).expect("a table");
        assert_eq!(grids[0].cell(2, 1), &Cell::Number { value: 1030.0, percent: false });
        assert_eq!(grids[0].merged().len(), 2);
    }

    #[test]
    fn what_is_struck_is_known() {
        let page = "<table><tr><td><s>412</s> 420<td><del>7</del><td style='text-decoration:line-through'>9\
                    <td>412<sup>1</sup><td x:num=0.98 style='mso-number-format:0%'>98%</table>";
        let grids = read(page).expect("a table");
        let cells = grids[0].row(0);
        assert_eq!(cells[0], Cell::Text("420".to_owned()));
        assert_eq!(cells[1], Cell::Struck("7".to_owned()));
        assert_eq!(cells[2], Cell::Struck("9".to_owned()));
        assert_eq!(cells[3], Cell::Text("412".to_owned()));
        assert_eq!(cells[4], Cell::Number { value: 0.98, percent: true });
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(page in "(<table>|<tr>|<td|>|</td>|<|&|&#|;|=|'|\"|a|é| |<!--|/){0,40}") {
            let _ = read(&page);
        }
    }
}
