//! A dossier's tree as pages.

use crate::dossier::Titles;
use crate::error::{Error, ErrorKind};
use crate::source::{Node, NodeKind, Path};

use super::text::{encode, encode_line, encode_list};
use super::{
    CODE, Column, Entry, FIGURES, FURTHER, ITSELF, KEY, NOTHING, OWNER, Page, PageKind, Row, Value,
};

/// The pages of a dossier.
pub fn pages(tree: &Node) -> Result<Vec<Page>, Error> {
    let mut layout = Layout::default();
    layout.value(tree, &Path::root())?;
    let mut pages = vec![Page {
        name: "Thông tin".to_owned(),
        title: "Các mục ghi một giá trị".to_owned(),
        kind: PageKind::Values,
        columns: value_columns(),
        rows: layout.values,
    }];
    for list in layout.lists {
        let name = sheet_name(&list.title, &pages);
        pages.push(list.page(name));
    }
    Ok(pages)
}

/// The columns of a page of single values.
pub fn value_columns() -> Vec<Column> {
    let column = |code: &str, title: &str, width| {
        let (code, title) = (code.to_owned(), title.to_owned());
        Column { code, title, width }
    };
    vec![column(KEY, "Khóa", 34), column("mục", "Mục", 40), column("nội dung", "Nội dung", 80)]
}

pub fn fixed(text: impl Into<String>) -> Value {
    Value { text: text.into(), entry: Entry::Fixed }
}

pub fn typed(text: impl Into<String>) -> Value {
    Value { text: text.into(), entry: Entry::Text }
}

/// A row that heads those below it.
pub fn heading(text: &str) -> Row {
    Row { cells: vec![fixed(""), fixed(text)], is_heading: true }
}

/// What people call a field.
pub fn title_of(path: &Path) -> String {
    let key = path.keys().last().unwrap_or_default();
    Titles::get().title(path).map_or_else(|| key.to_owned(), str::to_owned)
}

/// A name for a sheet that no other page has, as long as Excel takes it.
pub fn sheet_name(title: &str, pages: &[Page]) -> String {
    const LONGEST: usize = 27;
    let plain: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(LONGEST).collect();
    let plain = plain.trim().to_owned();
    let is_taken =
        |name: &str| pages.iter().any(|page| page.name.to_lowercase() == name.to_lowercase());
    let mut name = plain.clone();
    let mut number = 1;
    while is_taken(&name) {
        number += 1;
        name = format!("{plain} {number}");
    }
    name
}

#[derive(Default)]
struct Layout {
    values: Vec<Row>,
    lists: Vec<List>,
    /// The block whose fields are being written.
    block: Option<String>,
}

/// Lists of one key, wherever they stand.
struct List {
    key: String,
    title: String,
    columns: Vec<(String, String)>,
    items: Vec<Vec<(String, String)>>,
}

impl List {
    fn page(self, name: String) -> Page {
        let width = |code: &str| match code {
            OWNER => 24,
            ITSELF | "text" => 80,
            _ => 26,
        };
        let columns = self.columns.iter().map(|(code, title)| {
            let (code, title) = (code.clone(), title.clone());
            Column { width: width(&code), code, title }
        });
        let row = |item: &Vec<(String, String)>| {
            let cells = self.columns.iter().map(|(code, _)| {
                let own = item.iter().find(|(key, _)| key == code);
                typed(own.map(|(_, text)| text.clone()).unwrap_or_default())
            });
            Row { cells: cells.collect(), is_heading: false }
        };
        Page {
            name,
            title: self.title.clone(),
            kind: PageKind::List(self.key.clone()),
            columns: columns.collect(),
            rows: self.items.iter().map(row).collect(),
        }
    }
}

impl Layout {
    fn value(&mut self, node: &Node, path: &Path) -> Result<(), Error> {
        match &node.kind {
            NodeKind::Null => self.nothing(path),
            NodeKind::Text { text, .. } => self.row(path, &path.to_string(), text),
            NodeKind::Map(entries) if is_figures(path) => {
                for entry in entries {
                    self.figure(path, &entry.key, &entry.value)?;
                }
                Ok(())
            }
            NodeKind::Map(entries) => {
                let before = self.written();
                for entry in entries {
                    self.value(&entry.value, &addressed(path, &entry.key)?)?;
                }
                if self.written() == before { self.nothing(path) } else { Ok(()) }
            }
            NodeKind::List(items) => match texts(items) {
                Some(texts) => {
                    let key = format!("{path}[]");
                    for text in texts {
                        self.row(path, &key, text)?;
                    }
                    Ok(())
                }
                None => self.list(items, path),
            },
        }
    }

    /// The number of rows so far.
    fn written(&self) -> usize {
        self.values.len() + self.lists.iter().map(|list| list.items.len()).sum::<usize>()
    }

    /// Nothing in it: what a person names is there by its name.
    fn nothing(&mut self, path: &Path) -> Result<(), Error> {
        if is_named(path) {
            self.heading(path);
            self.values.push(value_row(path.to_string(), path, NOTHING.to_owned()));
        }
        Ok(())
    }

    /// A value, each of its lines in a row.
    fn row(&mut self, path: &Path, key: &str, text: &str) -> Result<(), Error> {
        self.heading(path);
        for (at, line) in text.split('\n').enumerate() {
            let line = encode_line(line)?;
            self.values.push(match at {
                0 => value_row(key.to_owned(), path, line),
                _ => further_row(line),
            });
        }
        Ok(())
    }

    /// Heads a block before the first of its values.
    fn heading(&mut self, path: &Path) {
        let block = path.keys().next().unwrap_or_default().to_owned();
        if path.segments().len() > 1 && self.block.as_deref() != Some(block.as_str()) {
            self.values.push(heading(&title_of(&Path::root().key(block.as_str()))));
        }
        self.block = Some(block);
    }

