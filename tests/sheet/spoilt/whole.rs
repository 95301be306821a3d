//! What is done to a sheet as a whole: its titles, notes, rows and merged cells.

use super::files::Format;
use super::random::Random;
use super::spoil::dong;
use super::table::{C, Extra, Layout, Sort, Table, Truth, text};

/// Spoils a sheet; what was done, empty where the layout doesn't allow it.
pub fn spoil(table: &mut Table, format: Format, random: &mut Random) -> &'static str {
    match random.below(10) {
        0 | 1 => other_period(table, format, random),
        2 => own_period(table, random),
        3 => money_unit(table, random),
        4 => two_units(table, random),
        5 => row_of_no_unit(table, random),
        6 => unit_twice(table, random),
        7 => merged(table, format, random),
        8 => struck(table, format, random),
        _ => names(table, random),
    }
}

const OTHER: [&str; 16] = [
    "SỐ LIỆU CÔNG ĐOÀN NĂM 2025",
    "Báo cáo 6 tháng đầu năm 2026",
    "Biểu tổng hợp quý III năm 2026",
    "Số liệu tháng 10/2026",
    "Số liệu tính đến 30/11/2025",
    "Năm báo cáo: 2025",
    "NĂM HỌC 2024 - 2025",
    "9 tháng đầu năm 2026",
    "so lieu nam 2025",
    "Tính đến hết ngày 31 tháng 12 năm 2025",
    "Kỳ báo cáo: năm 2025",
    "KẾT QUẢ HOẠT ĐỘNG 2025",
    "Quý 2/2026",
    "Từ 01/01/2025 đến 31/12/2025",
    "Số liệu 6 tháng",
    "Năm 2024",
];

fn other_period(table: &mut Table, format: Format, random: &mut Random) -> &'static str {
    let says = random.one(&OTHER);
    // Two periods on one sheet: either of them, or told.
    let mut stated = table.layout == Layout::Coded;
    match random.below(4) {
        0 if format.is_book() => {
            table.sheet = random
                .one(&["Năm 2025", "2025", "Quý I", "T9-2026", "6T 2026", "KQ 2025"])
                .to_owned();
        }
        1 => {
            let says = random.one(&[
                "Ghi chú: số liệu năm 2025",
                "(Số liệu tính đến 30/11/2025)",
                "Báo cáo này là số liệu 6 tháng đầu năm 2026",
                "So lieu nam 2025",
            ]);
            table.below.extend([vec![], vec![text(says)]]);
        }
        2 => table.above.insert(0, vec![text("Năm:"), text("2025")]),
        _ if stated => {
            table.above[1] = vec![text(says)];
            stated = false;
        }
        _ => table.above.insert(0, vec![text(says)]),
    }
    match stated {
        true => table.truth.iter_mut().flatten().for_each(|truth| truth.readable = false),
        false => table.all_never(),
    }
    "a sheet of another period"
}

fn own_period(table: &mut Table, random: &mut Random) -> &'static str {
    let says = random.one(&[
        "SỐ LIỆU CÔNG ĐOÀN NĂM 2026",
        "Số liệu tính đến 30/11/2026",
        "Đại hội nhiệm kỳ 2023 - 2028",
        "Kèm theo Công văn số 7/CĐ ngày 02/12/2025",
        "Thí Dụ, ngày 04 tháng 01 năm 2027",
        "Kết quả năm 2026, phương hướng năm 2027",
        "(Theo Quyết định số 15/QĐ-CĐ ngày 10/10/2025)",
        "Kết quả năm 2026 so với năm 2025",
    ]);
    match random.chance(50) {
        true => table.above.insert(0, vec![text(says)]),
        false => table.below.extend([vec![], vec![text("Người lập biểu")], vec![text(says)]]),
    }
    "a sheet of its own period"
}

/// The units that a table says itself would stand against another one outside.
fn says_its_units(table: &Table) -> bool {
    matches!(table.layout, Layout::Tiers | Layout::Down)
}

fn money_unit(table: &mut Table, random: &mut Random) -> &'static str {
    let at = table.column(random, Sort::Money);
    let (unit, part) = [
        ("nghìn đồng", 1_000),
        ("1.000 đồng", 1_000),
        ("1000đ", 1_000),
        ("ngàn đồng", 1_000),
        ("nghin dong", 1_000),
        ("đồng", 1_000_000),
        ("triệu đồng", 1),
    ][random.below(7)];
    let line = match random.below(6) {
        0 => vec![text(format!("ĐVT: {unit}"))],
        1 => vec![text(format!("(Đơn vị tính: {unit})"))],
        2 => vec![C::Empty, C::Empty, text("ĐVT:"), text(unit)],
        3 => vec![text(format!("Đơn vị: người; {unit}"))],
        4 => vec![text(format!("Ghi chú: số tiền tính bằng {unit}."))],
        _ => vec![text(format!("Biểu số liệu ({unit})"))],
    };
    match random.chance(50) {
        true => table.above.insert(0, line),
        false => table.below.extend([vec![], line]),
    }
    let own = says_its_units(table);
    for (cells, truth) in table.cells.iter().zip(&mut table.truth) {
        let C::Number(typed) = &cells[at] else { continue };
        truth[at] = match own && part != 1 {
            true => Truth::either(&[&format!("{} đồng", dong(typed))]),
            false => Truth::is(format!("{} đồng", dong(typed) / part)),
        };
    }
    "money's unit outside the table"
}

