//! Lunar years by their name (can chi), beside their number.

use crate::diagnostic::Severity;
use crate::vietnamese::{is_stem_and_branch, lunar_year_name, may_name_lunar_year};

use super::scan::Words;
use super::{Context, Finding, Findings, Rule};

pub(super) const NAMED_RIGHT: Rule =
    Rule { code: 15, severity: Severity::Warning, citation: "", run: named_right };

/// `tết Bính Tuất 2026`: the name of 2006 or 2066, or of no year at all.
fn named_right(context: &Context<'_>, found: &mut Findings) {
    for (writing, noticed) in context.noticed() {
        for told in &noticed.misnamed_years {
            let right = lunar_year_name(told.year);
            let span = told.span.clone();
            let written = writing.text.get(span.clone()).unwrap_or_default();
            found.add(
                Finding::new(
                    writing.path.clone(),
                    format!("Năm {} là {right}, không phải {written}", told.year),
                )
                .span(span)
                .hint(format!("ghi {right}, hoặc sửa năm")),
            );
        }
    }
}

/// The name of a lunar year beside the number of another.
pub(super) struct Misnamed {
    year: u16,
    span: std::ops::Range<usize>,
}

/// Names of lunar years that aren't the one of the year behind them.
pub(super) fn misnamed_years(words: &Words<'_>) -> Vec<Misnamed> {
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

/// Half a name in the spelling of this program: people write Tị and Quí too.
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
