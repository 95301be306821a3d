//! The workbook that one unit fills in.

use crate::dossier::{Period, UnitType};
use crate::error::Error;
use crate::roster::Unit;
use crate::source::Path;
use crate::vietnamese::PartialDate;

use super::super::columns::{Asked, Column as Known, Measure};
use super::super::grade::{grades, is_grade, word};
use super::grade::code as grades_code;
use super::layout::{column_title, fixed, further_row, heading, title_of, typed, value_columns};
use super::{AREA, CODE, Column, Entry, GIVEN, HEAD, OWNER, Page, PageKind, Row, UNIT, Value};

/// Whose workbook it is, and what it asks for.
#[derive(Debug, Clone, Copy)]
pub struct UnitBook<'a> {
    /// The unit, as far as the roster knows it.
    pub unit: Option<&'a Unit>,
    /// Who collects.
    pub office: Option<&'a str>,
    /// The period that is reported on.
    pub period: Option<&'a Period>,
    /// The day until which it is due.
    pub deadline: Option<PartialDate>,
    /// The figures that are asked for.
    pub columns: &'a [Known<'a>],
}

/// Free rows of a list.
const FREE: usize = 30;
/// Free lines of a narrative: one for each idea.
const LINES: usize = 6;

/// Makes the workbook; the same input gives the same bytes.
pub fn unit_book(book: &UnitBook<'_>) -> Result<Vec<u8>, Error> {
    let areas = areas(book.columns);
    let pages = [
        guide(book, &areas),
        facts(book),
        figures(book, &areas),
        list("Chỉ tiêu", "previous_targets", &["text", "value", "result"], &Whose::Own),
        list("Khen thưởng", "awards", &AWARD, &Whose::Own),
        list("Chăm lo", "support", &SUPPORT, &Whose::Areas(&areas)),
        texts(&areas),
        list("Chỉ tiêu kỳ tới", "targets", &["text", "value"], &Whose::Block("direction")),
    ];
    super::write::bytes(&pages, super::write::Protection::ButEntries)
}

/// The fields of an award that a unit states.
const AWARD: [&str; 5] = ["form", "title", "authority", "collectives", "individuals"];
/// The fields of a support that a unit states.
const SUPPORT: [&str; 5] = ["occasion", "to", "quantity", "amount", "fund"];

/// Whose list a page has.
enum Whose<'a> {
    /// The dossier's own.
    Own,
    /// A block's.
    Block(&'a str),
    /// Those of areas of work, each row naming its own.
    Areas(&'a [&'a str]),
}

/// The areas of work that the figures are of, in the catalogue's order.
fn areas<'a>(columns: &[Known<'a>]) -> Vec<&'a str> {
    let mut areas: Vec<&str> = Vec::new();
    for column in columns {
        let Known::Figure(asked) = column else { continue };
        if let Some(area) = asked.indicator.area.as_deref().filter(|area| !areas.contains(area)) {
            areas.push(area);
        }
    }
    areas
}

fn page(name: &str, title: &str, kind: PageKind, columns: Vec<Column>, rows: Vec<Row>) -> Page {
    Page { name: name.to_owned(), title: title.to_owned(), kind, columns, rows }
}

/// The name of the page of instructions, with the areas of work to choose from.
const GUIDE: &str = "Hướng dẫn";

/// Where that page has the areas of work.
fn cells_of_areas(areas: &[&str]) -> String {
    let first = HEAD + LINES_OF_GUIDE + 2;
    format!("'{GUIDE}'!$B${first}:$B${}", first + areas.len().max(1) - 1)
}

/// The lines that every guide has.
const LINES_OF_GUIDE: usize = 5;

