//! Rows of a table that are no unit's: totals, groups of units, who signed.

use std::ops::Range;

use crate::vietnamese::slug;

use super::grid::{Cell, Grid};
use super::heading::fold;

/// Whether a row that begins so is one of totals, which are added up from the
/// units and never read.
pub fn is_total(text: &str) -> bool {
    let text = fold(text);
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = text[word.len()..].trim_start();
    let adds = word == "cộng" && !["đồng", "hòa", "hoà", "tác"].iter().any(|w| rest.starts_with(w));
    let opens = [
        "tổng cộng",
        "tổng số",
        "tổng toàn",
        "lũy kế",
        "luỹ kế",
        "bình quân",
        "trong đó",
        "toàn công ty",
        "toàn đơn vị",
        "toàn ngành",
        "toàn phường",
        "toàn xã",
        "toàn tỉnh",
        "toàn thành phố",
    ];
    let unmarked = ["tong-cong", "tong-so", "total", "grand-total", "luy-ke"];
    let slug = slug(&text);
    adds || matches!(text.trim_end_matches([':', '.']).trim_end(), "tổng" | "cong" | "tong")
        || opens.iter().any(|opening| text.starts_with(opening))
        || unmarked.iter().any(|opening| {
            slug.strip_prefix(opening).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                && text.is_ascii()
        })
}

/// Whether a row heads a group of units: its number is *I* or *A* where the
/// others of the table are 1, 2, 3.
pub fn is_group_row(grid: &Grid, counter: usize, row: usize, mut rows: Range<usize>) -> bool {
    let counted = |row: usize| match grid.cell(row, counter) {
        Cell::Number { .. } => true,
        Cell::Text(text) => text.trim_end_matches('.').parse::<usize>().is_ok(),
        _ => false,
    };
    matches!(grid.cell(row, counter), Cell::Text(text) if is_group_number(text))
        && rows.any(counted)
}

fn is_group_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')', ':']);
    let is_roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    !text.is_empty()
        && (is_roman || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a text stands below a table: who made it and when, who signed, what
/// is to be noted.
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
    is_day || opens.iter().any(|opening| text.starts_with(opening))
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
        ] {
            assert!(is_total(total), "{total}");
        }
        for unit in [
            "Công đoàn cơ sở A",
            "Tổng công ty May 10",
            "Cộng đồng Xanh",
            "Toàn Thắng",
            "CĐCS Cộng Hòa",
            "Trong lành",
            "",
            "Totalco",
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
