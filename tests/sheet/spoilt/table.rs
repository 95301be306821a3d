//! A table of units and figures before anybody spoils it, laid out in one of several
//! ways, with what a person reads in it.

use super::random::Random;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum C {
    Empty,
    Text(String),
    /// A number, with a dot before its decimals.
    Number(String),
    /// A number shown in percent: 0.985.
    Percent(String),
    /// A day of the year, month and day.
    Day(u8, u8),
    Struck(String),
    /// A number with a raised mark behind it.
    Noted(String, String),
    /// A struck number and another one behind it.
    Mended(String, String),
}

pub fn text(text: impl Into<String>) -> C {
    C::Text(text.into())
}

/// What may be taken from a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Truth {
    /// Any of these.
    pub right: Vec<String>,
    /// Whether everybody reads it so, and a refusal is counted.
    pub readable: bool,
    /// Whether it must be told where it isn't taken.
    pub must_tell: bool,
}

impl Truth {
    pub fn is(value: impl Into<String>) -> Self {
        Truth { right: vec![value.into()], readable: true, must_tell: true }
    }

    /// One of these, or told.
    pub fn either(values: &[&str]) -> Self {
        let right = values.iter().map(ToString::to_string).collect();
        Truth { right, readable: false, must_tell: true }
    }

    /// To be told.
    pub fn never() -> Self {
        Truth { must_tell: true, ..Truth::default() }
    }

    /// Nothing there.
    pub fn open() -> Self {
        Truth::default()
    }
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As the program sends it out, with a row of codes.
    Coded,
    /// Numbered rows, codes and names.
    Own,
    /// Codes alone, nothing above.
    Plain,
    /// Groups over the headings, units of measure below.
    Tiers,
    /// Names alone.
    Names,
    /// Indicators down the page, a column a unit.
    Down,
}

impl Layout {
    const ALL: [Layout; 6] =
        [Layout::Coded, Layout::Own, Layout::Plain, Layout::Tiers, Layout::Names, Layout::Down];
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Count,
    Ratio,
    Money,
    Percent,
}

/// A figure that the table asks for.
#[derive(Debug, Clone)]
pub struct Head {
    pub code: &'static str,
    /// What the heading says.
    pub title: String,
    /// What stands below it, or beside it where indicators go down.
    pub unit: String,
    pub sort: Sort,
}

/// A row that is none of a unit's.
#[derive(Debug, Clone)]
pub struct Extra {
    /// Before so many units.
    pub before: usize,
    /// What stands where the units' names do.
    pub label: String,
    pub cells: Vec<C>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    pub layout: Layout,
    pub sheet: String,
    pub above: Vec<Vec<C>>,
    pub below: Vec<Vec<C>>,
    pub heads: Vec<Head>,
    /// A second row of headings, for each figure.
    pub second: Vec<C>,
    pub units: Vec<(String, String)>,
    /// What stands in the cells of whose row it is, where that isn't the unit itself.
    pub struck: Vec<usize>,
    pub cells: Vec<Vec<C>>,
    pub extra: Vec<Extra>,
    /// Merged cells: first and last unit, first and last figure.
    pub merged: Vec<[usize; 4]>,
    pub truth: Vec<Vec<Truth>>,
}

const NAMES: [&str; 8] = ["Gạch", "Ngói", "Sứ", "Dệt Kim", "Chè", "Giấy", "Cơ khí", "Thủy sản"];

impl Table {
    pub fn made(random: &mut Random) -> Self {
        let layout = Layout::ALL[random.below(Layout::ALL.len())];
        let heads = heads();
        let count = random.between(3, 6);
        let units: Vec<(String, String)> = (0..count)
            .map(|i| (format!("NM{:02}", i + 1), format!("Công đoàn cơ sở Nhà máy {}", NAMES[i])))
            .collect();
        let (cells, truth) = (0..count).map(|_| row(random, &heads)).unzip();
        let above = match layout {
            Layout::Coded => vec![
                vec![text("BIỂU SỐ LIỆU CÔNG ĐOÀN")],
                vec![text("Kỳ báo cáo: năm 2026")],
                vec![],
            ],
            Layout::Plain => vec![],
            _ => vec![vec![text("TỔNG HỢP SỐ LIỆU CÔNG ĐOÀN CÁC ĐƠN VỊ")], vec![]],
        };
        let second = heads.iter().map(|_| C::Empty).collect();
        let (below, struck, extra, merged) = Default::default();
        let sheet = "Biểu".to_owned();
        Table {
            layout,
            sheet,
            above,
            below,
            heads,
            second,
            units,
            struck,
            cells,
            extra,
            merged,
            truth,
        }
    }

