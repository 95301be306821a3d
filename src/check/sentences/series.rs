//! Yearly values said to rise that don't (tăng đều, năm sau cao hơn năm trước): BC354.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Kinship, Sentence};

pub(crate) const SERIES: Rule = Rule {
    code: Code::SENTENCE_SERIES,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&SERIES, context, found, flaws),
};

const RISING: [&str; 7] = [
    "tăng đều",
    "năm sau cao hơn năm trước",
    "năm sau nhiều hơn năm trước",
    "tăng dần",
    "tăng qua các năm",
    "tăng theo từng năm",
    "năm sau tăng hơn năm trước",
];

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    let Some(said) = RISING.into_iter().find(|phrase| s.says(0..s.len(), phrase)) else { return };
    let years: Vec<(u16, usize)> = (0..s.figures.len())
        .filter(|i| s.figures[*i].bracket.is_none())
        .filter_map(|i| Some((s.year_before(i)?, i)))
        .collect();
    let rising = years.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let same = years.windows(2).all(|pair| {
        let (a, b) = (&s.figures[pair[0].1], &s.figures[pair[1].1]);
        s.kinship(a, b) != Kinship::Other && a.measure == b.measure
    });
    if years.len() < 2 || !rising || !same {
        return;
    }
    let value = |i: usize| s.figures[i].exact().unwrap_or(Number::ZERO);
    let fallen = years.windows(2).find(|pair| value(pair[1].1) < value(pair[0].1));
    if let Some([(before, a), (year, b)]) = fallen {
        out.push(Flaw::new(
            s.figures[*b].span.clone(),
            format!(
                "Câu ghi “{said}”, nhưng năm {year} ({}) thấp hơn năm {before} ({})",
                s.typed(&s.figures[*b]),
                s.typed(&s.figures[*a])
            ),
            "sửa lời, hoặc sửa một trong hai con số",
        ));
    }
}