fn guide(book: &UnitBook<'_>, areas: &[&str]) -> Page {
    let until = book.deadline.map(|day| format!("Hạn gửi: {}.", day.typed()));
    let office = book.office.map(|office| format!("Gửi về: {office}."));
    let lines: [&str; LINES_OF_GUIDE] = [
        "Chỉ ghi vào các ô nền trắng; các ô khác đã khóa.",
        "Chưa có số liệu thì để trống; không phát sinh thì ghi 0.",
        "Tỷ lệ ghi tử số và mẫu số, ví dụ 54/56.",
        "Nội dung: mỗi ý một dòng; không gõ nhiều ý vào một ô.",
        "Lưu lại và gửi cả tệp; không xóa trang, không đổi tên trang.",
    ];
    let areas = std::iter::once("Các mặt công tác:").chain(areas.iter().copied());
    let lines = lines.into_iter().chain(areas).map(str::to_owned).chain(office).chain(until);
    let row = |line: String| Row { cells: vec![fixed(""), fixed(line)], is_heading: false };
    let columns = vec![plain("", "", 4), plain("", "", 100)];
    page(GUIDE, "CÁCH GHI BIỂU", PageKind::Guide, columns, lines.map(row).collect())
}

fn plain(code: &str, title: &str, width: u16) -> Column {
    Column { code: code.to_owned(), title: title.to_owned(), width }
}

fn value(key: &str, value: Value) -> Row {
    let path = Path::parse(key.trim_end_matches(GIVEN)).unwrap_or_default();
    let cells = vec![fixed(key), fixed(title_of(&path)), value];
    Row { cells, is_heading: false }
}

/// What is known stands fast, what isn't is asked for.
fn known(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or_else(|| typed(""), fixed)
}

/// A narrative with free lines.
fn narrative(key: &str) -> Vec<Row> {
    let further = (1..LINES).map(|_| further_row(String::new()));
    std::iter::once(value(key, typed(""))).chain(further).collect()
}