    /// The column of a sort of figures, any of several.
    pub fn column(&self, random: &mut Random, sort: Sort) -> usize {
        let of: Vec<usize> =
            (0..self.heads.len()).filter(|i| self.heads[*i].sort == sort).collect();
        of[random.below(of.len())]
    }

    /// Nothing of the table may be taken.
    pub fn all_never(&mut self) {
        self.truth.iter_mut().flatten().for_each(|truth| *truth = Truth::never());
    }

    pub fn column_is(&mut self, at: usize, truth: &Truth) {
        self.truth.iter_mut().for_each(|row| row[at] = truth.clone());
    }

    /// How a unit is known: by its code, or by its name.
    pub fn key(&self, unit: usize) -> &str {
        let (code, name) = &self.units[unit];
        if self.layout == Layout::Names { name } else { code }
    }
}

fn heads() -> Vec<Head> {
    let head = |code, title: &str, unit: &str, sort| Head {
        code,
        title: title.to_owned(),
        unit: unit.to_owned(),
        sort,
    };
    vec![
        head("doan_vien", "Tổng số đoàn viên", "người", Sort::Count),
        head("doan_vien_nu", "Đoàn viên nữ", "người", Sort::Count),
        head("hoi_nghi_nld", "Đơn vị tổ chức Hội nghị người lao động", "đơn vị", Sort::Ratio),
        head("tham_hoi", "Thăm hỏi đoàn viên", "lượt", Sort::Count),
        head("thu_tai_chinh", "Tổng thu tài chính công đoàn", "triệu đồng", Sort::Money),
        head("ty_le_tham_gia", "Tỷ lệ tham gia", "%", Sort::Percent),
    ]
}

/// One unit's figures and what they mean.
fn row(random: &mut Random, heads: &[Head]) -> (Vec<C>, Vec<Truth>) {
    let members = random.between(40, 2_400);
    let one = |random: &mut Random, head: &Head| match (head.code, head.sort) {
        ("doan_vien", _) => count(members),
        ("doan_vien_nu", _) => count(random.between(10, members)),
        (_, Sort::Count) => count(random.between(1, 90)),
        (_, Sort::Ratio) => {
            let whole = random.between(32, 60);
            let ratio = format!("{}/{whole}", random.between(13, whole));
            (text(ratio.clone()), Truth::is(ratio))
        }
        (_, Sort::Money) => {
            let million = random.between(20, 3_000);
            let tenth = random.below(2) * 5;
            let typed = if tenth == 0 { million.to_string() } else { format!("{million}.{tenth}") };
            (C::Number(typed), Truth::is(format!("{} đồng", million * 1_000_000 + tenth * 100_000)))
        }
        (_, Sort::Percent) => {
            let percent = format!("{}.{}", random.between(50, 98), random.between(1, 9));
            let shown = percent.replace('.', ",");
            (C::Number(percent), Truth::is(format!("{shown}%")))
        }
    };
    heads.iter().map(|head| one(random, head)).unzip()
}

fn count(of: usize) -> (C, Truth) {
    (C::Number(of.to_string()), Truth::is(of.to_string()))
}

/// The cells of the whole sheet, and its merged areas: top, left, bottom, right.
pub fn laid_out(table: &Table) -> (Vec<Vec<C>>, Vec<[usize; 4]>) {
    match table.layout {
        Layout::Down => down(table),
        _ => across(table),
    }
}

