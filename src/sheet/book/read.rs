//! The cells of a workbook as a dossier's tree.

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::dossier::Titles;
use crate::source::{Node, NodeKind, Path, Segment, Style};
use crate::vietnamese::{Number, fold, nfc};

use super::super::fields::cell_text;
use super::super::grid::{Cell, Grid};
use super::grade;
use super::place::put_once;
use super::text::{decode, decode_line, decode_list};
use super::{
    AREA, CODE, FIGURES, FURTHER, GIVEN, HEAD, ITSELF, NOTHING, OWNER, PageKind, UNIT, kind_of,
};

/// The dossier that the pages of a workbook hold, each value with its cell for a place;
/// and what is to be said of cells that can't be read, or belong to nothing. None where
/// the pages hold nothing.
pub fn tree(file: &str, grids: &[Grid]) -> (Option<Node>, Vec<Diagnostic>) {
    let place = Place::cell(Spot::of_file(file), "");
    let root = Node { kind: NodeKind::Map(Vec::new()), place };
    let mut reader =
        Reader { file, root, found: Vec::new(), counts: HashMap::new(), given: Vec::new() };
    // Single values first: a list may stand in a block that they begin.
    for grid in grids {
        match kind_of(grid) {
            Some(PageKind::Values) => reader.values(grid),
            Some(PageKind::List(_) | PageKind::Guide) => {}
            None => reader.foreign(grid),
        }
    }
    let mut rows = Vec::new();
    for grid in grids {
        if let Some(PageKind::List(key)) = kind_of(grid) {
            rows.extend(reader.rows(grid, key));
        }
    }
    // What stands in items of a list comes behind the list, as deep as it is.
    rows.sort_by_key(|row| row.depth);
    rows.iter().for_each(|row| reader.list_row(row));
    reader.drop_idle();
    (Some(reader.root), reader.found)
}

/// A row of a list, before it is read.
struct ListRow<'g> {
    grid: &'g Grid,
    at: usize,
    /// The key that the page's lists have in common, and its columns' codes.
    page: Rc<(String, Vec<String>)>,
    /// What it says of whose list it is of, in its row or above; an area of work by its
    /// name where that is what the page asks for.
    owner: Option<String>,
    is_area: bool,
    /// How many items of lists it stands in.
    depth: usize,
    /// The columns that say something of the item.
    said: Vec<usize>,
}

struct Reader<'f> {
    file: &'f str,
    root: Node,
    found: Vec<Diagnostic>,
    /// How many items each list has, by its path.
    counts: HashMap<String, usize>,
    /// Fields that the form gave to items, which may have nothing else.
    given: Vec<Path>,
}

/// Deeper than any dossier.
const DEEPEST: usize = 24;

