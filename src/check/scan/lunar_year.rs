//! Names of lunar years beside the number of another year.

use crate::vietnamese::{Words, is_stem_and_branch, lunar_year_name, may_name_lunar_year};

/// The name of a lunar year beside another year's number.
pub(crate) struct Misnamed {
    pub year: u16,
    pub span: std::ops::Range<usize>,
}

/// Names of lunar years that don't match the year after them.
pub(crate) fn misnamed_years(words: &Words<'_>) -> Vec<Misnamed> {
    if !may_name_lunar_year(words.text()) {
        return Vec::new();
    }
    let near = |gap: &str| gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '('));
    let name = |i: usize| (spelt(words.written(i)), spelt(words.written(i + 1)));
    (0..words.len())
        .filter(|i| words.gap(*i) == " ")
        .filter(|i| is_stem_and_branch(name(*i).0, name(*i).1))
        .filter_map(|i| {
            let at = if words.lower(i + 2) == "năm" { i + 3 } else { i + 2 };
            let beside = (i + 1..at).all(|k| near(words.gap(k)));
            let year = words.year(at).filter(|_| beside)?;
            let (stem, branch) = name(i);
            let fits = lunar_year_name(year) == format!("{stem} {branch}");
            (!fits).then(|| Misnamed { year, span: words.span(i..i + 2) })
        })
        .collect()
}

/// A word of the name in this program's spelling; Tị and Quí are variants.
fn spelt(word: &str) -> &str {
    match word {
        "Tị" => "Tỵ",
        "Quí" => "Quý",
        "Kỉ" => "Kỷ",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_years() {
        for right in [
            "tết Nguyên đán Bính Ngọ 2026",
            "xuân Ất Tị năm 2025",
            "Tết Quý Mão - 2023",
            "ông Bính Ngọ 45 tuổi",
            "anh Lê Thân 2026",
            "tết Bính Ngọ và năm 2027",
        ] {
            assert_eq!(misnamed_years(&Words::of(right)).len(), 0, "{right}");
        }
        for wrong in ["tết Bính Tuất 2026", "Tết Ất Tỵ năm 2026", "xuân Đinh Tỵ (2027)"]
        {
            assert_eq!(misnamed_years(&Words::of(wrong)).len(), 1, "{wrong}");
        }
    }
}
