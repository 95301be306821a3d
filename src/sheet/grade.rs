//! How a unit was graded (xếp loại): one of several words in one column, where
//! the catalogue counts the units of each grade. A unit with one grade has none
//! of the others, and every graded unit counts in every grade's total.

use crate::diagnostic::{Code, Diagnostic};
use crate::vietnamese::without_marks;

use super::columns::{Asked, Column};
use super::grid::Cell;
use super::heading::fold;

/// The indicators that count the units of a grade, each with what people call
/// the grade.
const GRADES: [(&str, &[&str]); 5] = [
    (
        "xep_loai_xuat_sac",
        &["hoàn thành xuất sắc nhiệm vụ", "hoàn thành xuất sắc", "xuất sắc", "htxsnv", "htxs"],
    ),
    ("xep_loai_tot", &["hoàn thành tốt nhiệm vụ", "hoàn thành tốt", "tốt", "httnv", "htt"]),
    ("xep_loai_hoan_thanh", &["hoàn thành nhiệm vụ", "hoàn thành", "htnv", "ht"]),
    (
        "xep_loai_khong_hoan_thanh",
        &["không hoàn thành nhiệm vụ", "không hoàn thành", "khtnv", "kht"],
    ),
    ("chua_xep_loai", &["chưa xếp loại", "không xếp loại"]),
];

/// Whether an indicator counts the units of a grade.
pub fn is_grade(asked: &Asked<'_>) -> bool {
    GRADES.iter().any(|(code, _)| *code == asked.code)
}

/// What a column of grades is called, beside its title.
pub const CALLED: [&str; 5] = [
    "mức xếp loại",
    "kết quả xếp loại",
    "xếp loại công đoàn cơ sở",
    "đánh giá, xếp loại",
    "phân loại",
];

/// The indicators of grades among the columns that may be met.
pub fn grades<'a>(known: &[Column<'a>]) -> Vec<Asked<'a>> {
    known
        .iter()
        .filter_map(|column| match column {
            Column::Figure(asked) if is_grade(asked) => Some(*asked),
            _ => None,
        })
        .collect()
}

/// What a unit that has a grade says of its indicator.
pub const GRADED: &str = "1/1 đơn vị";
const NOT_GRADED: &str = "0/1 đơn vị";

/// What a graded unit says of an indicator: whether it has that grade.
pub fn phrase(is_own: bool) -> String {
    if is_own { GRADED } else { NOT_GRADED }.to_owned()
}

/// That a unit says two grades.
pub fn two_grades() -> Diagnostic {
    let message = "Xếp loại: ghi hai mức cho một đơn vị";
    Diagnostic::error(Code::SHEET_GRADE, message).with_hint("giữ một")
}

/// The grades to choose from.
pub const WORDS: [&str; 5] =
    [GRADES[0].1[0], GRADES[1].1[0], GRADES[2].1[0], GRADES[3].1[0], GRADES[4].1[0]];

/// The code of the indicator that counts a cell's grade; none where the cell
/// leaves it open. The error is a Vietnamese sentence.
pub fn graded(cell: &Cell) -> Result<Option<&'static str>, String> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) => fold(text),
        other => return Err(format!("ghi “{}”, không phải mức xếp loại", other.shown())),
    };
    let text = text.trim_matches([' ', '.', '-', '–', '…']);
    let is = |word: &str| word == text || text.is_ascii() && without_marks(word) == text;
    if text.is_empty() {
        return Ok(None);
    }
    let found = GRADES.iter().find(|(_, called)| called.iter().any(|word| is(word)));
    found.map(|(code, _)| Some(*code)).ok_or_else(|| {
        format!("ghi “{}”; cột này ghi một mức, ví dụ hoàn thành tốt nhiệm vụ", cell.shown())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_in_words() {
        for (typed, code) in [
            ("Hoàn thành xuất sắc nhiệm vụ", "xep_loai_xuat_sac"),
            ("HTTNV", "xep_loai_tot"),
            ("Tốt.", "xep_loai_tot"),
            ("hoan thanh nhiem vu", "xep_loai_hoan_thanh"),
            ("Không hoàn thành nhiệm vụ", "xep_loai_khong_hoan_thanh"),
            ("Chưa xếp loại", "chua_xep_loai"),
        ] {
            assert_eq!(graded(&Cell::Text(typed.to_owned())), Ok(Some(code)), "{typed}");
        }
        assert_eq!(graded(&Cell::Empty), Ok(None));
        for other in ["Khá", "A", "tốt và xuất sắc"] {
            assert!(graded(&Cell::Text(other.to_owned())).is_err(), "{other}");
        }
    }
}
