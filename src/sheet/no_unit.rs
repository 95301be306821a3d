//! Rows of a table that aren't units: totals, groups of units, signatures.

use std::ops::Range;

use super::grid::{Cell, Grid};
use super::heading::fold;
use super::measure;

/// Beginnings of rows that are totals whatever follows.
const ALWAYS: &[&str] = &[
    "tổng cộng",
    "tổng toàn",
    "cộng toàn",
    "cộng dồn",
    "trong đó",
    "cao nhất",
    "thấp nhất",
    "lớn nhất",
    "nhỏ nhất",
    "cùng kỳ",
    "so với",
    "so sánh",
    "chênh lệch",
    "kế hoạch năm",
    "năm trước",
    "kỳ trước",
    "thực hiện năm",
    "tăng/giảm",
    "tăng, giảm",
    "tăng (giảm",
    "tăng (+",
    "tăng giảm",
];

/// Beginnings of rows of totals, if nothing or a group of units follows.
const BEFORE_UNITS: &[&str] = &[
    "tổng số",
    "tổng",
    "cộng",
    "tong so",
    "tong cong",
    "tong",
    "cong",
    "total",
    "lũy kế",
    "bình quân",
    "trung bình",
];

/// Words for groups of units.
const OF_UNITS: &[&str] = &[
    "khối",
    "nhóm",
    "đơn vị",
    "các",
    "từ",
    "cụm",
    "phường",
    "xã",
    "tỉnh",
    "huyện",
    "quận",
    "thành phố",
    "ngành",
    "công đoàn",
];

/// Words that make a total after *toàn*.
const WHOLES: &[&str] = &["công ty", "đơn vị", "ngành", "phường", "xã", "tỉnh", "thành phố"];

/// Whether a row with this beginning is one of totals, which are computed from the units and
/// never read. A unit may be called *Cộng Hòa* or *Bình Quân Phú*.
pub fn is_total(text: &str) -> bool {
    let text = fold(text);
    let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_roman = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        is_roman || OF_UNITS.iter().any(|word| rest.starts_with(word))
    };
    let all = text.strip_prefix("toàn ").is_some_and(|rest| WHOLES.contains(&rest));
    let begins = |opening: &&str, fits: &dyn Fn(&str) -> bool| {
        text.strip_prefix(*opening).is_some_and(|rest| whole(rest) && fits(rest))
    };
    all || ALWAYS.iter().any(|opening| begins(opening, &|_| true))
        || BEFORE_UNITS.iter().any(|opening| begins(opening, &ends))
}

/// Whether a row is the heading of a group of units: its number is *I* or *A* while the
/// others of the table are 1, 2, 3, and it has no figures, or the sums of those below.
pub fn is_group_row(grid: &Grid, counter: usize, row: usize, rows: Range<usize>) -> bool {
    let counted = |row: usize| match grid.cell(row, counter) {
        Cell::Number { .. } => true,
        Cell::Text(text) => text.trim_end_matches('.').parse::<usize>().is_ok(),
        _ => false,
    };
    if !matches!(grid.cell(row, counter), Cell::Text(text) if is_group_number(text))
        || !rows.clone().any(counted)
    {
        return false;
    }
    let below: Vec<usize> = (row + 1..rows.end).take_while(|row| counted(*row)).collect();
    let number = |row: usize, at: usize| match grid.cell(row, at) {
        Cell::Number { value, .. } => Some(*value),
        _ => None,
    };
    let sums = (0..grid.row(row).len()).filter_map(|at| {
        let sum: f64 = below.iter().filter_map(|below| number(*below, at)).sum();
        Some((number(row, at)? - sum).abs() < 0.01)
    });
    let called = |cell: &Cell| {
        let text = fold(&cell.shown());
        ["khối ", "nhóm ", "cụm "].iter().any(|opening| text.starts_with(opening))
    };
    let is_called = !below.is_empty() && grid.row(row).iter().any(called);
    is_called || sums.into_iter().all(|is_sum| is_sum)
}

fn is_group_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')', ':']);
    let is_roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    !text.is_empty()
        && (is_roman || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a text stands below a table: author and date, signature, notes.
pub fn is_below(text: &str) -> bool {
    let text = fold(text);
    let is_day = [("ngày", "tháng"), ("tháng", "năm")].iter().all(|(one, other)| {
        let found = text.find(one).zip(text.find(other));
        found.is_some_and(|(one, other)| one < other)
    });
    let opens = [
        "người lập",
        "người tổng hợp",
        "lập biểu",
        "tm.",
        "t/m",
        "tm ban",
        "kt.",
        "tl.",
        "chủ tịch",
        "phó chủ tịch",
        "thủ trưởng",
        "kế toán",
        "nơi nhận",
        "ghi chú",
        "(ký",
        "ký tên",
        "xác nhận của",
    ];
    is_day || measure::introduces(&text) || opens.iter().any(|opening| text.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals() {
        for total in [
            "Tổng cộng:",
            "CỘNG",
            "Cộng (I+II)",
            "Cộng I",
            "Cộng khối doanh nghiệp",
            "Tong cong",
            "Total",
            "Lũy kế",
            "Cộng dồn",
            "Bình quân",
            "Tổng số đơn vị: 2",
            "Trong đó: nữ",
            "Tổng.",
            "Toàn công ty",
            "Tổng (I+II)",
            "Tổng I+II",
            "Tổng số",
            "Lũy kế từ đầu năm",
            "Trung bình",
            "Cao nhất",
            "Cùng kỳ 2025",
            "Cộng phường A",
            "So với cùng kỳ",
        ] {
            assert!(is_total(total), "{total}");
        }
        for unit in [
            "Công đoàn cơ sở A",
            "Tổng công ty May 10",
            "Cộng Đồng Xanh",
            "Toàn Thắng",
            "Cộng Hòa",
            "Trong lành",
            "",
            "Totalco",
            "Cộng Sinh",
            "Bình Quân Phú",
            "Lũy Kế Tiến",
            "Tổng số 1",
            "Tổng Hợp",
            "Tong cong ty May 10",
            "Cộng Tâm",
        ] {
            assert!(!is_total(unit), "{unit}");
        }
    }

    #[test]
    fn groups_and_what_is_below() {
        assert!(["I", "II.", "A", "IV)"].iter().all(|number| is_group_number(number)));
        assert!(["1", "", "AB", "CD01", "a"].iter().all(|number| !is_group_number(number)));
        for below in [
            "Hà Nội, ngày 30 tháng 11 năm 2026",
            "NGƯỜI LẬP BIỂU",
            "TM. BAN CHẤP HÀNH",
            "Chủ tịch",
            "Ghi chú: số liệu chưa đầy đủ",
        ] {
            assert!(is_below(below), "{below}");
        }
        for unit in ["CĐCS Trường Mầm non Hoa Mai", "CD01", "KTX", "Tâm Minh"] {
            assert!(!is_below(unit), "{unit}");
        }
    }
}
