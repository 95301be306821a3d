//! Conversion of a paper's tables: to targets with their results, awards, figures.

use crate::dossier::Quantity;
use crate::source::{Part, Value};

use super::super::parts::words::is_number;
use super::super::parts::{Data, flat};
use super::prose::{comment, name_of};

/// The content of a column, by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Count,
    Name,
    Unit,
    Assigned,
    Result,
    /// The result of a year.
    Year(String),
    Status,
    Other(String),
}

/// The heading of each column: what stands above it, from top to bottom.
fn headings(data: &Data<'_>) -> Vec<String> {
    let columns = data.rows.iter().map(Vec::len).max().unwrap_or(0);
    let head = &data.rows[..data.header_rows.min(data.rows.len())];
    (0..columns)
        .map(|column| {
            let mut words: Vec<&str> = Vec::new();
            for row in head {
                // A heading over several columns stands in the first of them.
                let own = row.get(column).and_then(|cell| cell.as_deref());
                let spanning =
                    || row[..column.min(row.len())].iter().rev().find_map(|c| c.as_deref());
                let is_first_row = std::ptr::eq(row, &head[0]);
                let cell = own.or_else(|| spanning().filter(|_| is_first_row && head.len() > 1));
                words.extend(cell.filter(|cell| !cell.is_empty()));
            }
            words.join(" ")
        })
        .collect()
}

fn column(heading: &str) -> Column {
    let flat = flat(heading);
    let has = |words: &[&str]| words.iter().any(|word| flat.contains(word));
    let year: String = flat.chars().rev().take_while(char::is_ascii_digit).collect();
    let year: String = year.chars().rev().collect();
    let is_year = year.len() == 4 && (year.starts_with("20") || year.starts_with("19"));
    match () {
        () if matches!(flat.as_str(), "tt" | "stt" | "so tt" | "so thu tu") => Column::Count,
        () if has(&["don vi tinh", "dvt", "dv tinh"]) => Column::Unit,
        () if has(&["ket qua", "thuc hien", "dat duoc"])
            && is_year
            && !has(&["den nam"])
            && flat.len() > 4 =>
        {
            Column::Year(year)
        }
        () if is_year && flat.len() == 4 => Column::Year(year),
        () if has(&["danh gia", "xep loai", "so sanh"]) => Column::Status,
        () if has(&["giao", "nghi quyet", "ke hoach", "muc tieu", "phan dau"]) => Column::Assigned,
        () if has(&["thuc hien", "ket qua", "dat duoc"]) => Column::Result,
        () if has(&["chi tieu", "noi dung", "ten"]) => Column::Name,
        () => Column::Other(heading.to_owned()),
    }
}

/// The rows of a table of targets as targets; none where it isn't one.
pub fn targets(data: &Data<'_>) -> Option<Vec<Part>> {
    let columns: Vec<Column> = headings(data).iter().map(|heading| column(heading)).collect();
    let name = columns.iter().position(|column| *column == Column::Name)?;
    let told =
        columns.iter().any(|c| matches!(c, Column::Assigned | Column::Result | Column::Year(_)));
    if !told {
        return None;
    }
    let rows = &data.rows[data.header_rows..];
    Some(rows.iter().filter_map(|row| target(row, &columns, name)).collect())
}

/// Whether a column of a table is headed *Chỉ tiêu*.
pub fn says_targets(data: &Data<'_>) -> bool {
    headings(data).iter().any(|heading| flat(heading).starts_with("chi tieu"))
}

fn target(row: &[Option<String>], columns: &[Column], name: usize) -> Option<Part> {
    let cell = |at: usize| {
        row.get(at).and_then(|cell| cell.as_deref()).map(str::trim).filter(|c| !c.is_empty())
    };
    let text = cell(name)?;
    let unit = columns.iter().position(|c| *c == Column::Unit).and_then(cell).unwrap_or_default();
    let mut fields = Vec::new();
    let mut years = Vec::new();
    let mut above = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(cell) = cell(at) else { continue };
        let quantity = quantity(cell, unit);
        match (column, quantity) {
            (Column::Assigned, Some(value)) => {
                fields.insert(0, ("value".to_owned(), Part::text(value)))
            }
            (Column::Result, Some(value)) => fields.push(("result".to_owned(), Part::text(value))),
            (Column::Year(year), Some(value)) if years.iter().all(|(known, _)| known != year) => {
                years.push((year.clone(), Part::text(value)))
            }
            (Column::Status, _) => match status(cell) {
                Some(status) => fields.push(("status".to_owned(), Part::text(status))),
                None => above.push(comment(&format!("Đánh giá: {cell}"))),
            },
            (Column::Assigned | Column::Result | Column::Year(_), _) => {
                above.push(comment(&format!("{}: {cell}", told(column))));
            }
            (Column::Other(heading), _) => above.push(comment(&format!("{heading}: {cell}"))),
            _ => {}
        }
    }
    let behind_value = usize::from(fields.first().is_some_and(|(key, _)| key == "value"));
    fields.insert(behind_value, ("text".to_owned(), Part::text(text)));
    if !years.is_empty() {
        let at = fields.len();
        fields.insert(at, ("by_year".to_owned(), Part::new(Value::Map(years))));
    }
    Some(Part { above, ..Part::new(Value::Map(fields)) })
}