fn facts(book: &UnitBook<'_>) -> Page {
    let unit = book.unit;
    let kinds = UnitType::WORDS.iter().map(|word| (*word).to_owned()).collect();
    let kind = match unit.and_then(|unit| unit.r#type) {
        Some(kind) => fixed(kind.word()),
        None => Value { text: String::new(), entry: Entry::Choice(kinds) },
    };
    let period = book.period;
    let r#type = period.and_then(|period| period.r#type).map(|kind| kind.word().to_owned());
    let year = period.and_then(|period| period.year).map(|year| match year.is_double {
        true => format!("{}-{}", year.first, year.first + 1),
        false => year.first.to_string(),
    });
    let dossier = match period.and_then(|period| period.r#type) {
        Some(kind) if kind.is_interim() => "sơ kết",
        _ => "tổng kết",
    };
    let mut rows = vec![
        value("kind", fixed(dossier)),
        heading("Đơn vị báo cáo"),
        value("organization.code", known(unit.map(Unit::code))),
        value("organization.name", known(unit.map(Unit::called))),
        value("organization.unit_type", kind),
        value("organization.parent", known(book.office)),
        heading("Kỳ báo cáo"),
        value("period.type", known(r#type.as_deref())),
        value("period.year", known(year.as_deref())),
        value("period.data_as_of", typed("")),
        heading("Đặc điểm tình hình"),
    ];
    let narratives = [
        "situation.advantages",
        "situation.difficulties",
        "assessment.strengths",
        "assessment.limitations",
        "assessment.causes",
        "direction.orientation",
        "direction.proposals",
    ];
    for key in narratives {
        rows.extend(narrative(key));
    }
    let title = "THÔNG TIN CHUNG VÀ ĐÁNH GIÁ";
    page("Thông tin chung", title, PageKind::Values, value_columns(), rows)
}

/// Where a figure goes: a field of its own, or a block of figures and its code.
fn place(asked: &Asked<'_>, areas: &[&str]) -> (String, String) {
    let others = || "membership.figures".to_owned();
    let area = asked.indicator.area.as_deref();
    let at = area.and_then(|area| areas.iter().position(|known| *known == area));
    match (asked.indicator.field.as_deref(), at) {
        (Some(field), _) => (others(), field.to_owned()),
        (None, Some(at)) => (format!("results[{at}].figures"), asked.code.to_owned()),
        (None, None) => (others(), asked.code.to_owned()),
    }
}

fn figures(book: &UnitBook<'_>, areas: &[&str]) -> Page {
    let columns = vec![
        plain(OWNER, "Nơi ghi", 12),
        plain(CODE, "Mã", 18),
        plain("", "Chỉ tiêu", 52),
        plain(UNIT, "ĐVT", 14),
        plain("prior", "Cùng kỳ năm trước", 18),
        plain("assigned", "Kế hoạch", 16),
        plain("value", "Thực hiện", 16),
        plain("note", "Ghi chú", 30),
    ];
    let grades = grades(book.columns);
    let mut rows: Vec<Row> = Vec::new();
    for column in book.columns {
        let Known::Figure(asked) = column else { continue };
        let is_first = grades.first().is_some_and(|first| first.code == asked.code);
        match is_grade(asked) {
            // One cell for the grade, where the first of them would stand.
            true if is_first => rows.push(grade(&grades, areas)),
            true => {}
            false => rows.push(figure(asked, areas)),
        }
    }
    page("Số liệu", "SỐ LIỆU", PageKind::List("figures".to_owned()), columns, rows)
}

fn figure(asked: &Asked<'_>, areas: &[&str]) -> Row {
    let entry = match asked.measure() {
        Measure::Number | Measure::Percent => Entry::Number,
        Measure::Ratio | Measure::List => Entry::Text,
    };
    let open = || Value { text: String::new(), entry: entry.clone() };
    let (owner, code) = place(asked, areas);
    let known = [fixed(owner), fixed(code), fixed(asked.title()), fixed(asked.unit())];
    let open = [open(), open(), open(), typed("")];
    Row { cells: known.into_iter().chain(open).collect(), is_heading: false }
}

/// The row of the unit's grade, chosen among the words of the catalogue.
fn grade(grades: &[Asked<'_>], areas: &[&str]) -> Row {
    /// What a spreadsheet takes as a list to choose from, in characters.
    const LONGEST: usize = 255;
    let words = grades.iter().filter_map(|asked| word(asked.indicator)).map(str::to_owned);
    let words: Vec<String> = words.collect();
    let entry = match words.join(",").chars().count() {
        ..=LONGEST => Entry::Choice(words),
        _ => Entry::Text,
    };
    let open = || Value { text: String::new(), entry: entry.clone() };
    let owner = grades.first().map(|first| place(first, areas).0).unwrap_or_default();
    let known = [fixed(owner), fixed(grades_code(grades)), fixed("Xếp loại"), fixed("")];
    let open = [open(), fixed(""), open(), typed("")];
    Row { cells: known.into_iter().chain(open).collect(), is_heading: false }
}

/// A page of free rows.
fn list(name: &str, key: &str, fields: &[&str], whose: &Whose<'_>) -> Page {
    let root = Path::root();
    let (owner, lead) = match whose {
        Whose::Own => (root, None),
        Whose::Block(block) => {
            let owner = root.key(*block);
            let list = owner.key(key).to_string();
            (owner, Some((plain(OWNER, "Nơi ghi", 12), fixed(list))))
        }
        Whose::Areas(areas) => {
            let choice = Entry::ChoiceOf(cells_of_areas(areas));
            let open = Value { text: String::new(), entry: choice };
            (root.key("results").index(0), Some((plain(AREA, "Mặt công tác", 40), open)))
        }
    };
    let item = owner.key(key).index(0);
    let own = fields.iter().map(|code| plain(code, &column_title(&item, code), 30));
    let columns = lead.iter().map(|(column, _)| column.clone()).chain(own).collect();
    let row = || {
        let lead = lead.iter().map(|(_, value)| value.clone());
        let cells = lead.chain(fields.iter().map(|_| typed("")));
        Row { cells: cells.collect(), is_heading: false }
    };
    let rows = (0..FREE).map(|_| row()).collect();
    page(name, &name.to_uppercase(), PageKind::List(key.to_owned()), columns, rows)
}

fn texts(areas: &[&str]) -> Page {
    let mut rows = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        rows.push(heading(area));
        rows.push(value(&format!("results[{at}].area{GIVEN}"), fixed(*area)));
        rows.extend(narrative(&format!("results[{at}].text")));
    }
    let title = "NỘI DUNG CÁC MẶT CÔNG TÁC";
    page("Nội dung", title, PageKind::Values, value_columns(), rows)
}