fn two_units(table: &mut Table, random: &mut Random) -> &'static str {
    let at = table.column(random, Sort::Money);
    let [one, other] = [["nghìn đồng", "đồng"], ["triệu đồng", "nghìn đồng"]][random.below(2)]
        .map(|unit| format!("ĐVT: {unit}"));
    table.above.insert(0, vec![text(one)]);
    match random.chance(50) {
        true => table.below.extend([vec![], vec![text(other)]]),
        false => table.above[0].extend([C::Empty, text(other)]),
    }
    match says_its_units(table) {
        true => table.truth.iter_mut().for_each(|row| row[at].readable = false),
        false => table.column_is(at, &Truth::never()),
    }
    "two units of money"
}

fn row_of_no_unit(table: &mut Table, random: &mut Random) -> &'static str {
    if table.layout == Layout::Down {
        return "";
    }
    let before = random.between(1, table.units.len());
    let figures: Vec<C> = table.cells[0].clone();
    match random.below(8) {
        // The headings once more, on the next page.
        0 => table.extra.push(Extra { before, label: String::new(), cells: Vec::new() }),
        // A second row of the unit above it.
        1 => {
            table.extra.push(Extra { before, label: String::new(), cells: figures });
            for truth in &mut table.truth[before - 1] {
                *truth = Truth::never();
            }
        }
        2 => {
            let label =
                random.one(&["Khối doanh nghiệp", "II. Khối trường học", "Cụm số 2"]).to_owned();
            table.extra.push(Extra { before, label, cells: Vec::new() });
        }
        _ => {
            let label = random
                .one(&[
                    "Cộng",
                    "Tổng cộng",
                    "TỔNG SỐ",
                    "Trung bình",
                    "Cao nhất",
                    "Cùng kỳ 2025",
                    "Cộng phường Hạ",
                    "Cộng (I+II)",
                    "Toàn phường",
                    "Kế hoạch năm 2026",
                    "Năm trước",
                    "Tỷ lệ %",
                    "So với năm 2025",
                    "Tăng/giảm",
                    "Lũy kế",
                    "Tong cong",
                    "Cộng dồn",
                    "Bình quân",
                    "Thực hiện năm 2025",
                ])
                .to_owned();
            table.extra.push(Extra { before, label, cells: figures });
        }
    }
    "a row of no unit"
}

fn unit_twice(table: &mut Table, random: &mut Random) -> &'static str {
    let other = random.between(1, table.units.len() - 1);
    table.units[other] = table.units[0].clone();
    if random.chance(50) {
        // With the mark of its tone elsewhere, or in capitals.
        let (code, name) = &mut table.units[other];
        (*code, *name) = (code.to_lowercase(), name.replace("sở", "sở "));
    }
    for at in [0, other] {
        table.truth[at].iter_mut().for_each(|truth| *truth = Truth::never());
    }
    "a unit twice"
}

fn merged(table: &mut Table, format: Format, random: &mut Random) -> &'static str {
    if format != Format::Xlsx && format != Format::Ods {
        return "";
    }
    let (unit, at) = (random.below(table.units.len() - 1), random.below(2));
    let area = match random.chance(50) {
        true => [unit, unit + 1, at, at],
        false => [unit, unit, at, at + 1],
    };
    let [first, last, left, right] = area;
    for i in first..=last {
        for j in left..=right {
            table.truth[i][j] = Truth::never();
            if (i, j) != (first, left) {
                table.cells[i][j] = C::Empty;
            }
        }
    }
    table.merged.push(area);
    "one cell over several"
}

fn struck(table: &mut Table, format: Format, random: &mut Random) -> &'static str {
    if !format.is_book() {
        return "";
    }
    let unit = random.below(table.units.len());
    table.struck.push(unit);
    table.truth[unit].iter_mut().for_each(|truth| *truth = Truth::never());
    "a struck row"
}

/// Units that are called what no unit is, nearly.
fn names(table: &mut Table, random: &mut Random) -> &'static str {
    let unit = random.below(table.units.len());
    table.units[unit].1 = random
        .one(&[
            "Công đoàn Tổng công ty Giấy",
            "Công đoàn Trường Cộng Hòa",
            "Tổng kho Thí Dụ",
            "Trung tâm Bình Quân",
            "Công đoàn Khối Đảng",
            "Nhóm trẻ Hoa Mai",
            "Cụm dân cư số 2",
            "Công ty Năm Sao",
            "Trường Quý Đôn",
        ])
        .to_owned();
    "a unit with a strange name"
}