impl Reader<'_> {
    fn place(&self, grid: &Grid, cell: (usize, usize), text: &str) -> Place {
        Place::cell(Spot::new(self.file, &nfc(&grid.name), cell), text)
    }

    fn tell(&mut self, grid: &Grid, cell: (usize, usize), found: Diagnostic) {
        let place = self.place(grid, cell, &grid.cell(cell.0, cell.1).shown());
        self.found.push(found.at(place).structural());
    }

    /// A page of another's, beside those of the dossier.
    fn foreign(&mut self, grid: &Grid) {
        let is_empty = (0..grid.height()).flat_map(|row| grid.row(row)).all(Cell::is_empty);
        if !is_empty {
            let message = "trang không phải của biểu, không đọc";
            let place = Place::cell(Spot::of_sheet(self.file, &nfc(&grid.name)), "");
            self.found.push(Diagnostic::warning(Code::SHEET_BOOK, message).at(place));
        }
    }

    /// The text of a cell; what can't be read is reported.
    fn text(&mut self, grid: &Grid, at: (usize, usize)) -> Option<String> {
        match grid.cell(at.0, at.1) {
            Cell::Empty => None,
            Cell::Text(text) => Some(text.clone()),
            cell => match cell_text(cell) {
                Ok(text) => text,
                Err(why) => {
                    self.tell(grid, at, Diagnostic::error(Code::UNREADABLE_CELL, why));
                    None
                }
            },
        }
    }

    fn values(&mut self, grid: &Grid) {
        const VALUE: usize = 2;
        let mut open: Option<(Path, bool)> = None;
        let (mut lines, mut first): (Vec<String>, usize) = (Vec::new(), 0);
        for row in HEAD..grid.height() {
            self.beside(grid, row, VALUE + 1);
            let key = grid.cell(row, 0).shown();
            let value = self.text(grid, (row, VALUE));
            let key = key.trim();
            if key.is_empty() || key == FURTHER {
                match (&open, value) {
                    (_, None) => {}
                    (Some((_, true)), Some(value)) if key.is_empty() => {
                        self.close(grid, open.clone(), &mut lines, first);
                        (lines, first) = (vec![value], row);
                    }
                    (Some(_), Some(value)) => {
                        lines.push(value);
                    }
                    (None, Some(_)) => self.tell(grid, (row, VALUE), no_field()),
                }
                continue;
            }
            self.close(grid, open.take(), &mut lines, first);
            first = row;
            let (name, is_list) = match key.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (key, false),
            };
            let (name, is_given) = match name.strip_suffix(GIVEN) {
                Some(name) => (name, true),
                None => (name, false),
            };
            match Path::parse(name).filter(|path| path.segments().len() <= DEEPEST) {
                Some(path) => {
                    self.given.extend(is_given.then(|| path.clone()));
                    open = Some((path, is_list));
                }
                None => {
                    let message = format!("“{key}” không phải khóa của hồ sơ");
                    self.tell(grid, (row, 0), Diagnostic::error(Code::SHEET_BOOK, message));
                }
            }
            lines.extend(value);
        }
        self.close(grid, open, &mut lines, first);
    }

    /// Puts a value that has all its lines.
    fn close(
        &mut self,
        grid: &Grid,
        open: Option<(Path, bool)>,
        lines: &mut Vec<String>,
        row: usize,
    ) {
        const VALUE: usize = 2;
        let lines = std::mem::take(lines);
        let Some((path, is_list)) = open.filter(|_| !lines.is_empty()) else { return };
        let text = lines.iter().map(|line| decode_line_of(line)).collect::<Vec<_>>().join("\n");
        let path = if is_list { path.index(self.count(&path.to_string())) } else { path };
        self.put(grid, (row, VALUE), &path, &text);
    }

    /// The number of the next item of a list.
    fn count(&mut self, list: &str) -> usize {
        let count = self.counts.entry(list.to_owned()).or_default();
        *count += 1;
        *count - 1
    }

    /// The rows of a page that say something.
    fn rows<'g>(&mut self, grid: &'g Grid, key: String) -> Vec<ListRow<'g>> {
        const INFO: [&str; 4] = [OWNER, CODE, UNIT, AREA];
        let codes: Vec<String> = grid.row(1).iter().map(Cell::shown).collect();
        let page = Rc::new((key, codes));
        let (key, codes) = (&page.0, &page.1);
        let column = |code: &str| codes.iter().position(|known| known == code);
        if key == FIGURES && column(CODE).is_none() {
            let message = "trang Số liệu mất cột mã (hàng 2); lấy lại biểu gốc";
            self.tell(grid, (1, 0), Diagnostic::error(Code::SHEET_BOOK, message));
            return Vec::new();
        }
        let (owner_at, area_at) = (column(OWNER), column(AREA));
        let mut owner: Option<String> = None;
        let mut rows = Vec::new();
        for at in HEAD..grid.height() {
            self.beside(grid, at, codes.len());
            let own = owner_at.or(area_at).and_then(|column| self.text(grid, (at, column)));
            owner = own.map(|own| own.trim().to_owned()).or(owner);
            let says = |column: &usize| {
                let code = codes[*column].as_str();
                !code.is_empty() && !INFO.contains(&code) && !grid.cell(at, *column).is_empty()
            };
            let said: Vec<usize> = (0..codes.len()).filter(says).collect();
            if said.is_empty() {
                continue;
            }
            let is_area = owner_at.is_none() && area_at.is_some();
            let items = owner.as_deref().map_or(0, |owner| owner.matches('[').count());
            let depth = if is_area { 1 } else { items };
            let (page, owner) = (Rc::clone(&page), owner.clone());
            rows.push(ListRow { grid, at, page, owner, is_area, depth, said });
        }
        rows
    }

    fn list_row(&mut self, row: &ListRow<'_>) {
        let (grid, key, codes) = (row.grid, &row.page.0, &row.page.1);
        let owner = match &row.owner {
            Some(area) if row.is_area => self
                .area(area)
                .map(|path| path.key(key.as_str()).to_string())
                .or(Some(area.clone())),
            owner => owner.clone(),
        };
        let owner_at = codes.iter().position(|code| code == OWNER || code == AREA).unwrap_or(0);
        let Some(path) = self.owner(grid, (row.at, owner_at), owner.as_deref(), key) else {
            return;
        };
        if key != FIGURES {
            let item = path.index(self.count(&path.to_string()));
            return self.item(grid, row.at, codes, &row.said, &item);
        }
        let code_at = codes.iter().position(|code| code == CODE);
        let code = code_at.and_then(|at| self.text(grid, (row.at, at))).unwrap_or_default();
        let code = code.trim();
        if let Some(figures) = grade::figures(code) {
            return self.grade(row, &path, &figures);
        }
        // A figure with a field of its own: `membership.members`.
        let item = match Path::parse(code).filter(|_| code.contains('.')) {
            Some(own) => own,
            None if code.is_empty() || code.contains(['[', ']']) => {
                let found = Diagnostic::error(Code::SHEET_BOOK, "số liệu chưa có mã");
                return self.tell(grid, (row.at, 0), found);
            }
            None => path.key(code),
        };
        self.item(grid, row.at, codes, &row.said, &item);
    }

    /// The grade of a unit, as a figure for each grade.
    fn grade(&mut self, row: &ListRow<'_>, owner: &Path, figures: &[(&str, Vec<&str>)]) {
        for at in &row.said {
            let (cell, field) = ((row.at, *at), row.page.1[*at].as_str());
            let Some(typed) = self.text(row.grid, cell) else { continue };
            match (field, grade::values(figures, &typed)) {
                ("note", _) => {
                    let found =
                        Diagnostic::warning(Code::SHEET_BOOK, "ghi chú ở Xếp loại, không đọc");
                    self.tell(row.grid, cell, found.with_hint("ghi ở trang Thông tin chung"));
                }
                (_, Ok(values)) => {
                    for (code, value) in values {
                        self.put(row.grid, cell, &owner.key(code).key(field), &value);
                    }
                }
                (_, Err(why)) => {
                    self.tell(row.grid, cell, Diagnostic::error(Code::SHEET_GRADE, why));
                }
            }
        }
    }

    /// The area of work of a name.
    fn area(&self, name: &str) -> Option<Path> {
        let called = |at: usize| Path::root().key("results").index(at);
        let text = |at: usize| self.root.get(&called(at).key("area")).and_then(Node::text);
        let same = |text: &str| fold(text) == fold(name);
        let areas = (0..).map_while(|at| self.root.get(&called(at)).map(|_| at));
        areas.into_iter().find(|at| text(*at).is_some_and(same)).map(called)
    }

    /// Takes out items that say nothing but what the form gave them.
    fn drop_idle(&mut self) {
        for path in std::mem::take(&mut self.given).into_iter().rev() {
            let mut item = path.clone();
            item.pop();
            let alone = self.root.get(&item).is_some_and(
                |item| matches!(&item.kind, NodeKind::Map(entries) if entries.len() == 1),
            );
            if alone {
                self.root.remove(&item);
            }
        }
        let results = Path::root().key("results");
        let is_empty =
            |node: &Node| matches!(&node.kind, NodeKind::List(items) if items.is_empty());
        if self.root.get(&results).is_some_and(is_empty) {
            self.root.remove(&results);
        }
    }

    /// The list that the items of a row are of.
    fn owner(
        &mut self,
        grid: &Grid,
        cell: (usize, usize),
        typed: Option<&str>,
        key: &str,
    ) -> Option<Path> {
        let alone = Path::root().key(key);
        let path = match typed {
            Some(typed) => Path::parse(typed)
                .filter(|path| path.keys().last() == Some(key))
                .filter(|path| path.segments().len() <= DEEPEST),
            // A list of the dossier's own needs no word.
            None => Titles::get().field(&alone).map(|_| alone),
        };
        let above = path.as_ref().and_then(|path| {
            let is_index = |segment: &Segment| matches!(segment, Segment::Index(_));
            let last = path.segments().iter().rposition(is_index)?;
            let mut above = Path::root();
            path.segments()[..=last].iter().for_each(|segment| above.push(segment.clone()));
            Some(above)
        });
        let is_there = above.as_ref().is_none_or(|above| self.root.get(above).is_some());
        if path.is_none() || !is_there {
            let typed = typed.unwrap_or_default();
            let message = match path {
                None => format!("“{typed}” không phải danh sách {key} của hồ sơ"),
                Some(_) => format!("“{typed}”: hồ sơ không có mục {}", above.unwrap_or_default()),
            };
            self.tell(grid, cell, Diagnostic::error(Code::SHEET_BOOK, message));
            return None;
        }
        path
    }

    fn item(&mut self, grid: &Grid, row: usize, codes: &[String], said: &[usize], item: &Path) {
        let unit = codes.iter().position(|code| code == UNIT);
        let unit = unit.map(|at| grid.cell(row, at).shown()).unwrap_or_default();
        for at in said {
            let Some(text) = self.text(grid, (row, *at)) else { continue };
            let code = codes[*at].as_str();
            let (name, is_list) = match code.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (code, false),
            };
            let below = match code {
                ITSELF => Some(item.clone()),
                _ => {
                    Path::parse(name).filter(|path| path.segments().len() <= DEEPEST).map(|below| {
                        below.segments().iter().fold(item.clone(), |mut path, segment| {
                            path.push(segment.clone());
                            path
                        })
                    })
                }
            };
            let Some(path) = below else {
                let message = format!("“{code}” không phải khóa của hồ sơ");
                self.tell(grid, (1, *at), Diagnostic::error(Code::SHEET_BOOK, message));
                continue;
            };
            if is_list {
                for (number, text) in decode_list(&text).iter().enumerate() {
                    self.put(grid, (row, *at), &path.index(number), text);
                }
                continue;
            }
            let text = with_unit(decode(&text), &unit);
            self.put(grid, (row, *at), &path, &text);
        }
    }

    fn put(&mut self, grid: &Grid, cell: (usize, usize), path: &Path, text: &str) {
        let place = self.place(grid, cell, text);
        let kind = match text {
            NOTHING => NodeKind::Null,
            _ => NodeKind::Text { text: text.to_owned(), style: Style::Plain },
        };
        let node = Node { kind, place: place.clone() };
        if let Err(why) = put_once(&mut self.root, path.segments(), node, &place) {
            let message = format!("{path}: {why}");
            self.tell(grid, cell, Diagnostic::error(Code::SHEET_BOOK, message));
        }
    }

    /// Tells of what stands beside the columns of a page.
    fn beside(&mut self, grid: &Grid, row: usize, width: usize) {
        let beyond = (width..grid.row(row).len()).find(|at| !grid.cell(row, *at).is_empty());
        if let Some(at) = beyond {
            let message = "ô ngoài các cột của biểu, không đọc";
            let place = self.place(grid, (row, at), &grid.cell(row, at).shown());
            self.found.push(Diagnostic::warning(Code::SHEET_BOOK, message).at(place));
        }
    }
}

/// A line of a cell that may itself have several.
fn decode_line_of(cell: &str) -> String {
    match cell.contains('\n') {
        true => decode(cell),
        false => decode_line(cell),
    }
}

fn no_field() -> Diagnostic {
    Diagnostic::error(Code::SHEET_BOOK, "ô có nội dung mà hàng không có khóa")
        .with_hint("chép khóa của hàng phía trên vào cột A, hoặc xóa ô")
}

/// A bare number with what it counts.
fn with_unit(text: String, unit: &str) -> String {
    let is_bare = !unit.is_empty() && Number::parse(text.trim()).is_ok();
    match (is_bare, unit) {
        (false, _) => text,
        (true, "%") => format!("{}%", text.trim()),
        (true, unit) => format!("{} {unit}", text.trim()),
    }
}
