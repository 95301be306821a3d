//! What is done to the headings of a table.

use super::random::Random;
use super::spoil::dong;
use super::table::{C, Layout, Sort, Table, Truth, text};

/// Spoils a heading; what was done, empty where the layout doesn't allow it.
pub fn spoil(table: &mut Table, random: &mut Random) -> &'static str {
    match random.below(11) {
        0 => other_period(table, random),
        1 => own_period(table, random),
        2 => other_unit(table, random),
        3 => slip(table, random),
        4 => marked(table, random),
        5 => written_otherwise(table, random),
        6 => twice(table, random),
        7 => exchanged(table, random),
        8 => years_below(table),
        9 => unknown(table, random),
        _ => money_in_heading(table, random),
    }
}

fn any(table: &Table, random: &mut Random) -> usize {
    random.below(table.heads.len())
}

fn other_period(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    let title = table.heads[at].title.clone();
    let more = random.one(&[
        "năm 2025",
        "tính đến ngày 31/12/2025",
        "đầu năm",
        "quý III",
        "tháng 11",
        "6 tháng đầu năm",
        "(cùng kỳ)",
        "năm trước",
        "kế hoạch năm 2027",
        "(31/12/2025)",
        "2025",
        "9 tháng",
        "dự kiến năm 2027",
        "đến 30/6/2026",
        "cuối năm 2025",
        "nam 2025",
    ]);
    table.heads[at].title =
        if random.chance(15) { format!("Kế hoạch {title}") } else { format!("{title} {more}") };
    coded_or_never(table, at);
    "heading of another period"
}

/// A column of another time or unit must be told, whatever its code says.
fn coded_or_never(table: &mut Table, at: usize) {
    table.column_is(at, &Truth::never());
}

fn own_period(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    let more = random.one(&[
        "năm 2026",
        "đến 30/11/2026",
        "cuối kỳ",
        "trong năm",
        "trong kỳ",
        "(năm 2026)",
        "2026",
    ]);
    table.heads[at].title += &format!(" {more}");
    "heading of its own period"
}

fn other_unit(table: &mut Table, random: &mut Random) -> &'static str {
    let at = table.column(random, Sort::Count);
    let unit = random.one(&["hộ", "%", "tổ", "triệu đồng", "lượt xe"]);
    match table.layout {
        Layout::Tiers | Layout::Down => table.heads[at].unit = unit.to_owned(),
        _ => table.heads[at].title += &format!(" ({unit})"),
    }
    table.column_is(at, &Truth::never());
    "heading in another unit of measure"
}

fn slip(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    let title: Vec<char> = table.heads[at].title.chars().collect();
    let place = random.between(1, title.len() - 2);
    let mut slipped = title.clone();
    match random.below(3) {
        0 => slipped.swap(place, place + 1),
        1 => drop(slipped.remove(place)),
        _ => slipped.insert(place, title[place]),
    }
    table.heads[at].title = slipped.into_iter().collect();
    loosen_column(table, at);
    "heading with a slip of the pen"
}

fn loosen_column(table: &mut Table, at: usize) {
    table.truth.iter_mut().for_each(|row| row[at].readable = false);
}

fn loosen(table: &mut Table) {
    table.truth.iter_mut().flatten().for_each(|truth| truth.readable = false);
}

fn marked(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    table.heads[at].title += random.one(&[" (1)", "*", " (*)", ":", " .", " [2]", "¹"]);
    "heading with a mark"
}

fn written_otherwise(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    let title = table.heads[at].title.clone();
    table.heads[at].title = match random.below(7) {
        0 => title.to_uppercase(),
        1 => title.replace(' ', "  "),
        2 => title.replacen(' ', "\n", 1),
        3 => title.replace('đ', "ð").replace('Đ', "Ð"),
        4 => baocao::vietnamese::slug(&title).replace('-', " "),
        5 => format!(" {title}\u{a0}"),
        _ => title.to_lowercase(),
    };
    "heading written otherwise"
}

fn twice(table: &mut Table, random: &mut Random) -> &'static str {
    let (one, other) = (0, [1, 3][random.below(2)]);
    table.heads[other].title = table.heads[one].title.clone();
    loosen(table);
    // Visits headed by members are counted in lượt all the same, and no members.
    let says_unit = matches!(table.layout, Layout::Tiers | Layout::Down);
    let truth = if says_unit && other == 3 { Truth::open() } else { Truth::never() };
    table.column_is(other, &truth);
    "one heading twice"
}

fn exchanged(table: &mut Table, random: &mut Random) -> &'static str {
    let (one, other) = (0, [1, 3][random.below(2)]);
    let title = table.heads[one].title.clone();
    table.heads[one].title = std::mem::replace(&mut table.heads[other].title, title);
    if table.layout == Layout::Coded {
        loosen(table);
        table.column_is(one, &Truth::never());
        table.column_is(other, &Truth::never());
        return "headings against codes";
    }
    // Whoever reads goes by the headings.
    for row in &mut table.truth {
        row.swap(one, other);
    }
    if matches!(table.layout, Layout::Tiers | Layout::Down) {
        let unit = table.heads[one].unit.clone();
        table.heads[one].unit = std::mem::replace(&mut table.heads[other].unit, unit);
    }
    "columns in another order"
}

fn years_below(table: &mut Table) -> &'static str {
    if !matches!(table.layout, Layout::Own | Layout::Names) {
        return "";
    }
    table.heads[1].title = String::new();
    table.second[0] = text("Cùng kỳ 2025");
    table.second[1] = text("Thực hiện 2026");
    for row in &mut table.truth {
        row[0] = std::mem::replace(&mut row[1], Truth::open());
    }
    "years below a heading"
}

fn unknown(table: &mut Table, random: &mut Random) -> &'static str {
    let at = any(table, random);
    table.heads[at].title =
        random.one(&["Số cây xanh đã trồng", "Ghi chú", "Ý kiến khác"]).to_owned();
    if table.layout == Layout::Coded {
        loosen_column(table, at);
    } else {
        table.column_is(at, &Truth::open());
    }
    "a heading that nobody knows"
}

fn money_in_heading(table: &mut Table, random: &mut Random) -> &'static str {
    let at = table.column(random, Sort::Money);
    let (unit, part) = [
        ("nghìn đồng", 1_000),
        ("1.000đ", 1_000),
        ("1.000 đồng", 1_000),
        ("ĐVT: nghìn đồng", 1_000),
        ("đồng", 1_000_000),
        ("VNĐ", 1_000_000),
        ("tr.đ", 1),
        ("Triệu đồng", 1),
        ("chục triệu đồng", 0),
        ("trăm triệu", 0),
        ("USD", 0),
    ][random.below(11)];
    match table.layout {
        Layout::Tiers | Layout::Down => table.heads[at].unit = unit.to_owned(),
        _ => table.heads[at].title += &format!(" ({unit})"),
    }
    for (cells, truth) in table.cells.iter().zip(&mut table.truth) {
        let C::Number(typed) = &cells[at] else { continue };
        truth[at] = match part {
            0 => Truth::never(),
            part => Truth::is(format!("{} đồng", dong(typed) / part)),
        };
    }
    "money in its heading's unit"
}