fn told(column: &Column) -> String {
    match column {
        Column::Assigned => "Giao".to_owned(),
        Column::Year(year) => format!("Năm {year}"),
        _ => "Kết quả".to_owned(),
    }
}

/// A cell as a figure, with the unit that the row has.
fn quantity(cell: &str, unit: &str) -> Option<String> {
    let lone = is_number(cell) && !cell.contains('%') && !unit.is_empty();
    let text = match (lone, unit) {
        (true, "%") => format!("{cell}%"),
        (true, unit) => format!("{cell} {}", unit.to_lowercase()),
        _ => cell.to_owned(),
    };
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    (has_digit && Quantity::parse(&text).is_ok()).then_some(text)
}

fn status(cell: &str) -> Option<&'static str> {
    match flat(cell).trim_end_matches('.') {
        "vuot" | "vuot chi tieu" => Some("vượt"),
        "dat" | "dat chi tieu" => Some("đạt"),
        "chua dat" | "khong dat" => Some("chưa đạt"),
        _ => None,
    }
}

/// The rows of a table of awards; none where it isn't one.
pub fn awards(data: &Data<'_>) -> Option<Vec<Part>> {
    let headings: Vec<String> = headings(data).iter().map(|heading| flat(heading)).collect();
    let find =
        |words: &[&str]| headings.iter().position(|h| words.iter().any(|word| h.contains(word)));
    let form = find(&["hinh thuc", "danh hieu", "loai khen"])?;
    let authority =
        find(&["cap khen", "cap tang", "co quan khen", "don vi khen", "cap quyet dinh"]);
    let (groups, people) = (find(&["tap the"]), find(&["ca nhan"]));
    if groups.is_none() && people.is_none() && authority.is_none() {
        return None;
    }
    let year =
        find(&["nam"]).filter(|at| headings[*at] == "nam" || headings[*at].starts_with("nam "));
    let award = |row: &Vec<Option<String>>| {
        let cell =
            |at: Option<usize>| row.get(at?)?.as_deref().map(str::trim).filter(|c| !c.is_empty());
        let text = |key: &str, at| cell(at).map(|cell| (key.to_owned(), Part::text(cell)));
        let counted = |key: &str, at: Option<usize>, unit: &str| {
            let cell = cell(at).filter(|cell| is_number(cell))?;
            Some((key.to_owned(), Part::text(format!("{cell} {unit}"))))
        };
        let single =
            cell(year).filter(|year| year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()));
        let fields = [
            text("form", Some(form)),
            text("authority", authority),
            single.map(|year| ("year".to_owned(), Part::text(year))),
            counted("collectives", groups, "tập thể"),
            counted("individuals", people, "cá nhân"),
        ];
        let fields: Vec<(String, Part)> = fields.into_iter().flatten().collect();
        let above = match (single, cell(year)) {
            (None, Some(years)) => vec![comment(&format!("Năm: {years}"))],
            _ => Vec::new(),
        };
        (!fields.is_empty()).then(|| Part { above, ..Part::new(Value::Map(fields)) })
    };
    Some(data.rows[data.header_rows..].iter().filter_map(award).collect())
}

