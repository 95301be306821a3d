//! The grade of a unit (xếp loại): one of several words in one column, while the catalogue
//! counts the units of each grade. A unit with one grade has none of the others, and every
//! graded unit counts in every grade's total.

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{Catalog, Indicator, Text};
use crate::vietnamese::without_marks;

use super::columns::{Asked, Column};
use super::grid::Cell;
use super::heading::fold;

/// Whether an indicator counts the units of a grade, according to the names in the catalogue.
pub fn is_grade(asked: &Asked<'_>) -> bool {
    !asked.indicator.grade.0.is_empty()
}

/// Names of a column of grades, beside its title.
pub const CALLED: [&str; 7] = [
    "mức xếp loại",
    "kết quả xếp loại",
    "xếp loại công đoàn cơ sở",
    "xếp loại cđcs",
    "xl",
    "đánh giá, xếp loại",
    "phân loại",
];

/// The indicators of grades among the known columns.
pub fn grades<'a>(known: &[Column<'a>]) -> Vec<Asked<'a>> {
    known
        .iter()
        .filter_map(|column| match column {
            Column::Figure(asked) if is_grade(asked) => Some(*asked),
            _ => None,
        })
        .collect()
}

/// The value of an indicator for a unit that has its grade.
pub const GRADED: &str = "1/1 đơn vị";
const NOT_GRADED: &str = "0/1 đơn vị";

/// The value of an indicator for a graded unit, depending on whether the unit has its grade.
pub fn phrase(is_own: bool) -> String {
    if is_own { GRADED } else { NOT_GRADED }.to_owned()
}

/// The finding on a unit with two grades.
pub fn two_grades() -> Diagnostic {
    let message = "Xếp loại: ghi hai mức cho một đơn vị";
    Diagnostic::error(Code::SHEET_GRADE, message).with_hint("giữ một")
}

/// All grades of a catalogue and an office's own.
pub fn grade_words<'a>(catalog: Catalog<'a>) -> Vec<&'a str> {
    catalog.iter().filter_map(|(_, indicator)| word(indicator)).collect()
}

/// The full name of a grade.
pub fn word(indicator: &Indicator) -> Option<&str> {
    indicator.grade.0.first().map(|word| word.0.as_str())
}

/// The code of the indicator among these that counts a cell's grade; `None` if the cell is
/// empty. The error is a Vietnamese sentence.
pub fn graded<'a>(cell: &Cell, grades: &[Asked<'a>]) -> Result<Option<&'a str>, String> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) => fold(text),
        other => return Err(format!("ghi “{}”, không phải mức xếp loại", other.shown())),
    };
    let text = text.trim_matches([' ', '.', '-', '–', '…']);
    if text.is_empty() {
        return Ok(None);
    }
    let is = |word: &Text| {
        let word = fold(word);
        word == text || text.is_ascii() && without_marks(&word) == text
    };
    let found = grades.iter().find(|asked| asked.indicator.grade.0.iter().any(is));
    found.map(|asked| Some(asked.code)).ok_or_else(|| {
        // The second one, since hardly any unit has the best.
        let example = grades.get(1).or(grades.first()).and_then(|asked| word(asked.indicator));
        let example = example.map(|word| format!(", ví dụ {word}")).unwrap_or_default();
        format!("ghi “{}”; cột này ghi một mức{example}", cell.shown())
    })
}

#[cfg(test)]
mod tests {
    use crate::dossier::{OneOrMany, Ordered};

    use super::*;

    /// A catalogue with grades of an office's own.
    fn catalog() -> Ordered<Indicator> {
        let entry = |code: &str, words: &[&str]| {
            let grade = OneOrMany(words.iter().map(|word| Text((*word).to_owned())).collect());
            (code.to_owned(), Indicator { grade, ..Indicator::default() })
        };
        Ordered(vec![
            entry("hang_a", &["Vững mạnh xuất sắc", "vmxs"]),
            entry("hang_b", &["Vững mạnh"]),
            entry("doan_vien", &[]),
        ])
    }

    #[test]
    fn grades_are_what_the_catalogue_calls_them() {
        let shared = catalog();
        let own = Ordered::default();
        let catalog = Catalog { own: &own, shared: &shared };
        let grades: Vec<Asked<'_>> = catalog
            .iter()
            .map(|(code, indicator)| Asked { code, indicator })
            .filter(is_grade)
            .collect();
        let graded = |cell: &Cell| graded(cell, &grades);
        for (typed, code) in [
            ("vững mạnh XUẤT SẮC", "hang_a"),
            ("VMXS", "hang_a"),
            ("Vững mạnh.", "hang_b"),
            ("vung manh", "hang_b"),
        ] {
            assert_eq!(graded(&Cell::Text(typed.to_owned())), Ok(Some(code)), "{typed}");
        }
        assert_eq!(graded(&Cell::Empty), Ok(None));
        for other in ["Khá", "tốt", "vững mạnh và xuất sắc"] {
            let refused = graded(&Cell::Text(other.to_owned())).expect_err(other);
            assert!(refused.ends_with("ví dụ Vững mạnh"), "{refused}");
        }
        assert_eq!(grade_words(catalog), ["Vững mạnh xuất sắc", "Vững mạnh"]);
    }
}