    fn list(&mut self, items: &[Node], path: &Path) -> Result<(), Error> {
        let known = items.iter().filter(|item| !matches!(item.kind, NodeKind::Null));
        for (at, item) in known.enumerate() {
            // Its row comes before those of the lists in it.
            let row = self.reserve(path.keys().last().unwrap_or_default(), path);
            let mut cells = vec![(OWNER.to_owned(), path.to_string())];
            match &item.kind {
                NodeKind::Text { text, .. } => cells.push((ITSELF.to_owned(), encode(text)?)),
                _ => self.fields(item, "", &path.index(at), &mut cells)?,
            }
            self.fill(row, &path.index(0), cells);
        }
        Ok(())
    }

    fn figure(&mut self, owner: &Path, code: &str, node: &Node) -> Result<(), Error> {
        let path = addressed(owner, code)?;
        let row = self.reserve(FIGURES, owner);
        let mut cells =
            vec![(OWNER.to_owned(), owner.to_string()), (CODE.to_owned(), code.to_owned())];
        match &node.kind {
            NodeKind::Null => cells.push(("value".to_owned(), NOTHING.to_owned())),
            NodeKind::Text { text, .. } => cells.push(("value".to_owned(), encode(text)?)),
            _ => self.fields(node, "", &path, &mut cells)?,
        }
        self.fill(row, &path, cells);
        Ok(())
    }

    /// The fields of an item as cells; lists below it are pages of their own.
    fn fields(
        &mut self,
        node: &Node,
        prefix: &str,
        path: &Path,
        cells: &mut Vec<(String, String)>,
    ) -> Result<(), Error> {
        let entries = match &node.kind {
            NodeKind::Map(entries) => entries,
            // A list of lists is no part of a dossier.
            NodeKind::List(items) if !items.is_empty() => return Err(unwritable(path)),
            _ => return Ok(()),
        };
        for entry in entries {
            let below = addressed(path, &entry.key)?;
            let code = format!("{prefix}{}", entry.key);
            match &entry.value.kind {
                NodeKind::Null if is_named(&below) => cells.push((code, NOTHING.to_owned())),
                NodeKind::Null => {}
                NodeKind::Text { text, .. } => cells.push((code, encode(text)?)),
                NodeKind::Map(_) if is_figures(&below) => self.value(&entry.value, &below)?,
                NodeKind::Map(_) => {
                    self.fields(&entry.value, &format!("{code}."), &below, cells)?;
                }
                NodeKind::List(items) => match texts(items) {
                    Some(texts) if texts.is_empty() => {}
                    Some(texts) => cells.push((format!("{code}[]"), encode_list(&texts)?)),
                    None => self.list(items, &below)?,
                },
            }
        }
        Ok(())
    }

    /// A row on the page of a key, to be filled later: which page, which row.
    fn reserve(&mut self, key: &str, path: &Path) -> (usize, usize) {
        let at = match self.lists.iter().position(|list| list.key == key) {
            Some(at) => at,
            None => {
                let title = if key == FIGURES { "Số liệu".to_owned() } else { title_of(path) };
                let (columns, items) = (Vec::new(), Vec::new());
                self.lists.push(List { key: key.to_owned(), title, columns, items });
                self.lists.len() - 1
            }
        };
        self.lists[at].items.push(Vec::new());
        (at, self.lists[at].items.len() - 1)
    }

    fn fill(&mut self, (page, row): (usize, usize), item: &Path, cells: Vec<(String, String)>) {
        let list = &mut self.lists[page];
        for (code, _) in &cells {
            if !list.columns.iter().any(|(known, _)| known == code) {
                list.columns.push((code.clone(), column_title(item, code)));
            }
        }
        list.items[row] = cells;
    }
}

/// What heads a column of a list.
pub fn column_title(item: &Path, code: &str) -> String {
    match code {
        OWNER => "Thuộc danh sách".to_owned(),
        CODE => "Mã".to_owned(),
        ITSELF => "Nội dung".to_owned(),
        super::UNIT => "ĐVT".to_owned(),
        code => {
            let keys = code.trim_end_matches("[]").split('.');
            let (mut path, mut titles) = (item.clone(), Vec::new());
            for key in keys {
                path = path.key(key);
                titles.push(title_of(&path));
            }
            titles.join(": ")
        }
    }
}

fn value_row(key: String, path: &Path, text: String) -> Row {
    let cells = vec![fixed(key), fixed(title_of(path)), typed(text)];
    Row { cells, is_heading: false }
}

/// A further line of the value above.
pub fn further_row(text: String) -> Row {
    Row { cells: vec![fixed(FURTHER), fixed(""), typed(text)], is_heading: false }
}

/// Whether the last key of a path is a person's own: a paper, a figure's code.
fn is_named(path: &Path) -> bool {
    Titles::get().field(path).is_some_and(|field| field.title.is_none())
}

fn is_figures(path: &Path) -> bool {
    path.keys().last() == Some(FIGURES)
}

/// The texts of a list that has nothing else; those that are left empty aren't known.
fn texts(items: &[Node]) -> Option<Vec<&str>> {
    let known = items.iter().filter(|item| !matches!(item.kind, NodeKind::Null));
    known.map(|item| item.text()).collect()
}

/// A key that a path can name.
fn addressed(path: &Path, key: &str) -> Result<Path, Error> {
    match key.is_empty() || key.contains(['.', '[', ']', '\n']) || key.trim() != key {
        true => Err(unwritable(&path.key(key))),
        false => Ok(path.key(key)),
    }
}

fn unwritable(path: &Path) -> Error {
    Error::new(ErrorKind::Sheet, format!("mục {path} không ghi được vào biểu"))
}