/// The rows of a table of counts as figures: one for each row, with further columns as its
/// parts. `None` if its cells aren't numbers.
pub fn figures(data: &Data<'_>, used: &mut Vec<String>) -> Option<Vec<(String, Part)>> {
    let headings = headings(data);
    let rows = &data.rows[data.header_rows..];
    let is_counted = |column: usize| {
        let cells =
            rows.iter().filter_map(|row| row.get(column)?.as_deref()).filter(|c| !c.is_empty());
        let (numbers, all) =
            cells.fold((0, 0), |(n, all), c| (n + usize::from(is_number(c)), all + 1));
        let is_count = column == 0 && matches!(flat(&headings[0]).as_str(), "tt" | "stt");
        all > 0 && numbers * 5 >= all * 4 && !is_count
    };
    let counted: Vec<usize> = (0..headings.len()).filter(|column| is_counted(*column)).collect();
    let first = *counted.first()?;
    let mut above: Vec<String> = vec![String::new(); first];
    let mut out = Vec::new();
    for row in rows {
        for (column, kept) in above.iter_mut().enumerate() {
            match row.get(column).and_then(|cell| cell.clone()).filter(|cell| !cell.is_empty()) {
                Some(text) => *kept = text,
                None if column > 0 => kept.clear(),
                None => {}
            }
        }
        let is_counter = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let names: Vec<&str> =
            above.iter().map(String::as_str).filter(|t| !t.is_empty() && !is_counter(t)).collect();
        let title = names.join(", ");
        if let Some(figure) = figure(row, &title, &counted, &headings) {
            out.push((name_of(&title, used), figure));
        }
    }
    (!out.is_empty()).then_some(out)
}

fn figure(
    row: &[Option<String>],
    title: &str,
    counted: &[usize],
    headings: &[String],
) -> Option<Part> {
    let cell = |at: usize| {
        row.get(at)?.as_deref().filter(|cell| is_number(cell) && Quantity::parse(cell).is_ok())
    };
    let (first, others) = counted.split_first()?;
    let are_years = counted.iter().all(|at| ends_with_year(&headings[*at])) && counted.len() > 1;
    // Of years the last is the figure.
    let value = if are_years { cell(*counted.last()?)? } else { cell(*first)? };
    let mut fields =
        vec![("title".to_owned(), Part::text(title)), ("value".to_owned(), Part::text(value))];
    let mut above = Vec::new();
    if are_years {
        let years: Vec<String> = counted
            .iter()
            .filter_map(|at| Some(format!("{}: {}", last_word(&headings[*at]), cell(*at)?)))
            .collect();
        above.push(comment(&years.join("; ")));
    } else {
        let last =
            |heading: &str| heading.rsplit("Trong đó ").next().unwrap_or(heading).trim().to_owned();
        let parts: Vec<(String, Part)> = others
            .iter()
            .filter_map(|at| Some((last(&headings[*at]), Part::text(cell(*at)?))))
            .collect();
        let mut names: Vec<&String> = parts.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        let distinct = names.len() == parts.len() && names.iter().all(|name| !name.is_empty());
        // Only columns that add up are parts; overlapping ones become remarks.
        let distinct = distinct && adds_up(value, others.iter().filter_map(|at| cell(*at)));
        if !parts.is_empty() && distinct {
            fields.push(("parts".to_owned(), Part::new(Value::Map(parts))));
        } else if !parts.is_empty() {
            let named = |at: &usize| Some(format!("{}: {}", last(&headings[*at]), cell(*at)?));
            let cells: Vec<String> = others.iter().filter_map(named).collect();
            above.push(comment(&cells.join("; ")));
        }
    }
    Some(Part { above, ..Part::new(Value::Map(fields)) })
}

fn ends_with_year(heading: &str) -> bool {
    let last = last_word(heading);
    last.len() == 4
        && last.chars().all(|c| c.is_ascii_digit())
        && (last.starts_with("20") || last.starts_with("19"))
}

fn last_word(heading: &str) -> &str {
    heading.rsplit(' ').next().unwrap_or(heading)
}

/// Whether cells are numbers that add up to another.
fn adds_up<'c>(whole: &str, parts: impl Iterator<Item = &'c str>) -> bool {
    use crate::vietnamese::Number;
    let mut sum = Some(Number::from(0_u32));
    for part in parts {
        sum = sum.and_then(|sum| sum.checked_add(Number::parse(part).ok()?));
    }
    sum.is_some() && sum == Number::parse(whole).ok()
}

/// A table as lines of a comment.
pub fn quoted(data: &Data<'_>) -> Vec<String> {
    let line = |row: &Vec<Option<String>>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.as_deref().unwrap_or("")).collect();
        comment(&format!("| {} |", cells.join(" | ")))
    };
    data.rows.iter().map(line).collect()
}