fn across(table: &Table) -> (Vec<Vec<C>>, Vec<[usize; 4]>) {
    let leads: &[&str] = match table.layout {
        Layout::Coded => &["Mã đơn vị", "Tên đơn vị"],
        Layout::Own | Layout::Tiers => &["STT", "Mã đơn vị", "Tên đơn vị"],
        Layout::Plain => &["Mã đơn vị"],
        _ => &["STT", "Tên đơn vị"],
    };
    let lead = |of: &dyn Fn(&str) -> C| leads.iter().map(|lead| of(lead)).collect::<Vec<C>>();
    let mut rows = table.above.clone();
    let mut merged = Vec::new();
    let with = |mut start: Vec<C>, more: Vec<C>| {
        start.extend(more);
        start
    };
    if table.layout == Layout::Tiers {
        let groups = ["Tổ chức", "", "Chính sách", "", "Tài chính", ""].map(|group| match group {
            "" => C::Empty,
            group => text(group),
        });
        let top = rows.len();
        merged.extend([0, 2, 4].map(|at| [top, leads.len() + at, top, leads.len() + at + 1]));
        rows.push(with(lead(&|_| C::Empty), groups.to_vec()));
    }
    let titles = || table.heads.iter().map(|head| text(head.title.clone())).collect::<Vec<C>>();
    let headings = with(lead(&|lead| text(lead)), titles());
    rows.push(headings.clone());
    if table.second.iter().any(|cell| *cell != C::Empty) {
        rows.push(with(lead(&|_| C::Empty), table.second.clone()));
    }
    match table.layout {
        Layout::Coded => {
            let codes = table.heads.iter().map(|head| text(head.code)).collect();
            let own = |lead: &str| {
                text(if lead == "Mã đơn vị" { "ma_don_vi" } else { "ten_don_vi" })
            };
            rows.push(with(lead(&own), codes));
        }
        Layout::Tiers => {
            let units = table.heads.iter().map(|head| text(format!("({})", head.unit))).collect();
            rows.push(with(lead(&|_| C::Empty), units));
        }
        _ => {}
    }
    let mut tops = Vec::new();
    for (i, (code, name)) in table.units.iter().enumerate() {
        for extra in table.extra.iter().filter(|extra| extra.before == i) {
            rows.push(extra_row(extra, leads, &headings));
        }
        tops.push(rows.len());
        let own = |lead: &str| {
            let typed = match lead {
                "STT" => return C::Number((i + 1).to_string()),
                "Mã đơn vị" => code.clone(),
                _ => name.clone(),
            };
            if table.struck.contains(&i) { C::Struck(typed) } else { text(typed) }
        };
        rows.push(with(lead(&own), table.cells[i].clone()));
    }
    for extra in table.extra.iter().filter(|extra| extra.before >= table.units.len()) {
        rows.push(extra_row(extra, leads, &headings));
    }
    merged.extend(table.merged.iter().map(|[first, last, left, right]| {
        [tops[*first], leads.len() + left, tops[*last], leads.len() + right]
    }));
    rows.extend(table.below.clone());
    (rows, merged)
}

fn extra_row(extra: &Extra, leads: &[&str], headings: &[C]) -> Vec<C> {
    if extra.label.is_empty() && extra.cells.is_empty() {
        return headings.to_vec();
    }
    let last = leads.len() - 1;
    let lead = |at: usize| if at == last { text(extra.label.clone()) } else { C::Empty };
    (0..leads.len()).map(lead).chain(extra.cells.iter().cloned()).collect()
}

fn down(table: &Table) -> (Vec<Vec<C>>, Vec<[usize; 4]>) {
    let mut rows = table.above.clone();
    let mut head = vec![text("TT"), text("Mã đơn vị"), text("ĐVT")];
    head.extend(table.units.iter().enumerate().map(|(i, (code, _))| {
        if table.struck.contains(&i) { C::Struck(code.clone()) } else { text(code.clone()) }
    }));
    rows.push(head);
    let top = rows.len();
    for (j, head) in table.heads.iter().enumerate() {
        let number = C::Number((j + 1).to_string());
        let mut row = vec![number, text(head.title.clone()), text(head.unit.clone())];
        row.extend(table.cells.iter().map(|unit| unit[j].clone()));
        rows.push(row);
    }
    rows.extend(table.below.clone());
    let turned =
        |[first, last, left, right]: &[usize; 4]| [top + left, 3 + first, top + right, 3 + last];
    (rows, table.merged.iter().map(turned).collect())
}
