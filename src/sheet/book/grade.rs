//! The grade of a unit (xếp loại) in one cell of its workbook: a word, which counts for one
//! of several figures. The workbook itself says which words mean which figure, so that it is
//! read as it was made, whatever the catalogue says by then.

use super::super::columns::Asked;
use super::super::grade::phrase;
use super::super::heading::fold;

/// What opens the code of a row that holds a grade.
const OPENING: &str = "@xep_loai ";

/// The code of the row of a grade: `@xep_loai CODE=word|word; CODE=word`.
pub fn code(grades: &[Asked<'_>]) -> String {
    let one = |asked: &Asked<'_>| {
        let words: Vec<&str> = asked.indicator.grade.0.iter().map(|word| word.0.as_str()).collect();
        format!("{}={}", asked.code, words.join("|"))
    };
    format!("{OPENING}{}", grades.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// The figures of a row whose code says that it holds a grade, each with its words; `None`
/// for any other row.
pub fn figures(code: &str) -> Option<Vec<(&str, Vec<&str>)>> {
    let figures = code.strip_prefix(OPENING)?.split(';').filter_map(|one| {
        let (code, words) = one.trim().split_once('=')?;
        Some((code.trim(), words.split('|').map(str::trim).collect()))
    });
    Some(figures.collect())
}

/// What each figure is of a unit that has a grade; the error is a Vietnamese sentence.
pub fn values<'c>(
    figures: &[(&'c str, Vec<&str>)],
    typed: &str,
) -> Result<Vec<(&'c str, String)>, String> {
    let meant = fold(typed.trim().trim_end_matches('.'));
    let is_own = |words: &[&str]| words.iter().any(|word| fold(word) == meant);
    if !figures.iter().any(|(_, words)| is_own(words)) {
        let known: Vec<&str> =
            figures.iter().filter_map(|(_, words)| words.first().copied()).collect();
        return Err(format!("Xếp loại: ghi “{typed}”; chọn một trong: {}", known.join(", ")));
    }
    Ok(figures.iter().map(|(code, words)| (*code, phrase(is_own(words)))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_figure_for_each_grade() {
        let figures = figures("@xep_loai tot=hoàn thành tốt|htt; kem=không hoàn thành")
            .expect("a row of a grade");
        let values = |typed| values(&figures, typed);
        let graded = |tot: &str, kem: &str| {
            Ok(vec![("tot", format!("{tot} đơn vị")), ("kem", format!("{kem} đơn vị"))])
        };
        assert_eq!(values("HTT"), graded("1/1", "0/1"));
        assert_eq!(values("Không hoàn thành."), graded("0/1", "1/1"));
        let refused = values("khá").expect_err("no grade");
        assert!(refused.ends_with("hoàn thành tốt, không hoàn thành"), "{refused}");
        assert_eq!(super::figures("tham_hoi"), None);
    }
}
